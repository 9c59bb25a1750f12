"""The dataset as one Excel workbook: a sheet for each table, one before them that says what this is, one after them with what the columns mean.

Every cell is a text or a whole number, as the descriptor says, and never a formula, a link or a date: a spreadsheet in any language shows what the table holds.
The same folder gives the same bytes on every machine. XlsxWriter lays out the sheets; the texts are written here, since it takes some for markup of its
own, and the parts are packed anew, stored, as `archive` says why.
"""
from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from html import escape
from pathlib import Path

from xlsxwriter import Workbook

from analysis import dates, reading
from analysis.publish.archive import packed
from analysis.violation import Violation

LONGEST, MOST_ROWS, EXACT = 32767, 1048576, 10 ** 15     # Excel's bounds: UTF-16 units of a cell, rows of a sheet, and from where it rounds whole numbers
NAME = 31                                                # characters of a sheet's name
ABOUT, COLUMNS = "about", "columns"
_NARROW, _WIDE = 8, 60
_STRINGS = "xl/sharedStrings.xml"
# What XML cannot carry, and what would be read as an escape of that kind; Excel writes either as _xHHHH_.
_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


def workbook(folder: Path | str) -> bytes:
    """The dataset in a folder as an .xlsx file. All of it, whatever the view: the sheet of the views says what counts in which.

    Sheets stand in the descriptor's order. A whole number that Excel would round stays text; an empty cell stays empty.
    reading.DataError if the folder holds no dataset, and for a cell or a table that is too long for Excel.

    >>> zipfile.ZipFile(io.BytesIO(workbook(reading.DATA))).testzip() is None
    True
    """
    descriptor = reading.descriptor(folder)
    resources = descriptor["resources"]
    names = sheet_names([resource["name"] for resource in resources])
    texts: dict[str, int] = {}
    out = io.BytesIO()
    made = Workbook(out, {"in_memory": True, "strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False})
    created = dates.parse(descriptor["created"][:10]).first
    made.set_properties({"title": descriptor["title"], "created": datetime(created.year, created.month, created.day)})
    raw = {resource["name"]: reading.raw_table(folder, resource["path"]) for resource in resources}
    counted = [(names[r["name"]], len(raw[r["name"]].rows), r["title"], r["description"]) for r in resources]
    _sheet(made, texts, ABOUT, None, _about(descriptor, counted))
    for resource in resources:
        table, fields = raw[resource["name"]], {f["name"]: f for f in resource["schema"]["fields"]}
        whole = [fields[name]["type"] == "integer" for name in table.header]
        if len(table.rows) >= MOST_ROWS:
            raise _refused(table.file, 0, "", f"an Excel sheet holds {MOST_ROWS} rows", "split the table")
        for line, cells in table.rows:
            for name, cell in zip(table.header, cells):
                if len(cell.encode("utf-16-le", "surrogatepass")) // 2 > LONGEST:
                    raise _refused(table.file, line, name, f"an Excel cell holds {LONGEST} characters", "shorten it")
        rows = [[_typed(cell, number) for cell, number in zip(cells, whole)] for _, cells in table.rows]
        _sheet(made, texts, names[resource["name"]], list(table.header), rows)
    _sheet(made, texts, COLUMNS, ["sheet", "column", "type", "values", "required", "meaning"], list(_meanings(resources, names)))
    made.close()
    with zipfile.ZipFile(io.BytesIO(out.getvalue())) as parts:
        return packed({part.filename: _strings(texts) if part.filename == _STRINGS else parts.read(part) for part in parts.infolist()})


def sheet_names(tables: Sequence[str]) -> dict[str, str]:
    """What the sheet of each table is called: the table's name, cut to what Excel takes, and told apart where two would be the same to it.

    >>> sheet_names(["items", "about", "a" * 40, "a" * 41])["about"], [len(n) for n in sheet_names(["a" * 40, "a" * 41]).values()]
    ('about-2', [31, 31])
    """
    given: dict[str, str] = {}
    for table in tables:
        given[table] = _free(re.sub(r"[\[\]:*?/\\']", "-", table), [ABOUT, COLUMNS, "history", *given.values()])     # "history" is Excel's own
    return given


def _free(name: str, taken: Iterable[str]) -> str:
    used, copies, free = {one.lower() for one in taken}, 1, name[:NAME]
    while free.lower() in used:
        copies += 1
        free = f"{name[:NAME - len(str(copies)) - 1]}-{copies}"
    return free


def _refused(file: str, line: int, column: str, problem: str, remedy: str) -> reading.DataError:
    return reading.DataError(Violation(file, line, column, None, "workbook", problem, remedy))


def _typed(cell: str, number: bool) -> str | int:
    return int(cell) if number and re.fullmatch("-?[0-9]+", cell, re.ASCII) and abs(int(cell)) < EXACT else cell


def _about(descriptor: dict, counted: Sequence[tuple]) -> list[list[str | int]]:
    licences = "; ".join(f"{one.get('title', one.get('name', ''))} {one.get('path', '')}".strip() for one in descriptor.get("licenses", []))
    said = [("Title", descriptor["title"]), ("Edition", descriptor["version"]), ("Date", descriptor["created"][:10]),
            ("What it is", descriptor.get("description", "")),
            ("Views", "Every row of the dataset is here. Which sources count in which view stands in the table views; a result holds for one view."),
            ("Licence", licences or "None is stated.")]
    return [[name, value] for name, value in said if value] + [[], ["Sheet", "Rows", "Title", "What it holds"], *map(list, counted)]


def _meanings(resources: Sequence[dict], names: dict[str, str]) -> Iterable[list[str]]:
    for resource in resources:
        for f in resource["schema"]["fields"]:
            values = "; ".join(f"{c['value']} ({c['label']})" for c in f.get("categories", [])) or f.get("syntax", "")
            yield [names[resource["name"]], f["name"], "whole number" if f["type"] == "integer" else "text", values,
                   "yes" if f.get("constraints", {}).get("required") else "", f["description"]]


def _sheet(made: Workbook, texts: dict[str, int], name: str, header: list[str] | None, rows: list[list[str | int]]) -> None:
    """A sheet of texts and whole numbers; with a header it is frozen and has a filter. Texts have the format "text", so that one that is edited stays one."""
    sheet = made.add_worksheet(name)
    plain, whole, bold = (made.add_format({"num_format": form, "valign": "top", **more}) for form, more in (("@", {}), ("0", {}), ("@", {"bold": True})))
    lines = [*([header] if header else []), *rows]
    for place in range(max(map(len, lines), default=0)):
        cells = [line[place] for line in lines if place < len(line)]
        numbers = bool(header) and any(isinstance(cell, int) for cell in cells)
        sheet.set_column(place, place, min(max(*(len(str(cell)) + 3 for cell in cells), _NARROW), _WIDE), whole if numbers else plain)
    for row, line in enumerate(lines):
        for place, cell in enumerate(line):
            if isinstance(cell, int):
                sheet.write_number(row, place, cell, whole)
            elif cell:
                sheet.write_string(row, place, _key(texts, cell), bold if (row if header else place) == 0 else plain)
    if header:
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(rows), 1), len(header) - 1)
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})


def _key(texts: dict[str, int], text: str) -> str:
    """What stands for a text while XlsxWriter works: its place, in the order in which XlsxWriter numbers them too."""
    return f"t{texts.setdefault(text, len(texts))}"


def _strings(texts: dict[str, int]) -> bytes:
    """The texts of the workbook, as the part of it that holds them."""
    said = "".join(f'<si><t xml:space="preserve">{escape(_ESCAPED.sub(lambda m: f"_x{ord(m[0]):04X}_", text), quote=False)}</t></si>' for text in texts)
    return ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" uniqueCount="{len(texts)}">{said}</sst>').encode()
