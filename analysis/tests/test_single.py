"""The report as one file, and on paper."""
import html
import io
import re
import unicodedata
from types import SimpleNamespace

import pypdf
import pytest

from analysis import cli
from analysis.publish import paper, report
from analysis.publish.single import single
from analysis.tests import browser

STATES = ("#explore", "#find")


@pytest.fixture(scope="module")
def parts():
    return cli._parts(SimpleNamespace(data=None, view=None))


@pytest.fixture(scope="module")
def whole(parts):
    return report.one(*parts)


def _tags(text):
    return re.findall(r"<[a-zA-Z][^<>]*>", re.sub("<script.*?</script>", "", text, flags=re.DOTALL))


def test_every_place_is_there_once_and_every_link_leads_to_one(whole, parts):
    ids = [name for tag in _tags(whole) for name in re.findall(r' id="([^"]+)"', tag)]
    assert len(ids) == len(set(ids)) > 500
    links = [href for tag in _tags(whole) for href in re.findall(r' href="([^"]*)"', tag)]
    assert [href for href in links if not href.startswith(("http", "data:", *STATES)) and href.removeprefix("#") not in ids] == []
    refers = [name for tag in _tags(whole) for names in re.findall(r' (?:for|aria-labelledby|aria-describedby|aria-controls)="([^"]+)"', tag) for name in names.split()]
    refers += re.findall(r"url\(#([^)]+)\)", whole)
    assert refers and set(refers) <= set(ids)
    for page in report.report(*parts):
        assert page.removesuffix(".html") in ids


def test_what_is_on_the_pages_is_in_the_one_file(whole, parts):
    words = lambda text: re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", text))
    said = words(whole)
    for page in report.report(*parts).values():
        main = re.search('<main[^>]*>(.*)</main>', page.decode(), re.DOTALL)[1]
        assert words(main).strip() in said


def test_a_page_without_the_frame_is_refused(parts):
    with pytest.raises(ValueError, match="index.html is not in the frame"):
        single(SimpleNamespace(pages=(SimpleNamespace(href="index.html"),)), {"index.html": "<p>"})


def test_paper_runs_no_script(parts):
    text = report.one(*parts, script=False)
    assert "<script" not in text and "script-src" not in text


@pytest.mark.browser
def test_in_one_file_search_and_explorer_work_and_nothing_is_amiss(chromium, whole, tmp_path):
    from playwright.sync_api import sync_playwright
    path, asked, said = tmp_path / "report.html", [], []
    path.write_text(whole, encoding="utf-8")
    with sync_playwright() as driver, browser.launch(driver, chromium) as started:
        page = started.new_page(viewport={"width": 1440, "height": 900})
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda fault: said.append(str(fault)))
        page.goto(path.as_uri())
        page.get_by_role("searchbox").fill("semiconductors")
        link = page.locator(".finder-found a").first
        place = link.get_attribute("href")
        assert place.startswith("#topics--") and page.locator(f"[id='{place[1:]}']").count() == 1
        link.click()
        assert page.evaluate("location.hash") == place
        page.evaluate("location.hash = '#explore?view=record&topic=semiconductors'")
        shown = page.locator(".explorer")
        shown.get_by_role("heading", name="Semiconductors").wait_for()
        assert page.evaluate("(box => box.top < innerHeight && box.bottom > 0)(document.querySelector('.explorer').getBoundingClientRect())")
        inside = shown.locator("a[href^='#topics--']").first.get_attribute("href")
        assert page.locator(f"[id='{inside[1:]}']").count() == 1
        assert browser.axe(page) == []
    assert (asked, said) == ([path.as_uri()], [])


@pytest.mark.browser
def test_the_pdf_is_tagged_numbered_and_has_the_headings_as_bookmarks(chromium, parts):
    text = report.one(*parts, script=False)
    read = pypdf.PdfReader(io.BytesIO(paper.pdf(text)))
    assert read.trailer["/Root"]["/MarkInfo"]["/Marked"] and "/StructTreeRoot" in read.trailer["/Root"] and read.trailer["/Root"]["/Lang"] == "en"
    pages = [_plain(page.extract_text()) for page in read.pages]
    assert [n for n, page in enumerate(pages, 1) if not page.endswith(str(n)) and not page.startswith(str(n))] == []
    marks = list(_marks(read.outline))
    heads = re.findall(r"<h[1-4][^>]*>(.*?)</h[1-4]>", re.sub(r'<details.*?</details>', "", text, flags=re.DOTALL), re.DOTALL)
    assert 100 < len(marks) == len(heads)
    for mark, head in zip(marks, map(_plain, heads)):
        # Chromium may say a heading twice that it had set on the sheet before.
        assert _plain(mark.title) in (head, head * 2) and head in pages[read.get_destination_page_number(mark)], mark.title


def _marks(outline):
    for mark in outline:
        if isinstance(mark, list):
            yield from _marks(mark)
        else:
            yield mark


def _plain(text):
    """Without markup and spaces; what is set as a ligature as its letters."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", html.unescape(re.sub("<[^>]+>", "", text))))


def test_without_chromium_the_pdf_says_what_to_do(monkeypatch):
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(paper.PrinterError, match="install Chromium"):
        paper.pdf("<p>")


@pytest.mark.parametrize("body", ["exit 3", "exit 0"])
def test_a_chromium_that_prints_nothing_is_said(monkeypatch, tmp_path, body):
    path = tmp_path / "chromium"
    path.write_text(f"#!/bin/sh\necho no display >&2\n{body}\n")
    path.chmod(0o755)
    monkeypatch.setenv("CHROMIUM", str(path))
    with pytest.raises(paper.PrinterError, match="printed no PDF"):
        paper.pdf("<p>")
