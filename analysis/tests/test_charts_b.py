"""The charts of pairs, intersections, change and first mentions: what is drawn equals the helpers' numbers, on any data, and can be read."""
import os
import subprocess
import sys
from collections import Counter
from datetime import date
from functools import lru_cache
from math import isnan
from xml.etree import ElementTree

import pytest

from analysis import dates, evolution, overlap
from analysis.dataset import build
from analysis.evolution import KEPT, NEW, NOT_REPEATED, UNDECIDED
from analysis.example import DESCRIPTOR, TABLES, toy
from analysis.presence import LISTED, NOT_LISTED, UNKNOWN, presence
from analysis.publish import layout, style
from analysis.publish.charts.change import change
from analysis.publish.charts.chronicle import chronicle
from analysis.publish.charts.intersections import intersections, possible
from analysis.publish.charts.mentions import first_mentions
from analysis.publish.charts.order import colours
from analysis.publish.charts.pairs import pairs
from analysis.publish.tidy import SVG
from analysis.tests import changed

NAMES = ("Japan", "The United Provinces of an Exceedingly Long Name and of Further Territories", '<img src=x onerror="alert(1)">', "دولة", "Nolistan", "$x_1$ & Co",
         "Seven", "Eight")
LABELS = ("x" * 800, "Digital transformation of many public and private services " * 14, "<img src=x>", "الذكاء الاصطناعي", "$a_b$ & co")
LAUNCHES = ("2022-05", "2022", "2022-06-01", "2023-01", "2023", "2021-03", "2021-03", "2021/2022-02")


def toy_rows(edit=lambda tables: None):
    tables = {name: [dict(row) for row in rows] for name, rows in TABLES.items()}
    edit(tables)
    blank = {r["name"]: {field["name"]: "" for field in r["schema"]["fields"]} for r in DESCRIPTOR["resources"]}
    return build(DESCRIPTOR, {name: [blank[name] | row for row in rows] for name, rows in tables.items()}, "page")


def odd(partners=5, topics=40):
    """Partners with long, foreign and hostile names; topics too; a partner without a list, lists read in part, vague dates."""
    def edit(t):
        for name in t.keys() - {"sources", "views", "statements", "regroupings"}:
            t[name].clear()
        t["partners"] += [{"partner": f"p{i}", "name": NAMES[i], "in_text": NAMES[i], "short": "", "role": "partnership"} for i in range(partners)]
        t["topics"] += [{"topic": f"t{j:02}", "label": LABELS[j] if j < len(LABELS) else f"Topic {j} with a name of middling length",
                         "theme": ("networks", "industry")[j % 2], "pillar": ("infrastructures", "business", "outside")[j % 3]} for j in range(topics)]

        def event(i, kind, n, day, read, coded):
            name = f"p{i}-{kind}-{n}"
            t["events"].append({"event": name, "partner": f"p{i}", "kind": kind, "ordinal": str(n or ""), "name": f"{kind} {n}"})
            t["lists"].append({"list": f"l-{name}", "source": "page", "event": name, "date": day, "read": read, "claims": "unstated"})
            for j in coded:
                t["items"].append({"item": f"{name}-{j}", "list": f"l-{name}", "position": str(j + 1), "label": "L", "line": "1"})
                t["codings"].append({"item": f"{name}-{j}", "topic": f"t{j:02}", "basis": "named"})

        for i in range(partners):
            silent = i == 4
            event(i, "launch", 0, LAUNCHES[i], "none seen" if silent else "whole", [] if silent else [j for j in range(topics) if (7 * j + 3 * i) % 5 < 2])
            if i in (0, 2):
                event(i, "council", 1, "2023", "none seen", [])
            if i < 4:
                event(i, "council", 2, f"2024-0{i + 1}", "part" if i == 1 else "whole", [j for j in range(topics) if (5 * j + 3 * i) % 7 < 2])
            if i == 3:
                event(i, "council", 3, "2024-05/2025-02", "whole", [1, 2, 3])

    return toy_rows(edit)


