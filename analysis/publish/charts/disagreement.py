"""Where documents on one event differ: for each such event its documents, across, and the topics that they differ about, down."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from string import ascii_uppercase

import pandas as pd
from matplotlib.axes import Axes

from analysis.dataset import Dataset, categories
from analysis.presence import LISTED, NOT_LISTED, UNKNOWN
from analysis.publish import marks, style
from analysis.publish.chart import Chart
from analysis.publish.charts import order
from analysis.publish.charts.notes import Entry, event_words, key_height, note, short_date
from analysis.sources import LEFT_OUT, NAMED, SILENT, Document, tally, together
from analysis.wording import count, sentence, word

_WIDE, _GUTTER, _COLUMN = 332, 24, 24     # a panel, what lies between two, a document's column
_MOST = 7                                 # documents side by side; the others go on in a further panel
_ROW, _LINE, _BELOW = 15.5, 14, 14          # height of a topic and of a document's line; the space under a panel
_STATE = {NAMED: LISTED, LEFT_OUT: NOT_LISTED, SILENT: UNKNOWN}


@dataclass(frozen=True)
class Panel:
    """An event with some of its documents, by the letters that they have in the chart, and all topics that its documents differ about."""
    event: str
    heading: str
    documents: tuple[tuple[str, Document], ...]
    topics: tuple[str, ...]

    @property
    def height(self) -> float:
        """How high it is set, the space under it included."""
        return 22 + sum(_LINE * len(_said(d)) for _, d in self.documents) + 22 + _ROW * len(self.topics) + _BELOW


def disagreement(data: Dataset) -> Chart:
    """What each document says of each topic that one document on its event names and another leaves out.

    A panel for each event with a contested topic (`sources.disagreements`): its documents by letters with publisher and standing, a row for each contested topic. Topics on which all
    agree, or of which it is unknown, are not drawn; the table has every topic of these events.

    >>> from analysis.example import toy
    >>> disagreement(toy("record")).table.iloc[2].tolist()
    ['Arden: Launch, 12 May 2022', 'Robots', 'contested', 'A', 'B', '']
    """
    found, table = together(data), tally(data)
    labels = dict(zip(data.topics["topic"], data.topics["label"]))
    colours = order.colours(data)
    places = {code: n for n, code in enumerate(colours)}
    panels = _panels(data, found, places)
    columns = _split(panels)
    key = _key(panels)
    top = key_height(key) + 16 if panels else 0
    height = top + max((sum(p.height for p in side) for side in columns), default=0) - _BELOW + 4 if panels else 30

    def draw(ax: Axes) -> None:
        if not panels:
            marks.write(ax, 0, 12, "No document that counts leaves out what another on the same event names." if found else
                        "No event has several documents: nothing can differ.", colour=style.MUTED)
        marks.key(ax, 0, 8, key)
        for n, side in enumerate(columns):
            y = float(top)
            for panel in side:
                _panel(ax, n * (_WIDE + _GUTTER), y, panel, labels, colours)
                y += panel.height

    contested, mentions = int(table["contested"].sum()), int(table["topics"].sum())
    events = len({p.event for p in panels})
    # What was not read of a document may be what another leaves out: there the numbers are the least that they can be.
    more = "at least " * ("open" in set(table["differ"]))
    least = "at least " * any(not d.whole for mine in found.values() for d in mine)
    return Chart(
        "disagreement", f"Documents on {more}{count(events, 'event')} differ, on {least}{contested} of {mentions} mentions (a topic at an event)" if panels else
        "No document leaves out what another names",
        sentence(f"{count(len(table), 'event')} with several documents read; topics that one names and another, read whole, leaves out, also if it only gives examples. A list that leaves a topic out need not contradict the other"),
        f"{sentence(count(len(panels), 'event') if len(panels) == events else word(len(panels)) + ' panels')[:-1]}, each with its documents as columns and its contested topics as rows. A filled "
        "mark says that the document names the topic, a small ring that it was read whole and leaves it out, a ring with a question mark that it was read in part and is silent.",
        note(data), _table(data, found, places, labels), draw, height)


def _said(document: Document) -> list[tuple[str, str]]:
    """The lines that name a document: its title, then who published it, its standing, and whether it was read in part."""
    # What stands in brackets after a title in letters that few typefaces have is the original; the table beside the chart has it.
    title = document.title.partition(" (")[0] if any(letter > "\u2e7f" for letter in document.title) else document.title
    about = ", ".join(filter(None, (document.publisher, document.standing, "" if document.whole else "read in part")))
    return [(line, colour) for text, most, colour in ((title, 3, style.INK), (about, 3, style.MUTED)) for line in _lines(text, most)]


def _lines(text: str, most: int) -> list[str]:
    rows = [row.strip() for row in marks.wrap(text, _WIDE - 20, style.NOTE)]
    return rows if len(rows) <= most else [*rows[:most - 1], marks.fit(" ".join(rows[most - 1:]), _WIDE - 20, style.NOTE)]


def _heading(data: Dataset, event: str) -> str:
    partner, date = next((p, d) for e, p, d in zip(*(data.events[c] for c in ("event", "partner", "date"))) if e == event)
    short = dict(zip(data.partners["partner"], (s or n for s, n in zip(data.partners["short"], data.partners["name"]))))
    return f"{short[partner]}: {event_words(data)[event]}, {short_date(date)}"


def _panels(data: Dataset, found: Mapping[str, list[Document]], places: Mapping[str, int]) -> list[Panel]:
    panels = []
    for event, documents in found.items():
        named = {t for d in documents for t in d.items}
        topics = tuple(sorted((t for t in named if any(d.says(t) == LEFT_OUT for d in documents)), key=places.__getitem__))
        lettered = [(_letter(n), d) for n, d in enumerate(documents)]
        panels += [Panel(event, _heading(data, event), tuple(lettered[n:n + _MOST]), topics) for n in range(0, len(lettered), _MOST) if topics]
    return panels


def _letter(n: int) -> str:
    return ascii_uppercase[n % 26] + (str(n // 26) if n >= 26 else "")


def _split(panels: Sequence[Panel]) -> list[list[Panel]]:
    """The panels in two columns of about one height, the first to be read before the second."""
    def tallest(n: int) -> float:
        return max(sum(p.height for p in side) for side in (panels[:n], panels[n:]))

    at = min(range(1, len(panels) + 1), key=tallest, default=0)
    return [list(side) for side in (panels[:at], panels[at:]) if side]


def _panel(ax: Axes, x: float, y: float, panel: Panel, labels: Mapping[str, str], colours: Mapping[str, str]) -> None:
    marks.write(ax, x, y + 8, marks.fit(panel.heading, _WIDE, bold=True), bold=True)
    y += 22
    for letter, document in panel.documents:
        marks.write(ax, x, y + 6, letter, size=style.NOTE, bold=True)
        for line, colour in _said(document):
            marks.write(ax, x + 20, y + 6, line, size=style.NOTE, colour=colour)
            y += _LINE
    first = x + _WIDE - _COLUMN * (len(panel.documents) - 0.5)
    for n, (letter, _) in enumerate(panel.documents):
        marks.write(ax, first + n * _COLUMN, y + 8, letter, size=style.NOTE, bold=True, align="center")
    ax.plot([x, x + _WIDE], [y + 18, y + 18], color=style.GRID, linewidth=1)
    y += 22 - _ROW / 2 + 4
    for topic in panel.topics:
        y += _ROW
        marks.write(ax, x, y, marks.fit(labels[topic], first - _COLUMN / 2 - 6 - x))
        for n, (_, document) in enumerate(panel.documents):
            marks.mark(ax, first + n * _COLUMN, y, _STATE[document.says(topic)], colours[topic], size=10)


def _key(panels: Sequence[Panel]) -> list[Entry]:
    used = {d.says(t) for p in panels for _, d in p.documents for t in p.topics}
    words = {NAMED: "names it", LEFT_OUT: "leaves it out (read whole)", SILENT: "unknown (read in part)"}
    return [(text, lambda ax, x, y, s=_STATE[says]: marks.mark(ax, x, y, s, size=10)) for says, text in words.items() if says in used]


def _table(data: Dataset, found: Mapping[str, list[Document]], places: Mapping[str, int], labels: Mapping[str, str]) -> pd.DataFrame:
    ranks, rows = categories(data.descriptor, "sources", "standing"), []
    for event, documents in found.items():
        heading, letters = _heading(data, event), [_letter(n) for n in range(len(documents))]
        which = (f"{letter}: {d.title} ({d.publisher}; {ranks[d.standing].lower()}; read {'whole' if d.whole else 'in part'})" for letter, d in zip(letters, documents))
        rows.append((heading, "its documents", "", "; ".join(which), "", ""))
        for topic in sorted({t for d in documents for t in d.items}, key=places.__getitem__):
            said = {says: ", ".join(letter for letter, d in zip(letters, documents) if d.says(topic) == says) for says in _STATE}
            verdict = "contested" if said[LEFT_OUT] else "open" if said[SILENT] else "agreed"
            rows.append((heading, labels[topic], verdict, *said.values()))
    return pd.DataFrame(rows, columns=["Event", "Topic", "Verdict", "Named by", "Left out by", "Silent (read in part)"])
