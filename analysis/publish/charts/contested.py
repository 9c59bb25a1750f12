"""How charts flag what documents differ about: a listed cell that one list of its event names and another of it, read whole, leaves out.

A ring goes around the cell's mark; where no mark stands, a dagger goes after the label; in a table the words stand behind.
"""
from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from analysis.publish import marks, style
from analysis.publish.charts.notes import Entry

WORDS, DAGGER = "documents differ", "†"


def ring(ax: Axes, x: float, y: float, size: float = 17) -> None:
    """The ring around a mark at (x, y)."""
    ax.plot([x], [y], linestyle="none", clip_on=False, marker="o", markersize=size, markerfacecolor="none", markeredgecolor=style.INK, markeredgewidth=1)


def dagger(label: str, flagged: bool) -> str:
    """A label, with the dagger behind it if flagged.

    >>> dagger("Robots", True), dagger("Trade", False)
    ('Robots †', 'Trade')
    """
    return f"{label} {DAGGER}" if flagged else label


def fit(text: str, limit: float, size: float = style.LABEL, bold: bool = False) -> str:
    """The text as `marks.fit` cuts it, a dagger behind it kept.

    >>> fit("Semiconductors †", 80), fit("Semiconductors", 70)
    ('Semicon… †', 'Semicon…')
    """
    end = f" {DAGGER}" if text.endswith(DAGGER) else ""
    return marks.fit(text.removesuffix(end), limit - marks.width(end, size, bold), size, bold) + end


def said(text: str, flagged: bool) -> str:
    """The words of a table's cell, with the flag behind them if flagged.

    >>> said("listed", True), said("listed", False)
    ('listed (documents differ)', 'listed')
    """
    return f"{text} ({WORDS})" if flagged else text


def ring_key(flagged: bool, size: float = 17) -> list[Entry]:
    """The entry of a key for the ring, if anything is flagged.

    >>> [label for label, _ in ring_key(True)], ring_key(False)
    (['documents differ'], [])
    """
    return [(WORDS, lambda ax, x, y: ring(ax, x, y, size))] if flagged else []


def dagger_key(flagged: bool) -> list[Entry]:
    """The entry of a key for the dagger, if anything is flagged.

    >>> [label for label, _ in dagger_key(True)], dagger_key(False)
    (['documents differ'], [])
    """
    return [(WORDS, lambda ax, x, y: marks.write(ax, x, y, DAGGER, align="center"))] if flagged else []


def column(table: pd.DataFrame) -> pd.DataFrame:
    """The table behind a chart, without its column "Documents differ" where that is empty throughout.

    >>> list(column(pd.DataFrame({"Topic": ["Robots"], "Documents differ": [""]})))
    ['Topic']
    """
    name = WORDS.capitalize()
    return table if table[name].any() else table.drop(columns=name)
