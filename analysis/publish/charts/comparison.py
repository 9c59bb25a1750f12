"""The partnerships against the comparators: how many of each list a theme, as two rows of marks side by side."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes

from analysis import dates
from analysis.comparison import held, others, themes_by_kind
from analysis.dataset import Dataset
from analysis.findings import Choices
from analysis.presence import LISTED, NOT_LISTED, UNKNOWN, presence
from analysis.publish import marks, style
from analysis.publish.chart import Chart
from analysis.publish.charts import contested
from analysis.publish.charts.notes import Entry, key_height, note, row_height, short_date, state_key
from analysis.publish.charts.words import heading
from analysis.wording import count, span, word

_LABELS, _GAP, _NUMBER = 300, 26, 34     # the labels of rows; between the two groups; the end of a number before its marks
_ROW, _LINE, _HEAD = 21, 15, 30          # from row to row; from line to line of the lists below; the heads of the groups
_SIZES = 80                              # from one column of numbers below to the next
_LATE = "* No launch list was read; the first list read stands in."
_DOTS = 8                                # so many lists of a group have a mark each; of more there is a bar


@dataclass(frozen=True)
class _Row:
    """A code: label, and for each group how many lists name it for certain and at most, and of how many of the first the event's documents differ about it."""
    label: str
    bounds: tuple[tuple[int, int], tuple[int, int]]
    differ: tuple[int, int]


def comparison(data: Dataset, grain: str = "theme") -> Chart:
    """How many partnerships list each theme (or topic) at launch, beside how many comparators do, each with bounds; what each list names stands below.

    The numbers are those of `comparison.themes_by_kind`, the lists those of `comparison.held`. A filled mark is a list that names the code, a ring one that
    was read whole and does not, a question mark one that was not all read; a ring around a filled mark flags a list of an event whose documents differ;
    bars stand for more than eight lists. Rows in order of how many more partnerships than comparators list the code for certain: the fewest partnerships that can, less the
    most comparators. Where there is no comparator the partnerships stand alone. ValueError for another grain (see `presence`).

    >>> from analysis.example import toy
    >>> comparison(toy("record"), "topic").table.iloc[:2, :6].values.tolist()
    [['Network one', 2.0, 2.0, 0.0, 0.0, 'Arden; Bland'], ['Trade', 2.0, 2.0, 0.0, 0.0, 'Arden (documents differ); Coast']]
    """
    lists = held(data)
    table = _ordered(themes_by_kind(data, grain))
    groups = [lists[lists["role"] == role] for role in ("partnership", "comparator")]
    sizes = [len(group) for group in groups]
    fought = _contested(data, lists, grain)
    rows = [_Row(r.label, ((r.partnerships, r.partnerships_high), (r.comparators, r.comparators_high)),
                 tuple(sum((p, r.code) in fought for p in ids) for ids in (r.partnership_ids, r.comparator_ids))) for r in table.itertuples()]
    said = [_said(side, group, grain) for side, group in zip((data, others(data)), groups)]
    below = max([1, *map(len, said)])
    late = bool(((groups[1]["event"] != "") & ~groups[1]["launch"]).any())
    dots = max(sizes) <= _DOTS
    key = _key(_states(rows, sizes), any(any(row.differ) for row in rows), dots)
    top = 12 + key_height(key) + _HEAD
    wide = (style.BODY - _LABELS - _GAP) / 2
    xs = (_LABELS, _LABELS + wide + _GAP)
    half = style.BODY / 2
    step = row_height(len(rows), top + 42 + (below + 1.2 + late) * _LINE, _ROW, 14)
    end = top + 12 + len(rows) * step + 30 + (below + 1.2 + late) * _LINE

    def draw(ax: Axes) -> None:
        marks.key(ax, 0, 8, key)
        for x, n, words in zip(xs, sizes, ("partnership", "comparator")):
            marks.write(ax, x, top - 14, f"{n} {words}{'' if n == 1 else 's'}", bold=True)
        ax.plot([0, style.BODY], [top - 1] * 2, color=style.MUTED, linewidth=1)
        for n, row in enumerate(rows):
            y = top + 12 + n * step
            marks.write(ax, 1, y, marks.fit(row.label, _LABELS - 10))
            for x, bounds, differ, size in zip(xs, row.bounds, row.differ, sizes):
                if size:
                    _counts(ax, x, y, bounds, differ, size, wide, dots)
        y = top + 12 + len(rows) * step
        ax.plot([0, style.BODY], [y - 6] * 2, color=style.GRID, linewidth=1)
        for x, lines, words in zip((0, half), said, ("Lists of the partnerships", "Lists of the comparators")):
            _lengths(ax, x, y + 10, words, lines, grain, half - 30)
        if late:
            marks.write(ax, half, y + 10 + (below + 2.2) * _LINE, _LATE, size=style.NOTE, colour=style.MUTED)

    n, m = sizes
    plain = "What the partnerships list, and what other dialogues list"
    return Chart(
        "comparison" if grain == "theme" else f"comparison-{grain}",
        # The finding is about the record, whatever the view; over a chart of another view it would say what is not drawn.
        heading(data, "marks", plain, Choices(grain)) if data.fullest() is data else plain,
        f"How many of {count(n, 'partnership')} list each {grain} at launch, and how many of {_others(m)} on their launch list or else the first one read. Rows in order of how "
        "many more partnerships than comparators list it for certain. Counts of so few lists carry no test." if m else f"How many of {count(n, 'partnership')} list each {grain} at launch. What was read has no comparator.",
        _description(rows, sizes, grain), _note(data), _table(table, lists, fought, grain), draw, end)


