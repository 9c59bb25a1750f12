"""Words for sentences that are made from data: one place, so that numbers and names are said the same way everywhere."""
from __future__ import annotations

from collections.abc import Sequence
from math import isnan

_NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split()
_PLURALS = {"list": "lists", "topic": "topics", "theme": "themes", "item": "items", "event": "events", "partnership": "partnerships",
            "partner": "partners", "other partner": "other partners", "Council": "Councils", "pair": "pairs", "reading": "readings", "choice": "choices"}


def join(names: Sequence[str], last: str = "and") -> str:
    """Names as a sentence lists them.

    >>> join(["a"]), join(["a", "b"]), join(["a", "b", "c"], "or"), join([])
    ('a', 'a and b', 'a, b or c', 'none')
    """
    return f"{', '.join(names[:-1])} {last} {names[-1]}" if len(names) > 1 else (names[0] if names else "none")


def count(n: int, noun: str) -> str:
    """A number with its noun: in words up to twelve. KeyError for a noun whose plural is not known here.

    >>> count(1, "topic"), count(0, "list"), count(41, "item")
    ('one topic', 'no lists', '41 items')
    """
    return f"{word(n)} {noun if n == 1 else _PLURALS[noun]}"


def word(n: int) -> str:
    """A whole number in words up to twelve, in figures beyond.

    >>> word(3), word(13)
    ('three', '13')
    """
    return _NUMBERS[n] if 0 <= n < len(_NUMBERS) else str(n)


def span(low: float, high: float, digits: int = 2) -> str:
    """A number with its bounds: one number where they agree, "undefined" where there is none.

    >>> span(0.5, 0.5), span(0.25, 0.5), span(1, 3, 0), span(float("nan"), float("nan"))
    ('0.50', '0.25 to 0.50', '1 to 3', 'undefined')
    """
    if isnan(low) or isnan(high):
        return "undefined"
    low_said, high_said = f"{low:.{digits}f}", f"{high:.{digits}f}"
    return low_said if low_said == high_said else f"{low_said} to {high_said}"


def sentence(text: str) -> str:
    """The text with a capital first letter and a full stop.

    >>> sentence("the lists agree")
    'The lists agree.'
    """
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!")) else ".")


def of(name: str) -> str:
    """The possessive of a name.

    >>> of("Japan"), of("the Netherlands")
    ("Japan's", "the Netherlands'")
    """
    return name + ("'" if name.endswith("s") else "'s")
