"""Datasets/README.md and rights/LICENCE-vdem.md: the text is kept in README.in.md, the counts are filled in here."""

from collections import Counter
from datetime import date, timedelta

from .tables import HERE


def write(folder, tables, report, early, edition):
    roles = {table.role: table for table in tables}
    text = (HERE / "README.in.md").read_text(encoding="utf-8")
    filled = {
        "edition": edition,
        "files": files(tables),
        "treaties": treaty_lists(roles["treaties"].rows),
        "measures": families(tables),
        "sources": source_list(roles["sources"].rows),
        "agreement": agreement(report),
        "disagreements": disagreements(report),
        "early": "; ".join(f"{iso3} {len(acts)}" for iso3, acts in sorted(early.items())),
    }
    for key, value in filled.items():
        text = text.replace("{{" + key + "}}", value)
    if "{{" in text:
        raise SystemExit("README.in.md: a place that nothing fills")
    (folder / "README.md").write_text(text, encoding="utf-8")
    licence = (HERE / "LICENCE-vdem.in.md").read_text(encoding="utf-8")
    (folder / "rights/LICENCE-vdem.md").write_text(licence, encoding="utf-8")


def early_acts(tables):
    """For each State with a first day: the treaty acts before it, which were those of its predecessor."""
    roles = {table.role: table for table in tables}
    begun = {row["iso3"]: row["from"] for row in roles["countries"].rows if row["from"] and row["kind"] == "state"}
    found = {}
    for row in roles["ratifications"].rows:
        day, start = row["date"] or row["in_force"], begun.get(row["iso3"], "")
        if row["action"] and day and day < start[:len(day)]:
            found.setdefault(row["iso3"], []).append(row["treaty"])
    return found


def files(tables):
    lines = ["| file | rows |", "| --- | ---: |"]
    return "\n".join(lines + [f"| {table.path} | {len(table.rows):,} |" for table in tables])


def treaty_lists(rows):
    lines = ["| treaty | list | as of | what is missing |", "| --- | --- | --- | --- |"]
    return "\n".join(lines + [f"| {row['treaty']} | {row['coverage']} | {row['coverage_as_of']} | {row['gap']} |"
                              for row in rows if row["gap"] or row["coverage"] != "complete"])


def families(tables):
    lines = ["| file | measures | values | countries | years |", "| --- | ---: | ---: | ---: | --- |"]
    for table in tables:
        if table.role == "measure_values":
            names = [row["measure"] for row in table.measures]
            cells = sum(1 for row in table.rows for name in names if row.get(name))
            years = [row["year"] for row in table.rows]
            lines.append(f"| {table.path} | {len(names)} | {cells:,} | {len({row['iso3'] for row in table.rows})} "
                         f"| {min(years)}–{max(years)} |")
    return "\n".join(lines)


def source_list(rows):
    lines = ["| key | what | authority | as of | licence |", "| --- | --- | --- | --- | --- |"]
    return "\n".join(lines + [f"| {row['source']} | {row['title']} | {row['authority']} | {row['as_of']} "
                              f"| {row['licence']} |" for row in rows])


def agreement(report):
    lines = ["| treaty | agree | differ |", "| --- | ---: | ---: |"]
    return "\n".join(lines + [f"| {treaty} | {counts['agree']} | {len(counts['differ'])} |"
                              for treaty, counts in sorted(report.items()) if counts["agree"] or counts["differ"]])


def disagreements(report):
    """The rows that differ; the many that are one day early in one source are listed by country alone."""
    lines, early = [], []
    for treaty, counts in sorted(report.items()):
        one_day = [item for item in counts["differ"] if is_day_before(item)]
        if one_day:
            early.append(f"{treaty} {' '.join(item[0] for item in one_day)}")
        for item in counts["differ"]:
            if item not in one_day:
                iso3, consented, given, expected, decision = item
                used = {"rule": "the rule is used", "kept": "the given day is kept",
                        "start": "the treaty's own entry into force is used"}[decision]
                consent = f"consent {consented}" if consented else "day of consent unknown"
                lines.append(f"- {treaty} {iso3}: {consent}, given {given}, rule {expected}: {used}.")
    count = Counter(is_day_before(item) for counts in report.values() for item in counts["differ"])[True]
    lines.append(f"- One day before the anniversary ({count} rows, source GGO), the rule is used: {'; '.join(early)}.")
    return "\n".join(lines)


def is_day_before(item):
    return date.fromisoformat(item[2]) + timedelta(1) == date.fromisoformat(item[3])
