"""Every number of the report in one value, for `results.json`: findings, the tables of all charts and notebooks, overlaps and presence.

Charts and tables are taken from the notebooks as they ran, so that no number is here that is not shown there, nor another one. What each part means says the
schema beside it, `results.schema.json`.
"""
from __future__ import annotations

import csv
import io
import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from analysis import dossier, overlap, topicbook
from analysis.corpus import timeline
from analysis.dataset import Dataset
from analysis.editions import Changes
from analysis.presence import GRAINS, NOT_LISTED, UNKNOWN, presence
from analysis.publish import figures, gallery, products, svg

SCHEMA_FILE = "results.schema.json"
# The schema (JSON Schema 2020-12) as it is published beside the results.
SCHEMA_TEXT = Path(__file__).with_name("templates").joinpath(SCHEMA_FILE).read_text(encoding="utf-8")
SCHEMA: dict = json.loads(SCHEMA_TEXT)
PAIRED = ("launch", "latest")                       # the lists that partners are compared on
STATED = ("launch", "latest", "ever", "event")      # the columns that presence is told in


def results(data: Dataset, notebooks: Mapping[str, Mapping], findings: Sequence[Mapping] | None = None, changes: Changes | None = None) -> dict:
    """All numbers of a report on `data` with these executed notebooks, as plain values that `SCHEMA` describes.

    `findings` are the rows of findings.json, where they are at hand, and `changes` those since the last edition. Overlap and presence are told for the view and for the record.
    ValueError where two charts share an id.

    >>> from analysis.example import toy
    >>> made = results(toy(), {}, findings=[])
    >>> [(row["view"], row["a"], row["b"], row["jaccard"]) for row in made["pairs"]][0]
    ('page', 'a', 'b', 1.0)
    >>> made["presence"][0]["rows"][0]
    {'code': 'net', 'label': 'Network one', 'first': '2022-05', 'states': ['listed', 'listed', 'not listed']}
    """
    rows = products.rows(data) if findings is None else [dict(row) for row in findings]
    record = data.fullest()
    both = [data] if record is data else [data, record]
    gallery.charts(notebooks)      # which refuses two of one id
    charts = [_chart(name, number, markup) for name, notebook in notebooks.items() for number, markup in shown(notebook) if _is_chart(markup)]
    return {"$schema": SCHEMA_FILE, "title": data.title, "edition": data.edition, "created": data.created, "view": data.view, "findings": rows, "charts": charts,
            "tables": [_table(name, number, markup) for name, notebook in notebooks.items() for number, markup in shown(notebook) if not _is_chart(markup)],
            "pairs": [row for one in both for grain in GRAINS for when in PAIRED for row in _pairs(one, grain, when)],
            "topics": len(topicbook.book(data)), "partners": [_partner(one, partner) for one in both for partner in one.partners["partner"]],
            "events": [row for one in both for row in _events(one)], "changes": [dict(zip(("view", "what", "old", "new"), row)) for row in (changes.numbers if changes else ())],
            "presence": [_presence(one, grain, when) for one in both for grain in GRAINS for when in STATED]}


def text(made: Mapping) -> str:
    """The value as JSON: a row of a table a line, so that the difference between two editions can be read. ValueError for a number that JSON does not have.

    >>> print(text({"edition": "1", "rows": [[1, None], ["a", 0.5]]}), end="")
    {
     "edition": "1",
     "rows": [
      [1, null],
      ["a", 0.5]
     ]
    }
    """
    return _lines(made, "") + "\n"


def shown(notebook: Mapping) -> Iterator[tuple[int, str]]:
    """The charts and tables of an executed notebook in order: the number of the code cell, counted as a page counts them, and the HTML.

    Those in cells that pages leave out are left out too.

    >>> list(shown({"cells": [{"cell_type": "code", "outputs": [{"data": {"text/html": '<table class="data"/>'}}]}]}))
    [(1, '<table class="data"/>')]
    """
    number = 0
    for cell in notebook["cells"]:
        number += cell["cell_type"] == "code"
        if "hide" in cell.get("metadata", {}).get("tags", []):
            continue
        for output in cell.get("outputs", []):
            markup = "".join(output.get("data", {}).get("text/html", ""))
            if _is_chart(markup) or markup.startswith('<table class="data"'):
                yield number, markup


