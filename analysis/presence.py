"""Presence: whether a topic or theme stands on a list, as three states.

*Listed*: an item of a list is coded to it. *Not listed*: every list in question was read whole and no item is. *Unknown*: no item read is coded to
it, and a list was not read whole or none was seen. No list is an inventory of a partnership, so "not listed" speaks of lists only. What is held is the
listed pairs and whether each column was read whole; the dense table is a view of these two.
"""
from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from analysis import dates
from analysis.dataset import Dataset, categories

LISTED, NOT_LISTED, UNKNOWN = "listed", "not listed", "unknown"
GRAINS = ("topic", "theme")


@dataclass(frozen=True)
class Column:
    """What a column of presence stands for: the lists of one event, or of several events of one partner.

    `whole` says whether every list in question was read whole; `date` is that of the last event (EDTF level 0, "" if there is none).
    """
    key: str
    partner: str
    events: tuple[str, ...]
    date: str
    whole: bool


@dataclass(frozen=True)
class Presence:
    """Presence of the codes of one grain in some columns.

    `codes`: the topics or themes that a list of the view names, in reading order, and `labels`, their names. `first`: for each code the earliest
    date of a list that names it (EDTF level 0). `listed`: the (column key, code) pairs that are listed. `contested`: those (column key, code) pairs
    that one list of an event names and another list of it, read whole, leaves out.
    """
    grain: str
    codes: tuple[str, ...]
    labels: dict[str, str]
    first: dict[str, str]
    columns: tuple[Column, ...]
    listed: frozenset[tuple[str, str]]
    contested: frozenset[tuple[str, str]] = frozenset()

    def __repr__(self) -> str:
        return f"Presence of {len(self.codes)} {self.grain}s in {len(self.columns)} columns, {len(self.listed)} pairs listed\n{self.table()}"

    def column(self, key: str) -> Column:
        """The column with this key (a partner or an event). KeyError if there is none."""
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(f"no column {key!r}; there are: {', '.join(c.key for c in self.columns)}")

    def state(self, key: str, code: str) -> str:
        """One of `listed`, `not listed`, `unknown`. KeyError for an unknown column or code.

        >>> from analysis.example import toy
        >>> latest = presence(toy())
        >>> latest.state("a", "robots"), latest.state("b", "robots"), latest.state("b", "trade")
        ('not listed', 'listed', 'unknown')
        """
        whole = self.column(key).whole
        if code not in self.first:
            raise KeyError(f"no {self.grain} {code!r} on the lists of this view")
        if (key, code) in self.listed:
            return LISTED
        return NOT_LISTED if whole else UNKNOWN

    def listing(self, key: str) -> tuple[str, ...]:
        """The codes that are listed in a column, in reading order."""
        self.column(key)
        return tuple(code for code in self.codes if (key, code) in self.listed)

    def known_by(self, date: str) -> tuple[str, ...]:
        """The codes first listed not later than a date: what a comparison at that date can be about.

        A code that is first listed after the last day of the date is not among them, so topics seen later change no earlier result.
        """
        last = dates.parse(date).last
        return tuple(code for code in self.codes if dates.parse(self.first[code]).first <= last)

    def table(self) -> pd.DataFrame:
        """The dense table of states: one row a code, one column a key.

        >>> from analysis.example import toy
        >>> presence(toy(), when="launch").table().to_dict("list")
        {'a': ['listed', 'listed', 'not listed'], 'b': ['listed', 'listed', 'not listed'], 'c': ['not listed', 'not listed', 'listed']}
        """
        cells = {c.key: [self.state(c.key, code) for code in self.codes] for c in self.columns}
        return pd.DataFrame(cells, index=pd.Index(self.codes, name=self.grain), dtype=str)


