"""How long a partner went without a Council, from the dates of the view alone, with sharp bounds (notebook 10-claims).

A chain leads from the launch over the Councils to an as-of date. A date that is no single day leaves its day open; a *completion* chooses a day for each, in order,
and may add Councils that nobody saw: as many as the numbering of the Councils leaves room for, and any number after the latest. Bounds are those that some
completion reaches.
"""
from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import combinations, product
from math import nan
from typing import NamedTuple

import pandas as pd

from analysis import dates
from analysis.claims import FAILS, HOLDS, OPEN, verdicts
from analysis.dataset import Dataset

STRETCH = re.compile(r"No stretch longer than (\d+) months without a Council\b")
YEARLY = re.compile(r"At least one Council in every calendar year\b")


class Link(NamedTuple):
    """An event of the chain: its day lies from `first` to `last` (as ordinals); so many unseen Councils may lie between it and the one before (None: any number)."""
    first: int
    last: int
    unseen: int | None
    event: str


def chain(data: Dataset, partner: str, as_of: str, shown: bool = True) -> list[Link]:
    """The launch, the Councils that may have met by the as-of date, and that date, in order. [] where no launch counts.

    A Council that certainly met later is left out, and its number says how many may have met unseen before it. Without `shown`, so is one that only sources tell of that
    are shown and do not count: the days after the Council before it are then open.

    >>> from analysis.example import toy
    >>> [(link.event, link.unseen) for link in chain(toy(), "a", "2023-12-31")]
    [('a-launch', 0), ('a-1', 0), ('', 0)]
    """
    end = dates.parse(as_of).last.toordinal()
    rows = [r for r in zip(*(data.events[c] for c in ("partner", "event", "kind", "ordinal", "date", "counts"))) if r[0] == partner and (shown or r[5] == "yes")]
    launch = next((r for r in rows if r[2] == "launch"), None)
    if launch is None or dates.parse(launch[4]).first.toordinal() > end:
        return []
    found, number, after = [_link(launch, 0)], 0, None
    for row in (r for r in rows if r[2] == "council"):
        # A Council without a number leaves open how many there were before it, and after it.
        unseen = max(0, row[3] - number - 1) if row[3] and number is not None else None
        number = row[3] or None
        if dates.parse(row[4]).first.toordinal() > end:
            after = unseen
            break
        link = _link(row, unseen)
        found.append(link._replace(first=max(link.first, found[-1].first)))
    return [*found, Link(end, end, after, "")]


def _link(row: tuple, unseen: int | None) -> Link:
    span = dates.parse(row[4])
    return Link(span.first.toordinal(), span.last.toordinal(), unseen, row[1])


def stretch(links: list[Link]) -> tuple[int, int]:
    """The longest stretch between neighbours of a chain in days: the least and the most that it can be.

    >>> stretch([Link(0, 0, 0, "launch"), Link(10, 30, 0, "1"), Link(40, 40, 0, "2")])
    (20, 30)
    """
    low, high = 0, max(_most(links))
    while low < high:
        half = (low + high) // 2
        low, high = (low, half) if _possible(links, lambda day: day + half) else (half + 1, high)
    return low, max(_most(links))


def between(links: list[Link]) -> tuple[float, float]:
    """The longest stretch between two Councils of a chain that were seen, in days: the least and the most that it can be; nan where there are fewer than two.

    Here neither the launch nor the as-of date is an end.

    >>> between([Link(0, 0, 0, "launch"), Link(10, 30, 0, "1"), Link(40, 40, 0, "2"), Link(90, 90, None, "")])
    (10, 30)
    """
    end = links[-1].last
    councils = [link._replace(last=min(link.last, end)) for link in links[1:-1]]
    return stretch(councils) if len(councils) > 1 else (nan, nan)


def _most(links: list[Link]) -> Iterator[int]:
    """Between each two neighbours the most days that some completion has."""
    for n in range(1, len(links)):
        yield min(link.last for link in links[n:]) - max(link.first for link in links[:n])


def _possible(links: list[Link], reach: Callable[[int], int]) -> bool:
    """Whether some completion leads from day to day without passing the day that `reach` gives for the one before."""
    low, high = links[0].first, links[0].last
    for link in links[1:]:
        if link.unseen is None:
            far = link.last if reach(high) > high else high
        else:
            far = high
            for _ in range(link.unseen + 1):
                far = reach(far)
        low, high = max(low, link.first), min(link.last, far)
        if low > high:
            return False
    return True


