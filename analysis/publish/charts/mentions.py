"""First mentions over time: which list was the first to name each code, as steps at real dates."""
from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from analysis import dates
from analysis.dataset import Dataset, categories
from analysis.findings import Choices
from analysis.presence import presence
from analysis.publish import marks, style
from analysis.publish.chart import Chart
from analysis.publish.charts import chronicle, contested
from analysis.publish.charts.notes import Entry, key_height, note, short_date
from analysis.publish.charts.order import colours
from analysis.publish.charts.steps import BESIDE, NAME, NUMBERS, ROW, Event, Years
from analysis.publish.charts.words import heading, permanent, pillar_key
from analysis.wording import count

_YEARS, _EVENT = 40, 20                         # heights: the axis of years, an event that is no step
_SHAPES = ("D", "o", "^", "v", "s", "P", "X")   # by the kind's place in the order of kinds, as on the timeline


def first_mentions(data: Dataset, grain: str = "topic") -> Chart:
    """How many codes the lists read have named so far, as steps at real dates, each code written at the list that names it first.

    The numbers are those of `evolution.first_mentions`. A date that is no day is drawn as wide as its month or year; the mark's shape says the kind of event.
    Below the axis stand the events that are no step: those without a list seen, and those whose list names only what a list had named. A dagger flags a code about which documents of that event differ. ValueError for another
    grain.

    >>> from analysis.example import toy
    >>> first_mentions(toy()).table[["Date", "Partner", "Topic", "So far"]].values.tolist()[1:3]
    [['2022-05', 'Arden', 'Robots', 2], ['2023', 'Arden', 'none: no list seen', 2]]
    """
    events = _events(data, grain)
    steps, others = [e for e in events if e.codes], [e for e in events if not e.codes]
    key = _key(data, events)
    top = key_height(key) + 14
    floor = top + ROW * sum(len(e.codes) for e in steps)

    def draw(ax: Axes) -> None:
        axis = Years.of(events)
        marks.key(ax, 0, 8, key)
        axis.draw(ax, sum(len(e.codes) for e in steps), floor)
        _stairs(ax, axis, steps, floor)
        for n, event in enumerate(others):
            _other(ax, axis, event, floor + _YEARS + 8 + _EVENT * n)

    def sentence(ax: Axes) -> None:
        marks.write(ax, 0, 12, f"No list was read, so that none was the first to name a {grain}.", colour=style.MUTED)

    return Chart(
        permanent("first-mentions", grain), heading(data, "raised", f"Which list was the first to name each {grain}", Choices(grain)),
        f"Number of {grain}s named so far on the lists that were read, by date of list; each {grain} is written at the list that named it first. A grey band is a date stated "
        "without a day. Below, events that add none: where no list was seen, it may have named some earlier.",
        _description(steps, others, grain), note(data), chronicle.table(data, grain), draw if steps else sentence,
        floor + _YEARS + _EVENT * len(others) if steps else 24)


def _events(data: Dataset, grain: str) -> list[Event]:
    label, hue, kinds, result = presence(data, grain, "event").labels, colours(data, grain), categories(data.descriptor, "events", "kind"), []
    for rows, codes in chronicle.chronicle(data, grain):
        fought, place = chronicle.differ(data, grain, rows), min(list(kinds).index(r["kind"]) for r in rows)
        dated = short_date(rows[0]["date"]) + (f": {count(len(codes), grain)}" if codes else "")
        result.append(Event(dates.parse(rows[0]["date"]), list(kinds.values())[place], _SHAPES[place % len(_SHAPES)], rows[0]["lists"] > 0,
                             (*chronicle.said(data, rows), dated), tuple((contested.dagger(label[c], c in fought), hue[c], list(kinds)[place] == "council") for c in codes)))
    return result


