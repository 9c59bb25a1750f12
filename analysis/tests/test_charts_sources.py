"""The desk officer's sheet and the chart of disagreements: what is drawn equals what was counted, nothing touches, nothing unknown looks like a no."""
import os
import random
import re
import subprocess
import sys
from collections import Counter
from functools import lru_cache
from xml.etree import ElementTree

import pytest

from analysis import reading
from analysis.dataset import build
from analysis.example import DESCRIPTOR, TABLES, toy
from analysis.loading import load
from analysis.presence import LISTED, NOT_LISTED, UNKNOWN
from analysis.publish import layout, style
from analysis.publish.charts import order
from analysis.publish.charts.disagreement import disagreement
from analysis.publish.charts.notes import event_words, short_date
from analysis.publish.charts.standing import standing
from analysis.publish.tidy import SVG
from analysis.sources import disagreements, standings, tally, together
from analysis.tests import changed, odd
from analysis.wording import count

LABELS = ["<img src=x onerror=alert(1)>", "شراكة رقمية مع الاتحاد", "word " * 160, "Ω" * 300, "$x_1$ & 100 %", "A" * 800, "שלום עולם"]
STANDINGS = ("official", "official reprint", "secondary")


def hostile(labels=LABELS):
    """Six partners with six events each, up to nine documents an event, every standing; labels, titles and publishers of every kind, and none."""
    dice = random.Random(3)
    blank = {name: dict.fromkeys(rows[0], "") for name, rows in TABLES.items()}
    rows = {name: [] for name in TABLES}
    topics = [f"t{n}" for n in range(20)]
    for n, topic in enumerate(topics):
        rows["topics"].append(blank["topics"] | {"topic": topic, "label": labels[n] if n < len(labels) else f"Topic {n}" + " of some length" * (n % 3),
                                                 "theme": dice.choice(["networks", "industry"]), "pillar": dice.choice(["infrastructures", "business", "outside"])})
    for n in range(9):
        rows["sources"].append(blank["sources"] | {"source": f"s{n}", "title": labels[n % 7], "publisher": "" if n == 4 else labels[(n + 2) % 7], "standing": STANDINGS[n % 3]})
        rows["views"].append({"view": "record", "source": f"s{n}", "counts": "shown" if n % 3 == 2 else "yes"})
    for p in range(6):
        rows["partners"].append({"partner": f"p{p}", "name": labels[p], "in_text": labels[p], "short": labels[p], "role": "partnership"})
        for e in range(6):
            event = f"p{p}e{e}"
            rows["events"].append(blank["events"] | {"event": event, "partner": f"p{p}", "kind": "launch" if e == 0 else "council", "ordinal": str(e or ""), "name": labels[e]})
            for n in range((p * 6 + e) % 9 + 1):
                name, read = f"{event}s{n}", dice.choice(["whole", "whole", "part", "none seen"]) if e < 5 else "none seen"
                rows["lists"].append(blank["lists"] | {"list": name, "source": f"s{n}", "event": event, "date": f"20{10 + e}-0{p + 1}", "line": "1", "read": read,
                                                       "content": "unstated", "claims": "unstated"})
                for i, topic in enumerate(dice.sample(topics, dice.randint(1, 9)) if read != "none seen" else []):
                    rows["items"].append(blank["items"] | {"item": f"{name}i{i}", "list": name, "position": str(i + 1), "label": "An item", "line": "1"})
                    rows["codings"].append({"item": f"{name}i{i}", "topic": topic, "basis": "named", "ruling": ""})
    return build(DESCRIPTOR, rows, "record")


DATA = {"record": load(view="record"), "all": load(view="record-all"), "page": load(), "fifth": changed.dataset(changed.fifth_partner, "record"),
        "one": changed.dataset(odd.one_partner, "record"), "two sources": changed.dataset(odd.two_sources), "toy": toy("record"),
        "Dell": toy("record").comparators(), "comparators": load(view="record").comparators(), "hostile": hostile()}
CHARTS = {"standing": standing, "disagreement": disagreement}
everywhere = pytest.mark.parametrize("data", DATA.values(), ids=DATA)


@lru_cache(maxsize=None)
def made(data, name):
    """A chart, drawn once for all tests that look at it."""
    return CHARTS[name](data)


def body(chart):
    return ElementTree.fromstring(chart.svg).find(f"{SVG}svg")


def texts(chart):
    return Counter(t.text for t in body(chart).iter(f"{SVG}text"))


