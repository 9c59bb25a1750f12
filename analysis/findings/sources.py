"""Findings about the sources: whether lists of one event agree, who writes them, and what counting the secondary ones would change (notebook 05)."""
from __future__ import annotations

from collections.abc import Callable, Mapping

from analysis.dataset import Dataset
from analysis.findings.finding import Choices, Finding, named, period
from analysis.sources import documents, tally
from analysis.wording import count, join, sentence, word
from analysis.writers import divided, writers

_NOTEBOOK = "05-sources"
_SAID = 3    # so many titles of changed findings a sentence carries


def disagree(data: Dataset, choices: Choices) -> Finding:
    """In how many of the events of which several lists were read these disagree about a topic, with bounds, and about how many topics."""
    table = tally(data)
    if table.empty:
        return Finding("disagree", _NOTEBOOK, 0, 0, ("nothing",), "No event has two lists that could disagree",
                       "No event has several lists that were read, so that nothing can disagree.",
                       "One list an event is what one writer put on it; agreement is untested, not found.", period(data))
    n, low = len(table), int((table["disagree"] == "yes").sum())
    high = n - int((table["disagree"] == "no").sum())
    contested, topics = int(table["contested"].sum()), int(table["topics"].sum())
    part = "" if low == high else "at least "
    return Finding(
        "disagree", _NOTEBOOK, low, high, (_majority(low, high, n),), f"In {part}{word(low)} of {count(n, 'event')} with several lists these disagree",
        sentence(f"of {count(n, 'event')} several lists were read, and in {part}{word(low)} of them a topic stands on one and is left out by another that was read whole; "
                 f"it is so with {part}{contested} of the {topics} topics that lists of these events name, counted event by event"
                 + (", and what was not read of some leaves more open" if part else "")),
        "A list that leaves a topic out need not deny it: many are introduced as examples. What is contested is what stands on the list.", period(data))


def writers_differ(data: Dataset, choices: Choices) -> Finding:
    """In how many of the events with documents by several publishers these name different topics, with bounds, and an example as published."""
    table = writers(data)
    if table.empty:
        return Finding("writers", _NOTEBOOK, 0, 0, ("nothing",), "No event has lists by two publishers",
                       "No event has lists by more than one publisher, so that one cannot see whether it matters who writes.",
                       "Every result here is what its one publisher chose to print.", period(data))
    events = list(dict.fromkeys(table["event"]))
    sure = {e for e, one, other in zip(table["event"], table["only_one"], table["only_other"]) if one or other}
    part = {d.event for d in documents(data) if not d.whole}
    low, high, n = len(sure), sum(e in sure or e in part for e in events), len(events)
    least = "" if low == high else "at least "
    said = [*_example(data), *_joined(data)]
    return Finding(
        "writers", _NOTEBOOK, low, high, (_majority(low, high, n),), f"In {least}{word(low)} of {count(n, 'event')} it matters who wrote the list",
        sentence(f"of {count(n, 'event')} with lists by more than one publisher, in {least}{word(low)} of them what one publisher names another leaves out in lists read whole"
                 + "".join(f"; {text}" for text in said)),
        "A reprint has the publisher of the reprint, whose own words may differ from those that it reprints; two publishers are not always two sides.", period(data))


def secondary(data: Dataset, choices: Choices, others: Mapping[str, Callable[[Dataset, Choices], Finding]]) -> Finding:
    """How many of the other findings, by name, claim something else once the sources count too that are only shown."""
    wide = data.with_shown()
    extra = len(documents(wide)) - len(documents(data))
    limit = "What is only shown carries no finding; another claim with it is a reason to look for a better document."
    if wide is data:
        return Finding("secondary", _NOTEBOOK, 0, 0, ("nothing",), "No source is only shown", "Every source of this view counts, so that none is left to be added.", limit, period(data))
    pairs = [(function(data, choices), function(wide, choices)) for function in others.values()]
    moved = [(one, other) for one, other in pairs if one.claim != other.claim]
    titles = [f"“{one.title}” becomes “{other.title}”" if one.title != other.title else f"“{one.title}” would be otherwise" for one, other in moved[:_SAID]]
    more = [f"{word(len(moved) - _SAID)} more"] * (len(moved) > _SAID)
    return Finding(
        "secondary", _NOTEBOOK, len(moved), len(moved), tuple(one.id for one, _ in moved), f"Secondary sources would change {word(len(moved))} of {word(len(pairs))} findings",
        sentence(f"were the {count(extra, 'list')} of secondary sources counted too, {word(len(moved))} of the {word(len(pairs))} other findings would claim something else"
                 + (f": {join(titles + more)}" if moved else "")), limit, period(data))


def _majority(low: int, high: int, n: int) -> str:
    return "more than half" if 2 * low > n else "at most half" if 2 * high <= n else "open"


def _where(data: Dataset, event: str) -> str:
    partner, name = next((p, n) for e, p, n in zip(*(data.events[c] for c in ("event", "partner", "name"))) if e == event)
    return f"{name} ({named(data, partner)})"


def _example(data: Dataset) -> list[str]:
    """The two publishers that differ most on either side, those of official documents first, with a label of each that the other leaves out, as published."""
    own = {(d.event, d.publisher) for d in documents(data) if d.standing == "official"}
    rows = [row for row in writers(data).itertuples() if row.only_one or row.only_other]
    if not rows:
        return []
    row = max(rows, key=lambda r: (min(len(r.only_one), len(r.only_other)), len(r.only_one) + len(r.only_other),
                                   ((r.event, r.one) in own) + ((r.event, r.other) in own)))
    said = []
    for publisher, topics in ((row.one, row.only_one), (row.other, row.only_other)):
        label = next((d.items[t][0] for t in topics for d in documents(data) if d.event == row.event and d.publisher == publisher and t in d.items), "")
        said += [f"“{label}” is printed by {publisher} only"] * bool(label)
    return [f"for instance, on the {_where(data, row.event)}, {join(said)}"]


def _joined(data: Dataset) -> list[str]:
    """An item of several topics that another document prints as several items, as published."""
    table = divided(data)
    if table.empty:
        return []
    row = table.iloc[0]
    return [f"and what “{row['document']}” prints as one item (“{row['item']}”), “{row['other']}” prints as {word(len(row['apart']))} ({join([f'“{i}”' for i in row['apart']])})"]
