"""The prompt, at a pseudo-terminal, as a person has it: keys go in, what is painted is waited for."""
import fcntl, os, pty, select, signal, struct, subprocess, termios, time

from . import measure, peers, report

TITLE = "The prompt"
RUNS = 41
ROWS, COLUMNS = 30, 100
UP, SEARCH, RETURN = b"\x1b[A", b"\x12population > 0 ", b"\r"


QUESTIONS = {
    b"\x1b]11;?": b"\x1b]11;rgb:0000/0000/0000\x07",  # the colour of the background
    b"\x1b[6n": b"\x1b[1;1R",  # the place of the cursor
    b"\x1b[c": b"\x1b[?62;22c",  # what kind of terminal it is
}


class Terminal:
    """A program at a terminal of its own; `seconds` from its start (or a key) to what is awaited."""

    def __init__(self, command, home, environment=None):
        values = {"HOME": home, "PATH": os.environ["PATH"], "TERM": "xterm-256color", "LC_ALL": "C.UTF-8",
                  "ACCORD_DATASETS": os.path.join(measure.ROOT, "Datasets"), "XDG_CACHE_HOME": os.path.join(home, "cache")}
        values.update(environment or {})
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self.begin = time.perf_counter()
        self.child = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, env=values, start_new_session=True, close_fds=True)
        os.close(slave)

    def read(self, seconds):
        if not select.select([self.master], [], [], seconds)[0]:
            return b""
        try:
            return os.read(self.master, 1 << 16)
        except OSError:
            return b""

    def until(self, wanted, since=None, limit=30.0):
        """Seconds until the output since now holds the bytes."""
        since = since or self.begin
        seen = b""
        while wanted not in seen:
            part = self.read(limit)
            if not part:
                raise measure.WrongAnswer(f"no {wanted!r} in {seen[-2000:]!r}")
            seen += part
            self.answer(part)
        return time.perf_counter() - since

    def answer(self, part):
        """What a real terminal says of itself when a program asks: else the peer would wait for it."""
        for question, reply in QUESTIONS.items():
            if question in part:
                os.write(self.master, reply)

    def press(self, keys, wanted):
        begin = time.perf_counter()
        os.write(self.master, keys)
        return self.until(wanted, begin)

    def quiet(self, seconds=0.02):
        seen = b""
        while True:
            part = self.read(seconds)
            if not part:
                return seen
            seen += part

    def close(self):
        self.child.send_signal(signal.SIGKILL)
        self.child.wait()
        os.close(self.master)


def figures(values):
    ordered = sorted(values)
    return [f"{measure.median(values) * 1000:.2f}", f"{ordered[int(len(ordered) * 0.95)] * 1000:.2f}"]


def ready(runs, home):
    """Process start to a prompt that takes keys, in turn with the peers' shells."""
    programs = {"Accord": ([measure.BINARY], b"accord> ")}
    if peers.duckdb_program():
        programs["DuckDB"] = ([peers.duckdb_program()], b"D")
    if peers.sqlite_program():
        programs["sqlite3"] = ([peers.sqlite_program()], b"sqlite> ")
    found = {name: [] for name in programs}
    for turn in range(runs + 1):
        for name, (command, prompt) in programs.items():
            terminal = Terminal(command, home)
            seconds = terminal.until(prompt)
            terminal.close()
            if turn > 0:
                found[name].append(seconds)
    return [[name, *figures(values)] for name, values in found.items()]


