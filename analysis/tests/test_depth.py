"""Depth: degrees by hand, and what pairs and steps have at each degree against every completion of what no text tells or nobody read."""
import math
import random
from itertools import product

import pytest

from analysis import depth, evolution, overlap
from analysis.dataset import build
from analysis.example import DESCRIPTOR, TABLES, toy
from analysis.findings.depth import depth as finding
from analysis.findings.finding import Choices
from analysis.presence import LISTED, NOT_LISTED, UNKNOWN, presence
from analysis.tests import changed

SCALE = ["named", "dialogue", "joint", "binding"]
TOPICS = ["net", "robots", "trade"]


def made(lists):
    """A dataset of two partners from lists {name: (event, read, [(topic, degree or "")])}."""
    tables = {name: [dict(row) for row in rows] for name, rows in TABLES.items()}
    for name in ("lists", "items", "codings", "depths", "outcomes", "overlays"):
        tables[name].clear()
    tables["events"] = [row for row in tables["events"] if row["event"] in {event for event, *_ in lists.values()}]
    blank = {"source": "page", "date": "2023-01-01", "line": "1", "content": "unstated", "claims": "unstated"}
    for name, (event, read, mentions) in lists.items():
        tables["lists"].append(blank | {"list": name, "event": event, "read": read})
        for n, (topic, degree) in enumerate(mentions):
            item = f"{name}{n}"
            tables["items"].append({"item": item, "list": name, "position": str(n + 1), "section": "", "label": topic, "original": "", "translated_from": "", "line": "1"})
            tables["codings"].append({"item": item, "topic": topic, "basis": "named", "ruling": ""})
            if degree:
                tables["depths"].append({"item": item, "topic": topic, "depth": degree, "ground": "words"})
    return build(DESCRIPTOR, tables, "page")


def completions(lists, codes):
    """For each way in which the unknowns may come out: the degree of each code at each event (-1 for none)."""
    events = list(dict.fromkeys(event for event, *_ in lists.values()))
    options = []
    for event in events:
        for code in codes:
            mine = [(read, [SCALE.index(d) if d else None for t, d in mentions if t == code]) for e, read, mentions in lists.values() if e == event]
            stated = [d for _, found in mine for d in found if d is not None]
            blanks = sum(d is None for _, found in mine for d in found)
            # A mention of which nothing is told names the topic at least; what was not read may hold it in any degree, or not at all.
            free = [range(4)] * blanks + [range(-1, 4)] * sum(read == "part" for read, _ in mine)
            options.append(sorted({max([*stated, *filled, -1]) for filled in product(*free)}))
    for filled in product(*options):
        yield {(e, c): d for (e, c), d in zip(product(events, codes), filled)}


def random_lists(dice, events):
    lists = {}
    for event in events:
        for k in range(dice.choice([1, 1, 2])):
            mentions = [(t, dice.choice(["", *SCALE])) for t in TOPICS for _ in range(dice.choice([0, 1, 1, 2]))]
            lists[f"{event}{k}"] = (event, dice.choice(["whole", "whole", "part"]), mentions)
    return lists


@pytest.mark.parametrize("seed", range(25))
def test_states_and_bounds_are_those_of_all_completions(seed):
    dice = random.Random(seed)
    lists = random_lists(dice, ["a-launch", "b-launch"])
    data = made(lists)
    codes = presence(data).codes
    ways = list(completions(lists, codes))
    assert len(ways) >= 1
    for n, degree in enumerate(SCALE):
        shown = depth.at_least(data, degree)
        for p in "ab":
            for code in codes:
                may = {way[f"{p}-launch", code] >= n for way in ways}
                assert shown.state(p, code) == {frozenset([True]): LISTED, frozenset([False]): NOT_LISTED}.get(frozenset(may), UNKNOWN), (lists, degree, p, code)
        row = overlap.pairs(data, shown=shown).iloc[0]
        sets = [({c for c in codes if way["a-launch", c] >= n}, {c for c in codes if way["b-launch", c] >= n}) for way in ways]
        shared = [len(a & b) for a, b in sets]
        assert (row["shared"], row["shared_high"]) == (min(shared), max(shared))
        indices = [len(a & b) / len(a | b) for a, b in sets if a | b]
        for got, true in ((row["jaccard"], min(indices, default=math.nan)), (row["jaccard_high"], max(indices, default=math.nan))):
            assert math.isnan(got) or got == pytest.approx(true), (lists, degree)


@pytest.mark.parametrize("seed", range(15))
def test_changes_are_certain_or_unknown(seed):
    dice = random.Random(100 + seed)
    lists = random_lists(dice, ["a-launch", "a-1"])
    data = made(lists)
    codes = presence(data, when="event").codes
    ways = list(completions(lists, codes))
    said = {(True, True): "kept", (False, True): "new", (True, False): "not repeated"}
    for n, degree in enumerate(SCALE):
        shown = depth.at_least(data, degree, when="event")
        table = evolution.changes(data, shown=shown)
        for code in codes:
            may = {(way["a-launch", code] >= n, way["a-1", code] >= n) for way in ways}
            row = table.loc[table["code"] == code, "change"].tolist()
            if len(may) == 1:
                assert row == ([said[next(iter(may))]] if any(next(iter(may))) else []), (lists, degree, code)
            else:
                assert row in ([], ["unknown"]), "on neither for certain, or on one while the other is open"
                assert bool(row) == (all(x for x, _ in may) or all(y for _, y in may))


