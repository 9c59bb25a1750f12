"""Sources: what each document says of each topic, where documents on one event differ, and how good the best one is (notebook 05-sources).

A *document* is one list of an event. Of a topic it says *named* (an item of it is coded to the topic), *left out* (it was read whole and none is) or *silent* (none
of the items read is, and it was not read whole): a silent document may name the topic where nobody has looked. A topic of an event is *contested* where one document
names it and another, read whole, leaves it out: the documents differ, and need not contradict each other, since a list that leaves a topic out need not deny it. A topic at
an event is a *mention* of it. A *publisher* is whoever published a document, its *side* whoever's words they are: a reprint has the side of what it reprints.
"""
from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from analysis import corpus
from analysis.dataset import Dataset, categories
from analysis.presence import LISTED, NOT_LISTED, UNKNOWN, presence
from analysis.views import ILLUSTRATIVE

NAMED, LEFT_OUT, SILENT = "named", "left out", "silent"
EXHAUSTIVE = "exhaustive"      # what a list claims of itself; so is ILLUSTRATIVE


@dataclass(frozen=True)
class Document:
    """One list of an event: its source's title and publisher, the side whose words they are, its standing, whether it was read whole, what is claimed for the list ("illustrative":
    it calls itself an example; "exhaustive": it claims to name all; or "unstated"), and for each topic that it names the items, as published."""
    list: str
    event: str
    title: str
    publisher: str
    side: str
    standing: str
    whole: bool
    claims: str
    items: dict[str, tuple[str, ...]]

    def says(self, topic: str) -> str:
        """One of `named`, `left out`, `silent`."""
        return NAMED if topic in self.items else LEFT_OUT if self.whole else SILENT


@lru_cache(maxsize=256)
def documents(data: Dataset) -> list[Document]:
    """The lists that count and print items, in order of event.

    >>> from analysis.example import toy
    >>> [(d.title, d.items) for d in documents(toy("record"))][1]
    ('A release', {'net': ('Network one',), 'trade': ('Trade',)})
    """
    title, publisher, side = (dict(zip(data.sources["source"], data.sources[c])) for c in ("title", "publisher", "side"))
    printed: dict[str, tuple[str, str]] = {}
    for item, name, *label in zip(*(data.items[c] for c in ("item", "list", "label", "original", "translated_from"))):
        printed[item] = name, corpus.original(*label)
    coded: dict[str, dict[str, dict[str, str]]] = {}
    place = {item: n for n, item in enumerate(printed)}
    for item, topic in sorted(zip(data.codings["item"], data.codings["topic"]), key=lambda pair: (place[pair[0]], pair[1])):
        coded.setdefault(printed[item][0], {}).setdefault(topic, {})[item] = printed[item][1]
    rows = zip(*(data.lists[c] for c in ("list", "event", "source", "standing", "read", "claims")))
    return [Document(name, event, title[s], publisher[s], side[s], standing, read == "whole", claims, {t: tuple(i.values()) for t, i in coded.get(name, {}).items()})
            for name, event, s, standing, read, claims in rows if read != "none seen"]


@lru_cache(maxsize=256)
def together(data: Dataset) -> dict[str, list[Document]]:
    """The documents of each event that has several, by event in order of date.

    >>> from analysis.example import toy
    >>> {event: len(found) for event, found in together(toy("record")).items()}
    {'a-launch': 2}
    """
    found: dict[str, list[Document]] = {event: [] for event in data.events["event"]}
    for document in documents(data):
        found[document.event].append(document)
    return {event: mine for event, mine in found.items() if len(mine) > 1}


def whose(data: Dataset) -> dict[str, str]:
    """The partner of each event.

    >>> from analysis.example import toy
    >>> whose(toy())["c-launch"]
    'c'
    """
    return dict(zip(data.events["event"], data.events["partner"]))


def disagreements(data: Dataset) -> pd.DataFrame:
    """What each document says of each topic that some document of its event names: a row for each topic and document of an event with several.

    Columns: event, topic, list (ids), label (of the topic), document, publisher, standing, says (see above), items (those that name it, as published), contested.
    With `data.with_shown()` the documents that are only shown are rows too, and may be what contests a topic. Rows in order of event, topic and list.

    >>> from analysis.example import toy
    >>> disagreements(toy("record"))[["topic", "document", "says", "contested"]].values.tolist()[2:4]
    [['robots', 'A page', 'named', True], ['robots', 'A release', 'left out', True]]
    """
    label = dict(zip(data.topics["topic"], data.topics["label"]))
    rows = []
    for event, found in together(data).items():
        for topic in (t for t in label if any(t in d.items for d in found)):
            contested = any(d.says(topic) == LEFT_OUT for d in found)
            rows += [(event, topic, d.list, label[topic], d.title, d.publisher, d.standing, d.says(topic), "; ".join(d.items.get(topic, ())), contested)
                     for d in found]
    return pd.DataFrame(rows, columns=["event", "topic", "list", "label", "document", "publisher", "standing", "says", "items", "contested"]).astype({"contested": bool})


