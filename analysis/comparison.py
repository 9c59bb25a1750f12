"""The partnerships against the comparators: how many of each list what, like held with like (notebook 08-comparators).

A partnership's launch list is held against a comparator's launch list, or, where it has none that was read, against its first list read. Counts have
bounds, and carry no test (`smallest_p`).
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
def _sides(data: Dataset, grain: str) -> tuple[_Side, _Side]:
    found = []
    for side, first in ((data, False), (others(data), True)):
        held = dict.fromkeys(side.partners["partner"], "")
        rows = [row[1:] for row in zip(*(side.events[c] for c in ("lists", "partner", "event", "kind"))) if row[0]]
        for partner, event, kind in [*(row for row in rows if row[2] == "launch"), *(row for row in rows if first)]:
            held[partner] = held[partner] or event
        found.append(_Side(side, presence(side, grain, "event"), held))
    return found[0], found[1]


def held(data: Dataset) -> pd.DataFrame:
    """The lists that are held against each other: of each partnership that of its launch, of each comparator that of its launch or else its first one read.

    Columns: role (partnership, comparator), partner, name, event ("" where no list was read), date (EDTF level 0), launch (whether it is a launch's), whole (all documents of it
    were read whole), items (of the longest document), topics and themes (listed for certain). Rows in order of the partners, partnerships first.

    >>> from analysis.example import toy
    >>> held(toy("record"))[["role", "name", "event", "items", "topics", "whole"]].values.tolist()[-2:]
    [['partnership', 'Coast', 'c-launch', 1, 1, True], ['comparator', 'Dell', 'd-launch', 2, 2, True]]
    """
    themes, rows = _sides(data, "theme"), []
    for n, side in enumerate(_sides(data, "topic")):
        on: dict[str, int] = {}
        for name in side.data.items["list"]:
            on[name] = on.get(name, 0) + 1
        longest: dict[str, int] = {}
        for name, event in zip(side.data.lists["list"], side.data.lists["event"]):
            longest[event] = max(longest.get(event, 0), on.get(name, 0))
        kind, date = (dict(zip(side.data.events["event"], side.data.events[c])) for c in ("kind", "date"))
        for partner, event in side.held.items():
            counts = (longest[event], len(side.shown.listing(event)), len(themes[n].shown.listing(event))) if event else (0, 0, 0)
            rows.append((("partnership", "comparator")[n], partner, side.data.label("partners", partner), event, date.get(event, ""), kind.get(event) == "launch",
                         bool(event) and side.shown.column(event).whole, *counts))
    return pd.DataFrame(rows, columns=["role", "partner", "name", "event", "date", "launch", "whole", "items", "topics", "themes"])


def themes_by_kind(data: Dataset, grain: str = "theme") -> pd.DataFrame:
    """For each theme (or topic): how many partnerships list it and how many comparators, with sharp bounds.

    Columns: code, label, partnerships, partnerships_high, comparators, comparators_high (low bound first; between the two lies what was not read), partnership_ids and
    comparator_ids (those that list it for certain), marks and common ("yes", "no" or "open"). A code *marks* the partnerships if at least half of them list
    it and no comparator does; it is *common* if all of both groups do. Both are "no" where there is no comparator. A code is a row if a list of either group names
    it, whether or not that list is one of those compared. Rows in reading order.

    >>> from analysis.example import toy
    >>> themes_by_kind(toy("record"), "topic")[["label", "partnerships", "comparators", "marks"]].values.tolist()
    [['Network one', 2, 0, 'yes'], ['Chips', 0, 1, 'no'], ['Robots', 2, 1, 'no'], ['Trade', 2, 0, 'yes']]
    """
    sides = _sides(data, grain)
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
