"""The topics, one by one: what each means, whose lists name it and when, and the items behind that (the page of all topics)."""
from __future__ import annotations

import pandas as pd

from analysis import dates
from analysis.corpus import mentions, original
from analysis.dataset import Dataset, categories
from analysis.dossier import courses, events
from analysis.presence import presence

LISTED_HERE, ELSEWHERE, READING = "here", "elsewhere", "reading"


def book(data: Dataset) -> pd.DataFrame:
    """All topics of the codebook, by pillar, then theme, then name.

    Columns: topic, label, definition, includes, excludes, theme and pillar (ids), and named: "here" where a list of this view names it; "elsewhere" where only others do, which are those of comparators and of
    sources that are only shown or do not count here; "reading" where no coding but that of another reading has it.

    >>> from analysis.example import toy
    >>> book(toy())[["topic", "pillar", "named"]].values.tolist()
    [['net', 'infrastructures', 'here'], ['chips', 'infrastructures', 'elsewhere'], ['robots', 'business', 'here'], ['trade', 'outside', 'here']]
    """
    every = data.everything()
    # Where another reading of this view moves a topic to another pillar, the view has the word.
    here = {row["topic"]: row for row in data.topics.to_dict("records")}
    listed, coded = set(data.codings["topic"]), set(every.codings["topic"])
    place = {column: list(categories(data.descriptor, "topics", column)) for column in ("pillar", "theme")}
    found = []
    for row in (here.get(row["topic"], row) for row in every.topics.to_dict("records")):
        named = LISTED_HERE if row["topic"] in listed else ELSEWHERE if row["topic"] in coded else READING
        found.append((row["topic"], row["label"], row["definition"], row["includes"], row["excludes"], str(row["theme"]), str(row["pillar"]), named))
    found.sort(key=lambda r: (place["pillar"].index(r[6]), place["theme"].index(r[5]), r[1], r[0]))
    return pd.DataFrame(found, columns=["topic", "label", "definition", "includes", "excludes", "theme", "pillar", "named"])


def whose(data: Dataset) -> dict[str, list[dict]]:
    """For each topic that a list of this view names, a row for each partner: partner (id), at (its events: short name, year, state, whether its lists differ) and course.

    The course is that of `dossier.courses`, "" where no list of the partner that was read names the topic.

    >>> from analysis.example import toy
    >>> whose(toy())["robots"][0]
    {'partner': 'a', 'at': [('Launch', 2022, 'listed', False), ('Council 1', 2023, 'unknown', False), ('Council 2', 2024, 'not listed', False)], 'course': 'not repeated'}
    """
    shown, course_of = presence(data, "topic", "event"), courses(data)
    of = {p: [(r["event"], r["short"], dates.parse(r["date"]).last.year) for r in events(data, p).to_dict("records")] for p in data.partners["partner"]}
    return {code: [{"partner": p, "at": [(short, year, shown.state(e, code), (e, code) in shown.contested) for e, short, year in at], "course": course_of.get((p, code), "")}
                   for p, at in of.items()] for code in shown.codes}


def behind(data: Dataset) -> dict[str, list[dict]]:
    """For each topic the mentions behind it: partner, event, source (ids), when (in words), position, line, item (id), text (as published), implied, ruling (id or ""), contested, and `first`:
    whether this is the first topic of its item in the order of `book`. By partner, then in reading order.

    >>> from analysis.example import toy
    >>> [(row["event"], row["text"], row["line"]) for row in behind(toy())["net"]]
    [('a-launch', 'Network one', 3), ('a-2', 'Network one', 6), ('b-launch', 'Network one', 10)]
    """
    shown, table = presence(data, "topic", "event"), mentions(data).to_dict("records")
    text = {i: original(*row) for i, *row in zip(*(data.items[c] for c in ("item", "label", "original", "translated_from")))}
    place, rank = {t: n for n, t in enumerate(book(data)["topic"])}, {p: n for n, p in enumerate(data.partners["partner"])}
    first: dict[str, int] = {}
    for row in table:
        first[row["item"]] = min(first.get(row["item"], len(place)), place[row["topic"]])
    found: dict[str, list[dict]] = {}
    for row in sorted(table, key=lambda r: rank[r["partner"]]):
        found.setdefault(row["topic"], []).append({key: row[key] for key in ("partner", "event", "source", "position", "line", "item", "ruling")} | {
            "when": dates.say(row["date"]), "text": text[row["item"]], "implied": row["basis"] == "implied", "contested": (row["event"], row["topic"]) in shown.contested,
            "first": first[row["item"]] == place[row["topic"]]})
    return found
