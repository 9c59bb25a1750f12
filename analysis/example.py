"""A toy dataset of three partners and a comparator, small enough to count by hand: the examples and tests of the helpers stand on it.

In the view `page` only a page counts, and there are three partners:

    Arden   launch 2022-05      Network one; Robots         (read whole; the ruling "hard" decides that chips are not listed)
            first Council 2023  no list seen
            second Council 2024 Network one; Trade          (read whole)
    Bland   launch 2023-02-01   Network one; Robots         (read whole)
            first Council 2024  Robots                      (read in part)
    Coast   launch 2023-11      Trade                       (read whole)

The view `record` adds a release, which is official and counts, and a newspaper, which is secondary and only shown; in `record-all` both count.

    Arden   launch 2022-05-12   Network one; Trade          (release, read whole; the page has Robots and no Trade)
            first Council 2024-01-15  Robots                (newspaper, read in part; the page dates this Council to 2023)
    Bland   second Council 2025-03-04  Robots; Trade        (release, read whole; the page ends before it)
    Dell    launch 2023-06      Robots; Chips               (release, read whole; a comparator)

Depth: of Arden's launch Network one is joint and Trade named, of Bland's second Council Robots is a dialogue and Trade binding, of Dell's launch Robots is
a dialogue; every other mention is blank. Bland's second Council tells of Robots as a result and of Trade as a plan. Arden's trade pact was launched (release)
and signed (newspaper, which says that it binds). The claim "more" holds for Arden, is open for Bland and fails for Coast.
"""
from __future__ import annotations

from analysis.dataset import Dataset, build

_FIELDS = {
    "partners": "partner name in_text short role",
    "sources": "source title publisher side address language retrieved standing sha256 extent missing",
    "views": "view source counts",
    "events": "event partner kind ordinal place name missing",
    "lists": "list source event date place heading line read read_ground content claims claims_ground",
    "items": "item list position section label original translated_from line",
    "topics": "topic label theme pillar ground definition includes excludes example entered",
    "codings": "item topic basis ruling",
    "depths": "item topic depth ground",
    "outcomes": "item what ground",
    "rulings": "ruling title question chosen why",
    "readings": "reading kind ruling label note",
    "overlays": "reading item topic change",
    "regroupings": "reading topic pillar",
    "statements": "statement source line partner kind claim",
    "instruments": "instrument partner name kind binding binding_source note",
    "milestones": "milestone instrument stage date place source ground missing",
    "claims": "claim statement definition as_of",
    "verdicts": "claim partner supports contradicts verdict",
    "evidence": "claim partner source",
    "crosswalk": "topic vocabulary id label match edition ground",
}
_CATEGORIES = {
    ("partners", "role"): {"partnership": "Digital partnership", "comparator": "Comparator"},
    ("sources", "side"): {"eu": "European Union", "partner": "Partner", "joint": "Both together", "other": "Others"},
    ("sources", "standing"): {"official": "Official", "official reprint": "Official reprint", "secondary": "Secondary"},
    ("views", "counts"): {"yes": "Counts", "shown": "Shown"},
    ("events", "kind"): {"announcement": "Announcement", "launch": "Launch", "ministerial": "Ministerial", "dialogue": "Dialogue", "council": "Council"},
    ("lists", "content"): {"areas": "Areas", "deliverables": "Deliverables", "unstated": "Unstated"},
    ("lists", "claims"): {"unstated": "Unstated"},
    ("lists", "read"): {"whole": "Read whole", "part": "Read in part", "none seen": "No list seen"},
    ("readings", "kind"): {"option": "Option", "pillar": "Pillar", "coder": "Coder", "dispute": "Dispute"},
    ("topics", "theme"): {"networks": "Networks", "industry": "Industry"},
    ("regroupings", "pillar"): {"infrastructures": "Infrastructures", "business": "Business", "outside": "Outside the pillars"},
    ("topics", "pillar"): {"infrastructures": "Infrastructures", "business": "Business", "outside": "Outside the pillars"},
    ("codings", "basis"): {"named": "Named", "implied": "Implied"},
    ("depths", "depth"): {"named": "Named", "dialogue": "Dialogue", "joint": "Joint action or project", "binding": "Signed or binding"},
    ("outcomes", "what"): {"result": "Result", "plan": "Plan"},
    ("instruments", "kind"): {"memorandum": "Memorandum", "digital trade agreement": "Digital trade agreement"},
    ("instruments", "binding"): {"yes": "Binding", "no": "Not binding", "unknown": "Not known"},
    ("milestones", "stage"): {"mandate": "Mandate", "launched": "Negotiations launched", "concluded": "Concluded", "signed": "Signed", "in-force": "In force"},
    ("verdicts", "verdict"): {"holds": "Holds", "fails": "Does not hold", "open": "Not yet judgeable"},
    ("crosswalk", "vocabulary"): {"digital-decade": "Digital Decade", "eurovoc": "EuroVoc"},
    ("crosswalk", "match"): {"exact": "Exact", "close": "Close", "broad": "Broader", "narrow": "Narrower", "none": "None"},
}
_INTEGERS = {("events", "ordinal"), ("lists", "line"), ("items", "position"), ("items", "line"), ("statements", "line")}


