"""The events of the chart of first mentions, and the axis of time on which their words and the names beside them have room."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from matplotlib.axes import Axes

from analysis import dates
from analysis.publish import marks, style

ROW = 17                                             # the height of a code
HEAD, NAME, BESIDE, NUMBERS = 210, 250, 12, 30       # the widest words and names beside the steps; the space between; the scale's numbers

@dataclass(frozen=True)
class Event:
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
        last = whole if n > 1 or marks.width(whole, style.NOTE) <= HEAD else whole.rpartition(": ")[0] or whole
        first, *rest = [*self.words[:n - 1], last]
        return [(first, {"size": style.LABEL if n > 1 else style.NOTE, "bold": n > 1}), *((text, {"size": style.NOTE}) for text in rest)]


@dataclass(frozen=True)
class Years:
    """The axis of time: from the first day of a year to a last day, and where both stand."""
    first: date
    last: date
    left: float
    length: float

    @classmethod
    def of(cls, events: Sequence[Event]) -> Years:
        """As long as leaves room for the words to the left of each step and the names to the right of it."""
        first = date(min(e.span.first for e in events).year, 1, 1)
        last = max(e.span.last for e in events)
        for length in range(style.BODY - NUMBERS, 160, -6):
            axis = cls(first, last, 0, length)
            left = NUMBERS + max([0, *(min(HEAD, max(marks.width(text, **how) for text, how in e.lines)) + BESIDE - axis.x(e.span.first)
                                        for e in events if e.codes)])
            right = max([length, axis.x(date(last.year, 1, 1)) + 37, *(axis.beside(e) + min(NAME, max(marks.width(name, bold=bold) for name, _, bold in e.codes))
                                   for e in events if e.codes)])
            if left + right <= style.BODY:
                break
        return cls(first, last, left, length)

    def x(self, day: date, after: int = 0) -> float:
        """Where a day begins, or a day some days after it."""
        return self.left + self.length * ((day - self.first).days + after) / ((self.last - self.first).days + 1)

    def beside(self, event: Event) -> float:
        """Where the names of an event's codes begin."""
        low, high = self.x(event.span.first), self.x(event.span.last, 1)
        return max(high, (low + high) / 2 + 6) + BESIDE - 3

    def draw(self, ax: Axes, total: int, floor: float) -> None:
        """Years along the floor, numbers up to the total along the left."""
        each = next(n for k in range(9) for n in (10 ** k, 2 * 10 ** k, 5 * 10 ** k) if total <= 5 * n)
        for n in [*(n for n in range(0, total, each) if total - n > each / 2), total]:
            y = floor - ROW * n
            marks.write(ax, NUMBERS - 8, y, str(n), size=style.NOTE, colour=style.MUTED, align="right")
            ax.plot([NUMBERS, self.left + self.length], [y, y], color=style.GRID if n else style.MUTED, linewidth=1)
        years = range(self.first.year, self.last.year + 1)
        for year in years[::ceil(40 * len(years) / self.length)]:
            x = self.x(date(year, 1, 1))
            ax.plot([x, x], [floor, floor + 20], color=style.MUTED, linewidth=1)
            marks.write(ax, x + 5, floor + 12, str(year), size=style.NOTE, colour=style.MUTED)
