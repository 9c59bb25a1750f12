"""Overlap of lists: what each pair of partners shares, with bounds where presence is unknown (notebook 03-overlap)."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from math import nan

import pandas as pd

from analysis import dates
from analysis.dataset import Dataset
from analysis.presence import LISTED, NOT_LISTED, Presence, presence

WIDE = 0.5      # bounds further apart than this carry no finding
ALL_SETS = 6    # up to so many partners every intersection is shown, the empty ones too


@dataclass(frozen=True)
class Counts:
    """How many codes two columns have in each pair of states: 1 listed, 0 not listed, u unknown; the first digit is the first column's."""
    n11: int = 0
    n10: int = 0
    n01: int = 0
    n1u: int = 0
    nu1: int = 0
    n0u: int = 0
    nu0: int = 0
    nuu: int = 0


def shared_bounds(n: Counts) -> tuple[int, int]:
    """Sharp bounds of the number of shared codes: from n11 to n11 + n1u + nu1 + nuu.

    >>> shared_bounds(Counts(n11=2, n1u=1, n0u=3))
    (2, 3)
    """
    return n.n11, n.n11 + n.n1u + n.nu1 + n.nuu


def jaccard_bounds(n: Counts) -> tuple[float, float]:
    """Sharp bounds of the Jaccard index |A & B| / |A | B| (Jaccard 1901) over all completions of the unknowns.

    Lower: nothing unknown is shared and each unknown lengthens one list: n11 / (n11 + n10 + n01 + n1u + nu1 + n0u + nu0 + nuu). Upper: every unknown that can be
    shared is, the others are not listed: (n11 + n1u + nu1 + nuu) / (n11 + n10 + n01 + n1u + nu1 + nuu). nan where a bound is 0 / 0: two lists
    that name nothing have no overlap to speak of. Partial identification in the sense of Manski (2003).

    >>> jaccard_bounds(Counts(n11=2, n10=1, n0u=1))
    (0.5, 0.6666666666666666)
    """
    low = n.n11 + n.n10 + n.n01 + n.n1u + n.nu1 + n.n0u + n.nu0 + n.nuu
    best, high = shared_bounds(n)[1], n.n11 + n.n10 + n.n01 + n.n1u + n.nu1 + n.nuu
    return n.n11 / low if low else nan, best / high if high else nan


