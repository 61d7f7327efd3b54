import ColumnStore

extension PackageBuilder {
  /// The table `ratifications`, with what follows from its dates, and the order of its rows by
  /// treaty.
  mutating func addRatifications() throws(CatalogueError) {
    let texts = [
      "iso3", "treaty", "action", "precision", "in_force_note", "source", "note",
    ]
    let dates = ["signed", "date", "in_force", "denounced", "denunciation_effect"]
    let table = try table(
      "ratifications",
      texts.map { ($0, .text) } + dates.map { ($0, .date) } + [("spell", .number)])
    try checkSources(table)
    let country = try table.references("iso3", to: countries, kind: "country")
    let treaty = try table.references("treaty", to: treaties, kind: "treaty")
    let spell = try table.ints("spell").map { Missing(ofInt: $0) == nil ? $0 : 1 }
    let rows = order([country, treaty, spell], count: table.rowCount) ?? Array(country.indices)
    for (before, row) in zip(rows, rows.dropFirst())
    where country[before] == country[row] && treaty[before] == treaty[row]
      && spell[before] == spell[row]
    {
      let iso3 = try table.texts("iso3")[row] ?? ""
      throw table.fault(
        .duplicateKey(key: "`\(iso3)`, `\(treatyNames[Int(treaty[row])])`, \(spell[row])"),
        row: row)
    }

    add("ratifications", "country", Column.ints(.country, country).rows(rows))
    add("ratifications", "treaty", Column.ints(.treaty, treaty).rows(rows))
    add("ratifications", "spell", Column.ints(.number, spell).rows(rows))
    for name in texts.dropFirst(2) + dates where name != "in_force" {
      add("ratifications", name, try table.column(name).rows(rows))
    }
    try addDerived(table, treaty: treaty, rows: rows)
    try addReservationCounts(country: country, treaty: treaty, rows: rows)
    addOrderByTreaty(treaty: rows.map { treaty[$0] })
    try addTreatySources(table, treaty: treaty)
    setRows("ratifications", rows.count)
  }

  /// Status at the list's date and entry into force, given or by the treaty's rule.
  private mutating func addDerived(
    _ table: SourceTable, treaty: [Int32], rows: [Int]
  ) throws(CatalogueError) {
    let precision = try table.words("precision", ConsentPrecision.self, whenEmpty: .undated)
    let signed = try table.ints("signed")
    let date = try table.ints("date")
    let given = try table.ints("in_force")
    let denounced = try table.ints("denounced")
    let effect = try table.ints("denunciation_effect")
    var status: [Int32] = []
    var inForce: [Int32] = []
    var basis: [String?] = []
    for row in rows {
      let terms = terms[Int(treaty[row])]
      let days = ActDays(
        ActDates(
          signed: PartialDate(cell: signed[row]), date: PartialDate(cell: date[row]),
          precision: precision[row], inForce: PartialDate(cell: given[row]),
          denounced: PartialDate(cell: denounced[row]),
          denunciationEffect: PartialDate(cell: effect[row])),
        terms)
      status.append(days.stage(at: terms.readingDay, .deposit).code)
      let day = days.inForce
      inForce.append(
        day?.packed ?? (days.consent == nil ? Missing.notApplicable : .noData).int)
      basis.append(day == nil ? nil : days.forceIsDerived ? "derived" : "given")
    }
    add(
      "ratifications", "status",
      Column(type: .text, storage: .ints(Vector(status)), dictionary: TreatyStatus.dictionary))
    add("ratifications", "in_force", .ints(.date, inForce))
    add("ratifications", "in_force_basis", .texts(basis))
  }

  /// Reservations by the country to the treaty; not covered where none of the treaty are known.
  private mutating func addReservationCounts(
    country: [Int32], treaty: [Int32], rows: [Int]
  ) throws(CatalogueError) {
    let table = try table(
      "reservations", [("iso3", .text), ("treaty", .text), ("kind", .text)])
    let reserving = try table.references("iso3", to: countries, kind: "country")
    let reserved = try table.references("treaty", to: treaties, kind: "treaty")
    let kinds = try table.texts("kind")
    var counts: [Int64: Int32] = [:]
    for row in reserving.indices where kinds[row] == "reservation" {
      counts[Int64(reserving[row]) << 32 | Int64(reserved[row]), default: 0] += 1
    }
    let covered = Set(reserved)
    let cells = rows.map { row in
      covered.contains(treaty[row])
        ? counts[Int64(country[row]) << 32 | Int64(treaty[row])] ?? 0 : Missing.notCovered.int
    }
    add("ratifications", "reservations", .ints(.number, cells))
  }

