"""A chart of every country over sixty years, as text and as SVG, by whole processes."""
import csv, os, re

from . import measure, report

TITLE = "A chart"
RUNS = 15
ROWS = "from panel 1964..2023 | where region is not missing | take 12000"
CHART = f"{ROWS} | keep country, year, hdi | chart line"


def run(context):
    path = os.path.join(context.folder, "chart.svg")
    command = [measure.BINARY, "--no-config", "--format", "csv", "-e"]
    save = ["sh", "-c", f'rm -f "{path}"; exec "$@"', "sh"]
    works = {
        "start, and the rows counted": command + [f"{ROWS} | count"],
        "the rows with their values": command + [f"{ROWS} | keep iso3, year, hdi"],
        "the chart as text": [measure.BINARY, "--no-config", "-e", CHART],
        "the chart as SVG": save + [measure.BINARY, "--no-config", "-e", f'{CHART} | save "{path}"'],
    }
    found = measure.in_turn(works, context.runs_or(RUNS))
    _check(found, path)
    lines = [[name, f"{measure.median([run.seconds for run in runs]) * 1000:.1f}",
              f"{measure.median([run.processor for run in runs]) * 1000:.1f}"] for name, runs in found.items()]
    return [report.Section(
        "Whole processes, milliseconds",
        "A line for each country, 12,000 rows. No goal was set; the same question without its chart stands beside it.",
        ["work", "elapsed", "processor"], lines)]


def _check(found, path):
    """The values drawn are those of the CSV file, and each country that has one has a line."""
    values = {}
    with open(os.path.join(measure.ROOT, "Datasets/indicators/development.csv")) as file:
        for row in csv.DictReader(file):
            values[row["iso3"], row["year"]] = row["hdi"]
    rows = measure.blocks(found["the rows with their values"][0].output)[0]
    for iso3, year, hdi in rows:
        measure.check_rows(f"hdi of {iso3} in {year}", [[hdi]], [[values.get((iso3, year), "")]])
    there = sum(1 for row in rows if row[2])
    told = re.search(r"([0-9,]+) of [0-9,]+ values shown", found["the chart as text"][0].output)
    if not there or not told or int(told[1].replace(",", "")) != there:
        raise measure.WrongAnswer(f"the chart tells of {told and told[0]}, and {there} values are there")
    countries = len({row[0] for row in rows if row[2]})
    with open(path) as file:
        lines = re.search(r"([0-9]+) last values", file.read())
    if not lines or int(lines[1]) != countries:
        raise measure.WrongAnswer(f"the SVG tells of {lines and lines[0]}, and {countries} countries have a value")
