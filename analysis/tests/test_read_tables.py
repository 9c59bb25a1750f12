"""Tables of labels, and pages inside what looks like furniture: nothing of them is lost without a word."""
from __future__ import annotations

import re

import pytest

from analysis.page.saved import read_bytes
from analysis.page.told import read, written
from analysis.tests.madeup import base, changes, compared, html, notes, page

WHOLE = html(page("plain.txt"))
LIST = "<ul><li>Chips</li>\n<li>Trusted data</li>\n<li>Digital trade</li>\n</ul>"


def table(cells: str, head: str = "") -> str:
    """The page with its last list as a table; `cells` is a row with % for the label."""
    assert LIST in WHOLE
    return WHOLE.replace(LIST, f"<table>{head}" + "".join(f"<tr>{cells.replace('%', label)}</tr>\n" for label in re.findall("<li>(.*?)</li>", LIST)) + "</table>")


@pytest.mark.parametrize("cells, head", [("<td>%</td>", ""), ("<td><p>%</p></td>", "<tr><th>Areas</th></tr>"), ("<td>1.</td><td>%</td>", "<tr><th>No</th><th>Area</th></tr>"),
                                         ("<td></td><td><b>%</b></td>", "")])
def test_a_table_with_one_column_of_labels_is_a_list(cells, head):
    found = compared(table(cells, head))
    assert (found.changes, found.notes, found.items) == ([], [], 11)


@pytest.mark.parametrize("cells", ["<td>%</td><td>as before</td>", "<th>%</th><td>as before</td>"])
def test_cells_of_other_tables_are_named(cells):
    assert notes(table(cells)) == ["6 cells of a table under 'Partnership with Bland', read as no items; known labels: 'Chips'; 'Trusted data'; 'Digital trade'; "
                                   "others: 'as before'; 'as before'; 'as before'"]
    assert changes(table(cells)) == ["bland-launch is mentioned, but its list of 3 is gone: still on the page: 'Chips' (line 16), 'Trusted data' (line 17), 'Digital trade' (line 18)"]


def test_a_date_in_many_cells_is_noted_once():
    assert [note for note in notes(table("<td>%</td><td>since 2019</td>")) if "2019 is told" in note] == ["the date 2019 is told of no event: 'since 2019'"]


def test_cells_outside_are_named_where_a_label_is_among_them():
    text = WHOLE.replace("<h2>Related", "<h2>Figures</h2><table><tr><td>{}<td>seven<tr><td>Rice<td>eight</table><h2>Related")
    assert notes(text.format("Wheat")) == []
    assert notes(text.format("5G")) == ["4 cells of a table under 'Figures', read as no items; known labels: '5G'; others: 'seven'; 'Rice'; 'eight'"]


def inside(opening: str) -> str:
    """The page whose headings are bold paragraphs, all of it inside one element."""
    return re.sub(r"<h2>(.*?)</h2>", r"<p><b>\1</b></p>", WHOLE).replace("<main><h1>Title</h1>", opening).replace("</main>", "</div>")


def said(text: str) -> str:
    page, found = read(read_bytes(text.encode()), base())
    return written(page, found, base())


@pytest.mark.parametrize("opening", ["<div class='related-content'>", "<div id=sidebar>", "<div class='x'><ul class=menu><li>A</ul>", "<div class=social><div class=share><div>"])
def test_a_page_in_a_class_of_furniture_is_read(opening):
    told = said(inside(opening))
    assert told.startswith("11 items, 3 dates, no difference\n")
    assert ("Read without regard to what classes and ids say" in told) is ("menu" not in opening)


def test_a_part_in_a_class_of_furniture_is_read():
    assert said(WHOLE.replace(LIST, f"<div class=related>{LIST}</div>")).startswith("11 items, 3 dates, no difference\n")


def test_what_is_left_out_is_counted():
    told = said(WHOLE.replace(LIST, f"{LIST}<div class=share><ul><li>Mail this page<script>no words</script></ul></div>"))
    assert "Left out as furniture: 1 footer, 1 header, 1 nav, 1 share; 6 words in all." in told and "without regard" not in told
