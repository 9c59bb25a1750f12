"""Which topics meet a concept of another vocabulary, by kind of match: a bar for each kind, with the topics beside it."""
from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from analysis import crosswalk
from analysis.dataset import Dataset, categories
from analysis.findings import Choices
from analysis.presence import presence
from analysis.publish import marks, style
from analysis.publish.chart import Chart
from analysis.publish.charts.notes import note
from analysis.publish.charts.words import heading
from analysis.wording import count

_BAR, _FROM, _NAMES = 130, 118, 290       # the longest bar; where bars begin; where the topics' names begin
_LINE, _HEAD, _BELOW = 15, 30, 9          # height of a line of names and of a vocabulary's heading; the space under a kind


def targets(data: Dataset) -> Chart:
    """The topics on all lists of the view by vocabulary and kind of match (`crosswalk.matches`), every topic named once in each vocabulary.

    >>> from analysis.example import toy
    >>> targets(toy()).table.values.tolist()[0]
    ['Digital Decade', 'Broader', 1, 'Network one']
    """
    groups = _groups(data)
    most = max([1, *(len(topics) for _, kinds in groups for _, topics in kinds)])
    lines = {(v, k): marks.wrap("; ".join(topics), style.BODY - _NAMES, style.NOTE) for v, kinds in groups for k, topics in kinds}
    height = sum(_HEAD + sum(len(lines[v, k]) * _LINE + _BELOW for k, _ in kinds) for v, kinds in groups)

    def draw(ax: Axes) -> None:
        y = 0.0
        for vocabulary, kinds in groups:
            marks.write(ax, 0, y + 12, vocabulary, bold=True)
            y += _HEAD
            for kind, topics in kinds:
                marks.write(ax, 0, y + 6, marks.fit(kind, _FROM - 6))
                marks.bar(ax, _FROM, y + 6, _BAR * len(topics) / most, 11, style.GREY)
                marks.write(ax, _FROM + _BAR * len(topics) / most + 6, y + 6, str(len(topics)), bold=True)
                for n, line in enumerate(lines[vocabulary, kind]):
                    marks.write(ax, _NAMES, y + 6 + n * _LINE, line.strip(), size=style.NOTE, colour=style.MUTED)
                y += len(lines[vocabulary, kind]) * _LINE + _BELOW

    total = len(presence(data, "topic", "ever").codes)
    rows = [(v, k, len(topics), "; ".join(topics)) for v, kinds in groups for k, topics in kinds]
    return Chart(
        "targets", heading(data, "targets", "Which concept of another vocabulary each topic meets", Choices()),
        f"{count(total, 'topic')[:1].upper()}{count(total, 'topic')[1:]} on all lists read, by vocabulary and by how closely a concept of it meets the topic; the bar is the number of topics. Broader: "
        "the concept is broader than the topic.",
        "Bars, one for each kind of match in each vocabulary, with the number of topics at its end and their names beside it. " + " ".join(f"{v}, {k.lower()}: {n}." for v, k, n, _ in rows),
        note(data), pd.DataFrame(rows, columns=["Vocabulary", "Match", "Topics", "Which"]), draw, max(24, height))


def _groups(data: Dataset) -> list[tuple[str, list[tuple[str, list[str]]]]]:
    """For each vocabulary its kinds of match that occur, the closest first, each with the labels of its topics."""
    shown, of = presence(data, "topic", "ever"), crosswalk.matches(data)
    kinds = categories(data.descriptor, "crosswalk", "match") | {crosswalk.NOT_JUDGED: "Not judged"}
    found = []
    for vocabulary, name in categories(data.descriptor, "crosswalk", "vocabulary").items():
        by: dict[str, list[str]] = {}
        for topic in shown.codes:
            by.setdefault(of[topic, vocabulary]["match"] if (topic, vocabulary) in of else crosswalk.NOT_JUDGED, []).append(shown.labels[topic])
        found.append((name, [(label, sorted(by[kind])) for kind, label in kinds.items() if kind in by]))
    return found
