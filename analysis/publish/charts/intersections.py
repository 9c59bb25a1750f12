"""The intersections: which topics stand on exactly which partners' lists, after the UpSet plot of Lex et al. (2014), lying on its side."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from math import nan

import pandas as pd
from matplotlib.axes import Axes

from analysis import dates, overlap
from analysis.dataset import Dataset
from analysis.findings import Choices
from analysis.presence import LISTED, NOT_LISTED, presence
from analysis.publish import marks, style
from analysis.publish.chart import Chart
from analysis.publish.charts import contested
from analysis.publish.charts.notes import Entry, key_height, note, state_key
from analysis.publish.charts.order import colours, grouped
from analysis.publish.charts.words import Compared, compared, heading, permanent, pillar_key, which_lists
from analysis.wording import count, join, span

_STEP, _LEVEL, _LINE, _HEADS = 26, 16, 18, 36   # from partner to partner; from name to name; from line to line; height of the numbers' heads
_MARK, _CELL, _BARS, _SPACE = 9, 13, 170, 15    # the square beside a name; a cell of a bar; the longest bar; between two names
_TOTALS = 62                                    # the column on the right


def intersections(data: Dataset, grain: str = "topic", when: str = "latest") -> Chart:
    """Every set of partners in a row: its members as joined dots, and the codes that stand on exactly their lists, as cells of a bar and by name.

    The rows are those of `overlap.intersections`, from the largest set to the smallest, the empty ones too (of more than `overlap.ALL_SETS` partners those that
    can occur; how many are left out is said). On the right: how many codes stand on the members' lists, on others' or not. Where presence is unknown,
    hatched cells stand for codes that may belong to a set. A dagger flags a code about which documents of a member differ. ValueError for another grain or `when` (see `presence`).

    >>> from analysis.example import toy
    >>> intersections(toy(), when="launch").table[["Partners", "On exactly these lists", "Topics on exactly these"]].values.tolist()[1]
    ['Arden and Bland', 2, 'Network one; Robots']
    """
    lists, hue, found = compared(data, grain, when), colours(data, grain), overlap.intersections(data, grain, when).to_dict("records")
    labels, open_, fought = presence(data, grain, "event").labels, possible(data, grain, when), presence(data, grain, when).contested
    place = {code: n for n, code in enumerate(code for codes in grouped(data, grain).values() for code in codes)}
    number = max((marks.width(span(r["exclusive"], r["exclusive_high"], 0), bold=True) for r in found), default=0)
    cell = min(_CELL, _BARS / max([1, *(r["exclusive_high"] for r in found)]))
    frame = _Frame(_STEP * len(lists) + 8 + number, cell, max([5, *(r["exclusive_high"] for r in found)]) * cell)
    rows, before = [], None
    for r in found:
        differ = {code for partner, code in fought if partner in r["members"]}
        sure = [(contested.dagger(labels[c], c in differ), hue[c]) for c in sorted(r["codes"], key=place.get)]
        perhaps = [contested.dagger(labels[c], c in differ) for c in sorted(open_.get(r["members"], ()), key=place.get)]
        rows.append(frame.row(r, sure, perhaps, apart=before not in (None, r["size"])))
        before = r["size"]
    left_out = overlap.left_over(data, grain, when)
    below = f"{left_out} more sets of partners are left out: no {grain} stands for certain on exactly their lists." if left_out else ""
    key = _key(data, rows, bool(fought))
    top = key_height(key) + 6
    head = top + _LEVEL * len(lists) + _HEADS
    height = head + sum(row.height for row in rows) + (_LINE if below else 0)
    return Chart(
        permanent("intersections", grain, when), heading(data, "everybody", f"Which {grain}s stand on whose lists", Choices(grain, when)),
        f"The {grain}s on the {which_lists(when)}, by whose lists name them: every set of partners, from all to one alone, also where no {grain} stands on exactly "
        f"their lists. Number of {grain}s; on the right, those that the partners' lists share, whether or not others name them too.",
        _description(rows, lists, grain), note(data), _table(found, lists, labels, open_, fought, grain),
        partial(_draw, rows=rows, lists=lists, frame=frame, key=key, top=top, head=head, below=below, grain=grain), height)


def possible(data: Dataset, grain: str, when: str) -> dict[tuple[str, ...], list[str]]:
    """The codes that may, for all that was read, stand on exactly a set's lists, by set (ids in the partners' order). A code for certain on them is not one.

    >>> from analysis.example import toy
    >>> possible(toy(), "topic", "latest")[("a", "b")]
    ['net']
    """
    shown, result = presence(data, grain, when), {}
    given = [c.date for c in shown.columns if c.date]
    for code in shown.known_by(max(given, key=lambda d: dates.parse(d).last)) if given else ():
        sets = [()]
        for c in shown.columns:
            state = shown.state(c.key, code)
            sets = [s + (c.key,) for s in sets if state != NOT_LISTED] + [s for s in sets if state != LISTED]
        for members in sets if len(sets) > 1 else ():
            result.setdefault(members, []).append(code)
    return result


@dataclass(frozen=True)
class _Row:
    """A set: its members, its numbers in words, the cells of its bar (colour; "" if hatched), and names with colour and place (x, line)."""
    members: tuple[str, ...]
    exclusive: str
    inclusive: str
    cells: tuple[str, ...]
    names: tuple[tuple[str, str, float, int], ...]
    perhaps: tuple[str, ...]
    apart: bool

    @property
    def height(self) -> float:
        lines = len(self.perhaps) + (self.names[-1][3] + 1 if self.names else 0)
        return _LINE * max(lines, 1) + (9 if lines else 2) + 8 * self.apart


@dataclass(frozen=True)
class _Frame:
    """Where things stand: the right end of the numbers, the size of a cell, the longest bar."""
    number: float
    cell: float
    bar: float

    @property
    def bars(self) -> float:
        return self.number + 8

    @property
    def names(self) -> float:
        return self.bars + self.bar + 14

    def row(self, r: Mapping, sure: Sequence[tuple[str, str]], perhaps: Sequence[str], apart: bool) -> _Row:
        """A set with its names set in lines, as many on a line as fit."""
        width = style.BODY - _TOTALS - self.names
        names, x, line = [], 0.0, 0
        for label, colour in sure:
            text = contested.fit(label, width - _MARK - 6)
            needed = _MARK + 6 + marks.width(text)
            if x and x + needed > width:
                x, line = 0.0, line + 1
            names.append((text, colour, x, line))
            x += needed + _SPACE
        open_ = marks.wrap(f"perhaps {join(perhaps, 'or')}", width, style.NOTE) if perhaps else []
        if len(open_) > 2:
            open_ = [open_[0], marks.fit("".join(open_[1:]), width, style.NOTE)]
        cells = [colour for _, colour in sure] + [""] * (r["exclusive_high"] - r["exclusive"])
        return _Row(r["members"], span(r["exclusive"], r["exclusive_high"], 0), span(r["inclusive"], r["inclusive_high"], 0),
                    tuple(cells), tuple(names), tuple(open_), apart)


def _key(data: Dataset, rows: Sequence[_Row], flagged: bool) -> list[Entry]:
    used = {colour for row in rows for colour in row.cells}
    open_ = [("may belong here: not all was read", lambda ax, x, y: marks.bar(ax, x - 6, y, 12, 12, unknown=True))] if "" in used else []
    return state_key({NOT_LISTED}) + pillar_key(data, used) + open_ + contested.dagger_key(flagged)


def _draw(ax: Axes, rows: Sequence[_Row], lists: Mapping[str, Compared], frame: _Frame, key: list[Entry], top: float, head: float, below: str,
          grain: str) -> None:
    marks.key(ax, 0, 8, key)
    at = {partner: 8 + _STEP * n for n, partner in enumerate(lists)}
    for n, (partner, c) in enumerate(lists.items()):
        x, y = at[partner], top + 8 + _LEVEL * n
        marks.write(ax, x - 5, y, marks.fit(f"{c.name}, {c.list}", style.BODY - x))
        ax.plot([x, x], [y + 9, head - 2], color=style.GRID, linewidth=1)
    marks.write(ax, frame.bars, head - 14, f"{grain}s on exactly these lists", size=style.NOTE, colour=style.MUTED)
    for n, text in enumerate(("on these,", "others or not")):
        marks.write(ax, style.BODY, head - 28 + 14 * n, text, size=style.NOTE, colour=style.MUTED, align="right")
    y = head + 8
    for row in rows:
        y += 8 * row.apart
        line, ink = [], style.INK if row.cells else style.MUTED
        for partner, x in at.items():
            marks.mark(ax, x, y, LISTED if partner in row.members else NOT_LISTED, ink, size=11 if row.cells else 8)
            line += [x] if partner in row.members else [x - 5, nan, x + 5]   # broken where it passes another's ring
        ends = [line.index(at[partner]) for partner in row.members]
        ax.plot(line[ends[0]:ends[-1] + 1], [y] * (ends[-1] - ends[0] + 1), color=ink, linewidth=2 if row.cells else 1)
        marks.write(ax, frame.number, y, row.exclusive, bold=bool(row.cells), align="right", colour=ink)
        marks.write(ax, style.BODY, y, row.inclusive, align="right", colour=style.MUTED)
        for n, colour in enumerate(row.cells):
            marks.bar(ax, frame.bars + n * frame.cell, y, frame.cell - 1.5, _CELL, colour, unknown=not colour)
        for text, colour, x, line in row.names:
            marks.bar(ax, frame.names + x, y + _LINE * line, _MARK, _MARK, colour)
            marks.write(ax, frame.names + x + _MARK + 6, y + _LINE * line, text)
        for n, text in enumerate(row.perhaps):
            line = n + (row.names[-1][3] + 1 if row.names else 0)
            marks.write(ax, frame.names, y + _LINE * line, text, size=style.NOTE, colour=style.MUTED)
        y += row.height - 8 * row.apart
    if below:
        marks.write(ax, 0, y, below, size=style.NOTE, colour=style.MUTED)


def _description(rows: Sequence[_Row], lists: Mapping[str, Compared], grain: str) -> str:
    longest = max(rows, key=lambda row: len(row.cells), default=None)
    most = f" The longest bar, {longest.exclusive}, is that of {join([lists[p].name for p in longest.members])}." if longest and longest.cells else ""
    return (f"Plot of intersections, an UpSet plot lying on its side, with a row for each of {len(rows)} sets of {count(len(lists), 'partner')}. On the left joined dots mark whose "
            f"lists are meant; beside them a bar has a cell for each {grain} on exactly these lists, and its name follows. A hatched cell is a {grain} that may belong there. "
            f"On the right stands how many {grain}s these lists share in all.{most}")


def _table(found: Sequence[Mapping], lists: Mapping[str, Compared], labels: Mapping[str, str], open_: Mapping[tuple, Sequence[str]], fought: frozenset[tuple[str, str]],
           grain: str) -> pd.DataFrame:
    def names(members: Sequence[str], codes: Sequence[str]) -> str:
        return "; ".join(contested.said(labels[c], any((p, c) in fought for p in members)) for c in codes)

    return pd.DataFrame([{
        "Partners": join([lists[p].name for p in r["members"]]), "Number of partners": r["size"],
        "On exactly these lists": r["exclusive"], "On exactly these lists at most": r["exclusive_high"],
        "On these, others or not": r["inclusive"], "On these, others or not, at most": r["inclusive_high"],
        f"{grain.capitalize()}s on exactly these": names(r["members"], r["codes"]),
        "Perhaps on exactly these": names(r["members"], open_.get(r["members"], ()))} for r in found])
