"""The answer to a notebook's question: its findings with their limits, and what they rest on."""
from __future__ import annotations

from analysis import dates
from analysis.dataset import Dataset
from analysis.fragility import headlines


def basis(data: Dataset) -> str:
    """What every result rests on: edition, view, and what each source's text reaches to.

    >>> from analysis.example import toy
    >>> basis(toy())
    "Edition 0.0.1 of 31 December 2024, view 'page'. The text ends in 2024."
    """
    return f"Edition {data.edition} of {dates.say(data.created)}, view {data.view!r}. {' '.join(data.sources['extent'])}"


def answer(data: Dataset, notebook: str) -> str:
    """The findings of a notebook as sentences, each with its limit in the line below, and the basis of all. Without findings: the basis alone.

    >>> from analysis.example import toy
    >>> print(answer(toy(), "04-evolution").splitlines()[0][:60])
    Arden's list of 2024 repeats one of two topics of the list b
    """
    said = [f"{f.sentence}\nLimit: {f.limit}" for f in headlines(data, notebook)]
    return "\n\n".join([*said, basis(data)])
