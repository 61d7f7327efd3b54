import TestSupport
import Testing

/// Answers of the domain's statements, held against the rows of the CSV files, counted here slowly
/// and plainly, and against numbers worked out elsewhere.
@Suite struct DomainTests {
  private static func rows(_ path: String) -> [[String: String]] {
    let grid = ShippedTables.rows(path)
    return grid.rows.map { row in
      Dictionary(uniqueKeysWithValues: zip(grid.head, row))
    }
  }

  private static let acts = rows("ratification/ratifications.csv")

  /// Parties at the end of a day: consent by then, no denunciation by then.
  private static func parties(_ treaty: String, by day: String) -> Set<String> {
    Set(
      acts.filter { row in
        let (date, left) = (row["date"] ?? "", row["denounced"] ?? "")
        return row["treaty"] == treaty && !date.isEmpty && date <= day
          && (left.isEmpty || left > day)
      }.compactMap { $0["iso3"] })
  }

  // MARK: Both ends bound

  /// The sums were worked out once with Python's csv module over corridors.csv and
  /// ratifications.csv (56 parties on 2020-12-31), and are summed again here.
  @Test func `a sixteenth of migrants of 2020 live where both ends are bound by ICRMW`() throws {
    let bound = Self.parties("ICRMW", by: "2020-12-31")
    #expect(bound.count == 56)
    var (all, both, corridors) = (0, 0, 0)
    for row in Self.rows("corridors/corridors.csv") where row["year"] == "2020" {
      guard let migrants = Int(row["migrants"] ?? ""), migrants > 0 else { continue }
      all += migrants
      if bound.contains(row["origin"] ?? ""), bound.contains(row["destination"] ?? "") {
        both += migrants
        corridors += 1
      }
    }
    #expect([all, both, corridors] == [267_842_914, 16_132_422, 635])
    let answer = try TestSession().csv(
      """
      from corridors | where year = 2020 and migrants > 0
      | summarise all = sum(migrants), both = sum(if origin.ICRMW and destination.ICRMW then migrants else 0), corridors = count(origin.ICRMW and destination.ICRMW)
      """)
    #expect(answer.split(separator: "\n").last == "267842914,16132422,635")
  }

  // MARK: The claim about destinations

  @Test(
    "no major high-income destination is a party, by what major means",
    arguments: [
      (">= 5e6", []), (">= 1e6", ["Chile"]),
    ])
  func claim(_ major: String, _ parties: [String]) throws {
    let session = try TestSession()
    _ = session.run(
      "let major = migrant_stock \(major)\nlet high_income = income = \"High income\"")
    let found = session.values(
      "from countries | where kind = state and high_income and major and ICRMW | sort country | keep country"
    )
    #expect(found == parties)
  }

  // MARK: Reports due

