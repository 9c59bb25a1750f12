"""The course of the themes: on which of a partner's lists each stands, from its first event to its latest (notebook 06-themes).

A *completion* makes every unknown either listed or not listed, each for itself. Bounds are sharp: some completion reaches each of them, none passes it. They are
bounds within the topics that some list of the view names: what was not read may name others, and no number here counts those.
"""
from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import pandas as pd

from analysis.dataset import Dataset
from analysis.evolution import KEPT, NEW, NOT_REPEATED, UNDECIDED, turnover
from analysis.overlap import counts, shared_bounds
from analysis.presence import LISTED, NOT_LISTED, UNKNOWN, presence

BEFORE = ("announcement", "launch")     # the kinds of event that begin a partnership
RESULT, PLAN, BOTH, NOT_TOLD = "result", "plan", "both", "not told"


def lifelines(data: Dataset, grain: str = "topic") -> pd.DataFrame:
    """The state of every code at every event of every partner: listed, not listed or unknown.

    A code is one that some list of the view names. An event without a list leaves every code unknown. Columns: partner, event, date (EDTF level 0), code, label, state, contested (one list of the event names
    the code and another of it, read whole, does not). Rows by partner, code and event, each in reading order. ValueError for another grain.

    >>> from analysis.example import toy
    >>> table = lifelines(toy())
    >>> table.loc[(table["partner"] == "a") & (table["code"] == "robots"), ["event", "state"]].values.tolist()
    [['a-launch', 'listed'], ['a-1', 'unknown'], ['a-2', 'not listed']]
    """
    shown = presence(data, grain, "event")
    rows = [(p, c.key, c.date, code, shown.labels[code], shown.state(c.key, code), (c.key, code) in shown.contested)
            for p in data.partners["partner"] for code in shown.codes for c in shown.columns if c.partner == p]
    return pd.DataFrame(rows, columns=["partner", "event", "date", "code", "label", "state", "contested"])


def flows(data: Dataset, grain: str = "topic") -> pd.DataFrame:
    """What flows from each list of a partner to its next list read: how many codes are kept, new and not repeated, with sharp bounds.

    The low bounds and `unknown` are the counts of `evolution.turnover`; the high bounds count what completions of the unknowns add. Bounds are about the codes
    that some list of the view names up to the later date, as in `overlap.pairs`; a list read in part may name others. Columns: partner, from, to, gaps (events without a list between), kept, kept_high,
    new, new_high, not repeated, not repeated_high, unknown, whole (both lists were read whole).

    >>> from analysis.example import toy
    >>> flows(toy())[["partner", "kept", "kept_high", "not repeated", "not repeated_high"]].values.tolist()
    [['a', 1, 1, 1, 1], ['b', 1, 2, 0, 1]]
    """
    shown, rows = presence(data, grain, "event"), []
    for step in turnover(data, grain).to_dict("records"):
        n = counts(shown, step["from"], step["to"], shown.known_by(shown.column(step["to"]).date))
        rows.append((step["partner"], step["from"], step["to"], step["gaps"], step[KEPT], shared_bounds(n)[1], step[NEW], n.n01 + n.nu1 + n.n0u + n.nuu,
                     step[NOT_REPEATED], n.n10 + n.n1u + n.nu0 + n.nuu, step[UNDECIDED], step["whole"]))
    return pd.DataFrame(rows, columns=["partner", "from", "to", "gaps", KEPT, f"{KEPT}_high", NEW, f"{NEW}_high", NOT_REPEATED, f"{NOT_REPEATED}_high",
                                       UNDECIDED, "whole"])


def persistence(data: Dataset, grain: str = "topic") -> pd.DataFrame:
    """At how many of a partner's events some list names each code, and at how many in a row, with sharp bounds.

    The events are those with a list that counts, in order; those without one are passed over, also inside a run. An event with several lists names what any of them
    names, so that it is events that are counted, and not lists. Columns: partner, code, label, events (how many have such a list), judged (those of them at which the
    code is listed or not listed for certain), listed, listed_high (at how many some list names it), run, run_high (the longest run of these), contested (at how many of them
    one list names it and another, read whole, does not). Low bounds take every unknown as not listed, high ones as listed; no bound
    counts codes that no list read names. One row a partner and code, the codes no list of the partner names too.

    >>> from analysis.example import toy
    >>> persistence(toy()).query("partner == 'b'")[["code", "events", "judged", "listed", "listed_high", "run", "run_high"]].values.tolist()
    [['net', 2, 1, 1, 2, 1, 2], ['robots', 2, 2, 2, 2, 2, 2], ['trade', 2, 1, 0, 1, 0, 1]]
    """
    read = set(data.events.loc[data.events["lists"] > 0, "event"])
    table, rows = lifelines(data, grain), []
    table = table[table["event"].isin(read)]
    for (partner, code, label), group in groupby(zip(*(table[c] for c in ("partner", "code", "label", "state", "contested"))), key=lambda row: row[:3]):
        found = list(group)
        states = [row[3] for row in found]
        sure, able = [s == LISTED for s in states], [s != NOT_LISTED for s in states]
        rows.append((partner, code, label, len(states), len(states) - states.count(UNKNOWN), sum(sure), sum(able), _longest(sure), _longest(able),
                     sum(bool(row[4]) for row in found)))
    return pd.DataFrame(rows, columns=["partner", "code", "label", "events", "judged", "listed", "listed_high", "run", "run_high", "contested"])


