"""Depth: how far a text commits the partners to what its lists name, and what overlap and change are at each degree (notebook 07-depth).

The degrees are ordered, from merely named to signed or binding. Where the text tells none the degree is unknown: the topic is listed, and that is all.
An *entry* is a mention: a topic at an event, however many lists and items of that event name it. The deepest degree, signed or binding, says that an instrument is signed
or an obligation stated, not that anything binds. Bounds are about the topics that some list of the view names; what was not read may name others.
"""
from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from analysis import evolution, overlap
from analysis.dataset import Dataset, categories
from analysis.presence import NOT_LISTED, UNKNOWN, Presence, presence
from analysis.wording import span

JOINT = "joint"     # from this degree on the partners do something together


@dataclass(frozen=True, repr=False)
class AtLeast(Presence):
    """Presence at a degree: a code is listed if a text states this degree or a deeper one of it.

    `untold`: the (column key, code) pairs that are listed in no such degree, while some mention of them has none stated: at this degree they are unknown.
    """
    degree: str = ""
    untold: frozenset[tuple[str, str]] = frozenset()

    def state(self, key: str, code: str) -> str:
        """One of `listed` (at this degree), `not listed`, `unknown`. KeyError for an unknown column or code.

        >>> from analysis.example import toy
        >>> joint = at_least(toy("record"), "joint")
        >>> joint.state("b", "trade"), joint.state("b", "robots"), joint.state("a", "net"), presence(toy("record")).state("a", "net")
        ('listed', 'not listed', 'unknown', 'listed')
        """
        state = super().state(key, code)
        return UNKNOWN if state == NOT_LISTED and (key, code) in self.untold else state


def scale(data: Dataset) -> dict[str, str]:
    """The degrees and their labels, from the shallowest to the deepest.

    >>> from analysis.example import toy
    >>> list(scale(toy()))
    ['named', 'dialogue', 'joint', 'binding']
    """
    return categories(data.descriptor, "depths", "depth")


@lru_cache(maxsize=512)
def _mentions(data: Dataset) -> dict[str, dict[str, list[tuple[str, str, str]]]]:
    """For each event and each of its lists that was read, what it mentions: topic, degree stated ("" for none) and ground, in reading order."""
    told = {(i, t): (str(d), g) for i, t, d, g in zip(*(data.depths[c] for c in ("item", "topic", "depth", "ground")))}
    found: dict[str, dict[str, list[tuple[str, str, str]]]] = {event: {} for event in data.events["event"]}
    event_of = {}
    for name, event, read in zip(*(data.lists[c] for c in ("list", "event", "read"))):
        if read != "none seen":
            found[event][name], event_of[name] = [], event
    topics: dict[str, list[str]] = {}
    for item, topic in zip(data.codings["item"], data.codings["topic"]):
        topics.setdefault(item, []).append(topic)
    for item, name in zip(data.items["item"], data.items["list"]):
        for topic in sorted(topics.get(item, [])):
            found[event_of[name]][name].append((topic, *told.get((item, topic), ("", ""))))
    return found


def degrees(data: Dataset) -> pd.DataFrame:
    """Every entry (a topic at an event) with the deepest degree that a text states of it.

    Columns: partner, event, topic, degree ("" where no text tells), ground (that of the first mention in this degree), mentions (how many items name the topic at the
    event), untold (of how many of them no degree is stated: the degree may be deeper, if it is not the deepest). Rows in order of event and topic.

    >>> from analysis.example import toy
    >>> degrees(toy("record")).query("event == 'b-2'").values.tolist()
    [['b', 'b-2', 'robots', 'dialogue', 'a working group met', 1, 0], ['b', 'b-2', 'trade', 'binding', 'signed a pact', 1, 0]]
    """
    rank = {degree: n for n, degree in enumerate(scale(data))}
    partner_of, rows = dict(zip(data.events["event"], data.events["partner"])), []
    for event, lists in _mentions(data).items():
        stated: dict[str, list[tuple[str, str]]] = {}
        for name in lists:
            for topic, degree, ground in lists[name]:
                stated.setdefault(topic, []).append((degree, ground))
        for topic in (t for t in data.topics["topic"] if t in stated):
            deepest, ground = max(stated[topic], key=lambda one: rank.get(one[0], -1))
            rows.append((partner_of[event], event, topic, deepest, ground if deepest else "", len(stated[topic]), sum(not d for d, _ in stated[topic])))
    return pd.DataFrame(rows, columns=["partner", "event", "topic", "degree", "ground", "mentions", "untold"])


def grounds(data: Dataset, degree: str = JOINT) -> pd.DataFrame:
    """The entries in a degree or a deeper one, with the words that they stand on: the deepest first, those alike in order of event and topic.

    Columns: partner, event, topic and degree (their labels), ground. KeyError for a degree that is not on the scale.

    >>> from analysis.example import toy
    >>> grounds(toy("record")).values.tolist()
    [['b', 'b-2', 'Trade', 'Signed or binding', 'signed a pact'], ['a', 'a-launch', 'Network one', 'Joint action or project', 'will build it together']]
    """
    rank, labels = {d: n for n, d in enumerate(scale(data))}, scale(data)
    least, table = rank[degree], degrees(data)
    rows = [r for r in table.itertuples() if rank.get(r.degree, -1) >= least]
    return pd.DataFrame([(r.partner, r.event, data.label("topics", r.topic), labels[r.degree], r.ground) for r in sorted(rows, key=lambda r: -rank[r.degree])],
                        columns=["partner", "event", "topic", "degree", "ground"])


