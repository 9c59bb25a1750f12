"""Pages as blocks: each way in which HTML and text write headings, lists and paragraphs, and what is furniture."""
from __future__ import annotations

import pytest

from analysis.page.lines import Block, text_blocks
from analysis.page.markup import html_blocks
from analysis.page.saved import read_bytes


def short(blocks: list[Block]) -> str:
    """Blocks in one line: # heading, - item (a mark more for each list round it), > note, = cell, text as it is."""
    marks = {"heading": "#", "text": "", "note": ">", "cell": "="}
    return " | ".join((marks.get(b.kind, "-" * int(b.level + 1)) + " " + b.text).strip() for b in blocks)


@pytest.mark.parametrize("source, expected", [
    ("<h1>A</h1><h6>B</h6>", "# A | # B"),
    ("<ul><li>a<li>b</ul>", "- a | - b"),
    ("<ol><li>a<ul><li>b<li>c</ul>after<li>d</ol>", "- a | -- b | -- c | > after | - d"),
    ("<dl><dt>a<dd>why<dt>b<dd>why</dl>", "- a | > why | - b | > why"),
    ("<dl><div><dt>A</dt><dd><ul><li>x</ul></dd></div></dl>", "# A | -- x"),
    ("<table><tr><td>They:<ul><li>a</ul><td>b</table>", "They: | - a | = b"),
    ("<table><tr><th>Areas<tr><td>a<tr><td><p>b</p><tr><td>As they said.</table>", "> Areas | - a | - b | As they said."),
    ("<table><tr><th>No<th>Area<tr><td>1<td>a<tr><td>2<td>b</table>", "> No | > Area | > 1 | - a | > 2 | - b"),
    ("<table><tr><td>a<td>since 2019<tr><td>b<br>c<td>It is new.</table>", "= a | = since 2019 | = b | = c | It is new."),
    ("<table><tr><td><table><tr><td>a<tr><td>b</table></table>", "- a | - b"),
    ("<table><tr><td>A<p>" + "word " * 50 + "</table>", "A | " + " ".join(["word"] * 50)),
    ("<p>On:<br>- a<br/>• b<br>– c</p>", "On: | - a | - b | - c"),
    ("<p>On:</p><p>1. a</p><p>(2) b</p><p>c) d</p>", "On: | - a | - b | - d"),
    ("<p>“Quoted” &amp; it’s&nbsp;5<sup>G</sup>, semi&shy;conductors&#8209;x</p>", "“Quoted” & it’s 5G, semiconductors-x"),
    ("<li><strong>Sec</strong>ure <b>5</b>G", "- Secure 5G"),
    ("<ul><li><p>a</p><p>b</p></ul>", "- a b"),
    ("<ul><li><h3>A</h3><p>On:</p><ul><li>x</ul></ul>", "# A | On: | -- x"),
    ("<details><summary>A</summary>On:<ul><li>x</ul></details>", "# A | On: | - x"),
    ("<h3><button aria-controls=i>A</button></h3><div id=i hidden><ul><li>x</ul></div>", "# A | - x"),
    ("<div class=ecl-accordion><button class=ecl-accordion__toggle>A</button><div><ul><li>x</ul></div></div>", "# A | - x"),
    ("<div role=heading aria-level=3>A</div><div role=list><span role=listitem>x</span></div>", "# A | - x"),
    ("<section><header><h2>A</h2></header><p>b</p></section>", "# A | b"),
    ("<form><h2>A</h2><ul><li>x</ul></form>", "# A | - x"),
    ("<p>a<sup><a href='#n1'>1</a></sup> b<del>c</del></p>", "a b"),
    ("<p>one<div>two<p>three", "one | two | three"),
    ("<ul><li>a</b></p><li>b</ul></div></ul>c", "- a | - b | c"),
    ("<table>stray<tr><td>in</table>", "stray | = in"),
    ("<pre>A heading\n- a\n- b</pre>", "# A heading | - a | - b"),
    ("<ul><li> <li>&nbsp;<li><img alt=x></ul><p>-</p>", "-"),
    ("<?xml version='1.0'?><!-- <li>no --><![if !x]><p>yes<![CDATA[no]]></p><![endif]>", "yes"),
    ("<svg><title>no</title></svg><math><mi>x</mi></math><p>a", "a"),
])
def test_html(source, expected):
    assert short(html_blocks(source)[0]) == expected


