"""The charts of the course: what is drawn equals the helpers' numbers, on any data, and can be read."""
from collections import Counter
from datetime import date
from functools import lru_cache
from itertools import pairwise
from math import isnan

import pytest

from analysis import course, dates, together as side_by_side, uptake as following
from analysis.example import toy
from analysis.overlap import WIDE
from analysis.presence import LISTED, NOT_LISTED, UNKNOWN, presence
from analysis.publish import layout, style
from analysis.publish.charts.lifeline import lifeline
from analysis.publish.charts.order import colours
from analysis.publish.charts.pairs import pairs
from analysis.publish.charts.together import together
from analysis.publish.charts.uptake import uptake
from analysis.tests import changed, odd
from analysis.tests.test_charts_b import bars, edited, lines, marks, odd as hostile, only, texts, toy_rows, unread, vague
from analysis.tests.drawn import Drawing, alike

CHARTS = (lifeline, together, uptake)


def thirty(tables):
    """Thirty further Councils of one partner, each with a list."""
    for n in range(30):
        tables["events"].append({"event": f"a-x{n}", "partner": "a", "kind": "council", "ordinal": str(n + 3), "name": f"Council {n + 3}"})
        tables["lists"].append({"list": f"p-a-x{n}", "source": "page", "event": f"a-x{n}", "date": f"{2025 + n // 12}-{n % 12 + 1:02}", "read": ("whole", "part", "none seen")[n % 3]})
        if n % 3 < 2:
            tables["items"].append({"item": f"x{n}", "list": f"p-a-x{n}", "position": "1", "label": "L"})
            tables["codings"].append({"item": f"x{n}", "topic": "net" if n % 4 else "trade", "basis": "named"})


def only_launches(tables):
    """Nothing after launch."""
    late = {row["event"] for row in tables["events"] if row["kind"] not in ("launch", "announcement")}
    tables["events"] = [row for row in tables["events"] if row["event"] not in late]
    tables["lists"] = [row for row in tables["lists"] if row["event"] not in late]


DATA = {
    "real": lambda: changed.dataset(lambda t: None), "record": lambda: changed.dataset(lambda t: None).fullest(), "fifth": lambda: changed.dataset(changed.fifth_partner),
    "disputed": lambda: changed.dataset(odd.two_sources), "part": lambda: changed.dataset(odd.in_part), "toy": toy, "toy record": lambda: toy("record"),
    "toy all": lambda: toy("record-all"), "thirty": lambda: toy_rows(thirty), "hostile": hostile, "eight": lambda: hostile(8, 30),
    "one": lambda: only(changed.rows()["partners"][0]["partner"]), "launches": lambda: toy_rows(only_launches), "unread": lambda: toy_rows(unread), "vague": lambda: toy_rows(vague)}


@lru_cache(maxsize=None)
def dataset(name):
    return DATA[name]()


@pytest.mark.parametrize("name", DATA)
@pytest.mark.parametrize("function", CHARTS, ids=lambda f: f.__name__)
def test_every_label_can_be_read(function, name):
    for grain in ("topic", "theme"):
        chart = function(dataset(name), grain)
        assert layout.outside(chart.svg) == [] and layout.touching(chart.svg) == [], (name, grain)
        assert texts(chart) or not chart.table.size
        assert len(chart.table.columns) == len(set(chart.table.columns))
        assert all(-style.PAD <= x <= style.BODY + style.PAD for x, *_ in marks(chart))
        assert all(x >= -style.PAD and x + wide <= style.BODY + style.PAD for x, _, wide, *_ in bars(chart))


def test_ids_and_words_of_this_corpus():
    found = [f(dataset("real"), grain).id for f in CHARTS for grain in ("topic", "theme")]
    assert found == ["lifeline", "lifeline-theme", "together", "together-theme", "uptake", "uptake-theme"]
    for name in ("real", "record"):
        for function in CHARTS:
            assert not [text for text in texts(function(dataset(name))) if "…" in text], "labels of this corpus are never cut"


