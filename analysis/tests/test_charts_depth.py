"""The charts of depth and of the comparators: what is drawn equals what was counted, nothing touches, nothing unknown looks like a no."""
import re
from collections import Counter
from functools import lru_cache
from xml.etree import ElementTree

import pytest

from analysis import comparison, depth
from analysis.dataset import build
from analysis.example import DESCRIPTOR, TABLES, toy
from analysis.presence import LISTED, NOT_LISTED, UNKNOWN, presence
from analysis.publish import layout, style
from analysis.publish.charts.comparison import comparison as compared
from analysis.publish.charts.depths import Cell, depths
from analysis.publish.tidy import SVG
from analysis.tests import changed, odd
from analysis.tests.drawn import alike

HOSTILE = ["<img src=x onerror=alert(1)>", "شراكة رقمية مع الاتحاد " * 9, "word " * 60, "Ω" * 200, "$x_1$ & 100 %"]


def crowd(labels=HOSTILE):
    """Nine partnerships and eleven comparators with names of every kind, lists read whole and in part, degrees told and not, documents that differ."""
    tables = {name: [dict(row) for row in rows] for name, rows in TABLES.items()}
    for name in ("partners", "events", "lists", "items", "codings", "depths", "outcomes", "overlays"):
        tables[name].clear()
    for row, label in zip(tables["topics"], labels):
        row["label"] = label
    topics = [row["topic"] for row in tables["topics"]]
    for n in range(20):
        p, name = f"p{n}", labels[n % 5] + str(n)
        tables["partners"].append({"partner": p, "name": name, "in_text": name, "short": name if n % 2 else "", "role": "comparator" if n > 8 else "partnership"})
        tables["events"].append({"event": p, "partner": p, "kind": "dialogue" if n > 15 else "launch", "ordinal": "", "place": "", "name": name, "missing": ""})
        read = ["whole", "part", "whole", "none seen"][n % 4]
        tables["lists"].append({"list": p, "source": "page", "event": p, "date": f"2023-01-{n + 1:02d}", "line": "1", "read": read, "content": "unstated", "claims": "unstated"})
        for k, topic in enumerate(topics[n % 3:n % 3 + 3] if read != "none seen" else []):
            tables["items"].append({"item": f"{p}{k}", "list": p, "position": str(k + 1), "section": "", "label": topic, "original": "", "translated_from": "", "line": "1"})
            tables["codings"].append({"item": f"{p}{k}", "topic": topic, "basis": "named", "ruling": ""})
            if (n + k) % 5:
                tables["depths"].append({"item": f"{p}{k}", "topic": topic, "depth": ["named", "dialogue", "joint", "binding"][(n + k) % 5 - 1], "ground": "words"})
    # A second document on two of the events, which leaves out what the first one names.
    for p in ("p0", "p10"):
        tables["lists"].append(next(row for row in tables["lists"] if row["list"] == p) | {"list": f"{p}b", "read": "whole"})
        tables["items"].append(next(row for row in tables["items"] if row["list"] == p) | {"item": f"{p}b", "list": f"{p}b"})
        tables["codings"].append(next(row for row in tables["codings"] if row["item"].startswith(p)) | {"item": f"{p}b"})
    return build(DESCRIPTOR, tables, "page")


DATA = {"record": changed.dataset(lambda tables: None, "record"), "page": changed.dataset(lambda tables: None), "fifth": changed.dataset(changed.fifth_partner, "record"),
        "one": changed.dataset(odd.one_partner, "record"), "silent": changed.dataset(odd.nothing_read), "toy": toy("record"), "toy page": toy(), "crowd": crowd()}
CHARTS = {"depths": (depths,), "comparison": (compared,), "comparison of topics": (compared, "topic")}
everywhere = pytest.mark.parametrize("data", DATA.values(), ids=DATA)


@lru_cache(maxsize=None)
def made(data, function, *more):
    """A chart, drawn once for all tests that look at it."""
    return function(data, *more)


def body(chart):
    return ElementTree.fromstring(chart.svg).find(f"{SVG}svg")


def texts(chart):
    return Counter(t.text for t in body(chart).iter(f"{SVG}text"))


def states(chart):
    """How many marks there are of each state: rings of "not listed", of "unknown" and around what documents differ about by their radius, all others are listed."""
    root = body(chart)
    radius = {p.get("id"): re.match(r"M0 ([\d.]+)C", p.get("d", "")) for p in root.iter(f"{SVG}path") if p.get("id")}
    return Counter(LISTED if use.get("fill", "#000000") != "none" else {2.5: NOT_LISTED, 7: UNKNOWN, 8.5: "differ"}[float(radius[use.get("href")[1:]][1])] for use in root.iter(f"{SVG}use"))


def bars(chart):
    """Fill of each filled bar."""
    return Counter(p.get("fill") for p in body(chart).iter(f"{SVG}path") if re.fullmatch(r"M(\S+) (\S+)L(\S+) \2L\3 (\S+)L\1 \4z", p.get("d", "")) and not p.get("id") and p.get("fill") != "none")


