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

  package static let all: [ErrorPage] = names + types + places + verbs + files + running

  package static func page(of code: String) -> ErrorPage? { all.first { $0.code == code } }

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
      "from countries | where country = Guiana",
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
      "no-country", "A measure, treaty or attribute is named where no single column of countries is.",
      "from corridors | where ICRMW", "Say whose: origin.ICRMW, destination.ICRMW."),
    ErrorPage(
      "no-time", "A function or verb runs along time, and the rows have no year or date.",
      "from countries | derive x = lag(population, 1)", "Start from panel 2000..2020 or a yearly table."),
    ErrorPage(
      "not-timed", "`@` is put behind something that is no measure, treaty or group.",
      "from rights | keep country, v = value@2010", "Name the measure itself."),
    ErrorPage(
      "no-members", "A value has nothing after a `.`.", "from countries | keep population.size",
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
      "not-unique", "Rows along time are not told apart by their keys, so there is no one value a year.",
      "from rights | where year = 2019 | keep country, year, value | derive x = lag(value, 1)",
      "Filter to one measure, or keep the column that tells the rows apart."),
    ErrorPage(
      "pivot-not-unique", "Two rows would fall into one cell of a pivot.",
      "from rights | where measure in {wbl_index, wbl_pay} and country = Kenya and year in 2018..2019 | keep country, year, value | pivot year value: value",
      "Filter or summarise first."),
  ]

  private static let files: [ErrorPage] = [
    ErrorPage(
      "file-not-found", "The file is not there.", "from \"nowhere.csv\" | count",
      "Paths count from the folder the program was started in."),
    ErrorPage("file-unreadable", "The file may not be read, or is a folder.", nil, "Check its rights."),
    ErrorPage("file-empty", "The file holds nothing, not even a line of heads.", nil, "Check it."),
    ErrorPage("file-changed", "The file changed while it was read.", nil, "Read it again."),
    ErrorPage(
      "bad-cell", "A cell does not fit the type of its column.", nil,
      "Read the column as text with text: {column}, or make such cells missing with bad: missing."),
    ErrorPage(
      "ragged-row", "A line has more or fewer fields than the head.", nil,
      "Quote cells that hold the separator."),
    ErrorPage("unclosed-quote", "A quoted cell is never closed.", nil, "Close it, or double the quote."),
    ErrorPage("stray-quote", "A quote stands within a quoted cell.", nil, "Double it."),
    ErrorPage("too-many-columns", "A file has more than 20,000 columns.", nil, "Check the separator."),
    ErrorPage("not-text", "The file is binary.", nil, "Export it as CSV first."),
    ErrorPage("bad-gzip", "The compressed file is damaged or cut off.", nil, "Fetch it again."),
    ErrorPage("late-type", "A column was empty where it was looked at and is not further down.", nil,
      "Say what it is: number: {column}."),
    ErrorPage("file-exists", "`save` does not write over a file.", nil, "Say replace: true."),
    ErrorPage("unknown-file-type", "The name's ending says no form.",
      "from countries | count | save \"x.docx\"", "Take one of the endings named."),
    ErrorPage("safe-mode", "In safe mode no file is read or written.", nil, "Start without --safe."),
  ]

  private static let running: [ErrorPage] = [
    ErrorPage("memory-limit", "The statement needs more memory than `set memory` allows.", nil,
      "Filter earlier, or raise the limit."),
    ErrorPage("store-damaged", "The built data in the cache are damaged.", nil,
      "Start again: they are built anew."),
    ErrorPage("internal", "Something went wrong in the program itself.", nil,
      "The session is unharmed. Tell the maintainers what was typed."),
  ]
}
