"""Writers: what only one side's documents name on one event, and what one document prints as one item and another as several (notebook 05-sources).

A side is whose words a document has: the European Union's, the partner's, or both together; a reprint has the side of what it reprints. Documents of others, who report what neither
side may have written, are no side and are held against nobody.
"""
from __future__ import annotations

from itertools import combinations, permutations

import pandas as pd

from analysis.dataset import Dataset, categories
from analysis.sources import Document, together, whose

EU, PARTNER, OTHERS = "eu", "partner", "other"


def sided(data: Dataset) -> dict[str, dict[str, list[Document]]]:
    """The documents of each event by their side, others left out, for the events on which two sides or more have one; sides in the data's order.

    >>> from analysis.example import toy
    >>> {event: list(by) for event, by in sided(toy("record")).items()}
    {'a-launch': ['eu', 'joint']}
    """
    sides, result = [s for s in categories(data.descriptor, "sources", "side") if s != OTHERS], {}
    for event, found in together(data).items():
        by = {side: mine for side in sides if (mine := [d for d in found if d.side == side])}
        if len(by) > 1:
            result[event] = by
    return result


def writers(data: Dataset) -> pd.DataFrame:
    """What only one of two sides names: a row for each event and pair of sides that have a document on it.

    Columns: partner, event, one, other (sides), both (topics that documents of both name), only_one, only_other (named by documents of the one, and left out by all of the other,
    read whole), open (named by documents of the one, and a document of the other that was read in part is silent). Topics are tuples of ids in reading order.

    >>> from analysis.example import toy
    >>> writers(toy("record")).values.tolist()
    [['a', 'a-launch', 'eu', 'joint', ('net',), ('robots',), ('trade',), ()]]
    """
    rows = []
    for event, by in sided(data).items():
        for one, other in combinations(by, 2):
            (a, a_whole), (b, b_whole) = (({t for d in by[side] for t in d.items}, all(d.whole for d in by[side])) for side in (one, other))
            cells = [a & b, a - b if b_whole else set(), b - a if a_whole else set(), (set() if b_whole else a - b) | (set() if a_whole else b - a)]
            rows.append((whose(data)[event], event, one, other, *(tuple(t for t in data.topics["topic"] if t in cell) for cell in cells)))
    return pd.DataFrame(rows, columns=["partner", "event", "one", "other", "both", "only_one", "only_other", "open"])


def divided(data: Dataset) -> pd.DataFrame:
    """Where one document prints as one item what another on the same event prints as several, those of two sides first.

    Columns: partner, event, document, side, item (as published), other (document), other_side, apart (its items, as published), topics (ids). Only items of several topics are looked
    at, and only where each of these topics has items of its own in the other document. Documents of one side are rows too: they show how one hand cuts its items, not who
    writes. Documents of others are none.

    >>> from analysis.example import toy
    >>> divided(toy("record")).empty
    True
    """
    rows = []
    for event, found in together(data).items():
        for one, other in permutations((d for d in found if d.side != OTHERS), 2):
            topics: dict[str, list[str]] = {}
            for topic, items in one.items.items():
                for item in items:
                    topics.setdefault(item, []).append(topic)
            for item, named in topics.items():
                theirs = [set(other.items.get(topic, ())) for topic in named]
                if len(named) > 1 and all(theirs) and all(not a & b for a, b in combinations(theirs, 2)):
                    apart = tuple(dict.fromkeys(i for topic in named for i in other.items[topic]))
                    rows.append((whose(data)[event], event, one.title, one.side, item, other.title, other.side, apart, tuple(named)))
    rows.sort(key=lambda row: row[3] == row[6])
    return pd.DataFrame(rows, columns=["partner", "event", "document", "side", "item", "other", "other_side", "apart", "topics"])
