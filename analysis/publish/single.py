"""The report as one file: the pages' main parts one after another, with one style, each link leading to a place in the file itself.

The page `03-overlap.html` becomes the article `03-overlap`, and the place `pairs` on it `03-overlap--pairs`; `links.js` says the same for what a script makes.
"""
from __future__ import annotations

import html
import re
from collections.abc import Mapping

from markupsafe import Markup

from analysis.publish import pages

_MAIN = re.compile(r'<main class="([^"]*)" id="main" tabindex="-1">(.*)</main>', re.DOTALL)
_NOTES = re.compile(r'<section class="paper">.*?</section>', re.DOTALL)
_CITATION = re.compile(r'<p id="citation">.*?(?=</footer>)', re.DOTALL)
_SCRIPTS = re.compile(r'(<script type="application/json" id="model">.*?</script>)\s*<script>(.*?)</script>', re.DOTALL)
_TAG = re.compile(r"<[a-zA-Z][^<>]*>")
_REFERS = re.compile(r' (id|for|aria-labelledby|aria-describedby|aria-controls)="([^"]+)"')
# These hashes are a script's own: they say what it shows, and are the same in one file.
STATES = ("explore", "find")


def single(site: pages.Site, made: Mapping[str, str], script: bool = True) -> str:
    """One HTML text that holds the pages `made` (file name to text, all that the site lists); without `script`, as for paper, what they show without one.

    ValueError for a page that is not in the frame of `pages`.
    """
    articles, styles, models = [], {}, []
    for page in site.pages:
        text = made[page.href]
        main, style = _MAIN.search(text), re.search("<style>(.*?)</style>", text, re.DOTALL)
        if not main or not style:
            raise ValueError(f"{page.href} is not in the frame that all pages have")
        stem = page.href.removesuffix(".html")
        behind = text[main.end():]
        rest = "".join(f'<div class="{name}">{found[0]}</div>' for name, found in (("citing", _CITATION.search(behind)), ("notes", _NOTES.search(behind))) if found)
        ids = set(re.findall(r' id="([^"]+)"', main[2] + rest))
        body = _TAG.sub(lambda tag: _led(_named(tag[0], page.short), stem, ids, {p.href for p in site.pages}), main[2] + rest)
        articles.append(Markup(f'<article class="{main[1]}" id="{stem}">{body}</article>'))
        styles[style[1]] = None
        models += _SCRIPTS.findall(text) if script else []
    return pages.one(site, articles, list(styles), [(Markup(model.replace(' id="model"', "")), code) for model, code in models])


def _named(tag: str, page: str) -> str:
    """A part of the page `page` that is announced by a name, with a name of its own among those of all pages."""
    if tag.startswith('<nav class="contents"'):
        return f'<nav class="contents" aria-label="On the page {html.escape(page)}">'
    return re.sub(r' aria-label="([^"]*)"', lambda found: f' aria-label="{found[1]} ({html.escape(page)})"', tag) if ' role="region"' in tag else tag


def _led(tag: str, stem: str, ids: set[str], hrefs: set[str]) -> str:
    """A tag of the page `stem` as it stands in one file: its ids, and what refers to them, named after the page."""
    tag = _REFERS.sub(lambda found: f' {found[1]}="{" ".join(f"{stem}--{name}" if name in ids else name for name in found[2].split())}"', tag)
    tag = re.sub(r"url\(#([^)]+)\)", lambda found: f"url(#{stem}--{found[1]})", tag)
    return re.sub(r' href="([^"]*)"', lambda found: f' href="{lead(found[1], stem, ids, hrefs)}"', tag)


def lead(href: str, stem: str, ids: set[str], hrefs: set[str]) -> str:
    """Where a link of the page `stem`, whose places are `ids`, leads in one file of the pages `hrefs`. What leads out of them stays as it is.

    >>> [lead(h, "a", {"x"}, {"a.html", "b.html"}) for h in ("#x", "#citation", "b.html", "b.html#y", "b.html#explore?partner=c", "https://example.org/b.html")]
    ['#a--x', '#citation', '#b', '#b--y', '#explore?partner=c', 'https://example.org/b.html']
    """
    path, hash_, place = href.partition("#")
    if place.partition("?")[0] in STATES and path in {"", *hrefs}:
        return f"#{place}"
    if not path:
        return f"#{stem}--{place}" if place in ids else href
    return f"#{path.removesuffix('.html')}{f'--{place}' if place else ''}" if path in hrefs else href
