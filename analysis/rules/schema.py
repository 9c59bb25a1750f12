"""The descriptor itself: that it says what the rules can read, and nothing that no rule reads."""
from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from analysis import dates
from analysis.rules.base import RULES, Data, rule
from analysis.violation import Violation

Fault = tuple[str, object, str, str]   # where in the descriptor, what stands there, problem, remedy

NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
EDITION = re.compile(r"(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})")

# A shape is a type, a tuple of the values allowed, a list of one shape, or an object of keys; those with "!" must be there.
FIELD = {"name!": str, "type!": ("string", "integer"), "title": str, "description!": str, "example": str, "format": ("uri",),
         "syntax": ("edtf-0",), "emptyNeedsReason": bool, "published": bool, "categories": [{"value!": str, "label!": str}],
         "categoriesOrdered": bool, "constraints": {"required": bool, "unique": bool, "minimum": int, "pattern": str}}
RESOURCE = {"name!": str, "path!": str, "type": ("table",), "title!": str, "description!": str, "format": ("csv",),
            "mediatype": ("text/csv",), "encoding": ("utf-8",), "bytes": int, "hash": str,
            "schema!": {"fields!": [FIELD], "primaryKey!": [str], "missingValues": [("",)],
                        "foreignKeys": [{"fields!": [str], "reference!": {"resource!": str, "fields!": [str]}}]}}
# What helpers read beyond what the rules need, and the columns whose categories they show by their labels.
LABELLED = ("sources.standing", "sources.side", "events.kind", "lists.read", "lists.content", "lists.claims", "topics.theme", "topics.pillar", "codings.basis",
            "readings.kind", "overlays.change", "regroupings.pillar", "statements.kind", "partners.role", "views.counts", "depths.depth", "outcomes.what",
            "instruments.kind", "instruments.binding", "milestones.stage", "verdicts.verdict", "crosswalk.vocabulary", "crosswalk.match")
READ = (*LABELLED, "partners.name", "partners.in_text", "partners.short", "sources.title", "sources.publisher", "sources.address", "sources.language",
        "sources.retrieved", "sources.sha256", "sources.extent", "sources.missing", "views.view", "events.place", "events.name", "events.missing",
        "lists.heading", "lists.line", "lists.read_ground", "lists.claims_ground", "items.section", "items.line", "topics.label", "topics.ground",
        "topics.definition", "topics.includes", "topics.excludes", "topics.entered", "codings.ruling", "rulings.title", "rulings.question", "rulings.chosen",
        "rulings.why", "readings.label", "readings.note", "statements.statement", "statements.line", "statements.partner", "statements.claim", "lists.place",
        "items.original", "depths.item", "depths.topic", "depths.ground", "outcomes.item", "outcomes.ground", "instruments.partner", "instruments.name",
        "instruments.binding_source", "instruments.note", "milestones.milestone", "milestones.date", "milestones.place", "milestones.ground", "milestones.missing", "claims.statement",
        "claims.definition", "claims.as_of", "verdicts.supports", "verdicts.contradicts", "evidence.source", "crosswalk.id", "crosswalk.label",
        "crosswalk.edition", "crosswalk.ground")
MOST_PILLARS = 5     # four hues and a grey: a sixth could not be told apart in a chart
WORDS = {str: "text", bool: "true or false", int: "a whole number", list: "a list", dict: "an object"}


def _misshapen(where: str, value: object, shape: object) -> Iterator[Fault]:
    if isinstance(shape, tuple):
        if value not in shape:
            yield where, value, "no rule knows this value", f"write {' or '.join(map(repr, shape))}"
        return
    kind = shape if isinstance(shape, type) else type(shape)
    if type(value) is not kind:
        yield where, value, f"this is not {WORDS[kind]}", f"write {WORDS[kind]}"
    elif kind is list:
        for number, part in enumerate(value):
            name = part.get("name") if isinstance(part, dict) else None
            own = name if isinstance(name, str) and NAME.fullmatch(name) else number
            yield from _misshapen(f"{where}.{own}", part, shape[0])
    elif kind is dict:
        known = {key.rstrip("!"): key for key in shape}
        for key in sorted(value.keys() - known):
            yield where, key, "no rule reads this property", "take it out, or write a rule for it"
        for key, marked in known.items():
            if key in value:
                yield from _misshapen(f"{where}.{key}", value[key], shape[marked])
            elif marked != key:
                yield where, None, f"the property {key} is missing", "add it"


