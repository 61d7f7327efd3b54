import ColumnStore
import QuerySemantics

/// Millions and billions: axes of very large numbers count in them and say so.
///
/// Columns that share an axis share the unit. Logarithmic scales show powers as they are, and
/// years are never counted in anything.
struct LargeUnits {
  private var factors: [String: Double] = [:]

  init(_ request: ChartRequest, _ table: Table) {
    guard !request.isLog else { return }
    let horizontal = request.roles[.x].map { [$0] } ?? []
    let others = [ChartRequest.Role.y, .from, .to, .low, .high, .value]
      .compactMap { request.roles[$0] }
    let bounds = [ChartRequest.Role.low, .high].compactMap { request.roles[$0] }
    // Bounds belong to the axis of the values, which lies along x for dots.
    let groups =
      request.kind == .dot || request.kind == .bar
      ? [horizontal + bounds + request.measures]
      : [horizontal, others + request.measures]
    for group in groups {
      let numbers = group.filter { name in
        guard let index = table.schema.index(of: name) else { return false }
        let field = table.schema.fields[index]
        return field.type == .number && !field.isYear
      }
      let factor = LargeUnits.factor(
        for: numbers.map { LargeUnits.largest(of: $0, table) }.max() ?? 0)
      if factor > 1 { for name in numbers { factors[name] = factor } }
    }
  }

  func factor(_ column: String) -> Double { factors[column] ?? 1 }

  /// `billion current US$`
  func unit(of column: String, _ unit: String?) -> String? {
    guard let name = LargeUnits.names[factor(column)] else { return unit }
    return unit.map { "\(name) \($0)" } ?? name
  }

  private static let names: [Double: String] = [1e6: "million", 1e9: "billion", 1e12: "trillion"]

  /// Numbers up to ten million are written out.
  private static func factor(for largest: Double) -> Double {
    largest >= 1e13 ? 1e12 : largest >= 1e10 ? 1e9 : largest >= 1e7 ? 1e6 : 1
  }

  private static func largest(of name: String, _ table: Table) -> Double {
    guard let cells = table.column(name) else { return 0 }
    var largest = 0.0
    switch cells.storage {
    case .doubles(let values):
      for value in values.buffer where value.isFinite { largest = max(largest, abs(value)) }
    case .ints(let values):
      for value in values.buffer where value >= 0 { largest = max(largest, Double(value)) }
    case .flags: break
    }
    return largest < 1e18 ? largest : 0
  }
}
