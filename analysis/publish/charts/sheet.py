"""Everything on one sheet: each topic that a list names, down; each event, across; one mark a cell; totals on both margins."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

import pandas as pd
from matplotlib.axes import Axes

from analysis import corpus
from analysis.dataset import Dataset, categories
from analysis.fragility import headline
from analysis.presence import Presence, presence
from analysis.publish import marks, style
from analysis.publish.chart import Chart
from analysis.publish.charts import contested, order
from analysis.publish.charts.notes import LINE, LONGEST, Entry, Heading, event_words, key_height, note, pillar_heading, short_date, state_key
from analysis.wording import count, sentence

_ROW, _HEADING, _FOOT, _APART = 20, 32, 98, 24             # height of a topic, of a pillar's heading, of the totals below; between panels
_LABEL, _LEAST, _TOTALS, _NAME = 244, 176, 60, 120         # the widest topic and the least place for it; the topics' totals; the widest partner
_GAP, _BAR, _BY = 6, 42, 28             # between partners; the longest bar under a list and beside a topic
_WIDEST = 36                                               # of the columns with upright headings


Panel = list[tuple[Heading, float]]   # events side by side, each with the middle of its column


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
    events, pillars = _events(data, groups, shown), categories(data.descriptor, "topics", "pillar")
    names = dict(zip(data.partners["partner"], (s or n for s, n in zip(data.partners["short"], data.partners["name"]))))
    key = _key(shown, events)
    said = {p: label if groups[p] else f"{label}: none listed" for p, label in pillars.items()}
    needed = [*(marks.width(text, style.NOTE, bold=True) + 15 for text in said.values()), *map(marks.width, shown.labels.values())]
    wide = min(_LABEL, max([_LEAST, *needed]))
    level, panels = _panelled(events, names, wide + 6, style.BODY - wide - 6 - _TOTALS)
    heads = [34 + max(e.height(level) for e, _ in panel) for panel in panels]
    rows = _HEADING * len(groups) + _ROW * len(shown.codes)
    top, hue = 14 + key_height(key), style.pillar_colours(list(pillars))

    def draw(ax: Axes) -> None:
        marks.key(ax, 0, 8, key)
        y = top - _APART
        for panel, head in zip(panels, heads):
            y += head + _APART
            right = panel[-1][1] + panel[-1][0].width(level) / 2 + _TOTALS
            _heads(ax, panel, level, names, y - head, y, right)
            _silent(ax, panel, y + 8, rows - 4)
            for pillar, codes in groups.items():
                pillar_heading(ax, y + 20, said[pillar], hue[pillar], wide)
                y += _HEADING - _ROW / 2
                for code in codes:
                    y += _ROW
                    marks.write(ax, 0, y, marks.fit(shown.labels[code], wide))
                    _row(ax, panel, y, code, shown, hue[pillar])
                    length = _BY * by[code] / max(4, len(names))
                    marks.bar(ax, right - 14 - length, y, length, 7, hue[pillar])
                    marks.write(ax, right, y, str(by[code]), align="right", bold=True)
                y += _ROW / 2
            _feet(ax, panel, y + 8, list(hue.values()), right)
            y += _FOOT

    lists = sum(not e.silent for e in events)
    return Chart(
        "sheet", headline(data, "corpus").title,
        sentence(f"{count(len(shown.codes), 'topic')} on the lists of {count(lists, 'event')} of {count(len(names), 'partnership')}, in order of date for each "
                 "partner; a mark says whether that list names the topic"),
        f"A grid: one row for each of {count(len(shown.codes), 'topic')}, grouped by pillar; one column for each of {count(len(events), 'event')}, grouped by "
        "partner. A filled mark says that the list of the event names the topic, a small ring that it does not; a hatched column is an event without a list. "
        "On the right stands the number of partners that name a topic, below each list the number of its topics and of its items.",
        note(data), _table(data, shown, groups, by, events, pillars), draw, top + sum(heads) + (rows + _FOOT + _APART) * len(panels) - _APART)


def _panelled(events: Sequence[Heading], names: Mapping[str, str], left: float, room: float) -> tuple[bool, list[Panel]]:
    """The events in columns, partners apart: with level headings if they have room on one panel, else with upright ones on as many as they need."""
    for level in (True, False):
        panels: list[Panel] = [[]]
        at, step = 0.0, len(events) if level else max(1, int(room / _WIDEST))
        for partner, group in groupby(events, key=lambda e: e.partner):
            mine = list(group)
            for part in (mine[n:n + step] for n in range(0, len(mine), step)):
                whole = sum(e.width(level) for e in part)
                needed = max(whole, min(_NAME, marks.width(names[partner], bold=True)) + 2)
                if panels[-1] and not level and at + needed > room:
                    panels.append([])
                    at = 0.0
                x = left + at + (needed - whole) / 2
                for event in part:
                    panels[-1].append((event, x + event.width(level) / 2))
                    x += event.width(level)
                at += needed + _GAP
        if at - _GAP <= room:
            break
    return level, panels


def _events(data: Dataset, groups: Mapping[str, list[str]], shown: Presence) -> list[Heading]:
    table, word = corpus.timeline(data), event_words(data)
    rank = {p: n for n, p in enumerate(data.partners["partner"])}
    found = [Heading(row["event"], partner, word[row["event"]], short_date(row["date"]), row["read"], row["items"],
                   tuple(sum((row["event"], c) in shown.listed for c in codes) for codes in groups.values()))
             for row, partner in zip(table.to_dict("records"), data.events["partner"])]
    return sorted(found, key=lambda e: rank[e.partner])


def _heads(ax: Axes, panel: Panel, level: bool, names: Mapping[str, str], top: float, base: float, right: float) -> None:
    for partner, group in groupby(panel, key=lambda pair: pair[0].partner):
        mine = list(group)
        low, high = mine[0][1] - mine[0][0].width(level) / 2, mine[-1][1] + mine[-1][0].width(level) / 2
        marks.write(ax, (low + high) / 2, top + 8, marks.fit(names[partner], max(_NAME, high - low), bold=True), bold=True, align="center")
        ax.plot([low + 3, high - 3], [top + 21, top + 21], color=style.MUTED, linewidth=1)
    for event, x in panel:
        if level and not event.silent:
            for n, (line, colour) in enumerate(reversed(event.lines)):
                marks.write(ax, x, base - 5 - n * LINE, line, size=style.NOTE, align="center", colour=colour)
        else:
            word, date = (marks.fit(text, LONGEST, style.NOTE) for text in (event.word, event.date))
            marks.write(ax, x - (6 if level else 0), base, word, size=style.NOTE, angle=90)
            up = 0 if level else marks.width(word, style.NOTE) + 5
            marks.write(ax, x + (5.5 if level else 0), base - up, date, size=style.NOTE, angle=90, colour=style.MUTED)
    for n, text in enumerate(("listing it", "partners")):
        marks.write(ax, right, base - 5 - n * LINE, text, size=style.NOTE, align="right", colour=style.MUTED)


def _silent(ax: Axes, panel: Panel, top: float, height: float) -> None:
    """A hatched strip for each event without a list, and in it, where there is room, what it means."""
    said = "no list seen"
    space = marks.width(said, style.NOTE) + 12
    part = (height - space) / 2 if height > 2 * space else height / 2
    for x in (x for event, x in panel if event.silent):
        marks.bar(ax, x - 6, top + part / 2, 12, part, unknown=True)
        marks.bar(ax, x - 6, top + height - part / 2, 12, part, unknown=True)
        if part < height / 2:
            marks.write(ax, x, top + (height + space) / 2 - 6, said, size=style.NOTE, angle=90)


def _row(ax: Axes, panel: Panel, y: float, code: str, shown: Presence, colour: str) -> None:
    for event, x in panel:
        if not event.silent:
            marks.mark(ax, x, y, shown.state(event.event, code), colour)
        if (event.event, code) in shown.contested:
            contested.ring(ax, x, y)


def _feet(ax: Axes, panel: Panel, y: float, hues: Sequence[str], right: float) -> None:
    ax.plot([0, right], [y, y], color=style.GRID, linewidth=1)
    unit = _BAR / max([13, *(sum(event.topics) for event, _ in panel)])
    lines = {"Topics listed, by pillar": y + 14, "Topics on the list": y + _BAR + 18, "Items on the list, as published": y + _BAR + 36}
    for label, line in lines.items():
        marks.write(ax, 0, line, label, size=style.NOTE, colour=style.MUTED)
    _, topics, items = lines.values()
    for event, x in panel:
        at = y + 6
        for n, hue in ((n, hue) for n, hue in zip(event.topics, hues) if n):
            marks.bar(ax, x - 8, at + n * unit / 2, 16, n * unit, hue)
            at += n * unit
        marks.write(ax, x, topics, event.said(sum(event.topics)), align="center", bold=True)
        marks.write(ax, x, items, event.said(event.items), align="center")


def _key(shown: Presence, events: Sequence[Heading]) -> list[Entry]:
    entries = state_key({shown.state(e.event, c) for e in events if not e.silent for c in shown.codes})
    entries += contested.ring_key(bool(shown.contested))
    if any(e.silent for e in events):
        entries.append(("event without a list seen", lambda ax, x, y: marks.bar(ax, x - 8, y, 16, 12, unknown=True)))
    return entries


def _table(data: Dataset, shown: Presence, groups: Mapping[str, list[str]], by: Mapping[str, int], events: Sequence[Heading],
           pillars: Mapping[str, str]) -> pd.DataFrame:
    def cell(e: Heading, code: str) -> str:
        return "no list seen" if e.silent else contested.said(shown.state(e.event, code), (e.event, code) in shown.contested)

    rows = [[shown.labels[c], pillars[p], *(cell(e, c) for e in events), str(by[c])] for p, codes in groups.items() for c in codes]
    rows.append(["Topics on the list", "", *(e.said(sum(e.topics)) for e in events), ""])
    rows.append(["Items on the list", "", *(e.said(e.items) for e in events), ""])
    heads = [f"{data.label('partners', e.partner)}: {e.word}, {e.date}" for e in events]
    return pd.DataFrame(rows, columns=["Topic", "Pillar", *heads, "Partners listing it"])
