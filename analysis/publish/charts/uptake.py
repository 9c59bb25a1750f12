"""Who raised a topic first and who took it up later: for each topic a line through time with a mark for each partner's first list that names it."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from math import ceil, isnan

import pandas as pd
from matplotlib.axes import Axes

from analysis import dates
from analysis.dataset import Dataset
from analysis.findings import Choices
from analysis.presence import presence
from analysis.publish import marks, style
from analysis.publish.chart import Chart
from analysis.publish.charts import contested
from analysis.publish.charts.notes import Entry, key_height, note
from analysis.publish.charts.words import heading, permanent
from analysis.uptake import UNDECIDED, start
from analysis.uptake import uptake as rows_of
from analysis.wording import count

_ROW, _LINE, _YEARS = 26, 14, 24                # heights: a code, the second line of its name, the axis of years
_NAME, _BESIDE, _LEFT, _RIGHT = 190, 12, 78, 78   # room for the codes' names; from a mark to a name; room for the names left and right of the marks
_UNDER, _CLOSE = 4, 7                           # from dotted line to dotted line under a line; marks closer than this would hide each other


@dataclass(frozen=True)
class _Mark:
    """A partner's first list that names a code: the days that it may be of, the first day on which the partner may have named the code, whether that is all
    certain, and whether the documents of the list's event differ about the code."""
    partner: str
    low: date
    high: date
    least: date
    undecided: bool
    contested: bool


def uptake(data: Dataset, grain: str = "topic") -> Chart:
    """For every code that stands on the lists of two partners or more: which named it first, and when the others' lists did.

    The numbers are those of `uptake.uptake`. A mark stands in the middle of its list's date; its shape says the partner. A dotted line under it leads back to an
    event of the same partner that has no list, or one read in part, and may have named the code. Hollow marks are those among which dates leave open which
    was first; a ring flags a list of an event whose documents differ about the code. ValueError for another grain.

    >>> from analysis.example import toy
    >>> uptake(toy()).table[["Topic", "Partner", "Order", "Months after, at least"]].values.tolist()[1]
    ['Network one', 'Bland', 'later', 9]
    """
    table = rows_of(data, grain)
    rows = _rows(data, table, grain)
    lines = style.partner_lines(data.partners["partner"].tolist())
    names = {p: short or name for p, short, name in zip(*(data.partners[c] for c in ("partner", "short", "name")))}
    key = _key(rows, lines, names)
    top = key_height(key) + 12 if key else 0
    heads = [_lines(label) for label, _ in rows]
    high = [_ROW + _LINE * (len(head) - 1) for head in heads]

    def draw(ax: Axes) -> None:
        marks.key(ax, 0, 8, key)
        found = [m for _, row in rows for m in row]
        first, last = date(min(m.least for m in found).year, 1, 1), max(m.high for m in found)
        _years(ax, first, last, top, top + _YEARS + sum(high))
        y = top + _YEARS
        for (_, row), head, tall in zip(rows, heads, high):
            for n, text in enumerate(head):
                marks.write(ax, 0, y + _ROW / 2 + _LINE * n, text.strip())
            _draw(ax, row, first, last, y + _ROW / 2, lines, names)
            y += tall

    def sentence(ax: Axes) -> None:
        marks.write(ax, 0, 12, f"No {grain} stands on the lists of two partners.", colour=style.MUTED)

    return Chart(
        permanent("uptake", grain), heading(data, "taken-up", f"Whose list was the first to name each {grain}, and whose came later", Choices(grain)),
        f"{count(len(rows), grain).capitalize()} on the lists of two partners or more, at the date of each partner's first list that names it. A dotted line leads back to an "
        "event without a list, or with one read in part, that may have named it.",
        _description(rows, names, grain), note(data), _table(data, table, grain), draw if rows else sentence, top + _YEARS + sum(high) if rows else 24)


def _rows(data: Dataset, table: pd.DataFrame, grain: str) -> list[tuple[str, list[_Mark]]]:
    shown, found = presence(data, grain, "event"), []
    for (code, label), group in groupby(table.to_dict("records"), key=lambda r: (r["code"], r["label"])):
        row = []
        for r in group:
            s = start(shown, r["partner"], code)
            row.append(_Mark(r["partner"], s.low, s.high, s.least, r["order"] == UNDECIDED, r["contested"]))
        if len(row) > 1:
            found.append((label, sorted(row, key=lambda m: (m.low, m.high))))
    return found


def _lines(label: str) -> list[str]:
    lines = marks.wrap(label, _NAME)
    return lines if len(lines) < 3 else [lines[0], marks.fit("".join(lines[1:]), _NAME)]


def _x(day: date, first: date, last: date) -> float:
    left, right = _NAME + _LEFT + _BESIDE, style.BODY - _RIGHT
    return left + (right - left) * (day - first).days / max((last - first).days, 1)