@lru_cache(maxsize=1024)
def presence(data: Dataset, grain: str = "topic", when: str = "latest") -> Presence:
    """Presence of topics or themes on the lists of each partner, or of each event.

    grain: "topic" or "theme". A theme is listed if any of its topics is, not listed if all are not, else unknown.
    when: "launch" (the list of the event of that kind), "latest" (a partner's last event with a list read, even where that is its launch), "ever"
    (all events of the partner), "event" (a column for each event), or a date in EDTF level 0 (all events certainly held by its last day).
    ValueError for another grain or for what is neither a word of these nor a date.

    >>> from analysis.example import toy
    >>> presence(toy(), when="ever").table().loc["trade"].to_dict()
    {'a': 'listed', 'b': 'unknown', 'c': 'listed'}
    >>> presence(toy(), grain="theme", when="2022").table().to_dict("list")
    {'a': ['listed', 'listed'], 'b': ['unknown', 'unknown'], 'c': ['unknown', 'unknown']}
    """
    if grain not in GRAINS:
        raise ValueError(f"no grain {grain!r}; there are: {', '.join(GRAINS)}")
    named, whole, contested = _by_event(data, grain)
    held = {e: dates.parse(d) for e, d in zip(data.events["event"], data.events["date"])}
    date_of = dict(zip(data.events["event"], data.events["date"]))
    partner_of = dict(zip(data.events["event"], data.events["partner"]))
    if when == "event":
        groups = [(e, p, (e,)) for e, p in partner_of.items()]
    else:
        groups = [(p, p, _chosen(data, p, when, held)) for p in data.partners["partner"]]
    columns = tuple(Column(key, partner, events, date_of[events[-1]] if events else "",
                           bool(events) and all(whole[e] for e in events)) for key, partner, events in groups)
    pairs = {(c.key, code) for c in columns for e in c.events for code in named.get(e, ())}
    fought = {(c.key, code) for c in columns for e in c.events for code in contested.get(e, ())}
    first: dict[str, str] = {}
    for event in date_of:
        for code in named.get(event, ()):
            first.setdefault(code, date_of[event])
    labels = _labels(data, grain)
    codes = tuple(code for code in labels if code in first)
    return Presence(grain, codes, {c: labels[c] for c in codes}, {c: first[c] for c in codes}, columns, frozenset(pairs), frozenset(fought))


def _labels(data: Dataset, grain: str) -> dict[str, str]:
    return dict(zip(data.topics["topic"], data.topics["label"])) if grain == "topic" else categories(data.descriptor, "topics", "theme")


@lru_cache(maxsize=1024)
def _by_event(data: Dataset, grain: str) -> tuple[dict[str, set[str]], dict[str, bool], dict[str, set[str]]]:
    """For each event: the codes its lists name, whether all of them were read whole, and the codes they disagree about."""
    code_of = dict(zip(data.topics["topic"], data.topics[grain]))
    list_of = dict(zip(data.items["item"], data.items["list"]))
    on_list: dict[str, set[str]] = {}
    for item, topic in zip(data.codings["item"], data.codings["topic"]):
        on_list.setdefault(list_of[item], set()).add(str(code_of[topic]))
    seen: dict[str, list[tuple[str, str]]] = {}
    for name, event, read in zip(data.lists["list"], data.lists["event"], data.lists["read"]):
        if read != "none seen":
            seen.setdefault(event, []).append((name, read))
    named, whole, contested = {}, {}, {}
    for event in data.events["event"]:
        lists = seen.get(event, [])
        named[event] = set().union(*(on_list.get(name, set()) for name, _ in lists))
        whole[event] = bool(lists) and all(read == "whole" for _, read in lists)
        full = [on_list.get(name, set()) for name, read in lists if read == "whole"]
        contested[event] = named[event] - set.intersection(*full) if full else set()
    return named, whole, contested


def _chosen(data: Dataset, partner: str, when: str, held: dict) -> tuple[str, ...]:
    """The events of a partner that `when` asks for, in order of date."""
    rows = [row[1:] for row in zip(*(data.events[c] for c in ("partner", "event", "kind", "lists"))) if row[0] == partner]
    if when == "launch":
        return tuple(e for e, kind, _ in rows if kind == "launch")
    if when == "latest":
        return tuple(e for e, _, lists in rows if lists)[-1:]
    if when == "ever":
        return tuple(e for e, _, _ in rows)
    try:
        until = dates.parse(when).last
    except ValueError as fault:
        raise ValueError(f"{when!r} is none of launch, latest, ever, event, and no date: {fault}") from None
    return tuple(e for e, _, _ in rows if held[e].last <= until)
