import Documents
import Notebooks
import TestSupport
import Testing

/// What must hold of every page that is handed on: it can be read without seeing it, with keys
/// alone, in light and dark, and nothing of it comes from elsewhere.
@Suite struct PageTests {
  /// Briefs and lessons as paths from the checkout.
  static let briefs = ["Scripts/briefs", "Scripts/lessons"].flatMap { folder in
    Project.files(in: Project.root + "/" + folder, ending: ".md").map { folder + "/" + $0 }
  }

  private struct Tag {
    var name: String
    var attributes: [String: String] = [:]
    var isEnd = false
  }

  /// Tags in order, those of scripts and styles left out.
  private static func tags(_ page: String) -> [Tag] {
    var tags: [Tag] = []
    var skipped: String?
    for piece in page.split(separator: "<").dropFirst() {
      guard let end = piece.firstIndex(of: ">") else { continue }
      var rest = piece[..<end]
      var tag = Tag(name: "")
      if rest.hasPrefix("/") {
        tag.isEnd = true
        rest = rest.dropFirst()
      }
      tag.name = String(rest.prefix { $0.isLetter || $0.isNumber })
      if let open = skipped {
        if tag.isEnd, tag.name == open { skipped = nil }
        continue
      }
      if ["script", "style"].contains(tag.name) { skipped = tag.name }
      rest = rest.dropFirst(tag.name.count)
      while let sign = rest.firstIndex(of: "=") {
        let key = rest[..<sign].filter { !$0.isWhitespace }
        let value = rest[rest.index(after: sign)...].dropFirst().prefix { $0 != "\"" }
        tag.attributes[String(key)] = String(value)
        rest = rest[value.endIndex...].dropFirst()
      }
      tags.append(tag)
    }
    return tags
  }

