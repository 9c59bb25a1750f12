"""Findings about the partnerships against the comparators (notebook 08)."""
from __future__ import annotations

import pandas as pd

from analysis import dates
from analysis.comparison import held, others, smallest_p, themes_by_kind
from analysis.dataset import Dataset
from analysis.findings.finding import NO_INVENTORY, Choices, Finding, named, period
from analysis.wording import count, join, sentence, word

NOTEBOOK = "08-comparators"


def no_test(n: int, m: int, codes: int, noun: str) -> str:
    """Why no test is carried, in a sentence: for n partnerships, m comparators and so many codes (`comparison.smallest_p`).

    >>> no_test(4, 4, 20, "theme")
    'No test is carried: the smallest one-sided p of four against four is 1 in 70, 20 themes looked at together give 20 chances of it, and nobody drew the two groups at random.'
    """
    many = f"{count(codes, noun)} looked at together {'gives one chance' if codes == 1 else f'give {word(codes)} chances'} of it"
    return f"No test is carried: the smallest one-sided p of {word(n)} against {word(m)} is 1 in {round(1 / smallest_p(n, m))}, {many}, and nobody drew the two groups at random."


def _limit(data: Dataset, table: pd.DataFrame, codes: int, choices: Choices) -> str:
    late = [f"{named(others(data), p)} ({dates.say(d)})" for r, p, d, e, launch in zip(*(table[c] for c in ("role", "partner", "date", "event", "launch")))
            if r == "comparator" and e and not launch]
    stand_in = f" Of {join(late)} no launch list was read, and the first list read stands in its place." if late else ""
    n, m = ((table["role"] == r).sum() for r in ("partnership", "comparator"))
    some = int((table["documents"] > 1).sum())
    more = (f" For {word(some)} of the {word(int(n + m))} several documents were read, and a partner with several has more chances to name a {choices.codes}; the finding is also made "
            "with each of them alone.") if some else ""
    return f"{no_test(int(n), int(m), codes, choices.codes)}{stand_in}{more} {NO_INVENTORY}"


def _alone(data: Dataset, name: str) -> Finding:
    return Finding(name, NOTEBOOK, float("nan"), float("nan"), (), "There is no comparator",
                   "What was read has no comparator, so nothing can be said of what the partnerships list and others do not.", NO_INVENTORY, period(data, "launch"))


def _in_part(data: Dataset, table: pd.DataFrame, role: str) -> str:
    """Why a count of one group is open, from "since"; "" if it is not."""
    of = others(data) if role == "comparator" else data
    short = [named(of, p) for p in table.loc[(table["role"] == role) & ~table["whole"], "partner"]]
    return f", since the {'list' if len(short) == 1 else 'lists'} of {join(short)} {'was' if len(short) == 1 else 'were'} not all read" if short else ""


def marks(data: Dataset, choices: Choices) -> Finding:
    """What at least half of the partnerships list at launch and no comparator does: for certain, and as far as the lists were read."""
    table, lists = themes_by_kind(data, choices.grain), held(data)
    n, m = (int((lists["role"] == role).sum()) for role in ("partnership", "comparator"))
    if not m:
        return _alone(data, "marks")
    half = -(-n // 2)
    read = table[(table["partnerships"] >= half) & (table["comparators"] == 0)]
    sure = read.loc[read["marks"] == "yes"]
    names, certain, high = list(read["label"]), list(sure["label"]), int((table["marks"] != "no").sum())
    where = f"at least {word(half)} of the {count(n, 'partnership')}' launch lists" if n > 1 else "the one partnership's launch list"
    none = f"none of the {word(m)} comparators' lists" if m > 1 else "not on the one comparator's list"
    if names:
        text = f"{join(names)} {'stands' if len(names) == 1 else 'stand'} on {where} and {'on ' if m > 1 else ''}{none}"
        if len(certain) < len(names):
            text += f" as far as these were read; that is certain of {join(certain)}{_in_part(data, lists, 'comparator')}"
    else:
        text = f"no {choices.codes} stands on {where} and {'on ' if m > 1 else ''}{none}{' for certain' if high else ''}"
    text += _most(high, len(names), len(table), choices.codes)
    title = f"{_number(len(names), choices.codes)} on half the partnerships' lists and on no comparator's{' as far as read' if len(certain) < len(names) else ''}"
    return Finding("marks", NOTEBOOK, len(sure), high, (tuple(read["code"]), tuple(sure["code"])), title, sentence(text), _limit(data, lists, len(table), choices), _as_of(lists))


def common(data: Dataset, choices: Choices) -> Finding:
    """What stands on every list of both groups, with bounds, and what stands on most of them."""
    table, lists = themes_by_kind(data, choices.grain), held(data)
    n, m = (int((lists["role"] == role).sum()) for role in ("partnership", "comparator"))
    if not m:
        return _alone(data, "common")
    total = table["partnerships"] + table["comparators"]
    top = table[total == total.max()] if len(table) else table
    sure, able = table[table["common"] == "yes"], int((table["common"] != "no").sum())
    lists_ = f"all {word(n + m)} lists, of {count(n, 'partnership')} and {word(m)} {'comparator' if m == 1 else 'comparators'}"
    may = _most(able, len(sure), len(table), choices.codes)
    if len(sure):
        text = f"{join(list(sure['label']))} {'stands' if len(sure) == 1 else 'stand'} on {lists_}{may}"
    else:
        text = f"no {choices.codes} stands on {lists_}{' for certain' if able else ''}{may}"
        if 0 < len(top) <= 3 and total.max():
            said = [f"{r.label} ({_of(r.partnerships, r.partnerships_high, n)} partnerships, {_of(r.comparators, r.comparators_high, m)} comparators)" for r in top.itertuples()]
            text += f"; on most of them {'stands' if len(top) == 1 else 'stand'} {join(said)}"
    names = list(sure["label"])
    what = join(names) if 0 < len(names) < 4 else _number(len(names), choices.codes)
    title = f"{what} {'stands' if len(names) < 2 else 'stand'} on every list of both groups{'' if able == len(names) else ' for certain'}"
    return Finding("common", NOTEBOOK, len(sure), able, (tuple(sure["code"]), able > len(sure)), title, sentence(text), _limit(data, lists, len(table), choices), _as_of(lists))


def _most(able: int, known: int, total: int, noun: str) -> str:
    """How many there may be at most; a bound that rules out less than half of all says nothing, and is not said."""
    return "" if able <= known else f"; of those that some list read names it may hold of at most {count(able, noun)}" if 2 * able <= total else "; what was not read leaves most open"


def _number(n: int, noun: str) -> str:
    return f"No {noun}" if not n else sentence(count(n, noun))[:-1]


def _as_of(lists: pd.DataFrame) -> str:
    """From the first to the last date of the lists that are compared (EDTF level 0)."""
    given = sorted((d for d in lists["date"] if d), key=dates.sort_key)
    ends = [given[0].split("/")[0], max(given, key=lambda d: dates.parse(d).last).split("/")[-1]] if given else []
    return "/".join(dict.fromkeys(ends))


def _of(low: int, high: int, n: int) -> str:
    return f"{'' if low == high else 'at least '}{low} of {n}"
