import SourceText

/// What the command line asks for. Parsing is pure: text in, values or a usage error out.
struct CommandLineArguments: Equatable {
  enum Action: Equatable {
    /// The prompt, or statements from standard input if that is no terminal.
    case start
    case statements([String])
    case files([String])
    case format(files: [String], inPlace: Bool)
    case brief(BriefCommand, [String])
    case help
    case version
  }

  var action: Action = .start
  var outputFormat: OutputFormat = .table
  /// `--set NAME=VALUE`, in order.
  var parameters: [(name: String, value: String)] = []
  var asOf: String?
  /// `--data DIR`, in order: packages beside the built-in one.
  var dataFolders: [String] = []
  /// `--record FILE.md`
  var recordPath: String?
  var isQuiet = false
  var isSafe = false
  /// Charts are told in sentences instead of drawn.
  var describesCharts = false
  var keepsGoing = false
  /// `set timer = on` from the start, with the time that opening the data took.
  var tellsTimes = false
  var skipsConfiguration = false
  var brief = BriefOptions()

  static func == (a: Self, b: Self) -> Bool {
    a.action == b.action && a.outputFormat == b.outputFormat && a.asOf == b.asOf
      && a.recordPath == b.recordPath && a.dataFolders == b.dataFolders && a.isQuiet == b.isQuiet
      && a.isSafe == b.isSafe
      && a.describesCharts == b.describesCharts
      && a.keepsGoing == b.keepsGoing && a.tellsTimes == b.tellsTimes && a.brief == b.brief
      && a.parameters.elementsEqual(b.parameters) { $0 == $1 }
  }

  struct UsageError: Error, Equatable {
    var message: String
  }

  static func parse(_ arguments: [String]) throws(UsageError) -> CommandLineArguments {
    var result = CommandLineArguments()
    var rest = arguments[...]
    var statements: [String] = []
    var files: [String] = []
    var onlyFiles = false
    var inPlace = false
    func value(of option: String, _ attached: String?) throws(UsageError) -> String {
      if let attached { return attached }
      guard let next = rest.popFirst() else {
        throw UsageError(message: "\(option) needs a value")
      }
      return next
    }
    while let argument = rest.popFirst() {
      if onlyFiles || !argument.hasPrefix("-") || argument == "-" {
        files.append(argument)
        continue
      }
      var name = argument
      var attached: String?
      if argument.hasPrefix("--"), let sign = argument.firstIndex(of: "=") {
        name = String(argument[..<sign])
        attached = String(argument[argument.index(after: sign)...])
      }
      switch name {
      case "--": onlyFiles = true
      case "-e", "--execute": statements.append(try value(of: name, attached))
      case "-f", "--format":
        let text = try value(of: name, attached)
        guard let format = OutputFormat(rawValue: text) else {
          let all = OutputFormat.allCases.map(\.rawValue).joined(separator: ", ")
          throw UsageError(message: "no format `\(text)`; there are \(all)")
        }
        result.outputFormat = format
      case "--set":
        let text = try value(of: name, attached)
        guard let sign = text.firstIndex(of: "="), sign != text.startIndex else {
          throw UsageError(message: "--set needs NAME=VALUE, found `\(text)`")
        }
        result.parameters.append(
          (String(text[..<sign]), String(text[text.index(after: sign)...])))
      case "--as-of": result.asOf = try value(of: name, attached)
      case "--data": result.dataFolders.append(try value(of: name, attached))
      case "--describe": result.describesCharts = true
      case "--timer": result.tellsTimes = true
      case "--record":
        let path = try value(of: name, attached)
        guard path.hasSuffix(".md") else {
          throw UsageError(message: "--record needs a name that ends in .md, found `\(path)`")
        }
        result.recordPath = path
      case "--safe": result.isSafe = true
      case "--quiet", "-q": result.isQuiet = true
      case "--no-config": result.skipsConfiguration = true
      case "--in-place", "-i": inPlace = true
      case "--keep-going", "-k": result.keepsGoing = true
      case "--help", "-h": result.action = .help
      case "--version": result.action = .version
      case let name where BriefOptions.flags.contains(name): try result.brief.set(name, "")
      case let name where BriefOptions.names.contains(name):
        try result.brief.set(name, try value(of: name, attached))
      default: throw UsageError(message: "no option `\(name)`" + hint(on: name))
      }
      if let attached, flags.contains(name) {
        throw UsageError(message: "\(name) takes no value, found `\(attached)`")
      }
    }
    if result.action == .help || result.action == .version { return result }
    guard !inPlace || files.first == "fmt" && files.count > 1 else {
      throw UsageError(message: "-i goes with fmt and the files it writes over")
    }
    if result.recordPath != nil, !statements.isEmpty || !files.isEmpty {
      throw UsageError(message: "--record goes with the prompt or standard input")
    }
    if !statements.isEmpty {
      guard files.isEmpty else {
        throw UsageError(message: "either -e or a file, found both")
      }
      try result.brief.checkUnused()
      result.action = .statements(statements)
    } else if files.first == "fmt" {
      result.action = .format(files: Array(files.dropFirst()), inPlace: inPlace)
    } else if let (command, files) = try result.brief.command(files) {
      result.action = .brief(command, files)
    } else if files.first == "run" {
      guard files.count > 1 else { throw UsageError(message: "run needs a file") }
      result.action = .files(Array(files.dropFirst()))
    } else if !files.isEmpty {
      result.action = .files(files)
    }
    return result
  }

