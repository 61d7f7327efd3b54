import LanguageService

/// One dot command: dispatch, help, completion and suggestions read this record.
struct PromptCommand: Sendable {
  var name: String
  var usage: String
  var summary: String
  /// What completion offers behind the name.
  var argument = CommandWord.Argument.nothing
  /// Gets what stands after the name; false ends the session.
  var run: @Sendable (Prompt, String) -> Bool

  static let all: [PromptCommand] = [
    PromptCommand(
      name: ".help", usage: ".help [WORD]", summary: "help on a word, or how to begin",
      argument: .topic,
      run: { prompt, rest in
        prompt.help(rest)
        return true
      }),
    PromptCommand(
      name: ".tour", usage: ".tour [STEP|off]", summary: "the language in ten steps",
      argument: .words((1...10).map(String.init) + ["off"]),
      run: { prompt, rest in
        prompt.tour(rest)
        return true
      }),
    PromptCommand(
      name: ".tables", usage: ".tables", summary: "the tables of the catalogue and your results",
      run: { prompt, _ in
        prompt.listTables()
        return true
      }),
    PromptCommand(
      name: ".measures", usage: ".measures [WORDS]", summary: "measures, all or those that match",
      run: { prompt, rest in
        prompt.listMeasures(rest)
        return true
      }),
    PromptCommand(
      name: ".set", usage: ".set [OPTION VALUE]", summary: "the options, or a change of one",
      argument: .setting,
      run: { prompt, rest in
        prompt.options(rest)
        return true
      }),
    PromptCommand(
      name: ".mode", usage: ".mode [FORM]",
      summary: "the form of results: table, csv, tsv, json, jsonl, md, html, tex",
      argument: .words(OutputFormat.allCases.map(\.rawValue)),
      run: { prompt, rest in
        prompt.mode(rest)
        return true
      }),
    PromptCommand(
      name: ".timer", usage: ".timer on|off", summary: "say how long each statement took",
      argument: .words(["on", "off"]),
      run: { prompt, rest in
        prompt.timer(rest)
        return true
      }),
    PromptCommand(
      name: ".last", usage: ".last [N]", summary: "the last result, whole, in the pager",
      argument: .result,
      run: { prompt, rest in
        prompt.showLast(rest)
        return true
      }),
    PromptCommand(
      name: ".log", usage: ".log", summary: "what was run in this session; `!` marks what failed",
      run: { prompt, _ in
        prompt.showLog()
        return true
      }),
    PromptCommand(
      name: ".save", usage: ".save FILE [_N …]",
      summary: "the session as a script (.accord) or a brief (.md): what its results rest on",
      argument: .file,
      run: { prompt, rest in
        prompt.saveSession(rest)
        return true
      }),
    PromptCommand(
      name: ".output", usage: ".output [FILE]",
      summary: "adds results to a file; without a name, to the screen again",
      argument: .file,
      run: { prompt, rest in
        prompt.redirect(rest)
        return true
      }),
    PromptCommand(
      name: ".run", usage: ".run FILE.accord", summary: "runs the statements of a file",
      argument: .file,
      run: { prompt, rest in
        prompt.runFile(rest)
        return true
      }),
    PromptCommand(
      name: ".open", usage: ".open FOLDER",
      summary: "adds a data package; what was run is run again with it",
      argument: .folder,
      run: { prompt, rest in
        prompt.open(rest)
        return true
      }),
    PromptCommand(
      name: ".keys", usage: ".keys", summary: "what the keys do",
      run: { prompt, _ in
        prompt.showKeys()
        return true
      }),
    PromptCommand(
      name: ".edit", usage: ".edit", summary: "the last statement in your editor, then run",
      run: { prompt, _ in
        prompt.edit()
        return true
      }),
    PromptCommand(
      name: ".quit", usage: ".quit", summary: "ends the session (^D does too)",
      run: { _, _ in false }),
  ]

  static func named(_ name: String) -> PromptCommand? {
    let name = name == ".exit" || name == ".q" ? ".quit" : name
    return all.first { $0.name == name }
  }
}
