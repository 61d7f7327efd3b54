/// Says in sentences what a chart shows: for readers who cannot see it, and as text beside it.
package enum ChartDescription {
  /// Range, extremes, highlighted values and trends, with what is missing; deterministic.
  ///
  /// - Complexity: O(values).
  package static func sentences(of chart: Chart) -> [String] {
    guard let first = chart.panels.first else { return ["The chart has no content."] }
    var out: [String] = []
    let what = subtitle(of: chart)
    out.append(
      capitalised("\(first.content.name) chart") + (what.isEmpty ? "." : ": \(what)."))
    for panel in chart.panels {
      let about = sentences(of: panel.content, highlight: chart.highlight)
      if let name = panel.name, !name.isEmpty {
        out.append(([name + ":"] + about).joined(separator: " "))
      } else {
        out += about
      }
    }
    for reference in chart.references where reference.value.isFinite {
      out.append("A line of reference marks \(reference.label).")
    }
    return out
  }

  /// Of what it is and what is shown, in a few words.
  package static func subtitle(of chart: Chart) -> String {
    joined([chart.subject ?? "", shown(in: chart)], by: ": ")
  }

  /// What is shown, in a few words; the kind's own words if the axes have no titles.
  static func shown(in chart: Chart) -> String {
    guard let content = chart.panels.first?.content else { return "" }
    guard chart.sharesScales || chart.panels.count < 2 else {
      let isShared = chart.panels.contains { panel in
        switch panel.content {
        case .line(let data), .area(let data), .step(let data): data.series.count > 1
        default: false
        }
      }
      return "\(chart.panels.count) \(isShared ? "units" : "measures"), each on its own scale"
    }
    switch content {
    case .bar(let data):
      guard data.axis.title.isEmpty, data.series.count > 1 else { return data.axis.caption }
      return captioned(list(data.series.map(\.name)), data.axis)
    case .dot(let data): return data.axis.caption
    case .dumbbell(let data), .slope(let data):
      let names = "\(data.fromName) and \(data.toName)"
      return data.axis.title.isEmpty
        ? captioned(names, data.axis) : joined([data.axis.caption, names], by: ", ")
    case .line(let data), .area(let data), .step(let data):
      let what =
        data.vertical.title.isEmpty
        ? captioned(list(data.series.map(\.name)), data.vertical) : data.vertical.caption
      return joined([what, data.horizontal.title], by: " by ")
    case .scatter(let data):
      return joined([data.vertical.caption, data.horizontal.caption], by: " by ")
    case .histogram(let data), .box(let data), .strip(let data):
      return joined(["distribution", data.axis.caption], by: " of ")
    case .heatmap(let data): return data.axis.caption
    case .matrix(let data):
      return "standing to "
        + (data.columns.count > 6 ? "\(data.columns.count) treaties" : list(data.columns))
    case .timeline(let data):
      return data.stages.joined(separator: ", ") + " as of "
        + NumberText.fixed(data.asOf.rounded(.down), decimals: 0, separated: false)
    case .tilemap(let data): return data.axis.caption
    case .event(let data):
      return joined([data.vertical.caption, data.horizontal.title], by: " by ")
    case .spark(let data):
      let years = Set([data.positions.first, data.positions.last].compactMap { $0 })
      return joined(
        [data.axis.caption, years.sorted().joined(separator: " to ")], by: ", ")
    }
  }

  /// The names in place of a title that the axis does not have: `law and practice (0 to 1)`.
  private static func captioned(_ names: String, _ axis: Axis) -> String {
    var named = axis
    named.title = names
    return named.caption
  }

  /// `a, b and c`; of many only how many.
  static func list(_ names: [String]) -> String {
    let names = names.filter { !$0.isEmpty }
    guard names.count <= 6 else { return "\(names.count) series" }
    guard names.count > 1, let last = names.last else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }

  private static func joined(_ parts: [String], by separator: String) -> String {
    parts.filter { !$0.isEmpty }.joined(separator: separator)
  }

  static func capitalised(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }
}

/// Values with names, as sentences are made of them.
struct NamedValues {
  var names: [String]
  var values: [Datum]
  var axis: Axis

  private var decimals: Int { axis.decimalsFor(values) }

  func text(_ value: Double) -> String {
    NumberText.label(value, decimals: decimals, axis: axis)
  }

  /// The extremes with their names, what is highlighted, and how many are missing.
  func sentences(highlight: Set<String> = [], of noun: String) -> [String] {
    let placed = zip(names, values).compactMap { name, value in
      value.finite.map { (name: name, value: $0) }
    }
    guard let lowest = placed.min(by: { $0.value < $1.value }),
      let highest = placed.max(by: { $0.value < $1.value })
    else { return [ChartDescription.capitalised(MissingSummary.sentence(values)) + "."] }
    var out: [String] = []
    if lowest.value == highest.value {
      let one = placed.count == 1 ? "\(lowest.name) is" : "All \(placed.count) \(noun) are"
      out.append("\(one) \(text(lowest.value)).")
    } else {
      out.append(
        "\(MissingSummary.count(placed.count)) \(noun) from \(text(lowest.value)) (\(lowest.name)) "
          + "to \(text(highest.value)) (\(highest.name)).")
    }
    for (name, value) in placed where highlight.contains(name) {
      out.append("\(name): \(text(value)).")
    }
    if let missing = MissingSummary.note(values) { out.append(missing + ".") }
    return out
  }

  /// How a run of values goes from its first to its last: `from 40 (1990) to 70 (2020)`.
  func trend(_ name: String, positions: [String]) -> String? {
    let run = zip(positions, values).compactMap { place, value in
      value.finite.map { (place: place, value: $0) }
    }
    guard let first = run.first, let last = run.last else { return nil }
    let subject = name.isEmpty ? "The series" : name
    guard run.count > 1 else { return "\(subject): \(text(first.value)) (\(first.place))." }
    let verb =
      text(first.value) == text(last.value)
      ? "ends as it began" : first.value < last.value ? "rises" : "falls"
    var sentence =
      "\(subject) \(verb), from \(text(first.value)) (\(first.place)) to \(text(last.value)) "
      + "(\(last.place))"
    if let top = run.max(by: { $0.value < $1.value }), top.value > max(first.value, last.value) {
      sentence += ", highest \(text(top.value)) (\(top.place))"
    }
    if let low = run.min(by: { $0.value < $1.value }), low.value < min(first.value, last.value) {
      sentence += ", lowest \(text(low.value)) (\(low.place))"
    }
    let missing = values.count - run.count
    if missing > 0 { sentence += "; \(MissingSummary.count(missing)) missing" }
    return sentence + "."
  }
}
