"""Compare: the page in its places held against the dataset, as changes that a person reads and as what the draft rows are made of."""
from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from analysis.page.lines import Block
from analysis.page.known import Known, Row
from analysis.page.labels import Pair, bare, pairs
from analysis.page.outline import Note, Section
from analysis.page.place import Event, Placed
from analysis.page.remains import Remains
from analysis.violation import shown


class Change(NamedTuple):
    """One difference: the line of the page (0 where what the dataset has is not on it), the heading over it, and what it is."""
    line: int
    heading: str
    text: str


@dataclass
class Compared:
    """The difference of a page to the dataset, and the counts of what was found: items, dated lists, lists, partners.

    `events` are those to be added, `known` those of the dataset that the page tells of, `kept` those with a list and what became of its items;
    `standing` are the ids of items that are in their list no more and still stand on the page, `sections` is how many of known partners it has.
    """
    changes: list[Change] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    partners: dict[str, Section] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    known: list[Event] = field(default_factory=list)
    kept: list[tuple[Event, list[Pair]]] = field(default_factory=list)
    items: int = 0
    dates: int = 0
    lists: int = 0
    shifted: int = 0
    sections: int = 0
    standing: set[str] = field(default_factory=set)

    def found(self) -> int:
        """How much of what the dataset has is on the page: sections, events and labels."""
        return self.sections + len(self.known) + sum(pair.what in ("same", "moved", "reworded") for _, became in self.kept for pair in became)


def compare(placed: Placed, known: Known) -> Compared:
    """Every difference between a placed page and the dataset, in the page's order, what has vanished last."""
    made = Compared(notes=placed.notes, partners=placed.partners, sections=sum(bool(section.head.partner) for section in placed.outlined.sections))
    remains = Remains(placed, known)
    for partner, section in placed.partners.items():
        made.changes.append(Change(section.block.line, section.block.text, f"new partner {shown(section.head.name)}"))
    for event in placed.events.values():
        if event.listing:
            made.items, made.lists, made.dates = made.items + len(event.listing.items), made.lists + 1, made.dates + bool(event.date()[0])
        if event.row is None:
            if event.mentions or event.listing:
                made.events.append(event)
                made.changes.append(_new_event(event, known))
        else:
            _known_event(event, known, made, remains)
    _moved_between_lists(made, known)
    made.changes = _headings_once(made.changes)
    made.changes.sort(key=lambda change: (change.line == 0, change.line))
    made.notes.sort()
    return made


def where(event: Event) -> tuple[int, str]:
    """The line and the heading under which the page tells of an event: those of its list, else of its first mention."""
    if event.listing:
        return event.listing.line, event.listing.heading
    return (event.mentions[0][0].line, event.mentions[0][1]) if event.mentions else (0, "")


def _new_event(event: Event, known: Known) -> Change:
    date, others = event.date()
    what = f"new event {event.event}" if event.kind else f"a list of an event that the page does not name (drafted as {event.event})"
    if event.event in known.events:
        what = f"a {'list' if event.listing else 'mention'} of the known event {event.event}, new in this source"
    coming = ", told of as still to come" if event.mentions and all(mention.coming for mention, _ in event.mentions) else ""
    items = f"a list of {len(event.listing.items)}: " + "; ".join(shown(item.text) for item in event.listing.items) if event.listing else "no list"
    return Change(*where(event), f"{what}, {f'dated {date}' if date else 'without a date'}{''.join(f' (also {other})' for other in others)}{coming}; {items}")


