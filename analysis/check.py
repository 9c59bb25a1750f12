"""Check: every violation in a dataset at once, and what a spreadsheet did to it put right.

Only the standard library is used, so that this is what starts fastest. The rules are in `analysis.rules`; here the files are read for them.
"""
from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from analysis import reading
from analysis.reading import DATA, DataError
from analysis.rules import cells, claims, codings, files, keys, legal, lists, schema, source, views
from analysis.rules.base import Data, Row, Table, apply
from analysis.violation import Violation

RULE_MODULES = (schema, files, cells, keys, views, lists, codings, legal, claims, source)     # importing them fills the register RULES


def violations(folder: Path | str = DATA) -> list[Violation]:
    """Every violation of every rule in a dataset, sorted by file, line, column and rule; none for one that may be used.

    Whatever stands in the folder, this returns: what cannot be read is a violation too, and hides none in the other tables.

    >>> violations()
    []
    """
    try:
        return apply(_data(folder), "data")
    except DataError as error:
        return [error.args[0]]


def source_differences(folder: Path | str, text: str) -> list[Violation]:
    """Where a dataset and the text that was read for it differ: labels, lines, headings, and what the dataset leaves out.

    `text` is the text whose SHA-256 the dataset states, with its line ends as they are. What `violations` finds is not found again.
    """
    try:
        return apply(_data(folder, text), "source")
    except DataError as error:
        return [error.args[0]]


def report(found: Iterable[Violation]) -> str:
    """Violations as text: one line each, files apart, their number last.

    >>> print(report([Violation("data/items.csv", 7, "label", " 5G", "white-space", "a space begins or ends the cell", "take it out")]))
    data/items.csv:7 label = ' 5G': a space begins or ends the cell; take it out
    <BLANKLINE>
    1 violation
    """
    groups = [list(group) for _, group in groupby(found, key=lambda violation: violation.file)]
    number = sum(map(len, groups))
    blocks = ["\n".join(map(str, group)) for group in groups]
    return "\n\n".join([*blocks, f"{number or 'no'} violation{'' if number == 1 else 's'}"])


def repair(folder: Path | str = DATA) -> dict[str, bytes]:
    """What the tables that a spreadsheet has saved are to be replaced with: name of the file -> its bytes.

    The cells stay as they are; a byte-order mark, semicolons or tabs between cells, carriage returns and UTF-16 become plain UTF-8 CSV. A
    table where this is in any doubt is left alone, and `violations` says what to do with it. DataError if there is no descriptor to
    read. Nothing is written.

    >>> repair()
    {}
    """
    tables = _data(folder).tables
    return {f"{name}.csv": files.restored(table.raw) for name, table in sorted(tables.items())
            if files.resaved(table.raw) and files.restorable(table.raw, table.columns)}


def _data(folder: Path | str, text: str = "") -> Data:
    package = reading.descriptor(folder)
    tables, missing = {}, []
    for name, resource in schema.sound(package).items():
        try:
            tables[name] = _table(reading.raw_table(folder, resource["path"]), resource["schema"])
        except DataError as error:
            missing.append(error.args[0])
    return Data(reading.place(folder, reading.DESCRIPTOR), package, tables, tuple(reading.file_names(folder)), tuple(missing), text)


def _table(raw: reading.RawTable, described: dict) -> Table:
    fields = {field["name"]: field for field in described["fields"] if field["name"] in raw.header}
    rows = tuple(Row(line, dict(zip(raw.header, cells))) for line, cells in raw.rows if cells and len(cells) == len(raw.header))
    whole = (not raw.unread and len(rows) == sum(bool(cells) for _, cells in raw.rows)
             and len(fields) == len(described["fields"]) and len(set(raw.header)) == len(raw.header))
    return Table(raw, described, fields, rows, whole)
