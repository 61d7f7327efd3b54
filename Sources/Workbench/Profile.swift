package import Presentation

/// A short document about one country: sections in order, each a paragraph or a table.
package struct Profile: Sendable {
  package struct Section: Sendable {
    package enum Body: Sendable {
      case lines([String])
      case result(WorkbenchResult)
    }

    package var title: String
    package var body: Body
  }

  package var title: String
  package var sections: [Section] = []
  /// What holds for the whole document.
  package var notes: [String] = []

  /// As text for a page, or as Markdown.
  package func text(_ setter: TableSetter, _ page: PageSettings, markdown: Bool) -> String {
    var out = markdown ? "# \(title)\n" : title + "\n"
    for section in sections {
      out += markdown ? "\n## \(section.title)\n\n" : "\n\(section.title.uppercased())\n"
      switch section.body {
      case .lines(let lines):
        for line in lines {
          out += markdown ? "- \(line)\n" : Profile.wrapped(line, to: page.width)
        }
      case .result(let result):
        out += markdown ? setter.markdown(result.exhibit) : setter.text(result.exhibit, page)
      }
    }
    if !notes.isEmpty { out += "\n" }
    for note in notes {
      out += markdown ? "\(note)\n\n" : Profile.wrapped("Note: " + note, to: page.width)
    }
    return out
  }

  /// Broken at spaces, with following lines set in.
  private static func wrapped(_ text: String, to width: Int) -> String {
    var out = ""
    var line = ""
    for word in text.split(separator: " ") {
      let next = line.isEmpty ? String(word) : line + " " + word
      if next.count > max(20, width - 1), !line.isEmpty {
        out += line + "\n"
        line = "    " + word
      } else {
        line = next
      }
    }
    return out + line + "\n"
  }
}
