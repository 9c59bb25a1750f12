"""Ways to break what partners, sources and views say together."""
from __future__ import annotations

from analysis.tests.breaking.base import Copy, case, put

case("partner-without-event", "a new one")(lambda copy: copy.add("partners", "partner", partner="newland", name="Newland", short="New"))


@case("no-partnership", "comparators only")
def _(copy):
    copy.save("partners", [row | {"role": "comparator"} for row in copy.rows("partners")])
    return "partners.csv", 0, "role"


def _source(copy: Copy, table: str):
    """A new source that a new row of a table names; where the source is now."""
    where = copy.add("sources", "source", source="other")
    copy.add(table, "source", source="other")
    return where


case("source-without-view", "a new one")(lambda copy: _source(copy, "evidence"))
case("source-unused", "a new one")(lambda copy: _source(copy, "views"))
put("side-standing", "secondary, and a party's", "sources", "side", "eu", lambda row: row["standing"] == "secondary")
put("side-standing", "official, and nobody's", "sources", "side", "other", lambda row: row["standing"] == "official")
case("view-without-count", "one that only shows")(lambda copy: copy.add("views", "counts", lambda row: row["counts"] == "shown", view="other"))


@case("shown-official", "among secondary ones")
def _(copy):
    official = {row["source"] for row in copy.rows("sources") if row["standing"] == "official"}
    apart = {row["view"] for row in copy.rows("views") if row["counts"] == "shown"}
    return copy.set("views", "counts", "shown", lambda row: row["view"] in apart and row["source"] in official, last=True)


put("secondary-counts", "one of several", "views", "counts", "yes", lambda row: row["counts"] == "shown")
