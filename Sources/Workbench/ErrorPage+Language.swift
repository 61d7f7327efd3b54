/// Errors of what is written: characters, names, types, and where things stand.
extension ErrorPage {
  static let writing: [ErrorPage] = [
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
      "param",
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

  static let names: [ErrorPage] = [
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

  static let types: [ErrorPage] = [
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

  static let places: [ErrorPage] = [
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
}
