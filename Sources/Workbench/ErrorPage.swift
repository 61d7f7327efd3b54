/// The page of one diagnostic code: what it means, a statement that gives it, and what to do.
///
/// `help CODE` shows it, the manual prints it, and a test runs the statement and expects the code.
package struct ErrorPage: Sendable {
  package var code: String
  package var meaning: String
  /// A statement, or several lines, that ends with this error; nil where it takes a file, a
  /// terminal or bad luck.
  package var example: String?
  package var remedy: String

  init(_ code: String, _ meaning: String, _ example: String?, _ remedy: String) {
    self.code = code
    self.meaning = meaning
    self.example = example
    self.remedy = remedy
  }

  package static let all: [ErrorPage] = writing + names + types + places + verbs + files + running

  package static func page(of code: String) -> ErrorPage? { all.first { $0.code == code } }

  private static let writing: [ErrorPage] = [
    ErrorPage(
      "stray-character", "A character that is not part of the language.",
      "from countries | where OECD; count",
      "Leave it out, or put the text in quotes."),
    ErrorPage(
      "unclosed-string", "A text in quotes is never closed.",
      "from countries | where country = \"Mexico | count",
      "Write the closing quote."),
    ErrorPage(
      "unclosed-name", "A name in backticks is empty, or not closed on its line.",
      "from countries | keep `SP.POP.TOTL",
      "Write the closing backtick."),
    ErrorPage(
      "bad-escape", "A backslash in a text stands before something that it does not go with.",
      "from countries | where starts_with(name, \"\\q\")",
      "The escapes are \\\" \\\\ \\n \\t and \\u{…}."),
    ErrorPage(
      "bad-date", "A date that does not exist, or is written in another way.",
      "from countries as of 2007-13-01 | count",
      "Write 2007-04-24, or 2006-04 for a month."),
    ErrorPage(
      "bad-number", "A number too large to be held.",
      "from countries | keep x = 1e999",
      "Numbers go to about 1e308."),
    ErrorPage(
      "unclosed-bracket", "A bracket is never closed.",
      "from countries | where (ICRMW and not C155 | count",
      "Write the bracket the label names."),
    ErrorPage(
      "wrong-bracket", "A bracket is closed by one of another kind.",
      "from countries | where country in {Mexico, Kenya) | count",
      "Close `(` with `)` and `{` with `}`."),
    ErrorPage(
      "stray-bracket", "A closing bracket that nothing opened.",
      "from countries | where ICRMW) | count",
      "Leave it out, or open one before."),
    ErrorPage(
      "statement-expected", "A line starts with no statement word.",
      "select * from countries",
      "Start with `from` and a table; the note lists the other statements."),
    ErrorPage(
      "verb-expected", "After `|` stands no verb.",
      "from countries | | count",
      "Write a verb, or leave the bar out."),
    ErrorPage(
      "expression-expected", "A value, a column or a bracket is needed here.",
      "from countries | where gini > | count",
      "Complete the expression."),
    ErrorPage(
      "name-expected", "A name is needed here.",
      "set",
      "Write the name of the option, parameter or definition."),
    ErrorPage(
      "unexpected-token", "Something else is needed here; the message says what.",
      "from 2010",
      "Look at what stands just before the carets."),
    ErrorPage(
      "chained-comparison", "Two comparisons in a row.",
      "from countries | where 1 < gini < 30",
      "Join two comparisons with `and`, or use `in 1..30`."),
    ErrorPage(
      "unbracketed-at", "After `@` stands one year, date or name.",
      "from panel 2010..2012 | derive x = hdi@year - 5",
      "Write hdi@(year - 5)."),
    ErrorPage(
      "unbracketed-comparison", "In a list of definitions `=` defines.",
      "from countries | keep country, x = region = Africa",
      "Write x = (region = Africa)."),
    ErrorPage(
      "unbracketed-value", "The value of a named argument is a calculation.",
      "from countries | sample 3 seed: 1 + 2",
      "Put it in brackets."),
    ErrorPage(
      "unbracketed-not", "`not` stands after an operator.",
      "from countries | where country = not Mexico",
      "Write (not …)."),
    ErrorPage(
      "missing-expected", "After `is` stands something other than `missing` or `not missing`.",
      "from countries | where region is Africa",
      "To compare, write `=`."),
    ErrorPage(
      "unquoted-words", "A name of several words stands without quotes.",
      "from countries | where country = United States",
      "Write \"United States\", or USA."),
  ]

  private static let names: [ErrorPage] = [
    ErrorPage(
      "unknown-name",
      "A word names no column, definition, attribute, measure, treaty or group here.",
      "from countries | where gpd_per_capita > 1000",
      "Take one of the nearest names, or look for it: search \"gdp\"."),
    ErrorPage(
      "unknown-column", "A verb names a column that these rows do not have, or have no longer.",
      "from countries | keep country | drop region",
      "Name the column before the verb that took it away, or keep it there."),
    ErrorPage(
      "unknown-country", "No country has that name, code, alias or former name.",
      "from countries | where country = Swazland", "Take one of the nearest names."),
    ErrorPage(
      "unknown-treaty", "No treaty has that identifier, code or title.",
      "from ratifications | where treaty = ICMRW",
      "Take one of the nearest; from treaties | keep treaty, title lists them."),
    ErrorPage(
      "unknown-measure", "No measure has that identifier or code.",
      "from indicators | where series = remitances_gdp", "Take one of the nearest, or search."),
    ErrorPage(
      "unknown-group", "No group of countries has that name.",
      "from countries | where country in member(OCED)", "from groups | distinct group lists them."),
    ErrorPage(
      "unknown-basket", "No named basket of treaties has that name.",
      "from ratifications | where treaty in core_unn | count", "search \"basket\" lists them."),
    ErrorPage(
      "unknown-value",
      "A closed column (region, status, basis …) is compared with a word outside its list.",
      "from countries | where region = Afrika", "Take one of the words of the list."),
    ErrorPage(
      "unknown-table", "No table of the catalogue, result or definition has that name.",
      "from contries | count", "Take one of the tables named below the error."),
    ErrorPage(
      "unknown-result", "There is no earlier result of that number.", "from _99 | count",
      "`_` is the last result, `_1` the first; only the last fifty are kept."),
    ErrorPage(
      "unknown-verb", "No verb has that name.", "from countries | wehre OECD",
      "Take one of the nearest; help verbs lists them."),
    ErrorPage(
      "unknown-function", "No function has that name.",
      "from countries | summarise m = avg(population)", "help functions lists them."),
    ErrorPage(
      "unknown-field", "After the `.` stands something that this kind of value does not have.",
      "from countries | keep ICRMW.datum", "Take one of the fields named below the error."),
    ErrorPage(
      "unknown-option", "A verb, a source or `set` has no option of that name.",
      "from countries | sample 3 sed: 7", "Take one of the options named below the error."),
    ErrorPage(
      "ambiguous-name", "A word fits two things. It is never a guess.",
      nil,
      "Write the one that is meant in full or by its code."),
    ErrorPage(
      "hyphenated-name", "A treaty's code with a hyphen reads as a subtraction.",
      "from countries | where CRC-OPAC", "Write CRC_OPAC, or the code in backticks."),
    ErrorPage(
      "defined-twice", "In a file a name is given once.", nil,
      "Choose another name. At the prompt a name may be given again."),
  ]

  private static let types: [ErrorPage] = [
    ErrorPage(
      "mixed-measures",
      "Numbers of different measures are not averaged or added up: their units or directions differ.",
      "from rights | where year = 2019 | summarise m = mean(value) by country",
      "Group by the measure, choose one, or put all on one scale: mean(better(value))."),
    ErrorPage(
      "type-mismatch", "A value is of another type than its place needs.",
      "from rights | where year = \"2010\"", "The caret's label says how to write it."),
    ErrorPage(
      "incomparable", "Two values cannot be compared in that way.",
      "from countries | where country < Mexico", "Only numbers, dates and texts have an order."),
    ErrorPage(
      "unit-mismatch", "A warning: a sum or comparison mixes units. The statement still runs.",
      "from countries | keep country, x = remittances_gdp + population",
      "Bring both to one unit first."),
    ErrorPage(
      "argument-count", "A function is given too few or too many arguments.",
      "from countries | derive x = quantile(hdi)", "help and the function's name shows its form."),
    ErrorPage(
      "constant-needed", "A number or text must be written out, not read from rows.",
      "from countries | take population", "Write the number itself, or use a param."),
    ErrorPage(
      "bad-value", "An option or argument is outside what is allowed.", "set rows = many",
      "The label says what is allowed."),
  ]

  private static let places: [ErrorPage] = [
    ErrorPage(
      "no-country",
      "A measure, treaty or attribute is named where no single column of countries "
        + "is.",
      "from corridors | where ICRMW", "Say whose: origin.ICRMW, destination.ICRMW."),
    ErrorPage(
      "no-time", "A function or verb runs along time, and the rows have no year or date.",
      "from countries | derive x = lag(population, 1)",
      "Start from panel 2000..2020 or a yearly "
        + "table."),
    ErrorPage(
      "not-timed", "`@` is put behind something that is no measure, treaty or group.",
      "from rights | keep country, v = value@2010", "Name the measure itself."),
    ErrorPage(
      "no-members", "A value has nothing after a `.`.", "from countries | keep OECD.size",
      "Countries, treaties, measures, baskets and dates have members."),
    ErrorPage(
      "missing-part", "A verb or a name lacks something it needs.", "from countries | sort",
      "The label shows an example."),
    ErrorPage(
      "unexpected-part", "A verb is given something it does not take.",
      "from countries | count region", "The note shows the verb's form."),
    ErrorPage(
      "nested-too-deep", "Brackets, or definitions within definitions, are too deep.", nil,
      "Split the expression with let or derive."),
    ErrorPage(
      "query-too-large",
      "A verb has more than 5,000 parts, the columns before each verb are more than 2,000,000 in "
        + "all, or definitions that use others unfold to more than 500,000 parts.",
      nil,
      "Name several columns in one `derive`; a `let` in between keeps a table and counts anew."),
  ]

  private static let verbs: [ErrorPage] = [
    ErrorPage(
      "name-needed", "`derive` is given a plain column without a new name.",
      "from countries | derive region", "Write: name = column."),
    ErrorPage(
      "duplicate-column", "Two columns would have one name.",
      "from countries | keep country, region = iso3, region", "Give one of them another name."),
    ErrorPage(
      "column-collision", "Both tables of a join have a column of that name beside the key.",
      "from reports | join ratifications on country", "Rename or drop it in one of them first."),
    ErrorPage(
      "aggregate-needed", "In `summarise` stands something that is not one value per group.",
      "from countries | summarise p = population by region", "Use mean, sum, first …, or `by`."),
    ErrorPage(
      "aggregate-here", "A function stands where it cannot run.",
      "from countries | where parties(ICRMW)", "A set of countries stands after `in`."),
    ErrorPage(
      "schemas-differ", "`append` needs tables with the same columns.",
      "from countries | append treaties", "Keep the same columns on both sides."),
    ErrorPage(
      "pivot-too-wide", "`pivot` would make more than 5,000 columns.", nil,
      "Filter first, or pivot another column."),
    ErrorPage(
      "seed-needed", "A random sample needs a seed, so that it is the same the next time.",
      "from countries | sample 3", "Write: sample 3 seed: 7."),
    ErrorPage(
      "many-to-many", "Both sides of a join have several rows with one key.",
      "from ratifications | keep country, treaty | join (from reservations | keep country, kind) on country",
      "Make one side unique first, or say many: true."),
    ErrorPage(
      "not-unique",
      "Rows along time are not told apart by their keys, so there is no one value a "
        + "year.",
      "from rights | where year = 2019 | keep country, year, value | derive x = lag(value, 1)",
      "Filter to one measure, or keep the column that tells the rows apart."),
    ErrorPage(
      "pivot-not-unique", "Two rows would fall into one cell of a pivot.",
      "from rights | where measure in {wbl_index, wbl_pay} and country = Kenya and year in 2018..2019 | keep country, year, value | pivot year value: value",
      "Filter or summarise first."),
  ]

  private static let files: [ErrorPage] = [
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

  private static let running: [ErrorPage] = [
    ErrorPage(
      "broken-fence",
      "In Markdown a line that opens a block with backticks holds no others, so that the block would "
        + "be read as text.",
      nil,
      "Open and close the block with ~~~ instead, or leave the backticks out of the caption."),
    ErrorPage(
      "bad-front-matter",
      "The lines between `---` at the head of a brief are not as they should be, or a key is near "
        + "to one that means something.",
      nil, "The message names the line; the manual's chapter on writing shows the keys."),
    ErrorPage(
      "unclosed-result", "A stamped result in a brief is not closed by its last line.", nil,
      "Put the line back, or take the whole result out and run again with --write."),
    ErrorPage(
      "inline-value", "A value between `{{` and `}}` in a brief is missing, or is not one value.",
      nil,
      "Name one cell: {{result[country = Kenya].column}}. A missing one is never left empty."),
    ErrorPage(
      "other-edition", "A brief asks for another edition of the data than the one that is here.",
      nil,
      "Open that edition with --data, or change the brief and look at what changes."),
    ErrorPage(
      "memory-limit", "The statement needs more memory than `set memory` allows.",
      "set memory = 1MB\nfrom corridors | join (from corridors | keep origin, people = migrants) on origin many: true",
      "Filter earlier, or raise the limit."),
    ErrorPage(
      "text-too-long", "A text would be made of more than 1,000,000 bytes.",
      nil,
      "Take a part of the text first."),
    ErrorPage(
      "bad-package", "The data folder's datapackage.json is not what it should be.",
      nil,
      "Check it with a Frictionless validator."),
    ErrorPage(
      "name-taken",
      "A table, measure or group of a package added with --data has a name that means something.",
      nil,
      "Give it another name in the package, or say in the field "
        + "`\"accord\": {\"measure\": \"NAME\"}`; `false` makes no measure of it."),
    ErrorPage(
      "missing-table", "A data package lacks a table that it needs.",
      nil,
      "Add it, or name its role in datapackage.json."),
    ErrorPage(
      "unknown-reference",
      "A cell of a data package names an entity that the package does not "
        + "have.",
      nil,
      "The message names file, line and cell."),
    ErrorPage(
      "empty-key", "A key column of a data package is empty on some line.",
      nil,
      "Fill it."),
    ErrorPage(
      "measure-twice", "Two files of a data package hold the same measure.",
      nil,
      "Rename one."),
    ErrorPage(
      "data-store", "Values could not be read from the built data.",
      nil,
      "Start again; if it stays, remove the cache: the data are built anew."),
    ErrorPage(
      "store-damaged", "The built data in the cache are damaged.",
      nil,
      "Start again: they are built anew."),
    ErrorPage(
      "store-unreadable", "The built data in the cache may not be read.",
      nil,
      "Check the rights of the cache folder."),
    ErrorPage(
      "store-not-found", "The built data are gone.",
      nil,
      "Start again: they are built anew."),
    ErrorPage(
      "store-foreign", "The file in the cache is no data store.",
      nil,
      "Start again: they are built anew."),
    ErrorPage(
      "store-version", "The built data are of another version of the program.",
      nil,
      "Start again: they are built anew."),
    ErrorPage(
      "store-byte-order", "The built data are of another kind of machine.",
      nil,
      "Start again: they are built anew."),
    ErrorPage(
      "store-no-section", "A part of the built data is not there.",
      nil,
      "Start again: they are built anew."),
    ErrorPage(
      "store-kind", "A part of the built data is of another kind than expected.",
      nil,
      "Start again: they are built anew."),
    ErrorPage(
      "chart", "The chart cannot be drawn from these rows.",
      "from countries | keep region, hdi | chart bar y: region, x: hdi",
      "The message says what the kind of chart needs; help chart lists the kinds."),
    ErrorPage(
      "internal", "Something went wrong in the program itself.",
      nil,
      "The session is unharmed. Tell the maintainers what was typed."),
  ]
}
