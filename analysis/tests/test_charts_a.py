"""The timeline, the sheet, the network and the profile: what is drawn equals what was counted, nothing touches, nothing unknown looks like a no."""
import os
import random
import re
import subprocess
import sys
from collections import Counter
from functools import lru_cache
from itertools import combinations, permutations
from xml.etree import ElementTree

import pytest

from analysis import corpus, dates, network, reading
from analysis.dataset import build
from analysis.example import toy
from analysis.presence import LISTED, NOT_LISTED, UNKNOWN, presence
from analysis.publish import charts, layout, style
from analysis.publish.charts import order
from analysis.publish.charts.timeline import Mark, lanes
from analysis.publish.tidy import SVG
from analysis.tests import changed

LABELS = ["<img src=x onerror=alert(1)>", "شراكة رقمية مع الاتحاد", "word " * 160, "Ω" * 300, "$x_1$ & 100 %", "A" * 800, "שלום עולם"]
NAMES = ["Самое длинное название " * 30, "<b>الشريك</b>", "N" * 200, "x", "Nobody's list was seen"]
READS = ["whole", "whole", "part", "none seen"]


def odd():
    """Five partners, the last of them without a list, 26 topics, Councils dated by the day, the month, the year and two years; labels of every kind."""
    descriptor, dice = reading.descriptor(reading.DATA), random.Random(5)
    values = {f["name"]: [c["value"] for c in f["categories"]] for r in descriptor["resources"] for f in r["schema"]["fields"] if "categories" in f}
    rows = {r["name"]: [] for r in descriptor["resources"]}
    rows["sources"].append({"source": "s", "title": "A source with a long title " * 9, "publisher": "P", "standing": "official"})
    rows["views"].append({"view": "page", "source": "s"})
    topics = [f"t{n}" for n in range(26)]
    for n, topic in enumerate(topics):
        label = LABELS[n] if n < len(LABELS) else f"Topic {n}" + " of some length" * (n % 3)
        rows["topics"].append({"topic": topic, "label": label, "theme": dice.choice(values["theme"]), "pillar": dice.choice(values["pillar"])})
    for p, name in enumerate(NAMES):
        rows["partners"].append({"partner": f"p{p}", "name": name, "in_text": name, "short": name, "role": "partnership"})
        given = [f"20{p + 10}-12", f"20{p + 11}-02-07", f"20{p + 11}", f"20{p + 11}-06", f"20{p + 12}/20{p + 13}"]
        for k, (kind, date) in enumerate(zip(["announcement", "launch", "council", "council", "council"], given)):
            event, read = f"p{p}e{k}", "none seen" if k == 0 or name is NAMES[-1] else dice.choice(READS)
            rows["events"].append({"event": event, "partner": f"p{p}", "kind": kind, "ordinal": str(max(k - 1, 0) or ""), "name": f"{kind} {k}"})
            rows["lists"].append({"list": event, "source": "s", "event": event, "date": date, "line": "1", "read": read, "claims": "unstated"})
            for i, topic in enumerate(dice.sample(topics, dice.randint(3, 14)) if read != "none seen" else []):
                rows["items"].append({"item": f"{event}-{i}", "list": event, "position": str(i + 1), "label": "An item", "line": "1"})
                rows["codings"].append({"item": f"{event}-{i}", "topic": topic, "basis": "named"})
    fields = {r["name"]: [f["name"] for f in r["schema"]["fields"]] for r in descriptor["resources"]}
    return build(descriptor, {name: [{f: row.get(f, "") for f in fields[name]} for row in found] for name, found in rows.items()}, "page")


DATA = {"real": changed.dataset(lambda tables: None), "fifth": changed.dataset(changed.fifth_partner), "toy": toy(), "odd": odd()}
CHARTS = {"timeline": ("timeline",), "sheet": ("sheet",), "network": ("network",), "network of themes": ("network", "theme"),
          "profile": ("profile",), "profile at launch": ("profile", "launch"), "profile of all": ("profile", "ever")}
everywhere = pytest.mark.parametrize("data", DATA.values(), ids=DATA)


@lru_cache(maxsize=None)
def made(data, function, *more):
    """A chart, drawn once for all tests that look at it."""
    return getattr(charts, function)(data, *more)


def body(chart):
    return ElementTree.fromstring(chart.svg).find(f"{SVG}svg")


def texts(chart):
    return Counter(t.text for t in body(chart).iter(f"{SVG}text"))


