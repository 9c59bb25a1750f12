"""Events: which event of the dataset a mention on the page is, and what date the page gives it."""
from __future__ import annotations

from collections.abc import Iterable

from analysis import dates
from analysis.page.known import Known, Row
from analysis.page.labels import bare
from analysis.page.mentions import Mention
from analysis.page.outline import Listing


def event_of(mention: Mention, partner: str, known: Known) -> str:
    """The id of the event that a mention is of, or nothing.

    It is the one of its kind and number; a meeting without a number, or with one that the dataset does not have, is the one of its kind and
    date; a date without an event is that of the one event whose list has it. What the source does not have may be what another source has.
    """
    own = {event: row for event, row in known.events.items() if row["partner"] == partner}
    same = [event for event, row in own.items() if row["kind"] == mention.kind and row["ordinal"] == str(mention.ordinal or "")]
    if mention.kind and len(same) == 1:
        return same[0]
    for lists in (known.lists, known.elsewhere):
        dated = {row["event"] for row in lists if row["event"] in own and mention.date and row["date"] == mention.date
                 and mention.kind in ("", own[row["event"]]["kind"])}
        if dated:
            return dated.pop() if len(dated) == 1 else ""
    return ""


def stated(mentions: Iterable[Mention], date: str = "") -> tuple[str, list[str]]:
    """The date that mentions of one event state, and the others that it does not go together with.

    `date` is the dataset's: where it is among those stated, it is the one; else the most precise, the earliest stated first.

    >>> told = [Mention("council", 1, date, 1, "") for date in ("2024-04", "2024-04-30", "2023")]
    >>> stated(told), stated(told, "2023")
    (('2024-04-30', ['2023']), ('2023', ['2024-04', '2024-04-30']))
    """
    every = list(dict.fromkeys(mention.date for mention in mentions if mention.date))
    if not every:
        return "", []
    best = date if date in every else min(every, key=lambda each: dates.parse(each).last - dates.parse(each).first)
    return best, [each for each in every if dates.order(each, best)]


def shared(row: Row, listing: Listing, known: Known) -> float:
    """The part of a known list's labels that a list of the page has too, case and punctuation let be."""
    labels = [bare(item["label"]) for item in known.items[row["list"]]]
    there = {bare(item.text) for item in listing.items}
    return sum(label in there for label in labels) / len(labels) if labels else 0.0


def likest(listing: Listing, rows: Iterable[Row], known: Known, least: float = 0.6) -> Row | None:
    """The known list that shares most labels with one of the page, if it shares `least` of them."""
    best = max(((shared(row, listing, known), -n, row) for n, row in enumerate(rows)), key=lambda each: each[:2], default=None)
    return best[2] if best and best[0] >= least else None
