"""Findings about the lists themselves: what was read, and what stands on one list only (notebooks 01 and 02)."""
from __future__ import annotations

from analysis import dates
from analysis.corpus import timeline
from analysis.dataset import Dataset, categories
from analysis.findings.finding import NO_INVENTORY, Choices, Finding, named, period
from analysis.presence import LISTED, NOT_LISTED, presence
from analysis.wording import count, join, sentence, word


def corpus(data: Dataset, choices: Choices) -> Finding:
    """How many lists and items the view holds, and how unlike the lists are in length."""
    length = {name: 0 for name, read in zip(data.lists["list"], data.lists["read"]) if read != "none seen"}
    for name in data.items["list"]:
        length[name] += 1
    part = {name for name, read in zip(data.lists["list"], data.lists["read"]) if read == "part"}
    short, long, items = min(length.values()), max(length.values()), len(data.items)
    least = "at least " if part else ""     # any list may be longer than what was read of it
    read = timeline(data)
    read = read[read["items"] > 0]
    title = f"{sentence(count(len(length), 'list'))[:-1]} for {count(len(data.partners), 'partnership')}, {least}{word(short)} to {word(long)} items each"
    return Finding(
        "corpus", "01-corpus", items, float("inf") if part else items, (len(length), items, short, long, len(part)), title,
        f"What was read prints {count(len(length), 'list')} for {count(len(data.partners), 'partnership')}, from {read['when'].iloc[0]} to {read['when'].iloc[-1]}, with "
        f"{least}{count(items, 'item')} in all; the shortest list has {least}{count(short, 'item')}, the longest {least}{count(long, 'item')}"
        + (f" ({count(len(part), 'list')} {'was' if len(part) == 1 else 'were'} read in part)." if part else "."),
        f"{NO_INVENTORY} A longer list is not a closer partnership.", period(data))


def silent(data: Dataset, choices: Choices) -> Finding:
    """The events that the sources mention or imply without printing a list that counts."""
    gaps = data.events[data.events["lists"] == 0]
    said = [f"the {n[:1].lower() + n[1:]} ({named(data, p)}, {dates.say(d)}{', known from a secondary source only' if c == 'shown' else ''})"
            for n, d, p, c in zip(*(gaps[column] for column in ("name", "date", "partner", "counts")))]
    verb = "is" if len(gaps) == 1 else "are"
    return Finding(
        "silent", "01-corpus", len(gaps), len(gaps), tuple(gaps["event"]),
        f"{sentence(count(len(gaps), 'event'))[:-1]} mentioned or implied without a list",
        sentence(f"{count(len(gaps), 'event')} {verb} mentioned or implied without a list" + (f": {join(said)}" if said else "")),
        "Whatever such an event may have listed is unknown here, not absent.", period(data))


def single(data: Dataset, choices: Choices) -> Finding:
    """How many of the topics stand on the list of one partner only, over all completions of what is unknown."""
    shown = presence(data, choices.grain, choices.when)
    keys = [c.key for c in shown.columns]
    sure = {code: sum(shown.state(k, code) == LISTED for k in keys) for code in shown.codes}
    able = {code: sum(shown.state(k, code) != NOT_LISTED for k in keys) for code in shown.codes}
    low, high = sum(sure[c] == 1 == able[c] for c in sure), sum(sure[c] <= 1 <= able[c] for c in sure)
    total = [sum(n > 0 for n in sure.values()), sum(n > 0 for n in able.values())]
    # Each code adds a half if one partner lists it, takes a half if several do, and nothing if none does; what is unknown may fall either way.
    adds = [[(n == 1) - (n > 1) for n in range(sure[c], able[c] + 1)] for c in sure]
    least, most = sum(map(min, adds)), sum(map(max, adds))
    claim = "more than half" if least > 0 else "at most half" if most <= 0 else "open"
    alone = [(sum(sure[c] == 1 and shown.state(k, c) == LISTED for c in shown.codes), k) for k in keys]
    shares = join([f"{named(data, k)} {word(n) if n else 'none'}" for n, k in alone])
    number, of = (str(low) if low == high else f"{low} to {high}"), (str(total[0]) if total[0] == total[1] else f"{total[0]} to {total[1]}")
    return Finding(
        "single", "02-network", low, high, (claim,),
        f"{number} of {of} {choices.codes}s stand on one partner's list only",
        sentence(f"{number} of the {of} {choices.codes}s on the {choices.lists} stand on the list of one partner only (for certain {shares}): "
                 f"{claim if claim != 'open' else 'whether more than half is open'}"),
        f"{NO_INVENTORY} Finer topics would stand alone more often, coarser ones less.", period(data, choices.when))


def outside(data: Dataset, choices: Choices) -> Finding:
    """How many of the topics on the lists fit none of the pillars, beside the pillar with most of them, with bounds."""
    shown = presence(data, "topic", choices.when)
    keys = [c.key for c in shown.columns]
    sure = {code for k in keys for code in shown.listing(k)}
    able = {code for code in shown.codes if any(shown.state(k, code) != NOT_LISTED for k in keys)}
    pillars = categories(data.descriptor, "topics", "pillar")
    pillar_of = dict(zip(data.topics["topic"], data.topics["pillar"]))
    *inside, none = pillars
    n = {p: (sum(pillar_of[t] == p for t in sure), sum(pillar_of[t] == p for t in able)) for p in pillars}
    largest = max(n[p][0] for p in inside)
    names = [pillars[p].lower() for p in inside if n[p][0] == largest]
    claim = "more" if n[none][0] > max(n[p][1] for p in inside) else "not more" if n[none][1] <= largest else "open"
    number = str(n[none][0]) if n[none][0] == n[none][1] else f"{n[none][0]} to {n[none][1]}"
    total = str(len(sure)) if len(sure) == len(able) else f"{len(sure)} to {len(able)}"
    return Finding(
        "outside", "02-network", *n[none], (claim,), f"For {number} of {total} topics our coding finds no pillar",
        sentence(f"for {number} of the {total} topics on the {choices.lists} our coding finds no pillar; the pillar with most of them, {join(names)}, has "
                 f"{'at least ' if n[inside[0]][0] != n[inside[0]][1] else ''}{word(largest)}"),
        "The pillars were made for targets inside the Union; to fit none of them is no fault of a topic, and which pillar a topic serves is itself a coding.",
        period(data, choices.when))