def marks(chart):
    """How many marks there are of each kind: whether round, square or a letter, how wide, and the fill or, of an open one, the stroke."""
    root, found = body(chart), Counter()
    shape = {}
    for p in root.iter(f"{SVG}path"):
        if p.get("id"):
            path = p.get("d", "")
            kind = "circle" if re.match(r"M0 [\d.]+C", path) else "square" if "C" not in path and "Q" not in path else "letter"
            shape[p.get("id")] = kind, 2 * max(float(n) for n in re.findall(r"-?[\d.]+", path))
    for use in root.iter(f"{SVG}use"):
        kind, wide = shape[use.get("href")[1:]]
        fill = use.get("fill", "#000000")
        found[kind, round(wide, 1), fill if fill != "none" else "open", use.get("stroke") if fill == "none" else None] += 1
    return found


@pytest.mark.parametrize("name", CHARTS)
@everywhere
def test_no_label_touches_another_or_leaves_the_frame(data, name):
    chart = made(data, name)
    assert layout.outside(chart.svg) == [] and layout.touching(chart.svg) == []
    assert "A list is no inventory of a partnership." in chart.source and "<img" not in chart.svg and "<img" not in chart.html.replace('<img alt="', "")


def test_no_topic_of_the_real_data_is_cut_and_the_sheet_can_be_printed():
    chart = made(DATA["record"], "standing")
    assert [t for t in texts(chart) if "…" in t] == []
    assert chart.height <= 794 * 11 / 9, "21 cm, on which letters of 11 pixels must stay 9"
    labels = set(DATA["record"].topics["label"])
    assert labels & set(texts(made(DATA["record"], "disagreement"))) and not [t for t in texts(made(DATA["record"], "disagreement")) if t[:-1] and t.endswith("…") and
                                                                             any(label.startswith(t[:-1]) for label in labels)]


@everywhere
def test_the_sheet_draws_each_cell_by_standing_and_state(data):
    chart, table = made(data, "standing"), standings(data)
    wide = data.with_shown()
    heard = set(wide.events.loc[wide.events["lists"] > 0, "event"])
    cells = table[table["event"].isin(heard)]
    drawn, hue = marks(chart), order.colours(wide)
    for best, kind, size in (("official", "circle", 9.0), ("official reprint", "square", 8.0)):
        expected = Counter(hue[t] for t, s in zip(cells["topic"], cells["standing"]) if s == best)
        expected[style.INK] += best in set(cells["standing"])
        assert {c: drawn[kind, size, c, None] for c in expected} == dict(expected), best
    expected = Counter(hue[t] for t, s in zip(cells["topic"], cells["standing"]) if s == "secondary")
    assert {c: drawn["square", 7.0, "open", c] for c in expected} == dict(expected)
    bare = Counter(cells.loc[cells["standing"] == "", "state"])
    assert drawn["circle", 5.0, "open", style.MUTED] == bare[NOT_LISTED] + (bare[NOT_LISTED] > 0)
    letters = sum(n for (kind, *_), n in drawn.items() if kind == "letter")
    assert letters == bare[UNKNOWN] + (bare[UNKNOWN] > 0), "a question mark wherever it is unknown, and only there"
    rings = int(cells["contested"].sum())
    assert drawn["circle", 14.5, "open", style.INK] == rings + (rings > 0)


@everywhere
def test_the_table_behind_the_sheet_says_state_standing_and_contested_in_words(data):
    chart, table = made(data, "standing"), standings(data)
    said = Counter(chart.table.iloc[:-2, 2:].values.ravel())
    heard = set(data.with_shown().events.query("lists > 0")["event"])
    expected = Counter((row.state + (f": {row.standing}" if row.standing else "") + (" (documents differ)" if row.contested else "")) if row.event in heard else "no list seen"
                       for row in table.itertuples())
    assert said == expected
    assert chart.table.iloc[-2, 2:].astype(int).sum() == data.events["lists"].sum()
    assert chart.table.iloc[-2:, 2:].astype(int).to_numpy().sum() == data.with_shown().events["lists"].sum()


@everywhere
def test_disagreements_are_drawn_topic_by_document(data):
    chart, table = made(data, "disagreement"), disagreements(data)
    fought, drawn = table[table["contested"]], marks(chart)
    says, hue = Counter(fought["says"]), order.colours(data)
    expected = Counter(hue[t] for t, s in zip(fought["topic"], fought["says"]) if s == "named")
    expected[style.INK] += says["named"] > 0
    assert {c: drawn["circle", 10.0, c, None] for c in expected} == dict(expected)
    assert drawn["circle", 5.0, "open", style.MUTED] == says["left out"] + (says["left out"] > 0)
    assert drawn["circle", 14.0, "open", style.MUTED] == says["silent"] + (says["silent"] > 0)
    verdicts = Counter(chart.table["Verdict"])
    rows = tally(data)
    assert [verdicts[v] for v in ("contested", "agreed", "open", "")] == [*(rows[c].sum() for c in ("contested", "agreed", "open")), len(rows)]
    if fought.empty:
        assert chart.title == "No document leaves out what another names" and not drawn
    else:
        events, more = int((rows["differ"] == "yes").sum()), "at least " * bool((rows["differ"] == "open").any())
        least = "at least " * (not all(d.whole for mine in together(data).values() for d in mine))
        assert chart.title == (f"Documents on {more}{count(events, 'event')} differ, on {least}{rows['contested'].sum()} of {rows['topics'].sum()} mentions (a topic at an event)")


