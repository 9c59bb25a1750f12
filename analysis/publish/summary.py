"""What the first page says: the findings, where two views differ, what cannot be concluded, what the partnerships are, and the data."""
from __future__ import annotations

from collections.abc import Mapping

from analysis import dates
from analysis.answer import reach
from analysis.between import between, other_view
from analysis.corpus import timeline
from analysis.dataset import Dataset
from analysis.findings import ALL
from analysis.fragility import headlines
from analysis.publish import figures
from analysis.wording import count, join

ORDER = ("03-overlap", "04-evolution", "02-network", "01-corpus", "06-themes", "08-comparators", "07-depth", "09-instruments", "10-claims", "05-sources")
_SAID = ("id", "notebook", "title", "sentence", "limit", "as_of")
_AWAY = {      # by the name of a file or how it ends, in the order in which they are told
    ".zip": "The whole dataset: every table as CSV, its descriptor, in which each file stands with bytes and hash, its codebook and its licence",
    ".xlsx": "The same tables as one Excel workbook",
    "results.json": "Every number of the report: findings, the tables behind charts and of notebooks, partners, events, overlaps, presence, and what changed",
    "results.schema.json": "What each part of results.json means (JSON Schema)",
    ".txt": "How to cite the dataset, as plain text", ".bib": "How to cite the dataset, as BibTeX", ".ris": "How to cite the dataset, as RIS",
    ".ipynb": "The notebooks as they ran",
}
LIMITS = (
    "No list is an inventory of a partnership. That a list does not name a topic says nothing about what the partners do.",
    "An event without a list is a gap: what it may have listed is unknown, not absent.",
    "The lists stand as their sources print them, on different occasions; who drafted each is seldom known. A longer list is not a closer partnership.",
    "Few partners are few. Every pair is shown, and no test of significance is made: no null model stands behind these numbers yet.",
    "What counts as one topic is a decision. Each finding says which decisions, made otherwise, would overturn its claim; its numbers move with more of them.",
)


def found(data: Dataset) -> dict:
    """What the first page says of the findings, as plain values: those of the view, those that rest on the record (`added`), and where two views differ."""
    # What a reader in a hurry came for comes first: what the lists share, then how they moved, then which topics, then what was read.
    place = {name: n for n, name in enumerate(ORDER)}
    all_ = [{k: getattr(f, k) for k in _SAID} for f in sorted(headlines(data), key=lambda f: (place.get(f.notebook, len(place)), f.notebook))]
    # On a view that is less than the record what rests on the record stands apart, so that nobody takes it for a result of this view.
    apart = {f["id"] for f in all_ if ALL[f["id"]].record and data.fullest() is not data}
    return {"findings": [f for f in all_ if f["id"] not in apart], "added": [f for f in all_ if f["id"] in apart], "views": _views(data)}


def searched(said: Mapping) -> list[dict]:
    """The findings as the search has them (title, sentence, href) from what `found` gives: where there are two views each says which it is of, and the other's stand with them."""
    views, rows = said["views"], {"findings": said["findings"], "added": said["added"]}
    of = dict(zip(rows, (views["one"], views["other"]))) if views else {}
    told = [{"title": f["title"], "sentence": f"View ‘{of[part]}’. {f['sentence']}" if of else f["sentence"], "href": f"index.html#finding-{f['id']}"} for part in rows for f in rows[part]]
    return told + [{"title": row["other_title"], "sentence": f"View ‘{views['other']}’.", "href": "index.html#views"} for row in (views["rows"] if views else ())
                   if row["other_title"] != row["title"]]


def away(files: Mapping[str, bytes]) -> list[tuple[str, list[tuple[str, str, int]]]]:
    """The files that stand beside the pages, those of charts apart, which stand with their charts: what they are, and of each its address, its name and its bytes.

    >>> away({"results.json": b"{}", "data/a.zip": b"", "figures/network.svg": b"<svg/>"})[1][1]
    [('results.json', 'results.json', 2)]
    """
    said: dict[str, list[tuple[str, str, int]]] = {key: [] for key in _AWAY}
    for path, content in files.items():
        key = path if path in _AWAY else path[path.rfind("."):]
        if key in _AWAY and not path.startswith("figures/"):
            said[key].append((path, path.rpartition("/")[2], len(content)))
    return [(_AWAY[key], found) for key, found in said.items() if found]


def leading(charts: list[str], title: str) -> str:
    """The chart that has the leading finding for its title; if there is none, the network, which shows everything."""
    drawn = {figures.parts(c)["title"]: c for c in charts}
    return drawn.get(title) or next((c for c in charts if c.startswith('<figure class="chart" id="network"')), charts[0])


def _views(data: Dataset) -> dict | None:
    """The findings on this view and on the one that it is held against; None where there is no other."""
    other = other_view(data)
    if other is None:
        return None
    table = between(data, other)
    return {"one": data.view, "other": other.view, "reach": reach(other), "same": int(table["same"].sum()), "rows": table.to_dict("records")}


def about(data: Dataset) -> list[str]:
    """What the partnerships are: what each source claims of all of them, with its lines, and the events of each partner in the record."""
    general = data.statements[(data.statements["partner"] == "") & data.statements["kind"].isin(["membership", "aim", "organisation"])]
    title, whole = dict(zip(data.sources["source"], data.sources["title"])), data.fullest()
    said = []
    for source, mine in general.groupby("source", sort=False):
        lines = [str(n) for n in dict.fromkeys(mine["line"])]
        said.append(f"What the source “{title[source]}” says of them, in our words and not ours to vouch for: {' '.join(mine['claim'])} ({'Line' if len(lines) == 1 else 'Lines'} {join(lines)}.)")
    said.append(f"Their events, with the items on all lists that count in the view ‘{whole.view}’:")
    for name, mine in timeline(whole).groupby("partner", sort=False):
        steps = [f"{n[:1].lower() + n[1:]} ({w}{', ' + count(i, 'item') if i else ', no list that counts was read'})" for n, w, i in zip(mine["name"], mine["when"], mine["items"])]
        said.append(f"{name}: {join(steps)}.")
    return said


def known(data: Dataset) -> list[tuple[str, str]]:
    """What is known of the sources, what the dataset holds, and the licences: pairs of a name and what is said under it."""
    if len(data.sources) > 1:
        known = [("Sources", f"{reach(data)} Each stands with its address and what was read of it in the notebooks on corpus and sources; what is not known of one "
                             "is said in data/sources.csv.")]
    else:
        sources = [f"{t} ({p}). {e}" for t, p, e in zip(data.sources["title"], data.sources["publisher"], data.sources["extent"])]
        missing = [m for m in data.sources["missing"] if m]
        known = [("Sources", " ".join(sources)),
                 ("What is not known of them", " ".join(f"{m[:1].upper()}{m[1:]}." for m in missing) or "Nothing is missing.")]
    return [*known,
            ("The dataset", f"{count(len(data.items), 'item')}, {count(data.codings['topic'].nunique(), 'topic')} and {len(data.codings)} codes in this view, and all others, as CSV tables in the folder data/ of the "
                            "project, described by datapackage.json and CODEBOOK.md."),
            ("Licences", "Our data: CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/). Our code: MIT. The items as published are the publishers' own "
                         "words and stand under the publishers' own terms.")]
