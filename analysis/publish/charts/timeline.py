"""The timeline: every event that the sources mention, at its date, with a list or without one."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from analysis import corpus, dates
from analysis.dataset import Dataset, categories
from analysis.fragility import headline
from analysis.publish import marks, style
from analysis.publish.chart import Chart
from analysis.publish.charts.notes import Entry, event_words, key_height, note
from analysis.wording import count, sentence

_LABELS, _FROM, _TO = 124, 140, style.BODY       # the partners' names end at the first, the axis runs from the second to the third
_LANE, _BETWEEN, _LINE = 70, 10, 28              # height of a lane of marks; space between partners; from a lane's top to its marks
_SHAPES = ("D", "o", "^", "v", "s", "P", "X")    # by the kind's place in the order of kinds
_YEARS = 8                                       # not many more grid lines than this
_BAR = 12                                        # a bar is drawn where it is longer than a mark


@dataclass(frozen=True)
class Mark:
    """An event on the page: from where to where its date spans, what is written above and below its middle, its shape, how its list was read."""
    start: float
    end: float
    above: str
    below: tuple[str, ...]
    shape: str
    read: str

    @property
    def middle(self) -> float:
        """Where its mark stands."""
        return (self.start + self.end) / 2

    @property
    def wide(self) -> float:
        """The width of its widest label."""
        return max(marks.width(self.above, bold=self.read == "none seen"), *(marks.width(text) for text in self.below))

    def clear_of(self, other: Mark) -> bool:
        """Whether its mark and bar end before the other's begin."""
        return max(self.end, self.middle + 9) <= min(other.start, other.middle - 9)


def timeline(data: Dataset) -> Chart:
    """All events of the view on one axis of real time, a row for each partner.

    The numbers are those of `corpus.timeline`. A date known to the day is a mark alone; with a month, a year or an interval goes a bar as wide as
    it, where that is wider than the mark. The shape says the kind of event. Filled: its list was read; half filled: read in part; open: no list seen.

    >>> from analysis.example import toy
    >>> timeline(toy()).table[["Partner", "Event", "Items listed", "List"]].values.tolist()[1]
    ['Arden', 'First Council', 0, 'No list seen']
    """
    table = corpus.timeline(data)
    kinds = categories(data.descriptor, "events", "kind")
    shape = {kind: _SHAPES[n % len(_SHAPES)] for n, kind in enumerate(kinds)}
    first, last = _years(table["date"])
    rows = {name: lanes([_mark(data, row, shape[row["kind"]], first, last) for row in mine.to_dict("records")], _FROM, _TO)
            for name, mine in ((n, table[table["partner"] == n]) for n in data.partners["name"])}
    key = _key(data, table, shape, rows)
    top = 10 + key_height(key)
    height = top + 28 + sum(len(found) * _LANE + _BETWEEN for found in rows.values())

    def draw(ax: Axes) -> None:
        marks.key(ax, 0, 8, key)
        _axis(ax, first, last, top, height)
        y = top + 28
        for name, found in rows.items():
            marks.write(ax, 0, y + _LINE, name, bold=True, limit=_LABELS, lines=3)
            for lane in found:
                _draw(ax, lane, y + _LINE)
                y += _LANE
            y += _BETWEEN

    shown = pd.DataFrame({
        "Partner": table["partner"], "Event": table["name"], "Kind": [kinds[k] for k in table["kind"]], "Date": table["when"],
        "Date (EDTF)": table["date"], "Items listed": table["items"], "List": [data.label("lists", r, "read") for r in table["read"]]})
    silent = int((table["read"] == "none seen").sum())
    return Chart(
        "timeline", headline(data, "silent").title,
        sentence(f"{count(len(table), 'event')} of {count(len(data.partners), 'partnership')}, {table['when'].iat[0]} to {table['when'].iat[-1]}, on an "
                 "axis of real time; the number is that of the items on the list that the sources print for the event"),
        f"A timeline with one row for each partner. {sentence(count(len(table), 'event'))} Filled marks are events with a list, with the number of its items; "
        f"open marks are events without one: {silent} of them. A bar beside a mark spans the month or year where no day is stated.",
        note(data), shown, draw, height)


def lanes(found: Sequence[Mark], low: float, high: float) -> list[list[tuple[Mark, float]]]:
    """The marks of one row in as few lanes as a first fit needs, each with the left edge of its labels.

    Within a lane no labels and no bars lie over each other, and each mark stands between the edges of its own labels. There is at least one lane.

    >>> one = Mark(50, 50, "4 items", ("Launch", "2022"), "o", "whole")
    >>> len(lanes([one, one], 0, 200)), lanes([], 0, 200)
    (2, [[]])
    """
    packed: list[list[Mark]] = [[]]
    for mark in sorted(found, key=lambda m: m.middle):
        for lane in packed:
            if all(other.clear_of(mark) for other in lane) and _edges([*lane, mark], low, high):
                lane.append(mark)
                break
        else:
            packed.append([mark])
    return [list(zip(lane, _edges(lane, low, high))) for lane in packed]


