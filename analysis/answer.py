"""The answer to a notebook's question: its findings with their limits, and what they rest on."""
from __future__ import annotations

from analysis import dates
from analysis.dataset import Dataset, categories
from analysis.fragility import headlines
from analysis.wording import join


def basis(data: Dataset) -> str:
    """What every result rests on: edition, view, and what each source's text reaches to.

    >>> from analysis.example import toy
    >>> basis(toy())
    "Edition 0.0.1 of 31 December 2024, view 'page'. The text ends in 2024."
    """
    return f"Edition {data.edition} of {dates.say(data.created)}, view {data.view!r}. {reach(data)}"


def reach(data: Dataset) -> str:
    """What the texts that were read reach to: of one source what it says of itself, of several their number by standing and the date of the latest event.

    >>> from analysis.example import toy
    >>> reach(toy("record"))
    '3 sources: 2 official and 1 secondary (shown, not counted). The latest list that counts is of 4 March 2025.'
    """
    if len(data.sources) == 1:
        return data.sources["extent"].iloc[0]
    labels = categories(data.descriptor, "sources", "standing")
    ends = [d for d, n in zip(data.events["date"], data.events["lists"]) if n]
    parts = []
    for standing, label in labels.items():
        mine = data.sources[data.sources["standing"] == standing]
        shown = int((mine["counts"] == "shown").sum())
        if len(mine):
            parts.append(f"{len(mine)} {label.lower()}" + (" (shown, not counted)" if shown == len(mine) else f" ({shown} of them shown, not counted)" if shown else ""))
    last = max(ends, key=lambda d: dates.parse(d).last, default="")
    return f"{len(data.sources)} sources: {join(parts)}." + (f" The latest list that counts is of {dates.say(last)}." if last else "")


def answer(data: Dataset, notebook: str) -> str:
    """The findings of a notebook as sentences, each with its limit in the line below, and the basis of all. Without findings: the basis alone.

    >>> from analysis.example import toy
    >>> print(answer(toy(), "04-evolution").splitlines()[0][:60])
    Arden's list of 2024 repeats one of two topics of the list b
    """
    said = [f"{f.sentence}\nLimit: {f.limit}" for f in headlines(data, notebook)]
    return "\n\n".join([*said, basis(data)])