@pytest.mark.parametrize("source, name", [
    ("<nav>{}</nav>", "nav"), ("<footer>{}</footer>", "footer"), ("<aside>{}</aside>", "aside"), ("<header>{}</header>", "header"), ("<form>{}</form>", "form"),
    ("<dialog>{}</dialog>", "dialog"), ("<div role=navigation>{}</div>", "navigation"), ("<div role='banner x'>{}</div>", "banner"),
    ("<div role=contentinfo><h2>P</h2>{}</div>", "contentinfo"), ("<div aria-hidden=true>{}</div>", "hidden"), ("<div hidden>{}</div>", "hidden"),
    ("<div style='display : none'>{}</div>", "hidden"), ("<div class='site cookie-consent'>{}</div>", "cookie"), ("<div id=breadcrumb>{}</div>", "breadcrumb"),
    ("<div class=ecl-social-media-share>{}</div>", "social"), ("<ul class=language-switch><li>x</ul>", "language"), ("<span class=sr-only>x</span>", "hidden"),
    ("<button>{}</button>", "button"),
])
def test_furniture(source, name):
    blocks, left = html_blocks("<p>a</p>" + source.format("<ul><li>x</ul>"))
    assert (short(blocks), left.counts, left.words) == ("a", {name: 1}, 2 if "<h2>" in source else 1)
    assert left.classes is any(word in source for word in ("class='", "class=ecl", "class=lang", "breadcrumb"))
    assert ("x" in short(html_blocks("<p>a</p>" + source.format("<ul><li>x</ul>"), classes=False)[0])) is left.classes


@pytest.mark.parametrize("source", ["script", "style", "template", "noscript", "iframe", "select", "textarea"])
def test_what_is_never_read(source):
    assert short(html_blocks(f"<p>a</p><{source}><ul><li>x</li></ul></{source}>")[0]) == "a"


@pytest.mark.parametrize("text, expected", [
    ("A\nB.\n- a\n• b\n* c\n– d\n1. e\n2) f\n(3) g", "# A | B. | - a | - b | - c | - d | - e | - f | - g"),
    ("- a\n  - b\n  - c\n- d", "- a | -- b | -- c | - d"),
    ("- a\n  and more\nText:", "- a and more | Text:"),
    ("On 30 April 2024, the one side and the other side held their second\nDigital Partnership Council.", "On 30 April 2024, the one side and the other side held their second Digital Partnership Council."),
    ("A\r\nB:\r- a\r\n", "# A | B: | - a"),
    ("\u00a0- a\u00a0b\n\t\n", "- a b"),
    ("5G\n-5 degrees", "# 5G | # -5 degrees"),
    ("One sentence. Another without a mark", "One sentence. Another without a mark"),
])
def test_text(text, expected):
    assert short(text_blocks(text)) == expected


def test_lines_are_those_of_the_source():
    source = "<!doctype html>\n<h2>\n A</h2>\n<p>b\n<br>- c\n<ul>\n<li>\n\n d\n<li><b>e</b>\n</ul>"
    assert [(b.line, b.text) for b in html_blocks(source)[0]] == [(3, "A"), (4, "b"), (5, "c"), (9, "d"), (10, "e")]
    assert [(b.line, b.text) for b in html_blocks(source.replace("\n", "\r\n"))[0]] == [(3, "A"), (4, "b"), (5, "c"), (9, "d"), (10, "e")]
    assert [b.line for b in text_blocks("a\n\nb.\n\n\n- c")] == [1, 3, 6]


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
@pytest.mark.parametrize("text", ["Partnership with Cafés\nThey say:\n- naïve\n", "<meta charset=windows-1252><p>Cafés</p><ul><li>naïve</ul>"])
def test_codings(coding, text):
    assert [b.text for b in read_bytes(text.encode(coding)).blocks if b.kind == "item"] == ["naïve"]
