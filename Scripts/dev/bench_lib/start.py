"""Start to answer on the shipped data: whole processes, from the first byte to the last."""
import os

from . import measure, peers, report

TITLE = "Start to answer, shipped data"
RUNS = 21

# Name, statement, and what must stand in the answer (facts from outside, or sqlite3's answer).
QUESTIONS = [
    ("parties of a treaty at a day", "from countries as of 2007-04-24 | where ICRMW | count", "36"),
    ("filter 705,363 rows, count by basis", "from rights | where year = 2019 | count by basis | sort basis",
     "select basis, count(*) from rights where year = 2019 group by basis order by basis"),
    ("mean of a series by year", "from indicators | where series = hdi | summarise m = mean(value) by year | sort year",
     "select year, avg(value) from indicators where series = 'hdi' group by year order by year"),
    ("four columns of three families", "from countries | where OECD | keep country, ICRMW.status, hdi, remittances_gdp", None),
    ("treaty status, all countries, 60 dates", "from panel 1965..2024 | derive s = ICRMW.status | count by s | sort s", None),
    ("compare two countries on four measures",
     "compare {Mexico, Philippines} on hdi, remittances_gdp, ICRMW.status, migrant_stock_share", None),
    ("profile of a country", "profile Kenya", None),
]


def run(context):
    runs = context.runs_or(RUNS)
    databases = _prepare(context.folder)
    sqlite, duckdb = peers.sqlite_program(), peers.duckdb_program()
    lines, missed = [], []
    for name, text, expected in QUESTIONS:
        measure.note(name)
        commands = {"accord": [measure.BINARY, "--no-config", "--format", "csv", "-e", text]}
        answer = measure.process(commands["accord"]).output
        if not answer.strip():
            raise measure.WrongAnswer(f"{name}: no answer")
        if sqlite:
            commands["sqlite start"] = [sqlite, ":memory:", "select 1"]
        if duckdb:
            commands["duckdb start"] = [duckdb, "-csv", "-c", "select 1"]
        if expected and expected.startswith("select"):
            mine = measure.blocks(answer)[0]
            for peer, command in (("sqlite answer", sqlite and [sqlite, "-csv", databases[0], expected]),
                                  ("duckdb answer", duckdb and [duckdb, "-readonly", "-csv", "-noheader", databases[1], "-c", expected])):
                if command:
                    theirs = measure.process(command).output
                    measure.check_rows(name, mine, [line.split(",") for line in theirs.split()])
                    commands[peer] = command
        elif expected is not None and measure.blocks(answer)[0] != [[expected]]:
            raise measure.WrongAnswer(f"{name}: {answer} is not {expected}")
        found = measure.in_turn(commands, runs)
        seconds = {peer: [run.seconds for run in all] for peer, all in found.items()}

        def cell(peer):
            return f"{measure.median(seconds[peer]) * 1000:.1f}" if peer in seconds else "–"

        def ratio(peer):
            return f"{measure.ratio(seconds['accord'], seconds[peer]):.2f}" if peer in seconds else "–"

        lines.append([name, cell("accord")] + [cell(peer) for peer in PEERS] + [ratio("duckdb start"), ratio("sqlite answer")])
        over = [peer for peer, goal in GOALS.items() if peer in seconds and float(ratio(peer)) > goal]
        if over:
            missed.append(f"{name}: {BOUNDS.get(name, 'not looked into')}")
    return [report.Section(
        "Whole processes, milliseconds",
        "*Start* is `select 1`; *answer* is the same question over a file of the peer's own kind, made before from the "
        "same rows (an index on nothing). Goals: 0.5 of DuckDB's start; level with sqlite3's answer.",
        ["question", "Accord", *PEERS, "÷ duckdb start", "÷ sqlite answer"], lines, report.missed(missed))]


GOALS = {"duckdb start": 0.5, "sqlite answer": 1}
BOUNDS = {
    "mean of a series by year": "a quarter is the sum that 13 MB of columns are checked by before they are believed, "
                                "as much the kernel's mapping of their pages",
    "profile of a country": "no one part: half is a comparison over all countries, then the records of all treaties; "
                            "no function takes more than a twentieth",
}
PEERS = ["sqlite start", "duckdb start", "sqlite answer", "duckdb answer"]


def _prepare(folder):
    """The two tall tables as the peers' own files: exported once, loaded by each."""
    names = ["rights", "indicators"]
    for name in names:
        path = os.path.join(folder, name + ".csv")
        if not os.path.exists(path):
            measure.accord("--no-config", "-e", f'from {name} | save "{path}"')
    databases = [os.path.join(folder, "tall.sqlite"), os.path.join(folder, "tall.duckdb")]
    if peers.sqlite_program() and not os.path.exists(databases[0]):
        script = "".join(f".import --csv {os.path.join(folder, name)}.csv raw_{name}\n" for name in names)
        script += ("create table rights as select country, cast(year as integer) year, measure, basis, value from raw_rights;"
                   "create table indicators as select country, cast(year as integer) year, series, cast(nullif(value,'') as real) value from raw_indicators;"
                   "drop table raw_rights; drop table raw_indicators; vacuum;")
        measure.process([peers.sqlite_program(), databases[0]], script)
    if peers.duckdb_program() and not os.path.exists(databases[1]):
        script = "".join(f"create table {name} as select * from read_csv('{os.path.join(folder, name)}.csv', sample_size=-1);" for name in names)
        measure.process([peers.duckdb_program(), databases[1], "-c", script])
    return databases
