/// Writes a document as LaTeX that a plain TeX Live sets: `pdflatex`, `xelatex` or `lualatex`.
package struct LaTeXRenderer: DocumentRenderer {
  package init() {}

  package func render(_ document: Document) -> String {
    let authors = document.authors.map(Self.escaped).joined(separator: " \\and ")
    let abstract = document.abstract.map {
      "\\begin{abstract}\n\(Self.escaped($0))\n\\end{abstract}\n\n"
    }
    return """
      \\documentclass[11pt,a4paper]{article}
      \\usepackage{iftex}
      \\ifPDFTeX
        \\usepackage[T1]{fontenc}
        \\usepackage[utf8]{inputenc}
        \\usepackage{textcomp}
        \\IfFileExists{lmodern.sty}{\\usepackage{lmodern}}{}
      \\else
        \\usepackage{fontspec}
      \\fi
      \\usepackage[margin=2.5cm]{geometry}
      \\usepackage{array,booktabs,longtable,graphicx,color}
      \\usepackage[hidelinks]{hyperref}
      \\setlength{\\parindent}{0pt}
      \\setlength{\\parskip}{0.5em}
      \\setlength{\\emergencystretch}{3em}
      % Lists as close as the rest.
      \\makeatletter\\def\\@listi{\\leftmargin\\leftmargini\\parsep0pt\\topsep2pt\\itemsep2pt}\\makeatother
      % Tables wider than the line are made smaller, others stay as they are.
      \\newsavebox{\\accordbox}
      \\newcommand{\\accordfit}[1]{\\sbox{\\accordbox}{#1}%
        \\ifdim\\wd\\accordbox>\\linewidth\\resizebox{\\linewidth}{!}{\\usebox{\\accordbox}}%
        \\else\\usebox{\\accordbox}\\fi}
      \\title{\(Self.escaped(document.title))}
      \\author{\(authors)}
      \\date{\(document.date.map(Self.escaped) ?? "")}
      \\begin{document}
      \\maketitle

      \(abstract ?? "")\(text(document.blocks))
      \\end{document}

      """
  }

  /// Blocks as they stand within a document.
  package func text(_ blocks: [Block]) -> String {
    var notes: [String: [Block]] = [:]
    for case .footnote(let label, let inner) in blocks { notes[label] = inner }
    let writer = LaTeXInlines(notes: notes.mapValues { noteText($0) })
    return blocks.map { text($0, writer) }.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  private func noteText(_ blocks: [Block]) -> String {
    blocks.map { text($0, LaTeXInlines(notes: [:])) }.joined(separator: " ")
  }

  private func text(_ block: Block, _ inlines: LaTeXInlines) -> String {
    func inner(_ blocks: [Block]) -> String {
      blocks.map { text($0, inlines) }.filter { !$0.isEmpty }.joined(separator: "\n\n")
    }
    switch block {
    case .heading(let level, let words):
      let commands = ["section", "section", "subsection", "subsubsection", "paragraph"]
      // The document's title is the first level.
      let command = commands[min(max(level - 1, 0), commands.count - 1)]
      return "\\\(command)*{\(inlines.text(words))}"
    case .paragraph(let words): return inlines.text(words)
    case .quote(let blocks): return "\\begin{quote}\n\(inner(blocks))\n\\end{quote}"
    case .list(let list):
      let kind = list.start == nil ? "itemize" : "enumerate"
      let start = list.start.map { $0 == 1 ? "" : "\\setcounter{enumi}{\($0 - 1)}\n" } ?? ""
      let items = list.items.map { "\\item \(inner($0))\n" }.joined()
      return "\\begin{\(kind)}\n\(start)\(items)\\end{\(kind)}"
    case .code(_, let code): return verbatim(code)
    case .rule: return "\\noindent\\hrulefill"
    // HTML means nothing here; comments are for the author.
    case .markup: return ""
    case .table(let grid): return fitted(grid, inlines)
    case .exhibit(let exhibit): return text(exhibit, inlines)
    case .chart(let chart): return LaTeXPicture.text(svg: chart.svg) ?? verbatim(chart.plainText)
    case .definitions: return ""
    case .appendix(let code): return "\\section*{Statements}\n\n" + verbatim(code)
    case .folded(let folded):
      let open = folded.statements.map { verbatim($0) + "\n\n" } ?? ""
      return open + "\\noindent\\textbf{\(inlines.text(folded.summary))}\n\n" + inner(folded.body)
    case .footnote: return ""
    }
  }

  /// `\end{verbatim}` in the code would end it: such code is set as a paragraph.
  private func verbatim(_ code: String) -> String {
    guard !code.utf8.elementsContain("\\end{verbatim}".utf8) else {
      return "\\texttt{\(Self.escaped(code))}"
    }
    let lines = (code.hasSuffix("\n") ? String(code.dropLast()) : code)
      .split(separator: "\n", omittingEmptySubsequences: false).map(Self.broken)
      .joined(separator: "\n")
    return "{\\footnotesize\n\\begin{verbatim}\n\(lines)\n\\end{verbatim}\n}"
  }

  /// Signs of a line in this size.
  private static let lineLength = 92

  /// A line broken at spaces, the rest set in, as statements may be.
  private static func broken(_ line: Substring) -> String {
    guard line.count > lineLength, line.allSatisfy(\.isASCII) else { return String(line) }
    let indent = String(repeating: " ", count: min(line.prefix { $0 == " " }.count + 4, 40))
    var out = ""
    var rest = line
    var room = lineLength
    while rest.count > room {
      let part = rest.prefix(room)
      let start = part.prefix { $0 == " " }.count
      guard let space = part.dropFirst(start).lastIndex(of: " ") else { break }
      out += part[..<space] + "\n" + indent
      rest = rest[rest.index(after: space)...]
      room = lineLength - indent.count
    }
    return out + rest
  }

  // MARK: Tables

  /// More rows than this go over pages.
  private static let longest = 24

  private func text(_ exhibit: ExhibitBlock, _ inlines: LaTeXInlines) -> String {
    let caption = "\\textbf{\(exhibit.label).} \(inlines.text(exhibit.caption))"
    var parts = ["\\phantomsection\\label{\(exhibit.identifier)}\\noindent \(caption)\\nopagebreak"]
    for block in exhibit.body {
      if case .table(let grid) = block {
        parts.append(grid.rows.count > Self.longest ? long(grid, inlines) : fitted(grid, inlines))
      } else {
        parts.append(text(block, inlines))
      }
    }
    if !exhibit.notes.isEmpty {
      let notes = exhibit.notes.map { inlines.text($0) }.joined(separator: "\\par\n")
      parts.append("{\\footnotesize\\setlength{\\parskip}{2pt}\\noindent \(notes)\\par}")
    }
    return parts.joined(separator: "\n\n") + "\n\n\\medskip"
  }

  private func fitted(_ grid: TableGrid, _ inlines: LaTeXInlines) -> String {
    """
    {\\\(size(grid))\\noindent\\accordfit{\\begin{tabular}{\(columns(grid))}
    \\toprule
    \(heads(grid, inlines)) \\\\
    \\midrule
    \(grid.rows.map { row($0, inlines) + " \\\\\n" }.joined())\\bottomrule
    \\end{tabular}}}
    """
  }

  private func long(_ grid: TableGrid, _ inlines: LaTeXInlines) -> String {
    """
    {\\\(size(grid) == "small" ? "footnotesize" : size(grid))\\setlength{\\tabcolsep}{3pt}\\begin{longtable}{\(columns(grid))}
    \\toprule
    \(heads(grid, inlines)) \\\\
    \\midrule
    \\endhead
    \\bottomrule
    \\endfoot
    \(grid.rows.map { row($0, inlines) + " \\\\\n" }.joined())\\end{longtable}}
    """
  }

  /// Heads in the lines they need: wide ones are broken before a table is made smaller.
  private func heads(_ grid: TableGrid, _ inlines: LaTeXInlines) -> String {
    let widths = widths(grid)
    guard widths.reduce(0, +) > Self.mostSigns[0].signs else { return row(grid.heads, inlines) }
    return grid.heads.indices.map { column in
      let lines = headLines(grid, column)
      guard lines.count > 1 else { return "{}" + inlines.text(grid.heads[column]) }
      let kind = grid.alignment(column) == .trailing ? "r" : "l"
      return "\\begin{tabular}[b]{@{}\(kind)@{}}"
        + lines.map(Self.escaped).joined(separator: "\\\\") + "\\end{tabular}"
    }.joined(separator: " & ")
  }

  /// A head broken after spaces, underscores and points, no wider than it must be.
  private func headLines(_ grid: TableGrid, _ column: Int) -> [String] {
    var pieces: [String] = [""]
    for character in grid.heads[column].plainText {
      pieces[pieces.count - 1].append(character)
      if " _.".contains(character) { pieces.append("") }
    }
    let width = max(cellWidth(grid, column), pieces.map(\.count).max() ?? 0, 8)
    var lines: [String] = []
    for piece in pieces where !piece.isEmpty {
      if let last = lines.last, last.count + piece.count <= width {
        lines[lines.count - 1] += piece
      } else {
        lines.append(piece)
      }
    }
    return lines
  }

  private func cellWidth(_ grid: TableGrid, _ column: Int) -> Int {
    let widths = grid.rows.map { $0.indices.contains(column) ? $0[column].plainText.count : 0 }
    return min(widths.max() ?? 0, 48)
  }

  /// Signs that each column takes, with the space beside it.
  private func widths(_ grid: TableGrid) -> [Int] {
    grid.heads.indices.map { column in
      max(cellWidth(grid, column), grid.heads[column].plainText.count) + 2
    }
  }

  /// How many signs a line takes in each size.
  private static let mostSigns = [("small", 88), ("footnotesize", 98)].map {
    (size: $0.0, signs: $0.1)
  }

  private func size(_ grid: TableGrid) -> String {
    let whole = widths(grid).reduce(0, +)
    let broken = grid.heads.indices.map { column in
      max(cellWidth(grid, column), headLines(grid, column).map(\.count).max() ?? 0) + 2
    }.reduce(0, +)
    let needed = whole > Self.mostSigns[0].signs ? broken : whole
    return Self.mostSigns.first { needed <= $0.signs }?.size ?? "scriptsize"
  }

  private func columns(_ grid: TableGrid) -> String {
    grid.heads.indices.map { column in
      let widest = grid.rows.map { $0.indices.contains(column) ? $0[column].plainText.count : 0 }
      // Columns of sentences are broken into lines.
      if (widest.max() ?? 0) > 48 { return "p{0.34\\linewidth}" }
      switch grid.alignment(column) {
      case .leading: return "l"
      case .centre: return "c"
      case .trailing: return "r"
      }
    }.joined()
  }

  private func row(_ cells: [[Inline]], _ inlines: LaTeXInlines) -> String {
    // A bracket at the start of a row would be read as an option of the row before.
    cells.map { "{}" + inlines.text($0) }.joined(separator: " & ")
  }

  /// The one place where text becomes LaTeX.
  package static func escaped(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": out += "\\textbackslash{}"
      case "{", "}", "$", "&", "#", "%", "_": out += "\\\(scalar)"
      case "~": out += "\\textasciitilde{}"
      case "^": out += "\\textasciicircum{}"
      case "<": out += "\\textless{}"
      case ">": out += "\\textgreater{}"
      case "|": out += "\\textbar{}"
      case "\"": out += "\\textquotedbl{}"
      // Two of them would become one sign.
      case "-": out += "-{}"
      case "\u{2212}": out += "\\ensuremath{-}"
      case "→": out += "\\ensuremath{\\rightarrow}"
      case "≥": out += "\\ensuremath{\\geq}"
      case "≤": out += "\\ensuremath{\\leq}"
      case "×": out += "\\ensuremath{\\times}"
      case "…": out += "\\ldots{}"
      default:
        if scalar.value < 32, scalar != "\n" {
          out += " "
        } else {
          out.unicodeScalars.append(scalar)
        }
      }
    }
    return out
  }
}

