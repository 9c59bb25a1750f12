"""What matplotlib writes, written anew: small, with no date, no random id and no `style="..."`, and the same on every run.

A strict content security policy lets no style attribute through, and two drawings on one page must not share an id.
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from analysis.publish import style

SVG, _LINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}href"

_REFERENCE = re.compile(r"url\(#([^)]+)\)")
_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?")
_GEOMETRY = {"d", "x", "y", "width", "height", "transform", "points", "font-size", "opacity", "fill-opacity", "stroke-opacity", "stroke-width",
             "stroke-dasharray", "stroke-dashoffset"}
_SILENT = {("text-anchor", "start"), ("stroke-dashoffset", "0"), ("fill-opacity", "0"), ("transform", "")}   # say what holds anyway
_HALO = {"stroke": style.GROUND, "stroke-width": "3", "paint-order": "stroke"}


def tidy(root: Element, name: str) -> list[Element]:
    """The elements of a drawing by matplotlib without metadata, empty groups, needless ids and defaults. Ids become `name`-1, `name`-2, ...

    A group with the gid "halo" gets a rim in the colour of the ground.
    """
    ids: dict[str, str] = {}
    for element in root.iter():
        for value in _given(element).values():
            for old in _REFERENCE.findall(value):
                ids.setdefault(old, f"{name}-{len(ids) + 1}")
    return [new for child in root for new in _rebuilt(child, ids)]


def _given(element: Element) -> dict[str, str]:
    """Attributes and what `style` says, in one; a link to a marker in the form in which attributes refer to a pattern."""
    styled = (part.split(":", 1) for part in element.get("style", "").split(";") if ":" in part)
    given = {**element.attrib, **{key.strip(): value.strip() for key, value in styled}}
    if link := given.pop(_LINK, None):
        given = {"href": f"url({link})", **given}
    return given


def _rebuilt(element: Element, ids: dict[str, str]) -> Iterator[Element]:
    tag = element.tag.removeprefix(SVG)
    if tag.startswith("{") or tag in ("metadata", "style"):
        return
    children = [new for child in element for new in _rebuilt(child, ids)]
    attributes = dict(_attributes(_given(element), ids))
    if tag in ("g", "defs") and not children:
        return
    if tag == "g" and not attributes:
        yield from children
        return
    new = Element(tag, attributes)
    new.text = element.text if tag == "text" else None
    new.extend(children)
    yield new


def _attributes(given: dict[str, str], ids: dict[str, str]) -> Iterator[tuple[str, str]]:
    if given.get("id") == "halo":
        yield from _HALO.items()
    if given.get("fill-opacity") == "0":
        given["fill"] = "none"
    for key, value in given.items():
        if key == "id":
            value = ids.get(value, "")
        elif found := _REFERENCE.fullmatch(value):
            value = f"#{ids[found[1]]}" if key == "href" else f"url(#{ids[found[1]]})"
        elif key in _GEOMETRY:
            value = numbers(value.removesuffix("px"))
        if value and key not in ("style", "font-family") and (key, value) not in _SILENT:
            yield key, value


def numbers(value: str) -> str:
    """Numbers with two decimals at most, no space that a path can do without, no turn by nothing.

    >>> numbers("M 1.004 2.5 L -0.001 7.126 z"), numbers("rotate(-0 7.25 3)"), numbers("rotate(-90.000 1 2)")
    ('M1 2.5L0 7.13z', '', 'rotate(-90 1 2)')
    """
    value = _NUMBER.sub(lambda found: short(float(found[0])), value)
    if "(" not in value:
        value = re.sub(r"\s*([A-Za-z])\s*", r"\1", value)
    return re.sub(r"rotate\(0(?: [^)]*)?\)", "", value).strip()


def short(number: float) -> str:
    """A number with two decimals at most.

    >>> short(1.5), short(2), short(-0.001), short(1 / 3)
    ('1.5', '2', '0', '0.33')
    """
    return f"{round(number, 2) + 0.0:.2f}".rstrip("0").rstrip(".")
