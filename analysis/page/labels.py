"""Labels: how the items of a list differ from those of the list that was read before."""
from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import NamedTuple

NEAR, LIKE = 3, 0.6     # a reworded label stands at most so many places from the old one, and is so like it


class Pair(NamedTuple):
    """An old and a new place (counted from 0; None where there is none) and what became of the label: same, moved, reworded, new, vanished."""
    old: int | None
    new: int | None
    what: str


def bare(label: str) -> str:
    """A label without case and punctuation: labels that differ in these alone have the same.

    >>> bare("Cyber-Security (AI).") == bare("cyber security  ai")
    True
    """
    return " ".join(re.findall(r"\w+", label.casefold()))


def pairs(old: list[str], new: list[str]) -> list[Pair]:
    """What became of each label, in the order of the new list; the vanished come last.

    A label that stands in both lists is the same, or moved where its order among the others has changed. Of the rest, a new label and an
    old one that are alike and near are one that was reworded, the most alike first.

    >>> [(p.old, p.new, p.what) for p in pairs(["Chips", "AI", "Data", "5G"], ["AI (safe)", "Chips", "Quantum", "5G"])]
    [(1, 0, 'reworded'), (0, 1, 'same'), (None, 2, 'new'), (3, 3, 'same'), (2, None, 'vanished')]
    """
    became: dict[int, tuple[int, str]] = {}
    for a, b, size in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        became.update({b + n: (a + n, "same") for n in range(size)})
    left = set(range(len(old))) - {place for place, _ in became.values()}
    free: dict[str, list[int]] = {}
    for n in sorted(left, reverse=True):
        free.setdefault(old[n], []).append(n)
    for n, label in enumerate(new):
        if n not in became and free.get(label):
            became[n] = (free[label].pop(), "moved")
    left -= {place for place, _ in became.values()}
    olds, news, reach = [bare(label) for label in old], [bare(label) for label in new], NEAR + abs(len(old) - len(new))
    close = [(-alike(olds[a], news[b]), abs(a - b), a, b) for a in left for b in range(len(new))
             if b not in became and (abs(a - b) <= min(reach, 50) or olds[a] == news[b])]
    for likeness, _, a, b in sorted(close):
        if -likeness >= LIKE and a in left and b not in became:
            became[b] = (a, "reworded")
            left.discard(a)
    found = [Pair(became[n][0], n, became[n][1]) if n in became else Pair(None, n, "new") for n in range(len(new))]
    return found + [Pair(n, None, "vanished") for n in sorted(left)]


def alike(one: str, other: str) -> float:
    """How alike two bare labels are, from 0 to 1; where one goes on with the whole words of the other, they are alike enough."""
    if one == other:
        return 1.0
    shorter, longer = sorted((one[:500], other[:500]), key=len)
    within = bool(shorter) and f" {shorter} " in f" {longer} "
    return max(LIKE * within, SequenceMatcher(None, one[:500], other[:500], autojunk=False).ratio())
