"""What `read` says of changes to a page, one at a time, as text and as HTML; and of the same page in other templates."""
from __future__ import annotations

from difflib import SequenceMatcher

import pytest

from analysis.page.events import likest
from analysis.page.headings import heads, key
from analysis.page.labels import alike, pairs
from analysis.page.lines import Block
from analysis.page.outline import Listing
from analysis.page.saved import read_bytes
from analysis.tests.madeup import base, changes, compared, html, notes, page

PLAIN = page("plain.txt")
INDIA = "Partnership with the United Isles\nOn 6 February 2026, the Digital Partnership was signed. They agreed to work together on:\n- Chips\n- 6G\n"


def edit(*pairs):
    """The plain page with some words replaced, each of which stands in it."""
    text = PLAIN
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    return text


# what is done to the page -> all that is said of it
CASES = {
    "nothing": (PLAIN, []),
    "a day": (edit(("14 June 2023", "15 June 2023")), ["date of arden-council-2 changed: 2023-06-14 is now 2023-06-15"]),
    "a day in figures": (edit(("14 June 2023", "14/06/2023")), []),
    "a day in figures with hyphens": (edit(("5 September 2022", "05-09-2022")), []),
    "an ordinal day": (edit(("14 June 2023", "14th June 2023")), []),
    "an ISO day": (edit(("On 14 June 2023", "On 2023-06-14")), []),
    "an American day": (edit(("14 June 2023", "June 14, 2023")), []),
    "a month": (edit(("March 2021", "April 2021")), ["date of arden-launch changed: 2021-03 is now 2021-04"]),
    "a coarser date": (edit(("On 14 June 2023", "In June 2023")), ["date of arden-council-2 changed: 2023-06-14 is now 2023-06"]),
    "a finer date": (edit(("Council in 2022", "Council on 3 May 2022")), ["date of arden-council-1 changed: 2022 is now 2022-05-03"]),
    "two days": (edit(("14 June 2023", "14-15 June 2023")), ["date of arden-council-2 changed: 2023-06-14 is now 2023-06-14/2023-06-15"]),
    "no date": (edit(("On 5 September 2022, the", "The")), ["date of bland-launch is not stated any more: it was 2022-09-05"]),
    "no day of the calendar": (edit(("14 June 2023", "31 June 2023")), ["date of arden-council-2 is not stated any more: it was 2023-06-14"]),
    "a mention": (edit((" It was announced in December 2021 by both governments.", "")), ["bland-announcement is not mentioned any more"]),
    "an item more": (edit(("- 5G\n", "- 5G\n- Cables\n")), ["new item 'Cables', number 3 of web-arden-council-2"]),
    "an item less": (edit(("- Data spaces\n", "")), ["item web-arden-council-2-4 'Data spaces' is gone"]),
    "the first item": (edit(("- Cloud and edge\n", "")), ["item web-arden-launch-1 'Cloud and edge' is gone"]),
    "a word": (edit(("Open standards", "Open and free standards")),
               ["item web-arden-launch-3 reworded: 'Open standards' is now 'Open and free standards'"]),
    "a capital": (edit(("Data spaces", "Data Spaces")),
                  ["item web-arden-council-2-4 reworded: 'Data spaces' is now 'Data Spaces' (case and punctuation only)"]),
    "a mark": (edit(("- Trusted data", "- Trusted-data;")),
               ["item web-bland-launch-2 reworded: 'Trusted data' is now 'Trusted-data;' (case and punctuation only)"]),
    "an order": (edit(("- Cloud\n- 5G\n", "- 5G\n- Cloud\n")), ["item web-arden-council-2-2 '5G' moved from number 2 to 1"]),
    "another list": (edit(("- Digital skills\n", ""), ("- Chips\n", "- Chips\n- Digital skills\n")),
                     ["item web-arden-launch-2 'Digital skills' is gone from its list; another list has the same words",
                      "new item 'Digital skills', number 6 of web-arden-council-2: moved here, it was web-arden-launch-2"]),
    "one for another": (edit(("- Digital trade\n", "- Zebras\n")), ["item web-bland-launch-3 'Digital trade' is gone", "new item 'Zebras', number 3 of web-bland-launch"]),
    "an item twice": (edit(("- 5G\n", "- 5G\n- 5G\n")), ["new item '5G', number 2 of web-arden-council-2"]),
    "a heading": (edit(("Partnership with Bland\n", "The Bland partnership\n")), ["heading changed: it was 'Partnership with Bland'"]),
    "a heading's capital": (edit(("Partnership with Bland\n", "PARTNERSHIP with Bland\n")), ["heading changed: it was 'Partnership with Bland'"]),
    "a heading's article": (edit(("Partnership with the Republic of Arden", "Partnership with Arden")),
                            ["heading changed: it was 'Partnership with the Republic of Arden'"]),
    "a heading and an item": (edit(("Partnership with Bland\n", "The Bland partnership\n"), ("- Chips\n- Trusted", "- Trusted")),
                              ["heading changed: it was 'Partnership with Bland'", "item web-bland-launch-1 'Chips' is gone from its list; another list has the same words"]),
    "the order of partners": (PLAIN.split("Partnership with the")[0] + "Partnership with Bland" + PLAIN.split("Partnership with Bland")[1].split("Related")[0]
                              + "Partnership with the" + PLAIN.split("Partnership with the")[1].split("Partnership with Bland")[0], []),
    "a section": (PLAIN.split("Partnership with Bland")[0] + "Related pages\n",
                  ["bland-announcement is not mentioned any more", "the list web-bland-launch is gone, with 3 items: 'Chips'; 'Trusted data'; 'Digital trade'"]),
    "a new partner": (edit(("Related pages\n", INDIA + "Related pages\n")),
                      ["new partner 'the United Isles'", "new event united-isles-launch, dated 2026-02-06; a list of 2: 'Chips'; '6G'"]),
    "a new partner first": (edit(("Partnership with the Republic", INDIA + "Partnership with the Republic")),
                            ["new partner 'the United Isles'", "new event united-isles-launch, dated 2026-02-06; a list of 2: 'Chips'; '6G'"]),
    "a third Council": (edit(("Partnership with Bland\n", "On 2 May 2025, they held the third Digital Partnership Council and agreed on:\n- Cloud\n- 7G\nPartnership with Bland\n")),
                        ["new event arden-council-3, dated 2025-05-02; a list of 2: 'Cloud'; '7G'"]),
    "a Council without a list": (edit(("Related pages", "The first Digital Partnership Council met on 1 May 2024.\nRelated pages")),
                                 ["new event bland-council-1, dated 2024-05-01; no list"]),
    "a Council to come": (edit(("Related pages", "The first Digital Partnership Council will be held in 2027.\nRelated pages")),
                          ["new event bland-council-1, dated 2027, told of as still to come; no list"]),
    "a Council before the list": (edit(("They want to", "The first Digital Partnership Council will be held in 2027. They want to")),
                                  ["new event bland-council-1, dated 2027, told of as still to come; no list"]),
    "a Council without a date": (edit(("Partnership with Bland\n", "At their third Digital Partnership Council they reviewed the second Council of 14 June 2023 and agreed on:\n- 7G\nPartnership with Bland\n")),
                                 ["new event arden-council-3, without a date; a list of 1: '7G'"]),
    "another number": (edit(("second Digital", "fourth Digital")), ["arden-council-2 is now called number 4"]),
    "a list for a mention": (edit(("On 14 June", "In 2022, they held the first Digital Partnership Council and agreed on:\n- Cables\nOn 14 June")),
                             ["a list is printed now for arden-council-1: 'Cables'"]),
    "no words of an event": (edit(("On 14 June 2023, the two sides held their second Digital Partnership Council. They looked back on the first Digital Partnership Council "
                                   "in 2022 and agreed on new work:", "Later, they agreed on more:")),
                             ["arden-council-1 is not mentioned any more", "date of arden-council-2 is not stated any more: it was 2023-06-14"]),
    "a date without an event": (edit(("Related pages", "On 3 June 2025, both sides agreed on more:\n- Zebras\nRelated pages")),
                                ["a list of an event that the page does not name (drafted as bland-2025-06-03), dated 2025-06-03; a list of 1: 'Zebras'"]),
    "a list gone": (edit(("- Chips\n- Trusted data\n- Digital trade\n", "")),
                    ["bland-launch is mentioned, but its list of 3 is gone: 'Chips'; 'Trusted data'; 'Digital trade'"]),
    "other agreements": (edit(("Related pages", "The Digital Trade Principles were signed on 31 January 2023. The European Council met on 4 May 2024.\nRelated pages")), []),
    "aims and numbers": (edit(("They want to", "By 2030, the 28th summit and 5G in 2,000 villages of the 2030 agenda. They want to")), []),
    "unseen signs": (PLAIN.replace("Trusted data", "Trus\u00adted\u00a0data").replace("Digital trade", "Digital\u200b  trade"), []),
    "a summit's list after the end": (PLAIN + "- Contact\n- About\n", []),
}