@pytest.mark.parametrize("name", CHARTS)
@everywhere
def test_no_label_touches_another_or_leaves_the_frame(data, name):
    chart = made(data, *CHARTS[name])
    assert layout.outside(chart.svg) == [] and layout.touching(chart.svg) == []
    assert "A list is no inventory of a partnership." in chart.source and chart.html


@pytest.mark.parametrize("name", CHARTS)
def test_no_label_of_the_real_data_is_cut(name):
    assert [t for t in texts(made(DATA["record"], *CHARTS[name])) if "…" in t] == []


@everywhere
def test_depths_has_the_entries_of_each_partner_and_a_mark_for_each_topic(data):
    chart, entries, shown = made(data, depths), depth.degrees(data), presence(data, when="ever")
    labels, scale = [*depth.scale(data).values(), "The text does not tell"], [*depth.scale(data), ""]
    table = chart.table
    for n, partner in enumerate(data.partners["partner"], 2):
        mine = entries.loc[entries["partner"] == partner, "degree"].tolist()
        zero = "0" if shown.column(partner).whole else "none read"
        assert table.iloc[-len(labels):, n].tolist() == [str(mine.count(d) or zero) for d in scale]
    noughts = sum(cell == "0" for row in table.iloc[-len(labels):, 2:].to_numpy().tolist() for cell in row)
    assert texts(chart)["0"] == noughts, "no nought where not all was read"
    drawn, found = states(chart), Counter(shown.table().to_numpy().ravel().tolist())
    for state in (NOT_LISTED, UNKNOWN):
        assert drawn[state] == found[state] + (state in found), "each mark and its entry in the key"
    deepest = {(p, t): d for d in scale[:-1] for p, t, e in zip(entries["partner"], entries["topic"], entries["degree"]) if e == d}
    steps = sum(scale.index(d) + 1 for d in deepest.values())
    untold = found[LISTED] - len(deepest)
    assert drawn[LISTED] == untold + (untold > 0), "listed, and no text tells how far"
    hues = sum(n for fill, n in bars(chart).items() if fill in {*style.HUES.values(), style.GREY})
    panels = -(-len(shown.columns) // 6)
    counted = sum(n.isdigit() and n != "0" for row in table.iloc[-len(labels):-1, 2:].to_numpy().tolist() for n in row)
    pillars = len({data.label("topics", p, "pillar") for p, t in zip(data.topics["pillar"], data.topics["topic"]) if t in shown.codes})
    assert hues == steps + counted + pillars * panels, "a bar for each step, for each number above and for each heading"


@everywhere
def test_the_table_of_depths_has_the_deepest_degree_of_each_topic_on_the_lists_of_each_partner(data):
    chart, entries, shown, labels = made(data, depths), depth.degrees(data), presence(data, when="ever"), depth.scale(data)
    drawn, expected, rank = {}, {}, list(labels)
    for n, column in enumerate(shown.columns, 2):
        drawn |= {(column.key, topic): cell for topic, cell in zip(chart.table.iloc[:-len(labels) - 1, 0], chart.table.iloc[:, n])}
        for code in shown.codes:
            mine, state = entries[(entries["partner"] == column.key) & (entries["topic"] == code)], shown.state(column.key, code)
            deepest = max((d for d in mine["degree"] if d in rank), key=rank.index, default="")
            more = " or deeper" * (deepest != rank[-1] and (not column.whole or bool(mine["untold"].any())))
            said = (labels[deepest] + more if deepest else "listed, the text does not tell") + " (documents differ)" * ((column.key, code) in shown.contested)
            expected[column.key, shown.labels[code]] = said if state == LISTED else state
    alike(chart, drawn, expected, ("in the table", "counted"))


def test_a_degree_in_words():
    labels = ["Named", "Dialogue"]
    assert [Cell(*how).said(labels) for how in ((LISTED, 2, False), (LISTED, 1, True), (LISTED, 0, True), (UNKNOWN, 0, True), (NOT_LISTED, 0, False))] == [
        "Dialogue", "Named or deeper", "listed, the text does not tell", "unknown", "not listed"]


def test_where_not_all_was_read_every_degree_but_the_deepest_is_a_lower_bound():
    data = DATA["record"]
    table, deepest = made(data, depths).table, [*depth.scale(data).values()][-1]
    for n, column in enumerate(presence(data, when="ever").columns, 2):
        if not column.whole:
            assert all(" or deeper" in c or c.removesuffix(" (documents differ)") in (deepest, "unknown", "listed, the text does not tell") for c in table.iloc[:-5, n]), column.key


@everywhere
@pytest.mark.parametrize("grain", ["theme", "topic"])
def test_comparison_draws_each_list_in_its_state(data, grain):
    chart, table, lists = made(data, compared, grain), comparison.themes_by_kind(data, grain), comparison.held(data)
    rows, columns = len(table), ["partnerships", "partnerships_high", "comparators", "comparators_high"]
    drawn = chart.table.iloc[:rows]
    assert drawn.iloc[:, 1:5].to_numpy().tolist() == table.set_index("label").loc[drawn.iloc[:, 0], columns].to_numpy().tolist()
    difference = (drawn["Partnerships"] - drawn["Comparators at most"]).tolist()
    assert difference == sorted(difference, reverse=True), "the order that the subtitle names"
    assert texts(chart)["items, all"] == texts(chart)["documents"] == 2 and "how many items all documents of its event have together" in chart.description
    ours, theirs = (int((lists["role"] == role).sum()) for role in ("partnership", "comparator"))
    found = Counter({LISTED: 0})
    for low, high, n in [*zip(table["partnerships"], table["partnerships_high"], [ours] * rows), *zip(table["comparators"], table["comparators_high"], [theirs] * rows)]:
        found += Counter({LISTED: low, UNKNOWN: high - low, NOT_LISTED: n - high})
    if max(ours, theirs) > 8:
        assert bars(chart)[style.GREY] == sum(n > 0 for column in ("partnerships", "comparators") for n in table[column]) + 1, "a bar for each count, and its entry in the key"
    else:
        sides = zip((data, comparison.others(data)), ("partnership", "comparator"))
        found["differ"] = sum(event in set(lists.loc[lists["role"] == role, "event"]) for side, role in sides for event, _ in presence(side, grain, "event").contested)
        assert states(chart) == Counter({LISTED: found[LISTED] + 1} | {s: found[s] + 1 for s in (NOT_LISTED, UNKNOWN, "differ") if found[s]}), "each mark, and its entry in the key"
    lengths = Counter(("" if whole else "≥ ") + str(n) for e, whole, *numbers in zip(*(lists[c] for c in ("event", "whole", "items_all", f"{grain}s"))) if e for n in numbers)
    assert all(texts(chart)[text] >= n for text, n in lengths.items())
    assert ("What was read has no comparator." in chart.subtitle) == (theirs == 0)
    assert any(text.startswith("* No launch list was read") for text in texts(chart)) == ((lists["role"] == "comparator") & (lists["event"] != "") & ~lists["launch"]).any()


@everywhere
@pytest.mark.parametrize("grain", ["theme", "topic"])
def test_the_comparison_names_the_documents_of_both_groups(data, grain):
    said, both = made(data, compared, grain).source, {*data.lists["source"], *comparison.others(data).lists["source"]}
    if len(both) > 3:
        assert re.search(r"(\d+) documents", said)[1] == str(len(both)) and ("partnerships and comparators" in said) == (len(both) > len(set(data.lists["source"])))
    else:
        assert all(title in said for title in data.sources.loc[data.sources["source"].isin(both), "title"])


def test_what_is_unknown_of_a_comparator_counts_against_a_row():
    table = made(DATA["record"], compared).table.set_index("Theme")
    moved = table.index.get_loc("Networks"), table.index.get_loc("Artificial intelligence")
    assert table.loc["Networks", "Comparators at most"] > table.loc["Networks", "Comparators"] == table.loc["Artificial intelligence", "Comparators"] and moved[0] > moved[1]


@everywhere
def test_the_description_of_depths_has_its_steps_in_words(data):
    assert "a mark of one to four steps" in made(data, depths).description


def deeper(tables):
    next(row for row in tables["depths"] if row["depth"] == "named")["depth"] = "binding"


def untold(tables):
    tables["depths"].clear()


def no_comparator(tables):
    gone = {row["partner"] for row in tables["partners"] if row["role"] == "comparator"}
    tables["partners"] = [row for row in tables["partners"] if row["partner"] not in gone]


def comparator_in_part(tables):
    others = {row["partner"] for row in tables["partners"] if row["role"] == "comparator"}
    events = {row["event"] for row in tables["events"] if row["partner"] in others}
    for row in tables["lists"]:
        if row["event"] in events and row["read"] == "whole":
            row["read"] = "part"


@pytest.mark.parametrize("change, noticed", [(deeper, "depths"), (untold, "depths"), (no_comparator, "comparison"), (comparator_in_part, "comparison")])
def test_one_changed_datum_changes_picture_and_table(change, noticed):
    data = changed.dataset(change, "record")
    for name, form in CHARTS.items():
        before, after = made(DATA["record"], *form), made(data, *form)
        assert (after.svg != before.svg) == (after.csv != before.csv) == name.startswith(noticed), name


def test_over_another_view_the_title_says_what_is_drawn():
    """The findings are about the record; over a chart of the page their numbers would be others than the chart's."""
    for name in ("depths", "comparison"):
        assert made(DATA["page"], *CHARTS[name]).title.startswith(("How far the texts say", "What the partnerships list"))