def _stairs(ax: Axes, axis: Years, steps: Sequence[Event], floor: float) -> None:
    xs, ys, y = [axis.left], [floor], floor
    for step in steps:
        low, high = axis.x(step.span.first), axis.x(step.span.last, 1)
        top = y - ROW * len(step.codes)
        if step.span.precision != "day":
            ax.add_patch(Rectangle((low, top), high - low, y - top, facecolor=style.GRID))
        xs += [(low + high) / 2] * 2
        ys += [y, top]
        for n, (text, how) in enumerate(step.lines):
            marks.write(ax, low - BESIDE, top + ROW * (n + 0.5), marks.fit(text, low - BESIDE - NUMBERS, **how), align="right",
                        colour=style.MUTED if n else style.INK, **how)
        y = top
    ax.plot([*xs, axis.left + axis.length + 6], [*ys, y], color=style.INK, linewidth=1.5)
    for step, x, y in zip(steps, xs[1::2], ys[2::2]):
        for n, (name, colour, bold) in enumerate(step.codes):
            marks.mark(ax, x, y + ROW * (n + 0.5), style.LISTED, colour, size=10, marker=step.shape)
            marks.write(ax, axis.beside(step), y + ROW * (n + 0.5), contested.fit(name, style.BODY - axis.beside(step), bold=bold), bold=bold)


def _other(ax: Axes, axis: Years, event: Event, y: float) -> None:
    """An event that is no step: hatched over its date if no list was seen, else its mark; its words on the side that has the room."""
    low, high = axis.x(event.span.first), axis.x(event.span.last, 1)
    middle, half = (low + high) / 2, max(high - low, 12) / 2
    if event.read:
        if event.span.precision != "day":
            marks.bar(ax, low, y, high - low, 12, style.GRID)
        marks.mark(ax, middle, y, style.LISTED, style.MUTED, size=9, marker=event.shape)
    else:
        marks.bar(ax, middle - half, y, 2 * half, 12, unknown=True)
    who, what = ", ".join(event.words), "no first mention" if event.read else "no list seen"
    how = {"size": style.NOTE, "colour": style.MUTED}
    left, right = middle - half - 8, style.BODY - middle - half - 8
    # What the mark itself says is left out where the words would not fit beside it.
    text = next((t for t in (f"{who}: {what}", who) if marks.width(t, style.NOTE) <= max(left, right)), f"{who}: {what}")
    needed = marks.width(text, style.NOTE)
    if right >= min(needed, max(left, NAME)):
        marks.write(ax, middle + half + 8, y, marks.fit(text, right, style.NOTE), **how)
    elif left >= min(needed, NAME):
        marks.write(ax, middle - half - 8, y, marks.fit(text, left, style.NOTE), align="right", **how)
    else:   # the date spans nearly all of the axis
        text = marks.fit(text, style.BODY - 20, style.NOTE)
        needed = marks.width(text, style.NOTE) + 10
        marks.bar(ax, (style.BODY - needed) / 2, y, needed, 13, style.GROUND)
        marks.write(ax, style.BODY / 2, y, text, align="center", **how)


def _key(data: Dataset, events: Sequence[Event]) -> list[Entry]:
    shapes = {e.shape: e.kind for e in events if e.read}
    entries = [(f"{kind} list", lambda ax, x, y, s=s: marks.mark(ax, x, y, style.LISTED, size=10, marker=s)) for s, kind in shapes.items()]
    if not all(e.read for e in events):
        entries.append(("no list seen", lambda ax, x, y: marks.bar(ax, x - 8, y, 16, 12, unknown=True)))
    flagged = any(name.endswith(contested.DAGGER) for e in events for name, _, _ in e.codes)
    return entries + contested.dagger_key(flagged) + pillar_key(data, {colour for e in events for _, colour, _ in e.codes}, 16, 7)


def _description(steps: Sequence[Event], others: Sequence[Event], grain: str) -> str:
    if not steps:
        return f"A sentence: no list was read, so that none names a {grain}."
    most = max(steps, key=lambda e: len(e.codes))
    return (f"Steps rising over time, from {steps[0].words[2]} ({steps[0].words[0]}) to {steps[-1].words[2]} ({steps[-1].words[0]}); the highest is {most.words[2]} ({most.words[0]}). "
            f"Each step is as high as the number of {grain}s that its list was the first to name, with their names beside it; the mark's shape says the kind of event. "
            f"Below the axis: {count(len(others), 'event')} that add none, hatched where no list was seen.")
