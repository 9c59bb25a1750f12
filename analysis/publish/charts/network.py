"""The network of partners and topics in two columns: who lists what, with as few crossings as could be found."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from analysis import dates
from analysis import network as graphs
from analysis.dataset import Dataset, categories
from analysis.findings import Choices
from analysis.presence import LISTED, NOT_LISTED, UNKNOWN, Presence, presence
from analysis.publish import marks, style
from analysis.publish.chart import Chart
from analysis.publish.charts import contested, order
from analysis.publish.charts.notes import Entry, key_height, note
from analysis.publish.charts.words import heading
from analysis.wording import count, sentence

_ANCHOR, _NODE, _LABEL, _NUMBER = 124, 378, 392, style.BODY   # x of the partners, of the topics' marks and labels, of the numbers
_ROW, _HEADING, _PORT, _APART = 21, 30, 14, 30                # heights: a topic, a heading, a link's end, between partners
_WIDE, _THIN, _THICK = _NUMBER - _LABEL - 24, 1.3, 3          # the widest label; lines
_LINES = {LISTED: "solid", NOT_LISTED: (0, (4, 2.4)), UNKNOWN: (0, (1, 2))}   # by the code's state on the launch list


@dataclass(frozen=True)
class Link:
    """A link: a partner, a code that a list of it names, the code's states on its launch list and its latest list, and the events whose documents differ about it."""
    partner: str
    code: str
    launch: str
    latest: str
    contested: tuple[str, ...] = ()


def network(data: Dataset, grain: str = "topic") -> Chart:
    """Partners on the left, topics or themes on the right, a link where any list of the partner names the code.

    The links are those of `network.graph(data, grain, "ever")`. Solid: the launch list names the code; dashed: a later list added it; dotted: the
    launch list was not read whole. A ring at the partner's end: its latest list does not name the code; a dagger: documents of an event differ about it. Codes keep to their pillars; within these
    they stand, as the partners do, so that few links cross (`order.untangle`). On the right: how many latest lists name the code.
    ValueError for another grain.

    >>> from analysis.example import toy
    >>> network(toy()).table.iloc[0].tolist()
    ['Arden', 'Network one', 'May 2022', 'Launch; Second Council', 'listed', 'listed', '1–2']
    """
    g = graphs.graph(data, grain, "ever")
    launch, latest, fought = presence(data, grain, "launch"), presence(data, grain, "latest"), presence(data, grain, "event").contested
    edges, groups, by = graphs.edge_list(g), order.grouped(data, grain), order.listed_by(data, grain)
    pairs = list(zip(edges["partner"], edges[grain]))
    links = [Link(p, c, launch.state(p, c), latest.state(p, c), tuple(e for e in mine.split(" ") if (e, c) in fought)) for (p, c), mine in zip(pairs, edges["events"])]
    partners, columns = order.untangle(pairs, list(data.partners["partner"]), list(groups.values()))
    codes = {pillar: column for pillar, column in zip(groups, columns) if column}
    cross = order.crossings(pairs, partners, [c for column in columns for c in column])
    everybody = {c for c in by if by[c] == len(partners)}
    key = _key(links, grain, bool(everybody))
    top = 16 + key_height(key) + (0 if grain == "topic" else _HEADING)
    tall = {c: _ROW + 15 * (len(marks.wrap(latest.labels[c], _WIDE, bold=c in everybody)) > 1) for c in by}
    height = max(sum((_HEADING if pillar else 0) + sum(tall[c] for c in column) for pillar, column in codes.items()),
                 sum(_reach(links, p) + _APART for p in partners))
    hue = order.colours(data, grain)

    def draw(ax: Axes) -> None:
        marks.key(ax, 0, 8, key)
        ends = _right(ax, data, codes, tall, latest, everybody, hue, top, height)
        _left(ax, data, partners, links, ends, everybody, hue, top, height)

    name = dict(zip(data.events["event"], data.events["name"]))
    table = pd.DataFrame({
        "Partner": [data.label("partners", k.partner) for k in links], grain.capitalize(): [latest.labels[k.code] for k in links],
        "First named": [dates.say(d) for d in edges["first"]], "Events": ["; ".join(name[e] for e in mine.split(" ")) for mine in edges["events"]],
        "On the launch list": [k.launch for k in links], "On the latest list": [k.latest for k in links],
        "Latest lists listing it": [_naming(latest, k.code) for k in links],
        contested.WORDS.capitalize(): ["; ".join(name[e] for e in k.contested) for k in links]})
    said = f"{count(len(by), grain)} and the {count(len(partners), 'partner')} whose lists name them"
    return Chart(
        "network" if grain == "topic" else f"network-{grain}", heading(data, "single", f"Which {grain}s stand on whose lists, from launch to the last list read", Choices(grain=grain)),
        sentence(f"{said}, from launch to the latest list; {len(links)} links, in an order of partners and {grain}s in which few of them cross: "
                 f"{cross} crossing{'' if cross == 1 else 's'}"),
        f"Two columns joined by curved links. On the left the partners, on the right the {grain}s that any of their lists names"
        f"{', under headings of pillars' if '' not in groups else ''}; {len(links)} links. A solid link was there at launch, a dashed one was added by "
        f"a later list. Every partner names {count(len(everybody), grain)}: such links are heavy. A number beside each {grain} says how many latest lists name it.",
        note(data) + f" A missing link says that no list read names the {grain}, and no more.", contested.column(table), draw, top + height + 4)


