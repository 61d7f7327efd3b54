/// How much of what is in scope a chart shows, and why the rest is not there.
enum ShownNote {
  /// `193 of 250 values shown (no data 40, not covered 17)`; nil for a chart without values.
  static func text(of chart: Chart) -> String? {
    var count = Count()
    for panel in chart.panels { count.add(panel.content) }
    guard count.all > 0 else { return nil }
    let noun = count.all == 1 ? count.noun : count.noun + "s"
    let all = MissingSummary.count(count.all)
    if count.shown == count.all {
      return count.all == 1 ? "the one \(noun) is shown" : "all \(all) \(noun) shown"
    }
    return "\(MissingSummary.count(count.shown)) of \(all) \(noun) shown"
      + (count.reasons.isEmpty ? "" : " (\(count.reasons.joined(separator: ", ")))")
  }

  private struct Count {
    var all = 0
    var shown = 0
    var noun = "value"
    private var missing: [MissingKind: Int] = [:]
    private var undrawable = 0
    private var nonPositive = 0
    private var unplaced = 0

    var reasons: [String] {
      var parts = MissingKind.allCases.compactMap { kind in
        missing[kind].map { "\(kind.label) \(MissingSummary.count($0))" }
      }
      func add(_ label: String, _ count: Int) {
        if count > 0 { parts.append("\(label) \(MissingSummary.count(count))") }
      }
      add("infinite, too large or no number", undrawable)
      add("not positive", nonPositive)
      add("without a tile", unplaced)
      return parts
    }

    mutating func add(_ value: Datum, isLog: Bool = false) {
      all += 1
      if let number = value.finite {
        if isLog, number <= 0 { nonPositive += 1 } else { shown += 1 }
      } else if value.isUndrawable {
        undrawable += 1
      } else if let kind = value.missingKind {
        missing[kind, default: 0] += 1
      }
    }

    mutating func add(_ series: [Series], _ count: Int, isLog: Bool = false) {
      for series in series {
        for index in 0..<count {
          add(
            index < series.values.count ? series.values[index] : .missing(.noData), isLog: isLog)
        }
      }
    }

    /// The second is asked only where the first is there.
    mutating func add(_ one: Datum, _ other: Datum, _ isLog: (Bool, Bool)) {
      let isFirst = one.finite == nil || (isLog.0 && one.finite ?? 0 <= 0)
      add(isFirst ? one : other, isLog: isFirst ? isLog.0 : isLog.1)
    }

    mutating func add(_ content: ChartContent) {
      switch content {
      case .bar(let data): add(data.series, data.categories.count)
      case .dot(let data):
        for row in data.rows { add(row.value, isLog: data.axis.scaling == .log) }
      case .dumbbell(let data), .slope(let data):
        noun = "pair"
        let isLog = data.axis.scaling == .log
        for row in data.rows { add(row.from, row.to, (isLog, isLog)) }
      case .step(let data):
        // A state needs no row of its own in every year.
        for value in data.series.flatMap({ $0.values.prefix(data.positions.count) })
        where value != .missing(.noData) { add(value, isLog: data.vertical.scaling == .log) }
      case .line(let data):
        add(data.series, data.positions.count, isLog: data.vertical.scaling == .log)
      case .area(let data): add(data.series, data.positions.count)
      case .scatter(let data):
        noun = "point"
        let isLog = (data.horizontal.scaling == .log, data.vertical.scaling == .log)
        for point in data.points { add(point.x, point.y, isLog) }
      case .histogram(let data):
        for group in data.groups { for value in group.values { add(value) } }
      case .box(let data), .strip(let data):
        let isLog = data.axis.scaling == .log
        for group in data.groups { for value in group.values { add(value, isLog: isLog) } }
      case .heatmap(let data):
        for row in data.rows.indices {
          for column in data.columns.indices { add(data.value(row, column)) }
        }
      case .tilemap(let data):
        noun = "value"
        for tile in data.tiles { add(tile.value) }
        all += data.unplaced.count
        unplaced += data.unplaced.count
      case .matrix(let data):
        noun = "standing"
        for row in data.rows.indices {
          for column in data.columns.indices {
            switch data.standing(row, column) {
            case .notCovered: add(.missing(.notCovered))
            case .notApplicable: add(.missing(.notApplicable))
            case .party, .signatory, .none, .denounced: add(0)
            }
          }
        }
      case .timeline(let data):
        noun = "row"
        for row in data.rows {
          let isReached = data.stages.indices.contains { row.time($0) != nil }
          add(isReached ? 0 : .missing(.noData))
        }
      case .event(let data): add(data.series, data.times.count)
      case .spark(let data):
        for row in data.rows { for value in row.values { add(value) } }
      }
    }
  }
}
