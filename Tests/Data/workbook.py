"""Prints the sheets of a workbook: name, then filled rows up to the first empty one after the head.

Read with the standard library alone, so that what is checked is the file and not another writer.
"""
import sys
import xml.etree.ElementTree as tree
import zipfile

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
book = zipfile.ZipFile(sys.argv[1])
strings = [
    "".join(part.text or "" for part in entry.iter(MAIN + "t"))
    for entry in tree.fromstring(book.read("xl/sharedStrings.xml"))
]
sheets = tree.fromstring(book.read("xl/workbook.xml")).find(MAIN + "sheets")
for number, sheet in enumerate(sheets, 1):
    print(sheet.get("name"))
    rows = tree.fromstring(book.read(f"xl/worksheets/sheet{number}.xml")).find(MAIN + "sheetData")
    last = 0
    for row in rows:
        # Notes stand below an empty row; the one below the caption is passed over.
        if last > 2 and int(row.get("r")) > last + 1 or sheet.get("name") == "Sources":
            break
        last = int(row.get("r"))
        cells = []
        for cell in row:
            value = cell.findtext(MAIN + "v") or ""
            kind = cell.get("t", "n")
            cells.append(strings[int(value)] if kind == "s" else f"{kind}:{value}")
        print("|".join(cells))
