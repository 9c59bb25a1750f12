"""The events in order of date with what their lists were the first to name: the numbers behind the chart of first mentions."""
from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis import evolution
from analysis.dataset import Dataset
from analysis.presence import presence
from analysis.publish.charts import contested
from analysis.publish.charts.notes import event_words
from analysis.publish.charts.order import grouped
from analysis.wording import join


def chronicle(data: Dataset, grain: str) -> list[tuple[list[dict], list[str]]]:
    """The events of the view in order of date, as rows of `events`, each with the codes that its list names first, in the order that charts share.

    Events of one date that name the same codes first stand together; an event that also names others first stands for these once more.

    >>> from analysis.example import toy
    >>> [([row["event"] for row in rows], codes) for rows, codes in chronicle(toy(), "topic")][:2]
    [(['a-launch'], ['net', 'robots']), (['a-1'], [])]
    """
    shown, first = presence(data, grain, "event"), evolution.first_mentions(data, grain)
    when = dict(zip(first["code"], first["date"]))
    found: dict[tuple[str, ...], list[str]] = {}
    for code in (code for codes in grouped(data, grain).values() for code in codes):
        found.setdefault(tuple(c.key for c in shown.columns if c.date == when[code] and (c.key, code) in shown.listed), []).append(code)
    row = {r["event"]: r for r in data.events.to_dict("records")}
    place = {event: n for n, event in enumerate(row)}
    silent = [(event,) for event in row if not any(event in events for events in found)]
    return [([row[e] for e in events], found.get(events, [])) for events in sorted([*found, *silent], key=lambda events: place[events[0]])]


def differ(data: Dataset, grain: str, rows: Sequence[dict]) -> set[str]:
    """The codes about which documents of one of these events differ.

    >>> from analysis.example import toy
    >>> data = toy("record")
    >>> sorted(differ(data, "topic", chronicle(data, "topic")[0][0]))
    ['robots', 'trade']
    """
    return {code for event, code in presence(data, grain, "event").contested if event in {r["event"] for r in rows}}


def said(data: Dataset, rows: Sequence[dict]) -> tuple[str, str]:
    """Whose events these are, and what they are called; of a list that was read in part that is said.

    >>> from analysis.example import toy
    >>> said(toy(), chronicle(toy(), "topic")[-2][0])
    ('Bland', '1st Council (read in part)')
    """
    word, part = event_words(data), set(data.lists.loc[data.lists["read"] == "part", "event"])
    partners = [data.label("partners", r["partner"]) for r in rows]
    events = [word[r["event"]] + (" (read in part)" if r["event"] in part else "") for r in rows]
    return join(list(dict.fromkeys(partners))), join(list(dict.fromkeys(events)))


def table(data: Dataset, grain: str) -> pd.DataFrame:
    """A row for each code at the events that name it first, and one for each event that names none first; `So far` counts the codes.

    >>> from analysis.example import toy
    >>> table(toy(), "topic")["Topic"].tolist()[1:4]
    ['Robots', 'none: no list seen', 'none: no first mention']
    """
    labels, so_far, result = presence(data, grain, "event").labels, 0, []
    for rows, codes in chronicle(data, grain):
        none, fought = "none: no first mention" if rows[0]["lists"] else "none: no list seen", differ(data, grain, rows)
        for code in codes or [""]:
            so_far += bool(code)
            result.append((rows[0]["date"], *said(data, rows), contested.said(labels.get(code, none), code in fought), so_far))
    return pd.DataFrame(result, columns=["Date", "Partner", "Event", grain.capitalize(), "So far"])