def only(*partners):
    def edit(t):
        t["events"] = [row for row in t["events"] if row["partner"] in partners]
        t["lists"] = [row for row in t["lists"] if row["event"] in {e["event"] for e in t["events"]}]
    return changed.dataset(edit)


def unread(t):
    for row in t["lists"]:
        row["read"] = "none seen"
    for name in ("items", "codings", "overlays", "readings"):
        t[name].clear()


def empty_but_read(t):
    """Lists read whole of which one names nothing."""
    t["items"] = [row for row in t["items"] if row["list"] != "p-c-launch"]
    t["codings"] = [row for row in t["codings"] if row["item"] != "c1"]


def vague(t):
    """An event whose date spans all of the axis."""
    next(row for row in t["lists"] if row["event"] == "a-1")["date"] = "2021/2025"


DATA = {
    "real": lambda: changed.dataset(lambda t: None), "fifth": lambda: changed.dataset(changed.fifth_partner), "toy": toy, "odd": odd,
    "six": lambda: odd(6, 12), "eight": lambda: odd(8, 30), "one": lambda: only(changed.rows()["partners"][0]["partner"]),
    "unread": lambda: toy_rows(unread), "empty": lambda: toy_rows(empty_but_read), "vague": lambda: toy_rows(vague)}
CHARTS = (pairs, intersections, change, first_mentions)
CHOICES = ({}, {"when": "launch"}, {"when": "ever"}, {"grain": "theme"}, {"when": "2023"})


@lru_cache(maxsize=None)
def dataset(name):
    return DATA[name]()


def body(chart):
    return ElementTree.fromstring(chart.svg).find(f"{SVG}svg")


def texts(chart):
    return ["".join(element.itertext()) for element in body(chart).iter(f"{SVG}text")]


KEY = (8, 28, 48)   # at these heights `marks.key` sets its entries, and no chart a mark


def marks(chart):
    """The marks below the key: x, y, shape (round, diamond, square), width, colour of its inside ("" if hollow)."""
    shapes, found = {}, []
    for element in body(chart).iter():
        if element.tag == f"{SVG}path" and element.get("id"):
            d = element.get("d")
            start = [float(n) for n in d[1:].replace("L", " ").replace("C", " ").split()[:2]]
            shapes[f"#{element.get('id')}"] = ("round" if "C" in d else "square" if abs(start[0]) == abs(start[1]) else "diamond", 2 * abs(start[1]))
        elif element.tag == f"{SVG}use" and float(element.get("y")) not in KEY:
            hollow = element.get("fill") in (None, "none", style.GROUND)
            found.append((float(element.get("x")), float(element.get("y")), *shapes[element.get("href")], "" if hollow else element.get("fill")))
    return found


def bars(chart):
    """The upright rectangles below the key: x, y, width, height, colour ("" if hatched)."""
    found = []
    for element in body(chart).iter(f"{SVG}path"):
        points = [tuple(map(float, pair.split())) for pair in element.get("d").strip("Mz").split("L")] if element.get("d").endswith("z") and "C" not in element.get("d") else []
        if len(points) == 4 and not element.get("id") and element.get("fill") not in (None, "none"):
            (x, y), (right, bottom) = map(min, zip(*points)), map(max, zip(*points))
            if (y + bottom) / 2 not in KEY:
                found.append((x, y, right - x, bottom - y, "" if element.get("fill").startswith("url(") else element.get("fill")))
    return found


def lines(chart):
    """The strokes: points, colour, dashes."""
    return [([tuple(map(float, pair.split())) for pair in e.get("d")[1:].replace("M", "L").split("L")], e.get("stroke"), e.get("stroke-dasharray"))
            for e in body(chart).iter(f"{SVG}path") if not e.get("id") and "z" not in e.get("d") and "C" not in e.get("d")]


