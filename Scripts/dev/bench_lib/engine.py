"""Loading and queries inside a running program, by elapsed and by processor time."""
import json, os

from . import data, measure, peers, report
from .queries import QUERIES

TITLE = "Queries in a running program"
ROUNDS, REPEATS = 3, 5


def run(context):
    sections = []
    for rows in context.rows:
        folder = data.make(context.folder, rows)
        for threads in (1, 2):
            sections.append(_one(context, rows, threads, folder))
    return sections


def _accord(threads, folder):
    """One process: loading and every query REPEATS times, in the form the workers give."""
    lines = [f"set threads = {threads}"]
    lines += [f'let {name} = from "{os.path.join(folder, file)}.csv"'
              for name, file in (("t", "main"), ("d", "places"), ("p", "people"))]
    kept = []
    for query in QUERIES:
        for number in range(REPEATS):
            # A name is given once in a file.
            lines.append(query.accord.replace("let s =", f"let s{number} ="))
        if query.check:
            lines.append(query.check.replace("from s ", f"from s{REPEATS - 1} "))
        kept.append(query)
    times, run = measure.statements("\n".join(lines) + "\n")
    answers = iter(measure.blocks(run.output))
    times = iter(times)
    load = next(times)
    next(times), next(times)
    found = {}
    for query in kept:
        found[query.name] = {"times": [next(times) for _ in range(REPEATS)]}
        if query.check:
            next(times)
            found[query.name]["rows"] = next(answers)
        else:
            found[query.name]["rows"] = [next(answers) for _ in range(REPEATS)][-1]
    return {"load": load, "queries": found, "memory": run.memory}


def _peer(peer, threads, folder):
    run = measure.process(peers.worker(peer, threads, folder, str(REPEATS)))
    return json.loads(run.output) | {"memory": run.memory}


def _one(context, rows, threads, folder):
    names = ["duckdb", "polars"] + (["sqlite3"] if threads == 1 and rows <= 1_000_000 else [])
    names = peers.available(names)
    rounds = []
    for number in range(context.runs_or(ROUNDS)):
        measure.note(f"{rows} rows, {threads} threads, round {number + 1}")
        found = {"accord": _accord(threads, folder)}
        for peer in names:
            # sqlite3 is slow and its own times differ little: once.
            if peer != "sqlite3" or number == 0:
                found[peer] = _peer(peer, threads, folder)
        rounds.append(found)
    for found in rounds:
        for peer in names:
            for query in QUERIES:
                if peer in found and query.name in found[peer]["queries"]:
                    theirs = found[peer]["queries"][query.name]["rows"]
                    mine = found["accord"]["queries"][query.name]["rows"]
                    measure.check_rows(f"{query.name}, {peer}", mine, theirs)
    return _section(rows, threads, names, rounds)


def _section(rows, threads, names, rounds):
    lines = [_line("load the file", 0.5, names, rounds, lambda found: [found["load"]])]
    for query in QUERIES:
        lines.append(_line(
            query.name, query.goal, names, rounds,
            lambda found: found["queries"].get(query.name, {}).get("times")))
    memory = ", ".join(
        f"{name} {measure.median([found[name]['memory'] for found in rounds if name in found]) / 1e6:.0f} MB"
        for name in ["accord"] + names)
    return report.Section(
        f"{rows:,} rows, {threads} thread{'s' * (threads > 1)}",
        "Elapsed milliseconds; then Accord's elapsed and processor time divided by DuckDB's, with the goal.",
        ["work", "Accord"] + [name for name in names] + ["÷ duckdb", "processor ÷ duckdb", "goal"]
        + (["÷ polars"] if "polars" in names else []),
        lines, f"Most memory of the whole process: {memory}.")


def _line(name, goal, names, rounds, times_of):
    def middle(found, program, part):
        times = times_of(found[program]) if program in found else None
        return measure.median([time[part] for time in times]) if times else None

    def cell(program):
        values = [middle(found, program, 0) for found in rounds]
        values = [value for value in values if value is not None]
        return f"{measure.median(values):.2f}" if values else "–"

    def ratio(program, part):
        pairs = [(middle(found, "accord", part), middle(found, program, part)) for found in rounds]
        pairs = [pair for pair in pairs if None not in pair]
        if not pairs or min(b for _, b in pairs) <= 0:
            return "–"
        return f"{measure.ratio([a for a, _ in pairs], [b for _, b in pairs]):.2f}"

    line = [name, cell("accord")] + [cell(peer) for peer in names]
    line += [ratio("duckdb", 0), ratio("duckdb", 1), f"{goal:.2f}"]
    return line + ([ratio("polars", 0)] if "polars" in names else [])
