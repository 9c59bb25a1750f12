"""First mentions over time: which list was the first to name each code, as steps at real dates."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from analysis import dates
from analysis.dataset import Dataset, categories
from analysis.findings import Choices
from analysis.presence import presence
from analysis.publish import marks, style
from analysis.publish.chart import Chart
from analysis.publish.charts import chronicle
from analysis.publish.charts.notes import Entry, key_height, note, short_date
from analysis.publish.charts.order import colours
from analysis.publish.charts.words import heading, permanent, pillar_key
from analysis.wording import count

_ROW, _YEARS, _EVENT = 17, 40, 20             # heights: a code, the axis of years, an event that is no step
_HEAD, _NAME, _BESIDE, _NUMBERS = 210, 250, 12, 30   # the widest words and names beside the steps; the space between; the scale's numbers
_SHAPES = ("D", "o", "s", "^", "v", "P", "X")   # by the kind's place in the order of kinds, as on the timeline


@dataclass(frozen=True)
class _Event:
    """An event, or several whose lists name the same codes first: dates, kind and its shape, what is said of it in three parts, the codes with their
    colours and whether their names are bold: those that a Council's list was the first to name, since they are what the finding is about."""
    span: dates.Interval
    kind: str
    shape: str
    read: bool
    words: tuple[str, ...]
    codes: tuple[tuple[str, str, bool], ...]

    @property
    def lines(self) -> list[tuple[str, dict]]:
        """What is said of it and in which letters: in no more lines than it has codes, so that events never stand in each other's way."""
        n = max(1, min(len(self.codes), len(self.words)))
        whole = ", ".join(self.words[n - 1:])
        # Where one line must hold it all and cannot, the number goes: the codes are counted by their names beside it.
        last = whole if n > 1 or marks.width(whole, style.NOTE) <= _HEAD else whole.rpartition(": ")[0] or whole
        first, *rest = [*self.words[:n - 1], last]
        return [(first, {"size": style.LABEL if n > 1 else style.NOTE, "bold": n > 1}), *((text, {"size": style.NOTE}) for text in rest)]


def first_mentions(data: Dataset, grain: str = "topic") -> Chart:
    """How many codes the lists read have named so far, as steps at real dates, each code written at the list that names it first.

    The numbers are those of `evolution.first_mentions`. A date that is no day is drawn as wide as its month or year; the mark's shape says the kind of event.
    Below the axis stand the events that are no step: those without a list seen, and those whose list names only what a list had named. ValueError for another
    grain.

    >>> from analysis.example import toy
    >>> first_mentions(toy()).table[["Date", "Partner", "Topic", "So far"]].values.tolist()[1:3]
    [['2022-05', 'Arden', 'Robots', 2], ['2023', 'Arden', 'none: no list seen', 2]]
    """
    events = _events(data, grain)
    steps, others = [e for e in events if e.codes], [e for e in events if not e.codes]
    key = _key(data, events)
    top = key_height(key) + 14
    floor = top + _ROW * sum(len(e.codes) for e in steps)

    def draw(ax: Axes) -> None:
        axis = _Axis.of(events)
        marks.key(ax, 0, 8, key)
        axis.draw(ax, sum(len(e.codes) for e in steps), floor)
        _stairs(ax, axis, steps, floor)
        for n, event in enumerate(others):
            _other(ax, axis, event, floor + _YEARS + 8 + _EVENT * n)

    def sentence(ax: Axes) -> None:
        marks.write(ax, 0, 12, f"No list was read, so that none was the first to name a {grain}.", colour=style.MUTED)

    return Chart(
        permanent("first-mentions", grain), heading(data, "raised", f"Which list was the first to name each {grain}", Choices(grain)),
        f"Number of {grain}s named so far on the lists that were read, by date of list; each {grain} is written at the list that named it first. A grey band is a date stated "
        "without a day. Below, events that add none: where no list was seen, it may have named some earlier.",
        _description(steps, others, grain), note(data), chronicle.table(data, grain), draw if steps else sentence,
        floor + _YEARS + _EVENT * len(others) if steps else 24)


