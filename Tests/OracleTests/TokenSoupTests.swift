import TestSupport
import Testing

/// No text ends the session: soup of words of the language and statements with a piece changed.
@Suite struct TokenSoupTests {
  static let words = [
    "from", "where", "keep", "sort", "take", "by", "summarise", "derive", "countries", "panel",
    "corridors", "ratifications", "rights", "join", "on", "kind:", "left", "many:", "true", "pivot",
    "value:", "unpivot", "as", "of", "let", "param", "set", "why", "explain", "cite", "compare",
    "profile", "search", "for", "at", "against", "x", "year", "country", "ICRMW", "ICRMW.date",
    "region", "Africa", "Mexico", "hdi", "remittances_gdp", "GCC", "core_un", "core_un.share",
    "parties", "missing", "is", "not", "in", "and", "or", "if", "then", "else", "count", "sum",
    "mean", "rank", "lag", "cumsum", "round", "latest", "2007-04-24", "2006-04", "2010", "1e6",
    "0.5", "-1", "99999999999999999999", "\"text\"", "\"open", "`name`", "`open", "|", ",", ":",
    "(", ")", "{", "}", "..", "??", "=", "!=", "<", ">=", "==", "<>", "+", "-", "*", "/", "%", "&",
    "^", "@", ".", "_", "_1", "_99", "#", "\n", "\t", "\\", "é", "🇲🇽", "\u{0}", "\u{202E}",
    "\u{FEFF}",
    "describe", "freq", "gap", "benchmark", "commitments", "fill", "linear", "max:", "sample",
    "seed:", "distinct", "append", "drop", "rename", "skip", "desc", "within", "chart", "table",
  ]

  /// Statements that are right, on tables small enough to run by the thousand.
  static let statements = [
    "from countries | where GCC and not ICRMW | keep country, ICRMW.date, hdi | sort hdi desc",
    "from countries as of 2007-04-24 | where ICRMW | count by region, kind",
    "from treaties | where adopted > 1990 | keep treaty, adopted, y = year(adopted) | take 3",
    "from countries | where GCC | derive r = rank(hdi, by: {subregion, kind}) | keep country, r",
    "from reports | join (from treaties | keep treaty, system) on treaty kind: left | count by system",
    "from countries | where GCC | keep country, a = hdi@2010, b = hdi@(2010 + 5) | unpivot a, b as n, v",
    "from countries | where GCC | commitments {ICRMW, C097} | take 2",
    "from countries | where country in parties(ICRMW) - parties(CPED) | summarise n = count(hdi > 0.5)",
    "let big = from countries | where population > 1e8", "param p: number = 5",
    "why ICRMW for Mexico at 2005", "explain from countries | where GCC | count",
    "compare Mexico, Kenya on ICRMW, hdi against World", "set as_of = 2015",
    "from panel 2010..2012 | where GCC | derive d = change(hdi, 1) | pivot year value: d",
    "from countries | where GCC | freq income", "search \"domestic work\"", "cite hdi",
    "from countries | where EAC | benchmark hdi against region | describe",
    "from countries | where GCC | keep x = if hdi > 0.8 then \"high\" else \"low\", n = hdi ?? 0",
  ]

  static let seeds = Array(1...(Project.runsLongTests ? 30 : 6))

  @Test("soup gives findings or a result, never nothing said and never an end", arguments: seeds)
  func soup(seed: Int) throws {
    var random = SeededGenerator(seed: seed)
    let session = try TestSession(files: "/nowhere")
    for _ in 0..<300 {
      let text = (0..<Int.random(in: 1...18, using: &random)).map { _ in
        random.pick(TokenSoupTests.words)
      }.joined(separator: random.chance(0.9) ? " " : "")
      _ = session.run(random.chance(0.5) ? text : "from countries | " + text)
    }
    // The session still answers as it did.
    #expect(session.csv("from countries as of 2007-04-24 | where ICRMW | count") == "n\n36\n")
  }

  @Test("a statement with a piece changed gives findings or a result", arguments: seeds)
  func mutated(seed: Int) throws {
    var random = SeededGenerator(seed: seed &+ 500)
    let session = try TestSession(files: "/nowhere")
    for _ in 0..<200 {
      var words = random.pick(TokenSoupTests.statements).split(separator: " ").map(String.init)
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let place = Int.random(in: 0..<words.count, using: &random)
        switch Int.random(in: 0...4, using: &random) {
        case 0: words[place] = random.pick(TokenSoupTests.words)
        case 1: words.insert(random.pick(TokenSoupTests.words), at: place)
        case 2 where words.count > 1: words.remove(at: place)
        case 3: words[place] = String(words[place].dropLast())
        default: words.swapAt(place, Int.random(in: 0..<words.count, using: &random))
        }
      }
      let text = words.joined(separator: " ")
      _ = session.run(text)
    }
    #expect(session.csv("from countries as of 2007-04-24 | where ICRMW | count") == "n\n36\n")
  }
}
