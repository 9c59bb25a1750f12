"""Survey: what each element of an HTML page holds, told before the page is read."""
from __future__ import annotations

from typing import NamedTuple

from analysis.page.furniture import HEADING, LIST, PAGE, UNSEEN, opens, roles

HEADINGS = {f"h{n}": n for n in range(1, 7)}
LISTS = frozenset(("ul", "ol", "dl"))
_ROLED = {"listitem": "li", "list": "ul", "heading": "h2", "main": "main"}


class Survey(NamedTuple):
    """What elements hold, by their id(): HEADING, PAGE and LIST added up, and the number of words; `opened` are the ids of what the page's
    buttons open, `columns` the tables (by id()) that have one column of words."""
    holds: dict[int, int]
    words: dict[int, int]
    opened: frozenset[str]
    columns: frozenset[int]


def tag_of(node) -> str:
    """What an element is, by its role if it states one that matters here."""
    return next((_ROLED[role] for role in roles(getattr(node, "attrs", None) or {}) if role in _ROLED), node.name)


def survey(root) -> Survey:
    """What each element below a root holds; no page is too deep.

    >>> from justhtml import JustHTML
    >>> root = JustHTML("<table><tr><td>1<td>Chips<tr><td>2<td>Data</table>", sanitize=False).root
    >>> found = survey(root)
    >>> found.words[id(root)], len(found.columns)
    (4, 1)
    """
    order, opened, flags, words, letters = [(root, -1)], set(), [], [], []
    tables: list[tuple[int, list[list[int]]]] = []      # the place of a table, and its rows as the places of their cells
    table: dict[int, int] = {}                          # the place of an element -> the table that it lies in
    row: dict[int, list[int]] = {}
    at = 0
    while at < len(order):
        node, above = order[at]
        attributes = getattr(node, "attrs", None) or {}
        tag = tag_of(node)
        heads = tag in HEADINGS or tag != "#text" and opens(tag, attributes)
        flags.append(HEADING * heads | PAGE * (tag in ("h1", "main", "body")) | LIST * (tag in LISTS))
        text = node.data or "" if tag == "#text" else ""
        words.append(len(text.split()))
        letters.append(any(letter.isalpha() for letter in text))
        if attributes.get("aria-controls"):
            opened.update(attributes["aria-controls"].split())
        table[at] = table.get(above, -1)
        if tag == "table":
            table[at] = len(tables)
            tables.append((at, []))
        elif tag == "tr" and table[at] >= 0:
            row[at] = []
            tables[table[at]][1].append(row[at])
        elif tag in ("td", "th") and above in row:
            row[above].append(at)
        order += [(child, at) for child in getattr(node, "children", None) or ()]
        at += 1
    for at in range(len(order) - 1, 0, -1):
        node, above = order[at]
        flags[above] |= flags[at]
        if node.name not in UNSEEN:
            words[above] += words[at]
            letters[above] |= letters[at]
    kept = [(id(node), at) for at, (node, _) in enumerate(order) if node.name != "#text"]
    return Survey({each: flags[at] for each, at in kept}, {each: words[at] for each, at in kept}, frozenset(opened),
                  frozenset(id(order[at][0]) for at, rows in tables if _one_column(
                      [[letters[cell] for cell in cells] for cells in rows if any(tag_of(order[cell][0]) == "td" for cell in cells)])))


def _one_column(rows: list[list[bool]]) -> bool:
    """Whether the cells with letters in the rows of a table, two or more, stand in one column, whatever numbers stand beside."""
    filled = [[n for n, said in enumerate(row) if said] for row in rows if any(row)]
    return len(filled) > 1 and {len(columns) for columns in filled} == {1} and len({columns[0] for columns in filled}) == 1
