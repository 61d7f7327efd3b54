import ColumnStore

/// A key with the row it belongs to.
struct KeyedRow: BitwiseCopyable, Sendable {
  var key: UInt64
  var row: Int32
}

enum RadixSort {
  private static let digitBits = 11

  /// Stable; `scratch` is as long as `pairs`. Below 256 pairs a comparison sort is faster.
  static func sort(
    _ pairs: UnsafeMutableBufferPointer<KeyedRow>, _ scratch: UnsafeMutableBufferPointer<KeyedRow>,
    bits: Int, stop: () -> Bool = { false }
  ) {
    guard pairs.count > 1 else { return }
    if pairs.count < 256 {
      var part = pairs
      part.sort { $0.key != $1.key ? $0.key < $1.key : $0.row < $1.row }
      return
    }
    guard var from = pairs.baseAddress, var to = scratch.baseAddress else { return }
    let count = pairs.count
    let passes = (min(64, bits) + digitBits - 1) / digitBits
    let size = 1 << digitBits
    // One reading of the keys counts the digits of all passes.
    var counts = [Int32](repeating: 0, count: passes * size)
    counts.withUnsafeMutableBufferPointer { counts in
      for index in 0..<count {
        var key = from[index].key
        for pass in 0..<passes {
          counts[pass &* size &+ Int(truncatingIfNeeded: key & 2047)] &+= 1
          key >>= 11
        }
      }
      for pass in 0..<passes {
        if stop() { return }
        let shift = UInt64(pass * digitBits)
        let digits = UnsafeMutableBufferPointer(
          rebasing: counts[(pass * size)..<((pass + 1) * size)])
        // All keys share this digit: nothing moves.
        if digits[Int(truncatingIfNeeded: (from[0].key >> shift) & 2047)] == Int32(count) {
          continue
        }
        var next: Int32 = 0
        for digit in 0..<size {
          let here = digits[digit]
          digits[digit] = next
          next &+= here
        }
        for index in 0..<count {
          let pair = from[index]
          let digit = Int(truncatingIfNeeded: (pair.key >> shift) & 2047)
          to[Int(digits[digit])] = pair
          digits[digit] &+= 1
        }
        swap(&from, &to)
      }
    }
    if from != pairs.baseAddress { pairs.baseAddress?.update(from: from, count: count) }
  }

  /// Merges two sorted runs; of equal keys the first run's come first.
  ///
  /// Each part of the result is found by itself, so that parts can be made side by side.
  static func merge(
    _ left: UnsafeBufferPointer<KeyedRow>, _ right: UnsafeBufferPointer<KeyedRow>,
    into out: UnsafeMutableBufferPointer<KeyedRow>, part: Range<Int>
  ) {
    var i = split(left, right, at: part.lowerBound)
    var j = part.lowerBound - i
    for place in part {
      if j >= right.count || (i < left.count && left[i].key <= right[j].key) {
        out[place] = left[i]
        i += 1
      } else {
        out[place] = right[j]
        j += 1
      }
    }
  }

  /// How many of the first `count` merged pairs come from the left run.
  private static func split(
    _ left: UnsafeBufferPointer<KeyedRow>, _ right: UnsafeBufferPointer<KeyedRow>, at count: Int
  ) -> Int {
    var (low, high) = (max(0, count - right.count), min(count, left.count))
    while low < high {
      let middle = (low + high) / 2
      if left[middle].key <= right[count - middle - 1].key {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }
}
