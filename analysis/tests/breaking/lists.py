"""Ways to break what events, lists and items say together."""
from __future__ import annotations

from collections.abc import Callable

from analysis.tests.breaking.base import Copy, case, put

case("event-without-list", "a new one")(lambda copy: copy.add("events", "event", event="other", kind="announcement", ordinal=""))
case("list-repeated", "a second of one source")(lambda copy: copy.add("lists", "event", lambda row: row["read"] == "none seen", list="other"))


@case("second-launch", "a second")
def _(copy):
    where = copy.add("events", "kind", lambda row: row["kind"] == "launch", event="other")
    launch = next(row["event"] for row in copy.rows("events") if row["kind"] == "launch")
    date = next(row["date"] for row in copy.rows("lists") if row["event"] == launch)
    copy.add("lists", "event", lambda row: row["read"] == "none seen", list="other", event="other", date=date)
    return where


def last_council(copy: Copy) -> dict[str, str]:
    """The Council with the highest number."""
    return max((row for row in copy.rows("events") if row["kind"] == "council"), key=lambda row: int(row["ordinal"]))


def first_source(copy: Copy, **cells: str) -> Callable[[dict], bool]:
    """Whether a row of lists is of the first source, and its event has these cells."""
    source, events = copy.rows("lists")[0]["source"], {row["event"]: row for row in copy.rows("events")}
    return lambda row: row["source"] == source and cells.items() <= events[row["event"]].items()


case("ordinal", "a Council without")(lambda copy: copy.set("events", "ordinal", "", lambda row, last=last_council(copy): row == last))
put("ordinal", "a launch with", "events", "ordinal", "1", lambda row: row["kind"] == "launch")
put("ordinal", "a meeting of ministers with", "events", "ordinal", "1", lambda row: row["kind"] == "ministerial")


@case("ordinal-gap", "a Council without the one before")
def _(copy):
    last = last_council(copy)
    return copy.set("events", "ordinal", str(int(last["ordinal"]) + 2), lambda row: row == last)


@case("ordinal-repeated", "two of one number")
def _(copy):
    last = last_council(copy)
    where = copy.add("events", "ordinal", lambda row: row == last, event="other")
    copy.add("lists", "event", lambda row: row["read"] == "none seen", list="other", event="other", date="2098")
    return where


@case("date-order", "a Council before all others")
def _(copy):
    return copy.set("lists", "date", "1999", first_source(copy, kind="council", ordinal="2"))


@case("date-order", "a meeting of ministers before the launch")
def _(copy):
    meeting = next(row["event"] for row in copy.rows("events") if row["kind"] == "ministerial")
    return copy.add("lists", "date", lambda row: row["read"] == "none seen", list="other", event=meeting, date="1999")


@case("date-order", "a launch after the Council")
def _(copy):
    # A first Council with an interval for its date is decided against neither; so only the second Council lies before the launch.
    events, lists, first = {row["event"]: row for row in copy.rows("events")}, copy.rows("lists"), first_source(copy)
    partner = next(events[row["event"]]["partner"] for row in lists if "/" in row["date"] and first(row))
    at = [at for at, row in enumerate(lists) if events[row["event"]]["partner"] == partner and first(row)]
    copy.set("lists", "date", "2024-03-01", lambda row: row["list"] == lists[at[0]]["list"])
    copy.set("lists", "date", "2024-02-29", lambda row: row["list"] == lists[at[-1]]["list"])
    return "lists.csv", 2 + at[-1], "date"


@case("date-order", "a first Council after the second")
def _(copy):
    events, lists = {row["event"]: row for row in copy.rows("events")}, copy.rows("lists")
    second = next(at for at, row in enumerate(lists) if first_source(copy, kind="council", ordinal="2")(row))
    copy.set("lists", "date", "2098", first_source(copy, kind="council", ordinal="1", partner=events[lists[second]["event"]]["partner"]))
    return "lists.csv", second + 2, "date"


put("items-of-list", "read, and no items", "lists", "read", "whole", lambda row: row["read"] == "none seen")
put("items-of-list", "not seen, and items", "lists", "read", "none seen", lambda row: row["read"] == "whole")
put("positions", "a gap", "items", "position", lambda row: str(int(row["position"]) + 1), last=True)
put("positions", "a repeat", "items", "position", lambda row: str(int(row["position"]) - 1), lambda row: int(row["position"]) > 1, last=True)


@case("item-lines", "before the item before it")
def _(copy):
    before = {(row["list"], int(row["position"]) + 1): int(row["line"]) for row in copy.rows("items")}
    return copy.set("items", "line", lambda row: str(before[row["list"], 2] - 1), lambda row: row["position"] == "2")


@case("item-lines", "before the list")
def _(copy):
    line = {row["list"]: int(row["line"]) for row in copy.rows("lists")}
    return copy.set("items", "line", lambda row: str(line[row["list"]] - 1), lambda row: row["position"] == "1" and line[row["list"]] > 1)


put("translation-half", "no original", "items", "original", "", lambda row: row["original"])
put("translation-half", "no language", "items", "translated_from", "", lambda row: row["original"])
put("translation-language", "another one", "items", "translated_from", "xx", lambda row: row["original"])
