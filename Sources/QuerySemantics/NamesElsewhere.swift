extension VerbCatalogue {
  /// The names under which other languages know a verb, for completion.
  package static let otherNames = Dictionary(grouping: elsewhere.keys.sorted()) {
    elsewhere[$0] ?? ""
  }

  /// What other languages call a verb, for the error on a name that is none here.
  static let elsewhere: [String: String] = [
    "filter": "where", "having": "where", "select": "keep", "project": "keep", "columns": "keep",
    "mutate": "derive", "extend": "derive", "let": "derive", "calculate": "derive",
    "order": "sort", "orderby": "sort", "arrange": "sort", "order_by": "sort",
    "limit": "take", "head": "take", "top": "take", "first": "take", "offset": "skip",
    "group": "summarise … by", "groupby": "summarise … by", "group_by": "summarise … by",
    "aggregate": "summarise", "unique": "distinct", "union": "append", "concat": "append",
    "merge": "join", "melt": "unpivot", "pivot_longer": "unpivot", "pivot_wider": "pivot",
    "remove": "drop", "export": "save", "write": "save", "tabulate": "freq", "table": "freq",
    "summary": "describe", "plot": "chart", "graph": "chart", "bar": "chart bar",
    "line": "chart line", "scatter": "chart scatter", "histogram": "chart histogram",
    "hist": "chart histogram", "boxplot": "chart box", "heatmap": "chart heatmap",
    "crosstab": "count by a, b | pivot b value: n", "xtab": "count by a, b | pivot b value: n",
    "rank": "derive r = rank(x)", "lag": "derive before = lag(x, 1)",
    "correlate": "summarise r = corr(x, y)", "corr": "summarise r = corr(x, y)",
    "regress": "summarise r = corr(x, y)", "relocate": "keep", "slice": "skip … | take",
    "tail": "sort … desc | take", "bottom": "sort … | take", "collapse": "summarise … by",
    "replace": "derive", "gen": "derive", "generate": "derive", "reshape": "unpivot or pivot",
  ]
}

extension FunctionCatalogue {
  /// The names under which other languages know a function, for completion.
  package static let otherNames = Dictionary(grouping: elsewhere.keys.sorted()) {
    elsewhere[$0] ?? ""
  }

  /// What other languages call a function, in small letters, and what is written here.
  static let elsewhere: [String: String] = [
    "avg": "mean", "average": "mean", "std": "sd", "stdev": "sd", "stddev": "sd",
    "variance": "var", "countif": "count(CONDITION)", "count_if": "count(CONDITION)",
    "sumif": "sum(if CONDITION then x else 0)", "sum_if": "sum(if CONDITION then x else 0)",
    "counta": "count(x is not missing)", "nrow": "count()", "n": "count()",
    "nunique": "distinct", "n_distinct": "distinct", "count_distinct": "distinct",
    "percentile_cont": "quantile", "pctile": "quantile", "percent_rank": "percentile",
    "cor": "corr", "correlation": "corr", "wavg": "weighted_mean",
    "weighted_average": "weighted_mean", "proportion": "share", "row_number": "rank",
    "dense_rank": "rank", "shift": "lag", "previous": "lag", "next": "lead", "diff": "change",
    "delta": "change", "pct_chg": "pct_change", "running_sum": "cumsum",
    "moving_average": "rolling_mean", "rolling": "rolling_mean", "scale": "zscore",
    "standardise": "zscore", "standardize": "zscore", "normalise": "minmax",
    "normalize": "minmax", "ln": "log", "ceiling": "ceil", "trunc": "floor", "int": "floor",
    "pow": "x ^ y", "power": "x ^ y", "mod": "x % y", "greatest": "row_max", "least": "row_min",
    "rowmeans": "row_mean", "len": "length", "nchar": "length", "toupper": "upper",
    "ucase": "upper", "tolower": "lower", "lcase": "lower", "strip": "trim",
    "includes": "contains", "strpos": "contains", "startswith": "starts_with",
    "endswith": "ends_with", "regexp_matches": "matches", "grepl": "matches",
    "gsub": "replace", "concat": "a + b", "paste": "a + b", "str": "text", "string": "text",
    "cast": "text or number", "to_char": "text", "as_numeric": "number", "to_number": "number",
    "as_number": "number", "destring": "number", "parse_number": "number", "float": "number",
    "numeric": "number", "val": "number", "value": "number", "real": "number",
    "ifelse": "if … then … else …",
    "if_else": "if … then … else …", "iif": "if … then … else …", "case": "if … then … else …",
    "coalesce": "x ?? y", "nvl": "x ?? y", "ifnull": "x ?? y", "isnull": "x is missing",
    "is_null": "x is missing", "isna": "x is missing", "is_na": "x is missing",
    "datediff": "years_between", "now": "a date: nothing reads the clock",
    "today": "a date: nothing reads the clock",
    "ratified": "TREATY alone, or TREATY.date", "is_party": "TREATY alone, or TREATY.date",
    "party": "TREATY alone, or TREATY.date", "state_party": "TREATY alone, or TREATY.date",
    "status": "TREATY.status", "reservations": "TREATY.reservations", "signed": "TREATY.signed",
    "has_ratified": "TREATY alone, or TREATY.date", "member": "country in GROUP",
    "is_member": "country in GROUP", "in_group": "country in GROUP",
  ]
}
