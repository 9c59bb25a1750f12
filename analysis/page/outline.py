"""Outline: the blocks of a page as sections of partners, each with the events that it mentions and the lists that it prints."""
from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from analysis.page.lines import Block
from analysis.page.headings import Head, heads
from analysis.page.known import Known
from analysis.page.labels import bare
from analysis.page.mentions import Mention, introduced, mentions, speaks_of_an_event
from analysis.page.strays import short, stray
from analysis.violation import shown


class Note(NamedTuple):
    """What could not be placed, and where."""
    line: int
    text: str


@dataclass
class Listing:
    """A list that the page prints: its items, the mention that it is of (None: not told), the heading over it and the line before it.

    `alone` says that no event is told before it since the list before; `links` that every item is a link.
    """
    items: list[Block]
    mention: Mention | None
    heading: str
    line: int
    alone: bool = False
    links: bool = False


@dataclass
class Section:
    """What stands under the heading of one partner (its id; empty for a new one)."""
    head: Head
    block: Block
    mentions: list[tuple[Mention, str]] = field(default_factory=list)     # with the heading that each stands under
    lists: list[Listing] = field(default_factory=list)
    texts: list[Block] = field(default_factory=list)


@dataclass
class Outline:
    """A page: its sections in order, the lists outside all of them, what could not be placed, and all its blocks."""
    sections: list[Section]
    outside: list[Listing]
    notes: list[Note]
    blocks: list[Block]


def outline(blocks: list[Block], known: Known) -> Outline:
    """The sections of a page. A section ends at the next one and at a heading that is none of an event, unless it lies deeper.

    A short line among items is an item (see `strays`), and is noted; so are the cells of a table that is no list.
    """
    starts = {head.at: head for head in heads(blocks, known)}
    made = Outline([], [], [], blocks)
    labels = {partner: frozenset(bare(item["label"]) for row in known.lists if known.partner_of(row) == partner for item in known.items[row["list"]])
              for partner in known.printed()}
    section: Section | None = None
    cells: list[Block] = []
    heading, line, since, run = "", 0, [], []

    def close() -> None:
        """Make a list of the items gathered."""
        nonlocal since, run
        if run:
            told = introduced(since)
            listing = Listing(run, told, heading, line or run[0].line, told is None, all(item.linked for item in run))
            (section.lists if section else made.outside).append(listing)
            since, run = [], []

    for at, block in enumerate(blocks):
        if cells and (block.kind != "cell" or at in starts):
            made.notes += _table(cells, heading, section, labels)
            cells = []
        before = blocks[at - 1] if at else block
        if at in starts:
            close()
            section = Section(starts[at], block)
            made.sections.append(section)
            heading, line, since = block.text, block.line, []
        elif block.kind == "item":
            run.append(block)
        elif section and stray(blocks, at, starts, run, before.kind != "item" and before.text.endswith(":"), labels.get(section.head.partner, frozenset())):
            run.append(block)
            made.notes.append(Note(block.line, f"read as an item, though nothing marks it as one: {shown(block.text)}"))
        elif block.kind != "note":
            if run and section and at + 1 in starts and not block.level and short(block):
                made.notes.append(Note(block.line, f"read as no item, though it stands at the end of a list: {shown(block.text)}"))
            close()
            cells += [block] * (block.kind == "cell")
            if block.kind == "heading":
                heading, line = block.text, block.line
                of_event = speaks_of_an_event(block.text)
                if section and not (of_event or 0 < section.block.level < block.level):
                    section = None
                if of_event or not section:
                    since = []
            if section:
                line = block.line if block.kind != "heading" else line
                section.texts += [block] * (block.kind != "heading")
                said, wrong = mentions(block.text, block.line)
                since += said
                section.mentions += [(mention, heading) for mention in said]
                made.notes += [Note(block.line, f"{shown(words)} is no day of the calendar") for words in wrong]
            else:
                line = block.line
    close()
    made.notes += _table(cells, heading, section, labels)
    return made


def _table(cells: list[Block], heading: str, section: Section | None, labels: dict[str, frozenset[str]]) -> list[Note]:
    """What is said of the cells of a table: under a partnership all of them, elsewhere only where known labels are among them."""
    own = labels.get(section.head.partner, frozenset()) if section else frozenset().union(*labels.values())
    known = [cell.text for cell in cells if bare(cell.text) in own]
    if not cells or not (section or known):
        return []
    others = [cell.text for cell in cells if cell.text not in known]
    parts = [f"{what}{'; '.join(shown(text, 30) for text in texts[:most])}{'; …' if len(texts) > most else ''}"
             for what, texts, most in (("known labels: ", known, 20), ("others: " if known else "", others, 6)) if texts]
    return [Note(cells[0].line, f"{len(cells)} cells of a table{f' under {shown(heading)}' if heading else ''}, read as no items; {'; '.join(parts)}")]
