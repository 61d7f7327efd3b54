import TestSupport
import Testing

/// What the shipped briefs state, asked of sqlite3 over the same files.
///
/// That a brief's stamped tables are what the program gives is tested with the briefs; that they
/// are right is tested here.
@Suite(.enabled(if: SQLite.isThere)) struct BriefFactTests {
  @Test("the tables of the briefs agree with sqlite3")
  func agree() throws {
    let setup = ShippedTables.setup + BriefFact.views
    let answers = try SQLite.answers(setup: setup, to: BriefFact.all.map(\.sql))
    for (fact, answer) in zip(BriefFact.all, answers) {
      let path = Project.root + "/Scripts/briefs/\(fact.brief).md"
      let text = try #require(Project.read(path))
      let stamped = try #require(
        StampedTable(fact.block, in: text), "\(fact.brief): no result \(fact.block)")
      let rows = stamped.rows(fact.columns)
      #expect(!rows.isEmpty && rows.count == answer.rows.count, "\(fact.brief) \(fact.block)")
      for (mine, theirs) in zip(rows, answer.rows) {
        for (column, (a, b)) in zip(fact.columns, zip(mine, theirs)) {
          #expect(
            StampedTable.agree(a, b),
            "\(fact.brief) \(fact.block) \(column): \(a), in sqlite3 \(b) (\(theirs))")
        }
      }
    }
  }

  @Test("a wrong number in a brief would be found")
  func differs() {
    let text = """
      <!-- accord result=x query=1 data=1 engine=1.0 rows=1 -->
      | a | b (people) |
      | --- | ---: |
      | one | 1,234.5 |
      <!-- accord end -->
      """
    let table = StampedTable("x", in: text)
    #expect(table?.rows(["b", "a"]) == [["1,234.5", "one"]])
    #expect(StampedTable.agree("1,234.5", "1234.52"))
    #expect(!StampedTable.agree("1,234.5", "1234.6"))
    #expect(!StampedTable.agree("one", "two"))
    #expect(StampedTable("y", in: text) == nil)
  }
}

/// A table between the marks of a stamped result.
private struct StampedTable {
  private var head: [String]
  private var body: [[String]]

  init?(_ block: String, in text: String) {
    let lines = text.split(separator: "\n")
    guard let start = lines.firstIndex(where: { $0.hasPrefix("<!-- accord result=\(block) ") })
    else { return nil }
    let table = lines[start...].prefix { $0 != "<!-- accord end -->" }.filter { $0.first == "|" }
    guard table.count > 2 else { return nil }
    let rows = table.map { line in
      line.dropFirst().dropLast().split(separator: "|").map { cell in
        String(cell.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
      }
    }
    // A head is the column's name, without its unit.
    head = rows[0].map { cell in
      guard cell.hasSuffix(")"), let open = cell.lastIndex(of: "(") else { return cell }
      return String(cell[..<open].dropLast())
    }
    body = Array(rows.dropFirst(2))
  }

  func rows(_ columns: [String]) -> [[String]] {
    let places = columns.map { head.firstIndex(of: $0) }
    return body.map { row in places.map { place in place.map { row[$0] } ?? "no such column" } }
  }

  /// A number agrees if the other, rounded to the digits that are shown, is it.
  static func agree(_ shown: String, _ exact: String) -> Bool {
    let plain = shown.filter { $0 != "," }
    guard let a = Double(plain), let b = Double(exact) else { return plain == exact }
    let digits = plain.split(separator: ".").dropFirst().first?.count ?? 0
    var unit = 1.0
    for _ in 0..<digits { unit /= 10 }
    return abs(a - b) <= unit * 0.5000001
  }
}

private struct BriefFact {
  var brief: String
  var block: String
  var columns: [String]
  var sql: String

  /// Consent given, of States that are there today; the core conventions with their adoption.
  static let views = """
    CREATE VIEW states AS SELECT * FROM today WHERE kind = 'state';
    CREATE TEMP TABLE consents AS SELECT r.iso3, treaty, date, denounced, signed, action
      FROM ratifications r JOIN states s ON s.iso3 = r.iso3 WHERE action IS NOT NULL;
    CREATE INDEX consent_index ON consents(treaty, iso3);
    CREATE TABLE core(treaty, adopted);
    INSERT INTO core VALUES ('CRC','1989-11-20'), ('CEDAW','1979-12-18'), ('CRPD','2006-12-13'),
      ('ICERD','1965-12-21'), ('CAT','1984-12-10'), ('ICCPR','1966-12-16'), ('ICESCR','1966-12-16'),
      ('CPED','2006-12-20'), ('ICRMW','1990-12-18');

    """

