import CEditline
import SourceText

/// One line on the standard error about work that takes its time.
///
/// Whoever works calls `update` as often as it likes: nothing is shown in the first half second,
/// and the line changes ten times a second at most.
package struct ProgressLine {
  private let descriptor: Int32
  private let isShown: Bool
  private let clock: () -> Double
  private let started: Double
  private var last: Double?

  package init(descriptor: Int32 = 2) {
    self.init(
      descriptor: descriptor, isTerminal: Terminal.isTerminal(descriptor),
      clock: { Terminal.seconds })
  }

  /// With a clock of its own, in seconds.
  init(descriptor: Int32, isTerminal: Bool, clock: @escaping () -> Double) {
    self.descriptor = descriptor
    self.clock = clock
    isShown = isTerminal
    started = clock()
  }

  package mutating func update(_ text: @autoclosure () -> String) {
    guard isShown else { return }
    let now = clock()
    guard now - started >= 0.5, last.map({ now - $0 >= 0.1 }) ?? true else { return }
    last = now
    var columns: Int32 = 80
    var rows: Int32 = 24
    _ = cel_size(descriptor, &columns, &rows)
    let line = DisplayWidth.truncated(text(), to: max(1, Int(columns) - 1))
    Terminal.write("\r\(line)\u{1b}[K", to: descriptor)
  }

  /// Takes the line away, if it was ever shown; the work is done or something else is printed.
  package mutating func wipe() {
    guard last != nil else { return }
    last = nil
    Terminal.write("\r\u{1b}[K", to: descriptor)
  }
}
