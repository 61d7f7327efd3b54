package import SourceText

extension SyntaxIssue {
  /// Says the issue: what was found, what is needed, and how to write it.
  package func diagnostic(at range: SourceRange) -> Diagnostic {
    let wording = self.wording
    return Diagnostic(
      code: code, message: wording.message, range: range, label: wording.label,
      notes: wording.notes, see: wording.see)
  }

  private struct Wording {
    var message: String
    var label: String?
    var notes: [String] = []
    var see: String?
  }

  private var wording: Wording {
    switch self {
    case .strayCharacter, .unclosedString, .unclosedName, .badEscape, .badDate, .badNumber:
      wordingOfText
    case .unclosedBracket(let opener):
      Wording(
        message: "`\(opener.rawValue)` is never closed",
        label: opener.closer.map { "needs a `\($0.rawValue)`" })
    case .wrongBracket(let opener, let found):
      Wording(
        message: "expected \(Self.quoted(opener.closer?.rawValue)), found `\(found.rawValue)`",
        label: "closes `\(opener.rawValue)`")
    case .strayBracket(let found):
      Wording(message: "`\(found.rawValue)` closes no bracket")
    case .statementExpected(let found, _, let instead?):
      Wording(
        message: "expected a statement, found \(Self.quoted(found))", label: "write `\(instead)`",
        notes: GrammarWord.verbsElsewhere.contains(found ?? "")
          ? ["`| \(found ?? "") …` goes on from the last result"] : [])
    case .statementExpected(let found, let nearest, nil):
      Wording(
        message: "expected a statement, found \(Self.quoted(found))",
        label: Self.nearest(nearest),
        notes: [
          "a statement starts with \(GrammarWord.statements.joined(separator: ", ")), or with "
            + "\(GrammarWord.leadingVerbs.sorted().joined(separator: ", ")); a table is read with "
            + "`from`, as in `from countries | count`"
        ])
    case .verbExpected(let found):
      Wording(message: "expected a verb after `|`, found \(Self.quoted(found))")
    case .expressionExpected(let found):
      Wording(
        message: "expected a value or a name, found \(Self.quoted(found))",
        label: found == "in" ? "say before it what is in the set" : nil)
    case .starAsArgument:
      Wording(
        message: "expected a value or a name, found `*`", label: "rows are counted by `count()`")
    case .nameExpected(let purpose, let found):
      Wording(message: "expected \(purpose), found \(Self.quoted(found))")
    case .bracketedList(let corrected):
      Wording(message: "several values stand in braces", label: "write `\(corrected)`")
    case .unexpected(let found, let needed):
      Wording(message: "expected \(needed), found \(Self.quoted(found))")
    case .chainedComparison, .unbracketedAt, .unbracketedComparison, .unbracketedValue,
      .unbracketedNot, .missingExpected, .unquotedWords, .unquotedFile, .nestedTooDeep:
      wordingOfForm
    }
  }

  /// What the lexer finds.
  private var wordingOfText: Wording {
    switch self {
    case .strayCharacter(let text, let instead):
      Wording(
        message: "\(Self.quoted(text)) is not part of the language",
        label: instead.map { "written \(Self.quoted($0))" })
    case .unclosedString(let earlier):
      Wording(
        message: "the string is never closed", label: "needs a `\"`",
        notes: earlier == nil
          ? []
          : [
            "a string before this one runs over more than one line: one of its quotes may be lacking"
          ])
    case .unclosedName:
      Wording(
        message: "the name in backticks is empty or never closed", label: "needs a closing \"`\"")
    case .badEscape(let text):
      Wording(
        message: "unknown escape \(Self.quoted(text))",
        notes: [#"escapes are \" \\ \n \t and \u{…} with a hexadecimal number"#])
    case .badDate(let text, let fault): Self.wording(ofDate: text, fault)
    case .badNumber(let text):
      Wording(message: "the number \(Self.quoted(text)) is too large")
    default: Wording(message: code)
    }
  }

  private static func wording(ofDate text: String, _ fault: DateFault) -> Wording {
    switch fault {
    case .noSuchYear:
      Wording(message: "no date `\(text)`", label: "years run from 1 to 9999")
    case .noSuchMonth(let month):
      Wording(
        message: "no date `\(text)`", label: "there is no month \(month)",
        notes: ["with spaces around the sign it is arithmetic"])
    case .noSuchDay(let day, let days):
      Wording(message: "no date `\(text)`", label: "day \(day) of a month of \(days) days")
    case .shape(let corrected):
      Wording(
        message: "expected a date like 2007-04-24, found `\(text)`",
        label: corrected.map { "nearest: \($0)" },
        notes: ["with spaces around the signs it is arithmetic"])
    }
  }

  /// What is written in a form that could be misread.
  private var wordingOfForm: Wording {
    switch self {
    case .chainedComparison(let found, let corrected):
      Wording(
        message: "comparisons do not chain: \(Self.quoted(found)) follows another",
        label: corrected.map { "write `\($0)`" } ?? "join two comparisons with `and`")
    case .unbracketedAt(let corrected):
      Wording(
        message: "arithmetic after `@` goes in brackets", label: "write `\(corrected)`",
        notes: ["to add to the value itself, put the brackets around the value"])
    case .unbracketedComparison(let corrected):
      Wording(
        message: "`=` defines here, so a comparison goes in brackets",
        label: "write `\(corrected)`")
    case .unbracketedValue(let corrected):
      Wording(
        message: "a value that is more than a name, literal, set or call goes in brackets",
        label: "write `\(corrected)`")
    case .unbracketedNot:
      Wording(message: "`not` after an operator goes in brackets", label: "write `(not …)`")
    case .missingExpected(let found):
      Wording(
        message: "expected `missing` or `not missing` after `is`, found \(Self.quoted(found))",
        label: GrammarWord.missingElsewhere.contains(found?.lowercased() ?? "")
          ? "write `missing`" : "to compare, write `=`")
    case .unquotedWords(let text, let list):
      Wording(
        message: "a name of several words goes in quotes",
        label: "write `\"\(text)\"`" + (list.map { ", or for several `\($0)`" } ?? ""))
    case .unquotedFile(let text):
      Wording(message: "the name of a file goes in quotes", label: "write `\"\(text)\"`")
    case .nestedTooDeep(let limit):
      Wording(
        message: "nested more than \(limit) deep", label: "name a part of it with `let`")
    default: Wording(message: code)
    }
  }

  private static func quoted(_ found: String?) -> String {
    guard let found else { return "the end of the statement" }
    return found.contains("`") ? found : "`\(found)`"
  }

  private static func nearest(_ names: [String]) -> String? {
    names.isEmpty ? nil : "nearest: \(names.joined(separator: ", "))"
  }
}
