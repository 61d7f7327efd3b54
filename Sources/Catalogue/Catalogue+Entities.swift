package import ColumnStore

// Numbers of entities are dense from 0. A number that names nothing gives an empty entity.
extension Catalogue {
  package func count(of kind: EntityKind) -> Int {
    switch kind {
    case .country: countries.count
    case .treaty: treaties.count
    case .measure: measures.count
    case .group: groups.count
    case .basket: baskets.count
    }
  }

  package func country(_ id: Int32) -> Country {
    Country(
      iso3: countries.text("iso3", id), iso2: countries.text("iso2", id),
      name: countries.text("name", id),
      kind: Country.Kind(rawValue: countries.text("kind", id)) ?? .state,
      from: countries.date("from", id), to: countries.date("to", id))
  }

  package func treaty(_ id: Int32) -> Treaty {
    Treaty(
      identifier: treaties.text("treaty", id), code: treaties.text("code", id),
      title: treaties.text("title", id), shortTitle: treaties.text("short_title", id),
      system: treaties.text("system", id), topic: treaties.text("topic", id),
      adopted: treaties.date("adopted", id), inForce: treaties.date("in_force", id),
      depositary: treaties.text("depositary", id), body: treaties.text("body", id),
      coverage: CoverageKind(rawValue: treaties.text("coverage", id)) ?? .none,
      coverageAsOf: treaties.date("coverage_as_of", id))
  }

  package func measure(_ id: Int32) -> Measure {
    Measure(
      identifier: measures.text("measure", id), code: measures.text("code", id),
      name: measures.text("name", id), family: measures.text("family", id),
      kind: Measure.Kind(rawValue: measures.text("kind", id)) ?? .indicator,
      right: measures.text("right", id), basis: measures.text("basis", id),
      category: measures.text("category", id), topic: measures.text("topic", id),
      unit: measures.text("unit", id), decimals: measures.int("decimals", id),
      direction: Direction(rawValue: measures.text("direction", id)) ?? .neutral,
      minimum: measures.number("minimum", id), maximum: measures.number("maximum", id),
      firstYear: measures.int("first_year", id) ?? 0,
      lastYear: measures.int("last_year", id) ?? -1,
      countries: measures.int("countries", id) ?? 0, licence: measures.text("licence", id),
      source: measures.text("source", id))
  }

  package func group(_ id: Int32) -> Group {
    Group(
      identifier: groups.text("group", id), title: groups.text("title", id),
      asOf: groups.date("as_of", id), dates: groups.text("dates", id))
  }

  package func basket(_ id: Int32) -> Basket {
    Basket(
      identifier: baskets.text("basket", id), title: baskets.text("title", id),
      treaties: basketMembers.indices.contains(Int(id)) ? basketMembers[Int(id)] : [])
  }

  /// What is printed: a country's short name, the identifier of everything else.
  package func name(of kind: EntityKind, _ id: Int32) -> String {
    switch kind {
    case .country: countries.text("name", id)
    case .treaty: treaties.text("treaty", id)
    case .measure: measures.text("measure", id)
    case .group: groups.text("group", id)
    case .basket: baskets.text("basket", id)
    }
  }

  /// Empty for types that are no entities.
  package func name(of type: ValueType, _ id: Int32) -> String {
    switch type {
    case .country: name(of: EntityKind.country, id)
    case .treaty: name(of: EntityKind.treaty, id)
    case .measure: name(of: EntityKind.measure, id)
    case .group: name(of: EntityKind.group, id)
    case .boolean, .number, .text, .textSet, .date: ""
    }
  }

  /// One row per country number, organisations and former States too.
  ///
  /// `income` is the latest group; at a year it is `income(of:year:)`.
  package func attribute(_ attribute: CountryAttribute) -> Column {
    countries.column(attribute.rawValue) ?? .texts(Array(repeating: nil, count: countries.count))
  }

  /// First and last day of existence; a quarter of the range of `Int32` where open.
  package func existence(of country: Int32) -> ClosedRange<Int32> {
    guard lives.indices.contains(Int(country)) else {
      return DayInterval.distantPast...DayInterval.distantFuture
    }
    let life = lives[Int(country)]
    return life.first...max(life.first, life.last)
  }
}
