"""The one style: every colour, size and typeface of figures and pages, by name. Nothing here draws; `marks` does.

Colour means the pillar of a topic and nothing else. Partners are told apart by place and name; only where lines over time cross do they
get a colour of their own, and there it comes with a marker and a label at the line's end. Colours are given by order, never by
name, so that other data need no other code.
"""
from __future__ import annotations

from collections.abc import Sequence

# Measures, in CSS pixels. A drawing is WIDTH wide; its body, which a page shows alone, is BODY wide.
WIDTH, PAD = 720, 16
BODY = WIDTH - 2 * PAD
TITLE, SUBTITLE, LABEL, NOTE = 17, 12.5, 12, 11
SMALLEST = 11   # nothing is set smaller

# Labels are measured in DejaVu Sans, which comes with matplotlib and is wider than what readers' systems put in its place.
MEASURED = "DejaVu Sans"
SANS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
SERIF = "Charter, 'Bitstream Charter', 'Iowan Old Style', 'Palatino Linotype', Cambria, 'Source Serif 4', Georgia, serif"
MONO = "ui-monospace, 'Cascadia Code', 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace"

# Paper and ink: of a drawing that stands alone, and of the page by day and by night.
GROUND, INK, MUTED, GRID = "#ffffff", "#1c2126", "#565d66", "#dfe2e5"
PAGE = {
    "light": {"ground": "#fcfbf8", "ink": INK, "muted": MUTED, "grid": GRID},
    "dark": {"ground": "#15181c", "ink": "#e8e6e1", "muted": "#a9b0b8", "grid": "#363c43"},
}

# Five hues for marks. Each keeps 3:1 against all three grounds, and any two stay apart in the three kinds of colour blindness (tests
# compute both). That leaves no room for the 4.5:1 of text: text is INK or MUTED.
HUES = {"ochre": "#c6781a", "blue": "#3b87dd", "plum": "#a2419d", "green": "#177858"}
GREY = "#85898f"

# For lines over time: colour and marker, by the partner's place in the order. The two lists differ in length, so that pairs repeat late.
_LINES = {"brick": "#c4514b", "slate": "#6273c0", "olive": "#7b8626", "cyan": "#2391a6"}
_MARKERS = ("o", "s", "^", "D", "v", "P", "X")

PALETTE = frozenset({GROUND, INK, MUTED, GRID, GREY, *HUES.values(), *_LINES.values()})

# The state of a topic on a list. Three states, three marks (`marks.mark`), in every chart.
LISTED, NOT_LISTED, UNKNOWN = "listed", "not listed", "unknown"

# matplotlib's settings, on top of its own defaults; whatever a reader's matplotlibrc says does not count.
RC = {
    "font.family": [MEASURED], "font.size": LABEL, "text.color": INK, "text.parse_math": False,
    "svg.fonttype": "none",   # text stays text; ids, random as they are, are given anew by `tidy`
    "lines.linewidth": 1.5, "lines.solid_capstyle": "butt", "patch.linewidth": 0, "patch.facecolor": GREY,
    "hatch.color": MUTED, "hatch.linewidth": 1.2,
    "axes.edgecolor": MUTED, "axes.labelcolor": MUTED, "axes.labelsize": NOTE, "axes.facecolor": "none",
    "axes.spines.top": False, "axes.spines.right": False,
    "xtick.color": MUTED, "ytick.color": MUTED, "xtick.labelsize": NOTE, "ytick.labelsize": NOTE, "grid.color": GRID,
}


def pillar_colours(pillars: Sequence[str]) -> dict[str, str]:
    """The colour of each pillar, by its place in the order; the last one, which is "outside", is grey.

    ValueError for more pillars than there are hues: a sixth could not be told apart.

    >>> pillar_colours(["skills", "infrastructures", "outside"])
    {'skills': '#c6781a', 'infrastructures': '#3b87dd', 'outside': '#85898f'}
    """
    *inside, outside = pillars
    if len(inside) > len(HUES):
        raise ValueError(f"there are {len(inside)} pillars and {len(HUES)} hues for them; group the pillars")
    return {**dict(zip(inside, HUES.values())), outside: GREY}


def partner_lines(partners: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Colour and marker of each partner's line, by its place in the order.

    >>> partner_lines(["a", "b"])
    {'a': ('#c4514b', 'o'), 'b': ('#6273c0', 's')}
    """
    colours = list(_LINES.values())
    return {name: (colours[n % len(colours)], _MARKERS[n % len(_MARKERS)]) for n, name in enumerate(partners)}


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours `#rrggbb`, as WCAG 2 defines it: (L1 + 0.05) / (L2 + 0.05), L the relative luminance, L1 >= L2.

    >>> round(contrast("#ffffff", "#000000"), 2), round(contrast("#777777", "#ffffff"), 2)
    (21.0, 4.48)
    """
    low, high = sorted(_luminance(colour) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    values = [int(colour[n:n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in values]
    return sum(weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear))
