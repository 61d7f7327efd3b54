import Catalogue
import QuerySemantics
import QuerySyntax

extension PlaceReader {
  /// Inside a verb, or an expression alone.
  func operandPlace(verbIndex: Int?, floor: Int) -> Place {
    let floor = max(floor, frame.start)
    let verb = verbIndex.flatMap(word) ?? ""
    if previous >= floor {
      switch symbol(previous) {
      case .dot?:
        let base = memberBase(endingBefore: previous, floor: floor)
        return base.isEmpty ? .nothing : .member(of: base)
      case .at?: return .time(of: memberBase(endingBefore: previous, floor: floor))
      case .range?: return .year
      case .colon?: return optionPlace(verbIndex, verb)
      default: break
      }
    }
    if let opener = frame.opener, symbol(opener) == .openBrace { return bracePlace(opener, floor) }
    if let call = callName {
      if call == "parties" || call == "signatories" { return .entities([.treaty]) }
      if call == "member" { return .entities([.group]) }
    }
    var operand = describe(verbIndex, floor, verb)
    if previous < floor {
      operand.isFirst = frame.opener == nil || frame.start <= (verbIndex ?? -1)
      return startPlace(operand, verbIndex)
    }
    if isComparison(previous) {
      if isDefinition(previous, verbIndex, floor) { return .operand(operand) }
      return .value(of: operandRange(endingBefore: previous, floor: floor), .equal)
    }
    if word(previous) == "in" {
      let end = word(previous - 1) == "not" ? previous - 1 : previous
      return .value(of: operandRange(endingBefore: end, floor: floor), .collection)
    }
    if word(previous) == "is" { return .words(GrammarWords.afterIs) }
    if word(previous) == "not", word(previous - 1) == "is" {
      return .words([WordChoice("missing", "has no value, for any reason")])
    }
    if word(previous) == "not", previous > floor, endsOperand(previous - 1) {
      return .words([WordChoice("in", "is none of a set, or outside a range")])
    }
    // Behind the kind of a chart stands what is drawn.
    if verb == "chart", previous == floor { return .operand(operand) }
    return endsOperand(previous) ? .afterOperand(operand) : clausePlace(operand)
  }

  /// Names in a row behind a sign or word that asks for a value: `country = South Afr`.
  var looseWords: Range<Int>? {
    var first = tokens.count
    while first > frame.start, token(first - 1)?.word != nil,
      !GrammarWord.reserved.contains(word(first - 1) ?? "")
    { first -= 1 }
    // The first word says what follows.
    if first == frame.start { first += 1 }
    return first < tokens.count ? first..<tokens.count : nil
  }

  /// The same place as if the last words were not there yet.
  func without(_ words: Range<Int>) -> PlaceReader {
    PlaceReader(Array(tokens[..<words.lowerBound]))
  }

  private func startPlace(_ operand: OperandPlace, _ verbIndex: Int?) -> Place {
    guard let verbIndex, operand.isFirst else {
      // `join (`, `append (`, `from (`: a query.
      let before = frame.opener.flatMap { word($0 - 1) }
      if let before, ["join", "append", "from"].contains(before) {
        return .words([WordChoice("from", "a query in brackets")])
      }
      return .operand(operand)
    }
    switch word(verbIndex) ?? "" {
    case "join", "append": return .table
    case "commitments": return .entities([.basket])
    case "overdue", "implementation": return .entities([.treaty])
    case "take", "skip", "sample", "note": return .nothing
    case "save": return .file
    case "chart": return .chartKind
    case "drop", "rename", "freq", "fill", "pivot", "unpivot": return .columns
    case "count", "describe": return .afterOperand(operand)
    default: return .operand(operand)
    }
  }

  private func clausePlace(_ operand: OperandPlace) -> Place {
    switch operand.clause {
    case "against"?: return .yardstick
    case "on"? where operand.verb == "join": return .columns
    case "within"?, "as"?: return .nothing
    default: break
    }
    switch operand.verb {
    case "drop" where !operand.isInBrackets, "unpivot", "freq", "fill": return .columns
    default: return .operand(operand)
    }
  }

  /// In braces: a set of values, or names of columns.
  private func bracePlace(_ opener: Int, _ floor: Int) -> Place {
    if previous >= frame.start, endsOperand(previous) { return .nothing }
    let before = opener - 1
    if word(before) == "in" {
      let end = word(before - 1) == "not" ? before - 1 : before
      return .value(of: operandRange(endingBefore: end, floor: verbFloor), .set)
    }
    if isComparison(before), !(word(0) == "let" && before == 2) {
      return .value(of: operandRange(endingBefore: before, floor: verbFloor), .set)
    }
    if word(before) == "commitments" { return .entities([.treaty]) }
    if symbol(before) == .colon {
      return word(before - 1) == "highlight" ? .entities([.country]) : .columns
    }
    return .entities([.country, .treaty, .measure, .group])
  }

  /// Behind the verb's name, whatever brackets stand between.
  private var verbFloor: Int {
    guard let query, let pipe = frames[query].lastPipe else { return start }
    return pipe + 2
  }

