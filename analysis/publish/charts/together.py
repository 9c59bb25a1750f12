"""What each pair of lists shares over time, as small multiples: the certain part solid, the possible part hatched."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, pairwise
from math import ceil, isnan

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from analysis import dates
from analysis.dataset import Dataset
from analysis.findings import Choices
from analysis.publish import marks, style
from analysis.publish.chart import Chart
from analysis.publish.charts.notes import Entry, key_height, note
from analysis.publish.charts.words import heading, permanent
from analysis.together import together as rows_of
from analysis.wording import count

_ACROSS, _GAP, _NUMBERS = 3, 22, 30              # panels side by side, the space between them, the numbers of the scale left of each row
_HEAD, _HIGH, _YEARS, _BELOW = 50, 96, 18, 18    # heights: a panel's words, its plot, its years, the space below
_AFTER = 0.12                                    # of the axis: how far the last lists are drawn on


@dataclass(frozen=True)
class _Step:
    """Two lists side by side: from when to when that is certain (None: to the end), the bounds of the index, and how much they share in figures."""
    begin: date
    end: date | None
    low: float
    high: float
    informative: bool
    shared: str


@dataclass(frozen=True)
class _Panel:
    """A pair: its names, what is said of its last two lists, and its steps."""
    names: str
    said: str
    steps: tuple[_Step, ...]


def together(data: Dataset, grain: str = "topic") -> Chart:
    """For every pair of partners the Jaccard index of their latest lists over time, with its bounds.

    The numbers are those of `together.together`. Up to the lower bound a step is solid, from there to the upper one hatched; where the bounds are further apart
    than a half the step has no solid edge and the words say "at least n shared". A step begins and ends where the dates make it certain; between two steps
    they leave open which lists were the latest. Every pair has a panel. ValueError for another grain.

    >>> from analysis.example import toy
    >>> together(toy()).table[["One partner", "The other", "Shared", "Shared at most"]].values.tolist()[0]
    ['Arden', 'Bland', 2, 2]
    """
    table = rows_of(data, grain)
    panels = _panels(data, table, grain)
    days = [d for p in panels for s in p.steps for d in (s.begin, s.end) if d]
    rows = ceil(len(panels) / _ACROSS)
    each = _HEAD + _HIGH + _YEARS + _BELOW
    key = _key(panels)
    top = key_height(key) + 14 if key else 4

    def draw(ax: Axes) -> None:
        if key:
            marks.key(ax, 0, 8, key)
        axis = _Axis.of(days)
        for n, panel in enumerate(panels):
            x = _NUMBERS + (n % _ACROSS) * (axis.wide + _GAP)
            _draw(ax, axis, panel, x, top + each * (n // _ACROSS), numbers=n % _ACROSS == 0)

    def sentence(ax: Axes) -> None:
        marks.write(ax, 0, 12, "There is one partner, and no pair of lists.", colour=style.MUTED)

    return Chart(
        permanent("together", grain), heading(data, "together", f"How much of their {grain}s each pair of lists shares over time", Choices(grain)),
        f"Jaccard index of the latest lists of each pair: the part of the {grain}s on either list that stands on both, from 0 to 1, whenever one of the two has a new "
        "list. The figure is how many they share; hatched is what they may share beyond that, since one was not read whole.",
        _description(panels, grain), note(data), _table(data, table), draw if panels else sentence, top + rows * each if panels else 24)


def _panels(data: Dataset, table: pd.DataFrame, grain: str) -> list[_Panel]:
    date_of = dict(zip(data.events["event"], data.events["date"]))
    name = {p: short or full for p, short, full in zip(*(data.partners[c] for c in ("partner", "short", "name")))}
    found = []
    for a, b in combinations(data.partners["partner"], 2):
        mine = table[(table["a"] == a) & (table["b"] == b) & table["certain"]].to_dict("records")
        steps = tuple(_Step(max(dates.parse(date_of[r[e]]).last for e in ("a_event", "b_event")), dates.parse(r["until"]).first if r["until"] else None,
                            0.0 if isnan(r["jaccard"]) else r["jaccard"], 1.0 if isnan(r["jaccard_high"]) else r["jaccard_high"], r["informative"],
                            f"{'' if r['shared'] == r['shared_high'] else '≥ '}{r['shared']}" if r["shared"] or not r["shared_high"] else "?") for r in mine)
        found.append(_Panel(f"{name[a]} · {name[b]}", _last(mine[-1]) if mine else "no list of one of them", steps))
    return found


def _last(row: Mapping) -> str:
    """What the last two lists of a pair share, in words."""
    if row["shared"] == row["shared_high"]:
        return f"last: {row['shared'] or 'none'} of {row['a_length'] + row['b_length'] - row['shared']} shared"
    if row["informative"]:
        return f"last: {row['shared']} to {row['shared_high']} shared" if row["shared"] else f"last: at most {row['shared_high']} shared"
    return f"last: at least {row['shared']} shared" if row["shared"] else "last: none for certain"


@dataclass(frozen=True)
class _Axis:
    """The axis of time that all panels share, and how wide a panel is."""
    first: date
    last: date
    wide: float

    @classmethod
    def of(cls, days: Sequence[date]) -> _Axis:
        wide = (style.BODY - _NUMBERS - _GAP * (_ACROSS - 1)) / _ACROSS
        return cls(date(min(days).year, 1, 1), max(days), wide) if days else cls(date(1, 1, 1), date(1, 12, 31), wide)

    def x(self, day: date | None) -> float:
        """How far right of a panel's left edge a day begins; without a day, the end of the axis."""
        return self.wide if day is None else self.wide * (1 - _AFTER) * (day - self.first).days / max((self.last - self.first).days, 1)

    @property
    def years(self) -> range:
        """The years that begin on the axis, what is drawn after the last day included."""
        end = self.first.toordinal() + int((self.last - self.first).days / (1 - _AFTER))
        return range(self.first.year, date.fromordinal(min(end, date.max.toordinal())).year + 1)


