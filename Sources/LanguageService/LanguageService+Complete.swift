import Catalogue
import ColumnStore
import QuerySemantics
import QuerySyntax
import SourceText
import Workbench

extension LanguageService {
  /// What can stand at the cursor, best first.
  ///
  /// - Parameter cursor: a UTF-8 offset; anything outside the text is moved to its ends.
  /// - Complexity: O(names of the catalogue) and the binding of the statement up to the cursor.
  package func complete(_ text: String, at cursor: Int) -> Completion {
    if let completion = completeCommand(text, cursor) { return completion }
    let cursor = TextAtCursor(text, at: cursor)
    guard !cursor.isInComment else { return .none(at: cursor.cursor) }
    let reader = PlaceReader(cursor.tokens)
    let place = reader.place()
    if let completion = completeLooseWords(cursor, reader, place) { return completion }
    let found = complete(place, cursor, RowsAtCursor(self, cursor, reader), cursor.word.range)
    guard found.total == 0 else { return found }
    return completeCode(cursor, place) ?? completeTitle(cursor, reader) ?? found
  }

  /// `BX.TRF.PW`: the official code of a measure, which reads as names with dots.
  private func completeCode(_ cursor: TextAtCursor, _ place: Place) -> Completion? {
    guard case .member(let base) = place, let first = base.first,
      cursor.tokens.indices.contains(first)
    else { return nil }
    var list = ProposalList(cursor.source(base) + "." + cursor.word.text)
    list.add(lexicon.measures, usefulness: 0, form: .operand, limit: .prefix)
    guard !list.isEmpty else { return nil }
    let range = SourceRange(cursor.tokens[first].range.start, cursor.word.range.end)
    return Completion(range: range, candidates: list.candidates(describe), total: list.count)
  }

  /// `where migrant work`: words of a title where an operand is wanted.
  private func completeTitle(_ cursor: TextAtCursor, _ reader: PlaceReader) -> Completion? {
    guard cursor.word.quoting == .none, !cursor.word.text.isEmpty, let words = reader.looseWords
    else { return nil }
    for first in words {
      let run = first..<words.upperBound
      guard case .operand(let operand) = reader.without(run).place() else { continue }
      var list = ProposalList(cursor.source(run) + " " + cursor.word.text)
      let rows = RowsAtCursor(self, cursor, reader.without(run))
      guard rows.scope()?.countryColumn != nil, operand.verb != "" else { continue }
      list.add(lexicon.treaties, usefulness: 0, form: .operand, limit: .words)
      list.add(lexicon.groups, usefulness: 1, form: .operand, limit: .words)
      list.add(lexicon.measures, usefulness: 2, form: .operand, limit: .words)
      guard !list.isEmpty else { continue }
      let range = SourceRange(cursor.tokens[first].range.start, cursor.word.range.end)
      return Completion(range: range, candidates: list.candidates(describe), total: list.count)
    }
    return nil
  }

  private func complete(
    _ place: Place, _ cursor: TextAtCursor, _ rows: RowsAtCursor, _ range: SourceRange
  ) -> Completion {
    var list = ProposalList(cursor.word.text)
    propose(place, cursor, rows, &list)
    return Completion(range: range, candidates: list.candidates(describe), total: list.count)
  }

  /// `country = South Afr`: several words of one name, typed without quotes.
  private func completeLooseWords(
    _ cursor: TextAtCursor, _ reader: PlaceReader, _ place: Place
  ) -> Completion? {
    guard cursor.word.quoting == .none, let words = reader.looseWords else { return nil }
    // Behind a space the name may be whole; only its own continuations are meant.
    let limit = cursor.word.text.isEmpty ? MatchClass.prefix : .words
    // The longest run of words goes first: what stands before it decides.
    for first in words {
      let run = first..<words.upperBound
      let earlier = reader.without(run)
      guard let kinds = valueKinds(earlier.place()) else { continue }
      let typed = cursor.source(run) + (cursor.word.range.start > 0 ? " " : "") + cursor.word.text
      var list = ProposalList(typed)
      let rows = RowsAtCursor(self, cursor, earlier)
      switch kinds {
      case .entities(let kinds): proposeWholeNames(kinds, &list, limit)
      case .value(let operand, _):
        guard let facts = rows.facts(of: cursor.source(operand)) else { continue }
        if let kind = facts.field.type.entityKind {
          proposeWholeNames([kind], &list, limit)
        } else if let vocabulary = facts.vocabulary {
          for text in vocabulary.texts {
            list.add(text, .value, usefulness: 0, insert: Spelling.value(text))
          }
        }
      default: continue
      }
      let fitting = list.candidates(describe).filter { $0.rank < (limit.rawValue + 1) * 10_000 }
      guard !fitting.isEmpty else { continue }
      // A name that begins as all the words do is meant before one that has them somewhere.
      let whole = fitting.filter { $0.rank < MatchClass.words.rawValue * 10_000 }
      let found = whole.isEmpty ? fitting : whole
      let start = reader.token(first)?.range.start ?? cursor.cursor
      return Completion(
        range: SourceRange(start, cursor.word.range.end), candidates: found, total: found.count)
    }
    return nil
  }

