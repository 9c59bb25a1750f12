"""The legal tier: which instruments were agreed with whom, what stage each has reached, and on what that rests (notebook 09-instruments).

An *instrument* is a text that two sides agreed or negotiate; a *milestone* is what one source says of one stage of it. Instruments are no areas of
cooperation: nothing here is counted among topics, and no topic here. A stage is *contested* where two sources date it to spans that share no day, and it rests on
*secondary* sources where no other kind of source is behind it. Whether an instrument binds is what one document says, with its standing.
"""
from __future__ import annotations

from functools import lru_cache
from itertools import combinations

import pandas as pd

from analysis import dates, views
from analysis.dataset import Dataset, categories
from analysis.rules.keys import reasons

SECONDARY = "secondary"
STAGE = ["partner", "instrument", "stage", "date", "stated", "firm", "contested", "secondary", "counts"]


def milestones(data: Dataset) -> pd.DataFrame:
    """Every milestone of the view in order of its date: what each source says of each stage, with the standing of the source.

    Columns: date (EDTF level 0), when (in words), partner and instrument (names), stage (its label), place (or why there is none), source (its title), standing (label),
    counts (whether the source counts in the view; else it is only shown), contested (another source dates the same stage otherwise), secondary (no other source of
    the stage is of another standing) and ground.

    >>> from analysis.example import toy
    >>> milestones(toy("record"))[["when", "stage", "standing", "counts"]].values.tolist()
    [['12 May 2022', 'Negotiations launched', 'Official', True], ['February 2024', 'Signed', 'Secondary', False]]
    """
    rows, of = data.milestones, _sources(data)
    about = {i: (p, n) for i, p, n in zip(data.instruments["instrument"], data.instruments["partner"], data.instruments["name"])}
    table = stages(data)
    marked = {(i, s): (c, x) for i, s, c, x in zip(*(table[c] for c in ("instrument", "stage", "contested", "secondary")))}
    standing = categories(data.descriptor, "sources", "standing")
    found = []
    for row in sorted(rows.to_dict("records"), key=lambda r: (dates.sort_key(r["date"]), r["instrument"], str(r["stage"]), r["milestone"])):
        source, (partner, name) = of[row["source"]], about[row["instrument"]]
        contested, secondary = marked[row["instrument"], str(row["stage"])]
        found.append((row["date"], dates.say(row["date"]), data.label("partners", partner), name, data.label("milestones", row["stage"], "stage"),
                      row["place"] or reasons(row["missing"]).get("place", ""), source["title"], standing[source["standing"]], source["counts"] == "yes",
                      contested, secondary, row["ground"]))
    return pd.DataFrame(found, columns=["date", "when", "partner", "instrument", "stage", "place", "source", "standing", "counts", "contested", "secondary", "ground"])


@lru_cache(maxsize=256)
def stages(data: Dataset) -> pd.DataFrame:
    """Each stage that some source says an instrument has reached, once: with all dates that stand. Not to be changed: it is made once for a dataset.

    Columns: partner, instrument, stage (ids); date, the most precise that sources give, or where they disagree the interval that holds all (EDTF level 0);
    stated, the dates that stand, in order (several only where the stage is contested), and firm, for each of these whether a source that is not secondary gives it;
    contested; secondary; counts (a source that counts in the view is behind the stage). Rows by partner, instrument and order of stages.

    >>> from analysis.example import toy
    >>> stages(toy("record"))[["stage", "date", "secondary", "counts"]].values.tolist()
    [['launched', '2022-05-12', False, True], ['signed', '2024-02', True, False]]
    """
    of, found = _sources(data), []
    given: dict[tuple[str, str], list[tuple[str, dict]]] = {}
    for instrument, stage, date, source in zip(*(data.milestones[c] for c in ("instrument", "stage", "date", "source"))):
        given.setdefault((instrument, str(stage)), []).append((date, of[source]))
    for partner, instrument in _ordered(data):
        for stage in (s for s in categories(data.descriptor, "milestones", "stage") if (instrument, s) in given):
            rows = given[instrument, stage]
            when, sources = sorted({d for d, _ in rows}, key=dates.sort_key), [s for _, s in rows]
            contested, date = any(dates.order(a, b) for a, b in combinations(when, 2)), views.agreed(when)
            secondary = all(s["standing"] == SECONDARY for s in sources)
            stated = tuple(when) if contested else (date,)
            firm = tuple(any(d == one and s["standing"] != SECONDARY for one, s in rows) if contested else not secondary for d in stated)
            found.append((partner, instrument, stage, date, stated, firm, contested, secondary, any(s["counts"] == "yes" for s in sources)))
    return pd.DataFrame(found, columns=STAGE)


def reached(data: Dataset, stage: str = "", by: str = "counts") -> tuple[str, ...]:
    """The instruments that have reached a stage or one after it ("" for any), by partner and first date.

    What is in force has been signed, whoever says so. `by`: "counts" (a source that counts in the view says it), "firm" (one that is not secondary), or "any".
    ValueError for a stage that the dataset does not know, and for another `by`.

    >>> from analysis.example import toy
    >>> [reached(toy("record"), "signed", by) for by in ("counts", "firm", "any")]
    [(), (), ('pact',)]
    """
    place = list(categories(data.descriptor, "milestones", "stage"))
    if stage not in ("", *place) or by not in ("counts", "firm", "any"):
        raise ValueError(f"no stage {stage!r} by {by!r}; there are {', '.join(place)} by counts, firm or any")
    table, least = stages(data), place.index(stage) if stage else 0
    held = {"counts": table["counts"], "firm": ~table["secondary"].astype(bool), "any": [True] * len(table)}[by]
    late = {i for i, s, kept in zip(table["instrument"], table["stage"], held) if kept and place.index(s) >= least}
    return tuple(i for _, i in _ordered(data) if i in late)


