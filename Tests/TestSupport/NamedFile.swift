import ColumnStore
import QuerySemantics

/// A file under the name it was asked for by, so that no path of this machine is printed.
struct NamedFile: DataFile {
  let path: String
  let file: any DataFile

  var schema: Schema { file.schema }
  var doubts: [String: String] { file.doubts }

  func read(columns: [Int]) throws -> (table: Table, notes: [String]) {
    do {
      return try file.read(columns: columns)
    } catch var issue as FileIssue {
      issue.message = NamedFile.cut(String(file.path.dropLast(path.count)), from: issue.message)
      throw issue
    }
  }

  static func cut(_ prefix: String, from text: String) -> String {
    text.split(separator: prefix, omittingEmptySubsequences: false).joined()
  }
}
