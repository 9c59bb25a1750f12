"""Between two views of one dataset: which findings they share, and where they say different things."""
from __future__ import annotations

import pandas as pd

from analysis.dataset import Dataset
from analysis.findings import ALL
from analysis.fragility import headline
from analysis.views import DEFAULT


def other_view(data: Dataset) -> Dataset | None:
    """The view that a report on `data` is held against: the record, or, if `data` is that or wider, the loader's default; None if there is no other.

    >>> from analysis.example import toy
    >>> other_view(toy()).view, other_view(toy("record")).view
    ('record', 'page')
    """
    record = data.fullest()
    if record is not data:
        return record
    names = {name for name in data.whole["views"]["view"]}
    return data.in_view(DEFAULT) if DEFAULT in names - {data.view} else None


def between(one: Dataset, other: Dataset) -> pd.DataFrame:
    """Each finding that is made in any view, as both say it: finding, title and other_title, `one` and `other` (sentences), and whether both claim the same.

    Findings that are about the record in whichever view are left out.

    >>> from analysis.example import toy
    >>> table = between(toy(), toy("record"))
    >>> table.loc[table["finding"] == "corpus", "same"].tolist()
    [False]
    """
    rows = []
    for name in (name for name, made in ALL.items() if not made.record):
        a, b = headline(one, name), headline(other, name)
        rows.append((name, a.title, b.title, a.sentence, b.sentence, a.claim == b.claim))
    return pd.DataFrame(rows, columns=["finding", "title", "other_title", "one", "other", "same"])