def _meaning(where: str, resource: Mapping) -> Iterator[Fault]:
    """What is wrong in a resource of the right shape."""
    name, schema = resource["name"], resource["schema"]
    fields = [field["name"] for field in schema["fields"]]
    if not NAME.fullmatch(name) or resource["path"] != f"{name}.csv":
        yield where, resource["path"], "the path is not the name and .csv", "name the table in small letters and its file after it"
    for column in sorted({column for column in fields if fields.count(column) > 1 or not NAME.fullmatch(column)}):
        yield where, column, "a column is not named once, in small letters", "give each column a name of its own"
    for key in [schema["primaryKey"], *(key["fields"] for key in schema.get("foreignKeys", []))]:
        if not key or not set(key) <= set(fields):
            yield where, ", ".join(key), "a key names no column of this table", "name columns of this table"
    for field in schema["fields"]:
        values = [category["value"] for category in field.get("categories", [])]
        if len(set(values)) < len(values):
            yield where, field["name"], "a category stands twice", "keep one of the two"
        if field.get("emptyNeedsReason") and "missing" not in fields:
            yield where, field["name"], "empty cells need a reason and there is no column for it", "add the column missing"
        try:
            re.compile(field.get("constraints", {}).get("pattern", ""))
        except (re.error, OverflowError, RecursionError):
            yield where, field["name"], "the pattern is not a regular expression", "mend the pattern"


def _faults(number: int, resource: object) -> list[Fault]:
    name = resource.get("name") if isinstance(resource, dict) else None
    where = f"resources.{name if isinstance(name, str) and NAME.fullmatch(name) else number}"
    return list(_misshapen(where, resource, RESOURCE)) or list(_meaning(where, resource))


def _resources(descriptor: Mapping) -> list:
    found = descriptor.get("resources")
    return found if isinstance(found, list) else []


def sound(descriptor: Mapping) -> dict[str, Mapping]:
    """The resources that can be read as they are described, by name; of two of one name the first."""
    found: dict[str, Mapping] = {}
    for number, resource in enumerate(_resources(descriptor)):
        if not _faults(number, resource):
            found.setdefault(resource["name"], resource)
    return found


@rule()
def descriptor(data: Data) -> Iterator[Violation]:
    """The descriptor has the shape that the rules read, names every column that they need, and states edition and day."""
    for where, value, problem, remedy in [*_package(data.descriptor), *_tables(data.descriptor)]:
        text = WORDS[type(value)] if isinstance(value, (list, dict)) else value if value is None else str(value)
        yield Violation(data.file, 0, where, text, "", problem, remedy)


def _package(package: Mapping) -> Iterator[Fault]:
    for key in ("title", "description", "version", "created"):
        if not isinstance(package.get(key), str):
            yield key, package.get(key), "this is not text", "write text"
    version, created = package.get("version"), package.get("created")
    if isinstance(version, str) and not EDITION.fullmatch(version):
        yield "version", version, "this is not an edition", "write three whole numbers, as in 1.0.0"
    if isinstance(created, str) and not _day(created):
        yield "created", created, "this is not the beginning of a day", "write it as YYYY-MM-DDT00:00:00Z"


def _day(text: str) -> bool:
    """Whether a text is a day as the Data Package standard wants it, a date-time of RFC 3339, and says no hour that nobody knows."""
    day, midnight, rest = text.partition("T00:00:00Z")
    try:
        return bool(midnight) and not rest and dates.parse(day).precision == "day"
    except ValueError:
        return False


def _tables(package: Mapping) -> Iterator[Fault]:
    for number, resource in enumerate(_resources(package)):
        yield from _faults(number, resource)
    names = [resource.get("name") for resource in _resources(package) if isinstance(resource, dict)]
    tables = sound(package)
    columns = {f"{name}.{field['name']}" for name, table in tables.items() for field in table["schema"]["fields"]}
    reported = {name for name in names if isinstance(name, str)} - tables.keys()
    for name in sorted(name for name in tables if names.count(name) > 1):
        yield "resources", name, "two tables have this name", "give each its own"
    for name in sorted(({need for each in RULES.values() for need in each.needs} | set(READ)) - columns):
        if name.split(".")[0] not in reported:
            yield "resources", name, "a rule or a helper reads this column and it is not described", "describe it, with its table"
    for name in sorted(set(LABELLED) & columns):
        table, column = name.split(".")
        field = next(f for f in tables[table]["schema"]["fields"] if f["name"] == column)
        if not field.get("categories"):
            yield "resources", name, "helpers read the labels of its categories and it has none", "list them as categories, each with a label"
        elif column == "pillar" and len(field["categories"]) > MOST_PILLARS:
            yield "resources", name, f"there are {len(field['categories'])} pillars", f"group them into {MOST_PILLARS} at most, the last for what serves none"
    for name, table in tables.items():
        for key in table["schema"].get("foreignKeys", []):
            to = key["reference"]
            fits = len(to["fields"]) == len(key["fields"]) and {f"{to['resource']}.{field}" for field in to["fields"]} <= columns
            if not fits and to["resource"] not in reported:
                yield f"resources.{name}", ", ".join(key["fields"]), "this key refers to columns that are not described", (
                    "name as many columns of one table as the key has")
