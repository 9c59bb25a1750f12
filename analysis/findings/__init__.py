"""The findings: each headline is one pure function of (dataset, choices), and these are all of them."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from analysis.dataset import Dataset
from analysis.findings import change, legal, lists, sharing
from analysis.findings.finding import Choices, Finding

__all__ = ["ALL", "ANYTHING", "Choices", "Finding", "Headline", "finding"]


@dataclass(frozen=True)
class Headline:
    """A finding's notebook and function, what of its sentence is the claim, and what it depends on.

    A reading overturns a finding when it changes the claim; a number that moves without changing it does not. `varies`: the choices that its value
    depends on ("grain", "when"). `rests`: the lists that it is computed from ("chosen" for those that `when` chooses; see `presence`), by
    which one knows whether another coding bears on it. `pillars`: whether it depends on the topics' pillars.
    """
    notebook: str
    function: Callable[[Dataset, Choices], Finding]
    claim: str
    varies: tuple[str, ...] = ()
    rests: tuple[str, ...] = ()
    pillars: bool = False
    record: bool = False


ANYTHING = ("anything",)     # the finding rests on more than whose lists name what: what changes its sentence bears on it
_BOTH, _CHOSEN = ("grain", "when"), ("chosen",)
ALL: dict[str, Headline] = {
    "corpus": Headline("01-corpus", lists.corpus, "how many lists and items there are, and the lengths of the shortest and the longest list"),
    "silent": Headline("01-corpus", lists.silent, "which events have no list"),
    "single": Headline("02-network", lists.single, "whether more than half stand on one partner's list only", _BOTH, _CHOSEN),
    "outside": Headline("02-network", lists.outside, "whether more find no pillar than serve the one with most", ("when",), _CHOSEN, True),
    "everybody": Headline("03-overlap", sharing.everybody, "which stand on every list", _BOTH, _CHOSEN),
    "closest": Headline("03-overlap", sharing.closest, "which pair it is", _BOTH, _CHOSEN),
    "apart": Headline("03-overlap", sharing.apart, "which partner it is", _BOTH, _CHOSEN),
    "repeats": Headline("04-evolution", change.repeats, "for each partner, whether its last list repeats all of the one before, and whether it "
                        "names more anew than it leaves out", ("grain",), ("event",)),
    "closer": Headline("04-evolution", change.closer, "which pairs moved on both sides, and in which direction", ("grain",), ("launch", "latest")),
    "raised": Headline("04-evolution", change.raised, "which ones a Council's list was the first to name", ("grain",), ("event",)),
    "binding": Headline("09-instruments", legal.binding, "how many instruments are named, signed, in force, and both binding and in force, and with whom a digital "
                        "trade agreement is signed by more than secondary sources", (), ANYTHING, record=True),
    "claims": Headline("10-claims", legal.claims, "the verdict on each claim for each partner", (), ANYTHING, record=True),
    "targets": Headline("11-targets", legal.targets, "whether fewer than half meet a target", (), ANYTHING, record=True),
}


def finding(data: Dataset, name: str, choices: Choices = Choices()) -> Finding:
    """One finding by its id, under some choices. KeyError for an id that is not in `ALL`.

    >>> from analysis.example import toy
    >>> finding(toy(), "everybody", Choices(when="launch")).sentence
    'No topic stands on the launch list of all three partners.'
    """
    return ALL[name].function(data, choices)
