import Testing

@testable import QuerySyntax

@Suite("Syntax errors")
struct ErrorTests {
  @Test("characters that are not part of the language, one report for a run")
  func strayCharacters() {
    expectErrors("from c | where a ⟦$?~⟧ = 3", "stray-character")
    expectErrors(
      "from c | where a ⟦≤⟧ 3", "stray-character", says: "written `<=`")
  }

  @Test("signs of other languages, reported once and read as meant")
  func foreignSigns() {
    expectErrors(
      "from c | where a ⟦&&⟧ b ⟦||⟧ ⟦!⟧d", "stray-character", "stray-character",
      "stray-character", says: "written `or`")
    expectErrors("from c | where a ⟦≥⟧ b ⟦−⟧ c", "stray-character", "stray-character")
  }

  @Test("quotes of word processors, reported once and read as meant")
  func foreignQuotes() {
    expectErrors(
      "from c | where g = ⟦“Arab League”⟧ and x", "stray-character",
      says: "written `\"Arab League\"`")
    expectErrors("from c | where g = ⟦'Arab League'⟧", "stray-character")
    expectErrors("from c | where x in ⟦[⟧a, b⟦]⟧", "stray-character", "stray-character")
  }

  @Test("a string that is not closed ends with its line")
  func unclosedString() {
    expectErrors("from c | note ⟦\"abc⟧\nfrom d | ⟦3⟧", "unclosed-string", "verb-expected")
    expectErrors(
      "from c | note \"a\n| note \"b⟦\"⟧", "unclosed-string", says: "runs over more than one line")
  }

  @Test("names in backticks stay on one line and are not empty")
  func unclosedName() {
    expectErrors("from c | keep ⟦`a b⟧\nfrom d", "unclosed-name")
    expectErrors("from c | keep ⟦``⟧", "unclosed-name")
  }

  @Test("escapes that do not exist")
  func badEscape() {
    expectErrors("from c | note \"a⟦\\q⟧b\"", "bad-escape", says: "\\u{…}")
    expectErrors("from c | note \"⟦\\u{110000}⟧\"", "bad-escape")
    expectErrors("from c | note \"⟦\\u⟧12\"", "bad-escape")
    expectErrors("from c | note \"\\u{1F30D} ok\"")
  }

  @Test("dates that do not exist or are written in another way")
  func badDate() {
    expectErrors("from c as of ⟦2007-13⟧", "bad-date", says: "there is no month 13")
    expectErrors("from c as of ⟦2007-02-29⟧", "bad-date", says: "day 29 of a month of 28 days")
    expectErrors("from c as of 2008-02-29")
    expectErrors("from c as of ⟦1900-02-29⟧", "bad-date")
    expectErrors("from c as of 2000-02-29")
    expectErrors("from c as of ⟦2007-04-31⟧", "bad-date")
    expectErrors("from c as of ⟦0000-04-01⟧", "bad-date", says: "years run from 1")
    expectErrors("from c as of ⟦2007-4-24⟧", "bad-date", says: "nearest: 2007-04-24")
    expectErrors("from c as of ⟦2007-14-2⟧", "bad-date", says: "with spaces")
  }

  @Test("numbers that are too large")
  func badNumber() { expectErrors("from c | where a > ⟦1e999⟧", "bad-number") }

  @Test("an open bracket is one error, at the bracket")
  func unclosedBracket() {
    expectErrors("from c | where ⟦(⟧a = 1 | count", "unclosed-bracket", says: "needs a `)`")
    expectErrors("from c | where x in ⟦{⟧a, b | count", "unclosed-bracket")
    expectErrors("from c | where x in ⟦{⟧a, ", "unclosed-bracket")
    expectErrors("from c | derive x = f⟦(⟧a\nfrom d | count", "unclosed-bracket")
    expectErrors("from c | derive x = f⟦(⟧\nfrom d | count", "unclosed-bracket")
    expectErrors("from c | join ⟦(⟧from d | where x", "unclosed-bracket")
    expectErrors("from c | where ⟦(⟧⟦(⟧", "unclosed-bracket", "unclosed-bracket")
    expectErrors("from c | where x in {a, ⟦(⟧b }", "unclosed-bracket")
    expectErrors("from c | ⟦(⟧", "unclosed-bracket")
    expectErrors("from c | where x@⟦(⟧year", "unclosed-bracket")
    expectErrors("from c | where x@latest⟦(⟧5", "unclosed-bracket")
  }