/// Words of a line, with the texts of the notes they refer to.
struct LaTeXInlines {
  var notes: [String: String]

  func text(_ inlines: [Inline]) -> String { inlines.map(text).joined() }

  private func text(_ inline: Inline) -> String {
    switch inline {
    case .text(let text): return LaTeXRenderer.escaped(text)
    case .emphasis(let inner): return "\\emph{\(text(inner))}"
    case .strong(let inner): return "\\textbf{\(text(inner))}"
    // Striking through needs a package that plain installations may lack.
    case .strikethrough(let inner): return "[\(text(inner))]"
    case .code(let code): return "\\texttt{\(LaTeXRenderer.escaped(code))}"
    case .link(let address, _, let inner):
      return "\\href{\(LaTeXInlines.address(address))}{\(text(inner))}"
    // Pictures lie outside the file; their description stands in.
    case .image(_, _, let inner): return "[\(text(inner))]"
    case .softBreak: return "\n"
    case .lineBreak: return "\\\\\n"
    case .markup: return ""
    case .footnoteMark(let label): return notes[label].map { "\\footnote{\($0)}" } ?? ""
    }
  }

  /// In an address only few signs are special, and braces must not stand alone.
  private static func address(_ text: String) -> String {
    var out = ""
    for character in text {
      switch character {
      case "%", "#", "&", "_": out += "\\\(character)"
      case "\\", "{", "}", "^", "~", "$":
        for byte in String(character).utf8 {
          out += "\\%" + String(byte, radix: 16, uppercase: true)
        }
      default: out.append(character)
      }
    }
    return out
  }
}

extension Sequence where Element == UInt8 {
  fileprivate func elementsContain(_ wanted: some Collection<UInt8>) -> Bool {
    String(decoding: Array(self), as: UTF8.self).contains(
      String(decoding: Array(wanted), as: UTF8.self))
  }
}