def rectangles(chart):
    """Left, right, top and fill of each bar."""
    drawn = [(re.fullmatch(r"M(\S+) (\S+)L(\S+) \2L\3 (\S+)L\1 \4z", p.get("d", "")), p.get("fill")) for p in body(chart).iter(f"{SVG}path") if not p.get("id")]
    return [(float(m[1]), float(m[3]), float(m[2]), fill) for m, fill in drawn if m]


def marks(chart):
    """How many marks there are of each fill; rings of "not listed" and of "unknown", which have none, by their radius."""
    root = body(chart)
    radius = {p.get("id"): re.match(r"M0 ([\d.]+)C", p.get("d", "")) for p in root.iter(f"{SVG}path") if p.get("id")}
    found = Counter()
    for use in root.iter(f"{SVG}use"):
        fill = use.get("fill", "#000000")
        found[fill if fill != "none" else {2.5: NOT_LISTED, 7: UNKNOWN}[float(radius[use.get("href")[1:]][1])]] += 1
    return found


@pytest.mark.parametrize("name", CHARTS)
@everywhere
def test_no_label_touches_another_or_leaves_the_frame(data, name):
    chart = made(data, *CHARTS[name])
    assert layout.outside(chart.svg) == [] and layout.touching(chart.svg) == []
    assert "A list is no inventory of a partnership." in chart.source


@pytest.mark.parametrize("name", CHARTS)
def test_no_label_of_the_real_data_is_cut(name):
    assert [t for t in texts(made(DATA["real"], *CHARTS[name])) if "…" in t] == []


@everywhere
def test_the_timeline_has_a_mark_for_each_event_and_says_its_items(data):
    chart, table = made(data, "timeline"), corpus.timeline(data)
    assert chart.table[["Items listed", "Date (EDTF)"]].values.tolist() == table[["items", "date"]].values.tolist()
    said = [{"whole": "", "part": "at least ", "none seen": "no list seen"}[r] + (f"{n} item{'s' * (n != 1)}" if r != "none seen" else "")
            for n, r in zip(table["items"], table["read"])]
    assert Counter(said).items() <= texts(chart).items()
    reads, kinds = Counter(table["read"]), table["kind"].nunique()
    drawn = marks(chart)
    assert drawn[style.GROUND] == reads["none seen"] + reads["part"] + ("none seen" in reads) + ("part" in reads), "open and half filled, with their key"
    assert drawn[style.INK] == reads["whole"] + reads["part"] + kinds + ("whole" in reads) + ("part" in reads)


def test_a_date_is_drawn_as_wide_as_it_is_open():
    chart, table = made(DATA["real"], "timeline"), corpus.timeline(DATA["real"])
    lines = [p.get("d", "") for p in body(chart).iter(f"{SVG}path") if p.get("stroke") == style.GRID]
    years = sorted(float(m[1]) for line in lines if (m := re.match(r"M(\S+) \S+L\1 ", line)))
    bars = sorted((x1 - x0, x0, fill) for x0, x1, y, fill in rectangles(chart) if y > 20)   # not that of the key
    assert len(bars) == sum(dates.parse(d).precision != "day" for d in table["date"])
    day = (years[1] - years[0]) / 365
    assert [round(wide / day) for wide, *_ in bars] == sorted((dates.parse(d).last - dates.parse(d).first).days + 1 for d in table["date"] if dates.parse(d).precision != "day")
    [year] = [bar for bar in bars if round(bar[0] / day) == 365]
    assert year[1:] == (pytest.approx(years[1], abs=0.02), style.GROUND), "the year without a list begins with the year, and is open"


def test_a_day_is_never_drawn_as_a_span_of_time():
    def one_day(tables):
        for row in tables["lists"]:
            row["date"] = "2024-01-05"
    assert rectangles(made(changed.dataset(one_day), "timeline")) == []


def test_lanes_keep_labels_over_their_marks_and_apart():
    dice = random.Random(3)
    for _ in range(60):
        found = [Mark(x, x + dice.choice([0, 0, 18, 90]), "above", ("w" * dice.randint(3, 18), "below"), "o", "whole")
                 for x in (dice.uniform(145, 590) for _ in range(dice.randint(0, 9)))]
        packed = lanes(found, 140, style.BODY)
        assert sorted(m.middle for lane in packed for m, _ in lane) == sorted(m.middle for m in found) and packed
        for lane in packed:
            assert all(140 <= x <= mark.middle <= x + mark.wide <= style.BODY for mark, x in lane)
            assert all(x + one.wide < y and one.clear_of(two) for (one, x), (two, y) in zip(lane, lane[1:]))
    assert len(lanes([Mark(200, 200, "a", ("b", "c"), "o", "whole")] * 3, 140, 688)) == 3


