"""What changed between two editions of a dataset: tables by their keys, numbers, and findings.

An older edition was made under other rules, so nothing is loaded: raw tables are compared, over the tables and columns that both have.
"""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from analysis.edition import Edition, Key, Row, Table
from analysis.wording import word

READ = ("none seen", "part", "whole")     # how far a list was read, from nothing to all
NUMBERS = {"sources": "sources", "lists": "lists", "items": "items", "topics": "topics", "codes": "codings"}     # what is counted, and the table it is counted in
NEW, GONE, MOVED, OVERTURNED, REWORDED = "new", "gone", "moved", "overturned otherwise", "reworded"
_SAME_ITEM = ("list", "position", "label")
_OTHERWISE = " It would be otherwise "    # what begins the part of a sentence that says what overturns its claim


@dataclass(frozen=True)
class Altered:
    """A row that both editions have and that differs in some columns. A renamed item differs in its id."""
    old: Row
    new: Row
    columns: Key


@dataclass(frozen=True)
class Rows:
    """How the rows of a table differ: those that came, those that went, those that are other now."""
    key: Key = ()
    came: tuple[Row, ...] = ()
    went: tuple[Row, ...] = ()
    altered: tuple[Altered, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.came or self.went or self.altered)


@dataclass(frozen=True)
class Said:
    """A finding that differs: `what` is new, gone, moved (its value, or a number, a name or the dates that it rests on), overturned otherwise (by
    other readings, or by another number of them), or reworded, where nothing but words differs."""
    id: str
    view: str
    what: str
    old: Mapping | None
    new: Mapping | None


@dataclass(frozen=True)
class Changes:
    """What changed from one edition to another.

    `rows` are by table, of tables that both have; `tables` and `columns` that one has alone, as (new, gone). `recoded` are the codes that differ
    on items that both have. `numbers` are (view or "", what, old, new), None where an edition has no such table. `findings` are those that differ,
    `same` is how many do not; where they could not be compared, `uncompared` says why.
    """
    old: Edition
    new: Edition
    rows: Mapping[str, Rows]
    tables: tuple[Key, Key]
    columns: tuple[Key, Key]
    recoded: Rows
    numbers: tuple[tuple[str, str, int | None, int | None], ...]
    findings: tuple[Said, ...]
    same: int
    uncompared: str = ""

    def __bool__(self) -> bool:
        return any((*self.rows.values(), *self.tables, *self.columns, self.findings))

    def of(self, *what: str) -> list[Said]:
        """The findings of which one of these is said."""
        return [one for one in self.findings if one.what in what]


def changes(old: Edition, new: Edition) -> Changes:
    """What differs between two editions.

    >>> from analysis.edition import edition
    >>> from analysis.example import DESCRIPTOR, TABLES
    >>> one = edition(DESCRIPTOR, TABLES)
    >>> other = edition(DESCRIPTOR, {**TABLES, "codings": TABLES["codings"][1:]})
    >>> bool(changes(one, one)), [row["topic"] for row in changes(one, other).recoded.went]
    (False, ['net'])
    """
    both = [name for name in new.tables if name in old.tables]
    renamed = _renamed(old, new)
    rows = {name: _compared(_with_names(old.tables[name], renamed), new.tables[name], renamed if name == "items" else {}) for name in both}
    columns = [tuple(f"{name}.{column}" for name in both for column in one.tables[name].columns if column not in other.tables[name].columns)
               for one, other in ((new, old), (old, new))]
    tables = tuple(name for name in new.tables if name not in old.tables), tuple(name for name in old.tables if name not in new.tables)
    lacking = [f"the {which} edition, {one.version}" for which, one in (("old", old), ("new", new)) if one.findings is None]
    found, same = ([], 0) if lacking else _findings(old, new)
    said = f"no findings are known of {' and of '.join(lacking)}" if lacking else ""
    return Changes(old, new, rows, tables, tuple(columns), _recoded(rows), tuple(_numbers(old, new)), tuple(found), same, said)


def _by(rows: Iterable[Row], key: Key) -> dict[Key, Row]:
    return {tuple(row[column] for column in key): row for row in rows}


def _compared(old: Table, new: Table, renamed: Mapping[str, str]) -> Rows:
    shared = tuple(column for column in new.columns if column in old.columns)
    # The shorter of their keys that both can be told apart by; failing that a row is all that it holds.
    fit = [key for key in {old.key, new.key} if key and set(key) <= set(shared) and all(len(_by(one.rows, key)) == len(one.rows) for one in (old, new))]
    key = min(fit, key=lambda columns: (len(columns), columns), default=shared)
    before, after = _by(old.rows, key), _by(new.rows, key)
    was = {now: then for then, now in renamed.items()}
    altered = []
    for name in (name for name in after if name in before):
        one, other = before[name], after[name]
        one = {**one, "item": was[other["item"]]} if other.get("item") in was else one
        if differing := tuple(column for column in shared if one[column] != other[column]):
            altered.append(Altered(one, other, differing))
    return Rows(key, tuple(row for name, row in after.items() if name not in before), tuple(row for name, row in before.items() if name not in after), tuple(altered))


