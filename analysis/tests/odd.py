"""What helpers and charts say of datasets that this corpus is not: lists read in part, sources that disagree, dates that differ, partners without a list.

The corpus reaches few of those paths, so what they say is kept in `odd.txt` and compared (`test_odd.py`). After a change that is meant:
`python -m analysis.tests.odd > analysis/tests/odd.txt`, and read the difference.
"""
from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree

from analysis import corpus, evolution, fragility, labels, network, overlap
from analysis.answer import basis
from analysis.dataset import Dataset
from analysis.findings import ALL, Choices, finding
from analysis.publish import charts, tables
from analysis.tests import changed
from analysis.tests.changed import Rows


def in_part(tables: Rows) -> None:
    """Korea's second Council and Singapore's signature were read in part."""
    for row in tables["lists"]:
        if row["list"] in ("page-korea-council-2", "page-singapore-launch"):
            row["read"] = "part"


def two_sources(tables: Rows) -> None:
    """A second source prints another list for Japan's second Council, dates it to a month only, and prints one read in part for Canada's launch."""
    tables["sources"].append(dict(tables["sources"][0], source="other", title="Another document", extent="It ends in 2024 too."))
    tables["views"].append({"view": "page", "source": "other"})
    for event, date, read, topics in (("japan-council-2", "2024-04", "whole", ["ai", "5g", "research"]), ("canada-launch", "2023-11", "part", ["ai"])):
        first = next(row for row in tables["lists"] if row["event"] == event)
        tables["lists"].append(dict(first, list=f"other-{event}", source="other", date=date, read=read))
        for n, topic in enumerate(topics, 1):
            tables["items"].append({"item": f"other-{event}-{n}", "list": f"other-{event}", "position": str(n), "section": "one", "label": topic, "line": str(n)})
            tables["codings"].append({"item": f"other-{event}-{n}", "topic": topic, "basis": "named", "ruling": ""})


def nothing_read(tables: Rows) -> None:
    """No list of anybody was seen."""
    for row in tables["lists"]:
        row["read"] = "none seen"
    for name in ("items", "codings", "overlays"):
        tables[name].clear()


def one_partner(tables: Rows) -> None:
    """Japan alone."""
    tables["partners"][:] = [row for row in tables["partners"] if row["partner"] == "japan"]
    tables["events"][:] = [row for row in tables["events"] if row["partner"] == "japan"]
    left = {row["event"] for row in tables["events"]}
    tables["lists"][:] = [row for row in tables["lists"] if row["event"] in left]
    lists = {row["list"] for row in tables["lists"]}
    tables["items"][:] = [row for row in tables["items"] if row["list"] in lists]
    items = {row["item"] for row in tables["items"]}
    for name in ("codings", "overlays"):
        tables[name][:] = [row for row in tables[name] if row["item"] in items]
    tables["statements"][:] = [row for row in tables["statements"] if row["partner"] in ("", "japan")]


CASES = {"a fifth partner": changed.fifth_partner, "two lists read in part": in_part, "two sources that disagree": two_sources, "one partner": one_partner}


def said(data: Dataset) -> Iterator[str]:
    """Everything that findings, tables and charts say of a dataset, line by line."""
    yield basis(data)
    for name in ALL:
        for choices in (Choices(), Choices("theme"), Choices(when="launch")):
            f = finding(data, name, choices)
            yield f"{name} {choices.grain} {choices.when}: {f.low:g} {f.high:g} {f.claim} {f.as_of} | {f.title} | {f.sentence} | {f.limit}"
    for name, table in (("timeline", corpus.timeline(data)), ("turnover", evolution.turnover(data)), ("changes", evolution.changes(data)),
                        ("convergence", evolution.convergence(data)), ("first mentions", evolution.first_mentions(data)),
                        ("pairs", overlap.pairs(data, when="ever")), ("nodes", network.describe(network.graph(data, when="ever"))),
                        ("summary", fragility.summary(data))):
        yield f"-- {name}\n{tables.text(labels.labelled(data, table.round(3)))}"
    for chart in (charts.timeline(data), charts.sheet(data), charts.network(data), charts.profile(data), charts.pairs(data), charts.pairs(data, when="ever"),
                  charts.intersections(data), charts.change(data), charts.first_mentions(data)):
        drawn = ["".join(e.itertext()).strip() for e in ElementTree.fromstring(chart.svg).iter() if e.tag.endswith("}text")]
        yield f"-- {chart.id}: {chart.title}\n{chart.description}\n" + " | ".join(drawn)


def whole() -> str:
    """The text that `odd.txt` holds."""
    return "\n".join(f"==== {name}\n" + "\n".join(said(changed.dataset(change))) for name, change in CASES.items()) + "\n"


if __name__ == "__main__":
    print(whole(), end="")
