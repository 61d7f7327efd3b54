package import ColumnStore
package import Presentation

/// A short document about one country: sections in order, each paragraphs or a table.
package struct Profile: Sendable {
  package struct Section: Sendable {
    package enum Body: Sendable {
      case lines([String])
      case result(WorkbenchResult)
    }

    package var title: String
    package var body: Body
    /// The same as plain data, where the table is set for a page.
    package var data: Table?

    package init(title: String, body: Body, data: Table? = nil) {
      self.title = title
      self.body = body
      self.data = data
    }
  }

  package var title: String
  /// Below the title, in words.
  package var subtitle = ""
  /// Name and value, for the JSON form.
  package var facts: [(name: String, value: String?)] = []
  package var sections: [Section] = []
  /// What holds for the whole document.
  package var notes: [String] = []
  package var sources: [SourceLine] = []

  /// As text for a page, or as Markdown.
  package func text(_ setter: TableSetter, _ page: PageSettings, markdown: Bool) -> String {
    var out = markdown ? "# \(title)\n" : title + "\n"
    if !subtitle.isEmpty { out += (markdown ? "\n" : "") + subtitle + "\n" }
    for section in sections {
      out += markdown ? "\n## \(section.title)\n\n" : "\n\(section.title.uppercased())\n"
      switch section.body {
      case .lines(let lines):
        for line in lines {
          let isNested = line.hasPrefix(" ")
          out +=
            markdown
            ? (isNested ? "  - " + line.drop { $0 == " " } : "- " + line) + "\n"
            : Profile.wrapped(line, to: page.width)
        }
      case .result(let result):
        var exhibit = result.exhibit
        exhibit.isPart = true
        out += markdown ? setter.markdown(exhibit) : setter.text(exhibit, page)
      }
    }
    if !notes.isEmpty { out += "\n" }
    let notes = [page.directions] + self.notes
    for note in notes {
      out += markdown ? "\(note)\n\n" : Profile.wrapped("Note: " + note, to: page.width)
    }
    let names = Profile.unique(sources.map(\.short))
    if !names.isEmpty {
      let line = (names.count == 1 ? "Source: " : "Sources: ") + names.joined(separator: "; ")
      out += markdown ? line + "\n" : Profile.wrapped(line, to: page.width)
    }
    return out
  }

  /// As one JSON object: the facts, then `sections` with `lines` or `rows`, `notes`, `sources`.
  package func json(_ naming: any EntityNaming) -> String {
    func quoted(_ text: String) -> String {
      var out = "\""
      for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": out += "\\\""
        case "\\": out += "\\\\"
        case "\n": out += "\\n"
        default: out.unicodeScalars.append(scalar.value < 32 ? " " : scalar)
        }
      }
      return out + "\""
    }
    func list(_ texts: [String]) -> String {
      "[" + texts.map(quoted).joined(separator: ", ") + "]"
    }
    var parts = facts.map { "\(quoted($0.name)): \($0.value.map(quoted) ?? "null")" }
    let sections = sections.map { section -> String in
      var body = "{\"title\": \(quoted(section.title)), "
      switch section.body {
      case .lines(let lines) where section.data == nil: body += "\"lines\": " + list(lines)
      case .lines: body += "\"rows\": " + rows(section.data, naming)
      case .result(let result): body += "\"rows\": " + rows(section.data ?? result.table, naming)
      }
      return body + "}"
    }
    parts.append("\"sections\": [\n" + sections.joined(separator: ",\n") + "\n]")
    parts.append("\"notes\": " + list(notes))
    parts.append("\"sources\": " + list(sources.map(\.short)))
    return "{" + parts.joined(separator: ",\n") + "}\n"
  }

  private func rows(_ table: Table?, _ naming: any EntityNaming) -> String {
    guard let table else { return "[]" }
    var bytes: [UInt8] = []
    JSONWriter(.list).write(table, naming: naming) { (piece: UnsafeRawBufferPointer) in
      bytes.append(contentsOf: piece)
    }
    if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func unique(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }

  /// Broken at spaces, with following lines set in.
  private static func wrapped(_ text: String, to width: Int) -> String {
    var out = ""
    let indent = String(text.prefix { $0 == " " })
    var line = ""
    for word in text.split(separator: " ") {
      let next = line.isEmpty ? indent + word : line + " " + word
      if next.count > max(20, width), !line.isEmpty {
        out += line + "\n"
        line = indent + "  " + word
      } else {
        line = next
      }
    }
    return out + line + "\n"
  }
}