def _renamed(old: Edition, new: Edition) -> dict[str, str]:
    """Items that have another id and the same list, position and label, where just one went and one came with these."""
    tables = [one.tables.get("items") for one in (old, new)]
    if not all(table and {"item", *_SAME_ITEM} <= set(table.columns) for table in tables):
        return {}
    ids = [{row["item"] for row in table.rows} for table in tables]
    apart = [[row for row in table.rows if row["item"] not in other] for table, other in zip(tables, reversed(ids))]
    counts = [Counter(tuple(row[c] for c in _SAME_ITEM) for row in rows) for rows in apart]
    before = _by(apart[0], _SAME_ITEM)
    return {before[key]["item"]: row["item"] for key, row in _by(apart[1], _SAME_ITEM).items() if counts[0][key] == counts[1][key] == 1}


def _with_names(table: Table, renamed: Mapping[str, str]) -> Table:
    """The table with items called what the new edition calls them, so that what hangs on a renamed item has not gone and come."""
    return replace(table, rows=tuple({**row, "item": renamed.get(row["item"], row["item"])} for row in table.rows)) if renamed and "item" in table.columns else table


def _recoded(rows: Mapping[str, Rows]) -> Rows:
    codes, items = rows.get("codings", Rows()), rows.get("items", Rows())
    apart = {row.get("item") for row in (*items.came, *items.went)}
    return replace(codes, came=tuple(row for row in codes.came if row.get("item") not in apart), went=tuple(row for row in codes.went if row.get("item") not in apart))


def _numbers(old: Edition, new: Edition) -> Iterable[tuple[str, str, int | None, int | None]]:
    views = [[row.get("view", "") for row in one.tables["views"].rows] if "views" in one.tables else [] for one in (old, new)]
    for view in ["", *(name for name in dict.fromkeys(views[1]) if name in views[0])]:
        counts = [_counted(one, view) for one in (old, new)]
        yield from ((view, what, counts[0][what], counts[1][what]) for what in NUMBERS if any(count[what] is not None for count in counts))


def _counted(one: Edition, view: str) -> dict[str, int | None]:
    """How many there are of each: of everything, or of what counts in a view, where comparators do not and the topics are those that a list names."""
    needed = {"views": ("view", "source"), "partners": ("partner",), "events": ("event", "partner"), "sources": ("source",), "lists": ("list", "source", "event", "read"),
              "items": ("item", "list"), "topics": ("topic",), "codings": ("item", "topic")}
    there = {name for name, columns in needed.items() if name in one.tables and set(columns) <= set(one.tables[name].columns)}
    if view and there != needed.keys():     # what cannot be told is not zero
        return dict.fromkeys(NUMBERS)
    table = {name: one.tables[name].rows if name in there else () for name in needed}
    if view:
        counts = {row["source"] for row in table["views"] if row["view"] == view and row.get("counts") != "shown"}
        apart = {row["partner"] for row in table["partners"] if row.get("role") == "comparator"}
        held = {row["event"] for row in table["events"] if row["partner"] not in apart}
        table["sources"] = [row for row in table["sources"] if row["source"] in counts]
        table["lists"] = [row for row in table["lists"] if row["source"] in counts and row["event"] in held]
        kept = {row["list"] for row in table["lists"]}
        table["items"] = [row for row in table["items"] if row["list"] in kept]
        kept = {row["item"] for row in table["items"]}
        table["codings"] = [row for row in table["codings"] if row["item"] in kept]
        table["topics"] = {row["topic"] for row in table["codings"]}
    table["lists"] = [row for row in table["lists"] if row["read"] != READ[0]]
    return {what: len(table[name]) if name in there else None for what, name in NUMBERS.items()}


def _findings(old: Edition, new: Edition) -> tuple[list[Said], int]:
    before, after = ({(one["id"], one["view"]): one for one in edition.findings} for edition in (old, new))
    names = _names(old, new)
    found = []
    for key in [*after, *(key for key in before if key not in after)]:
        one, other = before.get(key), after.get(key)
        if what := NEW if one is None else GONE if other is None else _what(one, other, names):
            found.append(Said(*key, what, one, other))
    return found, len(before.keys() | after.keys()) - len(found)


def _what(one: Mapping, other: Mapping, names: re.Pattern) -> str:
    """What happened to a finding; "" if nothing did. That a claim is merely reworded is said only where it names the same numbers and the same names."""
    def differ(*columns: str) -> bool:
        return any(one.get(column) != other.get(column) for column in columns if column in one and column in other)

    facts = [Counter(names.findall(f"{f['title']} {f['sentence'].partition(_OTHERWISE)[0]}".casefold())) for f in (one, other)]
    if differ("low", "high", "as_of") or facts[0] != facts[1]:
        return MOVED
    return OVERTURNED if differ("tried", "holds", "overturned_by") else REWORDED if differ("title", "sentence", "limit") else ""


def _names(*editions: Edition) -> re.Pattern:
    """What a sentence states besides words: numbers, and names of partners and topics in any of the editions."""
    named = {row[column].casefold() for one in editions for name, columns in (("partners", ("name", "in_text", "short")), ("topics", ("label",))) if name in one.tables
             for row in one.tables[name].rows for column in columns if row.get(column)} | {word(n) for n in range(1, 13)}
    return re.compile(rf"\d+(?:[.,]\d+)*|(?<!\w)(?:{'|'.join(sorted(map(re.escape, named), key=lambda text: (-len(text), text)))})(?!\w)")
