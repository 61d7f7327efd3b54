import Catalogue
import ColumnStore
import Drawing
import QuerySemantics

extension ChartMaker {
  func bars(_ rows: [Int]) throws(Problem) -> BarData {
    let categories = distinct(rows.map { text(name(.y), $0) })
    let arrangement: BarData.Arrangement = request.isStacked ? .stacked : .grouped
    if request.measures.isEmpty, request.roles[.series] == nil {
      guard categories.count == rows.count else { throw repeated(name(.y)) }
      return BarData(
        categories: categories,
        series: [Series("", rows.map { datum(name(.x), $0) })], axis: axis(name(.x)),
        arrangement: arrangement)
    }
    if !request.measures.isEmpty {
      guard categories.count == rows.count else { throw repeated(name(.y)) }
      let series = request.measures.map { measure in
        Series(measure, rows.map { datum(measure, $0) })
      }
      return BarData(
        categories: categories, series: series, axis: sharedAxis(request.measures),
        arrangement: arrangement)
    }
    let series = try spread(rows, across: categories, by: { text(name(.y), $0) }, of: name(.x))
    return BarData(
      categories: categories, series: series, axis: axis(name(.x)), arrangement: arrangement)
  }

  /// Places of each name, names in order of first appearance; one pass over all.
  static func grouped(_ names: [String]) -> [(name: String, members: [Int])] {
    var places: [String: Int] = [:]
    var groups: [(name: String, members: [Int])] = []
    for (index, name) in names.enumerated() {
      if let place = places[name] {
        groups[place].members.append(index)
      } else {
        places[name] = groups.count
        groups.append((name, [index]))
      }
    }
    return groups
  }

  func repeated(_ column: String) -> Problem {
    Problem(
      message:
        "several rows have one `\(column)`; say series: COLUMN, or make one row of each first")
  }

  /// One series per value of the series column; a value of a place twice is a problem.
  func spread(
    _ rows: [Int], across places: [String], by place: (Int) -> String, of column: String
  ) throws(Problem) -> [Series] {
    let groups = rows.map { text(name(.series), $0) }
    var index: [String: Int] = [:]
    for (position, name) in places.enumerated() { index[name] = position }
    var series: [Series] = []
    for (group, members) in ChartMaker.grouped(groups) {
      var values = [Datum](repeating: .missing(.noData), count: places.count)
      var seen = [Bool](repeating: false, count: places.count)
      for row in members.map({ rows[$0] }) {
        guard let position = index[place(row)] else { continue }
        guard !seen[position] else {
          throw Problem(message: "two rows have `\(place(row))` and `\(group)`")
        }
        seen[position] = true
        values[position] = datum(column, row)
      }
      series.append(Series(group, values))
    }
    return series
  }

  func sharedAxis(_ columns: [String]) -> Axis {
    let units = Set(columns.map { field($0)?.unit })
    let isLarge = columns.contains { self.units.factor($0) > 1 }
    let unit = units.count == 1 ? units.first ?? nil : nil
    return Axis(
      columns.count == 1 ? columns[0] : "",
      unit: columns.first.map { self.units.unit(of: $0, unit) } ?? unit,
      decimals: isLarge ? nil : columns.compactMap { field($0)?.decimals }.max(),
      scaling: request.isLog ? .log : .linear)
  }

  func dots(_ rows: [Int]) -> DotData {
    DotData(
      rows: rows.map { row in
        DotData.Row(
          text(name(.y), row), datum(name(.x), row),
          low: request.roles[.low].flatMap { datum($0, row).finite },
          high: request.roles[.high].flatMap { datum($0, row).finite })
      }, axis: axis(name(.x)))
  }

  func pairs(_ rows: [Int]) -> PairData {
    PairData(
      from: name(.from), to: name(.to),
      rows: rows.map { row in
        PairData.Row(text(name(.y), row), from: datum(name(.from), row), to: datum(name(.to), row))
      }, axis: pairAxis, sortsByGap: !request.isSorted)
  }

  private var pairAxis: Axis {
    var shared = sharedAxis([name(.from), name(.to)])
    if let origin = field(name(.from))?.origin, origin.entity == field(name(.to))?.origin?.entity,
      case .measure(let id) = origin.entity
    {
      shared.title = catalogue.name(of: EntityKind.measure, id)
    }
    return shared
  }

