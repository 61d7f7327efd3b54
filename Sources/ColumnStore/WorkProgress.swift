import Synchronization

/// What long work tells of itself while it goes on, and where it hears that it is to stop.
///
/// Written by whoever works, on any thread, and read by whoever shows it. Saying how far it is
/// costs an addition per block or batch, never per row.
package final class WorkProgress: Sendable {
  private let phase = Mutex("")
  private let done = Atomic(0)
  private let total = Atomic(0)
  private let stops: @Sendable () -> Bool

  package init(isInterrupted: @escaping @Sendable () -> Bool = { false }) {
    stops = isInterrupted
  }

  package var isInterrupted: Bool { stops() }

  /// A new part of the work, in words such as `reading survey.csv`; of unknown length for now.
  package func begin(_ words: String) {
    phase.withLock { $0 = words }
    start(of: 0)
  }

  /// From here the part has so many units.
  package func start(of units: Int) {
    total.store(units, ordering: .relaxed)
    done.store(0, ordering: .relaxed)
  }

  package func advance(by units: Int = 1) { done.add(units, ordering: .relaxed) }

  /// The words, with the share that is done where it is known.
  package var text: String {
    let words = phase.withLock { $0 }
    let (done, total) = (done.load(ordering: .relaxed), total.load(ordering: .relaxed))
    guard total > 0 else { return words }
    return "\(words), \(min(100, done * 100 / total)) %"
  }
}
