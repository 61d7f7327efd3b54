"""ratification/: the treaties, their other names, their rules, and the named baskets."""

import re

from .tables import Table, own, read

TREATY_COLUMNS = ("treaty code title short_title system topic adopted in_force depositary body coverage "
                  "coverage_as_of official_parties gap").split()

# When a treaty enters into force for a State that consents after the treaty itself is in force.
# "the 30th day after the date of deposit" is the day of deposit plus 30: the given dates follow this reading.
FORCE_RULES = {
    ("days", 30): "ICERD CEDAW CAT CRC CRPD CPED OPCAT UNTOC TIP SMUGGLING CRPD_OP",
    ("days", 90): "REFUGEE51 STATELESS54 STATELESS61",
    ("months", 3): "ICCPR ICESCR ICCPR_OP1 ICCPR_OP2 ICESCR_OP CEDAW_OP CRC_OPIC",
    ("months", 1): "CRC_OPAC CRC_OPSC",
    ("first_of_month_after_months", 3): "ICRMW",
    ("same_day", 0): "REFUGEE67",
    ("registration_months", 12): "C029 P029 C048 C087 C097 C098 C100 C105 C111 C118 C138 C143 C155 P155 C157 C167 "
                                 "C169 C177 C181 C182 C187 C188 C189 C190",
}

# Years from entry into force to the initial report, then the usual cycle; empty where no fixed cycle is in the treaty.
REPORT_RULES = {
    "ICRMW": (1, 5), "ICERD": (1, 2), "ICESCR": (2, 5), "ICCPR": (1, ""), "CEDAW": (1, 4), "CAT": (1, 4),
    "CRC": (2, 5), "CRPD": (2, 4), "CPED": (2, ""),
}

RULE_NOTES = {
    "ICESCR": "initial report: two years, formerly one",
    "ICRMW": "first day of the month following three months after the date of deposit",
    "REFUGEE67": "the day of deposit",
    "C019": "a convention of this age entered into force on registration, not twelve months after; no list of parties",
}

BASKETS = {
    "core_un": ("Nine core human rights conventions of the United Nations",
                "ICERD ICCPR ICESCR CEDAW CAT CRC ICRMW CRPD CPED"),
    "migrant_core": ("Core instruments on migrant workers", "ICRMW C097 C143"),
    # C019, C048 and C157 belong here by subject; with no list of their parties they would only add empty columns.
    "ilo_migration": ("ILO conventions on migrant workers: migration, social security, recruitment, domestic work",
                      "C097 C118 C143 C181 C189"),
    "ilo_fundamental": ("Ten fundamental conventions of the ILO", "C029 C087 C098 C100 C105 C111 C138 C155 C182 C187"),
    "refugee": ("Refugee Convention and Protocol", "REFUGEE51 REFUGEE67"),
    "statelessness": ("Conventions on statelessness", "STATELESS54 STATELESS61"),
    "trafficking": ("Trafficking in persons, universal instruments", "TIP TRAFFIC49"),
    "slavery": ("Slavery and forced labour, universal instruments", "SLAVERY26 SLAVERY56 C029 C105 P029"),
}

# The date of a list where the facts say "undated", or name only the year of a list that is dated to the day.
AS_OF = {"undated": "", "2026": "2026-07-10"}


def identifier(code):
    return code.replace("-", "_")


def build(facts):
    rows = treaties(facts)
    known = {row["treaty"] for row in rows}
    baskets = [{"basket": basket, "treaty": treaty} for basket, (_, text) in BASKETS.items() for treaty in text.split()]
    if unknown := {row["treaty"] for row in baskets} - known:
        raise SystemExit(f"baskets name unknown treaties: {sorted(unknown)}")
    return [
        Table("ratification/treaties.csv", "treaties", TREATY_COLUMNS, ["treaty"], rows, ["UNTC2026", "ACCORD"]),
        Table("ratification/treaty_aliases.csv", "treaty_aliases", ["alias", "treaty"], ["alias"], aliases(rows),
              ["ACCORD"]),
        Table("ratification/treaty_rules.csv", "treaty_rules",
              ["treaty", "force_rule", "force_number", "first_report_years", "report_cycle_years", "note"],
              ["treaty"], rules(known), ["ACCORD"]),
        Table("ratification/baskets.csv", "baskets", ["basket", "treaty"], ["basket", "treaty"], baskets, ["ACCORD"]),
        Table("ratification/basket_list.csv", "basket_list", ["basket", "title"], ["basket"],
              [{"basket": basket, "title": title} for basket, (title, _) in BASKETS.items()], ["ACCORD"]),
    ]


