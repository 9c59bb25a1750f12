"""Findings about the course of the themes up to the latest lists (notebook 06)."""
from __future__ import annotations

from math import nan

import pandas as pd

from analysis.course import after_launch, persistence
from analysis.dataset import Dataset
from analysis.findings.change import TWO_LISTS
from analysis.findings.finding import NO_INVENTORY, Choices, Finding, named, period
from analysis.together import alike
from analysis.uptake import FIRST, FIRST_READ, LATER, UNDECIDED, uptake
from analysis.wording import count, join, of, sentence, word

NOTEBOOK = "06-themes"
FEW = 4      # so many names have room in a title


def later(data: Dataset, choices: Choices) -> Finding:
    """What stands on a list after launch of the most partners."""
    table = after_launch(data, choices.grain)
    most = int(table["listed"].max()) if len(table) else 0
    if not most:
        return Finding("later", NOTEBOOK, 0, 0, (0,), "No list after launch was read", "No partner has a list after its launch that was read, so none can be said "
                       f"to name a {choices.codes}.", NO_INVENTORY, period(data))
    told = int(table["of"].iloc[0])
    top = table[table["listed"] == most]
    names = top["label"].tolist()
    more = int((table["listed_high"] >= most).sum()) - len(top)
    whose = f"{_all(told)} partners" if told == most > 1 else "the one partner" if told == 1 else f"at least {word(most)} of {word(told)} partners"
    text = f"after launch, lists of {whose} {'with such a list ' if told > 1 else ''}name {join(names)}"
    text += f"; of the {choices.codes}s that some list read names, at most {word(more)} more may stand there" if more else f"; no other {choices.codes} stands there"
    return Finding("later", NOTEBOOK, len(top), len(top) + more, (most, told, *sorted(top["code"])), f"After launch, lists of {whose} name {_few(names, choices)}",
                   sentence(text), f"{NO_INVENTORY} A partner with more lists after its launch has more occasions to name a {choices.codes}.", period(data))


def _all(n: int) -> str:
    return "both" if n == 2 else f"all {word(n)}"


def _few(names: list[str], choices: Choices) -> str:
    """The names, or how many they are where they are too many for a title."""
    return join(names) if len(names) <= FEW else count(len(names), choices.codes)


def persistent(data: Dataset, choices: Choices) -> Finding:
    """What some list that counts names at every event of a partner with such a list, and of how many partners; documents that differ about it are said.

    Its value is how many (partner, code) pairs there are; the high bound is within the codes that some list read names.
    """
    table = persistence(data, choices.grain)
    table = table[table["events"] > 1]
    sure = table[table["listed"] == table["events"]]
    able = table[table["listed_high"] == table["events"]]
    partners = list(dict.fromkeys(table["partner"]))
    if not partners:
        return Finding("persistent", NOTEBOOK, 0, 0, (), "No partner has two events of which a list was read", "No partner has two events of which a list was read, so nothing "
                       "can be named at all of several.", TWO_LISTS, period(data))
    said = []
    for p in partners:
        mine, most = sure[sure["partner"] == p], int((able["partner"] == p).sum())
        events = int(table.loc[table["partner"] == p, "events"].iloc[0])
        more = [f"{count(most, choices.codes)} at most"] * (most > len(mine)) + _differ(mine)
        what = join(mine["label"].tolist()) if len(mine) else f"no {choices.codes}{' for certain' if most else ''}"
        said.append(f"{named(data, p)} ({count(events, 'event')}): {what}" + (f" ({'; '.join(more)})" if more else ""))
    by = sure["code"].value_counts()
    best = int(by.max()) if len(by) else 0
    lead = [(c, label) for c, label in dict(zip(sure["code"], sure["label"])).items() if by[c] == best]
    names = [label for _, label in lead]
    least = "at least " if any((able["code"] == c).sum() > best for c, _ in lead) else ""
    whose = f"{_all(best)} partners" if best == len(partners) > 1 else least + count(best, "partner")
    title = (f"At every event read of {whose} some list names {_few(names, choices)}" if best else
             f"For certain no {choices.codes} is named at every event read of a partner")
    lead_said = (f"with {whose} some list names {join(names)} at every event of which a list was read; for certain no other {choices.codes} is named so by as many" if best else
                 f"for certain no {choices.codes} is named at every event of which a list was read, with any partner of more than one such event")
    return Finding("persistent", NOTEBOOK, len(sure), len(able), (best, *sorted(c for c, _ in lead)), title,
                   f"{sentence(lead_said)} {sentence('Named at every such event, by partner: ' + '; '.join(said))}",
                   "An event may have several lists, and what one of them names counts, whatever the others leave out. More events, and lists read in part, leave fewer that are named "
                   "at all of them for certain. An event without a list is passed over.", period(data))


def _differ(table: pd.DataFrame) -> list[str]:
    """At how many of the events the documents differ about which of the codes: one list names it, another, read whole, does not."""
    found: dict[int, list[str]] = {}
    for label, n in zip(table["label"], table["contested"]):
        if n:
            found.setdefault(int(n), []).append(label)
    said = [f"on {join(labels)} at {word(n)}" for n, labels in sorted(found.items())]
    return [f"documents differ {join(said)}"] if said else []


