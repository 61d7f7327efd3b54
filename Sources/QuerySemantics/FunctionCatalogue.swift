package import ColumnStore

/// A runnable example of a verb or function: help shows it, the manual prints it, tests run it.
package struct Example: Sendable, Hashable {
  package var statement: String
  /// What it shows, as a phrase.
  package var shows: String

  package init(_ statement: String, _ shows: String = "") {
    self.statement = statement
    self.shows = shows
  }
}

/// One function of the language: binding, help, completion, manual and tests all read this record.
package struct FunctionRecord: Sendable {
  package enum Category: Sendable {
    case plain(PlainFunction)
    case aggregate(AggregateCall.Function)
    case window(WindowCall.Function)
    case across(AcrossCall.Function)
    /// Only after `in`.
    case set
    /// `iso3(c)`, `name(c)`: an attribute in the form of a function.
    case attribute
    /// `better(m)`: needs a measure, for its range and direction.
    case aligned

    package var label: String {
      switch self {
      case .plain, .aligned: "function of one row"
      case .aggregate: "aggregate"
      case .window: "along time"
      case .across: "across rows"
      case .set: "set of countries"
      case .attribute: "attribute"
      }
    }
  }

  package enum Parameter: Sendable, Hashable {
    case number, text, date, condition, entity, any
    /// A whole number written out.
    case constantInteger
    /// A number written out.
    case constantNumber
    /// A text written out.
    case constantText
  }

  package var name: String
  package var category: Category
  package var signature: String
  package var summary: String
  package var parameters: [Parameter]
  /// How many of the parameters must be given.
  package var required: Int
  /// The last parameter may be given again and again.
  package var isVariadic: Bool
  /// Nil: the type of the first argument.
  package var result: ValueType?
  package var examples: [Example]

  package init(
    _ name: String, _ category: Category, _ signature: String, _ summary: String,
    _ parameters: [Parameter], required: Int? = nil, isVariadic: Bool = false,
    gives result: ValueType?, _ example: String
  ) {
    self.name = name
    self.category = category
    self.signature = signature
    self.summary = summary
    self.parameters = parameters
    self.required = required ?? parameters.count
    self.isVariadic = isVariadic
    self.result = result
    examples = [Example(example)]
  }
}

