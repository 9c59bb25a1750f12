"""Findings about the course of the themes up to the latest lists (notebook 06)."""
from __future__ import annotations

from math import nan

from analysis.course import after_launch, persistence
from analysis.dataset import Dataset
from analysis.findings.change import TWO_LISTS
from analysis.findings.finding import NO_INVENTORY, Choices, Finding, named, period
from analysis.together import alike
from analysis.uptake import LATER, UNDECIDED, uptake
from analysis.wording import count, join, sentence, word

NOTEBOOK = "06-themes"
FEW = 4      # so many names have room in a title


def later(data: Dataset, choices: Choices) -> Finding:
    """What stands on a list after launch of the most partners."""
    table = after_launch(data, choices.grain)
    most = int(table["listed"].max()) if len(table) else 0
    if not most:
        return Finding("later", NOTEBOOK, 0, 0, (0,), "No list after launch was read", "No partner has a list after its launch that was read, so none can be said "
                       f"to name a {choices.codes}.", NO_INVENTORY, period(data))
    of = int(table["of"].iloc[0])
    top = table[table["listed"] == most]
    names = top["label"].tolist()
    more = int((table["listed_high"] >= most).sum()) - len(top)
    whose = f"{_all(of)} partners" if of == most > 1 else "the one partner" if of == 1 else f"at least {word(most)} of {word(of)} partners"
    text = f"after launch, lists of {whose} {'with such a list ' if of > 1 else ''}name {join(names)}"
    text += f"; at most {count(more, choices.codes)} more may stand there, on what was not read" if more else f"; no other {choices.codes} stands there"
    return Finding("later", NOTEBOOK, len(top), len(top) + more, (most, of, *sorted(top["code"])), f"After launch, lists of {whose} name {_few(names, choices)}",
                   sentence(text), f"{NO_INVENTORY} A partner with more lists after its launch has more occasions to name a {choices.codes}.", period(data))


def _all(n: int) -> str:
    return "both" if n == 2 else f"all {word(n)}"


def _few(names: list[str], choices: Choices) -> str:
    """The names, or how many they are where they are too many for a title."""
    return join(names) if len(names) <= FEW else count(len(names), choices.codes)


def persistent(data: Dataset, choices: Choices) -> Finding:
    """What stands on every list of a partner that was read, and of how many partners."""
    table = persistence(data, choices.grain)
    table = table[table["lists"] > 1]
    sure = table[table["listed"] == table["lists"]]
    able = table[table["listed_high"] == table["lists"]]
    partners = list(dict.fromkeys(table["partner"]))
    if not partners:
        return Finding("persistent", NOTEBOOK, 0, 0, (), "No partner has two lists that were read", "No partner has two lists that were read, so nothing can stand "
                       "on all of several.", TWO_LISTS, period(data))
    said = []
    for p in partners:
        mine, most = sure[sure["partner"] == p], int((able["partner"] == p).sum())
        lists = int(table.loc[table["partner"] == p, "lists"].iloc[0])
        open_ = f" (at most {word(most)})" if most > len(mine) else ""
        what = join(mine["label"].tolist()) if len(mine) else f"no {choices.codes}{' for certain' if most else ''}"
        said.append(f"on {_all(lists)} lists of {named(data, p)} {'stands' if len(mine) < 2 else 'stand'} {what}{open_}")
    by = sure["code"].value_counts()
    best = int(by.max()) if len(by) else 0
    lead = [(c, label) for c, label in dict(zip(sure["code"], sure["label"])).items() if by[c] == best]
    names = [label for _, label in lead]
    least = "at least " if any((able["code"] == c).sum() > best for c, _ in lead) else ""
    whose = f"{_all(best)} partners" if best == len(partners) > 1 else least + count(best, "partner")
    every = f"every list read of {whose}"
    title = f"{sentence(every)[:-1]} names {_few(names, choices)}" if best else f"For certain no {choices.codes} stands on every list read of a partner"
    lead_said = (f"{every} with more than one names {join(names)}, and for certain no other {choices.codes} stands on every list of so many" if best else
                 f"for certain no {choices.codes} stands on every list read of a partner")
    return Finding("persistent", NOTEBOOK, len(sure), len(able), (best, *sorted(c for c, _ in lead)), title, sentence("; ".join([lead_said, *said])),
                   "More lists, and lists read in part, leave fewer that stand on all of them for certain. An event without a list is passed over.", period(data))


def taken_up(data: Dataset, choices: Choices) -> Finding:
    """What one partner's list named first and the most others' lists name later, and who named it first."""
    table = uptake(data, choices.grain)
    after = table[table["order"] == LATER]
    undecided = table.loc[table["order"] == UNDECIDED, "code"].nunique()
    by = after.groupby("code", sort=False).size()
    most = int(by.max()) if len(by) else 0
    unsure = f"; who was first is undecided for {count(undecided, choices.codes)}, whose dates share days" if undecided else ""
    if not most:
        return Finding("taken-up", NOTEBOOK, 0, 0, (0,), f"No {choices.codes} is first on one partner's list and later on another's",
                       sentence(f"no {choices.codes} stands for certain on one partner's list first and later on another's{unsure}"), _CAUSE, period(data))
    lead = table[table["code"].isin(by[by == most].index)].drop_duplicates("code")
    first: dict[tuple[str, ...], list[str]] = {}
    for ids, label in zip(lead["raised"], lead["label"]):
        first.setdefault(ids, []).append(label)
    said = [f"{join(labels)}, which {join([named(data, p) for p in ids], 'or')} listed first" for ids, labels in first.items()]
    lags = after[after["code"].isin(set(lead["code"]))]
    low, high = int(lags["low"].min()), int(lags["high"].max())
    within = f"{low} month{'' if low == 1 else 's'}" if low == high else f"{low} to {high} months"
    text = (f"{count(len(by), choices.codes)} {'is' if len(by) == 1 else 'are'} on one partner's list first and later on another's; on the lists of the most others, "
            f"{word(most)}, are {'; '.join(said)}; the others' lists follow after {within}{unsure}")
    who = [p for p in data.partners["partner"] if any(p in ids for ids in first)]
    others = f"{word(most)} {'other lists' if most == 1 else 'others list'} later"
    return Finding("taken-up", NOTEBOOK, len(by), len(by), (most, *who), sentence(f"{join([named(data, p) for p in who], 'or')} listed first what {others}")[:-1],
                   sentence(text), _CAUSE, period(data))


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
