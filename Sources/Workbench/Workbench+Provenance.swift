import Catalogue
import ColumnStore
import QueryEngine
import QuerySemantics
import QuerySyntax
import SourceText

/// Sources of results, `cite`, and `search`.
extension Workbench {
  /// - Parameter notes: of the run, which say what columns of a table were read.
  func sources(of uses: CatalogueUses, reading notes: [RunNote]) -> [SourceLine] {
    var entries = uses.results.sorted().flatMap { behind($0).sources }
    for table in uses.tables.sorted() where table != "countries" {
      switch table {
      case "rights" where !uses.namedMeasures.isEmpty,
        "measures" where !uses.namedMeasures.isEmpty,
        "indicators" where !uses.namedMeasures.isEmpty:
        for measure in uses.namedMeasures.sorted() {
          entries += catalogue.sources(ofMeasure: measure).map(sourceLine)
        }
      case "ratifications" where !uses.namedTreaties.isEmpty,
        "reservations" where !uses.namedTreaties.isEmpty:
        for treaty in uses.namedTreaties.sorted() {
          entries += catalogue.sources(ofTreaty: treaty).map(sourceLine)
        }
      default:
        entries +=
          catalogue.sources(ofTable: table, columns: columns(of: table, in: notes)).map(sourceLine)
      }
    }
    for treaty in uses.treaties.sorted() {
      entries += catalogue.sources(ofTreaty: treaty).map(sourceLine)
    }
    for measure in uses.measures.sorted() {
      entries += catalogue.sources(ofMeasure: measure).map(sourceLine)
    }
    for group in uses.groups.sorted() {
      entries += catalogue.sources(ofGroup: group).map {
        var line = sourceLine($0)
        line.isReference = line.package == nil
        return line
      }
    }
    entries += uses.files.map(SourceLine.init(file:))
    // The country list is behind every row: it is named where more of it was read than who is in
    // it, or nothing else was.
    let read = columns(of: "countries", in: notes).union(uses.attributes.map(\.rawValue))
    if uses.tables.contains("countries"),
      entries.isEmpty || !uses.attributes.isEmpty
        || !read.isSubset(of: ["country", "iso3", "kind"])
    {
      entries += catalogue.sources(ofTable: "countries", columns: read).map {
        var line = sourceLine($0)
        line.isReference = true
        return line
      }
    }
    var seen: Set<String> = []
    return entries.filter { seen.insert($0.key).inserted }
  }

  private func columns(of table: String, in notes: [RunNote]) -> Set<String> {
    notes.reduce(into: []) { columns, note in
      if case .columnsRead(table: table, columns: let names) = note { columns.formUnion(names) }
    }
  }

  /// The sources behind tables made by `let`; of other names none.
  package func sources(behind names: [String]) -> [SourceLine] {
    var seen: Set<String> = []
    return names.flatMap { provenance[$0]?.sources ?? [] }.filter { seen.insert($0.key).inserted }
  }

  /// Sources and notes of an earlier result or of a table made by `let`.
  private func behind(_ name: String) -> (sources: [SourceLine], notes: [String]) {
    if let known = provenance[name] { return known }
    let result = name == "_" ? results.last : results.last { $0.number.map { "_\($0)" } == name }
    return result.map { ($0.sources, $0.notes) } ?? ([], [])
  }

  /// What was said below the tables that this one is made of still holds.
  func inheritedNotes(_ uses: CatalogueUses) -> [String] {
    unique(
      uses.results.sorted().flatMap { name in
        behind(name).notes.map { name.hasPrefix("_") ? $0 : "\(name): \($0)" }
      })
  }

  func sourceLine(_ entry: SourceEntry) -> SourceLine {
    var line = SourceLine(
      key: entry.identifier, title: entry.title, authority: entry.authority,
      asOf: entry.asOf?.text ?? "",
      licence: entry.licence, reference: entry.reference)
    line.package = entry.package
    return line
  }

  /// `cite [NAME] [format: bibtex]`
  func cite(_ name: Name?, _ options: [Argument], _ outcome: inout StatementOutcome) {
    var isBibTeX = false
    for option in options {
      guard option.label?.text == "format", case .name(let word) = option.value.kind,
        word.text == "bibtex" || word.text == "text"
      else {
        outcome.diagnostics.append(
          SemanticIssue.unknownOption(
            verb: "cite", name: option.label?.text ?? "", nearest: [],
            allowed: ["format: text", "format: bibtex"]
          ).diagnostic(at: option.label?.range ?? outcome.range))
        return
      }
      isBibTeX = word.text == "bibtex"
    }
    outcome.isVerbatim = isBibTeX
    let found: WorkbenchResult?
    if let name, name.text != "_" {
      found = results.last { $0.number.map { "_\($0)" } == name.text }
      if found == nil, let lines = provenance[name.text]?.sources ?? sourcesNamed(name.text) {
        outcome.output = .text(text(lines, isBibTeX))
        return
      }
    } else {
      found = results.last
    }
    guard let found else {
      outcome.diagnostics.append(
        SemanticIssue.unknownResult(
          name: name?.text ?? "_", available: results.compactMap { $0.number.map { "_\($0)" } }
        ).diagnostic(at: name?.range ?? outcome.range))
      return
    }
    outcome.output = .text(text(found.sources, isBibTeX))
  }