def tally(data: Dataset) -> pd.DataFrame:
    """How far the documents of each event with several agree: partner, event, documents, topics (named by any), agreed (named by all), contested, open (the others), and
    of the contested ones how many a list leaves out that does not call itself illustrative (unexcused), and how many one that claims to be exhaustive (denied).

    A topic is open where some document names it, none read whole leaves it out, and one is silent. `differ` is "yes" where a topic is contested, "no" where all
    documents were read whole and none is, else "open": what was not read of a document may name a topic that another leaves out.

    >>> from analysis.example import toy
    >>> tally(toy("record")).values.tolist()
    [['a', 'a-launch', 2, 3, 1, 2, 0, 2, 0, 'yes']]
    """
    rows = []
    for event, found in together(data).items():
        named = sorted({t for d in found for t in d.items})
        says = [{d.says(topic) for d in found} for topic in named]
        claims = [{d.claims for d in found if d.says(topic) == LEFT_OUT} for topic in named]
        agreed, contested = says.count({NAMED}), sum(LEFT_OUT in s for s in says)
        known = all(d.whole for d in found)
        rows.append((whose(data)[event], event, len(found), len(says), agreed, contested, len(says) - agreed - contested,
                     sum(bool(c - {ILLUSTRATIVE}) for c in claims), sum(EXHAUSTIVE in c for c in claims), "yes" if contested else "no" if known else "open"))
    return pd.DataFrame(rows, columns=["partner", "event", "documents", "topics", "agreed", "contested", "open", "unexcused", "denied", "differ"])


def contested(data: Dataset) -> pd.DataFrame:
    """The contested topics, a row each: partner, event, topic (its label), and the documents that name it (with its items as published), that leave it out, and that are silent.

    >>> from analysis.example import toy
    >>> contested(toy("record")).values.tolist()[0]
    ['a', 'a-launch', 'Robots', 'A page: “Chips and robots”', 'A release', '']
    """
    label = dict(zip(data.topics["topic"], data.topics["label"]))
    rows = []
    for event, found in together(data).items():
        for topic in (t for t in label if any(t in d.items for d in found) and any(d.says(t) == LEFT_OUT for d in found)):
            said = {NAMED: [], LEFT_OUT: [], SILENT: []}
            for d in found:
                said[d.says(topic)].append(d.title + "".join(f": “{'”, “'.join(d.items[topic])}”" for _ in d.items.get(topic, ())[:1]))
            rows.append((whose(data)[event], event, label[topic], *("; ".join(names) for names in said.values())))
    return pd.DataFrame(rows, columns=["partner", "event", "topic", "named by", "left out by", "silent"])


def by_standing(data: Dataset) -> pd.DataFrame:
    """The documents of the view by their standing: standing, counts ("yes" or "shown"), sources, whole, part and none seen (their lists, by how far these were read), items.

    Sources that print no list of these partners are counted among the sources alone.

    >>> from analysis.example import toy
    >>> by_standing(toy("record")).values.tolist()
    [['Official', 'yes', 2, 6, 1, 1, 12], ['Secondary', 'shown', 1, 0, 1, 0, 1]]
    """
    wide, rows = data.with_shown(), []
    source_of, read = dict(zip(wide.lists["list"], wide.lists["source"])), dict(zip(wide.lists["list"], wide.lists["read"]))
    for standing, label in categories(data.descriptor, "sources", "standing").items():
        for counts in ("yes", "shown"):
            mine = set(data.sources.loc[(data.sources["standing"] == standing) & (data.sources["counts"] == counts), "source"])
            how = [read[name] for name, source in source_of.items() if source in mine]
            items = sum(source_of[name] in mine for name in wide.items["list"])
            rows += [(label, counts, len(mine), *map(how.count, ("whole", "part", "none seen")), items)] * bool(mine)
    return pd.DataFrame(rows, columns=["standing", "counts", "sources", "whole", "part", "none seen", "items"])


def standings(data: Dataset) -> pd.DataFrame:
    """The desk officer's sheet: for each event and topic what counts says, and the standing of the best document that names it, counted or only shown.

    Columns: event, topic (of `data.with_shown()`, topics in reading order), state (by what counts: listed, not listed, unknown), standing (the best of the documents that name it: "" if
    none does), contested (a document names it, and one that counts, read whole, leaves it out). A state never rests on a document that is only shown.

    >>> from analysis.example import toy
    >>> table = standings(toy("record"))
    >>> table[(table["event"] == "a-1") & (table["topic"] == "robots")].values.tolist()
    [['a-1', 'robots', 'unknown', 'secondary', False]]
    """
    wide, counted = data.with_shown(), presence(data, "topic", "event")
    ranks = list(categories(data.descriptor, "sources", "standing"))
    whole = {c.key: c.whole for c in counted.columns}
    best: dict[tuple[str, str], int] = {}
    for document in documents(wide):
        for topic in document.items:
            pair, rank = (document.event, topic), ranks.index(document.standing)
            best[pair] = min(best.get(pair, rank), rank)
    leaves_out = {(d.event, t) for d in documents(data) if d.whole for t in wide.topics["topic"] if t not in d.items}
    rows = []
    for event in wide.events["event"]:
        for topic in presence(wide, "topic", "event").codes:
            pair = event, topic
            state = LISTED if pair in counted.listed else NOT_LISTED if whole.get(event) else UNKNOWN
            rows.append((*pair, state, ranks[best[pair]] if pair in best else "", pair in best and pair in leaves_out))
    return pd.DataFrame(rows, columns=["event", "topic", "state", "standing", "contested"]).astype({"contested": bool})
