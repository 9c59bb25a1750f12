"""Tables of results for readers: names in place of ids, words in place of column names."""
from __future__ import annotations

import pandas as pd

from analysis import dates
from analysis.dataset import Dataset

_PARTNERS, _EVENTS = ("partner", "a", "b"), ("event", "from", "to")


def labelled(data: Dataset, table: pd.DataFrame) -> pd.DataFrame:
    """The table with the names of partners (columns partner, a, b) and of events with their dates (columns event, from, to), and headings in words.

    A column `x_high` is headed "x at most". A column `contested` is headed "documents differ" and left out where there is nothing of the kind. The index is left out.

    >>> from analysis.example import toy
    >>> labelled(toy(), pd.DataFrame({"a": ["c"], "to": ["a-2"], "shared_high": [3]})).to_dict("records")
    [{'one partner': 'Coast', 'to': 'Second Council, 2024', 'shared at most': 3}]
    """
    partners = dict(zip(data.partners["partner"], data.partners["name"]))
    events = {e: f"{n}, {dates.say(d)}" for e, n, d in zip(data.events["event"], data.events["name"], data.events["date"])}
    shown = table.drop(columns=[c for c in table.columns if c == "contested" and not table[c].any()])
    for column in shown.columns:
        if column in _PARTNERS or column in _EVENTS:
            shown[column] = shown[column].map(partners if column in _PARTNERS else events)
    words = {"a": "one partner", "b": "the other", "contested": "documents differ"}
    return shown.rename(columns=lambda name: words.get(name, name.replace("_high", " at most").replace("_", " "))).reset_index(drop=True)
