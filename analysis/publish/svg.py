"""From a drawing to one SVG text that stands alone, and from that to the form a page shows inline.

The whole drawing has a ground, a title, a subtitle, a body and a note, so that one file serves notebook, gallery and slide. matplotlib
draws the body (`tidy` writes it anew); the frame round it is set here, as high as its texts need.
"""
from __future__ import annotations

import io
import re
import warnings
from collections.abc import Callable
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

import matplotlib
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.text import Text

from analysis.publish import marks, style
from analysis.publish.tidy import SVG, short, tidy

Draw = Callable[[Axes], None]

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")   # what XML cannot carry, however escaped
_IN_PAGE = {style.INK: "currentColor", style.GROUND: f"var(--ground, {style.GROUND})", style.MUTED: f"var(--muted, {style.MUTED})",
            style.GRID: f"var(--grid, {style.GRID})"}


def render(name: str, draw: Draw, height: float, *, title: str, subtitle: str, description: str, note: str) -> str:
    """The drawing `name` as SVG text: `draw` puts its body, `height` pixels high, on an Axes in pixels (see `marks`).

    No text or mark is clipped: one that leaves the body is seen (`layout` finds labels that do). Each text can be read back with `texts`. ValueError
    where the drawing leaves the style: a colour that is not in its palette, text in a hue, text smaller than `style.SMALLEST`.
    """
    title, subtitle, description, note = (" ".join(_printable(text).split()) for text in (title, subtitle, description, note))
    root = Element("svg", {"xmlns": SVG[1:-1], "width": str(style.WIDTH), "height": "", "viewBox": "", "role": "img",
                           "aria-labelledby": f"{name}-name", "aria-describedby": f"{name}-about", "font-family": style.SANS,
                           "stroke-linejoin": "round"})
    SubElement(root, "title", id=f"{name}-name").text = title
    SubElement(root, "desc", id=f"{name}-about").text = description
    ground = SubElement(root, "rect", id=f"{name}-ground", width=str(style.WIDTH), height="", fill=style.GROUND)
    y = _set(root, f"{name}-title", title, style.PAD, style.TITLE, style.INK, bold=True)
    y = _set(root, f"{name}-subtitle", subtitle, y + 5, style.SUBTITLE, style.MUTED) + 14
    body = SubElement(root, "svg", id=f"{name}-body", x=str(style.PAD), y=short(y), width=str(style.BODY), height=short(height),
                      viewBox=f"0 0 {style.BODY} {short(height)}", overflow="visible")
    body.extend(tidy(_drawn(draw, height), name))
    y = _set(root, f"{name}-note", note, y + height + 12, style.NOTE, style.MUTED)
    whole = short(y + 12)
    ground.set("height", whole)
    root.attrib |= {"height": whole, "viewBox": f"0 0 {style.WIDTH} {whole}"}
    _check(name, root)
    return _text(root)


def inline(svg: str) -> str:
    """The body of a drawing for a page that sets title, subtitle and note itself: in the page's ink (`currentColor`), on the page's ground.

    The title becomes the accessible name; as an element it would hang over the chart as a tooltip.
    """
    root = ElementTree.fromstring(svg)
    title, about, body = root.find(f"{SVG}title"), root.find(f"{SVG}desc"), root.find(f"{SVG}svg")
    for element in root.iter():
        element.tag = element.tag.removeprefix(SVG)
        for key in ("fill", "stroke"):
            if element.get(key) in _IN_PAGE:
                element.set(key, _IN_PAGE[element.get(key)])
    page = Element("svg", {"class": "drawing", **{key: body.get(key) for key in ("width", "height", "viewBox")}, "preserveAspectRatio": "xMinYMin", "role": "img",
                           "aria-label": title.text, "aria-describedby": about.get("id"), "stroke-linejoin": "round"})
    page.extend([about, *body])
    return _text(page)


def texts(svg: str) -> dict[str, str]:
    """What a drawing says round its body: `title`, `description`, `subtitle` and `note`, as they were given to `render`."""
    parts = {element.get("id").rpartition("-")[2]: "".join(element.itertext()) for element in ElementTree.fromstring(svg)}
    return {"title": parts["name"], "description": parts["about"], "subtitle": parts["subtitle"], "note": parts["note"]}


def _printable(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)


def _set(root: Element, name: str, text: str, top: float, size: float, colour: str, bold: bool = False) -> float:
    """Set text wrapped, its lines alike in length, and give back its lower edge. One <text> with a <tspan> a line copies as one sentence."""
    lines, low, high = marks.wrap(text, style.BODY, size, bold), 0, style.BODY
    while high - low > 4:
        half = (low + high) / 2
        low, high = (low, half) if len(marks.wrap(text, half, size, bold)) == len(lines) else (half, high)
    element = SubElement(root, "text", {"id": name, "font-size": short(size), **({"font-weight": "700"} if bold else {}), "fill": colour})
    for line in marks.wrap(text, high, size, bold):
        SubElement(element, "tspan", x=str(style.PAD), y=short(top + marks.LEADING * size / 2 + marks.MIDDLE * size)).text = line
        top += marks.LEADING * size
    return top


def _drawn(draw: Draw, height: float) -> Element:
    """What matplotlib writes for the body, where one point is one pixel and the reader's own settings do not count."""
    with matplotlib.rc_context(), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing")   # the reader's system sets the text, in a font of its own
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(style.RC)
        figure = Figure(figsize=(style.BODY / 72, height / 72), dpi=72)
        figure.patch.set_visible(False)
        ax = figure.add_axes((0, 0, 1, 1), xlim=(0, style.BODY), ylim=(height, 0))
        ax.set_axis_off()
        draw(ax)
        for artist in figure.findobj():
            artist.set_clip_on(False)
            if isinstance(artist, Text):
                artist.set_text(_printable(artist.get_text()))
        out = io.StringIO()
        FigureCanvasSVG(figure).print_svg(out, metadata={"Date": None})
    return ElementTree.fromstring(out.getvalue())


def _check(name: str, root: Element) -> None:
    for element in root.iter():
        for key in ("fill", "stroke"):
            colour = element.get(key, "none")
            if colour.startswith("#") and colour not in style.PALETTE:
                raise ValueError(f"chart {name}: the colour {colour} is not in style.PALETTE")
        if element.tag == "text":
            said = f"chart {name}: the text {''.join(element.itertext())!r} is"
            if element.get("fill") not in (style.INK, style.MUTED):
                raise ValueError(f"{said} neither in style.INK nor in style.MUTED")
            if float(element.get("font-size")) < style.SMALLEST:
                raise ValueError(f"{said} set smaller than {style.SMALLEST} px")


def _text(root: Element) -> str:
    """One element a line, so that the difference between two drawings can be read. Inside text, white space counts and stays."""
    for element in root.iter():
        if element.tag != "text" and len(element):
            element.text = "\n"
            for child in element:
                child.tail = "\n"
    return ElementTree.tostring(root, encoding="unicode") + "\n"
