"""The queries over the made file, each in the words of every program that is measured.

All give a few rows, so that no program is timed while it prints; what is sorted, pivoted or joined
is whole before those rows are taken. `t` is main.csv, `d` places.csv, `p` people.csv.
"""
from dataclasses import dataclass


@dataclass
class Query:
    name: str
    accord: str
    sql: str
    polars: object = None  # a function of (pl, t, d, p) that gives a lazy frame
    check: str = ""  # Accord's statement for the rows, where `accord` is a `let`
    check_sql: str = ""
    goal: float = 0.8  # of DuckDB's time
    polars_goal: float = 0  # of Polars' time; 0: none
    sqlite: bool = True
    touched: int = 0  # bytes of a row that must be read, where reading them is most of the work
    bound: str = ""  # what bounds it, for the page where a goal is missed


QUERIES = [
    Query(
        "group by one key",
        "from t | summarise n = count(), m = mean(value) by series | sort series | take 5",
        "select series, count(*), avg(value) from t group by series order by series limit 5",
        lambda pl, t, d, p: t.group_by("series").agg(pl.len().alias("n"), pl.col("value").mean().alias("m")).sort("series").head(5),
        goal=0.25, touched=12,
        bound="an addition per row to one of a hundred sums, where additions to the same sum wait for each other"),
    Query(
        "group by two keys",
        "from t | summarise m = mean(value), hi = max(value) by place, year | sort place, year | take 5",
        "select place, year, avg(value), max(value) from t group by place, year order by place, year limit 5",
        lambda pl, t, d, p: t.group_by("place", "year").agg(pl.col("value").mean().alias("m"), pl.col("value").max().alias("hi")).sort("place", "year").head(5),
        goal=0.25, touched=16,
        bound="each row changes one of 13,000 places of 24 bytes, which fill a third of the second cache"),
    Query(
        "filter and count",
        "from t | where value > 500 and year >= 2000 | count",
        "select count(*) from t where value > 500 and year >= 2000",
        lambda pl, t, d, p: t.filter((pl.col("value") > 500) & (pl.col("year") >= 2000)).select(pl.len()), touched=12,
        bound="two comparisons per row with the 128-bit instructions that every processor of the kind has, not yet the bandwidth of memory"),
    Query(
        "filter and sum",
        "from t | where value > 500 | summarise s = sum(value)",
        "select sum(value) from t where value > 500",
        lambda pl, t, d, p: t.filter(pl.col("value") > 500).select(pl.col("value").sum()), polars_goal=1.0, touched=8,
        bound="a comparison, a mask and three counts per row with the 128-bit instructions that every processor of the kind has, not yet the bandwidth of memory"),
    Query(
        "join 200 rows, group",
        "from t | join d on place | summarise s = sum(value * weight) by zone | sort zone",
        "select zone, sum(value * weight) from t join d using (place) group by zone order by zone",
        lambda pl, t, d, p: t.join(d, on="place").group_by("zone").agg((pl.col("value") * pl.col("weight")).sum().alias("s")).sort("zone"),
        goal=0.25,
        bound="two reads of small tables, a multiplication and an addition per row"),
    Query(
        "join one row in 25, group",
        "from t | join p on person | summarise m = mean(value), n = count() by born | sort born | take 5",
        "select born, avg(value), count(*) from t join p using (person) group by born order by born limit 5",
        lambda pl, t, d, p: t.join(p, on="person").group_by("born").agg(pl.col("value").mean().alias("m"), pl.len().alias("n")).sort("born").head(5),
        goal=0.25,
        bound="not memory but each row's own work: a read at a random place of a table by key, then an addition to one of eighty sums, where those to the same sum wait for each other"),
    Query(
        "top ten",
        "from t | sort value desc | take 10 | keep value",
        "select value from t where value is not null order by value desc limit 10",
        lambda pl, t, d, p: t.select("value").filter(pl.col("value").is_not_null()).top_k(10, by="value").sort("value", descending=True),
        goal=0.25, touched=8,
        bound="blocks whose largest value is too small are not read: what is left is the fixed cost of a statement"),
    Query(
        "distinct pairs",
        "from t | distinct place, series | count",
        "select count(*) from (select distinct place, series from t)",
        lambda pl, t, d, p: t.select("place", "series").unique().select(pl.len()),
        goal=0.25),
    Query(
        "quantile by group",
        "from t | summarise q = quantile(value, 0.9) by place | sort place | take 5",
        "select place, quantile_cont(value, 0.9) from t group by place order by place limit 5",
        lambda pl, t, d, p: t.group_by("place").agg(pl.col("value").quantile(0.9, interpolation="linear").alias("q")).sort("place").head(5),
        sqlite=False),
    Query(
        "pivot",
        "from t | summarise m = mean(value) by place, year | pivot year value: m | sort place | take 3",
        "pivot (select place, year, avg(value) m from t group by place, year) on year using first(m) group by place order by place limit 3",
        lambda pl, t, d, p: t.group_by("place", "year").agg(pl.col("value").mean().alias("m")).collect().pivot(on="year", index="place", values="m", sort_columns=True).lazy().sort("place").head(3),
        sqlite=False),
    Query(
        "rank within groups",
        "from t | derive r = rank(value, by: series) | where r <= 3 | summarise s = sum(value), n = count()",
        "select sum(value), count(*) from (select value, rank() over (partition by series order by value desc nulls last) r from t) where r <= 3 and value is not null",
        lambda pl, t, d, p: t.select("series", "value").with_columns(pl.col("value").rank("min", descending=True).over("series").alias("r")).filter((pl.col("r") <= 3) & pl.col("value").is_not_null()).select(pl.col("value").sum().alias("s"), pl.len().alias("n"))),
    Query(
        "change from the year before",
        "from t | summarise m = mean(value) by place, series, year | derive c = change(m, 1) | summarise n = count(c is not missing), s = sum(abs(c))",
        "with g as (select place, series, year, avg(value) m from t group by place, series, year)"
        " select count(*) filter (a.m - b.m is not null), sum(abs(a.m - b.m)) from g a join g b"
        " on a.place = b.place and a.series = b.series and a.year = b.year + 1",
        lambda pl, t, d, p: _change(pl, t)),
    Query(
        "sort all rows",
        "let s = from t | sort value, person",
        "create or replace temp table s as select * from t order by value nulls last, person",
        lambda pl, t, d, p: t.sort("value", "person", nulls_last=True),
        check="from s | skip 1000 | take 3 | keep value, person",
        check_sql="select value, person from s limit 3 offset 1000", sqlite=False),
    Query(
        "text search",
        'from t | where contains(remark, "asylum") | count',
        "select count(*) from t where contains(remark, 'asylum')",
        lambda pl, t, d, p: t.filter(pl.col("remark").str.contains("asylum", literal=True)).select(pl.len())),
    Query(
        "count distinct",
        "from t | summarise n = distinct(person)",
        "select count(distinct person) from t",
        lambda pl, t, d, p: t.select(pl.col("person").n_unique())),
]


def _change(pl, t):
    g = t.group_by("place", "series", "year").agg(pl.col("value").mean().alias("m"))
    b = g.with_columns(pl.col("year") + 1).rename({"m": "before"})
    c = g.join(b, on=["place", "series", "year"]).select((pl.col("m") - pl.col("before")).alias("c"))
    return c.select(pl.col("c").count().alias("n"), pl.col("c").abs().sum().alias("s"))