@pytest.mark.parametrize("grain", ("topic", "theme"))
@pytest.mark.parametrize("name", ("real", "record", "fifth", "toy", "toy record", "disputed", "hostile", "thirty"))
def test_lifelines_have_a_mark_for_each_state(name, grain):
    data, chart = dataset(name), lifeline(dataset(name), grain)
    table, hue = course.lifelines(data, grain), colours(data, grain)
    read = set(data.events.loc[data.events["lists"] > 0, "event"])
    table = table[table["event"].isin(read)]
    top = min(m[1] for m in marks(chart) if m[2] == "round")
    drawn = [m for m in marks(chart) if m[1] >= top]
    listed = table[table["state"] == LISTED]
    assert Counter(m[4] for m in drawn if m[4]) == Counter(hue[c] for c in listed["code"])
    n = table["state"].value_counts()
    hollow = Counter(m[3] for m in drawn if not m[4])
    assert hollow == Counter({5: n.get(NOT_LISTED, 0), 14: n.get(UNKNOWN, 0), 16: table["contested"].sum()}) + Counter()
    assert ("documents differ" in texts(chart)) == table["contested"].any(), "the key has the ring where there is one"
    # A line joins what one list after another names; dotted where an event without a list lies between.
    joined = Counter()
    for (partner, code), mine in course.lifelines(data, grain).groupby(["partner", "code"], sort=False):
        rows = list(zip(mine["event"], mine["state"]))
        for (n_, one), (m_, other) in pairwise([(k, row) for k, row in enumerate(rows) if row[0] in read]):
            if one[1] == other[1] == LISTED:
                joined[hue[code], m_ - n_ > 1] += 1
    level = Counter((colour, bool(dash)) for points, colour, dash in lines(chart) if points[0][1] == points[1][1] and points[0][1] >= top and colour in set(hue.values()))
    # A partner of more events than a panel holds goes on in the next one, without a line across the break.
    assert level == joined or name == "thirty" and not level - joined
    cells = chart.table.iloc[:, 1 + (grain == "topic"):].to_numpy().ravel().tolist()
    assert Counter(c.replace(" (documents differ)", "") for c in cells if c != "no list seen") == Counter(table["state"])


def test_what_was_not_read_is_never_drawn_as_left_out():
    for name in ("toy", "fifth", "part"):
        data = dataset(name)
        part = set(data.lists.loc[data.lists["read"] != "whole", "event"])
        for column in lifeline(data).table.iloc[:, 2:]:
            said = set(lifeline(data).table[column])
            assert "no list seen" not in said or said == {"no list seen"}
        table = course.lifelines(data)
        assert NOT_LISTED not in set(table.loc[table["event"].isin(part), "state"])


@pytest.mark.parametrize("grain", ("topic", "theme"))
@pytest.mark.parametrize("name", ("real", "record", "fifth", "toy", "toy record", "hostile", "eight"))
def test_pairs_have_their_bounds(name, grain):
    data, chart = dataset(name), together(dataset(name), grain)
    table = side_by_side.together(data, grain)
    sure = table[table["certain"]]
    low, high = sure["jaccard"].fillna(0), sure["jaccard_high"].fillna(1)
    solid = [b for b in bars(chart) if b[4] == style.GREY]
    hatched = [b for b in bars(chart) if not b[4]]
    assert sorted(b[3] for b in solid) == pytest.approx(sorted(96 * v for v in low if v), abs=0.05)
    silent = len(data.partners) * (len(data.partners) - 1) // 2 - len(sure.groupby(["a", "b"]))
    assert sorted(b[3] for b in hatched) == pytest.approx(sorted([*(96 * (h - v) for v, h in zip(low, high) if h > v), *[96] * silent]), abs=0.05)
    judged = [p for p, colour, _ in lines(chart) if colour == style.INK and p[0][1] == p[1][1] and p[0][1] > 60]
    assert len(judged) == sure["informative"].sum()
    assert chart.table["Shared"].tolist() == table["shared"].tolist() and chart.table["Shared at most"].tolist() == table["shared_high"].tolist()
    last = sure.groupby(["a", "b"], sort=False).tail(1)
    said = texts(chart)
    assert sum(t.startswith("last:") for t in said) == len(last) and said.count("no list of one of them") == silent
    assert sum("at least" in t for t in said if t.startswith("last:")) == sum(not i and s > 0 and s < h for i, s, h in zip(last["informative"], last["shared"], last["shared_high"]))


@pytest.mark.parametrize("name", ("real", "record", "fifth", "toy", "toy record", "part"))
def test_the_years_on_the_axis_have_ticks_and_a_gap_is_in_the_key(name):
    data, chart = dataset(name), together(dataset(name))
    table = side_by_side.together(data)
    sure, when = table[table["certain"]], dict(zip(data.events["event"], data.events["date"]))
    begins = [max(dates.parse(when[e]).last for e in pair) for pair in zip(sure["a_event"], sure["b_event"])]
    ends = [dates.parse(u).first if u else None for u in sure["until"]]
    # One panel's ticks, left to right: a year apart, the first at the new year before the first list, the last less than a year from the panel's right edge.
    ticks = sorted({round(points[0][0], 1) for points, colour, _ in lines(chart) if colour == style.MUTED and points[0][0] == points[1][0] and points[0][0] <= 240})
    floor = next(points for points, colour, _ in lines(chart) if colour == style.MUTED and points[0][1] == points[1][1])
    apart = [b - a for a, b in pairwise(ticks)]
    assert apart and max(apart) - min(apart) < 1 and floor[1][0] - ticks[-1] < max(apart) + 1, "each year that begins on the axis"
    years = range(min(min(begins), *filter(None, ends)).year, 9999)
    assert all(text in texts(chart) for text in map(str, years[:len(ticks) - 1]))
    whose = list(zip(sure["a"], sure["b"]))
    gap = any(one == other and end and end < begin for one, other, end, begin in zip(whose, whose[1:], ends, begins[1:]))
    assert any(t.startswith("gap:") for t in texts(chart)) == gap
    assert ("with a line: bounds a half apart or less" in texts(chart)) == bool(sure["informative"].any())


