"""Every number in one file: held against the charts, the pages and the helpers, and against its schema, which must refuse what is wrong."""
import copy
import csv
import functools
import io
import json
import math

import jsonschema
import pandas as pd
import pytest

from analysis import editions, load, overlap, reading
from analysis.corpus import timeline
from analysis.edition import edition
from analysis.example import DESCRIPTOR, TABLES, toy
from analysis.presence import presence
from analysis.publish import cells, figures, gallery, products, results
from analysis.publish.chart import Chart
from analysis.publish.tables import Table
from analysis.tests import toycharts

NOTEBOOKS = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(products.NOTEBOOKS.glob("*.ipynb"))}
CHECK = jsonschema.Draft202012Validator(results.SCHEMA)


@functools.cache
def made():
    """The results of the project as they are stored: what is computed for findings.json is not computed again."""
    return results.results(load(), NOTEBOOKS, json.loads((reading.DATA / "findings.json").read_text("utf-8"))["findings"])


def parts(schema):
    """The schema and every schema in it that describes a value."""
    if isinstance(schema, dict):
        if {"type", "enum", "const", "$ref"} & set(schema) and isinstance(schema.get("type", ""), (str, list)):
            yield schema
        for key, value in schema.items():
            if key not in ("enum", "required"):
                yield from parts(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from parts(value)


def test_the_schema_describes_them():
    jsonschema.Draft202012Validator.check_schema(results.SCHEMA)
    assert [error.message for error in CHECK.iter_errors(made())] == []
    assert json.loads(results.text(made())) == made()


def test_the_schema_says_what_everything_is():
    found = list(parts(results.SCHEMA))
    assert len(found) > 60 and results.SCHEMA["title"] and results.SCHEMA["$schema"].endswith("2020-12/schema")
    for one in found:
        assert one.get("description") or set(one) == {"$ref"}, one
        if one.get("type") == "object":
            assert one["additionalProperties"] is False and set(one["required"]) == set(one["properties"])


@functools.cache
def small():
    """Results of the toy, with a finding of the project's."""
    return results.results(toy(), {"one": toycharts.notebook()}, made()["findings"][:1])


def broken(path, value):
    """The small results with another value at a path; with ..., nothing there."""
    whole = copy.deepcopy(small())
    at = whole
    for key in path[:-1]:
        at = at[key]
    if value is ...:
        del at[path[-1]]
    else:
        at[path[-1]] = value
    return whole


@pytest.mark.parametrize("path, value", [
    (["edition"], ...), (["edition"], 1.1), (["created"], "24 November 2026"), (["more"], 1), (["view"], ""), (["$schema"], "other.json"), (["charts"], {}),
    (["findings", 0, "low"], "3"), (["findings", 0, "holds"], -1), (["findings", 0, "tried"], 1.5), (["findings", 0, "note"], ""), (["findings", 0, "limit"], ...),
    (["findings", 0, "as_of"], "last spring"), (["charts", 0, "id"], "No Name"), (["charts", 0, "columns", 0, "type"], "date"), (["charts", 0, "columns"], []),
    (["charts", 0, "rows", 0, 0], True), (["charts", 0, "rows", 0, 0], ["a"]), (["charts", 0, "rows", 0], {"a": 1}), (["tables", 0, "caption"], ...), (["tables", 0, "cell"], 0),
    (["pairs", 0, "jaccard"], 1.5), (["pairs", 0, "jaccard"], "0.5"), (["pairs", 0, "shared"], None), (["pairs", 0, "grain"], "pillar"), (["pairs", 0, "codes"], "ai"),
    (["pairs", 0, "informative"], "yes"), (["presence", 0, "rows", 0, "states", 0], "absent"), (["presence", 0, "rows", 0, "states", 0], False),
    (["presence", 0, "rows", 0, "first"], None), (["presence", 0, "columns", 0, "whole"], "part"), (["presence", 0, "when"], "2024")])
def test_the_schema_refuses(path, value):
    assert CHECK.is_valid(small()) and not CHECK.is_valid(broken(path, value))


def test_every_chart_is_its_csv():
    charts = made()["charts"]
    drawn = [markup for notebook in NOTEBOOKS.values() for markup in gallery.stored(notebook)]
    assert len(charts) == len(drawn) > 15
    by_id = {chart["id"]: chart for chart in charts}
    for markup in drawn:
        stored = figures.parts(markup)
        header, *rows = csv.reader(io.StringIO(figures.address_text(stored["csv"]), newline=""))
        chart = by_id[stored["id"]]
        assert [chart[key] for key in ("title", "subtitle", "description", "note")] == [stored[key] for key in ("title", "subtitle", "description", "note")]
        assert [column["name"] for column in chart["columns"]] == header and len(chart["rows"]) == len(rows)
        for row, cells_ in zip(chart["rows"], rows):
            for value, cell, column in zip(row, cells_, chart["columns"], strict=True):
                if cell and column["type"] == "number":
                    assert isinstance(value, (int, float)) and not isinstance(value, bool) and (value == float(cell) if math.isfinite(float(cell)) else value is None)
                else:
                    assert value == (cell or None)
    assert sum(column["type"] == "number" for chart in charts for column in chart["columns"]) > 40


def test_every_table_of_the_pages_is_there():
    shown = sum(cells.content(notebook, lambda chart: "").body.count('<table class="data">\n<caption>') for notebook in NOTEBOOKS.values())
    assert len(made()["tables"]) == shown > 40
    for table in made()["tables"]:
        assert all(len(row) == len(table["columns"]) for row in table["rows"])


def test_values_keep_their_type():
    frame = pd.DataFrame({"name": ["a <b>", ""], "whole": [3, -4], "share": [0.25, float("nan")], "open": [float("inf"), 1e-7], "like a number": ["007", "1.0"], "sure": [True, False]})
    chart = Chart("values", "t", "s", "d", "n", frame, lambda ax: None, 10)
    made_ = results.results(toy(), {"one": toycharts.notebook(Table(frame, "Values"), chart=chart)}, [])
    rows = [["a <b>", 3, 0.25, None, "007", "yes"], [None, -4, None, 1e-7, "1.0", "no"]]
    assert made_["charts"][0]["rows"] == made_["tables"][-1]["rows"] == rows
    assert [type(value) for value in made_["charts"][0]["rows"][0]] == [str, int, float, type(None), str, str]
    assert [column["type"] for column in made_["charts"][0]["columns"]] == ["text", "number", "number", "number", "text", "text"]
    assert [error.message for error in CHECK.iter_errors(made_)] == []
    assert json.loads(results.text(made_)) == made_


def test_cells_are_counted_as_the_pages_count_them_and_what_pages_hide_is_left_out():
    notebook = toycharts.notebook()
    found = results.results(toy(), {"one": notebook}, [])
    body = cells.content(notebook, lambda chart: "<p>chart</p>").body
    assert [(table["cell"], table["caption"]) for table in found["tables"]] == [(4, "Three & four")] and 'aria-label="Table of cell 4: ' in body
    assert [chart["cell"] for chart in found["charts"]] == [3] and body.index("<p>chart</p>") < body.index("Code of cell 3")
    hidden = copy.deepcopy(notebook)
    hidden["cells"][7]["metadata"]["tags"] = ["hide"]
    assert len(results.results(toy(), {"one": hidden}, [])["tables"]) == 0


def test_two_charts_of_one_name_are_refused():
    with pytest.raises(ValueError, match="toy-grid"):
        results.results(toy(), {"one": toycharts.notebook(), "two": toycharts.notebook()}, [])


@pytest.mark.parametrize("view", ["page", "record"])
def test_pairs_and_presence_are_those_of_the_helpers(view):
    data = toy(view)
    found = results.results(toy(), {}, [])
    assert {row["view"] for row in found["pairs"]} == {"page", "record"} == {one["view"] for one in found["presence"]}
    for when in results.PAIRED:
        rows = [row for row in found["pairs"] if (row["view"], row["grain"], row["when"]) == (view, "topic", when)]
        table = overlap.pairs(data, "topic", when)
        assert [(r["a"], r["b"], r["shared"], r["shared_high"], r["codes"]) for r in rows] == [(*row[:4], list(row[4])) for row in table[["a", "b", "shared", "shared_high", "codes"]].values.tolist()]
        assert [r["jaccard"] for r in rows] == [None if math.isnan(j) else j for j in table["jaccard"]]
    for when in results.STATED:
        one, = [one for one in found["presence"] if (one["view"], one["grain"], one["when"]) == (view, "theme", when)]
        table = presence(data, "theme", when).table()
        assert [row["states"] for row in one["rows"]] == table.values.tolist() and [c["key"] for c in one["columns"]] == list(table.columns)
    states = {state for one in found["presence"] for row in one["rows"] for state in row["states"]}
    assert states == {"listed", "not listed", "unknown"}


def test_events_and_changes_are_those_of_the_helpers():
    one, other = (edition(DESCRIPTOR, {**TABLES, "items": TABLES["items"][n:]}, {"findings": []}) for n in (1, 0))
    found = results.results(toy(), {}, [], editions.changes(one, other))
    assert [[row["event"], row["items"], row["read"]] for row in found["events"] if row["view"] == "page"] == timeline(toy())[["event", "items", "read"]].values.tolist()
    assert {"view": "", "what": "items", "old": len(TABLES["items"]) - 1, "new": len(TABLES["items"])} in found["changes"]
    CHECK.validate(found)


def test_the_numbers_of_partners_are_those_of_their_pages():
    found = results.results(toy(), {}, [])
    assert found["topics"] == 4
    assert [list(row.values()) for row in found["partners"] if row["view"] == "page"] == [["page", "a", 3, 2, 4, 3, 1, 0], ["page", "b", 2, 2, 3, 2, 0, 2], ["page", "c", 1, 1, 1, 1, 2, 0]]


def test_the_record_stands_there_once():
    found = results.results(toy("record"), {}, [])
    assert [(one["view"], one["grain"], one["when"]) for one in found["presence"]] == [("record", grain, when) for grain in ("topic", "theme") for when in results.STATED]
    assert {row["view"] for row in found["pairs"]} == {"record"} and len(found["pairs"]) == 12


def test_findings_are_those_of_the_file():
    stored = json.loads((reading.DATA / "findings.json").read_text("utf-8"))
    assert made()["findings"] == stored["findings"] and (made()["edition"], made()["view"]) == (stored["edition"], stored["view"])
    computed = results.results(toy(), {})["findings"]
    assert computed == json.loads(products.findings_text(toy()))["findings"] and computed
    assert [error.message for error in CHECK.iter_errors(results.results(toy(), {}, computed))] == []


def test_no_number_that_json_lacks():
    with pytest.raises(ValueError):
        results.text({"a": float("nan")})
    assert "NaN" not in results.text(made())
