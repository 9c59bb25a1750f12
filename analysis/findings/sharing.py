"""Findings about what the partners' lists share (notebook 03)."""
from __future__ import annotations

from analysis.dataset import Dataset
from analysis.findings.finding import NO_INVENTORY, Choices, Finding, named, newest
from analysis.overlap import intersections, pairs
from analysis.presence import presence
from analysis.wording import count, join, sentence, span, word

LENGTHS = "Lists of unlike length cannot share all they name, so the lengths belong to the reading."


def everybody(data: Dataset, choices: Choices) -> Finding:
    """What the lists of all partners name."""
    top = intersections(data, choices.grain, choices.when).iloc[0]
    shown = presence(data, choices.grain, choices.when)
    low, high = int(top["inclusive"]), int(top["inclusive_high"])
    names = [shown.labels[c] for c in top["codes"]]
    n = f"all {word(len(data.partners))}"
    if low == high:
        text = f"{count(low, choices.codes)} {'stands' if low == 1 else 'stand'} on {n} {choices.lists}" + (f": {join(names)}" if names else "")
        title = f"All {word(len(data.partners))} name {join(names) if 0 < len(names) < 4 else count(low, choices.codes)}"
    elif not low:
        text = f"for certain nothing stands on {n} {choices.lists}, and at most {count(high, choices.codes)} may"
        title = f"All {word(len(data.partners))} may name {count(high, choices.codes)} at most"
    else:
        text = f"at least {word(low)} and at most {word(high)} {choices.codes}s stand on {n} {choices.lists}, for certain {join(names)}"
        title = f"All {word(len(data.partners))} name {word(low)} to {word(high)} {choices.codes}s"
    return Finding("everybody", "03-overlap", low, high, (low, high), title, sentence(text), NO_INVENTORY, newest(data, choices.when))


def closest(data: Dataset, choices: Choices) -> Finding:
    """The pair whose lists share the largest part of what either names."""
    table = pairs(data, choices.grain, choices.when)
    table = table[table["informative"]]
    if table.empty:
        return Finding("closest", "03-overlap", float("nan"), float("nan"), (), "No pair can be compared",
                       "No two lists can be compared: what was not read leaves every index open by more than a half, or the lists are empty.",
                       NO_INVENTORY, newest(data, choices.when))
    best = table["jaccard"].max()
    lead = table[table["jaccard_high"] >= best]
    said = [f"{named(data, a)} and {named(data, b)}" for a, b in zip(lead["a"], lead["b"])]
    low, high = float(best), float(lead["jaccard_high"].max())
    if len(lead) == 1:
        row = lead.iloc[0]
        union = row["a_length"] + row["b_length"] - row["shared"]
        amount = (f"{word(row['shared'])} of the {word(union)} {choices.codes}s that either of the two names"
                  if row["jaccard"] == row["jaccard_high"] else "with what was read in part left open")
        text = f"no two {choices.lists} share a larger part than those of {said[0]}: {amount} (Jaccard index {span(low, high)})"
        title = f"{sentence(said[0])[:-1]} share the largest part of their lists"
    else:
        text = f"which two {choices.lists} share the largest part is a tie or open between {join(said, 'or')} (Jaccard index {span(low, high)})"
        title = f"{sentence(count(len(lead), 'pair'))[:-1]} may share the largest part of their lists"
    return Finding("closest", "03-overlap", low, high, tuple(zip(lead["a"], lead["b"])), title, sentence(text), f"{NO_INVENTORY} {LENGTHS}",
                   newest(data, choices.when))


def apart(data: Dataset, choices: Choices) -> Finding:
    """The partner whose list shares least with any other: the smallest of the partners' largest Jaccard indices."""
    table = pairs(data, choices.grain, choices.when)
    table = table[table["informative"]]
    reach = []
    for p in data.partners["partner"]:
        mine = table[(table["a"] == p) | (table["b"] == p)]
        if len(mine):
            reach.append((float(mine["jaccard"].max()), float(mine["jaccard_high"].max()), int(mine["shared_high"].max()), p))
    if not reach:
        return Finding("apart", "03-overlap", float("nan"), float("nan"), (), "No partner can be set apart",
                       "No two lists can be compared.", NO_INVENTORY, newest(data, choices.when))
    bound = min(high for _, high, _, _ in reach)
    last = [r for r in reach if r[0] <= bound]
    who = [named(data, p) for *_, p in last]
    low, high = min(r[0] for r in last), bound
    if len(last) == 1:
        text = (f"the list that shares least is that of {who[0]}: with no other of the {choices.lists} does it share more than "
                f"{count(last[0][2], choices.codes)} (largest Jaccard index {span(low, high)})")
        title = f"{sentence(who[0])[:-1]} shares least with any other"
    else:
        text = f"which of the {choices.lists} shares least with any other is a tie or open between those of {join(who, 'and')} (largest Jaccard index {span(low, high)})"
        title = "More than one partner may share least"
    return Finding("apart", "03-overlap", low, high, tuple(p for *_, p in last), title, sentence(text), f"{NO_INVENTORY} {LENGTHS}",
                   newest(data, choices.when))