def keys(runs, home):
    """One key at a time into a statement; the whole answer is one write to the terminal."""
    terminal = Terminal([measure.BINARY, "--quiet"], home)
    terminal.until(b"accord> ")
    terminal.quiet()
    text = "from countries as of 2007-04-24 | where region = Africa and ICRMW and not C155 | keep country, ICRMW.date"
    found = []
    for turn in range(max(2, runs // 8)):
        for place, letter in enumerate(text):
            seconds = terminal.press(letter.encode(), b"\x1b[")
            terminal.quiet(0.002)
            if turn > 0 or place > 10:
                found.append(seconds)
        terminal.press(b"\x03", b"accord> ")
        terminal.quiet()
    terminal.close()
    return found


# What is typed before Tab, and a word of the list or line that must come.
COMPLETIONS = [
    ("from countries | where ", b"country"),
    ("from countries | where m", b"more"),
    ("from countries | where country = s", b"Samoa"),
    ("from countries | keep country, women", b"women_"),
    ("from corridors | where m", b"more"),
    ("from ratifications | where treaty = c", b"more"),
    ("from countries | where country = swazi", b"Eswatini"),
    ("help m", b"mean"),
]


def tabs(runs, home):
    terminal = Terminal([measure.BINARY, "--quiet"], home)
    terminal.until(b"accord> ")
    terminal.quiet()
    rows = []
    for typed, wanted in COMPLETIONS:
        found = []
        for turn in range(runs // 2 + 1):
            os.write(terminal.master, typed.encode())
            terminal.quiet()
            seconds = terminal.press(b"\t", wanted)
            terminal.quiet()
            terminal.press(b"\x03", b"accord> ")
            terminal.quiet()
            if turn > 0:
                found.append(seconds)
        rows.append([f"`{typed}`".replace("|", "\\|"), *figures(found)])
    terminal.close()
    return rows


def large(home):
    rows = []
    terminal = Terminal([measure.BINARY, "--quiet"], home)
    terminal.until(b"accord> ")
    terminal.quiet()
    lines = "\n".join(f"# line {number}" for number in range(1, 10_000)) + "\nfrom countries | count"
    begin = time.perf_counter()
    data = b"\x1b[200~" + lines.encode() + b"\x1b[201~"
    seen = b""
    while data or b"| count" not in seen.replace(b"\x1b[m", b"").replace(b"\x1b[1;34m", b""):
        if data and select.select([], [terminal.master], [], 0)[1]:
            data = data[os.write(terminal.master, data[:4000]):]
        seen += terminal.read(0.0 if data else 10)
    rows.append(["10,000 lines pasted, until they stand in the entry", f"{(time.perf_counter() - begin) * 1000:.1f}"])
    rows.append(["… and run, until the result", f"{terminal.press(RETURN, b'250') * 1000:.1f}"])
    terminal.close()
    history = os.path.join(home, ".local/state/accord")
    os.makedirs(history, exist_ok=True)
    with open(os.path.join(history, "history"), "w") as out:
        out.writelines(f"from countries | where population > {number} | count\n" for number in range(100_000))
    begun = Terminal([measure.BINARY, "--quiet"], home)
    rows.append(["start to prompt with 100,000 entries of history", f"{begun.until(b'accord> ') * 1000:.1f}"])
    begun.quiet()
    rows.append(["first ↑ of them", f"{begun.press(UP, b'99999') * 1000:.1f}"])
    begun.press(b"\x03", b"accord> ")
    begun.quiet()
    rows.append(["^R for the oldest", f"{begun.press(SEARCH, b'> 0 ') * 1000:.1f}"])
    begun.close()
    return rows


def run(context):
    runs = context.runs_or(RUNS)
    home = os.path.join(context.folder, "home")
    os.makedirs(home, exist_ok=True)
    measure.process(["env", f"XDG_CACHE_HOME={os.path.join(home, 'cache')}", measure.BINARY, "--version"])
    started = ready(runs, home)
    typed = keys(runs, home)
    return [
        report.Section(
            "From the start of the process to a prompt that takes keys",
            "On a pseudo-terminal; the peers' shells without a database.",
            ["program", "median ms", "95th of 100 ms"], started, "Goal: under 15 ms."),
        report.Section(
            "A key, from the press to the paint", f"{len(typed)} keys of a statement of 100 characters, coloured, with suggestions.",
            ["", "median ms", "95th of 100 ms"], [["a key", *figures(typed)]], "Goal: under 1 ms."),
        report.Section(
            "Tab, from the press to the paint", "On the whole catalogue.",
            ["typed before it", "median ms", "95th of 100 ms"], tabs(runs, home), "Goal: under 5 ms."),
        report.Section("Large", "", ["work", "ms"], large(home)),
    ]
