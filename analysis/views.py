"""Cutting a dataset to what counts: a view's sources, a role's partners, and of an event the lists that are believed.

Here the tables are whole; what comes out holds nothing that does not count, so that no helper has to know which sources or partners do.
"""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cmp_to_key

import pandas as pd

from analysis import dates

Frames = Mapping[str, pd.DataFrame]
PARTNERSHIP, COMPARATOR = "partnership", "comparator"
DEFAULT = "page"     # the view that is taken where none is named
# Lists that were read whole and may be held to leave nothing out all the same: those that give their items as examples, and those of an event of which another document is known, but not its list.
ILLUSTRATIVE, UNSEEN = OPEN = ("illustrative", "unseen")


@dataclass(frozen=True)
class Cut:
    """What of the tables counts: the view, the role of the partners ("" for all), whether sources that the view only shows count too, for
    each event of which one list alone is believed that list, and which sort of lists (of `OPEN`) leaves nothing out."""
    view: str
    role: str = PARTNERSHIP
    shown: bool = False
    believed: tuple[str, ...] = ()
    open: str = ""


def typed(descriptor: Mapping, name: str, rows: list[dict[str, str]]) -> pd.DataFrame:
    """The rows of a table as a frame: text as it is, integers as numbers (0 where empty), labelled categories as ordered categoricals."""
    schema = next(r["schema"] for r in descriptor["resources"] if r["name"] == name)
    frame = pd.DataFrame(rows, columns=[f["name"] for f in schema["fields"]], dtype=object)
    for f in schema["fields"]:
        if f["type"] == "integer":
            frame[f["name"]] = [int(cell or 0) for cell in frame[f["name"]]]
        elif "categories" in f:
            values = [c["value"] for c in f["categories"]]
            cells = frame[f["name"]]
            frame[f["name"]] = pd.Categorical(cells.where(cells.isin(values)), categories=values, ordered=True)
    return frame