@pytest.mark.parametrize("form", ["text", "HTML"])
@pytest.mark.parametrize("name", CASES)
def test_each_change_is_said_and_nothing_else(name, form):
    text, expected = CASES[name]
    assert sorted(changes(text if form == "text" else html(text))) == sorted(expected)


def test_there_are_many_changes():
    assert len(CASES) > 40 and len({text for text, _ in CASES.values()}) == len(CASES)


@pytest.mark.parametrize("name", ["plain.txt", "whole.html", "accordion.html"])
def test_the_same_page_in_another_template_differs_in_nothing(name):
    found = compared(page(name))
    assert (found.changes, found.items, found.dates, found.lists) == ([], 11, 3, 3)


def test_a_heading_of_an_event_is_the_one_over_its_list():
    assert changes(page("definitions.html")) == ["heading changed: it was 'Partnership with the Republic of Arden'"]
    assert compared(page("definitions.html")).items == 11


def test_furniture_is_no_item_and_what_has_no_place_is_said():
    assert [text.split(":")[0] for text in notes(page("whole.html"))] == [
        "a list of 2 outside any partnership, under 'Digital partnerships'", "a list of 2 outside any partnership, under 'Related pages'"]


@pytest.mark.parametrize("text, said", [
    (edit(("14 June 2023", "31 June 2023")), "'31 June 2023' is no day of the calendar"),
    (edit(("Related pages", "In May 2024 a declaration followed.\nRelated pages")), "the date 2024-05 is told of no event: 'In May 2024 a declaration followed.'"),
    (edit(("by both governments", "by both governments, and the partnership was signed once more on 1 October 2022")), "another date of bland-launch: 2022-10-01"),
    (edit(("Related pages", "They add:\n- Zebras\nRelated pages")), "read as a further part of the list of line 15: 'Zebras'"),
    (edit(("Related pages", "In short:\n- Chips\n- Trusted data\n- Digital trade\nRelated pages")), "the list of line 15 once more"),
    (edit(("Related pages", "Partnership with industry\nWords.\nRelated pages")), ""),
    (edit(("Related pages", "Partnership with Industry\nWords.\nRelated pages")),
     "the heading 'Partnership with Industry' is like that of a partnership, but neither a list nor a date stands under it"),
])
def test_what_has_no_place(text, said):
    assert notes(text) == ([said] if said else [])


