/// Times one statement for `set timer = on`: from the end of the one before to its result, then
/// what printing the result took. What a statement reads from disk is in its time.
struct StopWatch {
  private let begin = Surroundings.seconds()
  private let processorBegin = Surroundings.processorSeconds()
  private var run = 0.0
  private var processor = 0.0

  /// The result is there and not printed.
  mutating func lap() {
    run = Surroundings.seconds() - begin
    processor = Surroundings.processorSeconds() - processorBegin
  }

  /// `Time: 12.345 ms (processor 23.456 ms), printed in 0.123 ms`
  func report() -> String {
    let printed = Surroundings.seconds() - begin - run
    return "Time: \(StopWatch.milliseconds(run)) ms (processor "
      + "\(StopWatch.milliseconds(processor)) ms), printed in "
      + "\(StopWatch.milliseconds(printed)) ms"
  }

  /// `Opened the data: 0.123 ms (processor 0.123 ms)`
  func reportOpening() -> String {
    "Opened the data: \(StopWatch.milliseconds(run)) ms (processor "
      + "\(StopWatch.milliseconds(processor)) ms)"
  }

  /// Three digits after the point.
  private static func milliseconds(_ seconds: Double) -> String {
    let micros = Int((max(0, seconds) * 1e6).rounded())
    let rest = String(micros % 1000)
    return "\(micros / 1000)." + String(repeating: "0", count: 3 - rest.utf8.count) + rest
  }
}
