"""Rules on events, lists and items."""
from __future__ import annotations

from collections.abc import Iterator, Mapping

from analysis.rules.base import Data, Row, dated_later, is_date, rule, whole_number
from analysis.violation import Violation


@rule("events.event lists.event", whole="lists")
def event_without_list(data: Data) -> Iterator[Violation]:
    """Every event has a row in the table of lists, which dates it."""
    for row in data.unreferred("events.event", "lists.event"):
        yield data.tables["events"].fault(row, "event", "no row of lists.csv is for this event, so it has no date", (
            "add one, with 'none seen' where the source prints no list"))


@rule("lists.source lists.event")
def list_repeated(data: Data) -> Iterator[Violation]:
    """A source has one list for one event; two sources may each have one."""
    for row, line in data.tables["lists"].repeated(["source", "event"]):
        yield data.tables["lists"].fault(row, "event", f"line {line} is of the same source and event", "make one list of the two")


@rule("events.partner events.kind")
def second_launch(data: Data) -> Iterator[Violation]:
    """A partner has one launch at most."""
    for rows in data.groups("events.partner").values():
        first, *more = [row for row in rows if row.cells["kind"] == "launch"] or [None]
        for row in more:
            yield data.tables["events"].fault(row, "kind", f"line {first.line} is the launch of this partner", (
                "give one of them another kind"))


@rule("events.kind events.ordinal")
def ordinal(data: Data) -> Iterator[Violation]:
    """A Council has an ordinal, a dialogue may have one, and no other event has one."""
    kinds = data.tables["events"].categories("kind")
    for row in data.rows("events"):
        kind, number = row.cells["kind"], row.cells["ordinal"]
        if kind == "council" and not number:
            yield data.tables["events"].fault(row, "ordinal", "a Council needs its number in the series", "fill it")
        elif kind in kinds and kind not in ("council", "dialogue") and number:
            yield data.tables["events"].fault(row, "ordinal", "only a Council or a dialogue has a number", "empty it")


@rule("events.partner events.kind events.ordinal")
def ordinal_repeated(data: Data) -> Iterator[Violation]:
    """No two events of one partner and kind have the same ordinal."""
    first: dict[tuple, int] = {}
    for row in data.rows("events"):
        number = whole_number(row.cells["ordinal"])
        line = first.setdefault((row.cells["partner"], row.cells["kind"], number), row.line)
        if number is not None and line != row.line:
            yield data.tables["events"].fault(row, "ordinal", f"line {line} has this number", "number them in their order")


@rule("partners.partner partners.role events.partner events.kind events.ordinal", whole="events")
def ordinal_gap(data: Data) -> Iterator[Violation]:
    """A Council of a partnership that is not the first implies the one before it, which is an event too, if only one without a list. The
    series of a comparator need not be whole."""
    there = {(row.cells["partner"], row.cells["kind"], whole_number(row.cells["ordinal"])) for row in data.rows("events")}
    partnerships = {row.cells["partner"] for row in data.rows("partners") if row.cells["role"] == "partnership"}
    for row in data.rows("events"):
        partner, number = row.cells["partner"], whole_number(row.cells["ordinal"])
        if (row.cells["kind"] == "council" and partner in partnerships and number is not None and number > 1
                and (partner, "council", number - 1) not in there):
            yield data.tables["events"].fault(row, "ordinal", f"there is no Council {number - 1} of this partner", (
                "add it, and in lists.csv a row whose list was not seen"))


@rule("events.event events.partner events.kind events.ordinal lists.source lists.event lists.date")
def date_order(data: Data) -> Iterator[Violation]:
    """One source dates the events of one partner so that an announcement comes first, a launch next and meetings after it, those of one
    kind in the order of their ordinals.

    Meetings of different kinds may stand in any order. Only what is decided counts: two dates that share a day may belong to events in
    either order.
    """
    kinds = data.tables["events"].categories("kind")
    events = {row.cells["event"]: row.cells for row in data.rows("events") if row.cells["kind"] in kinds}
    dated: dict[tuple[str, str], list[Row]] = {}
    for row in data.rows("lists"):
        event = events.get(row.cells["event"])
        if event and is_date(row.cells["date"]) and (event["ordinal"] or event["kind"] != "council"):
            dated.setdefault((row.cells["source"], event["partner"]), []).append(row)
    for rows in dated.values():
        for row in rows:
            one = dated_later(row, (one for one in rows if _before(events[one.cells["event"]], events[row.cells["event"]])))
            if one:
                yield data.tables["lists"].fault(row, "date", f"line {one.line} dates an earlier event later, to {one.cells['date']}", (
                    "correct one of the dates, or the kinds and ordinals of the events"))