def _events(data: Dataset, grain: str) -> list[_Event]:
    label, hue, kinds, result = presence(data, grain, "event").labels, colours(data, grain), categories(data.descriptor, "events", "kind"), []
    for rows, codes in chronicle.chronicle(data, grain):
        place = min(list(kinds).index(r["kind"]) for r in rows)
        dated = short_date(rows[0]["date"]) + (f": {count(len(codes), grain)}" if codes else "")
        result.append(_Event(dates.parse(rows[0]["date"]), list(kinds.values())[place], _SHAPES[place % len(_SHAPES)], rows[0]["lists"] > 0,
                             (*chronicle.said(data, rows), dated), tuple((label[c], hue[c], list(kinds)[place] == "council") for c in codes)))
    return result


@dataclass(frozen=True)
class _Axis:
    """The axis of time: from the first day of a year to a last day, and where both stand."""
    first: date
    last: date
    left: float
    length: float

    @classmethod
    def of(cls, events: Sequence[_Event]) -> _Axis:
        """As long as leaves room for the words to the left of each step and the names to the right of it."""
        first = date(min(e.span.first for e in events).year, 1, 1)
        last = max(e.span.last for e in events)
        for length in range(style.BODY - _NUMBERS, 160, -6):
            axis = cls(first, last, 0, length)
            left = _NUMBERS + max([0, *(min(_HEAD, max(marks.width(text, **how) for text, how in e.lines)) + _BESIDE - axis.x(e.span.first)
                                        for e in events if e.codes)])
            right = max([length, axis.x(date(last.year, 1, 1)) + 37, *(axis.beside(e) + min(_NAME, max(marks.width(name, bold=bold) for name, _, bold in e.codes))
                                   for e in events if e.codes)])
            if left + right <= style.BODY:
                break
        return cls(first, last, left, length)

    def x(self, day: date, after: int = 0) -> float:
        """Where a day begins, or a day some days after it."""
        return self.left + self.length * ((day - self.first).days + after) / ((self.last - self.first).days + 1)

    def beside(self, event: _Event) -> float:
        """Where the names of an event's codes begin."""
        low, high = self.x(event.span.first), self.x(event.span.last, 1)
        return max(high, (low + high) / 2 + 6) + _BESIDE - 3

    def draw(self, ax: Axes, total: int, floor: float) -> None:
        """Years along the floor, numbers up to the total along the left."""
        each = next(n for k in range(9) for n in (10 ** k, 2 * 10 ** k, 5 * 10 ** k) if total <= 5 * n)
        for n in [*(n for n in range(0, total, each) if total - n > each / 2), total]:
            y = floor - _ROW * n
            marks.write(ax, _NUMBERS - 8, y, str(n), size=style.NOTE, colour=style.MUTED, align="right")
            ax.plot([_NUMBERS, self.left + self.length], [y, y], color=style.GRID if n else style.MUTED, linewidth=1)
        years = range(self.first.year, self.last.year + 1)
        for year in years[::ceil(40 * len(years) / self.length)]:
            x = self.x(date(year, 1, 1))
            ax.plot([x, x], [floor, floor + 20], color=style.MUTED, linewidth=1)
            marks.write(ax, x + 5, floor + 12, str(year), size=style.NOTE, colour=style.MUTED)


