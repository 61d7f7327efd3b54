"""The benchmark: one file per part, and the table of parts.

A part is a function `run(context)` that gives a list of `report.Section`. It measures, checks every
answer it times against another program or a value from outside, and raises `measure.WrongAnswer`
where they differ. To add one: write `bench_lib/NAME.py` and name it in `PARTS`.
"""
from . import brief, chart, engine, files, prompt, start, store

# In the order of the page.
PARTS = {
    "start": start,
    "files": files,
    "engine": engine,
    "store": store,
    "brief": brief,
    "chart": chart,
    "prompt": prompt,
}