  @Test func `on 2007-04-24 two of the 36 parties had a report that was not yet due`() throws {
    let session = try TestSession()
    #expect(session.values("overdue ICRMW as of 2007-04-24 | count") == ["36"])
    #expect(
      session.values(
        "overdue ICRMW as of 2007-04-24 | where state = \"not yet due\" | sort country | keep country"
      ) == ["Argentina", "Mauritania"])
  }

  @Test(
    "a statement may begin with a verb about all countries",
    arguments: [
      ("overdue ICRMW as of 2010-01-01", "from countries as of 2010-01-01 | overdue ICRMW"),
      ("commitments migrant_core", "from countries | commitments migrant_core"),
      (
        "commitments {ICRMW, C189} as of 2015",
        "from countries as of 2015 | commitments {ICRMW, C189}"
      ),
      (
        "implementation ICRMW, law: (renunciation_required = 0) as of 2020",
        "from countries as of 2020 | implementation ICRMW, law: (renunciation_required = 0)"
      ),
      (
        "gap wbl_index, women_civil_liberties as of 2015",
        "from countries as of 2015 | gap wbl_index, women_civil_liberties"
      ),
      (
        "benchmark hdi against OECD",
        "from countries | keep country, hdi | benchmark hdi against OECD"
      ),
    ])
  func leading(_ short: String, _ long: String) throws {
    let session = try TestSession()
    let answer = session.csv(short)
    #expect(answer.split(separator: "\n").count > 40)
    #expect(answer == session.csv(long))
  }

  /// Counted by hand from reports.csv: Mexico's first dialogue known is on its third report, Algeria's
  /// on its initial one in 2010-04, due 2006-08-01 (1368 days to 30 April 2010); Argentina's is of
  /// unknown kind.
  @Test func `how late a report was is told only by the dialogue on it`() throws {
    let rows = try TestSession().values(
      """
      overdue ICRMW | where country in {Albania, Algeria, Argentina, Egypt, Mexico}
      | sort country | keep country, report, days_late, bin
      """)
    #expect(
      rows == [
        "Albania,initial,793,<5 years", "Algeria,initial,1368,<5 years", "Argentina,not known,,",
        "Egypt,later,,", "Mexico,later,,",
      ])
  }

  // MARK: Comparisons

  @Test func `a partial list says what it does not know`() throws {
    // No State has denounced C143; the list names 18 and says nothing of the other States.
    let known = Self.acts.filter { $0["treaty"] == "C143" && $0["denounced"] == "" }
    let states = Self.rows("reference/countries.csv").filter {
      $0["kind"] == "state" && $0["to"] == ""
    }
    #expect([known.count, states.count] == [18, 198])
    let page = try TestSession().run("compare Mexico, Philippines on C143 against World")
    #expect(page.contains("18+ of 198"))
    #expect(page.contains("at least so many, since of others it is not known"))
    #expect(page.contains("partial list: a country it does not name is not"))
    let own = page.split(separator: "\n").first { $0.hasPrefix("C143") }
    #expect(own?.split(separator: " ").prefix(3) == ["C143", "n/c", "yes"])
  }

  @Test("means, medians and counts are those of the file", arguments: ["OECD", "EAC", "World"])
  func averages(_ group: String) throws {
    let members = Set(
      Self.rows("reference/groups.csv").filter { $0["group"] == group && $0["to"] == "" }
        .compactMap { $0["iso3"] })
    var latest: [String: (year: Int, value: Double)] = [:]
    for row in Self.rows("indicators/development.csv") {
      guard let iso3 = row["iso3"], group == "World" || members.contains(iso3),
        let year = Int(row["year"] ?? ""), let value = Double(row["hdi"] ?? ""),
        year >= latest[iso3]?.year ?? 0
      else { continue }
      latest[iso3] = (year, value)
    }
    let values = latest.values.map(\.value).sorted()
    let mean = values.reduce(0, +) / Double(values.count)
    let middle = values.count / 2
    let median =
      values.count % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2
    for (average, expected) in [("mean", mean), ("median", median)] {
      let cells =
        try TestSession().values(
          "compare Mexico on hdi against \(group) average: \(average) | skip 1 | keep hdi, `hdi.n`"
        ).first?.split(separator: ",") ?? []
      #expect(cells.count == 2)
      #expect(abs((Double(cells.first ?? "") ?? 0) - expected) < 1e-9)
      #expect(Int(cells.last ?? "") == values.count)
    }
  }

  @Test func `the best ranks first, whichever way a measure points`() throws {
    // Of all countries Slovakia's Gini index is among the lowest, so its rank is a small number.
    let session = try TestSession()
    let higher = session.values("compare Norway, Niger on hdi rank: true | keep `hdi.rank`")
    let lower = session.values("compare Slovakia, Brazil on gini rank: true | keep `gini.rank`")
    for ranks in [higher, lower] {
      let numbers = ranks.compactMap { Int($0) }
      #expect(numbers.count == 2)
      #expect(numbers.first ?? 999 < 20)
      #expect(numbers.last ?? 0 > 120)
    }
  }

  @Test(
    "what cannot be compared is refused, with what would make it so",
    arguments: [
      ("compare Mexico on dual_citizenship against World", "its numbers are codes"),
      ("compare Mexico on ilo_migration.count against World", "are partial"),
      ("compare Mexico on asylum_right_to_work against World", "`coverage: 0."),
      ("compare Guyana on gini against World", "`span: N` takes"),
    ])
  func refusals(_ statement: String, _ reason: String) throws {
    let flat = try TestSession().run(statement).split(separator: "\n").map {
      $0.drop { $0 == " " }
    }.joined(separator: " ")
    #expect(flat.contains(reason))
  }

  @Test("no column is lost for width", arguments: [120, 80, 60, 40, 30])
  func folding(_ width: Int) throws {
    let session = try TestSession()
    session.width = width
    let page = session.run(
      "compare Mexico, Philippines, Morocco on ICRMW, C143, remittances_gdp, hdi against OECD, World"
    )
    #expect(!page.contains("Not shown"))
    for head in ["Mexico", "Philippines", "Morocco", "OECD", "World"] {
      #expect(page.contains(head))
    }
    // A head stands over its cells: every part repeats the names of the measures.
    let parts = page.components(of: "remittances").count - 1
    let rules = page.split(separator: "\n").count { $0.hasPrefix("───") }
    #expect(rules >= 1 && parts >= rules)
    #expect(page.split(separator: "\n").allSatisfy { $0.count <= width })
  }

  @Test func `numbers of different measures are not averaged`() throws {
    let session = try TestSession()
    let mixed = "from rights | where year = 2019 and country = Kenya"
    #expect(session.csv(mixed + " | summarise m = mean(value) by country") == "[mixed-measures]")
    #expect(session.csv(mixed + " | summarise m = sum(value)") == "[mixed-measures]")
    // One measure, each by itself, one scale, or one unit and direction: nothing is mixed.
    for rest in [
      "| where measure = wbl_index | summarise m = mean(value)",
      "| summarise m = mean(value) by measure", "| summarise m = mean(better(value))",
      "| where measure in {equal_pay_law, sexual_harassment_law} | summarise m = mean(value)",
      "| summarise m = count(value > 0)",
    ] {
      #expect(session.csv(mixed + rest).first == "m" || session.csv(mixed + rest).contains(",m"))
    }
  }

  @Test func `a benchmark may be a median`() throws {
    let session = try TestSession()
    let own = session.values("from countries | where EAC | summarise m = median(hdi)")
    #expect(
      session.values(
        "from countries | where country = Kenya | keep country, hdi | benchmark hdi against EAC average: median | keep benchmark"
      ) == own)
  }

  // MARK: Own baskets, agreements, directions

  @Test func `a basket of one's own counts as the catalogue's does`() throws {
    let session = try TestSession()
    _ = session.run("let mine = {CAT, CEDAW, CPED, CRC, CRPD, ICCPR, ICERD, ICESCR, ICRMW}")
    #expect(
      session.values(
        """
        from countries | where kind = state
        | where mine.count != core_un.count or mine.share != core_un.share | count
        """) == ["0"])
    #expect(
      session.values("from countries | where mine.all | count")
        == session.values("from countries | where core_un.all | count"))
    // Only lists that can say "not a party" enter the share.
    _ = session.run("let partly = {ICRMW, C143}")
    #expect(
      session.values("from countries | where country = Norway | keep s = partly.share") == ["0"])
  }

  @Test func `agreements of a corridor are those of the file, by the row's time`() throws {
    let pair: Set<String> = ["MEX", "USA"]
    let years = Self.rows("ratification/agreements.csv").filter {
      Set([$0["partner_a"] ?? "", $0["partner_b"] ?? ""]) == pair
    }.compactMap { Int($0["year"] ?? "") }
    let session = try TestSession()
    for year in [1990, 2020] {
      let answer = session.csv(
        """
        from corridors | where origin = Mexico and destination = USA and year = \(year)
        | keep n = agreements(origin, destination), f = first_agreement(destination, origin)
        """)
      let known = years.filter { $0 <= year }
      #expect(answer.split(separator: "\n").last == "\(known.count),\(known.min() ?? 0)")
    }
  }

  @Test func `better puts measures on one scale, also row by row`() throws {
    let session = try TestSession()
    // Lower is better for gini (0 to 100), higher for hdi (0 to 1).
    let cells =
      session.values(
        "from countries | where country = Mexico | keep g = better(gini) * 100 + gini, h = better(hdi) - hdi"
      ).first?.split(separator: ",").compactMap { Double($0) } ?? []
    #expect(cells.count == 2)
    #expect(abs((cells.first ?? 0) - 100) < 1e-9 && abs(cells.last ?? 1) < 1e-12)
    let long = session.values(
      """
      from rights | where country = Kenya and year = 2019 and measure in {renunciation_required, wbl_index}
      | sort measure | keep s = better(value) - (if measure.direction = lower then 1 - value else value / 100)
      """
    ).compactMap { Double($0) }
    #expect(long.count == 2 && long.allSatisfy { abs($0) < 1e-12 })
  }
}

extension String {
  /// The parts between occurrences of a text.
  fileprivate func components(of text: String) -> [Substring] {
    split(separator: text, omittingEmptySubsequences: false)
  }
}
