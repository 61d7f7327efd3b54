import TestSupport

/// Joins, windows and tables turned about.
extension RandomQuestion {
  static func joined(_ random: inout SeededGenerator) -> Question {
    let kind = random.pick(["inner", "left"])
    return Question(
      text: """
        from "t.csv" | keep id, k, x | join (from "u.csv" | keep k, z, w) on k kind: \(kind) many: true
        """,
      sql: """
        SELECT t.id, t.k, t.x, u.z, u.w FROM t \(kind) JOIN u ON t.k = u.k
        ORDER BY t.rowid, u.rowid
        """)
  }

  static func joinedOnTwo(_ random: inout SeededGenerator) -> Question {
    let kind = random.pick(["inner", "left"])
    let c = RandomExpression.condition(1, &random)
    return Question(
      text: """
        from "t.csv" | where \(c.text) | keep id, k, y
        | join (from "u.csv" | where z > 9) on y, k kind: \(kind) many: true
        """,
      sql: """
        SELECT t.id, t.k, t.y, u.z, u.w FROM (SELECT rowid AS i, * FROM t WHERE \(c.sql)) t
        \(kind) JOIN (SELECT rowid AS j, * FROM u WHERE z > 9) u ON t.k = u.k AND t.y = u.y
        ORDER BY i, j
        """)
  }

  static func halfJoined(_ random: inout SeededGenerator) -> Question {
    let isSemi = random.chance(0.5)
    let keys = random.pick([["k"], ["k", "y"], ["y"]])
    return Question(
      text: """
        from "t.csv" | join "u.csv" on \(keys.joined(separator: ", ")) \
        kind: \(isSemi ? "semi" : "anti") | keep id
        """,
      sql: """
        SELECT id FROM t WHERE \(isSemi ? "" : "NOT ")EXISTS (SELECT * FROM u
        WHERE \(keys.map { "u.\($0) = t.\($0)" }.joined(separator: " AND "))) ORDER BY rowid
        """)
  }

  /// Steps are years: the row of another year of the same unit, or none.
  static func along(_ random: inout SeededGenerator) -> Question {
    let step = Int.random(in: 1...4, using: &random)
    func other(_ year: String) -> String {
      "(SELECT v FROM p AS o WHERE o.unit = p.unit AND o.year = \(year))"
    }
    let before = other("p.year - \(step)")
    let width = (0..<step).map { other("p.year - \($0)") }
    let choices = [
      ("lag(v, \(step))", before),
      ("lead(v, \(step))", other("p.year + \(step)")),
      ("change(v, \(step))", "v - \(before)"),
      ("pct_change(v, \(step))", "(v - \(before)) / \(before) * 100"),
      ("index_to(v, 2005)", "100 * v / \(other("2005"))"),
      ("rolling_mean(v, \(step))", "(\(width.joined(separator: " + "))) / \(step)"),
      (
        "cumsum(v)",
        """
        CASE WHEN v IS NOT NULL THEN
          (SELECT sum(v) FROM p AS o WHERE o.unit = p.unit AND o.year <= p.year) END
        """
      ),
    ]
    let (a, b) = (random.pick(choices), random.pick(choices))
    return Question(
      text: """
        from "p.csv" | summarise v = sum(v) by unit, year | derive a = \(a.0), b = \(b.0)
        """,
      sql: "SELECT unit, year, v, \(a.1), \(b.1) FROM p ORDER BY unit, year")
  }

  static func across(_ random: inout SeededGenerator) -> Question {
    let e = RandomExpression.number(1, &random)
    let key = random.pick(["k", "g", "y"])
    let choices = [
      // Missing values stand last in this order, so they shift no rank.
      ("rank(e, by: \(key))", "rank() OVER (PARTITION BY \(key) ORDER BY e DESC NULLS LAST)"),
      ("rank(-e, by: \(key))", "rank() OVER (PARTITION BY \(key) ORDER BY e NULLS LAST)"),
      ("rank(e)", "rank() OVER (ORDER BY e DESC NULLS LAST)"),
      ("share_of_total(e, by: \(key))", "e / sum(e) OVER (PARTITION BY \(key))"),
      (
        "minmax(e, by: \(key))",
        "(e - min(e) OVER w) / (max(e) OVER w - min(e) OVER w)"
      ),
      ("e - mean(e, by: \(key))", "e - avg(e) OVER w"),
      ("max(e, by: {\(key), k})", "max(e) OVER (PARTITION BY \(key), k)"),
      (
        "percentile(e, by: \(key))",
        """
        100.0 * (SELECT count(*) FROM (SELECT *, \(e.sql) AS e FROM t) o
          WHERE o.\(key) IS s.\(key) AND o.e <= s.e) / count(e) OVER w
        """
      ),
    ]
    let a = random.pick(choices)
    let isKept = a.0.hasPrefix("max(")
    return Question(
      text: "from \"t.csv\" | derive e = \(e.text) | derive a = \(a.0) | keep id, e, a",
      sql: """
        SELECT id, e, CASE WHEN e IS NOT NULL OR \(isKept) THEN a END FROM (
          SELECT rowid AS i, id, e, \(a.1) AS a FROM (SELECT rowid, *, \(e.sql) AS e FROM t) s
          WINDOW w AS (PARTITION BY \(key))) ORDER BY i
        """)
  }

  static func pivoted(_ random: inout SeededGenerator) -> Question {
    let groups = RandomTables.groups.sorted()
    let cells = groups.map { "sum(CASE WHEN g = '\($0)' THEN x END)" }.joined(separator: ", ")
    return Question(
      text: """
        from "t.csv" | where g is not missing | summarise s = sum(x) by k, g | pivot g value: s
        | sort k
        """,
      sql: """
        SELECT k, \(cells) FROM t WHERE g IS NOT NULL GROUP BY k ORDER BY k NULLS LAST
        """)
  }

  static func appended(_ random: inout SeededGenerator) -> Question {
    let c = RandomExpression.condition(1, &random)
    return Question(
      text: """
        from "t.csv" | where \(c.text) | keep k, y | append (from "u.csv" | keep k, y)
        | summarise n = count(), s = sum(y) by k
        """,
      sql: """
        SELECT k, count(*), sum(y) FROM (SELECT k, y FROM t WHERE \(c.sql)
        UNION ALL SELECT k, y FROM u) GROUP BY k ORDER BY k NULLS LAST
        """)
  }

  static func frequencies(_ random: inout SeededGenerator) -> Question {
    let key = random.pick(["k", "g", "y"])
    return Question(
      text: "from \"t.csv\" | freq \(key)",
      sql: """
        SELECT \(key), count(*) AS n, count(*) * 1.0 / (SELECT count(*) FROM t) FROM t
        GROUP BY \(key) ORDER BY n DESC, \(key) NULLS LAST
        """)
  }

  static func unpivoted(_ random: inout SeededGenerator) -> Question {
    Question(
      text: "from \"t.csv\" | keep id, x, y | unpivot x, y as what, value | sort id, what",
      sql: """
        SELECT id, what, v FROM (SELECT id, 'x' AS what, x AS v FROM t
        UNION ALL SELECT id, 'y', y FROM t) ORDER BY id, what
        """)
  }
}
