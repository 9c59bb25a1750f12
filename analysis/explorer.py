"""What the explorer page knows: the mentions of one view and of the record as one plain value, small enough to stand in the page.

The page's script works out from it, as `presence` does, which partner lists which topic at which date. Every text is there once; all else refers to it by its
place in its table.
"""
from __future__ import annotations

from collections.abc import Sequence

from analysis import dates
from analysis.corpus import original
from analysis.dataset import Dataset, categories
from analysis.presence import GRAINS, presence
from analysis.views import ILLUSTRATIVE


def model(data: Dataset) -> dict:
    """The dataset in its own view and in its fullest as plain JSON values.

    `partners` [id, name, short], `pillars` and `themes` [id, label], `topics` [id, label, theme, pillar, definition], `sources` [title, publisher, address, language,
    standing], `lists` [source, heading, place, date said, how it was read, what its items are, whether it gives them as examples],
    `items` [text as published, section, position, line, list], `rulings` [title, question, chosen, why], `mentions` [item, topic, basis, ruling or -1]; a theme, pillar,
    source, list, item, topic or ruling in a row is the place of its row. `basis` are the words for a basis. `views`, that of `data` first: `name`, `partners` in order of launch,
    `events` in order, each [id, partner, name, kind, first day, last day, date said, whether all its lists were read whole, its lists that were read], `mentions`
    that count, and `contested`: for each grain the [event, topic or theme] that one list of the event names and another leaves out. Topics and themes that no list of either view names are left out of `topics`.

    >>> from analysis.example import toy
    >>> made = model(toy())
    >>> [view["name"] for view in made["views"]], made["partners"][0], made["items"][1]
    (['page', 'record'], ['a', 'Arden', 'Arden'], ['Chips and robots', '', 2, 4, 0])
    >>> made["views"][1]["contested"]["topic"]
    [[0, 1], [0, 2]]
    """
    views = list(dict.fromkeys([data, data.fullest()]))
    label = {(table, column): categories(data.descriptor, table, column) for table, column in
             (("lists", "read"), ("lists", "content"), ("events", "kind"), ("sources", "standing"), ("codings", "basis"), ("topics", "theme"), ("topics", "pillar"))}
    themes, pillars, bases = (list(label[key]) for key in (("topics", "theme"), ("topics", "pillar"), ("codings", "basis")))
    partners, topics, sources, lists, items, rulings, mentions = tables = [{} for _ in range(7)]   # by key: the place of a row, and the row
    for view in reversed(views):   # the fullest view first, so that its order of reading is that of the tables
        named = set(view.codings["topic"])
        for row in _rows(view.partners, "partner name short"):
            _add(partners, row[0], row)
        for topic, words, theme, pillar, definition in _rows(view.topics, "topic label theme pillar definition"):
            if topic in named:
                _add(topics, topic, (topic, words, themes.index(theme), pillars.index(pillar), definition))
        about = {source: (*row, label["sources", "standing"][standing]) for source, *row, standing in _rows(view.sources, "source title publisher address language standing")}
        for name, source, heading, place, date, read, content, claims in _rows(view.lists, "list source heading place date read content claims"):
            if read != "none seen":
                _add(sources, source, about[source])
                _add(lists, name, (sources[source][0], heading, place, dates.say(date), label["lists", "read"][read], label["lists", "content"][content], int(claims == ILLUSTRATIVE)))
        for item, words, printed, language, section, position, line, name in _rows(view.items, "item label original translated_from section position line list"):
            _add(items, item, (original(words, printed, language), section, position, line, lists[name][0]))
        for ruling, *words in _rows(view.rulings, "ruling title question chosen why"):
            _add(rulings, ruling, words)
        for row in _coded(view):
            item, topic, basis, ruling = row
            _add(mentions, row, (items[item][0], topics[topic][0], bases.index(basis), rulings[ruling][0] if ruling else -1))
    names = ("partners", "topics", "sources", "lists", "items", "rulings", "mentions")
    return {name: [list(row) for _, row in table.values()] for name, table in zip(names, tables)} | {
        "pillars": [list(p) for p in label["topics", "pillar"].items()], "themes": [list(t) for t in label["topics", "theme"].items()], "basis": list(label["codings", "basis"].values()),
        "views": [_view(view, label["events", "kind"], partners, topics, themes, lists, mentions) for view in views]}


def _add(table: dict, key: object, row: Sequence) -> None:
    table.setdefault(key, (len(table), row))


def _view(view: Dataset, kinds: dict[str, str], partners: dict, topics: dict, themes: list[str], lists: dict, mentions: dict) -> dict:
    place = {event: n for n, event in enumerate(view.events["event"])}
    whole = {column.key: column.whole for column in presence(view, "topic", "event").columns}
    held: dict[str, list[int]] = {event: [] for event in place}
    for name, event, read in _rows(view.lists, "list event read"):
        if read != "none seen":
            held[event].append(lists[name][0])
    events = []
    for event, partner, name, kind, date in _rows(view.events, "event partner name kind date"):
        days = dates.parse(date)
        events.append([event, partners[partner][0], name, kinds[kind], days.first.isoformat(), days.last.isoformat(), dates.say(date), int(whole[event]), held[event]])
    code = {"topic": {topic: n for topic, (n, _) in topics.items()}, "theme": {theme: n for n, theme in enumerate(themes)}}
    return {"name": view.view, "partners": [partners[p][0] for p in view.partners["partner"]], "events": events, "mentions": [mentions[row][0] for row in _coded(view)],
            "contested": {grain: sorted([place[e], code[grain][c]] for e, c in presence(view, grain, "event").contested) for grain in GRAINS}}


def _coded(view: Dataset) -> list[tuple]:
    """The mentions of a view in reading order: item, topic, basis, ruling."""
    rank = {item: n for n, item in enumerate(view.items["item"])}
    return sorted(_rows(view.codings, "item topic basis ruling"), key=lambda row: (rank[row[0]], row[1]))


def _rows(frame, columns: str) -> list[tuple]:
    """The rows of a table as plain values: text and whole numbers."""
    return [tuple(int(cell) if not isinstance(cell, str) else cell for cell in row) for row in zip(*(frame[column].tolist() for column in columns.split()))]