  /// Whether the State `iso` is party to a treaty at the end of a day.
  private static func party(_ treaty: String, _ iso: String, _ day: String) -> String {
    "EXISTS (SELECT 1 FROM consents p WHERE p.treaty = '\(treaty)' AND p.iso3 = \(iso) "
      + "AND p.date <= \(day) AND (p.denounced IS NULL OR p.denounced > \(day)))"
  }

  private static let core = [
    "CRC", "CEDAW", "CRPD", "ICERD", "CAT", "ICCPR", "ICESCR", "CPED", "ICRMW",
  ]

  static let all: [BriefFact] = [
    BriefFact(
      brief: "ratification-by-region", block: "by_region", columns: ["region", "States"] + core,
      sql: "SELECT region, count(*), "
        + core.map { "sum(\(party($0, "states.iso3", "'2024-12-31'")))" }.joined(separator: ", ")
        + " FROM states GROUP BY region ORDER BY region"),
    BriefFact(
      brief: "ratification-by-region", block: "one_short",
      columns: ["region", "eight", "without ICRMW", "without CPED"],
      sql: """
        WITH counts AS (SELECT region, iso3, \(party("ICRMW", "s.iso3", "'2024-12-31'")) AS icrmw,
            \(party("CPED", "s.iso3", "'2024-12-31'")) AS cped,
            (\(core.map { party($0, "s.iso3", "'2024-12-31'") }.joined(separator: " + "))) AS n
          FROM states s)
        SELECT region, count(*), sum(NOT icrmw), sum(NOT cped) FROM counts WHERE n = 8
        GROUP BY region ORDER BY region
        """),
    BriefFact(
      brief: "time-to-ratify", block: "pace",
      columns: ["treaty", "five years", "ten years", "twenty years", "by now"],
      sql: """
        WITH waits AS (SELECT treaty, substr(date, 1, 4) - substr(adopted, 1, 4)
            - (substr(date, 6) < substr(adopted, 6)) AS wait
          FROM consents JOIN core USING (treaty)
          WHERE date <= '2024-12-31' AND (denounced IS NULL OR denounced > '2024-12-31'))
        SELECT treaty, sum(wait < 5), sum(wait < 10), sum(wait < 20), count(*) FROM waits
        GROUP BY treaty ORDER BY 3 DESC, treaty
        """),
    BriefFact(
      brief: "destination-claim", block: "thresholds", columns: ["States", "parties", "migrants"],
      sql: """
        SELECT count(*), sum(\(party("ICRMW", "s.iso3", "'2024-12-31'"))), sum(migrant_stock)
        FROM states s JOIN income_history i ON i.iso3 = s.iso3 AND i.year = 2023
        JOIN migration m ON m.iso3 = s.iso3 AND m.year = 2020
        WHERE i.income = 'High income' AND migrant_stock IS NOT NULL
        GROUP BY CASE WHEN migrant_stock >= 5e6 THEN 4 WHEN migrant_stock >= 1e6 THEN 3
          WHEN migrant_stock >= 5e5 THEN 2 ELSE 1 END ORDER BY 3 DESC
        """),
    BriefFact(
      brief: "destination-claim", block: "at_consent", columns: ["income group then", "parties"],
      sql: """
        SELECT i.income, count(*) FROM consents c
        JOIN income_history i ON i.iso3 = c.iso3 AND i.year = min(CAST(substr(date, 1, 4) AS INT), 2023)
        WHERE treaty = 'ICRMW' AND date <= '2024-12-31' GROUP BY i.income ORDER BY i.income
        """),
    BriefFact(
      brief: "nationality-of-children", block: "stateless",
      columns: ["party to", "covered", "own rule", "birth only", "neither"],
      sql: """
        SELECT treaty, count(*), sum(stateless_child_citizenship = 1),
          sum(stateless_child_citizenship = 0 AND jus_soli_second_generation = 1),
          sum(stateless_child_citizenship = 0 AND jus_soli_second_generation = 0)
        FROM consents c JOIN globalcit g ON g.iso3 = c.iso3 AND g.year = 2024
        WHERE treaty IN ('CRC', 'ICCPR', 'ICRMW') AND date <= '2024-12-31'
          AND (denounced IS NULL OR denounced > '2024-12-31')
          AND stateless_child_citizenship IS NOT NULL
        GROUP BY treaty ORDER BY treaty
        """),
    BriefFact(
      brief: "nationality-of-children", block: "by_region",
      columns: ["region", "states", "at birth", "third generation", "later", "no path"],
      sql: """
        WITH law AS (SELECT region, CASE WHEN jus_soli_second_generation = 1 THEN 1
            WHEN jus_soli_third_generation = 1 THEN 2
            WHEN citizenship_after_birth = 1 OR socialisation_citizenship = 1 THEN 3 ELSE 4 END path
          FROM states s JOIN globalcit g ON g.iso3 = s.iso3 AND year = 2024
          WHERE jus_soli_second_generation IS NOT NULL)
        SELECT region, count(*), sum(path = 1), sum(path = 2), sum(path = 3), sum(path = 4)
        FROM law GROUP BY region ORDER BY 1.0 * sum(path = 1) / count(*) DESC
        """),
    BriefFact(
      brief: "nationality-of-children", block: "ends",
      columns: ["year", "covered", "same States", "immigrants may", "emigrants may"],
      sql: """
        SELECT g.year, count(*), count(o.iso3),
          1.0 * sum(o.iso3 IS NOT NULL AND g.dual_citizenship IN (2, 3)) / count(o.iso3),
          1.0 * sum(o.iso3 IS NOT NULL AND g.dual_citizenship IN (1, 3)) / count(o.iso3)
        FROM globalcit g JOIN states s ON s.iso3 = g.iso3
        LEFT JOIN globalcit o ON o.iso3 = g.iso3 AND o.year = 1960 AND o.dual_citizenship IS NOT NULL
        WHERE g.year IN (1960, 1980, 2000, 2024) AND g.dual_citizenship IS NOT NULL
          AND coalesce(s."from", '') <= CAST(g.year AS INT) || '-12-31'
        GROUP BY g.year ORDER BY g.year
        """),
    BriefFact(
      brief: "forced-labour", block: "change",
      columns: ["accepted", "States", "rose", "about the same", "fell"],
      sql: """
        WITH moves AS (SELECT b.forced_labour - a.forced_labour AS d,
            \(party("C029", "s.iso3", "'2023-12-31'")) AND \(party("C105", "s.iso3", "'2023-12-31'"))
            AS bound
          FROM states s JOIN vdem a ON a.iso3 = s.iso3 AND a.year = 2013
          JOIN vdem b ON b.iso3 = s.iso3 AND b.year = 2023
          WHERE a.forced_labour IS NOT NULL AND b.forced_labour IS NOT NULL)
        SELECT CASE WHEN bound THEN 'both conventions' ELSE 'one or none' END, count(*),
          sum(d > 0.05), sum(abs(d) <= 0.05), sum(d < -0.05) FROM moves GROUP BY bound ORDER BY 1
        """),
    BriefFact(
      brief: "refugee-recognition", block: "by_region",
      columns: ["region", "States with a rate", "applications"],
      sql: """
        SELECT region, sum(refugee_recognition_rate IS NOT NULL), sum(asylum_applications)
        FROM states s LEFT JOIN unhcr u ON u.iso3 = s.iso3 AND u.year = 2024
        LEFT JOIN displacement d ON d.iso3 = s.iso3 AND d.year = 2024
        GROUP BY region ORDER BY 3 DESC
        """),
    BriefFact(
      brief: "cost-of-sending", block: "by_year",
      columns: ["year", "corridors", "at target", "over ceiling"],
      sql: """
        SELECT year, count(*), sum(remittance_cost <= 3), sum(remittance_cost > 5) FROM corridors
        WHERE remittance_cost IS NOT NULL GROUP BY year ORDER BY year
        """),
    BriefFact(
      brief: "bound-corridors", block: "trend", columns: ["year", "corridors", "migrants", "both"],
      sql: """
        SELECT c.year, count(*), sum(migrants), total(CASE WHEN
            \(party("ICRMW", "origin", "CAST(c.year AS INT) || '-12-31'")) AND
            \(party("ICRMW", "destination", "CAST(c.year AS INT) || '-12-31'"))
            THEN migrants END)
        FROM corridors c JOIN states a ON a.iso3 = origin JOIN states b ON b.iso3 = destination
        WHERE migrants IS NOT NULL GROUP BY c.year ORDER BY c.year
        """),
  ]
}
