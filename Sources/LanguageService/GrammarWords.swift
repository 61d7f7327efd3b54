import QuerySyntax

/// Words of the grammar with what they say, for lists and help.
enum GrammarWords {
  static let statements: [(word: String, form: String, summary: String, example: String)] = [
    (
      "from", "from SOURCE [as of DATE] | verb …", "a table and what is done with its rows",
      "from countries as of 2007-04-24 | where ICRMW | count"
    ),
    (
      "compare",
      "compare COUNTRIES on MEASURES [as of DATE] [against GROUPS] [rank: true] [average: median] [weight: MEASURE] [coverage: SHARE] [span: YEARS]",
      "countries side by side on several measures, with means of groups; a group may be World, region, income or a set of your own",
      "compare Kenya, Uganda on hdi, ICRMW, remittances_gdp against EAC"
    ),
    (
      "profile", "profile COUNTRY [as of DATE] [| save \"FILE.md\"]",
      "a short document on one country: commitments, reports, rights, indicators, corridors",
      "profile Tunisia"
    ),
    (
      "search", "search WORDS", "the tables, measures, treaties, countries and groups that match",
      "search \"domestic work\""
    ),
    (
      "let", "let NAME = QUERY, SET or EXPRESSION", "gives a result, a set or a definition a name",
      "let gulf = from countries | where GCC | keep country"
    ),
    (
      "param", "param NAME: TYPE = DEFAULT", "a value that can be set from outside with --set",
      "param focus: country = Tunisia"
    ),
    (
      "set", "set OPTION = VALUE", "changes how statements are read or results are shown",
      "set treaty_basis = in_force"
    ),
    (
      "why", "why MEASURE for COUNTRY [at TIME]", "where a value comes from, or why there is none",
      "why ICRMW for Mexico"
    ),
    (
      "explain", "explain STATEMENT", "what a statement does, with the rows after each verb",
      "explain from countries | where GCC and not ICRMW | count"
    ),
    (
      "cite", "cite [NAME] [format: bibtex]", "the sources of the last, or a named, result",
      "cite ICRMW"
    ),
  ]

  static let compareOptions = [
    WordChoice("rank:", "true for the place of each country"),
    WordChoice("average:", "mean or median"),
    WordChoice("weight:", "a measure that means are weighted by"),
    WordChoice("coverage:", "the share of States that must have a value"),
    WordChoice("span:", "how many years apart values may be"),
  ]

  static let afterIs = [
    WordChoice("missing", "has no value, for any reason"),
    WordChoice("not missing", "has a value"),
  ]

  static let afterOperand = [
    WordChoice("and", "true where both sides are"), WordChoice("or", "true where either side is"),
    WordChoice("in", "is one of a set or lies in a range"),
    WordChoice("not in", "is none of a set, or outside a range"),
    WordChoice("is missing", "has no value, for any reason"),
    WordChoice("is not missing", "has a value"),
  ]

  static let operandStarts = [
    WordChoice("not", "true where the condition is false"),
    WordChoice("if", "if CONDITION then A else B"), WordChoice("true", "yes"),
    WordChoice("false", "no"), WordChoice("missing", "no value"),
  ]

  static let clauses: [String: String] = [
    "by": "of each combination of these columns", "on": "columns whose values must agree",
    "as": "names for the new columns", "within": "at most so many years before the last",
    "against": "what it is held against",
  ]

  static let options: [String: String] = [
    "seed": "the same number draws the same rows", "max": "longest gap that is filled, in years",
    "value": "the column that fills the cells", "kind": "inner, left, semi or anti",
    "many": "allow several rows with one key on both sides",
    "weight": "the measure that weights the mean", "replace": "write over a file that is there",
    "by": "within each combination of these columns", "law": "condition for a law",
    "practice": "condition for practice", "x": "along the page", "y": "up the page",
    "series": "one line, or colour, for each", "facet": "one panel for each",
    "label": "written beside each point", "highlight": "set apart: {Mexico, Kenya}",
    "title": "above the chart", "subtitle": "below the title", "scale": "log or linear",
    "stacked": "bars upon one another", "fit": "a fitted line", "bins": "number of bars",
    "reference": "a line at this value", "from": "where it starts", "to": "where it ends",
    "low": "lower end", "high": "upper end", "centre": "middle of the colours",
    "width": "in columns of the page", "height": "in lines of the page",
  ]

  static let chartKinds: [String: String] = [
    "bar": "a length from zero for each row", "dot": "a point on one scale for each row",
    "dumbbell": "two values for each row, joined", "slope": "two moments, joined by lines",
    "line": "values over the years", "area": "values over the years, filled",
    "step": "values that hold until the next", "scatter": "one measure against another",
    "histogram": "how many lie in each range", "box": "median and quartiles by group",
    "strip": "every value as a mark, by group", "heatmap": "shades for two keys",
    "matrix": "statuses, countries by treaties", "timeline": "dates of acts on one axis",
    "tilemap": "countries as tiles on a map", "event": "values before and after an event",
    "spark": "a small line for each row",
  ]

  static let fileOptions = [
    WordChoice("bad", "missing: cells that do not fit become missing"),
    WordChoice("separator", "the character between fields"),
    WordChoice("decimal", "comma or point"), WordChoice("header", "false: no line of heads"),
    WordChoice("skip", "lines before the head"),
    WordChoice("text", "columns read as text"), WordChoice("number", "columns read as numbers"),
    WordChoice("date", "columns read as dates"), WordChoice("boolean", "columns read as yes or no"),
    WordChoice("country", "columns read as countries"),
  ]

  static let parameterTypes = [
    "country", "treaty", "measure", "group", "number", "year", "date", "text", "boolean",
  ]

  /// Values of an option by its verb and name; nil where any expression may stand.
  static func values(of owner: String, _ label: String) -> [String]? {
    switch (owner, label) {
    case ("join", "kind"): ["inner", "left", "semi", "anti"]
    case (_, "many"), (_, "replace"), ("compare", "rank"): ["true"]
    case ("compare", "average"), ("benchmark", "average"): ["mean", "median"]
    case ("compare", "coverage"), ("compare", "span"): []
    case ("from", "bad"): ["missing", "error"]
    case ("from", "decimal"): ["comma", "point"]
    case ("from", "header"): ["true", "false"]
    case ("from", "separator"): ["\";\"", "tab"]
    case ("cite", "format"): ["text", "bibtex"]
    case (_, "seed"), (_, "max"), ("from", "skip"): []
    case ("chart", "scale"): ["log", "linear"]
    case ("chart", "stacked"), ("chart", "fit"): ["true", "false"]
    case ("chart", "title"), ("chart", "subtitle"), ("chart", "bins"), ("chart", "centre"),
      ("chart", "width"), ("chart", "height"), ("chart", "reference"):
      []
    case ("chart", "highlight"): ["{"]
    default: nil
    }
  }
}