@pytest.mark.parametrize("name", DATA)
@pytest.mark.parametrize("function", CHARTS, ids=lambda f: f.__name__)
def test_every_label_can_be_read(function, name):
    for choices in ({}, {"grain": "theme"}, *([{"when": "ever"}] if function in (pairs, intersections) and name not in ("six", "eight") else [])):
        chart = function(dataset(name), **choices)
        assert layout.outside(chart.svg) == [] and layout.touching(chart.svg) == [], (name, choices)
        assert texts(chart) and len(chart.table.columns) == len(set(chart.table.columns))


@pytest.mark.parametrize("function", CHARTS, ids=lambda f: f.__name__)
def test_labels_of_this_corpus_are_never_cut(function):
    said = texts(function(dataset("real")))
    assert not [text for text in said if "…" in text]


def test_ids_tell_the_choices_apart():
    data = dataset("real")
    found = [f(data, **c).id for f in (pairs, intersections) for c in (*CHOICES, {"grain": "theme", "when": "launch"}, {"when": "2022/2024-04"})]
    found += [f(data, grain).id for f in (change, first_mentions) for grain in ("topic", "theme")]
    assert len(set(found)) == len(found) and {"pairs", "intersections", "change", "first-mentions", "pairs-launch", "pairs-theme-launch"} <= set(found)


@pytest.mark.parametrize("choices", CHOICES, ids=str)
@pytest.mark.parametrize("name", ("real", "fifth", "toy", "odd", "empty", "unread"))
def test_pairs_stand_where_their_indices_are(name, choices):
    chart, data = pairs(dataset(name), **choices), dataset(name)
    table = overlap.pairs(data, **choices).sort_values("jaccard", ascending=False, kind="stable")
    grid = sorted(points[0][0] for points, colour, _ in lines(chart) if colour == style.GRID)
    assert len(grid) == 5
    at = lambda value: grid[0] + value * (grid[4] - grid[0])
    dots, ends = marks(chart), [(p, dash) for p, colour, dash in lines(chart) if colour != style.GRID and p[0][1] == p[1][1]]
    for shape, index, colour in (("round", "jaccard", style.INK), ("diamond", "coefficient", style.MUTED)):
        low, high = table[index], table[f"{index}_high"]
        mine = sorted((d for d in dots if d[2] == shape), key=lambda d: d[1])
        assert [d[0] for d in mine] == pytest.approx([at(v) for v in low.fillna(high).dropna()], abs=0.02)
        wide = [not h - n <= overlap.WIDE for n, h in zip(low, high) if not (isnan(n) and isnan(h))]
        assert [d[4] for d in mine] == ["" if w else colour for w in wide]
        y = {d[1] for d in mine}
        whiskers = sorted(((p[0][1], p[0][0], p[1][0], bool(dash)) for p, dash in ends if p[0][1] in y))
        expected = [(n, h) for n, h in zip(low, high) if n < h]
        assert [(w[1], w[2]) for w in whiskers] == [pytest.approx((at(n), at(h)), abs=0.02) for n, h in expected]
        assert [w[3] for w in whiskers] == [h - n > overlap.WIDE for n, h in expected]
        assert texts(chart).count("(uninformative)") == sum(h - n > overlap.WIDE for i in ("jaccard", "coefficient") for n, h in zip(table[i], table[f"{i}_high"]))
    undefined = sum((table[i] + table[f"{i}_high"]).isna().sum() for i in ("jaccard", "coefficient"))
    assert sum("undefined" in text for text in texts(chart) if not text.startswith("Undefined")) == undefined
    assert chart.table["Jaccard index"].tolist() == pytest.approx(table["jaccard"].tolist(), nan_ok=True)
    assert chart.table["Shared at most"].tolist() == table["shared_high"].tolist()


