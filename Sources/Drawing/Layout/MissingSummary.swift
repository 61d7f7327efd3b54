/// Counts what could not be drawn, by reason.
enum MissingSummary {
  /// `12 of 60 missing: no data 10, withheld 2`; nil if nothing is.
  static func note(_ values: [Datum]) -> String? {
    let parts = reasons(values)
    guard !parts.isEmpty else { return nil }
    let missing = values.reduce(0) { $0 + ($1.finite == nil ? 1 : 0) }
    return "\(count(missing)) of \(count(values.count)) values not drawn: "
      + parts.joined(separator: ", ")
  }

  /// Why there is nothing at all.
  static func sentence(_ values: [Datum]) -> String {
    guard !values.isEmpty else { return "no values" }
    let all = values.count == 1 ? "the one value is" : "all \(count(values.count)) values are"
    return "\(all) missing (\(reasons(values).joined(separator: ", ")))"
  }

  private static func reasons(_ values: [Datum]) -> [String] {
    var counts: [MissingKind: Int] = [:]
    var infinite = 0
    for value in values {
      if value.isUndrawable {
        infinite += 1
      } else if let kind = value.missingKind {
        counts[kind, default: 0] += 1
      }
    }
    var parts = MissingKind.allCases.compactMap { kind in
      counts[kind].map { "\(kind.label) \(count($0))" }
    }
    if infinite > 0 { parts.append("infinite, too large or no number \(count(infinite))") }
    return parts
  }

  static func count(_ number: Int) -> String { NumberText.fixed(Double(number), decimals: 0) }
}
