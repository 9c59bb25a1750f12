"""The partnerships against the comparators: how many of each list what, like held with like (notebook 08-comparators).

A partnership's launch list is held against a comparator's launch list, or, where it has none that was read, against its first list read. Where an event has several
documents, its list is all that they name together, which gives its partner more chances to name a topic: `alone` believes them one at a time. Counts have bounds, within
what some list of either group names, and carry no test (`smallest_p`).
"""
from __future__ import annotations

from functools import lru_cache
from math import comb
from typing import NamedTuple

import pandas as pd

from analysis.dataset import Dataset
from analysis.presence import LISTED, NOT_LISTED, UNKNOWN, Presence, presence


class _Side(NamedTuple):
    """One group: its dataset, its presence at each event, and of each partner the event whose list is held against others ("" for none)."""
    data: Dataset
    shown: Presence
    held: dict[str, str]

    def state(self, partner: str, code: str) -> str:
        """The state of a code, also of one that only the other group lists: a list read whole that does not name it leaves it out."""
        event = self.held[partner]
        if not event:
            return UNKNOWN
        if code in self.shown.first:
            return self.shown.state(event, code)
        return NOT_LISTED if self.shown.column(event).whole else UNKNOWN


@lru_cache(maxsize=256)
def others(data: Dataset) -> Dataset:
    """The comparators in the same view (`Dataset.comparators`), made once, since findings ask for them under every reading.

    >>> from analysis.example import toy
    >>> others(toy("record")).partners["name"].tolist()
    ['Dell']
    """
    return data.comparators()


@lru_cache(maxsize=256)
def _sides(data: Dataset, grain: str, against: Dataset | None = None) -> tuple[_Side, _Side]:
    found = []
    for side, first in ((data, False), (others(data) if against is None else against, True)):
        held = dict.fromkeys(side.partners["partner"], "")
        rows = [row[1:] for row in zip(*(side.events[c] for c in ("lists", "partner", "event", "kind"))) if row[0]]
        for partner, event, kind in [*(row for row in rows if row[2] == "launch"), *(row for row in rows if first)]:
            held[partner] = held[partner] or event
        found.append(_Side(side, presence(side, grain, "event"), held))
    return found[0], found[1]


def held(data: Dataset) -> pd.DataFrame:
    """The lists that are held against each other: of each partnership that of its launch, of each comparator that of its launch or else its first one read.

    Columns: role (partnership, comparator), partner, name, event ("" where no list was read), date (EDTF level 0), launch (whether it is a launch's), whole (all documents of it
    were read whole), documents (how many lists of the event were read), items (of the longest of these), items_all (of all of them, what two documents name twice too),
    topics and themes (listed for certain, by any of them). Like goes with like: topics with items_all, not with items. Rows in order of the partners, partnerships first.

    >>> from analysis.example import toy
    >>> held(toy("record"))[["name", "event", "documents", "items", "items_all", "topics", "whole"]].values.tolist()[::3]
    [['Arden', 'a-launch', 2, 2, 4, 3, True], ['Dell', 'd-launch', 1, 2, 2, 2, True]]
    """
    themes, rows = _sides(data, "theme"), []
    for n, side in enumerate(_sides(data, "topic")):
        on: dict[str, int] = {}
        for name in side.data.items["list"]:
            on[name] = on.get(name, 0) + 1
        lengths: dict[str, list[int]] = {}
        for name, event in _documents(side):
            lengths.setdefault(event, []).append(on.get(name, 0))
        kind, date = (dict(zip(side.data.events["event"], side.data.events[c])) for c in ("kind", "date"))
        for partner, event in side.held.items():
            found = lengths.get(event, [])
            counts = (len(found), max(found, default=0), sum(found), *(len(s.shown.listing(event)) if event else 0 for s in (side, themes[n])))
            rows.append((("partnership", "comparator")[n], partner, side.data.label("partners", partner), event, date.get(event, ""), kind.get(event) == "launch",
                         bool(event) and side.shown.column(event).whole, *counts))
    return pd.DataFrame(rows, columns=["role", "partner", "name", "event", "date", "launch", "whole", "documents", "items", "items_all", "topics", "themes"])


def _documents(side: _Side) -> list[tuple[str, str]]:
    """The lists that were read of the events held against others, each with its event."""
    rows = zip(*(side.data.lists[c] for c in ("list", "event", "read")))
    return [(name, event) for name, event, read in rows if read != "none seen" and event in side.held.values()]


