import TestSupport

/// One random question after another over the tables of `RandomTables`.
enum RandomQuestion {
  typealias Maker = @Sendable (inout SeededGenerator) -> Question

  static let makers: [Maker] = [
    filtered, filtered, derived, derived, grouped, grouped, groupedByTwo, total, quantiles, spread,
    sorted, sorted, takenByGroup, distinct, joined, joinedOnTwo, halfJoined, along, along, across,
    pivoted, appended, frequencies, unpivoted, latest, counted, weighted, several,
  ]

  /// Those that sqlite3 answers in a time that grows with the rows, not with their square.
  static let linear: [Maker] = [
    filtered, derived, grouped, grouped, groupedByTwo, groupedByTwo, total, quantiles, spread,
    sorted,
    sorted, takenByGroup, distinct, distinct, joined, joinedOnTwo, halfJoined, pivoted, appended,
    frequencies, unpivoted, counted, several,
  ]

  private static let t = "from \"t.csv\""

  private static func filtered(_ random: inout SeededGenerator) -> Question {
    let c = RandomExpression.condition(3, &random)
    return Question(
      text: "\(t) | where \(c.text) | keep id, x, k, d",
      sql: "SELECT id, x, k, d FROM t WHERE \(c.sql) ORDER BY rowid")
  }

  private static func derived(_ random: inout SeededGenerator) -> Question {
    let (e, c) = (RandomExpression.number(3, &random), RandomExpression.condition(2, &random))
    return Question(
      text: "\(t) | derive e = \(e.text), c = if \(c.text) then 1 else 0 | keep id, e, c",
      sql: """
        SELECT id, \(e.sql), CASE WHEN \(c.sql) THEN 1 WHEN NOT (\(c.sql)) THEN 0 END
        FROM t ORDER BY rowid
        """)
  }

  /// Aggregates of a random expression that are one word in both languages.
  private static func aggregates(_ random: inout SeededGenerator) -> (text: String, sql: String) {
    let (e, c) = (RandomExpression.number(2, &random), RandomExpression.condition(1, &random))
    return (
      """
      n = count(), s = sum(\(e.text)), m = mean(\(e.text)), low = min(\(e.text)), \
      high = max(d), kinds = distinct(k), c = count(\(c.text)), part = share(\(c.text))
      """,
      """
      count(*), sum(\(e.sql)), avg(\(e.sql)), min(\(e.sql)), max(d), count(DISTINCT k),
      CASE WHEN count(\(c.sql)) > 0 THEN sum(\(c.sql)) END, avg(\(c.sql))
      """
    )
  }

  private static func grouped(_ random: inout SeededGenerator) -> Question {
    let a = aggregates(&random)
    let key = random.pick(["k", "g", "y", "x", "d"])
    return Question(
      text: "\(t) | summarise \(a.text) by \(key)",
      sql: "SELECT \(key), \(a.sql) FROM t GROUP BY \(key) ORDER BY \(key) NULLS LAST")
  }

  private static func groupedByTwo(_ random: inout SeededGenerator) -> Question {
    let a = aggregates(&random)
    let c = RandomExpression.condition(1, &random)
    let keys = random.pick([["k", "g"], ["g", "y"], ["y", "k"], ["x", "d"], ["d", "k"]])
    let order = keys.map { $0 + " NULLS LAST" }.joined(separator: ", ")
    let list = keys.joined(separator: ", ")
    return Question(
      text: "\(t) | where \(c.text) | summarise \(a.text) by \(list)",
      sql: "SELECT \(list), \(a.sql) FROM t WHERE \(c.sql) GROUP BY \(list) ORDER BY \(order)")
  }

  private static func total(_ random: inout SeededGenerator) -> Question {
    let a = aggregates(&random)
    return Question(text: "\(t) | summarise \(a.text)", sql: "SELECT \(a.sql) FROM t")
  }

  /// Type 7: at 1 + (n − 1)p of the sorted values, linear between neighbours.
  private static func quantiles(_ random: inout SeededGenerator) -> Question {
    let p = random.pick([0.0, 0.1, 0.25, 0.5, 0.8, 1.0])
    let e = RandomExpression.number(1, &random)
    let call = p == 0.5 ? "median(\(e.text))" : "quantile(\(e.text), \(p))"
    return Question(
      text: "\(t) | summarise q = \(call) by g",
      sql: """
        WITH v AS (SELECT g, \(e.sql) AS v FROM t),
        r AS (SELECT g, v, row_number() OVER (PARTITION BY g ORDER BY v) AS i,
          1 + (count(*) OVER (PARTITION BY g) - 1) * \(p) AS h FROM v WHERE v IS NOT NULL)
        SELECT g.g, sum(CASE i WHEN CAST(h AS INT) THEN v * (1 - h + CAST(h AS INT))
          WHEN CAST(h AS INT) + 1 THEN v * (h - CAST(h AS INT)) END)
        FROM (SELECT DISTINCT g FROM t) g LEFT JOIN r ON g.g IS r.g
        GROUP BY g.g ORDER BY g.g NULLS LAST
        """)
  }

