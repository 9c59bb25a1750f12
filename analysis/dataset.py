"""The dataset as one frozen object, restricted to a view.

A *dataset* is a folder of tables; a *view* is a choice of its sources. Everything that a view's sources do not print is left out of the
object, so that no helper has to know which sources count.
"""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cmp_to_key

import pandas as pd

from analysis import dates

Rows = list[dict[str, str]]


@dataclass(frozen=True, eq=False)
class Dataset:
    """A coded dataset in one view.

    Each attribute that names a table holds it as a DataFrame: cells as text, empty cells as "", integers as numbers (0 where empty) and
    labelled categories as ordered categoricals. `events` carries two columns more than its file: `date`, the most precise date
    that a list of the view gives (EDTF level 0), and `lists`, how many lists of the view print items for it. Rows are in reading order:
    partners by date of launch, events by date, lists by event, topics by theme. Ties are broken by id.

    >>> from analysis.example import toy
    >>> toy()
    Dataset 'A toy of three partners', edition 0.0.1, view 'page': 3 partners, 5 lists, 8 items, 4 topics
    """
    title: str
    edition: str
    created: str
    view: str
    descriptor: Mapping = field(repr=False)
    partners: pd.DataFrame
    sources: pd.DataFrame
    events: pd.DataFrame
    lists: pd.DataFrame
    items: pd.DataFrame
    topics: pd.DataFrame
    codings: pd.DataFrame
    rulings: pd.DataFrame
    readings: pd.DataFrame
    overlays: pd.DataFrame
    regroupings: pd.DataFrame
    statements: pd.DataFrame
    reading: str = ""

    def __repr__(self) -> str:
        other = f", read as {self.reading!r}" if self.reading else ""
        return (f"Dataset {self.title!r}, edition {self.edition}, view {self.view!r}{other}: {len(self.partners)} partners, "
                f"{(self.lists['read'] != 'none seen').sum()} lists, {len(self.items)} items, {len(self.topics)} topics")

    def label(self, table: str, key: str, column: str | None = None) -> str:
        """The label of a row by its id, or of a category by its value.

        `label("partners", "japan")` is the partner's name; `label("topics", "networks", "theme")` is the label of the category
        `networks` of the column `theme`. KeyError if there is none.

        >>> from analysis.example import toy
        >>> toy().label("partners", "b"), toy().label("topics", "networks", "theme")
        ('Bland', 'Networks')
        """
        if column is not None:
            return categories(self.descriptor, table, column)[key]
        frame = getattr(self, table)
        name = "label" if "label" in frame else "name"
        return dict(zip(frame.iloc[:, 0], frame[name]))[key]

    def with_reading(self, reading: str) -> "Dataset":
        """The same dataset with the codings, or the pillars of its topics, changed as one of its other readings says.

        Every change of the overlay is applied; the basis of an added coding is "implied" and its ruling empty. KeyError for a reading that
        does not exist.

        >>> from analysis.example import toy
        >>> sorted(set(toy().with_reading("hard.also").codings["topic"]) - set(toy().codings["topic"]))
        ['chips']
        """
        if reading not in set(self.readings["reading"]):
            raise KeyError(f"no reading {reading!r}; there are: {', '.join(sorted(self.readings['reading']))}")
        changes = self.overlays[self.overlays["reading"] == reading]
        pairs = list(zip(changes["item"], changes["topic"], changes["change"]))
        removed = {(i, t) for i, t, change in pairs if change == "remove"}
        kept = [(i, t) not in removed for i, t in zip(self.codings["item"], self.codings["topic"])]
        added = pd.DataFrame([{"item": i, "topic": t, "basis": "implied", "ruling": ""} for i, t, change in pairs if change == "add"],
                             columns=self.codings.columns, dtype=str)
        added["basis"] = added["basis"].astype(self.codings["basis"].dtype)
        moves = self.regroupings[self.regroupings["reading"] == reading]
        moved = dict(zip(moves["topic"], moves["pillar"]))
        pillars = pd.Categorical([moved.get(t, p) for t, p in zip(self.topics["topic"], self.topics["pillar"])], dtype=self.topics["pillar"].dtype)
        return replace(self, reading=reading, codings=pd.concat([self.codings[kept], added], ignore_index=True),
                       topics=self.topics.assign(pillar=pillars))


def categories(descriptor: Mapping, table: str, column: str) -> dict[str, str]:
    """The allowed values of a column and their labels, in order, as the descriptor gives them.

    >>> from analysis.example import toy
    >>> categories(toy().descriptor, "topics", "theme")
    {'networks': 'Networks', 'industry': 'Industry'}
    """
    fields = {f["name"]: f for r in descriptor["resources"] if r["name"] == table for f in r["schema"]["fields"]}
    return {c["value"]: c["label"] for c in fields[column]["categories"]}


