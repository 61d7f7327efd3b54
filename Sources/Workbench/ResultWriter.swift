package import Catalogue
package import ColumnStore
import Documents
package import Presentation
import QuerySemantics
import SourceText
import Spreadsheets

/// The forms a result can be written in.
package enum ResultForm: String, Sendable, CaseIterable {
  case table, csv, tsv, json, jsonl, md, html, tex

  /// The form that a file's name asks for.
  package init?(path: String) {
    guard let dot = path.lastIndex(of: ".") else { return nil }
    let ending = path[path.index(after: dot)...].lowercased()
    guard let form = ResultForm(rawValue: ending == "ndjson" ? "jsonl" : ending), form != .table
    else { return nil }
    self = form
  }
}

/// Names of entities for Presentation and for the writers.
package struct CatalogueNaming: EntityNaming {
  let catalogue: Catalogue

  package init(_ catalogue: Catalogue) { self.catalogue = catalogue }

  package func name(of number: Int32, type: ValueType) -> String {
    catalogue.name(of: type, number)
  }

  package func decimals(ofMeasure number: Int32) -> Int? { catalogue.measure(number).decimals }
}

extension Workbench {
  /// A result in a form for files and pipes, given to the sink in pieces. Data forms carry the
  /// data alone, byte for byte; tables carry notes and sources.
  package func write<Failure: Error>(
    _ result: WorkbenchResult, as form: ResultForm, page: PageSettings,
    to sink: (UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) {
    let naming = CatalogueNaming(catalogue)
    switch form {
    case .csv: try DelimitedWriter().write(result.table, naming: naming, to: sink)
    case .tsv:
      try DelimitedWriter(separator: UInt8(ascii: "\t")).write(
        result.table, naming: naming, to: sink)
    case .json: try JSONWriter(.list).write(result.table, naming: naming, to: sink)
    case .jsonl: try JSONWriter(.lines).write(result.table, naming: naming, to: sink)
    case .table, .md:
      let setter = TableSetter(names: naming)
      let text =
        form == .md ? setter.markdown(result.exhibit) : setter.text(result.exhibit, page)
      try Workbench.put(text, to: sink)
    case .html, .tex: try Workbench.put(part(result, nil, form), to: sink)
    }
  }

  private static func put<Failure: Error>(
    _ text: String, to sink: (UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) {
    let bytes = Array(text.utf8)
    var failure: Failure?
    bytes.withUnsafeBytes { buffer in
      do throws(Failure) { try sink(buffer) } catch { failure = error }
    }
    if let failure { throw failure }
  }

  // MARK: Pages

  /// A result or its chart as a part of a page, in HTML or LaTeX.
  package func part(_ result: WorkbenchResult, _ chart: ChartResult?, _ form: ResultForm) -> String
  {
    let blocks = blocks(result, chart)
    return form == .html ? HTMLRenderer().text(blocks) : LaTeXRenderer().text(blocks) + "\n"
  }

  /// The same as a page of its own.
  private func page(_ result: WorkbenchResult, _ chart: ChartResult?, _ form: ResultForm) -> String
  {
    let document = Document(title: "Result", blocks: blocks(result, chart))
    return form == .html ? HTMLRenderer().render(document) : LaTeXRenderer().render(document)
  }

  private func blocks(_ result: WorkbenchResult, _ chart: ChartResult?) -> [Block] {
    let setter = TableSetter(names: CatalogueNaming(catalogue))
    var blocks = MarkdownReader.blocks(
      setter.markdown(result.exhibit, PageSettings(decimals: options.decimals)))
    guard let chart else { return blocks }
    blocks.removeAll { if case .table = $0 { true } else { false } }
    return [.chart(chart.block)] + blocks
  }

  /// The page that the options ask for, on a terminal so wide.
  package func page(width: Int, colour: Bool) -> PageSettings {
    PageSettings(
      width: options.width ?? width, glyphs: options.glyphs == "ascii" ? .ascii : .unicode,
      colour: options.colour == "always" || (options.colour == "auto" && colour),
      maximumRows: options.rows == 0 ? nil : options.rows, decimals: options.decimals)
  }

  /// `save`: false when something is wrong, which is in the outcome then.
  func save(
    _ result: WorkbenchResult, _ chart: ChartResult?, to path: String, replace: Bool,
    at range: SourceRange, _ outcome: inout StatementOutcome
  ) -> Bool {
    let ending = path.lowercased()
    if let chart, ending.hasSuffix(".svg") {
      return write(Array(chart.svg.utf8), to: path, replace, range, &outcome)
    }
    if ending.hasSuffix(".xlsx") {
      return saveSpreadsheet(result, to: path, replace: replace, at: range, &outcome)
    }
    guard let form = ResultForm(path: path) else {
      outcome.diagnostics.append(
        Diagnostic(
          code: "unknown-file-type", message: "no form goes with the name `\(path)`", range: range,
          notes: [
            "endings: "
              + (ResultForm.allCases.dropFirst().map { "." + $0.rawValue } + [".xlsx"])
              .joined(separator: ", ") + (chart == nil ? "" : ", .svg")
          ]))
      return false
    }
    var bytes: [UInt8] = []
    if form == .html || form == .tex {
      bytes = Array(page(result, chart, form).utf8)
    } else {
      write(result, as: form, page: PageSettings()) { (piece: UnsafeRawBufferPointer) in
        bytes.append(contentsOf: piece)
      }
    }
    return write(bytes, to: path, replace, range, &outcome)
  }

  private func saveSpreadsheet(
    _ result: WorkbenchResult, to path: String, replace: Bool, at range: SourceRange,
    _ outcome: inout StatementOutcome
  ) -> Bool {
    let book = Spreadsheet(
      title: "Accord", day: options.asOf ?? catalogue.editionDate,
      sheets: [result.sheet(named: "Result", caption: "")],
      references: result.sources.map(reference))
    do throws(Spreadsheet.Issue) {
      let bytes = try book.bytes(naming: CatalogueNaming(catalogue))
      return write(bytes, to: path, replace, range, &outcome)
    } catch {
      outcome.diagnostics.append(
        Diagnostic(code: "spreadsheet", message: error.message, range: range, notes: error.notes))
      return false
    }
  }

  private func write(
    _ bytes: [UInt8], to path: String, _ replace: Bool, _ range: SourceRange,
    _ outcome: inout StatementOutcome
  ) -> Bool {
    do throws(FileIssue) {
      try access.writeFile(path, replace, bytes)
      return true
    } catch {
      outcome.diagnostics.append(
        Diagnostic(code: error.code, message: error.message, range: range, notes: error.notes))
      return false
    }
  }
}
