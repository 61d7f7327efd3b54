import TestSupport
import Testing

/// Status of every country in every treaty whose list is complete and known to the day, derived
/// here slowly and plainly from the rows of the CSV file.
@Suite struct TreatyOracleTests {
  private struct Act {
    var signed: String
    var date: String
    var denounced: String
  }

  private static let countries = ShippedTables.rows("reference/countries.csv")
  private static let ratifications = ShippedTables.rows("ratification/ratifications.csv")

  /// Treaties that can say "not a party" and whose dates are all days.
  static let treaties: [String] = {
    let list = ShippedTables.rows("ratification/treaties.csv")
    let (name, coverage) = (column("treaty", list), column("coverage", list))
    let (treaty, precision) = (column("treaty", ratifications), column("precision", ratifications))
    let (signed, denounced) = (column("signed", ratifications), column("denounced", ratifications))
    return list.rows.filter { $0[coverage] == "complete" }.map { $0[name] }.filter { name in
      ratifications.rows.filter { $0[treaty] == name }.allSatisfy { row in
        ["day", "signature_only"].contains(row[precision])
          && [row[signed], row[denounced]].allSatisfy { $0.isEmpty || $0.count == 10 }
          && (row[precision] == "day" || !row[signed].isEmpty)
      }
    }
  }()

  private static func column(_ name: String, _ grid: Grid) -> Int {
    grid.head.firstIndex(of: name) ?? 0
  }

  /// Spells in order, by treaty and country.
  private static let acts: [String: [Act]] = {
    let at = ["iso3", "treaty", "signed", "date", "denounced"].map { column($0, ratifications) }
    return Dictionary(
      grouping: ratifications.rows, by: { $0[at[1]] + " " + $0[at[0]] }
    ).mapValues { rows in
      rows.map { Act(signed: $0[at[2]], date: $0[at[3]], denounced: $0[at[4]]) }
    }
  }()

  /// The status of a State at a day: its last spell that had begun decides.
  private static func status(_ iso3: String, _ treaty: String, _ day: String) -> String {
    for act in (acts[treaty + " " + iso3] ?? []).reversed() {
      // Days in this form sort as texts.
      if !act.denounced.isEmpty, act.denounced <= day { return "denounced" }
      if !act.date.isEmpty, act.date <= day { return "party" }
      if !act.signed.isEmpty, act.signed <= day { return "signatory" }
    }
    return "none"
  }

  @Test(
    "statuses on three days agree with the acts counted one by one",
    arguments: ["1995-01-01", "2007-04-24", "2026-02-03"])
  func counts(day: String) throws {
    #expect(TreatyOracleTests.treaties.count >= 15)
    let session = try TestSession()
    let grid = TreatyOracleTests.countries
    let (iso3, kind) = (
      TreatyOracleTests.column("iso3", grid), TreatyOracleTests.column("kind", grid)
    )
    let (from, to) = (TreatyOracleTests.column("from", grid), TreatyOracleTests.column("to", grid))
    let states = grid.rows.filter { $0[kind] == "state" && $0[to].isEmpty && $0[from] <= day }
      .map { $0[iso3] }.sorted()
    let list = ShippedTables.rows("ratification/treaties.csv")
    for treaty in TreatyOracleTests.treaties {
      let row = list.rows.first { $0[TreatyOracleTests.column("treaty", list)] == treaty }
      let adopted = row?[TreatyOracleTests.column("adopted", list)] ?? ""
      guard adopted <= day else { continue }
      let answer = session.csv(
        """
        from countries as of \(day) | where kind = state and (from is missing or from <= \(day))
        | keep iso = country.iso3, s = \(treaty).status | sort iso
        """)
      let wanted = states.map { [$0, TreatyOracleTests.status($0, treaty, day)] }
      #expect(Grid(csv: answer).rows == wanted, "\(treaty) at \(day)")
    }
  }

  @Test("both-party coverage of the Migrant Workers Convention, by migrants in 2020")
  func coverage() throws {
    guard SQLite.isThere else { return SQLite.skip() }
    let session = try TestSession()
    let answer = session.csv(
      """
      from corridors | where year = 2020
      | summarise both = sum(if origin.ICRMW and destination.ICRMW then migrants else 0),
                  one = sum(if origin.ICRMW or destination.ICRMW then migrants else 0),
                  all = sum(migrants)
      """)
    // Neither party nor not one, and so counted in neither sum: territories.
    let wanted = try SQLite.answers(
      setup: ShippedTables.setup([
        "corridors/corridors.csv", "reference/countries.csv", "ratification/ratifications.csv",
      ]),
      to: [
        """
        WITH s AS (SELECT iso3, EXISTS (SELECT * FROM ratifications r WHERE r.iso3 = c.iso3
          AND treaty = 'ICRMW' AND date <= '2020-12-31'
          AND coalesce(denounced, '9') > '2020-12-31') AS party
          FROM countries c WHERE kind = 'state')
        SELECT sum(CASE WHEN o.party AND d.party THEN migrants END),
          sum(CASE WHEN o.party OR d.party THEN migrants END), sum(migrants)
        FROM corridors LEFT JOIN s o ON o.iso3 = origin LEFT JOIN s d ON d.iso3 = destination
        WHERE year = 2020
        """
      ])[0]
    let sums = (wanted.rows.first ?? []).compactMap(Double.init)
    guard sums.count == 3 else {
      Issue.record("sqlite3 gave \(wanted)")
      return
    }
    let (both, one, all) = (sums[0], sums[1], sums[2])
    #expect(all > 200_000_000)
    #expect(both > 10_000_000 && both < one)
    #expect(Grid(csv: answer).rows.first?.compactMap(Double.init) == sums)
  }
}
