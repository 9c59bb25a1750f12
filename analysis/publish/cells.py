"""The cells of an executed notebook as HTML: prose, outputs, then the code, folded.

Nothing that a notebook says is taken for markup: prose goes through Markdown with HTML escaped, an output is a chart or a table of ours,
taken apart and set anew, or it is text.
"""
from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree

import mistune
from pygments import highlight
from pygments.formatters.html import HtmlFormatter
from pygments.lexers.python import PythonLexer

from analysis.publish import figures

ANCHORS = ("main", "contents", "citation")   # of the frame round every page (templates/base.html): no heading may take them


@dataclass(frozen=True)
class Heading:
    """A heading of a page: its level, the anchor that leads to it, its words as HTML."""
    level: int
    anchor: str
    words: str


@dataclass(frozen=True)
class Content:
    """What a page takes from a notebook: the words of its one first-level heading, the HTML of the rest, and the headings in it."""
    title: str
    body: str
    headings: tuple[Heading, ...]


def content(notebook: Mapping, figure: Callable[[str], str], about_this_corpus: bool = True) -> Content:
    """A notebook (nbformat 4) as the content of a page. `figure` sets a chart's stored HTML.

    Cells tagged `hide` are left out, and those tagged `corpus`, whose prose is about the corpus at hand, unless `about_this_corpus`.
    ValueError unless there is just one first-level heading, for a chart shown twice, and for an output that no reader could be shown.
    """
    charts = list(_chart_ids(notebook))
    if twice := sorted({name for name in charts if charts.count(name) > 1}):
        raise ValueError(f"the chart {twice[0]} is shown more than once; a page has one anchor for each chart")
    prose = _Prose({*charts, *ANCHORS})
    markdown = mistune.create_markdown(renderer=prose, plugins=["table"])
    blocks, number, first = [], 0, True
    for cell in notebook["cells"]:
        number += cell["cell_type"] == "code"   # code cells are counted as Jupyter counts them, those left out too
        tags = cell.get("metadata", {}).get("tags", [])
        if "hide" in tags or "corpus" in tags and not about_this_corpus:
            continue
        source = _joined(cell["source"])
        if cell["cell_type"] == "markdown":
            blocks.append(f'<div class="prose">\n{markdown(source)}</div>\n')
        elif cell["cell_type"] == "code" and source.strip():
            shown = "".join(_outputs(cell, number, figure))
            blocks.append(f'<div class="{"step answer" if first else "step"}">\n{shown}{_code(source, number)}</div>\n')
            first = False
    titles = [heading for heading in prose.headings if heading.level == 1]
    if len(titles) != 1:
        raise ValueError(f"a notebook's page needs one first-level heading; this one has {len(titles)}")
    return Content(titles[0].words, "".join(blocks), tuple(heading for heading in prose.headings if heading.level > 1))


def _joined(text: str | list[str]) -> str:
    """A notebook's file may hold a text as its lines."""
    return text if isinstance(text, str) else "".join(text)


def _chart_ids(notebook: Mapping) -> Iterator[str]:
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            yield from re.findall(r'<figure class="chart" id="([^"]+)"', _joined(output.get("data", {}).get("text/html", "")))


def _outputs(cell: Mapping, number: int, figure: Callable[[str], str]) -> Iterator[str]:
    for place, output in enumerate(cell["outputs"], 1):
        name = f"cell {number}" if place == 1 else f"cell {number}, part {place}"
        data = output.get("data", {})
        markup = _joined(data.get("text/html", ""))
        if output["output_type"] == "stream":
            yield printed(_joined(output["text"]), name)
        elif markup.startswith('<figure class="chart"'):
            yield figure(markup)
        elif markup.startswith('<table class="data"'):
            yield figures.framed_table(ElementTree.fromstring(markup), f"Table of {name}")
        elif "text/plain" in data:
            yield printed(_joined(data["text/plain"]), name)
        else:
            raise ValueError(f"{name} shows something that is neither a chart, a table nor text: {output['output_type']} {sorted(data)}")


def printed(text: str, name: str) -> str:
    """What the cell called `name` printed: sentences as paragraphs, columns (two spaces in a row) as they are.

    Lines without an empty one between them stay together.

    >>> print(printed("Two of four.\\nLimit: one list.\\n\\nEdition 1.\\n", "cell 2"), end="")
    <div class="printed"><p>Two of four.</p><p>Limit: one list.</p></div>
    <div class="printed"><p>Edition 1.</p></div>
    >>> print(printed("a   1\\nbb  2\\n", "cell 3"), end="")
    <div class="scroll" role="region" tabindex="0" aria-label="Output of cell 3"><pre>a   1
    bb  2</pre></div>
    """
    text = text.strip("\n")
    if re.search(r"  |\t|^ ", text, re.MULTILINE):
        return f'<div class="scroll" role="region" tabindex="0" aria-label="Output of {name}"><pre>{html.escape(text)}</pre></div>\n'
    blocks = ("".join(f"<p>{linked(line)}</p>" for line in block.splitlines()) for block in re.split(r"\n{2,}", text) if block)
    return "".join(f'<div class="printed">{block}</div>\n' for block in blocks)


def linked(text: str) -> str:
    """Plain text as HTML, with the addresses in it as links.

    >>> linked("A & B, https://example.org/?x=1&y.")
    'A &amp; B, <a href="https://example.org/?x=1&amp;y">https://example.org/?x=1&amp;y</a>.'
    """
    parts = re.split(r"""(https?://[^\s<>"]*[^\s<>".,;:)\]'])""", text)
    return "".join(f'<a href="{part}">{part}</a>' if n % 2 else part for n, part in enumerate(map(html.escape, parts)))


def _code(source: str, number: int) -> str:
    coloured = highlight(source, PythonLexer(), HtmlFormatter(nowrap=True))
    return f'<details class="code"><summary>Code of cell {number}</summary><pre><code>{coloured}</code></pre></details>\n'


class _Prose(mistune.HTMLRenderer):
    """Markdown to HTML with anchors, links that lead from page to page, and no picture from elsewhere."""

    def __init__(self, taken: set[str]) -> None:
        super().__init__(escape=True)
        self.taken, self.headings, self.tables = taken, [], 0

    def heading(self, text: str, level: int, **_: object) -> str:
        words = re.sub(r"</?a\b[^>]*>", "", text)   # a heading is itself a link, to itself
        anchor = base = re.sub(r"[^a-z0-9]+", "-", html.unescape(re.sub("<[^>]+>", "", words)).lower()).strip("-") or "section"
        copies = 1
        while anchor in self.taken:
            copies += 1
            anchor = f"{base}-{copies}"
        self.taken.add(anchor)
        self.headings.append(Heading(level, anchor, words))
        return f'<h{level} id="{anchor}"><a class="permalink" href="#{anchor}">{words}</a></h{level}>\n' if level > 1 else ""

    def link(self, text: str, url: str, title: str | None = None) -> str:
        return super().link(text, re.sub(r"^([\w.-]+)\.ipynb(?=#|$)", r"\1.html", url), title)

    def image(self, text: str, url: str, title: str | None = None) -> str:
        return self.link(text or url, url, title)

    def table(self, text: str) -> str:
        self.tables += 1
        return f'<div class="scroll" role="region" tabindex="0" aria-label="Table {self.tables} in the text"><table class="data">{text}</table></div>\n'
