/// One dot command: dispatch, help, completion and suggestions read this record.
struct PromptCommand: Sendable {
  var name: String
  var usage: String
  var summary: String
  /// Gets what stands after the name; false ends the session.
  var run: @Sendable (Prompt, String) -> Bool

  static let all: [PromptCommand] = [
    PromptCommand(
      name: ".help", usage: ".help [WORD]", summary: "help on a word, or how to begin",
      run: { prompt, rest in
        prompt.help(rest)
        return true
      }),
    PromptCommand(
      name: ".tour", usage: ".tour [STEP]", summary: "the language in ten steps",
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
      run: { prompt, rest in
        prompt.options(rest)
        return true
      }),
    PromptCommand(
      name: ".mode", usage: ".mode table|csv|tsv|json|jsonl|md", summary: "the form of results",
      run: { prompt, rest in
        prompt.mode(rest)
        return true
      }),
    PromptCommand(
      name: ".timer", usage: ".timer on|off", summary: "say how long each statement took",
      run: { prompt, rest in
        prompt.timer(rest)
        return true
      }),
    PromptCommand(
      name: ".last", usage: ".last [N]", summary: "the last result, whole, in the pager",
      run: { prompt, rest in
        prompt.showLast(rest)
        return true
      }),
    PromptCommand(
      name: ".log", usage: ".log", summary: "what was run in this session",
      run: { prompt, _ in
        prompt.showLog()
        return true
      }),
    PromptCommand(
      name: ".save", usage: ".save FILE.accord|FILE.md",
      summary: "the session as a script or a brief: the statements that gave something",
      run: { prompt, rest in
        prompt.saveSession(rest)
        return true
      }),
    PromptCommand(
      name: ".output", usage: ".output [FILE]",
      summary: "results into a file; without a name "
        + "back to the screen",
      run: { prompt, rest in
        prompt.redirect(rest)
        return true
      }),
    PromptCommand(
      name: ".run", usage: ".run FILE.accord", summary: "runs the statements of a file",
      run: { prompt, rest in
        prompt.runFile(rest)
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
