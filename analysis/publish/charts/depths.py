"""How far the lists commit: for each partner how often its lists name a topic in which degree, and below it the deepest degree of each topic."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes

from analysis.dataset import Dataset, categories
from analysis.depth import degrees, scale
from analysis.findings import Choices
from analysis.presence import LISTED, NOT_LISTED, UNKNOWN, presence
from analysis.publish import marks, style
from analysis.publish.chart import Chart
from analysis.publish.charts import contested, order
from analysis.publish.charts.notes import Entry, key_height, note, pillar_heading, row_height
from analysis.publish.charts.words import heading
from analysis.wording import count, sentence, word

_LABELS, _COLUMN, _COLUMNS = 276, 200, 6      # the labels of rows; the widest column; the most columns side by side
_ROW, _PILLAR, _HEAD, _APART = 20, 35, 60, 26  # from row to row; a pillar's heading; a partner's heading; between panels
_NUMBER, _MARK, _STEP = 20, 26, 7             # in a column: the end of the number, the begin of the mark, from step to step of it
_SILENT = "The text does not tell"


@dataclass(frozen=True)
class Cell:
    """A topic on the lists of a partner: its state, the deepest degree stated (its number on the scale from 1; 0 for none), whether it may be deeper, and whether documents of
    an event differ about it."""
    state: str
    degree: int
    open: bool
    contested: bool = False

    def said(self, labels: Sequence[str]) -> str:
        """The cell in words, for the table."""
        if self.state != LISTED:
            return self.state
        return contested.said(labels[self.degree - 1] + (" or deeper" if self.open else "") if self.degree else f"listed, {_SILENT.lower()}", self.contested)


@dataclass(frozen=True)
class _Column:
    """A partner: name, how many topics it lists on how many lists, whether these were all read whole; entries by degree (none stated last); its cells."""
    name: str
    lists: tuple[str, ...]
    whole: bool
    entries: tuple[int, ...]
    cells: Mapping[str, Cell]

    def count(self, n: int) -> str:
        """A number of entries for the table; where not all was read there is no nought."""
        return str(self.entries[n]) if self.entries[n] or self.whole else "none read"


def depths(data: Dataset) -> Chart:
    """For each partner how many entries (topics at an event) have which degree as the deepest one stated, and for each topic the deepest on any of its lists.

    A mark has as many steps as its degree is deep, with the number beside it; a plus says that a mention of the topic has no degree stated, so that it may be
    deeper; a dagger, that documents of an event differ about it. The three states are those of `presence(data, "topic", "ever")`; where not all lists of a
    partner were read whole, every degree in its column is a lower bound. The table has the same cells and counts.

    >>> from analysis.example import toy
    >>> depths(toy("record")).table.iloc[:2].values.tolist()
    [['Network one', 'Infrastructures', 'Joint action or project or deeper', 'listed, the text does not tell', 'not listed'], ['Robots', 'Business', 'listed, the text does not tell (documents differ)', 'Dialogue or deeper', 'not listed']]
    """
    labels, groups, columns = list(scale(data).values()), order.grouped(data), _columns(data)
    pillars, topic = categories(data.descriptor, "topics", "pillar"), presence(data, "topic", "ever").labels
    groups = {p: codes for p, codes in groups.items() if codes}
    hue, key = style.pillar_colours(list(pillars)), _key(columns, labels)
    panels = [columns[n:n + _COLUMNS] for n in range(0, len(columns), _COLUMNS)]
    rows = [*labels, _SILENT]
    upper, top = _ROW * len(rows) + 14, 12 + key_height(key)
    step = row_height(len(topic) * len(panels), top + (_HEAD + upper + _PILLAR * len(groups) + 8 + _APART) * len(panels), _ROW, 14)
    lower = _PILLAR * len(groups) + step * len(topic) + 8
    most = max([1, *(n for c in columns for n in c.entries)])

    def draw(ax: Axes) -> None:
        marks.key(ax, 0, 8, key)
        y = top
        for panel in panels:
            wide = min(_COLUMN, (style.BODY - _LABELS) / max(len(panel), 4))
            xs = [_LABELS + n * wide for n in range(len(panel))]
            for x, column in zip(xs, panel):
                _head(ax, x, y, column, wide - 8)
            ax.plot([0, xs[-1] + wide], [y + _HEAD - 4] * 2, color=style.MUTED, linewidth=1)
            _entries(ax, xs, y + _HEAD, panel, rows, (wide - _MARK - 10) / most)
            y += _HEAD + upper
            for pillar, codes in groups.items():
                ax.plot([0, xs[-1] + wide], [y] * 2, color=style.GRID, linewidth=1)
                pillar_heading(ax, y + 16, pillars[pillar], hue[pillar], _LABELS - 5)
                y += _PILLAR
                for code in codes:
                    marks.write(ax, 1, y + 4, marks.fit(topic[code], _LABELS - 8))
                    for x, column in zip(xs, panel):
                        _cell(ax, x, y + 4, column.cells[code], hue[pillar])
                    y += step
            y += 8 + _APART

    cells = [[topic[c], pillars[p], *(column.cells[c].said(labels) for column in columns)] for p, codes in groups.items() for c in codes]
    cells += [[f"Entries: {row}", "", *(column.count(n) for column in columns)] for n, row in enumerate(rows)]
    plain = "How far the texts say that the lists commit the partners"
    return Chart(
        # The finding is about the record, whatever the view; over a chart of another view it would say what is not drawn.
        "depths", heading(data, "depth", plain, Choices()) if data.fullest() is data else plain,
        sentence(f"Above, the topics on the lists of each of {count(len(columns), 'partnership')}, counted once an event, by the deepest degree of commitment that a text states. Below, "
                 "the deepest degree that any list of the partner states of each topic"),
        f"For each of {count(len(columns), 'partner')} a column. Above stand bars with numbers: how many entries, which are topics at an event, have which degree, from {labels[0].lower()} to "
        f"{labels[-1].lower()}, and of how many the text tells none. Below, a row for each of {count(len(topic), 'topic')}, grouped by pillar: a mark of one to {word(len(labels))} steps for the degree, with its number.",
        note(data), pd.DataFrame(cells, columns=["Topic", "Pillar", *(c.name for c in columns)]), draw,
        top + len(panels) * (_HEAD + upper + lower + _APART) - _APART)


def _columns(data: Dataset) -> list[_Column]:
    rank, table = {d: n for n, d in enumerate(scale(data), 1)}, degrees(data)
    shown, found = presence(data, "topic", "ever"), []
    short = dict(zip(data.partners["partner"], data.partners["short"]))
    lists = data.events[data.events["lists"] > 0].groupby("partner", observed=True).size()
    for column in shown.columns:
        mine = table[table["partner"] == column.key]
        deepest = [rank.get(d, 0) for d in mine["degree"]]
        best, open_ = dict.fromkeys(shown.codes, 0), set()
        for topic, degree, untold in zip(mine["topic"], deepest, mine["untold"]):
            best[topic] = max(best[topic], degree)
            open_ |= {topic} if untold else set()
        cells = {c: Cell(shown.state(column.key, c), best[c], (c in open_ or not column.whole) and best[c] < len(rank), (column.key, c) in shown.contested)
                 for c in shown.codes}
        n, of, name = len(shown.listing(column.key)), int(lists.get(column.key, 0)), short[column.key] or data.label("partners", column.key)
        said = (f"{'' if column.whole else '≥ '}{n} topic{'' if n == 1 else 's'}", f"of {of} event{'' if of == 1 else 's'}") if of else ("no list", "read")
        found.append(_Column(name, said, column.whole, tuple(deepest.count(d) for d in [*rank.values(), 0]), cells))
    return found


def _head(ax: Axes, x: float, y: float, column: _Column, limit: float) -> None:
    marks.write(ax, x, y + 8, marks.fit(column.name, limit, bold=True), bold=True)
    for n, line in enumerate(column.lists):
        marks.write(ax, x, y + 24 + 15 * n, marks.fit(line, limit, style.NOTE), size=style.NOTE, colour=style.MUTED)


def _entries(ax: Axes, xs: Sequence[float], y: float, panel: Sequence[_Column], rows: Sequence[str], unit: float) -> None:
    for n, row in enumerate(rows):
        last = n == len(rows) - 1
        at = y + 10 + n * _ROW
        marks.write(ax, 0, at, f"{'?' if last else n + 1}", bold=True, colour=style.MUTED)
        marks.write(ax, 15, at, marks.fit(row, _LABELS - 22), colour=style.MUTED if last else style.INK)
        for x, column in zip(xs, panel):
            k = column.entries[n]
            if k or column.whole:   # a nought would say that there is none in what was not read, too
                marks.write(ax, x + _NUMBER, at, str(k), bold=bool(k), colour=style.INK if k else style.MUTED, align="right")
            if k:
                marks.bar(ax, x + _MARK, at, max(2, k * unit), 11, unknown=last)


def _cell(ax: Axes, x: float, y: float, cell: Cell, colour: str) -> None:
    if cell.state != LISTED:
        marks.mark(ax, x + _MARK + 2 * _STEP - 1, y, cell.state, colour)
    elif not cell.degree:
        marks.write(ax, x + _NUMBER, y, "?", bold=True, colour=style.MUTED, align="right")
        marks.mark(ax, x + _MARK + 2 * _STEP - 1, y, LISTED, colour, size=9)
    else:
        marks.write(ax, x + _NUMBER, y, f"{cell.degree}{'+' if cell.open else ''}", size=style.NOTE, colour=style.MUTED, align="right")
        _steps(ax, x + _MARK, y, cell.degree, colour)
    if cell.contested:
        marks.write(ax, x + _MARK + max(cell.degree, 4) * _STEP + 6, y, contested.DAGGER, align="center")


def _steps(ax: Axes, x: float, y: float, degree: int, colour: str = style.INK, step: float = _STEP) -> None:
    for n in range(degree):
        high = 5 + 3 * n
        marks.bar(ax, x + n * step, y + 6.5 - high / 2, step - 2, high, colour)


def _key(columns: Sequence[_Column], labels: Sequence[str]) -> list[Entry]:
    cells = [cell for column in columns for cell in column.cells.values()]
    entries: list[Entry] = [(f"{n} {label.lower()}", lambda ax, x, y, n=n: _steps(ax, x - 8, y, n, step=4.8)) for n, label in enumerate(labels, 1)]
    if any(c.state == LISTED and not c.degree for c in cells):
        entries.append(("listed, the text tells no degree", lambda ax, x, y: marks.mark(ax, x, y, LISTED, size=9)))
    if any(c.state == LISTED and c.degree and c.open for c in cells):
        entries.append(("may be deeper", lambda ax, x, y: marks.write(ax, x, y, "+", bold=True, colour=style.MUTED, align="center")))
    for state in (NOT_LISTED, UNKNOWN):
        if any(c.state == state for c in cells):
            entries.append((state, lambda ax, x, y, state=state: marks.mark(ax, x, y, state)))
    return entries + contested.dagger_key(any(c.contested for c in cells))
