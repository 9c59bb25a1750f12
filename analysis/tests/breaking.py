"""Ways to break a copy of the real data, each in one place: what the tests of `check` see fire, and where.

A case changes the copy and says where the one violation is to be. Rows are chosen by what they hold, so that later editions of the data
can be broken in the same ways.
"""
from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from analysis.reading import DATA, DESCRIPTOR
from analysis.rules.keys import reasons

Where = tuple[str, int, str]        # file, line, column


class Copy:
    """A copy of the real data that may be broken."""

    def __init__(self, folder: Path):
        self.folder = Path(shutil.copytree(DATA, folder))

    def text(self, name: str) -> str:
        return (self.folder / f"{name}.csv").read_bytes().decode()

    def write(self, name: str, content: str | bytes) -> None:
        (self.folder / f"{name}.csv").write_bytes(content if isinstance(content, bytes) else content.encode())

    def rows(self, name: str) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(self.text(name), newline="")))

    def save(self, name: str, rows: list[dict[str, str]]) -> None:
        text = io.StringIO(newline="")
        quoting = csv.QUOTE_ALL if any("\r" in cell for row in rows for cell in row.values()) else csv.QUOTE_MINIMAL
        writer = csv.DictWriter(text, rows[0], lineterminator="\n", quoting=quoting)
        writer.writeheader()
        writer.writerows(rows)
        self.write(name, text.getvalue())

    def set(self, name: str, column: str, value, where=lambda row: True, last: bool = False) -> Where:
        """Put a value, or what a function makes of the row, into the first or last row that fits; say which cell that was."""
        rows = self.rows(name)
        fitting = [at for at, row in enumerate(rows) if where(row)]
        at = fitting[-1 if last else 0]
        rows[at][column] = value(rows[at]) if callable(value) else value
        self.save(name, rows)
        return f"{name}.csv", at + 2, column

    def add(self, table: str, column: str, where=lambda row: True, **cells: str) -> Where:
        """Add the first row that fits once more, with some other cells; say where its cell in a column is now."""
        rows = self.rows(table)
        self.save(table, [*rows, next(row for row in rows if where(row)) | cells])
        return f"{table}.csv", len(rows) + 2, column

    def drop(self, name: str, where) -> None:
        self.save(name, [row for row in self.rows(name) if not where(row)])

    def describe(self, change: Callable[[dict], object], where: str) -> Where:
        """Change the descriptor; say which of its properties is meant."""
        path = self.folder / DESCRIPTOR
        package = json.loads(path.read_text("utf-8"))
        change(package)
        path.write_text(json.dumps(package), "utf-8")
        return DESCRIPTOR, 0, where


class Case(NamedTuple):
    rule: str
    what: str
    breaks: Callable[[Copy], Where]


CASES: list[Case] = []


def case(rule: str, what: str) -> Callable:
    """Enter a way to break the data."""
    def register(breaks):
        CASES.append(Case(rule, what, breaks))
        return breaks
    return register


def put(rule: str, what: str, name: str, column: str, value, where=lambda row: True, last: bool = False) -> None:
    """Enter the change of one cell."""
    case(rule, what)(lambda copy: copy.set(name, column, value, where, last))


def unused_label(copy: Copy) -> Callable[[dict], bool]:
    """Whether an item's label, of some length, is no topic's example."""
    examples = {row["example"] for row in copy.rows("topics")}
    return lambda row: row["label"] not in examples and " " in row["label"] and "a" in row["label"]


def resource(package: dict, name: str) -> dict:
    return next(each for each in package["resources"] if each["name"] == name)


def field(package: dict, name: str, column: str) -> dict:
    return next(each for each in resource(package, name)["schema"]["fields"] if each["name"] == column)


# ---- files ----

@case("missing-file", "a table is gone")
def _(copy):
    (copy.folder / "views.csv").unlink()
    return "views.csv", 0, ""


@case("missing-file", "the descriptor is gone")
def _(copy):
    (copy.folder / DESCRIPTOR).unlink()
    return DESCRIPTOR, 0, ""


@case("undescribed-file", "a table too many")
def _(copy):
    copy.write("extra", "a,b\n")
    return DESCRIPTOR, 0, "resources"


@case("encoding", "a byte of Windows-1252")
def _(copy):
    before, dash, after = copy.text("events").partition("–")
    copy.write("events", before.encode() + b"\x96" + after.encode())
    return "events.csv", before.count("\n") + 1, ""


