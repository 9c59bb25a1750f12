"""Headings: which blocks of a page head the section of a partner, by what the dataset says headings look like.

No partner and no heading is known here by name: the pattern of a heading is a known one without the partner's name.
"""
from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import NamedTuple

from analysis.page.lines import Block
from analysis.page.known import Known

_NUMBERED = re.compile(r"^\(?[0-9]{1,2}[.)]\s+")
_SMALL = frozenset("the of and de la le".split())


class Head(NamedTuple):
    """A heading of a partner's section: the block's place, the partner's id (empty for a new one), the name it gives, and how it was told:
    exact, reworded or new."""
    at: int
    partner: str
    name: str
    how: str


def key(text: str) -> str:
    """A heading without its number, its case and the marks at its end.

    >>> key("1. Partnership with Arden:")
    'partnership with arden'
    """
    return _NUMBERED.sub("", text).casefold().strip(" .:;,–-")


def patterns(known: Known) -> list[tuple[str, str]]:
    """What stands before and after the partner's name in the known headings.

    >>> from analysis.page.known import known
    >>> patterns(known())
    [('partnership with ', '')]
    """
    made = set()
    for row in known.lists:
        heading = key(row["heading"])
        for name in known.names(known.partner_of(row)):
            before, found, after = heading.partition(name.casefold())
            if found and (before or after) and not re.match(r"\w", after) and not re.search(r"\w$", before):
                made.add((before, after))
                break
    return sorted(made)


def heads(blocks: list[Block], known: Known) -> list[Head]:
    """The headings of partners' sections, in the page's order."""
    exact: dict[str, str] = {}
    for row in known.lists:
        exact.setdefault(key(row["heading"]), known.partner_of(row))
    shapes = patterns(known)
    found: list[Head] = []
    for at, block in enumerate(blocks):
        if len(block.text) > 200 or block.kind == "note":
            continue
        name = _named(block, shapes)
        own = exact.get(key(block.text)) or name and _partner(name, known)
        if block.kind == "item" and (block.linked or not own or any(_alike(near, exact, shapes) for near in blocks[max(0, at - 1):at] + blocks[at + 1:at + 2])):
            continue        # a table of contents names partners too
        if own:
            same = any(row["heading"] == block.text for row in known.lists)
            found.append(Head(at, own, name or block.text, "exact" if same else "reworded"))
        elif name:
            found.append(Head(at, "", name, "new"))
    lost = [partner for partner in known.printed() if partner not in {head.partner for head in found}]
    found += [head for partner in lost if (head := _reworded(blocks, partner, known, {head.at for head in found}))]
    return sorted(found)


def _named(block: Block, shapes: Iterable[tuple[str, str]]) -> str:
    """The name in a heading of the known pattern; in what is no heading by itself, only one of words that begin with capitals."""
    text = _NUMBERED.sub("", block.text).strip(" :")
    for before, after in shapes:
        low = text.casefold()
        if len(low) == len(text) and low.startswith(before) and low.endswith(after):
            name = text[len(before):len(text) - len(after)].strip()
            words = name.split()
            if 0 < len(words) <= 6 and re.search(r"\w", name) and all(
                    word in _SMALL or _capital(word) or block.kind == "heading" and block.level for word in words) and name[-1] not in ".!?;,":
                return name
    return ""


def _capital(word: str) -> bool:
    letters = re.sub(r"[\W\d_]", "", word)
    return not letters or letters[0].isupper()


def _partner(name: str, known: Known) -> str:
    low = name.casefold().removeprefix("the ")
    return next((p for p in known.partners for each in known.names(p) if each.casefold().removeprefix("the ") == low), "")


def _alike(block: Block, exact: dict[str, str], shapes: list[tuple[str, str]]) -> bool:
    return block.kind == "item" and (key(block.text) in exact or bool(_named(block, shapes)))


def _reworded(blocks: list[Block], partner: str, known: Known, taken: set[int]) -> Head | None:
    """The heading that has taken the place of one that is gone: it names the partner, or is like the old one, and under it, down to the
    next heading, stands a label or the like that the partner's lists have."""
    labels = {item["label"].casefold() for row in known.lists if known.partner_of(row) == partner for item in known.items[row["list"]]}
    old = {key(row["heading"]) for row in known.lists if known.partner_of(row) == partner}
    others = [name for p in known.printed() if p != partner for name in known.names(p)]
    best: tuple[float, int] | None = None
    shared = 0
    for at in range(len(blocks) - 1, -1, -1):
        block = blocks[at]
        if block.kind == "item":
            shared += block.text.casefold() in labels
        elif block.kind == "heading":
            words = block.text
            names = any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words, re.I) for name in known.names(partner))
            alien = any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words, re.I) for name in others)
            like = max(SequenceMatcher(None, key(words[:200]), each).ratio() for each in old)
            if at not in taken and shared and (names and not alien or like > 0.8) and (best is None or shared >= best[0]):
                best = (shared, at)
            if names or alien or at in taken:
                shared = 0      # what stands further down belongs to this heading
    return Head(best[1], partner, blocks[best[1]].text, "reworded") if best else None
