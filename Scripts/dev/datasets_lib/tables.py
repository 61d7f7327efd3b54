"""Reading the fact files and writing the tables of the package: one place for encoding, order and number format."""

import csv
import unicodedata
from decimal import Decimal
from pathlib import Path

HERE = Path(__file__).resolve().parent

# Letters that Unicode does not split into a base letter and a mark.
PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "’": "'"})


def read(path):
    """The rows of a CSV file as dictionaries; a byte-order mark is skipped, a ragged row is an error."""
    with open(path, encoding="utf-8-sig", newline="") as handle:
        reader = csv.DictReader(handle)
        for line, row in enumerate(reader, 2):
            if None in row or None in row.values():
                raise SystemExit(f"{path}:{line}: the row does not fit the header")
            yield {key: clean(value) for key, value in row.items()}


def own(name):
    """The rows of a table that is kept beside the script."""
    return list(read(HERE / name))


def clean(text):
    """The text without the remains of a wrong decoding of no-break spaces, and without outer blanks."""
    return text.replace("Â\u00a0", " ").replace("Â", "").replace("\u00a0", " ").strip()


def number(text):
    """The shortest plain notation of a number: no exponent, no trailing zero, no minus before zero."""
    value = Decimal(text)
    if value == 0:
        return "0"
    shown = format(value, "f")
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def fold(text):
    """The text as names are compared: without case and accents."""
    parts = unicodedata.normalize("NFD", text.casefold().translate(PLAIN))
    return " ".join("".join(c for c in parts if not unicodedata.combining(c)).split())


class Table:
    """One resource: where it goes, its columns, its key and its rows."""

    def __init__(self, path, role, columns, key, rows, sources=(), measures=(), order=None):
        self.path, self.role, self.columns, self.key = path, role, list(columns), list(key)
        self.sources, self.measures = list(sources), list(measures)
        self.rows = sorted(rows, key=order or (lambda row: [row[name] for name in self.key]))
        self.check_key()

    def check_key(self):
        seen = set()
        for row in self.rows:
            key = tuple(row[name] for name in self.key)
            if key in seen:
                raise SystemExit(f"{self.path}: two rows have the key {key}")
            seen.add(key)

    def write(self, folder):
        target = folder / self.path
        target.parent.mkdir(parents=True, exist_ok=True)
        with open(target, "w", encoding="utf-8", newline="") as handle:
            writer = csv.writer(handle, lineterminator="\n")
            writer.writerow(self.columns)
            for row in self.rows:
                writer.writerow([row.get(name, "") for name in self.columns])
