"""The change from one list of a partner to its next: what is on both, on the earlier one alone, on the later one alone."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes

from analysis.dataset import Dataset
from analysis.evolution import KEPT, NEW, NOT_REPEATED, UNDECIDED, changes, steps
from analysis.findings import Choices
from analysis.presence import presence
from analysis.publish import marks, style
from analysis.publish.chart import Chart
from analysis.publish.charts import contested
from analysis.publish.charts.notes import Entry, event_words, key_height, note, short_date, state_key
from analysis.publish.charts.order import colours, grouped
from analysis.publish.charts.words import heading, permanent, pillar_key
from analysis.wording import count, join, sentence

_GROUPS = {KEPT: "On both lists", NOT_REPEATED: "Not repeated", NEW: "New", UNDECIDED: "Unknown: a list was not read whole"}
_GAP, _WIDEST = 28, 460                     # between panels side by side; the widest panel
_HEAD, _GROUP, _ROW, _LINE = 88, 26, 22, 15   # heights: a panel's heading, a group's, a code's first line, its further lines
_AFTER, _APART, _NAME = 46, 92, 14          # from the right to the later list's marks; from these to the earlier one's; from a mark to its name


def change(data: Dataset, grain: str = "topic") -> Chart:
    """For each partner its last two lists as two columns of marks, and what became of each code from the one to the other.

    A code on both is joined, one that is not repeated ends in a ring, one that is new enters from the right; where a list was not read whole, unknown has its
    mark; a ring flags what documents differ about. The panels show each partner's last step of `evolution.changes`, the table all of them. With no partner of two lists the chart
    is a sentence. ValueError for another grain.

    >>> from analysis.example import toy
    >>> change(toy()).table[["Topic", "Change"]].values.tolist()[:3]
    [['Network one', 'kept'], ['Robots', 'not repeated'], ['Trade', 'new']]
    """
    found = changes(data, grain)
    panels = _panels(data, grain, found)
    width = (style.BODY - _GAP) / 2 if len(panels) > 1 else _WIDEST
    rows = [panels[n:n + 2] for n in range(0, len(panels), 2)]
    heights = [max(panel.height(width) for panel in row) for row in rows]
    below = marks.wrap(_others(data, panels), style.BODY, style.NOTE)
    key = _key(data, panels)
    top = key_height(key) + 10 if panels else 4

    def draw(ax: Axes) -> None:
        y = top
        if panels:
            marks.key(ax, 0, 8, key)
        for row, height in zip(rows, heights):
            for n, panel in enumerate(row):
                panel.draw(ax, n * (width + _GAP), y, width)
            y += height
        for n, line in enumerate(below):
            marks.write(ax, 0, y + 6 + _LINE * n, line, size=style.NOTE, colour=style.MUTED)

    return Chart(
        permanent("change", grain), heading(data, "repeats", "What each later list repeats of the list before it", Choices(grain)),
        f"The last two lists of each partner of which two were read, the earlier one on the left, by {grain}: a line joins what both name; one that "
        "ends in a ring leads to what the later one does not repeat; one from the right margin to what is new on it. In order of that, then of "
        f"{'pillar' if grain == 'topic' else 'how many partners list it'}.",
        _description(panels, grain), note(data), _table(data, grain, found), draw, top + sum(heights) + _LINE * len(below) + 2)


_Code = tuple[str, str, str, str, bool, bool]


@dataclass(frozen=True)
class _Panel:
    """A partner's step: its name, what lies between, heading and date of both lists, and each code by what became of it: name, colour, its two states,
    and whether the documents of each list's event differ about it."""
    partner: str
    name: str
    between: str
    heads: tuple[tuple[str, str], tuple[str, str]]
    groups: Mapping[str, Sequence[_Code]]

    def height(self, width: float) -> float:
        return _HEAD + sum(_GROUP + sum(_ROW + _LINE * (len(lines) - 1) for lines in map(lambda c: _name(c, change, width), codes))
                           for change, codes in self.groups.items()) + 14

    def draw(self, ax: Axes, left: float, top: float, width: float) -> None:
        """The panel with its left upper corner at (left, top)."""
        right = left + width
        after = right - _AFTER
        before = after - _APART
        marks.write(ax, left, top + 8, marks.fit(self.name, width, style.SUBTITLE, bold=True), size=style.SUBTITLE, bold=True)
        marks.write(ax, left, top + 26, marks.fit(self.between, width, style.NOTE), size=style.NOTE, colour=style.MUTED)
        for x, (head, date) in zip((before, after), self.heads):
            marks.write(ax, x, top + 52, marks.fit(head, _APART - 4, style.NOTE), size=style.NOTE, align="center")
            marks.write(ax, x, top + 67, marks.fit(date, _APART - 4, style.NOTE), size=style.NOTE, align="center", colour=style.MUTED)
        y = top + _HEAD
        for change, codes in self.groups.items():
            marks.write(ax, left, y, f"{_GROUPS[change]}: {len(codes) or 'none'}", size=style.NOTE, bold=True)
            y += _GROUP - 4
            for code in codes:
                lines = _name(code, change, width)
                _line(ax, change, code[1], before, after, right, y)
                for x, state, differ in zip((before, after), code[2:4], code[4:]):
                    if change != NEW or x == after:
                        marks.mark(ax, x, y, state, code[1], size=11)
                    if differ:
                        contested.ring(ax, x, y)
                for n, text in enumerate(lines):
                    marks.write(ax, (after if change == NEW else before) - _NAME, y + _LINE * n, text.strip(), align="right")
                y += _ROW + _LINE * (len(lines) - 1)
            y += 4