def treaties(facts):
    short = {row["treaty"]: row["short_title"] for row in own("treaty_names.csv")}
    coverage = {row["treaty"]: row for row in read(facts / "ratification/coverage.csv")}
    rows = []
    for row in read(facts / "ratification/treaties.csv"):
        cover = coverage.pop(row["code"])
        gap = cover["gap"]
        if row["code"] == "P029":
            gap += "; Nepal (2026) from a slightly later copy of the same list"
        rows.append({
            **row, "treaty": identifier(row["code"]), "short_title": short.pop(identifier(row["code"])),
            # "(fundamental)" is said by the basket ilo_fundamental; without it the topics are one closed list.
            "topic": row["topic"].replace(" (fundamental)", ""), "body": row["monitoring_body"],
            "coverage": cover["coverage"], "coverage_as_of": AS_OF.get(cover["as_of"], cover["as_of"]),
            "official_parties": cover["official_parties"], "gap": gap})
    if coverage or short:
        raise SystemExit(f"names or coverage of unknown treaties: {sorted(coverage)} {sorted(short)}")
    return rows


def aliases(rows):
    extra = {row["treaty"]: row["aliases"].split(";") for row in own("treaty_names.csv")}
    found = {}
    identifiers = {row["treaty"].casefold(): row["treaty"] for row in rows}

    def add(alias, treaty):
        key = alias.casefold()
        if not alias or key == treaty.casefold():
            return
        if key in identifiers or found.get(key, {"treaty": treaty})["treaty"] != treaty:
            raise SystemExit(f"the name {alias!r} fits {treaty} and another treaty")
        found.setdefault(key, {"alias": alias, "treaty": treaty})

    for row in rows:
        treaty, title = row["treaty"], row["title"]
        for alias in (row["code"], title, row["short_title"], *extra[treaty]):
            add(alias, treaty)
        add(re.sub(r" \((C?ETS) (\d+)\)$", "", title) if "ETS" in title and treaty != "ESC61" else "", treaty)
        if re.fullmatch(r"[CP]\d{3}", treaty):
            for alias in ilo_names(treaty, title):
                add(alias, treaty)
    return list(found.values())


def ilo_names(treaty, title):
    """The ways in which a convention of the ILO is called by its number, and its title without year and number."""
    number = str(int(treaty[1:]))
    if treaty[0] == "P":
        return [f"P{number}", f"ILO P{treaty[1:]}", f"ILO Protocol {number}", f"ILO Protocol No. {number}"]
    bare = re.sub(r", \d{4} \(No\. \d+\)$", "", title)
    return [f"C{number}", f"ILO {number}", f"ILO {treaty}", f"ILO C{number}", f"ILO Convention {number}",
            f"ILO Convention No. {number}", f"Convention No. {number}", bare]


def rules(known):
    force = {treaty: rule for rule, text in FORCE_RULES.items() for treaty in text.split()}
    if unknown := (set(force) | set(REPORT_RULES)) - known:
        raise SystemExit(f"rules of unknown treaties: {sorted(unknown)}")
    rows = []
    for treaty in sorted(force | RULE_NOTES):
        rule, count = force.get(treaty, ("same_day", 0))
        first, cycle = REPORT_RULES.get(treaty, ("", ""))
        rows.append({"treaty": treaty, "force_rule": rule, "force_number": count, "first_report_years": first,
                     "report_cycle_years": cycle, "note": RULE_NOTES.get(treaty, "")})
    return rows