def _is_chart(markup: str) -> bool:
    return markup.startswith('<figure class="chart"')


def _chart(notebook: str, cell: int, markup: str) -> dict:
    """A chart with the rows of its CSV; which of its columns are numbers says its table."""
    root = ElementTree.fromstring(markup)
    words = svg.texts(figures.address_text(root.find("img").get("src")))
    header, *rows = csv.reader(io.StringIO(figures.address_text(root.find("figcaption/a").get("href")), newline=""))
    return {"id": root.get("id"), "notebook": notebook, "cell": cell, **{key: words[key] for key in ("title", "subtitle", "description", "note")},
            **_typed(header, rows, _numeric(root.find("details/table")))}


def _table(notebook: str, cell: int, markup: str) -> dict:
    table = ElementTree.fromstring(markup)
    header = ["".join(element.itertext()) for element in table.find("thead/tr")]
    rows = [["".join(element.itertext()) for element in row] for row in table.findall("tbody/tr")]
    return {"notebook": notebook, "cell": cell, "caption": "".join(table.find("caption").itertext()), **_typed(header, rows, _numeric(table))}


def _numeric(table: Element) -> list[bool]:
    return [element.get("class") == "number" for element in table.find("thead/tr")]


def _typed(header: Sequence[str], rows: Sequence[Sequence[str]], numeric: Sequence[bool]) -> dict:
    return {"columns": [{"name": name, "type": "number" if number else "text"} for name, number in zip(header, numeric, strict=True)],
            "rows": [[_value(cell, number) for cell, number in zip(row, numeric, strict=True)] for row in rows]}


def _value(cell: str, number: bool) -> str | int | float | None:
    """A cell as a value: nothing for an empty one, and for a number that is none (a bound that is open)."""
    if not number or not cell:
        return cell or None
    return int(cell) if re.fullmatch("-?[0-9]+", cell) else _finite(float(cell))


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _pairs(data: Dataset, grain: str, when: str) -> Iterator[dict]:
    for row in overlap.pairs(data, grain, when).to_dict("records"):
        plain = {key: _finite(value) if isinstance(value, float) else list(value) if isinstance(value, tuple) else value for key, value in row.items()}
        yield {"view": data.view, "grain": grain, "when": when, **plain, "informative": bool(row["informative"])}


def _partner(data: Dataset, partner: str) -> dict:
    at, lacking = dossier.events(data, partner), dossier.others_name(data, partner)["state"].tolist()
    return {"view": data.view, "partner": partner, "events": len(at), "read": int((at["read"] != "none seen").sum()), "items": int(at["items"].sum()),
            "topics": len(dossier.rows(data, partner)), "not_listed": lacking.count(NOT_LISTED), "unknown": lacking.count(UNKNOWN)}


def _events(data: Dataset) -> Iterator[dict]:
    for row in timeline(data).to_dict("records"):
        yield {"view": data.view, **{key: row[key] for key in ("partner", "event", "kind", "date", "items", "read")}}


def _presence(data: Dataset, grain: str, when: str) -> dict:
    found = presence(data, grain, when)
    return {"view": data.view, "grain": grain, "when": when,
            "columns": [{"key": c.key, "partner": c.partner, "date": c.date or None, "whole": c.whole} for c in found.columns],
            "rows": [{"code": code, "label": found.labels[code], "first": found.first[code], "states": [found.state(c.key, code) for c in found.columns]}
                     for code in found.codes]}


def _lines(value: object, indent: str) -> str:
    """JSON that is indented down to rows: what holds no object, and a short object, is one line."""
    flat = json.dumps(value, ensure_ascii=False, allow_nan=False)
    inner = f"{indent} "
    if isinstance(value, Mapping) and value and (len(flat) > 100 or any(isinstance(v, list) and v and isinstance(v[0], (list, dict))
                                                                        for v in value.values())):
        return "{\n" + ",\n".join(f"{inner}{json.dumps(key, ensure_ascii=False)}: {_lines(v, inner)}" for key, v in value.items()) + f"\n{indent}}}"
    if isinstance(value, list) and value and isinstance(value[0], (list, dict)):
        return "[\n" + ",\n".join(f"{inner}{_lines(v, inner)}" for v in value) + f"\n{indent}]"
    return flat
