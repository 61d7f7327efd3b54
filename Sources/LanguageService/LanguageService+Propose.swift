import Catalogue
import ColumnStore
import QuerySemantics
import QuerySyntax
import SourceText
import Workbench

extension LanguageService {
  /// Fills a list with what a place takes.
  func propose(
    _ place: Place, _ cursor: TextAtCursor, _ rows: RowsAtCursor, _ list: inout ProposalList
  ) {
    let form = form(cursor.word)
    switch place {
    case .nothing, .command: proposeFiles(place, cursor, &list)
    case .statement: proposeStatements(rows, &list)
    case .topic: proposeTopics(&list)
    case .source where cursor.word.quoting == .string, .file: proposeFiles(.file, cursor, &list)
    case .source: proposeSources(rows, &list, withPanel: true)
    case .table: proposeSources(rows, &list, withPanel: false)
    case .definition:
      for word in ["from", "compare"] {
        list.add(word, .statement, usefulness: 0, detail: "a query: its result gets the name")
      }
      proposeOperands(OperandPlace(), rows, form, &list)
    case .verb: proposeVerbs(&list)
    case .operand(let operand): proposeOperands(operand, rows, form, &list)
    case .afterOperand(let operand): proposeContinuations(operand, &list)
    case .value(let side, let membership):
      proposeValues(cursor.source(side), membership, rows, cursor, &list)
    case .member(let base): proposeMembers(of: cursor.source(base), rows, form, &list)
    case .time(let base): proposeTimes(of: cursor.source(base), rows, &list)
    case .date, .year: proposeYears(place, &list)
    case .entities(let kinds): proposeEntities(kinds, cursor, &list)
    case .yardstick: proposeYardsticks(form, &list)
    case .columns: proposeColumns(rows.scope(), form, &list)
    case .chartKind:
      for (index, kind) in ChartRequest.Kind.allCases.enumerated() {
        list.add(
          kind.rawValue, .value, usefulness: index,
          detail: GrammarWords.chartKinds[kind.rawValue] ?? "a kind of chart")
      }
    case .option(let owner, let label): proposeOptionValues(owner, label, rows, form, &list)
    case .words(let words):
      for word in words { list.add(word.text, .word, usefulness: 0, detail: word.detail) }
    case .setting:
      for option in OptionRecord.all {
        list.add(
          option.name, .option, usefulness: 0, insert: option.name + " = ", detail: option.summary)
      }
    case .settingValue(let name): proposeSettingValues(name, &list)
    case .parameterType:
      for type in GrammarWords.parameterTypes { list.add(type, .type, usefulness: 0) }
    case .parameterValue(let type): proposeParameterValues(type, cursor, &list)
    case .result: proposeResults(rows, &list)
    }
  }

  func form(_ word: TypedWord) -> NameForm {
    switch word.quoting {
    case .none: .operand
    case .string: .quoted
    case .backticks: .inBackticks
    }
  }

  func valueForm(_ word: TypedWord) -> NameForm {
    switch word.quoting {
    case .none: .value
    case .string: .quoted
    case .backticks: .inBackticks
    }
  }

  private func proposeStatements(_ rows: RowsAtCursor, _ list: inout ProposalList) {
    for (index, statement) in GrammarWords.statements.enumerated() {
      list.add(
        statement.word, .statement, usefulness: index, detail: statement.summary)
    }
    for (index, word) in GrammarWord.leadingVerbs.sorted().enumerated() {
      guard let record = VerbCatalogue.record(named: word) else { continue }
      list.add(
        word, .verb, usefulness: GrammarWords.statements.count + index, detail: record.summary)
    }
    if !list.query.isEmpty { proposeSources(rows, &list, withPanel: false, usefulness: 20) }
  }

  private func proposeSources(
    _ rows: RowsAtCursor, _ list: inout ProposalList, withPanel: Bool, usefulness: Int = 0
  ) {
    let catalogue = workbench.catalogue
    for (index, name) in catalogue.tableNames.enumerated() {
      list.add(
        name, .table, usefulness: usefulness + 1 + index,
        detail: TableWords.rows[name] ?? "a table of the catalogue")
    }
    if withPanel {
      list.add(
        "panel", .table, usefulness: usefulness + 13, insert: "panel ",
        detail: "every country × year in which it existed: panel 2000..2020")
    }
    let environment = rows.environment
    for (name, definition) in environment.definitions.sorted(by: { $0.key < $1.key }) {
      guard case .table(let table) = definition else { continue }
      list.add(
        name, .definition, usefulness: usefulness, insert: Spelling.name(name),
        detail: "let: " + table.schema.fields.map(\.name).joined(separator: ", "))
    }
    proposeResultNames(environment, &list, usefulness: usefulness + 12)
  }