  private func optionPlace(_ verbIndex: Int?, _ verb: String) -> Place {
    guard let label = word(previous - 1) else { return .nothing }
    return .option(of: callName ?? verb, label: label)
  }

  var callName: String? {
    guard let opener = frame.opener, symbol(opener) == .openBracket, opener > 0 else { return nil }
    guard let name = word(opener - 1), FunctionCatalogue.record(named: name) != nil else {
      return nil
    }
    // `count (…)` with a space after a verb is its argument in brackets.
    return symbol(opener - 2) == .pipe ? nil : name
  }

  private func describe(_ verbIndex: Int?, _ floor: Int, _ verb: String) -> OperandPlace {
    var operand = OperandPlace(verb: verb == "summarize" ? "summarise" : verb)
    operand.call = callName
    operand.isFurtherArgument = callName != nil && symbol(previous) == .comma
    guard let verbIndex else {
      operand.isInBrackets = frame.opener != nil
      operand.openChoice = openChoice(floor)
      return operand
    }
    operand.isInBrackets = frame.start > verbIndex
    if verb == "chart" { operand.chartKind = word(verbIndex + 1) }
    let clauses = VerbCatalogue.record(named: verb)?.clauses ?? []
    var depth = 0
    for index in (verbIndex + 1)..<max(verbIndex + 1, tokens.count) {
      if let symbol = symbol(index) {
        if symbol.closer != nil { depth += 1 }
        if symbol.isCloser { depth = max(0, depth - 1) }
        if symbol == .colon, depth == 0, let label = word(index - 1) { operand.used.insert(label) }
      }
      guard depth == 0, let word = word(index), clauses.contains(word) else { continue }
      operand.clause = word
      operand.used.insert(word)
    }
    operand.openChoice = openChoice(floor)
    return operand
  }

  private func openChoice(_ floor: Int) -> String? {
    var open: [String] = []
    for index in floor..<max(floor, tokens.count) {
      switch word(index) {
      case "if"?: open.append("then")
      case "then"?:
        if open.last == "then" { open[open.count - 1] = "else" }
      case "else"?: if open.last == "else" { open.removeLast() }
      default: continue
      }
    }
    return open.last
  }

  func isComparison(_ index: Int) -> Bool {
    switch symbol(index) {
    case .equal?, .notEqual?, .less?, .lessOrEqual?, .greater?, .greaterOrEqual?: true
    default: false
    }
  }

  /// A bare `=` behind a name that starts an item of `keep`, `derive` …
  private func isDefinition(_ index: Int, _ verbIndex: Int?, _ floor: Int) -> Bool {
    guard symbol(index) == .equal, token(index - 1)?.isName == true else { return false }
    guard let verbIndex, frame.start <= verbIndex else { return false }
    let isBy = word(index - 2) == "by" || clauseIsBy(index, verbIndex)
    guard GrammarWord.definingVerbs.contains(word(verbIndex) ?? "") || isBy else { return false }
    return index - 1 == verbIndex + 1 || symbol(index - 2) == .comma || word(index - 2) == "by"
  }

  private func clauseIsBy(_ index: Int, _ verbIndex: Int) -> Bool {
    (verbIndex..<index).contains { word($0) == "by" }
  }

  /// Whether an operand ends with the token, so that an operator or clause follows.
  func endsOperand(_ index: Int) -> Bool {
    guard let token = token(index) else { return false }
    switch token.kind {
    case .quotedName, .number, .string, .date: return true
    case .name(let word):
      if symbol(index - 1) == .dot { return true }
      if ["true", "false", "missing"].contains(word) { return true }
      return !GrammarWord.reserved.contains(word) && !GrammarWord.clauses.contains(word)
    case .symbol(let symbol): return symbol.isCloser
    }
  }

  /// The operand that ends before a token: back to a sign or word that binds looser.
  func operandRange(endingBefore end: Int, floor: Int) -> Range<Int> {
    let stops: Set<String> = [
      "and", "or", "not", "if", "then", "else", "in", "is", "by", "on", "against", "within",
    ]
    var index = end - 1
    var depth = 0
    while index >= floor {
      if let symbol = symbol(index) {
        if symbol.isCloser { depth += 1 }
        if symbol.closer != nil {
          if depth == 0 { break }
          depth -= 1
        } else if depth == 0 {
          if symbol == .comma || symbol == .pipe || symbol == .colon || isComparison(index) {
            break
          }
        }
      } else if depth == 0, let word = word(index), stops.contains(word), symbol(index - 1) != .dot
      {
        break
      }
      index -= 1
    }
    return (index + 1)..<max(index + 1, end)
  }

  /// `origin`, `ICRMW`, `country.region`: names joined by dots before a token.
  func memberBase(endingBefore end: Int, floor: Int) -> Range<Int> {
    var first = end
    while first - 1 >= floor, token(first - 1)?.isName == true {
      first -= 1
      guard first - 2 >= floor, symbol(first - 1) == .dot else { break }
      first -= 1
    }
    return first..<end
  }
}
