"""What the charts say in words: the note under each, short names for events and dates, events as headings of columns, the key."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from analysis import dates
from analysis.dataset import Dataset
from analysis.publish import marks, style
from analysis.wording import sentence

Entry = tuple[str, Callable[[Axes, float, float], None]]   # of `marks.key`

LINE, LONGEST = 14.5, 85                 # from line to line of a heading; the longest half of an upright one
_LEVEL, _UPRIGHT, _CLOSE = 46, 26, 24    # the least width of a column by its heading: level, upright in two lines, upright in one

PAPER = 925      # the tallest body of a chart that stands on an A4 page with its texts, at letters of nine pixels and more

_ENDS = {1: "st", 2: "nd", 3: "rd"}


def note(data: Dataset, sources: Iterable[str] | None = None, what: str = "whose lists", also: Sequence[str] = ()) -> str:
    """The note under every chart: the sources that it is drawn from with their publishers (of more than three how many count and how many are only shown), the edition,
    and what a list is not.

    `sources` are ids, without which they are those whose lists count; `what` says what of them counts, `that` for the documents themselves; `also` is what else it is drawn from.

    >>> from analysis.example import toy
    >>> note(toy())
    'Source: A page (Nobody). Data edition 0.0.1. A list is no inventory of a partnership.'
    >>> note(toy("record"), ["press"], also=["a thesaurus"]).partition(" Data")[0]
    'Sources: A newspaper (Somebody; only shown); a thesaurus.'
    """
    mine = data.sources[data.sources["source"].isin(data.lists["source"] if sources is None else set(sources))]
    said = [_titled(*row) for row in zip(mine["title"], mine["publisher"], mine["counts"])]
    if len(said) > 3:
        shown = int((mine["counts"] == "shown").sum())
        said = [" and ".join(_so_many(n, what, *words) for n, words in
                             ((len(mine) - shown, ("count", f"in the view {data.view!r}")), (shown, ("are", "only shown"))) if n)]
    said = [*said, *also] or [f"none in the view {data.view!r}"]
    other = f", read as “{data.reading}”" if data.reading else ""
    return f"Source{'s' if len(said) > 1 else ''}: {sentence('; '.join(said))} Data edition {data.edition}{other}. A list is no inventory of a partnership."


def _titled(title: str, publisher: str, counts: str) -> str:
    """A document with its publisher, and whether it is only shown."""
    about = "; ".join(filter(None, (publisher, "only shown" if counts == "shown" else "")))
    return f"{title} ({about})" if about else title


def _so_many(n: int, what: str, verb: str, rest: str) -> str:
    """A number of documents with what is said of them, where one may stand alone."""
    one = {"count": "counts", "are": "is"}[verb] if n == 1 and what == "that" else verb
    return f"{n} document{'' if n == 1 else 's'} {what} {one} {rest}"


def event_words(data: Dataset) -> dict[str, str]:
    """A short name for each event: its kind, and which one of that kind where the data number it.

    >>> from analysis.example import toy
    >>> event_words(toy())["a-launch"], event_words(toy())["a-2"]
    ('Launch', '2nd Council')
    """
    rows = zip(data.events["event"], data.events["kind"], data.events["ordinal"])
    return {event: f"{_nth(n)} {data.label('events', kind, 'kind')}" if n else data.label("events", kind, "kind") for event, kind, n in rows}


def _nth(n: int) -> str:
    """A number that counts places: 1st, 2nd, 3rd, 4th, 11th, 21st."""
    return f"{n}{'th' if n % 100 in (11, 12, 13) else _ENDS.get(n % 10, 'th')}"


def pillar_heading(ax: Axes, y: float, label: str, colour: str, wide: float) -> None:
    """The heading of a pillar's rows: its colour and its name, cut to `wide` pixels with the colour; y is its middle."""
    marks.bar(ax, 0, y, 9, 9, colour)
    marks.write(ax, 15, y, marks.fit(label, wide - 15, style.NOTE, bold=True), size=style.NOTE, bold=True)


def row_height(rows: int, rest: float, most: float, least: float = 13) -> float:
    """The height of a chart's rows: so much that all of them, with the `rest` beside them, fit on a sheet of paper with letters that can be read; never less than `least`.

    >>> row_height(10, 100, 20), row_height(50, 100, 20), row_height(500, 100, 20)
    (20, 16, 13)
    """
    return min(most, max(least, int((PAPER - rest) // max(1, rows))))


def short_date(date: str) -> str:
    """A date of EDTF level 0 in words, months cut to three letters; of an interval the years only, since the table beside a chart has it in full.

    >>> short_date("2024-04-30"), short_date("2022-11"), short_date("2022-11/2024-03-26")
    ('30 Apr 2024', 'Nov 2022', '2022–2024')
    """
    if "/" in date:
        return "–".join(dict.fromkeys(part[:4] for part in date.split("/")))
    return " ".join(word[:3] if word in dates.MONTHS else word for word in dates.say(date).split(" "))


@dataclass(frozen=True)
class Heading:
    """An event as the head of a column: id, partner, short name and date; how its list was read, its number of items, its topics of each pillar."""
    event: str
    partner: str
    word: str
    date: str
    read: str
    items: int
    topics: tuple[int, ...]

    @property
    def silent(self) -> bool:
        """Whether no list was seen."""
        return self.read == "none seen"

    @property
    def lines(self) -> list[tuple[str, str]]:
        """Its heading in level lines, each with its colour."""
        return [*((word, style.INK) for word in self.word.split()), *((part, style.MUTED) for part in self.date.rsplit(" ", 1))]

    def said(self, n: int) -> str:
        """A number of what its list has: "?" where none was seen, a lower bound where it was read in part."""
        return "?" if self.silent else f"≥ {n}" if self.read == "part" else str(n)

    def width(self, level: bool) -> float:
        """The width of its column, where headings are level or all of them upright."""
        words = [marks.width(line, style.NOTE) + 6 for line, _ in self.lines] if level and not self.silent else []
        least = _LEVEL if words else _UPRIGHT if level else _CLOSE
        return max([least, marks.width(self.said(sum(self.topics)), bold=True) + 4, *words])

    def height(self, level: bool) -> float:
        """The height of its heading."""
        if level and not self.silent:
            return len(self.lines) * LINE + 4
        word, date = (min(marks.width(text, style.NOTE), LONGEST) for text in (self.word, self.date))
        return 8 + (max(word, date) if level else word + 5 + date)


def state_key(states: set[str]) -> list[Entry]:
    """The entries of a key for the three states: listed always, the others where they occur.

    >>> [label for label, _ in state_key({"unknown"})]
    ['listed', 'unknown']
    """
    order = (style.LISTED, style.NOT_LISTED, style.UNKNOWN)
    return [(s, lambda ax, x, y, s=s: marks.mark(ax, x, y, s)) for s in order if s == style.LISTED or s in states]


def key_height(entries: list[Entry], limit: float = style.BODY) -> float:
    """How high `marks.key` will set these entries, known before anything is drawn.

    >>> key_height([("listed", print)]), key_height([("a long word for what it is", print)] * 3, 500)
    (20, 40)
    """
    at, rows = 0.0, 1
    for label, _ in entries:
        needed = 22 + marks.width(label, style.NOTE)
        if at and at + needed > limit:
            at, rows = 0.0, rows + 1
        at += needed + 18
    return 20 * rows