  private static func spread(_ random: inout SeededGenerator) -> Question {
    Question(
      text: "\(t) | summarise s = sd(x), v = var(x) by k",
      sql: """
        SELECT k, sqrt(s / (n - 1)), s / (n - 1) FROM (
          SELECT t.k, CASE WHEN count(x) > 1 THEN sum((x - m) * (x - m)) END AS s, count(x) * 1.0 AS n
          FROM t JOIN (SELECT k, avg(x) AS m FROM t GROUP BY k) a ON a.k IS t.k GROUP BY t.k)
        ORDER BY k NULLS LAST
        """)
  }

  private static func sorted(_ random: inout SeededGenerator) -> Question {
    let e = RandomExpression.number(1, &random)
    let (first, second) = (random.chance(0.5), random.chance(0.5))
    let skip = Int.random(in: 0...10, using: &random)
    let take = random.pick([0, 1, 5, 12, 1000])
    let key = random.pick(["k", "g", "y", "d"])
    return Question(
      text: """
        \(t) | keep k, g, y, x, d, id | sort \(key)\(first ? " desc" : ""), \
        (\(e.text))\(second ? " desc" : "") | skip \(skip) | take \(take)
        """,
      sql: """
        SELECT k, g, y, x, d, id FROM t ORDER BY \(key)\(first ? " DESC" : "") NULLS LAST,
        (\(e.sql))\(second ? " DESC" : "") NULLS LAST, k NULLS LAST, g NULLS LAST, y NULLS LAST,
        x NULLS LAST, d NULLS LAST, id LIMIT \(take) OFFSET \(skip)
        """)
  }

  private static func takenByGroup(_ random: inout SeededGenerator) -> Question {
    let take = Int.random(in: 1...4, using: &random)
    return Question(
      text: "\(t) | keep g, x, id | sort x desc | take \(take) by g | sort id",
      sql: """
        SELECT g, x, id FROM (SELECT *, row_number() OVER (PARTITION BY g
          ORDER BY x DESC NULLS LAST, g NULLS LAST, id) AS i FROM t) WHERE i <= \(take) ORDER BY id
        """)
  }

  private static func distinct(_ random: inout SeededGenerator) -> Question {
    let keys = random.pick([["k"], ["g", "y"], ["k", "y"], ["y", "g", "k"], ["x", "y"], ["d"]])
    let list = keys.joined(separator: ", ")
    return Question(
      text: "\(t) | distinct \(list) | sort \(list)",
      sql:
        "SELECT DISTINCT \(list) FROM t ORDER BY \(keys.map { $0 + " NULLS LAST" }.joined(separator: ", "))"
    )
  }

  private static func latest(_ random: inout SeededGenerator) -> Question {
    Question(
      text: "from \"p.csv\" | latest v by unit | keep unit, year, v | sort unit",
      sql: """
        SELECT unit, year, v FROM (SELECT *, row_number() OVER (PARTITION BY unit
          ORDER BY year DESC) AS i FROM p WHERE v IS NOT NULL) WHERE i = 1 ORDER BY unit
        """)
  }

  private static func counted(_ random: inout SeededGenerator) -> Question {
    let c = RandomExpression.condition(1, &random)
    return Question(
      text: "\(t) | count by side = if \(c.text) then \"in\" else \"out\"",
      sql: """
        SELECT CASE WHEN \(c.sql) THEN 'in' WHEN NOT (\(c.sql)) THEN 'out' END AS side, count(*)
        FROM t GROUP BY side ORDER BY side NULLS LAST
        """)
  }

  private static func weighted(_ random: inout SeededGenerator) -> Question {
    Question(
      text:
        "\(t) | where y > 0 | summarise m = weighted_mean(x, y), first = first(x), n = count(x > 0) by g",
      sql: """
        SELECT g, sum(x * y) / sum(CASE WHEN x IS NOT NULL THEN y END),
          (SELECT x FROM t AS o WHERE o.g IS t.g AND o.y > 0 AND x IS NOT NULL ORDER BY rowid LIMIT 1),
          CASE WHEN count(x) > 0 THEN sum(x > 0) END
        FROM t WHERE y > 0 GROUP BY g ORDER BY g NULLS LAST
        """)
  }

  private static func several(_ random: inout SeededGenerator) -> Question {
    let (c, e) = (RandomExpression.condition(2, &random), RandomExpression.number(2, &random))
    return Question(
      text: """
        \(t) | where \(c.text) | derive e = \(e.text) | summarise s = sum(e), n = count() by k, g
        | where n > 1 and s is not missing | sort n desc, k, g | take 6 | keep k, g, n, s
        """,
      sql: """
        SELECT k, g, count(*) AS n, sum(\(e.sql)) AS s FROM t WHERE \(c.sql) GROUP BY k, g
        HAVING n > 1 AND s IS NOT NULL ORDER BY n DESC, k NULLS LAST, g NULLS LAST LIMIT 6
        """)
  }
}
