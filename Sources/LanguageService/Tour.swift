/// The ten steps of `.tour`, as data. Each stands alone: none needs what an earlier one defined,
/// but for those that go on with `|`.
package enum Tour {
  package static let steps: [TourStep] = [
    TourStep(
      number: 1, title: "A question is a table and a verb",
      text:
        "A statement starts with where the rows come from. What is done with them follows, each step behind a `|`. "
        + "The table treaties has one row per treaty.",
      task: "Count the rows of the table treaties.", solution: "from treaties | count",
      hint: "Type: from treaties | count", check: .number(74)),
    TourStep(
      number: 2, title: "Keeping rows",
      text:
        "`where` keeps the rows for which something holds. The words of the field are values: a group such as GCC, or a "
        + "treaty such as ICRMW, is yes or no for each country.",
      task:
        "Keep the countries that are in the GCC (the Gulf Cooperation Council) and not party to ICRMW.",
      solution: "from countries | where GCC and not ICRMW",
      hint: "Two conditions are joined with `and`; `not` turns one round.",
      check: .table(rows: 6, columns: ["country", "iso3"])),
    TourStep(
      number: 3, title: "Choosing columns",
      text:
        "`keep` names the columns to show. A row about a country knows every measure without a join: remittances_gdp is "
        + "what migrants sent home, in % of GDP.",
      task: "For the countries of the EAC, keep country, remittances_gdp and ICRMW.status.",
      solution: "from countries | where EAC | keep country, remittances_gdp, ICRMW.status",
      hint: "Behind `where EAC` add: | keep country, remittances_gdp, ICRMW.status",
      check: .made(
        columns: ["country", "remittances_gdp", "ICRMW.status"], verbs: ["where", "keep"])),
    TourStep(
      number: 4, title: "At a day",
      text:
        "`as of` reads treaties, groups and latest values at a day. Without it a treaty is read at the date of its own "
        + "list, and a note says which.",
      task: "Count the countries that were party to ICRMW on 24 April 2007.",
      solution: "from countries as of 2007-04-24 | where ICRMW | count",
      hint: "`as of 2007-04-24` stands behind the table's name.", check: .number(36)),
    TourStep(
      number: 5, title: "Largest first",
      text:
        "`sort` orders rows; `desc` puts the largest first, missing values last. `take` keeps the first.",
      task:
        "Show the five countries with the largest population, with the columns country and population.",
      solution: "from countries | keep country, population | sort population desc | take 5",
      hint: "Keep the two columns, then sort population desc, then take 5.",
      check: .table(rows: 5, columns: ["country", "population"])),
    TourStep(
      number: 6, title: "One row per group",
      text:
        "`summarise` makes one row of many: name = mean(x), count(), share(condition) … and `by` says for which groups.",
      task: "For each region, the share of countries that are party to ICRMW, in a column named s.",
      solution: "from countries | summarise s = share(ICRMW) by region",
      hint: "summarise s = share(ICRMW) by region",
      check: .made(columns: ["region", "s"], verbs: ["summarise"])),
    TourStep(
      number: 7, title: "Side by side",
      text:
        "`compare` sets countries beside one another, measures down the side, and groups to hold them against.",
      task: "Compare Kenya and Uganda on hdi and ICRMW, against the EAC.",
      solution: "compare Kenya, Uganda on hdi, ICRMW against EAC",
      hint: "compare COUNTRIES on MEASURES against GROUP", check: .statement("compare")),
    TourStep(
      number: 8, title: "Where it comes from",
      text:
        "`why` says where a value comes from, or why there is none: not covered, no data, not applicable and withheld "
        + "are told apart.",
      task: "Ask why ICRMW is what it is for Mexico.", solution: "why ICRMW for Mexico",
      hint: "why MEASURE for COUNTRY", check: .statement("why")),
    TourStep(
      number: 9, title: "Years",
      text:
        "`panel 2018..2020` gives one row per country and year, and each measure is read at the row's year. `@` reads it "
        + "at another: hdi@2015, hdi@latest.",
      task:
        "For Mexico in 2018 to 2020, keep country, year, remittances_gdp, and remittances_gdp@2010 under the name before.",
      solution:
        "from panel 2018..2020 | where country = Mexico | keep country, year, remittances_gdp, before = remittances_gdp@2010",
      hint: "A name is given with `=`: before = remittances_gdp@2010",
      check: .table(rows: 3, columns: ["country", "year", "remittances_gdp", "before"])),
    TourStep(
      number: 10, title: "Names for later",
      text:
        "`let` gives a result, a set or an expression a name for later statements. `save \"file.csv\"` as a last verb writes a "
        + "result to a file, and .save writes the session's statements as a script or brief.",
      task: "Give the countries of the GCC, with country and ICRMW.status, the name gulf.",
      solution: "let gulf = from countries | where GCC | keep country, ICRMW.status",
      hint: "let NAME = and then the query.", check: .statement("let")),
  ]
}
