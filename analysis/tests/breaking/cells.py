"""Ways to break single cells, keys and reasons."""
from __future__ import annotations

from collections.abc import Callable

from analysis.rules.keys import reasons
from analysis.tests.breaking.base import Copy, case, put


def unused_label(copy: Copy) -> Callable[[dict], bool]:
    """Whether an item's label, of some length, is no topic's example."""
    examples = {row["example"] for row in copy.rows("topics")}
    return lambda row: row["label"] not in examples and " " in row["label"] and "a" in row["label"]


put("required", "an empty cell", "events", "name", "")
put("whole-numbers", "a word", "statements", "line", "ten")
put("whole-numbers", "a fraction", "statements", "line", "1.5")
put("whole-numbers", "too small", "statements", "line", "0")
put("whole-numbers", "too long", "statements", "line", "1" * 5000)
put("pattern", "a capital", "statements", "statement", "Line-1")
put("pattern", "too short", "topics", "entered", "1.0")
put("category", "an unknown one", "statements", "kind", "evnt")
put("category", "none alike", "codings", "basis", "xyz", lambda row: row["basis"] == "named")
put("edtf", "as a spreadsheet writes it", "lists", "date", "30/04/2024")
put("edtf", "no such day", "lists", "date", "2023-02-29")

for text in ("=1+1", "+1", "-1", "@sum", "\t1", "\r1"):
    put("formula", repr(text), "readings", "note", text)
case("formula", "the mark of a list")(lambda copy: copy.set("items", "label", lambda row: "- " + row["label"], unused_label(copy)))
put("line-break", "a line feed", "readings", "note", "one\ntwo")
put("line-break", "a carriage return", "readings", "note", "one\rtwo")
for letter in "\xa0\u200b\xad\x07\ufeff\u2028\t\u202e\ue000":
    put("invisible", ascii(letter), "readings", "note", f"one{letter}two")
put("white-space", "before", "readings", "note", " one")
put("white-space", "after", "readings", "note", "one ")
put("normal-form", "two characters", "readings", "note", "e\u0301")


for rule, what, old, new in (("white-space", "two in a label", " ", "  "), ("invisible", "a label", " ", "\xa0"),
                             ("look-alike", "Cyrillic", "a", "\u0430"), ("look-alike", "Greek", "a", "\u03b1"),
                             ("look-alike", "full width", "a", "\uff41"), ("look-alike", "a digit", "a", "\U0001d7cf")):
    @case(rule, what)
    def _(copy, old=old, new=new):
        return copy.set("items", "label", lambda row: row["label"].replace(old, new, 1), unused_label(copy))


for value in ("the page", "www.example.org", "ftp://example.org/", "https:///path", "https://exa mple.org/", "https://[1/"):
    @case("address", value)
    def _(copy, value=value):
        def without(row):
            return "; ".join(f"{column}: {reason}" for column, reason in reasons(row["missing"]).items() if column != "address")
        copy.set("sources", "missing", without)
        return copy.set("sources", "address", value)


case("duplicate-key", "a row twice")(lambda copy: copy.add("views", "source"))
case("duplicate-key", "an id twice")(lambda copy: copy.add("statements", "statement", line="1"))
case("duplicate-key", "an empty cell in both")(lambda copy: copy.add("verdicts", "partner", lambda row: not row["partner"]))
case("unique", "a label twice")(lambda copy: copy.set("topics", "label", copy.rows("topics")[0]["label"], last=True))
put("unknown-id", "a partner", "statements", "partner", lambda row: row["partner"][:-1], lambda row: row["partner"])
put("unknown-id", "a ruling", "codings", "ruling", "no-such-thing", lambda row: row["ruling"])
case("reason-missing", "no reason")(lambda copy: (*copy.set("events", "missing", "", lambda row: not row["place"])[:2], "place"))
put("reason-misplaced", "the cell is full", "events", "missing", "place: not known", lambda row: row["place"])
put("reason-misplaced", "no such column", "events", "missing", "plac: not known", lambda row: row["place"])
put("reason-misplaced", "no column at all", "events", "missing", "not known", lambda row: row["place"])