def _field(table: str, name: str) -> dict:
    if (table, name) in _CATEGORIES:
        values = [{"value": v, "label": label} for v, label in _CATEGORIES[table, name].items()]
        return {"name": name, "type": "string", "categories": values, "categoriesOrdered": True}
    return {"name": name, "type": "integer" if (table, name) in _INTEGERS else "string"}


DESCRIPTOR = {
    "name": "toy", "title": "A toy of three partners", "description": "Three partners that were made up.", "version": "0.0.1", "created": "2024-12-31",
    "resources": [{"name": table, "schema": {"fields": [_field(table, name) for name in names.split()]}}
                  for table, names in _FIELDS.items()],
}


def _rows(table: str, *lines: str) -> list[dict[str, str]]:
    names = _FIELDS[table].split()
    return [dict(zip(names, [cell.strip() for cell in line.split("|")] + [""] * len(names))) for line in lines]


TABLES = {
    "partners": _rows("partners", "a|Arden|Arden|Arden|partnership", "b|Bland|Bland|Bland|partnership", "c|Coast|the Coast|Coast|partnership",
                      "d|Dell|Dell|Dell|comparator"),
    "sources": _rows("sources", "page|A page|Nobody|eu||en||official||The text ends in 2024.|", "release|A release|The partners|joint||en||official||Read to its end.|",
                     "press|A newspaper|Somebody|other||fr||secondary||Read in part.|"),
    "views": _rows("views", "page|page|yes", "record|page|yes", "record|release|yes", "record|press|shown",
                   "record-all|page|yes", "record-all|release|yes", "record-all|press|yes"),
    "events": _rows("events", "a-launch|a|launch|||Launch", "a-1|a|council|1||First Council", "a-2|a|council|2||Second Council",
                    "b-launch|b|launch|||Launch", "b-1|b|council|1||First Council", "b-2|b|council|2|Bland|Second Council", "c-launch|c|launch|||Launch",
                    "d-launch|d|launch|||Launch"),
    "lists": _rows("lists", "p-a-launch|page|a-launch|2022-05||With Arden|2|whole||unstated|unstated|",
                   "p-a-1|page|a-1|2023||With Arden|5|none seen||unstated|unstated|", "p-a-2|page|a-2|2024||With Arden|5|whole||unstated|unstated|",
                   "p-b-launch|page|b-launch|2023-02-01||With Bland|9|whole||unstated|unstated|",
                   "p-b-1|page|b-1|2024||With Bland|12|part||unstated|unstated|", "p-c-launch|page|c-launch|2023-11||With Coast|15|whole||unstated|unstated|",
                   "r-a-launch|release|a-launch|2022-05-12|Arden|Launch|2|whole||unstated|unstated|",
                   "r-b-2|release|b-2|2025-03-04|Bland|Council|5|whole||unstated|unstated|", "r-d-launch|release|d-launch|2023-06||Launch|8|whole||unstated|unstated|",
                   "s-a-1|press|a-1|2024-01-15||News|1|part||unstated|unstated|"),
    "items": _rows("items", "a1|p-a-launch|1||Network one|||3", "a2|p-a-launch|2||Chips and robots|||4", "a3|p-a-2|1||Network one|||6",
                   "a4|p-a-2|2||Trade|||7", "b1|p-b-launch|1||Network one|||10", "b2|p-b-launch|2||Robots|||11", "b3|p-b-1|1||Robots|||13",
                   "c1|p-c-launch|1||Trade|||16", "a5|r-a-launch|1||Network one|||3", "a6|r-a-launch|2||Trade|||4", "b4|r-b-2|1||Robots|||6", "b5|r-b-2|2||Trade|||7",
                   "d1|r-d-launch|1||Robots|||9", "d2|r-d-launch|2||Chips|||10", "a7|s-a-1|1||Robots|Automates|fr|2"),
    "topics": _rows("topics", "net|Network one|networks|infrastructures||||||0.0.1", "robots|Robots|industry|business||||||0.0.1",
                    "trade|Trade|industry|outside||||||0.0.1", "chips|Chips|industry|infrastructures||||||0.0.1"),
    "codings": _rows("codings", "a1|net|named", "a2|robots|implied|hard", "a3|net|named", "a4|trade|named", "b1|net|named",
                     "b2|robots|named", "b3|robots|named", "c1|trade|named", "a5|net|named", "a6|trade|named", "b4|robots|named", "b5|trade|named",
                     "d1|robots|named", "d2|chips|named", "a7|robots|named"),
    "depths": _rows("depths", "a5|net|joint|will build it together", "a6|trade|named|discussed", "b4|robots|dialogue|a working group met",
                    "b5|trade|binding|signed a pact", "d1|robots|dialogue|a yearly dialogue"),
    "outcomes": _rows("outcomes", "b4|result|took stock of what was done", "b5|plan|next steps"),
    "rulings": _rows("rulings", "hard|Chips and robots|Are the chips a field of their own?|Robots only|They serve the robots."),
    "readings": _rows("readings", "hard.also|option|hard|also chips|", "pillar.robots|pillar||robots serve no pillar|"),
    "overlays": _rows("overlays", "hard.also|a2|chips|add"),
    "regroupings": _rows("regroupings", "pillar.robots|robots|outside"),
    "statements": _rows("statements", "s1|page|1||aim|Everybody wants more."),
    "instruments": _rows("instruments", "pact|a|Trade pact with Arden|digital trade agreement|yes|press|"),
    "milestones": _rows("milestones", "pact-launched|pact|launched|2022-05-12|Arden|release|talks begin today|",
                        "pact-signed|pact|signed|2024-02||press|signed in February|place: the newspaper names none"),
    "claims": _rows("claims", "more|s1|A later list has a topic that the list of the launch lacks.|2024-12-31"),
    "verdicts": _rows("verdicts", "more|a|Trade in 2024, which the page lacks at the launch.|The release has it at the launch.|holds",
                      "more|b|||open", "more|c||No list is later than that of the launch.|fails"),
    "evidence": _rows("evidence", "more|a|page", "more|a|release", "more|b|page", "more|c|page"),
    "crosswalk": _rows("crosswalk", "net|digital-decade|1.1|fast networks|broad|first|", "net|eurovoc|11|network one|exact|first|",
                       "robots|digital-decade|||none|first|", "robots|eurovoc|12|robotics|close|first|", "trade|digital-decade|||none|first|",
                       "trade|eurovoc|13|electronic commerce|narrow|first|", "chips|digital-decade|1.2|chips|exact|first|", "chips|eurovoc|||none|first|"),
}


def toy(view: str = "page") -> Dataset:
    """The toy dataset in one of its views: `page`, `record` or `record-all`.

    >>> toy().events["event"].tolist()
    ['a-launch', 'a-1', 'b-launch', 'c-launch', 'b-1', 'a-2']
    >>> toy("record").events["event"].tolist()[-1]
    'b-2'
    """
    return build(DESCRIPTOR, TABLES, view)
