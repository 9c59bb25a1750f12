"""Which topics meet a concept of another vocabulary, by kind of match: a bar for each kind, with the topics beside it."""
from __future__ import annotations

from dataclasses import dataclass

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
from analysis.wording import count, join, sentence

_BAR, _FROM, _NAMES = 130, 118, 290       # the longest bar; where bars begin; where the topics' names begin
_LINE, _HEAD, _BELOW = 15, 30, 9          # height of a line of names and of a group's heading; the space under a kind
_TARGET, _WIDER, _NEITHER = "A target", "A wider point or objective only", "Neither"


@dataclass(frozen=True)
class _Group:
    """The topics that meet the same sort of concept of a vocabulary ("" where it has one sort), by kind of match, the closest first."""
    vocabulary: str
    sort: str
    kinds: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def size(self) -> int:
        """How many topics it has."""
        return sum(len(topics) for _, topics in self.kinds)

    @property
    def heading(self) -> str:
        """What stands over its bars: the vocabulary, and of a part of it what its topics meet, and their number."""
        return f"{self.vocabulary}, {self.sort.lower()}: {self.size} topic{'s' * (self.size != 1)}" if self.sort else self.vocabulary


def targets(data: Dataset) -> Chart:
    """The topics on all lists of the view by vocabulary and kind of match (`crosswalk.matches`), every topic named once in each vocabulary.

    Where a vocabulary has targets, the topics that meet one (`crosswalk.is_target`) stand apart from those that meet a wider point or objective only.

    >>> from analysis.example import toy
    >>> targets(toy()).table.values.tolist()[0]
    ['Digital Decade', 'A wider point or objective only', 'Broader', 1, 'Network one']
    """
    groups, total = _groups(data), len(presence(data, "topic", "ever").codes)
    most = max([1, *(len(topics) for g in groups for _, topics in g.kinds)])
    lines = [[marks.wrap("; ".join(topics), style.BODY - _NAMES, style.NOTE) for _, topics in g.kinds] for g in groups]
    height = sum(_HEAD + sum(len(names) * _LINE + _BELOW for names in mine) for mine in lines)

    def draw(ax: Axes) -> None:
        y = 0.0
        for group, mine in zip(groups, lines):
            marks.write(ax, 0, y + 12, group.heading, bold=True)
            y += _HEAD
            for (kind, topics), names in zip(group.kinds, mine):
                marks.write(ax, 0, y + 6, marks.fit(kind, _FROM - 6))
                marks.bar(ax, _FROM, y + 6, _BAR * len(topics) / most, 11, style.GREY)
                marks.write(ax, _FROM + _BAR * len(topics) / most + 6, y + 6, str(len(topics)), bold=True)
                for n, line in enumerate(names):
                    marks.write(ax, _NAMES, y + 6 + n * _LINE, line.strip(), size=style.NOTE, colour=style.MUTED)
                y += len(names) * _LINE + _BELOW

    rows = [(g.vocabulary, g.sort, k, len(topics), "; ".join(topics)) for g in groups for k, topics in g.kinds]
    said = [f"{g.heading} ({join([f'{k.lower()} {len(topics)}' for k, topics in g.kinds])})." for g in groups]
    return Chart(
        "targets", heading(data, "targets", "Which concept of another vocabulary each topic meets", Choices()),
        sentence(f"{count(total, 'topic')} on all lists read, by vocabulary and by how closely a concept of it meets the topic; the bar is the number of topics. Broader: "
                 "the concept is broader than the topic"),
        f"Bars, one for each kind of match in each vocabulary, with the number of topics at its end and their names beside it. {' '.join(said)}",
        note(data, also=_editions(data)), pd.DataFrame(rows, columns=["Vocabulary", "Concept", "Match", "Topics", "Which"]), draw, max(24, height))


def _editions(data: Dataset) -> list[str]:
    """The editions of the vocabularies, each with its vocabulary's name."""
    found = data.crosswalk[["vocabulary", "edition"]].astype(str).drop_duplicates()
    names = categories(data.descriptor, "crosswalk", "vocabulary")
    return [e if e.startswith(name) else f"{name}: {e}" for v, name in names.items() for e in sorted(found.loc[found["vocabulary"] == v, "edition"]) if e]


def _groups(data: Dataset) -> list[_Group]:
    """The groups of topics by vocabulary, sort of concept and kind of match, those that occur."""
    shown, of = presence(data, "topic", "ever"), crosswalk.matches(data)
    kinds = categories(data.descriptor, "crosswalk", "match") | {crosswalk.NOT_JUDGED: "Not judged"}
    found = []
    for vocabulary, name in categories(data.descriptor, "crosswalk", "vocabulary").items():
        by: dict[tuple[str, str], list[str]] = {}
        for topic in shown.codes:
            match = of.get((topic, vocabulary), {"match": crosswalk.NOT_JUDGED})
            by.setdefault((_sort(vocabulary, match), match["match"]), []).append(shown.labels[topic])
        for sort in ("", _TARGET, _WIDER, _NEITHER):
            mine = tuple((label, tuple(sorted(by[sort, kind]))) for kind, label in kinds.items() if (sort, kind) in by)
            found += [_Group(name, sort, mine)] * bool(mine)
    return found


def _sort(vocabulary: str, match: dict) -> str:
    """The sort of concept that a topic meets in a vocabulary that has targets; "" in another."""
    if vocabulary != crosswalk.TARGETS:
        return ""
    return _NEITHER if match["match"] in (crosswalk.NONE, crosswalk.NOT_JUDGED) else _TARGET if crosswalk.is_target(match) else _WIDER
