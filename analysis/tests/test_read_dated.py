"""Which words of a sentence are dates, which dates they are, and whose."""
from __future__ import annotations

import pytest

from analysis.page.dated import found
from analysis.page.mentions import mentions, speaks_of_an_event


@pytest.mark.parametrize("words, date", [
    ("May 2022", "2022-05"), ("MAY 2022", "2022-05"), ("24 November 2023", "2023-11-24"), ("1 February 2023", "2023-02-01"), ("December 2022", "2022-12"),
    ("December, 2022", "2022-12"), ("Sept. 2023", "2023-09"), ("24-11-2023", "2023-11-24"), ("24/11/2023", "2023-11-24"), ("24.11.2023", "2023-11-24"),
    ("03/04/2024", "2024-04-03"), ("3.4.2024", "2024-04-03"), ("2024-04-03", "2024-04-03"), ("2024/04/03", "2024-04-03"), ("2024-04", "2024-04"),
    ("30th April 2024", "2024-04-30"), ("1st of May 2023", "2023-05-01"), ("April 30, 2024", "2024-04-30"), ("29 February 2024", "2024-02-29"),
    ("29-30 April 2024", "2024-04-29/2024-04-30"), ("30 April to 1 May 2024", "2024-04-30/2024-05-01"), ("29 and 30 April 2024", "2024-04-29/2024-04-30"),
    ("31 December 2023 – 2 January 2024", "2023-12-31/2024-01-02"), ("30 February 2024", ""), ("31/04/2024", ""), ("13/13/2024", ""), ("2024-13-01", ""),
])
def test_a_date_has_the_precision_that_is_stated(words, date):
    assert [(f.words, f.date) for f in found(f"They met ({words}), again.")] == [(words, date)]


@pytest.mark.parametrize("text", [
    "the 28th EU-Japan Summit", "5G and 6G", "connected by 2030", "until 2025", "the 2030 agenda", "Horizon 2020", "in May", "on 3 May", "at 20:24",
    "Regulation (EU) 2022/2065", "version 1.2.2024.5", "2,024 villages", "2022-2024", "page 2024", "COM(2023) 570", "May they",
])
def test_other_numbers_are_no_dates(text):
    assert found(text) == []


@pytest.mark.parametrize("text, year", [("in 2023", "2023"), ("since 2022", "2022"), ("In spring 2024", "2024"), ("in the summer of 2024", "2024"), ("Council (2023)", "2023"),
                                        ("at the 2023 Digital Partnership Council", "2023"), ("in late 2024", "2024")])
def test_a_year_is_a_date_where_a_word_says_so(text, year):
    assert [f.date for f in found(text)] == [year]


@pytest.mark.parametrize("text, events", [
    ("On 30 April 2024, both held their second Digital Partnership Council.", [("council", 2, "2024-04-30")]),
    ("They reviewed the work since the first Digital Partnership Council in 2023.", [("council", 1, "2023")]),
    ("The first and second Digital Partnership Councils were held in 2023 and on 30 April 2024.", [("council", 1, "2023"), ("council", 2, "2024-04-30")]),
    ("In 2023 the 1st Council met and in 2024 the 2nd Council.", [("council", 1, "2023"), ("council", 2, "2024")]),
    ("At the third Partnership Council they reviewed the second Council of 26 March 2024.", [("council", 3, ""), ("council", 2, "2024-03-26")]),
    ("It was announced in December 2022 and signed on 1 February 2023.", [("announcement", None, "2022-12"), ("launch", None, "2023-02-01")]),
    ("The partnership, announced in December 2022, was signed on 1 February 2023.", [("announcement", None, "2022-12"), ("launch", None, "2023-02-01")]),
    ("The first digital partnership was signed in May 2022, during the 28th summit.", [("launch", None, "2022-05")]),
    ("On 24 November 2023, both launched a Digital Partnership during the 19th summit.", [("launch", None, "2023-11-24")]),
    ("The Digital Trade Principles were signed on 31 January 2023.", [("", None, "2023-01-31")]),
    ("In June 2025 both signed the Digital Trade Agreement.", [("", None, "2025-06")]),
    ("On 3 May 2025 the European Council met.", [("", None, "2025-05-03")]),
    ("The Council of the European Union gave a mandate in 2020.", [("", None, "2020")]),
    ("The twenty-first and the Twenty second Councils were held in 2043 and on 3 May 2044.", [("council", 21, "2043"), ("council", 22, "2044-05-03")]),
    ("The thirtieth Council met in 2053 and the ninety–ninth Council in 2122.", [("council", 30, "2053"), ("council", 99, "")]),
    ("In 2090 the one hundred and first Digital Partnership Council met.", [("council", None, "2090")]),
    ("In 2090 the hundred-first Council met.", [("", None, "2090")]),
    ("The partnerships meet annually during the Digital Partnership Council.", []),
    ("It is connected by 2030 under the Digital Compass.", []),
])
def test_a_date_is_that_of_the_event_it_stands_with(text, events):
    assert [(m.kind, m.ordinal, m.date) for m in mentions(text, 1)[0]] == events


def test_what_is_to_come_is_told_apart():
    assert [m.coming for m in mentions("The first Council was in 2023. The second Council will be in 2027.", 1)[0]] == [False, True]


@pytest.mark.parametrize("text, event", [("Second Digital Partnership Council", True), ("Launch (2022)", True), ("3rd Council, Tokyo", True), ("Related content", False),
                                         ("European Council", False), ("Partners", False)])
def test_headings_of_events(text, event):
    assert speaks_of_an_event(text) is event
