"""Faults of a drawing that a program can see: a label that leaves the frame, two labels that touch. For tests of charts; eyes see the rest.

Labels are measured in the wide letters that they were laid out with, so that what is free here is free in narrower ones.
"""
from __future__ import annotations

import re
from itertools import combinations
from xml.etree import ElementTree

import numpy as np

from analysis.publish import marks, style
from analysis.publish.tidy import SVG

_SHARE = {"start": 0.0, "middle": 0.5, "end": 1.0}   # of a label's width that stands before its anchor


def outside(svg: str) -> list[str]:
    """The labels of a drawing's body that leave it, sorted; the margins right and left of it (`style.PAD`) are free to use.

    >>> from analysis.publish.svg import render
    >>> said = dict(title="T", subtitle="S", description="D", note="N")
    >>> outside(render("a", lambda ax: marks.write(ax, 650, 10, "Semiconductors"), 40, **said))
    ['Semiconductors']
    """
    height = float(ElementTree.fromstring(svg).find(f"{SVG}svg").get("height"))
    low, high = np.array([-style.PAD, 0]), np.array([style.BODY + style.PAD, height])
    return sorted(text for text, corners in _labels(svg) if (corners < low).any() or (corners > high).any())


def touching(svg: str) -> list[tuple[str, str]]:
    """The pairs of labels of a drawing's body that lie over each other, sorted.

    >>> from analysis.publish.svg import render
    >>> said = dict(title="T", subtitle="S", description="D", note="N")
    >>> touching(render("a", lambda ax: [marks.write(ax, 0, y, f"row {y}") for y in (10, 16, 40)], 60, **said))
    [('row 10', 'row 16')]
    """
    return sorted((one, other) for (one, a), (other, b) in combinations(_labels(svg), 2) if not _apart(a, b) and not _apart(b, a))


def _labels(svg: str) -> list[tuple[str, np.ndarray]]:
    """Each label of the body with the four corners of its letters."""
    found = []
    for text in ElementTree.fromstring(svg).find(f"{SVG}svg").iter(f"{SVG}text"):
        size, x, y = (float(text.get(key)) for key in ("font-size", "x", "y"))
        wide = marks.width(text.text or "", size, "font-weight" in text.attrib)
        left = x - _SHARE[text.get("text-anchor", "start")] * wide
        corners = np.array([[left, y - 0.74 * size], [left + wide, y - 0.74 * size], [left + wide, y + 0.2 * size], [left, y + 0.2 * size]])
        if turn := re.match(r"rotate\((\S+)", text.get("transform", "")):
            angle = np.deg2rad(float(turn[1]))
            corners = (corners - (x, y)) @ [[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]] + (x, y)
        if wide:
            found.append((text.text, corners))
    return found


def _apart(a: np.ndarray, b: np.ndarray) -> bool:
    """Whether a line along a side of the rectangle `a` parts it from `b`."""
    for n in (0, 1):
        along = a[n + 1] - a[n]
        first, second = a @ along, b @ along
        if first.max() <= second.min() or second.max() <= first.min():
            return True
    return False
