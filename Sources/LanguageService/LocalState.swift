import Catalogue
import ColumnStore
import QuerySemantics
import QuerySyntax
import SourceText
import Workbench

/// What the statements of a text define for those after them, without running any.
struct LocalState {
  private(set) var definitions: [String: Definition] = [:]
  /// The shape of the last result in the text.
  private(set) var last: Table?
  /// Results of this text whose numbers are not known yet.
  private(set) var hasResults = false

  /// A table without rows. Beside a closed column whose list is not known any word may stand.
  static func shape(_ scope: Scope) -> Table {
    var fields = scope.fields
    var columns: [Column] = []
    for index in fields.indices {
      if fields[index].type == .text, let list = scope.vocabularies[index] {
        columns.append(Column(type: .text, storage: .ints(Vector([])), dictionary: list))
      } else {
        fields[index].isClosed = false
        columns.append(Column(type: fields[index].type, scalars: []))
      }
    }
    return Table(schema: Schema(fields, key: scope.key), columns: columns, rowCount: 0)
  }

  mutating func advance(past statement: Statement, _ file: SourceFile, _ binder: Binder) {
    switch statement.kind {
    case .letExpression(let name, let expression):
      definitions[name.text] = .expression(expression, text: file.text(in: expression.range))
    case .letQuery(let name, let pipeline):
      if let scope = binder.scope(after: pipeline) {
        definitions[name.text] = .table(LocalState.shape(scope))
      }
    case .param(let name, let type, let value):
      if let type = LocalState.types[type.text],
        let scalar = binder.constant(value, type: type, name: name.text)
      {
        definitions[name.text] = .value(scalar, type)
      }
    case .pipeline(let pipeline):
      hasResults = true
      last = binder.scope(after: pipeline).map(LocalState.shape)
    case .continuation(let verbs):
      hasResults = true
      if let table = last ?? binder.environment.results["_"] {
        last = LocalState.shape(binder.scope(after: verbs, from: table, range: statement.range))
      }
    default: break
    }
  }

  private static let types: [String: ValueType] = [
    "country": .country, "treaty": .treaty, "measure": .measure, "group": .group,
    "number": .number, "year": .number, "date": .date, "text": .text, "boolean": .boolean,
  ]
}

/// Files that were opened for their columns, until the next result: not again at every key.
final class FileMemory {
  private var opened: [String: any DataFile] = [:]
  private var failed: [String: FileIssue] = [:]
  private var resultNumber = -1

  func open(
    _ path: String, _ options: [String: String], _ workbench: Workbench
  ) throws(FileIssue) -> any DataFile {
    let number = workbench.results.last?.number ?? 0
    if number != resultNumber {
      opened = [:]
      failed = [:]
      resultNumber = number
    }
    let key =
      path + "\n"
      + options.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
      .joined(separator: "\n")
    if let file = opened[key] { return file }
    if let issue = failed[key] { throw issue }
    do throws(FileIssue) {
      // A device or a pipe would be waited for, or emptied, while its name is typed.
      if let status = try? FileStatus.of(path: path), status.kind == .other {
        throw FileIssue(code: "file-unreadable", message: "it is read when it is asked for")
      }
      let file = try workbench.access.openFile(
        path, options, workbench.access.means(workbench.options))
      opened[key] = file
      return file
    } catch {
      failed[key] = error
      throw error
    }
  }
}

/// What the statements above the cursor defined at the last key: they change less often than the
/// one being typed.
struct LocalStateMemory {
  struct Key: Equatable {
    var text: String
    var result: Int
    var definitions: Int
  }

  var last: (key: Key, state: LocalState)?

  func state(of key: Key) -> LocalState? {
    guard let last, last.key == key else { return nil }
    return last.state
  }
}

extension LanguageService {
  /// A binder that runs nothing, over the workbench's state and what the text itself defines.
  func makeBinder(_ file: SourceFile, _ local: LocalState) -> Binder {
    var tables: [String: Table] = [:]
    for result in workbench.results {
      if let number = result.number { tables["_\(number)"] = result.table }
    }
    if let last = local.last ?? workbench.results.last?.table { tables["_"] = last }
    let environment = BindingEnvironment(
      catalogue: workbench.catalogue,
      definitions: workbench.definitions.merging(local.definitions) { $1 }, results: tables,
      asOf: workbench.options.asOf, basis: workbench.options.treatyBasis,
      openFile: { [files, workbench] path, options throws(FileIssue) in
        try files.open(path, options, workbench)
      },
      materialise: { _ in throw NotRun() })
    let binder = Binder(environment: environment, text: file.utf8)
    binder.isDryRun = true
    return binder
  }

  /// What the statements before an offset define.
  func localState(before offset: Int, of file: SourceFile) -> LocalState {
    var local = LocalState()
    guard offset > 0 else { return local }
    let earlier = SourceFile(name: "", text: file.text(in: SourceRange(0, offset)))
    let key = LocalStateMemory.Key(
      text: earlier.text, result: workbench.results.last?.number ?? 0,
      definitions: workbench.definitions.count)
    if let known = localStates.state(of: key) { return known }
    var sink = DiagnosticSink()
    for statement in Parser.parse(earlier, reporting: &sink).statements {
      local.advance(past: statement, earlier, makeBinder(earlier, local))
    }
    localStates.last = (key, local)
    return local
  }

  private struct NotRun: Error {}
}
