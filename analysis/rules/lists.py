"""Rules on partners, events, lists and items."""
from __future__ import annotations

from collections.abc import Iterator

from analysis import dates
from analysis.rules.base import Data, Row, rule, whole_number
from analysis.violation import Violation


@rule("partners.partner events.partner", whole="events")
def partner_without_event(data: Data) -> Iterator[Violation]:
    """Every partner has an event."""
    having = data.values("events.partner")
    for row in data.rows("partners"):
        if row.cells["partner"] not in having:
            yield data.tables["partners"].fault(row, "partner", "no event is of this partner", "add one, or take the partner out")


@rule("sources.source views.source", whole="views")
def source_without_view(data: Data) -> Iterator[Violation]:
    """Every source belongs to a view."""
    viewed = data.values("views.source")
    for row in data.rows("sources"):
        if row.cells["source"] not in viewed:
            yield data.tables["sources"].fault(row, "source", "no view has this source", "add it to one")


@rule("events.event lists.event", whole="lists")
def event_without_list(data: Data) -> Iterator[Violation]:
    """Every event has a row in the table of lists, which dates it."""
    listed = data.values("lists.event")
    for row in data.rows("events"):
        if row.cells["event"] not in listed:
            yield data.tables["events"].fault(row, "event", "no row of lists.csv is for this event, so it has no date", (
                "add one, with 'none seen' where the source prints no list"))


@rule("lists.source lists.event")
def list_repeated(data: Data) -> Iterator[Violation]:
    """A source has one list for one event; two sources may each have one."""
    first: dict[tuple[str, str], int] = {}
    for row in data.rows("lists"):
        line = first.setdefault((row.cells["source"], row.cells["event"]), row.line)
        if line != row.line:
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
    """A Council has an ordinal, and no other event has one."""
    kinds = data.tables["events"].categories("kind")
    for row in data.rows("events"):
        if row.cells["kind"] in kinds and (row.cells["kind"] == "council") != bool(row.cells["ordinal"]):
            problem, remedy = ("a Council needs its number in the series", "fill it") if not row.cells["ordinal"] else (
                "only a Council has a number", "empty it")
            yield data.tables["events"].fault(row, "ordinal", problem, remedy)


@rule("events.partner events.kind events.ordinal")
def ordinal_repeated(data: Data) -> Iterator[Violation]:
    """No two events of one partner and kind have the same ordinal."""
    first: dict[tuple, int] = {}
    for row in data.rows("events"):
        number = whole_number(row.cells["ordinal"])
        line = first.setdefault((row.cells["partner"], row.cells["kind"], number), row.line)
        if number is not None and line != row.line:
            yield data.tables["events"].fault(row, "ordinal", f"line {line} has this number", "number them in their order")


@rule("events.partner events.kind events.ordinal", whole="events")
def ordinal_gap(data: Data) -> Iterator[Violation]:
    """A Council that is not the first implies the one before it, which is an event too, if only one without a list."""
    there = {(row.cells["partner"], row.cells["kind"], whole_number(row.cells["ordinal"])) for row in data.rows("events")}
    for row in data.rows("events"):
        number = whole_number(row.cells["ordinal"])
        if number is not None and number > 1 and row.cells["kind"] == "council" and (row.cells["partner"], "council", number - 1) not in there:
            yield data.tables["events"].fault(row, "ordinal", f"there is no Council {number - 1} of this partner", (
                "add it, and in lists.csv a row whose list was not seen"))


@rule("events.event events.partner events.kind events.ordinal lists.source lists.event lists.date")
def date_order(data: Data) -> Iterator[Violation]:
    """One source dates the events of one partner in the order of their kinds, as the schema has them, and of their ordinals.

    Only what is decided counts: two dates that share a day may belong to events in either order.
    """
    kinds = data.tables["events"].categories("kind")
    events = {row.cells["event"]: row.cells for row in data.rows("events") if row.cells["kind"] in kinds}
    dated: dict[tuple[str, str], list[tuple[tuple[int, int], Row]]] = {}
    for row in data.rows("lists"):
        event = events.get(row.cells["event"])
        if event and _is_date(row.cells["date"]) and (event["ordinal"] or event["kind"] != "council"):
            rank = (kinds.index(event["kind"]), whole_number(event["ordinal"]) or 0)
            dated.setdefault((row.cells["source"], event["partner"]), []).append((rank, row))
    for steps in dated.values():
        for rank, row in steps:
            late = [one for earlier, one in steps if earlier < rank and dates.order(one.cells["date"], row.cells["date"]) > 0]
            if late:
                one = max(late, key=lambda each: dates.sort_key(each.cells["date"]))
                yield data.tables["lists"].fault(row, "date", f"line {one.line} dates an earlier event later, to {one.cells['date']}", (
                    "correct one of the dates, or the kinds and ordinals of the events"))


def _is_date(text: str) -> bool:
    try:
        return bool(dates.parse(text))
    except ValueError:
        return False


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
    """The items of a list stand in the text in the order of their positions, after the line that introduces the list."""
    start = {row.cells["list"]: whole_number(row.cells["line"]) or 0 for row in data.rows("lists")}
    for name, rows in data.groups("items.list").items():
        placed = [(place, line, row) for row in rows
                  if (place := whole_number(row.cells["position"])) is not None and (line := whole_number(row.cells["line"])) is not None]
        before = start.get(name, 0)
        for _, line, row in sorted(placed, key=lambda each: each[:2]):
            if line <= before:
                yield data.tables["items"].fault(row, "line", f"what comes before it on the list stands on line {before}", (
                    "correct the line, or the position"))
            before = max(before, line)
