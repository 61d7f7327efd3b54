import LanguageService
import TestSupport
import Testing

@Test func probe() throws {
  let service = try makeService("let gulf = from countries | where GCC | keep country, region\nlet rich = gdp_per_capita > 20000\nparam focus: country = Tunisia\nfrom countries | count by region")
  let texts = Project.read("/tmp/probe.txt") ?? ""
  for line in texts.split(separator: "\n") {
    let m = Marked(line.replacing("\\n", with: "\n"))
    let c = service.complete(m.text, at: m.cursor)
    print("\(line)\n    \(c.total) [\(c.range.start),\(c.range.end)] " + c.candidates.prefix(8).map { "\($0.insert)<\($0.kind.rawValue):\($0.rank)>" }.joined(separator: "  "))
  }
}
