/// Finds the first fault of a text as XML: unclosed elements, bare letters, doubled attributes.
enum XMLChecker {
  static func fault(in text: String) -> String? {
    var open: [Substring] = []
    // Letter by letter of the format: a combining mark must not join with the letter before it.
    let plain = String(
      String.UnicodeScalarView(text.unicodeScalars.map { $0.isASCII ? $0 : "?" }))
    var rest = Substring(plain)
    while !rest.isEmpty {
      guard let start = rest.firstIndex(of: "<") else {
        if let fault = fault(inContent: rest) { return fault }
        break
      }
      if let fault = fault(inContent: rest[..<start]) { return fault }
      guard let end = rest[start...].firstIndex(of: ">") else { return "unclosed tag" }
      var tag = rest[rest.index(after: start)..<end]
      rest = rest[rest.index(after: end)...]
      if tag.hasPrefix("/") {
        guard open.popLast() == tag.dropFirst() else { return "unexpected </\(tag)>" }
        continue
      }
      let isEmpty = tag.hasSuffix("/")
      if isEmpty { tag.removeLast() }
      guard let name = tag.split(separator: " ").first else { return "no name" }
      if let fault = fault(inAttributes: tag.dropFirst(name.count)) { return fault }
      if !isEmpty { open.append(name) }
    }
    return open.isEmpty ? nil : "unclosed \(open)"
  }

  private static func fault(inContent text: Substring) -> String? {
    var rest = text
    while let start = rest.firstIndex(of: "&") {
      guard let end = rest[start...].firstIndex(of: ";"),
        ["&amp", "&lt", "&gt", "&quot", "&#39"].contains(rest[start..<end])
      else { return "bare & in \(text)" }
      rest = rest[end...].dropFirst()
    }
    let isAllowed = text.unicodeScalars.allSatisfy { $0.value >= 32 || $0.value == 10 }
    return isAllowed ? nil : "control character"
  }

  private static func fault(inAttributes text: Substring) -> String? {
    var seen: Set<Substring> = []
    var rest = text
    while let equals = rest.firstIndex(of: "=") {
      let name = rest[..<equals].drop { $0 == " " }
      guard seen.insert(name).inserted else { return "\(name) twice" }
      let quote = rest.index(after: equals)
      guard quote < rest.endIndex, rest[quote] == "\"",
        let close = rest[rest.index(after: quote)...].firstIndex(of: "\"")
      else { return "unquoted \(name)" }
      if let fault = fault(inContent: rest[rest.index(after: quote)..<close]) { return fault }
      rest = rest[rest.index(after: close)...]
    }
    return rest.allSatisfy { $0 == " " } ? nil : "stray \(rest)"
  }
}
