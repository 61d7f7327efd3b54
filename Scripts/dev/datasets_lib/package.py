"""datapackage.json: the Frictionless description of every table."""

import json

PARTIAL = {"pattern": "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"}
ISO3 = {"pattern": "[A-Z]{3}"}

LICENCES = {
    "CC BY 4.0": ("CC-BY-4.0", "Creative Commons Attribution 4.0", "https://creativecommons.org/licenses/by/4.0/"),
    "CC BY-SA 4.0": ("CC-BY-SA-4.0", "Creative Commons Attribution-ShareAlike 4.0",
                     "https://creativecommons.org/licenses/by-sa/4.0/"),
    "public domain": ("other-pd", "Public domain", None),
    "World Bank data": ("notspecified", "World Bank data, terms of the copy used not stated", None),
    "not stated": ("notspecified", "Not stated by the source", None),
    "facts": ("notspecified", "Public facts; the terms of each source are in sources.csv", None),
}

# field: (type, description[, constraints]); the same name means the same in every table.
FIELDS = {
    "iso3": ("string", "Country, ISO 3166-1 alpha-3 (EUU: European Union; former States: ISO 3166-3)", ISO3),
    "iso2": ("string", "ISO 3166-1 alpha-2"),
    "m49": ("string", "UN M49 code"),
    "country": ("string", "Short name"),
    "official_name": ("string", "Formal name"),
    "kind": ("string", "Kind"),
    "region": ("string", "UN region"),
    "subregion": ("string", "UN subregion"),
    "wb_region": ("string", "World Bank region, before July 2025"),
    "income": ("string", "World Bank income group"),
    "capital": ("string", "Capital"),
    "tile_row": ("integer", "Row of the tile map, 1 is north"),
    "tile_col": ("integer", "Column of the tile map, 1 is west"),
    "from": ("string", "First day or year; empty: not recorded", PARTIAL),
    "to": ("string", "Last day or year; empty: not recorded or not ended", PARTIAL),
    "alias": ("string", "Another name or code"),
    "predecessor": ("string", "State that was there before", ISO3),
    "successor": ("string", "State that came after", ISO3),
    "group": ("string", "Name of the group"),
    "as_of": ("string", "Date of the list or edition", PARTIAL),
    "dates": ("string", "Whether dates of membership are known", {"enum": ["known", "partly", "unknown"]}),
    "aliases": ("string", "Other names, separated by semicolons"),
    "year": ("year", "Calendar year"),
    "treaty": ("string", "Identifier of the treaty"),
    "code": ("string", "Code used by the source"),
    "title": ("string", "Title"),
    "short_title": ("string", "Short title"),
    "system": ("string", "System the treaty belongs to"),
    "topic": ("string", "Topic; several are separated by semicolons"),
    "adopted": ("date", "Day of adoption"),
    "depositary": ("string", "Depositary"),
    "body": ("string", "Monitoring body"),
    "coverage": ("string", "How complete the list of parties is",
                 {"enum": ["complete", "dated", "secondary", "partial", "none"]}),
    "coverage_as_of": ("string", "Date of the list of parties", PARTIAL),
    "official_parties": ("integer", "Number of parties that the depositary states"),
    "gap": ("string", "What is missing"),
    "force_rule": ("string", "How the date of entry into force follows from that of consent",
                   {"enum": ["days", "months", "first_of_month_after_months", "registration_months", "same_day"]}),
    "force_number": ("integer", "The number of days or months of the rule"),
    "first_report_years": ("integer", "Years from entry into force to the initial report", None, "years"),
    "report_cycle_years": ("integer", "Years between later reports, by the treaty", None, "years"),
    "basket": ("string", "Name of the basket"),
    "spell": ("integer", "1, or 2 where a State left and came back"),
    "signed": ("date", "Day of signature"),
    "action": ("string", "Act of consent; empty: signature only",
               {"enum": ["ratification", "accession", "succession", "acceptance", "approval", "other"]}),
    "date": ("string", "Day (or only year) of the act", PARTIAL),
    "precision": ("string", "How well the date is known", {"enum": [
        "day", "month", "year", "entry_into_force_only", "undated", "signature_only"]}),
    "in_force": ("date", "Day of entry into force, where a source gives it"),
    "in_force_note": ("string", "Where the given day and the rule of the treaty differ"),
    "denounced": ("string", "Day (or only year) of denunciation", PARTIAL),
    "denunciation_effect": ("string", "Day on which the denunciation took effect, where stated", PARTIAL),
    "source": ("string", "Key in sources.csv"),
    "note": ("string", "Note"),
    "articles": ("string", "Numbers of the articles cited, separated by semicolons"),
    "target": ("string", "States named in an objection, separated by semicolons"),
    "cycle": ("string", "Number of the reporting cycle, or a range where reports were combined"),
    "due": ("string", "Day on which the report was due", PARTIAL),
    "submitted": ("string", "Day on which the report was submitted", PARTIAL),
    "considered": ("string", "Day (or only month) on which the dialogue ended", PARTIAL),
    "symbol": ("string", "Symbol of the State report or of the concluding observations"),
    "id": ("integer", "Number in the source"),
    "partner_a": ("string", "One party; the order means nothing", ISO3),
    "partner_b": ("string", "The other party", ISO3),
    "ratified": ("date", "Day of ratification"),
    "measure": ("string", "Identifier of the measure", {"pattern": "[a-z][a-z0-9_]*"}),
    "name": ("string", "Short label"),
    "family": ("string", "Family"),
    "right": ("string", "Right"),
    "basis": ("string", "Whether law or practice is measured", {"enum": ["law", "practice", "mixed"]}),
    "category": ("string", "Whose rights are measured"),
    "unit": ("string", "Unit"),
    "decimals": ("integer", "Decimals to show"),
    "direction": ("string", "Which way is better", {"enum": ["higher", "lower", "neutral"]}),
    "minimum": ("number", "Lowest possible value, or the lowest observed (V-Dem scores, WGI, work injuries)"),
    "maximum": ("number", "Highest possible value, or the highest observed (V-Dem scores, WGI, work injuries)"),
    "licence": ("string", "Licence"),
    "origin": ("string", "Country the migrants come from", ISO3),
    "destination": ("string", "Country the migrants live in", ISO3),
    "migrants": ("number", "Migrants from origin living in destination", None, "people"),
    "flow": ("number", "Migrants moving from origin to destination in the five years from this year", None,
             "people in five years"),
    "refugees": ("number", "Refugees from origin in destination, year-end", None, "people"),
    "asylum_seekers": ("number", "Asylum seekers from origin in destination, year-end", None, "people"),
    "remittances": ("number", "Remittances sent from destination to origin", None, "million US$"),
    "remittance_cost": ("number", "Mean cost of sending remittances from destination to origin", None,
                        "% of amount sent"),
    "others_in_need": ("number", "Others in need of international protection, from origin in destination, year-end",
                       None, "people"),
    "authority": ("string", "Primary authority"),
    "url_or_reference": ("string", "Where the source was read"),
}

