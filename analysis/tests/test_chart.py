"""A chart in a notebook: what it shows, that every change of it is seen, and that nothing else changes it."""
import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd
import pytest
from IPython.core.formatters import DisplayFormatter

from analysis.publish import figures, style, svg, tables
from analysis.publish.chart import Chart
from analysis.tests import toycharts


def drawn_never(ax):
    raise AssertionError("it was drawn")


def test_a_run_that_wants_text_alone_draws_nothing():
    chart = Chart("a", "T", "S", "D", "N", toycharts.states(), drawn_never, 100)
    formatter = DisplayFormatter()
    assert list(formatter.format(chart, include={"text/plain"})[0]) == ["text/plain"]
    formatter.active_types = ["text/plain"]
    assert list(formatter.format(chart)[0]) == ["text/plain"]
    with pytest.raises(AssertionError, match="it was drawn"):
        chart.html


def test_a_chart_is_drawn_once():
    counted = []
    chart = Chart("a", "T", "S", "D", "N", toycharts.states(), counted.append, 100)
    assert chart.svg and chart.html and chart.html and len(counted) == 1


def test_it_shows_as_picture_and_as_text():
    data, _ = DisplayFormatter().format(toycharts.grid())
    assert sorted(data) == ["text/html", "text/plain"]
    first, second, empty, head, *rows = data["text/plain"].splitlines()
    assert first == "toy-grid: All four list networks" and second == "Topics on the launch lists" and not empty
    assert head.split() == ["topic", *toycharts.PARTNERS] and len(rows) == 12 and rows[0].split()[:2] == ["Networks", "listed"]
    with pd.option_context("display.max_rows", 2, "display.width", 20, "display.precision", 1):
        assert repr(toycharts.grid()) == data["text/plain"]


def test_its_html_holds_only_what_jupyterlab_shows_untrusted():
    chart = toycharts.grid()
    root = ElementTree.fromstring(chart.html)
    assert {element.tag for element in root.iter()} == set("figure img figcaption a details summary table caption thead tbody tr th td".split())
    picture = root.find("img")
    assert picture.get("src").startswith("data:image/svg+xml;charset=utf-8,%3Csvg")
    assert "background:#ffffff" in picture.get("style") and "max-width:100%" in picture.get("style")
    for words in (chart.title, chart.subtitle, chart.description, chart.source):
        assert words in picture.get("alt")
    assert len(root.findall(".//th[@scope='col']")) == 5 and len(root.findall(".//th[@scope='row']")) == 12
    assert root.find(".//caption").text == chart.title


def test_drawing_and_numbers_can_be_taken_out_of_it_again():
    chart = toycharts.grid(source="100% of a, b # c & d + “e”\té")
    root = ElementTree.fromstring(chart.html)
    assert figures.address_text(root.find("img").get("src")) == chart.svg
    link = root.find("figcaption/a")
    assert link.get("download") == "toy-grid.csv" and figures.address_text(link.get("href")) == chart.csv
    assert chart.csv.startswith("topic,Arden,Bland,Coast,Delta\nNetworks,listed,unknown,not listed,listed\n")


def test_every_change_is_seen():
    table, hues = toycharts.states(), dict(style.pillar_colours(toycharts.PILLARS))
    charts = [toycharts.grid(), toycharts.grid(toycharts.states("unknown")), toycharts.grid(description="Another."), toycharts.grid(source="Another."),
              toycharts.grid(subtitle="Another."), toycharts.grid(title="Another."), toycharts.grid(table, {**hues, "skills": style.GREY}),
              toycharts.grid(table.assign(more=1))]
    assert len({chart.html for chart in charts}) == len(charts)


@pytest.mark.parametrize("settings", [{"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LC_ALL": "C"},
                                      {"PYTHONHASHSEED": "77", "TZ": "America/Toronto", "LC_ALL": "C.UTF-8", "COLUMNS": "30"}],
                         ids=["one", "another"])
def test_the_same_bytes_whatever_hash_seed_place_and_language(settings, tmp_path):
    command = [sys.executable, "-X", "utf8", toycharts.__file__]
    root = Path(toycharts.__file__).parents[2]
    usual = subprocess.run(command, capture_output=True, check=True, env={**os.environ, "PYTHONPATH": str(root)}, cwd=root).stdout
    other = subprocess.run(command, capture_output=True, check=True, env={**os.environ, **settings, "PYTHONPATH": str(root)}, cwd=tmp_path).stdout
    assert other == usual and len(usual) > 30_000


def test_text_from_data_is_never_markup():
    hostile = '<img src=x onerror="alert(1)"> & \'$x$\''
    table = pd.DataFrame({hostile: [hostile]})
    chart = Chart("a", hostile, hostile, hostile, hostile, table, lambda ax: ax.text(9, 9, hostile), 40)
    root = ElementTree.fromstring(chart.html)
    assert [element.tag for element in root.iter()].count("img") == 1 and root.find("img").get("onerror") is None
    assert root.find(".//td") is None and root.find(".//tbody//th").text == hostile
    assert svg.texts(chart.svg)["title"] == hostile


@pytest.mark.parametrize("changed, message", [({"id": "Two words"}, "cannot name a chart"), ({"id": "a--b"}, "cannot name a chart"),
                                              ({"description": " "}, "its description is empty"), ({"source": ""}, "its source is empty")])
def test_a_chart_without_name_or_words_is_an_error(changed, message):
    with pytest.raises(ValueError, match=message):
        Chart(**{"id": "a", "title": "T", "subtitle": "S", "description": "D", "source": "N", "table": pd.DataFrame(), "draw": drawn_never, "height": 9,
                 **changed})


def test_a_table_says_the_same_as_html_text_and_csv():
    table = pd.DataFrame({"name": ["a", "b<"], "share": [0.1 + 0.2, float("nan")], "n": [1, 20], "sure": [True, False]})
    html = tables.html(table, "C & D")
    cells = [[cell.text or "" for cell in row] for row in ElementTree.fromstring(html).iter("tr")]
    assert cells == [["name", "share", "n", "sure"], ["a", "0.3", "1", "yes"], ["b<", "", "20", "no"]]
    assert [line.split(",") for line in tables.comma_separated(table).splitlines()] == cells
    assert tables.text(table).splitlines() == ["name  share   n  sure", "a       0.3   1  yes", "b<           20  no"]
    assert len(re.findall('<t[hd][^>]*class="number"', html)) == 6
    assert ' class="long"' not in html and tables.html(table.assign(name="w " * 21), "C").count(' class="long"') == 3
    with pytest.raises(ValueError, match="has no name"):
        tables.html(pd.DataFrame({"": [1]}), "C")