def _right(ax: Axes, data: Dataset, codes: Mapping[str, Sequence[str]], tall: Mapping[str, float], latest: Presence, everybody: set[str],
           hue: Mapping[str, str], top: float, height: float) -> dict[str, float]:
    """Draw the codes under their headings, each as tall as its label, and give back where each stands."""
    pillars = categories(data.descriptor, "topics", "pillar")
    free = height - _HEADING * sum(pillar != "" for pillar in codes) - sum(tall.values())
    loose = min(free / max(len(tall), 1), _ROW / 2)
    y, ends = top + (free - loose * len(tall)) / 2, {}
    for line, text in enumerate(("latest lists", "listing it")):
        marks.write(ax, _NUMBER, y + (3 if "" not in codes else 3 - _HEADING) + 15 * line, text, size=style.NOTE, colour=style.MUTED, align="right")
    for pillar, column in codes.items():
        if pillar:
            marks.write(ax, _LABEL, y + _HEADING - 12, marks.fit(pillars[pillar], _NUMBER - _LABEL - 84, style.NOTE, bold=True), size=style.NOTE, bold=True,
                        colour=style.MUTED)
            y += _HEADING
        for code in column:
            y += tall[code] + loose
            ends[code] = y - (tall[code] + loose) / 2
            heavy = code in everybody
            marks.mark(ax, _NODE, ends[code], LISTED, hue[code], size=13 if heavy else 9)
            marks.write(ax, _LABEL, ends[code] - (tall[code] - _ROW) / 2, latest.labels[code], bold=heavy, limit=_WIDE, lines=2)
            marks.write(ax, _NUMBER, ends[code], _naming(latest, code), align="right", bold=heavy)
    return ends


def _naming(latest: Presence, code: str) -> str:
    """How many latest lists name a code, with bounds where that is unknown."""
    states = [latest.state(c.key, code) for c in latest.columns]
    low, high = states.count(LISTED), len(states) - states.count(NOT_LISTED)
    return str(low) if low == high else f"{low}–{high}"


def _left(ax: Axes, data: Dataset, partners: Sequence[str], links: Sequence[Link], ends: Mapping[str, float], everybody: set[str],
          hue: Mapping[str, str], top: float, height: float) -> None:
    """Draw the partners, each with a place for every link of its own, in the order in which they arrive on the other side."""
    free = (height - sum(_reach(links, p) for p in partners)) / len(partners)
    y = top
    for partner in partners:
        mine = sorted((k for k in links if k.partner == partner), key=lambda k: ends[k.code])
        low, high = y + free / 2, y + free / 2 + _reach(links, partner)
        ax.plot([_ANCHOR, _ANCHOR], [low, high], color=style.INK if mine else style.GRID, linewidth=4)
        names = marks.wrap(data.label("partners", partner), _ANCHOR - 12, bold=True)
        marks.write(ax, _ANCHOR - 10, (low + high) / 2 - 8 * min(len(names) - 1, 2), data.label("partners", partner), bold=True, align="right",
                    limit=_ANCHOR - 12, lines=3)
        if not mine:
            marks.write(ax, _ANCHOR - 10, (low + high) / 2 + 8 * min(len(names), 3) + 9, "no list read", size=style.NOTE, colour=style.MUTED, align="right")
        for n, link in enumerate(mine):
            start = (low + high) / 2 + _PORT * (n + 0.5 - len(mine) / 2)
            if link.latest != LISTED:
                marks.mark(ax, _ANCHOR + 11, start, link.latest)
            if link.contested:
                marks.write(ax, _ANCHOR + (11 if link.latest == LISTED else 27), start, contested.DAGGER, align="center", halo=True)
            _curve(ax, _ANCHOR + (19 if link.latest != LISTED else 2), start, ends[link.code], link.launch, hue[link.code], link.code in everybody)
        y = high + free / 2


def _reach(links: Sequence[Link], partner: str) -> float:
    """The height of a partner's anchor: a place for each of its links, and room for its name."""
    return max(42, _PORT * sum(k.partner == partner for k in links))


def _curve(ax: Axes, x: float, y: float, end: float, launch: str, colour: str, heavy: bool) -> None:
    middle = (x + _NODE) / 2
    path = Path([(x, y), (middle, y), (middle, end), (_NODE, end)], [Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4])
    ax.add_patch(PathPatch(path, facecolor="none", edgecolor=colour, linewidth=_THICK if heavy else _THIN, linestyle=_LINES[launch], zorder=1))


def _key(links: Sequence[Link], grain: str, heavy: bool) -> list[Entry]:
    def line(launch: str, width: float = _THIN):
        return lambda ax, x, y: ax.plot([x - 8, x + 8], [y, y], color=style.INK, linewidth=width, linestyle=_LINES[launch])

    words = {LISTED: "named by the launch list", NOT_LISTED: "added by a later list", UNKNOWN: "launch list not read whole"}
    entries: list[Entry] = [(words[s], line(s)) for s in words if s == LISTED or s in {k.launch for k in links}]
    if heavy:
        entries.append(("named by every partner", line(LISTED, _THICK)))
    latest = {k.latest for k in links}
    ends = {NOT_LISTED: "not on the partner's latest list", UNKNOWN: "latest list read in part"}
    return entries + [(ends[s], lambda ax, x, y, s=s: marks.mark(ax, x, y, s)) for s in ends if s in latest] + contested.dagger_key(any(k.contested for k in links))
