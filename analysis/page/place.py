"""Place: each list and each mention of the page to the event of the dataset that it is of, or to a new one."""
from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from analysis.page.events import event_of, likest, shared, stated
from analysis.page.known import Known, Row
from analysis.page.mentions import Mention
from analysis.page.outline import Listing, Note, Outline, Section
from analysis.violation import shown


@dataclass
class Event:
    """An event as the page tells of it. `row` is its row of lists in the dataset, None where the source had none."""
    event: str
    partner: str
    kind: str
    ordinal: int | None
    row: Row | None
    mentions: list[tuple[Mention, str]] = field(default_factory=list)
    listing: Listing | None = None

    def date(self) -> tuple[str, list[str]]:
        """The date that the page gives it, and others that it states beside."""
        return stated([mention for mention, _ in self.mentions], self.row["date"] if self.row else "")


@dataclass
class Placed:
    """A page with everything in its place: events by id, new partners with their sections, what could not be placed, and its outline."""
    events: dict[str, Event]
    partners: dict[str, Section]
    notes: list[Note]
    outlined: Outline


def slug(name: str) -> str:
    """An id made of a name.

    >>> slug("the Côte of Arden"), slug("日本")
    ('cote-of-arden', 'new')
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall("[a-z0-9]+", plain.removeprefix("the "))) or "new"


def place(outlined: Outline, known: Known) -> Placed:
    """Every list and mention of a page in its place."""
    made = Placed({row["event"]: _event(row["event"], known, row) for row in known.lists}, {}, list(outlined.notes), outlined)
    later: list[tuple[str, Listing, str]] = []      # lists that no event was told for, with their partner and the event before
    for section in outlined.sections:
        partner = section.head.partner or _new_partner(section, made, known)
        if not partner:
            continue
        for mention, heading in section.mentions:
            if event := _told(mention, partner, made, known):
                event.mentions.append((mention, heading))
        before = ""
        for listing in section.lists:
            event = listing.mention and _told(listing.mention, partner, made, known)
            if event and (event.row or listing.mention.ordinal) and event.listing is None and not _likes_another(listing, event, made, known):
                event.listing = listing
                before = event.event
            else:
                later.append((partner, listing, before))
    for partner, listing, before in later:
        _by_labels(partner, listing, before, made, known)
    for listing in outlined.outside:
        row = likest(listing, _without(made, known), known)
        if row:
            made.events[row["event"]].listing = listing
        else:
            made.notes.append(Note(listing.items[0].line, f"a list of {len(listing.items)} outside any partnership"
                                   f"{f', under {shown(listing.heading)}' if listing.heading else ''}: {_some(listing)}"))
    _loose(outlined, made)
    return made


def _event(event: str, known: Known, row: Row | None) -> Event:
    own = known.events[event]
    return Event(event, own["partner"], own["kind"], int(own["ordinal"]) if own["ordinal"].isdecimal() else None, row)


def _new_partner(section: Section, made: Placed, known: Known) -> str:
    if not section.lists and not any(mention.date for mention, _ in section.mentions):
        made.notes.append(Note(section.block.line, f"the heading {shown(section.block.text)} is like that of a partnership, but neither a list nor a date stands under it"))
        return ""
    partner = wanted = slug(section.head.name)
    number = 2
    while partner in known.partners:
        partner, number = f"{wanted}-{number}", number + 1
    made.partners.setdefault(partner, section)
    return partner


def _told(mention: Mention, partner: str, made: Placed, known: Known) -> Event | None:
    """The event of a mention; a new one if the dataset has none and it is told of clearly: by a kind, and by a date or a number."""
    event = event_of(mention, partner, known)
    if event:
        return made.events.setdefault(event, _event(event, known, None))
    if not mention.kind or not (mention.date or mention.ordinal):
        return None
    number = mention.ordinal or (mention.date.replace("/", "-") if mention.kind not in ("launch", "announcement") else "")
    event = "-".join(str(part) for part in (partner, mention.kind, number) if part)
    return made.events.setdefault(event, Event(event, partner, mention.kind, mention.ordinal, None))


def _without(made: Placed, known: Known, partner: str | None = None) -> list[Row]:
    """The lists of the dataset that have items and no place on the page yet."""
    return [row for row in known.lists if known.items[row["list"]] and made.events[row["event"]].listing is None
            and partner in (None, known.partner_of(row))]


def _likes_another(listing: Listing, event: Event, made: Placed, known: Known) -> bool:
    """Whether a list that no number ties to its event shares its labels with another list of the partner."""
    row = None if listing.mention.ordinal else likest(listing, _without(made, known, event.partner), known)
    return row is not None and row is not event.row and not (event.row and shared(event.row, listing, known) >= shared(row, listing, known))


def _by_labels(partner: str, listing: Listing, before: str, made: Placed, known: Known) -> None:
    """A list for which no event of the dataset was told: the old list that it shares labels with, else that of its own mention, else a part
    of the list before it, else one of an event that a person must tell."""
    told = listing.mention and _told(listing.mention, partner, made, known)
    row = None if listing.mention and listing.mention.ordinal and not (told and told.row) else likest(listing, _without(made, known, partner), known)
    if row:
        event = made.events[row["event"]]
        event.listing = listing
        if listing.mention and not told:
            event.mentions.append((listing.mention, listing.heading))
    elif listing.links and (listing.alone or told and told.listing):
        made.notes.append(Note(listing.items[0].line, f"a list of {len(listing.items)} links that no event introduces: {_some(listing)}"))
    elif told and told.listing is None:
        told.listing = listing
    elif (first := told or (None if listing.mention else made.events.get(before))) and first.listing:
        if [item.text for item in first.listing.items] == [item.text for item in listing.items]:
            made.notes.append(Note(listing.items[0].line, f"the list of line {first.listing.items[0].line} once more"))
        else:
            made.notes.append(Note(listing.items[0].line, f"read as a further part of the list of line {first.listing.items[0].line}: {_some(listing)}"))
            first.listing.items = first.listing.items + listing.items
    else:
        date = listing.mention.date if listing.mention else ""
        event = wanted = f"{partner}-{date.replace('/', '-') or 'event'}"
        number = 2
        while event in known.events or event in made.events:
            event, number = f"{wanted}-{number}", number + 1
        made.events[event] = Event(event, partner, "", None, None, [(listing.mention, listing.heading)] if listing.mention else [], listing)


def _loose(outlined: Outline, made: Placed) -> None:
    """Dates that no event was found for."""
    placed = {id(mention) for event in made.events.values() for mention, _ in event.mentions}
    used = {(event.partner, event.date()[0]) for event in made.events.values()}
    for section in outlined.sections:
        for mention in {(mention.date, mention.words): mention for mention, _ in reversed(section.mentions)}.values():
            if mention.date and id(mention) not in placed and (section.head.partner, mention.date) not in used:
                made.notes.append(Note(mention.line, f"the date {mention.date} is told of no event: {shown(mention.words, 100)}"))


def _some(listing: Listing) -> str:
    labels = "; ".join(shown(item.text, 30) for item in listing.items[:3])
    return labels + ("; …" if len(listing.items) > 3 else "")