def _name(code: _Code, change: str, width: float) -> list[str]:
    """The name of a code in two lines at most, as wide as there is room to the left of the mark that it belongs to."""
    limit = width - _AFTER - _NAME - (0 if change == NEW else _APART)
    lines = marks.wrap(code[0], limit)
    return lines if len(lines) < 3 else [lines[0], marks.fit("".join(lines[1:]), limit)]


def _line(ax: Axes, change: str, colour: str, before: float, after: float, right: float, y: float) -> None:
    if change == NEW:
        ax.plot([after, right], [y, y], color=colour, linewidth=2)
    elif change == UNDECIDED:
        ax.plot([before + 8, after - 8], [y, y], color=style.MUTED, linewidth=1, linestyle=(0, (1, 3)))
    else:
        ax.plot([before, after if change == KEPT else after - 3], [y, y], color=colour, linewidth=2)


def _panels(data: Dataset, grain: str, found: pd.DataFrame) -> list[_Panel]:
    shown, hue, word = presence(data, grain, "event"), colours(data, grain), event_words(data)
    place = {code: n for n, code in enumerate(code for codes in grouped(data, grain).values() for code in codes)}
    date = dict(zip(data.events["event"], data.events["date"]))
    panels = []
    for step in steps(data).groupby("partner", sort=False).tail(1).to_dict("records"):
        mine = found[(found["from"] == step["from"]) & (found["to"] == step["to"])]
        both = (step["from"], step["to"])
        groups = {change: [(shown.labels[c], hue[c], *(shown.state(e, c) for e in both), *((e, c) in shown.contested for e in both))
                           for c in sorted(mine.loc[mine["change"] == change, "code"], key=place.get)] for change in _GROUPS}
        if not groups[UNDECIDED]:
            del groups[UNDECIDED]
        panels.append(_Panel(step["partner"], data.label("partners", step["partner"]), _between(data, step),
                             tuple((word[e], short_date(date[e])) for e in (step["from"], step["to"])), groups))
    return panels


def _between(data: Dataset, step: Mapping) -> str:
    """What is said of the events without a list between two lists."""
    mine = data.events[data.events["partner"] == step["partner"]]
    order = mine["event"].tolist()
    silent = mine.iloc[order.index(step["from"]) + 1:order.index(step["to"])]
    noun = "Council" if set(silent["kind"]) == {"council"} else "event"
    said = f" ({join([short_date(d) for d in silent['date']])})" if len(silent) else ""
    return f"{count(step['gaps'], noun)} without a list between{said}" if step["gaps"] else ""


def _others(data: Dataset, panels: Sequence[_Panel]) -> str:
    """What is said of the partners that have no panel."""
    lists = data.events.loc[data.events["lists"] > 0, "partner"].value_counts()
    rest = [p for p in data.partners["partner"] if p not in {panel.partner for panel in panels}]
    said = [] if panels else ["No partner has two lists that were read, so that there is no step to show."]
    for n, words in ((1, "one list was read"), (0, "no list was read")):
        names = [data.label("partners", p) for p in rest if lists.get(p, 0) == n]
        if names:
            said.append(f"Of {join(names)} {words}.".replace(" was read", " each was read" if n and len(names) > 1 else " was read"))
    return " ".join(said)


def _key(data: Dataset, panels: Sequence[_Panel]) -> list[Entry]:
    codes = [code for panel in panels for group in panel.groups.values() for code in group]
    return (state_key({state for code in codes for state in code[2:4]}) + contested.ring_key(any(any(code[4:]) for code in codes))
            + pillar_key(data, {code[1] for code in codes}))


def _description(panels: Sequence[_Panel], grain: str) -> str:
    said = [f"{panel.name}: " + ", ".join(f"{len(codes) or 'none'} {change}" for change, codes in panel.groups.items()) for panel in panels]
    return (f"Two columns of marks for each of {count(len(panels), 'partner')}, the earlier list on the left and the later one on the right, a line for "
            f"each {grain}. Joined marks stand for what both lists name, a line that ends in a ring for what is not repeated, a mark with a line to the "
            f"right margin for what is new. {sentence('; '.join(said))}"
            if panels else "A sentence: there is no partner of which two lists were read.")


def _table(data: Dataset, grain: str, found: pd.DataFrame) -> pd.DataFrame:
    word, date = event_words(data), dict(zip(data.events["event"], data.events["date"]))
    gaps = dict(zip(zip(steps(data)["from"], steps(data)["to"]), steps(data)["gaps"]))
    table = pd.DataFrame({
        "Partner": [data.label("partners", p) for p in found["partner"]],
        "Earlier list": [word[e] for e in found["from"]], "Earlier date": [date[e] for e in found["from"]],
        "Later list": [word[e] for e in found["to"]], "Later date": [date[e] for e in found["to"]],
        "Events without a list between": [gaps[pair] for pair in zip(found["from"], found["to"])],
        grain.capitalize(): found["label"], "Change": found["change"], contested.WORDS.capitalize(): found["contested"]})
    return contested.column(table)