def build(descriptor: Mapping, tables: Mapping[str, Rows], view: str) -> Dataset:
    """The dataset of a view, from the descriptor and the rows of its tables (which the rules have passed).

    KeyError if the dataset has no such view.

    >>> from analysis.example import DESCRIPTOR, TABLES
    >>> build(DESCRIPTOR, TABLES, "page").partners["name"].tolist()
    ['Arden', 'Bland', 'Coast']
    """
    frames = {name: _typed(descriptor, name, rows) for name, rows in tables.items()}
    views = frames["views"]
    if view not in set(views["view"]):
        raise KeyError(f"the dataset has no view {view!r}; it has: {', '.join(sorted(set(views['view'])))}")
    keep = _within(frames, set(views.loc[views["view"] == view, "source"]))
    events = _dated(keep["events"], keep["lists"])
    order = {e: n for n, e in enumerate(events["event"])}
    lists = keep["lists"].sort_values(["event", "list"], key=lambda c: c.map(order) if c.name == "event" else c)
    place = {name: n for n, name in enumerate(lists["list"])}
    items = keep["items"].sort_values(["list", "position"], key=lambda c: c.map(place) if c.name == "list" else c)
    topics = keep["topics"].sort_values(["theme", "label"])
    keep |= {"events": events, "lists": lists, "items": items, "topics": topics, "partners": _launched(keep["partners"], events)}
    known = {f.name for f in fields(Dataset)}
    keep = {name: frame.reset_index(drop=True) for name, frame in keep.items() if name in known}
    return Dataset(title=descriptor["title"], edition=descriptor["version"], created=descriptor["created"][:10], view=view,
                   descriptor=descriptor, **keep)


def _typed(descriptor: Mapping, name: str, rows: Rows) -> pd.DataFrame:
    schema = next(r["schema"] for r in descriptor["resources"] if r["name"] == name)
    frame = pd.DataFrame(rows, columns=[f["name"] for f in schema["fields"]], dtype=str)
    for f in schema["fields"]:
        if f["type"] == "integer":
            frame[f["name"]] = [int(cell or 0) for cell in frame[f["name"]]]
        elif "categories" in f:
            values = [c["value"] for c in f["categories"]]
            frame[f["name"]] = pd.Categorical(frame[f["name"]], categories=values, ordered=True)
    return frame


def _within(frames: Mapping[str, pd.DataFrame], sources: set[str]) -> dict[str, pd.DataFrame]:
    keep = dict(frames)

    def only(name: str, column: str, values: set[str]) -> None:
        keep[name] = keep[name][keep[name][column].isin(values)]

    only("sources", "source", sources)
    only("lists", "source", sources)
    only("statements", "source", sources)
    only("events", "event", set(keep["lists"]["event"]))
    only("partners", "partner", set(keep["events"]["partner"]))
    only("items", "list", set(keep["lists"]["list"]))
    only("codings", "item", set(keep["items"]["item"]))
    only("overlays", "item", set(keep["items"]["item"]))
    only("readings", "reading", set(keep["overlays"]["reading"]) | set(keep["regroupings"]["reading"]))
    return keep


def _dated(events: pd.DataFrame, lists: pd.DataFrame) -> pd.DataFrame:
    """Events with the most precise date that a list gives them, in order of date."""
    stated: dict[str, list[str]] = {}
    for event, date in zip(lists["event"], lists["date"]):
        stated.setdefault(event, []).append(date)
    seen = lists.loc[lists["read"] != "none seen", "event"].value_counts()
    best = {e: min(given, key=lambda d: (dates.parse(d).last - dates.parse(d).first, d)) for e, given in stated.items()}
    events = events.assign(date=[best[e] for e in events["event"]], lists=[int(seen.get(e, 0)) for e in events["event"]])
    rows = list(zip(events["date"], events["kind"].cat.codes, events["ordinal"], events["event"], events["partner"]))
    order = sorted(range(len(rows)), key=lambda n: (dates.parse(rows[n][0]).first, *rows[n][1:3], dates.sort_key(rows[n][0]), rows[n][3]))

    def earlier(a: int, b: int) -> int:
        # Where two dates share days, an announcement comes before a launch, a launch before a Council, and Councils in their order.
        return dates.order(rows[a][0], rows[b][0]) or (rows[a][1:4] > rows[b][1:4]) - (rows[a][1:4] < rows[b][1:4])

    for partner in dict.fromkeys(events["partner"]):
        places = [at for at, n in enumerate(order) if rows[n][4] == partner]
        for at, n in zip(places, sorted((order[at] for at in places), key=cmp_to_key(earlier))):
            order[at] = n
    return events.iloc[order]


def _launched(partners: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """Partners in order of the date of their launch; those without one come last."""
    launch = dict(zip(events.loc[events["kind"] == "launch", "partner"], events.loc[events["kind"] == "launch", "date"]))
    late = dates.sort_key("9999")
    key = [(dates.sort_key(launch[p]) if p in launch else late, p) for p in partners["partner"]]
    return partners.iloc[sorted(range(len(key)), key=key.__getitem__)]
