"""Prove the guard: change the data one cell at a time and see whether anything notices.

Each cell of each table is changed to another value that its column allows, where there is one. A change is noticed by a data rule, a finding,
a generated table of codebook, record or README, or what a notebook prints and plots. Nothing is drawn: the numbers behind a chart are compared.
"""
from __future__ import annotations

import csv
import io
import multiprocessing
import random
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from analysis import check, reading, running
from analysis.views import DEFAULT

SEED = 20241124
# Columns of which a change may go unnoticed here, with the reason.
EXPLAINED: dict[tuple[str, str], str] = {
    ("partners", "short"): "stands in drawings only, which are not made here; the figures on disk are compared by quick and test",
    ("statements", "statement"): "an id that no other table refers to; a rule keeps it unique",
    ("lists", "list"): "the id of an event without a list, to which no item refers; a rule keeps it unique",
}


class Change(NamedTuple):
    """One cell changed: table, row (counted from 1 without the header), column, the value before and after."""
    table: str
    row: int
    column: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.table}.csv, row {self.row}, {self.column}: {self.before!r} to {self.after!r}"


def changes(descriptor: Mapping, tables: Mapping[str, list[dict[str, str]]]) -> list[Change]:
    """Every cell with another value that its column allows, in the order of the tables.

    >>> from analysis.example import DESCRIPTOR, TABLES
    >>> print(next(c for c in changes(DESCRIPTOR, TABLES) if c.column == "theme"))
    topics.csv, row 1, theme: 'networks' to 'industry'
    """
    found = []
    for resource in descriptor["resources"]:
        name, schema = resource["name"], resource["schema"]
        points = {k["fields"][0]: (k["reference"]["resource"], k["reference"]["fields"][0]) for k in schema.get("foreignKeys", [])}
        for field in schema["fields"]:
            column = field["name"]
            ids = [row[points[column][1]] for row in tables[points[column][0]]] if column in points else []
            for number, row in enumerate(tables[name], 1):
                after = _other(field, row[column], ids)
                if after is not None:
                    found.append(Change(name, number, column, row[column], after))
    return found


def _other(field: Mapping, value: str, ids: list[str]) -> str | None:
    """Another allowed value of a cell, the next one in order; None where there is none."""
    allowed = ids or [c["value"] for c in field.get("categories", [])]
    if allowed:
        rest = [a for a in allowed[allowed.index(value) + 1:] + allowed if a != value] if value in allowed else allowed
        return rest[0] if rest else None
    if field["type"] == "integer":
        return str(int(value) + 1) if value else "1"
    if field.get("syntax") == "edtf-0":
        return f"{int(value[:4]) - 1}{value[4:]}" if value else "2024"
    pattern = field.get("constraints", {}).get("pattern", "")
    if "0-9a-f" in pattern:
        return ("0" if value[:1] != "0" else "1") + value[1:] if value else "0" * 64
    if pattern == "^[a-z]{2}$":
        return "fr" if value != "fr" else "en"
    if "\\d" in pattern:
        return "0.9.0" if value != "0.9.0" else "1.0.0"
    if field.get("format") == "uri":
        return value + "/x" if value else "https://example.org"
    return value + ("-x" if pattern else " x") if value else "x"


def prove(folder: Path | None, view: str | None, sample: int | None) -> int:
    """Try all changes, or a sample drawn by the written seed; print what was noticed by what, and what was missed. Status 1 if any was."""
    folder = folder or reading.DATA
    descriptor, tables = reading.descriptor(folder), _rows(folder)
    tried = changes(descriptor, tables)
    if sample is not None:
        tried = sorted(random.Random(SEED).sample(tried, max(0, min(sample, len(tried)))), key=tried.index)
    if not tried:
        print("there is no change to try; a sample has one at least")
        return 1
    nothing = tried[0]._replace(after=tried[0].before)
    noticed, missed = Counter(), []
    for change, by in _all(folder, view or DEFAULT, [nothing, *tried]):
        if change is nothing:
            if by:      # then what follows would prove nothing
                print(f"where nothing was changed, {by} noticed a change: its output is not the same twice")
                return 1
            continue
        noticed[by] += 1
        if not by:
            missed.append(change)
    open_ = [c for c in missed if (c.table, c.column) not in EXPLAINED]
    for change in missed:
        print(f"missed: {change}" + ("" if change in open_ else f" ({EXPLAINED[change.table, change.column]})"))
    print(f"{len(tried) - len(missed)} of {len(tried)} changes noticed: " + ", ".join(f"{n} by {by}" for by, n in sorted(noticed.items()) if by))
    return 1 if open_ else 0


def _rows(folder: Path) -> dict[str, list[dict[str, str]]]:
    raw = {r["name"]: reading.raw_table(folder, r["path"]) for r in reading.descriptor(folder)["resources"]}
    return {name: [dict(zip(table.header, cells)) for _, cells in table.rows] for name, table in raw.items()}


def _all(folder: Path, view: str, tried: list[Change]) -> Iterator[tuple[Change, str]]:
    running.warm()
    base = _Base(folder, view)
    with multiprocessing.get_context("fork").Pool() as pool:
        yield from zip(tried, pool.imap(base.noticed, tried, chunksize=4))


class _Base:
    """What the unchanged data give, and which part of that a change moves."""

    def __init__(self, folder: Path, view: str) -> None:
        from analysis.publish import runs
        self.folder, self.view = folder, view
        self.notebooks = [runs.stored(name) for name in runs.names()]
        self.made = list(self._parts(folder))

    def _parts(self, folder: Path) -> Iterator[tuple[str, object]]:
        """The things that could notice, the quick ones first."""
        from analysis.dataset import build
        from analysis.publish import blocks, products, record
        data = build(reading.descriptor(folder), _rows(folder), self.view)
        yield "a generated table", (blocks.codebook(data), record.text(data))
        yield "a finding", (products.findings_text(data), blocks.readme(data))
        for notebook in self.notebooks:
            yield "a notebook", running.execute(notebook, lambda *_, **__: data, types=("text/plain",))

    def noticed(self, change: Change) -> str:
        """What notices a change first: a rule, a finding, a generated table, a notebook; "" if nothing does."""
        with tempfile.TemporaryDirectory() as top:
            folder = Path(top, "data")
            shutil.copytree(self.folder, folder, ignore=shutil.ignore_patterns("editions"))
            rows = _rows(folder)[change.table]
            rows[change.row - 1][change.column] = change.after
            out = io.StringIO()
            writer = csv.DictWriter(out, rows[0], lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
            (folder / f"{change.table}.csv").write_text(out.getvalue(), encoding="utf-8", newline="")
            if check.violations(folder):
                return "a rule"
            try:
                for (name, part), (_, before) in zip(self._parts(folder), self.made):
                    if part != before:
                        return name
            except Exception:   # a helper that stops on the changed data has noticed it
                return "an error"
        return ""
