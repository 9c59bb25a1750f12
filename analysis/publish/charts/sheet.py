"""Everything on one sheet: each topic that a list names, down; each event, across; one mark a cell; totals on both margins."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import pandas as pd
from matplotlib.axes import Axes

from analysis import corpus
from analysis.dataset import Dataset, categories
from analysis.fragility import headline
from analysis.presence import Presence, presence
from analysis.publish import marks, style
from analysis.publish.chart import Chart
from analysis.publish.charts import order
from analysis.publish.charts.notes import Entry, event_words, key_height, note, short_date, state_key
from analysis.wording import count, sentence

_ROW, _HEADING, _FOOT, _GAP = 20, 32, 104, 10   # height of a topic, of a pillar's heading, of the totals below; space between partners
_LABEL, _LEAST, _TOTALS, _NAME = 244, 176, 60, 120   # the widest topic and the least place for it; the topics' totals; the widest partner's name
_LEVEL, _UPRIGHT, _LONG = 46, 28, 150           # least width of a column by the way of its heading, the longest upright heading
_BAR, _LINE = 42, 14.5                          # the longest bar under a list; from line to line of a heading


@dataclass(frozen=True)
class Event:
    """A column: its event, whose it is and what stands over it; how its list was read, how many items it has, how many topics of each pillar."""
    event: str
    partner: str
    word: str
    date: str
    read: str
    items: int
    topics: tuple[int, ...]

    @property
    def silent(self) -> bool:
        """Whether no list was seen."""
        return self.read == "none seen"

    @property
    def level(self) -> list[str]:
        """Its heading in level lines."""
        return [*self.word.split(), *self.date.rsplit(" ", 1)]

    def said(self, n: int) -> str:
        """A number of what its list has: "?" where none was seen, a lower bound where it was read in part."""
        return "?" if self.silent else f"≥ {n}" if self.read == "part" else str(n)


@dataclass(frozen=True)
class Column:
    """Where an event stands: the middle and the width of its column, and whether its heading stands upright."""
    event: Event
    x: float
    width: float
    upright: bool

    @property
    def head(self) -> float:
        """The height of its heading."""
        longest = max(marks.width(text, style.NOTE) for text in (self.event.word, self.event.date))
        return min(longest, _LONG) + 8 if self.upright else len(self.event.level) * _LINE + 4


def sheet(data: Dataset) -> Chart:
    """The data on one sheet: topics by events, in three states, with totals.

    Cells are `presence(data, "topic", "event")`; topics stand in the order that charts share, events by partner and date. On the right: how many
    partners name a topic on any list read; below: how many topics a list names, by pillar, and how many items it has. Columns that need more
    than the width go on in further panels. The table has the same cells and totals.

    >>> from analysis.example import toy
    >>> sheet(toy()).table.iloc[1, :5].tolist()
    ['Robots', 'Business', 'listed', 'no list seen', 'not listed']
    """
    shown, groups, by = presence(data, "topic", "event"), order.grouped(data), order.listed_by(data)
    events, pillars = _events(data, shown, groups), categories(data.descriptor, "topics", "pillar")
    names = dict(zip(data.partners["partner"], (s or n for s, n in zip(data.partners["short"], data.partners["name"]))))
    key = _key(shown, events)
    wide = min(_LABEL, max([_LEAST, *(marks.width(text) for text in shown.labels.values())]))
    panels = panelled(events, names, wide + 6, style.BODY - wide - 6 - _TOTALS)
    rows = sum(_HEADING + _ROW * max(len(codes), 1) for codes in groups.values())
    heads = [34 + max(c.head for c in panel) for panel in panels]
    top = 14 + key_height(key)
    hue = style.pillar_colours(list(pillars))

    def draw(ax: Axes) -> None:
        marks.key(ax, 0, 8, key)
        y = top
        for panel, head in zip(panels, heads):
            _heads(ax, panel, names, y, y + head)
            _silent(ax, panel, y + head + 8, rows - 4)
            at = y + head
            for pillar, codes in groups.items():
                _heading(ax, at + 20, pillars[pillar], hue[pillar], bool(codes), panel)
                at += _HEADING
                for code in codes:
                    _topic(ax, at + _ROW / 2, code, shown, panel, hue[pillar], by[code], wide)
                    at += _ROW
                at += 0 if codes else _ROW
            _feet(ax, panel, at + 8, list(hue.values()))
            y = at + _FOOT

    n = sum(not e.silent for e in events)
    return Chart(
        "sheet", headline(data, "corpus").title,
        sentence(f"{count(len(shown.codes), 'topic')} on the lists of {count(n, 'event')} of {count(len(names), 'partnership')}, in order of date for each "
                 "partner; a mark says whether that list names the topic"),
        f"A grid: one row for each topic, grouped by pillar; one column for each event, grouped by partner; {count(len(shown.codes), 'topic')}, "
        f"{count(len(events), 'event')}. A filled mark says that the list of the event names the topic, a small ring that it does not; a hatched column is an event "
        "without a list. On the right stands the number of partners that name a topic, below each list the number of its topics and items.",
        note(data), _table(data, shown, groups, by, events, pillars), draw, top + sum(heads) + (rows + _FOOT) * len(panels))


def panelled(events: Sequence[Event], names: Mapping[str, str], left: float, room: float) -> list[list[Column]]:
    """The events in columns, partners apart: with level headings on one panel if they have room, else with upright ones on as many as they need."""
    for upright in (False, True):
        panels: list[list[Column]] = [[]]
        at = 0.0
        for partner, group in groupby(events, key=lambda e: e.partner):
            mine = list(group)
            step = max(1, int(room / _UPRIGHT))
            for part in ([mine[n:n + step] for n in range(0, len(mine), step)] if upright else [mine]):
                widths = [_UPRIGHT if upright or e.silent else max(_LEVEL, *(marks.width(line, style.NOTE) + 6 for line in e.level)) for e in part]
                needed = max(sum(widths), min(_NAME, marks.width(names[partner], bold=True)) + 2)
                if panels[-1] and upright and at + needed > room:
                    panels.append([])
                    at = 0
                x = left + at + (needed - sum(widths)) / 2
                for event, width in zip(part, widths):
                    panels[-1].append(Column(event, x + width / 2, width, upright or event.silent))
                    x += width
                at += needed + _GAP
        if at - _GAP <= room:
            break
    return panels


def _events(data: Dataset, shown: Presence, groups: Mapping[str, list[str]]) -> list[Event]:
    table, word = corpus.timeline(data), event_words(data)
    rank = {p: n for n, p in enumerate(data.partners["partner"])}
    found = [Event(row["event"], partner, word[row["event"]], short_date(row["date"]), row["read"], row["items"],
                   tuple(sum((row["event"], c) in shown.listed for c in codes) for codes in groups.values()))
             for row, partner in zip(table.to_dict("records"), data.events["partner"])]
    return sorted(found, key=lambda e: rank[e.partner])


def _heads(ax: Axes, panel: Sequence[Column], names: Mapping[str, str], top: float, base: float) -> None:
    for partner, group in groupby(panel, key=lambda c: c.event.partner):
        mine = list(group)
        low, high = mine[0].x - mine[0].width / 2, mine[-1].x + mine[-1].width / 2
        marks.write(ax, (low + high) / 2, top + 8, marks.fit(names[partner], max(_NAME, high - low), bold=True), bold=True, align="center")
        ax.plot([low + 3, high - 3], [top + 21, top + 21], color=style.MUTED, linewidth=1)
    for c in panel:
        if c.upright:
            for text, x in ((c.event.word, c.x - 6), (c.event.date, c.x + 8)):
                marks.write(ax, x, base, marks.fit(text, _LONG, style.NOTE), size=style.NOTE, angle=90,
                            colour=style.INK if text is c.event.word else style.MUTED)
            continue
        for n, line in enumerate(reversed(c.event.level)):
            dated = n < len(c.event.date.rsplit(" ", 1))
            marks.write(ax, c.x, base - 5 - n * _LINE, line, size=style.NOTE, align="center", colour=style.MUTED if dated else style.INK)
    right = panel[-1].x + panel[-1].width / 2 + _TOTALS
    marks.write(ax, right, base - 5 - _LINE, "partners", size=style.NOTE, align="right", colour=style.MUTED)
    marks.write(ax, right, base - 5, "naming it", size=style.NOTE, align="right", colour=style.MUTED)


def _silent(ax: Axes, panel: Sequence[Column], top: float, height: float) -> None:
    said = "no list seen"
    space = marks.width(said, style.NOTE) + 12
    for c in panel:
        if c.event.silent and height < 2 * space:
            marks.bar(ax, c.x - 6, top + height / 2, 12, height, unknown=True)
        elif c.event.silent:
            part = (height - space) / 2
            marks.bar(ax, c.x - 6, top + part / 2, 12, part, unknown=True)
            marks.write(ax, c.x, top + height / 2 + space / 2 - 6, said, size=style.NOTE, angle=90)
            marks.bar(ax, c.x - 6, top + height - part / 2, 12, part, unknown=True)


def _heading(ax: Axes, y: float, label: str, colour: str, any_listed: bool, panel: Sequence[Column]) -> None:
    marks.bar(ax, 0, y, 9, 9, colour)
    text = marks.fit(label, _LABEL - 20, style.NOTE, bold=True)
    marks.write(ax, 15, y, text, size=style.NOTE, bold=True)
    if not any_listed:
        marks.write(ax, 0, y + 21, "no topic on any list", colour=style.MUTED, size=style.NOTE)


def _topic(ax: Axes, y: float, code: str, shown: Presence, panel: Sequence[Column], colour: str, by: int, wide: float) -> None:
    marks.write(ax, 0, y, marks.fit(shown.labels[code], wide))
    for c in panel:
        if not c.event.silent:
            marks.mark(ax, c.x, y, shown.state(c.event.event, code), colour)
        if (c.event.event, code) in shown.contested:
            _contested(ax, c.x, y)
    right, unit = panel[-1].x + panel[-1].width / 2 + _TOTALS, min(7, 28 / by)
    marks.bar(ax, right - 14 - by * unit, y, by * unit, 7, colour)
    marks.write(ax, right, y, str(by), align="right", bold=True)


def _contested(ax: Axes, x: float, y: float) -> None:
    ax.plot([x], [y], linestyle="none", marker="o", markersize=17, markerfacecolor="none", markeredgecolor=style.INK, markeredgewidth=1)


def _feet(ax: Axes, panel: Sequence[Column], y: float, hues: Sequence[str]) -> None:
    right = panel[-1].x + panel[-1].width / 2 + _TOTALS
    ax.plot([0, right], [y, y], color=style.GRID, linewidth=1)
    unit = _BAR / max([13, *(sum(c.event.topics) for c in panel)])
    for c in panel:
        at = y + 6
        for n, hue in zip(c.event.topics, hues):
            marks.bar(ax, c.x - 8, at + n * unit / 2, 16, n * unit, hue)
            at += n * unit
    for label, line, number, bold in (("Topics listed, by pillar", y + 14, None, False), ("Topics on the list", y + _BAR + 18, lambda e: sum(e.topics), True),
                                      ("Items on the list, as published", y + _BAR + 36, lambda e: e.items, False)):
        marks.write(ax, 0, line, label, size=style.NOTE, colour=style.MUTED)
        for c in panel if number else ():
            marks.write(ax, c.x, line, c.event.said(number(c.event)), align="center", bold=bold)


def _key(shown: Presence, events: Sequence[Event]) -> list[Entry]:
    entries = state_key({shown.state(e.event, c) for e in events if not e.silent for c in shown.codes})
    if shown.contested:
        entries.append(("sources disagree", _contested))
    if any(e.silent for e in events):
        entries.append(("event without a list seen", lambda ax, x, y: marks.bar(ax, x - 8, y, 16, 12, unknown=True)))
    return entries


def _table(data: Dataset, shown: Presence, groups: Mapping[str, list[str]], by: Mapping[str, int], events: Sequence[Event],
           pillars: Mapping[str, str]) -> pd.DataFrame:
    def cell(e: Event, code: str) -> str:
        flag = " (sources disagree)" if (e.event, code) in shown.contested else ""
        return "no list seen" if e.silent else shown.state(e.event, code) + flag

    rows = [[shown.labels[c], pillars[p], *(cell(e, c) for e in events), str(by[c])] for p, codes in groups.items() for c in codes]
    rows += [[label, "", *(e.said(number(e)) for e in events), ""] for label, number in
             (("Topics on the list", lambda e: sum(e.topics)), ("Items on the list", lambda e: e.items))]
    heads = [f"{data.label('partners', e.partner)}: {e.word}, {e.date}" for e in events]
    return pd.DataFrame(rows, columns=["Topic", "Pillar", *heads, "Partners naming it"])