def test_both_indices_are_named_and_rows_are_labelled_with_lengths():
    said = texts(pairs(dataset("real")))
    table = overlap.pairs(dataset("real"))
    assert said.count("Jaccard index") == said.count("Overlap coefficient") == 1
    names = dict(zip(dataset("real").partners["partner"], dataset("real").partners["name"]))
    for row in table.itertuples():
        assert f"{names[row.a]} {row.a_length} · {names[row.b]} {row.b_length}" in said
        assert f"({row.shared} of {row.a_length + row.b_length - row.shared})" in said and f"({row.shared} of {min(row.a_length, row.b_length)})" in said
    one = (dataset("real").events.query("lists > 0")["partner"].value_counts() == 1).sum()
    assert one and all(" ".join(texts(f(dataset("real")))).count("(its only list)") == one for f in (pairs, intersections))
    assert any("Round: Jaccard index; diamond: overlap coefficient." in text for text in texts(pairs(dataset("unread"))))


@pytest.mark.parametrize("choices", CHOICES, ids=str)
@pytest.mark.parametrize("name", ("real", "fifth", "toy", "odd", "eight", "unread"))
def test_intersections_have_a_cell_for_each_code(name, choices):
    data, chart = dataset(name), intersections(dataset(name), **choices)
    table, hue, labels = overlap.intersections(data, **choices), colours(data, choices.get("grain", "topic")), presence(data, choices.get("grain", "topic"), "event").labels
    open_ = possible(data, choices.get("grain", "topic"), choices.get("when", "latest"))
    assert [len(codes) + len(open_.get(m, ())) for m, codes in zip(table["members"], table["codes"])] == table["exclusive_high"].tolist()
    assert len(data.partners) > overlap.ALL_SETS or set(open_) - {()} <= set(table["members"])
    cells = [b for b in bars(chart) if b[3] == 13]
    assert Counter(b[4] for b in cells if b[4]) == Counter(hue[c] for codes in table["codes"] for c in codes)
    assert sum(not b[4] for b in cells) == (table["exclusive_high"] - table["exclusive"]).sum()
    dots = [m for m in marks(chart) if m[4] in (style.INK, style.MUTED)]
    assert len(dots) == table["size"].sum()
    assert sum(not m[4] for m in marks(chart)) == len(data.partners) * len(table) - len(dots)
    # In each row as many cells as its number says, and in the order of the helper.
    rows = sorted({m[1] for m in dots})
    assert [sum(b[1] < y < b[1] + b[3] for b in cells) for y in rows] == table["exclusive_high"].tolist()
    named = Counter(text for text in texts(chart))
    assert name not in ("real", "toy") or all(named[labels[c]] == 1 for codes in table["codes"] for c in codes)
    assert chart.table["On exactly these lists"].tolist() == table["exclusive"].tolist()
    assert chart.table["On these, others or not"].tolist() == table["inclusive"].tolist()


def test_intersections_show_every_set_up_to_six_partners_and_count_what_is_left_out_beyond():
    assert [len(intersections(dataset(name)).table) for name in ("real", "fifth", "six")] == [15, 31, 63]
    left = overlap.left_over(dataset("eight"))
    assert left and any(text.startswith(f"{left} more sets") for text in texts(intersections(dataset("eight"))))
    assert not any("left out" in text for text in texts(intersections(dataset("six"))))