def reread(codings: pd.DataFrame, topics: pd.DataFrame, overlay: pd.DataFrame, moves: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Codings and topics as another reading has them, which is given by its rows of `overlays` and of `regroupings`."""
    pairs = list(zip(overlay["item"], overlay["topic"], overlay["change"]))
    removed = {(i, t) for i, t, change in pairs if change == "remove"}
    kept = [(i, t) not in removed for i, t in zip(codings["item"], codings["topic"])]
    added = pd.DataFrame([{"item": i, "topic": t, "basis": "implied", "ruling": ""} for i, t, change in pairs if change == "add"],
                         columns=codings.columns, dtype=object)
    added["basis"] = added["basis"].astype(codings["basis"].dtype)
    moved = dict(zip(moves["topic"], moves["pillar"]))
    pillars = pd.Categorical([moved.get(t, p) for t, p in zip(topics["topic"], topics["pillar"])], dtype=topics["pillar"].dtype)
    return pd.concat([codings[kept], added], ignore_index=True), topics.assign(pillar=pillars)


def counted(frames: Frames, view: str) -> frozenset[str]:
    """The sources that count in a view, without those that it only shows."""
    views = frames["views"]
    return frozenset(views.loc[(views["view"] == view) & (views["counts"] != "shown"), "source"])


def fullest(frames: Frames, view: str) -> str:
    """The view with most sources among those in which no secondary one counts and all that count in `view` do; `view` itself if there is none."""
    secondary = set(frames["sources"].loc[frames["sources"]["standing"] == "secondary", "source"])
    others = {name: counted(frames, name) for name in dict.fromkeys([view, *sorted(set(frames["views"]["view"]))])}
    fit = [name for name, sources in others.items() if sources >= others[view] and not sources & secondary]
    return max(fit, key=lambda name: len(others[name]), default=view)


def cut(frames: Frames, choice: Cut) -> dict[str, pd.DataFrame]:
    """The tables with only those rows that count, in reading order, with the columns that depend on what counts (see `Dataset`)."""
    keep = _within(frames, choice)
    events = _dated(keep["events"], keep.pop("dating"), keep["lists"])
    order = {e: n for n, e in enumerate(events["event"])}
    lists = keep["lists"].sort_values(["event", "list"], key=lambda c: c.map(order) if c.name == "event" else c)
    place = {name: n for n, name in enumerate(lists["list"])}
    items = keep["items"].sort_values(["list", "position"], key=lambda c: c.map(place) if c.name == "list" else c)
    topics = keep["topics"].sort_values(["theme", "label"])
    keep |= {"events": events, "lists": lists, "items": items, "topics": topics, "partners": _launched(keep["partners"], events)}
    return {name: frame.reset_index(drop=True) for name, frame in keep.items()}


def _within(frames: Frames, choice: Cut) -> dict[str, pd.DataFrame]:
    keep = dict(frames)

    def only(name: str, column: str, values: object) -> None:
        keep[name] = keep[name][keep[name][column].isin(set(values))]

    seen = set(keep["views"].loc[keep["views"]["view"] == choice.view, "source"])
    firm = counted(frames, choice.view)
    only("sources", "source", seen)
    keep["sources"] = keep["sources"].assign(counts=["yes" if choice.shown or s in firm else "shown" for s in keep["sources"]["source"]])
    only("lists", "source", seen)
    if choice.role:
        only("partners", "role", {choice.role})
    only("events", "partner", keep["partners"]["partner"])
    only("lists", "event", keep["events"]["event"])
    chosen = keep["lists"][keep["lists"]["list"].isin(choice.believed)]
    disbelieved = keep["lists"]["event"].isin(chosen["event"]) & ~keep["lists"]["list"].isin(choice.believed)
    standing = dict(zip(keep["sources"]["source"], keep["sources"]["standing"]))
    keep["lists"] = keep["lists"].assign(standing=[str(standing[s]) for s in keep["lists"]["source"]])[~disbelieved]
    only("events", "event", keep["lists"]["event"])
    counts = keep["lists"]["source"].isin(keep["sources"].loc[keep["sources"]["counts"] == "yes", "source"])
    firm_events = set(keep["lists"].loc[counts, "event"])
    keep["events"] = keep["events"].assign(counts=["yes" if e in firm_events else "shown" for e in keep["events"]["event"]])
    # An event that is only shown keeps the dates of its lists, and no list: it took place, and what it listed is unknown.
    keep["dating"] = keep["lists"][counts | ~keep["lists"]["event"].isin(firm_events)]
    keep["lists"] = _opened(keep["lists"][counts], choice.open)
    only("partners", "partner", keep["events"]["partner"])
    only("items", "list", keep["lists"]["list"])
    for name in ("codings", "overlays", "depths", "outcomes"):
        only(name, "item", keep["items"]["item"])
    only("topics", "topic", [*keep["codings"]["topic"], *keep["overlays"]["topic"]])
    only("regroupings", "topic", keep["topics"]["topic"])
    only("readings", "reading", [*keep["overlays"]["reading"], *keep["regroupings"]["reading"]])
    only("rulings", "ruling", [*keep["codings"]["ruling"], *keep["readings"]["ruling"]])
    only("crosswalk", "topic", keep["topics"]["topic"])
    about = {*keep["partners"]["partner"], ""}
    only("statements", "source", seen)
    only("statements", "partner", about)
    only("milestones", "source", seen)
    only("instruments", "instrument", keep["milestones"]["instrument"])
    only("instruments", "partner", about)
    only("milestones", "instrument", keep["instruments"]["instrument"])
    only("evidence", "partner", about)
    # A verdict stands on all of its evidence: a view that lacks some of it has no verdict.
    unseen = keep["evidence"][~keep["evidence"]["source"].isin(seen)]
    lacking = set(zip(unseen["claim"], unseen["partner"]))
    rests = set(zip(keep["evidence"]["claim"], keep["evidence"]["partner"])) - lacking
    for name in ("verdicts", "evidence"):
        pairs = pd.Series(list(zip(keep[name]["claim"], keep[name]["partner"])), index=keep[name].index, dtype=object)
        keep[name] = keep[name][pairs.isin(rests)]
    only("claims", "claim", keep["verdicts"]["claim"])
    return keep


def _opened(lists: pd.DataFrame, sort: str) -> pd.DataFrame:
    """The lists with those of a sort of `OPEN` as if read in part, so that what they do not name is unknown."""
    if not sort:
        return lists
    unseen = lists.loc[lists["read"] == "none seen", "event"]
    moved = (lists["claims"] == ILLUSTRATIVE if sort == ILLUSTRATIVE else lists["event"].isin(set(unseen))) & (lists["read"] == "whole")
    return lists.assign(read=lists["read"].mask(moved, "part"))


def _dated(events: pd.DataFrame, dating: pd.DataFrame, lists: pd.DataFrame) -> pd.DataFrame:
    """Events with the date that the lists in `dating` give them and all that these state, in order of date; and how many of `lists` print items."""
    given: dict[str, list[str]] = {}
    for event, date in zip(dating["event"], dating["date"]):
        given.setdefault(event, []).append(date)
    seen = lists.loc[lists["read"] != "none seen", "event"].value_counts()
    best = {e: agreed(d) for e, d in given.items()}
    events = events.assign(date=[best[e] for e in events["event"]], stated=[_stated(given[e]) for e in events["event"]],
                           lists=[int(seen.get(e, 0)) for e in events["event"]])
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


def agreed(given: list[str]) -> str:
    """The date of an event of which lists state several: the most precise one where all share a day, else the interval that holds them all.

    >>> agreed(["2024", "2024-04-30"]), agreed(["2022-12-15", "2022-12", "2022-12-14"])
    ('2024-04-30', '2022-12-14/2022-12-15')
    """
    spans = {d: dates.parse(d) for d in given}
    best = min(spans, key=lambda d: (spans[d].last - spans[d].first, d))
    if max(s.first for s in spans.values()) <= min(s.last for s in spans.values()):
        return best
    rivals = [d for d in spans if not any(_inside(other, spans[d]) for other in spans.values() if other != spans[d])]
    first, last = min(rivals, key=lambda d: spans[d].first), max(rivals, key=lambda d: spans[d].last)
    return f"{first.split('/')[0]}/{last.split('/')[-1]}"


def _inside(one: dates.Interval, other: dates.Interval) -> bool:
    return other.first <= one.first and one.last <= other.last


def _stated(given: list[str]) -> str:
    """All dates that lists state, the most precise ones only where one lies within another, joined where they disagree."""
    spans = {d: dates.parse(d) for d in sorted(set(given), key=dates.sort_key)}
    return " or ".join(d for d in spans if not any(_inside(other, spans[d]) for other in spans.values() if other[:2] != spans[d][:2]))


def _launched(partners: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """Partners in order of the date of their launch; those without one come last."""
    launch = dict(zip(events.loc[events["kind"] == "launch", "partner"], events.loc[events["kind"] == "launch", "date"]))
    late = dates.sort_key("9999")
    key = [(dates.sort_key(launch[p]) if p in launch else late, p) for p in partners["partner"]]
    return partners.iloc[sorted(range(len(key)), key=key.__getitem__)]
