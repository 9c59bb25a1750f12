"""Dates as the sources state them: EDTF level 0.

EDTF is the Extended Date/Time Format of the Library of Congress, since 2019 part of ISO 8601-2. Its level 0 has dates of three
precisions, `2024-04-30`, `2024-04` and `2024`, date-times, and intervals of two dates, `2022/2024-04`. Date-times are left out here: no
source gives the time of day of an event, and a precision that no source has should not be typed by accident.

A date that is no single day stays a span of days. Two dates are therefore ordered only where their spans lie apart.
"""
from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import NamedTuple

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
REMEDY = "write YYYY, YYYY-MM or YYYY-MM-DD, or two of them as START/END"

_FORM = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


class Interval(NamedTuple):
    """The days that a date may mean: all from `first` to `last`, both included; `precision` is day, month, year or interval."""
    first: date
    last: date
    precision: str


@lru_cache(maxsize=4096)
def parse(text: str) -> Interval:
    """The span of days that a date of EDTF level 0 stands for.

    ValueError says what is wrong and what would be right: another form, a day or month that does not exist, an interval whose start lies
    after its end.

    >>> parse("2024-02")
    Interval(first=datetime.date(2024, 2, 1), last=datetime.date(2024, 2, 29), precision='month')
    >>> parse("2022/2024-04-30").last
    datetime.date(2024, 4, 30)
    >>> parse("2023-02-29")
    Traceback (most recent call last):
    ValueError: there is no day 29 in February 2023; its days run from 01 to 28
    """
    parts = text.split("/")
    if len(parts) == 1:
        return _date(text)
    if len(parts) > 2 or ".." in parts or "" in parts:
        raise ValueError(f"a slash stands only between the start and the end of an interval; {REMEDY}")
    start, end = map(_date, parts)
    if start.first > end.last:
        raise ValueError("the interval ends before it starts; write the earlier date first")
    return Interval(start.first, end.last, "interval")


def _date(text: str) -> Interval:
    if "T" in text:
        raise ValueError(f"a time of day is not used here; {REMEDY}")
    if not (form := _FORM.fullmatch(text)):
        raise ValueError(f"this is not a date of EDTF level 0; {REMEDY}")
    year, month, day = (int(part or 0) for part in form.groups())
    if not year:
        raise ValueError("the calendar used here has no year 0000; its years run from 0001 to 9999")
    if form[2] is None:
        return Interval(date(year, 1, 1), date(year, 12, 31), "year")
    if not 1 <= month <= 12:
        raise ValueError(f"there is no month {form[2]}; months run from 01 to 12")
    length = monthrange(year, month)[1]
    if form[3] is None:
        return Interval(date(year, month, 1), date(year, month, length), "month")
    if not 1 <= day <= length:
        raise ValueError(f"there is no day {form[3]} in {MONTHS[month - 1]} {form[1]}; its days run from 01 to {length}")
    return Interval(date(year, month, day), date(year, month, day), "day")


def order(a: str, b: str) -> int:
    """-1 if `a` is over before `b` begins, 1 if `b` is over before `a` begins, 0 if their spans share a day and the order is undecided.

    ValueError as in `parse`.

    >>> order("2022-05", "2024-04-30"), order("2023", "2023-11-24"), order("2024", "2023-12-31")
    (-1, 0, 1)
    """
    one, other = parse(a), parse(b)
    return (one.first > other.last) - (one.last < other.first)


def sort_key(text: str) -> tuple[int, int, str]:
    """A key that lines up any dates: by first day, then the longer span first, then by the text itself.

    It breaks ties that `order` leaves undecided, so it is for laying out and never for saying which came first. ValueError as in `parse`.

    >>> sorted(["2023-11-24", "2023", "2022-05", "2023-01"], key=sort_key)
    ['2022-05', '2023', '2023-01', '2023-11-24']
    """
    span = parse(text)
    return span.first.toordinal(), -span.last.toordinal(), text


def say(text: str) -> str:
    """The date in words, with the precision that it has and the same on every machine. ValueError as in `parse`.

    >>> [say(text) for text in ("2024-04-30", "2022-05", "2023", "2022/2024-04")]
    ['30 April 2024', 'May 2022', '2023', '2022 to April 2024']
    """
    parse(text)
    return " to ".join(map(_words, text.split("/")))


def _words(text: str) -> str:
    year, month, day = _FORM.fullmatch(text).groups()
    return " ".join(part for part in (str(int(day)) if day else "", MONTHS[int(month) - 1] if month else "", year) if part)