def _others(n: int) -> str:
    return f"{word(n)} comparator{'' if n == 1 else 's'}"


def _note(data: Dataset) -> str:
    """The note under it, with the documents of both groups, if there are comparators."""
    more = others(data).lists["source"].tolist()
    return note(data, [*data.lists["source"], *more], "on partnerships and comparators whose lists") if more else note(data)


def _contested(data: Dataset, lists: pd.DataFrame, grain: str) -> set[tuple[str, str]]:
    """The (partner, code) pairs about which documents of the event differ whose list is held against others."""
    whose = {event: partner for event, partner in zip(lists["event"], lists["partner"]) if event}
    return {(whose[event], code) for side in (data, others(data)) for event, code in presence(side, grain, "event").contested if event in whose}


def _ordered(table: pd.DataFrame) -> pd.DataFrame:
    """Rows by how many more partnerships than comparators list the code at least, more partnerships first, those alike in reading order."""
    apart = table["partnerships"] - table["comparators_high"]
    order = sorted(range(len(table)), key=lambda n: (-apart.iat[n], -table["partnerships"].iat[n]))
    return table.iloc[order].reset_index(drop=True)


def _counts(ax: Axes, x: float, y: float, bounds: tuple[int, int], differ: int, size: int, wide: float, dots: bool) -> None:
    low, high = bounds
    marks.write(ax, x + _NUMBER, y, span(low, high, 0).replace(" to ", "–"), bold=bool(high), colour=style.INK if high else style.MUTED, align="right")
    if dots:
        step = min(18, (wide - _NUMBER - 16) / size)
        for n in range(size):
            marks.mark(ax, x + _NUMBER + 16 + n * step, y, LISTED if n < low else UNKNOWN if n < high else NOT_LISTED)
            if n < differ:
                contested.ring(ax, x + _NUMBER + 16 + n * step, y)
    else:
        unit = (wide - _NUMBER - 10) / size
        marks.bar(ax, x + _NUMBER + 8, y, low * unit, 11)
        if differ:
            marks.write(ax, x + _NUMBER + 4, y, contested.DAGGER, size=style.NOTE, align="center")
        if high > low:
            marks.bar(ax, x + _NUMBER + 8 + low * unit, y, (high - low) * unit, 11, unknown=True)


def _states(rows: Sequence[_Row], sizes: Sequence[int]) -> set[str]:
    found = {(size > 0, low < high, high < size) for row in rows for (low, high), size in zip(row.bounds, sizes)}
    return {UNKNOWN for some, open_, _ in found if some and open_} | {NOT_LISTED for some, _, out in found if some and out}