def test_the_last_year_has_its_number_and_the_undecided_date_of_the_record_its_word():
    said = texts(together(dataset("record")))
    assert said.count("2026") == 6 and [t for t in said if t.startswith("gap:")]
    assert WIDE == 0.5, "the key says a half"


def test_pairs_of_themes_say_so_in_a_plain_title():
    for name in ("real", "record"):
        for when in ("launch", "latest", "ever"):
            title = pairs(dataset(name), "theme", when).title
            assert "theme" in title or not title.startswith("What the"), title
            assert "theme" not in pairs(dataset(name), "topic", when).title


@pytest.mark.parametrize("grain", ("topic", "theme"))
@pytest.mark.parametrize("name", ("real", "record", "fifth", "toy", "toy all", "hostile", "vague"))
def test_uptake_has_a_mark_for_each_first_list(name, grain):
    data, chart = dataset(name), uptake(dataset(name), grain)
    table = following.uptake(data, grain)
    many = table[table.groupby("code")["partner"].transform("size") > 1]
    drawn = [m for m in marks(chart) if m[4] not in (style.INK, style.MUTED) and m[3] != 17]
    assert len(drawn) == len(many)
    differ = int(many["contested"].sum())
    assert sum(m[3] == 17 for m in marks(chart)) == differ and ("documents differ" in texts(chart)) == (differ > 0)
    assert sum(not m[4] for m in drawn) == (many["order"] == "undecided").sum()
    shown = presence(data, grain, "event")
    open_ = sum(s.least < s.low for s in (following.start(shown, p, c) for p, c in zip(many["partner"], many["code"])))
    hues = {colour for colour, _ in style.partner_lines(data.partners["partner"].tolist()).values()}
    assert sum(bool(dash) and colour in hues for _, colour, dash in lines(chart)) == open_
    assert [isnan(n) for n in table["low"]] == chart.table["Months after, at least"].isna().tolist()


