"""The corpus: what was read, as a tidy table of mentions, and what lies behind each of them (notebook 01-corpus)."""
from __future__ import annotations

import pandas as pd

from analysis import dates
from analysis.dataset import Dataset, categories
from analysis.presence import presence
from analysis.rules.keys import reasons

MENTION = ["partner", "event", "kind", "date", "source", "list", "position", "line", "item", "label", "topic", "theme", "pillar",
           "basis", "ruling"]


def sources(data: Dataset) -> pd.DataFrame:
    """What is known of the sources. Of one source a row for each fact, what is not known with its reason; of several a row for each source.

    >>> from analysis.example import toy
    >>> sources(toy()).values.tolist()[:2]
    [['title', 'A page'], ['publisher', 'Nobody']]
    >>> sources(toy("record"))[["title", "standing", "counts", "items"]].values.tolist()
    [['A page', 'official', 'yes', 8], ['A release', 'official', 'yes', 4], ['A newspaper', 'secondary', 'shown', 1]]
    """
    if len(data.sources) > 1:
        wide = data.with_shown()
        source_of = dict(zip(wide.lists["list"], wide.lists["source"]))
        held = [source_of[name] for name in wide.items["list"]]
        read: dict[str, set[str]] = {}
        for source, how in zip(wide.lists["source"], wide.lists["read"]):
            read.setdefault(source, set()).add(data.label("lists", how, "read").lower())
        rows = data.sources
        return pd.DataFrame({"title": rows["title"], "publisher": rows["publisher"], "language": rows["language"], "standing": rows["standing"].astype(str),
                             "counts": rows["counts"], "lists": [", ".join(sorted(read.get(s, []))) for s in rows["source"]],
                             "items": [held.count(s) for s in rows["source"]], "extent": rows["extent"], "address": rows["address"]})
    rows = []
    for source in data.sources.to_dict("records"):
        why = reasons(source["missing"])
        for what in ("title", "publisher", "address", "language", "retrieved", "standing", "sha256", "extent"):
            rows.append((what, str(source[what]) or f"not known{': ' if what in why else ''}{why.get(what, '')}"))
    return pd.DataFrame(rows, columns=["what", "value"])


def lists(data: Dataset) -> pd.DataFrame:
    """Every list and every event without one: whose, when, where in the source, how far it was read and what the source claims of it, with grounds.

    >>> from analysis.example import toy
    >>> lists(toy())[["partner", "when", "read"]].values.tolist()[1]
    ['Arden', '2023', 'No list seen']
    """
    table = data.lists.merge(data.events[["event", "partner", "name", "missing"]], on="event")
    label = {column: categories(data.descriptor, "lists", column) for column in ("read", "content", "claims")}
    return pd.DataFrame({
        "partner": [data.label("partners", p) for p in table["partner"]], "event": table["name"], "when": [dates.say(d) for d in table["date"]],
        **_document(data, table["source"]), "place": [p or reasons(m).get("place", "") for p, m in zip(table["place"], table["missing"])], "heading": table["heading"], "line": table["line"],
        "read": [_with_ground(label["read"][r], g) for r, g in zip(table["read"], table["read_ground"])],
        "its items": [label["content"][c] for c in table["content"]],
        "claims": [_with_ground(label["claims"][c], g) for c, g in zip(table["claims"], table["claims_ground"])]})


def _document(data: Dataset, sources: pd.Series) -> dict[str, pd.Series]:
    """The column that says which document a row is from, where there are several."""
    return {"document": sources.map(dict(zip(data.sources["source"], data.sources["title"])))} if len(data.sources) > 1 else {}


def original(label: str, printed: str, language: str) -> str:
    """An item as published, with the words of the document where it was translated.

    >>> original("Robots", "Automates", "fr"), original("Robots", "", "")
    ('Robots (fr: Automates)', 'Robots')
    """
    return f"{label} ({language}: {printed})" if printed else label


def _with_ground(what: str, ground: str) -> str:
    return f"{what}. {ground}" if ground else what


def statements(data: Dataset) -> pd.DataFrame:
    """What the sources say that is not an item: line, whom it is about, kind, and the claim in our words.

    >>> from analysis.example import toy
    >>> statements(toy()).values.tolist()
    [[1, 'all', 'aim', 'Everybody wants more.']]
    """
    about = [data.label("partners", p) if p else "all" for p in data.statements["partner"]]
    return pd.DataFrame({"line": data.statements["line"], "about": about, "kind": data.statements["kind"].astype(str), "claim": data.statements["claim"]})


def mentions(data: Dataset) -> pd.DataFrame:
    """The tidy table of mentions: one row for each topic that an item lists.

    Columns are ids, except `date` (EDTF level 0), `position` and `line` (integers from 1) and `label` (the item as published). Rows are in order of
    event, list, position and topic.

    >>> from analysis.example import toy
    >>> mentions(toy())[["partner", "date", "label", "topic"]].iloc[:2].values.tolist()
    [['a', '2022-05', 'Network one', 'net'], ['a', '2022-05', 'Chips and robots', 'robots']]
    """
    rank = {item: n for n, item in enumerate(data.items["item"])}
    table = (data.codings.merge(data.items, on="item").merge(data.lists[["list", "source", "event", "date"]], on="list")
             .merge(data.events[["event", "partner", "kind"]], on="event").merge(data.topics[["topic", "theme", "pillar"]], on="topic"))
    order = sorted(range(len(table)), key=lambda n: (rank[table["item"].iat[n]], table["topic"].iat[n]))
    return table.iloc[order][MENTION].reset_index(drop=True)


