"""A copy of the real data that may be broken, and the register of ways to break it."""
from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from analysis.reading import DATA, DESCRIPTOR

Where = tuple[str, int, str]        # file, line, column


class Copy:
    """A copy of the real data that may be broken."""

    def __init__(self, folder: Path):
        self.folder = Path(shutil.copytree(DATA, folder))

    def text(self, name: str) -> str:
        return (self.folder / f"{name}.csv").read_bytes().decode()

    def write(self, name: str, content: str | bytes) -> None:
        (self.folder / f"{name}.csv").write_bytes(content if isinstance(content, bytes) else content.encode())

    def rows(self, name: str) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(self.text(name), newline="")))

    def save(self, name: str, rows: list[dict[str, str]]) -> None:
        text = io.StringIO(newline="")
        quoting = csv.QUOTE_ALL if any("\r" in cell for row in rows for cell in row.values()) else csv.QUOTE_MINIMAL
        writer = csv.DictWriter(text, rows[0], lineterminator="\n", quoting=quoting)
        writer.writeheader()
        writer.writerows(rows)
        self.write(name, text.getvalue())

    def set(self, name: str, column: str, value, where=lambda row: True, last: bool = False) -> Where:
        """Put a value, or what a function makes of the row, into the first or last row that fits; say which cell that was."""
        rows = self.rows(name)
        fitting = [at for at, row in enumerate(rows) if where(row)]
        at = fitting[-1 if last else 0]
        rows[at][column] = value(rows[at]) if callable(value) else value
        self.save(name, rows)
        return f"{name}.csv", at + 2, column

    def add(self, table: str, column: str, where=lambda row: True, **cells: str) -> Where:
        """Add the first row that fits once more, with some other cells; say where its cell in a column is now."""
        rows = self.rows(table)
        self.save(table, [*rows, next(row for row in rows if where(row)) | cells])
        return f"{table}.csv", len(rows) + 2, column

    def drop(self, name: str, where) -> None:
        self.save(name, [row for row in self.rows(name) if not where(row)])

    def describe(self, change: Callable[[dict], object], where: str) -> Where:
        """Change the descriptor; say which of its properties is meant."""
        path = self.folder / DESCRIPTOR
        package = json.loads(path.read_text("utf-8"))
        change(package)
        path.write_text(json.dumps(package), "utf-8")
        return DESCRIPTOR, 0, where


class Case(NamedTuple):
    rule: str
    what: str
    breaks: Callable[[Copy], Where]


CASES: list[Case] = []


def case(rule: str, what: str) -> Callable:
    """Enter a way to break the data."""
    def register(breaks):
        CASES.append(Case(rule, what, breaks))
        return breaks
    return register


def put(rule: str, what: str, name: str, column: str, value, where=lambda row: True, last: bool = False) -> None:
    """Enter the change of one cell."""
    case(rule, what)(lambda copy: copy.set(name, column, value, where, last))


def saved_with(delimiter: str, text: str) -> str:
    """A table as a spreadsheet saves it where the comma is a decimal mark."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(csv.reader(io.StringIO(text, newline="")))
    return out.getvalue()
