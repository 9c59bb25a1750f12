"""Uptake: whose list was the first to name a topic, and how long after it the other partners' lists do (notebook 06-themes).

An event takes place on one of the days that its date leaves open, and may have named what no list of it that was read whole leaves out. A *completion*
gives every event a day and makes every unknown listed or not listed, each for itself. A partner's first listing is the earliest day of its events
that list the code; each partner's events are its own, so that two partners' first listings may fall anywhere within their bounds at once.
"""
from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import nan

import pandas as pd

from analysis import dates
from analysis.dataset import Dataset
from analysis.presence import LISTED, NOT_LISTED, Presence, presence

FIRST, FIRST_READ, UNDECIDED = "first", "first on the lists read", "undecided"
LATER, LATER_READ = "later", "later on the lists read"


@dataclass(frozen=True)
class Start:
    """A partner's first listing of a code: `event` is the first that certainly lists it; its day lies from `low` to `high` by the lists that name it, and from
    `least` (an earlier event of which no list was read whole may have named it) to `high` in all."""
    partner: str
    event: str
    low: date
    high: date
    least: date


def uptake(data: Dataset, grain: str = "topic") -> pd.DataFrame:
    """Who first raised each code, and who took it up later, with the lag in months.

    Raised by: the partners whose list may be the first of all lists that name the code for certain, given what their dates leave open. For every partner a
    list of which names it: the event of its first certain listing, and `order`:
    "first" (in every completion before any other partner), "first on the lists read" (the only one raised by, but what was not read of another may have named
    it by then), "undecided" (one of several raised by, whose dates share a day), "later" (in every completion after those raised by), "later on the lists read"
    (its own events that were not read whole may have named it as early).
    low, high: the sharp bounds, over all completions, of the lag from the first listing of those raised by to the partner's own, in months: calendar months from
    one to the other, so that May to November is six whatever the days; negative where the partner may have been earlier; nan for those raised by.
    Columns: code, label, raised (tuple of ids), partner, event, order, low, high, contested (whether the documents of the event differ about the code). Rows by the first day of the first listing, then in
    reading order; of one code those raised by come first.

    >>> from analysis.example import toy
    >>> uptake(toy()).query("code == 'trade'")[["raised", "partner", "order", "low", "high"]].values.tolist()
    [[('c',), 'c', 'first on the lists read', nan, nan], [('c',), 'a', 'later on the lists read', -10.0, 13.0]]
    """
    shown, found = presence(data, grain, "event"), []
    partners = data.partners["partner"].tolist()
    for place, code in enumerate(shown.codes):
        starts = [s for s in (start(shown, p, code) for p in partners) if s]
        known = {s.partner: s.least for s in starts} | {p: d for p in partners if (d := _earliest(shown, p, code))}
        end = min(s.high for s in starts)                       # by this day one of them has listed it
        raised = [s for s in starts if s.low <= end]
        ids = tuple(s.partner for s in raised)
        begin = min(s.least for s in raised)
        for s in raised:
            rivals = [known[p] for p in known if p != s.partner]
            how = UNDECIDED if len(raised) > 1 else FIRST if all(d > end for d in rivals) else FIRST_READ
            found.append(((end, place, 0), (code, shown.labels[code], ids, s.partner, s.event, how, nan, nan, (s.event, code) in shown.contested)))
        for s in starts:
            if s not in raised:
                lag = months(end, s.least), months(begin, s.high)
                found.append(((end, place, 1), (code, shown.labels[code], ids, s.partner, s.event, LATER if s.least > end else LATER_READ, *lag,
                                                    (s.event, code) in shown.contested)))
    found.sort(key=lambda row: row[0])
    return pd.DataFrame([row for _, row in found], columns=["code", "label", "raised", "partner", "event", "order", "low", "high", "contested"]).astype(
        {"contested": bool})


def start(shown: Presence, partner: str, code: str) -> Start | None:
    """A partner's first listing of a code in a presence of events; None where no list of it names the code for certain.

    >>> from analysis.example import toy
    >>> start(presence(toy(), when="event"), "b", "robots").event, start(presence(toy(), when="event"), "b", "trade")
    ('b-launch', None)
    """
    sure = [(dates.parse(c.date), c.key) for c in shown.columns if c.partner == partner and shown.state(c.key, code) == LISTED]
    if not sure:
        return None
    return Start(partner, sure[0][1], min(d.first for d, _ in sure), min(d.last for d, _ in sure), _earliest(shown, partner, code))


def _earliest(shown: Presence, partner: str, code: str) -> date | None:
    """The first day on which a partner may have listed a code; None if every list of it was read whole and none names it."""
    able = [dates.parse(c.date).first for c in shown.columns if c.partner == partner and shown.state(c.key, code) != NOT_LISTED]
    return min(able, default=None)


def months(one: date, other: date) -> int:
    """Calendar months from one day to another.

    >>> months(date(2022, 11, 28), date(2023, 6, 1)), months(date(2024, 1, 1), date(2023, 12, 31))
    (7, -1)
    """
    return 12 * (other.year - one.year) + other.month - one.month
