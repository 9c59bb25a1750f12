"""Dates in a sentence: which words are a whole date, and what date they are.

Which words are dates is told here, by their shape; what they mean is told by python-dateutil, European order (day before month) where only
numbers stand. A date needs a year: '28th Summit', '5G' and 'in May' are none, and a year alone is one only where a word before it says so.
"""
from __future__ import annotations

import re
from datetime import datetime
from typing import NamedTuple

from analysis import dates

_MONTH = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
_DAY, _YEAR, _TO = r"[0-9]{1,2}(?:st|nd|rd|th)?", r"(?:19|20)[0-9]{2}", r"\s*(?:[-–—]|to|and|until)\s*"
_TIMED = r"(?:in|since|of|during|for|from|early|late|mid|spring|summer|autumn|winter|the|their|and|\()"
_SHAPES = re.compile(rf"""(?<![\w/.-])(?:
      (?P<span>{_DAY}(?:\s+(?:of\s+)?{_MONTH}(?:\s+{_YEAR})?)?{_TO}{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR})
    | (?P<day>{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR})
    | (?P<american>{_MONTH}\s+{_DAY},?\s+{_YEAR})
    | (?P<month>{_MONTH},?\s+{_YEAR})
    | (?P<iso>{_YEAR}[-/.][0-9]{{1,2}}[-/.][0-9]{{1,2}}|{_YEAR}-(?:0[1-9]|1[0-2]))
    | (?P<numbers>[0-9]{{1,2}}(?P<mark>[-/.])[0-9]{{1,2}}(?P=mark){_YEAR})
    )(?![\w/]|[-.][0-9])""", re.X | re.I)
_ALONE = re.compile(rf"""(?<!\w)(?:{_TIMED}\s*(?:the\s+)?(?:(?:year|end|course|early|late|mid|spring|summer|autumn|winter)[\s-]+(?:of\s+)?)?)
    (?P<year>{_YEAR})(?![\w/%]|[-–.,][0-9])""", re.X | re.I)
_AIM = re.compile(r"\b(?:by|until|towards?|before|to|horizon|agenda|decade|compass)\s+(?:the\s+(?:year|end|course)\s+of\s+)?$", re.I)


class Found(NamedTuple):
    """A date in a sentence: where its words begin and end, the words, and the date as EDTF level 0 (empty for no day of the calendar)."""
    start: int
    end: int
    words: str
    date: str


def found(sentence: str) -> list[Found]:
    """Every date that stands in a sentence, in order, with the precision that it is stated with.

    >>> [(f.words, f.date) for f in found("On 30th April 2024, at the 28th Summit, they reviewed 5G since the first Council in 2023.")]
    [('30th April 2024', '2024-04-30'), ('2023', '2023')]
    >>> [f.date for f in found("24/11/2023, 2023-11-24, May 2022, 29-30 April 2024; connected by 2030; 31 February 2024")]
    ['2023-11-24', '2023-11-24', '2022-05', '2024-04-29/2024-04-30', '']
    """
    all_found = [Found(m.start(), m.end(), m[0], _meant(m.lastgroup, m[0])) for m in _SHAPES.finditer(sentence)]
    taken = [(f.start, f.end) for f in all_found]
    for m in _ALONE.finditer(sentence):
        start, end = m.span("year")
        if not any(a < end and start < b for a, b in taken) and not _AIM.search(sentence[max(0, m.start() - 40):start]) and _alone(sentence, m):
            all_found.append(Found(start, end, m["year"], m["year"]))
    return sorted(all_found)


def _alone(sentence: str, m: re.Match) -> bool:
    """After 'the', 'their' or 'and' a year is a date only before the name of a meeting, or as one more of several years."""
    before = m[0][:-4].strip().lower()
    if before in ("the", "their"):
        return bool(re.match(r"\s+(?:[\w–-]+\s+){0,4}(?:council|summit|meeting|dialogue)\b", sentence[m.end():], re.I))
    return before != "and" or bool(re.search(rf"{_YEAR}\s*$", sentence[:m.start()]))


def _meant(shape: str, words: str) -> str:
    if shape == "span":
        first, last = re.split(_TO, words, maxsplit=1, flags=re.I)
        end = _parsed(last, "day")
        month_and_year = re.sub(rf"^{_DAY}\s+(?:of\s+)?", "", last, flags=re.I)
        if re.fullmatch(_DAY, first, re.I):
            first = f"{first} {month_and_year}"
        elif not re.search(rf"{_YEAR}$", first):
            first = f"{first} {month_and_year.split()[-1]}"
        start = _parsed(first, "day")
        return f"{start}/{end}" if start and end and start <= end else ""
    return _parsed(words, shape)


def _parsed(words: str, shape: str) -> str:
    """A date read twice, on different days of different months: what differs then was not stated."""
    from dateutil.parser import parse
    words = re.sub(r"\bof\b", " ", words, flags=re.I).rstrip(".")
    try:
        one, other = (parse(words, dayfirst=shape == "numbers", yearfirst=shape == "iso", default=day) for day in (datetime(2001, 1, 1), datetime(2004, 2, 28)))
        text = one.strftime("%Y-%m-%d") if one.day == other.day else one.strftime("%Y-%m")
        dates.parse(text)
    except (ValueError, OverflowError):
        return ""
    return text
