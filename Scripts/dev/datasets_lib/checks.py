"""The package against the facts: counts, sums and public facts, read again from the written files. Fails loudly."""

import csv
import datetime
from decimal import Decimal

from .acts import derived
from .measures import CORRIDORS
from .tables import fold, read

# Words that an identifier of a measure may not be: tables, columns and attributes, verbs, functions, grammar.
RESERVED = set("""
countries treaties ratifications reservations reports agreements rights indicators corridors measures groups panel
country iso3 iso2 m49 kind region subregion wb_region income capital year date as_of from to status value
treaty group measure series origin destination migrants flow refugees asylum_seekers remittances remittance_cost
others_in_need partner_a partner_b signed action precision in_force denounced due submitted considered symbol cycle
right basis category topic unit direction minimum maximum family licence source name first_year last_year n reason
compare profile search let param set why explain cite where keep drop rename derive sort take skip sample distinct
count summarise pivot unpivot join append latest fill describe freq gap commitments implementation overdue benchmark
chart table note save lag lead change pct_change cumsum rolling_mean index_to rank percentile zscore minmax
share_of_total sum mean median min max sd var quantile first last share weighted_mean corr abs round floor ceil
sqrt exp log log10 clamp row_mean row_min row_max row_count lower upper trim contains starts_with ends_with matches
replace length split_part month day years_between parties signatories member and or not in is missing true false if
then else by on of against connect world members all
""".split())

ILO_PARTIES = {"C029": 181, "C087": 158, "C098": 168, "C100": 175, "C105": 176, "C111": 175, "C138": 177, "C182": 187}
UN_PARTIES = {"ICERD": 182, "ICCPR": 175, "ICESCR": 173, "CEDAW": 189, "CAT": 175, "CRC": 196, "CRPD": 193, "CPED": 78,
              "OPCAT": 96, "ICRMW": 60}
ICRMW_PARTIES = {"2007-04-24": 36, "2008-04-25": 37, "2014-12-31": 47, "2026-02-03": 60}

# measure, country, year, lowest and highest value that agrees with the published figure as it is rounded
PUBLISHED = [
    ("remittances_received", "MEX", "2023", "66150000000", "66250000000"),
    ("remittances_received", "IND", "2023", "119450000000", "119550000000"),
    ("remittances_gdp", "TJK", "2022", "49.85", "49.95"),
    ("migrant_stock", "USA", "2024", "52350000", "52450000"),
    ("refugees_hosted", "TUR", "2022", "3565000", "3575000"),
]


