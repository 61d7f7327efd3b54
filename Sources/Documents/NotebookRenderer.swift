/// Writes a document as a Jupyter notebook, format 4.5: prose as Markdown cells, statements as
/// code cells with their results. A kernel is not needed to read it.
package struct NotebookRenderer: DocumentRenderer {
  private let markdown = MarkdownRenderer()
  private let html = HTMLRenderer()

  package init() {}

  package func render(_ document: Document) -> String {
    var cells: [String] = []
    var head = document
    head.blocks = []
    cells.append(prose(markdown.render(head), cells.count))
    var pending: [Block] = []
    func flush() {
      if !pending.isEmpty { cells.append(prose(markdown.text(pending), cells.count)) }
      pending = []
    }
    func add(_ block: Block) {
      switch block {
      case .exhibit(let exhibit):
        flush()
        cells.append(
          code(
            exhibit.statements, cells.count,
            html: html.text([.exhibit(exhibit.withoutStatements)]),
            markdown: markdown.text([block])))
      case .definitions(let statements):
        flush()
        cells.append(code(statements, cells.count, html: nil, markdown: nil))
      case .appendix: break
      case .heading, .paragraph, .quote, .list, .code, .rule, .markup, .table, .chart, .footnote:
        pending.append(block)
      case .folded(let folded):
        // The statements come as a cell of their own.
        pending.append(.paragraph([.strong(folded.summary)]))
        folded.body.forEach(add)
      }
    }
    document.blocks.forEach(add)
    flush()
    return """
      {
       "cells": [
      \(cells.joined(separator: ",\n"))
       ],
       "metadata": {
        "kernelspec": {"display_name": "Accord", "language": "accord", "name": "accord"},
        "language_info": {"file_extension": ".accord", "name": "accord"},
        "title": \(Self.quoted(document.title))
       },
       "nbformat": 4,
       "nbformat_minor": 5
      }

      """
  }

  private func prose(_ text: String, _ number: Int) -> String {
    """
      {
       "cell_type": "markdown",
       "id": "cell-\(number + 1)",
       "metadata": {},
       "source": \(lines(text))
      }
    """
  }

  private func code(_ text: String, _ number: Int, html: String?, markdown: String?) -> String {
    var outputs = "[]"
    if let html, let markdown {
      outputs = """
        [{
            "data": {
             "text/html": \(lines(html)),
             "text/markdown": \(lines(markdown))
            },
            "metadata": {},
            "output_type": "display_data"
           }]
        """
    }
    return """
        {
         "cell_type": "code",
         "execution_count": null,
         "id": "cell-\(number + 1)",
         "metadata": {},
         "outputs": \(outputs),
         "source": \(lines(text))
        }
      """
  }

  /// A text as the format wants it: its lines, each with its end.
  private func lines(_ text: String) -> String {
    var text = text[...]
    while text.last == "\n" { text.removeLast() }
    let parts = text.split(separator: "\n", omittingEmptySubsequences: false)
    let lines = parts.enumerated().map { $0 < parts.count - 1 ? $1 + "\n" : String($1) }
    return "[" + lines.map(Self.quoted).joined(separator: ", ") + "]"
  }

  /// The one place where text becomes JSON.
  package static func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\t": out += "\\t"
      case "\r": out += "\\r"
      default:
        if scalar.value < 32 {
          let digits = String(scalar.value, radix: 16)
          out += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
        } else {
          out.unicodeScalars.append(scalar)
        }
      }
    }
    return out + "\""
  }
}

extension ExhibitBlock {
  /// Where the statements already stand in a cell of their own.
  fileprivate var withoutStatements: ExhibitBlock {
    var copy = self
    copy.statements = ""
    return copy
  }
}
