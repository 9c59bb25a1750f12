"""The dossier of one partner: what was read, which topic stands on which of its lists, what the lists of others name, and the items behind it all (a partner's page)."""
from __future__ import annotations

from itertools import groupby

import pandas as pd

from analysis import dates
from analysis.corpus import original, timeline
from analysis.dataset import Dataset
from analysis.evolution import changes
from analysis.instruments import dated, stages
from analysis.presence import LISTED, NOT_LISTED, UNKNOWN, presence

NEVER = "no later list read"
_TIMES = {1: "", 2: " twice"}


def events(data: Dataset, partner: str) -> pd.DataFrame:
    """The events of a partner in order of date, with what was read of them. KeyError for a partner that the dataset does not have.

    Columns: event, name, short (its kind and number), date (EDTF level 0), when (in words), items (on all its lists), read (how far its lists were read: whole | part | none seen) and
    lists (for each list of it that counts: its source and how far it was read).

    >>> from analysis.example import toy
    >>> events(toy(), "a")[["short", "when", "items", "read", "lists"]].values.tolist()[:2]
    [['Launch', 'May 2022', 2, 'whole', (('page', 'whole'),)], ['Council 1', '2023', 0, 'none seen', (('page', 'none seen'),)]]
    """
    data.label("partners", partner)
    mine, table = set(data.events.loc[data.events["partner"] == partner, "event"]), timeline(data)
    short = {e: data.label("events", kind, "kind") + (f" {n}" if n else "") for e, kind, n in zip(*(data.events[c] for c in ("event", "kind", "ordinal")))}
    lists: dict[str, tuple[tuple[str, str], ...]] = {}
    for event, source, read in zip(*(data.lists[c] for c in ("event", "source", "read"))):
        lists[event] = (*lists.get(event, ()), (source, str(read)))
    table = table[table["event"].isin(mine)].reset_index(drop=True)
    return table.assign(short=table["event"].map(short), lists=[lists.get(e, ()) for e in table["event"]])[
        ["event", "name", "short", "date", "when", "items", "read", "lists"]]


def shown(data: Dataset, partner: str) -> pd.DataFrame:
    """The lists of a partner in sources that the view only shows: they count for nothing, but they were seen. Columns: event, source (ids), read (as in `events`) and items (as published).

    Only lists that were seen are rows: by event in order of date, then as the sources stand. KeyError as in `events`.

    >>> from analysis.example import toy
    >>> shown(toy("record"), "a").values.tolist(), len(shown(toy(), "a"))
    ([['a-1', 'press', 'part', ('Robots (fr: Automates)',)]], 0)
    """
    data.label("partners", partner)
    wide, counted = data.with_shown(), set(data.lists["list"])
    owner, place = dict(zip(wide.events["event"], wide.events["partner"])), {source: n for n, source in enumerate(data.sources["source"])}
    order = {event: n for n, event in enumerate(wide.events["event"])}
    printed: dict[str, list[str]] = {}
    for row in wide.items.to_dict("records"):
        printed.setdefault(row["list"], []).append(original(row["label"], row["original"], row["translated_from"]))
    found = [(r["event"], r["source"], str(r["read"]), tuple(printed.get(r["list"], ()))) for r in wide.lists.to_dict("records")
             if r["list"] not in counted and r["read"] != "none seen" and owner[r["event"]] == partner]
    return pd.DataFrame(sorted(found, key=lambda r: (order[r[0]], place[r[1]])), columns=["event", "source", "read", "items"])


