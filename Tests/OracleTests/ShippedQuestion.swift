import TestSupport

/// Random questions over the shipped tables.
enum ShippedQuestion {
  typealias Maker = @Sendable (inout SeededGenerator) -> Question

  static let makers: [Maker] = [
    long, byRegion, onPanel, onPanel, newest, newest, atYear, aged, two, ranks, steps, wide,
    corridors, corridorConditions, acts, actsByYear, reservations, agreements, incomes, spread,
  ]

  private static func measure(_ random: inout SeededGenerator) -> ShippedTables.Measure {
    random.pick(ShippedTables.measures)
  }

  /// Lower and upper end of some years.
  private static func years(_ random: inout SeededGenerator) -> (Int, Int) {
    let low = Int.random(in: 1985...2020, using: &random)
    return (low, low + Int.random(in: 0...8, using: &random))
  }

  private static func long(_ random: inout SeededGenerator) -> Question {
    let (m, (low, high)) = (measure(&random), years(&random))
    let series = m.family == "rights" ? "measure" : "series"
    return Question(
      text: """
        from \(m.family) | where \(series) = \(m.name) and year in \(low)..\(high)
        | summarise n = count(), m = mean(value), low = min(value), high = max(value) by year
        """,
      sql: """
        SELECT year, count(*), avg(\(m.name)), min(\(m.name)), max(\(m.name)) FROM \(m.file)
        WHERE \(m.name) IS NOT NULL AND year BETWEEN \(low) AND \(high) GROUP BY year ORDER BY year
        """)
  }

  private static func byRegion(_ random: inout SeededGenerator) -> Question {
    let (m, (low, _)) = (measure(&random), years(&random))
    let key = random.pick(["region", "subregion", "wb_region", "kind"])
    return Question(
      text: """
        from countries | summarise n = count(), m = mean(\(m.name)@\(low)), s = sum(\(m.name)@\(low)) \
        by \(key)
        """,
      sql: """
        SELECT \(key), count(*), avg(\(m.name)), sum(\(m.name)) FROM today LEFT JOIN \(m.file) v
        ON v.iso3 = today.iso3 AND year = \(low) GROUP BY \(key) ORDER BY \(key) NULLS LAST
        """)
  }

  private static func onPanel(_ random: inout SeededGenerator) -> Question {
    let (m, (low, high)) = (measure(&random), years(&random))
    return Question(
      text: """
        from panel \(low)..\(high) | where \(m.name) is not missing
        | keep iso = country.iso3, year, v = \(m.name) | sort iso, year
        """,
      sql: """
        SELECT v.iso3, year, \(m.name) FROM \(m.file) v JOIN countries c ON c.iso3 = v.iso3
        WHERE \(m.name) IS NOT NULL AND year BETWEEN \(low) AND \(high)
        AND coalesce("from", '') <= CAST(year AS INT) || '-12-31'
        AND coalesce("to", '9') >= CAST(year AS INT) || '-01-01' ORDER BY 1, 2
        """)
  }

  /// The last value there is, and its year.
  private static func newest(_ random: inout SeededGenerator) -> Question {
    let m = measure(&random)
    return Question(
      text: """
        from countries | where \(m.name) is not missing
        | keep iso = country.iso3, v = \(m.name), y = \(m.name).year | sort iso
        """,
      sql: """
        SELECT iso3, \(m.name), max(year) FROM \(m.file)
        WHERE \(m.name) IS NOT NULL AND iso3 IN (SELECT iso3 FROM today)
        AND year <= 2026 GROUP BY iso3 ORDER BY iso3
        """)
  }

  private static func atYear(_ random: inout SeededGenerator) -> Question {
    let (m, (low, _)) = (measure(&random), years(&random))
    let bound = random.pick(["median", "mean"])
    return Question(
      text: """
        from countries | derive v = \(m.name)@\(low) | where v > \(bound)(v)
        | keep iso = country.iso3, v | sort v desc, iso
        """,
      sql: """
        WITH v AS (SELECT v.iso3, \(m.name) AS v FROM \(m.file) v JOIN today USING (iso3)
          WHERE year = \(low) AND \(m.name) IS NOT NULL),
        r AS (SELECT v, row_number() OVER (ORDER BY v) AS i, count(*) OVER () AS n FROM v)
        SELECT iso3, v FROM v WHERE v > (\(bound == "mean" ? "SELECT avg(v) FROM v"
          : "SELECT avg(v) FROM r WHERE i IN ((n + 1) / 2, (n + 2) / 2)"))
        ORDER BY v DESC, iso3
        """)
  }

