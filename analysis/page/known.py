"""Known: what the dataset says of one source, as far as a page can be held against it.

Columns are found by their names and others are let be, so that a table may have more of them.
"""
from __future__ import annotations

from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from analysis import reading
from analysis.page.lines import PageError, clean
from analysis.violation import shown

Row = dict[str, str]
NEEDED = {"partners": "partner name", "events": "event partner kind ordinal name", "lists": "list source event date heading line read",
          "items": "item list position label line", "views": "view source", "sources": "source", "statements": "statement"}
SHOWN = 6           # names in a message
DEFAULT = "page"    # as in analysis.views, which takes half a second to import


@dataclass(frozen=True)
class Known:
    """The rows of one source: its `lists` in their order, and their items in theirs; `events` and `partners` are all that the dataset has.

    `fields` are the columns of every table of the descriptor, in order; `taken` are the ids that each table has already. `elsewhere` are the
    lists of other sources, `statements` is how many statements rest on the source, `sha256` is that of its text as it was read.
    """
    source: str
    fields: dict[str, list[str]]
    taken: dict[str, set[str]]
    partners: dict[str, Row]
    events: dict[str, Row]
    lists: list[Row]
    items: dict[str, list[Row]]
    elsewhere: list[Row] = field(default_factory=list)
    statements: int = 0
    sha256: str = ""

    def names(self, partner: str) -> list[str]:
        """What a partner is called, the longest first."""
        row = self.partners[partner]
        return sorted({clean(row[c]) for c in ("name", "in_text", "short") if clean(row.get(c, ""))}, key=lambda name: (-len(name), name))

    def partner_of(self, row: Row) -> str:
        """The partner of a row of lists."""
        return self.events[row["event"]]["partner"]

    def printed(self) -> list[str]:
        """The partners that the source has lists or mentions of, in its order."""
        return list(dict.fromkeys(map(self.partner_of, self.lists)))


def known(folder: Path | str = reading.DATA, view: str | None = None, source: str | None = None, sha256: str = "") -> Known:
    """What the dataset in a folder says of a source: of the one named, else of the one with items whose text has the hash `sha256`, else of
    the first one with items in the default view, whatever view is named.

    DataError in one sentence if there is no dataset, a column is missing, no such view or source, or nothing that a page can be held against.

    >>> [len(known().items[row["list"]]) for row in known().lists if row["read"] != "none seen"]
    [4, 9, 6, 7, 7, 8]
    """
    descriptor = reading.descriptor(folder)
    try:
        paths = {r["name"]: r["path"] for r in descriptor["resources"]}
        fields = {r["name"]: [f["name"] for f in r["schema"]["fields"]] for r in descriptor["resources"]}
    except (KeyError, TypeError):
        raise PageError(f"{reading.place(folder, reading.DESCRIPTOR)} describes no tables; run `check`") from None
    tables = {name: _rows(folder, name, paths.get(name, "")) for name in NEEDED if name != "statements"}
    source, own = _source(tables, view, source, sha256)
    events = {row["event"]: row for row in tables["events"]}
    partners = {row["partner"]: row for row in tables["partners"]}
    lists = [row for row in tables["lists"] if row["source"] == source]
    lost = next((row for row in lists if row["event"] not in events or events[row["event"]]["partner"] not in partners), None)
    if lost:
        raise PageError(f"the list {shown(lost['list'])} is of no event of a partner; run `check`")
    items: dict[str, list[Row]] = {row["list"]: [] for row in lists}
    for row in sorted(tables["items"], key=lambda row: int(row["position"]) if row["position"].isdecimal() else 0):
        if row["list"] in items:
            items[row["list"]].append(row)
    if "statements" in paths:
        tables["statements"] = _rows(folder, "statements", paths["statements"])
    taken = {name: {next(iter(row.values()), "") for row in rows} for name, rows in tables.items()}
    elsewhere = [row for row in tables["lists"] if row["source"] != source]
    statements = sum(row.get("source") == source for row in tables.get("statements", ()))
    return Known(source, fields, taken, partners, events, lists, items, elsewhere, statements, own.get("sha256", ""))


def _source(tables: dict[str, list[Row]], view: str | None, source: str | None, sha256: str) -> tuple[str, Row]:
    """The source to hold a page against, and its row."""
    views = list(dict.fromkeys(row["view"] for row in tables["views"]))
    if view and view not in views:
        raise PageError(f"the dataset has no view {shown(view)}; {_near(view, views, 'views')}")
    own = {row["source"]: row for row in tables["sources"]}
    if source and source not in own:
        raise PageError(f"the dataset has no source {shown(source)}; {_near(source, list(own), 'sources')}")
    listed = {row["list"] for row in tables["items"]}
    full = {row["source"] for row in tables["lists"] if row["list"] in listed}
    first = DEFAULT if DEFAULT in views else (views or [""])[0]
    fit = [row["source"] for row in tables["sources"] if sha256 and row.get("sha256") == sha256]
    default = fit + [row["source"] for row in tables["views"] if row["view"] == first]
    source = source or next((each for each in default if each in full and each in own), "")
    if source not in full:
        raise PageError(f"the dataset has no items of {f'the source {shown(source)}' if source else 'a source that the page could be held against'}; "
                        f"name another with --source: {_near(source or '', sorted(full & set(own)), 'sources')}")
    return source, own[source]


def _rows(folder: Path | str, name: str, path: str) -> list[Row]:
    if not path:
        raise PageError(f"{reading.place(folder, reading.DESCRIPTOR)} describes no table {name}; run `check`")
    raw = reading.raw_table(folder, path)
    missing = [column for column in NEEDED[name].split() if column not in raw.header]
    if missing:
        raise PageError(f"{raw.file} has no column {missing[0]}; run `check`")
    return [dict(zip(raw.header, cells + ("",) * len(raw.header))) for _, cells in raw.rows]


def _near(name: str, names: list[str], what: str) -> str:
    """What a person may have meant, and some of the names that there are."""
    near = [f"did you mean {shown(each)}?" for each in get_close_matches(name, names, 1)]
    more = f" and {len(names) - SHOWN} more in {what}.csv" if len(names) > SHOWN else ""
    return near[0] if near else f"it has: {', '.join(names[:SHOWN]) or 'none'}{more}"
