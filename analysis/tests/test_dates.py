"""Dates of EDTF level 0: what they span, in which order they are, and what is refused with which words."""
from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings, strategies as st

from analysis import dates

QUICK = settings(derandomize=True, database=None, deadline=None)
DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))
POINTS = st.builds(lambda day, length: day.isoformat()[:length], DAYS, st.sampled_from([4, 7, 10]))
TEXTS = st.one_of(POINTS, st.tuples(POINTS, POINTS).filter(lambda pair: dates.order(*pair) <= 0).map("/".join))


@pytest.mark.parametrize("text, first, last, precision", [
    ("1985-04-12", (1985, 4, 12), (1985, 4, 12), "day"),
    ("1985-04", (1985, 4, 1), (1985, 4, 30), "month"),
    ("1985", (1985, 1, 1), (1985, 12, 31), "year"),
    ("2024-02", (2024, 2, 1), (2024, 2, 29), "month"),
    ("2000-02-29", (2000, 2, 29), (2000, 2, 29), "day"),
    ("0001", (1, 1, 1), (1, 12, 31), "year"),
    ("9999-12", (9999, 12, 1), (9999, 12, 31), "month"),
    ("1964/2008", (1964, 1, 1), (2008, 12, 31), "interval"),
    ("2004-06/2006-08", (2004, 6, 1), (2006, 8, 31), "interval"),
    ("2004-02-01/2005-02-08", (2004, 2, 1), (2005, 2, 8), "interval"),
    ("2005/2006-02", (2005, 1, 1), (2006, 2, 28), "interval"),
    ("2004-06/2004", (2004, 6, 1), (2004, 12, 31), "interval"),
    ("2004/2004", (2004, 1, 1), (2004, 12, 31), "interval"),
])
def test_what_a_date_spans(text, first, last, precision):
    assert dates.parse(text) == (date(*first), date(*last), precision)


@pytest.mark.parametrize("text, words", [
    ("", "not a date of EDTF level 0"), ("2024-4-30", "not a date"), ("May 2022", "not a date"), ("20240430", "not a date"),
    ("2024-04-30 ", "not a date"), ("2024-04\n", "not a date"), ("２０２４", "not a date"), ("2024-XX", "not a date"), ("2024~", "not a date"),
    ("Y12024", "not a date"), ("-0044", "not a date"), ("12024", "not a date"), ("2024-04-30T10:00:00", "a time of day is not used"),
    ("0000", "no year 0000"), ("2024-00", "no month 00"), ("2024-13", "no month 13"), ("2024-21", "no month 21"),
    ("2024-04-31", "no day 31 in April 2024"), ("2023-02-29", "no day 29 in February 2023"), ("1900-02-29", "run from 01 to 28"),
    ("2024-01-00", "no day 00"), ("2024/2023", "ends before it starts"), ("2024-05-02/2024-05-01", "ends before it starts"),
    ("30/04/2024", "a slash stands only"), ("2024/", "a slash stands only"), ("/2024", "a slash stands only"), ("2024/..", "a slash stands only"),
    ("2022/2023/2024", "a slash stands only"), ("2023/2024-13", "no month 13"), ("2023/2024T", "a time of day"),
])
def test_what_is_refused_and_why(text, words):
    with pytest.raises(ValueError, match=words) as caught:
        dates.parse(text)
    problem, parted, remedy = str(caught.value).partition("; ")
    assert problem and parted and remedy


@QUICK
@given(DAYS)
def test_a_day_lies_in_its_month_and_its_year(day):
    spans = [dates.parse(day.isoformat()[:length]) for length in (10, 7, 4)]
    assert spans[0][:2] == (day, day)
    assert spans[2].first <= spans[1].first <= day <= spans[1].last <= spans[2].last
    if spans[1].last < date.max:
        assert (spans[1].last + timedelta(1)).day == 1


@QUICK
@given(TEXTS, TEXTS)
def test_order_is_decided_exactly_where_all_days_agree(a, b):
    one, other = dates.parse(a), dates.parse(b)
    assert one.first <= one.last
    assert dates.order(a, b) == -dates.order(b, a)
    assert (dates.order(a, b) == -1) == (one.last < other.first)
    assert (dates.order(a, b) == 0) == (max(one.first, other.first) <= min(one.last, other.last))


@QUICK
@given(st.lists(TEXTS))
def test_the_sort_key_is_total_and_keeps_every_decided_order(texts):
    laid_out = sorted(texts, key=dates.sort_key)
    assert laid_out == sorted(reversed(texts), key=dates.sort_key)
    assert all(dates.order(a, b) <= 0 for a, b in zip(laid_out, laid_out[1:]))


@pytest.mark.parametrize("text, words", [
    ("2024-04-30", "30 April 2024"), ("2023-02-01", "1 February 2023"), ("2022-05", "May 2022"), ("2023", "2023"), ("0800", "0800"),
    ("2022-05/2024-04-30", "May 2022 to 30 April 2024")])
def test_dates_in_words(text, words):
    assert dates.say(text) == words


def test_what_is_no_date_is_not_put_into_words():
    with pytest.raises(ValueError):
        dates.say("soon")


@QUICK
@given(st.text(max_size=12))
def test_any_text_is_a_date_or_refused(text):
    try:
        assert dates.parse(text).first <= dates.parse(text).last
    except ValueError as error:
        assert str(error)
