import Catalogue
import ColumnStore
import QuerySemantics
import QuerySyntax
import Workbench

extension LanguageService {
  /// Operands in the order of use: columns, definitions, attributes, functions, treaties, groups,
  /// baskets, measures.
  func proposeOperands(
    _ operand: OperandPlace, _ rows: RowsAtCursor, _ form: NameForm, _ list: inout ProposalList
  ) {
    let scope = rows.scope()
    proposeColumns(scope, form, &list)
    let environment = rows.environment
    for (name, definition) in environment.definitions.sorted(by: { $0.key < $1.key }) {
      if case .table = definition { continue }
      list.add(
        name, .definition, usefulness: 11, insert: form.spell(name), detail: definition.label)
    }
    if operand.isFirst || !operand.isInBrackets {
      let isMostlyOptions = ["chart", "implementation"].contains(operand.verb) && !operand.isFirst
      proposeClauses(operand, &list, usefulness: isMostlyOptions ? 1 : 50)
    }
    if operand.isFurtherArgument { proposeGrouping(operand, &list) }
    if scope?.yearColumn != nil || scope?.timeColumn != nil {
      list.add("as_of", .attribute, usefulness: 13, detail: "the row's time")
    }
    if scope?.countryColumn != nil {
      proposeReadings(operand, form, &list)
    } else if form.isOpen, !list.query.isEmpty {
      proposeReadings(ofEach: scope, &list)
    }
    guard form.isOpen else { return }
    proposeFunctions(operand, &list)
    for word in GrammarWords.operandStarts where operand.verb != "keep" || !operand.isFirst {
      list.add(word.text, .word, usefulness: 40, detail: word.detail)
    }
  }

  func proposeColumns(_ scope: Scope?, _ form: NameForm, _ list: inout ProposalList) {
    for (place, field) in (scope?.fields ?? []).enumerated() {
      list.add(
        field.name, .column, usefulness: 10, place: place, insert: form.spell(field.name),
        detail: describe(field), others: originNames(field))
    }
  }

  /// A column read from a measure is found by the measure's words too.
  private func originNames(_ field: Field) -> [String] {
    switch field.origin?.entity {
    case .measure(let id)?: [workbench.catalogue.measure(id).name]
    case .treaty(let id)?: [workbench.catalogue.treaty(id).shortTitle]
    default: []
    }
  }

  /// What a row with a country knows without a join.
  private func proposeReadings(
    _ operand: OperandPlace, _ form: NameForm, _ list: inout ProposalList
  ) {
    let isMeasured = ["gap", "benchmark"].contains(operand.verb) && operand.clause == nil
    let inCall = operand.call.map { $0 != "count" && $0 != "share" } ?? false
    for attribute in CountryAttribute.allCases {
      list.add(
        attribute.rawValue, .attribute, usefulness: 12,
        detail: "of the country; \(attribute.type.label)")
    }
    list.add(lexicon.treaties, usefulness: 21, form: form)
    list.add(lexicon.groups, usefulness: 22, form: form)
    list.add(lexicon.baskets, usefulness: 23, form: form)
    list.add(lexicon.measures, usefulness: isMeasured ? 9 : inCall ? 14 : 24, form: form)
  }

  /// Where rows have several countries, as in `corridors`, each says whose it is.
  private func proposeReadings(ofEach scope: Scope?, _ list: inout ProposalList) {
    for index in scope?.countryColumns ?? [] {
      guard let name = scope?.fields[index].name else { continue }
      let prefix = Spelling.name(name) + "."
      for attribute in CountryAttribute.allCases {
        list.add(
          prefix + attribute.rawValue, .attribute, usefulness: 30,
          insert: prefix + attribute.rawValue,
          detail: "of \(name); \(attribute.type.label)", others: [attribute.rawValue])
      }
      list.add(lexicon.treaties, usefulness: 31, form: .operand, behind: prefix)
      list.add(lexicon.groups, usefulness: 32, form: .operand, behind: prefix)
      list.add(lexicon.measures, usefulness: 33, form: .operand, behind: prefix)
    }
  }

  private func proposeFunctions(_ operand: OperandPlace, _ list: inout ProposalList) {
    for function in FunctionCatalogue.all {
      var usefulness = 20
      switch function.category {
      case .set: continue
      case .aggregate:
        if operand.verb == "summarise", operand.clause == nil, operand.call == nil {
          usefulness = 5
        }
      default: break
      }
      list.add(
        function.name, .function, usefulness: usefulness, insert: function.name + "(",
        detail: function.signature + ": " + function.summary,
        elsewhere: FunctionCatalogue.otherNames[function.name])
    }
  }

