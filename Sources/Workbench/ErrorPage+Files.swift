/// Errors of files that are read and written.
extension ErrorPage {
  static let files: [ErrorPage] = [
    ErrorPage(
      "file-not-found", "The file is not there.",
      "from \"nowhere.csv\" | count",
      "Paths count from the folder the program was started in."),
    ErrorPage(
      "file-unreadable", "The file may not be read, or is a folder.",
      "from \".\" | count",
      "Check its name and rights."),
    ErrorPage(
      "file-empty", "The file holds nothing, not even a line of heads.",
      "from \"fictional_empty.csv\"",
      "Check how it was exported."),
    ErrorPage(
      "file-changed", "The file changed while it was read.",
      nil,
      "Read it again."),
    ErrorPage(
      "bad-cell", "A cell does not fit the type of its column.",
      "from \"fictional_bad_cells.csv\" number: {age}",
      "Read the column as text with text: {column}, or make such cells missing with bad: missing."),
    ErrorPage(
      "ragged-row", "A line has more or fewer fields than the head.",
      "from \"fictional_ragged.csv\"",
      "Quote cells that hold the separator."),
    ErrorPage(
      "unclosed-quote", "A quoted cell is never closed.",
      "from \"fictional_unclosed_quote.csv\"",
      "Close it, or double a quote that is part of the text."),
    ErrorPage(
      "stray-quote", "Text follows a closing quote.",
      "from \"fictional_stray_quote.csv\"",
      "Write a quote inside a quoted cell twice."),
    ErrorPage(
      "too-many-columns", "A file has more than 20,000 columns.",
      nil,
      "Check the separator."),
    ErrorPage(
      "too-much-text",
      "A column holds more than 4 GB of different texts, or texts are made of more than 1 GB.",
      nil,
      "Leave the column out of the file; make texts after rows are filtered."),
    ErrorPage(
      "not-text", "The file is binary.",
      "from \"fictional_binary.csv\"",
      "Export it as CSV first."),
    ErrorPage(
      "bad-gzip", "The compressed file is damaged or cut off.",
      nil,
      "Fetch it again."),
    ErrorPage(
      "bad-option", "An option of a file makes no sense, or contradicts another.",
      nil,
      "The message says which."),
    ErrorPage(
      "late-type", "A column was empty where it was looked at and is not further down.",
      nil,
      "Say what it is: number: {column}."),
    ErrorPage(
      "bad-json", "The file's name says JSON and its text is none.",
      "from \"fictional_bad.json\"",
      "The message names line and place."),
    ErrorPage(
      "nested-value", "A JSON value is an object or a list; a cell holds one value.",
      "from \"fictional_nested.json\"",
      "Take the inner values out into keys of their own."),
    ErrorPage(
      "duplicate-key", "A key stands twice in one JSON object, or twice in a table of a data set.",
      "from \"fictional_duplicate_key.json\"",
      "Give one of them another name, or leave it out."),
    ErrorPage(
      "file-exists", "`save` does not write over a file.",
      nil,
      "Say replace: true."),
    ErrorPage(
      "file-read-only", "The file may not be written to.",
      nil,
      "Choose another name."),
    ErrorPage(
      "folder-not-found", "`save` names a folder that is not there.",
      nil,
      "Make it first."),
    ErrorPage(
      "folder-read-only", "Nothing may be written in that folder.",
      nil,
      "Choose another."),
    ErrorPage(
      "is-folder", "`save` names a folder.",
      nil,
      "Name a file in it."),
    ErrorPage(
      "disk-full", "The disk is full. The old file, if there was one, is whole.",
      nil,
      "Make room and save again."),
    ErrorPage(
      "write-failed", "The system refused to write. The old file is whole.",
      nil,
      "The message holds the system's reason."),
    ErrorPage(
      "spreadsheet", "The workbook cannot be made.",
      nil,
      "The message says why: the library libxlsxwriter is not installed, or the table has more rows "
        + "than a sheet holds. .csv has no such limits."),
    ErrorPage(
      "unknown-file-type", "The name's ending says no form.",
      "from countries | count | save \"x.doc\"",
      "Take one of the endings named."),
    ErrorPage(
      "unknown-command", "A line starts with a dot and the prompt has no such command.",
      nil,
      "`.help commands` lists them."),
    ErrorPage(
      "bad-argument", "What stands behind a command of the prompt is not what it takes.",
      nil,
      "`.help .COMMAND` says what it takes."),
    ErrorPage(
      "no-editor", "The editor could not be started, or ended with an error.",
      nil,
      "Name one in the variable VISUAL or EDITOR."),
    ErrorPage(
      "safe-mode", "In safe mode no file is read or written.",
      nil,
      "Start without --safe."),
  ]
}