  @Test("every page is built so that all can read it", arguments: Self.briefs)
  func isAccessible(_ path: String) throws {
    let text = try #require(Project.read(Project.root + "/" + path))
    let run = try Briefs.run(text)
    let page = HTMLRenderer().render(BriefDocument.make(run, name: "brief.md"))
    let tags = Self.tags(page).filter { !$0.isEnd }
    // One title, and no level of heading left out on the way down.
    let levels = tags.compactMap { tag in
      tag.name.count == 2 && tag.name.hasPrefix("h") ? Int(tag.name.dropFirst()) : nil
    }
    #expect(levels.first == 1 && levels.count { $0 == 1 } == 1)
    for (level, next) in zip(levels, levels.dropFirst()) { #expect(next <= level + 1) }
    // Names of places are given once, and every reference finds its place.
    let names = tags.compactMap { $0.attributes["id"] }
    #expect(Set(names).count == names.count, "\(names)")
    for tag in tags {
      for key in ["aria-labelledby", "aria-describedby"] {
        if let target = tag.attributes[key] { #expect(names.contains(target), "\(target)") }
      }
      if let target = tag.attributes["href"], target.hasPrefix("#") {
        #expect(names.contains(String(target.dropFirst())), "\(target)")
      }
      #expect(tag.name != "th" || tag.attributes["scope"] != nil)
      #expect(tag.name != "img" || tag.attributes["alt"] != nil)
      // A box that scrolls is reached by keys and says what it is.
      if tag.attributes["class"] == "scroll" {
        #expect(tag.attributes["tabindex"] == "0" && tag.attributes["role"] == "region")
        #expect(tag.attributes["aria-label"] != nil || tag.attributes["aria-labelledby"] != nil)
      }
      if tag.attributes["role"] == "img", tag.name == "div" {
        #expect(tag.attributes["aria-label"]?.isEmpty == false)
      }
      // Nothing is fetched.
      #expect(!["link", "iframe", "object", "embed"].contains(tag.name))
      #expect(tag.attributes["src"] == nil)
    }
    let tables = tags.count { $0.name == "table" }
    #expect(tags.count { $0.name == "thead" } == tables)
  }

  @Test func `letters stand out from their ground in light and dark`() throws {
    let page = HTMLRenderer().render(Document(title: "t", blocks: []))
    // The first rule holds for light pages, the second for dark ones.
    let roots = page.split(separator: ":root {").dropFirst().prefix(2).map { part in
      var colours: [String: String] = [:]
      for entry in part.prefix(while: { $0 != "}" }).split(separator: ";") {
        let pair = entry.split(separator: ":").map { $0.filter { !$0.isWhitespace } }
        if pair.count == 2, pair[1].hasPrefix("#") { colours[pair[0]] = pair[1] }
      }
      return colours
    }
    try #require(roots.count == 2)
    for colours in roots {
      for (ink, ground) in [
        ("--ink", "--paper"), ("--soft", "--paper"), ("--link", "--paper"), ("--ink", "--faint"),
      ] {
        let letters = try #require(colours[ink].flatMap(Self.luminance))
        let paper = try #require(colours[ground].flatMap(Self.luminance))
        let ratio = (max(letters, paper) + 0.05) / (min(letters, paper) + 0.05)
        // Level AA of the accessibility guidelines for text.
        #expect(ratio >= 4.5, "\(ink) on \(ground): \(ratio)")
      }
    }
  }

  /// Relative luminance as the guidelines define it; the power 2.4 is taken as 12/5.
  private static func luminance(_ hex: String) -> Double? {
    var digits = hex.dropFirst().map(String.init)
    if digits.count == 3 { digits = digits.flatMap { [$0, $0] } }
    guard digits.count == 6 else { return nil }
    let parts = stride(from: 0, to: 6, by: 2).compactMap {
      UInt8(digits[$0] + digits[$0 + 1], radix: 16).map { Double($0) / 255 }
    }.map { part -> Double in
      if part <= 0.04045 { return part / 12.92 }
      let base = (part + 0.055) / 1.055
      // base^(12/5) = base² · base^(2/5); the fifth root by Newton's method.
      var root = base
      for _ in 0..<60 {
        let fourth = root * root * root * root
        root -= (fourth * root - base) / (5 * fourth)
      }
      return base * base * root * root
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }

  private func process(_ arguments: [String]) -> ChildProcess {
    var process = ChildProcess(Project.binary, arguments)
    process.environment = [
      "XDG_CACHE_HOME": Project.root + "/.build/binary-test-cache", "PATH": "/usr/bin:/bin",
      "HOME": "/tmp", "ACCORD_DATASETS": Project.datasets,
    ]
    return process
  }

  private static func isInstalled(_ name: String) -> Bool {
    ["/usr/bin/", "/usr/local/bin/", "/opt/homebrew/bin/"].contains { Project.exists($0 + name) }
  }

  /// Office programs and TeX take seconds for each, so that one brief stands for all unless there
  /// is time.
  @Test("every brief is rendered to every form", arguments: Self.briefs)
  func everyForm(_ path: String) throws {
    let folder = try TemporaryFolder()
    let isFirst = path == Self.briefs.first
    for form in BriefForm.allCases {
      if form.needsPandoc, !(isFirst || Project.runsLongTests) { continue }
      if form.needsPandoc, !Self.isInstalled("pandoc") {
        let words = ["render", Project.root + "/" + path, "-o", folder.path + "/b.\(form)"]
        let outcome = try process(words).run()
        #expect(outcome.status == 1 && outcome.errorText.contains("apt install pandoc"))
        continue
      }
      if form == .pdf, !Self.isInstalled("pdflatex") {
        print("skipped: pdf, since pdflatex is not installed")
        continue
      }
      let target = folder.path + "/b.\(form.rawValue)"
      let outcome = try process(["render", Project.root + "/" + path, "-o", target]).run()
      #expect(outcome.status == 0, "\(form): \(outcome.errorText)")
      #expect(Project.exists(target))
    }
    guard isFirst || Project.runsLongTests else { return }
    guard Self.isInstalled("pdflatex") else {
      print("skipped: LaTeX, since pdflatex is not installed")
      return
    }
    var tex = ChildProcess("pdflatex", ["-interaction=nonstopmode", "-halt-on-error", "b.tex"])
    tex.folder = folder.path
    let outcome = try tex.run()
    #expect(outcome.status == 0, "\(outcome.outputText.suffix(800))")
  }

  @Test func `a workbook has a sheet for each table, with types, units and sources`() throws {
    guard Self.isInstalled("python3") else {
      print("skipped: the workbook is read by python3, which is not installed")
      return
    }
    let folder = try TemporaryFolder()
    let text = """
      ```accord id=a caption="Shares"
      from countries | where country in {Mexico, Tunisia} | keep country, ICRMW, ICRMW.date, migrant_stock_share@2020
      ```

      """
    let path = folder.write(text, to: "b.md")
    let target = folder.path + "/b.xlsx"
    #expect(try process(["render", path, "-o", target]).run().status == 0)
    let script = Project.root + "/Tests/Data/workbook.py"
    let outcome = try ChildProcess("/usr/bin/python3", [script, target]).run()
    #expect(
      outcome.outputText == """
        Table 1
        Table 1. Shares
        country|ICRMW|ICRMW.date|migrant_stock_share@2020 (% of population)
        Mexico|b:1|n:36227|n:1.053
        Tunisia|b:0|x|n:0.50229
        Columns
        table|column|type|unit|decimals shown
        Table 1|country|country
        Table 1|ICRMW|yes/no
        Table 1|ICRMW.date|date
        Table 1|migrant_stock_share@2020|number|% of population|n:1
        Sources

        """, "\(outcome.errorText)")
  }
}
