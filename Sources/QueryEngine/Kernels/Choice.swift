import ColumnStore

/// Cells taken from one of two batches.
enum ChoiceKernel {
  static func choose(_ condition: Vector<UInt8>, _ then: Storage, _ otherwise: Storage) -> Storage {
    let flags = condition.buffer
    switch (then, otherwise) {
    case (.ints(let then), .ints(let otherwise)):
      let (a, b) = (then.buffer, otherwise.buffer)
      return .ints(
        Vector(count: flags.count) { out in
          for index in 0..<out.count {
            let flag = flags[index]
            let known = flag == 1 ? a[index] : b[index]
            out[index] = flag > 1 ? missingCode(of: flag) : known
          }
        })
    case (.flags(let then), .flags(let otherwise)):
      let (a, b) = (then.buffer, otherwise.buffer)
      return .flags(
        Vector(count: flags.count) { out in
          for index in 0..<out.count {
            let flag = flags[index]
            let known = flag == 1 ? a[index] : b[index]
            out[index] = flag > 1 ? flag : known
          }
        })
    default:
      let (then, otherwise) = (then.asNumbers, otherwise.asNumbers)
      return .doubles(
        Vector(count: flags.count) { out in
          for index in 0..<out.count {
            let flag = flags[index]
            let known = flag == 1 ? then.buffer[index] : otherwise.buffer[index]
            out[index] = flag > 1 ? (Missing(ofFlag: flag) ?? .noData).double : known
          }
        })
    }
  }

  static func coalesce(_ first: Storage, _ second: Storage) -> Storage {
    switch (first, second) {
    case (.ints(let first), .ints(let second)):
      let (a, b) = (first.buffer, second.buffer)
      return .ints(
        Vector(count: a.count) { out in
          for index in 0..<out.count {
            out[index] = a[index] < MissingBits.firstInt ? b[index] : a[index]
          }
        })
    case (.flags(let first), .flags(let second)):
      let (a, b) = (first.buffer, second.buffer)
      return .flags(
        Vector(count: a.count) { out in
          for index in 0..<out.count { out[index] = a[index] > 1 ? b[index] : a[index] }
        })
    default:
      let (first, second) = (first.asNumbers, second.asNumbers)
      return .doubles(
        Vector(count: first.count) { out in
          for index in 0..<out.count {
            let value = first.buffer[index]
            out[index] = value == value ? value : second.buffer[index]
          }
        })
    }
  }

  @inline(__always)
  private static func missingCode(of flag: UInt8) -> Int32 {
    Int32.min &+ Int32(canonical(flag: flag) &- 2)
  }
}

/// Cells of a small table by code.
enum TableKernel {
  static func run(_ codes: Vector<Int32>, _ table: Storage) -> Storage {
    let from = codes.buffer
    switch table {
    case .doubles(let table):
      let cells = table.buffer
      return .doubles(
        Vector(count: from.count) { out in
          for index in 0..<out.count {
            let code = from[index]
            out[index] =
              code >= 0 && Int(code) < cells.count ? cells[Int(code)] : double(of: lost(code))
          }
        })
    case .ints(let table):
      let cells = table.buffer
      return .ints(
        Vector(count: from.count) { out in
          for index in 0..<out.count {
            let code = from[index]
            out[index] = code >= 0 && Int(code) < cells.count ? cells[Int(code)] : lost(code)
          }
        })
    case .flags(let table):
      let cells = table.buffer
      return .flags(
        Vector(count: from.count) { out in
          for index in 0..<out.count {
            let code = from[index]
            out[index] =
              code >= 0 && Int(code) < cells.count ? cells[Int(code)] : flag(ofMissing: lost(code))
          }
        })
    }
  }

  /// The reason of a missing code; no data for one beyond the table.
  @inline(__always)
  private static func lost(_ code: Int32) -> Int32 {
    code < MissingBits.firstInt ? (Missing(ofInt: code) ?? .noData).int : MissingBits.noDataInt
  }
}

enum MembershipKernel {
  static func run(_ cells: Vector<Double>, _ sorted: [Double]) -> Vector<UInt8> {
    let from = cells.buffer
    return sorted.withUnsafeBufferPointer { sorted in
      Vector(count: from.count) { out in
        for index in 0..<out.count {
          let value = from[index]
          var (low, high) = (0, sorted.count)
          while low < high {
            let middle = (low + high) / 2
            if sorted[middle] < value { low = middle + 1 } else { high = middle }
          }
          let holds = low < sorted.count && sorted[low] == value
          out[index] = value == value ? (holds ? 1 : 0) : flag(ofNaN: value)
        }
      }
    }
  }

  static func run(_ cells: Vector<Int32>, first: Int32, flags: Vector<UInt8>) -> Vector<UInt8> {
    let (from, table) = (cells.buffer, flags.buffer)
    return Vector(count: from.count) { out in
      for index in 0..<out.count {
        let code = from[index]
        let place = Int(code) - Int(first)
        let known: UInt8 = place >= 0 && place < table.count ? table[place] : 0
        out[index] = code < MissingBits.firstInt ? flag(ofMissing: code) : known
      }
    }
  }
}

/// Yes/no cells as the numbers 1 and 0.
func codes(of flags: Vector<UInt8>) -> Vector<Int32> {
  let from = flags.buffer
  return Vector(count: from.count) { out in
    for index in 0..<out.count {
      let flag = from[index]
      out[index] = flag > 1 ? Int32.min + Int32(canonical(flag: flag) - 2) : Int32(flag)
    }
  }
}