def test_links_under_the_last_list_are_not_its_items():
    text = html(PLAIN).replace("<h2>Related pages", '<p>See</p><ul><li><a href="/a">Mail</a></li><li><a href="/b">Print</a></li></ul><h2>Related pages')
    assert changes(text) == [] and notes(text) == ["a list of 2 links that no event introduces: 'Mail'; 'Print'"]


def test_a_list_in_a_section_that_lost_its_heading_is_known_by_its_labels():
    text = PLAIN.replace("Partnership with Bland\n", "News\n")
    assert "heading changed: it was 'Partnership with Bland'" in changes(text)
    assert compared(text).items == 11


@pytest.mark.parametrize("old, new, like, what", [
    ("abcde", "abcxy", 6 / 10, "reworded"), ("abcdefghijk", "abcdefghijkmnopqrstuvwxyz1", 22 / 37, "new"),      # three of five letters; eleven of eleven and 26
    ("data", "data and all that is made of them", 0.6, "reworded"), ("data", "metadata and all that is made of them", 8 / 41, "new")])
def test_a_label_is_reworded_if_it_is_alike_by_six_tenths(old, new, like, what):
    """So is one that goes on with the whole words of the other, however few they are of it."""
    assert alike(old, new) == pytest.approx(like)
    assert [pair.what for pair in pairs([old], [new])] == [what, *(["vanished"] if what == "new" else [])]


@pytest.mark.parametrize("shared, labels, told", [(3, 5, True), (4, 7, False)])
def test_a_list_of_no_event_is_a_known_one_if_it_has_six_tenths_of_its_labels(shared, labels, told):
    known = base()
    [row] = [row for row in known.lists if row["list"] == "web-arden-council-2"]
    known.items[row["list"]] = [{"label": f"Field {n}"} for n in range(labels)]
    there = [*(f"Field {n}" for n in range(shared)), *(f"Zebra {n}" for n in range(4))]
    found = likest(Listing([Block(n, "item", text) for n, text in enumerate(there)], None, "", 1), [row], known)
    assert found is (row if told else None)


@pytest.mark.parametrize("heading, like, told", [("Partnership of Blandia", 36 / 44, True), ("Partnerships in islands", 36 / 45, False)])
def test_a_heading_that_names_nobody_is_the_old_one_reworded_if_it_is_more_than_eight_tenths_like_it(heading, like, told):
    assert SequenceMatcher(None, key(heading), "partnership with bland").ratio() == like
    found = heads(read_bytes(PLAIN.replace("Partnership with Bland\n", f"{heading}\n").encode()).blocks, base())
    assert [(head.partner, head.name) for head in found][1:] == [("bland", heading)] * told