  @Test("a bracket closed by another kind, and one that closes nothing")
  func wrongBrackets() {
    expectErrors("from c | where x in {a, b⟦)⟧ | count", "wrong-bracket", says: "expected `}`")
    expectErrors("from c | where a⟦)⟧ | count", "stray-bracket")
    expectErrors("from c | where a⟦}⟧ | count", "stray-bracket")
  }

  @Test("lines that start no statement, with the nearest word")
  func statementExpected() {
    expectErrors("⟦form⟧ countries | count", "statement-expected", says: "nearest: from")
    expectErrors("⟦compair⟧ A on B | ⟦3⟧", "statement-expected", "verb-expected")
    expectErrors("⟦1⟧ + 1", "statement-expected", says: "a statement starts with from, compare")
    expectErrors("⟦where⟧ x = 3", "statement-expected")
    expectErrors("⟦explian⟧ cite\nexplain", "statement-expected")
  }

  @Test("a verb stands after each |")
  func verbExpected() {
    expectErrors("from c | ⟦|⟧ take 3", "verb-expected")
    expectErrors("from c |⟦⟧", "verb-expected", says: "found the end of the statement")
    expectErrors("from c | ⟦\"x\"⟧ | take | skip 3 |⟦⟧", "verb-expected", "verb-expected")
  }

  @Test("operands that are not there")
  func expressionExpected() {
    expectErrors("from c | where ⟦and⟧ b", "expression-expected", says: "found `and`")
    expectErrors("from c | where a =⟦⟧ ", "expression-expected")
    expectErrors(
      "from c | where a + ⟦*⟧ b | keep x, ⟦|⟧ take 3", "expression-expected",
      "expression-expected")
    expectErrors("from c | keep a, ⟦by⟧ b", "expression-expected")
    expectErrors("from c | where x in {a, ⟦}⟧", "expression-expected")
    expectErrors("from c | where ⟦)⟧", "stray-bracket")
    expectErrors("from c | take 3 by⟦⟧", "expression-expected")
    expectErrors("from c | chart dot x:⟦⟧", "expression-expected")
    expectErrors("set x =⟦⟧", "expression-expected")
  }

  @Test("names that are not there")
  func nameExpected() {
    expectErrors("let ⟦3⟧ = 4", "name-expected")
    expectErrors("param⟦⟧", "name-expected")
    expectErrors("from c | where a.⟦3⟧", "name-expected", says: "a field after `.`")
  }

  @Test("something else is needed")
  func unexpected() {
    expectErrors("from c ⟦where⟧ x", "unexpected-token", says: "expected `|`")
    expectErrors("from⟦⟧", "unexpected-token", says: "a table, a name, `panel` or a file")
    expectErrors("from panel ⟦2000⟧ | ⟦3⟧", "unexpected-token", "verb-expected")
    expectErrors("from c as ⟦2010⟧", "unexpected-token", says: "`of` and a date")
    expectErrors("compare A, B⟦⟧", "unexpected-token", says: "`on` and the measures")
    expectErrors("let x ⟦3⟧", "unexpected-token", says: "expected `=`")
    expectErrors("param x ⟦=⟧ 3", "unexpected-token", says: "a type")
    expectErrors("search⟦⟧", "unexpected-token", says: "the words to search for")
  }

  @Test("comparisons do not chain")
  func chained() {
    expectErrors("from c | where 1 < x ⟦<⟧ 5", "chained-comparison", says: "… < x and x < 5")
    expectErrors("from c | where a = b ⟦=⟧ c ⟦=⟧ d", "chained-comparison", "chained-comparison")
    expectErrors("from c | where a in b ⟦in⟧ c", "chained-comparison")
    expectErrors("from c | where a in 1..2⟦..⟧3", "chained-comparison")
  }

  @Test("arithmetic after @ goes in brackets")
  func unbracketedAt() {
    expectErrors("from c | derive d = ⟦x@year - 5⟧", "unbracketed-at", says: "write `x@(year - 5)`")
    expectErrors("from c | where ⟦a.b@2010 + 5⟧ > 3", "unbracketed-at", says: "a.b@(2010 + 5)")
    expectErrors("from c | derive d = x@year - y@year, e = x@latest - 5, f = (x@year) - 5")
  }

