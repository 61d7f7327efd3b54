import Catalogue
import QuerySyntax

extension PlaceReader {
  /// Statements that are no query; nil where a query or an expression is being typed.
  func statementPlace() -> Place? {
    switch word(start) {
    case "let"?: return letPlace()
    case "param"?: return paramPlace()
    case "set"?: return setPlace()
    case "why"?: return whyPlace()
    case "profile"?:
      if previous == start { return .entities([.country]) }
      return asOfPlace() ?? .words([WordChoice("as of", "at that time")])
    case "search"?: return .nothing
    case "cite"?:
      if symbol(previous) == .colon {
        return .option(of: "cite", label: word(previous - 1) ?? "")
      }
      return previous == start ? .result : .words([WordChoice("format:", "text or bibtex")])
    case "from"?, "compare"?: return nil
    case let word? where GrammarWord.leadingVerbs.contains(word): return nil
    default: return symbol(start) == .pipe || frames[0].lastPipe != nil ? nil : .nothing
    }
  }

  private func letPlace() -> Place? {
    if previous == start + 2, symbol(previous) == .equal { return .definition }
    return previous < start + 2 ? .nothing : nil
  }

  private func paramPlace() -> Place {
    if symbol(previous) == .colon { return .parameterType }
    if symbol(previous) == .equal, symbol(start + 2) == .colon {
      return .parameterValue(word(start + 3) ?? "")
    }
    return .nothing
  }

  private func setPlace() -> Place {
    if previous == start { return .setting }
    if symbol(previous) == .equal { return .settingValue(word(start + 1) ?? "") }
    return .nothing
  }

  private func whyPlace() -> Place {
    let keyword = tokens.indices.last { ["for", "at", "as", "of"].contains(word($0) ?? "") }
    guard let keyword else {
      if previous == start { return .entities([.measure, .treaty, .group, .basket]) }
      if symbol(previous) == .dot { return .member(of: (start + 1)..<previous) }
      if symbol(previous) == .at { return .time(of: (start + 1)..<previous) }
      return .words([WordChoice("for", "the country")])
    }
    if let place = asOfPlace() { return place }
    if word(keyword) == "for" {
      return keyword == previous
        ? .entities([.country]) : .words([WordChoice("at", "the year or date")])
    }
    return word(keyword) == "at" && keyword == previous ? .year : .nothing
  }

  /// Behind `as` and `as of`.
  func asOfPlace() -> Place? {
    if word(previous) == "as" { return .words([WordChoice("of", "a date or a year")]) }
    if word(previous) == "of", word(previous - 1) == "as" { return .date }
    return nil
  }

  /// Between the start of a query and its first `|`.
  func sourcePlace(_ first: Int) -> Place {
    if word(first) == "compare" { return comparePlace(first) }
    if previous == first { return .source }
    if word(first + 1) == "panel" {
      if previous == first + 1 || symbol(previous) == .range { return .year }
      return asOfPlace() ?? .words([WordChoice("as of", "at that time")])
    }
    if symbol(previous) == .colon { return .option(of: "from", label: word(previous - 1) ?? "") }
    if let place = asOfPlace() { return place }
    let asOf = WordChoice("as of", "at that time")
    guard case .string? = token(first + 1)?.kind else { return .words([asOf]) }
    return .words(
      [asOf] + GrammarWords.fileOptions.map { WordChoice($0.text + ":", $0.detail) })
  }

  private func comparePlace(_ first: Int) -> Place {
    let keyword =
      (first...previous).last { ["compare", "on", "against"].contains(word($0) ?? "") } ?? first
    if let place = asOfPlace() { return place }
    let wantsOperand = keyword == previous || symbol(previous) == .comma
    switch word(keyword) {
    case "on"?:
      if symbol(previous) == .dot {
        return .member(of: memberBase(endingBefore: previous, floor: keyword + 1))
      }
      if symbol(previous) == .at {
        return .time(of: memberBase(endingBefore: previous, floor: keyword + 1))
      }
      return wantsOperand
        ? .entities([.measure, .treaty, .basket, .group])
        : .words([
          WordChoice("against", "groups to hold them against"), WordChoice("as of", "at that time"),
          WordChoice("rank:", "true for the place of each country"),
        ])
    case "against"?:
      if symbol(previous) == .colon {
        return .option(of: "compare", label: word(previous - 1) ?? "")
      }
      return wantsOperand
        ? .yardstick
        : .words([WordChoice("as of", "at that time")] + GrammarWords.compareOptions)
    default:
      return wantsOperand
        ? .entities([.country, .group]) : .words([WordChoice("on", "the measures")])
    }
  }
}
