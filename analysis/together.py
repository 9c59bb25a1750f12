"""Whether the partners' lists grow alike: what each pair of lists shares at every date at which one of the two is new (notebook 06-themes).

Bounds are about the codes that some list of the view names; what was not read may name, and share, others.
"""
from __future__ import annotations

from itertools import combinations

import pandas as pd

from analysis import dates
from analysis.dataset import Dataset
from analysis.overlap import WIDE, counts, jaccard_bounds, shared_bounds
from analysis.presence import Column, presence


def together(data: Dataset, grain: str = "topic") -> pd.DataFrame:
    """What each pair of partners shares over time: each one's latest list, at every date at which one of the two has a new one.

    Two lists stand side by side from the later of their dates until one of the two partners has its next list, for a day at least. Where dates leave open whether
    two lists ever did, the row is there and `certain` is False; lists that certainly never did are no rows. Columns: a, b, a_event, b_event, date (the later of the
    two, EDTF level 0), until (that of the first next list of either, "" if there is none), certain, a_length, b_length (codes listed), shared, shared_high,
    jaccard, jaccard_high (sharp bounds as in `overlap.pairs`),
    informative (the bounds of the Jaccard index are defined and not further apart than a half), codes (shared for certain). A comparison is about the codes
    first listed up to its date. Rows by pair in order of the partners, then by date.

    >>> from analysis.example import toy
    >>> together(toy()).query("a == 'a' and b == 'b'")[["a_event", "b_event", "date", "certain", "shared", "shared_high"]].values.tolist()
    [['a-launch', 'b-launch', '2023-02-01', True, 2, 2], ['a-2', 'b-launch', '2024', False, 1, 1], ['a-launch', 'b-1', '2024', False, 1, 2], ['a-2', 'b-1', '2024', True, 0, 2]]
    """
    shown = presence(data, grain, "event")
    read = set(data.events.loc[data.events["lists"] > 0, "event"])
    lists = {p: [c for c in shown.columns if c.partner == p and c.key in read] for p in data.partners["partner"]}
    rows = []
    for a, b in combinations(lists, 2):
        found = []
        for n, one in enumerate(lists[a]):
            for m, other in enumerate(lists[b]):
                until = lists[a][n + 1:n + 2], lists[b][m + 1:m + 2]
                if all(_ends(after, begun) for after, begun in zip(until, (other, one))):
                    date = max(one.date, other.date, key=lambda d: (dates.parse(d).last, dates.parse(d).first, d))
                    ends = min((c.date for after in until for c in after), key=dates.sort_key, default="")
                    sure = all(not after or dates.order(after[0].date, begun.date) > 0 for after, begun in zip(until, (other, one)))
                    states = counts(shown, one.key, other.key, shown.known_by(date))
                    jaccard, both = jaccard_bounds(states), set(shown.listing(other.key))
                    found.append(((dates.parse(date).last, n + m, m), (
                        a, b, one.key, other.key, date, ends, sure, len(shown.listing(one.key)), len(shown.listing(other.key)), *shared_bounds(states), *jaccard,
                        jaccard[1] - jaccard[0] <= WIDE, tuple(c for c in shown.listing(one.key) if c in both))))
        rows += [row for _, row in sorted(found, key=lambda pair: pair[0])]
    return pd.DataFrame(rows, columns=["a", "b", "a_event", "b_event", "date", "until", "certain", "a_length", "b_length", "shared", "shared_high", "jaccard",
                                       "jaccard_high", "informative", "codes"])


def _ends(after: list[Column], begun: Column) -> bool:
    """Whether a list may have still been its partner's latest when the other began: the next one may be of a later day, or there is none."""
    return not after or dates.parse(after[0].date).last > dates.parse(begun.date).first


def alike(data: Dataset, grain: str = "topic") -> pd.DataFrame:
    """How much each pair of partners shares on its first two lists that stood side by side, and on its last two.

    Both are certain rows of `together`. Columns: a, b, first, first_high, last, last_high (codes shared), index, index_high, informative (the Jaccard index of
    the last two), dates (of how many dates there are rows), move: "more" or "fewer" where the bounds of the two counts do not meet, "as many" where they are
    one number, "open" where they meet, "one date" where there is no second, "no lists" where one of the two has none. Longer lists share
    more by their length alone. One row a pair.

    >>> from analysis.example import toy
    >>> alike(toy())[["a", "b", "first", "last", "last_high", "move"]].values.tolist()
    [['a', 'b', 2, 0, 2, 'open'], ['a', 'c', 0, 1, 1, 'more'], ['b', 'c', 0, 0, 1, 'open']]
    """
    table, rows = together(data, grain), []
    for a, b in combinations(data.partners["partner"], 2):
        mine = table[(table["a"] == a) & (table["b"] == b) & table["certain"]].to_dict("records")
        if not mine:
            rows.append((a, b, 0, 0, 0, 0, float("nan"), float("nan"), False, 0, "no lists"))
            continue
        first, last = mine[0], mine[-1]
        rows.append((a, b, first["shared"], first["shared_high"], last["shared"], last["shared_high"], last["jaccard"], last["jaccard_high"],
                     last["informative"], len(mine), _move(first, last) if len(mine) > 1 else "one date"))
    return pd.DataFrame(rows, columns=["a", "b", "first", "first_high", "last", "last_high", "index", "index_high", "informative", "dates", "move"])


def _move(first: dict, last: dict) -> str:
    if last["shared"] > first["shared_high"]:
        return "more"
    if last["shared_high"] < first["shared"]:
        return "fewer"
    return "as many" if first["shared"] == first["shared_high"] == last["shared"] == last["shared_high"] else "open"