  /// `acts/rows[acts/start[treaty]..<acts/start[treaty + 1]]`: the rows of a treaty by country.
  private mutating func addOrderByTreaty(treaty: [Int32]) {
    let rows = order([treaty], count: treaty.count) ?? Array(treaty.indices)
    var start = [Int32](repeating: 0, count: treatyNames.count + 1)
    for id in treaty { start[Int(id) + 1] += 1 }
    for id in 0..<treatyNames.count { start[id + 1] += start[id] }
    store.add("acts/rows", Vector(rows.map { Int32($0) }))
    store.add("acts/start", Vector(start))
  }

  /// The sources of each treaty's list, that of the most rows first.
  private mutating func addTreatySources(
    _ table: SourceTable, treaty: [Int32]
  ) throws(CatalogueError) {
    var counts = [[String: Int]](repeating: [:], count: treatyNames.count)
    for (row, source) in try table.texts("source").enumerated() {
      if let source { counts[Int(treaty[row])][source, default: 0] += 1 }
    }
    let lists = counts.map { counts in
      counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    }
    add(
      "treaties", "sources",
      .texts(lists.map { $0.isEmpty ? nil : $0.joined(separator: ";") }, type: .textSet))
  }
}

extension PackageBuilder {
  mutating func addReservations() throws(CatalogueError) {
    let table = try table(
      "reservations",
      [
        ("iso3", .text), ("treaty", .text), ("kind", .text), ("date", .date),
        ("articles", .textSet), ("target", .textSet), ("topic", .textSet), ("source", .text),
      ])
    for (row, targets) in try table.texts("target").enumerated() {
      for target in targets?.split(separator: ";") ?? [] where countries[String(target)] == nil {
        throw table.fault(
          .unknownReference(column: "target", found: String(target), kind: "country"), row: row)
      }
    }
    try addActs(
      "reservations", table, ["kind", "date", "articles", "target", "topic", "source"])
  }

  mutating func addReports() throws(CatalogueError) {
    let texts = ["iso3", "treaty", "cycle", "kind", "symbol", "source"]
    let dates = ["due", "submitted", "considered"]
    let table = try table(
      "reports", texts.map { ($0, .text) } + dates.map { ($0, .date) })
    try addActs("reports", table, ["cycle", "kind", "symbol", "source"] + dates)
  }

  /// A table of rows about a country and a treaty, ordered by these.
  private mutating func addActs(
    _ name: String, _ table: SourceTable, _ columns: [String]
  ) throws(CatalogueError) {
    try checkSources(table)
    let country = try table.references("iso3", to: countries, kind: "country")
    let treaty = try table.references("treaty", to: treaties, kind: "treaty")
    let rows = order([country, treaty], count: table.rowCount) ?? Array(country.indices)
    add(name, "country", Column.ints(.country, country).rows(rows))
    add(name, "treaty", Column.ints(.treaty, treaty).rows(rows))
    for column in columns { add(name, column, try table.column(column).rows(rows)) }
    setRows(name, rows.count)
  }

  mutating func addAgreements() throws(CatalogueError) {
    let table = try table(
      "agreements",
      [
        ("id", .number), ("partner_a", .text), ("partner_b", .text), ("signed", .date),
        ("year", .number), ("ratified", .date), ("title", .text), ("source", .text),
      ])
    try checkSources(table)
    for name in ["partner_a", "partner_b"] {
      let ids = try table.references(name, to: countries, kind: "country")
      add("agreements", name, .ints(.country, ids))
    }
    for name in ["id", "year"] { add("agreements", name, .ints(.number, try table.ints(name))) }
    for name in ["signed", "ratified", "title", "source"] {
      add("agreements", name, try table.column(name))
    }
    setRows("agreements", table.rowCount)
  }

  mutating func addCorridors() throws(CatalogueError) {
    let numbers = [
      "migrants", "flow", "refugees", "asylum_seekers", "remittances", "remittance_cost",
      "others_in_need",
    ]
    let table = try table(
      "corridors",
      [("origin", .text), ("destination", .text), ("year", .number)]
        + numbers.map { ($0, .number) })
    let origin = try table.references("origin", to: countries, kind: "country")
    let destination = try table.references("destination", to: countries, kind: "country")
    let year = try table.ints("year")
    let rows = order([origin, destination, year], count: table.rowCount)
    func ordered(_ column: Column) -> Column { rows.map { column.rows($0) } ?? column }
    add("corridors", "origin", ordered(.ints(.country, origin)))
    add("corridors", "destination", ordered(.ints(.country, destination)))
    add("corridors", "year", ordered(.ints(.number, year)))
    for name in numbers { add("corridors", name, ordered(try table.column(name))) }
    setRows("corridors", table.rowCount)
  }
}
