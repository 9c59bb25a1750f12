"""Ways to break what partners, events, lists and items say together."""
from __future__ import annotations

from analysis.tests.breaking.base import case, put

case("partner-without-event", "a new one")(lambda copy: copy.add("partners", "partner", partner="newland", name="Newland", short="New"))
case("source-without-view", "a new one")(lambda copy: copy.add("sources", "source", source="other"))
case("event-without-list", "a new one")(lambda copy: copy.add("events", "event", event="other", kind="announcement", ordinal=""))
case("list-repeated", "a second of one source")(lambda copy: copy.add("lists", "event", lambda row: row["read"] == "none seen", list="other"))


@case("second-launch", "a second")
def _(copy):
    where = copy.add("events", "kind", lambda row: row["kind"] == "launch", event="other")
    launch = next(row["event"] for row in copy.rows("events") if row["kind"] == "launch")
    date = next(row["date"] for row in copy.rows("lists") if row["event"] == launch)
    copy.add("lists", "event", lambda row: row["read"] == "none seen", list="other", event="other", date=date)
    return where


put("ordinal", "a Council without", "events", "ordinal", "", lambda row: row["kind"] == "council" and row["ordinal"] == "2")
put("ordinal", "a launch with", "events", "ordinal", "1", lambda row: row["kind"] == "launch")


@case("ordinal-gap", "a Council without the one before")
def _(copy):
    last = max((row for row in copy.rows("events") if row["ordinal"]), key=lambda row: int(row["ordinal"]))
    return copy.set("events", "ordinal", str(int(last["ordinal"]) + 2), lambda row: row == last)


@case("ordinal-repeated", "two of one number")
def _(copy):
    councils = [row for row in copy.rows("events") if row["kind"] == "council"]
    partner = next(row["partner"] for row in councils if row["ordinal"] == "1")
    return copy.set("events", "ordinal", "1", lambda row: row["partner"] == partner and row["ordinal"] == "2")


@case("date-order", "a Council before all others")
def _(copy):
    events = copy.rows("events")
    last = next(row["event"] for row in events if row["ordinal"] == "2")
    return copy.set("lists", "date", "1999", lambda row: row["event"] == last)


@case("date-order", "a launch after the Council")
def _(copy):
    # A first Council with an interval for its date is decided against neither; so only the second Council lies before the launch.
    events, lists = {row["event"]: row for row in copy.rows("events")}, copy.rows("lists")
    partner = next(events[row["event"]]["partner"] for row in lists if "/" in row["date"])
    at = [at for at, row in enumerate(lists) if events[row["event"]]["partner"] == partner]
    copy.set("lists", "date", "2024-03-01", lambda row: row["list"] == lists[at[0]]["list"])
    copy.set("lists", "date", "2024-02-29", lambda row: row["list"] == lists[at[-1]]["list"])
    return "lists.csv", 2 + at[-1], "date"


@case("date-order", "a first Council after the second")
def _(copy):
    events, lists = {row["event"]: row for row in copy.rows("events")}, copy.rows("lists")
    second = next(at for at, row in enumerate(lists) if events[row["event"]]["ordinal"] == "2")
    partner = events[lists[second]["event"]]["partner"]
    copy.set("lists", "date", "2098", lambda row: (events[row["event"]]["partner"], events[row["event"]]["ordinal"]) == (partner, "1"))
    return "lists.csv", second + 2, "date"


put("items-of-list", "read, and no items", "lists", "read", "whole", lambda row: row["read"] == "none seen")
put("items-of-list", "not seen, and items", "lists", "read", "none seen", lambda row: row["read"] == "whole")
put("positions", "a gap", "items", "position", lambda row: str(int(row["position"]) + 1), last=True)
for rule, what, column in (("positions", "a repeat", "position"), ("item-lines", "as the item before", "line")):
    put(rule, what, "items", column, lambda row, column=column: str(int(row[column]) - 1), lambda row: int(row["position"]) > 1, last=True)


@case("item-lines", "as the list")
def _(copy):
    line = {row["list"]: row["line"] for row in copy.rows("lists")}
    return copy.set("items", "line", lambda row: line[row["list"]], lambda row: row["position"] == "1")
