import Catalogue
import ColumnStore
import QuerySemantics
import QuerySyntax
import SourceText
import Workbench

extension LanguageService {
  /// What the word at a place is, in a few lines; nil where there is none or it names nothing.
  ///
  /// The place decides: behind a `|` a verb, before a `(` a function, behind `.` a field; a column
  /// of the rows goes before what it hides, as in the language.
  package func hover(_ text: String, at cursor: Int, width: Int = 80) -> String? {
    let file = SourceFile(name: "", text: text)
    let outline = TextOutline(file)
    let index = outline.tokens.indices.last {
      outline.tokens[$0].range.start <= cursor && cursor <= outline.tokens[$0].range.end
        && (outline.tokens[$0].isName || outline.tokens[$0].isText)
    }
    guard let index, let section = section(at: index, outline, file) else { return nil }
    var short = section
    short.examples = []
    short.entries = []
    return short.lines(width: max(20, width)).joined(separator: "\n")
  }

  private func section(
    at index: Int, _ outline: TextOutline, _ file: SourceFile
  ) -> HelpPage.Section? {
    let token = outline.tokens[index]
    let before = index > 0 ? outline.tokens[index - 1] : nil
    let next = index + 1 < outline.tokens.count ? outline.tokens[index + 1] : nil
    let word: String
    switch token.kind {
    case .name(let text), .quotedName(let text), .string(let text): word = text
    case .number, .date, .symbol: return nil
    }
    if before?.symbol == .pipe || next?.symbol == .openBracket || next?.symbol == .colon {
      let known = helpLanguage(word).filter { $0.kind != "table" }
      let wantsVerb = before?.symbol == .pipe
      if let section = known.first(where: { ($0.kind == "verb") == wantsVerb }) { return section }
    }
    let isFirst =
      outline.statements.contains { $0.lowerBound == index } || before?.word == "explain"
    if isFirst, let section = helpLanguage(word).first(where: { $0.kind == "statement" }) {
      return section
    }
    if before?.word == "from" || before?.word == "join" || before?.word == "append" {
      if let section = helpLanguage(word).first(where: { $0.kind == "table" || $0.kind == "source" }
      ) {
        return section
      }
    }
    let cursor = TextAtCursor(
      file.text(in: SourceRange(0, file.utf8.count)), at: token.range.start)
    let reader = PlaceReader(cursor.tokens)
    let place = reader.place()
    if case .member(let base) = place {
      let owner = cursor.source(base)
      return helpField(owner + "." + word, owner.endIndex) ?? named(word, place)
    }
    if case .value = place { return named(word, place) }
    let rows = RowsAtCursor(self, cursor, reader)
    if !isFirst, let section = column(word, rows) { return section }
    return named(word, place)
  }

  /// A column of the rows there.
  private func column(_ word: String, _ rows: RowsAtCursor) -> HelpPage.Section? {
    guard rows.query != nil, let scope = rows.scope(), let index = scope.index(of: word) else {
      return nil
    }
    let field = scope.fields[index]
    let words = scope.vocabularies[index]?.texts.filter { !$0.isEmpty } ?? []
    var section = HelpPage.Section(
      kind: "column", title: field.name, summary: "",
      facts: [
        .init("type", describe(field)),
        .init("values", words.prefix(30).joined(separator: ", ") + (words.count > 30 ? " …" : "")),
      ])
    switch field.origin?.entity {
    case .measure(let id)?: section.facts += help(on: EntityMatch(kind: .measure, id: id)).facts
    case .treaty(let id)?: section.facts += help(on: EntityMatch(kind: .treaty, id: id)).facts
    default: break
    }
    return section
  }

  private func named(_ word: String, _ place: Place) -> HelpPage.Section? {
    let catalogue = helpCatalogue(word)
    let language = helpLanguage(word)
    switch place {
    case .value, .entities, .yardstick, .member: return catalogue.first ?? language.first
    case .words, .afterOperand: return language.first ?? catalogue.first
    default:
      // A bare name is an attribute before it is anything of the catalogue.
      return language.first { $0.kind == "attribute of a country" } ?? catalogue.first
        ?? language.first
    }
  }
}

extension Token {
  fileprivate var isText: Bool {
    if case .string = kind { true } else { false }
  }
}