def _edges(lane: Sequence[Mark], low: float, high: float, gap: float = 12) -> list[float]:
    """The left edges of the labels of marks in order: as far left as can be, then moved right until their mark is over their middle. [] if they cannot stand."""
    edges: list[float] = []
    free = low
    for mark in lane:
        edges.append(max(free, mark.middle - mark.wide))
        free = edges[-1] + mark.wide + gap
        if edges[-1] > mark.middle:
            return []
    free = high
    for n in range(len(lane) - 1, -1, -1):
        edges[n] = max(edges[n], min(lane[n].middle - lane[n].wide / 2, free - lane[n].wide))
        free = edges[n] - gap
    return edges


def _years(stated: Sequence[str]) -> tuple[date, date]:
    """The days on which the axis begins and ends: a new year's day, and some time after the last event."""
    spans = [dates.parse(d) for d in stated]
    first, last = date(min(s.first for s in spans).year, 1, 1), max(s.last for s in spans)
    after = last.toordinal() + 10 + (last - first).days // 50
    return first, date.fromordinal(min(after, date.max.toordinal()))


def _at(day: int, first: date, last: date) -> float:
    return _FROM + (_TO - _FROM) * (day - first.toordinal()) / (last - first).days


def _mark(data: Dataset, row: dict, shape: str, first: date, last: date) -> Mark:
    span = dates.parse(row["date"])
    start, end = _at(span.first.toordinal(), first, last), _at(span.last.toordinal() + 1, first, last)
    if span.precision == "day":
        start = end = (start + end) / 2
    items = f"{row['items']} item{'' if row['items'] == 1 else 's'}"
    label = {"whole": items, "part": f"at least {items}", "none seen": "no list seen"}[row["read"]]
    return Mark(start, end, label, (event_words(data)[row["event"]], row["when"]), shape, row["read"])


def _draw(ax: Axes, lane: Sequence[tuple[Mark, float]], y: float) -> None:
    ax.plot([_FROM, _TO], [y, y], color=style.GRID, linewidth=1)
    for mark, edge in lane:
        if mark.end - mark.start > _BAR:
            _span(ax, mark.start, y, mark.end - mark.start, mark.read)
        _symbol(ax, mark.middle, y, mark.shape, mark.read)
        for text, line, bold in ((mark.above, y - 19, mark.read == "none seen"), (mark.below[0], y + 18, False), (mark.below[1], y + 33, False)):
            wide = marks.width(text, bold=bold)
            x = min(max(mark.middle - wide / 2, edge), edge + mark.wide - wide)
            marks.write(ax, x, line, text, bold=bold, halo=True, colour=style.MUTED if text is mark.below[1] else style.INK)


def _symbol(ax: Axes, x: float, y: float, shape: str, read: str) -> None:
    size = 9 if shape in "Ds" else 11
    ax.plot([x], [y], linestyle="none", marker=shape, markersize=size, fillstyle="left" if read == "part" else "full",
            markerfacecolor=style.GROUND if read == "none seen" else style.INK, markerfacecoloralt=style.GROUND, markeredgecolor=style.INK, markeredgewidth=1.4, zorder=4)


def _span(ax: Axes, x: float, y: float, length: float, read: str) -> None:
    """A bar as wide as a date is open: filled where a list was read, an outline where none was."""
    how = {"facecolor": style.GROUND, "edgecolor": style.MUTED, "linewidth": 1} if read == "none seen" else {"facecolor": style.GREY}
    ax.add_patch(Rectangle((x, y - 6), length, 12, zorder=3, **how))


def _axis(ax: Axes, first: date, last: date, top: float, height: float) -> None:
    quarters = [_at(date(year, month, 1).toordinal(), first, last) for year in range(first.year, last.year + 1) for month in (1, 4, 7, 10)]
    if len(quarters) < 60:
        for x in quarters:
            ax.plot([x, x], [top, top + 4], color=style.MUTED, linewidth=1)
    step = -(-(last.year - first.year + 1) // _YEARS)
    for year in range(first.year, last.year + 1, step):
        x = _at(date(year, 1, 1).toordinal(), first, last)
        ax.plot([x, x], [top, height], color=style.GRID, linewidth=1)
        if x + 4 + marks.width(str(year), style.NOTE) < _TO:
            marks.write(ax, x + 5, top + 11, str(year), size=style.NOTE, colour=style.MUTED)


def _key(data: Dataset, table: pd.DataFrame, shape: dict[str, str], rows: dict[str, list[list[tuple[Mark, float]]]]) -> list[Entry]:
    words = {"whole": "filled: list read", "part": "half: list read in part", "none seen": "open: no list seen"}
    entries: list[Entry] = [(data.label("events", kind, "kind"), lambda ax, x, y, m=mark: _symbol(ax, x, y, m, "whole"))
                            for kind, mark in shape.items() if kind in set(table["kind"])]
    entries += [(words[read], lambda ax, x, y, r=read: _symbol(ax, x, y, "o", r)) for read in words if read in set(table["read"])]
    if any(mark.end - mark.start > _BAR for found in rows.values() for lane in found for mark, _ in lane):
        entries.append(("bar: day not stated", lambda ax, x, y: _span(ax, x - 8, y, 16, "whole")))
    return entries
