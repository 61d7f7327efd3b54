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
    "before": "; before 2010 is written x < 2010, for a treaty TREATY.date < 2010",
    "after": "; after 2010 is written x > 2010, for a treaty TREATY.date > 2010",
  ]

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
    if case .name(let name) = item.value.kind {
      let words = ([name] + item.modifiers).map(\.text).joined(separator: " ")
      if let column = columnOfWords(words) { return "; write \(Spelling.inBackticks(column))" }
      for attribute in CountryAttribute.grouping {
        if let value = vocabulary(of: attribute).flatMap({ canonical(words, in: $0) }) {
          return "; write \(attribute.rawValue) = \(Spelling.value(value))"
        }
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

  /// The column that words without backticks name, or begin to: `Country Name`.
  func columnOfWords(_ words: String) -> String? {
    let words = words.lowercased()
    return columnNames.first { $0.lowercased() == words }
      ?? columnNames.first { $0.lowercased().hasPrefix(words + " ") }
  }

  /// `0,8` was read as two elements.
  func decimalComma(_ first: Item, _ second: Item) -> String? {
    let comma = first.range.end
    guard second.range.start == comma + 1, comma > 0, comma + 1 < text.count,
      isDigit(text[comma - 1]), isDigit(text[comma + 1])
    else { return nil }
    let whole = text[..<comma].reversed().prefix(while: isDigit).reversed()
    let rest = text[(comma + 1)...].prefix(while: isDigit)
    return "; numbers are written with a point: "
      + String(decoding: whole, as: UTF8.self) + "." + String(decoding: rest, as: UTF8.self)
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