def _draw(ax: Axes, axis: _Axis, panel: _Panel, left: float, top: float, numbers: bool) -> None:
    marks.write(ax, left, top + 8, marks.fit(panel.names, axis.wide, bold=True), bold=True)
    marks.write(ax, left, top + 26, marks.fit(panel.said, axis.wide, style.NOTE), size=style.NOTE, colour=style.MUTED)
    floor = top + _HEAD + _HIGH
    for value in (0, 0.5, 1):
        y = floor - _HIGH * value
        ax.plot([left, left + axis.wide], [y, y], color=style.GRID if value else style.MUTED, linewidth=1, zorder=0.5)
        if numbers:
            marks.write(ax, left - 8, y, f"{value:g}", size=style.NOTE, colour=style.MUTED, align="right")
    if panel.steps:
        ticks = axis.years[::ceil(4 * len(axis.years) / axis.wide)]
        named = ticks[::ceil(36 * len(ticks) / axis.wide)]
        for year in ticks:
            x = left + axis.x(date(year, 1, 1))
            ax.plot([x, x], [floor, floor + 5], color=style.MUTED, linewidth=1)
            if year in named and axis.x(date(year, 1, 1)) + 30 <= axis.wide + _GAP / 2:
                # Beside its tick; the last one of the row a little further left where the drawing ends.
                marks.write(ax, min(x + 3, style.BODY - marks.width(str(year), style.NOTE)), floor + 12, str(year), size=style.NOTE, colour=style.MUTED)
    else:
        marks.bar(ax, left, floor - _HIGH / 2, axis.wide, _HIGH, unknown=True)
    for step in panel.steps:
        _step(ax, left + axis.x(step.begin), left + axis.x(step.end), floor, step)


def _step(ax: Axes, begin: float, end: float, floor: float, step: _Step) -> None:
    wide, low, high = max(end - begin, 1.0), floor - _HIGH * step.low, floor - _HIGH * step.high
    if step.low:
        ax.add_patch(Rectangle((begin, low), wide, floor - low, facecolor=style.GREY))
    if step.high > step.low:
        marks.bar(ax, begin, (low + high) / 2, wide, low - high, unknown=True)
    if step.informative:
        ax.plot([begin, begin + wide], [low, low], color=style.INK, linewidth=2.5)
    if marks.width(step.shared, style.NOTE) + 4 <= wide:
        marks.write(ax, begin + wide / 2, low - 10, step.shared, size=style.NOTE, align="center", halo=True)


def _key(panels: Sequence[_Panel]) -> list[Entry]:
    steps = [s for p in panels for s in p.steps]
    entries: list[Entry] = []
    if steps:
        entries.append(("shared for certain", lambda ax, x, y: marks.bar(ax, x - 8, y, 16, 12, style.GREY)))
    if any(s.informative for s in steps):
        entries.append(("with a line: bounds a half apart or less", lambda ax, x, y: ax.plot([x - 8, x + 8], [y, y], color=style.INK, linewidth=2.5)))
    if any(s.high > s.low for s in steps) or not all(p.steps for p in panels):
        entries.append(("possibly shared", lambda ax, x, y: marks.bar(ax, x - 8, y, 16, 12, unknown=True)))
    if any(a.end and a.end < b.begin for p in panels for a, b in pairwise(p.steps)):
        entries.append(("gap: the dates leave open which lists were the latest", _gap))
    return entries


def _gap(ax: Axes, x: float, y: float) -> None:
    for left in (x - 8, x + 4):
        marks.bar(ax, left, y, 4, 12, style.GREY)


def _description(panels: Sequence[_Panel], grain: str) -> str:
    if not panels:
        return "A sentence: there is one partner, so there is no pair."
    said = "; ".join(f"{p.names}: {p.said}" for p in panels)
    return (f"{count(len(panels), 'pair').capitalize()} as small charts over one axis of time, the part of {grain}s that both lists name upwards from 0 to 1. The solid part is certain, "
            f"the hatched part possible. {said}.")


def _table(data: Dataset, table: pd.DataFrame) -> pd.DataFrame:
    date_of = dict(zip(data.events["event"], data.events["date"]))
    return pd.DataFrame({
        "One partner": [data.label("partners", p) for p in table["a"]], "Its list of": [date_of[e] for e in table["a_event"]],
        "The other": [data.label("partners", p) for p in table["b"]], "Its list of (the other)": [date_of[e] for e in table["b_event"]],
        "Side by side": ["certain" if c else "the dates leave it open" for c in table["certain"]], "Length": table["a_length"], "Length (the other)": table["b_length"],
        "Shared": table["shared"], "Shared at most": table["shared_high"], "Jaccard index": table["jaccard"].round(3), "Jaccard index at most": table["jaccard_high"].round(3),
        "Can be judged": table["informative"]})