def instruments(data: Dataset) -> pd.DataFrame:
    """One row an instrument: whose, its name, kind, whether it binds and who says so, the latest stage and all dates of each stage, in words.

    Columns: partner, instrument, kind, binding, said by (the document that says whether it binds, with its standing), latest (the latest stage that any source has), then one for each stage of the dataset, headed by its label, and
    order. A stage's cell is empty where no source has it, and says "contested" where two dates stand; "secondary only" stands in a stage, beside the latest one and beside what
    binds where no other source is behind it.
    `order` names the neighbouring stages whose dates leave open which came first. No rows where the view has no instrument.

    >>> from analysis.example import toy
    >>> instruments(toy("record"))[["binding", "said by", "latest", "Signed"]].values.tolist()
    [['Binding (secondary only)', 'A newspaper (secondary)', 'Signed (secondary only)', 'February 2024 (secondary only)']]
    """
    table, labels = stages(data), categories(data.descriptor, "milestones", "stage")
    about, found, says = data.instruments.set_index("instrument"), [], binding_sources(data)
    standing = categories(data.descriptor, "sources", "standing")
    for partner, instrument in _ordered(data):
        rows = {r["stage"]: r for r in table[table["instrument"] == instrument].to_dict("records")}
        row = about.loc[instrument]
        open_ = [f"{labels[a]} and {labels[b]}" for a, b in zip(list(rows), list(rows)[1:]) if dates.order(rows[a]["date"], rows[b]["date"]) >= 0]
        found.append((data.label("partners", partner) if partner else "", row["name"], data.label("instruments", row["kind"], "kind"),
                      _lone(data.label("instruments", row["binding"], "binding"), bool(says[instrument]) and says[instrument]["standing"] == SECONDARY),
                      f"{says[instrument]['title']} ({standing[says[instrument]['standing']].lower()})" if says[instrument] else "",
                      _lone(labels[list(rows)[-1]], rows[list(rows)[-1]]["secondary"]),
                      *(dated(rows[s]) if s in rows else "" for s in labels), f"undecided: {'; '.join(open_)}" if open_ else ""))
    return pd.DataFrame(found, columns=["partner", "instrument", "kind", "binding", "said by", "latest", *labels.values(), "order"])


def _lone(said: str, secondary: bool) -> str:
    return f"{said} (secondary only)" if secondary else said


def binding_sources(data: Dataset) -> dict[str, dict]:
    """The source (its row) that says whether each instrument binds; empty where none does, or where it is no source of the view.

    >>> from analysis.example import toy
    >>> binding_sources(toy("record"))["pact"]["standing"]
    'secondary'
    """
    of = _sources(data)
    return {instrument: of.get(source, {}) for instrument, source in zip(data.instruments["instrument"], data.instruments["binding_source"])}


def unstaged(data: Dataset) -> pd.DataFrame:
    """The instruments of which no source tells one of the stages, whatever the view: nothing of them is counted, and they stand in no other table of this module.

    Columns: partner (id), whose (its name), instrument (its name) and note (what is known of it, in words). Rows by launch of the partner, then by name.

    >>> from analysis.example import toy
    >>> len(unstaged(toy("record")))
    0
    """
    told, partners = set(data.whole["milestones"]["instrument"]), {p: n for n, p in enumerate(data.partners["partner"])}
    rows = [(p, data.label("partners", p), name, note) for i, p, name, note in zip(*(data.whole["instruments"][c] for c in ("instrument", "partner", "name", "note")))
            if i not in told and p in partners]
    return pd.DataFrame(sorted(rows, key=lambda row: (partners[row[0]], *row[2:])), columns=["partner", "whose", "instrument", "note"])


def dated(stage: dict) -> str:
    """The dates of a stage (a row of `stages`) in words, with what is to be known of them.

    >>> dated({"stated": ("2023-07-03", "2023-07-04"), "firm": (True, False), "contested": True})
    '3 July 2023 or 4 July 2023 (secondary only): contested'
    """
    said = [_lone(dates.say(d), not firm) for d, firm in zip(stage["stated"], stage["firm"])]
    return " or ".join(said) + (": contested" if stage["contested"] else "")


def _ordered(data: Dataset) -> list[tuple[str, str]]:
    """Partner and id of each instrument: by partner, then by its first date, then by name."""
    partners = {p: n for n, p in enumerate(data.partners["partner"])}
    first: dict[str, tuple] = {}
    for instrument, date in zip(data.milestones["instrument"], data.milestones["date"]):
        first[instrument] = min(first.get(instrument, dates.sort_key("9999-12-31")), dates.sort_key(date))
    rows = zip(*(data.instruments[c] for c in ("partner", "instrument", "name")))
    return [(p, i) for p, i, n in sorted(rows, key=lambda r: (partners.get(r[0], -1), first[r[1]], r[2], r[1]))]


def _sources(data: Dataset) -> dict[str, dict]:
    return {row["source"]: row | {"standing": str(row["standing"])} for row in data.sources.to_dict("records")}
