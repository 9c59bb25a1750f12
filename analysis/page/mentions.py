"""Mentions: which events of a partnership a sentence speaks of, and which of its dates is whose.

The words by which a kind of event is known are English and few: a Council is named as one, with its number or as that of the partnership; a
launch and an announcement are verbs whose object is the partnership, and not some agreement beside it.
"""
from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from analysis import dates
from analysis.page.dated import Found, found

ORDINALS = ("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth "
            "seventeenth eighteenth nineteenth twentieth").split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
# The last word of a longer number ('one hundred and first', 'twenty-and-first') is none by itself.
_ORDINAL = re.compile(rf"(?<![\w–‐-])(?<!hundred )(?<!hundred and )(?:(?:{'|'.join(_TENS)})[\s–‐-]+(?:{'|'.join(ORDINALS[:9])})|{'|'.join(ORDINALS)}|"
                      rf"(?:{'|'.join(ten[:-1] for ten in _TENS)})ieth|[1-9][0-9]?(?:st|nd|rd|th))\b", re.I)
_MEETING = {"council": re.compile(r"\bcouncils?\b(?!\s+(?:of\s+(?:the\s+)?(?:Europe|EU\b|Ministers)|conclusions?\b|presidency\b))", re.I),
            "ministerial": re.compile(r"\bministerials?\b", re.I), "dialogue": re.compile(r"\bdialogues?\b", re.I)}
_BEGUN = {"launch": re.compile(r"\b(?:launch(?:ed|ing)?|sign(?:ed|ing|ature)|conclu(?:ded|sion)|inaugurated|established)\b", re.I),
          "announcement": re.compile(r"\bannounc(?:ed|ing|ement)\b", re.I)}
_PARTNERSHIP = re.compile(r"\bpartnerships?\b(?!\s+council)", re.I)
_OTHER = re.compile(r"\b(?:principles|agreements?|memorand(?:um|a)|mou|arrangements?|treaty|declaration|statement|strategy|initiatives?|projects?|"
                    r"centres?|funds?|dialogues?|consortium|calls?|councils?|programmes?|roadmap|action plan|negotiations?)\b", re.I)
_PASSIVE = re.compile(r"\b(?:was|were|been|is|being)\s+(?:\w+ly\s+)?$", re.I)
_COMING = re.compile(r"\b(?:will|shall|planned|scheduled|upcoming|forthcoming|expected|due to|to be held)\b", re.I)
_ENDS = re.compile(r"(?<=[.!?:])[\"”’)]*\s+(?=[\"“‘(]*[A-Z])|(?<=;)\s+")


class Mention(NamedTuple):
    """An event that a sentence speaks of: its kind (empty for a date with no event), its number, its date as EDTF or empty, and where.

    `coming` says that the sentence speaks of what is still to be.
    """
    kind: str
    ordinal: int | None
    date: str
    line: int
    words: str
    coming: bool = False


class _Cue(NamedTuple):
    kind: str
    ordinal: int | None
    start: int
    end: int


def number(words: str) -> int:
    """The number that an ordinal stands for.

    >>> number("Second"), number("12th"), number("twenty-first"), number("thirtieth")
    (2, 12, 21, 30)
    """
    if words[0].isdigit():
        return int(re.match("[0-9]+", words)[0])
    first, *last = re.findall("[a-z]+", words.lower())
    tens = next((n for n, ten in enumerate(_TENS, 2) if first in (ten, f"{ten[:-1]}ieth")), 0)
    return 10 * tens + (ORDINALS.index((last or [first])[0]) + 1 if last or not tens else 0)


def mentions(text: str, line: int) -> tuple[list[Mention], list[str]]:
    """The events that running text speaks of, sentence by sentence, and the words that look like dates and are no day of the calendar.

    >>> said = "On 30 April 2024 they held the second Partnership Council. They reviewed the first Council in 2023 and agreed by 2030 on:"
    >>> [(m.kind, m.ordinal, m.date) for m in mentions(said, 1)[0]]
    [('council', 2, '2024-04-30'), ('council', 1, '2023')]
    """
    said: list[Mention] = []
    wrong: list[str] = []
    for sentence in _ENDS.split(text):
        stated = found(sentence)
        wrong += [each.words for each in stated if not each.date]
        stated = [each for each in stated if each.date]
        cues = _cues(sentence)
        dated = _assigned(cues, stated)
        coming = bool(_COMING.search(sentence))
        said += [Mention(cue.kind, cue.ordinal, dated[cue].date if cue in dated else "", line, sentence, coming)
                 for cue in cues if cue in dated or cue.ordinal or cue.kind in _BEGUN]
        said += [Mention("", None, each.date, line, sentence, coming) for each in stated if each not in dated.values()]
    return said, wrong


