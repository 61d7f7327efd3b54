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
      return render(maker(brief, path, form), makeWorkbench(), to: options.output ?? "-")
    }
    guard let pattern = options.output,
      pattern.contains("{\(each.name)}") || pattern.contains("{iso3}")
    else {
      errors.write("accord: --for-each needs -o with {\(each.name)} or {iso3} in it\n")
      return 2
    }
    return render(maker(brief, path, form), each, pattern)
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

  private func maker(_ brief: Brief, _ path: String, _ form: BriefForm) -> DocumentMaker {
    var takesPictures = true
    // Pandoc has a program of its own turn pictures into those of the form.
    if form.needsPandoc, Pandoc.isInstalled("pandoc"), !Pandoc.isInstalled("rsvg-convert") {
      takesPictures = false
      errors.write(
        "accord: charts are drawn in characters, since rsvg-convert is not installed"
          + " (Debian: librsvg2-bin, macOS: librsvg)\n")
    }
    warnOfChangedData(brief)
    return DocumentMaker(
      brief: brief, name: path.split(separator: "/").last.map(String.init) ?? path, form: form,
      asOf: arguments.asOf, jobs: arguments.brief.forEach == nil ? arguments.brief.jobs ?? 1 : 1,
      takesPictures: takesPictures)
  }

  /// Prints what a document's run found; 0 if there is a document.
  private func report(_ made: DocumentMaker.Made) -> Int32 {
    let status = report(made.run)
    guard status == 0 else {
      errors.write("accord: nothing is rendered, since the brief ended with an error\n")
      return status
    }
    if let issue = made.issue {
      errors.write("accord: \(issue.message)\n" + issue.notes.map { "  \($0)\n" }.joined())
      return 1
    }
    if let failure = made.failure {
      errors.write("accord: \(failure.message)\n")
      return 1
    }
    return 0
  }

  private func render(
    _ maker: DocumentMaker, _ workbench: Workbench, to target: String
  ) -> Int32 {
    let form = maker.form
    guard target != "-" || !form.needsPandoc && (form != .xlsx || !Surroundings.isTerminal(1))
    else {
      errors.write("accord: \(form.rawValue) needs a file: -o NAME.\(form.rawValue)\n")
      return 2
    }
    let made = maker.make(workbench)
    let status = report(made)
    if status != 0 { return status }
    if form.needsPandoc { return convert(made.bytes, to: target) }
    if target == "-" {
      made.bytes.withUnsafeBytes { output.write(bytes: $0) }
      return 0
    }
    return write(made.bytes, to: target) ? 0 : 1
  }

  private func render(
    _ maker: DocumentMaker, _ each: (name: String, group: String), _ pattern: String
  ) -> Int32 {
    let members: [BriefGroup.Member]
    do throws(BriefGroup.Issue) {
      members = try BriefGroup.members(each.group, makeWorkbench())
    } catch {
      errors.write("accord: \(error.message)\n")
      return 2
    }
    let targets = members.map { member in
      pattern.replacing("{\(each.name)}", by: fileName(member.name))
        .replacing("{iso3}", by: member.iso3)
    }
    guard Set(targets.map(folder)).allSatisfy(makeFolder) else { return 1 }
    let threads = maker.form.needsPandoc ? 1 : arguments.brief.jobs ?? Surroundings.processors
    var failures: [String] = []
    var line = ProgressLine()
    defer { line.wipe() }
    // A few documents for each thread at a time, so that progress is seen and ^C is heard.
    let step = maker.form.needsPandoc ? 1 : threads * 4
    for start in stride(from: 0, to: members.count, by: step) {
      if interruption.isSet { return 130 }
      let part = start..<min(start + step, members.count)
      let workbenches = part.map { index in
        let workbench = makeWorkbench()
        workbench.parameterValues[each.name] = members[index].iso3
        return workbench
      }
      var statuses: [Int32] = []
      if maker.form.needsPandoc {
        statuses = [render(maker, workbenches[0], to: targets[start])]
      } else {
        let made = maker.make(workbenches, targets: Array(targets[part]), threads: threads)
        statuses = made.map { one in
          if one.run.failed || one.issue != nil || one.failure != nil { line.wipe() }
          return report(one)
        }
      }
      if statuses.contains(130) { return 130 }
      for (index, status) in zip(part, statuses) {
        if status != 0 { failures.append(members[index].name) }
        let text = "\(index + 1)/\(members.count) \(members[index].name): \(targets[index])"
        if Surroundings.isTerminal(2) {
          line.update(text)
        } else {
          errors.write(text + "\n")
        }
      }
      errors.flush()
    }
    line.wipe()
    let done = members.count - failures.count
    errors.write("\(done) of \(members.count) documents written")
    errors.write(failures.isEmpty ? "\n" : "; failed: \(failures.joined(separator: ", "))\n")
    return failures.isEmpty ? 0 : 1
  }

  private func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return "" }
    return String(path[..<slash])
  }

  /// A country's name as part of a file's name.
  private func fileName(_ name: String) -> String {
    String(name.map { "/\\:".contains($0) ? "-" : $0 })
  }

  private func makeFolder(_ folder: String) -> Bool {
    if folder.isEmpty { return true }
    do throws(FileWriteError) {
      try CacheFolder.make(folder)
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
