import Synchronization

/// Large runs of memory that were given back, kept for the next that asks: the system gives fresh
/// memory page by page and clears each, which can take longer than to fill it.
enum MemoryPool {
  /// Smaller runs are the C library's.
  private static let smallest = 256 << 10
  /// What is kept at most, and the largest run of it.
  private static let capacity = 128 << 20
  private static let largest = 48 << 20
  /// Sizes go up in steps, so that runs of about the same length can stand in for each other.
  private static let step = 64 << 10

  private struct Run: @unchecked Sendable {
    // SAFETY: whoever takes a run out of the pool is the only one to have it.
    let start: UnsafeMutableRawPointer
    let size: Int
  }

  private struct Runs: Sendable {
    /// The latest given back stands last.
    var runs: [Run] = []
    var size = 0
  }

  private static let kept = Mutex(Runs())

  private static func size(for count: Int) -> Int { (count + step - 1) / step * step }

  static func take(_ count: Int) -> UnsafeMutableRawPointer {
    guard count >= smallest else { return RawMemory.resize(nil, to: count) }
    let wanted = size(for: count)
    let found = kept.withLock { kept -> Run? in
      guard let place = kept.runs.lastIndex(where: { $0.size == wanted }) else { return nil }
      kept.size -= wanted
      return kept.runs.remove(at: place)
    }
    return found?.start ?? RawMemory.aligned(wanted)
  }

  static func giveBack(_ start: UnsafeMutableRawPointer, _ count: Int) {
    guard count >= smallest, count <= largest else { return RawMemory.release(start) }
    let run = Run(start: start, size: size(for: count))
    let tooMany = kept.withLock { kept -> [Run] in
      kept.runs.append(run)
      kept.size += run.size
      var tooMany: [Run] = []
      while kept.size > capacity {
        let oldest = kept.runs.removeFirst()
        kept.size -= oldest.size
        tooMany.append(oldest)
      }
      return tooMany
    }
    for run in tooMany { RawMemory.release(run.start) }
  }
}