def _longest(marks: Sequence[bool]) -> int:
    return max((sum(1 for _ in run) for true, run in groupby(marks) if true), default=0)


def after_launch(data: Dataset, grain: str = "topic") -> pd.DataFrame:
    """On how many partners' lists after launch each code that some list read names stands, with sharp bounds.

    A list after launch is one of an event that is neither an announcement nor a launch. Only partners count of which one was read. Columns: code, label,
    partners (tuple of ids: a list of theirs after launch names it for certain), listed, listed_high (how many they are, and at most), of (of how many). What was
    not read may also name codes that have no row.
    Rows from the most partners to the fewest, then in reading order.

    >>> from analysis.example import toy
    >>> after_launch(toy())[["code", "partners", "listed", "listed_high", "of"]].values.tolist()
    [['net', ('a',), 1, 2, 2], ['robots', ('b',), 1, 2, 2], ['trade', ('a',), 1, 2, 2]]
    """
    late = data.events[~data.events["kind"].isin(BEFORE)]
    told = late.loc[late["lists"] > 0, "partner"].tolist()
    partners = [p for p in data.partners["partner"] if p in told]
    table, rows = lifelines(data, grain), []
    table = table[table["event"].isin(late["event"]) & table["partner"].isin(partners)]
    shown = presence(data, grain, "event")
    states: dict[tuple[str, str], set[str]] = {}
    for partner, code, state in zip(table["partner"], table["code"], table["state"]):
        states.setdefault((code, partner), set()).add(state)
    for code in shown.codes if partners else ():
        sure = tuple(p for p in partners if LISTED in states[code, p])
        able = [p for p in partners if states[code, p] != {NOT_LISTED}]
        rows.append((code, shown.labels[code], sure, len(sure), len(able), len(partners)))
    rows.sort(key=lambda row: -row[3])
    return pd.DataFrame(rows, columns=["code", "label", "partners", "listed", "listed_high", "of"])


def outcomes(data: Dataset, grain: str = "topic") -> pd.DataFrame:
    """Whether a list tells of a code as a result of past cooperation, as a plan, as both, or does not tell.

    Only what a document says so counts (table `outcomes`, which is about items); a code is told as all items of the event that name it are. Columns:
    partner, event, code, label, told (result | plan | both | not told). One row for each code that a list of the event names; an event none of whose
    items is told has "not told" throughout.

    >>> from analysis.example import toy
    >>> outcomes(toy("record")).query("event == 'b-2'")[["code", "told"]].values.tolist()
    [['robots', 'result'], ['trade', 'plan']]
    """
    shown = presence(data, grain, "event")
    code_of = dict(zip(data.topics["topic"], data.topics[grain]))
    event_of = dict(zip(data.lists["list"], data.lists["event"]))
    list_of = dict(zip(data.items["item"], data.items["list"]))
    what: dict[str, set[str]] = {}
    for item, told in zip(data.outcomes["item"], data.outcomes["what"]):
        what.setdefault(item, set()).add(str(told))
    said: dict[tuple[str, str], set[str]] = {}
    for item, topic in zip(data.codings["item"], data.codings["topic"]):
        said.setdefault((event_of[list_of[item]], str(code_of[topic])), set()).update(what.get(item, ()))
    words = {frozenset(): NOT_TOLD, frozenset({RESULT}): RESULT, frozenset({PLAN}): PLAN, frozenset({RESULT, PLAN}): BOTH}
    rows = [(c.partner, c.key, code, shown.labels[code], words[frozenset(said[c.key, code])])
            for p in data.partners["partner"] for c in shown.columns if c.partner == p for code in shown.listing(c.key)]
    return pd.DataFrame(rows, columns=["partner", "event", "code", "label", "told"])
