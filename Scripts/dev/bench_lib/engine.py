"""Loading and queries inside a running program, by elapsed and by processor time."""
import json, os

from . import data, measure, peers, report, roofline
from .queries import QUERIES

TITLE = "Queries in a running program"
ROUNDS, REPEATS = 3, 5
# From so many rows on, a run takes minutes, and chance has less to move.
LARGE, LARGE_ROUNDS, LARGE_REPEATS = 20_000_000, 1, 2
FILES = (("t", "main"), ("d", "places"), ("p", "people"))


def run(context):
    sections = []
    for rows in context.rows:
        measure.note(f"{rows} rows are made")
        folder = data.make(context.folder, rows)
        bandwidth = roofline.bandwidth(sorted({query.touched * rows for query in QUERIES if query.touched}))
        for threads in (1, 2):
            sections += _one(context, rows, threads, folder, bandwidth.get(threads, {}))
        data.remove(folder)
    return sections


def _files(folder):
    return [f'let {name} = from "{os.path.join(folder, file)}.csv"' for name, file in FILES]


def _accord(threads, folder, repeats):
    """One process: loading and every query `repeats` times, in the form the workers give."""
    lines = [f"set threads = {threads}"] + _files(folder)
    for query in QUERIES:
        for number in range(repeats):
            # A name is given once in a file.
            lines.append(query.accord.replace("let s =", f"let s{number} ="))
        if query.check:
            lines.append(query.check.replace("from s ", f"from s{repeats - 1} "))
    times, run = measure.statements("\n".join(lines) + "\n")
    answers = iter(measure.blocks(run.output))
    times = iter(times)
    load = next(times)
    next(times), next(times)
    found = {}
    for query in QUERIES:
        found[query.name] = {"times": [next(times) for _ in range(repeats)]}
        if query.check:
            next(times)
            found[query.name]["rows"] = next(answers)
        else:
            found[query.name]["rows"] = [next(answers) for _ in range(repeats)][-1]
    # Memory for the file alone: a process of its own that does nothing else.
    _, loading = measure.statements("\n".join([f"set threads = {threads}"] + _files(folder)) + "\n")
    return {"load": load, "queries": found, "memory": run.memory, "loaded": loading.memory}


def _peer(peer, threads, folder, repeats):
    """What a peer's process told until it ended: at its end, or ended for its use of memory."""
    run = measure.process(peers.worker(peer, threads, folder, str(repeats)), allowed=(0, -9))
    found = {"queries": {}, "memory": run.memory, "lacks": [], "was_ended": run.code != 0}
    for line in map(json.loads, run.output.splitlines()):
        if "load" in line:
            found["load"], found["loaded"] = line["load"], line["memory"]
        elif "lacks" in line:
            found["lacks"].append(line["query"])
        else:
            found["queries"][line["query"]] = line
    return found


def _one(context, rows, threads, folder, bandwidth):
    names = ["duckdb", "polars"] + (["sqlite3"] if threads == 1 and rows <= 1_000_000 else [])
    names = peers.available(names)
    is_large = rows >= LARGE
    repeats = LARGE_REPEATS if is_large else REPEATS
    rounds = []
    for number in range(context.runs_or(LARGE_ROUNDS if is_large else ROUNDS)):
        measure.note(f"{rows} rows, {threads} threads, round {number + 1}")
        found = {"accord": _accord(threads, folder, repeats)}
        for peer in names:
            # sqlite3 is slow and its own times differ little: once.
            if peer != "sqlite3" or number == 0:
                found[peer] = _peer(peer, threads, folder, repeats)
        rounds.append(found)
    for found in rounds:
        for peer in names:
            for query in QUERIES:
                if peer in found and query.name in found[peer]["queries"]:
                    theirs = found[peer]["queries"][query.name]["rows"]
                    mine = found["accord"]["queries"][query.name]["rows"]
                    measure.check_rows(f"{query.name}, {peer}", mine, theirs)
    sections = [_times(rows, threads, names, rounds)]
    if bandwidth:
        sections.append(roofline.section(rows, threads, bandwidth, {
            query.name: _middle(rounds, "accord", query.name) for query in QUERIES if query.touched}))
    return sections


def _times_of(found, work):
    if work == "load the file":
        return [found["load"]] if "load" in found else None
    return found["queries"].get(work, {}).get("times")


def _median_of(found, program, work, part):
    times = _times_of(found[program], work) if program in found else None
    return measure.median([time[part] for time in times]) if times else None


def _middle(rounds, program, work):
    """Elapsed milliseconds, or nil where the program does not do that work."""
    values = [_median_of(found, program, work, 0) for found in rounds]
    values = [value for value in values if value is not None]
    return measure.median(values) if values else None


def _ratio(rounds, program, work, part=0):
    pairs = [(_median_of(found, "accord", work, part), _median_of(found, program, work, part)) for found in rounds]
    pairs = [pair for pair in pairs if None not in pair]
    if not pairs or min(b for _, b in pairs) <= 0:
        return None
    return measure.ratio([a for a, _ in pairs], [b for _, b in pairs])


def _times(rows, threads, names, rounds):
    def cell(value):
        return "–" if value is None else f"{value:.2f}"

    lines, missed = [], []
    works = [("load the file", 0.5, 0, "memory for the columns, which the system gives anew and clears")] + [
        (query.name, query.goal, query.polars_goal, query.bound) for query in QUERIES]
    for work, goal, polars_goal, bound in works:
        ratio, polars = _ratio(rounds, "duckdb", work), _ratio(rounds, "polars", work)
        line = [work] + [cell(_middle(rounds, program, work)) for program in ["accord"] + names]
        line += [cell(ratio), cell(_ratio(rounds, "duckdb", work, 1)), f"{goal:.2f}"]
        lines.append(line + ([cell(polars)] if "polars" in names else []))
        if (ratio or 0) > goal or (polars_goal and (polars or 0) > polars_goal):
            missed.append(f"{work}: {bound or 'not looked into'}")
    return report.Section(
        f"{rows:,} rows, {threads} thread{'s' * (threads > 1)}",
        "Elapsed milliseconds; then Accord's elapsed and processor time divided by DuckDB's, with the goal.",
        ["work", "Accord"] + names + ["÷ duckdb", "processor ÷ duckdb", "goal"]
        + (["÷ polars"] if "polars" in names else []),
        lines, "\n\n".join(filter(None, [
            _memory(rows, names, rounds), _lacking(names, rounds),
            report.missed(missed)])))


def _memory(rows, names, rounds):
    def most(program, key):
        return max(found[program].get(key, 0) for found in rounds if program in found)

    texts = [f"{name} {most(name, 'loaded') / 1e6:.0f} ({most(name, 'loaded') / rows:.0f} bytes a row), "
             f"then {most(name, 'memory') / 1e6:.0f}" for name in ["accord"] + names]
    return ("Most memory of the process, in MB, when the file is loaded and at the end (Accord then holds "
            f"every sorted table, a peer one): {'; '.join(texts)}.")


def _lacking(names, rounds):
    """What a peer could not do in the memory there is."""
    texts = []
    for name in names:
        works = sorted({work for found in rounds if name in found for work in found[name]["lacks"]})
        if works:
            texts.append(f"{name} had not the memory for: {', '.join(works)}.")
        if any(name in found and found[name]["was_ended"] for found in rounds):
            texts.append(f"{name} was ended by the system for its use of memory; what it did before is shown.")
    return " ".join(texts)
