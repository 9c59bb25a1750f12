"""Findings about the sources: whether lists of one event differ, who writes them, and what counting the secondary ones would change (notebook 05)."""
from __future__ import annotations

from collections.abc import Callable, Mapping

from analysis.dataset import Dataset, categories
from analysis.findings.finding import Choices, Finding, named, period
from analysis.sources import documents, tally
from analysis.wording import count, join, sentence, word
from analysis.writers import EU, PARTNER, divided, writers

_NOTEBOOK = "05-sources"
_SAID = 3    # so many titles of changed findings a sentence carries


def disagree(data: Dataset, choices: Choices) -> Finding:
    """At how many of the events of which several lists were read these differ about a topic, with bounds; with how many mentions it is so, and what the lists that leave out claim."""
    table = tally(data)
    if table.empty:
        return Finding("disagree", _NOTEBOOK, 0, 0, ("nothing",), "No event has two lists that could differ",
                       "No event has several lists that were read, so that nothing can differ.",
                       "One list an event is what one writer put on it; agreement is untested, not found.", period(data))
    n, low = len(table), int((table["differ"] == "yes").sum())
    high = n - int((table["differ"] == "no").sum())
    contested, mentions, unexcused, denied = (int(table[c].sum()) for c in ("contested", "topics", "unexcused", "denied"))
    part = "" if low == high else "at least "
    return Finding(
        "disagree", _NOTEBOOK, low, high, (_majority(low, high, n),), f"In {part}{word(low)} of {count(n, 'event')} with several lists these differ",
        sentence(f"of {count(n, 'event')} several lists were read, and in {part}{word(low)} of them these differ: a topic stands on one and is left out by another that was read whole; "
                 f"it is so with {part}{contested} of {mentions} mentions (a mention is a topic at an event)"
                 + (f", of which {_some(unexcused)} left out by a list that does not call itself illustrative, {word(denied) if denied else 'none'} of them by one that claims to be exhaustive"
                    if contested else "") + ("; what was not read of some leaves more open" if part else "")),
        "A list that leaves a topic out need not contradict one that names it: many give examples. What is contested is what stands on the list.", period(data))


def writers_differ(data: Dataset, choices: Choices) -> Finding:
    """At how many of the events with documents of the European Union's side and of the partner's these name different topics, with bounds, and an example as published."""
    table = writers(data)
    table = table[(table["one"] == EU) & (table["other"] == PARTNER)]
    limit = ("A side is whose words a document has: a reprint has that of what it reprints, and what both wrote together is of neither. A list that leaves a topic out need not contradict "
             "one that names it.")
    if table.empty:
        return Finding("writers", _NOTEBOOK, 0, 0, ("nothing",), "No event has lists of both sides",
                       "No event has lists both of the European Union's side and of the partner's, so that one cannot see whether it matters who writes.", limit, period(data))
    sure = [bool(one or other) for one, other in zip(table["only_one"], table["only_other"])]
    open_ = {d.event for d in documents(data) if not d.whole and d.side in (EU, PARTNER)}
    low, high, n = sum(sure), sum(known or e in open_ for known, e in zip(sure, table["event"])), len(table)
    least = "" if low == high else "at least "
    return Finding(
        "writers", _NOTEBOOK, low, high, (_majority(low, high, n),), f"In {least}{word(low)} of {count(n, 'event')} with lists of both sides these name different topics",
        sentence(f"of {count(n, 'event')} with lists of the European Union's side and of the partner's, in {least}{word(low)} of them the two sides name different topics: what one names, "
                 "all lists of the other, read whole, leave out") + "".join(f" {sentence(text)}" for text in [*_example(data), *_joined(data)]), limit, period(data))


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
        sentence(f"were the {count(extra, 'list')} of secondary sources counted too, {word(len(moved))} of the {word(len(pairs))} findings that do not themselves say what was read would claim something else"
                 + (f": {join(titles + more)}" if moved else "")), limit, period(data))


def _some(n: int) -> str:
    return f"{word(n) if n else 'none'} {'are' if n > 1 else 'is'}"


def _majority(low: int, high: int, n: int) -> str:
    return "more than half" if 2 * low > n else "at most half" if 2 * high <= n else "open"


def _where(data: Dataset, event: str) -> str:
    partner, name = next((p, n) for e, p, n in zip(*(data.events[c] for c in ("event", "partner", "name"))) if e == event)
    return f"{name} ({named(data, partner)})"


def _example(data: Dataset) -> list[str]:
    """The event on which the two sides differ most either way, with a label of each that the other leaves out, as published."""
    table = writers(data)
    rows = [row for row in table[(table["one"] == EU) & (table["other"] == PARTNER)].itertuples() if row.only_one or row.only_other]
    if not rows:
        return []
    row = max(rows, key=lambda r: (min(len(r.only_one), len(r.only_other)), len(r.only_one) + len(r.only_other)))
    said = []
    for side, words, topics in ((EU, "the European Union's side", row.only_one), (PARTNER, "the partner's", row.only_other)):
        label = next((d.items[t][0] for t in topics for d in documents(data) if d.event == row.event and d.side == side and t in d.items), "")
        said += [f"“{label}” is printed by {words} only"] * bool(label)
    return [f"for instance, on the {_where(data, row.event)}, {join(said)}"]


def _joined(data: Dataset) -> list[str]:
    """An item of several topics that a document of another side prints as several items, as published."""
    table, side = divided(data), categories(data.descriptor, "sources", "side")
    return [f"what “{row['document']}” (side: {side[row['side']]}) prints as one item (“{row['item']}”), “{row['other']}” (side: {side[row['other_side']]}) prints as "
            f"{word(len(row['apart']))} ({join([f'“{i}”' for i in row['apart']])})" for row in table[table["side"] != table["other_side"]].head(1).to_dict("records")]
