"""Agreement of two coders over the same items (notebook 01-corpus)."""
from __future__ import annotations

import pandas as pd

from analysis.dataset import Dataset


def agreement(data: Dataset, reading: str) -> dict[str, float]:
    """How far another coder's reading agrees with the codings, item by item.

    `items`: number of items; `same`: items with exactly the same set of topics; `alpha`: Krippendorff's alpha over the items' sets of topics with the
    Jaccard distance, alpha = 1 - observed / expected disagreement, where the expected one is the mean distance over all pairs of the 2n sets
    (Krippendorff 2004; for sets see Passonneau 2006). alpha is nan where the expected disagreement is 0.

    >>> from analysis.example import toy
    >>> agreement(toy(), "hard.also")
    {'items': 8, 'same': 7, 'alpha': 0.913}
    """
    def sets(codings: pd.DataFrame) -> list[frozenset[str]]:
        coded: dict[str, set[str]] = {item: set() for item in data.items["item"]}
        for item, topic in zip(codings["item"], codings["topic"]):
            coded[item].add(topic)
        return [frozenset(s) for s in coded.values()]

    one, two = sets(data.codings), sets(data.with_reading(reading).codings)
    pool = one + two
    observed = sum(_distance(a, b) for a, b in zip(one, two)) / len(one)
    expected = sum(_distance(a, b) for n, a in enumerate(pool) for b in pool[:n]) / (len(pool) * (len(pool) - 1) / 2)
    return {"items": len(one), "same": sum(a == b for a, b in zip(one, two)),
            "alpha": round(1 - observed / expected, 3) if expected else float("nan")}


def _distance(a: frozenset[str], b: frozenset[str]) -> float:
    return 1 - len(a & b) / len(a | b) if a | b else 0.0
