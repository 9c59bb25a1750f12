"""HTML as blocks. The parser is justhtml: it makes the tree that the HTML standard asks of a browser, whatever the markup."""
from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from analysis.page.lines import BULLET, Block, clean, kind_of, text_blocks, unmarked
from analysis.page.furniture import HEADING, LIST, SECTIONING, UNSEEN, furniture, opens
from analysis.page.survey import HEADINGS, LISTS, survey, tag_of

_BOGUS = re.compile(r"<[!?](?!--)[^<>]*>")      # a declaration where none may stand is a comment, which the parser takes for text
_RUNNING = ("text", "cell", "column")       # kinds of frames in which a block or a line break ends a line; a column is that of a table with no other
_CELL = 40      # a cell of more words is laid out as a part of the page
_BLOCKS = LISTS | set(HEADINGS) | set(
    "address article blockquote body caption center dd details div dt fieldset figcaption figure form header hgroup hr html legend li main p "
    "section summary table tbody td tfoot th thead tr footer aside nav button".split())


class Left(NamedTuple):
    """What was left out as furniture: how many elements for which reason, how many words in all, and whether classes or ids were a reason."""
    counts: dict[str, int]
    words: int
    classes: bool


def html_blocks(source: str | bytes, classes: bool = True) -> tuple[list[Block], Left]:
    """The blocks of an HTML page, and what was left out as furniture. Lines are those of the source.

    `classes` says whether the words of classes and ids tell furniture. Nothing is refused: any text is some page. Bytes are decoded as the
    standard says, by what the page declares.

    >>> blocks, left = html_blocks("<nav><a>Home</a></nav><h2>A</h2><p>On:<br>- x<br>- 5<sup>G</sup></p>")
    >>> [(b.kind, b.text) for b in blocks], left
    ([('heading', 'A'), ('text', 'On:'), ('item', 'x'), ('item', '5G')], Left(counts={'nav': 1}, words=1, classes=False))
    """
    from justhtml import JustHTML       # here, because it takes a tenth of a second that no other verb needs
    reader = _Reader(JustHTML(source, sanitize=False, track_node_locations=True).root, classes)
    return reader.blocks, Left(dict(sorted(reader.left_out.items())), reader.left_words, reader.by_classes)


class _Frame:
    """What is being gathered: the kind of its blocks, and the pieces of their text as (text, line, in a link); None is a line break."""

    def __init__(self, kind: str, level: float = 0):
        self.kind, self.level, self.pieces, self.node = kind, level, [], None


