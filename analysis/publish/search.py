"""What can be found by the search of the first page: partners, topics, findings and items, as compact rows that a script reads."""
from __future__ import annotations

from collections.abc import Mapping, Sequence

from analysis import dossier, topicbook
from analysis.dataset import Dataset

PARTNER, TOPIC, FINDING, ITEM = "partner", "topic", "finding", "item"


def entries(data: Dataset, findings: Sequence[Mapping]) -> list[list[str]]:
    """All that can be found, as rows of kind, text, further words, and the address that the row leads to. Text is plain; rows are by kind, then in reading order.

    `data` is the record, as it stands on the pages of topics and partners; a finding has id, title and sentence. A topic has further words from its definition and what it includes, an item the partner, event and
    date of its list, and an item that no topic was coded to leads to the page of its partner.

    >>> from analysis.example import toy
    >>> found = entries(toy(), [{"id": "one", "title": "A title", "sentence": "A sentence."}])
    >>> [row for row in found if row[0] != "item"][-1], found[-1]
    (['finding', 'A title', 'A sentence.', 'index.html#finding-one'], ['item', 'Trade', 'Coast, Launch, November 2023', 'topics.html#item-c1'])
    """
    rows = [[PARTNER, name, "" if short == name else short, f"partner-{partner}.html"] for partner, name, short in zip(*(data.partners[c] for c in ("partner", "name", "short")))]
    for row in topicbook.book(data).to_dict("records"):
        further = " ".join(part if part.endswith(".") else f"{part}." for part in (row["definition"], row["includes"]) if part)
        rows.append([TOPIC, row["label"], further, f"topics.html#topic-{row['topic']}"])
    rows += [[FINDING, row["title"], row["sentence"], f"index.html#finding-{row['id']}"] for row in findings]
    coded, event_of = set(data.codings["item"]), dict(zip(data.lists["list"], data.lists["event"]))
    for partner, short in zip(data.partners["partner"], data.partners["short"]):
        where = {e: f"{short}, {kind}, {when}" for e, kind, when in zip(*(dossier.events(data, partner)[c] for c in ("event", "short", "when")))}
        for row in dossier.items(data, partner).to_dict("records"):
            page = "topics.html" if row["item"] in coded else f"partner-{partner}.html"
            rows.append([ITEM, row["text"], where[event_of[row["list"]]], f"{page}#item-{row['item']}"])
    return rows
