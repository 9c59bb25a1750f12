"""A label that lost its bullet, or stands elsewhere than in its list, is never said to be gone; and no short line among items is lost."""
from __future__ import annotations

import pytest

from analysis.page.labels import alike
from analysis.page.lines import Block
from analysis.page.strays import stray
from analysis.page.told import held, written
from analysis.page.saved import read_bytes
from analysis.tests.madeup import base, changes, compared, html, notes, page

PLAIN = page("plain.txt")
READ = "read as an item, though nothing marks it as one: "
NEW = "Partnership with the United Isles\nOn 6 February 2026, the Digital Partnership was signed. They agreed on:\n- Zebras\nCables\n- 6G\nRelated pages\n"


@pytest.mark.parametrize("form", ["text", "HTML"])
@pytest.mark.parametrize("label", ["Cloud and edge", "Digital skills", "5G", "Quantum (early work)", "Data spaces", "Chips", "Trusted data"])
def test_a_known_label_without_its_bullet_is_an_item(label, form):
    """The first, one between, and the last of a list."""
    text = PLAIN.replace(f"- {label}\n", f"{label}\n", 1)
    found = compared(text if form == "text" else html(text))
    assert (found.changes, found.items) == ([], 11)
    assert [note.text for note in found.notes] == [f"{READ}{label!r}"]


def test_every_bullet_of_a_list_may_be_lost():
    text = PLAIN.replace("- Cloud\n- 5G\n- Quantum (early work)\n- Data spaces\n- Chips\n", "Cloud\n5G\nData spaces\nChips\n")
    assert changes(text) == ["item web-arden-council-2-3 'Quantum (early work)' is gone"]


@pytest.mark.parametrize("form", ["text", "HTML"])
@pytest.mark.parametrize("label", ["Photonics and lasers", "Photonics (lasers)", "Photonics;", "Connectivity (5G and 6G), cables"])
@pytest.mark.parametrize("before, at", [("- Data spaces", 4), ("- Cloud\n- 5G", 1), ("- Trusted data", 2), ("- Digital trade", 3)])
def test_a_new_line_without_a_bullet_among_items_is_an_item(before, at, label, form):
    text = PLAIN.replace(before, f"{label}\n{before}", 1)
    assert text != PLAIN
    said = changes(text if form == "text" else html(text).replace(f"<h2>{label}</h2>", f"<p>{label}</p>"))
    assert [each.split(" of ")[0] for each in said] == [f"new item {label!r}, number {at}"]


def test_before_a_new_item_at_the_end_of_a_known_list_too():
    said = changes(PLAIN.replace("- Chips\nPartnership", "- Chips\nPhotonics\n- Zebras\nPartnership"))
    assert said == ["new item 'Photonics', number 6 of web-arden-council-2", "new item 'Zebras', number 7 of web-arden-council-2"]


def test_among_the_items_of_a_new_partner_too():
    said = changes(PLAIN.replace("Related pages\n", NEW))
    assert said[1:] == ["new event united-isles-launch, dated 2026-02-06; a list of 3: 'Zebras'; 'Cables'; '6G'"]


def test_a_line_between_two_lists_of_one_paragraph_each_is_an_item():
    assert changes(html(PLAIN).replace("<li>Data spaces</li>", "</ul><p>Data spaces</p><ul>")) == []


def test_what_heads_the_end_of_a_page_is_no_item():
    assert changes(PLAIN.replace("Related pages\n", "Related pages\n- About us\n- Contact\n")) == []
    assert notes(PLAIN.replace("Related pages\n", "Related pages\n- About us\n- Contact\n")) == [
        "a list of 2 outside any partnership, under 'Related pages': 'About us'; 'Contact'"]


def test_a_heading_of_a_partnership_or_an_event_among_items_is_none():
    text = PLAIN.replace("On 14 June 2023, the two", "Second Digital Partnership Council (14 June 2023)\n- Cloud\nOn 14 June 2023, the two", 1)
    assert not any("Second Digital" in said for said in changes(text))
    assert compared(PLAIN.replace("On 5 September 2022, the partnership with Bland was signed. It was announced in December 2021 by both governments. They want to "
                                  "work together on:\n", "")).sections == 2


def test_a_line_after_the_last_item_is_noted():
    text = PLAIN.replace("- Chips\nPartnership with Bland", "- Chips\nPhotonics and lasers\nPartnership with Bland")
    assert changes(text) == [] and notes(text) == ["read as no item, though it stands at the end of a list: 'Photonics and lasers'"]


@pytest.mark.parametrize("old, new, said", [
    ("- Data spaces\n- Chips\n", "- Chips\nThey also spoke of data spaces, at length.\n", ["item web-arden-council-2-4 'Data spaces' is not in its list any more, but stands here"]),
    ("- Digital skills\n", "", ["item web-arden-launch-2 'Digital skills' is gone"]),
    ("- Trusted data\n", "", ["item web-bland-launch-2 'Trusted data' is gone"]),
    (":\n- Chips\n- Trusted data\n- Digital trade\n", " chips and trusted data.\n",
     ["bland-launch is mentioned, but its list of 3 is gone: 'Digital trade'; still on the page: 'Chips' (line 14), 'Trusted data' (line 14)"]),
])
def test_a_label_that_stands_anywhere_is_not_gone(old, new, said):
    text = PLAIN.replace(old, new)
    assert changes(text) == said
    found = read_bytes(text.encode())
    rows = written(found, held(found, base()), base())
    assert ("Rows to take out" in rows) is (" is gone" in said[0] and said[0].startswith("item"))


def test_long_pages_of_short_lines_take_no_longer():
    text = "Partnership with Bland\nThey agreed on:\n" + "".join(f"- Item {n}\nLine {n}\n" for n in range(3000))
    assert compared(text).items == 5999      # the last line has no item after it


@pytest.mark.parametrize("items_before, items_after, is_one", [(0, 4, True), (0, 5, False), (4, 5, False), (5, 5, True)])
def test_five_items_on_either_side_tell_whether_a_short_line_is_one_of_a_known_list(items_before, items_after, is_one):
    """The label Chips is known. It stands before the line, with so many unknown items between, and so many items after the line, where nothing else of a partnership comes:
    within five after it the list goes on; where none of the five before it is known, the list is a new one and the line no worse than these."""
    lines = [Block(0, "item", "Chips"), *(Block(0, "item", f"Zebra {n}") for n in range(items_before)), Block(0, "text", "Photonics"),
             *(Block(0, "item", f"Yak {n}") for n in range(items_after)), Block(0, "item", "Chips")]
    at = items_before + 1
    assert stray(lines, at, (), lines[:at], False, frozenset(["chips"])) is is_one


@pytest.mark.parametrize("after, like, is_one", [("China", 6 / 10, True), ("Chipboard", 8 / 14, False)])
def test_a_known_list_goes_on_after_a_short_line_where_an_item_is_like_a_known_label_by_six_tenths(after, like, is_one):
    lines = [Block(1, "item", "Chips"), Block(2, "text", "Photonics"), Block(3, "item", after)]
    assert alike("chips", after.lower()) == like
    assert stray(lines, 1, (), lines[:1], False, frozenset(["chips"])) is is_one