def coefficient_bounds(n: Counts) -> tuple[float, float]:
    """Sharp bounds of the overlap coefficient |A & B| / min(|A|, |B|) (Szymkiewicz 1934, Simpson 1943) over all completions.

    Upper: as for the Jaccard index, every unknown that can be shared is and the others are not listed. Lower: nothing unknown is shared and the
    unknowns lengthen the lists so that the shorter one is as long as can be. nan where a list can only be empty.

    >>> coefficient_bounds(Counts(n11=2, n10=1, n0u=1))
    (0.6666666666666666, 1.0)
    """
    a, b = n.n11 + n.n10 + n.n1u + n.nu0, n.n11 + n.n01 + n.nu1 + n.n0u
    longest = min((a + b + n.nuu) // 2, min(a, b) + n.nuu)
    best = shared_bounds(n)[1]
    shortest = min(best + n.n10, best + n.n01)
    return n.n11 / longest if longest else nan, best / shortest if shortest else nan


def counts(shown: Presence, a: str, b: str, codes: Iterable[str]) -> Counts:
    """The pairs of states of two columns over some codes, counted.

    >>> from analysis.example import toy
    >>> counts(presence(toy()), "a", "b", ["net", "robots", "trade"])
    Counts(n11=0, n10=0, n01=1, n1u=2, nu1=0, n0u=0, nu0=0, nuu=0)
    """
    mark = {LISTED: "1", NOT_LISTED: "0"}
    tally: dict[str, int] = {}
    for code in codes:
        pair = "n" + mark.get(shown.state(a, code), "u") + mark.get(shown.state(b, code), "u")
        tally[pair] = tally.get(pair, 0) + 1
    tally.pop("n00", None)
    return Counts(**tally)


def pairs(data: Dataset, grain: str = "topic", when: str = "latest", shown: Presence | None = None) -> pd.DataFrame:
    """Every pair of partners: what their lists share, with sharp bounds; pairs that share nothing are rows too.

    Columns: a, b (ids), a_date, b_date (EDTF level 0), a_length, b_length (codes listed), shared, shared_high, jaccard, jaccard_high, coefficient,
    coefficient_high (low bound first; equal where nothing is unknown), informative (the bounds of the Jaccard index are defined and not further apart than
    a half), codes (the shared ones that are certain, in reading order). A comparison is about the codes first listed up to the later of its two
    dates. Rows in order of the partners. `shown` stands in for the presence of that grain on those lists, where it is another (`depth.at_least`).

    >>> from analysis.example import toy
    >>> pairs(toy(), when="launch")[["a", "b", "shared", "jaccard"]].values.tolist()
    [['a', 'b', 2, 1.0], ['a', 'c', 0, 0.0], ['b', 'c', 0, 0.0]]
    """
    shown = shown or presence(data, grain, when)
    rows = []
    for a, b in combinations([c.key for c in shown.columns], 2):
        universe = _universe(shown, (a, b))
        n = counts(shown, a, b, universe)
        shared, jaccard, coefficient = shared_bounds(n), jaccard_bounds(n), coefficient_bounds(n)
        both = [c for c in shown.listing(a) if c in shown.listing(b)]
        rows.append((a, b, shown.column(a).date, shown.column(b).date, len(shown.listing(a)), len(shown.listing(b)), *shared, *jaccard,
                     *coefficient, jaccard[1] - jaccard[0] <= WIDE, tuple(both)))
    return pd.DataFrame(rows, columns=["a", "b", "a_date", "b_date", "a_length", "b_length", "shared", "shared_high", "jaccard",
                                       "jaccard_high", "coefficient", "coefficient_high", "informative", "codes"])


def _universe(shown: Presence, keys: Iterable[str]) -> tuple[str, ...]:
    """The codes that a comparison of some columns is about: those first listed up to the latest of their dates."""
    given = [d for d in (shown.column(k).date for k in keys) if d]
    return shown.known_by(max(given, key=lambda d: dates.parse(d).last)) if given else ()


def intersections(data: Dataset, grain: str = "topic", when: str = "latest") -> pd.DataFrame:
    """The codes that a set of partners lists: exactly that set (exclusive), and at least that set (inclusive), with bounds.

    One row for each set of one partner or more: all of them, the empty ones too, up to six partners. Beyond that only those on exactly whose lists some
    code stands for certain, or stands if all that is unknown of it is listed; what lies between these two is left out too. Columns: members (tuple of ids), size, exclusive, exclusive_high, inclusive, inclusive_high (low bound first), codes (those exclusive for
    certain). Rows from the largest set to the smallest, then in order of the partners.

    >>> from analysis.example import toy
    >>> table = intersections(toy(), when="launch")
    >>> table.loc[table["exclusive"] > 0, ["members", "exclusive", "codes"]].values.tolist()
    [[('a', 'b'), 2, ('net', 'robots')], [('c',), 1, ('trade',)]]
    """
    shown = presence(data, grain, when)
    keys = [c.key for c in shown.columns]
    universe = _universe(shown, keys)
    sure = {code: frozenset(k for k in keys if shown.state(k, code) == LISTED) for code in universe}
    able = {code: frozenset(k for k in keys if shown.state(k, code) != NOT_LISTED) for code in universe}
    if len(keys) <= ALL_SETS:
        sets = [s for size in range(len(keys), 0, -1) for s in combinations(keys, size)]
    else:
        rank = {k: n for n, k in enumerate(keys)}
        seen = {tuple(sorted(s, key=rank.get)) for s in [*sure.values(), *able.values()] if s}
        sets = sorted(seen, key=lambda s: (-len(s), [rank[k] for k in s]))
    rows = []
    for members in sets:
        m = frozenset(members)
        exact = tuple(c for c in universe if sure[c] == m == able[c])
        rows.append((members, len(members), len(exact), sum(sure[c] <= m <= able[c] for c in universe),
                     sum(m <= sure[c] for c in universe), sum(m <= able[c] for c in universe), exact))
    return pd.DataFrame(rows, columns=["members", "size", "exclusive", "exclusive_high", "inclusive", "inclusive_high", "codes"])


def left_over(data: Dataset, grain: str = "topic", when: str = "latest") -> int:
    """How many sets of partners `intersections` leaves out (none up to six partners).

    >>> from analysis.example import toy
    >>> left_over(toy())
    0
    """
    return 2 ** len(data.partners) - 1 - len(intersections(data, grain, when))
