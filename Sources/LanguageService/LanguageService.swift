import Catalogue
import ColumnStore
package import QuerySyntax
import SourceText
package import Workbench

/// What is known about a text while it is being typed: completion, help, findings, colours.
///
/// It looks at the workbench's state at every call and changes nothing in it; nothing is run. Any
/// text and any cursor are accepted.
package final class LanguageService {
  let workbench: Workbench
  /// Names of a folder's entries, folders with a `/` at the end; nil where files may not be seen.
  let listFiles: ((String) -> [String])?
  /// The prompt's own commands with a line each: `.tables`.
  package var commands: [CommandWord]
  lazy var lexicon = Lexicon(workbench.catalogue)
  lazy var columnNames = Set(
    workbench.catalogue.tableNames.flatMap { name in
      workbench.catalogue.table(name)?.schema.fields.map(\.name) ?? []
    })
  /// Words of the closed lists of all tables: `signatory`, `practice`, `Africa`.
  lazy var closedTexts: Set<String> = {
    var texts: Set<String> = []
    for name in workbench.catalogue.tableNames {
      guard let table = workbench.catalogue.table(name) else { continue }
      for (index, field) in table.schema.fields.enumerated() where field.isClosed {
        texts.formUnion((try? table.column(index))?.dictionary?.texts ?? [])
      }
    }
    return texts
  }()
  /// What a word of the catalogue is, for colours.
  var wordStyles: [String: StyledSpan.Style?] = [:]
  let files: FileMemory
  var localStates = LocalStateMemory()

  /// - Parameter listFiles: nil in safe mode.
  package init(
    _ workbench: Workbench, listFiles: ((String) -> [String])? = nil,
    commands: [CommandWord] = []
  ) {
    self.workbench = workbench
    self.listFiles = listFiles
    self.commands = commands
    files = FileMemory()
  }

  /// Whether Enter runs the text, or more lines are to be read first.
  package func completeness(_ text: String) -> InputCompleteness { InputCompleteness.of(text) }

  /// Builds now what the first key press would wait for.
  package func warmUp() { _ = (lexicon, columnNames, closedTexts) }
}
