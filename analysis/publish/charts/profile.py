"""The profile: how many topics of each partner's list serve each pillar, and how many serve none."""
from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes

from analysis import corpus, dates
from analysis.dataset import Dataset, categories
from analysis.findings import Choices
from analysis.fragility import headline
from analysis.presence import LISTED, NOT_LISTED, UNKNOWN, presence
from analysis.publish import marks, style
from analysis.publish.chart import Chart
from analysis.publish.charts.notes import Entry, key_height, note
from analysis.wording import count, sentence

_NAMES, _BESIDE = 138, 14     # the partners' names; the space before what stands outside the pillars
_DOT, _LINE = 14, 15          # from dot to dot, from line to line


def profile(data: Dataset, when: str = "latest") -> Chart:
    """A dot for each topic of each partner's list, by the pillar that it serves; what serves none stands apart, in grey.

    The numbers are those of `corpus.profile`. The last row counts each topic once, whoever lists it. A question mark says that a list was not read
    whole, so that more may stand on it. ValueError for another `when` (see `presence`).

    >>> from analysis.example import toy
    >>> profile(toy()).table.iloc[1].tolist()
    ['Bland', '2024', 'at least 1', 0, 1, 0]
    """
    counts, shown = corpus.profile(data, when), presence(data, "topic", when)
    ...
