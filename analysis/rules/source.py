"""Rules that hold the dataset against the text that was read, where that is at hand.

The text is plain: an item of a list is a line that begins with '- '; a heading is a line that is no item and ends without a mark of
punctuation; everything else is running text.
"""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from typing import NamedTuple

from analysis.rules.base import Data, Row, rule, whole_number
from analysis.violation import Violation, shown

BULLET = "- "


class Page(NamedTuple):
    """The text that was read and the source that it is; `lines` counts from 1, so that line 0 is empty."""
    source: str
    lines: tuple[str, ...]

    def at(self, row: Row) -> tuple[int, str]:
        """The line that a row names, and what stands there; nothing where the text has no such line."""
        line = whole_number(row.cells["line"]) or 0
        return line, self.lines[line] if 0 < line < len(self.lines) else ""

    def kind(self, line: int) -> str:
        """What a line is: nothing, item, heading or text."""
        text = self.lines[line].strip()
        return "nothing" if not text else "item" if text.startswith(BULLET) else "heading" if text[-1].isalnum() else "text"

    def before(self, line: int, kind: str) -> int:
        """The last line of some kind before another line, or 0."""
        return next((at for at in range(min(line, len(self.lines)) - 1, 0, -1) if self.kind(at) == kind), 0)


def _hash(data: Data) -> str:
    return sha256(data.text.encode("utf-8")).hexdigest()


def _page(data: Data) -> Page:
    """The text with its source: the one whose hash it has, else the one of which most items stand in it, if any does."""
    named = [row.cells["source"] for row in data.rows("sources") if row.cells["sha256"] == _hash(data)]
    lines = data.text.split("\n")
    if not named:
        there, printed = set(lines), {row.cells["list"]: row.cells["source"] for row in data.rows("lists")}
        found = Counter(printed.get(row.cells["list"], "") for row in data.rows("items") if BULLET + row.cells["label"] in there)
        named = [max(sorted(found), key=found.__getitem__)] if found else []
    return Page(named[0] if len(named) == 1 else "", ("", *lines))


def _of(data: Data, table: str, page: Page) -> list[Row]:
    return [row for row in data.rows(table) if row.cells["source"] == page.source]


def _items(data: Data, page: Page) -> list[Row]:
    lists = {row.cells["list"] for row in _of(data, "lists", page)}
    return [row for row in data.rows("items") if row.cells["list"] in lists]


SOURCES = "sources.source sources.sha256 lists.list lists.source items.list items.label "
ITEMS = "lists.list lists.source items.list items.line "
STATEMENTS = "statements.source statements.line "


@rule(SOURCES, whole="sources", group="source")
def source_hash(data: Data) -> Iterator[Violation]:
    """The text is the one whose SHA-256 is stated."""
    page, table = _page(data), data.tables["sources"]
    for row in _of(data, "sources", page):
        if row.cells["sha256"] != _hash(data):
            yield table.fault(row, "sha256", f"the text at hand has the SHA-256 {_hash(data)}", "find the text that was read")
    if not page.source:
        yield Violation(table.raw.file, 0, "sha256", None, "", f"no source has the SHA-256 of the text at hand, {_hash(data)}", (
            "find the text that was read"))


@rule(SOURCES + ITEMS + "items.label", whole="sources", group="source")
def source_label(data: Data) -> Iterator[Violation]:
    """The label of an item is its line of the text without the mark of a list."""
    page = _page(data)
    for row in _items(data, page):
        line, found = page.at(row)
        if found != BULLET + row.cells["label"]:
            other = [str(at) for at, each in enumerate(page.lines) if each == BULLET + row.cells["label"]]
            yield data.tables["items"].fault(row, "label", f"line {line} of the text is {shown(found)}", (
                f"correct the label, or the line to {' or '.join(other)}" if other else "copy the label from the text"))


@rule(SOURCES + ITEMS + STATEMENTS + "lists.line", whole="sources", group="source")
def source_line(data: Data) -> Iterator[Violation]:
    """A list names the last line of running text before its items; where it has none, and in a statement, a line of running text."""
    page = _page(data)
    first: dict[str, int] = {}
    for row in _items(data, page):
        line = whole_number(row.cells["line"]) or 0
        first[row.cells["list"]] = min(line, first.get(row.cells["list"], line))
    for table in ("lists", "statements"):
        for row in _of(data, table, page):
            line, found = page.at(row)
            start = page.before(first[row.cells["list"]], "text") if row.cells.get("list") in first else line
            if not found or page.kind(line) != "text":
                yield data.tables[table].fault(row, "line", f"line {line} of the text is {shown(found)}", "name a line of running text")
            elif line != start:
                yield data.tables[table].fault(row, "line", f"the running text before the items ends on line {start}", f"write {start}")


@rule(SOURCES + "lists.source lists.heading lists.line", whole="sources", group="source")
def source_heading(data: Data) -> Iterator[Violation]:
    """The heading of a list is the last heading of the text before its line."""
    page = _page(data)
    for row in _of(data, "lists", page):
        heading = page.lines[page.before(page.at(row)[0], "heading")]
        if row.cells["heading"] != heading:
            yield data.tables["lists"].fault(row, "heading", f"it stands in the text under {shown(heading)}", "copy that heading")


@rule(SOURCES + ITEMS + STATEMENTS + "lists.heading", whole="sources lists items statements", group="source")
def source_dropped(data: Data) -> Iterator[Violation]:
    """Nothing is dropped: down to the last item of the text each heading is that of a list, each item has its row, and each line of
    running text has a statement."""
    page = _page(data)
    rows = {"item": _items(data, page), "text": _of(data, "statements", page)}
    lines = {kind: {page.at(row)[0] for row in found} for kind, found in rows.items()}
    headings = {row.cells["heading"] for row in _of(data, "lists", page)}
    places = {"heading": ("lists", "heading"), "item": ("items", "label"), "text": ("statements", "line")}
    for line in range(1, page.before(len(page.lines), "item") + 1 if page.source else 0):
        kind, found = page.kind(line), page.lines[line]
        if kind != "nothing" and not (found in headings if kind == "heading" else line in lines[kind]):
            table, column = places[kind]
            yield Violation(data.tables[table].raw.file, 0, column, found, "", f"line {line} of the text is in no row", "add one for it")


@rule(SOURCES + STATEMENTS + "events.event events.partner lists.source lists.event statements.partner statements.kind",
      whole="sources statements", group="source")
def source_event(data: Data) -> Iterator[Violation]:
    """The source states each event that it has a row of lists.csv for: for no partner are there fewer statements of events than rows."""
    page = _page(data)
    partner = {row.cells["event"]: row.cells["partner"] for row in data.rows("events")}
    told = [row.cells["partner"] for row in _of(data, "statements", page) if row.cells["kind"] == "event"]
    own: dict[str, list[Row]] = {}
    for row in _of(data, "lists", page):
        if row.cells["event"] in partner:
            own.setdefault(partner[row.cells["event"]], []).append(row)
    for who, rows in own.items():
        if told.count(who) < len(rows):
            problem = f"statements.csv tells of {told.count(who)} events with {shown(who)} and lists.csv of {len(rows)}"
            yield data.tables["lists"].fault(rows[-1], "event", problem, "add a statement of the kind 'event', or take a row out")
