extension GrammarWord {
  /// How a statement is written here that starts with a verb, a question or a word of another
  /// language; in small letters.
  static let elsewhere: [String: String] = [
    "select": "from TABLE | where CONDITION | keep COLUMNS", "show": listed, "list": listed,
    "display": listed, "print": listed, "view": listed, "browse": listed, "table": listed,
    "use": file, "load": file, "import": file, "read": file, "open": file, "insheet": file,
    "describe": "from TABLE | describe", "summary": "from TABLE | describe",
    "codebook": "from TABLE | describe", "tab": "from TABLE | freq COLUMN",
    "tabulate": "from TABLE | freq COLUMN", "freq": "from TABLE | freq COLUMN",
    "count": "from TABLE | where CONDITION | count", "where": kept, "filter": kept,
    "which": "from countries | where CONDITION | keep country",
    "who": "from countries | where CONDITION | keep country",
    "what": "search WORDS", "find": "search WORDS", "how": "search WORDS",
    "keep": "from TABLE | keep COLUMNS", "derive": derived, "generate": derived, "gen": derived,
    "egen": derived, "mutate": derived, "summarise": grouped, "summarize": grouped,
    "group": grouped, "collapse": grouped, "mean": grouped, "average": grouped,
    "sort": "from TABLE | sort COLUMN", "order": "from TABLE | sort COLUMN",
    "take": "from TABLE | take 5", "head": "from TABLE | take 5", "limit": "from TABLE | take 5",
    "join": "from TABLE | join OTHER on COLUMN", "merge": "from TABLE | join OTHER on COLUMN",
    "pivot": "from TABLE | pivot COLUMN value: COLUMN", "chart": drawn, "plot": drawn,
    "graph": drawn, "save": "from TABLE | save \"FILE.csv\"",
    "export": "from TABLE | save \"FILE.csv\"", "with": named, "create": named,
    "define": named, "var": named,
    "parties": "from countries | where country in parties(TREATY)",
    "signatories": "from countries | where country in signatories(TREATY)",
    "ratified": "from countries | where TREATY", "ratify": "from countries | where TREATY",
    "map": "from countries | chart tilemap COLUMN", "bar": drawn, "line": drawn, "scatter": drawn,
  ]

  /// Whether a word is the name of a month, or its first three letters and more.
  package static func isMonth(_ word: String) -> Bool {
    let word = word.lowercased()
    return word.count > 2 && months.contains { $0.hasPrefix(word) }
  }

  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ]

  /// Words for a missing value.
  package static let missingElsewhere: Set<String> = ["null", "na", "nan", "nil", "none"]

  /// Verbs of this language among them: they go on from rows.
  static let verbsElsewhere: Set<String> = [
    "where", "keep", "derive", "summarise", "sort", "take", "join", "pivot", "chart", "save",
    "count", "describe", "freq",
  ]

  private static let listed = "from TABLE | keep COLUMNS"
  private static let file = "from \"FILE.csv\""
  private static let kept = "from TABLE | where CONDITION"
  private static let derived = "from TABLE | derive NAME = EXPRESSION"
  private static let grouped = "from TABLE | summarise mean(COLUMN) by COLUMN"
  private static let drawn = "from TABLE | chart KIND"
  private static let named = "let NAME = from TABLE | …"
}
