import ColumnStore

extension PackageBuilder {
  mutating func addTreaties() throws(CatalogueError) {
    let texts = [
      "treaty", "code", "title", "short_title", "system", "topic", "depositary", "body",
      "coverage", "gap",
    ]
    let dates = ["adopted", "in_force", "coverage_as_of"]
    let table = try table(
      "treaties",
      texts.map { ($0, .text) } + dates.map { ($0, .date) } + [("official_parties", .number)])
    let identifiers = try table.identifiers("treaty")
    _ = try table.words("coverage", CoverageKind.self, whenEmpty: .none)
    let order = PackageBuilder.byBytes(identifiers)
    for (number, row) in order.enumerated() { treaties[identifiers[row]] = Int32(number) }
    treatyNames = order.map { identifiers[$0] }
    for field in table.table.schema.fields {
      add("treaties", field.name, try table.column(field.name).rows(order))
    }
    setRows("treaties", order.count)

    let names = [
      try table.texts("code"), try table.texts("title"), try table.texts("short_title"),
    ]
    for (number, row) in order.enumerated() {
      addName(identifiers[row], .treaty, Int32(number), .official)
      addName(names[0][row], .treaty, Int32(number), .code)
      addName(names[1][row], .treaty, Int32(number), .alias)
      addName(names[2][row], .treaty, Int32(number), .alias)
    }
    let aliases = try self.table("treaty_aliases", [("alias", .text), ("treaty", .text)])
    let aliased = try aliases.references("treaty", to: treaties, kind: "treaty")
    for (row, alias) in try aliases.texts("alias").enumerated() {
      addName(alias, .treaty, aliased[row], .alias)
    }

    let rules = try addRules()
    let adopted = try table.ints("adopted")
    let inForce = try table.ints("in_force")
    let asOf = try table.ints("coverage_as_of")
    terms = order.enumerated().map { number, row in
      TreatyTerms(
        adopted: PartialDate(cell: adopted[row]), inForce: PartialDate(cell: inForce[row]),
        rule: rules[number], listDay: PartialDate(cell: asOf[row])?.lastDay)
    }
  }

  /// Rules of entry into force and of reporting, one row per treaty.
  private mutating func addRules() throws(CatalogueError) -> [ForceRule?] {
    let table = try table(
      "treaty_rules",
      [
        ("treaty", .text), ("force_rule", .text), ("force_number", .number),
        ("first_report_years", .number), ("report_cycle_years", .number),
      ])
    let ids = try table.references("treaty", to: treaties, kind: "treaty")
    let words = try table.texts("force_rule")
    let kinds = try table.words("force_rule", ForceRule.Kind.self, whenEmpty: .sameDay)
    let numbers = try table.ints("force_number")
    let first = try table.ints("first_report_years")
    let cycle = try table.ints("report_cycle_years")
    let none = Missing.noData.int
    var rules = [ForceRule?](repeating: nil, count: treatyNames.count)
    var firstYears = [Int32](repeating: none, count: treatyNames.count)
    var cycleYears = firstYears
    for (row, id) in ids.enumerated() {
      // A rule of more than a century is a mistake, and would lead out of the calendar.
      let cells = [
        ("force_number", numbers[row]), ("first_report_years", first[row]),
        ("report_cycle_years", cycle[row]),
      ]
      for (name, value) in cells
      where Missing(ofInt: value) == nil && !(0...1200).contains(value) {
        throw table.fault(
          .badValue(column: name, found: String(value), expected: "from 0 to 1200"), row: row)
      }
      if words[row] != nil {
        rules[Int(id)] = ForceRule(kind: kinds[row], count: max(0, Int(numbers[row])))
      }
      firstYears[Int(id)] = first[row]
      cycleYears[Int(id)] = cycle[row]
    }
    add("treaties", "force_rule", .texts(rules.map { $0?.kind.rawValue }))
    let counts = rules.map { $0.map { Int32($0.count) } ?? none }
    add("treaties", "force_number", .ints(.number, counts))
    add("treaties", "first_report_years", .ints(.number, firstYears))
    add("treaties", "report_cycle_years", .ints(.number, cycleYears))
    return rules
  }

  mutating func addBaskets() throws(CatalogueError) {
    let list = try table("basket_list", [("basket", .text), ("title", .text)])
    let identifiers = try list.identifiers("basket")
    let order = PackageBuilder.byBytes(identifiers)
    var numbers: [String: Int32] = [:]
    for (number, row) in order.enumerated() {
      numbers[identifiers[row]] = Int32(number)
      addName(identifiers[row], .basket, Int32(number), .official)
    }
    add("baskets", "basket", try list.column("basket").rows(order))
    add("baskets", "title", try list.column("title").rows(order))
    setRows("baskets", order.count)

    let members = try table("baskets", [("basket", .text), ("treaty", .text)])
    let baskets = try members.references("basket", to: numbers, kind: "basket")
    let ids = try members.references("treaty", to: treaties, kind: "treaty")
    let rows = self.order([baskets, ids], count: baskets.count) ?? Array(baskets.indices)
    store.add("basket_members/basket", Vector(rows.map { baskets[$0] }))
    store.add("basket_members/treaty", Vector(rows.map { ids[$0] }))
  }
}
