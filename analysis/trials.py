"""Trials: a finding under every other reading, the other grain, the other kind of list, with other documents believed, and with less said to be left out, one at a time."""
from __future__ import annotations

import multiprocessing
import os
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple
from weakref import WeakKeyDictionary

from analysis.dataset import Dataset
from analysis.findings import ALL, ANYTHING, Choices, Finding
from analysis.presence import GRAINS, presence
from analysis.views import ILLUSTRATIVE, UNSEEN

KINDS = ("latest", "launch")
RULING = "under another ruling on "
CHOICES = ("grain", "when", "both")     # variants that count otherwise; the other kinds read or believe otherwise
DOCUMENTS = ("source", "standing", "open")     # variants that believe otherwise; all but these and the choices move codings or pillars
SOURCE = "if of the documents on one of these only one is believed: "
SECONDARY = "with the secondary sources counted too"
OPENED = {ILLUSTRATIVE: "if what a list of examples does not name counts as unknown",
          UNSEEN: "if what is not named at an event of which a further list is known but was not seen counts as unknown"}


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

    They are its other readings; for each event of which several lists were read each of these alone; what is only shown counted too; and each sort of lists that may be
    held to leave nothing out (`Dataset.leaving_open`).
    """
    title = dict(zip(data.rulings["ruling"], data.rulings["title"]))
    found = []
    for reading, kind, ruling, label in zip(*(data.readings[c] for c in ("reading", "kind", "ruling", "label"))):
        what, said = (f"{title[ruling]}: {label}", f"{RULING}“{title[ruling]}”") if ruling else (label, f"{'with' if kind == 'coder' else 'if'} {label}")
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
    found += [("open", sort, said.removeprefix("if "), said, data.leaving_open(sort)) for sort, said in OPENED.items()]
    return tuple(found)


def _bearing(data: Dataset, name: str, choices: Choices, pillars: dict[str, str]) -> tuple:
    """What a finding is computed from: two datasets that agree in it give the same finding. `pillars` stand in for topics that the dataset lacks."""
    one = ALL[name]
    moved = tuple((pillars | dict(zip(data.topics["topic"], data.topics["pillar"])))[t] for t in pillars) if one.pillars else ()
    shown = [presence(data, choices.grain, choices.when if w == "chosen" else w) for w in one.rests]
    return tuple((s.listed, s.columns) for s in shown), moved


def tried(data: Dataset, name: str, choices: Choices) -> tuple[Finding, tuple[Variant, ...]]:
    """The finding as it is, and under each variant that bears on it; readings that come to the same lists are one variant. Made once for each dataset.

    >>> from analysis.example import toy
    >>> [variant.id for variant in tried(toy(), "everybody", Choices(when="launch"))[1]]
    ['hard.also', 'theme', 'latest', 'theme latest']
    """
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
    alike: dict[tuple, list[str]] = {}      # what comes to the same as each of them
    for kind, id_, what, said, other in _others(data) if headline.rests or headline.pillars else ():
        if kind not in DOCUMENTS and not headline.codes:
            continue        # what is not about topics rests on no coding
        made = headline.function(other, choices) if whole else None
        key = (made.low, made.high, made.claim, made.sentence) if whole else _bearing(other, name, choices, pillars)
        if key == base:
            continue
        if key in seen:
            alike[key].append(what)
        else:
            seen[key], alike[key] = Variant(kind, id_, what, said, made or headline.function(other, choices)), []
    tried = [v._replace(what=f"{v.what} (the same as: {'; '.join(alike[key])})") if alike[key] else v for key, v in seen.items()]
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
