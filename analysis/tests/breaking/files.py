"""Ways to break files: what is there, and how it is written."""
from __future__ import annotations

from analysis.reading import DESCRIPTOR
from analysis.tests.breaking.base import case, saved_with


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
    copy.write("views", "".join(f"{line},{line.partition(',')[0]}\n" for line in copy.text("views").splitlines()))
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


for what, line in {"short": "a,b\n", "long": ",".join("abcdefghijklmnop") + "\n", "empty": "\n"}.items():
    @case("row-length", f"a row is {what}")
    def _(copy, line=line):
        copy.write("items", copy.text("items") + line)
        return "items.csv", len(copy.rows("items")) + (1 if line != "\n" else 2), ""