class _Reader:
    """One walk through the tree; it keeps its own stack, so that no page is too deep."""

    def __init__(self, root, classes: bool):
        self.blocks: list[Block] = []
        self.left_out: Counter = Counter()
        self.left_words, self.classes, self.by_classes = 0, classes, False
        self.frames = [_Frame("text")]
        self.lists: list[bool] = []     # those that are open; of a definition list, whether its terms head what they define
        self.links = self.sections = self.last_level = self.line = 0
        self.opening_level = 0.0        # of the buttons of an accordion: all are alike
        self.tables: list[bool] = []    # those that are open: whether they have one column of words
        self.survey = survey(root)
        stack = [(root, False)]
        while stack:
            node, left = stack.pop()
            if left:
                self._leave(node)
            elif self._enter(node):
                stack.append((node, True))
                stack += [(child, False) for child in reversed(node.children or ())]
        self._flush()

    def _enter(self, node) -> bool:
        """Take a node in; whether to go into it."""
        if node.name == "#text":
            text = _BOGUS.sub("", node.data or "")
            self.line = (node.origin_line or self.line) + text[:len(text) - len(text.lstrip())].count("\n")
            self.frames[-1].pieces.append((text, self.line, self.links > 0))
            return False
        if node.name.startswith(("#comment", "!")) or node.name in UNSEEN or _footnote(node):
            return False
        if node.name.startswith("#"):
            return True
        attributes, holds, tag, frame = node.attrs or {}, self.survey.holds.get(id(node), 0), tag_of(node), self.frames[-1]
        if name := furniture(tag, attributes, holds, self.sections > 0, self.survey.opened, self.classes):
            self.left_out[name] += 1
            self.left_words += self.survey.words[id(node)]
            self.by_classes |= self.classes and not furniture(tag, attributes, holds, self.sections > 0, self.survey.opened, False)
            self._space()
            return False
        if tag == "br":
            frame.pieces.append(None)
            return False
        if tag == "pre":
            self._flush()
            self.blocks += text_blocks(node.to_text(separator=""), node.origin_line or self.line)
            return False
        self.links += tag == "a"
        self.sections += tag in SECTIONING
        if tag == "table":
            self.tables.append(id(node) in self.survey.columns)
        if tag in LISTS:
            self._flush()
            self.lists.append(tag == "dl" and self._heads(node))
        elif new := self._frame(tag, node, holds):
            self._flush()
            self.frames.append(new)
        elif tag in _BLOCKS:
            self._space()
        return True

    def _leave(self, node) -> None:
        tag = tag_of(node)
        self.links -= tag == "a"
        self.sections -= tag in SECTIONING
        if tag == "table":
            self.tables.pop()
        if tag in LISTS:
            self._flush()
            self.lists.pop()
        elif self.frames[-1].node is node:
            self._flush()
            self.frames.pop()
        elif tag in _BLOCKS:
            self._space()

    def _frame(self, tag: str, node, holds: int) -> _Frame | None:
        """What begins with an element, if it is not part of what is being gathered already."""
        frame, new = self.frames[-1], None
        if opens(tag, node.attrs or {}) or tag in HEADINGS or tag == "dt" and self.lists[-1:] == [True]:
            if frame.kind == "text":
                new = _Frame("heading", self._level(tag, node))
        elif tag in ("td", "th") and self.tables and frame.kind in _RUNNING and not holds & (HEADING | LIST) and self.survey.words[id(node)] <= _CELL:
            new = _Frame("cell" if not self.tables[-1] else "note" if tag == "th" else "column")
        elif tag in ("li", "dt", "dd"):
            depth = max(len(self.lists) - 1, 0)
            if tag == "dd" and not holds & (HEADING | LIST) and self.lists[-1:] != [True]:
                new = _Frame("note")
            else:
                new = _Frame("text" if tag == "dd" or holds & HEADING else "item", depth)
        if new:
            new.node = node
        return new

    def _level(self, tag: str, node) -> float:
        if tag in HEADINGS:
            stated = (node.attrs or {}).get("aria-level") or ""
            self.last_level = int(stated) if stated in "123456789" and stated else HEADINGS[tag]
            return self.last_level
        self.opening_level = self.opening_level or self.last_level + 0.5
        return self.opening_level

    def _heads(self, node) -> bool:
        """Whether what the terms of a definition list define are lists and sections, so that the terms are headings."""
        inner = [child for each in node.children or () for child in ([each] if each.name != "div" else each.children or ())]
        return any(child.name == "dd" and self.survey.holds.get(id(child), 0) & (HEADING | LIST) for child in inner)

    def _space(self) -> None:
        """The bounds of a block: in running text a new one begins, in an item or a heading a space stands."""
        if self.frames[-1].kind in _RUNNING:
            self._flush()
        else:
            self.frames[-1].pieces.append((" ", self.line, False))

    def _flush(self) -> None:
        """Make blocks of what was gathered. In running text each line that a line break ends is one, and may be an item."""
        frame = self.frames[-1]
        rows: list[list] = [[]]
        for piece in frame.pieces:
            if piece is not None:
                rows[-1].append(piece)
            elif frame.kind in _RUNNING:
                rows.append([])
            else:
                rows[-1].append((" ", self.line, False))
        frame.pieces = []
        for row in rows:
            text = clean("".join(piece[0] for piece in row))
            if not text:
                continue
            line, words = next((n for t, n, _ in row if t.strip()), self.line), [linked for t, _, linked in row if t.strip()]
            kind = "item" if frame.kind in _RUNNING and BULLET.match(text) else frame.kind
            if kind == "column" and not re.search(r"[^\W\d_]", text):
                kind = "note"       # the number of a row
            elif kind in ("cell", "column"):
                kind = "text" if kind_of(text) != "heading" else "item" if kind == "column" else kind
            if kind == "item" and not (text := unmarked(text)):
                continue
            self.blocks.append(Block(line, kind, text, frame.level if kind in ("item", "heading") else 0, kind == "item" and all(words)))
            if frame.kind == "item":
                frame.kind = "note"     # what follows a list inside an item explains


def _footnote(node) -> bool:
    """Whether an element is the mark of a footnote: raised, and a link within the page."""
    return node.name == "sup" and any(child.name == "a" and str((child.attrs or {}).get("href")).startswith("#") for child in node.children or ())
