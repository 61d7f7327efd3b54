import Catalogue
import ColumnStore
import QuerySyntax
import SourceText

/// What is said of names that name nothing: the nearest, or what else the word is.
extension Binder {
  func reportNoCountry(_ name: String, at range: SourceRange, _ context: ExpressionContext) {
    report(
      .noCountry(
        name: name, columns: context.scope.names,
        countryColumns: context.scope.countryColumns.map { context.scope.fields[$0].name },
        doubts: context.scope.names.compactMap { doubts[$0] }),
      at: range)
  }

  func reportUnknownName(_ word: String, at range: SourceRange, _ context: ExpressionContext) {
    guard knowsColumns, !poisoned.contains(word) else { return failSilently() }
    guard !sink.isFull else {
      return report(.unknownName(name: word, nearest: [], columns: []), at: range)
    }
    if let verb = removed[word] {
      return report(
        .unknownColumn(
          name: word,
          nearest: NameSuggestion.nearest(to: word, among: context.scope.names, limit: 3),
          columns: context.scope.names, removedBy: verb, other: nil),
        at: range)
    }
    if GrammarWord.missingElsewhere.contains(word.lowercased()) {
      return report(.unknownName(name: word, nearest: ["is missing"], columns: []), at: range)
    }
    if let hint = valueHint(word, context) {
      return report(.unknownName(name: word, nearest: [hint], columns: []), at: range)
    }
    if word == "yes" || word == "no" {
      return report(
        .unknownName(name: word, nearest: [word == "yes" ? "true" : "false"], columns: []),
        at: range)
    }
    if word == "count", context.scope.index(of: "n") != nil {
      return report(
        .unknownName(name: word, nearest: ["n (the number of rows)"], columns: []), at: range)
    }
    var near = NameSuggestion.nearest(
      to: word,
      among: context.scope.names + environment.definitions.keys.sorted()
        + (context.scope.countryColumn == nil ? [] : CountryAttribute.allCases.map(\.rawValue)),
      limit: 3)
    if !context.scope.countryColumns.isEmpty {
      near += catalogue.nearest(to: word, kind: .measure, limit: 3)
      near += catalogue.nearest(to: word, kind: .treaty, limit: 2)
      near += catalogue.nearest(to: word, kind: .group, limit: 2)
    }
    var seen: Set<String> = []
    near = near.filter { seen.insert($0).inserted }
    let ranked = NameSuggestion.nearest(to: word, among: near, limit: 3)
    // Names that are near only in part or by what they mean may mislead: the columns stand beside.
    let isSlip = ranked.contains { abs($0.count - word.count) <= max(1, word.count / 3) }
    report(
      .unknownName(
        name: word, nearest: Array((ranked.isEmpty ? near : ranked).prefix(3)),
        columns: !isSlip && context.verb != "compare" ? context.scope.names : []),
      at: range)
  }

  /// No entity of this kind: the nearest, or of what other kind the word is.
  func reportUnknown(
    _ kind: EntityKind, _ word: String, nearest: [String]? = nil, at range: SourceRange
  ) {
    guard !sink.isFull else {
      return report(.unknownEntity(kind: kind, word: word, nearest: [], other: nil), at: range)
    }
    let others = catalogue.matches(word, kinds: Set(EntityKind.allCases).subtracting([kind]))
    report(
      .unknownEntity(
        kind: kind, word: word,
        nearest: others.isEmpty
          ? nearest ?? catalogue.nearest(to: word, kind: kind, limit: 3) : [],
        other: others.first?.kind),
      at: range)
  }

  /// What the field says for a value that the data call otherwise.
  private static let usualWords: [String: String] = [
    "ratified": "party", "acceded": "party", "member": "party", "bound": "party",
    "signed": "signatory", "withdrawn": "denounced", "withdrew": "denounced",
    "left": "denounced", "rich": "High income", "poor": "Low income",
  ]

  /// Not in the closed list of `name`: the nearest value of it, or the column that has it.
  func reportUnknownValue(
    _ text: String, of name: String, in vocabulary: TextDictionary, at range: SourceRange,
    _ context: ExpressionContext
  ) {
    guard !sink.isFull else {
      return report(.unknownValue(of: name, word: text, nearest: [], allowed: []), at: range)
    }
    let texts = vocabulary.texts.sorted()
    var nearest = NameSuggestion.nearest(to: text, among: texts, limit: 3)
    if let usual = Self.usualWords[text.lowercased()].flatMap({ canonical($0, in: vocabulary) }) {
      nearest = [usual]
    } else if nearest.isEmpty, let hint = valueHint(text, context) {
      nearest = [hint]
    }
    report(.unknownValue(of: name, word: text, nearest: nearest, allowed: texts), at: range)
  }

  /// `where Mexico`: the word is a value; say how it is written.
  private func valueHint(_ word: String, _ context: ExpressionContext) -> String? {
    if let match = catalogue.matches(word, kinds: [.country]).first,
      let column = context.scope.countryColumn
    {
      return context.scope.fields[column].name + " = "
        + catalogue.name(of: EntityKind.country, match.id)
    }
    for (field, vocabulary) in zip(context.scope.fields, context.scope.vocabularies) {
      if let vocabulary, let text = canonical(word, in: vocabulary) {
        return "\(field.name) = \(Spelling.value(text))"
      }
    }
    guard context.scope.countryColumn != nil else { return nil }
    for attribute in CountryAttribute.grouping {
      if let vocabulary = vocabulary(of: attribute), let text = canonical(word, in: vocabulary) {
        return "\(attribute.rawValue) = \(Spelling.value(text))"
      }
    }
    return nil
  }
}
