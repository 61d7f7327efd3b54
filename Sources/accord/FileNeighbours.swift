import QuerySemantics
import SourceText

/// Files beside one that is not there.
enum FileNeighbours {
  /// The issue with the nearest names of the same folder, where a file was not found.
  static func added(to issue: FileIssue, _ path: String) -> FileIssue {
    guard issue.code == "file-not-found" else { return issue }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let folder = parts.dropLast().joined(separator: "/")
    let start = folder.isEmpty && path.hasPrefix("/") ? "/" : folder
    let names = Folders.entries(of: start).filter { !$0.hasSuffix("/") }
    let near = NameSuggestion.nearest(to: String(parts.last ?? ""), among: names)
    guard !near.isEmpty else { return issue }
    let prefix = start.isEmpty || start == "/" ? start : start + "/"
    var issue = issue
    issue.notes.insert(
      "nearest: " + near.map { "\"\(prefix)\($0)\"" }.joined(separator: ", "), at: 0)
    return issue
  }
}