  @Test("where = defines, a comparison goes in brackets")
  func unbracketedComparison() {
    expectErrors(
      "from c | derive a = ⟦b = c⟧", "unbracketed-comparison", says: "write `(b = c)`")
    expectErrors("from c | keep ⟦x.y = 3⟧, z", "unbracketed-comparison")
    expectErrors("from c | derive ⟦x == 3⟧", "unbracketed-comparison")
    expectErrors("from c | count by ⟦a + b = 3⟧", "unbracketed-comparison")
    expectErrors("from c | where x = 3 | sort a = b | derive c = if a = b then c else d")
  }

  @Test("a value that is more than a name goes in brackets")
  func unbracketedValue() {
    expectErrors(
      "from c | chart dot x: ⟦a + b⟧, y: c", "unbracketed-value", says: "write `(a + b)`")
    expectErrors("from c | i T, law: ⟦x > 1 and y⟧", "unbracketed-value")
    expectErrors("from c | derive x = rank(a, by: ⟦not b⟧)", "unbracketed-value")
  }

  @Test("not behind an operator goes in brackets")
  func unbracketedNot() { expectErrors("from c | where a = ⟦not⟧ b", "unbracketed-not") }

  @Test("after is stands missing")
  func missingExpected() {
    expectErrors(
      "from c | where kind is ⟦state⟧", "missing-expected", says: "to compare, write `=`")
    expectErrors("from c | where kind is not ⟦state⟧ and x", "missing-expected")
  }

  @Test("names of several words go in quotes")
  func unquotedWords() {
    expectErrors(
      "compare ⟦South Africa⟧, Kenya on ICRMW", "unquoted-words", says: "write `\"South Africa\"`")
    expectErrors(
      "compare ⟦Togo Kenya⟧ on ICRMW", "unquoted-words",
      says: "write `\"Togo Kenya\"`, or for several `Togo, Kenya`")
    expectErrors("from c | where country in {⟦Cabo Verde⟧, Togo}", "unquoted-words")
    expectErrors("profile ⟦United Arab Emirates⟧", "unquoted-words")
    expectErrors("why ICRMW for ⟦South Africa⟧ at 2010", "unquoted-words")
  }

  @Test("everything wrong in a statement is reported at once")
  func several() {
    expectErrors(
      """
      from c as of ⟦2007-13⟧
      | where a ⟦$⟧ and 1 < x ⟦<⟧ 3
      | ⟦|⟧ keep a, ⟦|⟧ derive z = ⟦x@year - 5⟧
      | note ⟦"abc⟧
      """, "bad-date", "stray-character", "chained-comparison", "verb-expected",
      "expression-expected", "unbracketed-at", "unclosed-string")
  }

  @Test("every code is listed once with its summary")
  func codes() {
    let codes = SyntaxIssue.allCodes.map(\.code)
    #expect(codes == codes.sorted())
    #expect(Set(codes).count == codes.count)
    let issues: [SyntaxIssue] = [
      .strayCharacter(text: "", instead: nil), .unclosedString(earlier: nil), .unclosedName,
      .badEscape(text: ""), .badDate(text: "", .noSuchYear), .badNumber(text: ""),
      .unclosedBracket(opener: .openBrace), .wrongBracket(opener: .openBrace, found: .comma),
      .strayBracket(found: .closeBrace), .statementExpected(found: nil, nearest: []),
      .verbExpected(found: nil), .expressionExpected(found: nil),
      .nameExpected(of: "", found: nil), .unexpected(found: nil, needed: ""),
      .chainedComparison(found: "", corrected: nil), .unbracketedAt(corrected: ""),
      .unbracketedComparison(corrected: ""), .unbracketedValue(corrected: ""), .unbracketedNot,
      .missingExpected(found: nil), .unquotedWords(text: "", asList: nil), .nestedTooDeep(limit: 0),
    ]
    #expect(issues.map(\.code).sorted() == codes)
    #expect(SyntaxIssue.allCodes.allSatisfy { $0.summary.hasSuffix(".") })
  }
}
