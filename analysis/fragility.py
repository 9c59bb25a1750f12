"""How fragile a finding is: the same finding under every other reading, the other grain and the other kind of list, one at a time."""
from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import pandas as pd

from analysis.dataset import Dataset
from analysis.findings import ALL, Choices, Finding
from analysis.presence import GRAINS
from analysis.wording import join

KINDS = ("latest", "launch")


@lru_cache(maxsize=8)
def _readings(data: Dataset) -> dict[str, Dataset]:
    return {reading: data.with_reading(reading) for reading in data.readings["reading"]}


def variants(data: Dataset, name: str, choices: Choices = Choices()) -> pd.DataFrame:
    """A finding under every other reading and choice, one at a time.

    One row a variant: `kind` (the kind of reading, "grain" or "kind of list"), `variant` (its id or value), `what` (in words), `low`, `high` (the
    value), `holds` (whether the claim is the same) and `sentence`. A choice that the finding does not depend on is no row.

    >>> from analysis.example import toy
    >>> variants(toy(), "everybody")[["variant", "holds"]].values.tolist()
    [['hard.also', True], ['theme', False], ['launch', False]]
    """
    base, tried = _tried(data, name, choices)
    return pd.DataFrame([(kind, variant, what, f.low, f.high, f.claim == base.claim, f.sentence) for kind, variant, what, f in tried],
                        columns=["kind", "variant", "what", "low", "high", "holds", "sentence"])


@lru_cache(maxsize=64)
def _tried(data: Dataset, name: str, choices: Choices) -> tuple[Finding, tuple[tuple[str, str, str, Finding], ...]]:
    """The finding as it is, and under each variant: kind, id, words, finding."""
    headline = ALL[name]
    title = dict(zip(data.rulings["ruling"], data.rulings["title"]))
    tried = []
    for reading, kind, ruling, label in zip(*(data.readings[c] for c in ("reading", "kind", "ruling", "label"))):
        what = f"{title[ruling]}: {label}" if ruling else label
        tried.append((kind, reading, what, headline.function(_readings(data)[reading], choices)))
    for choice, values, words in (("grain", GRAINS, "the grain is the {}"), ("when", KINDS, "the lists compared are the {} ones")):
        for value in values if choice in headline.varies else ():
            if value != getattr(choices, choice):
                other = headline.function(data, replace(choices, **{choice: value}))
                tried.append(("grain" if choice == "grain" else "kind of list", value, words.format(value), other))
    return headline.function(data, choices), tuple(tried)


def headline(data: Dataset, name: str, choices: Choices = Choices()) -> Finding:
    """A finding as it is published: where one ruling read otherwise overturns it, its sentence says so.

    >>> from analysis.example import toy
    >>> headline(toy(), "corpus").sentence.startswith("What was read prints five lists")
    True
    """
    found, tried = _tried(data, name, choices)
    ruling = dict(zip(data.readings["reading"], data.readings["ruling"]))
    title = dict(zip(data.rulings["ruling"], data.rulings["title"]))
    fatal = dict.fromkeys(title[ruling[reading]] for kind, reading, _, other in tried if kind == "option" and other.claim != found.claim)
    if not fatal:
        return found
    said = join([f"“{name}”" for name in fatal])
    return replace(found, sentence=f"{found.sentence} This rests on how {said} {'is' if len(fatal) == 1 else 'are'} read: one other ruling would overturn it.")


def headlines(data: Dataset, notebook: str | None = None) -> list[Finding]:
    """All findings as they are published, or those of one notebook.

    >>> from analysis.example import toy
    >>> [f.id for f in headlines(toy(), "01-corpus")]
    ['corpus', 'silent']
    """
    return [headline(data, name) for name, one in ALL.items() if notebook in (None, one.notebook)]


def summary(data: Dataset, notebook: str | None = None) -> pd.DataFrame:
    """How many variants each finding was tried under, how many leave it standing, and which overturn it.

    >>> from analysis.example import toy
    >>> summary(toy(), "03-overlap")[["finding", "tried", "holds"]].values.tolist()[0]
    ['everybody', 3, 1]
    """
    rows = []
    for f in headlines(data, notebook):
        base, tried = _tried(data, f.id, Choices())
        fatal = [what for _, _, what, other in tried if other.claim != base.claim]
        rows.append((f.id, ALL[f.id].claim, len(tried), len(tried) - len(fatal), "; ".join(fatal) or "none"))
    return pd.DataFrame(rows, columns=["finding", "claim", "tried", "holds", "overturned by"])
