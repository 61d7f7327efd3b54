/// A finished document: what a renderer writes in one of the forms.
package struct Document: Sendable, Equatable {
  package var title: String
  /// As given in the front matter, with what else stands in the line under the title.
  package var authors: [String]
  package var date: String?
  package var abstract: String?
  /// BCP 47; decides hyphenation and what a screen reader speaks.
  package var language: String
  package var blocks: [Block]

  package init(
    title: String, authors: [String] = [], date: String? = nil, abstract: String? = nil,
    language: String = "en", blocks: [Block]
  ) {
    self.title = title
    self.authors = authors
    self.date = date
    self.abstract = abstract
    self.language = language
    self.blocks = blocks
  }
}

/// What stands below each other. Renderers switch over it without a default, so that a new node
/// breaks the build in all of them.
package indirect enum Block: Sendable, Equatable {
  case heading(level: Int, [Inline])
  case paragraph([Inline])
  case quote([Block])
  case list(List)
  case code(language: String, String)
  case rule
  /// HTML as written in the brief.
  case markup(String)
  case table(TableGrid)
  case exhibit(ExhibitBlock)
  case chart(ChartBlock)
  /// Statements that define something for later ones and show nothing themselves; only a notebook,
  /// in which they are run, has them in their place.
  case definitions(String)
  /// All statements, behind the text; a notebook has them in their places.
  case appendix(String)
  case folded(FoldedBlock)
  case footnote(label: String, [Block])
}

/// What stands within a line.
package indirect enum Inline: Sendable, Equatable {
  case text(String)
  case emphasis([Inline])
  case strong([Inline])
  case strikethrough([Inline])
  case code(String)
  case link(address: String, title: String, [Inline])
  case image(address: String, title: String, [Inline])
  case softBreak
  case lineBreak
  case markup(String)
  case footnoteMark(String)
}

package struct List: Sendable, Equatable {
  /// Nil for points.
  package var start: Int?
  package var isTight: Bool
  package var items: [[Block]]

  package init(start: Int?, isTight: Bool, items: [[Block]]) {
    self.start = start
    self.isTight = isTight
    self.items = items
  }
}

/// A table as cells of text; the first column names the rows.
package struct TableGrid: Sendable, Equatable {
  package enum Alignment: Sendable, Equatable { case leading, centre, trailing }

  package var alignments: [Alignment]
  package var heads: [[Inline]]
  package var rows: [[[Inline]]]

  package init(alignments: [Alignment], heads: [[Inline]], rows: [[[Inline]]]) {
    self.alignments = alignments
    self.heads = heads
    self.rows = rows
  }

  func alignment(_ column: Int) -> Alignment {
    alignments.indices.contains(column) ? alignments[column] : .leading
  }
}

/// A result with its number, caption and what must be read with it.
package struct ExhibitBlock: Sendable, Equatable {
  /// `Table 1`, `Figure 2`.
  package var label: String
  /// The block it came from; an anchor in the document.
  package var identifier: String
  package var caption: [Inline]
  /// The table, or what else the result is.
  package var body: [Block]
  package var notes: [[Inline]]
  /// The statements that made it.
  package var statements: String

  package init(
    label: String, identifier: String, caption: [Inline], body: [Block], notes: [[Inline]],
    statements: String
  ) {
    self.label = label
    self.identifier = identifier
    self.caption = caption
    self.body = body
    self.notes = notes
    self.statements = statements
  }
}

/// What a reader opens when ready for it: an answer, a solution.
package struct FoldedBlock: Sendable, Equatable {
  package var summary: [Inline]
  /// Statements that stand open before it.
  package var statements: String?
  package var body: [Block]

  package init(summary: [Inline], statements: String? = nil, body: [Block]) {
    self.summary = summary
    self.statements = statements
    self.body = body
  }
}

/// A chart in the forms that a page may need.
package struct ChartBlock: Sendable, Equatable {
  package var svg: String
  /// Drawn in characters.
  package var text: String
  /// Drawn in ASCII, for setters with few characters.
  package var plainText: String
  /// In sentences, for readers who cannot see it.
  package var description: String

  package init(svg: String, text: String, plainText: String, description: String) {
    self.svg = svg
    self.text = text
    self.plainText = plainText
    self.description = description
  }
}

extension [Inline] {
  /// The words alone.
  package var plainText: String {
    map { inline in
      switch inline {
      case .text(let text), .code(let text): text
      case .emphasis(let inner), .strong(let inner), .strikethrough(let inner),
        .link(_, _, let inner), .image(_, _, let inner):
        inner.plainText
      case .softBreak, .lineBreak: " "
      case .markup, .footnoteMark: ""
      }
    }.joined()
  }
}

/// One form of document.
package protocol DocumentRenderer {
  func render(_ document: Document) -> String
}
