import Synchronization

/// Bytes of the large runs of memory that are alive in this process: columns and what is made
/// of them. What is mapped from a store is not counted: the system takes it back when it must.
package enum MemoryUse {
  /// Smaller runs are not counted: they come and go by batch.
  static let smallest = 64 << 10

  private static let bytes = Atomic<Int>(0)

  package static var live: Int { bytes.load(ordering: .relaxed) }

  static func grew(by count: Int) {
    if count >= smallest { bytes.add(count, ordering: .relaxed) }
  }

  static func shrank(by count: Int) {
    if count >= smallest { bytes.subtract(count, ordering: .relaxed) }
  }
}
