import SourceText

/// Turns values into fills and draws the key to them.
struct FillScale {
  let low: Double
  let high: Double
  let centre: Double?
  let axis: Axis
  let ticks: [Double]

  /// Bounds are round numbers about the values; about a centre, the same distance either way.
  init(_ domain: Domain, axis: Axis, centre: Double?) {
    var linear = axis
    linear.scaling = .linear
    let (least, most) = domain.widened
    self.centre = centre.flatMap { $0.isFinite ? $0 : nil }
    self.axis = linear
    if let centre = self.centre {
      // Five classes of a round width, the middle one about the centre.
      let reach = max(abs(most - centre), abs(centre - least))
      let width = FillScale.round(reach.isFinite && reach > 0 ? reach / 2.5 : 1)
      (low, high) = (centre - 2.5 * width, centre + 2.5 * width)
      ticks = [low, centre, high]
    } else {
      // Four classes of a round width; more levels divide them evenly.
      var width = FillScale.round(most / 4 - least / 4)
      var start = (least / width).rounded(.down) * width
      while start + 4 * width < most {
        width = FillScale.round(width * 1.1)
        start = (least / width).rounded(.down) * width
      }
      if start.isFinite, (start + 4 * width).isFinite {
        (low, high) = (start, start + 4 * width)
        ticks = (0...4).map { start + Double($0) * width }
      } else {
        (low, high) = (least, most)
        ticks = [least, most]
      }
    }
  }

  /// The next round number that is not below.
  private static func round(_ width: Double) -> Double {
    guard width > 0, width.isFinite else { return 1 }
    let power = Numeric.pow10(Numeric.log10(width).rounded(.down))
    guard power > 0, power.isFinite else { return width }
    let choices: [Double] = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8]
    return (choices.first { $0 * power >= width * 0.999_999 } ?? 10) * power
  }

  func fill(_ datum: Datum) -> Fill {
    guard let value = datum.finite else { return .missing(datum.missingKind ?? .noData) }
    let half = high / 2 - low / 2
    let share = half > 0 ? (value / 2 - low / 2) / half : 0.5
    return centre == nil ? .ramp(share) : .diverging(share * 2 - 1)
  }
}

extension Composer {
  /// The key to a scale of fills: classes with their bounds for letters, a bar for print.
  mutating func fillLegend(_ scale: FillScale, missing: [Datum]) {
    row += 1
    let classes = scale.centre == nil ? options.levels : 5
    if classes <= 5, options.isText {
      classLegend(scale, classes)
    } else {
      barLegend(scale)
    }
    missingLegend(missing)
  }

  private mutating func classLegend(_ scale: FillScale, _ classes: Int) {
    let edges = (0...classes).map {
      scale.low + (scale.high - scale.low) * Double($0) / Double(classes)
    }
    let labels = Ticks.labels(of: edges, axis: scale.axis)
    captionLine(scale.axis.caption)
    legend(
      (0..<classes).map { index in
        let share = (Double(index) + 0.5) / Double(classes)
        let fill: Fill = scale.centre == nil ? .ramp(share) : .diverging(share * 2 - 1)
        return (.cell(fill), "\(labels[index]) to \(labels[index + 1])")
      })
  }

  private mutating func barLegend(_ scale: FillScale) {
    captionLine(scale.axis.caption)
    // Of an odd number the middle one is the centre.
    let steps = min(scale.centre == nil ? 32 : 33, columns - 8)
    let margin = 4
    for step in 0..<steps {
      let share = (Double(step) + 0.5) / Double(steps)
      let fill: Fill = scale.centre == nil ? .ramp(share) : .diverging(share * 2 - 1)
      add(
        .cell(
          SceneCell(x: margin + step, row: row, width: 1, height: 1, fill: fill, label: nil)))
    }
    row += 1
    let place = Scale(
      low: scale.low, high: scale.high, start: Double(margin), end: Double(margin + steps))
    let labels = Ticks.labels(of: scale.ticks, axis: scale.axis)
    var free = 0
    for (value, label) in zip(scale.ticks, labels) {
      guard let x = place.position(value) else { continue }
      let width = DisplayWidth.of(label)
      let start = max(0, min(cellIndex((x - Double(width) / 2).rounded()), columns - width))
      guard start >= free else { continue }
      text(label, x: Double(start), row: row, ink: .muted)
      free = start + width + 1
    }
    row += 1
  }

  /// Marks of the reasons for missing values that occur.
  mutating func missingLegend(_ values: [Datum]) {
    let kinds = Set(values.compactMap(\.missingKind))
    legend(MissingKind.allCases.filter(kinds.contains).map { (.cell(.missing($0)), $0.label) })
  }
}
