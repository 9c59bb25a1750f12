"""Lines of plain text as blocks, and blocks: the one inner form of a saved page.

A page, HTML or text, is a sequence of blocks in reading order. What follows knows blocks only, so that both forms are read by one code.
"""
from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from analysis.reading import DataError

BULLET = re.compile(r"(?:[-–—*]\s+|[-–—*](?=[A-Z])|[•·▪◦‣●○■□►➢✓]\s*|\(?(?:[0-9]{1,2}|[a-z])[.)]\s+)")
_WRAPPED = 60       # a line of prose at least so long that ends within a sentence was broken by a program
_HEADING, _SENTENCES = 100, re.compile(r"[.!?:] [A-Z]")
_LINES = re.compile(r"\r\n|[\r\n]")
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff")) | {ord("\u2011"): "-"}


class PageError(DataError):
    """The saved page cannot be read. Its text is one sentence for a person."""


class Block(NamedTuple):
    """A piece of the page: `kind` is heading, text, item, note (an explanation beside an item), or cell (short, of a table with several columns).

    `line` counts from 1. `level` is that of a heading (0 where the page tells none, as plain text does), or how deep the list of an item
    lies inside others, from 0. `linked` says that all the words of an item are links.
    """
    line: int
    kind: str
    text: str
    level: float = 0
    linked: bool = False


def clean(text: str) -> str:
    """Text without what nobody sees: soft hyphens, spaces without width, kinds and numbers of white space; letters composed (NFC).

    >>> clean(" Semi\\u00adconductors\\u00a0and\\n  more ")
    'Semiconductors and more'
    """
    return " ".join(unicodedata.normalize("NFC", text).translate(_UNSEEN).split())


def kind_of(text: str) -> str:
    """What a line of plain text is: item, heading (one short sentence or none, without a mark of punctuation at its end) or text; empty for none.

    >>> [kind_of(line) for line in ("- Chips", "Partnership with Arden", "They agreed on:", "")]
    ['item', 'heading', 'text', '']
    """
    return "" if not text else "item" if BULLET.match(text) else "heading" if text[-1].isalnum() and len(text) <= _HEADING and not _SENTENCES.search(text) else "text"


def unmarked(text: str) -> str:
    """A line without the mark or number of an item.

    >>> unmarked("- Chips"), unmarked("2) 5G"), unmarked("5G")
    ('Chips', '5G', '5G')
    """
    return text[mark.end():] if (mark := BULLET.match(text)) else text


def text_blocks(text: str, first: int = 1) -> list[Block]:
    """The blocks of plain text whose first line has the number `first`.

    A line of prose that a program broke is put together again, and so is an item that goes on, indented, on the next line.

    >>> [(b.line, b.kind, b.text) for b in text_blocks("Partnership with Arden\\nThey agreed on:\\n- Chips\\n  and more")]
    [(1, 'heading', 'Partnership with Arden'), (2, 'text', 'They agreed on:'), (3, 'item', 'Chips and more')]
    """
    blocks: list[Block] = []
    pieces: list[str] = []      # of the block that is being put together; joined once, so that a page of one paragraph takes no longer
    indents: list[int] = []     # of the list that is open, outermost first
    margin, last = 0, ""

    def close() -> None:
        if pieces:
            whole = clean(" ".join(pieces))
            blocks[-1] = blocks[-1]._replace(text=whole, kind=blocks[-1].kind if blocks[-1].kind == "item" else kind_of(whole))
            pieces.clear()

    for number, raw in enumerate(_LINES.split(text), first):
        line = clean(raw)
        indent = len(raw.expandtabs()) - len(raw.expandtabs().lstrip())
        kind = kind_of(line)
        if kind and kind != "item" and pieces:
            goes_on = indent > margin if blocks[-1].kind == "item" else len(last) >= _WRAPPED and last[-1] not in ".!?:;…\"”)"
            if goes_on:
                pieces.append(line)
                last = line
                continue
        close()
        if kind == "item":
            while indents and indents[-1] >= indent:
                indents.pop()
            indents.append(indent)
            margin = indent
        elif kind:
            indents.clear()
        if kind and (body := unmarked(line) if kind == "item" else line):
            blocks.append(Block(number, kind, body, len(indents) - 1 if kind == "item" else 0))
            pieces.append(body)
        last = line
    close()
    return blocks