def timeline(data: Dataset) -> pd.DataFrame:
    """The events of the view in order of date: partner, event, kind, date and how it is said, number of items on all its lists, how far these were read.

    >>> from analysis.example import toy
    >>> timeline(toy())[["event", "when", "items", "read"]].values.tolist()[:2]
    [['a-launch', 'May 2022', 2, 'whole'], ['a-1', '2023', 0, 'none seen']]
    """
    event_of = dict(zip(data.lists["list"], data.lists["event"]))
    count: dict[str, int] = {}
    for name in data.items["list"]:
        count[event_of[name]] = count.get(event_of[name], 0) + 1
    reads: dict[str, set[str]] = {}
    for event, read in zip(data.lists["event"], data.lists["read"]):
        reads.setdefault(event, set()).add(read)
    worst = {e: next(r for r in ("part", "whole", "none seen") if r in seen) for e, seen in reads.items()}
    events = data.events
    return pd.DataFrame({
        "partner": [data.label("partners", p) for p in events["partner"]], "event": events["event"], "name": events["name"],
        "kind": events["kind"], "date": events["date"], "when": [dates.say(d) for d in events["date"]],
        "items": [count.get(e, 0) for e in events["event"]], "read": [worst.get(e, "none seen") for e in events["event"]]})


def published(data: Dataset) -> pd.DataFrame:
    """The items as published, in reading order, each with where it stands and what it was coded to.

    Columns: partner, event, when, section (where a list is divided), position, line, item (as published), topics (their labels; "implied" is said of a topic that the item does not name),
    rulings (those that decided the coding).

    >>> from analysis.example import toy
    >>> published(toy())[["when", "item", "topics"]].values.tolist()[1]
    ['May 2022', 'Chips and robots', 'Robots (implied)']
    """
    label = dict(zip(data.topics["topic"], data.topics["label"]))
    coded: dict[str, list[str]] = {item: [] for item in data.items["item"]}
    decided: dict[str, set[str]] = {item: set() for item in data.items["item"]}
    for item, topic, basis, ruling in zip(*(data.codings[c] for c in ("item", "topic", "basis", "ruling"))):
        coded[item].append(label[topic] + (" (implied)" if basis == "implied" else ""))
        decided[item] |= {ruling} - {""}
    rows = data.items.merge(data.lists[["list", "event", "date", "source"]], on="list").merge(data.events[["event", "partner", "name"]], on="event")
    divided = {"section": rows["section"]} if rows["section"].any() else {}
    return pd.DataFrame({
        "partner": [data.label("partners", p) for p in rows["partner"]], "event": rows["name"], "when": [dates.say(d) for d in rows["date"]],
        **_document(data, rows["source"]), **divided, "position": rows["position"], "line": rows["line"],
        "item": [original(*row) for row in zip(rows["label"], rows["original"], rows["translated_from"])], "topics": ["; ".join(sorted(coded[i])) for i in rows["item"]],
        "rulings": ["; ".join(sorted(decided[i])) for i in rows["item"]]})


def profile(data: Dataset, when: str = "latest") -> pd.DataFrame:
    """How many of the topics on each partner's list serve each pillar: one row a partner, one column a pillar, "outside" last.

    A count of distinct topics on the list that `when` asks for (see `presence`). It is a profile of lists and never a share of cooperation;
    "outside" is a remainder, not a pillar.

    >>> from analysis.example import toy
    >>> profile(toy(), "launch").loc["Arden"].to_dict()
    {'Infrastructures': 1, 'Business': 1, 'Outside the pillars': 0}
    """
    pillar_of = dict(zip(data.topics["topic"], data.topics["pillar"]))
    pillars = list(data.topics["pillar"].cat.categories)
    shown = presence(data, "topic", when)
    rows = [[sum(pillar_of[t] == pillar for t in shown.listing(p)) for pillar in pillars] for p in data.partners["partner"]]
    names = [data.label("topics", pillar, "pillar") for pillar in pillars]
    return pd.DataFrame(rows, columns=names, index=pd.Index(data.partners["name"], name="partner"))


def evidence(data: Dataset, partner: str, topic: str) -> pd.DataFrame:
    """What stands behind a link: every item of the partner's lists that is coded to the topic, with its place and source.

    Columns: item as published, event, date, heading, position, line, source, basis, ruling. No rows if no list read names the topic. KeyError for a
    partner or topic that the dataset does not have.

    >>> from analysis.example import toy
    >>> evidence(toy(), "a", "net")[["item", "when", "line"]].values.tolist()
    [['Network one', 'May 2022', 3], ['Network one', '2024', 6]]
    """
    for table, key in (("partners", partner), ("topics", topic)):
        data.label(table, key)
    rows = mentions(data)
    rows = rows[(rows["partner"] == partner) & (rows["topic"] == topic)]
    heading = dict(zip(data.lists["list"], data.lists["heading"]))
    name = dict(zip(data.events["event"], data.events["name"]))
    title = dict(zip(data.sources["source"], data.sources["title"]))
    printed = {i: original(*row) for i, *row in zip(*(data.items[c] for c in ("item", "label", "original", "translated_from")))}
    return pd.DataFrame({"item": rows["item"].map(printed), "event": rows["event"].map(name), "when": [dates.say(d) for d in rows["date"]],
                         "heading": rows["list"].map(heading), "position": rows["position"], "line": rows["line"],
                         "source": rows["source"].map(title), "basis": rows["basis"].astype(str),
                         "ruling": rows["ruling"]}).reset_index(drop=True)