# (role, field): what differs from the field's usual meaning.
SPECIAL = {
    ("countries", "kind"): ("string", "Kind of country", {"enum": ["state", "territory", "organisation", "former"]}),
    ("countries", "from"): ("string", "First day of a State that came into being since 1945", PARTIAL),
    ("countries", "to"): ("string", "Last day of a former State", PARTIAL),
    ("aliases", "kind"): ("string", "Kind of name",
                          {"enum": ["official", "code", "former", "common", "other_language"]}),
    ("successions", "date"): ("date", "Day of the succession"),
    ("successions", "kind"): ("string", "Kind of succession", {"enum": [
        "dissolution", "separation", "union", "accession", "continuation", "restoration"]}),
    ("treaties", "in_force"): ("date", "Day on which the treaty itself entered into force"),
    ("reservations", "date"): ("date", "Day of the act, where printed; otherwise upon consent"),
    ("agreements", "year"): ("year", "Year of signature as the source gives it"),
    ("measures", "kind"): ("string", "Kind of measure", {"enum": ["right", "indicator"]}),
}

# role: [(field, role it refers to, field there)]
FOREIGN = {
    "aliases": [("iso3", "countries", "iso3")],
    "successions": [("predecessor", "countries", "iso3"), ("successor", "countries", "iso3")],
    "group_members": [("iso3", "countries", "iso3"), ("group", "groups", "group")],
    "groups": [("source", "sources", "source")],
    "income": [("iso3", "countries", "iso3")],
    "treaty_aliases": [("treaty", "treaties", "treaty")],
    "treaty_rules": [("treaty", "treaties", "treaty")],
    "baskets": [("treaty", "treaties", "treaty"), ("basket", "basket_list", "basket")],
    "ratifications": [("iso3", "countries", "iso3"), ("treaty", "treaties", "treaty"), ("source", "sources", "source")],
    "reservations": [("iso3", "countries", "iso3"), ("treaty", "treaties", "treaty"), ("source", "sources", "source")],
    "reports": [("iso3", "countries", "iso3"), ("treaty", "treaties", "treaty"), ("source", "sources", "source")],
    "agreements": [("partner_a", "countries", "iso3"), ("partner_b", "countries", "iso3"),
                   ("source", "sources", "source")],
    "measures": [("source", "sources", "source")],
    "measure_values": [("iso3", "countries", "iso3")],
    "corridors": [("origin", "countries", "iso3"), ("destination", "countries", "iso3")],
}


