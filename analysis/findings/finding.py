"""What a finding is, and the choices that it is made under."""
from __future__ import annotations

from dataclasses import dataclass

from analysis import dates
from analysis.dataset import Dataset
from analysis.presence import presence
from analysis.wording import of

NO_INVENTORY = "A list names what its authors chose to name; it is no inventory of a partnership."


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
        return f"{self.when} lists"


@dataclass(frozen=True)
class Finding:
    """A headline: what was found, how sure it is, and what it must not be taken for.

    id, notebook: where it belongs. low, high: its value with bounds (equal where nothing is unknown). claim: what the sentence asserts, as plain values; a
    reading or choice that changes it overturns the finding. title: short, for a chart. sentence: the only wording. limit: what stands
    beside it. as_of: date of the latest list it rests on (EDTF level 0).
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
        return f"{self.sentence}\nLimit: {self.limit}" + (f"\nAs of {dates.say(self.as_of)}." if self.as_of else "")


def newest(data: Dataset, when: str = "latest") -> str:
    """The date of the latest list among those that `when` asks for; "" if there is none.

    >>> from analysis.example import toy
    >>> newest(toy(), "launch")
    '2023-11'
    """
    given = [c.date for c in presence(data, "topic", when).columns if c.date]
    return max(given, key=dates.sort_key, default="")


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
    row = data.events[data.events["event"] == event].iloc[0]
    return f"{of(named(data, row['partner']))} list of {dates.say(row['date'])}"
