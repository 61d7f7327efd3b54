"""reference/: countries, their names, where States came from, groups and income groups."""

import re

from . import tables
from .tables import Table, fold, own, read

COUNTRY_COLUMNS = ("iso3 iso2 m49 country official_name kind region subregion wb_region income capital "
                   "tile_row tile_col from to").split()

# States that are not members of the United Nations but have treaty acts of their own.
# ESH: the Sahrawi Arab Democratic Republic, in African Union treaties only.
STATES_OUTSIDE_UN = {"COK", "NIU", "PSE", "VAT", "ESH"}

# Names that fit two countries: no alias, so that asking for one lists both.
AMBIGUOUS = {"korea", "saint-martin", "st. martin", "guiana", "papua", "kongo", "palestine/gaza"}

# Official names in a form that the country list does not give.
OFFICIAL_EXTRA = {"Türkiye": "TUR", "Republic of Türkiye": "TUR", "Timor-Leste": "TLS"}

# English words of common names that no official name contains.
ENGLISH = set("""
& america and antigua aotearoa arab bahamas barths bissau bolivia bonaire bosnia bosnia-herzegovina brazzaville
britain british brunei burkina burma burma/myanmar ceylon chinese coast conakry congo congo-brazzaville congo-kinshasa
cote curacao czech côte d'ivoire d.r. dem dem. democratic divoire dpr dr dutch egypt emirates england eustatius faeroe
falkland fed. former formosa french fs gambia gaza georgia great grenadines guinea guinea-bissau guinea-conakry heard
herzegovenia herzegovina holland holy hong hongkong iran is. islamic islands isle ivory keeling kinshasa kitts korea
kosovo kyrgyz lao laos leste libya maarten macao macau mainland malvinas marino micronesia moldova mongolia myanmar
netherlands north occupied outlying palestinian pdr people's people’s philippines pitcairn plurinational principe
province rb rep rep. republic reunion russia s. saba saint samoa sao sar saudi see serbia sint slovak south st st.
state sts. sudan swaziland syria syrian taipei taiwan tanzania territories territory tfyr the timor tobago tome
trinidad turkiye u.s. uk united us vatican venezuela viet viet-nam vietnam vincent virgin wallis west yemen
""".split())

FORMER_WORDS = {"former", "yugoslavia", "sfr"}

# English names that contain a word which is no English one, and names of other languages that look English.
ENGLISH_NAMES = {
    "Caribbean Netherlands", "Co-operative Republic of Guyana", "Country of Curaçao", "Germany, East",
    "Czechoslovak Socialist Republic", "Nation of Brunei, Abode of Peace", "Oriental Republic of Uruguay",
    "Saint-Barthélemy", "Saint-Martin (French part)", "St. Barthélemy", "St. Martin (French part)", "Surinam",
    "Territorial collectivity of Saint-Barthélemy", "Territory of the French Southern and Antarctic Lands",
    "U.A.E.", "U.K.", "U.S.A.", "U.S.S.R.", "West Bank and Gaza",
}
OTHER_LANGUAGE_NAMES = {"Argentine", "Island"}


def build(facts):
    rows = countries(facts)
    known = {row["iso3"] for row in rows}
    return [
        Table("reference/countries.csv", "countries", COUNTRY_COLUMNS, ["iso3"], rows,
              ["ISO3166", "M49", "WBREGIONS", "OGHIST", "TILES", "ACCORD"]),
        Table("reference/aliases.csv", "aliases", ["alias", "iso3", "kind"], ["alias"], aliases(facts, rows),
              ["ISO3166", "M49", "WBREGIONS", "ACCORD"]),
        Table("reference/successions.csv", "successions", ["predecessor", "successor", "date", "kind", "note"],
              ["predecessor", "successor"], own("successions.csv"), ["ACCORD"]),
        *groups(facts, known),
        Table("reference/income_history.csv", "income", ["iso3", "year", "income"], ["iso3", "year"],
              [{**row, "income": row["income_group"]} for row in read(facts / "reference/income_history.csv")],
              ["OGHIST"]),
    ]


def countries(facts):
    members = {row["iso3"] for row in read(facts / "reference/groups.csv") if row["group"] == "UN"}
    began = {row["successor"]: row["date"] for row in own("successions.csv") if row["from"] == "yes"}
    rows = []
    for row in read(facts / "reference/countries.csv"):
        iso3 = row["iso3"]
        state = iso3 in members or iso3 in STATES_OUTSIDE_UN
        rows.append({**row, "country": row["name"], "income": row["income_group"],
                     "kind": "state" if state else "territory", "from": began.pop(iso3, ""), "to": ""})
    if began:
        raise SystemExit(f"successions.csv names countries that are not in the list: {sorted(began)}")
    rows.append({"iso3": "EUU", "country": "European Union", "official_name": "European Union",
                 "kind": "organisation"})
    rows += [{**row, "kind": "former"} for row in own("former_states.csv")]
    return [{name: row.get(name, "") for name in COUNTRY_COLUMNS} for row in rows]


