"""The lifelines: each topic along the events of each partner, in three states, with a line where one list after another names it."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

import pandas as pd
from matplotlib.axes import Axes

from analysis.course import lifelines
from analysis.dataset import Dataset, categories
from analysis.findings import Choices
from analysis.presence import LISTED, Presence, presence
from analysis.publish import marks, style
from analysis.publish.chart import Chart
from analysis.publish.charts import order
from analysis.publish.charts.notes import LONGEST, Entry, event_words, key_height, note, pillar_heading, row_height, short_date, state_key
from analysis.publish.charts.words import heading, permanent
from analysis.wording import count, sentence

_ROW, _LINE, _GROUP, _FOOT = 20, 14, 28, 10         # heights: a code, the second line of its name, a pillar's heading, the space under a panel
_NAME, _LEAST, _MOST, _GAP = 24, 150, 280, 14       # height of the partners' names; the least and the most room for the codes' names, and the space after it
_STEP, _WIDEST, _APART, _OWN = 25, 44, 10, 80       # the least and the greatest way from event to event; the space between partners, and the least for one


@dataclass(frozen=True)
class _Event:
    """An event as a column: id, partner, name and date in short, whether a list of it was read, and where its middle stands."""
    event: str
    partner: str
    word: str
    date: str
    read: bool
    x: float = 0.0


def lifeline(data: Dataset, grain: str = "topic") -> Chart:
    """Every code along the events of every partner: listed, left out by lists read whole, or unknown.

    The numbers are those of `course.lifelines`; each event is a column, in order of date for each partner. A line joins lists that name a code one after
    another, dotted where an event without a list lies between. Columns that need more than the width go on in further panels. ValueError for another grain.

    >>> from analysis.example import toy
    >>> lifeline(toy()).table.iloc[1, 2:5].tolist()
    ['listed', 'no list seen', 'not listed']
    """
    shown, groups, hue = presence(data, grain, "event"), order.grouped(data, grain), order.colours(data, grain)
    pillars = categories(data.descriptor, "topics", "pillar")
    heads = {p: pillars.get(p, "") for p, codes in groups.items() if codes}
    needed = [marks.width(shown.labels[c]) for c in shown.codes] + [marks.width(h, style.NOTE, bold=True) + 15 for h in heads.values()]
    wide, panels = _panelled(_events(data), min(_MOST, max([_LEAST, *needed])))
    lines = {c: _name(shown.labels[c], wide) for c in shown.codes}
    names = {p: short or name for p, short, name in zip(*(data.partners[c] for c in ("partner", "short", "name")))}
    key = _key(shown, panels)
    top = key_height(key) + 12
    tall = [_NAME + 10 + max((_upright(e) for e in panel), default=0) for panel in panels]
    fixed = sum(_GROUP for head in heads.values() if head) + sum(_LINE * (len(lines[c]) - 1) for p in heads for c in groups[p])
    row = row_height(len(shown.codes) * len(panels), top + sum(tall) + (fixed + _FOOT) * len(panels), _ROW, 14)
    rows = fixed + row * sum(len(groups[p]) for p in heads)

    def draw(ax: Axes) -> None:
        marks.key(ax, 0, 8, key)
        y = top
        for panel, head in zip(panels, tall):
            y += head
            _heads(ax, panel, y - head, y - 8, names)
            for e in (e for e in panel if not e.read):
                marks.bar(ax, e.x - 6, y + rows / 2, 12, rows, unknown=True)
            for pillar, said in heads.items():
                if said:
                    pillar_heading(ax, y + 16, said, hue[groups[pillar][0]], panel[0].x - 12)
                    y += _GROUP
                for code in groups[pillar]:
                    for n, line in enumerate(lines[code]):
                        marks.write(ax, 0, y + row / 2 + _LINE * n, line.strip())
                    _life(ax, panel, code, shown, hue[code], y + row / 2)
                    y += row + _LINE * (len(lines[code]) - 1)
            y += _FOOT

    n = sum(len(panel) for panel in panels)
    return Chart(
        permanent("lifeline", grain), heading(data, "persistent", f"On which lists each {grain} stands, event by event", Choices(grain)),
        sentence(f"{count(len(shown.codes), grain)} along {count(n, 'event')} of {count(len(data.partners), 'partnership')}, in order of date for each partner; one column an "
                 "event, whatever the time between. A line joins lists that name it one after another"),
        f"A grid: one row for each of {count(len(shown.codes), grain)}; one column for each of {count(n, 'event')}, grouped by partner. A filled mark says that a list of the "
        f"event names the {grain}, a small ring that its lists, read whole, leave it out, a question mark that it is unknown; a hatched column is an event without a "
        "list, where all is unknown. A line joins filled marks of lists that follow one another, dotted across an event without a list.",
        note(data), _table(data, shown, groups, pillars, panels, grain), draw, top + sum(tall) + (rows + _FOOT) * len(panels))


def _events(data: Dataset) -> list[_Event]:
    word = event_words(data)
    rows = [_Event(e, p, word[e], short_date(d), n > 0) for e, p, d, n in zip(*(data.events[c] for c in ("event", "partner", "date", "lists")))]
    rank = {p: n for n, p in enumerate(data.partners["partner"])}
    return sorted(rows, key=lambda e: rank[e.partner])


def _panelled(events: Sequence[_Event], needed: float) -> tuple[float, list[list[_Event]]]:
    """The room for the codes' names and the panels: one if it suffices with names in two lines, else as many as their full names leave."""
    widths = [needed, *range(int(needed) - 10, _LEAST - 1, -10)]
    wide = next((w for w in widths if len(_panels(events, w + _GAP)) == 1), needed)
    return wide, _panels(events, wide + _GAP)