def describe(tables, sources, edition):
    names = {table.role: name_of(table.path) for table in tables if table.role != "measure_values"}
    return {
        "profile": "tabular-data-package",
        "name": "accord",
        "title": "Accord: rights of migrants, ratification, development and migration indicators",
        "version": edition,
        "edition": edition,
        # The day the facts were gathered: the time of rows when nobody asks for one.
        "created": "2026-11-23T00:00:00Z",
        "licenses": [licence(name) for name in LICENCES],
        "sources": [source(row) for row in sources],
        "resources": [resource(table, names, sources) for table in tables],
    }


def name_of(path):
    return path.removesuffix(".csv").replace("/", "-").replace("_", "-")


def resource(table, names, sources):
    by_key = {row["source"]: row for row in sources}
    measured = {row["measure"]: row for row in table.measures}
    licences = sorted({row["licence"] for row in table.measures}) or ["facts"]
    schema = {
        "fields": [field(table.role, name, measured.get(name)) for name in table.columns],
        "missingValues": [""],
        "foreignKeys": [{"fields": here, "reference": {"resource": names[role], "fields": there}}
                        for here, role, there in FOREIGN.get(table.role, [])],
    }
    # A key may not hold an empty cell; the key of a reservation does, so it is checked by the builder alone.
    if table.role != "reservations":
        schema["primaryKey"] = table.key if len(table.key) > 1 else table.key[0]
    if not schema["foreignKeys"]:
        del schema["foreignKeys"]
    return {
        "name": name_of(table.path), "path": table.path, "profile": "tabular-data-resource", "format": "csv",
        "mediatype": "text/csv", "encoding": "utf-8", "accord": {"role": table.role},
        "licenses": [licence(name) for name in licences],
        "sources": [source(by_key[key]) for key in table.sources],
        "schema": schema,
    }


def field(role, name, measure):
    if measure:
        return {"name": name, "type": "number", "title": measure["name"], "unit": measure["unit"],
                "description": f"{measure['code']} ({measure['family']})"}
    kind, text, constraints, unit = (*SPECIAL.get((role, name), FIELDS[name]), None, None)[:4]
    result = {"name": name, "type": kind, "title": name.replace("_", " ").capitalize(), "description": text}
    if unit:
        result["unit"] = unit
    if constraints:
        result["constraints"] = constraints
    return result


def licence(name):
    identifier, title, path = LICENCES[name]
    return {"name": identifier, "title": title, **({"path": path} if path else {})}


def source(row):
    return {"title": row["title"], "accord": row["source"]}


def write(descriptor, folder):
    text = json.dumps(descriptor, ensure_ascii=False, indent=1) + "\n"
    (folder / "datapackage.json").write_text(text, encoding="utf-8")
