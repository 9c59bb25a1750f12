"""Ways to break what topics, codings, rulings, other readings and the crosswalk say together."""
from __future__ import annotations

from analysis.tests.breaking.base import case, put


@case("item-without-coding", "an item whose topic others list")
def _(copy):
    codings, overlaid = copy.rows("codings"), {row["item"] for table in ("overlays", "depths") for row in copy.rows(table)}
    examples = {(row["topic"], row["example"]) for row in copy.rows("topics")}
    items = copy.rows("items")
    for at, item in enumerate(items):
        topics = [row["topic"] for row in codings if row["item"] == item["item"]]
        often = sum(row["topic"] in topics for row in codings) > 1
        if len(topics) == 1 and often and item["item"] not in overlaid and (topics[0], item["label"]) not in examples:
            copy.drop("codings", lambda row: row["item"] == item["item"])
            return "items.csv", at + 2, "item"
    raise AssertionError("no item can be spared")


put("implied-without-ruling", "no ruling", "codings", "ruling", "", lambda row: row["basis"] == "implied")
case("topic-unused", "a new one")(lambda copy: copy.add("topics", "topic", topic="other", label="Other"))
put("topic-example", "no such item", "topics", "example", "No such item")
case("topic-example", "an item without the topic")(lambda copy: copy.set("topics", "example", copy.rows("topics")[-1]["example"]))
put("topic-edition", "of the future", "topics", "entered", "99.0.0")
case("ruling-without-option", "a new one")(lambda copy: copy.add("rulings", "ruling", ruling="other"))


def _several(copy):
    """Whether a reading is one of several options of its ruling."""
    rulings = [row["ruling"] for row in copy.rows("readings")]
    return lambda row: rulings.count(row["ruling"]) > 1


case("option-ruling", "an option without")(lambda copy: copy.set("readings", "ruling", "", _several(copy)))


def _reading(copy, column, **cells):
    where = copy.add("readings", column, **cells)
    copy.add("overlays", "reading", reading=cells["reading"])
    return where


case("option-ruling", "a dispute with")(lambda copy: _reading(copy, "ruling", reading="mine", kind="dispute"))
case("option-id", "a dispute named as an option")(lambda copy: _reading(
    copy, "reading", reading=copy.rows("rulings")[0]["ruling"] + ".mine", kind="dispute", ruling=""))
case("option-id", "an option named otherwise")(lambda copy: _reading(copy, "reading", reading="mine"))
case("option-id", "an option of two words")(lambda copy: _reading(copy, "reading", reading=copy.rows("readings")[0]["ruling"] + ".one.two"))
case("reading-without-overlay", "a new one")(lambda copy: copy.add("readings", "reading", reading="mine", kind="coder", ruling=""))
put("regrouping-change", "the topic's own pillar", "regroupings", "pillar", "infrastructures", lambda row: row["topic"] == "hpc")
put("overlay-change", "adds what is there", "overlays", "change", "add", lambda row: row["change"] == "remove")
put("overlay-change", "removes what is not there", "overlays", "change", "remove", lambda row: row["change"] == "add")
put("crosswalk-none", "a match without an id", "crosswalk", "id", "", lambda row: row["match"] != "none")
put("crosswalk-none", "none, and a label", "crosswalk", "label", "anything", lambda row: row["match"] == "none")


@case("crosswalk-point", "the point above a target")
def _(copy):
    targets = [row for row in copy.rows("crosswalk") if row["id"].startswith("3.1.")]
    return copy.set("crosswalk", "id", "3.1", lambda row: row == targets[-1])


@case("topic-without-crosswalk", "a coded one")
def _(copy):
    topic = copy.rows("codings")[0]["topic"]
    copy.drop("crosswalk", lambda row: row["topic"] == topic and row["vocabulary"] == "eurovoc")
    return "topics.csv", 2 + [row["topic"] for row in copy.rows("topics")].index(topic), "topic"


@case("unknown-id", "a depth of what is not coded")
def _(copy):
    coded = {(row["item"], row["topic"]) for row in copy.rows("codings")}
    topics = [row["topic"] for row in copy.rows("topics")]
    return copy.set("depths", "topic", lambda row: next(topic for topic in topics if (row["item"], topic) not in coded))
