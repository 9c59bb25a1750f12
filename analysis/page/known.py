"""Known: what the dataset says of one source, as far as a page can be held against it.

Columns are found by their names and others are let be, so that a table may have more of them.
"""
from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from analysis import reading
from analysis.page.blocks import PageError, clean
from analysis.violation import shown

Row = dict[str, str]
NEEDED = {"partners": "partner name", "events": "event partner kind ordinal name", "lists": "list source event date heading line read",
          "items": "item list position label line", "views": "view source", "sources": "source", "statements": "statement"}


@dataclass(frozen=True)
class Known:
    """The rows of one source: its `lists` in their order, and their items in theirs; `events` and `partners` are all that the dataset has.

    `fields` are the columns of every table of the descriptor, in order; `taken` are the ids that each table has already.
    """
    source: str
    view: str
    fields: dict[str, list[str]]
    taken: dict[str, set[str]]
    partners: dict[str, Row]
    events: dict[str, Row]
    lists: list[Row]
    items: dict[str, list[Row]]

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


def known(folder: Path | str = reading.DATA, view: str = "page", source: str | None = None) -> Known:
    """What the dataset in a folder says of a source: of the one named, else of the one source of a view.

    DataError in one sentence if there is no dataset, a column is missing, no such view or source, or several sources and none named.

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
    source = source or _only(tables["views"], view)
    if source not in {row["source"] for row in tables["sources"]}:
        raise PageError(f"the dataset has no source {shown(source)}; it has: {', '.join(row['source'] for row in tables['sources'])}")
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
    if not any(items.values()):
        raise PageError(f"the dataset has no items of the source {shown(source)}, so nothing to hold a page against; name another with --source")
    if "statements" in paths:
        tables["statements"] = _rows(folder, "statements", paths["statements"])
    taken = {name: {next(iter(row.values()), "") for row in rows} for name, rows in tables.items()}
    return Known(source, view, fields, taken, partners, events, lists, items)


def _rows(folder: Path | str, name: str, path: str) -> list[Row]:
    if not path:
        raise PageError(f"{reading.place(folder, reading.DESCRIPTOR)} describes no table {name}; run `check`")
    raw = reading.raw_table(folder, path)
    missing = [column for column in NEEDED[name].split() if column not in raw.header]
    if missing:
        raise PageError(f"{raw.file} has no column {missing[0]}; run `check`")
    return [dict(zip(raw.header, cells + ("",) * len(raw.header))) for _, cells in raw.rows]


def _only(views: list[Row], view: str) -> str:
    sources = [row["source"] for row in views if row["view"] == view]
    if len(sources) == 1:
        return sources[0]
    if sources:
        raise PageError(f"the view {shown(view)} has several sources; name one of them with --source: {', '.join(sources)}")
    raise PageError(f"the dataset has no view {shown(view)}; it has: {', '.join(sorted({row['view'] for row in views}))}")
