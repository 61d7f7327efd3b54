import Catalogue
import QuerySyntax
import SourceText

/// How what is written in the way of another language is written here.
extension Binder {
  private static let operatorsElsewhere = [
    "between": "; between is written x in 1..5",
    "like": "; like is written contains(x, \"…\") or matches(x, \"…\")",
    "is": "; a comparison is written with =",
    "contains": "; contains is written contains(x, \"…\")",
    "descending": "; from the largest down is written COL desc",
    "decreasing": "; from the largest down is written COL desc",
    "ascending": "; from the smallest up is the usual order",
    "since": "; since 2010 is written x >= 2010, for a treaty TREATY.date >= 2010",
    "at": "; at 2010 is written x@2010",
    "before": "; before 2010 is written x < 2010, for a treaty TREATY.date < 2010",
    "above": more, "over": more, "exceeds": more, "exceeding": more,
    "below": less, "under": less,
    "equals": "; equals is written x = 5", "equal": "; equal is written x = 5",
    "starts": "; starts with is written starts_with(x, \"…\")",
    "begins": "; begins with is written starts_with(x, \"…\")",
    "ends": "; ends with is written ends_with(x, \"…\")",
    "thousand": "; 5 thousand is written 5000", "million": "; 5 million is written 5e6",
    "billion": "; 5 billion is written 5e9",
    "after": "; after 2010 is written x > 2010, for a treaty TREATY.date > 2010",
  ]

  private static let more = "; more than 5 is written x > 5"
  private static let less = "; less than 5 is written x < 5"

  /// What else the fields of a treaty are called.
  static let fieldsElsewhere = [
    "ratified": "date", "ratification": "date", "acceded": "date", "accession": "date",
    "deposit": "date", "deposited": "date", "year": "date, as in year(TREATY.date)",
    "signature": "signed", "entry_into_force": "in_force", "force": "in_force",
    "denunciation": "denounced", "withdrawal": "denounced", "reservation": "reservations",
    "party": "status", "state": "status",
  ]

  private static let boundElsewhere: Set<String> = [
    "ratified", "acceded", "party", "parties", "bound", "member", "signed",
  ]

  /// Verbs that take several columns.
  private static let lists: Set<String> = ["keep", "drop", "sort", "distinct", "describe"]

  /// What a second word behind an item may be meant for.
  func slip(_ word: String, in item: Item, _ verb: Verb) -> String {
    if let known = Binder.operatorsElsewhere[word.lowercased()] { return known }
    if GrammarWord.isMonth(word) { return "; dates are written 2003-07-24 or 2003-07" }
    if case .name(let name) = item.value.kind {
      let words = ([name] + item.modifiers).map(\.text).joined(separator: " ")
      if let column = columnOfWords(words) { return "; write \(Spelling.inBackticks(column))" }
      for attribute in CountryAttribute.grouping {
        if let value = vocabulary(of: attribute).flatMap({ canonical(words, in: $0) }) {
          return "; write \(attribute.rawValue) = \(Spelling.value(value))"
        }
      }
      if ["desc", "asc", "descending", "ascending"].contains(name.text.lowercased()) {
        return "; the order goes behind: \(word)"
          + (name.text.lowercased().hasPrefix("d") ? " desc" : "")
      }
      let last = item.modifiers.last?.text ?? word
      if Binder.boundElsewhere.contains(name.text.lowercased()),
        let treaty = catalogue.matches(last, kinds: [.treaty]).first
      {
        let code = catalogue.name(of: EntityKind.treaty, treaty.id)
        return "; States parties are found by the treaty alone: \(code); signatories by "
          + "\(code).status = signatory"
      }
      let function = FunctionCatalogue.elsewhere[name.text.lowercased()] ?? name.text
      if FunctionCatalogue.record(named: function) != nil {
        return "; what a function is of stands in brackets: \(function)(\(word))"
      }
      if Binder.lists.contains(verb.name.text) {
        return "; a comma stands between columns: \(sourceText(name.range)), \(word)"
          + "; a name of several words stands in quotes"
      }
    }
    return "; a name of several words stands in quotes"
  }

  /// What a clause that the verb has not may be meant for: `sort by hdi`, `mean(hdi) as m`.
  func slip(_ clause: Clause, _ verb: Verb) -> String {
    guard let first = clause.items.first, let last = clause.items.last else { return "" }
    let text = sourceText(SourceRange(first.range.start, last.range.end))
    switch clause.keyword.text {
    case "by" where verb.items.isEmpty: return "; write \(verb.name.text) \(text)"
    case "as":
      guard let item = verb.items.last else { return "" }
      return "; a name goes before: \(text) = \(sourceText(item.range))"
    default: return ""
    }
  }

  /// The column that words without backticks name, or begin to: `Country Name`.
  func columnOfWords(_ words: String) -> String? {
    let words = words.lowercased()
    return columnNames.first { $0.lowercased() == words }
      ?? columnNames.first { $0.lowercased().hasPrefix(words + " ") }
  }

  /// `0,8` or `100,000,000` was read as several elements.
  func numberComma(_ first: Item, _ second: Item) -> String? {
    let comma = first.range.end
    guard second.range.start == comma + 1, comma > 0, comma + 1 < text.count,
      isDigit(text[comma - 1]), isDigit(text[comma + 1])
    else { return nil }
    let whole = text[..<comma].reversed().prefix(while: isDigit).reversed()
    let rest = text[(comma + 1)...].prefix { isDigit($0) || $0 == UInt8(ascii: ",") }
    let groups = rest.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
    let left = String(decoding: whole, as: UTF8.self)
    let point = left + "." + String(decoding: groups[0], as: UTF8.self)
    guard whole.count <= 3, whole.first != UInt8(ascii: "0"), groups.allSatisfy({ $0.count == 3 })
    else { return "; numbers are written with a point: \(point)" }
    let plain = left + String(decoding: groups.joined(), as: UTF8.self)
    return groups.count > 1
      ? "; numbers are written without commas: \(plain)"
      : "; numbers are written without commas and with a point: \(plain) or \(point)"
  }

  private func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

  /// `count where ICRMW`
  func earlierCondition(_ item: Item, _ verb: Verb) -> String {
    guard case .name(let name) = item.value.kind, name.text == "where" else { return "" }
    return "; the condition goes before: … | \(sourceText(item.range)) | \(verb.name.text)"
  }

  /// What the word is where it is no column.
  func kindOfEntity(_ word: String) -> EntityKind? {
    catalogue.matches(word, kinds: Set(EntityKind.allCases)).first?.kind
  }
}
