import Testing

@testable import QuerySyntax

@Suite("Operators")
struct OperatorTests {
  @Test(
    "bind as the table says",
    arguments: [
      ("a or b and not c = d", "(or a (and b (not (= c d))))"),
      ("a in 1..2 ?? 3 + 4 * 5", "(in a (.. 1 (?? 2 (+ 3 (* 4 5)))))"),
      ("a - b - c", "(- (- a b) c)"), ("a ^ b ^ c", "(^ a (^ b c))"),
      ("-a ^ b", "(- (^ a b))"), ("-a * b", "(* (- a) b)"), ("a ^ -b", "(^ a (- b))"),
      ("a ^ -b * c", "(* (^ a (- b)) c)"), ("- -a", "(- (- a))"),
      ("a.b@2010.c", "(. (@ (. a b) 2010) c)"),
      ("-f(x).y@z ^ 2", "(- (^ (@ (. (call f x) y) z) 2))"),
      ("a is missing and b", "(and (is-missing a) b)"),
      ("not a is not missing", "(not (is-not-missing a))"),
      ("a not in b or c", "(or (not-in a b) c)"), ("a ?? b ?? c", "(?? (?? a b) c)"),
      ("if a = b then c else d + e", "(if (= a b) c (+ d e))"),
      ("1 + if a then b else c", "(+ 1 (if a b c))"), ("a & b + c % d", "(+ (& a b) (% c d))"),
      ("a = b and c < d", "(and (= a b) (< c d))"), ("x@(year - 5)", "(@ x (time (- year 5)))"),
      ("x@latest(5) - 5", "(- (@ x (latest 5)) 5)"), ("CRC-OPAC", "(- CRC OPAC)"),
    ])
  func binding(text: String, tree: String) { #expect(dump(expression: text) == tree) }

  @Test("each pair of infix operators binds by its precedence and side")
  func pairs() {
    let rules = OperatorTable.infix.values
    for first in rules {
      for second in rules where !(first.associativity == .none && second.associativity == .none) {
        let goesRight =
          second.precedence > first.precedence
          || (second.precedence == first.precedence && first.associativity == .right)
        let (a, b) = (first.spelling, second.spelling)
        let expected = goesRight ? "(\(a) x (\(b) y z))" : "(\(b) (\(a) x y) z)"
        #expect(dump(expression: "x \(a) y \(b) z") == expected)
      }
    }
  }

  @Test("every binary and unary operator of the tree is in the table")
  func table() {
    for sign in BinaryOperator.allCases {
      #expect(OperatorTable.rule(for: .infix(sign))?.spelling == sign.rawValue)
    }
    for sign in UnaryOperator.allCases {
      #expect(OperatorTable.rule(for: .prefix(sign))?.spelling == sign.rawValue)
    }
    #expect(OperatorTable.all.map(\.precedence) == OperatorTable.all.map(\.precedence).sorted())
  }
}
