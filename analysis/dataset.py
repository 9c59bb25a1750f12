"""The dataset as one frozen object, cut to what counts.

A *dataset* is a folder of tables; a *view* is a choice of its sources, some of which it may only show. Everything that a view's counted sources do
not print is left out of the object (`views`), so that no helper has to know which sources count.
"""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace

import pandas as pd

from analysis import views
from analysis.views import COMPARATOR, Cut

Rows = list[dict[str, str]]


@dataclass(frozen=True, eq=False)
class Dataset:
    """A coded dataset in one view.

    Each attribute that names a table holds it as a DataFrame: cells as text, empty cells as "", integers as numbers (0 where empty) and
    labelled categories as ordered categoricals. Some carry columns that depend on what counts: `events` has `date`, the most precise date that its lists
    give, or where they disagree the interval that holds all (EDTF level 0), `stated`, the dates that they state (joined by " or " where they disagree), `lists`, how
    many of them print items, and `counts` ("shown" where only sources that do not count know of the event: it took place, and what it listed is unknown); `lists` has `standing`, that of its source; `sources` has `counts` ("yes" or "shown"), since a source that the view only
    shows is there with nothing that it prints. `milestones` and `evidence` rest on sources of both kinds. Rows are in reading order: partners by date of launch,
    events by date, lists by event, topics by theme. Ties are broken by id.

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
    depths: pd.DataFrame
    outcomes: pd.DataFrame
    instruments: pd.DataFrame
    milestones: pd.DataFrame
    claims: pd.DataFrame
    verdicts: pd.DataFrame
    evidence: pd.DataFrame
    crosswalk: pd.DataFrame
    cut: Cut = field(repr=False)
    whole: "Whole" = field(repr=False)
    reading: str = ""

    def __repr__(self) -> str:
        other = f", read as {self.reading!r}" if self.reading else ""
        other += ", what is only shown counted too" if self.cut.shown else ""
        other += f", {self.cut.open} lists leave nothing out" if self.cut.open else ""
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
        codings, topics = views.reread(self.codings, self.topics, self.overlays[self.overlays["reading"] == reading],
                                       self.regroupings[self.regroupings["reading"] == reading])
        return replace(self, reading=reading, codings=codings, topics=topics)

    def in_view(self, view: str) -> "Dataset":
        """The same dataset in another of its views, with nothing that is only shown there. KeyError if it has no such view.

        >>> from analysis.example import toy
        >>> len(toy().items), len(toy().in_view("record").items)
        (8, 12)
        """
        return self._cut_as(Cut(view, self.cut.role))

    def fullest(self) -> "Dataset":
        """The dataset in its record: the view with most sources of which none is secondary, if all that count here do there; else this one.

        >>> from analysis.example import toy
        >>> toy().fullest().view
        'record'
        """
        view = views.fullest(self.whole, self.view)
        return self if view == self.view else self.in_view(view)

    def with_shown(self) -> "Dataset":
        """The same dataset with those sources counted too that its view only shows.

        >>> from analysis.example import toy
        >>> toy("record").with_shown().events.query("event == 'a-1'")["lists"].tolist()
        [1]
        """
        return self._cut_as(replace(self.cut, shown=True)) if (self.sources["counts"] == "shown").any() else self

    def believing(self, name: str) -> "Dataset":
        """The same dataset where of the lists of one event only the list `name` counts. KeyError if no list of this id counts here.

        >>> from analysis.example import toy
        >>> toy("record").believing("r-a-launch").items["item"].tolist()[:2]
        ['a5', 'a6']
        """
        if name not in set(self.lists["list"]):
            raise KeyError(f"no list {name!r} counts here")
        return self._cut_as(replace(self.cut, believed=(*self.cut.believed, name)))

    def leaving_open(self, sort: str) -> "Dataset":
        """The same dataset where what the lists of a sort do not name is unknown, although they were read whole.

        The sorts: "illustrative", lists that give their items as examples; "unseen", those of an event of which another document is known whose list was not seen.
        ValueError for any other.

        >>> from analysis.example import toy
        >>> toy().leaving_open("illustrative")
        Dataset 'A toy of three partners', edition 0.0.1, view 'page', illustrative lists leave nothing out: 3 partners, 5 lists, 8 items, 4 topics
        """
        if sort not in views.OPEN:
            raise ValueError(f"no sort of lists {sort!r}; there are: {', '.join(views.OPEN)}")
        return self._cut_as(replace(self.cut, open=sort))

    def comparators(self) -> "Dataset":
        """The partners that are there for comparison only, in the same view: they never stand among the others.

        >>> from analysis.example import toy
        >>> toy("record").comparators().partners["name"].tolist()
        ['Dell']
        """
        return self._cut_as(replace(self.cut, role=COMPARATOR))

    def everything(self) -> "Dataset":
        """All that the record holds, whatever its standing and role: for the codebook, never for a result.

        >>> from analysis.example import toy
        >>> toy().everything().partners["name"].tolist()
        ['Arden', 'Bland', 'Dell', 'Coast']
        """
        return self._cut_as(Cut(self.fullest().view, role="", shown=True))

    def _cut_as(self, choice: Cut) -> "Dataset":
        made = _built(self.descriptor, self.whole, choice)
        return made.with_reading(self.reading) if self.reading and self.reading in set(made.readings["reading"]) else made


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
    return _built(descriptor, Whole({name: views.typed(descriptor, name, rows) for name, rows in tables.items()}), Cut(view))


class Whole(dict):
    """All tables of a dataset, uncut, and what was cut from them: made once, so that what is computed of a cut is found again by those who keep it by its dataset."""

    def __init__(self, frames: views.Frames) -> None:
        super().__init__(frames)
        self.cuts: dict[Cut, Dataset] = {}


def _built(descriptor: Mapping, whole: Whole, choice: Cut) -> Dataset:
    if choice in whole.cuts:
        return whole.cuts[choice]
    there = sorted(set(whole["views"]["view"]))
    if choice.view not in there:
        raise KeyError(f"the dataset has no view {choice.view!r}; it has: {', '.join(there)}")
    known = {f.name for f in fields(Dataset)}
    keep = {name: frame for name, frame in views.cut(whole, choice).items() if name in known}
    whole.cuts[choice] = Dataset(title=descriptor["title"], edition=descriptor["version"], created=descriptor["created"][:10], view=choice.view,
                                 descriptor=descriptor, cut=choice, whole=whole, **keep)
    return whole.cuts[choice]
