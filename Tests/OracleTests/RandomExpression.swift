import TestSupport

/// Expressions over the random table, written in both languages.
struct RandomExpression {
  var text: String
  var sql: String

  private static func literal(_ text: String) -> RandomExpression {
    let escaped = text.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\\\"")
    return .init(text: "\"\(escaped)\"", sql: "'\(text)'")
  }

  /// A number: columns, constants and what is made of them.
  static func number(_ depth: Int, _ random: inout SeededGenerator) -> RandomExpression {
    if depth == 0 || random.chance(0.25) {
      switch Int.random(in: 0...4, using: &random) {
      case 0:
        let constant = Double(Int.random(in: 0...60, using: &random)) / 4
        return .init(text: String(constant), sql: String(constant))
      case 1: return .init(text: "id", sql: "id")
      case 2: return .init(text: "y", sql: "y")
      default: return .init(text: "x", sql: "x")
      }
    }
    let a = number(depth - 1, &random)
    switch Int.random(in: 0...7, using: &random) {
    case 0...2:
      let sign = random.pick(["+", "-", "*", "/"])
      let b = number(depth - 1, &random)
      if random.chance(0.5) {
        return .init(text: "\(a.text) \(sign) (\(b.text))", sql: "\(a.sql) \(sign) (\(b.sql))")
      }
      return .init(text: "(\(a.text) \(sign) \(b.text))", sql: "(\(a.sql) \(sign) \(b.sql))")
    case 3: return .init(text: "abs(\(a.text))", sql: "abs(\(a.sql))")
    case 4: return .init(text: "(-(\(a.text)))", sql: "(-(\(a.sql)))")
    case 5:
      let b = number(depth - 1, &random)
      return .init(text: "((\(a.text)) ?? (\(b.text)))", sql: "coalesce(\(a.sql), \(b.sql))")
    case 6:
      let b = number(depth - 1, &random)
      let c = condition(depth - 1, &random)
      // A condition that is not known gives neither.
      return .init(
        text: "(if \(c.text) then \(a.text) else \(b.text))",
        sql: "CASE WHEN \(c.sql) THEN \(a.sql) WHEN NOT (\(c.sql)) THEN \(b.sql) END")
    default:
      return .init(
        text: "clamp(\(a.text), -10, 10)",
        sql: "CASE WHEN \(a.sql) IS NOT NULL THEN min(max(\(a.sql), -10.0), 10.0) END")
    }
  }

  static func condition(_ depth: Int, _ random: inout SeededGenerator) -> RandomExpression {
    if depth == 0 || random.chance(0.3) { return comparison(&random) }
    switch Int.random(in: 0...5, using: &random) {
    case 0:
      let a = condition(depth - 1, &random)
      return .init(text: "not (\(a.text))", sql: "NOT (\(a.sql))")
    case 1:
      // `not` takes the comparison behind it in both languages.
      let a = comparison(&random)
      return .init(text: "not \(a.text)", sql: "NOT \(a.sql)")
    case 2:
      let (a, b) = (condition(depth - 1, &random), condition(depth - 1, &random))
      return .init(text: "(\(a.text)) and (\(b.text))", sql: "(\(a.sql)) AND (\(b.sql))")
    default:
      // Without brackets: `and` binds closer than `or`.
      let sign = random.pick(["and", "or"])
      let (a, b) = (condition(depth - 1, &random), condition(depth - 1, &random))
      return .init(text: "\(a.text) \(sign) \(b.text)", sql: "\(a.sql) \(sign) \(b.sql)")
    }
  }

  static func comparison(_ random: inout SeededGenerator) -> RandomExpression {
    let sign = random.pick(["=", "!=", "<", "<=", ">", ">="])
    switch Int.random(in: 0...11, using: &random) {
    case 0:
      let (a, b) = (number(1, &random), number(1, &random))
      return .init(text: "\(a.text) \(sign) \(b.text)", sql: "\(a.sql) \(sign) \(b.sql)")
    case 1:
      let kind = literal(random.pick(RandomTables.kinds))
      let equal = random.pick(["=", "!="])
      return .init(text: "k \(equal) \(kind.text)", sql: "k \(equal) \(kind.sql)")
    case 2:
      let kinds = [
        literal(random.pick(RandomTables.kinds)), literal(random.pick(RandomTables.kinds)),
      ]
      let word = random.pick(["in", "not in"])
      return .init(
        text: "k \(word) {\(kinds.map(\.text).joined(separator: ", "))}",
        sql: "k \(word) (\(kinds.map(\.sql).joined(separator: ", ")))")
    case 3:
      let column = random.pick(["k", "x", "y", "d", "b", "g"])
      let isNot = random.chance(0.5)
      return .init(
        text: "\(column) is \(isNot ? "not " : "")missing",
        sql: "\(column) IS \(isNot ? "NOT " : "")NULL")
    case 4:
      let low = Int.random(in: -4...3, using: &random)
      let word = random.pick(["", "not "])
      return .init(
        text: "y \(word)in \(low)..\(low + 3)", sql: "y \(word)BETWEEN \(low) AND \(low + 3)")
    case 5:
      let date =
        "20\(Int.random(in: 10...14, using: &random))-0\(Int.random(in: 1...9, using: &random))-15"
      return .init(text: "d \(sign) \(date)", sql: "d \(sign) '\(date)'")
    case 6:
      // Beside a date a year is the whole year.
      let year = Int.random(in: 1998...2012, using: &random)
      return .init(
        text: "d \(sign) \(year)", sql: "CAST(substr(d, 1, 4) AS INTEGER) \(sign) \(year)")
    case 7: return .init(text: "b", sql: "b")
    case 8:
      let numbers = (0..<3).map { _ in Int.random(in: -4...6, using: &random) }
      let list = numbers.map(String.init).joined(separator: ", ")
      return .init(text: "y in {\(list)}", sql: "y IN (\(list))")
    case 9:
      let group = literal(random.pick(RandomTables.groups))
      return .init(text: "g \(sign) \(group.text)", sql: "g \(sign) \(group.sql)")
    default:
      let bound = Double(Int.random(in: -4000...4000, using: &random)) / 100
      return .init(text: "x \(sign) \(bound)", sql: "x \(sign) \(bound)")
    }
  }
}
