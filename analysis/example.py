"""A toy dataset of three partners, small enough to count by hand: the examples and tests of the helpers stand on it.

    Arden   launch 2022-05      Network one; Robots         (read whole; the ruling "hard" decides that chips are not listed)
            first Council 2023  no list seen
            second Council 2024 Network one; Trade          (read whole)
    Bland   launch 2023-02-01   Network one; Robots         (read whole)
            first Council 2024  Robots                      (read in part)
    Coast   launch 2023-11      Trade                       (read whole)
"""
from __future__ import annotations

from analysis.dataset import Dataset, build

_FIELDS = {
    "partners": "partner name in_text short",
    "sources": "source title publisher address language retrieved standing sha256 extent missing",
    "views": "view source",
    "events": "event partner kind ordinal place name missing",
    "lists": "list source event date heading line read read_ground content claims claims_ground",
    "items": "item list position section label line",
    "topics": "topic label theme pillar ground definition includes excludes example entered",
    "codings": "item topic basis ruling",
    "rulings": "ruling title question chosen why",
    "readings": "reading kind ruling label note",
    "overlays": "reading item topic change",
    "regroupings": "reading topic pillar",
    "statements": "statement source line partner kind claim",
}
_CATEGORIES = {
    ("events", "kind"): {"announcement": "Announcement", "launch": "Launch", "council": "Council"},
    ("lists", "content"): {"areas": "Areas", "deliverables": "Deliverables", "unstated": "Unstated"},
    ("lists", "claims"): {"unstated": "Unstated"},
    ("lists", "read"): {"whole": "Read whole", "part": "Read in part", "none seen": "No list seen"},
    ("readings", "kind"): {"option": "Option", "pillar": "Pillar", "coder": "Coder", "dispute": "Dispute"},
    ("topics", "theme"): {"networks": "Networks", "industry": "Industry"},
    ("regroupings", "pillar"): {"infrastructures": "Infrastructures", "business": "Business", "outside": "Outside the pillars"},
    ("topics", "pillar"): {"infrastructures": "Infrastructures", "business": "Business", "outside": "Outside the pillars"},
    ("codings", "basis"): {"named": "Named", "implied": "Implied"},
}
_INTEGERS = {("events", "ordinal"), ("lists", "line"), ("items", "position"), ("items", "line"), ("statements", "line")}


def _field(table: str, name: str) -> dict:
    if (table, name) in _CATEGORIES:
        values = [{"value": v, "label": label} for v, label in _CATEGORIES[table, name].items()]
        return {"name": name, "type": "string", "categories": values, "categoriesOrdered": True}
    return {"name": name, "type": "integer" if (table, name) in _INTEGERS else "string"}


DESCRIPTOR = {
    "name": "toy", "title": "A toy of three partners", "version": "0.0.1", "created": "2024-12-31",
    "resources": [{"name": table, "schema": {"fields": [_field(table, name) for name in names.split()]}}
                  for table, names in _FIELDS.items()],
}


def _rows(table: str, *lines: str) -> list[dict[str, str]]:
    names = _FIELDS[table].split()
    return [dict(zip(names, [cell.strip() for cell in line.split("|")] + [""] * len(names))) for line in lines]


TABLES = {
    "partners": _rows("partners", "a|Arden|Arden|Arden", "b|Bland|Bland|Bland", "c|Coast|the Coast|Coast"),
    "sources": _rows("sources", "page|A page|Nobody||en||official||The text ends in 2024.|"),
    "views": _rows("views", "page|page"),
    "events": _rows("events", "a-launch|a|launch|||Launch", "a-1|a|council|1||First Council", "a-2|a|council|2||Second Council",
                    "b-launch|b|launch|||Launch", "b-1|b|council|1||First Council", "c-launch|c|launch|||Launch"),
    "lists": _rows("lists", "p-a-launch|page|a-launch|2022-05|With Arden|2|whole||unstated|unstated|",
                   "p-a-1|page|a-1|2023|With Arden|5|none seen||unstated|unstated|", "p-a-2|page|a-2|2024|With Arden|5|whole||unstated|unstated|",
                   "p-b-launch|page|b-launch|2023-02-01|With Bland|9|whole||unstated|unstated|",
                   "p-b-1|page|b-1|2024|With Bland|12|part||unstated|unstated|", "p-c-launch|page|c-launch|2023-11|With Coast|15|whole||unstated|unstated|"),
    "items": _rows("items", "a1|p-a-launch|1||Network one|3", "a2|p-a-launch|2||Chips and robots|4", "a3|p-a-2|1||Network one|6",
                   "a4|p-a-2|2||Trade|7", "b1|p-b-launch|1||Network one|10", "b2|p-b-launch|2||Robots|11", "b3|p-b-1|1||Robots|13",
                   "c1|p-c-launch|1||Trade|16"),
    "topics": _rows("topics", "net|Network one|networks|infrastructures||||||0.0.1", "robots|Robots|industry|business||||||0.0.1",
                    "trade|Trade|industry|outside||||||0.0.1", "chips|Chips|industry|infrastructures||||||0.0.1"),
    "codings": _rows("codings", "a1|net|named", "a2|robots|implied|hard", "a3|net|named", "a4|trade|named", "b1|net|named",
                     "b2|robots|named", "b3|robots|named", "c1|trade|named"),
    "rulings": _rows("rulings", "hard|Chips and robots|Are the chips a field of their own?|Robots only|They serve the robots."),
    "readings": _rows("readings", "hard.also|option|hard|also chips|", "pillar.robots|pillar||robots serve no pillar|"),
    "overlays": _rows("overlays", "hard.also|a2|chips|add"),
    "regroupings": _rows("regroupings", "pillar.robots|robots|outside"),
    "statements": _rows("statements", "s1|page|1||aim|Everybody wants more."),
}


def toy() -> Dataset:
    """The toy dataset.

    >>> toy().events["event"].tolist()
    ['a-launch', 'a-1', 'b-launch', 'c-launch', 'b-1', 'a-2']
    """
    return build(DESCRIPTOR, TABLES, "page")
