"""Files of the user's, whole processes: start, read, answer, end."""
import os, sys

from . import data, measure, peers, report

TITLE = "Files, whole processes"
RUNS = 5

POLARS = (
    "import sys, polars as pl; print(pl.scan_csv(sys.argv[1]).group_by('series').agg(pl.col('value').mean().alias('m'))"
    ".sort('series').collect().write_csv(), end='')")


def run(context):
    return [_one(context, rows, threads) for rows in context.rows for threads in (1, 2)]


def _commands(folder, rows, threads):
    path = os.path.join(folder, "main.csv")
    script = os.path.join(folder, f"mean{threads}.accord")
    with open(script, "w") as out:
        out.write(f'set threads = {threads}\nfrom "{path}" | summarise m = mean(value) by series | sort series\n')
    commands = {"accord": [measure.BINARY, "--no-config", "--format", "csv", script]}
    duckdb = peers.duckdb_program()
    if duckdb:
        commands["duckdb"] = [duckdb, "-csv", "-c", f"set threads to {threads}", "-c",
                              f"select series, avg(value) m from read_csv('{path}') group by series order by series"]
    if "polars" in peers.available(["polars"]):
        commands["polars"] = ["env", f"POLARS_MAX_THREADS={threads}", sys.executable, "-c", POLARS, path]
    if threads == 1 and rows <= 1_000_000:
        if peers.miller_program():
            commands["miller"] = ["mlr", "--icsv", "--ocsv", "filter", 'is_not_empty($value)',
                                  "then", "stats1", "-a", "mean", "-f", "value", "-g", "series", "then", "sort", "-f", "series", path]
        if peers.sqlite_program():
            commands["sqlite3"] = [peers.sqlite_program(), "-csv", "-header", ":memory:", "-cmd", f".import --csv {path} t",
                                   "select series, avg(nullif(value, '')) m from t group by series order by series"]
    return commands


def _one(context, rows, threads):
    folder = data.make(context.folder, rows)
    measure.note(f"{rows} rows, {threads} threads")
    commands = _commands(folder, rows, threads)
    mine = measure.blocks(measure.process(commands["accord"]).output)[0]
    if len(mine) != 100:
        raise measure.WrongAnswer(f"{len(mine)} series, not 100")
    for peer in commands:
        theirs = [line.split(",") for line in measure.process(commands[peer]).output.split()][1:]
        measure.check_rows(f"mean by series, {peer}", mine, theirs)
    found = measure.in_turn(commands, context.runs_or(RUNS))
    lines = []
    for program, all in found.items():
        seconds, processor = [run.seconds for run in all], [run.processor for run in all]
        ours = found["accord"]
        lines.append([
            program, f"{measure.median(seconds):.3f}", f"{measure.median(processor):.3f}",
            f"{measure.median([run.memory for run in all]) / 1e6:.0f}",
            "" if program == "accord" else f"{measure.ratio([run.seconds for run in ours], seconds):.2f}",
            "" if program == "accord" else f"{measure.ratio([run.processor for run in ours], processor):.2f}"])
    missed = []
    if "duckdb" in found:
        theirs = found["duckdb"]
        if measure.ratio([run.seconds for run in found["accord"]], [run.seconds for run in theirs]) > 0.5:
            missed.append("time: the columns made whole take fresh memory, which the system clears as it gives it")
        if measure.median([run.memory for run in found["accord"]]) > measure.median([run.memory for run in theirs]):
            missed.append("memory: columns are made whole before they are grouped, where DuckDB groups while it reads")
    size = os.path.getsize(os.path.join(folder, "main.csv")) / 1e6
    return report.Section(
        f"Mean by series of a CSV of {rows:,} rows, {threads} thread{'s' * (threads > 1)}",
        f"{size:.0f} MB. The ratios are Accord's time divided by that program's. Goal: 0.5 of DuckDB's time, no more memory.",
        ["program", "elapsed s", "processor s", "most memory MB", "÷ elapsed", "÷ processor"], lines,
        report.missed(missed))