def _years(ax: Axes, first: date, last: date, top: float, bottom: float) -> None:
    years = range(first.year, last.year + 1)
    for year in years[::ceil(40 * len(years) / 320)]:
        x = _x(date(year, 1, 1), first, last)
        ax.plot([x, x], [top, bottom], color=style.GRID, linewidth=1, zorder=0.5)
        marks.write(ax, x + 4, top + 8, str(year), size=style.NOTE, colour=style.MUTED)


def _draw(ax: Axes, row: Sequence[_Mark], first: date, last: date, y: float, lines: Mapping[str, tuple[str, str]], names: Mapping[str, str]) -> None:
    at = [(_x(m.low, first, last) + _x(m.high, first, last)) / 2 for m in row]
    ax.plot([min(at), max(at)], [y, y], color=style.MUTED, linewidth=1)
    under, edge = 0, min(at)
    for m, x, rise in zip(row, at, _rises(at)):
        colour, shape = lines[m.partner]
        if m.least < m.low:
            under += 1
            back, low = _x(m.least, first, last), y + 3 + _UNDER * min(under, 2)
            edge = min(edge, back)
            ax.plot([back, x], [low, low], color=colour, linewidth=1.5, linestyle=(0, (1, 1.5)))
            ax.plot([back, back], [low - 3, low + 3], color=colour, linewidth=1.5)
        ax.plot([x], [y + rise], linestyle="none", marker=shape, markersize=10, markerfacecolor=style.GROUND if m.undecided else colour, markeredgecolor=colour, markeredgewidth=1.5)
        if m.contested:
            contested.ring(ax, x, y + rise)
    for partner, x, align in ((row[at.index(min(at))].partner, edge - _BESIDE, "right"), (row[at.index(max(at))].partner, max(at) + _BESIDE, "left")):
        marks.write(ax, x, y, marks.fit(names[partner], _LEFT - _BESIDE, style.NOTE), size=style.NOTE, align=align, halo=True)


def _rises(at: Sequence[float]) -> list[float]:
    """How far from its line each mark stands: none, but for marks so close that one would hide the other."""
    place = sorted(range(len(at)), key=lambda n: at[n])
    rises, group = [0.0] * len(at), []
    for n in [*place, None]:
        if n is not None and (not group or at[n] - at[group[-1]] < _CLOSE):
            group.append(n)
            continue
        for k, member in enumerate(group):
            rises[member] = (k - (len(group) - 1) / 2) * min(8, 16 / max(len(group) - 1, 1))
        group = [n]
    return rises


def _key(rows: Sequence[tuple[str, Sequence[_Mark]]], lines: Mapping[str, tuple[str, str]], names: Mapping[str, str]) -> list[Entry]:
    found = [m for _, row in rows for m in row]
    entries = [(marks.fit(names[p], 200, style.NOTE), lambda ax, x, y, c=colour, s=shape: ax.plot([x], [y], linestyle="none", marker=s, markersize=10, color=c))
               for p, (colour, shape) in lines.items() if p in {m.partner for m in found}]
    if any(m.least < m.low for m in found):
        entries.append(("may have named it before", lambda ax, x, y: ax.plot([x - 8, x + 8], [y, y], color=style.MUTED, linewidth=1.5, linestyle=(0, (1, 1.5)))))
    if any(m.undecided for m in found):
        entries.append(("hollow: which was first is undecided", lambda ax, x, y: ax.plot(
            [x], [y], linestyle="none", marker="o", markersize=10, markerfacecolor=style.GROUND, markeredgecolor=style.MUTED, markeredgewidth=1.5)))
    return entries + contested.ring_key(any(m.contested for m in found))


def _description(rows: Sequence[tuple[str, Sequence[_Mark]]], names: Mapping[str, str], grain: str) -> str:
    if not rows:
        return f"A sentence: no {grain} stands on the lists of two partners."
    said = "; ".join(f"{label}: {', '.join(names[m.partner] for m in row)}" for label, row in rows)
    return (f"{count(len(rows), grain).capitalize()} as lines through time, each with a mark for every partner of which a list names it, at the date of the first such list. In order of "
            f"date: {said}.")


def _table(data: Dataset, table: pd.DataFrame, grain: str) -> pd.DataFrame:
    date_of = dict(zip(data.events["event"], data.events["date"]))

    def months(column: str) -> pd.Series:
        return pd.Series([None if isnan(n) else int(n) for n in table[column]], dtype="Int64")
    return contested.column(pd.DataFrame({grain.capitalize(): table["label"], "Partner": [data.label("partners", p) for p in table["partner"]],
                         "First list that names it": [dates.say(date_of[e]) for e in table["event"]], "Order": table["order"],
                         "Months after, at least": months("low"), "Months after, at most": months("high"),
                         contested.WORDS.capitalize(): ["yes" if differ else "" for differ in table["contested"]]}))
