"""Remains: labels that are gone from their list and still stand somewhere on the page."""
from __future__ import annotations

import re

from analysis.page.known import Known
from analysis.page.labels import bare
from analysis.page.lines import Block
from analysis.page.place import Placed
from analysis.violation import shown


class Remains:
    """Where on a page a label stands that its list has no more: outside the known lists, or in running text."""

    def __init__(self, placed: Placed, known: Known):
        self._listed: set[str] = set()
        taken: set[int] = set()
        for event in placed.events.values():
            if event.listing and event.row and known.items[event.row["list"]]:
                taken |= {id(item) for item in event.listing.items}
                self._listed |= {bare(item.text) for item in event.listing.items}
        self._blocks = [block for block in placed.outlined.blocks if id(block) not in taken]
        self._lines: dict[str, int] = {}
        for block in self._blocks:
            self._lines.setdefault(bare(block.text), block.line)
        self._texts: dict[str, list[Block]] = {}
        for section in placed.outlined.sections:
            self._texts.setdefault(section.head.partner, []).extend(section.texts)

    def line(self, label: str, partner: str) -> int:
        """The line where a label of a partner still stands by itself or in running text (of the partner, if it is of one or two words), 0 for none."""
        if found := self._lines.get(bare(label), 0):
            return found
        words = re.compile(rf"(?<!\w){re.escape(label)}(?!\w)", re.I)
        texts = self._texts.get(partner, []) if len(label.split()) < 3 else self._blocks
        return next((block.line for block in texts if words.search(block.text)), 0)

    def elsewhere(self, label: str) -> bool:
        """Whether a known list has the same label."""
        return bare(label) in self._listed

    def said(self, labels: list[str], partner: str) -> str:
        """The labels of a list that is gone: those that are so too, and then those that still stand somewhere."""
        lines = {label: self.line(label, partner) for label in labels}
        still = [f"{shown(label)} (line {line})" for label, line in lines.items() if line]
        return "; ".join([shown(label) for label in labels if not lines[label]] + [f"still on the page: {', '.join(still)}"] * bool(still))
