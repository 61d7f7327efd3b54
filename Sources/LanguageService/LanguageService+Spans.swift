import Catalogue
import QuerySemantics
import QuerySyntax
import SourceText
import Workbench

extension LanguageService {
  /// Colours for a text, in its order and without overlaps. By the look of it: nothing is bound.
  ///
  /// - Parameter cursor: what touches it is still being typed and is no error yet; nil: all is
  ///   there.
  /// - Complexity: O(*n*) in the length of the text; a new word costs a look into the catalogue.
  package func spans(_ text: String, cursor: Int? = nil) -> [StyledSpan] {
    let file = SourceFile(name: "", text: text)
    let outline = TextOutline(file)
    var spans: [StyledSpan] = []
    spans.reserveCapacity(outline.tokens.count)
    for statement in outline.statements {
      style(Array(outline.tokens[statement]), cursor, &spans)
    }
    spans += outline.comments.map { StyledSpan(range: $0.range, style: .comment) }
    for finding in outline.findings where isDone(finding, cursor, file.utf8.count) {
      mark(finding.range, in: &spans)
    }
    return spans.sorted { $0.range.start < $1.range.start }
  }

  /// An open string is no error while more may be typed into it.
  private func isDone(_ finding: SyntaxFinding, _ cursor: Int?, _ end: Int) -> Bool {
    guard let cursor else { return true }
    return finding.range.end < cursor
  }

  private func mark(_ range: SourceRange, in spans: inout [StyledSpan]) {
    spans.removeAll { $0.range.start < range.end && range.start < $0.range.end }
    if !range.isEmpty { spans.append(StyledSpan(range: range, style: .error)) }
  }

  private func style(_ tokens: [Token], _ cursor: Int?, _ spans: inout [StyledSpan]) {
    let isSearch = tokens.first?.word == "search"
    for (index, token) in tokens.enumerated() {
      let isDone = cursor.map { token.range.end < $0 || $0 <= token.range.start } ?? true
      let style: StyledSpan.Style? =
        switch token.kind {
        case .number: .number
        case .string: .string
        case .date: .date
        case .symbol(let symbol):
          symbol.closer != nil || symbol.isCloser ? .bracket : .operator
        case .quotedName(let text): self.style(ofName: text)
        case .name(let word):
          isSearch && index > 0 ? .string : self.style(word, index, tokens, isDone)
        }
      if let style { spans.append(StyledSpan(range: token.range, style: style)) }
    }
  }

  private func style(
    _ word: String, _ index: Int, _ tokens: [Token], _ isDone: Bool
  ) -> StyledSpan.Style? {
    let before = index > 0 ? tokens[index - 1] : nil
    let next = index + 1 < tokens.count ? tokens[index + 1] : nil
    if before?.symbol == .dot {
      return MemberWords.all.contains(word) ? .column : style(ofName: word)
    }
    if before?.symbol == .pipe {
      if VerbCatalogue.record(named: word) != nil { return .verb }
      return isDone ? .error : nil
    }
    if index == 0 || before?.word == "explain" {
      if GrammarWord.statements.contains(word) { return .keyword }
      if GrammarWord.leadingVerbs.contains(word), next?.symbol != .pipe { return .verb }
    }
    if GrammarWord.reserved.contains(word) { return .keyword }
    if before?.word == "from" { return styleOfSource(word, isDone && next != nil) }
    if before?.symbol == .openBracket || before?.symbol == .equal,
      word == "from" || word == "compare", next?.symbol == nil
    {
      return .keyword
    }
    if before?.symbol == .at, word == "latest" { return .keyword }
    if next?.symbol == .openBracket {
      if FunctionCatalogue.record(named: word) != nil { return .function }
      return isDone && index > 1 ? .error : nil
    }
    if next?.symbol == .colon { return .keyword }
    if index > 0, LanguageService.clauseWords.contains(word), next?.symbol != .dot,
      before?.symbol != .comma
    {
      return .keyword
    }
    return style(ofName: word)
  }

  private static let clauseWords: Set<String> = GrammarWord.clauses.union([
    "of", "for", "at", "desc", "asc", "forward", "linear",
  ])

  private func styleOfSource(_ word: String, _ isDone: Bool) -> StyledSpan.Style? {
    if word == "panel" { return .keyword }
    let isKnown =
      workbench.catalogue.tableNames.contains(word) || workbench.definitions[word] != nil
      || word.hasPrefix("_")
    return isKnown ? .table : nil
  }

  /// A column or a thing of the catalogue; nil for names that are neither.
  private func style(ofName word: String) -> StyledSpan.Style? {
    if workbench.definitions[word] != nil { return .column }
    if let known = wordStyles[word] { return known }
    let style = styleInCatalogue(word)
    // A session types few different words; a pasted file may hold many.
    if wordStyles.count > 4_096 { wordStyles = [:] }
    wordStyles[word] = .some(style)
    return style
  }

  private func styleInCatalogue(_ word: String) -> StyledSpan.Style? {
    if columnNames.contains(word) || CountryAttribute(rawValue: word) != nil { return .column }
    let catalogue = workbench.catalogue
    if !catalogue.matches(word, kinds: Set(EntityKind.allCases)).isEmpty { return .value }
    return closedTexts.contains(word) ? .value : nil
  }
}

extension MemberWords {
  static let all = Set((treaty + measure + basket + date).map(\.text))
}
