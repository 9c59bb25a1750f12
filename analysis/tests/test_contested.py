"""What documents differ about is flagged wherever a chart or table shows it, counted by hand on the toy; where nothing is contested nothing is flagged."""
from collections import Counter
from xml.etree import ElementTree

import pandas as pd
import pytest

from analysis import evolution, uptake
from analysis.example import toy
from analysis.labels import labelled
from analysis.loading import load
from analysis.presence import presence
from analysis.publish import charts

SVG = "{http://www.w3.org/2000/svg}"
RECORD = load(view="record")
DRAWN = {"sheet": charts.sheet, "network": charts.network, "intersections": lambda data: charts.intersections(data, when="launch"), "change": charts.change,
         "first mentions": charts.first_mentions, "pairs": lambda data: charts.pairs(data, when="launch"), "uptake": charts.uptake, "depths": charts.depths,
         "comparison": lambda data: charts.comparison(data, "topic"), "lifeline": charts.lifeline}


def texts(chart):
    return Counter(t.text for t in ElementTree.fromstring(chart.svg).find(f"{SVG}svg").iter(f"{SVG}text"))


def daggers(chart):
    """How many texts of the chart's body end in the dagger, its entry in the key left out."""
    return sum(n for text, n in texts(chart).items() if text.endswith("†")) - ("documents differ" in texts(chart))


def flagged(chart):
    """The cells of the table behind the chart that say so, by the row's first cell."""
    return sorted((str(row[0]).removesuffix(" (documents differ)"), str(cell)) for row in chart.table.itertuples(index=False) for cell in row if "(documents differ)" in str(cell))


@pytest.mark.parametrize("name", DRAWN)
@pytest.mark.parametrize("data", [load(), toy()], ids=["page", "toy"])
def test_where_nothing_is_contested_nothing_is_flagged(data, name):
    chart = DRAWN[name](data)
    assert not presence(data, when="event").contested
    assert not [word for word in ("†", "documents differ", "Documents differ") if word in chart.svg + chart.csv]


@pytest.mark.parametrize("name", DRAWN)
@pytest.mark.parametrize("data", [RECORD, toy("record")], ids=["record", "toy"])
def test_where_something_is_contested_picture_and_table_say_so(data, name):
    chart = DRAWN[name](data)
    assert "differ" in chart.csv or "disagree" in chart.csv
    assert [t for t in texts(chart) if "documents differ" in t or "documents disagree" in t], "in the key or under the rows"


def test_tables_by_hand():
    """Of Arden's launch the page names Robots and leaves out Trade, the release the other way round; nothing else of the toy has two documents."""
    data = toy("record")
    assert flagged(charts.sheet(data)) == [("Robots", "listed (documents differ)"), ("Trade", "listed (documents differ)")]
    network = charts.network(data).table
    assert network.loc[network["Documents differ"] != "", ["Partner", "Topic", "Documents differ"]].values.tolist() == [["Arden", "Robots", "Launch"], ["Arden", "Trade", "Launch"]]
    change = charts.change(data).table
    assert change.loc[change["Documents differ"] != "", ["Topic", "Change", "Documents differ"]].values.tolist() == [
        ["Robots", "not repeated", "earlier list"], ["Trade", "kept", "earlier list"]]
    assert flagged(charts.first_mentions(data)) == [("2022-05-12", "Robots (documents differ)"), ("2022-05-12", "Trade (documents differ)")]
    pairs = charts.pairs(data, when="launch").table.set_index(["Partner", "Other partner"])["Shared topics"]
    assert pairs.to_dict() == {("Arden", "Bland"): "Network one; Robots (documents differ)", ("Arden", "Coast"): "Trade (documents differ)", ("Bland", "Coast"): ""}
    sets = charts.intersections(data, when="launch").table.set_index("Partners")["Topics on exactly these"]
    assert sets["Arden and Bland"] == "Network one; Robots (documents differ)" and sets["Arden and Coast"] == "Trade (documents differ)"
    first = charts.uptake(data).table
    assert first.loc[first["Documents differ"] == "yes", ["Topic", "Partner"]].values.tolist() == [["Robots", "Arden"], ["Trade", "Arden"]]
    assert [row for row, _ in flagged(charts.depths(data))] == ["Robots", "Trade"]
    assert [row for row, _ in flagged(charts.comparison(data, "topic"))] == ["Robots", "Trade"]


@pytest.mark.parametrize("name, expected", [("network", 2), ("intersections", 2), ("first mentions", 2), ("depths", 2)])
def test_daggers_by_hand(name, expected):
    assert daggers(DRAWN[name](toy("record"))) == expected


def test_pairs_have_a_dagger_where_a_shared_topic_is_contested():
    said = texts(DRAWN["pairs"](toy("record")))
    assert said["2 shared †"] == said["1 shared †"] == 1 and said["none shared"] == 1


def test_the_helpers_say_whose_list_it_is():
    data = toy("record")
    moved = evolution.changes(data)
    assert moved.loc[moved["contested"] != "", ["partner", "from", "code", "contested"]].values.tolist() == [
        ["a", "a-launch", "robots", "earlier list"], ["a", "a-launch", "trade", "earlier list"]]
    taken = uptake.uptake(data)
    assert taken.loc[taken["contested"], ["code", "partner"]].values.tolist() == [["robots", "a"], ["trade", "a"]]
    shown = presence(RECORD, when="event").contested
    for row in evolution.changes(RECORD).itertuples():
        expected = ((row[2], row.code) in shown) + 2 * ((row.to, row.code) in shown)
        assert row.contested == ("", "earlier list", "later list", "both lists")[expected]
    assert all(row.contested == ((row.event, row.code) in shown) for row in uptake.uptake(RECORD).itertuples())


def test_a_readers_table_has_the_column_only_where_it_says_something():
    table = pd.DataFrame({"partner": ["a", "b"], "contested": [True, False]})
    assert list(labelled(toy(), table)) == ["partner", "documents differ"] and list(labelled(toy(), table.iloc[1:])) == ["partner"]
    assert list(table) == ["partner", "contested"], "the table given is left as it is"
