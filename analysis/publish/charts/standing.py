"""The desk officer's sheet: each topic, down; each event, across; in each cell how good the best document is that names the topic."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import groupby

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.textpath import TextPath

from analysis import corpus
from analysis.dataset import Dataset, categories
from analysis.presence import LISTED, NOT_LISTED, UNKNOWN
from analysis.publish import marks, style
from analysis.publish.chart import Chart
from analysis.publish.charts import contested, order
from analysis.publish.charts.notes import LONGEST, Entry, Heading, event_words, key_height, note, pillar_heading, row_height, short_date
from analysis.sources import standings
from analysis.wording import count, sentence

_HEADING, _FOOT, _APART = 25, 46, 24              # height of a pillar's heading, of the lines below; between panels
_ROW = 16                                          # the height of a topic, less where a sheet would not fit on paper
_LABEL, _COLUMN, _NAME, _GAP = 250, 23, 110, 6    # the place for a topic; the width of an event, and at most of a partner's name; between partners
_RING = 14.5                                      # the ring around what documents differ about
_SHAPES = ("o", "s")                              # of the standings from the best on: filled; any further one is an open square

Cell = tuple[str, str, bool]                      # state by what counts, best standing, contested
Panel = list[tuple[Heading, float]]               # events side by side, each with the middle of its column


def standing(data: Dataset) -> Chart:
    """What is listed where and on how good a document, on one sheet: topics by events, documents that are only shown included and marked.

    Cells are `sources.standings(data)`: the shape of a mark is the standing of the best document that names the topic, a ring says that a document that counts, read whole,
    leaves it out. A small ring stands only where all lists that count were read whole, a question mark where they were not or there is none. Below each event stands the
    number of its lists that count and of those that are only shown.

    >>> from analysis.example import toy
    >>> standing(toy("record")).table.iloc[1, 2:5].tolist()
    ['listed: official (documents differ)', 'unknown: secondary', 'not listed']
    """
    wide, table = data.with_shown(), standings(data)
    cells = {(row.event, row.topic): (row.state, str(row.standing), row.contested) for row in table.itertuples()}
    groups = {p: codes for p, codes in order.grouped(wide).items() if codes}
    pillars, ranks = categories(data.descriptor, "topics", "pillar"), categories(data.descriptor, "sources", "standing")
    labels = dict(zip(wide.topics["topic"], wide.topics["label"]))
    names = dict(zip(wide.partners["partner"], (s or n for s, n in zip(wide.partners["short"], wide.partners["name"]))))
    events, read = _events(data, wide), _lists(data, wide)
    shapes = dict(zip(ranks, [*_SHAPES, *[""] * len(ranks)]))
    panels, key = _panels(events, names), _key(cells, ranks, shapes, events)
    heads = [34 + max((e.height(False) for e, _ in panel), default=0) for panel in panels]
    topics, top, hue = sum(map(len, groups.values())), 14 + key_height(key), style.pillar_colours(list(pillars))
    bare = top + sum(heads) + (_HEADING * len(groups) + _FOOT + _APART) * len(panels) - _APART
    row = row_height(topics * len(panels), bare, _ROW)
    rows = _HEADING * len(groups) + row * topics

    def draw(ax: Axes) -> None:
        marks.key(ax, 0, 8, key)
        y = top - _APART
        for panel, head in zip(panels, heads):
            y += head + _APART
            _heads(ax, panel, names, y - head, y)
            for x in (x for event, x in panel if event.silent):
                marks.bar(ax, x - 6, y + 4 + rows / 2, 12, rows - 4, unknown=True)
            for pillar, codes in groups.items():
                pillar_heading(ax, y + 16, pillars[pillar], hue[pillar], _LABEL)
                y += _HEADING - row / 2
                for code in codes:
                    y += row
                    marks.write(ax, 0, y, marks.fit(labels[code], _LABEL))
                    for event, x in panel:
                        if not event.silent:
                            _cell(ax, x, y, cells[event.event, code], hue[pillar], shapes)
                y += row / 2
            _feet(ax, panel, y + 8, read)
            y += _FOOT

    official, listed = next(iter(ranks)), [best for state, best, _ in cells.values() if state == LISTED]
    return Chart(
        "standing", f"Of {len(listed)} mentions (a topic at an event), {listed.count(official)} rest on a document that is {ranks[official].lower()}" if listed else "No list that counts names a topic",
        sentence(f"{count(topics, 'topic')} on the lists of {count(sum(not e.silent for e in events), 'event')} of "
                 f"{count(len(names), 'partnership')}; the shape of a mark says how good the best document is that names the topic"),
        f"A grid: one row for each topic, grouped by pillar; one column for each event, grouped by partner and in order of date. The shape of a mark says which standing the best "
        f"document has that names the topic ({', '.join(ranks.values()).lower()}); a ring around it, that another document that counts leaves it out. A small ring says that all lists "
        "that count were read whole and leave the topic out, a question mark that this is unknown.",
        f"{note(data, wide.lists['source'])} What only a secondary source names is shown and does not count.", _table(cells, groups, labels, pillars, ranks, events, names, read), draw, bare + row * topics * len(panels))


def _events(data: Dataset, wide: Dataset) -> list[Heading]:
    """The events with what is only shown of them, each at the date that counts, where there is one: as in every other chart."""
    word, rank, counted = event_words(wide), {p: n for n, p in enumerate(wide.partners["partner"])}, dict(zip(data.events["event"], data.events["date"]))
    when = {e: counted.get(e) or date for e, date in zip(wide.events["event"], wide.events["date"])}
    place = {e: n for n, e in enumerate(counted)}
    found = [Heading(row["event"], partner, word[row["event"]], short_date(when[row["event"]]), row["read"], row["items"], ())
             for row, partner in zip(corpus.timeline(wide).to_dict("records"), wide.events["partner"])]
    return sorted(found, key=lambda e: (rank[e.partner], place.get(e.event, len(place))))


def _lists(data: Dataset, wide: Dataset) -> dict[str, tuple[int, int]]:
    """For each event how many of its lists count, and how many are only shown."""
    counts = dict(zip(data.events["event"], data.events["lists"]))
    return {e: (counts.get(e, 0), n - counts.get(e, 0)) for e, n in zip(wide.events["event"], wide.events["lists"])}


def _panels(events: Sequence[Heading], names: Mapping[str, str]) -> list[Panel]:
    """The events in columns, partners apart, on as many panels as they need."""
    panels: list[Panel] = [[]]
    x, step = _LABEL + 6.0, int((style.BODY - _LABEL - 6) / _COLUMN)
    for partner, group in groupby(events, key=lambda e: e.partner):
        mine, least = list(group), min(_NAME, marks.width(names[partner], bold=True)) + 2
        for part in (mine[n:n + step] for n in range(0, len(mine), step)):
            wide = max(len(part) * _COLUMN, least)
            if panels[-1] and x + wide > style.BODY:
                panels.append([])
                x = _LABEL + 6.0
            panels[-1] += [(event, x + (wide - len(part) * _COLUMN) / 2 + (n + 0.5) * _COLUMN) for n, event in enumerate(part)]
            x += wide + _GAP
    return panels


def _heads(ax: Axes, panel: Panel, names: Mapping[str, str], top: float, base: float) -> None:
    for partner, group in groupby(panel, key=lambda pair: pair[0].partner):
        xs = [x for _, x in group]
        low, high = xs[0] - _COLUMN / 2, xs[-1] + _COLUMN / 2
        marks.write(ax, (low + high) / 2, top + 8, marks.fit(names[partner], max(high - low, _NAME), bold=True), bold=True, align="center")
        ax.plot([low + 3, high - 3], [top + 21, top + 21], color=style.MUTED, linewidth=1)
    for event, x in panel:
        word, date = (marks.fit(text, LONGEST, style.NOTE) for text in (event.word, event.date))
        marks.write(ax, x, base, word, size=style.NOTE, angle=90)
        marks.write(ax, x, base - marks.width(word, style.NOTE) - 5, date, size=style.NOTE, angle=90, colour=style.MUTED)


def _cell(ax: Axes, x: float, y: float, cell: Cell, colour: str, shapes: Mapping[str, str]) -> None:
    state, best, differ = cell
    if best:
        _named(ax, x, y, shapes[best], colour)
    elif state == UNKNOWN:
        _unknown(ax, x, y)
    else:
        marks.mark(ax, x, y, NOT_LISTED)
    if differ:
        contested.ring(ax, x, y, _RING)


def _named(ax: Axes, x: float, y: float, shape: str, colour: str = style.INK) -> None:
    if shape:
        marks.mark(ax, x, y, LISTED, colour, size=9 if shape == "o" else 8, marker=shape)
    else:
        ax.plot([x], [y], linestyle="none", clip_on=False, marker="s", markersize=7, markerfacecolor="none", markeredgecolor=colour, markeredgewidth=1.6)


def _unknown(ax: Axes, x: float, y: float) -> None:
    ax.plot([x], [y], linestyle="none", clip_on=False, marker=_question(), markersize=8, color=style.MUTED, markeredgewidth=0)


@lru_cache(maxsize=1)
def _question() -> Path:
    """A question mark as a shape about its middle: hundreds of them as text would make a page half as heavy again."""
    letter = TextPath((0, 0), "?", size=10, prop=FontProperties(family=style.MEASURED))
    return Path(letter.vertices - (letter.vertices.min(axis=0) + letter.vertices.max(axis=0)) / 2, letter.codes)


def _feet(ax: Axes, panel: Panel, y: float, read: Mapping[str, tuple[int, int]]) -> None:
    ax.plot([0, panel[-1][1] + _COLUMN / 2 if panel else _LABEL], [y, y], color=style.GRID, linewidth=1)
    for n, label in enumerate(("Lists that count", "Lists that are only shown")):
        marks.write(ax, 0, y + 13 + 17 * n, label, size=style.NOTE, colour=style.MUTED)
        for event, x in panel:
            marks.write(ax, x, y + 13 + 17 * n, str(read[event.event][n]), size=style.NOTE, align="center")


def _key(cells: Mapping[tuple[str, str], Cell], ranks: Mapping[str, str], shapes: Mapping[str, str], events: Sequence[Heading]) -> list[Entry]:
    found = [cells[pair] for pair in cells if pair[0] in {e.event for e in events if not e.silent}]
    used = {best for _, best, _ in found}
    entries: list[Entry] = [(f"named: {label.lower()}", lambda ax, x, y, s=shapes[rank]: _named(ax, x, y, s)) for rank, label in ranks.items() if rank in used]
    bare = {state for state, best, _ in found if not best}
    entries += contested.ring_key(any(differ for *_, differ in found), _RING)
    if NOT_LISTED in bare:
        entries.append(("not listed", lambda ax, x, y: marks.mark(ax, x, y, NOT_LISTED)))
    if UNKNOWN in bare:
        entries.append(("unknown", _unknown))
    if any(e.silent for e in events):
        entries.append(("no list seen", lambda ax, x, y: marks.bar(ax, x - 8, y, 16, 12, unknown=True)))
    return entries


def _table(cells: Mapping[tuple[str, str], Cell], groups: Mapping[str, list[str]], labels: Mapping[str, str], pillars: Mapping[str, str], ranks: Mapping[str, str],
           events: Sequence[Heading], names: Mapping[str, str], read: Mapping[str, tuple[int, int]]) -> pd.DataFrame:
    def said(event: Heading, code: str) -> str:
        state, best, differ = cells[event.event, code]
        return "no list seen" if event.silent else contested.said(state + (f": {ranks[best].lower()}" if best else ""), differ)

    rows = [[labels[c], pillars[p], *(said(e, c) for e in events)] for p, codes in groups.items() for c in codes]
    rows += [[what, "", *(str(read[e.event][n]) for e in events)] for n, what in enumerate(("Lists that count", "Lists that are only shown"))]
    return pd.DataFrame(rows, columns=["Topic", "Pillar", *(f"{names[e.partner]}: {e.word}, {e.date}" for e in events)])
