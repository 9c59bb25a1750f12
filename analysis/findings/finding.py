"""What a finding is, and the choices that it is made under."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis import dates
from analysis.dataset import Dataset
from analysis.presence import presence
from analysis.wording import join, of

NO_INVENTORY = "A list names what its source prints; it is no inventory of a partnership."


@dataclass(frozen=True)
class Choices:
    """The choices of counting that a finding is made under: the grain ("topic" or "theme") and the kind of list ("latest" or "launch").

    >>> Choices(), Choices(grain="theme").codes
    (Choices(grain='topic', when='latest'), 'theme')
    """
    grain: str = "topic"
    when: str = "latest"

    @property
    def codes(self) -> str:
        """The noun for one code of the grain."""
        return self.grain

    @property
    def lists(self) -> str:
        """The words for the lists that are compared."""
        return "last lists read" if self.when == "latest" else f"{self.when} lists"

    @property
    def list(self) -> str:
        """The words for one of them."""
        return "last list read" if self.when == "latest" else f"{self.when} list"


@dataclass(frozen=True)
class Finding:
    """A headline: what was found, how sure it is, and what it must not be taken for.

    id, notebook: where it belongs. low, high: its value with bounds (equal where nothing is unknown). claim: what the sentence asserts, as plain values; a
    reading or choice that changes it overturns the finding. title: short, for a chart. sentence: the only wording. limit: what stands
    beside it. as_of: the dates of the lists it rests on, first to last (EDTF level 0).
    """
    id: str
    notebook: str
    low: float
    high: float
    claim: tuple
    title: str
    sentence: str
    limit: str
    as_of: str

    def __repr__(self) -> str:
        return f"{self.sentence}\nLimit: {self.limit}" + (f"\nLists of {dates.say(self.as_of)}." if self.as_of else "")


def period(data: Dataset, when: str = "event") -> str:
    """The dates of the lists that `when` asks for, from the first to the last (EDTF level 0, an interval where they differ); "" if there is none.

    >>> from analysis.example import toy
    >>> period(toy(), "launch"), period(toy(), "latest")
    ('2022-05/2023-11', '2023-11/2024')
    """
    read = {e for e, n in zip(data.events["event"], data.events["lists"]) if n}
    date = dict(zip(data.events["event"], data.events["date"]))
    given = sorted({date[e] for c in presence(data, "topic", when).columns for e in c.events if e in read}, key=dates.sort_key)
    ends = dict.fromkeys(part for d in (given[0], max(given, key=lambda d: dates.parse(d).last)) for part in d.split("/")) if given else {}
    return "/".join([*ends][:1] + [*ends][-1:]) if len(ends) > 1 else "".join(ends)


def unlike(data: Dataset, events: Sequence[str]) -> str:
    """A sentence that says so where the sources call the lists of some events by different names (areas, deliverables); else "".

    >>> from analysis.example import toy
    >>> unlike(toy(), ["a-launch", "a-2"])
    ''
    """
    called: dict[str, dict[str, None]] = {}
    for event, content in zip(data.lists["event"], data.lists["content"]):
        if event in set(events) and content != "unstated":
            called.setdefault(content, {})[whose_list(data, event)] = None
    if len(called) < 2:
        return ""
    said = [f"{join([*lists])} {'a list' if len(lists) == 1 else 'lists'} of {content}" for content, lists in called.items()]
    calls = "The source calls" if len(set(data.lists["source"])) == 1 else "The sources call"
    return f" {calls} {', and '.join(said)}: these are not lists of one kind."


def named(data: Dataset, partner: str) -> str:
    """A partner's name as it stands inside a sentence.

    >>> from analysis.example import toy
    >>> named(toy(), "c")
    'the Coast'
    """
    return dict(zip(data.partners["partner"], data.partners["in_text"]))[partner]


def whose_list(data: Dataset, event: str) -> str:
    """An event's list in words: whose, and of when.

    >>> from analysis.example import toy
    >>> whose_list(toy(), "b-launch")
    "Bland's list of 1 February 2023"
    """
    partner, date = next((p, d) for e, p, d in zip(*(data.events[c] for c in ("event", "partner", "date"))) if e == event)
    return f"{of(named(data, partner))} list of {dates.say(date)}"
