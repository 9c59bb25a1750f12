"""Where the stages of instruments stand on the page: marks, lanes and rows of the timeline of the legal tier."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from analysis import dates
from analysis.dataset import Dataset, categories
from analysis.publish import marks, style
from analysis.publish.charts.notes import short_date

SHAPES = ("s", "^", "D", "o", "P", "X", "v")     # by the stage's place in the order of stages
FROM, TO = 14, style.BODY - 14                   # the axis
NAME, LANE, BETWEEN = 16, 28, 6                  # heights: of a line of a name, of a lane of marks, under an instrument
CLOSE, GAP = 13, 7                               # marks nearer than this get lanes of their own; between a mark and what is written beside it


@dataclass(frozen=True)
class Mark:
    """A stage on the page: where each of its dates stands and whether more than secondary sources have it, from where to where these leave the stage open, its letter
    and shape, and whether sources disagree."""
    at: tuple[float, ...]
    firm: tuple[bool, ...]
    start: float
    end: float
    letter: str
    shape: str
    contested: bool

    @property
    def left(self) -> float:
        """The left edge of all that it draws."""
        return min(self.start, min(self.at) - CLOSE / 2)

    @property
    def right(self) -> float:
        """The right edge of all that it draws."""
        return max(self.end, max(self.at) + CLOSE / 2)


@dataclass(frozen=True)
class Row:
    """An instrument: its name in lines, its marks in lanes, and what is written to the right of the last of them or below it, or to the left of one that stands alone."""
    partner: str
    name: tuple[str, ...]
    lanes: tuple[tuple[Mark, ...], ...]
    latest: str
    beside: str

    @property
    def height(self) -> float:
        """The height of its name and lanes."""
        return NAME * len(self.name) + LANE * len(self.lanes) + BETWEEN + 16 * (self.beside == "below")


def initials(labels: Sequence[str]) -> list[str]:
    """A letter for each label, its first if no label before has it, else the first that is free; a number where all are taken.

    >>> initials(["Mandate", "Signed", "Sealed", "S"])
    ['M', 'S', 'E', '4']
    """
    found: list[str] = []
    for n, label in enumerate(labels, 1):
        found.append(next((c.upper() for c in label if c.isalpha() and len(c.upper()) == 1 and c.upper() not in found), str(n)))
    return found


def placed(data: Dataset, stages: Sequence[Mapping], first: date, last: date) -> list[Row]:
    """A row for each instrument that the stages (rows of `instruments.stages`) are of, on an axis from the first to the last day.

    >>> from analysis.example import toy
    >>> from analysis.instruments import stages
    >>> [row.latest for row in placed(toy("record"), stages(toy("record")).to_dict("records"), date(2022, 1, 1), date(2025, 1, 1))]
    ['Signed Feb 2024 (secondary only)']
    """
    name, labels = dict(zip(data.instruments["instrument"], data.instruments["name"])), categories(data.descriptor, "milestones", "stage")
    look = {stage: (letter, SHAPES[n % len(SHAPES)]) for n, (stage, letter) in enumerate(zip(labels, initials(list(labels.values()))))}
    found = []
    for instrument in dict.fromkeys(s["instrument"] for s in stages):
        mine = [s for s in stages if s["instrument"] == instrument]
        lines = marks.wrap(name[instrument], style.BODY)
        lines = [*lines[:1], marks.fit("".join(lines[1:]), style.BODY)] if len(lines) > 2 else lines
        lanes = _lanes([_mark(s, *look[s["stage"]], first, last) for s in mine])
        said = marks.fit(f"{labels[mine[-1]['stage']]} {_dated(mine[-1])}", style.BODY - 20, style.NOTE)
        wide, end = marks.width(said, style.NOTE) + GAP, lanes[-1]
        beside = "right" if end[-1].right + wide <= style.BODY else "left" if len(end) == 1 and end[0].left - wide >= 0 else "below"
        found.append(Row(data.label("partners", mine[-1]["partner"]), tuple(lines), lanes, said, beside))
    return found


def _dated(stage: Mapping) -> str:
    """The dates of a stage in short, each that only secondary sources give marked: once for all where it is so of the whole stage."""
    alone = [" (secondary only)" * (not firm and not stage["secondary"]) for firm in stage["firm"]]
    return " or ".join(f"{short_date(d)}{lone}" for d, lone in zip(stage["stated"], alone)) + " (secondary only)" * bool(stage["secondary"])


def _mark(stage: Mapping, letter: str, shape: str, first: date, last: date) -> Mark:
    spans = [dates.parse(d) for d in stage["stated"]]
    ends = [(where(s.first.toordinal(), first, last), where(s.last.toordinal() + 1, first, last)) for s in spans]
    at, firm = [(a + b) / 2 for a, b in ends], stage["firm"]
    if len(at) > 1 and any(b - a < CLOSE for a, b in zip(sorted(at), sorted(at)[1:])):     # too near for a mark each: one in the middle, under a span that is seen
        at, firm = [(min(at) + max(at)) / 2], (any(firm),)
    wide = stage["contested"] or any(s.precision != "day" for s in spans)
    start, end = (min(a for a, _ in ends), max(b for _, b in ends)) if wide else (min(at), max(at))
    if stage["contested"]:
        start, end = min(start, min(at) - 11), max(end, max(at) + 11)
    return Mark(tuple(at), tuple(firm), start, end, letter, shape, stage["contested"])


def _lanes(found: Sequence[Mark]) -> tuple[tuple[Mark, ...], ...]:
    """The marks of an instrument in lanes, in order of stage: one that would touch, or lie before, the one before it begins a lane below."""
    lanes: list[list[Mark]] = [[]]
    for mark in found:
        if lanes[-1] and mark.left < lanes[-1][-1].right:
            lanes.append([])
        lanes[-1].append(mark)
    return tuple(map(tuple, lanes))


def axis(stated: Sequence[str]) -> tuple[date, date]:
    """The days on which the axis begins and ends: a new year's day, and the first one after the last date."""
    spans = [dates.parse(d) for d in stated]
    first, last = (min(s.first for s in spans), max(s.last for s in spans)) if spans else (date(2000, 1, 1), date(2000, 12, 31))
    return date(first.year, 1, 1), date(min(last.year + 1, date.max.year), 1, 1) if last.year < date.max.year else date.max


def where(day: int, first: date, last: date) -> float:
    """The x of the beginning of a day on an axis from the first to the last day.

    >>> where(date(2024, 1, 1).toordinal(), date(2024, 1, 1), date(2025, 1, 1)) == FROM
    True
    """
    return FROM + (TO - FROM) * (day - first.toordinal()) / (last - first).days
