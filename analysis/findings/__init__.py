"""The findings: each headline is one pure function of (dataset, choices), and these are all of them."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from analysis.dataset import Dataset
from analysis.findings import change, lists, sharing
from analysis.findings.finding import Choices, Finding

__all__ = ["ALL", "Choices", "Finding", "Headline", "finding"]


@dataclass(frozen=True)
class Headline:
    """A finding's notebook and function, what of its sentence is the claim, and which of the choices its value depends on ("grain", "when").

    A reading overturns a finding when it changes the claim; a number that moves without changing it does not.
    """
    notebook: str
    function: Callable[[Dataset, Choices], Finding]
    claim: str
    varies: tuple[str, ...] = ()


ALL: dict[str, Headline] = {
    "corpus": Headline("01-corpus", lists.corpus, "how many lists and items there are, and the lengths of the shortest and the longest list"),
    "silent": Headline("01-corpus", lists.silent, "which events have no list"),
    "single": Headline("02-network", lists.single, "whether more than half stand on one partner's list only", ("grain", "when")),
    "outside": Headline("02-network", lists.outside, "whether more fit no pillar than serve the largest one", ("when",)),
    "everybody": Headline("03-overlap", sharing.everybody, "how many stand on every list", ("grain", "when")),
    "closest": Headline("03-overlap", sharing.closest, "which pair it is", ("grain", "when")),
    "apart": Headline("03-overlap", sharing.apart, "which partner it is", ("grain", "when")),
    "repeats": Headline("04-evolution", change.repeats,
                        "for each partner, whether its last list repeats all of the one before, and whether it names more anew than it leaves out",
                        ("grain",)),
    "closer": Headline("04-evolution", change.closer, "which pairs moved on both sides, and in which direction", ("grain",)),
    "raised": Headline("04-evolution", change.raised, "which ones the lists of Councils were the first to name", ("grain",)),
}


def finding(data: Dataset, name: str, choices: Choices = Choices()) -> Finding:
    """One finding by its id, under some choices. KeyError for an id that is not in `ALL`.

    >>> from analysis.example import toy
    >>> finding(toy(), "everybody", Choices(when="launch")).sentence
    'No topics stand on all three launch lists.'
    """
    return ALL[name].function(data, choices)