@everywhere
def test_the_sheet_draws_each_cell_in_its_state(data):
    chart, shown = made(data, "sheet"), presence(data, "topic", "event")
    silent = {e for e, n in zip(data.events["event"], data.events["lists"]) if not n}
    cells = {(c.key, code): shown.state(c.key, code) for c in shown.columns if c.key not in silent for code in shown.codes}
    states, hue = Counter(cells.values()), order.colours(data)
    drawn, expected = marks(chart), Counter(hue[code] for (_, code), state in cells.items() if state == LISTED)
    assert {c: drawn[c] for c in expected} == dict(expected)
    for state in (NOT_LISTED, UNKNOWN):
        assert drawn[state] == states[state] + (state in states), "each mark and its entry in the key"
    assert Counter(v for v in chart.table.iloc[:-2, 2:-1].values.ravel()) == states + Counter({"no list seen": len(silent) * len(shown.codes)})
    by = order.listed_by(data)
    assert chart.table["Partners listing it"].tolist()[:-2] == [str(by[c]) for codes in order.grouped(data).values() for c in codes]
    items = corpus.timeline(data)
    whole = [str(n) for n in items.loc[items["read"] == "whole", "items"]]
    assert Counter(whole) == Counter(v for v in chart.table.iloc[-1, 2:-1] if v.isdigit())
    topics = Counter(str(len(shown.listing(e))) for e, r in zip(items["event"], items["read"]) if r == "whole")
    assert topics == Counter(v for v in chart.table.iloc[-2, 2:-1] if v.isdigit())


@everywhere
@pytest.mark.parametrize("grain", ["topic", "theme"])
def test_the_network_draws_each_edge_and_crosses_as_often_as_it_says(data, grain):
    chart, edges = made(data, "network", grain), network.edge_list(network.graph(data, grain, "ever"))
    launch = presence(data, grain, "launch")
    curves = [(float(m[1]), float(m[2]), p.get("stroke-dasharray")) for p in body(chart).iter(f"{SVG}path")
              if (m := re.fullmatch(r"M\S+ (\S+)C\S+ \S+ \S+ \S+ \S+ (\S+)", p.get("d", ""))) and p.get("fill") == "none"]
    assert len(curves) == len(edges) == len(chart.table)
    assert sum(dash is None for *_, dash in curves) == sum(launch.state(p, c) == LISTED for p, c in zip(edges["partner"], edges[grain]))
    assert len({dash for *_, dash in curves}) == len({launch.state(p, c) for p, c in zip(edges["partner"], edges[grain])}), "one line for each state"
    crossed = sum((a - b) * (x - y) < 0 for (a, x, _), (b, y, _) in combinations(curves, 2))
    assert f" {crossed} crossing" in chart.subtitle
    latest = presence(data, grain, "latest")
    states = Counter(latest.state(p, c) for p, c in zip(edges["partner"], edges[grain]))
    for state in (NOT_LISTED, UNKNOWN):
        assert marks(chart)[state] == states[state] + (state in states)
    found = [Counter(latest.state(c.key, code) for c in latest.columns) for code in latest.codes]
    naming = Counter(f"{n[LISTED]}–{n[LISTED] + n[UNKNOWN]}" if n[UNKNOWN] else str(n[LISTED]) for n in found)
    drawn = texts(chart)
    assert {text: drawn[text] for text in naming} == dict(naming)


@everywhere
@pytest.mark.parametrize("when", ["latest", "launch", "ever"])
def test_the_profile_has_a_dot_for_each_topic_and_no_zero_where_more_may_be(data, when):
    chart, counts, shown = made(data, "profile", when), corpus.profile(data, when), presence(data, "topic", when)
    whole = [c.whole for c in shown.columns]
    cells = chart.table.iloc[:-1, 3:].values.tolist()
    assert cells == [[int(n) if known else f"at least {n}" for n in row] for row, known in zip(counts.values.tolist(), whole)]
    once = Counter(str(p) for t, p in zip(data.topics["topic"], data.topics["pillar"]) if any(t in shown.listing(c.key) for c in shown.columns))
    hues = style.pillar_colours(list(data.topics["pillar"].cat.categories))
    assert {c: marks(chart)[c] for c in hues.values()} == {c: int(counts.iloc[:, n].sum()) + once[p] for n, (p, c) in enumerate(hues.items())}
    zeros = sum(n == 0 for row, known in zip(counts.values.tolist(), whole) if known for n in row) + sum(once[p] == 0 for p in hues) * all(whole)
    assert texts(chart)["0"] == zeros
    open_rows = whole.count(False) + (not all(whole))
    assert marks(chart)[UNKNOWN] == open_rows * len(hues) + (open_rows > 0)


