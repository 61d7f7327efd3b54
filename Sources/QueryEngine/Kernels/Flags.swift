import ColumnStore

/// The flag that carries the reason of a NaN.
@inline(__always)
func flag(ofNaN value: Double) -> UInt8 {
  let reason = UInt8(truncatingIfNeeded: value.bitPattern & 7)
  return 2 &+ (reason &- 1 < 4 ? reason : MissingBits.notApplicableReason)
}

/// The flag, or that of the reason if the bits are those of a NaN: no branch, since which rows are
/// missing cannot be foretold.
@inline(__always)
func marked(_ flag: UInt8, missing bits: UInt64) -> UInt8 {
  // The flags of the eight reasons a NaN can carry, a byte each; odd ones are not applicable.
  let reasons: UInt64 = 0x0505_0506_0504_0305
  let reason = UInt8(truncatingIfNeeded: reasons &>> ((bits & 7) &<< 3))
  let isNaN: UInt8 = bits &<< 1 > 0xFFE0_0000_0000_0000 ? 1 : 0
  let mask = 0 &- isNaN
  return (flag & ~mask) | (reason & mask)
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

  /// The sum of cells that are 0 or 1.
  static func sum(_ cells: UnsafePointer<UInt8>, _ count: Int) -> Int {
    var (total, place) = (0, 0)
    while place + 128 <= count {
      let block = cells + place
      var found: UInt8 = 0
      for index in 0..<128 { found &+= block[index] }
      total &+= Int(found)
      place &+= 128
    }
    while place < count {
      total &+= Int(cells[place])
      place &+= 1
    }
    return total
  }

  /// How many of the flags are this one.
  static func count(_ flag: UInt8, in flags: UnsafePointer<UInt8>, _ count: Int) -> Int {
    var (total, place) = (0, 0)
    while place + 128 <= count {
      // A byte holds the count of a block, so that sixteen cells are counted at a time.
      let block = flags + place
      var found: UInt8 = 0
      for index in 0..<128 { found &+= block[index] == flag ? 1 : 0 }
      total &+= Int(found)
      place &+= 128
    }
    while place < count {
      total &+= flags[place] == flag ? 1 : 0
      place &+= 1
    }
    return total
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