def admission_years(facts):
    """For each State with a `from`: that date, and the year it was admitted to the United Nations."""
    admitted = {row["iso3"]: row["from"] for row in read(facts / "reference/groups.csv") if row["group"] == "UN"}
    return [(row["iso3"], row["country"], row["from"], admitted.get(row["iso3"], ""))
            for row in countries(facts) if row["from"] and row["kind"] == "state"]


def aliases(facts, rows):
    by_iso3 = {row["iso3"]: row for row in rows}
    former = {row["alias"]: row["iso3"] for row in own("former_names.csv")}
    words = set(ENGLISH)
    for row in rows:
        if row["kind"] != "former":
            words.update(fold(row["country"] + " " + row["official_name"]).replace(",", " ").split())
    found = {}

    def add(alias, iso3, kind):
        key = alias.casefold()
        if fold(alias) in AMBIGUOUS:
            return
        if key in found and found[key]["iso3"] != iso3:
            raise SystemExit(f"the name {alias!r} fits both {found[key]['iso3']} and {iso3}")
        found.setdefault(key, {"alias": alias, "iso3": iso3, "kind": kind})

    # The kinds in the order in which they win: a former name stays one where the source lists it as any other.
    for alias, iso3 in former.items():
        add(alias, iso3, "former")
    for row in rows:
        for name in (row["country"], row["official_name"]):
            if name:
                add(name, row["iso3"], "official")
        for code in (row["iso3"], row["iso2"]):
            if code and row["kind"] != "former" or code == row["iso3"]:
                add(code, row["iso3"], "code")
    for row in own("former_states.csv"):
        for alias in filter(None, row["aliases"].split(";")):
            add(alias, row["iso3"], kind_of(alias, by_iso3[row["iso3"]], words | FORMER_WORDS))
    for row in read(facts / "reference/aliases.csv"):
        add(row["alias"], row["iso3"], kind_of(row["alias"], by_iso3[row["iso3"]], words))
    check_accents(found.values())
    return list(found.values())


def kind_of(alias, row, words):
    """The kind of a name that the sources list without one."""
    if alias in (row["iso3"], row["iso2"]) or re.fullmatch(r"[A-Z]{2,5}", alias):
        return "code"
    bare = fold(re.sub(r"^the | \(the\)$", "", alias, flags=re.I))
    if bare in (fold(row["country"]), fold(row["official_name"])) or alias in OFFICIAL_EXTRA:
        return "official"
    if alias.startswith("the ") or alias.endswith(" (the)"):
        return "official"
    if alias in ENGLISH_NAMES:
        return "common"
    if alias in OTHER_LANGUAGE_NAMES:
        return "other_language"
    tokens = re.sub(r"[(),\[\]]", " ", alias.casefold()).split()
    return "common" if all(token in words or token in "-" for token in tokens) else "other_language"


def check_accents(rows):
    seen = {}
    for row in rows:
        other = seen.setdefault(fold(row["alias"]), row)
        if other["iso3"] != row["iso3"]:
            raise SystemExit(f"without accents {row['alias']!r} and {other['alias']!r} are one name of two countries")


def groups(facts, known):
    listed = own("groups.csv")
    names = {row["group"] for row in listed}
    members = list(read(facts / "reference/groups.csv"))
    if {row["group"] for row in members} != names or {row["iso3"] for row in members} - known:
        raise SystemExit("groups.csv: the groups or their members differ from the facts")
    for row in listed:
        dated = [bool(member["from"]) for member in members if member["group"] == row["group"]]
        row["dates"] = "known" if all(dated) else "partly" if any(dated) else "unknown"
        # A membership that ended is a date too: the list then is known in part.
        if row["dates"] == "unknown" and any(m["to"] for m in members if m["group"] == row["group"]):
            row["dates"] = "partly"
    columns = ["group", "title", "as_of", "dates", "aliases", "source"]
    return [
        Table("reference/groups.csv", "group_members", ["group", "iso3", "from", "to"], ["group", "iso3"], members,
              ["CCONV", "CIAORGS", "M49"]),
        Table("reference/group_list.csv", "groups", columns, ["group"], listed, ["CCONV", "CIAORGS", "M49"]),
    ]
