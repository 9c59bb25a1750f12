"""Evolution: what one list repeats of the partner's list before it, and whether lists came closer (notebook 04-evolution)."""
from __future__ import annotations

import pandas as pd

from analysis import dates
from analysis.dataset import Dataset
from analysis.overlap import WIDE, pairs
from analysis.presence import LISTED, NOT_LISTED, Presence, presence

KEPT, NEW, NOT_REPEATED, UNDECIDED = "kept", "new", "not repeated", "unknown"
_CHANGE = {(LISTED, LISTED): KEPT, (NOT_LISTED, LISTED): NEW, (LISTED, NOT_LISTED): NOT_REPEATED}
_CONTESTED = {(False, False): "", (True, False): "earlier list", (False, True): "later list", (True, True): "both lists"}


def steps(data: Dataset) -> pd.DataFrame:
    """The steps from one list of a partner to its next list read: partner, from, to (events), and how many events without a list lie between.

    >>> from analysis.example import toy
    >>> steps(toy()).values.tolist()
    [['a', 'a-launch', 'a-2', 1], ['b', 'b-launch', 'b-1', 0]]
    """
    rows = []
    events = list(zip(data.events["partner"], data.events["event"], data.events["lists"]))
    for partner in data.partners["partner"]:
        before, gaps = "", 0
        for event, lists in ((e, n) for p, e, n in events if p == partner):
            if not lists:
                gaps += 1
                continue
            if before:
                rows.append((partner, before, event, gaps))
            before, gaps = event, 0
    return pd.DataFrame(rows, columns=["partner", "from", "to", "gaps"])


def changes(data: Dataset, grain: str = "topic", shown: Presence | None = None) -> pd.DataFrame:
    """What became of each code from one list of a partner to the next: kept, new, not repeated, or unknown.

    kept: on both lists; new: on the later one, and the earlier one was read whole without it; not repeated: on the earlier one, and the later one was
    read whole without it; unknown: on one of them while the other was not read whole, or on neither for certain. Codes that stand on neither list for certain
    are no rows. "New" and "not repeated" speak of two lists, never of the cooperation. Columns: partner, from, to, code, label, change, contested (whose event's
    documents differ about the code: "earlier list", "later list", "both lists" or "").
    `shown` stands in for the presence of that grain at each event, where it is another (`depth.at_least`).

    >>> from analysis.example import toy
    >>> changes(toy())[["partner", "code", "change"]].values.tolist()
    [['a', 'net', 'kept'], ['a', 'robots', 'not repeated'], ['a', 'trade', 'new'], ['b', 'net', 'unknown'], ['b', 'robots', 'kept']]
    """
    return pd.DataFrame(_changes(data, shown or presence(data, grain, "event")), columns=["partner", "from", "to", "code", "label", "change", "contested"])


def _changes(data: Dataset, shown: Presence) -> list[tuple[str, str, str, str, str, str, str]]:
    rows = []
    for partner, before, after in zip(*(steps(data)[c] for c in ("partner", "from", "to"))):
        for code in shown.codes:
            states = shown.state(before, code), shown.state(after, code)
            if LISTED in states:
                rows.append((partner, before, after, code, shown.labels[code], _CHANGE.get(states, UNDECIDED),
                             _CONTESTED[(before, code) in shown.contested, (after, code) in shown.contested]))
    return rows


