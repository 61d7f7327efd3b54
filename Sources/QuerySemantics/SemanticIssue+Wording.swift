import Catalogue
import QuerySyntax
package import SourceText

extension SemanticIssue {
  /// The finding in words, at its place.
  package func diagnostic(at range: SourceRange) -> Diagnostic {
    var result = Diagnostic(code: code, message: "", range: range)
    switch self {
    case .unknownName(let name, let nearest, let columns):
      result.message = "nothing is called `\(name)` here"
      result.label = nearestText(nearest)
      if !columns.isEmpty { result.notes = ["columns: " + list(columns)] }
      result.see = "search \"\(name)\""
    case .unknownColumn(let name, let nearest, let columns, let remover, let other, let table):
      result.message = "no column `\(name)`" + (table.map { " in \($0)" } ?? "")
      result.label = nearestText(nearest)
      if let remover { result.notes.append("`\(remover)` took it out of the rows") }
      if let other { result.notes.append(other.usage(of: name)) }
      if !columns.isEmpty { result.notes.append("columns: " + list(columns)) }
    case .unknownEntity(let kind, let word, let nearest, let other):
      result.message = "no \(kind.label) `\(word)`"
      result.label = nearestText(nearest)
      if let other { result.notes = [other.usage(of: word)] }
      result.see =
        switch kind {
        case .country: "from countries | keep country, iso3"
        case .treaty: "from treaties | keep treaty, title"
        case .measure: "search \"\(word)\""
        case .group: "from groups | distinct group"
        case .basket: "search \"basket\""
        }
    case .unknownValue(let column, let word, let nearest, let allowed):
      result.message = "no \(column) `\(word)`"
      result.label = nearestText(nearest)
      if allowed.count <= 8 || nearest.isEmpty {
        result.notes = ["\(column) is one of: " + list(allowed)]
      }
    case .unknownTable(let name, let nearest, let tables, let other):
      result.message = "no table or result `\(name)`"
      result.label = nearestText(nearest)
      if let other { result.notes = [other.usage(of: name)] }
      result.notes.append("tables: " + list(tables))
    case .unknownVerb(let name, let nearest):
      result.message = "no verb `\(name)`"
      result.label = nearestText(nearest)
      result.see = "help verbs"
    case .unknownFunction(let name, let nearest):
      result.message = "no function `\(name)`"
      result.label = nearestText(nearest)
      result.see = "help functions"
    case .unknownField(let owner, let name, let nearest, let allowed):
      result.message = "`\(owner)` has no `.\(name)`"
      result.label = nearestText(nearest)
      if !allowed.isEmpty { result.notes = ["it has: " + list(allowed.map { "." + $0 })] }
    case .unknownOption(let verb, let name, let nearest, let allowed):
      result.message = "`\(verb)` has no option `\(name)`"
      result.label = nearestText(nearest)
      result.notes = allowed.isEmpty ? ["it takes none"] : ["options: " + list(allowed)]
    case .unknownResult(let name, let available):
      result.message = "no earlier result `\(name)`"
      if !name.hasPrefix("_") {
        result.notes.append(
          "sources are known of results, of tables, also those named by `let`, and of treaties, "
            + "measures, groups and countries")
      }
      result.notes.append(
        available.isEmpty ? "nothing has been run yet" : "results: " + list(available))
    case .ambiguousName(let name, let readings):
      result.message = "`\(name)` fits \(readings.count == 2 ? "two things" : "several things")"
      result.label = list(readings)
    case .severalWords(let words):
      result.message = "a name of several words goes in quotes"
      result.label = "write `\"\(words)\"`"
    case .hyphenatedName(let spelling, let identifier):
      result.message = "`\(spelling)` is read as a subtraction"
      result.label = "write \(identifier), or `\(spelling)` in backticks"
    case .mixedMeasures(let function, let count, let measure):
      result.message =
        "`\(function)` of `value` would mix \(count) measures that differ in unit or direction"
      result.label = "add `by \(measure)`, or write \(function)(better(value))"
    case .typeMismatch(let what, let expected, let found, let hint):
      result.message = "\(what) needs \(expected), found \(found)"
      result.label = hint
    case .incomparable(let left, let right, let hint):
      result.message = "\(left) cannot be compared with \(right)"
      result.label = hint
    case .unitMismatch(let operation, let left, let right):
      result.severity = .warning
      result.message = "\(operation) mixes units: \(left), and \(right)"
    case .argumentCount(let function, let expected, let found):
      result.message = "`\(function)` takes \(expected), found \(found)"
      result.see = "help \(function)"
    case .constantNeeded(let what, let example):
      result.message = "\(what) must be written out, not computed from rows"
      result.label = "for example \(example)"
    case .badValue(let what, let found, let allowed):
      result.message = "\(what) cannot be \(found)"
      result.label = allowed
    case .noCountry(let name, let columns, let countryColumns, let doubts):
      result.message = "`\(name)` needs a country, and no row here has one column for it"
      if countryColumns.isEmpty {
        result.notes = doubts + (columns.isEmpty ? [] : ["columns: " + list(columns)])
      } else {
        result.label = "say whose: " + list(countryColumns.map { "\(Spelling.name($0)).\(name)" })
      }
    case .noTime(let function):
      result.message = "`\(function)` runs along time, and these rows have no `year` or `date`"
    case .notTimed(let text):
      result.message = "`\(text)` is not a measure, treaty or group, so `@` cannot move its time"
    case .noMembers(let text, let type):
      result.message = "`\(text)` is \(type) and has nothing after a `.`"
    case .missingPart(let verb, let part, let example):
      result.message = "`\(verb)` needs \(part)"
      result.label = "for example: \(example)"
      result.see = "help \(verb)"
    case .unexpectedPart(let verb, let part, let usage):
      result.message = "`\(verb)` takes no \(part)"
      result.notes = ["usage: \(usage)"]
    case .nameNeeded(let verb, let text):
      result.message = "`\(verb)` needs a name for `\(text)`"
      result.label = "write: name = \(text)"
    case .duplicateColumn(let name):
      result.message = "two columns would be called `\(name)`"
      result.label = "write: other_name = …"
    case .columnCollision(let names, let table):
      result.message = "both sides have \(list(names.map { "`\($0)`" }))"
      let name = names.first ?? "x"
      result.label =
        "rename first: (from \(table) | rename \(Spelling.name(name + "_2")) = "
        + "\(Spelling.name(name)))"
    case .aggregateNeeded(let text):
      result.message = "`\(text)` is not one value per group"
      result.label = "put it in an aggregate, for example mean(\(text)), or after `by`"
    case .aggregateHere(let function, let verb):
      result.message = "`\(function)` cannot stand in `\(verb)`"
    case .setOutside(let function):
      result.message = "`\(function)` is a set of countries and stands after `in`"
      result.label = "for example: country in \(function)(…)"
    case .schemasDiffer(let onlyLeft, let onlyRight):
      result.message = "the two tables differ in their columns"
      if !onlyLeft.isEmpty { result.notes.append("only in the first: " + list(onlyLeft)) }
      if !onlyRight.isEmpty { result.notes.append("only in the second: " + list(onlyRight)) }
    case .pivotTooWide(let count, let limit):
      result.message = "`pivot` would make \(count) columns, more than \(limit)"
    case .seedNeeded(let verb):
      result.message = "`\(verb)` needs a seed, so that it gives the same rows again"
      result.label = "for example: \(verb) 10 seed: 7"
    case .definedTwice(let name):
      result.message = "`\(name)` is already defined in this file"
    case .nestedTooDeep:
      result.message = "the expression is nested too deep"
    case .queryTooLarge(let found):
      result.message = "the query is too large: \(found)"
    case .file(_, let message, let notes):
      result.message = message
      result.notes = notes
    }
    return result
  }
}

private func nearestText(_ names: [String]) -> String? {
  names.isEmpty ? nil : "nearest: " + names.joined(separator: ", ")
}

/// Up to twelve names, and how many more there are.
private func list(_ names: [String]) -> String {
  let shown = names.prefix(12).joined(separator: ", ")
  return names.count > 12 ? shown + " … (\(names.count) in all)" : shown
}

extension EntityKind {
  /// What a word of this kind is, and how one asks for it.
  fileprivate func usage(of word: String) -> String {
    let name = Spelling.value(word)
    return switch self {
    case .country: "\(name) is a country: `profile \(name)`, or `where country = \(name)`"
    case .treaty: "\(name) is a treaty: `from countries | where \(name)`"
    case .measure: "\(name) is a measure: `from countries | keep country, \(name)`"
    case .group: "\(name) is a group of countries: `where country in \(name)`"
    case .basket: "\(name) is a basket of treaties: `commitments \(name)`"
    }
  }
}