  private func proposeResultNames(
    _ environment: BindingEnvironment, _ list: inout ProposalList, usefulness: Int
  ) {
    for (name, table) in environment.results.sorted(by: { $0.key < $1.key }) {
      let rows = table.rowCount == 1 ? "1 row" : "\(table.rowCount) rows"
      let columns = table.schema.fields.map(\.name).joined(separator: ", ")
      list.add(name, .result, usefulness: usefulness, detail: "result: \(rows), \(columns)")
    }
  }

  private func proposeResults(_ rows: RowsAtCursor, _ list: inout ProposalList) {
    proposeResultNames(rows.environment, &list, usefulness: 0)
    for name in workbench.catalogue.tableNames { list.add(name, .table, usefulness: 1) }
    list.add("format", .option, usefulness: 2, insert: "format: ", detail: "text or bibtex")
    guard !list.query.isEmpty else { return }
    list.add(lexicon.treaties, usefulness: 3, form: .operand)
    list.add(lexicon.measures, usefulness: 4, form: .operand)
    list.add(lexicon.groups, usefulness: 5, form: .operand)
  }

  private func proposeVerbs(_ list: inout ProposalList) {
    for (index, verb) in VerbCatalogue.all.enumerated() {
      list.add(
        verb.name, .verb, usefulness: index, detail: verb.summary,
        elsewhere: VerbCatalogue.otherNames[verb.name])
    }
  }

  func proposeSettingValues(_ name: String, _ list: inout ProposalList) {
    guard let option = OptionRecord.record(named: name) else { return }
    // What is allowed is a sentence; the words in it that the option takes are the values.
    let words = option.allowed.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init)
    for (index, word) in words.enumerated() where option.accepts(word) {
      list.add(word, .value, usefulness: index, detail: index == 0 ? option.summary : "")
    }
    if name == "as_of" { proposeYears(.date, &list) }
  }

  private func proposeParameterValues(
    _ type: String, _ cursor: TextAtCursor, _ list: inout ProposalList
  ) {
    switch type {
    case "country": proposeEntities([.country], cursor, &list)
    case "treaty": proposeEntities([.treaty], cursor, &list)
    case "measure": proposeEntities([.measure], cursor, &list)
    case "group": proposeEntities([.group], cursor, &list)
    case "year", "date": proposeYears(.date, &list)
    case "boolean": for word in ["true", "false"] { list.add(word, .value, usefulness: 0) }
    default: break
    }
  }

  private func proposeFiles(_ place: Place, _ cursor: TextAtCursor, _ list: inout ProposalList) {
    guard case .file = place, let listFiles else { return }
    let typed = cursor.word.text
    let folder = typed.lastIndex(of: "/").map { String(typed[...$0]) } ?? ""
    for name in listFiles(folder).sorted() where !name.hasPrefix(".") {
      let path = folder + name
      if name.hasSuffix("/") {
        // The quote stays open: the path goes on.
        let quoted = SyntaxFormatter.quoted(path)
        list.add(path, .file, usefulness: 1, insert: String(quoted.dropLast()), detail: "folder")
      } else if LanguageService.isDataFile(name) {
        list.add(path, .file, usefulness: 0, insert: SyntaxFormatter.quoted(path), detail: "file")
      }
    }
  }

  private static func isDataFile(_ name: String) -> Bool {
    var lower = Substring(name.lowercased())
    if lower.hasSuffix(".gz") { lower = lower.dropLast(3) }
    return [".csv", ".tsv", ".txt", ".json", ".jsonl", ".ndjson"].contains { lower.hasSuffix($0) }
  }
}

extension RowsAtCursor {
  var environment: BindingEnvironment {
    service.makeBinder(.init(name: "", text: ""), local).environment
  }
}
