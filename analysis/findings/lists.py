"""Findings about the lists themselves: what was read, and what stands on one list only (notebooks 01 and 02)."""
from __future__ import annotations

from analysis import dates
from analysis.corpus import timeline
from analysis.dataset import Dataset, categories
from analysis.findings.finding import NO_INVENTORY, Choices, Finding, named, newest
from analysis.presence import LISTED, NOT_LISTED, presence
from analysis.wording import count, join, sentence, word


def corpus(data: Dataset, choices: Choices) -> Finding:
    """How many lists and items the view holds, and how unlike the lists are in length."""
    events = timeline(data)
    read = events[events["items"] > 0]
    first, last = read.iloc[0], read.iloc[-1]
    short, long = int(read["items"].min()), int(read["items"].max())
    lists, items = int((data.lists["read"] != "none seen").sum()), len(data.items)
    return Finding(
        "corpus", "01-corpus", items, items, (lists, items, short, long),
        f"{sentence(count(lists, 'list'))[:-1]} for {count(len(data.partners), 'partnership')}, {short} to {long} items each",
        f"What was read prints {count(lists, 'list')} for {count(len(data.partners), 'partnership')}, from {first['when']} to {last['when']}, with "
        f"{count(items, 'item')} in all; the shortest list has {count(short, 'item')}, the longest {count(long, 'item')}.",
        f"{NO_INVENTORY} A longer list is not a closer partnership.", newest(data))


def silent(data: Dataset, choices: Choices) -> Finding:
    """The events that the sources mention without printing a list."""
    gaps = data.events[data.events["lists"] == 0]
    said = [f"the {n[:1].lower() + n[1:]} of {dates.say(d)} ({named(data, p)})" for n, d, p in zip(gaps["name"], gaps["date"], gaps["partner"])]
    verb = "is" if len(gaps) == 1 else "are"
    return Finding(
        "silent", "01-corpus", len(gaps), len(gaps), tuple(gaps["event"]),
        f"{sentence(count(len(gaps), 'event'))[:-1]} mentioned without a list",
        sentence(f"{count(len(gaps), 'event')} {verb} mentioned without a list" + (f": {join(said)}" if said else "")),
        "Whatever such an event may have listed is unknown here, not absent.", newest(data))


def single(data: Dataset, choices: Choices) -> Finding:
    """How many of the topics stand on the list of one partner only."""
    shown = presence(data, choices.grain, choices.when)
    keys = [c.key for c in shown.columns]
    sure = {code: sum(shown.state(k, code) == LISTED for k in keys) for code in shown.codes}
    able = {code: sum(shown.state(k, code) != NOT_LISTED for k in keys) for code in shown.codes}
    total = sum(n > 0 for n in sure.values())
    low, high = sum(sure[c] == 1 == able[c] for c in sure), sum(sure[c] == 1 for c in sure)
    alone = [(sum(sure[c] == 1 and shown.state(k, c) == LISTED for c in shown.codes), k) for k in keys]
    shares = join([f"{named(data, k)} {word(n) if n else 'none'}" for n, k in alone])
    most = "more than half" if low * 2 > total else "at most half" if high * 2 <= total else "undecided"
    said = word(low) if low == high else f"{word(low)} to {word(high)}"
    return Finding(
        "single", "02-network", low, high, (most,),
        f"{said[:1].upper() + said[1:]} of {total} {choices.codes}s stand on one partner's list only",
        sentence(f"{said} of the {total} {choices.codes}s on the {choices.lists} stand on the list of one partner only "
                 f"({shares}): {most if most != 'undecided' else 'whether more than half is undecided'}"),
        f"{NO_INVENTORY} Finer topics would stand alone more often, coarser ones less.", newest(data, choices.when))


def outside(data: Dataset, choices: Choices) -> Finding:
    """How many of the topics on the lists fit none of the pillars, beside the largest pillar."""
    shown = presence(data, "topic", choices.when)
    listed = {code for c in shown.columns for code in shown.listing(c.key)}
    pillars = categories(data.descriptor, "topics", "pillar")
    of = dict(zip(data.topics["topic"], data.topics["pillar"]))
    n = {p: sum(of[t] == p for t in listed) for p in pillars}
    none = list(pillars)[-1]
    largest = max((n[p] for p in pillars if p != none), default=0)
    names = [pillars[p] for p in pillars if p != none and n[p] == largest]
    empty = [pillars[p] for p in pillars if n[p] == 0]
    return Finding(
        "outside", "02-network", n[none], n[none], (n[none] > largest,),
        f"{n[none]} of {len(listed)} topics fit none of the pillars",
        sentence(f"of the {len(listed)} topics on the {choices.lists}, {word(n[none])} fit none of the pillars; the pillar with most of them, "
                 f"{join([s.lower() for s in names])}, has {word(largest)}" + (f"; none serves {join([s.lower() for s in empty])}" if empty else "")),
        "The pillars were made for targets inside the Union; to fit none of them is no fault of a topic. Which pillar a topic serves is itself a coding.",
        newest(data, choices.when))
