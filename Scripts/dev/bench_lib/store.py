"""The store of the shipped data: its building, and what opening it costs a start."""
import os, re, shutil, statistics

from . import measure, report

TITLE = "The store"
RUNS = 21


BOUND = ("the open: one `stat` for each data file and folder, the pages touched for the first time, and the sum over the "
         "lists that are read")


def run(context):
    runs = context.runs_or(RUNS)
    cache = os.path.join(context.folder, "cache")
    command = ["env", f"XDG_CACHE_HOME={cache}", measure.BINARY, "--no-config", "--version"]
    building = []
    for _ in range(min(runs, 5)):
        shutil.rmtree(cache, ignore_errors=True)
        building.append(measure.process(command))
    edition = building[0].output
    opened = [measure.process(command) for _ in range(runs)]
    if any(run.output != edition for run in opened):
        raise measure.WrongAnswer("the edition read from the store is another than that of the files")
    # What the program's own clock says of the open alone.
    own = []
    for _ in range(runs):
        told = measure.process(command + ["--timer"]).errors
        found = re.search(r"Opened the data: ([0-9.]+) ms \(processor ([0-9.]+) ms\)", told)
        if not found:
            raise measure.WrongAnswer(f"--timer tells nothing of the open: {told}")
        own.append((float(found.group(1)), float(found.group(2))))
    # The same process without data: what is left of a start.
    bare = [measure.process(command[:-2] + ["--help"]) for _ in range(runs)]
    size = sum(os.path.getsize(os.path.join(at, name)) for at, _, names in os.walk(cache) for name in names)

    def middle(found):
        return f"{measure.median([run.seconds for run in found]) * 1000:.2f}"

    return [report.Section(
        "Opening, by the program's own clock",
        "`accord --timer --version` on a store that is there: from before its name is known to a catalogue that "
        "can be asked, the state of every data file compared. Goal: under 0.2 ms.",
        ["", "elapsed ms", "processor ms"],
        [["median", f"{statistics.median([a for a, _ in own]):.3f}", f"{statistics.median([b for _, b in own]):.3f}"],
         ["least", f"{min(a for a, _ in own):.3f}", f"{min(b for _, b in own):.3f}"]],
        report.missed([BOUND] if statistics.median([a for a, _ in own]) > 0.2 else [])),
        report.Section(
        "Building and opening, whole processes",
        f"The store takes {size / 1e6:.1f} MB.",
        ["work", "elapsed ms", "processor ms"],
        [["build from the CSV files, open", middle(building), f"{measure.median([run.processor for run in building]) * 1000:.0f}"],
         ["open (`--version`)", middle(opened), f"{measure.median([run.processor for run in opened]) * 1000:.1f}"],
         ["nothing (`--help`)", middle(bare), f"{measure.median([run.processor for run in bare]) * 1000:.1f}"]],
        "The difference of the last two lines is what opening the store costs a start.")]
