"""The findings: each headline is one pure function of (dataset, choices), and these are all of them."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from analysis.dataset import Dataset
from analysis.findings import change, comparison, course, depth, legal, lists, sharing, sources
from analysis.findings.finding import Choices, Finding

__all__ = ["ABOUT_SOURCES", "ALL", "ANYTHING", "Choices", "Finding", "Headline", "finding"]


@dataclass(frozen=True)
class Headline:
    """A finding's notebook and function, what of its sentence is the claim, and what it depends on.

    A reading overturns a finding when it changes the claim; a number that moves without changing it does not. `varies`: the choices that its value
    depends on ("grain", "when"). `rests`: the lists that it is computed from ("chosen" for those that `when` chooses; see `presence`), by
    which one knows whether another coding bears on it. `pillars`: whether it depends on the topics' pillars. `record`: whether it is about the record, whatever the view;
    `codes`: whether it is about topics or themes at all; `against`: whether it holds the partnerships' lists against those of comparators.
    """
    notebook: str
    function: Callable[[Dataset, Choices], Finding]
    claim: str
    varies: tuple[str, ...] = ()
    rests: tuple[str, ...] = ()
    pillars: bool = False
    record: bool = False
    codes: bool = True
    against: bool = False


ANYTHING = ("anything",)     # the finding rests on more than whose lists name what: what changes its sentence bears on it
ABOUT_SOURCES = ("01-corpus", "05-sources")     # notebooks whose findings say what was read: they change with the sources by their nature
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
    "disagree": Headline("05-sources", sources.disagree, "whether the lists of more than half of the events with several differ", (), ANYTHING, record=True),
    "writers": Headline("05-sources", sources.writers_differ, "whether the two sides name different topics at more than half of the events with lists of both", (), ANYTHING,
                        record=True),
    # Counting secondary sources is the finding itself, so nothing else is tried on it.
    "secondary": Headline("05-sources", lambda data, choices: sources.secondary(data, choices, {
        name: one.function for name, one in ALL.items() if one.notebook not in ABOUT_SOURCES}), "which findings would claim something else", record=True),
    "later": Headline("06-themes", course.later, "which stand on a list after launch of the most partners, and of how many", ("grain",), ("event",), record=True),
    "persistent": Headline("06-themes", course.persistent, "which some list names at every event with one, of the most partners, and of how many", ("grain",), ("event",), record=True),
    "taken-up": Headline("06-themes", course.taken_up, "on the lists that count, how many others list later what the most do, and whose lists were first to name it", ("grain",),
                         ("event",), record=True),
    "together": Headline("06-themes", course.together, "whether that is open for most pairs, and which ways the others went", ("grain",), ("event",), record=True),
    "depth": Headline("07-depth", depth.depth, "whether texts tell a degree of more than half of the mentions", (), ANYTHING, record=True),
    "marks": Headline("08-comparators", comparison.marks, "which stand on half the partnerships' lists and on no comparator's, as far as read and for certain",
                      ("grain",), ANYTHING, record=True, against=True),
    "common": Headline("08-comparators", comparison.common, "which stand on every list of both groups for certain, and whether others may", ("grain",), ANYTHING,
                       record=True, against=True),
    "binding": Headline("09-instruments", legal.binding, "how many instruments are named, signed, in force, and both binding and in force, and with whom a digital "
                        "trade agreement is signed by more than secondary sources", (), ANYTHING, record=True, codes=False),
    "claims": Headline("10-claims", legal.claims, "with which partners too long passed without a Council", (), ANYTHING, record=True, codes=False),
    "targets": Headline("11-targets", legal.targets, "whether fewer than half meet a target", (), ANYTHING, record=True),
}


def finding(data: Dataset, name: str, choices: Choices = Choices()) -> Finding:
    """One finding by its id, under some choices. KeyError for an id that is not in `ALL`.

    >>> from analysis.example import toy
    >>> finding(toy(), "everybody", Choices(when="launch")).sentence
    'No topic stands on the launch list of all three partners.'
    """
    return ALL[name].function(data, choices)
