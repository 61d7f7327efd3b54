import ColumnStore

/// The flag that carries the reason of a NaN.
@inline(__always)
func flag(ofNaN value: Double) -> UInt8 {
  let reason = UInt8(truncatingIfNeeded: value.bitPattern & 7)
  return 2 &+ (reason &- 1 < 4 ? reason : MissingBits.notApplicableReason)
}

/// The flag that carries the reason of a missing code.
@inline(__always)
func flag(ofMissing value: Int32) -> UInt8 {
  let reason = UInt8(truncatingIfNeeded: value &- Int32.min)
  return 2 &+ (reason &- 1 < 4 ? reason : MissingBits.noDataReason)
}

/// A flag as yes, no or one of the four reasons.
@inline(__always)
func canonical(flag: UInt8) -> UInt8 {
  flag < 7 && flag != 2 ? flag : (2 + MissingBits.noDataReason)
}

/// Three-valued logic on whole batches, without branches.
enum FlagKernel {
  static func and(_ left: Vector<UInt8>, _ right: Vector<UInt8>) -> Vector<UInt8> {
    let (a, b) = (left.buffer, right.buffer)
    return Vector(count: a.count) { out in
      for index in 0..<out.count {
        let (x, y) = (a[index], b[index])
        let known = x > 1 ? x : y
        out[index] = x == 0 || y == 0 ? 0 : known
      }
    }
  }

  static func or(_ left: Vector<UInt8>, _ right: Vector<UInt8>) -> Vector<UInt8> {
    let (a, b) = (left.buffer, right.buffer)
    return Vector(count: a.count) { out in
      for index in 0..<out.count {
        let (x, y) = (a[index], b[index])
        let known = x > 1 ? x : y
        out[index] = x == 1 || y == 1 ? 1 : known
      }
    }
  }

  static func not(_ cells: Vector<UInt8>) -> Vector<UInt8> {
    let from = cells.buffer
    return Vector(count: from.count) { out in
      for index in 0..<out.count {
        let value = from[index]
        out[index] = value > 1 ? value : value ^ 1
      }
    }
  }

  static func isAllNo(_ cells: Vector<UInt8>) -> Bool {
    var any: UInt8 = 0
    for value in cells.buffer { any |= value }
    return any == 0
  }

  static func isMissing(_ storage: Storage) -> Vector<UInt8> {
    switch storage {
    case .doubles(let cells):
      let from = cells.buffer
      return Vector(count: from.count) { out in
        for index in 0..<out.count { out[index] = from[index] == from[index] ? 0 : 1 }
      }
    case .ints(let cells):
      let from = cells.buffer
      return Vector(count: from.count) { out in
        for index in 0..<out.count { out[index] = from[index] < MissingBits.firstInt ? 1 : 0 }
      }
    case .flags(let cells):
      let from = cells.buffer
      return Vector(count: from.count) { out in
        for index in 0..<out.count { out[index] = from[index] > 1 ? 1 : 0 }
      }
    }
  }
}
