"""Rules on keys: no row twice, no id that leads nowhere, and no empty cell without the reason that it needs."""
from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from analysis.rules.base import Data, rule
from analysis.violation import Violation, shown


@rule()
def duplicate_key(data: Data) -> Iterator[Violation]:
    """No two rows of a table have the same primary key."""
    for table in data.tables.values():
        key = table.schema["primaryKey"]
        for row, line in table.repeated(key):
            others = "" if len(key) == 1 else f" with the same {', '.join(key[:-1])}"
            yield table.fault(row, key[-1], f"this stands in line {line} already{others}", "take one of the two rows out, or rename one")


@rule()
def unique(data: Data) -> Iterator[Violation]:
    """A column whose values are to be unique holds none twice."""
    for table in data.tables.values():
        for column in (name for name, field in table.fields.items() if field.get("constraints", {}).get("unique")):
            for row, line in table.repeated([column]):
                yield table.fault(row, column, f"this stands in line {line} already", "make them differ")


@rule()
def unknown_id(data: Data) -> Iterator[Violation]:
    """Every id that refers to another table stands there. An empty cell refers to nothing."""
    for table in data.tables.values():
        for key in table.schema.get("foreignKeys", []):
            names, target, there = key["fields"], data.tables.get(key["reference"]["resource"]), key["reference"]["fields"]
            if (target is None or not target.whole or len(names) != len(there)
                    or not set(names) <= table.fields.keys() or not set(there) <= target.fields.keys()):
                continue        # what is amiss is reported by another rule
            known = {tuple(row.cells[name] for name in there) for row in target.rows}
            for row in table.rows:
                cells = tuple(row.cells[name] for name in names)
                if all(cells) and cells not in known:
                    near = get_close_matches(cells[-1], sorted({each[-1] for each in known if each[:-1] == cells[:-1]}), 1)
                    of = f" with {' and '.join(map(shown, cells[:-1]))}" if cells[:-1] else ""
                    yield table.fault(row, names[-1], f"{target.raw.name}.csv has no such {there[-1]}{of}", (
                        f"did you mean {shown(near[0])}?" if near else f"add it to {target.raw.name}.csv"))


def reasons(text: str) -> dict[str, str]:
    """The reasons in a cell of the column `missing`, by the column whose empty cell each is for.

    They are written 'column: reason' and joined by '; '. A reason may itself hold '; ': a new one begins only with a column's name
    and ': '. What stands before the first is kept under "".

    >>> reasons("address: the text carries none; very probably it is known; retrieved: not stated")
    {'address': 'the text carries none; very probably it is known', 'retrieved': 'not stated'}
    """
    before, *parts = re.split(r"(?:^|; )([a-z][a-z0-9_]*): ", text)
    return ({"": before} if before else {}) | dict(zip(parts[::2], parts[1::2]))


@rule()
def reason_missing(data: Data) -> Iterator[Violation]:
    """An empty cell of a column that asks for it has its reason in the column `missing`."""
    for table in data.tables.values():
        for column in (name for name, field in table.fields.items() if field.get("emptyNeedsReason") and "missing" in table.fields):
            for row in table.rows:
                if not row.cells[column] and not reasons(row.cells["missing"]).get(column):
                    yield table.fault(row, column, "the cell is empty and the column missing does not say why", (
                        f"fill it, or add '{column}: reason' to the column missing"))


@rule()
def reason_misplaced(data: Data) -> Iterator[Violation]:
    """A reason in the column `missing` is for an empty cell of a column that there is."""
    for table in data.tables.values():
        for row in table.rows if "missing" in table.fields else ():
            for column in reasons(row.cells["missing"]):
                if not column:
                    yield table.fault(row, "missing", "this does not begin with the name of a column", "write 'column: reason'")
                elif column not in table.columns:
                    near = get_close_matches(column, table.columns, 1)
                    yield table.fault(row, "missing", f"there is no column {column}", f"did you mean {near[0]}?" if near else (
                        "name the column whose cell is empty"))
                elif row.cells.get(column):
                    yield table.fault(row, "missing", f"the cell in the column {column} is not empty", "take the reason out, or the value")