def taken_up(data: Dataset, choices: Choices) -> Finding:
    """What, on the lists that count, one partner's list named first and the most others' lists name later, and who named it first.

    Its value is for how many codes that first place is certain: of those that are first on what was read, all may be so, and at least those are that no list left unread
    can take it from.
    """
    table = uptake(data, choices.grain)
    after = table[table["order"] == LATER]
    undecided = table.loc[table["order"] == UNDECIDED, "code"].nunique()
    by = after.groupby("code", sort=False).size()
    most = int(by.max()) if len(by) else 0
    unsure = f"; who was first is undecided for {count(undecided, choices.codes)}, whose dates share days" if undecided else ""
    if not most:
        return Finding("taken-up", NOTEBOOK, 0, 0, (0,), f"No {choices.codes} is first on one partner's list and later on another's",
                       sentence(f"on the lists that count no {choices.codes} stands for certain on one partner's list first and later on another's{unsure}"), _CAUSE, period(data))
    sure, read = (set(table.loc[table["order"] == order, "code"]) for order in (FIRST, FIRST_READ))
    certain = sum(code in sure for code in by.index)
    lead = table[table["code"].isin(by[by == most].index)].drop_duplicates("code")
    first: dict[tuple[str, ...], list[str]] = {}
    for ids, label, code in zip(lead["raised"], lead["label"], lead["code"]):
        first.setdefault(ids, []).append(f"{label}{' (on what was read)' if code in read else ''}")
    said = [f"{join(labels)}, first on {join([of(named(data, p)) for p in ids], 'or')}" for ids, labels in first.items()]
    lags = after[after["code"].isin(set(lead["code"]))]
    low, high = int(lags["low"].min()), int(lags["high"].max())
    within = f"{low} month{'' if low == 1 else 's'}" if low == high else f"{low} to {high} months"
    text = (f"on the lists that count, {count(len(by), choices.codes)} {'is' if len(by) == 1 else 'are'} on one partner's list first and later on another's"
            f"{_place(certain, sum(code in read for code in by.index), len(by))}{unsure}")
    most_said = (f"{count(int((by == most).sum()), choices.codes)} {'stands' if (by == most).sum() == 1 else 'stand'} later on the lists of {count(most, 'other partner')}, which is the most: "
                 f"{'; '.join(said)}. Their lists follow after {within}")
    who = [p for p in data.partners["partner"] if any(p in ids for ids in first)]
    others = f"{word(most)} {'other lists' if most == 1 else 'others list'} later"
    title = f"On the lists that count, {join([named(data, p) for p in who], 'or')} named first what {others}"
    return Finding("taken-up", NOTEBOOK, certain, len(by), (most, *who), title, f"{sentence(text)} {sentence(most_said)}", _CAUSE, period(data))


def _place(certain: int, read: int, n: int) -> str:
    """Of how many codes no event left unread can change who was first, and of how many it is first on what was read only; of the rest the dates leave it open."""
    if certain == n:
        return f", and no event left unread can change {'that' if n == 1 else 'who was first'}"
    if read == n:
        return ", but first only on what was read"
    said = [f"at least {word(certain)} {'is' if certain == 1 else 'are'} first there for certain"] * bool(certain)
    said += [f"{word(read)} {'is' if read == 1 else 'are'} so only on what was read"] * bool(read)
    return f" (of these {join(said)})" if said else ""


_CAUSE = ("Later is not because of: that a list follows another says nothing about where its topics come from. First is first among what was read, and a partner that "
          "came later could not have been first.")


def together(data: Dataset, choices: Choices) -> Finding:
    """Whether the lists that now stand side by side share more than the first ones did, pair by pair, and of how many the index can be judged."""
    table = alike(data, choices.grain)
    if table.empty:
        return Finding("together", NOTEBOOK, nan, nan, (), "There is one partner, and no pair", "There is one partner, so no two lists of partners can be compared.",
                       NO_INVENTORY, period(data))
    moves = table["move"].tolist()
    judged, open_, pairs = int(table["informative"].sum()), moves.count("open"), count(len(table), "pair")
    decided = [move for move in ("more", "fewer", "as many") if move in moves]
    settled = sum(m in decided for m in moves)
    compared = settled + open_
    said = [f"whether the lists share more {choices.codes}s than when they first stood side by side is open for {word(open_) if open_ else 'none'} of {pairs}" if compared
            else f"no two of the lists of {pairs} have a later list beside them"]
    for move in decided:
        mine = [f"{named(data, a)} and {named(data, b)}" for a, b, m in zip(table["a"], table["b"], moves) if m == move]
        said.append(f"those of {join(mine, 'and of')} share {move}")
    for move, words in (("one date", "there is no later list"), ("no lists", "there are no two lists")):
        if compared and move in moves:
            said.append(f"for {count(moves.count(move), 'pair')} {words}")
    low, high = int(table["last"].min()), int(table["last"].max())
    span = word(low) if low == high else f"{word(low) if low else 'none'} to {word(high)}"
    said += [f"for certain the last lists read share {span}, pair by pair", f"of {'all' if judged == len(table) else word(judged) if judged else 'none'} of {'the ' if judged == len(table) else ''}{pairs} the bounds of the Jaccard index are close enough to judge it"]
    title = ("No two lists have a later list beside them" if not compared else
             f"Whether the lists share more than at first is open for {word(open_)} of {pairs}" if open_ else
             f"{sentence(word(moves.count('more')) if 'more' in moves else 'none')[:-1]} of {pairs} of lists {'share' if moves.count('more') > 1 else 'shares'} more than at first")
    return Finding("together", NOTEBOOK, settled, compared, (2 * open_ > len(table), *decided), title,
                   sentence("; ".join(said)), f"{NO_INVENTORY} Longer lists share more by their length alone, and a list that was read in part can hide what it shares.", period(data))
