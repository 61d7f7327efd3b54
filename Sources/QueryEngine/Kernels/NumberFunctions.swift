import ColumnStore
import QuerySemantics

/// Plain functions of numbers; a result that is not finite is missing, not applicable.
enum NumberFunctionKernel {
  static func run(
    _ function: PlainFunction, _ cells: Vector<Double>, _ others: [Vector<Double>]
  ) -> Vector<Double> {
    switch function {
    case .abs: each(cells) { $0.magnitude }
    case .floor: each(cells) { $0.rounded(.down) }
    case .ceil: each(cells) { $0.rounded(.up) }
    case .sqrt: each(cells) { $0.squareRoot() }
    case .exp: each(cells) { Platform.exponential($0) }
    case .log: each(cells) { Platform.logarithm($0) }
    case .log10: each(cells) { Platform.logarithm10($0) }
    case .round:
      if let digits = others.first {
        pairs(cells, digits) { rounded($0, digits: $1) }
      } else {
        each(cells) { $0.rounded() }
      }
    case .clamp where others.count == 2:
      pairs(
        pairs(cells, others[0]) { Swift.max($0, $1) }, others[1]
      ) { Swift.min($0, $1) }
    default: each(cells) { _ in .nan }
    }
  }

  /// Half away from zero, at a number of decimal places.
  static func rounded(_ value: Double, digits: Double) -> Double {
    guard digits != 0 else { return value.rounded() }
    // Powers of ten beyond 10^22 are not exact, and no double has digits there.
    guard digits.magnitude <= 22 else { return digits > 0 ? value : 0 }
    let scale = Platform.power(10, digits.magnitude.rounded())
    if digits < 0 { return (value / scale).rounded() * scale }
    let scaled = value * scale
    return scaled.magnitude < 0x1p53 ? scaled.rounded() / scale : value
  }

  @inline(__always)
  private static func each(
    _ cells: Vector<Double>, _ body: (Double) -> Double
  ) -> Vector<Double> {
    let from = cells.buffer
    return Vector(count: from.count) { out in
      for index in 0..<out.count {
        let value = from[index]
        let result = body(value)
        let finite = result.magnitude < .infinity ? result : MissingBits.notApplicable
        out[index] = value == value ? finite : value
      }
    }
  }

  @inline(__always)
  private static func pairs(
    _ left: Vector<Double>, _ right: Vector<Double>, _ body: (Double, Double) -> Double
  ) -> Vector<Double> {
    let (a, b) = (left.buffer, right.buffer)
    return Vector(count: a.count) { out in
      for index in 0..<out.count {
        let (x, y) = (a[index], b[index])
        let result = body(x, y)
        let finite = result.magnitude < .infinity ? result : MissingBits.notApplicable
        let known = y == y ? finite : y
        out[index] = x == x ? known : x
      }
    }
  }
}

/// Over several numbers of a row, missing ones skipped; all missing: the first one's reason.
enum RowStatisticKernel {
  static func run(_ function: PlainFunction, _ columns: [Vector<Double>]) -> Vector<Double> {
    guard let first = columns.first else { return Vector([]) }
    return Vector(count: first.count) { out in
      for row in 0..<out.count { out[row] = cell(function, columns, row) }
    }
  }

  private static func cell(
    _ function: PlainFunction, _ columns: [Vector<Double>], _ row: Int
  ) -> Double {
    var (count, total) = (0.0, 0.0)
    var (least, most) = (Double.infinity, -Double.infinity)
    for column in columns {
      let value = column.buffer[row]
      guard value == value else { continue }
      count += 1
      total += value
      least = min(least, value)
      most = max(most, value)
    }
    if function == .rowCount { return count }
    guard count > 0 else { return columns[0].buffer[row] }
    switch function {
    case .rowMin: return least
    case .rowMax: return most
    default:
      let mean = total / count
      return mean.isFinite ? mean : MissingBits.notApplicable
    }
  }
}

enum DatePairKernel {
  static func run(
    _ function: PlainFunction, _ dates: Vector<Int32>, _ others: Storage
  ) -> Vector<Int32> {
    let from = dates.buffer
    if function == .addDays {
      let days = others.asNumbers
      return Vector(count: from.count) { out in
        for row in 0..<out.count {
          let (date, count) = (from[row], days.buffer[row])
          if date < MissingBits.firstInt {
            out[row] = (Missing(ofInt: date) ?? .noData).int
          } else if count.isNaN {
            out[row] = Missing(ofNaN: count).int
          } else {
            out[row] = DateKernel.adding(count, to: PartialDate(packed: date))
          }
        }
      }
    }
    guard case .ints(let seconds) = others else {
      return Vector(repeating: Missing.notApplicable.int, count: from.count)
    }
    return Vector(count: from.count) { out in
      for row in 0..<out.count {
        let (date, second) = (from[row], seconds.buffer[row])
        if date < MissingBits.firstInt {
          out[row] = (Missing(ofInt: date) ?? .noData).int
        } else if second < MissingBits.firstInt {
          out[row] = (Missing(ofInt: second) ?? .noData).int
        } else if function == .daysBetween {
          out[row] = DateKernel.daysBetween(PartialDate(packed: date), PartialDate(packed: second))
        } else {
          out[row] = DateKernel.yearsBetween(PartialDate(packed: date), PartialDate(packed: second))
        }
      }
    }
  }
}