def _later(day: int, months: int) -> int:
    """The day so many months later; the last of the month where it has no such day."""
    one = date.fromordinal(day)
    year, month = divmod(one.year * 12 + one.month - 1 + months, 12)
    return date(year, month + 1, min(one.day, monthrange(year, month + 1)[1])).toordinal()


def within(links: list[Link], months: int) -> str:
    """Whether no stretch of a chain is longer than so many months: holds or fails in every completion, else open.

    Open too while fewer months have passed since the launch and no Council has met, as by then neither could be.

    >>> day = date(2023, 1, 1).toordinal()
    >>> within([Link(day, day, 0, "launch"), Link(day + 500, day + 500, 0, "1"), Link(day + 500, day + 500, None, "")], 12)
    'fails'
    """
    if not _possible(links, lambda day: _later(day, months)):
        return FAILS
    early = all(link.last > links[-1].last for link in links[1:-1])
    ends = [(max(link.first for link in links[:n]), min(link.last for link in links[n:])) for n in range(1, len(links))]
    return HOLDS if not early and all(end <= _later(start, months) for start, end in ends) else OPEN


def yearly(links: list[Link]) -> str:
    """Whether a Council met in every calendar year that began after the launch and ended by the last day of a chain: in every completion, in none, else open.

    >>> day = date(2022, 6, 1).toordinal()
    >>> yearly([Link(day, day, 0, "launch"), Link(day + 400, day + 400, 0, "1"), Link(day + 1100, day + 1100, None, "")])
    'open'
    """
    end, found = date.fromordinal(links[-1].last), set()
    stop = end.year if (end.month, end.day) == (12, 31) else end.year - 1
    spans = [range(date.fromordinal(k.first).year, date.fromordinal(k.last).year + 1) for k in links[:-1]]
    for years in (y for y in product(*spans) if list(y) == sorted(y)):
        asked = set(range(years[0] + 1, stop + 1))
        seen = asked <= set(years[1:])
        found |= {seen, seen or any(asked <= {*years[1:], *more} for more in _unseen([*years, stop], links))}
        if not asked:
            return OPEN     # no year to be judged, at least in this completion
    return OPEN if len(found) != 1 else HOLDS if found.pop() else FAILS


def _unseen(years: Sequence[int], links: Sequence[Link]) -> Iterator[list[int]]:
    """The years in which unseen Councils may have met, where those of the chain met in `years`."""
    rooms = []
    for a, b, link in zip(years, years[1:], links[1:]):
        span = range(a, b + 1)
        rooms.append([tuple(span)] if link.unseen is None or link.unseen >= len(span) else combinations(span, link.unseen))
    for choice in product(*rooms):
        yield [year for room in choice for year in room]


def computed(data: Dataset) -> pd.DataFrame:
    """What the dates alone give for the claims whose definition begins like `STRETCH` or `YEARLY`, beside the stored verdict.

    Columns: claim and partner (ids), as_of, months (of the definition; 0 for calendar years), low and high (the longest stretch in days from the launch on, with its
    bounds), between and between_high (that between two Councils alone; nan where fewer than two were seen), dates (the verdict that they give) and stored; `agrees` is "yes", "no", or "open" where the dates leave it open and the evidence may know more. A partner whose
    launch does not count has no row.

    >>> from analysis.example import toy
    >>> computed(toy("record")).empty
    True
    """
    stored, found = verdicts(data), []
    for claim, definition, as_of in zip(*(data.claims[c] for c in ("claim", "definition", "as_of"))):
        form = STRETCH.match(definition) or YEARLY.match(definition)
        for partner in data.partners["partner"] if form else ():
            links = chain(data, partner, as_of)
            if not links or (claim, partner) not in stored:
                continue
            months = int(form[1]) if form.groups() else 0
            given = within(links, months) if months else yearly(links)
            agrees = "open" if given == OPEN != stored[claim, partner] else "yes" if given == stored[claim, partner] else "no"
            found.append((claim, partner, as_of, months, *stretch(links), *between(links), given, stored[claim, partner], agrees))
    return pd.DataFrame(found, columns=["claim", "partner", "as_of", "months", "low", "high", "between", "between_high", "dates", "stored", "agrees"])