@pytest.mark.parametrize("grain", ("topic", "theme"))
@pytest.mark.parametrize("name", ("real", "fifth", "toy", "odd", "one"))
def test_change_draws_each_code_by_what_became_of_it(name, grain):
    data, chart = dataset(name), change(dataset(name), grain)
    last = evolution.steps(data).groupby("partner", sort=False).tail(1)
    table = evolution.changes(data, grain).merge(last[["from", "to"]], on=["from", "to"])
    n, hue, shown = Counter(table["change"]), colours(data, grain), presence(data, grain, "event")
    states = [(what, code, shown.state(before, code), shown.state(after, code))
              for before, after, code, what in zip(*(table[c] for c in ("from", "to", "code", "change")))]
    drawn = marks(chart)
    listed = Counter(hue[c] for what, c, before, after in states for s in ((after,) if what == NEW else (before, after)) if s == LISTED)
    assert Counter(m[4] for m in drawn if m[4]) == listed
    assert Counter(m[3] for m in drawn if not m[4]) == Counter({5: n[NOT_REPEATED], 14: n[UNDECIDED]}) + Counter()
    assert n[UNDECIDED] == sum(UNKNOWN in s for s in states) and n[NOT_REPEATED] == sum(s[2:] == (LISTED, NOT_LISTED) for s in states)
    level = [(points, dash) for points, colour, dash in lines(chart) if points[0][1] == points[1][1]]
    ends = sorted({m[0] for m in drawn})
    assert sum(p[1][0] > max(e for e in ends if e <= p[1][0] + 50) + 30 and not dash for p, dash in level) == n[NEW]
    assert sum(not dash for _, dash in level) == n[KEPT] + n[NOT_REPEATED] + n[NEW] and sum(bool(dash) for _, dash in level) == n[UNDECIDED]
    heads = Counter(text.split(":")[0] for text in texts(chart))
    assert heads["On both lists"] == heads["New"] == heads["Not repeated"] == len(last)
    assert Counter(chart.table["Change"]) == Counter(evolution.changes(data, grain)["change"])


def test_change_says_what_has_no_panel():
    said = " ".join(texts(change(dataset("real"))))
    assert "one Council without a list between (2023)" in said and "one list each was read" in said
    assert "No partner has two lists that were read" in " ".join(texts(change(dataset("unread")))) and not marks(change(dataset("unread")))
    assert "Of Nolistan no list was read." in " ".join(texts(change(dataset("odd"))))


@pytest.mark.parametrize("grain", ("topic", "theme"))
@pytest.mark.parametrize("name", ("real", "fifth", "toy", "odd", "eight", "vague"))
def test_first_mentions_stand_at_their_dates(name, grain):
    data, chart = dataset(name), first_mentions(dataset(name), grain)
    found = evolution.first_mentions(data, grain)
    hue, place = colours(data, grain), {c: n for n, c in enumerate(found["code"])}
    spans = {d: dates.parse(d) for d in data.events["date"]}
    first, last = date(min(s.first for s in spans.values()).year, 1, 1), max(s.last for s in spans.values())
    years = [points[0][0] for points, colour, _ in lines(chart) if colour == style.MUTED and points[0][0] == points[1][0]]
    floor = next(points[0][1] for points, colour, _ in lines(chart) if colour == style.MUTED and points[0][0] == points[1][0])
    unit = (years[1] - years[0]) / (date(first.year + (1 if len(years) == last.year - first.year + 1 else 0), 1, 1) - first).days
    middle = lambda d: years[0] + unit * ((spans[d].first - first).days + (spans[d].last - first).days + 1) / 2
    codes = [m for m in marks(chart) if m[1] < floor]
    assert len(codes) == len(found) == len(place)
    steps = [(rows, names) for rows, names in chronicle(data, grain) if names]
    expected = [(middle(rows[0]["date"]), hue[c], {"launch": "round", "council": "square", "announcement": "diamond"}[rows[0]["kind"]])
                for rows, names in steps for c in reversed(names)]
    upwards = sorted(codes, key=lambda m: -m[1])
    assert [m[0] for m in upwards] == pytest.approx([e[0] for e in expected], abs=0.05)
    assert [(m[4], m[2]) for m in upwards] == [e[1:] for e in expected]
    bands = [b for b in bars(chart) if b[4] == style.GRID and b[1] < floor]
    assert [b[2] for b in bands] == pytest.approx([unit * ((spans[r[0]["date"]].last - spans[r[0]["date"]].first).days + 1)
                                                   for r, _ in steps if spans[r[0]["date"]].precision != "day"], abs=0.05)
    assert sum(b[4] == "" for b in bars(chart)) == (data.events["lists"] == 0).sum()
    stairs = next(points for points, colour, _ in lines(chart) if colour == style.INK)
    assert floor - stairs[-1][1] == pytest.approx(17 * len(found), abs=0.05)
    assert chart.table["So far"].max() == len(found)
    said = {row[grain.capitalize()]: (row["Date"], row["Partner"]) for row in chart.table.to_dict("records")}
    for label, when, partners in zip(*(found[c] for c in ("label", "date", "partners"))):
        assert said[label][0] == when and all(partner in said[label][1] for partner in partners.split(", ")), label
    assert Counter(t for t in chart.table[grain.capitalize()] if not t.startswith("none:")) == Counter(found["label"])


