import LanguageService
import TestSupport
import Testing

/// How long a key press takes. Figures are printed; limits hold for a release build and are ten
/// times as wide in a debug build, which is only there to catch what grows with the text.
@Suite(.serialized) struct TimingTests {
  private func milliseconds(_ times: Int, _ body: () -> Void) -> Double {
    let clock = ContinuousClock()
    var best = Duration.seconds(1_000)
    for _ in 0..<times { best = min(best, clock.measure(body)) }
    return Double(best.components.attoseconds) / 1e15 + Double(best.components.seconds) * 1e3
  }

  #if DEBUG
    private static let slack = 10.0
  #else
    private static let slack = 1.0
  #endif

  @Test("completion answers within five milliseconds")
  func completion() throws {
    let service = try makeService(CompletionTests.setup)
    print("first key: \(milliseconds(1) { service.warmUp() }) ms")
    let places = [
      "from countries | where ", "from countries | where m", "from countries | where country = ",
      "from countries | where country = s", "from countries | keep country, women",
      "from corridors | where m",
      "from countries | where ICRMW and region = Africa | keep country, hdi | sort ",
      "from ratifications | where treaty = c", "help m",
    ]
    for place in places {
      let time = milliseconds(20) { _ = service.complete(place, at: place.utf8.count) }
      print("complete `\(place)`: \(time) ms")
      #expect(time < 5 * TimingTests.slack, "\(place)")
    }
  }

  @Test("colours of 500 bytes take less than a millisecond")
  func colours() throws {
    let service = try makeService()
    var text = "from countries as of 2007-04-24 | where region = Africa and ICRMW and not C155"
    while text.utf8.count < 500 { text += "\n| keep country, ICRMW.date, remittances_gdp" }
    let time = milliseconds(20) { _ = service.spans(text) }
    print("spans of \(text.utf8.count) bytes: \(time) ms")
    #expect(time < 1 * TimingTests.slack)
    let findings = milliseconds(20) { _ = service.diagnostics(text) }
    print("diagnostics of \(text.utf8.count) bytes: \(findings) ms")
    let hover = milliseconds(20) { _ = service.hover(text, at: 45) }
    print("hover: \(hover) ms")
  }
}