package enum FunctionCatalogue {
  package static let all: [FunctionRecord] =
    numbers + texts + dates + domain + aggregates + along
    + across

  package static func record(named name: String) -> FunctionRecord? {
    all.first { $0.name == name }
  }

  private static let numbers: [FunctionRecord] = [
    .init(
      "abs", .plain(.abs), "abs(x)", "the size of a number without its sign", [.number],
      gives: nil, "from countries | derive d = abs(net_migration) | keep country, d | take 3"),
    .init(
      "round", .plain(.round), "round(x, digits)",
      "rounds half away from zero; without digits to a whole number", [.number, .constantInteger],
      required: 1, gives: nil,
      "from countries | derive share = round(migrant_stock_share, 1) | keep country, share | take 3"
    ),
    .init(
      "floor", .plain(.floor), "floor(x)", "the next whole number at or below", [.number],
      gives: nil,
      "from countries | derive f = floor(migrant_stock_share) | keep country, f | "
        + "take 3"),
    .init(
      "ceil", .plain(.ceil), "ceil(x)", "the next whole number at or above", [.number],
      gives: nil, "from countries | derive c = ceil(migrant_stock_share) | keep country, c | take 3"
    ),
    .init(
      "sqrt", .plain(.sqrt), "sqrt(x)", "square root; missing below zero", [.number],
      gives: .number,
      "from countries | derive r = sqrt(population) | keep country, r | take 3"),
    .init(
      "exp", .plain(.exp), "exp(x)", "e to the power x", [.number], gives: .number,
      "from countries | derive e = exp(hdi) | keep country, e | take 3"),
    .init(
      "log", .plain(.log), "log(x)", "natural logarithm; missing at or below zero", [.number],
      gives: .number, "from countries | derive l = log(gdp_per_capita) | keep country, l | take 3"),
    .init(
      "log10", .plain(.log10), "log10(x)", "logarithm to base 10; missing at or below zero",
      [.number], gives: .number,
      "from countries | derive l = log10(population) | keep country, l | take 3"),
    .init(
      "clamp", .plain(.clamp), "clamp(x, low, high)", "x, but not below low nor above high",
      [.number, .number, .number], gives: nil,
      "from countries | derive c = clamp(migrant_stock_share, 0, 50) | keep country, c | take 3"),
    .init(
      "row_mean", .plain(.rowMean), "row_mean(x, y, …)",
      "mean of the numbers of a row that are "
        + "there",
      [.number], isVariadic: true, gives: .number,
      "from countries | derive m = row_mean(forced_labour_men, forced_labour_women) | keep country, m | take 3"
    ),
    .init(
      "row_min", .plain(.rowMin), "row_min(x, y, …)",
      "smallest of the numbers of a row that are "
        + "there",
      [.number], isVariadic: true, gives: .number,
      "from countries | derive m = row_min(forced_labour_men, forced_labour_women) | keep country, m | take 3"
    ),
    .init(
      "row_max", .plain(.rowMax), "row_max(x, y, …)",
      "largest of the numbers of a row that are "
        + "there",
      [.number], isVariadic: true, gives: .number,
      "from countries | derive m = row_max(forced_labour_men, forced_labour_women) | keep country, m | take 3"
    ),
    .init(
      "row_count", .plain(.rowCount), "row_count(x, y, …)",
      "how many of the values of a row are "
        + "there",
      [.any], isVariadic: true, gives: .number,
      "from countries | derive known = row_count(hdi, gdp_per_capita) | count by known"),
  ]

  private static let domain: [FunctionRecord] = [
    .init(
      "better", .aligned, "better(x)",
      "a measure, or the values of a table of measures, on 0 to 1 with 1 the better end, by range and direction: so that different measures can be averaged and falls told from rises",
      [.number], gives: .number,
      "from countries | where EAC | keep country, gini, equality = better(gini)"),
    .init(
      "agreements", .plain(.agreements), "agreements(a, b)",
      "bilateral labour agreements between two countries known to be signed by the row's time; 0 where none is known",
      [.entity, .entity], gives: .number,
      "from corridors | where year = 2020 and origin = Philippines | keep destination, migrants, n = agreements(origin, destination) | sort migrants desc | take 3"
    ),
    .init(
      "first_agreement", .plain(.firstAgreement), "first_agreement(a, b)",
      "the year of the first of those agreements; missing where none is known", [.entity, .entity],
      gives: .number,
      "from corridors | where year = 2020 and origin = Mexico | keep destination, migrants, since = first_agreement(origin, destination) | sort migrants desc | take 3"
    ),
  ]

  private static let texts: [FunctionRecord] = [
    .init(
      "lower", .plain(.lower), "lower(t)", "in small letters", [.text], gives: .text,
      "from countries | derive l = lower(iso3) | keep country, l | take 3"),
    .init(
      "upper", .plain(.upper), "upper(t)", "in capital letters", [.text], gives: .text,
      "from countries | derive u = upper(region) | keep country, u | take 3"),
    .init(
      "trim", .plain(.trim), "trim(t)", "without white space at both ends", [.text], gives: .text,
      "from treaties | derive t = trim(title) | keep treaty, t | take 3"),
    .init(
      "contains", .plain(.contains), "contains(t, part)",
      "whether the part stands in the text; capitals count", [.text, .text], gives: .boolean,
      "from treaties | where contains(title, \"Migrant\") | keep treaty, title"),
    .init(
      "starts_with", .plain(.startsWith), "starts_with(t, part)", "whether the text begins so",
      [.text, .text], gives: .boolean,
      "from countries | where starts_with(name, \"Ma\") | keep country"),
    .init(
      "ends_with", .plain(.endsWith), "ends_with(t, part)", "whether the text ends so",
      [.text, .text], gives: .boolean,
      "from countries | where ends_with(name, \"stan\") | keep country"),
    .init(
      "matches", .plain(.matches), "matches(t, \"pattern\")",
      "whether the regular expression, in the syntax of RE2, fits some part of the text",
      [.text, .constantText],
      gives: .boolean, "from countries | where matches(iso3, \"^A.E$\") | keep country, iso3"),
    .init(
      "replace", .plain(.replace), "replace(t, part, by)", "every occurrence of the part replaced",
      [.text, .text, .text], gives: .text,
      "from countries | derive r = replace(region, \"Americas\", \"The Americas\") | count by r"),
    .init(
      "length", .plain(.length), "length(t)", "number of characters", [.text], gives: .number,
      "from countries | derive n = length(name) | keep country, n | sort n desc | take 3"),
    .init(
      "split_part", .plain(.splitPart), "split_part(t, by, n)",
      "the n-th part between separators, counted from 1; missing if there are fewer",
      [.text, .text, .constantInteger], gives: .text,
      "from treaties | derive first = split_part(topic, \" \", 1) | keep treaty, first | take 3"),
    .init(
      "number", .plain(.number), "number(t)",
      "the number that a text holds, with thousands parted (`1,234,567`) or a percent sign too; "
        + "missing where it holds none", [.text], gives: .number,
      "from treaties | derive n = number(replace(split_part(title, \"(No. \", 2), \")\", \"\")) "
        + "| where n is not missing | keep treaty, n | take 3"),
    .init(
      "name", .plain(.name), "name(c)", "the printed name of a country, treaty, measure or group",
      [.entity], gives: .text,
      "from countries | where contains(name(country), \"Guinea\") | keep country"),
    .init(
      "iso3", .attribute, "iso3(c)", "the ISO code of a country", [.entity], gives: .text,
      "from corridors | where year = 2020 | keep a = iso3(origin), b = iso3(destination), migrants | take 3"
    ),
    .init(
      "text", .plain(.text), "text(x)", "any value as text, as CSV writes it", [.any], gives: .text,
      "from treaties | derive t = text(adopted) | keep treaty, t | take 3"),
  ]

  private static let dates: [FunctionRecord] = [
    .init(
      "year", .plain(.year), "year(d)", "the year of a date", [.date], gives: .number,
      "from ratifications | where treaty = ICRMW | derive y = year(date) | count by y | take 5"),
    .init(
      "month", .plain(.month), "month(d)",
      "the month of a date, 1 to 12; missing where only the year is known", [.date],
      gives: .number, "from ratifications | where treaty = ICRMW | count by month(date)"),
    .init(
      "day", .plain(.day), "day(d)", "the day of the month", [.date], gives: .number,
      "from treaties | keep treaty, d = day(adopted) | take 3"),
    .init(
      "date", .plain(.date), "date(y, m, d)", "the date with that year, month and day",
      [.number, .number, .number], required: 1, gives: .date,
      "from treaties | derive limit = date(2000, 1, 1) | where adopted > limit | keep treaty, adopted"
    ),
    .init(
      "years_between", .plain(.yearsBetween), "years_between(a, b)",
      "whole years from the first date to the second", [.date, .date], gives: .number,
      "from ratifications | where treaty = ICRMW | keep country, lag = years_between(treaty.adopted, date) | take 3"
    ),
  ]

  private static let aggregates: [FunctionRecord] = [
    .init(
      "count", .aggregate(.count), "count() or count(cond)",
      "number of rows, or of rows where the condition holds", [.condition], required: 0,
      gives: .number, "from countries | summarise n = count(), parties = count(ICRMW) by region"),
    .init(
      "sum", .aggregate(.sum), "sum(x)", "total of the values that are there", [.number],
      gives: nil, "from countries | summarise people = sum(population) by region"),
    .init(
      "mean", .aggregate(.mean), "mean(x)", "arithmetic mean of the values that are there",
      [.number], gives: nil, "from countries | summarise m = mean(migrant_stock_share) by region"),
    .init(
      "median", .aggregate(.median), "median(x)", "middle value; of two middle ones their mean",
      [.number], gives: nil, "from countries | summarise m = median(remittances_gdp) by region"),
    .init(
      "min", .aggregate(.min), "min(x)", "smallest value, first date", [.any], gives: nil,
      "from ratifications | where date is not missing | summarise first = min(date) by treaty | take 3"
    ),
    .init(
      "max", .aggregate(.max), "max(x)", "largest value, last date", [.any], gives: nil,
      "from countries | summarise m = max(migrant_stock_share) by region"),
    .init(
      "sd", .aggregate(.sd), "sd(x)", "sample standard deviation (n − 1)", [.number], gives: nil,
      "from countries | summarise s = sd(hdi) by region"),
    .init(
      "var", .aggregate(.variance), "var(x)", "sample variance (n − 1)", [.number], gives: .number,
      "from countries | summarise v = var(hdi) by region"),
    .init(
      "quantile", .aggregate(.quantile), "quantile(x, p)",
      "value below which a share p lies, linear between order statistics (type 7)",
      [.number, .constantNumber], gives: nil,
      "from countries | summarise q = quantile(hdi, 0.25) by region"),
    .init(
      "first", .aggregate(.first), "first(x)", "first value that is there, in row order", [.any],
      gives: nil,
      "from countries | sort population desc | summarise largest = first(country) by "
        + "region"),
    .init(
      "last", .aggregate(.last), "last(x)", "last value that is there, in row order", [.any],
      gives: nil,
      "from countries | sort population desc | summarise smallest = last(country) by "
        + "region"),
    .init(
      "share", .aggregate(.share), "share(cond)",
      "rows where the condition holds among those where it is known, 0 to 1", [.condition],
      gives: .number, "from countries | summarise s = share(ICRMW) by region"),
    .init(
      "weighted_mean", .aggregate(.weightedMean), "weighted_mean(x, w)",
      "mean weighted by w, over the rows that have both", [.number, .number], gives: nil,
      "from countries | summarise m = weighted_mean(gdp_per_capita, population) by region"),
    .init(
      "corr", .aggregate(.corr), "corr(x, y)", "Pearson correlation over the rows that have both",
      [.number, .number], gives: .number,
      "from countries | summarise r = corr(log(gdp_per_capita), hdi)"),
    .init(
      "distinct", .aggregate(.distinct), "distinct(x)", "how many different values there are",
      [.any], gives: .number, "from ratifications | summarise n = distinct(country)"),
    .init(
      "spark", .aggregate(.spark), "spark(x, n)",
      "values by year as a line of letters from ▁, the least of the line, to █, the greatest, with · where missing; with n at most n letters, each the mean of a run of years; files get the line as text",
      [.number, .constantInteger], required: 1, gives: .text,
      "from panel 2010..2023 | where country in {Mexico, Tunisia, Philippines} | "
        + "summarise trend = spark(remittances_gdp) by country"),
  ]

  private static let along: [FunctionRecord] = [
    .init(
      "lag", .window(.lag), "lag(x, n)", "the value n years before", [.number, .constantInteger],
      required: 1, gives: nil,
      "from panel 2019..2021 | where country = Mexico | keep country, year, remittances_gdp, before = lag(remittances_gdp, 1)"
    ),
    .init(
      "lead", .window(.lead), "lead(x, n)", "the value n years after", [.number, .constantInteger],
      required: 1, gives: nil,
      "from panel 2019..2021 | where country = Mexico | keep country, year, after = lead(remittances_gdp, 1)"
    ),
    .init(
      "change", .window(.change), "change(x, n)", "difference from n years before",
      [.number, .constantInteger], required: 1, gives: nil,
      "from panel 2010..2020 | where country = Mexico | derive d = change(remittances_gdp, 5) | keep country, year, d"
    ),
    .init(
      "pct_change", .window(.pctChange), "pct_change(x, n)",
      "difference from n years before, in % of that value", [.number, .constantInteger],
      required: 1, gives: .number,
      "from panel 2018..2020 | where country = Mexico | keep country, year, growth = pct_change(remittances_received, 1)"
    ),
    .init(
      "cumsum", .window(.cumsum), "cumsum(x)", "running total in the order of time", [.number],
      gives: nil,
      "from ratifications | where treaty = ICRMW and date is not missing | summarise n = count() by treaty, year = year(date) | derive total = cumsum(n)"
    ),
    .init(
      "rolling_mean", .window(.rollingMean), "rolling_mean(x, n)",
      "mean of the last n years, each of which must be there", [.number, .constantInteger],
      gives: nil,
      "from panel 2015..2020 | where country = Mexico | keep country, year, m = rolling_mean(remittances_gdp, 3)"
    ),
    .init(
      "index_to", .window(.indexTo), "index_to(x, year)", "100 in the given year",
      [.number, .constantInteger], gives: .number,
      "from panel 2010..2013 | where country = Mexico | keep country, year, i = index_to(remittances_received, 2010)"
    ),
  ]

  private static let across: [FunctionRecord] = [
    .init(
      "rank", .across(.rank), "rank(x, by: COLS)",
      "place by size, largest 1, ties share: 1, 2, 2, 4; rank(-x) for the reverse", [.number],
      gives: .number,
      "from countries | where OECD | keep country, migrant_stock_share, place = rank(migrant_stock_share) | sort place | take 3"
    ),
    .init(
      "percentile", .across(.percentile), "percentile(x, by: COLS)",
      "share of values that are not larger, in %", [.number], gives: .number,
      "from countries | keep country, p = percentile(hdi) | sort p desc | take 3"),
    .init(
      "zscore", .across(.zscore), "zscore(x, by: COLS)",
      "distance from the mean in sample standard deviations", [.number], gives: .number,
      "from countries | keep country, z = zscore(hdi) | sort z desc | take 3"),
    .init(
      "minmax", .across(.minmax), "minmax(x, by: COLS)",
      "0 at the smallest value, 1 at the "
        + "largest",
      [.number], gives: .number,
      "from countries | keep country, m = minmax(hdi) | sort m desc | "
        + "take 3"),
    .init(
      "share_of_total", .across(.shareOfTotal), "share_of_total(x, by: COLS)",
      "part of the sum of all, 0 to 1", [.number], gives: .number,
      "from countries | keep country, s = share_of_total(migrant_stock) | sort s desc | take 3"),
    .init(
      "parties", .set, "x in parties(TREATY)", "States parties to the treaty at the row's time",
      [.entity], gives: .boolean,
      "from countries | where country in parties(CPED) - "
        + "parties(ICRMW) | keep country"),
    .init(
      "signatories", .set, "x in signatories(TREATY)",
      "States that signed and have not deposited", [.entity], gives: .boolean,
      "from countries | where country in signatories(ICRMW) | keep country"),
    .init(
      "member", .set, "x in member(GROUP)", "members of the group at the row's time", [.entity],
      gives: .boolean, "from countries | where country in member(GCC) | keep country"),
  ]
}
