"""Outline: the blocks of a page as sections of partners, each with the events that it mentions and the lists that it prints."""
from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from analysis.page.blocks import Block
from analysis.page.headings import Head, heads
from analysis.page.known import Known
from analysis.page.mentions import Mention, introduced, mentions, speaks_of_an_event
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
    """A page: its sections in order, the lists outside all of them, and what could not be placed."""
    sections: list[Section]
    outside: list[Listing]
    notes: list[Note]


def outline(blocks: list[Block], known: Known) -> Outline:
    """The sections of a page. A section ends at the next one and at a heading that is none of an event, unless it lies deeper."""
    starts = {head.at: head for head in heads(blocks, known)}
    made = Outline([], [], [])
    section: Section | None = None
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
        if at in starts:
            close()
            section = Section(starts[at], block)
            made.sections.append(section)
            heading, line, since = block.text, block.line, []
        elif block.kind == "item":
            run.append(block)
        elif block.kind != "note":
            close()
            if block.kind == "heading":
                heading, line = block.text, block.line
                of_event = speaks_of_an_event(block.text)
                if section and not (of_event or 0 < section.block.level < block.level):
                    section = None
                if of_event or not section:
                    since = []
            if section:
                line = block.line if block.kind == "text" else line
                section.texts += [block] * (block.kind == "text")
                said, wrong = mentions(block.text, block.line)
                since += said
                section.mentions += [(mention, heading) for mention in said]
                made.notes += [Note(block.line, f"{shown(words)} is no day of the calendar") for words in wrong]
            else:
                line = block.line
    close()
    return made