def test_the_title_is_exact_where_nothing_is_open_and_a_lower_bound_where_something_is():
    assert made(DATA["record"], "disagreement").title.startswith("Documents on at least six events differ, on at least 40 of 101 mentions")
    assert made(DATA["toy"], "disagreement").title.startswith("Documents on one event differ, on 2 of 3 mentions")
    part = disagreement(changed.dataset(in_part, "record"))
    assert "at least" in part.title


@everywhere
def test_the_sheet_names_the_documents_that_it_is_drawn_from(data):
    counted, wide = set(data.lists["source"]), set(data.with_shown().lists["source"])
    said = made(data, "standing").source
    numbers = [int(n) for n in re.findall(r"(\d+) documents? whose lists", said)]
    if len(wide) > 3:
        assert numbers == [n for n in (len(counted), len(wide - counted)) if n], said
    else:
        assert said.count("only shown") == len(wide - counted) and all(t in said for t in data.sources.loc[data.sources["source"].isin(wide), "title"])


@everywhere
def test_the_heads_of_the_sheet_have_the_dates_that_count_as_other_charts_do(data):
    when = Counter(f"{word}, {short_date(date)}" for word, date in zip(event_words(data).values(), data.events["date"]))
    heads = Counter(head.rpartition(": ")[2] for head in made(data, "standing").table.columns[2:])
    assert not when - heads
    if data is DATA["record"]:
        assert heads["Announcement, Dec 2022"] == 1


def test_where_nothing_can_disagree_the_chart_says_so():
    assert "No event has several documents: nothing can differ." in texts(made(DATA["page"], "disagreement"))


def test_many_documents_go_on_in_another_panel():
    data = DATA["hostile"].with_shown()
    table = tally(data)
    many = int(((table["documents"] > 7) & (table["contested"] > 0)).sum())
    assert many and texts(made(data, "disagreement"))["H"] == 2 * many, "the eighth letter stands beside its document and over its column"


def test_an_event_without_a_list_is_hatched_and_not_blank():
    chart = made(DATA["page"], "standing")
    silent = int((DATA["page"].events["lists"] == 0).sum())
    assert silent and "no list seen" in texts(chart) and chart.svg.count("no list seen") == 1
    assert Counter(chart.table.iloc[:-2, 2:].values.ravel())["no list seen"] == silent * (len(chart.table) - 2)


def recode(tables):
    row = next(r for r in tables["codings"] if r["item"] == "jp-2023-key-points-japan-council-1-1")
    row["topic"] = next(t["topic"] for t in tables["topics"] if t["topic"] not in {r["topic"] for r in tables["codings"] if r["item"].startswith("jp-2023")})


def worse(tables):
    next(r for r in tables["sources"] if r["source"] == "jp-2023-key-points")["standing"] = "official reprint"


def in_part(tables):
    next(r for r in tables["lists"] if r["list"] == "jp-2023-press-conference-japan-council-1")["read"] = "part"


def only_shown(tables):
    next(r for r in tables["views"] if r["view"] == "record" and r["source"] == "jp-2023-key-points")["counts"] = "shown"


@pytest.mark.parametrize("change", [recode, worse, in_part, only_shown])
@pytest.mark.parametrize("name", CHARTS)
def test_one_changed_datum_changes_picture_and_table(change, name):
    before, after = made(DATA["record"], name), CHARTS[name](changed.dataset(change, "record"))
    assert before.svg != after.svg and before.csv != after.csv


def test_a_secondary_document_never_looks_like_one_that_counts():
    for data in DATA.values():
        table = standings(data)
        counted = set(data.sources.loc[data.sources["counts"] == "yes", "standing"])
        assert "secondary" in counted or not ((table["standing"] == "secondary") & (table["state"] == LISTED)).any()


def test_the_same_in_every_run():
    code = ("import hashlib\nfrom analysis.tests.test_charts_sources import *\n"
            "for name in CHARTS:\n    c = made(DATA['fifth'], name)\n    print(hashlib.sha256((c.svg + c.csv + c.description).encode()).hexdigest())")
    said = {subprocess.run([sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}, cwd=reading.PROJECT,
                           capture_output=True, text=True, check=True).stdout for seed, zone in (("1", "UTC"), ("77", "Asia/Tokyo"))}
    assert len(said) == 1 and said.pop().count("\n") == len(CHARTS)
