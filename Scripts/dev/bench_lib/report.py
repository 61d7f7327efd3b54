"""The page of results: a section per table, each part written over when it is measured anew."""
import os, re
from dataclasses import dataclass, field

from .measure import ROOT

PAGE = os.path.join(ROOT, "Tests/Benchmarks/README.md")


@dataclass
class Section:
    title: str
    text: str = ""  # what is measured and how, before the table
    head: list = field(default_factory=list)
    rows: list = field(default_factory=list)
    after: str = ""  # goals and what bounds them

    def markdown(self):
        lines = [f"### {self.title}", ""]
        if self.text:
            lines += [self.text, ""]
        if self.head:
            lines.append("| " + " | ".join(self.head) + " |")
            lines.append("| --- |" + " ---: |" * (len(self.head) - 1))
            lines += ["| " + " | ".join(str(cell) for cell in row) + " |" for row in self.rows]
            lines.append("")
        if self.after:
            lines += [self.after, ""]
        return "\n".join(lines)


def machine():
    """Cores and memory: what a reader needs to place the figures, and nothing more."""
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return f"{os.cpu_count()} cores, {round(pages / 2**30)} GiB of memory"


HEAD = """# Benchmarks

Made by `Scripts/dev/bench`; a part alone by `Scripts/dev/bench PART`. Every answer that is timed is
checked against the peer's. Figures are medians; a ratio is the median of the ratios of runs made in
turn, Accord's time divided by the peer's: below 1, Accord is quicker. *Elapsed* is what a watch
shows, *processor* the time of all threads together, which other work on the machine moves least.
"""


def write(sections_of, versions):
    """Puts the sections of the parts that ran into the page and leaves the others."""
    old = {}
    if os.path.exists(PAGE):
        with open(PAGE) as page:
            for name, text in re.findall(r"<!-- part (\w+) -->\n(.*?)<!-- end -->", page.read(), re.S):
                old[name] = text
    from . import PARTS
    text = HEAD
    for name in PARTS:
        if name in sections_of:
            load = f"{os.getloadavg()[0]:.1f}"
            body = "".join(section.markdown() + "\n" for section in sections_of[name])
            old[name] = (
                f"\n## {PARTS[name].TITLE}\n\nOn {machine()}; {versions}. Load of the machine when "
                f"this was done: {load}.\n\n{body.rstrip()}\n")
        if name in old:
            text += f"\n<!-- part {name} -->\n{old[name]}<!-- end -->\n"
    os.makedirs(os.path.dirname(PAGE), exist_ok=True)
    with open(PAGE + ".new", "w") as out:
        out.write(text)
    os.replace(PAGE + ".new", PAGE)


def missed(lines):
    """The paragraph on goals that were not reached, or nothing."""
    return "Goals missed, and what bounds them:\n\n" + "\n".join(f"- {line}" for line in lines) if lines else ""