  /// Not older than so many years.
  private static func aged(_ random: inout SeededGenerator) -> Question {
    let (m, (low, _)) = (measure(&random), years(&random))
    let age = Int.random(in: 0...6, using: &random)
    return Question(
      text: """
        from countries as of \(low)-12-31 | derive v = \(m.name)@latest(\(age))
        | where v is not missing | keep iso = country.iso3, v | sort iso
        """,
      sql: """
        SELECT iso3, v FROM (SELECT v.iso3, \(m.name) AS v, max(year) FROM \(m.file) v
          JOIN today t ON t.iso3 = v.iso3
          WHERE \(m.name) IS NOT NULL AND year BETWEEN \(low - age) AND \(low) GROUP BY v.iso3)
        ORDER BY iso3
        """)
  }

  private static func two(_ random: inout SeededGenerator) -> Question {
    let (a, b, (low, high)) = (measure(&random), measure(&random), years(&random))
    return Question(
      text: """
        from panel \(low)..\(high) | where \(a.name) is not missing and \(b.name) is not missing
        | summarise n = count(), d = sum(\(a.name) - \(b.name)) by year
        """,
      sql: """
        SELECT a.year, count(*), sum(a.\(a.name) - b.\(b.name)) FROM \(a.file) a
        JOIN \(b.file) b ON a.iso3 = b.iso3 AND a.year = b.year JOIN countries c ON c.iso3 = a.iso3
        WHERE a.\(a.name) IS NOT NULL AND b.\(b.name) IS NOT NULL
        AND a.year BETWEEN \(low) AND \(high)
        AND coalesce("from", '') <= CAST(a.year AS INT) || '-12-31'
        AND coalesce("to", '9') >= CAST(a.year AS INT) || '-01-01' GROUP BY a.year ORDER BY a.year
        """)
  }

  private static func ranks(_ random: inout SeededGenerator) -> Question {
    let (m, (low, _)) = (measure(&random), years(&random))
    return Question(
      text: """
        from countries | derive v = \(m.name)@\(low) | derive r = rank(v, by: region)
        | where r <= 3 | keep iso = country.iso3, region, r | sort region, r, iso
        """,
      sql: """
        SELECT * FROM (SELECT v.iso3, region, rank() OVER (PARTITION BY region ORDER BY \(m.name) DESC)
          AS r FROM \(m.file) v JOIN today USING (iso3)
          WHERE year = \(low) AND \(m.name) IS NOT NULL) WHERE r <= 3 ORDER BY 2, 3, 1
        """)
  }

  private static func steps(_ random: inout SeededGenerator) -> Question {
    let m = measure(&random)
    let step = Int.random(in: 1...5, using: &random)
    let series = m.family == "rights" ? "measure" : "series"
    return Question(
      text: """
        from \(m.family) | where \(series) = \(m.name) | keep country, year, value
        | derive c = change(value, \(step)) | where c is not missing
        | summarise n = count(), s = sum(c), low = min(c) by year
        """,
      sql: """
        SELECT a.year, count(*), sum(a.\(m.name) - b.\(m.name)), min(a.\(m.name) - b.\(m.name))
        FROM \(m.file) a JOIN \(m.file) b ON a.iso3 = b.iso3 AND a.year - \(step) = b.year
        WHERE a.\(m.name) IS NOT NULL AND b.\(m.name) IS NOT NULL GROUP BY a.year ORDER BY a.year
        """)
  }

  private static func wide(_ random: inout SeededGenerator) -> Question {
    let m = measure(&random)
    let series = m.family == "rights" ? "measure" : "series"
    return Question(
      text: """
        from \(m.family) | where \(series) = \(m.name) and year in {2010, 2015}
        | derive iso = country.iso3 | keep iso, year, value | summarise v = max(value) by iso, year
        | append (from \(m.family) | where \(series) = \(m.name) | take 1 | keep iso = country.iso3,
                  year = 2015, v = value | where false)
        | summarise v = max(v) by iso, year
        """,
      sql: """
        SELECT iso3, year, \(m.name) FROM \(m.file) WHERE \(m.name) IS NOT NULL
        AND year IN (2010, 2015) ORDER BY iso3, year
        """)
  }

  private static func spread(_ random: inout SeededGenerator) -> Question {
    let (m, (low, _)) = (measure(&random), years(&random))
    return Question(
      text: """
        from \(m.family) | where year = \(low) and country.region in {Africa, Asia}
        | summarise n = count(), countries = distinct(country) by \
        \(m.family == "rights" ? "measure" : "series")
        | where n > 0 | summarise all = sum(n), most = max(countries)
        """,
      sql: sum(m.family, year: low))
  }

  /// Values of a whole family in a year: its wide files laid end to end.
  private static func sum(_ family: String, year: Int) -> String {
    let parts = ShippedTables.measures.filter { $0.family == family }.map {
      """
      SELECT count(\($0.name)) AS n FROM \($0.file) JOIN countries c USING (iso3)
      WHERE year = \(year) AND c.region IN ('Africa', 'Asia')
      """
    }
    // sqlite3 takes at most 500 parts in one compound.
    return """
      WITH v AS (\(parts.joined(separator: " UNION ALL "))) SELECT nullif(sum(n), 0), nullif(max(n), 0)
      FROM v
      """
  }
}