@lru_cache(maxsize=1024)
def at_least(data: Dataset, degree: str, grain: str = "topic", when: str = "latest") -> AtLeast:
    """Presence at a degree, for every result that takes a presence: columns, codes and first dates are those of `presence`.

    A code is listed if a mention of it on a list of the column states this degree or a deeper one. It is not listed if every list of the column was read
    whole and each mention of it states less. Else it is unknown: what was not read may commit further, and so may a mention of which no degree is
    stated, which counts only at the first degree, since it names the topic. A theme is listed at a degree if one of its topics is. Contested is what
    one list of an event has at this degree and another list of it, read whole, certainly has not. KeyError for a degree that is not on the scale.

    >>> from analysis.example import toy
    >>> at_least(toy("record"), "dialogue").table().loc["robots"].to_dict()
    {'a': 'not listed', 'b': 'listed', 'c': 'not listed'}
    >>> at_least(toy("record"), "named").table().equals(presence(toy("record")).table())
    True
    """
    rank = {d: n for n, d in enumerate(scale(data))}
    least, base = rank[degree], presence(data, grain, when)
    code_of = dict(zip(data.topics["topic"], (str(c) for c in data.topics[grain])))
    whole = set(data.lists.loc[data.lists["read"] == "whole", "list"])
    listed, untold, fought = set(), set(), set()
    for column in base.columns:
        for lists in (_mentions(data)[event] for event in column.events):
            deep = {name: {code_of[t] for t, d, _ in found if rank.get(d, 0) >= least} for name, found in lists.items()}
            blank = {name: {code_of[t] for t, d, _ in found if not d and least} for name, found in lists.items()}
            sure = set().union(*deep.values())
            listed |= {(column.key, code) for code in sure}
            untold |= {(column.key, code) for codes in blank.values() for code in codes}
            fought |= {(column.key, code) for code in sure for name in whole & set(lists) if code not in deep[name] | blank[name]}
    return AtLeast(grain, base.codes, base.labels, base.first, base.columns, frozenset(listed), frozenset(fought), degree, frozenset(untold - listed))


def overlaps(data: Dataset, grain: str = "topic", when: str = "latest") -> pd.DataFrame:
    """What each pair of partners shares at each degree: the rows of `overlap.pairs`, with its sharp bounds, and in front of them the degree.

    >>> from analysis.example import toy
    >>> overlaps(toy("record")).query("a == 'a' and b == 'b'")[["degree", "shared", "shared_high"]].values.tolist()
    [['named', 1, 1], ['dialogue', 0, 1], ['joint', 0, 1], ['binding', 0, 1]]
    """
    tables = [overlap.pairs(data, grain, when, at_least(data, degree, grain, when)).assign(degree=degree) for degree in scale(data)]
    table = pd.concat(tables, ignore_index=True)
    return table[["degree", *table.columns.drop("degree")]]


def shared(data: Dataset, grain: str = "topic", when: str = "latest") -> pd.DataFrame:
    """`overlaps` in words: a row for each pair, a column for each degree with the number of codes shared, with its bounds, or "at least n" where these say nothing.

    They say nothing where those of the Jaccard index are further apart than a half or undefined (`overlap.pairs`).

    >>> from analysis.example import toy
    >>> shared(toy("record")).iloc[0].tolist()
    ['a', 'b', '1', '0 to 1', 'at least 0', 'at least 0']
    """
    table = overlaps(data, grain, when)
    said = [span(low, high, 0) if tight or low == high else f"at least {low}" for low, high, tight in zip(*(table[c] for c in ("shared", "shared_high", "informative")))]
    columns = {label: [s for s, d in zip(said, table["degree"]) if d == degree] for degree, label in scale(data).items()}
    return table.loc[table["degree"] == next(iter(scale(data))), ["a", "b"]].reset_index(drop=True).assign(**columns)


def changes(data: Dataset, grain: str = "topic") -> pd.DataFrame:
    """How many codes each list keeps of the partner's list before it, at each degree: one row a step and degree.

    Columns: degree, partner, from, to, kept, new, not repeated, unknown (see `evolution.changes`). "New" at a degree is also what the earlier list
    has in a lesser one, and "not repeated" what the later list has in a lesser one.

    >>> from analysis.example import toy
    >>> changes(toy("record")).query("partner == 'b' and to == 'b-2'").drop(columns=["partner", "from", "to"]).values.tolist()
    [['named', 1, 0, 0, 1], ['dialogue', 0, 0, 0, 2], ['joint', 0, 0, 0, 1], ['binding', 0, 0, 0, 1]]
    """
    kinds = (evolution.KEPT, evolution.NEW, evolution.NOT_REPEATED, evolution.UNDECIDED)
    steps, rows = evolution.steps(data), []
    for degree in scale(data):
        found = evolution.changes(data, grain, at_least(data, degree, grain, "event"))
        of = list(zip(found["from"], found["to"], found["change"]))
        rows += [(degree, partner, one, two, *(of.count((one, two, kind)) for kind in kinds)) for partner, one, two in zip(*(steps[c] for c in ("partner", "from", "to")))]
    return pd.DataFrame(rows, columns=["degree", "partner", "from", "to", *kinds])