  private func valueKinds(_ place: Place) -> Place? {
    switch place {
    case .value, .entities: place
    case .yardstick: .entities([.group])
    default: nil
    }
  }

  private func proposeWholeNames(
    _ kinds: [EntityKind], _ list: inout ProposalList, _ limit: MatchClass
  ) {
    for (index, kind) in kinds.enumerated() {
      list.add(lexicon.entries(of: kind), usefulness: index, form: .value, limit: limit)
    }
  }

  /// What a command takes, from `start` on.
  private func proposeArgument(
    _ argument: CommandWord.Argument, _ typed: String, _ list: inout ProposalList
  ) {
    switch argument {
    case .nothing: break
    case .words(let words): for word in words { list.add(word, .word, usefulness: 0) }
    case .topic: proposeTopics(&list)
    case .file, .folder:
      guard let listFiles else { return }
      let slash = typed.lastIndex(of: "/")
      let folder = slash.map { String(typed[...$0]) } ?? ""
      for name in listFiles(folder) where argument == .file || name.hasSuffix("/") {
        list.add(folder + name, .file, usefulness: 0)
      }
    case .setting:
      let name = String(typed.prefix { $0 != " " && $0 != "=" })
      guard name.utf8.count < typed.utf8.count else {
        for option in OptionRecord.all {
          list.add(
            option.name, .option, usefulness: 0, insert: option.name + " ", detail: option.summary)
        }
        return
      }
      proposeSettingValues(name, &list)
    case .result:
      for result in workbench.results.reversed() {
        guard let number = result.number else { continue }
        let columns = result.table.schema.fields.map(\.name).joined(separator: ", ")
        list.add(
          String(number), .result, usefulness: min(99, workbench.results.count - number),
          detail: "\(result.table.rowCount) rows, \(columns)")
      }
    }
  }

  /// `.tables`, `help word`, `?word`: lines that are no statements.
  private func completeCommand(_ text: String, _ cursor: Int) -> Completion? {
    let bytes = Array(text.utf8)
    var end = min(max(cursor, 0), bytes.count)
    while end > 0, end < bytes.count, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    let head = bytes[..<end]
    guard let first = head.firstIndex(where: { $0 != 0x20 }) else { return nil }
    func completion(from start: Int, _ fill: (inout ProposalList) -> Void) -> Completion {
      var list = ProposalList(String(decoding: head[start...], as: UTF8.self))
      fill(&list)
      return Completion(
        range: SourceRange(start, end), candidates: list.candidates(describe), total: list.count)
    }
    if head[first] == UInt8(ascii: ".") {
      guard let space = head[first...].firstIndex(of: 0x20) else {
        return completion(from: first) { list in
          for command in commands {
            let insert = command.argument == .nothing ? command.name : command.name + " "
            list.add(
              command.name, .command, usefulness: 0, insert: insert, detail: command.summary)
          }
        }
      }
      let name = String(decoding: head[first..<space], as: UTF8.self)
      guard let command = commands.first(where: { $0.name == name }) else { return .none(at: end) }
      let start = head[space...].firstIndex { $0 != 0x20 } ?? end
      let typed = String(decoding: head[start...], as: UTF8.self)
      var wordStart = start
      if command.argument == .setting,
        let sign = head[start...].lastIndex(where: { $0 == 0x20 || $0 == 0x3D })
      {
        wordStart = sign + 1
      }
      return completion(from: wordStart) { proposeArgument(command.argument, typed, &$0) }
    }
    let help = Array("help ".utf8)
    if head[first] == UInt8(ascii: "?") || head[first...].starts(with: help) {
      var start = head[first] == UInt8(ascii: "?") ? first + 1 : first + help.count
      while start < end, head[start] == 0x20 { start += 1 }
      return completion(from: start) { proposeTopics(&$0) }
    }
    return nil
  }
}

extension ValueType {
  var entityKind: EntityKind? {
    switch self {
    case .country: .country
    case .treaty: .treaty
    case .measure: .measure
    case .group: .group
    case .boolean, .number, .text, .textSet, .date: nil
    }
  }
}
