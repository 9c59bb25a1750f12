"""Strays: items that lost their bullet. A short line among the items of a list is one of them, whatever else it could be."""
from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache

from analysis.page.labels import LIKE, alike, bare
from analysis.page.lines import Block, kind_of
from analysis.page.mentions import speaks_of_an_event

_REACH, _LOOK = 60, 5     # so many blocks on, and of these so many held against the known labels: no page shall take long


def short(block: Block) -> bool:
    """Whether a block could be an item by its form: one short line without the mark of a sentence at its end, that names no event."""
    return block.kind in ("heading", "text") and kind_of(block.text.rstrip(" );,")) == "heading" and not speaks_of_an_event(block.text)


def stray(blocks: Sequence[Block], at: int, starts: Collection[int], gathered: Sequence[Block], introduced: bool, known: frozenset[str]) -> bool:
    """Whether the block at a place is an item of the list that is open, though it is none by its form.

    `starts` are the places of the partnerships' headings, `gathered` the items of the open list so far; `introduced` says that the line before
    ends with a colon, `known` are the partner's bare labels in the dataset. A known label is an item where an item, a colon or another known label stands
    beside it. Any other short line is one where the list goes on after it; but where nothing known and no partnership comes after a known
    list, the line heads what is at the end of a page.

    >>> lines = [Block(n, kind, text) for n, (kind, text) in enumerate([("item", "Chips"), ("heading", "Data"), ("item", "6G"), ("text", "They met.")])]
    >>> stray(lines, 1, (), lines[:1], False, frozenset(["chips", "6g"])), stray(lines, 1, (), lines[:1], False, frozenset(["chips"]))
    (True, False)
    """
    block = blocks[at]
    if block.kind not in ("heading", "text") or not short(block) and bare(block.text) not in known:
        return False
    following = _following(blocks, at, starts)
    after = [each for each in following if each.kind != "note"]
    if bare(block.text) in known:
        return bool(gathered) or introduced or bool(after) and (after[0].kind == "item" or bare(after[0].text) in known)
    if block.level or not (gathered or introduced) or not any(each.kind == "item" and not each.linked or bare(each.text) in known for each in after):
        return False
    return at + 1 + len(following) in starts or any(_like(each.text, known) for each in after[:_LOOK]) or not any(_like(each.text, known) for each in gathered[-_LOOK:])


def _following(blocks: Sequence[Block], at: int, starts: Collection[int]) -> Sequence[Block]:
    """What follows a block without a sentence, a mark at the end of a line, or a heading of a partnership or an event between."""
    end = at + 1
    while end < min(len(blocks), at + _REACH) and end not in starts and (blocks[end].kind in ("item", "note") or short(blocks[end])):
        end += 1
    return blocks[at + 1:end]


@lru_cache(maxsize=4096)
def _like(text: str, known: frozenset[str]) -> bool:
    return bare(text) in known or any(alike(bare(text), label) >= LIKE for label in sorted(known))
