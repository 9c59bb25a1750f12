"""Whatever the file holds, `read` says the difference or one sentence; there is never a traceback."""
from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import cli
from analysis.page.lines import PageError
from analysis.page.saved import read_bytes
from analysis.page.told import held, written
from analysis.tests.madeup import PAGES, base, html, page
from analysis.tests.test_read_draft import made

PIECES = ["<ul>", "</ul>", "<li>", "</li>", "<p>", "</p>", "<div hidden>", "</div>", "<table>", "<tr>", "<td>", "<dl>", "<dt>", "<dd>", "<details>", "<summary>", "<h2>", "</h2>",
          "<b>", "</b>", "<a href=#>", "</a>", "<br>", "<pre>", "<template>", "<svg>", "<select>", "<!--", "-->", "<![CDATA[", "&amp", "&#0;", "&#xD800;", "<button aria-controls=x>",
          "Partnership with Bland", "Partnership with ", "On 31 June 2023", "the second Council", "14 June 2023", "- Chips\n", "\n", " ", "\x00", "\x1b[2J", "\u202e", "Chips", "99th Council", "0"]


def said(data: bytes) -> str:
    known = base()
    try:
        found = read_bytes(data)
    except PageError as fault:
        assert "\n" not in str(fault)
        return str(fault)
    text = written(found, held(found, known), known)
    assert all(letter.isprintable() or letter == "\n" for letter in text)
    return text


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_any_markup(text):
    said(text.encode("utf-8", "surrogatepass"))


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes(data):
    said(data)
    said(b"<p>" + data)


@pytest.mark.parametrize("name", sorted(path.name for path in PAGES.iterdir()))
def test_mutilated_pages(name):
    chance, whole = random.Random(4), page(name).encode()
    for _ in range(60):
        data = bytearray(whole)
        for _ in range(chance.randrange(1, 30)):
            at, size = chance.randrange(len(data)), chance.randrange(1, 40)
            how = chance.randrange(4)
            piece = bytes(chance.randrange(256) for _ in range(size)) if how == 0 else chance.choice(PIECES).encode() if how == 1 else b"" if how == 2 else bytes(data[at:at + size]) * 2
            data[at:at + size] = piece
        said(bytes(data))
        said(whole[:chance.randrange(len(whole))])


@pytest.mark.parametrize("data, reason", [
    (b"", "is empty"), (b" \n\xef\xbb\xbf", "is empty"), (b"\0" * 99, "is empty"), (b"%PDF-1.7 x", "some other kind of file"), (b"PK\x03\x04abc", "some other kind of file"),
    (b"\x89PNG\r\n\x1a\n\0\0\0", "some other kind of file"), (bytes(range(256)), "some other kind of file"),
    (b"MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n", "a web archive"),
    (b"Words of another page.\n- with\n- a list\n", "no heading and no list that the source"), (b"<html><body><p>Loading</p><script>app()</script>", "no heading and no list that the source"),
])
def test_what_is_no_page_is_one_sentence(data, reason, tmp_path, capsys):
    path = tmp_path / "page\x1b.html"
    path.write_bytes(data)
    assert cli.main(["read", str(path)]) == 1
    shown = capsys.readouterr()
    assert reason in shown.err and shown.err.count("\n") == 1 and shown.out == "" and "\x1b" not in shown.err


def test_a_file_that_is_not_there_or_a_folder_or_too_large_is_one_sentence(tmp_path, capsys):
    with (tmp_path / "large").open("wb") as file:
        file.truncate(11_000_000)
    for path, reason in [(tmp_path / "none", "No such file"), (tmp_path, "cannot be read"), (tmp_path / "large", "more than any page"), ("a\0b", "cannot be read")]:
        assert cli.main(["read", str(path)]) == 1
        error = capsys.readouterr().err
        assert reason in error and error.count("\n") == 1


@pytest.mark.parametrize("form", ["text", "HTML"])
def test_a_page_of_one_known_section_is_read(form, tmp_path, capsys):
    """The least that is a page; all else is said to be gone, which is no error."""
    text = made().split("\n- ")[0] + "\n"
    path = tmp_path / "page"
    path.write_text(text if form == "text" else html(text), encoding="utf-8")
    assert cli.main(["read", str(path)]) == 0 and " is gone" in capsys.readouterr().out


@pytest.mark.parametrize("data", [b"<ul><li>" * 10_000, b"<b><p>" * 10_000, b"<table><td>" * 10_000, b"- x\n" * 30_000, b"word " * 100_000, b"<dl><dt><details><summary>" * 2_000,
                                  b"On 1 May 2023 the first Council. " * 2_000, b"<p>Partnership with Bland<ul>" + b"<li>Chips" * 10_000, b"a" * 1_000_000, b"\n" * 500_000 + b"x",
                                  b"Partnership with Bland\n" * 10_000, b"<h2>Partnership with Zed</h2><ul><li>x</ul>" * 2_000],
                         ids=["lists", "unclosed", "tables", "items", "words", "openers", "sentences", "one list", "a word", "lines", "headings", "partners"])
def test_large_pages(data):
    for whole in (b"Partnership with Bland\n" + data, b"<h2>Partnership with Bland</h2>" + data):
        said(whole)


@pytest.mark.slow
def test_five_megabytes_of_nested_elements():
    assert "item" in said(b"<div>" * 1_000_000 + html(page("plain.txt")).encode())
