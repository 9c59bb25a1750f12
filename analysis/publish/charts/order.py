"""In which order a chart puts partners and topics: the order that all charts share, and the one in which links cross little.

Nothing here draws, and nothing depends on how a chart looks.
"""
from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from analysis import dates
from analysis.dataset import Dataset, categories
from analysis.presence import presence
from analysis.publish import style

Edges = Iterable[tuple[str, str]]


def grouped(data: Dataset, grain: str = "topic") -> dict[str, list[str]]:
    """The codes that the lists name, by pillar, in the order that all charts share.

    Pillars in their own order, those without a listed topic too; within one by how many partners list the code on any list (more first), then by
    first mention, then by label. Themes belong to no pillar and form one group, named "". ValueError for another grain.

    >>> from analysis.example import toy
    >>> grouped(toy())
    {'infrastructures': ['net'], 'business': ['robots'], 'outside': ['trade']}
    >>> grouped(toy(), "theme")
    {'': ['industry', 'networks']}
    """
    shown, by = presence(data, grain, "ever"), listed_by(data, grain)
    pillar_of = dict(zip(data.topics["topic"], data.topics["pillar"])) if grain == "topic" else {}
    ranked = sorted(shown.codes, key=lambda c: (-by[c], dates.sort_key(shown.first[c]), shown.labels[c], c))
    pillars = categories(data.descriptor, "topics", "pillar") if grain == "topic" else [""]
    return {pillar: [c for c in ranked if pillar_of.get(c, "") == pillar] for pillar in pillars}


def listed_by(data: Dataset, grain: str = "topic") -> dict[str, int]:
    """How many partners name each code on at least one list that was read.

    >>> from analysis.example import toy
    >>> listed_by(toy())
    {'net': 2, 'robots': 2, 'trade': 2}
    """
    shown = presence(data, grain, "ever")
    return {code: sum((c.key, code) in shown.listed for c in shown.columns) for code in shown.codes}


def colours(data: Dataset, grain: str = "topic") -> dict[str, str]:
    """The colour of each code: that of its pillar; a theme, which may serve several, is drawn in ink.

    >>> from analysis.example import toy
    >>> colours(toy())["trade"] == style.GREY, colours(toy(), "theme")["networks"] == style.INK
    (True, True)
    """
    hue = style.pillar_colours(list(categories(data.descriptor, "topics", "pillar"))) | {"": style.INK}
    return {code: hue[pillar] for pillar, codes in grouped(data, grain).items() for code in codes}


def crossings(edges: Edges, left: Sequence[str], right: Sequence[str]) -> int:
    """How many pairs of links cross when both sides stand in columns in these orders.

    Two links (a, x) and (b, y) cross where a stands above b and x below y. Links that share an end do not cross. KeyError for an end that is
    in neither order.

    >>> crossings([("a", "y"), ("b", "x"), ("b", "y")], "ab", "xy")
    1
    """
    row, column = _places(left), _places(right)
    seen: list[int] = []
    total = 0
    for _, y in sorted(((row[a], column[x]) for a, x in edges), key=lambda e: (e[0], e[1])):
        total += len(seen) - bisect_left(seen, y + 1)
        insort(seen, y)
    return total


def untangle(edges: Edges, left: Sequence[str], groups: Sequence[Sequence[str]]) -> tuple[list[str], list[list[str]]]:
    """Orders of both sides in which few links cross; the groups of the right side keep their order, and each its members.

    First each side in turn is sorted by barycentre, the mean place of a node's neighbours (Sugiyama, Tagawa & Toda 1981), and the best state met is
    kept. Then two nodes of the left change places, the groups following, as long as crossings fall. The result never crosses more than the
    orders given, and does not depend on the order of the links. It is a good order, not proved to be the best.

    >>> untangle([("a", "y"), ("b", "x")], ["a", "b"], [["x", "y"]])
    (['a', 'b'], [['y', 'x']])
    """
    links = sorted(set(edges))
    to_right = {a: [x for b, x in links if b == a] for a in left}
    to_left = {x: [a for a, y in links if y == x] for group in groups for x in group}

    def settled(rows: Sequence[str], columns: Sequence[Sequence[str]]) -> tuple[int, list[str], list[list[str]]]:
        place = {node: n for n, node in enumerate(rows)}
        columns = [_settle(_by_barycentre(group, to_left, rows), to_left, place) for group in columns]
        return crossings(links, rows, _flat(columns)), list(rows), columns

    given = [list(group) for group in groups]
    best = min((crossings(links, left, _flat(given)), list(left), given), settled(left, given), key=lambda state: state[0])
    rows, columns = best[1:]
    for _ in range(12):
        rows = _by_barycentre(rows, to_right, _flat(columns))
        _, rows, columns = state = settled(rows, columns)
        best = min(best, state, key=lambda state: state[0])
    moved = True
    while moved:
        moved = False
        for one, two in combinations(range(len(left)), 2):
            rows = list(best[1])
            rows[one], rows[two] = rows[two], rows[one]
            state = settled(rows, best[2])
            if state[0] < best[0]:
                best, moved = state, True
    return best[1], best[2]


def _places(order: Sequence[str]) -> dict[str, int]:
    return {node: n for n, node in enumerate(order)}


def _flat(groups: Sequence[Sequence[str]]) -> list[str]:
    return [node for group in groups for node in group]


def _by_barycentre(nodes: Sequence[str], neighbours: Mapping[str, list[str]], other: Sequence[str]) -> list[str]:
    """Nodes by the mean place of their neighbours; one without neighbours and one of two alike keeps its place in line."""
    place = _places(other)
    spread = len(other) / max(len(nodes), 1)
    mean = {node: sum(place[n] for n in neighbours[node]) / len(neighbours[node]) if neighbours[node] else k * spread
            for k, node in enumerate(nodes)}
    return sorted(nodes, key=mean.__getitem__)


def _settle(nodes: list[str], neighbours: Mapping[str, list[str]], place: Mapping[str, int]) -> list[str]:
    """Let neighbours in line change places as long as fewer links then cross."""
    ends = {node: sorted(place[n] for n in neighbours[node]) for node in nodes}
    again = True
    while again:
        again = False
        for n in range(len(nodes) - 1):
            one, two = ends[nodes[n]], ends[nodes[n + 1]]
            if _crossed(two, one) < _crossed(one, two):
                nodes[n], nodes[n + 1] = nodes[n + 1], nodes[n]
                again = True
    return nodes


def _crossed(upper: list[int], lower: list[int]) -> int:
    """Crossings between the links of two nodes, the first standing above the second."""
    return sum(bisect_left(lower, place) for place in upper)