def _before(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Whether by kinds and ordinals one event comes before another."""
    stage = {"announcement": 0, "launch": 1}
    first, second = stage.get(one["kind"], 2), stage.get(other["kind"], 2)
    numbers = whole_number(one["ordinal"]), whole_number(other["ordinal"])
    return first < second or (one["kind"] == other["kind"] and None not in numbers and numbers[0] < numbers[1])


@rule("lists.list lists.read items.list", whole="items")
def items_of_list(data: Data) -> Iterator[Violation]:
    """A list that was read has items, and one of which none was seen has none."""
    having = data.values("items.list")
    for row in data.rows("lists"):
        if row.cells["read"] in ("whole", "part") and row.cells["list"] not in having:
            yield data.tables["lists"].fault(row, "read", "no item is on this list", "add its items, or write 'none seen'")
        if row.cells["read"] == "none seen" and row.cells["list"] in having:
            yield data.tables["lists"].fault(row, "read", "items are on this list", "write 'whole' or 'part', or take the items out")


@rule("items.list items.position", whole="items")
def positions(data: Data) -> Iterator[Violation]:
    """The positions on a list are 1, 2, 3 and so on, each once."""
    for name, rows in data.groups("items.list").items():
        before = 0
        numbered = [(number, row) for row in rows if (number := whole_number(row.cells["position"])) is not None]
        for number, row in sorted(numbered, key=lambda pair: pair[0]):
            if 0 < number == before:
                yield data.tables["items"].fault(row, "position", "another item of this list has this position", "count them anew")
            elif number > before + 1:
                yield data.tables["items"].fault(row, "position", f"no item of this list has position {before + 1}", "count them anew")
            before = max(before, number)


@rule("lists.list lists.line items.list items.position items.line")
def item_lines(data: Data) -> Iterator[Violation]:
    """The items of a list stand in the text in the order of their positions, and none before the line that introduces the list. Items of one
    sentence share its line."""
    start = {row.cells["list"]: whole_number(row.cells["line"]) or 0 for row in data.rows("lists")}
    for name, rows in data.groups("items.list").items():
        placed = [(place, line, row) for row in rows
                  if (place := whole_number(row.cells["position"])) is not None and (line := whole_number(row.cells["line"])) is not None]
        before = start.get(name, 0)
        for _, line, row in sorted(placed, key=lambda each: each[:2]):
            if line < before:
                yield data.tables["items"].fault(row, "line", f"what comes before it on the list stands on line {before}", (
                    "correct the line, or the position"))
            before = max(before, line)


@rule("items.original items.translated_from")
def translation_half(data: Data) -> Iterator[Violation]:
    """A label that is our translation comes with its original and the language of that; no other label has either."""
    for row in data.rows("items"):
        for column, other in (("original", "translated_from"), ("translated_from", "original")):
            if row.cells[other] and not row.cells[column]:
                yield data.tables["items"].fault(row, column, f"the column {other} says that the label is a translation", f"fill it, or empty {other}")


@rule("sources.source sources.language lists.list lists.source items.list items.translated_from")
def translation_language(data: Data) -> Iterator[Violation]:
    """A label is translated from the language of the source that prints it."""
    language = {row.cells["source"]: row.cells["language"] for row in data.rows("sources")}
    printed = {row.cells["list"]: language.get(row.cells["source"], "") for row in data.rows("lists")}
    for row in data.rows("items"):
        named, own = row.cells["translated_from"], printed.get(row.cells["list"], "")
        if named and own and named != own:
            yield data.tables["items"].fault(row, "translated_from", f"the language of the source is {own!r}", f"write {own!r}, or correct sources.csv")