def crossed(edges, left, right):
    return sum((left.index(a) - left.index(b)) * (right.index(x) - right.index(y)) < 0 for (a, x), (b, y) in combinations(edges, 2))


def test_crossings_against_brute_force_and_untangling_against_all_orders():
    dice, best_found = random.Random(11), 0
    for _ in range(60):
        left, groups = "abc", [["u", "v"], [], ["w", "x", "y"]]
        right = "uvwxy"
        edges = [(a, x) for a in left for x in right if dice.random() < 0.5]
        assert order.crossings(edges, left, right) == crossed(edges, left, right)
        rows, columns = order.untangle(edges, left, groups)
        assert sorted(rows) == list(left) and [sorted(c) for c in columns] == groups
        n = order.crossings(edges, rows, [x for c in columns for x in c])
        least = min(crossed(edges, a, b + c) for a in permutations(left) for b in permutations("uv") for c in permutations("wxy"))
        assert least <= n <= crossed(edges, left, right)
        assert order.untangle(edges[::-1] + edges, left, groups) == (rows, columns)
        best_found += n == least
    assert best_found >= 57, "a good order is nearly always the best one where all can be tried"
    assert order.untangle([], "ab", [["x"]]) == (["a", "b"], [["x"]])
    with pytest.raises(KeyError):
        order.crossings([("a", "z")], "a", "x")


def test_the_shared_order():
    data = DATA["real"]
    shown, by = presence(data, "topic", "ever"), order.listed_by(data)
    for codes in order.grouped(data).values():
        keys = [(-by[c], dates.sort_key(shown.first[c]), shown.labels[c]) for c in codes]
        assert keys == sorted(keys)
    assert sorted(c for codes in order.grouped(data).values() for c in codes) == sorted(shown.codes)


def recode(tables):
    listed = {(r["item"], r["topic"]) for r in tables["codings"]}
    row = [r for r in tables["codings"] if r["item"].startswith("page")][-1]
    row["topic"] = next(t["topic"] for t in reversed(tables["topics"]) if (row["item"], t["topic"]) not in listed and t["pillar"] != "outside")


def lose_an_item(tables):
    item = [r["item"] for r in tables["items"] if r["list"].startswith("page")][-1]
    tables["items"] = [r for r in tables["items"] if r["item"] != item]
    tables["codings"] = [r for r in tables["codings"] if r["item"] != item]


def read_in_part(tables):
    next(r for r in reversed(tables["lists"]) if r["read"] == "whole" and r["source"] == "page-2024")["read"] = "part"


def another_day(tables):
    next(r for r in tables["lists"] if len(r["date"]) == 10)["date"] = "2023-01-09"


def another_pillar(tables):
    next(r for r in tables["topics"] if r["topic"] == tables["codings"][0]["topic"])["pillar"] = "outside"


@pytest.mark.parametrize("change, noticed", [(recode, "sheet network profile"), (lose_an_item, "timeline sheet network profile"),
                                             (read_in_part, "timeline sheet network profile"), (another_day, "timeline sheet"), (another_pillar, "sheet profile")])
def test_one_changed_datum_changes_picture_and_table(change, noticed):
    data = changed.dataset(change)
    for name in noticed.split():
        before, after = made(DATA["real"], *CHARTS[name]), made(data, *CHARTS[name])
        assert after.svg != before.svg, name
        assert after.csv != before.csv, name


def test_sources_that_disagree_are_flagged():
    def second_source(tables):
        first = next(r for r in tables["lists"] if r["read"] == "whole")
        tables["sources"].append({**tables["sources"][0], "source": "other"})
        tables["views"].append({"view": "page", "source": "other", "counts": "yes"})
        tables["lists"].append({**first, "list": "other", "source": "other"})
    chart = charts.sheet(changed.dataset(second_source))
    flagged = sum("(documents differ)" in v for v in chart.table.values.ravel())
    assert flagged and "documents differ" in texts(chart)


def test_the_same_in_every_run():
    code = ("import hashlib\nfrom analysis.tests.test_charts_a import *\n"
            "for form in CHARTS.values():\n    c = made(DATA['fifth'], *form)\n    print(hashlib.sha256((c.svg + c.csv + c.description).encode()).hexdigest())")
    said = {subprocess.run([sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}, cwd=reading.PROJECT,
                           capture_output=True, text=True, check=True).stdout for seed, zone in (("1", "UTC"), ("77", "Asia/Tokyo"))}
    assert len(said) == 1 and said.pop().count("\n") == len(CHARTS)
