"""Documents: a shipped brief run to its end, and a profile of every State in one run."""
import glob, os

from . import measure, report

TITLE = "Briefs and profiles"


def run(context):
    lines = []
    for path in sorted(glob.glob(os.path.join(measure.ROOT, "Scripts/briefs/*.md")))[:3]:
        found = [measure.accord("--no-config", "run", path) for _ in range(context.runs_or(5))]
        if any(run.output != found[0].output for run in found):
            raise measure.WrongAnswer(f"{path}: two runs differ")
        lines.append([f"`{os.path.basename(path)}`", f"{measure.median([run.seconds for run in found]) * 1000:.1f}",
                      f"{measure.median([run.processor for run in found]) * 1000:.1f}"])
    states = [row[0] for row in measure.blocks(
        measure.accord("--no-config", "--format", "csv", "-e", "from countries | where kind = state | keep iso3").output)[0]]
    script = "".join(f"profile {state}\n" for state in states)
    path = os.path.join(context.folder, "profiles.accord")
    with open(path, "w") as out:
        out.write(script)
    found = [measure.accord("--no-config", "--format", "md", path) for _ in range(context.runs_or(5))]
    heads = sum(line.startswith("# ") for line in found[0].output.splitlines())
    if heads != len(states):
        raise measure.WrongAnswer(f"{heads} profiles of {len(states)} States")
    lines.append([f"profiles of {len(states)} States", f"{measure.median([run.seconds for run in found]) * 1000:.1f}",
                  f"{measure.median([run.processor for run in found]) * 1000:.1f}"])
    return [report.Section("Whole processes", "", ["document", "elapsed ms", "processor ms"], lines)]
