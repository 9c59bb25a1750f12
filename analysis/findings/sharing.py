"""Findings about what the partners' lists share (notebook 03)."""
from __future__ import annotations

from analysis import dates
from analysis.dataset import Dataset
from analysis.findings.finding import NO_INVENTORY, Choices, Finding, named, period, unlike
from analysis.overlap import intersections, pairs
from analysis.presence import presence
from analysis.wording import count, join, sentence, span, word


def _limit(data: Dataset, choices: Choices) -> str:
    events = [e for c in presence(data, "topic", choices.when).columns for e in c.events]
    return f"{NO_INVENTORY} Lists of unlike length cannot share all they name.{unlike(data, events)}"


def _alone(data: Dataset, name: str, choices: Choices) -> Finding:
    """What is said where there is one partner: a pair needs two."""
    return Finding(name, "03-overlap", float("nan"), float("nan"), (), "There is one partner, and no pair",
                   "There is one partner, so no two lists of partners can be compared.", NO_INVENTORY, period(data, choices.when))


def everybody(data: Dataset, choices: Choices) -> Finding:
    """What stands on the lists of all partners."""
    top = intersections(data, choices.grain, choices.when).iloc[0]
    shown = presence(data, choices.grain, choices.when)
    low, high = int(top["inclusive"]), int(top["inclusive_high"])
    names = [shown.labels[c] for c in top["codes"]]
    all_ = f"the {choices.list} of all {word(len(data.partners))} partners"
    stand = "stands" if low == 1 or low != high and not names else "stand"
    if low != high:
        text = f"{join(names) if names else 'nothing'} {stand} on {all_} for certain, and at most {count(high, choices.codes)} may"
    elif names:
        text = f"{join(names)} {stand} on {all_}, and {'is the only' if low == 1 else 'are the only'} {count(low, choices.codes).partition(' ')[2]} that {'does' if low == 1 else 'do'}"
    else:
        text = f"no {choices.codes} stands on {all_}"
    what = join(names) if 0 < len(names) < 4 else sentence(count(low, choices.codes))[:-1] if low or low == high else "Nothing"
    title = f"{what} {stand} on {all_}" + (" for certain" if low != high else "")
    return Finding("everybody", "03-overlap", low, high, (low == high, *top["codes"]), title, sentence(text), NO_INVENTORY, period(data, choices.when))


def closest(data: Dataset, choices: Choices) -> Finding:
    """The pair whose lists share the largest part of what either names; every pair that may be it is a rival."""
    table = pairs(data, choices.grain, choices.when)
    if table.empty:
        return _alone(data, "closest", choices)
    best = table["jaccard"].max()
    lead = table[table["jaccard_high"].fillna(1) >= best] if best == best else table
    said = [f"{named(data, a)} and {named(data, b)}" for a, b in zip(lead["a"], lead["b"])]
    low, high = float(best), float(lead["jaccard_high"].max())
    if len(lead) == 1:
        row = lead.iloc[0]
        union = row["a_length"] + row["b_length"] - row["shared"]
        amount = (f"{word(row['shared'])} of the {word(union)} {choices.codes}s on either of the two"
                  if row["jaccard"] == row["jaccard_high"] else "with what was not read left open")
        text = f"no two of the {choices.lists} share a larger part than those of {said[0]}: {amount} (Jaccard index {span(low, high)})"
        title = f"The lists of {said[0]} share the largest part"
    else:
        text = f"which two of the {choices.lists} share the largest part is a tie or open between those of {join(said, 'or')} (Jaccard index {span(low, high)})"
        title = "Which two lists share the largest part is a tie or open"
    return Finding("closest", "03-overlap", low, high, tuple(zip(lead["a"], lead["b"])), title, sentence(text), _limit(data, choices),
                   period(data, choices.when))


def apart(data: Dataset, choices: Choices) -> Finding:
    """The partner whose list shares least with any other: the smallest of the partners' largest Jaccard indices, with every rival."""
    table = pairs(data, choices.grain, choices.when)
    if table.empty:
        return _alone(data, "apart", choices)
    reach = []
    for p in data.partners["partner"]:
        mine = table[(table["a"] == p) | (table["b"] == p)]
        reach.append((float(mine["jaccard"].fillna(0).max()), float(mine["jaccard_high"].fillna(1).max()), int(mine["shared_high"].max()), p))
    bound = min(high for _, high, _, _ in reach)
    last = [r for r in reach if r[0] <= bound]
    low = min(r[0] for r in last)
    if len(last) == 1:
        partner = last[0][3]
        column = presence(data, choices.grain, choices.when).column(partner)
        read = int(data.events.loc[data.events["partner"] == partner, "lists"].astype(bool).sum())
        whose = f"{named(data, partner)}{', its only list read,' if read == 1 else ''} of {dates.say(column.date)}"
        text = (f"the list that shares least is that of {whose}: with no other of the {choices.lists} does it share more than "
                f"{count(last[0][2], choices.codes)} (largest Jaccard index {span(low, bound)})")
        title = f"The list of {named(data, partner)} shares least with any other"
    else:
        who = join([named(data, p) for *_, p in last])
        text = f"which of the {choices.lists} shares least with any other is a tie or open between those of {who} (largest Jaccard index {span(low, bound)})"
        title = "Which list shares least is a tie or open"
    return Finding("apart", "03-overlap", low, bound, tuple(p for *_, p in last), title, sentence(text), _limit(data, choices), period(data, choices.when))
