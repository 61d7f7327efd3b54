import Catalogue
import QuerySemantics
import QuerySyntax
import SourceText
import Workbench

extension LanguageService {
  /// `help` alone: three things to try, then where to find more.
  package func help() -> HelpPage {
    let section = HelpPage.Section(
      kind: "", title: "Three things to try", summary: "",
      entries: [
        .init(
          "help WORD", "a verb, function, measure, treaty, country, group, table or error code"),
        .init(
          "help verbs", "also: functions, statements, tables, measures, treaties, groups, options"),
        .init("search WORDS", "finds measures, treaties and countries by any word"),
        .init(".tour", "teaches the language in ten steps"),
      ],
      examples: [
        Example(
          "from countries as of 2007-04-24 | where ICRMW | count",
          "parties to the Migrant Workers Convention on a day"),
        Example(
          "compare Kenya, Uganda on hdi, ICRMW, remittances_gdp against EAC",
          "countries side by side, and their group"),
        Example("why ICRMW for Mexico", "where a value comes from"),
      ])
    var examplesFirst = HelpPage(word: "", sections: [section])
    examplesFirst.sections[0].entries = []
    let more = HelpPage.Section(kind: "", title: "More", summary: "", entries: section.entries)
    examplesFirst.sections.append(more)
    return examplesFirst
  }

  /// Everything that a word names, in any case; nil where it names nothing (see `nearest(to:)`).
  package func help(_ word: String) -> HelpPage? {
    let word = word.trimmed
    if word.isEmpty { return help() }
    var sections: [HelpPage.Section] = []
    let lower = word.lowercased()
    if let list = helpList(lower) { return HelpPage(word: word, sections: [list]) }
    if let dot = word.lastIndex(of: "."), let field = helpField(word, dot) {
      sections.append(field)
    }
    sections += helpLanguage(lower)
    sections += helpCatalogue(word)
    guard !sections.isEmpty else { return nil }
    return HelpPage(word: word, sections: sections)
  }

  /// What a word that names nothing may be meant as.
  package func nearest(to word: String) -> [String] {
    let word = word.trimmed
    var names = GrammarWords.statements.map(\.word) + VerbCatalogue.all.map(\.name)
    names += FunctionCatalogue.all.map(\.name) + workbench.catalogue.tableNames
    names += OptionRecord.all.map(\.name) + ErrorPage.all.map(\.code) + LanguageService.helpLists
    names += CountryAttribute.allCases.map(\.rawValue)
    var near = NameSuggestion.nearest(to: word, among: names, limit: 3)
    for kind in EntityKind.allCases where near.count < 5 {
      near += workbench.catalogue.nearest(to: word, kind: kind, limit: 2)
    }
    if near.isEmpty {
      var list = ProposalList(word)
      proposeTopics(&list)
      near = list.candidates(describe).map(\.label)
    }
    var seen: Set<String> = []
    return Array(near.filter { seen.insert($0).inserted }.prefix(5))
  }

  static let helpLists = [
    "verbs", "functions", "statements", "tables", "measures", "treaties", "groups", "baskets",
    "options", "errors", "operators",
  ]

  /// Words that `help` knows, for completion.
  func proposeTopics(_ list: inout ProposalList) {
    for verb in VerbCatalogue.all {
      list.add(verb.name, .verb, usefulness: 0, detail: verb.summary)
    }
    for statement in GrammarWords.statements {
      list.add(statement.word, .statement, usefulness: 1, detail: statement.summary)
    }
    for function in FunctionCatalogue.all {
      list.add(function.name, .function, usefulness: 2, detail: function.summary)
    }
    for name in workbench.catalogue.tableNames {
      list.add(name, .table, usefulness: 3, detail: TableWords.rows[name] ?? "")
    }
    for name in LanguageService.helpLists {
      list.add(name, .topic, usefulness: 3, detail: "a list")
    }
    for option in OptionRecord.all {
      list.add(option.name, .option, usefulness: 4, detail: option.summary)
    }
    guard !list.query.isEmpty else { return }
    list.add(lexicon.treaties, usefulness: 5, form: .plain)
    list.add(lexicon.measures, usefulness: 6, form: .plain)
    list.add(lexicon.groups, usefulness: 7, form: .plain)
    list.add(lexicon.baskets, usefulness: 7, form: .plain)
    list.add(lexicon.countries, usefulness: 8, form: .plain)
    for page in ErrorPage.all { list.add(page.code, .topic, usefulness: 9, detail: page.meaning) }
  }
}

extension String {
  var trimmed: String {
    var text = Substring(self)
    while let first = text.first, first.isWhitespace || first == "?" { text = text.dropFirst() }
    while let last = text.last, last.isWhitespace || last == "?" { text = text.dropLast() }
    return String(text)
  }
}