def _stairs(ax: Axes, axis: _Axis, steps: Sequence[_Event], floor: float) -> None:
    xs, ys, y = [axis.left], [floor], floor
    for step in steps:
        low, high = axis.x(step.span.first), axis.x(step.span.last, 1)
        top = y - _ROW * len(step.codes)
        if step.span.precision != "day":
            ax.add_patch(Rectangle((low, top), high - low, y - top, facecolor=style.GRID))
        xs += [(low + high) / 2] * 2
        ys += [y, top]
        for n, (text, how) in enumerate(step.lines):
            marks.write(ax, low - _BESIDE, top + _ROW * (n + 0.5), marks.fit(text, low - _BESIDE - _NUMBERS, **how), align="right",
                        colour=style.MUTED if n else style.INK, **how)
        y = top
    ax.plot([*xs, axis.left + axis.length + 6], [*ys, y], color=style.INK, linewidth=1.5)
    for step, x, y in zip(steps, xs[1::2], ys[2::2]):
        for n, (name, colour, bold) in enumerate(step.codes):
            marks.mark(ax, x, y + _ROW * (n + 0.5), style.LISTED, colour, size=10, marker=step.shape)
            marks.write(ax, axis.beside(step), y + _ROW * (n + 0.5), marks.fit(name, style.BODY - axis.beside(step), bold=bold), bold=bold)


def _other(ax: Axes, axis: _Axis, event: _Event, y: float) -> None:
    """An event that is no step: hatched over its date if no list was seen, else its mark; its words on the side that has the room."""
    low, high = axis.x(event.span.first), axis.x(event.span.last, 1)
    middle, half = (low + high) / 2, max(high - low, 12) / 2
    if event.read:
        if event.span.precision != "day":
            marks.bar(ax, low, y, high - low, 12, style.GRID)
        marks.mark(ax, middle, y, style.LISTED, style.MUTED, size=9, marker=event.shape)
    else:
        marks.bar(ax, middle - half, y, 2 * half, 12, unknown=True)
    who, what = ", ".join(event.words), "no first mention" if event.read else "no list seen"
    how = {"size": style.NOTE, "colour": style.MUTED}
    left, right = middle - half - 8, style.BODY - middle - half - 8
    # What the mark itself says is left out where the words would not fit beside it.
    text = next((t for t in (f"{who}: {what}", who) if marks.width(t, style.NOTE) <= max(left, right)), f"{who}: {what}")
    needed = marks.width(text, style.NOTE)
    if right >= min(needed, max(left, _NAME)):
        marks.write(ax, middle + half + 8, y, marks.fit(text, right, style.NOTE), **how)
    elif left >= min(needed, _NAME):
        marks.write(ax, middle - half - 8, y, marks.fit(text, left, style.NOTE), align="right", **how)
    else:   # the date spans nearly all of the axis
        text = marks.fit(text, style.BODY - 20, style.NOTE)
        needed = marks.width(text, style.NOTE) + 10
        marks.bar(ax, (style.BODY - needed) / 2, y, needed, 13, style.GROUND)
        marks.write(ax, style.BODY / 2, y, text, align="center", **how)


def _key(data: Dataset, events: Sequence[_Event]) -> list[Entry]:
    shapes = {e.shape: e.kind for e in events if e.read}
    entries = [(f"{kind} list", lambda ax, x, y, s=s: marks.mark(ax, x, y, style.LISTED, size=10, marker=s)) for s, kind in shapes.items()]
    if not all(e.read for e in events):
        entries.append(("no list seen", lambda ax, x, y: marks.bar(ax, x - 8, y, 16, 12, unknown=True)))
    return entries + pillar_key(data, {colour for e in events for _, colour, _ in e.codes}, 16, 7)


def _description(steps: Sequence[_Event], others: Sequence[_Event], grain: str) -> str:
    if not steps:
        return f"A sentence: no list was read, so that none names a {grain}."
    most = max(steps, key=lambda e: len(e.codes))
    return (f"Steps rising over time, from {steps[0].words[2]} ({steps[0].words[0]}) to {steps[-1].words[2]} ({steps[-1].words[0]}); the highest is {most.words[2]} ({most.words[0]}). "
            f"Each step is as high as the number of {grain}s that its list was the first to name, with their names beside it; the mark's shape says the kind of event. "
            f"Below the axis: {count(len(others), 'event')} that add none, hatched where no list was seen.")
