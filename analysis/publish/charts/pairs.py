"""The pairs: how much the lists of every two partners have in common, as two indices on one scale."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from math import isnan

import pandas as pd
from matplotlib.axes import Axes

from analysis import overlap
from analysis.dataset import Dataset
from analysis.findings import Choices
from analysis.presence import presence
from analysis.publish import marks, style
from analysis.publish.chart import Chart
from analysis.publish.charts import contested
from analysis.publish.charts.notes import note
from analysis.publish.charts.words import Compared, compared, heading, permanent, which_lists
from analysis.wording import count, span

# The two indices: name, marker, its size, colour. The first is never larger than the second.
_INDICES = (("Jaccard index", "o", 10, style.INK), ("Overlap coefficient", "D", 8, style.MUTED))
_NAMES, _LINE, _TOP = 245, 16, 26   # the widest row label; from line to line; the height of the scale's numbers


def pairs(data: Dataset, grain: str = "topic", when: str = "latest") -> Chart:
    """Every two partners in a row: a dot for each of two indices of overlap, with its bounds where presence is unknown.

    The rows are those of `overlap.pairs`, with the pairs that share nothing, in order of the Jaccard index's lower bound, then of the partners. An
    index whose bounds are further apart than `overlap.WIDE` is marked uninformative. ValueError for another grain or `when` (see `presence`).

    >>> from analysis.example import toy
    >>> chart = pairs(toy(), when="launch")
    >>> chart.id, chart.table["Jaccard index"].tolist()
    ('pairs-launch', [1.0, 0.0, 0.0])
    """
    found = overlap.pairs(data, grain, when).sort_values("jaccard", ascending=False, kind="stable").to_dict("records")
    lists, plain = compared(data, grain, when), f"What the {Choices(grain, when).lists} of every two partners share{', theme by theme' * (grain == 'theme')}"
    fought = presence(data, grain, when).contested
    rows = [_row(lists[r["a"]], lists[r["b"]], r, any((p, c) in fought for p in (r["a"], r["b"]) for c in r["codes"])) for r in found]
    scale = _scale(rows)
    below = _below(rows, lists, scale, grain)
    height = _TOP + sum(row.height for row in rows) + 6 + _LINE * len(below)
    return Chart(
        permanent("pairs", grain, when), heading(data, "closest", plain, Choices(grain, when)),
        f"What the {which_lists(when)} of every two partners have in common, from 0 (nothing) to 1 (all). Jaccard index: shared {grain}s, of all that either "
        f"list names. Overlap coefficient: shared {grain}s, of the shorter list. Rows in order of the Jaccard index, of its lower bound where it is "
        "open; those alike in order of the partners.",
        _description(rows), note(data), _table(data, grain, found, lists, fought), partial(_draw, rows=rows, scale=scale, below=below), height)


@dataclass(frozen=True)
class _Row:
    """A pair: its label in lines, how many are shared, and for each index its bounds and what is written beside it."""
    label: tuple[str, ...]
    shared: str
    bounds: tuple[tuple[float, float], ...]
    values: tuple[tuple[str, str], ...]

    @property
    def height(self) -> int:
        return _LINE * (len(self.label) + 1) + 13


def _row(a: Compared, b: Compared, r: Mapping, differ: bool) -> _Row:
    label = marks.wrap(f"{a.name} {a.length} · {b.name} {b.length}", _NAMES)
    if len(label) > 3:
        label = [*label[:2], marks.fit("".join(label[2:]), _NAMES)]
    low, high = r["shared"], r["shared_high"]
    shared = "nothing to compare" if not high and "no list" in (a.length, b.length) else f"{span(low, high, 0) if high else 'none'} shared"
    exact = a.length.isdigit() and b.length.isdigit()
    of = (r["a_length"] + r["b_length"] - low, min(r["a_length"], r["b_length"]))
    bounds = tuple((r[name], r[f"{name}_high"]) for name in ("jaccard", "coefficient"))
    return _Row(tuple(label), contested.dagger(shared, differ), bounds, tuple(_value(b, f"({low} of {n})" if exact else "") for b, n in zip(bounds, of)))


def _value(bounds: tuple[float, float], of: str) -> tuple[str, str]:
    defined = [f"{bound:.2f}" for bound in bounds if not isnan(bound)]
    if len(defined) < 2:
        return " or ".join([*defined, "undefined"]), ""
    return span(*bounds), "(uninformative)" if _wide(bounds) else of


def _wide(bounds: tuple[float, float]) -> bool:
    return bounds[1] - bounds[0] > overlap.WIDE


def _below(rows: Sequence[_Row], lists: Mapping[str, Compared], scale: _Scale, grain: str) -> list[str]:
    said = [[f"{c.name}, {c.list}" for c in lists.values()]]
    said[0] = ["Lists compared:", *(text + (";" if n + 1 < len(lists) else ".") for n, text in enumerate(said[0]))]
    if None in scale.named:
        said.append(["Round: Jaccard index; diamond: overlap coefficient."])
    if some := next((c.length for c in lists.values() if "+" in c.length), ""):
        said.append([f"{some} is at least {some[:-1]}, since not all was read."])
    if any(row.shared.endswith(contested.DAGGER) for row in rows):
        said.append([f"{contested.DAGGER} Of a {grain} that both list, {contested.WORDS}: the table says which."])
    bounds = [b for row in rows for b in row.bounds if b[0] < b[1]]
    if bounds:
        said.append(["A line leads from the least to the most that an index can be, given what was not read"
                     f"{'; where these are more than a half apart, it says nothing' if any(map(_wide, bounds)) else ''}."])
    if any("undefined" in value for row in rows for value, _ in row.values):
        said.append(["Undefined: a list that names nothing has no part to share."])
    return [line for parts in said for line in _filled(parts)]


def _filled(parts: Sequence[str]) -> list[str]:
    """Parts of a text in lines, broken between the parts where these fit a line."""
    lines = [""]
    for part in parts:
        joined = f"{lines[-1]} {part}".strip()
        if marks.width(joined, style.NOTE) <= style.BODY:
            lines[-1] = joined
        else:
            lines += marks.wrap(part, style.BODY, style.NOTE)
    return [line for line in lines if line]


@dataclass(frozen=True)
class _Scale:
    """Where 0 stands and how long the scale is; and for each index the row in which it is named, to the left of its dot, if one has the room."""
    left: float
    length: float
    named: tuple[int | None, ...]


def _scale(rows: Sequence[_Row]) -> _Scale:
    left = max((marks.width(line.strip()) for row in rows for line in row.label), default=0) + 28
    # As long a scale as leaves room for what is written to the right of each dot.
    ends = [(end, sum(_widths(value))) for row in rows for bounds, value in zip(row.bounds, row.values) for end in bounds if end > 0]
    length = min([style.BODY - left - 60, *((style.BODY - left - wide) / end for end, wide in ends)])
    return _Scale(left, length, tuple(
        next((n for n, row in enumerate(rows) if row.bounds[k][0] * length > marks.width(index[0], style.NOTE) + 16), None)
        for k, index in enumerate(_INDICES)))


def _widths(value: tuple[str, str]) -> tuple[float, float]:
    """How much the two parts of what stands beside a dot need, each with the space before it."""
    return 11 + marks.width(value[0], bold=True), 5 + marks.width(value[1], style.NOTE)


def _draw(ax: Axes, rows: Sequence[_Row], scale: _Scale, below: Sequence[str]) -> None:
    bottom = _TOP + sum(row.height for row in rows)
    if not rows:
        marks.write(ax, 0, 10, "With one partner there is no pair.", colour=style.MUTED)
    for part in (0, 0.25, 0.5, 0.75, 1) if rows else ():
        x = scale.left + part * scale.length
        marks.write(ax, x, 8, f"{part:g}", size=style.NOTE, colour=style.MUTED, align="center")
        ax.plot([x, x], [18, bottom - 6], color=style.GRID, linewidth=1)
    y = _TOP + 8
    for n, row in enumerate(rows):
        for line in row.label:
            marks.write(ax, 0, y, line)
            y += _LINE
        marks.write(ax, 0, y, row.shared, size=style.NOTE, colour=style.MUTED)
        for k in range(len(_INDICES)):
            _dot(ax, scale, y - _LINE * (1 - k), k, row.bounds[k], row.values[k], named=scale.named[k] == n)
        y += _LINE + 13
    for n, line in enumerate(below):
        marks.write(ax, 0, bottom + 10 + _LINE * n, line, size=style.NOTE, colour=style.MUTED)


def _dot(ax: Axes, scale: _Scale, y: float, k: int, bounds: tuple[float, float], value: tuple[str, str], named: bool) -> None:
    name, marker, size, colour = _INDICES[k]
    ends = [scale.left + bound * scale.length for bound in bounds if not isnan(bound)]
    if ends:
        if ends[0] < ends[-1]:
            ax.plot([ends[0], ends[-1]], [y, y], color=colour, linewidth=2, linestyle=(0, (2, 2)) if _wide(bounds) else "-")
            ax.plot([ends[-1], ends[-1]], [y - 4, y + 4], color=colour, linewidth=2)
        ax.plot([ends[0]], [y], linestyle="none", marker=marker, markersize=size, markeredgecolor=colour, markeredgewidth=1.5,
                markerfacecolor=style.GROUND if _wide(bounds) or len(ends) < 2 else colour)
    end = max(ends, default=scale.left)
    if named:
        marks.write(ax, ends[0] - 12, y, name, size=style.NOTE, colour=colour, align="right", halo=True)
    marks.write(ax, end + 11, y, value[0], bold=True, colour=colour, halo=True)
    if value[1]:
        marks.write(ax, end + _widths(value)[0] + 5, y, value[1], size=style.NOTE, colour=style.MUTED, halo=True)


def _description(rows: Sequence[_Row]) -> str:
    said = [f"{''.join(row.label)}: {row.values[0][0]}" for row in rows if not isnan(row.bounds[0][0])]
    return (f"Dot plot with a row for each of {count(len(rows), 'pair')} of partners, labelled with the lengths of both lists and with how much they share. On a scale from 0 "
            "to 1 a round dot marks the Jaccard index and a diamond the overlap coefficient; a line to the right of one shows how far it is open, and a hollow "
            f"one with a broken line says nothing.{f' Jaccard index from {said[0]} down to {said[-1]}.' if said else ''}")


def _table(data: Dataset, grain: str, found: Sequence[Mapping], lists: Mapping[str, Compared], fought: frozenset[tuple[str, str]]) -> pd.DataFrame:
    label = presence(data, grain, "event").labels
    return pd.DataFrame([{
        "Partner": lists[r["a"]].name, "List": lists[r["a"]].list, f"Listed {grain}s": r["a_length"],
        "Other partner": lists[r["b"]].name, "Other list": lists[r["b"]].list, f"Other's {grain}s": r["b_length"],
        "Shared": r["shared"], "Shared at most": r["shared_high"], "Jaccard index": r["jaccard"], "Jaccard index at most": r["jaccard_high"],
        "Overlap coefficient": r["coefficient"], "Overlap coefficient at most": r["coefficient_high"],
        "Informative": bool(r["informative"]), f"Shared {grain}s": "; ".join(contested.said(label[c], bool(fought & {(r["a"], c), (r["b"], c)})) for c in r["codes"])} for r in found])
