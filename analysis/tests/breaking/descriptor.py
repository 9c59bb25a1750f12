"""Ways to break the descriptor."""
from __future__ import annotations

from analysis.reading import DESCRIPTOR
from analysis.tests.breaking.base import case


def resource(package: dict, name: str) -> dict:
    return next(each for each in package["resources"] if each["name"] == name)


def field(package: dict, name: str, column: str) -> dict:
    return next(each for each in resource(package, name)["schema"]["fields"] if each["name"] == column)


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
    ("no description", "description", lambda p: p.pop("description")),
    ("labels that helpers read are missing", "resources", lambda p: field(p, "statements", "kind").pop("categories")),
    ("more pillars than a chart can tell apart", "resources", lambda p: [field(p, t, "pillar")["categories"].extend(
        [{"value": "sixth", "label": "Sixth"}]) for t in ("topics",)]),
    ("a key to more columns than it has", "resources.views",
     lambda p: resource(p, "views")["schema"]["foreignKeys"][0]["reference"].update(fields=["source", "title"])),
):
    case("descriptor", what)(lambda copy, change=change, where=where: copy.describe(change, where))


@case("descriptor", "a path elsewhere")
def _(copy):
    (copy.folder / "views.csv").rename(copy.folder.parent / "views.csv")
    return copy.describe(lambda p: resource(p, "views").update(path="../views.csv"), "resources.views")


@case("descriptor", "a column that helpers read is not described")
def _(copy):
    copy.save("sources", [{column: cell for column, cell in row.items() if column != "extent"} for row in copy.rows("sources")])
    return copy.describe(lambda p: resource(p, "sources")["schema"]["fields"].remove(field(p, "sources", "extent")), "resources")


@case("descriptor", "a column that a rule reads is not described")
def _(copy):
    copy.save("topics", [{column: cell for column, cell in row.items() if column != "entered"} for row in copy.rows("topics")])
    return copy.describe(lambda p: resource(p, "topics")["schema"]["fields"].remove(field(p, "topics", "entered")), "resources")


for what, text, line in (("broken off", '{"a":\n{', 2), ("no object", "[]", 1), ("not UTF-8", '"\udcff"', 0), ("too deep", "[" * 10 ** 5, 0)):
    @case("descriptor", what)
    def _(copy, text=text, line=line):
        (copy.folder / DESCRIPTOR).write_bytes(text.encode("utf-8", "surrogateescape"))
        return DESCRIPTOR, line, ""
