"""The pages of the report: a frame, and in it an index, a notebook, or what another module fills in. Pure functions from data to one HTML text each.

A page is whole in itself: its style and its script, if it has one, are in it, and its security policy lets nothing be fetched and nothing else run.
Templates escape all they are given.
"""
from __future__ import annotations

import base64
import functools
import hashlib
import html
import itertools
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import jinja2
from markupsafe import Markup

from analysis import dates
from analysis.publish import cells, chart, figures, style


@dataclass(frozen=True)
class Page:
    """A page as others link to it: file name, title, a word or two for the bar at the top, and there the group that it stands in ("" for the first)."""
    href: str
    title: str
    short: str
    group: str = ""


@dataclass(frozen=True)
class Site:
    """What all pages of a report carry.

    `edition` says which data this is, `note` what the corpus says of itself (where its text ends), `citation` how to cite; `pages` are in
    reading order, the index first; `figures` is the folder of the pictures' files as a page sees it, "" if there is none; `cited` gives, for the title and
    the file name of a page, how to cite it (see `citing`).
    """
    title: str
    edition: str
    note: str
    citation: str
    pages: tuple[Page, ...]
    figures: str = ""
    cited: Callable[[str, str], Mapping[str, str]] | None = None


def notebook_page(notebook: Mapping, site: Site, href: str, about_this_corpus: bool = True) -> str:
    """The page `href` of the site from an executed notebook (nbformat 4). See `cells.content` for what is left out and what is an error."""
    content = cells.content(notebook, functools.partial(_figure, site), about_this_corpus)
    toc = [(heading.anchor, heading.words) for heading in content.headings if heading.level == 2]
    return framed("notebook.html", site, href, title=content.title, toc=toc, content=Markup(content.body))


def index_page(site: Site, *, title: str, standfirst: str, about: Sequence[str], findings: Sequence, chart: str, limits: Sequence[str],
               data: Sequence[tuple[str, str]], view: str = "", added: Sequence = (), views: Mapping | None = None, away: Sequence[tuple[str, Sequence[tuple[str, str, int]]]] = (),
               found: Sequence = (), described: Mapping | None = None, cited: Mapping | None = None, judged: str = "") -> str:
    """The first page. All texts are plain; addresses in `about` and `data` become links.

    `about` says in paragraphs what the partnerships are; a finding has id, title, sentence, limit, as_of (EDTF level 0 or ""), notebook;
    `chart` is a chart's HTML (`chart.Chart.html`), shown with the finding that is its title, else with the first; `limits` are what cannot
    be concluded; `data` are pairs of a name and what is to be said under it; `findings` are those of the view `view`, `added` those that rest on the record where the view is less; `views` says where two views differ (names `one` and `other`, what the other's `reach` is, how many are the `same`, `rows` with finding, other_title, one, other, same);
    `away` are the files to take away (what they are, and of each address, name and bytes), `found` what the search finds (see `search`), `described` the dataset for machines (JSON-LD), `cited` how to cite it, `judged` the page where what the sources say is held against documents.
    ValueError for a finding whose notebook has no page.
    """
    by_href = {page.href: page for page in site.pages}
    for finding in [*findings, *added]:
        if f"{finding['notebook']}.html" not in by_href:
            raise ValueError(f"finding {finding['id']}: there is no page of the notebook {finding['notebook']!r}")
    shown = figures.parts(chart)["title"]
    shown_with = next((n for n, finding in enumerate(findings) if finding["title"] == shown), 0)
    toc = [("findings", "What we find"), *([("added", "What the record adds")] if added else []),
           *([("views", "Where the views differ")] if views else []), ("limits", "What cannot be concluded"), ("about", "What the partnerships are"),
           ("data", "The data"), *([("away", "Take away")] if away else []), ("cite", "How to cite")]
    searched = {"script": ["search.js"], "css": "search.css", "model": {"search": _by_kind(found)}} if found else {}
    return framed("index.html", site, site.pages[0].href, title=html.escape(title), toc=toc, standfirst=standfirst, about=about,
                  findings=findings, view=view, added=added, views=views, shown_with=shown_with, figure=Markup(_figure(site, chart)), limits=limits, data=data, by_href=by_href, judged=by_href.get(judged),
                  away=away, searchable=bool(found), how=cited, described=None if described is None else data_block(described), **searched)


def _by_kind(found: Sequence[Sequence[str]]) -> dict[str, list[Sequence[str]]]:
    """What the search finds with each kind said once, which saves its name in every row."""
    rows: dict[str, list[Sequence[str]]] = {}
    for kind, *row in found:
        rows.setdefault(kind, []).append(row)
    return rows


def title(notebook: Mapping) -> str:
    """The title of a notebook as plain text, for the links that lead to its page."""
    words = cells.content(notebook, lambda stored: "").title
    return html.unescape(re.sub("<[^>]+>", "", words))


def _figure(site: Site, stored: str) -> str:
    return _templates().get_template("figure.html").render(**figures.parts(stored), site=site)