@pytest.mark.parametrize("grain", ("topic", "theme"))
@pytest.mark.parametrize("name", ("record", "toy", "toy record", "hostile", "vague"))
def test_uptake_has_each_mark_in_the_middle_of_its_date_its_way_back_and_the_names_at_both_ends(name, grain):
    data, chart = dataset(name), uptake(dataset(name), grain)
    drawing, table, shown = Drawing(chart), following.uptake(data, grain), presence(data, grain, "event")
    many = table[table.groupby("code")["partner"].transform("size") > 1]
    grid = {s.points[0][0] for s in drawing.strokes if s.colour == style.GRID}
    years = sorted((date(int(t.said), 1, 1), t.x - 4) for t in drawing.texts if t.said.isdigit() and t.colour == style.MUTED and round(t.x - 4, 2) in grid)
    (first, left), (last, right) = years[0], years[-1]
    at = lambda day: left + (right - left) * (day - first).days / (last - first).days
    hue, names = style.partner_lines(data.partners["partner"].tolist()), {p: short or n for p, short, n in zip(*(data.partners[c] for c in ("partner", "short", "name")))}
    drawn, said, expected, ends = {}, {}, {}, {}
    for row in drawing.labels(many["label"], lambda t: t.x == 0 and t.size == style.LABEL):
        mine = many.loc[many["label"] == row.said]
        for partner, code, order, fought in zip(*(mine[c] for c in ("partner", "code", "order", "contested"))):
            s, colour = following.start(shown, partner, code), hue[partner]
            middle = (at(s.low) + at(s.high)) / 2
            back = [at(s.least), middle, at(s.least)] if s.least < s.low else []   # a dotted line and the stroke at its end
            expected[row.said, names[partner]] = [middle], order != following.UNDECIDED, fought, *back
            mark = [m for m in drawing.marks if abs(m.y - row.y) < 9 and (m.edge, m.shape) == colour]
            ringed = any(m.wide == 17 and (m.x, m.y) == (mark[0].x, mark[0].y) for m in drawing.marks)
            ways = [s for s in drawing.strokes if s.colour == colour[0] and 4 < sum(y for _, y in s.points) / 2 - row.y < 13]
            back = [*(x for s in ways if s.dotted for x, _ in s.points), *(s.points[0][0] for s in ways if not s.level)]
            drawn[row.said, names[partner]] = [m.x for m in mark], bool(mark[0].fill), ringed, *back
        found = {names[p]: drawn[row.said, names[p]] for p in mine["partner"]}
        low, high = min(min(f[0]) for f in found.values()), max(max(f[0]) for f in found.values())
        for t in drawing.texts:
            if abs(t.y - row.y) < 0.1 and t.size == style.NOTE:
                said.setdefault((row.said, t.align), []).append((drawing.known(t.said, names.values()), round(t.x, 1)))
        ends[row.said, "end"] = [(p, round(min([low, *(x for f in found.values() for x in f[3:])]) - 12, 1)) for p, f in found.items() if low in f[0]]
        ends[row.said, "start"] = [(p, round(high + 12, 1)) for p, f in found.items() if high in f[0]]
        level = [(s.points[0][0], s.points[1][0]) for s in drawing.strokes if s.level and s.colour == style.MUTED and abs(s.points[0][1] - row.y) < 0.1]
        assert level == [(low, high)], f"{chart.id}, {row.said}: its line leads from the first mark at {low} to the last at {high}, not {level}"
    alike(chart, drawn, {cell: ([pytest.approx(x, abs=0.03) for x in xs], filled, fought, *(pytest.approx(x, abs=0.03) for x in back))
                         for cell, (xs, filled, fought, *back) in expected.items()}, ("drawn", "by the dates"))
    for cell, found in ends.items():
        assert len(said.get(cell, [])) == 1 and said[cell][0] in found, f"{chart.id}, {cell}: the name drawn is {said.get(cell)}, that of the mark {found}"


@pytest.mark.parametrize("grain", ("topic", "theme"))
@pytest.mark.parametrize("name", ("record", "toy", "toy record", "hostile", "vague"))
def test_the_tables_of_pairs_and_of_uptake_say_whose_lists_they_are_and_of_when(name, grain):
    data, shared, taken = dataset(name), side_by_side.together(dataset(name), grain), following.uptake(dataset(name), grain)
    whose, when = (lambda ids: [data.label("partners", p) for p in ids]), dict(zip(data.events["event"], data.events["date"]))
    pairs_, first = together(data, grain).table, uptake(data, grain).table
    assert pairs_.iloc[:, :4].values.tolist() == [list(row) for row in zip(whose(shared["a"]), shared["a_event"].map(when), whose(shared["b"]), shared["b_event"].map(when))]
    assert first.iloc[:, :4].values.tolist() == [list(row) for row in zip(taken["label"], whose(taken["partner"]), taken["event"].map(when).map(dates.say), taken["order"])]
    assert [first[f"Months after, at {end}"].dropna().tolist() for end in ("least", "most")] == [taken[bound].dropna().tolist() for bound in ("low", "high")]


def test_one_partner_and_nothing_read_are_sentences():
    assert "one partner" in texts(together(dataset("one")))[0] and "No topic" in texts(uptake(dataset("one")))[0]
    assert "No topic" in texts(uptake(dataset("unread")))[0] and not marks(uptake(dataset("unread")))
    assert texts(together(dataset("unread"))).count("no list of one of them") == 3


EDITS = {"a coding": edited("codings", "topic", "robots", item="a4"), "a list read in part": edited("lists", "read", "part", event="a-2"),
         "a name": edited("partners", "name", "Ardennes", partner="a"), "a date": edited("lists", "date", "2023-03", event="b-launch")}


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("function", CHARTS, ids=lambda f: f.__name__)
def test_one_datum_changes_picture_or_table(function, edit):
    before, after = function(toy()), function(toy_rows(EDITS[edit]))
    if (function, edit) == (uptake, "a list read in part"):
        assert before.table.equals(after.table), "a later list read in part hides nothing that an earlier one names"
    else:
        assert not before.table.equals(after.table)
    assert (before.svg != after.svg) == ((function, edit) not in {(uptake, "a list read in part"), *((f, "a name") for f in CHARTS)}), "a picture has the short name"


def test_names_from_data_are_text():
    assert any("<img" in t or "onerror" in t for t in texts(lifeline(dataset("hostile")))) 
    for function in CHARTS:
        assert "<img" not in function(dataset("hostile")).svg and "onerror=\"" not in function(dataset("hostile")).html.replace("&quot;", "")