def _known_event(event: Event, known: Known, made: Compared, remains: Remains) -> None:
    row, (line, heading) = event.row, where(event)
    name, items = event.event, known.items[row["list"]]
    date, others = event.date()
    if not line:
        implied = not items and "/" in row["date"]      # the dataset says itself that the source does not state it
        if items:
            made.changes.append(Change(0, row["heading"], f"the list {row['list']} is gone, with {len(items)} items: {remains.said([item['label'] for item in items], event.partner)}"))
        elif not implied:
            made.changes.append(Change(0, row["heading"], f"{name} is not mentioned any more"))
        return
    made.known.append(event)
    if heading != row["heading"]:
        made.changes.append(Change(line, heading, f"heading of {name} changed: it was {shown(row['heading'])}"))
    told = next((mention for mention, _ in event.mentions if mention.date == date), None)
    if date and date != row["date"]:
        made.changes.append(Change(told.line, heading, f"date of {name} changed: {row['date']} is now {date}"))
    elif not date and (items or "/" not in row["date"]):
        made.changes.append(Change(line, heading, f"date of {name} is not stated any more: it was {row['date']}"))
    made.notes += [Note(mention.line, f"another date of {name}: {mention.date}") for mention, _ in event.mentions if mention.date in others]
    renamed = next((mention for mention, _ in event.mentions if mention.kind == event.kind and mention.ordinal not in (None, event.ordinal)), None)
    if renamed:
        made.changes.append(Change(renamed.line, heading, f"{name} is now called number {renamed.ordinal}"))
    if event.listing is None:
        if items:
            made.changes.append(Change(line, heading, f"{name} is mentioned, but its list of {len(items)} is gone: {remains.said([item['label'] for item in items], event.partner)}"))
        return
    found = event.listing.items
    became = pairs([item["label"] for item in items], [item.text for item in found])
    made.kept.append((event, became))
    if not items:
        made.changes.append(Change(found[0].line, heading, f"a list is printed now for {name}: " + "; ".join(shown(item.text) for item in found)))
        return
    made.shifted += sum(pair.what == "same" and items[pair.old]["line"] != str(found[pair.new].line) for pair in became)
    for pair in (pair for pair in became if pair.what != "same"):
        line = remains.line(items[pair.old]["label"], event.partner) if pair.what == "vanished" else 0
        made.standing |= {items[pair.old]["item"]} if line else set()
        change = _item(pair, items, found, row, heading, line)
        other = pair.what == "vanished" and not line and remains.elsewhere(items[pair.old]["label"])
        made.changes.append(change._replace(text=f"{change.text} from its list; another list has the same words") if other else change)


def _item(pair: Pair, old: list[Row], new: list[Block], row: Row, heading: str, stands: int) -> Change:
    before = old[pair.old] if pair.old is not None else {}
    if pair.what == "vanished":
        what = f"{before['item']} {shown(before['label'])}"
        return Change(stands, heading, f"item {what} is not in its list any more, but stands here") if stands else Change(0, heading, f"item {what} is gone")
    item = new[pair.new]
    text = {"new": f"new item {shown(item.text)}, number {pair.new + 1} of {row['list']}",
            "moved": f"item {before.get('item')} {shown(item.text)} moved from number {(pair.old or 0) + 1} to {pair.new + 1}",
            "reworded": f"item {before.get('item')} reworded: {shown(before.get('label', ''))} is now {shown(item.text)}"
                        + (" (case and punctuation only)" if bare(before.get("label", "")) == bare(item.text) else "")}[pair.what]
    return Change(item.line, heading, text)


def _moved_between_lists(made: Compared, known: Known) -> None:
    """A label that is gone from one list of a partner and new in another has moved; what is said of the new one says so."""
    gone: dict[tuple[str, str], str] = {}
    for event, became in made.kept:
        rows = known.items[event.row["list"]]
        gone |= {(event.partner, rows[pair.old]["label"]): rows[pair.old]["item"] for pair in became if pair.what == "vanished"}
    for event, became in made.kept:
        for pair in became:
            item = event.listing.items[pair.new] if pair.new is not None else None
            if pair.what == "new" and known.items[event.row["list"]] and (was := gone.get((event.partner, item.text))):
                text = f"new item {shown(item.text)}, number {pair.new + 1} of {event.row['list']}"
                made.changes = [change._replace(text=f"{text}: moved here, it was {was}") if change[::2] == (item.line, text) else change
                                for change in made.changes]


def _headings_once(changes: list[Change]) -> list[Change]:
    """A heading over several events is said to have changed once."""
    kept, seen = [], set()
    for change in changes:
        head, found, old = change.text.partition(" changed: it was ")
        if found and head.startswith("heading of "):
            if (change.heading, old) in seen:
                continue
            seen.add((change.heading, old))
            change = change._replace(text=f"heading{found}{old}")
        kept.append(change)
    return kept
