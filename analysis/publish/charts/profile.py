"""The profile: how many topics of each partner's list serve each pillar, and how many serve none."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes

from analysis import corpus, dates
from analysis.dataset import Dataset, categories
from analysis.findings import Choices
from analysis.presence import LISTED, UNKNOWN, presence
from analysis.publish import marks, style
from analysis.publish.chart import Chart
from analysis.publish.charts.notes import Entry, key_height, note, short_date
from analysis.publish.charts.words import heading
from analysis.wording import count, sentence

_NAMES, _BESIDE = 136, 18             # the partners' names; the space before what stands outside the pillars
_DOT, _NUMBER, _FIVE = 14, 18, 5      # from dot to dot, the end of the number before them, dots in a line
_LINE, _ROW = 14.5, 20                # from line to line of a heading, space round the dots of a row
_LISTS = {"launch": "launch list", "latest": "latest list", "ever": "lists"}


@dataclass(frozen=True)
class Row:
    """What a row says: whose list, of when, how many topics of each pillar are on it, and whether it was read whole."""
    name: str
    date: str
    counts: tuple[int, ...]
    whole: bool

    def said(self, n: int) -> str | int:
        """A number of topics, a lower bound where the list was not read whole."""
        return n if self.whole else f"at least {n}"

    @property
    def height(self) -> float:
        """The height that its dots, or its label in two lines, need. An open count has one mark more."""
        lines = max(-(-(n + (not self.whole)) // _FIVE) for n in self.counts)
        return _ROW + max(2 * _LINE, _DOT * lines)


def profile(data: Dataset, when: str = "latest") -> Chart:
    """A dot for each topic of each partner's list, by the pillar that it serves; what serves none stands apart, in grey.

    The numbers are those of `corpus.profile`. The last row counts each topic once, whoever lists it. A question mark says that a list was not read
    whole, or none was seen, so that more may be listed. `when` is "launch", "latest", "ever" or a date (see `presence`); ValueError for another.

    >>> from analysis.example import toy
    >>> profile(toy()).table.iloc[:2, 1:].values.tolist()
    [['2024', 2, 1, 0, 1], ['2024', 'at least 1', 'at least 0', 'at least 1', 'at least 0']]
    """
    if when == "event":
        raise ValueError("a profile is of partners and not of events; choose launch, latest, ever or a date")
    pillars = categories(data.descriptor, "topics", "pillar")
    rows = _rows(data, when, list(pillars))
    of = _LISTS.get(when) or f"lists up to {dates.say(when)}"
    hues = list(style.pillar_colours(list(pillars)).values())
    wide = (style.BODY - _NAMES - _BESIDE) / len(pillars)
    xs = [_NAMES + n * wide for n in range(len(pillars) - 1)] + [style.BODY - wide]
    heads = [marks.wrap(label, wide - 10, style.NOTE, bold=True) for label in pillars.values()]
    key = _key(rows)
    top = 12 + key_height(key) + _LINE * max(map(len, heads))
    height = top + 8 + sum(row.height for row in rows) + 14

    def draw(ax: Axes) -> None:
        marks.key(ax, 0, 8, key)
        for x, lines, hue in zip(xs, heads, hues):
            for n, line in enumerate(reversed(lines)):
                marks.write(ax, x, top - 9 - n * _LINE, line.strip(), size=style.NOTE, bold=True)
            marks.bar(ax, x, top + 2, wide - 12, 4, hue)
        y = top + 8
        for n, row in enumerate(rows):
            last = n == len(rows) - 1
            y += 14 if last else 0
            ax.plot([0, style.BODY], [y, y], color=style.MUTED if last else style.GRID, linewidth=1)
            _draw(ax, row, xs, hues, y)
            y += row.height
        ax.plot([xs[-1] - _BESIDE / 2 - 4] * 2, [top + 8, y], color=style.GRID, linewidth=1)

    cells = [[r.name, r.date, r.said(sum(r.counts)), *map(r.said, r.counts)] for r in rows]
    cells[-1][:2] = "All together, each topic once", ""
    table = pd.DataFrame(cells, columns=["Partner", "List of", "Topics on the list", *pillars.values()])
    return Chart(
        "profile" if when == "latest" else f"profile-{when.replace('/', '-')}", heading(data, "outside", "Which pillars the topics on each list serve", Choices(when=when)),
        sentence(f"Topics on the {of} of each of {count(len(rows) - 1, 'partner')}, by the pillar that they serve; what fits no pillar stands apart. "
                 "The last row counts a topic once, whoever names it"),
        f"A grid of dots: one row for each partner and a last one for all together, one column for each of {len(pillars) - 1} pillars and one for topics outside "
        f"them. Each dot is a topic on the {of}; the number stands before the dots, the length of the list under the partner's name.",
        note(data), table, draw, height)


def _rows(data: Dataset, when: str, pillars: Sequence[str]) -> list[Row]:
    counts, shown = corpus.profile(data, when), presence(data, "topic", when)
    rows = [Row(name, short_date(c.date) if c.date else "no list read", tuple(map(int, counts.iloc[n])), c.whole)
            for n, (name, c) in enumerate(zip(counts.index, shown.columns))]
    pillar_of = dict(zip(data.topics["topic"], data.topics["pillar"]))
    once = {code for c in shown.columns for code in shown.listing(c.key)}
    return [*rows, Row("All together", "each once", tuple(sum(pillar_of[t] == p for t in once) for p in pillars), all(r.whole for r in rows))]


def _draw(ax: Axes, row: Row, xs: Sequence[float], hues: Sequence[str], y: float) -> None:
    middle = y + _ROW / 2 + 7
    marks.write(ax, 0, middle, marks.fit(row.name, _NAMES - 10, bold=True), bold=True)
    total = sum(row.counts)
    marks.write(ax, 0, middle + _LINE + 1, f"{'' if row.whole else '≥ '}{total} topic{'' if total == 1 else 's'}, {row.date}", size=style.NOTE, colour=style.MUTED)
    for x, n, hue in zip(xs, row.counts, hues):
        if n or row.whole:
            marks.write(ax, x + _NUMBER, middle, str(n), bold=bool(n), colour=style.INK if n else style.MUTED, align="right")
        for k in range(n + (not row.whole)):
            at = x + _NUMBER + 12 + _DOT * (k % _FIVE), middle + _DOT * (k // _FIVE)
            marks.mark(ax, *at, LISTED if k < n else UNKNOWN, hue, size=11)


def _key(rows: Sequence[Row]) -> list[Entry]:
    entries: list[Entry] = [("a topic on the list", lambda ax, x, y: marks.mark(ax, x, y, LISTED))]
    if not all(row.whole for row in rows):
        entries.append(("more may stand on what was not read", lambda ax, x, y: marks.mark(ax, x, y, UNKNOWN)))
    return entries
