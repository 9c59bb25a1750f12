"""How fragile a finding is: the same finding under every other reading, the other grain, the other kind of list, and with other documents believed, one at a
time."""
from __future__ import annotations

import multiprocessing
import os
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple
from weakref import WeakKeyDictionary

import pandas as pd

from analysis.dataset import Dataset
from analysis.findings import ALL, ANYTHING, Choices, Finding
from analysis.presence import GRAINS, presence
from analysis.wording import join

KINDS = ("latest", "launch")
RULING = "under another ruling on "
CHOICES = ("grain", "when", "both")     # variants that count otherwise; the other kinds read or believe otherwise
SOURCE = "if of the documents on one of these only one is believed: "
SECONDARY = "with the secondary sources counted too"


class Variant(NamedTuple):
    """A finding made otherwise: the kind of variant, its id, what it is in words, how a sentence names it, and the finding that it gives."""
    kind: str
    id: str
    what: str
    said: str
    finding: Finding


@lru_cache(maxsize=8)
def _others(data: Dataset) -> tuple[tuple[str, str, str, str, Dataset], ...]:
    """The other datasets that a finding is tried on: kind, id, what it is, how a sentence names it, and the dataset.

    They are its other readings; for each event of which several lists were read each of these alone; and what is only shown counted too.
    """
    title = dict(zip(data.rulings["ruling"], data.rulings["title"]))
    found = []
    for reading, kind, ruling, label in zip(*(data.readings[c] for c in ("reading", "kind", "ruling", "label"))):
        what, said = (f"{title[ruling]}: {label}", f"{RULING}“{title[ruling]}”") if ruling else (label, f"if {label}")
        found.append((str(kind), reading, what, said, data.with_reading(reading)))
    document = dict(zip(data.sources["source"], data.sources["title"]))
    several = {e: (p, n) for e, p, n, lists in zip(*(data.events[c] for c in ("event", "partner", "name", "lists"))) if lists > 1}
    for name, source, event, read in zip(*(data.lists[c] for c in ("list", "source", "event", "read"))):
        if event in several and read != "none seen":
            partner, meeting = several[event]
            said = f"{meeting} ({data.label('partners', partner)})"
            found.append(("source", name, f"of the documents on {said} only “{document[source]}”", f"{SOURCE}{said}", data.believing(name)))
    if (wider := data.with_shown()) is not data:
        found.append(("standing", "secondary", "the secondary sources counted too", SECONDARY, wider))
    return tuple(found)


def _bearing(data: Dataset, name: str, choices: Choices, pillars: dict[str, str]) -> tuple:
    """What a finding is computed from: two datasets that agree in it give the same finding. `pillars` stand in for topics that the dataset lacks."""
    one = ALL[name]
    moved = tuple((pillars | dict(zip(data.topics["topic"], data.topics["pillar"])))[t] for t in pillars) if one.pillars else ()
    shown = [presence(data, choices.grain, choices.when if w == "chosen" else w) for w in one.rests]
    return tuple((s.listed, s.columns) for s in shown), moved


def _tried(data: Dataset, name: str, choices: Choices) -> tuple[Finding, tuple[Variant, ...]]:
    """The finding as it is, and under each variant that bears on it; readings that come to the same lists are one variant."""
    return _all(data.fullest() if ALL[name].record else data, name, choices)


# What was tried on a dataset, by finding and choices, as long as the dataset is in use.
_TRIED: WeakKeyDictionary[Dataset, dict[tuple[str, Choices], tuple[Finding, tuple[Variant, ...]]]] = WeakKeyDictionary()


def _all(data: Dataset, name: str, choices: Choices) -> tuple[Finding, tuple[Variant, ...]]:
    kept = _TRIED.setdefault(data, {})
    if (name, choices) not in kept:
        kept[name, choices] = _made(data, name, choices)
    return kept[name, choices]


def prepare(data: Dataset) -> None:
    """Try all findings of a dataset and of its record ahead, in several processes where the system can fork; what uses them later finds them made.

    >>> from analysis.example import toy
    >>> prepare(toy())
    """
    global _asked
    record = data.fullest()
    _asked = [(one, name) for one in dict.fromkeys([data, record]) for name, made in ALL.items() if one is record or not made.record]
    for one in {data, record}:
        _others(one)      # before the fork, so that it is made once
    if hasattr(os, "fork"):
        with multiprocessing.get_context("fork").Pool() as pool:
            for (one, name), tried in zip(_asked, pool.imap(_prepared, range(len(_asked)))):
                if tried:
                    _TRIED.setdefault(one, {})[name, Choices()] = tried


_asked: list[tuple[Dataset, str]] = []


def _prepared(number: int) -> tuple[Finding, tuple[Variant, ...]] | None:
    try:
        return _made(*_asked[number], Choices())
    except Exception:      # it is made again where it is asked for, and the error is told there with its notebook and cell
        return None


