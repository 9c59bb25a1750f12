"""Rules on the files as such: there, described, in UTF-8, with commas and line feeds, and with the columns of the schema.

What a spreadsheet does to a file in saving it is known by name here, and undone where that is beyond doubt.
"""
from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from difflib import get_close_matches

from analysis.reading import RawTable
from analysis.rules.base import Data, Table, rule
from analysis.violation import Violation

UPDATE = "`python -m analysis update` puts it right"
UTF8 = "save it again as CSV in UTF-8, or restore it"


def restorable(raw: RawTable, columns: tuple[str, ...]) -> bool:
    """Whether what a spreadsheet did to a file can be undone without touching a cell, and without doubt.

    The file was read to its end, its header is that of the schema, and no cell holds a carriage return; where the delimiter is in
    question, each row has as many cells as the header. Bytes of an 8-bit coding are always in doubt: 0x96 is a dash on Windows and an ñ
    on a Mac.
    """
    even = raw.delimiter == "," or all(len(cells) == len(columns) for _, cells in raw.rows)
    return (not raw.unread and not raw.bad and raw.header == columns and even
            and not any("\r" in cell for _, cells in raw.rows for cell in cells))


def resaved(raw: RawTable) -> bool:
    """Whether a file bears a mark of having been saved by a spreadsheet."""
    return raw.mark or bool(raw.crlf) or raw.delimiter != "," or raw.coding != "utf-8"


def restored(raw: RawTable) -> bytes:
    """The same cells as plain UTF-8 CSV: commas, line feeds, quotes only where they are needed."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows([raw.header, *(cells for _, cells in raw.rows)])
    return text.getvalue().encode("utf-8")


def _resaved(table: Table, line: int, value: str | None, problem: str) -> Violation:
    """A violation that `update` mends where it can."""
    return Violation(table.raw.file, line, "", value, "", problem, UPDATE if restorable(table.raw, table.columns) else UTF8)


@rule()
def missing_file(data: Data) -> Iterator[Violation]:
    """Every table that the descriptor names is there."""
    yield from data.missing


@rule()
def undescribed_file(data: Data) -> Iterator[Violation]:
    """Every CSV file in the folder is described."""
    resources = data.descriptor.get("resources")
    named = [resource.get("path") for resource in resources if isinstance(resource, dict)] if isinstance(resources, list) else []
    for name in data.files:
        if name.lower().endswith(".csv") and name not in named:
            yield Violation(data.file, 0, "resources", name, "", "this file lies in the folder and is not described", (
                "describe it, or take it out of the folder"))


@rule()
def encoding(data: Data) -> Iterator[Violation]:
    """Every byte is UTF-8."""
    for table in data.tables.values():
        if table.raw.bad:
            line, place, byte = table.raw.bad
            yield Violation(table.raw.file, line, "", f"byte {place} of the line is 0x{byte:02x}", "", (
                "this is not UTF-8, as after saving in the coding of one country or system"), UTF8)


@rule()
def utf_16(data: Data) -> Iterator[Violation]:
    """No table is in UTF-16, as a spreadsheet saves what it calls Unicode text."""
    for table in data.tables.values():
        if table.raw.coding == "utf-16":
            yield _resaved(table, 0, None, "this is UTF-16, as a spreadsheet saves Unicode text")


@rule()
def byte_order_mark(data: Data) -> Iterator[Violation]:
    """No table begins with a byte-order mark."""
    for table in data.tables.values():
        if table.raw.mark:
            yield _resaved(table, 1, None, "the file begins with a byte-order mark, as a spreadsheet saves it")


@rule()
def delimiter(data: Data) -> Iterator[Violation]:
    """Cells are parted by commas."""
    for table in data.tables.values():
        if table.raw.delimiter != ",":
            yield _resaved(table, 1, table.raw.delimiter, "the cells are parted by this, as a spreadsheet saves them in some countries")


@rule()
def line_ends(data: Data) -> Iterator[Violation]:
    """Lines end with a line feed alone."""
    for table in data.tables.values():
        if table.raw.crlf:
            yield _resaved(table, table.raw.crlf, None, "this line ends with a carriage return, as a spreadsheet saves it")


@rule()
def csv_syntax(data: Data) -> Iterator[Violation]:
    """Every row is CSV: a cell with a comma or a quote in it stands in quotes, and quotes inside are doubled."""
    for table in data.tables.values():
        for line, why in table.raw.unread:
            yield Violation(table.raw.file, line, "", None, "", f"this row cannot be read ({why})", "see to the quotes around its cells")


@rule()
def columns(data: Data) -> Iterator[Violation]:
    """The header has the columns of the schema, each once and in its order."""
    for table in data.tables.values():
        header, wanted, file = table.raw.header, table.columns, table.raw.file
        absent = [column for column in wanted if column not in header]
        extra = sorted({column for column in header if column not in wanted})
        if len(absent) == len(wanted):
            yield Violation(file, 1, "", ", ".join(header), "", "the first line is not the header", f"begin with {','.join(wanted)}")
            continue
        for column in absent:
            yield Violation(file, 1, column, None, "", "this column is missing", "put it back")
        for column in extra:
            near = get_close_matches(column, absent, 1)
            yield Violation(file, 1, "", column, "", "no such column is described", f"rename it {near[0]}" if near else "take it out")
        for column in wanted:
            if header.count(column) > 1:
                yield Violation(file, 1, column, None, "", "this column stands twice", "keep one of the two")
        if not absent and not extra and len(header) == len(wanted) and header != wanted:
            yield Violation(file, 1, "", ", ".join(header), "", "the columns are not in order", f"write {','.join(wanted)}")


@rule()
def row_length(data: Data) -> Iterator[Violation]:
    """Every row has as many cells as the header."""
    for table in data.tables.values():
        width = len(table.raw.header)
        for line, cells in table.raw.rows if width else ():
            if not cells:
                yield Violation(table.raw.file, line, "", None, "", "the line is empty", "take it out")
            elif len(cells) != width:
                problem = f"the row has {len(cells)} cells and the header {width}"
                yield Violation(table.raw.file, line, "", ",".join(cells), "", problem, "see to its commas, and to the quotes around cells")
