import Testing

@testable import QuerySyntax

@Suite("Completeness of input")
struct InputCompletenessTests {
  @Test(
    "only an open bracket or string or a line that goes on waits for more",
    arguments: [
      ("", nil), ("   # c", nil), ("from c", nil), ("from c | take 3", nil), ("from c |", "|"),
      ("from c | # c", "|"), ("from c | keep a,", ","), ("from c | chart dot x:", ":"),
      ("from c | where a and", "and"), ("from c | where a not in", "in"),
      ("from c | where a =", "="), ("from c | where a +", "+"), ("from c | where a..", nil),
      ("from c | where (", "("), ("from c | where x in {a, (b", "("),
      ("from c | where x in {a,", "{"), ("from c | where (a}", nil), ("from c | where a)", nil),
      ("from c | where {a, (b}", nil), ("from c | note \"abc", "\""),
      ("from c | note \"a\\\"", "\""),
      ("from c | note \"a\"", nil), ("from c | keep `a", nil), ("(", "("), ("from", nil),
      ("search this and", nil), ("and", nil), ("from c | keep a.in", nil), ("let x =", "="),
      ("from c\n| where (a\n)", nil), ("from c | keep x $", nil), ("from c as of 2007-13", nil),
      ("from c | where if a then", "then"),
    ] as [(String, String?)])
  func completeness(text: String, waitingFor: String?) {
    let expected: InputCompleteness =
      waitingFor.map { .incomplete(waitingFor: $0) } ?? .complete
    #expect(InputCompleteness.of(text) == expected)
  }
}