def alone(data: Dataset, grain: str = "topic") -> pd.DataFrame:
    """What marks the partnerships and what is common, if of a compared event with several documents one alone is believed: a row for each of these documents.

    Columns: role, name (whose), document (title), listed (how many codes it names), marks and common (labels of the codes that do so for certain, as in `themes_by_kind`,
    joined; "none"), read (labels of those that half the partnerships list and no comparator does, as far as read). Rows in the order of the lists.

    >>> from analysis.example import toy
    >>> alone(toy("record"))[["name", "document", "listed", "marks"]].values.tolist()
    [['Arden', 'A page', 2, 'Network one'], ['Arden', 'A release', 2, 'Network one; Trade']]
    """
    rows = []
    for n, side in enumerate(_sides(data, grain)):
        title = dict(zip(side.data.sources["source"], side.data.sources["title"]))
        source, partner = dict(zip(side.data.lists["list"], side.data.lists["source"])), {e: p for p, e in side.held.items()}
        documents = _documents(side)
        several = [(name, event) for name, event in documents if sum(e == event for _, e in documents) > 1]
        for name, event in several:
            one = side.data.believing(name)
            table = themes_by_kind(*((one, grain, others(data)) if n == 0 else (data, grain, one)))
            size = len(side.held) if n == 0 else len(data.partners)
            held_now = table[(table["partnerships"] >= -(-size // 2)) & (table["comparators"] == 0)]
            said = ("; ".join(rows["label"]) or "none" for rows in (table[table["marks"] == "yes"], table[table["common"] == "yes"], held_now))
            rows.append((("partnership", "comparator")[n], side.data.label("partners", partner[event]), title[source[name]],
                         len(presence(one, grain, "event").listing(event)), *said))
    return pd.DataFrame(rows, columns=["role", "name", "document", "listed", "marks", "common", "read"])


def themes_by_kind(data: Dataset, grain: str = "theme", against: Dataset | None = None) -> pd.DataFrame:
    """For each theme (or topic): how many partnerships list it and how many comparators, with sharp bounds.

    Columns: code, label, partnerships, partnerships_high, comparators, comparators_high (low bound first; between the two lies what was not read), partnership_ids and
    comparator_ids (those that list it for certain), marks and common ("yes", "no" or "open"). A code *marks* the partnerships if at least half of them list
    it and no comparator does; it is *common* if all of both groups do. Both are "no" where there is no comparator. A code is a row if a list of either group names
    it, whether or not that list is one of those compared; what was not read may name others, and no bound counts these. `against`: the comparators, where they are not those
    of the view. Rows in reading order.

    >>> from analysis.example import toy
    >>> themes_by_kind(toy("record"), "topic")[["label", "partnerships", "comparators", "marks"]].values.tolist()
    [['Network one', 2, 0, 'yes'], ['Chips', 0, 1, 'no'], ['Robots', 2, 1, 'no'], ['Trade', 2, 0, 'yes']]
    """
    sides = _sides(data, grain, against)
    labels = {code: label for side in reversed(sides) for code, label in side.shown.labels.items()}
    rows = []
    for code in _reading_order(sides, grain, labels):
        states = [{p: side.state(p, code) for p in side.held} for side in sides]
        sure, able = ([[p for p, s in found.items() if keep(s)] for found in states] for keep in (LISTED.__eq__, NOT_LISTED.__ne__))
        n, m = (len(found) for found in states)
        half = -(-n // 2)
        marks = _said(len(sure[0]) >= half and not able[1], len(able[0]) >= half and not sure[1]) if m else "no"
        common = _said(len(sure[0]) == n and len(sure[1]) == m, len(able[0]) == n and len(able[1]) == m) if m else "no"
        rows.append((code, labels[code], len(sure[0]), len(able[0]), len(sure[1]), len(able[1]), tuple(sure[0]), tuple(sure[1]), marks, common))
    return pd.DataFrame(rows, columns=["code", "label", "partnerships", "partnerships_high", "comparators", "comparators_high", "partnership_ids", "comparator_ids",
                                       "marks", "common"])


def _said(certain: bool, possible: bool) -> str:
    return "yes" if certain else "open" if possible else "no"


def _reading_order(sides: tuple[_Side, _Side], grain: str, labels: dict[str, str]) -> list[str]:
    data = sides[0].data
    themes = list(data.topics["theme"].cat.categories)
    if grain == "theme":
        return [theme for theme in themes if theme in labels]
    theme_of = {t: th for side in sides for t, th in zip(side.data.topics["topic"], side.data.topics["theme"])}
    return sorted(labels, key=lambda code: (themes.index(theme_of[code]), labels[code], code))


def smallest_p(n: int, m: int) -> float:
    """The smallest one-sided p that Fisher's exact test can give for n partnerships against m comparators: 1 / C(n + m, n).

    It is reached where all of one group list a theme and none of the other does. The test asks how often lists that were dealt out at random
    to the two groups would differ as much (Fisher 1935); nobody dealt them out, and several themes at once multiply the chances. ValueError
    for an empty group.

    >>> round(1 / smallest_p(4, 4)), round(20 * smallest_p(4, 4), 2)
    (70, 0.29)
    """
    if min(n, m) < 1:
        raise ValueError(f"a test of {n} against {m} has an empty group; both need one")
    return 1 / comb(n + m, n)