  func lines(_ rows: [Int]) throws(Problem) -> LineData {
    let times = rows.map { time(name(.x), $0) }
    let positions = Set(times.compactMap { $0 }).sorted()
    let horizontal: Axis =
      field(name(.x))?.isYear == true ? .year : Axis(name(.x), decimals: 0, isYear: true)
    var index: [Double: Int] = [:]
    for (place, position) in positions.enumerated() { index[position] = place }
    func series(_ label: String, _ members: [Int], _ column: String) throws(Problem) -> Series {
      var values = [Datum](repeating: .missing(.noData), count: positions.count)
      var seen = values.map { _ in false }
      for member in members {
        guard let time = times[member], let place = index[time] else { continue }
        guard !seen[place] else {
          throw Problem(
            message: "two rows stand at \(text(name(.x), rows[member])); say series: COLUMN")
        }
        seen[place] = true
        values[place] = datum(column, rows[member])
      }
      // A state lasts until a row changes it: years without a row are no gaps in stairs.
      if request.kind == .step, let last = seen.lastIndex(of: true) {
        for place in 0..<last where place > 0 && !seen[place] && (seen[place - 1]) {
          values[place] = values[place - 1]
          seen[place] = true
        }
      }
      var made = Series(label, values)
      if let low = request.roles[.low], let high = request.roles[.high],
        request.roles[.series] == nil, request.measures.isEmpty
      {
        made.low = values.map { _ in .missing(.noData) }
        made.high = made.low
        for member in members {
          guard let time = times[member], let place = index[time] else { continue }
          made.low[place] = datum(low, rows[member])
          made.high[place] = datum(high, rows[member])
        }
      }
      return made
    }
    var made: [Series] = []
    if let column = request.roles[.series] {
      let groups = rows.map { text(column, $0) }
      for (group, members) in ChartMaker.grouped(groups) {
        made.append(try series(group, members, name(.y)))
      }
    } else if !request.measures.isEmpty {
      for measure in request.measures {
        made.append(try series(measure, Array(rows.indices), measure))
      }
    } else {
      // The only line needs no name: the heading says what it is.
      made.append(try series("", Array(rows.indices), name(.y)))
    }
    let vertical =
      request.measures.isEmpty ? axis(name(.y)) : sharedAxis(request.measures)
    return LineData(
      positions: positions, series: made, horizontal: horizontal, vertical: vertical,
      isStacked: request.isStacked)
  }

  func sparks(_ rows: [Int]) throws(Problem) -> SparkData {
    let line = try lines(rows)
    return SparkData(
      rows: line.series.map { SparkData.Row($0.name, $0.values) }, axis: line.vertical,
      positions: line.positions.map { String(Int($0.rounded(.down))) })
  }

  func scatter(_ rows: [Int]) -> ScatterData {
    let groups = request.roles[.series].map { column in rows.map { text(column, $0) } }
    let names = groups.map(distinct) ?? []
    let points = rows.enumerated().map { index, row in
      ScatterData.Point(
        request.roles[.label].map { text($0, row) } ?? "", x: datum(name(.x), row),
        y: datum(name(.y), row), group: groups.flatMap { names.firstIndex(of: $0[index]) } ?? 0)
    }
    // A few points carry their names; of many only those that are set apart.
    let labelled =
      points.count <= 30 && request.highlight.isEmpty ? Set(points.map(\.name)) : request.highlight
    return ScatterData(
      points: points, horizontal: axis(name(.x)), vertical: axis(name(.y)), groups: names,
      labelled: labelled.subtracting([""]), showsFit: request.showsFit)
  }

  func distribution(_ rows: [Int]) -> DistributionData {
    guard let column = request.roles[.series] else {
      return DistributionData(
        groups: [Series("", rows.map { datum(name(.x), $0) })], axis: axis(name(.x)),
        bins: request.bins)
    }
    let groups = rows.map { text(column, $0) }
    let series = ChartMaker.grouped(groups).map { group in
      Series(group.name, group.members.map { datum(name(.x), rows[$0]) })
    }.filter { series in
      // A group without a name and without a value says nothing.
      !Missing.allCases.map(\.label).contains(series.name)
        || series.values.contains { $0.finite != nil }
    }
    return DistributionData(groups: series, axis: axis(name(.x)), bins: request.bins)
  }
}
