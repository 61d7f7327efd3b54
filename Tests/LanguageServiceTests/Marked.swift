import Catalogue
import LanguageService
import SourceText
import TestSupport
import Workbench

/// A text with `|` at the cursor written as `‸`.
struct Marked {
  var text: String
  var cursor: Int

  init(_ marked: String) {
    let parts = marked.split(separator: "‸", maxSplits: 1, omittingEmptySubsequences: false)
    text = parts.joined()
    cursor = parts[0].utf8.count
  }
}

/// A service over a fresh session, with two files and three commands.
func makeService(_ setup: String = "") throws -> LanguageService {
  let session = try TestSession()
  if !setup.isEmpty { _ = session.run(setup) }
  return LanguageService(
    session.workbench,
    listFiles: { folder in
      switch folder {
      case "": ["survey.csv", "notes.docx", "data/"]
      case "data/": ["wages 2020.csv", "flows.json.gz"]
      default: []
      }
    },
    commands: [
      CommandWord(".tables", "lists the tables"), CommandWord(".tour", "ten steps"),
      CommandWord(".timer", "time of statements", .words(["on", "off"])),
      CommandWord(".run", "runs a file", .file), CommandWord(".set", "options", .setting),
      CommandWord(".open", "a folder", .folder), CommandWord(".last", "a result", .result),
    ])
}

extension LanguageService {
  func inserts(_ marked: String) -> [String] {
    let marked = Marked(marked)
    return complete(marked.text, at: marked.cursor).candidates.map(\.insert)
  }

  /// The text after taking the first candidate.
  func completed(_ marked: String) -> String {
    let marked = Marked(marked)
    let completion = complete(marked.text, at: marked.cursor)
    guard let first = completion.candidates.first else { return marked.text }
    let bytes = Array(marked.text.utf8)
    return String(
      decoding: bytes[..<completion.range.start] + Array(first.insert.utf8)
        + bytes[completion.range.end...], as: UTF8.self)
  }
}
