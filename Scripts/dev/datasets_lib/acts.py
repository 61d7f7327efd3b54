"""ratification/: what States did: consent, denunciation, reservations, reports, bilateral agreements."""

import calendar
import datetime
import re

from .tables import Table, read
from .treaties import FORCE_RULES, identifier

RATIFICATION_COLUMNS = ("iso3 treaty spell signed action date precision in_force in_force_note denounced "
                        "denunciation_effect source note").split()

PRECISION = {"entry into force only": "entry_into_force_only", "signature only": "signature_only"}

# States that left a treaty and came back, as the notes of the rows say: (denounced, effect) of the first spell.
# The second spell keeps what the row says of denunciation. GUY gives both acts the same day.
SPELLS = {
    ("TTO", "ICCPR_OP1"): [("1980-11-14", "1998-05-26"), ("1998-08-26", "2000-03-27")],
    ("GUY", "ICCPR_OP1"): [("1993-05-10", "1999-01-05"), ("1999-01-05", "")],
}

RULES = {treaty: rule for rule, text in FORCE_RULES.items() for treaty in text.split()}


def build(facts, tables):
    treaties = {row["treaty"]: row for row in tables["treaties"].rows}
    rows, report = ratifications(facts, treaties)
    text = lambda name: read(facts / f"ratification/{name}.csv")
    reservations = [{**row, "treaty": identifier(row["treaty"])} for row in text("reservations")]
    reports = [{**row, "treaty": identifier(row["treaty"])} for row in text("reports")]
    agreements = [{**row, "partner_a": row["country_a"], "partner_b": row["country_b"], "source": "BLA2022"}
                  for row in text("agreements")]
    return [
        Table("ratification/ratifications.csv", "ratifications", RATIFICATION_COLUMNS, ["iso3", "treaty", "spell"],
              rows, sorted({row["source"] for row in rows} | {"HTI2011"})),
        Table("ratification/reservations.csv", "reservations",
              ["iso3", "treaty", "kind", "date", "articles", "target", "topic", "source"],
              ["iso3", "treaty", "kind", "date", "articles", "target", "topic"], reservations,
              sorted({row["source"] for row in reservations})),
        Table("ratification/reports.csv", "reports",
              ["iso3", "treaty", "cycle", "kind", "due", "submitted", "considered", "symbol", "source"],
              ["iso3", "treaty", "considered"], reports, sorted({row["source"] for row in reports})),
        Table("ratification/agreements.csv", "agreements",
              ["id", "partner_a", "partner_b", "signed", "year", "ratified", "title", "source"], ["id"], agreements,
              ["BLA2022"], order=lambda row: int(row["id"])),
    ], report


def ratifications(facts, treaties):
    """The rows, and the comparison of given dates of entry into force with the rules."""
    rows, report = [], {}
    for fact in read(facts / "ratification/ratifications.csv"):
        treaty = identifier(fact["treaty"])
        row = {
            "iso3": fact["iso3"], "treaty": treaty, "spell": "1", "signed": fact["signed"], "action": fact["action"],
            "date": dated(fact), "precision": PRECISION.get(fact["precision"], fact["precision"]),
            "in_force": fact["effective"], "in_force_note": "", "denounced": fact["denounced"],
            "denunciation_effect": effect(fact), "source": fact["source"],
            # The year is in `date` now; the rest of the note stays.
            "note": re.sub(r"^year of ratification \d{4}(; )?", "", fact["note"]),
        }
        compare(row, treaties[treaty], report)
        rows += spells(row)
    return rows, report


def dated(fact):
    if fact["precision"] == "year":
        if not fact["note"].startswith(f"year of ratification {fact['year']}") or fact["date"]:
            raise SystemExit(f"a year that its note does not repeat: {fact}")
        return fact["year"]
    return fact["date"]


def effect(fact):
    if match := re.search(r"denunciation notified; effect (\d{4}-\d{2}-\d{2})", fact["note"]):
        return match[1]
    return fact["denounced"] if "column is date of effect" in fact["note"] else ""


def spells(row):
    dates = SPELLS.get((row["iso3"], row["treaty"]))
    row["note"] = re.sub("denounced;? column is date of effect", "the date of denunciation is that of effect",
                         row["note"])
    if not dates:
        return [row]
    result = []
    for number, (date, denounced) in enumerate(dates, 1):
        last = number == len(dates)
        result.append({**row, "spell": str(number), "signed": row["signed"] if number == 1 else "", "date": date,
                       "in_force": "", "denounced": denounced,
                       "denunciation_effect": row["denunciation_effect"] if last else "",
                       "note": row["note"] if last else "came back: see the next spell"})
    if (result[-1]["denounced"] or row["denounced"]) != row["denounced"]:
        raise SystemExit(f"the spells do not end as the row does: {row}")
    return result


def compare(row, treaty, report):
    """Checks a given entry into force against the rule; where they differ, the rule stands and the row says so."""
    given, start = row["in_force"], treaty["in_force"]
    if not given:
        return
    counts = report.setdefault(row["treaty"], {"rule": row["treaty"] in RULES, "agree": 0, "differ": []})
    if row["date"] and row["treaty"] in RULES:
        expected = derived(row["treaty"], row["date"], start)
        if given == expected:
            counts["agree"] += 1
        elif given < row["date"] and row["treaty"] == "C097":
            # A State that took over the obligations of its former metropole is bound from independence.
            row["in_force_note"] = ("from independence, before the registered confirmation; "
                                    f"the rule would give {expected}")
            counts["differ"].append((row["iso3"], row["date"], given, expected, "kept"))
        else:
            row["in_force"] = ""
            row["in_force_note"] = f"source gives {given}; the treaty's rule is used"
            counts["differ"].append((row["iso3"], row["date"], given, expected, "rule"))
    elif given < start:
        row["in_force"] = start
        row["in_force_note"] = f"source gives {given}, before the treaty's own entry into force"
        counts["differ"].append((row["iso3"], row["date"], given, start, "start"))


def derived(treaty, date, start):
    """The day of entry into force by the treaty's rule, never before the treaty's own."""
    kind, count = RULES[treaty]
    day = datetime.date.fromisoformat(date)
    if kind == "days":
        day += datetime.timedelta(count)
    elif kind == "first_of_month_after_months":
        day = months_after(months_after(day, count).replace(day=1), 1)
    elif kind in ("months", "registration_months"):
        day = months_after(day, count)
    return max(day.isoformat(), start)


def months_after(day, count):
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