def _made(data: Dataset, name: str, choices: Choices) -> tuple[Finding, tuple[Variant, ...]]:
    headline = ALL[name]
    found = headline.function(data, choices)
    pillars = dict(zip(data.topics["topic"], data.topics["pillar"]))
    whole = headline.rests == ANYTHING
    base = (found.low, found.high, found.claim, found.sentence) if whole else _bearing(data, name, choices, pillars)
    seen: dict[tuple, Variant] = {}
    for kind, id_, what, said, other in _others(data) if headline.rests or headline.pillars else ():
        made = headline.function(other, choices) if whole else None
        key = (made.low, made.high, made.claim, made.sentence) if whole else _bearing(other, name, choices, pillars)
        if key == base:
            continue
        if key in seen:
            seen[key] = seen[key]._replace(what=f"{seen[key].what}; the same as: {what}")
        else:
            seen[key] = Variant(kind, id_, what, said, made or headline.function(other, choices))
    tried = list(seen.values())
    grain, when = (next(v for v in values if v != now) for values, now in ((GRAINS, choices.grain), (KINDS, choices.when)))
    words = {"grain": (grain, f"{grain}s in place of {choices.grain}s", f"with {grain}s in place of {choices.grain}s"),
             "when": (when, f"{when} lists compared", f"on the {when} lists")}
    for choice in headline.varies:
        value, what, said = words[choice]
        tried.append(Variant(choice, value, what, said, headline.function(data, replace(choices, **{choice: value}))))
    if len(headline.varies) == 2:
        tried.append(Variant("both", f"{grain} {when}", f"{words['grain'][1]}, {words['when'][1]}", f"{words['grain'][2]} {words['when'][2]}",
                             headline.function(data, Choices(grain, when))))
    return found, tuple(tried)


def variants(data: Dataset, name: str, choices: Choices = Choices()) -> pd.DataFrame:
    """A finding under every other reading and belief that bears on it and every other choice that its value depends on, one at a time.

    A reading bears on a finding if it changes the lists (or the pillars) that the finding is computed from; readings that come to the same are one row.
    Columns: `kind` (the kind of reading, "source" for one document believed alone, "standing", "grain", "when", or "both" of the last two), `variant` (its
    id or value), `what` (in words), `low`, `high` (the value), `holds` (whether the claim is the same) and `sentence`.

    >>> from analysis.example import toy
    >>> variants(toy(), "everybody", Choices(when="launch"))[["variant", "holds"]].values.tolist()
    [['hard.also', True], ['theme', False], ['latest', False], ['theme latest', False]]
    """
    base, tried = _tried(data, name, choices)
    return pd.DataFrame([(v.kind, v.id, v.what, v.finding.low, v.finding.high, v.finding.claim == base.claim, v.finding.sentence) for v in tried],
                        columns=["kind", "variant", "what", "low", "high", "holds", "sentence"])


def headline(data: Dataset, name: str, choices: Choices = Choices()) -> Finding:
    """A finding as it is published: what overturns it stands in its sentence.

    >>> from analysis.example import toy
    >>> headline(toy(), "corpus").sentence.startswith("What was read prints five lists")
    True
    """
    found, tried = _tried(data, name, choices)
    read = [v for v in tried if v.kind not in CHOICES]
    if len(read) > 2 and 2 * sum(v.finding.claim == found.claim for v in read) < len(read):
        # What most other readings overturn is no finding of the data but of this coding, and says so before anything else.
        found = replace(found, title=f"By this coding: {found.title}", sentence=f"By this coding, and not by most others that were tried: {found.sentence}")
    fatal = dict.fromkeys(v.said for v in tried if v.finding.claim != found.claim and v.kind != "both")
    said = []
    for start, last in ((RULING, "or"), (SOURCE, "or")):
        named = [one.removeprefix(start) for one in fatal if one.startswith(start)]
        said += [f"{start}{join(named, last)}"] * bool(named)
    said += [one for one in fatal if not one.startswith((RULING, SOURCE, SECONDARY))]
    # What secondary sources would make of it is said in full: nobody shall have to look for the other sentence.
    said += [f"{SECONDARY}: “{v.finding.sentence}”" for v in tried if v.said in fatal and v.said == SECONDARY]
    text = f"{found.sentence} It would be otherwise {', and '.join(said)}{'' if said[-1].endswith('.”') else '.'}" if fatal else found.sentence
    return replace(found, sentence=text, limit=found.limit + _within(data, name, choices))


def _within(data: Dataset, name: str, choices: Choices) -> str:
    """What bounds leave out, where a list that the finding rests on was not read whole or not seen; "" elsewhere."""
    one = ALL[name]
    if one.notebook in ("09-instruments", "10-claims"):      # they count no topics
        return ""
    on = data.fullest() if one.record else data
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
    found, tried = _tried(data, name, choices)
    return all(v.finding.claim == found.claim for v in tried if v.kind not in CHOICES)


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
        base, tried = _tried(data, name, Choices())
        fatal = [v.what for v in tried if v.finding.claim != base.claim]
        values = [base, *(v.finding for v in tried if v.kind not in CHOICES)]
        rows.append((name, ALL[name].claim, len(tried), len(tried) - len(fatal), min(f.low for f in values), max(f.high for f in values),
                     "; ".join(fatal) or ("no other reading bears on it" if not tried else "none")))
    return pd.DataFrame(rows, columns=["finding", "claim", "tried", "holds", "from", "to", "overturned by"]).round(2)