def rows(data: Dataset, partner: str) -> pd.DataFrame:
    """The topics that some list of a partner names: on which of its lists each stands, since when, whether it was kept, and on whose latest lists it stands too.

    Columns: topic, label, states (at each of `events`: listed | not listed | unknown), contested (at each of these, whether its lists differ), when (of the first list that names it, in words),
    course (what became of it from list to list since then, in the words of `evolution.changes`), others and open (the other partners whose latest list names it, and those for which that is unknown; ids). Rows in reading
    order. KeyError as in `events`.

    >>> from analysis.example import toy
    >>> rows(toy(), "a")[["topic", "states", "course", "others", "open"]].values.tolist()[1]
    ['robots', ('listed', 'unknown', 'not listed'), 'not repeated', ('b',), ()]
    """
    at, course_of = events(data, partner), courses(data)
    shown, latest = presence(data, "topic", "event"), presence(data)
    when, found = dict(zip(at["event"], at["when"])), []
    for code in shown.codes:
        states = tuple(shown.state(e, code) for e in at["event"])
        if LISTED in states:
            first = at["event"].iat[states.index(LISTED)]
            held = {p: latest.state(p, code) for p in data.partners["partner"] if p != partner}
            found.append((code, shown.labels[code], states, tuple((e, code) in shown.contested for e in at["event"]), when[first], course_of[partner, code],
                          *(tuple(p for p, state in held.items() if state == wanted) for wanted in (LISTED, UNKNOWN))))
    return pd.DataFrame(found, columns=["topic", "label", "states", "contested", "when", "course", "others", "open"])


def courses(data: Dataset) -> dict[tuple[str, str], str]:
    """What became of each topic on the lists of each partner (id, topic) since the first one that names it: the changes of `evolution.changes` in order, in words.

    >>> from analysis.example import toy
    >>> courses(toy())["a", "net"], courses(toy())["b", "net"], courses(toy())["c", "trade"]
    ('kept', 'unknown', 'no later list read')
    """
    shown = presence(data, "topic", "event")
    order = {c.key: n for n, c in enumerate(shown.columns)}
    first: dict[tuple[str, str], int] = {}
    for column in shown.columns:
        for code in shown.listing(column.key):
            first.setdefault((column.partner, code), order[column.key])
    said: dict[tuple[str, str], list[str]] = {key: [] for key in first}
    for partner, before, code, change in zip(*(changes(data)[c] for c in ("partner", "from", "code", "change"))):
        if order[before] >= first.get((partner, code), len(order)):
            said[partner, code].append(change)
    return {key: ", then ".join(_often(change, len(list(run))) for change, run in groupby(steps)) or NEVER for key, steps in said.items()}


def _often(change: str, times: int) -> str:
    return change + _TIMES.get(times, f" {times} times")


def rest(data: Dataset, partner: str) -> pd.DataFrame:
    """The topics that lists of this view name and no list of the partner that was read: topic, label, and state (not listed where all its events' lists were read whole, else unknown).

    >>> from analysis.example import toy
    >>> rest(toy(), "b").values.tolist(), rest(toy(), "c").values.tolist()[0]
    ([['trade', 'Trade', 'unknown']], ['net', 'Network one', 'not listed'])
    """
    data.label("partners", partner)
    shown = presence(data, "topic", "ever")
    return pd.DataFrame([(code, shown.labels[code], shown.state(partner, code)) for code in shown.codes if (partner, code) not in shown.listed], columns=["topic", "label", "state"])


def others_name(data: Dataset, partner: str) -> pd.DataFrame:
    """The topics on the latest list of at least one other partner that the latest list of this one does not name, or of which that is unknown.

    Columns: topic, label, state (not listed: every list of the partner's latest event with one was read whole; else unknown) and others (id of each partner whose latest list names it, and its date in words).
    What a list read in part leaves out is never "not listed". Rows in reading order. KeyError as in `events`.

    >>> from analysis.example import toy
    >>> others_name(toy(), "a").values.tolist(), others_name(toy(), "b")[["topic", "state"]].values.tolist()
    ([['robots', 'Robots', 'not listed', (('b', '2024'),)]], [['net', 'unknown'], ['trade', 'unknown']])
    """
    data.label("partners", partner)
    shown, found = presence(data), []
    for code in shown.codes:
        others = tuple((c.key, dates.say(c.date)) for c in shown.columns if c.key != partner and (c.key, code) in shown.listed)
        if others and (state := shown.state(partner, code)) in (NOT_LISTED, UNKNOWN):
            found.append((code, shown.labels[code], state, others))
    return pd.DataFrame(found, columns=["topic", "label", "state", "others"])


