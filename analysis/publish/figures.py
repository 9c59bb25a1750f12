"""A chart's or a table's stored HTML, taken apart and set for a page."""
from __future__ import annotations

import html
from urllib.parse import unquote
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from analysis.publish import svg


def parts(stored: str) -> dict[str, str]:
    """What a chart's HTML for notebooks (`chart.Chart.html`) holds: id, drawing, its texts, the link to its CSV, its table framed for a page.

    ElementTree.ParseError for HTML that is not ours.
    """
    root = ElementTree.fromstring(stored)
    name, drawing = root.get("id"), address_text(root.find("img").get("src"))
    return {"id": name, "drawing": svg.inline(drawing), **svg.texts(drawing), "csv": root.find("figcaption/a").get("href").replace(" ", ""),
            "table": framed_table(root.find("details/table"), f"Numbers of {name}")}


def address_text(uri: str) -> str:
    """The text inside a data URI. A parser has made spaces of its line ends, which say nothing: those of the text itself are encoded.

    >>> address_text("data:text/csv;charset=utf-8,a,b%0A 1,%202%0A ")
    'a,b\\n1, 2\\n'
    """
    return unquote(uri.partition(",")[2].replace(" ", "").replace("\n", ""))


def framed_table(table: Element, name: str) -> str:
    """A table of ours in a frame that scrolls, without the `style` attributes that a page's security policy forbids.

    The frame is announced by `name` and the table's caption; two frames of a page must not be announced alike.
    """
    for element in table.iter():
        element.attrib.pop("style", None)
    caption = html.escape("".join(table.find("caption").itertext()))
    table.tail = None
    return (f'<div class="scroll" role="region" tabindex="0" aria-label="{html.escape(name)}: {caption}">'
            f'{ElementTree.tostring(table, encoding="unicode", method="html")}</div>\n')
