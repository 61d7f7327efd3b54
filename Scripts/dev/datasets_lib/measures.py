"""measures.csv, rights/, indicators/ and corridors/: one column per measure, one row per country and year."""

import re
from collections import defaultdict
from decimal import Decimal

from .tables import Table, number, own, read

MEASURE_COLUMNS = ("measure code name family kind right basis category topic unit decimals direction minimum maximum "
                   "licence source aliases").split()

# family in the facts: (file, source, licence)
RIGHTS = {
    "V-Dem": ("vdem", "VDEM14", "CC BY-SA 4.0"),
    "WBL": ("wbl", "WBL2020", "World Bank data"),
    "GLOBALCIT": ("globalcit", "GLOBALCIT31", "CC BY 4.0"),
    "APLA": ("apla", "APLA", "CC BY 4.0"),
    "US TIP Report": ("tip", "USTIP", "public domain"),
    "UNHCR": ("unhcr", "UNHCR2025", "CC BY 4.0"),
    "SDG": ("sdg", "SDG2020", "not stated"),
}

# how the source of a series begins in the facts: (family, source, licence)
INDICATORS = {
    "World Bank WDI (datasets/": ("WDI", "WDI2026", "CC BY 4.0"),
    "derived from World Bank WDI": ("WDI", "WDI2026D", "CC BY 4.0"),
    "World Bank WDI, vintage 2021": ("WDI", "WDI2021", "CC BY 4.0"),
    "World Bank WDI via Gapminder": ("WDI", "WDIGM2026", "CC BY 4.0"),
    "WHO via Gapminder": ("WHO", "WHO2026", "CC BY 4.0"),
    "UNDP HDR": ("UNDP", "HDI", "CC BY 4.0"),
    "UNHCR Refugee": ("UNHCR", "UNHCR2025", "CC BY 4.0"),
    "World Bank Worldwide Governance": ("WGI", "WGI2024", "World Bank data"),
    "World Bank Remittance Prices": ("RPW", "RPW2020", "World Bank data"),
    "UN SDG database": ("SDG", "SDG2020", "not stated"),
}

BASIS = {"legal": "law", "practice": "practice", "mixed": "mixed"}

# file: {measure in the facts: column}
CORRIDORS = {
    "migrant_stock": {"migrant_stock": "migrants"},
    "migrant_flows": {"flow_5yr_da_pb_closed": "flow"},
    "refugees": {"refugees": "refugees", "asylum_seekers": "asylum_seekers", "oip": "others_in_need"},
    "remittances": {"remittances_musd": "remittances"},
    "remittance_cost": {"avg_total_cost_pct": "remittance_cost"},
}
# In these files the origin is where the money is sent from: the migrants' destination.
MONEY_FILES = {"remittances", "remittance_cost"}
CORRIDOR_COLUMNS = ("origin destination year migrants flow refugees asylum_seekers remittances remittance_cost "
                    "others_in_need").split()


def build(facts):
    rows = measures(facts)
    tables = [Table("measures.csv", "measures", MEASURE_COLUMNS, ["measure"], rows,
                    sorted({row["source"] for row in rows}))]
    tables += values(facts / "rights/scores.csv", "measure", [row for row in rows if row["kind"] == "right"],
                     lambda row: f"rights/{RIGHTS[row['family']][0]}.csv")
    tables += values(facts / "indicators/values.csv", "series", [row for row in rows if row["kind"] == "indicator"],
                     lambda row: f"indicators/{row['topic'].lower()}.csv")
    tables.append(corridors(facts))
    return tables


def measures(facts):
    rights = {row["code"]: row for row in read(facts / "rights/measures.csv")}
    series = {row["code"]: row for row in read(facts / "indicators/series.csv")}
    rows = []
    for row in own("measures.csv"):
        if fact := rights.pop(row["code"], None):
            _, source, licence = RIGHTS[fact["family"]]
            row.update(family=fact["family"], kind="right", right=fact["right"], basis=BASIS[fact["kind"]],
                       category=fact["migrant_category"], source=source, licence=licence)
            if row["direction"] + "_is_better" != fact["direction"]:
                raise SystemExit(f"measures.csv: the direction of {row['measure']} differs from the facts")
        else:
            fact = series.pop(row["code"])
            family, source, licence = next(value for key, value in INDICATORS.items() if fact["source"].startswith(key))
            row.update(family=family, kind="indicator", right="", basis="", category="", source=source, licence=licence)
        if not re.fullmatch("[a-z][a-z0-9_]*", row["measure"]) or not 0 < len(row["name"]) <= 60:
            raise SystemExit(f"measures.csv: identifier or label of {row['code']}")
        for end in ("minimum", "maximum"):
            row[end] = number(row[end]) if row[end] else ""
        rows.append(row)
    if rights or series:
        raise SystemExit(f"measures.csv does not name {sorted(rights | series)}")
    return rows


def values(path, column, rows, place):
    """The wide tables of the measures, and a check that no value lies outside the range of its measure."""
    by_code = {row["code"]: row for row in rows}
    ends = {row["code"]: [Decimal(row[end]) if row[end] else None for end in ("minimum", "maximum")] for row in rows}
    cells = defaultdict(lambda: defaultdict(dict))
    for fact in read(path):
        row, text = by_code[fact[column]], number(fact["value"])
        low, high = ends[row["code"]]
        if low is not None and Decimal(text) < low or high is not None and Decimal(text) > high:
            raise SystemExit(f"{row['measure']} {fact['iso3']} {fact['year']}: {text} is outside {low} to {high}")
        cell = cells[place(row)][fact["iso3"], fact["year"]]
        if row["measure"] in cell:
            raise SystemExit(f"{path}: two values of {row['code']} for {fact['iso3']} {fact['year']}")
        cell[row["measure"]] = text
    for target in sorted(cells):
        own_rows = sorted((row for row in rows if place(row) == target), key=lambda row: row["measure"])
        names = [row["measure"] for row in own_rows]
        yield Table(target, "measure_values", ["iso3", "year", *names], ["iso3", "year"],
                    [{"iso3": iso3, "year": year, **cell} for (iso3, year), cell in cells[target].items()],
                    sorted({row["source"] for row in own_rows}), own_rows)


def corridors(facts):
    cells = defaultdict(dict)
    for name, columns in CORRIDORS.items():
        for fact in read(facts / f"bilateral/{name}.csv"):
            ends = [fact["origin"], fact["destination"]]
            if name in MONEY_FILES:
                ends.reverse()
            cell, column = cells[(*ends, fact["year"])], columns[fact["measure"]]
            if column in cell:
                raise SystemExit(f"bilateral/{name}.csv: two values for {ends} {fact['year']} {column}")
            cell[column] = number(fact["value"])
    rows = [{"origin": origin, "destination": destination, "year": year, **cell}
            for (origin, destination, year), cell in cells.items()]
    return Table("corridors/corridors.csv", "corridors", CORRIDOR_COLUMNS, ["origin", "destination", "year"], rows,
                 ["DESA2020", "ABELCOHEN2019", "UNHCR2025", "KNOMAD2017", "RPW2020"])