def latest(data: Dataset, partner: str) -> tuple[str, tuple[str, ...]]:
    """The last event of a partner of which a list was read ("" if there is none), and the later ones of which none was. KeyError as in `events`.

    >>> from analysis.example import toy
    >>> latest(toy(), "a"), latest(toy("record"), "b")
    (('a-2', ()), ('b-2', ()))
    """
    at = events(data, partner)
    read = [e for e, how in zip(at["event"], at["read"]) if how != "none seen"]
    ids = at["event"].tolist()
    return (read[-1], tuple(ids[ids.index(read[-1]) + 1:])) if read else ("", tuple(ids))


def legal(data: Dataset, partner: str) -> pd.DataFrame:
    """The instruments with a partner: name, stage (the latest that a source has), when (its dates in words, and whether only secondary sources are behind them) and grounds (of each
    source that says so, its id and what it says). Rows as in `instruments.instruments`. KeyError as in `events`.

    >>> from analysis.example import toy
    >>> legal(toy("record"), "a")[["name", "stage", "when", "grounds"]].values.tolist()
    [['Trade pact with Arden', 'Signed', 'February 2024 (secondary only)', (('press', 'signed in February'),)]]
    """
    data.label("partners", partner)
    about, last = data.instruments.set_index("instrument"), {row["instrument"]: row for row in stages(data).to_dict("records") if row["partner"] == partner}
    said: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for instrument, stage, source, ground in zip(*(data.milestones[c] for c in ("instrument", "stage", "source", "ground"))):
        said.setdefault((instrument, str(stage)), []).append((source, ground))
    found = [(about.at[i, "name"], data.label("milestones", row["stage"], "stage"), dated(row),
              tuple(said[i, row["stage"]])) for i, row in last.items()]
    return pd.DataFrame(found, columns=["name", "stage", "when", "grounds"])


def items(data: Dataset, partner: str) -> pd.DataFrame:
    """The items on the lists of a partner as published, in reading order, with where each stands and what it was coded to.

    Columns: event, list, source (ids), section, position, line, item (id), text (as published, with the words of the document where it was translated), topics (for each topic: id, label, basis) and
    rulings (ids of those that decided the coding). KeyError as in `events`.

    >>> from analysis.example import toy
    >>> items(toy(), "a")[["text", "topics", "rulings"]].values.tolist()[1]
    ['Chips and robots', (('robots', 'Robots', 'implied'),), ('hard',)]
    """
    data.label("partners", partner)
    label = dict(zip(data.topics["topic"], data.topics["label"]))
    coded: dict[str, list[tuple[str, str, str]]] = {}
    decided: dict[str, set[str]] = {}
    for item, topic, basis, ruling in zip(*(data.codings[c] for c in ("item", "topic", "basis", "ruling"))):
        coded.setdefault(item, []).append((topic, label[topic], str(basis)))
        decided.setdefault(item, set()).update({ruling} - {""})
    where = {row["list"]: row for row in data.lists.to_dict("records")}
    owner = dict(zip(data.events["event"], data.events["partner"]))
    found = [(where[r["list"]]["event"], r["list"], where[r["list"]]["source"], r["section"], r["position"], r["line"], r["item"],
              original(r["label"], r["original"], r["translated_from"]), tuple(sorted(coded.get(r["item"], ()), key=lambda t: t[1])), tuple(sorted(decided.get(r["item"], ()))))
             for r in data.items.to_dict("records") if owner[where[r["list"]]["event"]] == partner]
    return pd.DataFrame(found, columns=["event", "list", "source", "section", "position", "line", "item", "text", "topics", "rulings"])
