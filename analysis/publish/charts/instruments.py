"""The legal tier over time: each instrument on a line of its own, a mark for each stage that it reached."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from analysis import dates
from analysis import instruments as tier
from analysis.dataset import Dataset, categories
from analysis.findings import Choices
from analysis.publish import marks, style
from analysis.publish.chart import Chart
from analysis.publish.charts.notes import Entry, key_height, note
from analysis.publish.charts.stages import GAP, LANE, NAME, Mark, Row, axis, initials, placed, where
from analysis.publish.charts.words import heading
from analysis.wording import count, sentence, word

_HEAD, _BAR, _YEARS = 22, 12, 9      # the height of a partner's name; a shorter bar is not seen; not many more years than this


def instruments(data: Dataset) -> Chart:
    """All instruments of the view on one axis of real time, grouped by partner; each stage has a shape and a letter.

    The stages are those of `analysis.instruments.stages`. Filled: a source that is not secondary has the date; open: secondary sources only. A stage that sources date
    differently has a mark at each date and a hatched span over all. A bar leads from stage to stage; one that lies too near the one before, or whose order is
    undecided, begins a line below. Beside or below the last mark stand the latest stage and its date, and whether only secondary sources have it. A date that is no single day is a bar as wide as it.

    >>> from analysis.example import toy
    >>> instruments(toy("record")).table[["Instrument", "Stage", "Date", "Contested", "Secondary only"]].values.tolist()[1]
    ['Trade pact with Arden', 'Signed', 'February 2024', False, True]
    """
    table, labels = tier.stages(data), categories(data.descriptor, "milestones", "stage")
    first, last = axis(table["date"])
    rows = placed(data, table.to_dict("records"), first, last)
    drawn = [m for row in rows for lane in row.lanes for m in lane]
    key = _key(labels, drawn)
    top = 12 + key_height(key)
    heads = [n == 0 or row.partner != rows[n - 1].partner for n, row in enumerate(rows)]
    height = top + 24 + sum(row.height for row in rows) + _HEAD * sum(heads) if rows else 24

    def draw(ax: Axes) -> None:
        if not rows:
            marks.write(ax, 0, 12, "The sources of this view name no instrument.", colour=style.MUTED)
            return
        marks.key(ax, 0, 8, key)
        _axis(ax, first, last, top, height)
        y = top + 24
        for row, head in zip(rows, heads):
            if head:
                ax.plot([0, style.BODY], [y, y], color=style.GRID, linewidth=1)
                marks.write(ax, 0, y + 12, row.partner, bold=True, limit=style.BODY, lines=1, halo=True)
                y += _HEAD
            _draw(ax, row, y)
            y += row.height

    name = dict(zip(data.instruments["instrument"], data.instruments["name"]))
    shown = table.assign(
        Partner=[data.label("partners", p) for p in table["partner"]], Instrument=table["instrument"].map(name), Stage=table["stage"].map(labels),
        Date=[" or ".join(map(dates.say, d)) for d in table["stated"]], Contested=table["contested"].astype(bool), Counts=table["counts"].astype(bool))
    shown["Date (EDTF)"], shown["Secondary only"] = table["date"], table["secondary"].astype(bool)
    shown = shown[["Partner", "Instrument", "Stage", "Date", "Date (EDTF)", "Contested", "Secondary only", "Counts"]].reset_index(drop=True)
    lone, fought = int(table["secondary"].sum()), [m for m in drawn if m.contested]
    return Chart(
        "instruments", heading(data, "binding", "Which instruments were agreed, and how far each has come", Choices()),
        sentence(f"Stages of {len(rows)} instrument{'s' * (len(rows) != 1)} with {count(len({r.partner for r in rows}), 'partner')}, on an axis of real time; beside "
                 "or below the last mark stand the latest stage and its date") if rows else "There is nothing to show: the sources of this view name no instrument.",
        f"A timeline with one row for each of {len(rows)} instrument{'s' * (len(rows) != 1)}, grouped by partner. Each of {len(table)} stages is a mark with a shape and a letter; "
        f"of these {word(lone) if lone else 'none'} {'is' if lone < 2 else 'are'} open, since only secondary sources have {'it' if lone < 2 else 'them'}.{_disputed(fought)}"
        if rows else "A sentence: the sources of this view name no instrument.",
        note(data, data.milestones["source"], "that").replace("A list is", "What only secondary sources say is drawn open; an instrument that no source read names is unknown. A list is"),
        shown, draw, height)


def _disputed(found: Sequence[Mark]) -> str:
    """What is seen of the stages that sources date differently."""
    apart = sum(len(m.at) > 1 for m in found)
    said = [f"{word(n)} {'has' if n == 1 else 'have'} {how}" for n, how in
            ((apart, "a mark at each date, open where only secondary sources give it"), (len(found) - apart, "one mark in the middle of dates too near to be drawn apart")) if n]
    return f" Sources disagree on the date of {word(len(found))}, shown by a hatched span: {', and '.join(said)}." if found else ""


def _draw(ax: Axes, row: Row, y: float) -> None:
    for line in row.name:
        marks.write(ax, 0, y + 9, line.strip(), halo=True)
        y += NAME
    y += 20
    for lane in row.lanes:
        for one, other in zip(lane, lane[1:]):
            ax.plot([max(one.at), min(other.at)], [y, y], color=style.GREY, linewidth=3, zorder=2)
        for mark in lane:
            _span(ax, mark, y)
            for x, firm in zip(mark.at, mark.firm):
                _symbol(ax, x, y, mark.shape, firm)
                marks.write(ax, x, y - 12, mark.letter, size=style.NOTE, bold=True, align="center", halo=True)
        y += LANE
    end, y = row.lanes[-1], y - LANE
    if row.beside == "below":       # leads from the mark to what is written of it
        ax.plot([max(end[-1].at)] * 2, [y + 6, y + 10], color=style.MUTED, linewidth=1)
    under = max(0, min(style.BODY - marks.width(row.latest, style.NOTE), max(end[-1].at) - GAP))
    x, y = {"right": (end[-1].right + GAP, y), "left": (end[0].left - GAP, y), "below": (under, y + 18)}[row.beside]
    marks.write(ax, x, y, row.latest, size=style.NOTE, colour=style.MUTED, align="right" if row.beside == "left" else "left", halo=True)


def _symbol(ax: Axes, x: float, y: float, shape: str, firm: bool) -> None:
    ax.plot([x], [y], linestyle="none", marker=shape, markersize=8 if shape in "sD" else 10, markerfacecolor=style.INK if firm else style.GROUND,
            markeredgecolor=style.INK, markeredgewidth=1.4, zorder=4)


def _span(ax: Axes, mark: Mark, y: float) -> None:
    """How far the dates of a stage leave it open: hatched where sources disagree, filled where no day is stated."""
    if mark.contested:
        marks.bar(ax, mark.start, y, mark.end - mark.start, 14, unknown=True)
    elif mark.end - mark.start > _BAR:
        ax.add_patch(Rectangle((mark.start, y - 6), mark.end - mark.start, 12, facecolor=style.GREY, zorder=3))


def _axis(ax: Axes, first: date, last: date, top: float, height: float) -> None:
    step = -(-(last.year - first.year + 1) // _YEARS)
    for year in range(first.year, last.year + 1, step):
        x = where(date(year, 1, 1).toordinal(), first, last)
        ax.plot([x, x], [top, height], color=style.GRID, linewidth=1)
        if x + 4 + marks.width(str(year), style.NOTE) < style.BODY:
            marks.write(ax, x + 4, top + 9, str(year), size=style.NOTE, colour=style.MUTED)


def _key(labels: Mapping[str, str], drawn: Sequence[Mark]) -> list[Entry]:
    shape = {m.letter: m.shape for m in drawn}
    entries: list[Entry] = [(f"{letter}  {label}", lambda ax, x, y, m=shape[letter]: _symbol(ax, x, y, m, True))
                            for letter, label in zip(initials(list(labels.values())), labels.values()) if letter in shape]
    if any(not all(m.firm) for m in drawn):
        entries.append(("open: secondary sources only", lambda ax, x, y: _symbol(ax, x, y, "o", False)))
    if any(m.contested for m in drawn):
        entries.append(("hatched: sources disagree on the date", lambda ax, x, y: marks.bar(ax, x - 8, y, 16, 12, unknown=True)))
    if any(m.end - m.start > _BAR and not m.contested for m in drawn):
        entries.append(("bar: day not stated", lambda ax, x, y: ax.add_patch(Rectangle((x - 8, y - 6), 16, 12, facecolor=style.GREY))))
    return entries
