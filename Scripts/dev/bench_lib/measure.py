"""Times of processes and of statements inside one, in turn with the peers."""
import math, os, re, statistics, subprocess, sys, tempfile, time
from dataclasses import dataclass, field

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))
BINARY = os.path.join(ROOT, ".build/release/accord")


class WrongAnswer(Exception):
    """A program that is timed must answer, and answer the same as its peer."""


@dataclass
class Context:
    """What the command line asked for."""
    runs: int = 0  # 0: each part's own number
    rows: list = field(default_factory=lambda: [1_000_000, 5_000_000])
    folder: str = ""  # for files that the parts make
    environment: dict = field(default_factory=dict)

    def runs_or(self, number):
        return self.runs or number


@dataclass
class Run:
    """One process, whole: from start to end."""
    seconds: float
    processor: float  # user and system, of all threads
    memory: int  # most bytes resident
    output: str
    errors: str
    code: int = 0


def environment():
    """Data from this checkout, a store of its own kind, no settings of the user's."""
    values = dict(os.environ)
    values["ACCORD_DATASETS"] = os.path.join(ROOT, "Datasets")
    values.pop("ACCORD_CONFIG", None)
    values["NO_COLOR"] = "1"
    return values


def process(command, stdin=None, allowed=(0,)):
    """Runs a command to its end. Output goes to files: a pipe would make it wait for its reader."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        begin = time.perf_counter()
        child = subprocess.Popen(
            command, stdout=out, stderr=err, env=environment(),
            stdin=subprocess.PIPE if stdin is not None else subprocess.DEVNULL)
        if stdin is not None:
            child.stdin.write(stdin.encode())
            child.stdin.close()
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - begin
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        texts = out.read().decode(errors="replace"), err.read().decode(errors="replace")
    if child.returncode not in allowed:
        raise WrongAnswer(f"failed ({child.returncode}): {' '.join(command)}\n{texts[1][-2000:]}")
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024, *texts, child.returncode)


def accord(*arguments, stdin=None):
    return process([BINARY, *arguments], stdin)


def in_turn(commands, runs):
    """Each command once to warm up, then all in turn, `runs` times: name → list of `Run`.

    Turns, so that what else the machine does falls on all alike."""
    for command in commands.values():
        process(command)
    found = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            found[name].append(process(command))
    return found


def median(values):
    return statistics.median(values)


def ratio(mine, theirs):
    """Median of the ratios of pairs, which drift of the machine cannot move as it moves medians."""
    return statistics.median(a / b for a, b in zip(mine, theirs))


def same_number(a, b, tolerance=1e-9):
    return math.isclose(float(a), float(b), rel_tol=tolerance, abs_tol=1e-9)


def check_rows(what, mine, theirs, tolerance=1e-9):
    """Two lists of rows, cell by cell; numbers to a relative tolerance (sums in another order)."""
    if len(mine) != len(theirs):
        raise WrongAnswer(f"{what}: {len(mine)} rows, the peer has {len(theirs)}\n{mine[:3]}\n{theirs[:3]}")
    for row, other in zip(mine, theirs):
        for a, b in zip(row, other):
            a, b = ("" if a is None else str(a)), ("" if b is None else str(b))
            if a == b:
                continue
            try:
                if same_number(a, b, tolerance):
                    continue
            except ValueError:
                pass
            raise WrongAnswer(f"{what}: {row} is not {other}")
        if len(row) != len(other):
            raise WrongAnswer(f"{what}: {row} is not {other}")


TIME = re.compile(r"^Time: ([0-9.]+) ms \(processor ([0-9.]+) ms\)", re.M)


def statements(script, *arguments):
    """Runs a script under `set timer = on`: (milliseconds, processor milliseconds) of each
    statement that gave something, and what was printed."""
    with tempfile.NamedTemporaryFile("w", suffix=".accord") as out:
        out.write("set timer = on\n" + script)
        out.flush()
        run = accord("--format", "csv", *arguments, out.name)
    return [(float(a), float(b)) for a, b in TIME.findall(run.errors)], run


def blocks(csv_text):
    """The results of a script printed as CSV: rows of each, without the head."""
    import csv, io
    return [list(csv.reader(io.StringIO(part)))[1:] for part in csv_text.strip("\n").split("\n\n")]


def note(text):
    print(text, file=sys.stderr, flush=True)