def _said(data: Dataset, group: pd.DataFrame, grain: str) -> list[tuple[str, str, str]]:
    """Each list of a group in three parts: whose and of when, how many codes it names, and how many items all documents of its event have together."""
    short, found = dict(zip(data.partners["partner"], data.partners["short"])), []
    for row in group.to_dict("records"):
        name, least = short[row["partner"]] or row["name"], "" if row["whole"] else "≥ "
        late = "*" if row["role"] == "comparator" and row["event"] and not row["launch"] else ""
        found.append((f"{name}{late}, {short_date(row['date'])}", f"{least}{row[grain + 's']}", f"{least}{row['items_all']}") if row["event"] else (f"{name}, no list read", "?", "?"))
    return found


def _lengths(ax: Axes, x: float, y: float, words: str, lines: Sequence[tuple[str, str, str]], grain: str, wide: float) -> None:
    ends = x + wide - _SIZES, x + wide
    marks.write(ax, ends[1], y, "items, all", size=style.NOTE, colour=style.MUTED, align="right")
    y += _LINE
    marks.write(ax, x, y, words, size=style.NOTE, bold=True)
    for end, text in zip(ends, (f"{grain}s", "documents")):
        marks.write(ax, end, y, text, size=style.NOTE, colour=style.MUTED, align="right")
    for n, (said, *numbers) in enumerate(lines, 1):
        marks.write(ax, x + 1, y + (n + 0.2) * _LINE, marks.fit(said, wide - _SIZES - 34, style.NOTE), size=style.NOTE, colour=style.MUTED)
        for end, number in zip(ends, numbers):
            marks.write(ax, end, y + (n + 0.2) * _LINE, number, size=style.NOTE, align="right")


def _key(states: set[str], differ: bool, dots: bool) -> list[Entry]:
    if not dots:
        bars = [("lists that name it", False), ("unknown: lists not all read", True)]
        return [(label, lambda ax, x, y, unknown=unknown: marks.bar(ax, x - 8, y, 16, 11, unknown=unknown)) for label, unknown in bars if not unknown or UNKNOWN in states] + contested.dagger_key(differ)
    said = {LISTED: "a list that names it", NOT_LISTED: "a list read whole that does not", UNKNOWN: "unknown: a list not all read"}
    return [(said[state], draw) for state, draw in state_key(states)] + contested.ring_key(differ)


def _description(rows: Sequence[_Row], sizes: Sequence[int], grain: str) -> str:
    n, m = sizes
    first = rows[0] if rows else None
    said = (f" In the first row, {first.label}: {span(*first.bounds[0], 0)} of {count(n, 'partnership')}, {span(*first.bounds[1], 0)} of {_others(m)}." if first else "")
    how = (f"Each list is a mark: filled where it names the {grain}, a small ring where it was read whole and does not, a question mark where not all of it was read."
           if max(sizes) <= _DOTS else f"A bar is as long as lists name the {grain}, with a hatched part for those of which not all was read.")
    return (f"A row for each of {count(len(rows), grain)}, with two counts beside it: on the left of {count(n, 'partnership')}, on the right of {_others(m)}. {how}{said} "
            f"Below stand all lists compared, with how many {grain}s each names and how many items all documents of its event have together.")


def _table(table: pd.DataFrame, lists: pd.DataFrame, fought: set[tuple[str, str]], grain: str) -> pd.DataFrame:
    name = dict(zip(lists["partner"], lists["name"]))

    def named(ids: Sequence[str], code: str) -> str:
        return "; ".join(contested.said(name[p], (p, code) in fought) for p in ids)

    rows = [(r.label, float(r.partnerships), float(r.partnerships_high), float(r.comparators), float(r.comparators_high),
             named(r.partnership_ids, r.code), named(r.comparator_ids, r.code)) for r in table.itertuples()]
    none = float("nan")
    rows += [(f"{'Lists' if r.documents > 1 else 'List'} of {r.name_}, {dates.say(r.date) if r.date else 'none read'}", *([r.n, none] if r.role == "partnership" else [none, none]),
              *([r.n, none] if r.role == "comparator" else [none, none]), f"its {grain}s; {count(r.items_all, 'item')} on {count(r.documents, 'list')}{'' if r.whole else ', not all read'}", "")
             for r in lists.assign(n=lists[f"{grain}s"].astype(float)).rename(columns={"name": "name_"}).itertuples()]
    return pd.DataFrame(rows, columns=[grain.capitalize(), "Partnerships", "Partnerships at most", "Comparators", "Comparators at most", "Partnerships that list it",
                                       "Comparators that list it"])
