"""HTML as blocks. The parser is justhtml: it makes the tree that the HTML standard asks of a browser, whatever the markup."""
from __future__ import annotations

import re
from collections import Counter

from analysis.page.blocks import BULLET, Block, clean, text_blocks, unmarked
from analysis.page.furniture import HEADING, LIST, PAGE, SECTIONING, UNSEEN, furniture, opens, roles

_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_BOGUS = re.compile(r"<[!?](?!--)[^<>]*>")      # a declaration where none may stand is a comment, which the parser takes for text
_LISTS = frozenset(("ul", "ol", "dl"))
_ROLED = {"listitem": "li", "list": "ul", "heading": "h2", "main": "main"}
_BLOCKS = _LISTS | set(_HEADINGS) | set(
    "address article blockquote body caption center dd details div dt fieldset figcaption figure form header hgroup hr html legend li main p "
    "section summary table tbody td tfoot th thead tr footer aside nav button".split())


def html_blocks(source: str | bytes) -> tuple[list[Block], dict[str, int]]:
    """The blocks of an HTML page, and how many elements of which kind were left out as furniture. Lines are those of the source.

    Nothing is refused: any text is some page. Bytes are decoded as the standard says, by what the page declares.

    >>> blocks, left_out = html_blocks("<nav><a>Home</a></nav><h2>A</h2><p>On:<br>- x<br>- 5<sup>G</sup></p>")
    >>> [(b.kind, b.text) for b in blocks], left_out
    ([('heading', 'A'), ('text', 'On:'), ('item', 'x'), ('item', '5G')], {'nav': 1})
    """
    from justhtml import JustHTML       # here, because it takes a tenth of a second that no other verb needs
    reader = _Reader(JustHTML(source, sanitize=False, track_node_locations=True).root)
    return reader.blocks, dict(sorted(reader.left_out.items()))


class _Frame:
    """What is being gathered: the kind of its blocks, and the pieces of their text as (text, line, in a link); None is a line break."""

    def __init__(self, kind: str, level: float = 0):
        self.kind, self.level, self.pieces, self.node = kind, level, [], None


class _Reader:
    """One walk through the tree; it keeps its own stack, so that no page is too deep."""

    def __init__(self, root):
        self.blocks: list[Block] = []
        self.left_out: Counter = Counter()
        self.frames = [_Frame("text")]
        self.lists: list[bool] = []     # those that are open; of a definition list, whether its terms head what they define
        self.links = self.sections = self.last_level = self.line = 0
        self.opening_level = 0.0        # of the buttons of an accordion: all are alike
        self.holds, self.opened = _surveyed(root)
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
        attributes, holds, tag, frame = node.attrs or {}, self.holds.get(id(node), 0), _tag(node), self.frames[-1]
        if name := furniture(tag, attributes, holds, self.sections > 0, self.opened):
            self.left_out[name] += 1
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
        if tag in _LISTS:
            self._flush()
            self.lists.append(tag == "dl" and self._heads(node))
        elif new := self._frame(tag, node, holds):
            self._flush()
            self.frames.append(new)
        elif tag in _BLOCKS:
            self._space()
        return True

    def _leave(self, node) -> None:
        tag = _tag(node)
        self.links -= tag == "a"
        self.sections -= tag in SECTIONING
        if tag in _LISTS:
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
        if opens(tag, node.attrs or {}) or tag in _HEADINGS or tag == "dt" and self.lists[-1:] == [True]:
            if frame.kind == "text":
                new = _Frame("heading", self._level(tag, node))
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
        if tag in _HEADINGS:
            stated = (node.attrs or {}).get("aria-level") or ""
            self.last_level = int(stated) if stated in "123456789" and stated else _HEADINGS[tag]
            return self.last_level
        self.opening_level = self.opening_level or self.last_level + 0.5
        return self.opening_level

    def _heads(self, node) -> bool:
        """Whether what the terms of a definition list define are lists and sections, so that the terms are headings."""
        inner = [child for each in node.children or () for child in ([each] if each.name != "div" else each.children or ())]
        return any(child.name == "dd" and self.holds.get(id(child), 0) & (HEADING | LIST) for child in inner)

    def _space(self) -> None:
        """The bounds of a block: in running text a new one begins, in an item or a heading a space stands."""
        if self.frames[-1].kind == "text":
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
            elif frame.kind == "text":
                rows.append([])
            else:
                rows[-1].append((" ", self.line, False))
        frame.pieces = []
        for row in rows:
            text = clean("".join(piece[0] for piece in row))
            if not text:
                continue
            line, words = next((n for t, n, _ in row if t.strip()), self.line), [linked for t, _, linked in row if t.strip()]
            kind = "item" if frame.kind == "text" and BULLET.match(text) else frame.kind
            if kind == "item" and not (text := unmarked(text)):
                continue
            self.blocks.append(Block(line, kind, text, frame.level if kind in ("item", "heading") else 0, kind == "item" and all(words)))
            if frame.kind == "item":
                frame.kind = "note"     # what follows a list inside an item explains


def _tag(node) -> str:
    return next((_ROLED[role] for role in roles(getattr(node, "attrs", None) or {}) if role in _ROLED), node.name)


def _footnote(node) -> bool:
    """Whether an element is the mark of a footnote: raised, and a link within the page."""
    return node.name == "sup" and any(child.name == "a" and str((child.attrs or {}).get("href")).startswith("#") for child in node.children or ())


def _surveyed(root) -> tuple[dict[int, int], frozenset[str]]:
    """What each element holds, by its id(), and the ids of what the page's buttons open."""
    order, opened, holds = [(root, -1)], set(), {}
    flags: list[int] = []
    at = 0
    while at < len(order):
        node = order[at][0]
        attributes = getattr(node, "attrs", None) or {}
        tag = _tag(node)
        heads = tag in _HEADINGS or tag != "#text" and opens(tag, attributes)
        flags.append(HEADING * heads | PAGE * (tag in ("h1", "main", "body")) | LIST * (tag in _LISTS))
        if attributes.get("aria-controls"):
            opened.update(attributes["aria-controls"].split())
        order += [(child, at) for child in getattr(node, "children", None) or ()]
        at += 1
    for at in range(len(order) - 1, 0, -1):
        node, above = order[at]
        flags[above] |= flags[at]
        if node.name != "#text":
            holds[id(node)] = flags[at]
    return holds, frozenset(opened)