class Checks:
    def __init__(self, folder, facts, tables):
        self.folder, self.facts, self.tables, self.failures, self.done = folder, facts, tables, [], 0
        self.read = {table.path: list(csv.DictReader(open(folder / table.path, encoding="utf-8", newline="")))
                     for table in tables}

    def equal(self, what, found, wanted):
        self.done += 1
        if found != wanted:
            self.failures.append(f"{what}: found {found}, wanted {wanted}")

    def run(self):
        self.names()
        self.counts()
        self.sums()
        self.parties()
        self.published()
        size = sum(path.stat().st_size for path in self.folder.rglob("*") if path.is_file())
        self.equal("size at most 40 MB", size <= 40_000_000, True)
        if self.failures:
            raise SystemExit("the package does not agree with the facts:\n  " + "\n  ".join(self.failures))
        return size

    def names(self):
        """A name belongs to one thing."""
        taken = {word: "a word of the language" for word in RESERVED}
        taken |= {row["treaty"].casefold(): "a treaty" for row in self.read["ratification/treaties.csv"]}
        taken |= {row["basket"]: "a basket" for row in self.read["ratification/basket_list.csv"]}
        taken |= {row["group"].casefold(): "a group" for row in self.read["reference/group_list.csv"]}
        aliases = {}
        countries = {fold(row["alias"]): row["iso3"] for row in self.read["reference/aliases.csv"]}
        for row in self.read["measures.csv"]:
            self.equal(f"the measure {row['measure']} as a country", countries.get(row["measure"]), None)
            self.equal(f"{row['measure']} is free", taken.get(row["measure"], "free"), "free")
            for name in {row["measure"], row["code"].casefold(), *row["aliases"].casefold().split(";")} - {""}:
                self.equal(f"{name} names", aliases.setdefault(name, row["measure"]), row["measure"])
        groups = {}
        for row in self.read["reference/group_list.csv"]:
            for name in filter(None, [row["group"], *row["aliases"].split(";")]):
                self.equal(f"the group {name}", groups.setdefault(fold(name), row["group"]), row["group"])
                # The European Union is a group and a participant in treaties.
                expected = "EUU" if name == "European Union" else None
                self.equal(f"the group {name} as a country", countries.get(fold(name)), expected)
        treaties = [row["alias"] for row in self.read["ratification/treaty_aliases.csv"]]
        for name in treaties + [row["treaty"] for row in self.read["ratification/treaties.csv"]]:
            self.equal(f"the treaty {name} as a country", countries.get(fold(name)), None)

    def counts(self):
        for kind, path in (("right", "rights/scores.csv"), ("indicator", "indicators/values.csv")):
            wanted = sum(1 for _ in read(self.facts / path))
            folder = path.split("/")[0]
            found = sum(sum(1 for key, value in row.items() if value and key not in ("iso3", "year"))
                        for name, rows in self.read.items() if name.startswith(folder + "/") for row in rows)
            self.equal(f"cells of {kind}s", found, wanted)
        for path, source, extra in (
                ("ratification/ratifications.csv", "ratification/ratifications.csv", 2),
                ("ratification/reservations.csv", "ratification/reservations.csv", 0),
                ("ratification/reports.csv", "ratification/reports.csv", 0),
                ("ratification/agreements.csv", "ratification/agreements.csv", 0),
                ("ratification/treaties.csv", "ratification/treaties.csv", 0),
                ("reference/countries.csv", "reference/countries.csv", 6),
                ("reference/groups.csv", "reference/groups.csv", 0),
                ("reference/income_history.csv", "reference/income_history.csv", 0)):
            wanted = sum(1 for _ in read(self.facts / source)) + extra
            self.equal(f"rows of {path}", len(self.read[path]), wanted)
        kinds = [row["kind"] for row in self.read["reference/countries.csv"]]
        self.equal("states and territories", (kinds.count("state"), kinds.count("territory")), (198, 52))

    def sums(self):
        rows = self.read["corridors/corridors.csv"]
        for name, columns in CORRIDORS.items():
            for measure, column in columns.items():
                given = [Decimal(row["value"]) for row in read(self.facts / f"bilateral/{name}.csv")
                         if row["measure"] == measure]
                found = [Decimal(row[column]) for row in rows if row[column]]
                self.equal(f"corridors {column}", (len(found), sum(found)), (len(given), sum(given)))

    def parties(self):
        rows = [row for row in self.read["ratification/ratifications.csv"] if row["action"]]
        start = {row["treaty"]: row["in_force"] for row in self.read["ratification/treaties.csv"]}
        now = {}
        for row in rows:
            now.setdefault(row["treaty"], set())
            if not row["denounced"]:
                now[row["treaty"]].add(row["iso3"])
        for treaty, wanted in (ILO_PARTIES | UN_PARTIES).items():
            self.equal(f"parties of {treaty}", len(now[treaty]), wanted)
        for row in read(self.facts / "ratification/coverage.csv"):
            if row["parties_rows"]:
                treaty = row["treaty"].replace("-", "_")
                self.equal(f"parties of {treaty} by its coverage", len(now[treaty]), int(row["parties_rows"]))
        migrant = {row["iso3"]: row for row in rows if row["treaty"] == "ICRMW"}
        for date, wanted in ICRMW_PARTIES.items():
            self.equal(f"ICRMW at {date}", sum(row["date"] <= date for row in migrant.values()), wanted)
        force = {iso3: row["in_force"] or derived("ICRMW", row["date"], start["ICRMW"])
                 for iso3, row in migrant.items()}
        day = "2007-04-24"
        self.equal("ICRMW in force at 2007-04-24", sum(date <= day for date in force.values()), 34)
        later = {iso3 for iso3, row in migrant.items() if row["date"] <= day < plus_year(force[iso3])}
        self.equal("initial reports to come at 2007-04-24", {"ARG", "MRT"} <= later, True)
        self.equal("initial reports to come, all", sorted(later), ["ARG", "MRT"])
        self.equal("Albania", (migrant["ALB"]["date"], force["ALB"]), ("2007-06-05", "2007-10-01"))
        self.equal("Kyrgyzstan", (migrant["KGZ"]["date"], force["KGZ"]), ("2003-09-29", "2004-01-01"))
        self.equal("Mali", (migrant["MLI"]["date"], force["MLI"]), ("2003-06-05", "2003-10-01"))
        self.equal("Mexico", migrant["MEX"]["date"], "1999-03-08")
        self.equal("Philippines", migrant["PHL"]["date"], "1995-07-05")
        self.equal("not parties", {"TUN", "ITA", "DEU", "USA"} & set(migrant), set())
        child = [row for row in self.read["ratification/ratifications.csv"]
                 if (row["iso3"], row["treaty"]) == ("USA", "CRC")]
        self.equal("USA, CRC", [(row["signed"], row["action"]) for row in child], [("1995-02-16", "")])

    def published(self):
        values = {}
        for table in self.tables:
            if table.role == "measure_values":
                for row in self.read[table.path]:
                    values[row["iso3"], row["year"], table.path] = row
        for measure, iso3, year, low, high in PUBLISHED:
            found = next(row[measure] for key, row in values.items() if key[:2] == (iso3, year) and measure in row)
            self.equal(f"{measure} {iso3} {year}", Decimal(low) <= Decimal(found) < Decimal(high), True)
        pairs = {(row["origin"], row["destination"], row["year"]): row for row in self.read["corridors/corridors.csv"]}
        self.equal("Mexico to United States", pairs["MEX", "USA", "2020"]["migrants"], "10853105")
        # Most of the money goes from the United States to Mexico, so it stands in the corridor of Mexican migrants.
        self.equal("remittances stand with the migrants",
                   Decimal(pairs["MEX", "USA", "2017"]["remittances"]) > 20000, True)


def plus_year(date):
    day = datetime.date.fromisoformat(date)
    return day.replace(year=day.year + 1).isoformat()