def test_first_mentions_without_a_list_are_a_sentence():
    chart = first_mentions(dataset("unread"))
    assert len(texts(chart)) == 1 and not marks(chart) and "No list was read" in texts(chart)[0]


def edited(table, column, value, **where):
    def edit(t):
        row = next(r for r in t[table] if all(r[k] == v for k, v in where.items()))
        assert row[column] != value
        row[column] = value
    return edit


EDITS = {
    "a launch's coding": edited("codings", "topic", "net", item="c1"), "a Council's coding": edited("codings", "topic", "robots", item="a4"), "an event read in part": edited("lists", "read", "part", event="a-2"),
    "a launch's date": edited("lists", "date", "2022-06", event="a-launch"), "a name": edited("partners", "name", "Ardennes", partner="a")}


# Where a change is not seen in picture and table: it is not in that chart, what is shared changes and not how much, or the table has no dates.
UNSEEN = {("a launch's coding", change): (False, False), ("a Council's coding", first_mentions): (False, False),
          ("a launch's coding", pairs): (False, True), ("a launch's date", intersections): (True, False)}


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("function", CHARTS, ids=lambda f: f.__name__)
def test_one_datum_changes_picture_and_table(function, edit):
    choices = {"when": "launch"} if edit == "a launch's date" and function in (pairs, intersections) else {}
    before, after = function(toy(), **choices), function(toy_rows(EDITS[edit]), **choices)
    assert (before.svg != after.svg, not before.table.equals(after.table)) == UNSEEN.get((edit, function), (True, True))


def test_a_silent_events_date_changes_the_first_mentions():
    before, after = first_mentions(toy()), first_mentions(toy_rows(edited("lists", "date", "2023-03", event="a-1")))
    assert before.svg != after.svg and not before.table.equals(after.table)
    assert change(toy()).svg != change(toy_rows(edited("lists", "date", "2023-03", event="a-1"))).svg


def test_what_was_not_read_is_never_drawn_as_left_out():
    for name in ("toy", "odd", "fifth"):
        rings = sum(m[3] == 5 and not m[4] for m in marks(change(dataset(name))))
        part = sum(s == UNKNOWN for s in presence(dataset(name), "topic", "event").table().to_numpy().ravel())
        assert part and rings == sum(evolution.turnover(dataset(name)).groupby("partner").tail(1)[NOT_REPEATED])
    whole = change(toy_rows(edited("lists", "read", "whole", event="b-1")))
    assert sum(m[3] == 5 for m in marks(whole)) == 1 + sum(m[3] == 5 for m in marks(change(toy())))
    assert not any(m[3] == 14 for m in marks(whole)) and any(m[3] == 14 for m in marks(change(toy())))


SUMS = """
from hashlib import sha256
from analysis.tests.test_charts_b import CHARTS, dataset
for name in ("real", "fifth"):
    for function in CHARTS:
        chart = function(dataset(name))
        print(name, chart.id, sha256((chart.svg + repr(chart) + chart.csv).encode()).hexdigest())
"""


def test_the_same_on_every_run():
    runs = [subprocess.run([sys.executable, "-c", SUMS], env=dict(os.environ, **env), capture_output=True, text=True, check=True).stdout
            for env in ({"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo"}, {"PYTHONHASHSEED": "77", "LC_ALL": "C"})]
    assert runs[0] == runs[1] and len(runs[0].splitlines()) == 8
