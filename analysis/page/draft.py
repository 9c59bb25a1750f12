"""Draft: rows to paste, one block a table with the table's header. What a person must judge is left empty, and `check` asks for it."""
from __future__ import annotations

import csv
import io

from analysis.page.compare import Compared, where
from analysis.page.known import Known, Row
from analysis.page.mentions import ORDINALS, number
from analysis.page.place import Event

Rows = dict[str, list[Row]]
ORDER = ("partners", "events", "lists", "items", "codings", "statements")


def drafted(compared: Compared, known: Known) -> tuple[Rows, Rows, list[str]]:
    """The rows to add and the rows that take the place of those with the same id, by table; and the ids of items that are gone."""
    add: Rows = {table: [] for table in ORDER}
    instead: Rows = {table: [] for table in ORDER}
    gone: list[str] = []
    for partner, section in compared.partners.items():
        name = section.head.name
        add["partners"].append({"partner": partner, "name": name.removeprefix("the "), "in_text": name, "short": name.removeprefix("the ")})
        add["statements"] += [_statement(known, partner, block.line, "") for block in section.texts]
    for event in compared.events:
        listed, (line, heading) = f"{prefix(known)}{event.event}", where(event)
        if event.event not in known.events:
            add["events"].append({"event": event.event, "partner": event.partner, "kind": event.kind, "ordinal": str(event.ordinal or ""), "name": _name(event, known)})
        add["lists"].append({"list": listed, "source": known.source, "event": event.event, "date": event.date()[0], "heading": heading,
                             "line": str(line), "read": "" if event.listing else "none seen"})
        for place, item in enumerate(event.listing.items if event.listing else (), 1):
            _item(add, f"{listed}-{place}", listed, place, item)
        if event.partner not in compared.partners:
            add["statements"].append(_statement(known, event.partner, event.mentions[0][0].line if event.mentions else line, "event" if event.kind else ""))
    became = {event.event: found for event, found in compared.kept}
    for event in compared.known:
        row, (line, heading) = event.row, where(event)
        date = event.date()[0]
        pairs = became.get(event.event, [])
        items = any(pair.what != "same" for pair in pairs)
        changed = {"heading": heading} | ({"date": date} if date else {}) | ({"read": ""} if pairs and not known.items[row["list"]] else {})
        if items or any(row[column] != value for column, value in changed.items()):
            # the ground names lines, so it is to be written anew where these have changed
            instead["lists"].append(row | changed | {"line": str(line)} | ({"read_ground": ""} if items or row["line"] != str(line) else {}))
        if items:
            gone += [item for item in _items(event, pairs, known, add, instead) if item not in compared.standing]
    for table in ("statements", "lists"):
        add[table] = list({next(iter(row.values())): row for row in add[table]}.values())
    return add, instead, gone


def prefix(known: Known) -> str:
    """What stands before the event's id in the ids of the source's lists.

    >>> from analysis.page.known import known
    >>> prefix(known())
    'page-'
    """
    found = {row["list"].removesuffix(row["event"]) for row in known.lists if row["list"].endswith(row["event"])}
    return found.pop() if len(found) == 1 else f"{known.source}-"


def block(table: str, rows: list[Row], known: Known) -> str:
    """Rows as CSV under the header of their table. Columns that a row does not know are empty.

    >>> from analysis.page.known import known
    >>> print(block("items", [{"item": "a-1", "label": "Chips, and more"}], known()).split("\\n")[1].strip(","))
    a-1,,,,"Chips, and more"
    """
    text = io.StringIO()
    writer = csv.DictWriter(text, known.fields[table], restval="", extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows({column: _safe(cell) for column, cell in row.items()} for row in rows)
    return text.getvalue().rstrip("\n")


def _safe(cell: str) -> str:
    """A cell for a terminal: control characters and the like escaped, all else as it is."""
    return "".join(letter if letter.isprintable() else letter.encode("unicode_escape").decode() for letter in cell)


def _name(event: Event, known: Known) -> str:
    """The name of the next one in a series, after the pattern of those there are; empty where there is no pattern."""
    if not event.ordinal or event.ordinal > len(ORDINALS):
        return ""
    for row in known.events.values():
        first, _, rest = row["name"].partition(" ")
        if row["kind"] == event.kind and first.lower() in ORDINALS and row["ordinal"] == str(number(first)):
            return f"{ORDINALS[event.ordinal - 1].capitalize()} {rest}"
    return ""


def _item(add: Rows, item: str, listed: str, place: int, found) -> None:
    add["items"].append({"item": item, "list": listed, "position": str(place), "label": found.text, "line": str(found.line)})
    add["codings"].append({"item": item})


def _items(event: Event, became, known: Known, add: Rows, instead: Rows) -> list[str]:
    """The items of a list that the dataset has: new ones get the next free number; all others are written anew, because their
    places and lines belong together."""
    listed, old = event.row["list"], known.items[event.row["list"]]
    taken = set(known.taken["items"])
    following = len(old)
    for pair in became:
        if pair.what == "new":
            following += 1
            while f"{listed}-{following}" in taken:
                following += 1
            _item(add, f"{listed}-{following}", listed, pair.new + 1, event.listing.items[pair.new])
        elif pair.new is not None:
            row, item = old[pair.old], event.listing.items[pair.new]
            changed = row | {"position": str(pair.new + 1), "label": item.text, "line": str(item.line)}
            instead["items"] += [changed] * (changed != row)
    return [old[pair.old]["item"] for pair in became if pair.what == "vanished"]


def _statement(known: Known, partner: str, line: int, kind: str) -> Row:
    """A statement to be written in our words; its id follows the pattern of the source's lists and the line."""
    first, more = f"{prefix(known)}line-{line:02}", 1
    while f"{first}-{more}" in known.taken.get("statements", ()):
        more += 1
    return {"statement": f"{first}-{more}", "source": known.source, "line": str(line), "partner": partner, "kind": kind}
