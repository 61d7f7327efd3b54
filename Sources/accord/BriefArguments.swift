import SourceText

/// What the command line asks to be done with briefs.
enum BriefCommand: String, CaseIterable, Equatable {
  case run, render, check, whyStale = "why-stale", lock, lint, present

  /// What a word may be meant for that was taken for a file and is none.
  static func hint(_ word: String, _ errors: OutputStream) {
    guard !word.contains(where: { "./ ".contains($0) }) else { return }
    let commands = allCases.map(\.rawValue) + ["fmt"]
    for command in NameSuggestion.nearest(to: word, among: commands, limit: 1) {
      errors.write("accord: nearest command: \(command)\n")
    }
  }
}

/// Options of the commands on briefs.
struct BriefOptions: Equatable {
  /// `run --write`
  var writes = false
  /// `render --to`
  var form: String?
  /// `render -o`
  var output: String?
  /// `--jobs`: how many documents, or blocks of one, are worked on side by side.
  var jobs: Int?
  /// `render --for-each NAME=GROUP`
  var forEach: (name: String, group: String)?

  static func == (a: Self, b: Self) -> Bool {
    a.writes == b.writes && a.jobs == b.jobs && a.form == b.form && a.output == b.output
      && a.forEach?.name == b.forEach?.name && a.forEach?.group == b.forEach?.group
  }

  static let names = ["--write", "--to", "-o", "--output", "--for-each", "--jobs"]
  /// Each takes a thread, and memory for what it makes.
  static let mostJobs = 256
  /// Of those, the ones that take no value.
  static let flags = ["--write"]

  mutating func set(_ name: String, _ value: String) throws(CommandLineArguments.UsageError) {
    switch name {
    case "--to": form = value
    case "-o", "--output": output = value
    case "--jobs":
      guard let count = Int(value), (1...BriefOptions.mostJobs).contains(count) else {
        throw CommandLineArguments.UsageError(
          message: "--jobs needs a number from 1 to \(BriefOptions.mostJobs), found `\(value)`")
      }
      jobs = count
    case "--for-each":
      guard let sign = value.firstIndex(of: "="), sign != value.startIndex,
        value.index(after: sign) != value.endIndex
      else {
        throw CommandLineArguments.UsageError(
          message: "--for-each needs NAME=GROUP, found `\(value)`")
      }
      forEach = (String(value[..<sign]), String(value[value.index(after: sign)...]))
    default: writes = true
    }
  }

  /// The command on briefs that the words of the command line are; nil if they are none.
  func command(_ words: [String]) throws(CommandLineArguments.UsageError) -> (
    command: BriefCommand, files: [String]
  )? {
    if let word = words.first, let command = BriefCommand(rawValue: word) {
      let files = Array(words.dropFirst())
      guard !files.isEmpty else {
        throw CommandLineArguments.UsageError(message: "\(word) needs a file")
      }
      // Plain scripts go the short way, unless their results are to be kept.
      if command == .run, !writes, !files.contains(where: BriefOptions.isBrief) { return nil }
      try allow(for: command)
      guard command != .render && command != .present || files.count == 1 else {
        throw CommandLineArguments.UsageError(
          message: "\(word) takes one file, found \(files.count)")
      }
      return (command, files)
    }
    if words.contains(where: BriefOptions.isBrief) {
      try allow(for: .run)
      return (.run, words)
    }
    try checkUnused()
    return nil
  }

  /// An option that does nothing is a mistake.
  func checkUnused() throws(CommandLineArguments.UsageError) {
    if self != BriefOptions() {
      throw CommandLineArguments.UsageError(
        message: "--write, --to, -o, --for-each and --jobs belong to `run` and `render`")
    }
  }

  private func allow(for command: BriefCommand) throws(CommandLineArguments.UsageError) {
    if writes, command != .run {
      throw CommandLineArguments.UsageError(message: "--write belongs to `run`")
    }
    if command == .present, form == nil, forEach == nil { return }
    if form != nil || output != nil || forEach != nil, command != .render {
      throw CommandLineArguments.UsageError(message: "--to, -o and --for-each belong to `render`")
    }
  }

  static func isBrief(_ path: String) -> Bool { path.hasSuffix(".md") }

  static let help = """

    Briefs (Markdown with blocks of statements) and scripts:
           accord run FILE.md [--write]            runs it; --write puts the results into it
           accord render FILE.md --to FORM -o OUT  html, md, tex, ipynb, xlsx, docx …
                  [--for-each NAME=GROUP]          a document per country: -o 'out/{NAME}.html'
                  [--jobs N]                       so many side by side (with run and check too)
           accord check FILE …                     runs again and compares: 0 same, 3 changed
           accord why-stale FILE …                 what changed: query, data or program
           accord lock FILE …                      pins the data edition in the file
           accord lint FILE …                      looks for what will go wrong later: 0, 3 found
           accord present FILE [-o TRANSCRIPT.md]  shows it to a class, block by block, run live

    """
}
