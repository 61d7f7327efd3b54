import Documents
import Testing

@Suite struct HTMLTests {
  private let page = HTMLRenderer().render(Sample.document)

  @Test func `every element is closed in order`() {
    var open: [String] = []
    var rest = page[...]
    // The script and the style hold signs of their own.
    for (start, end) in [("<style>", "</style>"), ("<script>", "</script>")] {
      if let from = rest.range(of: start), let to = rest.range(of: end) {
        rest = rest[..<from.lowerBound] + rest[to.upperBound...]
      }
    }
    while let start = rest.firstIndex(of: "<") {
      guard let end = rest[start...].firstIndex(of: ">") else {
        Issue.record("a tag without end")
        return
      }
      let tag = rest[rest.index(after: start)..<end]
      rest = rest[rest.index(after: end)...]
      if tag.hasPrefix("!") { continue }
      let name = String(tag.drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber })
      if ["meta", "br", "hr", "img"].contains(name) { continue }
      if tag.hasPrefix("/") {
        #expect(open.popLast() == name)
      } else {
        open.append(name)
      }
    }
    #expect(open.isEmpty)
  }

  @Test func `heads have a scope and tables a caption`() {
    #expect(page.contains("<th scope=\"col\">country</th>"))
    #expect(page.contains("<th scope=\"row\">Côte d'Ivoire</th>"))
    #expect(page.contains("><span class=\"label\">Table 1.</span> Caption</figcaption>"))
    #expect(page.contains("<html lang=\"en\">"))
  }

  @Test func `nothing is fetched`() {
    for word in ["<link", "@import", "url(", "src=\"http"] { #expect(!page.contains(word)) }
  }

  @Test func `markup of the brief does not run`() {
    #expect(!page.contains("<script>alert"))
    #expect(page.contains("&lt;script&gt;alert"))
    #expect(!page.contains("aside"))
    let link = HTMLRenderer().text([
      .paragraph([.link(address: "javascript:alert(1)", title: "", [.text("x")])])
    ])
    #expect(link == "<p>x</p>\n")
  }

  @Test(arguments: [
    "<", "&", "\"", "\u{0}", "a\u{1}b", "]]>", "</script>", "é", "🇲🇽", Sample.awkward,
  ])
  func `any text survives`(_ text: String) {
    let html = HTMLRenderer().text([.paragraph([.text(text)])])
    let inner = html.dropFirst(3).dropLast(5)
    #expect(!inner.contains("<") && !inner.contains("\u{0}"))
    let plain = String(inner).replacing("&lt;", "<").replacing("&gt;", ">")
      .replacing("&quot;", "\"").replacing("&amp;", "&")
    #expect(plain.unicodeScalars.count == text.unicodeScalars.count)
  }
}

extension String {
  func range(of word: String) -> Range<Index>? { self[...].range(of: word) }

  func replacing(_ word: String, _ other: String) -> String {
    split(separator: word, omittingEmptySubsequences: false).joined(separator: other)
  }
}

extension Substring {
  func range(of word: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(word) {
        return start..<index(start, offsetBy: word.count)
      }
      start = index(after: start)
    }
    return nil
  }

  static func + (a: Substring, b: Substring) -> Substring { Substring(String(a) + String(b)) }
}