def _name(label: str, wide: float) -> list[str]:
    """A code's name in two lines at most."""
    lines = marks.wrap(label, wide)
    return lines if len(lines) < 3 else [lines[0], marks.fit("".join(lines[1:]), wide)]


def _panels(events: Sequence[_Event], left: float) -> list[list[_Event]]:
    """The events in columns, partners apart, on as many panels as they need; a partner's events stay together where one panel holds them."""
    room = style.BODY - left + _APART                    # nothing stands apart after the last partner
    most = int((room - _APART) / _STEP)
    groups = [mine[n:n + most] for _, group in groupby(events, key=lambda e: e.partner) for mine in [list(group)] for n in range(0, len(mine), most)]
    panels: list[list[list[_Event]]] = [[]]
    for group in groups:
        used = sum(_wide(g, _STEP) for g in panels[-1])
        if panels[-1] and used + _wide(group, _STEP) > room:
            panels.append([])
        panels[-1].append(group)
    step = next(s for s in range(_WIDEST, _STEP - 1, -1) if s == _STEP or all(sum(_wide(g, s) for g in panel) <= room for panel in panels))
    placed = []
    for panel in panels:
        x, placed_here = left, []
        for group in panel:
            start = x + (_wide(group, step) - _APART - step * len(group)) / 2
            placed_here += [_Event(e.event, e.partner, e.word, e.date, e.read, start + step * (n + 0.5)) for n, e in enumerate(group)]
            x += _wide(group, step)
        placed.append(placed_here)
    return placed


def _wide(group: Sequence[_Event], step: float) -> float:
    """The room of a partner's events, that its name needs too."""
    return max(step * len(group), _OWN) + _APART


def _upright(event: _Event) -> float:
    return max(min(marks.width(text, style.NOTE), LONGEST) for text in (event.word, event.date))


def _heads(ax: Axes, panel: Sequence[_Event], top: float, base: float, names: Mapping[str, str]) -> None:
    for partner, group in groupby(panel, key=lambda e: e.partner):
        xs = [e.x for e in group]
        half = max(len(xs) * _STEP, _OWN) / 2
        middle = (xs[0] + xs[-1]) / 2
        name = marks.fit(names[partner], max(2 * half, xs[-1] - xs[0] + _STEP), bold=True)
        marks.write(ax, middle, top + 8, name, bold=True, align="center")
        ax.plot([min(xs[0], middle - half + 8) - 4, max(xs[-1], middle + half - 8) + 4], [top + 20, top + 20], color=style.MUTED, linewidth=1)
    for e in panel:
        for text, x, colour in ((e.word, e.x - 6, style.INK), (e.date, e.x + 6, style.MUTED)):
            marks.write(ax, x, base, marks.fit(text, LONGEST, style.NOTE), size=style.NOTE, angle=90, colour=colour)


def _life(ax: Axes, panel: Sequence[_Event], code: str, shown: Presence, colour: str, y: float) -> None:
    read = [e for e in panel if e.read]
    for one, other in pairwise(read):
        if one.partner == other.partner and {shown.state(one.event, code), shown.state(other.event, code)} == {LISTED}:
            near = panel.index(other) - panel.index(one) == 1
            ax.plot([one.x, other.x], [y, y], color=colour, linewidth=3 if near else 2, linestyle="-" if near else (0, (1, 1.5)))
    for e in read:
        marks.mark(ax, e.x, y, shown.state(e.event, code), colour, size=11)
        if (e.event, code) in shown.contested:
            _contested(ax, e.x, y)


def _contested(ax: Axes, x: float, y: float) -> None:
    ax.plot([x], [y], linestyle="none", marker="o", markersize=16, markerfacecolor="none", markeredgecolor=style.INK, markeredgewidth=1)


def _key(shown: Presence, panels: Sequence[Sequence[_Event]]) -> list[Entry]:
    events = [e for panel in panels for e in panel]
    words = {style.NOT_LISTED: "a list read whole leaves it out", style.UNKNOWN: "unknown: not read to its end"}
    entries = [(words.get(label, label), draw) for label, draw in state_key({shown.state(e.event, c) for e in events if e.read for c in shown.codes})]
    entries.append(("on one list after another", lambda ax, x, y: ax.plot([x - 8, x + 8], [y, y], color=style.INK, linewidth=3)))
    if shown.contested:
        entries.append(("documents differ", _contested))
    if not all(e.read for e in events):
        entries.append(("across an event without a list", lambda ax, x, y: ax.plot([x - 8, x + 8], [y, y], color=style.INK, linewidth=2, linestyle=(0, (1, 1.5)))))
        entries.append(("no list seen", lambda ax, x, y: marks.bar(ax, x - 8, y, 16, 12, unknown=True)))
    return entries


def _table(data: Dataset, shown: Presence, groups: Mapping[str, Sequence[str]], pillars: Mapping[str, str], panels: Sequence[Sequence[_Event]],
           grain: str) -> pd.DataFrame:
    cells = {(row.event, row.code): row.state + (" (documents differ)" if row.contested else "") for row in lifelines(data, grain).itertuples()}
    rows = [[shown.labels[c], *([pillars[p]] if p else []), *(cells[e.event, c] if e.read else "no list seen" for panel in panels for e in panel)]
            for p, codes in groups.items() for c in codes]
    heads = [f"{data.label('partners', e.partner)}: {e.word}, {e.date}" for panel in panels for e in panel]
    return pd.DataFrame(rows, columns=[grain.capitalize(), *(["Pillar"] if grain == "topic" else []), *heads])
