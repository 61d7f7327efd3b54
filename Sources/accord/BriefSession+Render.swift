import ColumnStore
import Documents
import LineEditing
import Notebooks
import Spreadsheets
import Workbench

/// `render`: the finished document, or one for each country of a group.
extension BriefSession {
  func render(_ path: String) -> Int32 {
    let options = arguments.brief
    guard let form = form(options) else { return 2 }
    guard let brief = read(path) else { return 1 }
    if arguments.isSafe, let output = options.output, output != "-" {
      errors.write("accord: in safe mode no file is written, not even `\(output)`\n")
      return 1
    }
    guard let each = options.forEach else {
      return render(brief, path, form, makeWorkbench(), to: options.output ?? "-")
    }
    guard let pattern = options.output,
      pattern.contains("{\(each.name)}") || pattern.contains("{iso3}")
    else {
      errors.write("accord: --for-each needs -o with {\(each.name)} or {iso3} in it\n")
      return 2
    }
    return render(brief, path, form, each, pattern)
  }

  private func form(_ options: BriefOptions) -> BriefForm? {
    let forms = BriefForm.allCases.map(\.rawValue).joined(separator: ", ")
    if let word = options.form {
      if let form = BriefForm(rawValue: word) { return form }
      errors.write("accord: no form `\(word)`; there are \(forms)\n")
      return nil
    }
    if let output = options.output, let form = BriefForm(path: output) { return form }
    errors.write("accord: render needs --to FORM, or -o with an ending; forms: \(forms)\n")
    return nil
  }

  private func render(
    _ brief: Brief, _ path: String, _ form: BriefForm, _ workbench: Workbench, to target: String
  ) -> Int32 {
    let run = execute(brief, workbench)
    let status = report(run)
    guard status == 0 else {
      errors.write("accord: nothing is rendered, since the brief ended with an error\n")
      return status
    }
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let bytes: [UInt8]
    do throws(Spreadsheet.Issue) {
      var document = BriefDocument.make(run, name: name)
      if form.needsPandoc { document.blocks = drawable(document.blocks, form) }
      bytes = try form.bytes(document, run, workbench.catalogue)
    } catch {
      errors.write("accord: \(error.message)\n" + error.notes.map { "  \($0)\n" }.joined())
      return 1
    }
    if form.needsPandoc {
      guard target != "-" else {
        errors.write("accord: \(form.rawValue) needs a file: -o NAME.\(form.rawValue)\n")
        return 2
      }
      return convert(bytes, to: target)
    }
    if target == "-" {
      guard form != .xlsx || !Surroundings.isTerminal(1) else {
        errors.write("accord: xlsx needs a file: -o NAME.xlsx\n")
        return 2
      }
      bytes.withUnsafeBytes { output.write(bytes: $0) }
      return 0
    }
    return write(bytes, to: target) ? 0 : 1
  }

  private func render(
    _ brief: Brief, _ path: String, _ form: BriefForm, _ each: (name: String, group: String),
    _ pattern: String
  ) -> Int32 {
    let members: [BriefGroup.Member]
    do throws(BriefGroup.Issue) {
      members = try BriefGroup.members(each.group, makeWorkbench())
    } catch {
      errors.write("accord: \(error.message)\n")
      return 2
    }
    var failures: [String] = []
    for (index, member) in members.enumerated() {
      if interruption.isSet { return 130 }
      let workbench = makeWorkbench()
      workbench.parameterValues[each.name] = member.iso3
      let target = pattern.replacing("{\(each.name)}", by: fileName(member.name))
        .replacing("{iso3}", by: member.iso3)
      errors.write("\(index + 1)/\(members.count) \(member.name): \(target)\n")
      errors.flush()
      guard makeFolder(of: target) else { return 1 }
      let status = render(brief, path, form, workbench, to: target)
      if status == 130 { return 130 }
      if status != 0 { failures.append(member.name) }
    }
    if !failures.isEmpty {
      errors.write(
        "\(failures.count) of \(members.count) failed: \(failures.joined(separator: ", "))\n")
    }
    return failures.isEmpty ? 0 : 1
  }

  /// A country's name as part of a file's name.
  private func fileName(_ name: String) -> String {
    String(name.map { "/\\:".contains($0) ? "-" : $0 })
  }

  private func makeFolder(of path: String) -> Bool {
    guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return true }
    do throws(FileWriteError) {
      try CacheFolder.make(String(path[..<slash]))
      return true
    } catch {
      errors.write("accord: \(error.message)\n")
      return false
    }
  }

  func write(_ bytes: [UInt8], to path: String) -> Bool {
    do throws(FileWriteError) {
      try AtomicFile.write(path: path, bytes: bytes)
      return true
    } catch {
      errors.write("accord: \(error.message)\n")
      return false
    }
  }

  /// Pandoc needs a program of its own for pictures; without it they are drawn in characters.
  private func drawable(_ blocks: [Block], _ form: BriefForm) -> [Block] {
    guard !Pandoc.isInstalled("rsvg-convert") else { return blocks }
    var isTold = false
    func text(_ block: Block) -> Block {
      switch block {
      case .chart(let chart):
        if !isTold {
          errors.write(
            "accord: charts are drawn in characters, since rsvg-convert is not installed"
              + " (Debian: librsvg2-bin, macOS: librsvg)\n")
        }
        isTold = true
        return .code(language: "text", form == .pdf ? chart.plainText : chart.text)
      case .exhibit(var exhibit):
        exhibit.body = exhibit.body.map(text)
        return .exhibit(exhibit)
      case .folded(var folded):
        folded.body = folded.body.map(text)
        return .folded(folded)
      default: return block
      }
    }
    return blocks.map(text)
  }

  /// Has pandoc make the file from HTML, beside it first, so that an old one stays whole.
  private func convert(_ html: [UInt8], to target: String) -> Int32 {
    let ending = target.hasSuffix(".pdf") ? "pdf" : "docx"
    let source = target + ".accord.html"
    let made = target + ".accord." + ending
    defer {
      Pandoc.remove(source)
      Pandoc.remove(made)
    }
    guard write(html, to: source) else { return 1 }
    switch Pandoc.run(["-f", "html", "-o", made, source]) {
    case .done:
      guard let bytes = readAll(made) else {
        errors.write("accord: pandoc made no file\n")
        return 1
      }
      return write(bytes, to: target) ? 0 : 1
    case .notFound:
      errors.write(
        "accord: \(ending) is made by pandoc, which is not installed.\n"
          + "  Debian, Ubuntu: apt install pandoc"
          + (ending == "pdf" ? " texlive-latex-recommended lmodern" : "")
          + "\n  macOS: brew install pandoc\n  or render --to html and print it from a browser\n")
      return 1
    case .failed(let status):
      errors.write("accord: pandoc ended with status \(status); what it said stands above\n")
      return 1
    }
  }
}

extension String {
  func replacing(_ word: String, by other: String) -> String {
    split(separator: word, omittingEmptySubsequences: false).joined(separator: other)
  }
}