def turnover(data: Dataset, grain: str = "topic") -> pd.DataFrame:
    """How much one list differs from the list before it: one row a step, with the four counts and the turnover.

    Columns: partner, from, to, gaps, before (codes on the earlier list for certain), kept, new, not repeated, unknown, whole (both lists were read whole) and
    turnover = (new + not repeated) / (kept + new + not repeated), the Jaccard dissimilarity of the two lists (Diamond & May 1977); nan unless
    both were read whole, because what was not read could be on either.

    >>> from analysis.example import toy
    >>> turnover(toy())[["partner", "before", "kept", "new", "not repeated", "unknown", "turnover"]].round(2).values.tolist()
    [['a', 2, 1, 1, 1, 0, 0.67], ['b', 2, 1, 0, 0, 1, nan]]
    """
    shown = presence(data, grain, "event")
    table, rows = _changes(data, shown), []
    for partner, before, after, gaps in steps(data).itertuples(index=False):
        found = [change for _, one, two, _, _, change, _ in table if (one, two) == (before, after)]
        kept, new, not_repeated, unknown = map(found.count, (KEPT, NEW, NOT_REPEATED, UNDECIDED))
        whole, union = shown.column(before).whole and shown.column(after).whole, kept + new + not_repeated
        rows.append((partner, before, after, gaps, len(shown.listing(before)), kept, new, not_repeated, unknown, whole,
                     (new + not_repeated) / union if union and whole else float("nan")))
    return pd.DataFrame(rows, columns=["partner", "from", "to", "gaps", "before", KEPT, NEW, NOT_REPEATED, UNDECIDED, "whole", "turnover"])


def first_mentions(data: Dataset, grain: str = "topic") -> pd.DataFrame:
    """The first list that names each code: code, label, date, partners that name it at that date (joined), and how it is said.

    Where several events have the same date all their partners are named. Rows in order of date, then of label.

    >>> from analysis.example import toy
    >>> first_mentions(toy())[["code", "when", "partners"]].values.tolist()
    [['net', 'May 2022', 'Arden'], ['robots', 'May 2022', 'Arden'], ['trade', 'November 2023', 'Coast']]
    """
    shown = presence(data, grain, "event")
    name = dict(zip(data.partners["partner"], data.partners["name"]))
    rows = []
    for code in shown.codes:
        date = shown.first[code]
        who = {name[c.partner] for c in shown.columns if c.date == date and (c.key, code) in shown.listed}
        rows.append((code, shown.labels[code], date, dates.say(date), ", ".join(n for n in name.values() if n in who)))
    rows.sort(key=lambda row: (dates.sort_key(row[2]), row[1]))
    return pd.DataFrame(rows, columns=["code", "label", "date", "when", "partners"])


def convergence(data: Dataset, grain: str = "topic") -> pd.DataFrame:
    """How the Jaccard index of each pair moved from the launch lists to the latest lists.

    Columns: a, b, launch, launch_high, latest, latest_high (the index and its upper bound), low, high (sharp bounds of latest minus launch), sides (how many
    of the two have a list after their launch: 2, 1 or 0) and move. Only where both sides moved is "closer" (low > 0), "apart" (high < 0) or
    "as before" said; "one side moved" and "not applicable" (0 sides) are no statements about a change between the two; "unknown" where a bound is wider
    than a half or leaves the sign open.

    >>> from analysis.example import toy
    >>> convergence(toy())[["a", "b", "sides", "move"]].values.tolist()
    [['a', 'b', 2, 'unknown'], ['a', 'c', 1, 'one side moved'], ['b', 'c', 1, 'one side moved']]
    """
    first = {c.partner: c.events for c in presence(data, grain, "launch").columns}
    read = {e for e, n in zip(data.events["event"], data.events["lists"]) if n}
    moved = {c.partner: bool(c.events) and c.events != first[c.partner] and set(first[c.partner]) <= read for c in presence(data, grain, "latest").columns}
    launch, latest = pairs(data, grain, "launch"), pairs(data, grain, "latest")
    rows = []
    for one, two in zip(launch.itertuples(index=False), latest.itertuples(index=False)):
        low, high = two.jaccard - one.jaccard_high, two.jaccard_high - one.jaccard
        sides = moved[one.a] + moved[one.b]
        rows.append((one.a, one.b, one.jaccard, one.jaccard_high, two.jaccard, two.jaccard_high, low, high, sides, _move(sides, low, high, one.informative and two.informative)))
    return pd.DataFrame(rows, columns=["a", "b", "launch", "launch_high", "latest", "latest_high", "low", "high", "sides", "move"])


def _move(sides: int, low: float, high: float, informative: bool) -> str:
    if sides < 2:
        return ("not applicable", "one side moved")[sides]
    if not informative or high - low > WIDE:
        return "unknown"
    if low > 0:
        return "closer"
    if high < 0:
        return "apart"
    return "as before" if low == high else "unknown"
