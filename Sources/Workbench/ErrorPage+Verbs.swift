/// Errors of verbs, and of what happens while statements run.
extension ErrorPage {
  static let verbs: [ErrorPage] = [
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

  static let running: [ErrorPage] = [
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
