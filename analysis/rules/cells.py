"""Rules on single cells: what the schema says of their column, and what no text may hold."""
from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from urllib.parse import urlsplit

from analysis import dates
from analysis.rules.base import Data, rule, whole_number
from analysis.violation import Violation, shown

Verdict = tuple[str, str] | None       # problem and remedy, or nothing to say

FORMULA = ("=", "+", "-", "@", "\t", "\r")
INVISIBLE = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp", "Zs"}
# Scripts of which some letters look like Latin ones; the last two are Latin letters that are not the ones of a keyboard.
LOOK_ALIKE = {"ARMENIAN", "CHEROKEE", "COPTIC", "CYRILLIC", "GREEK", "FULLWIDTH", "MATHEMATICAL"}


def _cell(judge: Callable[[Mapping, str], Verdict]) -> Callable:
    """Enter a judge of one cell, (field of the schema, text of the cell) -> verdict, as a rule on all cells."""
    def find(data: Data) -> Iterator[Violation]:
        for table in data.tables.values():
            for column, field in table.fields.items():
                for row in table.rows:
                    if verdict := judge(field, row.cells[column]):
                        yield table.fault(row, column, *verdict)
    find.__name__, find.__doc__ = judge.__name__, judge.__doc__
    rule()(find)
    return judge


@_cell
def required(field: Mapping, cell: str) -> Verdict:
    """A column that must be filled is filled."""
    if not cell and field.get("constraints", {}).get("required"):
        return "the cell is empty and may not be", "fill it"


@_cell
def whole_numbers(field: Mapping, cell: str) -> Verdict:
    """A column of integers holds whole numbers, and none below its minimum."""
    if not cell or field["type"] != "integer":
        return None
    number, least = whole_number(cell), field.get("constraints", {}).get("minimum")
    if number is None:
        return "this is not a whole number", "write it in digits"
    if least is not None and number < least:
        return f"the least number here is {least}", f"write {least} or more"


@_cell
def pattern(field: Mapping, cell: str) -> Verdict:
    """A column with a pattern holds what the pattern describes, from end to end."""
    wanted = field.get("constraints", {}).get("pattern")
    if cell and wanted and not re.fullmatch(wanted, cell):
        return "this does not have the form of the column", f"write what matches {wanted if wanted.isprintable() else shown(wanted)}"


@_cell
def category(field: Mapping, cell: str) -> Verdict:
    """A column of categories holds one of their values."""
    values = [category["value"] for category in field.get("categories", [])]
    if cell and values and cell not in values:
        near = get_close_matches(cell, values, 1)
        return "no such category is described", f"did you mean {shown(near[0])}?" if near else f"write {', '.join(map(shown, values))}"


@_cell
def address(field: Mapping, cell: str) -> Verdict:
    """A column of web addresses holds whole ones."""
    if not cell or field.get("format") != "uri":
        return None
    try:
        parts = urlsplit(cell)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.netloc or not re.fullmatch(r"[!-~]+", cell):
        return "this is not a web address", "write it whole, from https:// on, without spaces"


@_cell
def edtf(field: Mapping, cell: str) -> Verdict:
    """A column of dates holds dates of EDTF level 0."""
    if not cell or field.get("syntax") != "edtf-0":
        return None
    try:
        dates.parse(cell)
    except ValueError as error:
        problem, _, remedy = str(error).partition("; ")
        return problem, f"{remedy} (a spreadsheet must import this column as text)"


@_cell
def formula(field: Mapping, cell: str) -> Verdict:
    """No cell begins so that a spreadsheet would run it as a formula."""
    if cell.startswith(FORMULA):
        return f"a spreadsheet runs what begins with {shown(cell[0])} as a formula", "begin with a letter, a figure or a quotation mark"


@_cell
def line_break(field: Mapping, cell: str) -> Verdict:
    """No cell runs over two lines."""
    if "\n" in cell or "\r" in cell[1:]:
        return "the cell runs over more than one line", "write it on one line"


@_cell
def invisible(field: Mapping, cell: str) -> Verdict:
    """No cell holds a character that cannot be seen, or a space other than the plain one."""
    for at, letter in enumerate(cell if not (cell.isascii() and cell.isprintable()) else ""):
        if letter != " " and letter not in "\r\n" and unicodedata.category(letter) in INVISIBLE and (at or letter != "\t"):
            return f"character {at + 1} is {_named(letter)}", "take it out, or write a plain space"


@_cell
def white_space(field: Mapping, cell: str) -> Verdict:
    """No cell begins or ends with a space, and no published label has two in a row."""
    if cell != cell.strip(" "):
        return "a space begins or ends the cell", "take it out"
    if field.get("published") and "  " in cell:
        return "two spaces follow each other", "keep one of them"


@_cell
def normal_form(field: Mapping, cell: str) -> Verdict:
    """Letters with marks are single characters (Unicode's normal form NFC), so that equal texts are equal bytes."""
    if not unicodedata.is_normalized("NFC", cell):
        wanted = unicodedata.normalize("NFC", cell)
        at = next(at for at, (here, there) in enumerate(zip(cell, wanted)) if here != there)
        return f"character {at + 1} is not in the normal form NFC", f"write {_named(wanted[at])} there"


@_cell
def look_alike(field: Mapping, cell: str) -> Verdict:
    """A published label in Latin letters holds no letter of another script that looks like one."""
    if not field.get("published") or cell.isascii():
        return None
    scripts = [unicodedata.name(letter, "").partition(" ")[0] if letter.isalnum() else "" for letter in cell]
    for at, script in enumerate(scripts):
        if script in LOOK_ALIKE and "LATIN" in scripts:
            return f"character {at + 1} is {_named(cell[at])} among Latin letters", "type it again on a Latin keyboard"


def _named(letter: str) -> str:
    return f"U+{ord(letter):04X} {unicodedata.name(letter, '(without a name)')}"