  /// Behind an operand: operators, clauses, options.
  func proposeContinuations(_ operand: OperandPlace, _ list: inout ProposalList) {
    if let open = operand.openChoice {
      list.add(open, .word, usefulness: 0, detail: "if CONDITION then A else B")
    }
    if !operand.isInBrackets { proposeClauses(operand, &list, usefulness: 1) }
    proposeGrouping(operand, &list)
    guard operand.isInBrackets || LanguageService.comparingVerbs.contains(operand.verb) else {
      return
    }
    for word in GrammarWords.afterOperand {
      list.add(word.text, .word, usefulness: 5, detail: word.detail)
    }
  }

  /// Verbs whose operands are often conditions; others take them in brackets.
  private static let comparingVerbs: Set<String> = ["", "where", "keep", "derive", "summarise"]

  private func proposeGrouping(_ operand: OperandPlace, _ list: inout ProposalList) {
    guard let call = operand.call, FunctionCatalogue.record(named: call)?.takesGroups == true,
      !operand.used.contains("by:")
    else { return }
    list.add(
      "by", .option, usefulness: 2, insert: "by: ", detail: GrammarWords.options["by"] ?? "")
  }

  private func proposeClauses(
    _ operand: OperandPlace, _ list: inout ProposalList, usefulness: Int
  ) {
    if operand.verb == "sort", !operand.isFirst {
      list.add("desc", .word, usefulness: usefulness, detail: "largest first")
      list.add("asc", .word, usefulness: usefulness, detail: "smallest first")
    }
    if operand.verb == "fill", !operand.isFirst {
      list.add("forward", .word, usefulness: usefulness, detail: "the value before goes on")
      list.add("linear", .word, usefulness: usefulness, detail: "on a line between two values")
    }
    guard let record = VerbCatalogue.record(named: operand.verb) else { return }
    for clause in record.clauses where !operand.used.contains(clause) {
      list.add(
        clause, .clause, usefulness: usefulness, detail: GrammarWords.clauses[clause] ?? "")
    }
    let kind = operand.chartKind.flatMap(ChartRequest.Kind.init)
    for option in record.options where !operand.used.contains(option) {
      guard kind?.takes(option) ?? true else { continue }
      let isRole = ["x", "y", "series"].contains(option)
      list.add(
        option, .option, usefulness: isRole ? usefulness : usefulness + 1, insert: option + ": ",
        detail: GrammarWords.options[option] ?? "option of \(record.name)")
    }
  }

  func proposeOptionValues(
    _ owner: String, _ label: String, _ rows: RowsAtCursor, _ form: NameForm,
    _ list: inout ProposalList
  ) {
    if let values = GrammarWords.values(of: owner, label) {
      for (index, value) in values.enumerated() { list.add(value, .value, usefulness: index) }
      return
    }
    if label == "value" || label == "by" { return proposeColumns(rows.scope(), form, &list) }
    if owner == "from" { return }
    // A value is due: no further option may stand here.
    var operand = OperandPlace(verb: owner)
    operand.isInBrackets = true
    proposeOperands(operand, rows, form, &list)
  }

  func proposeYardsticks(_ form: NameForm, _ list: inout ProposalList) {
    list.add("World", .value, usefulness: 0, detail: "all countries")
    for name in ["region", "subregion", "income", "wb_region"] {
      list.add(name, .attribute, usefulness: 1, detail: "each country's own")
    }
    list.add(lexicon.groups, usefulness: 2, form: form)
    for attribute in [CountryAttribute.region, .subregion] {
      for text in workbench.catalogue.attribute(attribute).dictionary?.texts ?? []
      where !text.isEmpty {
        list.add(
          text, .value, usefulness: 3, insert: Spelling.value(text), detail: attribute.rawValue)
      }
    }
  }
}

extension NameForm {
  /// Whether no quote is open.
  var isOpen: Bool {
    switch self {
    case .operand, .value, .plain: true
    case .quoted, .inBackticks: false
    }
  }
}

extension FunctionRecord {
  /// Whether it takes `by:`.
  var takesGroups: Bool {
    switch category {
    case .across, .aggregate: true
    case .plain, .window, .set, .attribute, .aligned: false
    }
  }
}
