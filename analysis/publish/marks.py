"""What all charts share: text that fits, the marks of the three states, bars, and the key that says what they mean.

A chart draws on one matplotlib Axes whose unit is the CSS pixel: x from 0 to `style.BODY`, y from 0 at the top to the chart's height.
"""
from __future__ import annotations

import functools
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path

import matplotlib
from matplotlib.axes import Axes
from matplotlib.font_manager import get_font
from matplotlib.ft2font import LoadFlags
from matplotlib.patches import Rectangle
from matplotlib.transforms import Affine2D

from analysis.publish import style

MIDDLE = 0.35    # from the middle of a line's capitals down to its base line, in its size
LEADING = 1.32   # from line to line, in its size


@functools.lru_cache(maxsize=10_000)
def width(text: str, size: float = style.LABEL, bold: bool = False) -> float:
    """How wide one line of text is set, in pixels, by the measures of the font that comes with matplotlib.

    >>> round(width("Semiconductors")), width("Semiconductors", bold=True) > width("Semiconductors"), width("")
    (97, True, 0.0)
    """
    if not text:
        return 0.0
    name = f"DejaVuSans{'-Bold' if bold else ''}.ttf"
    font = get_font(str(Path(matplotlib.get_data_path(), "fonts", "ttf", name)))
    font.set_size(size, 72)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing")   # the reader's system has it, or shows a box; either has a width
        font.set_text(text, 0, flags=LoadFlags.NO_HINTING)
    return font.get_width_height()[0] / 64


def wrap(text: str, limit: float, size: float = style.LABEL, bold: bool = False) -> list[str]:
    """Lines of text none of which is wider than `limit`, broken at spaces, and inside a word only where it is too long for a line.

    A line keeps the space at which it was broken, so that joining the lines gives the text back (runs of white space as one space).

    >>> wrap("Digital identity, data governance", 120)
    ['Digital identity, ', 'data governance']
    """
    lines, line, free = [], "", limit
    for word in text.split():
        gap = " " if line else ""
        needed = width(gap + word, size, bold)
        if needed <= free:
            line, free = line + gap + word, free - needed
            continue
        if line:
            lines.append(line + " ")
        while width(word, size, bold) > limit and len(word) > 1:
            lines.append(_longest(word, limit, size, bold))
            word = word[len(lines[-1]):]
        line, free = word, limit - width(word, size, bold)
    return [*lines, line]


def fit(text: str, limit: float, size: float = style.LABEL, bold: bool = False) -> str:
    """The text, cut with an ellipsis if it is wider than `limit`. The table beside each chart has it in full.

    >>> fit("Semiconductors", 200), fit("Semiconductors", 70)
    ('Semiconductors', 'Semicon…')
    """
    text = " ".join(text.split())
    if width(text, size, bold) <= limit:
        return text
    return _longest(text, limit - width("…", size, bold), size, bold).rstrip() + "…"


def _longest(text: str, limit: float, size: float, bold: bool) -> str:
    """The longest beginning that is not wider than `limit`, at least one character: by halving, since width grows with length."""
    low, high = 1, len(text)
    while low < high:
        half = (low + high + 1) // 2
        low, high = (half, high) if width(text[:half], size, bold) <= limit else (low, half - 1)
    return text[:low]


def write(ax: Axes, x: float, y: float, text: str, *, size: float = style.LABEL, bold: bool = False, colour: str = style.INK,
          align: str = "left", limit: float | None = None, lines: int | None = None, angle: float = 0, halo: bool = False) -> float:
    """Set text with the middle of its first line's capitals at (x, y); give back the y at which a further line would stand.

    `align` says which end of the text x is: left, center or right. `limit` wraps it, `lines` cuts it after so many. `angle` turns it
    (degrees, anticlockwise) about (x, y). `halo` clears a rim around the letters, for text over lines.
    """
    rows = [text] if limit is None else wrap(text, limit, size, bold)
    if lines is not None and len(rows) > lines:
        rows = [*rows[:lines - 1], fit("".join(rows[lines - 1:]), limit, size, bold)]
    turn = Affine2D().rotate_deg(-angle)
    for row in rows:
        dx, dy = turn.transform((0, MIDDLE * size))
        ax.text(x + dx, y + dy, row.strip(), size=size, weight="bold" if bold else "normal", color=colour, ha=align, va="baseline",
                rotation=angle, rotation_mode="anchor", gid="halo" if halo else None)
        dx, dy = turn.transform((0, LEADING * size))
        x, y = x + dx, y + dy
    return y


def mark(ax: Axes, x: float, y: float, state: str, colour: str = style.INK, size: float = 12, marker: str = "o") -> None:
    """The mark of a state: listed is filled, not listed (by a list read whole) a small open ring, unknown a ring with a question mark.

    ValueError for another state.
    """
    def place(**how):
        ax.plot([x], [y], linestyle="none", clip_on=False, **how)

    if state == style.LISTED:
        place(marker=marker, markersize=size, markerfacecolor=colour, markeredgewidth=0)
    elif state == style.NOT_LISTED:
        place(marker="o", markersize=5, markerfacecolor="none", markeredgecolor=style.MUTED, markeredgewidth=1)
    elif state == style.UNKNOWN:
        place(marker="o", markersize=14, markerfacecolor="none", markeredgecolor=style.MUTED, markeredgewidth=1)
        write(ax, x, y, "?", size=style.SMALLEST, bold=True, colour=style.MUTED, align="center")
    else:
        raise ValueError(f"a mark's state is listed, not listed or unknown, not {state!r}")


def bar(ax: Axes, x: float, y: float, length: float, height: float, colour: str = style.GREY, unknown: bool = False) -> None:
    """A bar from x to the right, y its middle; hatched where what it counts is unknown."""
    how = {"facecolor": "none", "edgecolor": style.MUTED, "linewidth": 1, "hatch": "////"} if unknown else {"facecolor": colour}
    ax.add_patch(Rectangle((x, y - height / 2), length, height, clip_on=False, **how))


def key(ax: Axes, x: float, y: float, entries: Sequence[tuple[str, Callable[[Axes, float, float], None]]], limit: float = style.BODY) -> float:
    """A row of explanations: for each (label, draw), what `draw(ax, x, y)` draws in a field 16 wide around (x, y), then the label.

    Goes on in another row where x would pass `limit`. Gives back the y of the row after the last.
    """
    at = x
    for label, draw in entries:
        needed = 22 + width(label, style.NOTE)
        if at > x and at + needed > limit:
            at, y = x, y + 20
        draw(ax, at + 8, y)
        write(ax, at + 22, y, label, size=style.NOTE, colour=style.MUTED)
        at += needed + 18
    return y + 20