def framed(template: str, site: Site, href: str, *, title: str, toc: Sequence[tuple[str, str]], script: Sequence[str] = (), model: object = None, css: str = "", **body: object) -> str:
    """Fill a template, which extends base.html. `title` and the words of `toc` are HTML already; so is what a value of `body` of type Markup holds.

    `script` names the files of the templates that the page runs as one, `model` is the plain value that the script reads, as JSON, in the element `model`; `css` names a style
    sheet of the templates that stands after that of all pages. The page's security policy lets these run and nothing else. ValueError if the site has no page `href`.
    """
    hrefs = [page.href for page in site.pages]
    if href not in hrefs:
        raise ValueError(f"the site has no page {href!r}")
    place = hrefs.index(href)
    style, code = _css(css), _script(*script) if script else ""
    policy = _policy(style, *filter(None, [code]))
    name = html.unescape(re.sub("<[^>]+>", "", title))
    page = _templates().get_template(template).render(
        site=site, to=str, here=site.pages[place], place=place, previous=site.pages[place - 1] if place else None,
        next=site.pages[place + 1] if place + 1 < len(hrefs) else None, policy=policy, css=Markup(style), script=Markup(code), model=None if model is None else data_block(model),
        title=Markup(title), name=name, cited=site.cited(name, href) if site.cited else None, toc=[(anchor, Markup(words)) for anchor, words in toc], **body)
    return _with_notes(page)


def one(site: Site, articles: Sequence[Markup], styles: Sequence[str], scripts: Sequence[tuple[Markup, str]]) -> str:
    """The frame round all pages in one text (see `single`): `styles` are those of the pages, `scripts` each a model's element and the code that reads it."""
    base = _css()
    style = "\n".join([base, *(further.removeprefix(base).strip() for further in styles if further != base)])
    if not scripts:      # a page may make room for what its script shows; here there is none
        style = style.replace("@media (scripting: enabled)", "@media not all")
    policy = _policy(style, *dict.fromkeys(code for _, code in scripts))
    return _templates().get_template("one.html").render(site=site, to=lambda href: f"#{_stem(href)}", here=None, policy=policy, css=Markup(style), articles=articles, scripts=[(model, Markup(code)) for model, code in scripts])


def _stem(href: str) -> str:
    return href.removesuffix(".html")


def data_block(value: object) -> Markup:
    """A plain value as JSON that may stand in a script element: no text in it can end the element.

    >>> str(data_block({"label": "</script><!--"}))
    '{"label":"\\\\u003c/script\\\\u003e\\\\u003c!--"}'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


def _policy(style: str, *scripts: str) -> str:
    run = f"script-src {' '.join(map(_hash, scripts))}; " if scripts else ""
    return f"default-src 'none'; style-src {_hash(style)}; {run}img-src data:; base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _with_notes(page: str) -> str:
    """Number the links that lead out of the report, and list their addresses at the end: for paper, where a link cannot be followed."""
    addresses: list[str] = []

    def numbered(found: re.Match) -> str:
        address, words = found[1], found[2]
        if address == words:
            return found[0]
        if address not in addresses:
            addresses.append(address)
        return f'{found[0]}<sup class="paper">{addresses.index(address) + 1}</sup>'

    page = re.sub(r'<a href="(https?://[^"]+)"[^>]*>(.*?)</a>', numbered, page, flags=re.DOTALL)
    listed = "".join(f"<li>{address}</li>" for address in addresses)
    return page.replace("<!-- notes -->", f'<section class="paper"><h2>Links</h2><ol>{listed}</ol></section>' if addresses else "")


@functools.cache
def _templates() -> jinja2.Environment:
    templates = jinja2.Environment(loader=jinja2.FileSystemLoader(Path(__file__).with_name("templates")), autoescape=True, trim_blocks=True,
                                   lstrip_blocks=True, undefined=jinja2.StrictUndefined, keep_trailing_newline=True)
    templates.filters |= {"linked": lambda text: Markup(cells.linked(text)), "say": dates.say,
                          "uri": lambda text, kind: chart.data_uri(kind, text).replace("\n", ""), "stem": _stem,
                          "groups": lambda listed: [(group, list(mine)) for group, mine in itertools.groupby(listed, lambda page: page.group)]}
    return templates


@functools.cache
def _css(further: str = "") -> str:
    """The style sheet with the colours and typefaces of `style`, and a page's further one, without comments and indents."""
    text = "\n".join(_templates().get_template(name).render(style=style) for name in ("page.css", *filter(None, [further])))
    return re.sub(r"\s*\n\s*", "\n", re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)).strip()


@functools.cache
def _script(*names: str) -> str:
    """Scripts of the templates as one, after the one that all have: no templates, since what they are about is in the page's model; no name of theirs is seen outside."""
    parts = (Path(__file__).with_name("templates").joinpath(name).read_text(encoding="utf-8").strip() for name in ("links.js", *names))
    return "\n".join(["(() => {", "'use strict';", *parts, "})();"])
