"""What can be found by the search of the first page: partners, topics, findings and items, as compact rows that a script reads."""
from __future__ import annotations

from collections.abc import Mapping, Sequence

from analysis import dossier, topicbook
from analysis.dataset import Dataset

PARTNER, TOPIC, UNLISTED, FINDING, ITEM = "partner", "topic", "unlisted", "finding", "item"   # unlisted: a topic that no list names which counts here


def entries(data: Dataset, findings: Sequence[Mapping]) -> list[list[str]]:
    """All that can be found, as rows of kind, text, further words, and the address that the row leads to. Text is plain; rows are by kind, then in reading order.

    `data` is the record, as it stands on the pages of topics and partners; a finding has title, sentence and the href that it stands at. A partner has further words from its other names, a topic from its definition and what it includes, an item
    the partner, event, place and date of its list; a topic that no list names which counts here has a kind of its own, and an item that no topic was coded to leads to the page of its partner.

    >>> from analysis.example import toy
    >>> found = entries(toy(), [{"title": "A title", "sentence": "A sentence.", "href": "index.html#finding-one"}])
    >>> [row for row in found if row[0] != "item"][-1], found[-1]
    (['finding', 'A title', 'A sentence.', 'index.html#finding-one'], ['item', 'Trade', 'Coast, Launch, November 2023', 'topics.html#item-c1'])
    """
    rows = [[PARTNER, name, ", ".join(dict.fromkeys(n for n in others if n.removeprefix("the ") != name)), f"partner-{partner}.html"]
            for partner, name, *others in zip(*(data.partners[c] for c in ("partner", "name", "short", "in_text")))]
    for row in sorted(topicbook.book(data).to_dict("records"), key=lambda row: row["named"] != topicbook.LISTED_HERE):
        further = " ".join(part if part.endswith(".") else f"{part}." for part in (row["definition"], row["includes"]) if part)
        rows.append([TOPIC if row["named"] == topicbook.LISTED_HERE else UNLISTED, row["label"], further, f"topics.html#topic-{row['topic']}"])
    rows += [[FINDING, row["title"], row["sentence"], row["href"]] for row in findings]
    coded, at = set(data.codings["item"]), dict(zip(data.events["event"], data.events["place"]))
    place = {name: own or at[event] for name, event, own in zip(*(data.lists[c] for c in ("list", "event", "place")))}
    for partner, short in zip(data.partners["partner"], data.partners["short"]):
        where = {e: (f"{short}, {kind}", when) for e, kind, when in zip(*(dossier.events(data, partner)[c] for c in ("event", "short", "when")))}
        for row in dossier.items(data, partner).to_dict("records"):
            page = "topics.html" if row["item"] in coded else f"partner-{partner}.html"
            event, when = where[row["event"]]
            rows.append([ITEM, row["text"], ", ".join(filter(None, (event, place[row["list"]], when))), f"{page}#item-{row['item']}"])
    return rows
