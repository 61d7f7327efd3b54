import QuerySyntax

/// One verb: binding, help, completion, manual and tests all read this record.
package struct VerbRecord: Sendable {
  package var name: String
  package var usage: String
  package var summary: String
  /// Clause words and option names that it takes; others are an error.
  package var clauses: [String]
  package var options: [String]
  package var examples: [Example]
  /// Adds the verb's steps; false when something is wrong, which has been reported.
  var bind: @Sendable (Binder, Verb, inout PipelineBuilder) -> Bool

  init(
    _ name: String, _ usage: String, _ summary: String, clauses: [String] = [],
    options: [String] = [], _ examples: [Example],
    bind: @escaping @Sendable (Binder, Verb, inout PipelineBuilder) -> Bool
  ) {
    self.name = name
    self.usage = usage
    self.summary = summary
    self.clauses = clauses
    self.options = options
    self.examples = examples
    self.bind = bind
  }
}

package enum VerbCatalogue {
  package static let all: [VerbRecord] = rows + columns + tables + domain + finishing

  package static func record(named name: String) -> VerbRecord? {
    let name = name == "summarize" ? "summarise" : name
    return all.first { $0.name == name }
  }

  private static let rows: [VerbRecord] = [
    .init(
      "where", "where CONDITION", "keeps the rows for which the condition holds",
      [
        Example("from countries | where GCC and not ICRMW | keep country", "a group and a treaty"),
        Example("from rights | where year in 2018..2019 and measure = wbl_index | count by year"),
      ],
      bind: { $0.bindWhere($1, &$2) }),
    .init(
      "sort", "sort COL [desc], …",
      "orders the rows; ties are broken by the remaining columns, left to right; missing last",
      [
        Example(
          "from countries | keep country, remittances_gdp | sort remittances_gdp desc | take "
            + "5")
      ],
      bind: { $0.bindSort($1, &$2) }),
    .init(
      "take", "take N [by COLS]", "the first rows, or the first of each group", clauses: ["by"],
      [
        Example(
          "from countries | keep country, region, population | sort population desc | take "
            + "2 by region")
      ],
      bind: { $0.bindTake($1, &$2) }),
    .init(
      "skip", "skip N", "leaves out the first rows",
      [Example("from treaties | keep treaty | skip 70")], bind: { $0.bindSkip($1, &$2) }),
    .init(
      "sample", "sample N seed: S", "rows drawn at random, the same for the same seed",
      options: ["seed"], [Example("from countries | keep country | sample 4 seed: 7")],
      bind: { $0.bindSample($1, &$2) }),
    .init(
      "distinct", "distinct [COLS]", "one row per combination",
      [Example("from countries | distinct region, subregion | take 5")],
      bind: { $0.bindDistinct($1, &$2) }),
    .init(
      "latest", "latest [COL] [within N] [by COLS]",
      "the last row by time, of each country unless said otherwise; rows without the value do not count",
      clauses: ["within", "by"],
      [
        Example(
          "from indicators | where series = gini | latest value | keep country, year, value "
            + "| take 4")
      ],
      bind: { $0.bindLatest($1, &$2) }),
  ]

  private static let columns: [VerbRecord] = [
    .init(
      "keep", "keep COL, name = EXPR, …", "only these columns, in this order",
      [
        Example(
          "from rights | where measure = wbl_index and year = 2019 | keep country, law = "
            + "value | take 3")
      ],
      bind: { $0.bindKeep($1, &$2) }),
    .init(
      "drop", "drop COLS", "without these columns",
      [Example("from countries | drop iso2, capital, wb_region | take 2")],
      bind: { $0.bindDrop($1, &$2) }),
    .init(
      "rename", "rename new = old, …", "other names for columns",
      [Example("from countries | keep country, region | rename continent = region | take 2")],
      bind: { $0.bindRename($1, &$2) }),
    .init(
      "derive", "derive name = EXPR, …", "adds columns, or replaces those of the same name",
      [
        Example(
          "from countries | where OECD | derive place = rank(migrant_stock_share) | keep country, migrant_stock_share, place | sort place | take 3"
        )
      ],
      bind: { $0.bindDerive($1, &$2) }),
    .init(
      "fill", "fill COL forward|linear [max: N] [by COLS]",
      "fills gaps along the time of each country; the filled cells are counted in a note",
      clauses: ["by"], options: ["max"],
      [
        Example(
          "from panel 2015..2020 | where country = Kenya | keep country, year, migrant_stock | fill migrant_stock linear max: 4"
        )
      ],
      bind: { $0.bindFill($1, &$2) }),
  ]

  private static let tables: [VerbRecord] = [
    .init(
      "count", "count [by COLS]", "number of rows, in all or of each group", clauses: ["by"],
      [
        Example("from countries as of 2007-04-24 | where ICRMW | count"),
        Example("from countries | count by region, ICRMW.status"),
      ],
      bind: { $0.bindCount($1, &$2) }),
    .init(
      "summarise", "summarise name = AGGREGATE, … [by COLS]", "one row per group", clauses: ["by"],
      [Example("from countries | summarise n = count(), m = mean(migrant_stock_share) by region")],
      bind: { $0.bindSummarise($1, &$2) }),
    .init(
      "pivot", "pivot COL value: COL",
      "the values of a column become columns; the rest of the key makes the rows, others go",
      options: ["value"],
      [
        Example(
          "from indicators | where series = remittances_gdp and year in 2018..2020 and country in {Mexico, Kenya} | pivot year value: value"
        )
      ],
      bind: { $0.bindPivot($1, &$2) }),
    .init(
      "unpivot", "unpivot COLS as name, value",
      "columns become rows; `1990..2020` stands for the columns of these years", clauses: ["as"],
      [
        Example(
          "from countries | where country = Kenya | keep country, ICRMW, C097, C143 | unpivot ICRMW, C097, C143 as treaty, party"
        )
      ],
      bind: { $0.bindUnpivot($1, &$2) }),
    .init(
      "join", "join TABLE on COLS [kind: inner|left|semi|anti] [many: true]",
      "columns of another table where the keys agree; many rows on both sides are an error unless many: true",
      clauses: ["on"], options: ["kind", "many"],
      [
        Example(
          "from reports | join (from ratifications | where treaty = ICRMW | keep country, date) on country | keep country, date, considered | take 3"
        )
      ],
      bind: { $0.bindJoin($1, &$2) }),
    .init(
      "append", "append TABLE", "the rows of another table below; the columns must be the same",
      [
        Example(
          "from countries | where GCC | keep country | append (from countries | where EAC | keep country) | count"
        )
      ],
      bind: { $0.bindAppend($1, &$2) }),
    .init(
      "describe", "describe",
      "a summary of every column: how many values, the range and middle of numbers, the first and "
        + "last of dates",
      [Example("from countries | keep region, population, ICRMW | describe")],
      bind: { $0.bindDescribe($1, &$2) }),
    .init(
      "freq", "freq COL", "a frequency table with shares",
      [Example("from countries | freq income")], bind: { $0.bindFrequencies($1, &$2) }),
  ]

  private static let domain: [VerbRecord] = [
    .init(
      "commitments", "commitments BASKET or {TREATY, …}",
      "status of every treaty, how many the country is party to, the share of those known, and whether all",
      [
        Example("commitments core_un as of 2010 | where all | count", "all countries, at a day"),
        Example("from countries | where subregion = \"Northern Africa\" | commitments core_un"),
        Example("from countries | where GCC | commitments {ICRMW, C097, C143}"),
      ],
      bind: { $0.bindCommitments($1, &$2) }),
    .init(
      "gap", "gap LAW, PRACTICE",
      "law minus practice, each on 0 to 1 with 1 the better end; rows without both are left out and named",
      [
        Example(
          "from countries | where OECD | gap wbl_index, women_civil_liberties | sort gap "
            + "desc | take 5")
      ],
      bind: { $0.bindGap($1, &$2) }),
    .init(
      "overdue", "overdue TREATY",
      "one row per State party: when its initial report is due, and what is known of it",
      [
        Example("overdue ICRMW as of 2007-04-24 | count by state", "all countries, at a day"),
        Example(
          "from countries as of 2007-04-24 | overdue ICRMW | where state = \"not yet due\" "
            + "| keep country, due"),
      ],
      bind: { $0.bindOverdue($1, &$2) }),
    .init(
      "implementation", "implementation TREATY, law: (CONDITION), practice: (CONDITION)",
      "whether each country is party, has reported, has the law and has the practice: yes, no or not known",
      options: ["law", "practice"],
      [
        Example(
          "from countries | where ICRMW | implementation ICRMW, law: (renunciation_required = 0), practice: (forced_labour_men > 1) | count by all"
        )
      ],
      bind: { $0.bindImplementation($1, &$2) }),
    .init(
      "benchmark", "benchmark MEASURE against GROUP [weight: W] [average: median]",
      "the group's mean at the row's time, and the difference; against an attribute each country's own group",
      clauses: ["against"], options: ["weight", "average"],
      [
        Example(
          "from countries | where country in {Mexico, Kenya} | keep country, hdi | "
            + "benchmark hdi against OECD"),
        Example("from countries | where EAC | keep country, hdi | benchmark hdi against region"),
      ],
      bind: { $0.bindBenchmark($1, &$2) }),
  ]

  private static let finishing: [VerbRecord] = [
    .init(
      "chart", "chart KIND COL, … x: COL, y: COL, series: COL, highlight: {…}, title: \"…\", …",
      "draws the result, or of it the columns and measures behind the kind; what is not said is "
        + "settled by the kind where one column fits",
      options: Binder.chartOptions,
      [
        Example(
          "from countries | where GCC | keep country, migrant_stock_share | sort "
            + "migrant_stock_share desc | chart bar"),
        Example("from countries | where G20 | chart scatter hdi, remittances_gdp"),
        Example(
          "from panel 2000..2023 | where country in {Mexico, Philippines, Tajikistan} | "
            + "keep country, year, remittances_gdp | chart line"),
      ],
      bind: { $0.bindChart($1, &$2) }),
    .init(
      "note", "note \"…\"", "adds a note of the author's below the table",
      [Example("from countries | where GCC | count | note \"The six members of the council.\"")],
      bind: { $0.bindNote($1, &$2) }),
    .init(
      "save", "save \"FILE\" [replace: true]",
      "writes csv, tsv, json, jsonl or md by the name's ending; never overwrites without replace: true",
      options: ["replace"], [], bind: { $0.bindSave($1, &$2) }),
  ]
}