def test_at_the_first_degree_everything_is_as_without_degrees():
    for data in (toy(), toy("record"), toy("record-all"), changed.dataset(lambda t: None, "record"), changed.dataset(changed.fifth_partner)):
        for grain, when in product(("topic", "theme"), ("launch", "latest", "ever", "event")):
            one, other = depth.at_least(data, "named", grain, when), presence(data, grain, when)
            assert (one.listed, one.contested, one.columns, one.codes) == (other.listed, other.contested, other.columns, other.codes)
            assert one.table().equals(other.table())


def test_nothing_deeper_without_the_shallower_and_unknown_never_becomes_a_no():
    data = changed.dataset(lambda t: None, "record")
    order = {NOT_LISTED: 0, UNKNOWN: 1, LISTED: 2}
    for grain, when in product(("topic", "theme"), ("latest", "ever")):
        tables = [depth.at_least(data, d, grain, when).table().map(order.get) for d in SCALE]
        assert all((deep <= flat).all(axis=None) for flat, deep in zip(tables, tables[1:]))
        part = [c.key for c in presence(data, grain, when).columns if not c.whole]
        assert all(not (t[part] == 0).any(axis=None) for t in tables), "of a list read in part nobody can read a no"


def test_by_hand():
    data = toy("record")
    table = depth.degrees(data).set_index(["event", "topic"])
    assert table.loc[("a-launch", "net"), ["degree", "mentions", "untold"]].tolist() == ["joint", 2, 1], "page and release name it, the release tells how far"
    assert table.loc[("b-launch", "net"), ["degree", "ground", "untold"]].tolist() == ["", "", 1]
    launch = depth.at_least(data, "dialogue", when="launch")
    assert launch.state("a", "net") == LISTED and launch.state("a", "robots") == UNKNOWN, "no text tells how far robots go"
    assert launch.state("a", "trade") == NOT_LISTED, "all mentions of it only name it, and both lists were read whole"
    assert depth.at_least(data, "joint", "theme", "launch").state("a", "industry") == UNKNOWN
    assert ("a", "net") not in depth.at_least(data, "joint", when="launch").contested, "the page tells no degree, so it does not deny this one"
    with pytest.raises(KeyError):
        depth.at_least(data, "solemn")


def test_documents_that_disagree_about_a_degree_are_contested():
    lists = {"one": ("a-launch", "whole", [("net", "joint")]), "two": ("a-launch", "whole", [("net", "named")]), "b": ("b-launch", "whole", [("net", "named")])}
    data = made(lists)
    assert depth.at_least(data, "named").contested == frozenset()
    assert depth.at_least(data, "joint").contested == {("a", "net")}


def test_another_reading_takes_its_degrees_with_it():
    """A coding that a reading adds has no degree; one that it removes takes its own away."""
    data = toy("record").with_reading("hard.also")
    assert depth.degrees(data).set_index(["event", "topic"]).loc[("a-launch", "chips"), "degree"] == ""


def test_the_finding_on_the_toy_and_where_nothing_is_told():
    found = finding(toy("record"), Choices())
    assert (found.low, found.high, found.claim) == (2, 9, ("fewer than half",))
    assert ("of at least two it tells of a joint action or project or something deeper; of at least one it states that an instrument is signed or an obligation stated"
            in found.sentence)
    assert "binding" not in f"{found.title} {found.sentence}" and "topics" not in found.title and "mentions" in found.title
    assert "No other reading changes a degree" in found.limit
    silent = finding(toy(), Choices())
    assert (silent.low, silent.high) == (0, 8) and "no text read tells a degree" in silent.sentence
    lists = {"a": ("a-launch", "whole", [("net", "joint")]), "b": ("b-launch", "whole", [("net", "binding")])}
    exact = finding(made(lists), Choices())
    assert (exact.low, exact.high, exact.claim) == (2, 2, ("more than half",)) and "at least" not in exact.sentence
    assert "Network one stands with a joint action or project or something deeper for certain" in exact.sentence
    half_told = {"a": ("a-launch", "whole", [("net", "joint"), ("net", "")]), "b": ("b-launch", "whole", [])}
    assert "of one it tells of a joint action or project or something deeper; of none for certain it states that an instrument" in finding(made(half_told), Choices()).sentence


def test_words_where_bounds_say_nothing():
    table = depth.shared(toy("record"))
    assert table.iloc[0].tolist() == ["a", "b", "1", "0 to 1", "at least 0", "at least 0"]
    assert depth.shared(made({"a": ("a-launch", "whole", [("net", "joint")])})).empty, "one partner, no pair"