  /// What is meant by an option of other programs, else the nearest of ours.
  private static func hint(on name: String) -> String {
    if let meant = elsewhere[name] { return "; \(meant)" }
    let near = NameSuggestion.nearest(
      to: name,
      among: help.split { " ,\n".contains($0) }.map(String.init).filter { $0.hasPrefix("--") })
    return near.isEmpty ? "" : "; nearest: " + near.joined(separator: ", ")
  }

  /// As sqlite3, DuckDB, psql and R have them.
  private static let elsewhere: [String: String] = [
    "-c": "-e runs a statement", "-cmd": "-e runs a statement", "-s": "-e runs a statement",
    "--command": "-e runs a statement", "--eval": "-e runs a statement",
    "--csv": "-f csv gives that form", "-csv": "-f csv gives that form",
    "--json": "-f json gives that form", "-json": "-f json gives that form",
    "--markdown": "-f md gives that form", "-markdown": "-f md gives that form",
    "--html": "-f html gives that form", "-html": "-f html gives that form",
    "-v": "--version tells it", "-V": "--version tells it", "-version": "--version tells it",
    "-help": "--help tells them", "-?": "--help tells them",
  ]

  /// Options that stand alone.
  private static let flags: Set<String> = [
    "--safe", "--quiet", "--no-config", "--in-place", "--help", "--version", "--keep-going",
    "--write", "--describe", "--timer",
  ]

  static let help = """
    Usage: accord [options] [FILE.accord …]        runs the files, or starts the prompt
           accord [options] -e 'STATEMENT' …       runs the statements
           accord [options] < FILE                 runs what comes in
           accord fmt [-i] FILE …                  prints scripts or briefs in the standard layout
    \(BriefOptions.help)

    Options:
      -e, --execute STATEMENT   run it and leave
      -f, --format FORMAT       table (default), csv, tsv, json, jsonl, md, html, tex
          --set NAME=VALUE      give a file's `param` its value
          --as-of DATE          the time at which everything is read
          --data DIR            adds the data package in a folder; may be given again
          --describe            charts are told in sentences instead of drawn
          --timer               tells the time of opening the data and of each statement
          --record FILE.md      writes what is run at the prompt as a brief
          --safe                no file outside the data folders is read or written
      -i, --in-place            with fmt: writes over the files
      -k, --keep-going          go on after a statement that failed
      -q, --quiet               no greeting
          --no-config           without ~/.config/accord/config.accord
      -h, --help                this text
          --version             version and data edition

    Results go to standard output, everything else to standard error.
    Exit status: 0 done, 1 a statement failed, 2 wrong usage,
    3 `check` found a difference, 130 interrupted.
    """
}

enum OutputFormat: String, CaseIterable { case table, csv, tsv, json, jsonl, md, html, tex }
