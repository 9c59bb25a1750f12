"""How fragile a finding is: in how many of its variants (`trials`) its claim holds, what overturns it, and the sentence that says so."""
from __future__ import annotations

from dataclasses import replace

import pandas as pd

from analysis.comparison import held
from analysis.dataset import Dataset
from analysis.findings import ALL, ANYTHING, Choices, Finding
from analysis.presence import presence
from analysis.trials import CHOICES, RULING, SECONDARY, SOURCE, tried
from analysis.wording import join


def variants(data: Dataset, name: str, choices: Choices = Choices()) -> pd.DataFrame:
    """A finding under every other reading and belief that bears on it and every other choice that its value depends on, one at a time.

    A reading bears on a finding if it changes the lists (or the pillars) that the finding is computed from; readings that come to the same are one row.
    Columns: `kind` (the kind of reading, "source" for one document believed alone, "standing", "open" for lists that leave nothing out, "grain", "when", or "both" of the last two), `variant` (its
    id or value), `what` (in words), `low`, `high` (the value), `holds` (whether the claim is the same) and `sentence`.

    >>> from analysis.example import toy
    >>> variants(toy(), "everybody", Choices(when="launch"))[["variant", "holds"]].values.tolist()
    [['hard.also', True], ['theme', False], ['latest', False], ['theme latest', False]]
    """
    base, made = tried(data, name, choices)
    return pd.DataFrame([(v.kind, v.id, v.what, v.finding.low, v.finding.high, v.finding.claim == base.claim, v.finding.sentence) for v in made],
                        columns=["kind", "variant", "what", "low", "high", "holds", "sentence"])


def headline(data: Dataset, name: str, choices: Choices = Choices()) -> Finding:
    """A finding as it is published: what overturns it stands in its sentence.

    >>> from analysis.example import toy
    >>> headline(toy(), "corpus").sentence.startswith("What was read prints five lists")
    True
    """
    found, made = tried(data, name, choices)
    read = [v for v in made if v.kind not in CHOICES]
    if len(read) > 2 and 2 * sum(v.finding.claim == found.claim for v in read) < len(read):
        # What most other readings overturn is no finding of the data but of this coding, and says so before anything else.
        found = replace(found, title=f"By this coding: {found.title}", sentence=f"By this coding, and not by most others that were tried: {found.sentence}")
    fatal = dict.fromkeys(v.said for v in made if v.finding.claim != found.claim and v.kind != "both")
    said = []
    for start, last in ((RULING, "or"), (SOURCE, "or")):
        named = [one.removeprefix(start) for one in fatal if one.startswith(start)]
        said += [f"{start}{join(named, last)}"] * bool(named)
    said += [one for one in fatal if not one.startswith((RULING, SOURCE, SECONDARY))]
    # What secondary sources would make of it is said in full: nobody shall have to look for the other sentence.
    said += [f"{SECONDARY}: “{v.finding.sentence}”" for v in made if v.said in fatal and v.said == SECONDARY]
    text = f"{found.sentence} It would be otherwise {', and '.join(said)}{'' if said[-1].endswith('.”') else '.'}" if fatal else found.sentence
    return replace(found, sentence=text, limit=found.limit + _within(data, name, choices))


def _within(data: Dataset, name: str, choices: Choices) -> str:
    """What bounds leave out, where a list that the finding rests on was not read whole; "" elsewhere. An event without a list is not asked: findings say what it leaves open."""
    one = ALL[name]
    if not one.codes:
        return ""
    on = data.fullest() if one.record else data
    if one.against:
        open_ = any(event and not whole for event, whole in zip(*(held(on)[c] for c in ("event", "whole"))))
    else:
        asked = ["event"] if one.rests == ANYTHING else [choices.when if w == "chosen" else w for w in one.rests]
        open_ = any(not c.whole and set(c.events) & _read(on) for w in asked for c in presence(on, choices.grain, w).columns)
    return f" Bounds are those within the {choices.codes}s that some list of the view names: what was not read may name others." if open_ else ""


def _read(data: Dataset) -> set[str]:
    return {event for event, lists in zip(data.events["event"], data.events["lists"]) if lists}


def robust(data: Dataset, name: str, choices: Choices = Choices()) -> bool:
    """Whether no other reading overturns a finding: only then may it stand over a chart without the words that its sentence has.

    >>> from analysis.example import toy
    >>> robust(toy(), "everybody", Choices(when="launch"))
    True
    """
    found, made = tried(data, name, choices)
    return all(v.finding.claim == found.claim for v in made if v.kind not in CHOICES)


def headlines(data: Dataset, notebook: str | None = None) -> list[Finding]:
    """All findings as they are published, or those of one notebook.

    >>> from analysis.example import toy
    >>> [f.id for f in headlines(toy(), "01-corpus")]
    ['corpus', 'silent']
    """
    return [headline(data, name) for name, one in ALL.items() if notebook in (None, one.notebook)]


def summary(data: Dataset, notebook: str | None = None) -> pd.DataFrame:
    """How many variants bear on each finding, in how many its claim holds, how its value moves under other readings, and what overturns it.

    `from` and `to` are the smallest and the largest value under the readings (grain and lists as they are), the finding's own included.

    >>> from analysis.example import toy
    >>> summary(toy(), "03-overlap")[["finding", "tried", "holds"]].values.tolist()[0]
    ['everybody', 3, 0]
    """
    rows = []
    for name in (n for n, one in ALL.items() if notebook in (None, one.notebook)):
        base, made = tried(data, name, Choices())
        fatal = [v.what for v in made if v.finding.claim != base.claim]
        values = [base, *(v.finding for v in made if v.kind not in CHOICES)]
        rows.append((name, ALL[name].claim, len(made), len(made) - len(fatal), min(f.low for f in values), max(f.high for f in values),
                     "; ".join(fatal) or ("no other reading bears on it" if not made else "none")))
    return pd.DataFrame(rows, columns=["finding", "claim", "tried", "holds", "from", "to", "overturned by"]).round(2)