def speaks_of_an_event(text: str) -> bool:
    """Whether a heading is that of an event, and so does not end the section that it stands in.

    >>> speaks_of_an_event("Second Digital Partnership Council"), speaks_of_an_event("Related content")
    (True, False)
    """
    return bool(_cues(text)) or bool(re.fullmatch(r"(?:the\s+)?(?:launch|signature|announcement)(?:\W.*)?", text, re.I))


def introduced(said: Iterable[Mention]) -> Mention | None:
    """Of the mentions before a list, the one that the list is of; None if there are none.

    A meeting comes before the launch, and that before the announcement; of meetings the one with the highest number, else the latest; but
    where a later date is told of no event, the list is of that date.

    >>> introduced(mentions("It was signed on 1 May 2023. It was announced in 2022. They agreed on:", 1)[0]).kind
    'launch'
    """
    past = [m for m in said if not m.coming] or list(said)
    kinds = [[m for m in past if m.kind in _MEETING], [m for m in past if m.kind == "launch"], [m for m in past if m.kind == "announcement"], past]
    events = next((some for some in kinds if some), [])
    if not events:
        return None
    best = max(events, key=lambda m: (m.ordinal or 0, bool(m.date)))
    for m in events + [m for m in past if not m.kind and best.date]:
        if m.date and not m.ordinal and (not best.date or dates.order(m.date, best.date) > 0):
            best = m
    return best


def _cues(sentence: str) -> list[_Cue]:
    cues: list[_Cue] = []
    for kind, pattern in _MEETING.items():
        last = 0
        for m in pattern.finditer(sentence):
            before = sentence[max(last, m.start() - 90):m.start()]
            last = m.end()
            numbers = [n for n in _ORDINAL.finditer(before) if len(before[n.end():].split()) <= 6 and not _PARTNERSHIP.search(before[n.end():] + m[0])]
            ours = kind == "council" and re.search(r"\bpartnership\s+$", before, re.I)
            if re.search(r"\b(?:European|Transport|Foreign Affairs)\s+$", before) or not (numbers or ours):
                continue
            many = m[0].lower().endswith("s") and len(numbers) > 1 and re.fullmatch(r"\s*(?:,|and)?\s*(?:the\s+)?", before[numbers[-2].end():numbers[-1].start()])
            for n in numbers[-2 if many else -1:]:
                at = m.start() - len(before)
                cues.append(_Cue(kind, number(n[0]), at + n.start(), at + n.end() if many else m.end()))
            if not numbers:
                cues.append(_Cue(kind, None, m.start(), m.end()))
    for kind, pattern in _BEGUN.items():
        cues += [_Cue(kind, None, m.start(), m.end()) for m in pattern.finditer(sentence) if _of_the_partnership(sentence, m)]
    return sorted(cues, key=lambda cue: (cue.start, cue.end))


def _of_the_partnership(sentence: str, verb: re.Match) -> bool:
    """Whether what was launched or announced is the partnership: the noun before a passive verb, else the one after it, else before."""
    before, after = sentence[max(0, verb.start() - 120):verb.start()], sentence[verb.end():verb.end() + 80]
    nouns = [(n.start(), pattern is _PARTNERSHIP) for pattern in (_PARTNERSHIP, _OTHER) for n in pattern.finditer(before)]
    nearest = max(nouns)[1] if nouns else None
    if _PASSIVE.search(before):
        return nearest is not False
    later = [(n.start(), pattern is _PARTNERSHIP) for pattern in (_PARTNERSHIP, _OTHER) for n in pattern.finditer(after)]
    return min(later)[1] if later else bool(nearest) or nearest is None and bool(re.search(r"\b(?:it|this)\b", before, re.I))


def _assigned(cues: list[_Cue], stated: list[Found]) -> dict[_Cue, Found]:
    """Each date to the event that stands nearest to it, the nearest pairs first; of several Councils in one breath, in their order."""
    if len(cues) == len(stated) > 1 and len({cue.kind for cue in cues}) == 1 and cues[-1].end < stated[0].start:
        return dict(zip(cues, stated))
    pairs = sorted((max(cue.start - each.end, each.start - cue.end, 0), c, d) for c, cue in enumerate(cues) for d, each in enumerate(stated))
    taken: dict[int, int] = {}
    for _, c, d in pairs:
        if c not in taken and d not in taken.values():
            taken[c] = d
    return {cues[c]: stated[d] for c, d in taken.items()}
