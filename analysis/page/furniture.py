"""Furniture: which elements of a page are round what it says and no part of it.

It is told by what an element is (nav, footer, …), by its role, by being hidden, and by the words of its class. Lists that stand outside the
partnerships are told later, by their place.
"""
from __future__ import annotations

import re
from collections.abc import Mapping

UNSEEN = frozenset("head script style template noscript iframe svg math object embed video audio canvas select datalist textarea input img "
                   "picture map del s link meta title progress meter".split())
SECTIONING = frozenset("article main section details".split())
_ELEMENTS = frozenset("nav footer aside dialog menu".split())
_ROLES = frozenset("navigation banner contentinfo complementary search dialog alertdialog alert menu menubar toolbar tablist form status "
                   "tooltip".split())
_WORDS = frozenset("cookie cookies consent breadcrumb breadcrumbs social share sharing language languages pager pagination skip navbar "
                   "navigation menu footer sidebar related".split())
_FOR_EARS = re.compile(r"visually-?hidden|sr-only|screen-?reader|element-invisible", re.I)

HEADING, PAGE, LIST = 1, 2, 4     # what an element holds: a heading, the page's main part or title, a list


def roles(attributes: Mapping[str, str | None]) -> list[str]:
    """The roles that an element states, in lower case."""
    return (attributes.get("role") or "").lower().split()


def opens(tag: str, attributes: Mapping[str, str | None]) -> bool:
    """Whether an element is what a person clicks to see more, and so heads what it opens.

    >>> opens("button", {"aria-expanded": "false"}), opens("button", {})
    (True, False)
    """
    return tag == "summary" or (tag == "button" or "button" in roles(attributes)) and (
        "aria-expanded" in attributes or "aria-controls" in attributes or "accordion" in (attributes.get("class") or ""))


def furniture(tag: str, attributes: Mapping[str, str | None], holds: int, inside: bool, opened: frozenset[str], classes: bool = True) -> str:
    """What makes an element furniture, in a word, or nothing.

    `holds` adds up HEADING, PAGE and LIST; `inside` says that it lies in an article, a section or the main part, where a header is a part
    of that; `opened` are the ids of what buttons open: that is hidden only until it is opened; `classes` says whether the words of class and
    id tell.

    >>> furniture("nav", {}, 0, False, frozenset()), furniture("div", {"class": "ecl-cookie-banner"}, LIST, False, frozenset())
    ('nav', 'cookie')
    >>> furniture("header", {}, HEADING, True, frozenset()), furniture("form", {}, HEADING | LIST, False, frozenset())
    ('', '')
    """
    if holds & PAGE or tag in ("html", "body", "main"):
        return ""
    if tag in _ELEMENTS:
        return tag
    if tag == "header" and not inside:
        return tag
    both = holds & HEADING and holds & LIST
    if tag == "form" and not both:
        return tag
    if tag == "button" and not opens(tag, attributes):
        return tag
    for role in roles(attributes):
        if role in _ROLES and not (role == "form" and both):
            return role
    if (attributes.get("id") or "") not in opened and (
            "hidden" in attributes or (attributes.get("aria-hidden") or "").lower() == "true"
            or re.search(r"display\s*:\s*none|visibility\s*:\s*hidden", attributes.get("style") or "", re.I)):
        return "hidden"
    if not both:
        if _FOR_EARS.search(attributes.get("class") or ""):
            return "hidden"
        words = re.split(r"[^a-z]+", f"{attributes.get('class') or ''} {attributes.get('id') or ''}".lower())
        return next((word for word in words if classes and word in _WORDS), "")
    return ""