@case("utf-16", "saved as Unicode text")
def _(copy):
    copy.write("lists", copy.text("lists").encode("utf-16"))
    return "lists.csv", 0, ""


@case("byte-order-mark", "saved with a byte-order mark")
def _(copy):
    copy.write("items", "\ufeff" + copy.text("items"))
    return "items.csv", 1, ""


for sign in ";\t":
    @case("delimiter", f"saved with {sign!r} between the cells")
    def _(copy, sign=sign):
        copy.write("statements", saved_with(sign, copy.text("statements")))
        return "statements.csv", 1, ""

for end in ("\r\n", "\r"):
    @case("line-ends", f"saved with {end!r}")
    def _(copy, end=end):
        copy.write("topics", copy.text("topics").replace("\n", end))
        return "topics.csv", 1, ""


def saved_with(delimiter: str, text: str) -> str:
    """A table as a spreadsheet saves it where the comma is a decimal mark."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(csv.reader(io.StringIO(text, newline="")))
    return out.getvalue()


@case("line-ends", "one line only")
def _(copy):
    copy.write("views", copy.text("views").removesuffix("\n") + "\r\n")
    return "views.csv", len(copy.rows("views")) + 1, ""


@case("csv-syntax", "a quote that is not closed")
def _(copy):
    head, first, rest = copy.text("items").split("\n", 2)
    copy.write("items", "\n".join((head, '"' + first, rest)))
    return "items.csv", 2, ""


@case("csv-syntax", "text after a closing quote")
def _(copy):
    line = len(copy.rows("statements")) + 2
    copy.write("statements", copy.text("statements") + '"a"b,c\n')
    return "statements.csv", line, ""


@case("columns", "one is missing")
def _(copy):
    copy.save("readings", [{column: cell for column, cell in row.items() if column != "note"} for row in copy.rows("readings")])
    return "readings.csv", 1, "note"


@case("columns", "one too many")
def _(copy):
    copy.save("readings", [row | {"more": ""} for row in copy.rows("readings")])
    return "readings.csv", 1, ""


@case("columns", "one stands twice")
def _(copy):
    copy.write("views", "".join(line + ",page\n" for line in copy.text("views").replace("source", "source,view").split("\n") if line))
    copy.write("views", copy.text("views").replace("view,source,view,page", "view,source,view"))
    return "views.csv", 1, "view"


@case("columns", "not in order")
def _(copy):
    copy.save("codings", [dict(reversed(row.items())) for row in copy.rows("codings")])
    return "codings.csv", 1, ""


@case("columns", "no header")
def _(copy):
    copy.write("statements", copy.text("statements").partition("\n")[2])
    return "statements.csv", 1, ""


@case("columns", "an empty file")
def _(copy):
    copy.write("statements", "")
    return "statements.csv", 1, ""


for what, line in {"short": "a,b\n", "long": "a,b,c,d,e,f,g,h\n", "empty": "\n"}.items():
    @case("row-length", f"a row is {what}")
    def _(copy, line=line):
        copy.write("items", copy.text("items") + line)
        return "items.csv", len(copy.rows("items")) + (1 if line != "\n" else 2), ""


# ---- the descriptor ----

for what, where, change in (
    ("no edition", "version", lambda p: p.update(version="1.0")),
    ("no text", "title", lambda p: p.update(title=5)),
    ("no date-time", "created", lambda p: p.update(created="2026-11-24")),
    ("no day", "created", lambda p: p.update(created="2026-11T00:00:00Z")),
    ("an hour", "created", lambda p: p.update(created="2026-11-24T09:00:00Z")),
    ("no date", "created", lambda p: p.update(created="2026-02-30T00:00:00Z")),
    ("more than a date", "created", lambda p: p.update(created="2026-11-24T00:00:00Z.")),
    ("a property that no rule reads", "resources.views", lambda p: resource(p, "views").update(dialect={})),
    ("a property is missing", "resources.views", lambda p: resource(p, "views").pop("title")),
    ("a property of another kind", "resources.views.schema", lambda p: resource(p, "views").update(schema=[])),
    ("a value that no rule knows", "resources.readings.schema.fields.note.type", lambda p: field(p, "readings", "note").update(type="any")),
    ("a resource that is none", "resources.0", lambda p: p["resources"].insert(0, 1)),
    ("a column twice", "resources.views", lambda p: resource(p, "views")["schema"]["fields"].append(field(p, "views", "view"))),
    ("a key that is no column", "resources.views", lambda p: resource(p, "views")["schema"].update(primaryKey=["vew"])),
    ("a foreign key of no column", "resources.views", lambda p: resource(p, "views")["schema"]["foreignKeys"][0].update(fields=[])),
    ("a category twice", "resources.statements", lambda p: field(p, "statements", "kind")["categories"].append(
        field(p, "statements", "kind")["categories"][0])),
    ("no column for reasons", "resources.readings", lambda p: field(p, "readings", "note").update(emptyNeedsReason=True)),
    ("a pattern that is none", "resources.readings", lambda p: field(p, "readings", "note").update(constraints={"pattern": "("})),
    ("a table twice", "resources", lambda p: p["resources"].append(resource(p, "views"))),
    ("a key to nowhere", "resources.views", lambda p: resource(p, "views")["schema"]["foreignKeys"][0]["reference"].update(resource="none")),
    ("a key to more columns than it has", "resources.views",
     lambda p: resource(p, "views")["schema"]["foreignKeys"][0]["reference"].update(fields=["source", "title"])),
):
    case("descriptor", what)(lambda copy, change=change, where=where: copy.describe(change, where))


@case("descriptor", "a path elsewhere")
def _(copy):
    (copy.folder / "views.csv").rename(copy.folder.parent / "views.csv")
    return copy.describe(lambda p: resource(p, "views").update(path="../views.csv"), "resources.views")


@case("descriptor", "a column that a rule reads is not described")
def _(copy):
    copy.save("topics", [{column: cell for column, cell in row.items() if column != "entered"} for row in copy.rows("topics")])
    return copy.describe(lambda p: resource(p, "topics")["schema"]["fields"].remove(field(p, "topics", "entered")), "resources")


for what, text, line in (("broken off", '{"a":\n{', 2), ("no object", "[]", 1), ("not UTF-8", '"\udcff"', 0), ("too deep", "[" * 10 ** 5, 0)):
    @case("descriptor", what)
    def _(copy, text=text, line=line):
        (copy.folder / DESCRIPTOR).write_bytes(text.encode("utf-8", "surrogateescape"))
        return DESCRIPTOR, line, ""


# ---- cells ----

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


# ---- keys and reasons ----

case("duplicate-key", "a row twice")(lambda copy: copy.add("views", "source"))
case("duplicate-key", "an id twice")(lambda copy: copy.add("statements", "statement", line="1"))
case("unique", "a label twice")(lambda copy: copy.set("topics", "label", copy.rows("topics")[0]["label"], last=True))
put("unknown-id", "a partner", "statements", "partner", lambda row: row["partner"][:-1], lambda row: row["partner"])
put("unknown-id", "a ruling", "codings", "ruling", "no-such-thing", lambda row: row["ruling"])
case("reason-missing", "no reason")(lambda copy: (*copy.set("events", "missing", "", lambda row: not row["place"])[:2], "place"))
put("reason-misplaced", "the cell is full", "events", "missing", "place: not known", lambda row: row["place"])
put("reason-misplaced", "no such column", "events", "missing", "plac: not known", lambda row: row["place"])
put("reason-misplaced", "no column at all", "events", "missing", "not known", lambda row: row["place"])


# ---- partners, events, lists, items ----

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


put("ordinal", "a Council without", "events", "ordinal", "", lambda row: row["kind"] == "council")
put("ordinal", "a launch with", "events", "ordinal", "1", lambda row: row["kind"] == "launch")


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
    events, lists = {row["event"]: row for row in copy.rows("events")}, copy.rows("lists")
    partners = [events[row["event"]]["partner"] for row in lists]
    launch = next(row for row in events.values() if row["kind"] == "launch" and partners.count(row["partner"]) == 2)
    copy.set("lists", "date", "2099", lambda row: row["event"] == launch["event"])
    return "lists.csv", 2 + max(at for at, partner in enumerate(partners) if partner == launch["partner"]), "date"


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


# ---- topics, codings, rulings, readings ----

@case("item-without-coding", "an item whose topic others list")
def _(copy):
    codings, overlaid = copy.rows("codings"), {row["item"] for row in copy.rows("overlays")}
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
put("overlay-change", "adds what is there", "overlays", "change", "add", lambda row: row["change"] == "remove")
put("overlay-change", "removes what is not there", "overlays", "change", "remove", lambda row: row["change"] == "add")
