"""Writers: what only one of two publishers names on one event, and what one document prints as one item and another as several (notebook 05-sources).

The dataset does not say which side of a partnership a document speaks for, so publishers are held against each other without knowing any of them.
"""
from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, permutations

import pandas as pd

from analysis.dataset import Dataset
from analysis.sources import Document, together, whose


def _publishers(found: list[Document]) -> Iterator[tuple[list[Document], list[Document]]]:
    """The documents of one event, by each pair of their publishers."""
    by: dict[str, list[Document]] = {}
    for document in found:
        by.setdefault(document.publisher, []).append(document)
    return combinations(by.values(), 2)


def writers(data: Dataset) -> pd.DataFrame:
    """What only one of two publishers names: a row for each event and pair of publishers that have a document on it.

    Columns: partner, event, one, other (publishers), both (topics that documents of both name), only_one, only_other (named by documents of the one, and left out by all of the other,
    read whole), open (named by documents of the one, and a document of the other that was read in part is silent). Topics are tuples of ids in reading order.

    >>> from analysis.example import toy
    >>> writers(toy("record")).values.tolist()
    [['a', 'a-launch', 'Nobody', 'The partners', ('net',), ('robots',), ('trade',), ()]]
    """
    rows = []
    for event, found in together(data).items():
        for one, other in _publishers(found):
            sides = [({t for d in side for t in d.items}, all(d.whole for d in side)) for side in (one, other)]
            (a, a_whole), (b, b_whole) = sides
            cells = [a & b, a - b if b_whole else set(), b - a if a_whole else set(), (set() if b_whole else a - b) | (set() if a_whole else b - a)]
            rows.append((whose(data)[event], event, one[0].publisher, other[0].publisher, *(tuple(t for t in data.topics["topic"] if t in cell) for cell in cells)))
    return pd.DataFrame(rows, columns=["partner", "event", "one", "other", "both", "only_one", "only_other", "open"])


def divided(data: Dataset) -> pd.DataFrame:
    """Where one document prints as one item what another on the same event prints as several.

    Columns: partner, event, document, item (as published), other (document), apart (its items, as published), topics (ids). Only items of several topics are looked at, and only
    where each of these topics has items of its own in the other document.

    >>> from analysis.example import toy
    >>> divided(toy("record")).empty
    True
    """
    rows = []
    for event, found in together(data).items():
        for one, other in permutations(found, 2):
            topics: dict[str, list[str]] = {}
            for topic, items in one.items.items():
                for item in items:
                    topics.setdefault(item, []).append(topic)
            for item, named in topics.items():
                theirs = [set(other.items.get(topic, ())) for topic in named]
                if len(named) > 1 and all(theirs) and all(not a & b for a, b in combinations(theirs, 2)):
                    apart = tuple(dict.fromkeys(i for topic in named for i in other.items[topic]))
                    rows.append((whose(data)[event], event, one.title, item, other.title, apart, tuple(named)))
    return pd.DataFrame(rows, columns=["partner", "event", "document", "item", "other", "apart", "topics"])