  /// `cite ICRMW`, `cite remittances_gdp`, `cite EAC`, `cite Mexico`, `cite corridors`
  private func sourcesNamed(_ word: String) -> [SourceLine]? {
    if catalogue.table(word) != nil { return catalogue.sources(ofTable: word).map(sourceLine) }
    let kinds: Set<EntityKind> = [.measure, .treaty, .group, .country]
    guard let match = catalogue.matches(word, kinds: kinds).first else { return nil }
    let entries: [SourceEntry] =
      switch match.kind {
      case .measure: catalogue.sources(ofMeasure: match.id)
      case .treaty: catalogue.sources(ofTreaty: match.id)
      case .group: catalogue.sources(ofGroup: match.id)
      default: catalogue.sources(ofTable: "countries")
      }
    return entries.map(sourceLine)
  }

  private func text(_ sources: [SourceLine], _ isBibTeX: Bool) -> String {
    if sources.isEmpty {
      return (isBibTeX ? "% " : "") + "no sources: the result reads no data of the catalogue"
    }
    return sources.map { isBibTeX ? bibTeX($0) : reference($0) }.joined(separator: "\n")
  }

  func reference(_ source: SourceLine) -> String {
    if source.isFile { return "\(source.title), \(collection(source))." }
    var parts = [source.authority.isEmpty ? source.title : "\(source.authority): \(source.title)"]
    if !source.asOf.isEmpty { parts.append("As of \(source.asOf)") }
    if !source.licence.isEmpty { parts.append("Licence: \(source.licence)") }
    if !source.reference.isEmpty { parts.append(source.reference) }
    parts.append("In: " + collection(source))
    return parts.joined(separator: ". ") + "."
  }

  private func collection(_ source: SourceLine) -> String {
    if source.isFile { return "a file beside the data of Accord" }
    return source.package ?? "Accord data, edition \(catalogue.edition)"
  }

  private func bibTeX(_ source: SourceLine) -> String {
    func escaped(_ text: String) -> String {
      var out = ""
      for character in text {
        if "&%$#_{}".contains(character) { out.append("\\") }
        out.append(character)
      }
      return out
    }
    let year = source.asOf.prefix(4).allSatisfy(\.isNumber) ? String(source.asOf.prefix(4)) : ""
    return """
      @misc{\(source.key),
        author = {{\(escaped(source.authority))}},
        title = {\(escaped(source.title))},
        year = {\(year)},
        note = {\(escaped([source.asOf.isEmpty ? "" : "as of \(source.asOf)", source.licence, collection(source)].filter { !$0.isEmpty }.joined(separator: "; ")))}
      }
      """
  }

  func search(_ text: String, _ outcome: inout StatementOutcome) {
    let found = catalogue.search(text, limit: 25)
    let hits = found.hits
    guard !hits.isEmpty else {
      outcome.output = .text("nothing in the catalogue matches \"\(text)\"")
      return
    }
    let fields = [
      Field("what", .text), Field("name", .text), Field("about", .text),
    ]
    let columns = [
      Column(type: .text, scalars: hits.map { .text($0.kind.label) }),
      Column(type: .text, scalars: hits.map { .text($0.identifier) }),
      Column(
        type: .text,
        scalars: hits.map {
          .text($0.name == $0.identifier || $0.name.isEmpty ? $0.line : "\($0.name); \($0.line)")
        }),
    ]
    var notes: [String] = []
    if !found.absent.isEmpty {
      let words = found.absent.map { "`\($0)`" }.joined(separator: ", ")
      notes.append("nothing in the catalogue has \(words); shown is what has the other words")
    }
    if found.total > hits.count {
      notes.append("the first \(hits.count) of \(found.total): a further word tells them apart")
    }
    outcome.output = .result(
      keep(
        WorkbenchResult(
          table: Table(
            schema: Schema(fields, key: ["what", "name"]), columns: columns, rowCount: hits.count),
          notes: notes)))
  }
}
