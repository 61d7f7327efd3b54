import Catalogue
import ColumnStore
import QuerySemantics
import QuerySyntax
import SourceText
import Workbench

/// The rows that the verb at the cursor sees: its pipeline up to the last `|`, bound without running.
struct RowsAtCursor {
  let service: LanguageService
  let local: LocalState
  /// The query up to its last `|`; nil outside a query, where rows are those of `countries`.
  let query: String?

  init(_ service: LanguageService, _ cursor: TextAtCursor, _ reader: PlaceReader) {
    self.service = service
    local = service.localState(before: cursor.statementStart, of: cursor.file)
    query = reader.queryBefore.map { cursor.source($0) }
  }

  func scope() -> Scope? { scope(adding: "") }

  /// What an operand is: its field, and the list it comes from where that is closed.
  func facts(of operand: String) -> (field: Field, vocabulary: TextDictionary?)? {
    let name = "value at the cursor"
    let verb = " | keep `\(name)` = (\(operand))"
    // Where the rows are not known, the name alone may tell.
    guard let scope = scope(adding: verb) ?? scope(of: "from countries" + verb),
      scope.fields.count == 1, let field = scope.fields.first, field.name == name
    else { return nil }
    return (field, scope.vocabularies.first ?? nil)
  }

  private func scope(adding more: String) -> Scope? {
    var text = query ?? "from countries"
    // A `|` first goes on from the last result.
    if text.isEmpty { text = more.isEmpty ? "" : String(more.dropFirst()) } else { text += more }
    return scope(of: text)
  }

  private func scope(of text: String) -> Scope? {
    let file = SourceFile(name: "", text: text)
    let binder = service.makeBinder(file, local)
    if text.isEmpty { return binder.environment.results["_"].map { Scope($0) } }
    var sink = DiagnosticSink()
    switch Parser.parse(file, reporting: &sink).statements.first?.kind {
    case .pipeline(let pipeline)?:
      if let scope = binder.scope(after: pipeline) { return scope }
      guard case .compare = pipeline.source.kind else { return nil }
      // Its columns are known when it has run; its rows are countries.
      let table = LocalState.shape(Scope(Schema([Field("country", .country)], key: ["country"])))
      return binder.scope(after: pipeline.verbs, from: table, range: pipeline.range)
    case .continuation(let verbs)?:
      guard let table = binder.environment.results["_"] else { return nil }
      return binder.scope(after: verbs, from: table, range: SourceRange(0, 0))
    default: return nil
    }
  }

  /// The name behind `from`, where the rows still come from a table of the catalogue.
  var tableName: String? {
    guard let query else { return "countries" }
    let tokens = TextOutline(SourceFile(name: "", text: query)).tokens
    return tokens.first?.word == "from" ? tokens.dropFirst().first?.word : tokens.first?.word
  }

  /// The different texts of a column, where there are few.
  func texts(ofColumn name: String) -> [String] {
    let limit = 2_000
    let column: Column?
    if let attribute = CountryAttribute(rawValue: name), attribute.type == .text,
      tableName == "countries" || scope()?.index(of: name) == nil
    {
      column = service.workbench.catalogue.attribute(attribute)
    } else if let table = tableName.flatMap({ service.workbench.catalogue.table($0) }) {
      column = table.schema.index(of: name).flatMap { try? table.column($0) }
    } else {
      let environment = service.makeBinder(SourceFile(name: "", text: ""), local).environment
      let source = tableName ?? "_"
      var table = environment.results[source.isEmpty ? "_" : source]
      if case .table(let defined)? = environment.definitions[source] { table = defined }
      column = table?.column(name)
    }
    guard let dictionary = column?.dictionary, dictionary.count <= limit else { return [] }
    return dictionary.texts
  }
}
