"""The course of the themes: every bound against all completions of the unknowns of small random datasets, and by hand."""
from datetime import date, timedelta
from itertools import combinations, groupby, product
from math import isnan
from random import Random

import pytest

from analysis import course, dates, evolution, together, uptake
from analysis.dataset import build
from analysis.evolution import KEPT, NEW, NOT_REPEATED, UNDECIDED
from analysis.example import DESCRIPTOR, TABLES, toy
from analysis.findings import Choices
from analysis.findings import course as findings
from analysis.presence import LISTED, NOT_LISTED, UNKNOWN, presence
from analysis.tests import changed
from analysis.uptake import FIRST, FIRST_READ, LATER, LATER_READ

# Spans of few days about a month's end, so that all their days can be tried.
DATES = ("2024-01-30", "2024-01-31/2024-02-02", "2024-02-01", "2024-02-29/2024-03-02", "2024-03-01", "2024-03-31/2024-04-01", "2023-12-31/2024-01-01")
SEEDS = range(40)


def made(lists, codes="xyz"):
    """A dataset of events given as (partner, kind, date, [(read, codes named), …])."""
    tables = {name: [] for name in TABLES}
    blank = {r["name"]: {f["name"]: "" for f in r["schema"]["fields"]} for r in DESCRIPTOR["resources"]}

    def add(table, **row):
        tables[table].append(blank[table] | row)

    add("sources", source="s", title="S", standing="official")
    add("views", view="page", source="s", counts="yes")
    for table in ("claims", "verdicts", "evidence"):
        add(table, claim="c", **{"verdicts": {"verdict": "open"}, "evidence": {"source": "s"}}.get(table, {}))
    for code in codes:
        add("topics", topic=code, label=code.upper(), theme="networks" if code == "x" else "industry", pillar="business")
    for n, (partner, kind, day, read) in enumerate(lists):
        if all(row["partner"] != partner for row in tables["partners"]):
            add("partners", partner=partner, name=partner.upper(), in_text=partner.upper(), role="partnership")
        add("events", event=f"e{n}", partner=partner, kind=kind, ordinal="" if kind == "launch" else str(n), name=f"E{n}")
        for m, (how, named) in enumerate(read):
            add("lists", list=f"l{n}-{m}", source="s", event=f"e{n}", date=day, read=how, content="unstated", claims="unstated")
            for code in named:
                add("items", item=f"i{n}-{m}-{code}", list=f"l{n}-{m}", position="1", label=code)
                add("codings", item=f"i{n}-{m}-{code}", topic=code, basis="named")
    return build(DESCRIPTOR, tables, "page")


def small(seed):
    """A random dataset of two or three partners, with one list or two of an event, read whole, in part or not at all."""
    random, lists = Random(seed), []
    for partner in "abc"[:2 + seed % 2]:
        for n in range(random.choice((1, 2, 2) if seed % 2 else (1, 2, 3))):
            read = [(how, [] if how == "none seen" else [c for c in "xyz" if random.random() < 0.5])
                    for how in (random.choice(("whole", "whole", "part", "none seen")) for _ in range(random.choice((1, 1, 2))))]
            lists.append((partner, "council" if n else "launch", random.choice(DATES), read))
    return made(lists)


def fillings(states):
    """Every completion of states: True where listed."""
    return list(product(*({LISTED: (True,), NOT_LISTED: (False,), UNKNOWN: (False, True)}[s] for s in states)))


def days(text):
    span = dates.parse(text)
    return [span.first + timedelta(n) for n in range((span.last - span.first).days + 1)]


def longest(filled):
    return max([0, *(len(list(run)) for true, run in groupby(filled) if true)])


@pytest.mark.parametrize("grain", ("topic", "theme"))
def test_lifelines_are_presence(grain):
    for data in (toy(), toy("record"), small(3), changed.dataset(changed.fifth_partner)):
        shown, table = presence(data, grain, "event"), course.lifelines(data, grain)
        assert len(table) == len(shown.codes) * len(data.events)
        assert all(r.state == shown.state(r.event, r.code) and r.contested == ((r.event, r.code) in shown.contested) for r in table.itertuples())
        silent = set(data.events.loc[data.events["lists"] == 0, "event"])
        assert set(table.loc[table["event"].isin(silent), "state"]) <= {UNKNOWN}


@pytest.mark.parametrize("seed", SEEDS)
def test_persistence_and_runs_are_reached_and_never_passed(seed):
    data = small(seed)
    for grain in ("topic", "theme"):
        shown, read = presence(data, grain, "event"), set(data.events.loc[data.events["lists"] > 0, "event"])
        table = course.persistence(data, grain)
        assert len(table) == len(shown.codes) * data.events.loc[data.events["lists"] > 0, "partner"].nunique()
        for row in table.itertuples():
            states = [shown.state(c.key, row.code) for c in shown.columns if c.partner == row.partner and c.key in read]
            filled = fillings(states)
            assert (row.events, row.judged) == (len(states), sum(s != UNKNOWN for s in states))
            assert (row.listed, row.listed_high) == (min(map(sum, filled)), max(map(sum, filled)))
            assert (row.run, row.run_high) == (min(map(longest, filled)), max(map(longest, filled)))
            assert row.contested == sum(differ(data, c.key, row.code, grain) for c in shown.columns if c.partner == row.partner)


def differ(data, event, code, grain):
    """Whether one list of an event names a code and another of it, read whole, does not: from the rows themselves."""
    code_of = dict(zip(data.topics["topic"], data.topics[grain].astype(str)))
    topics = dict(zip(data.items["item"], data.items["list"]))
    named = {name: {code_of[t] for i, t in zip(data.codings["item"], data.codings["topic"]) if topics[i] == name} for name in data.lists["list"]}
    lists = [(code in named[name], read) for name, e, read in zip(*(data.lists[c] for c in ("list", "event", "read"))) if e == event]
    return any(has for has, _ in lists) and any(not has and read == "whole" for has, read in lists)


@pytest.mark.parametrize("seed", SEEDS)
def test_flows_are_reached_and_never_passed(seed):
    data = small(seed)
    shown, turnover = presence(data, "topic", "event"), evolution.turnover(data)
    flows = course.flows(data)
    assert flows[[KEPT, NEW, NOT_REPEATED, UNDECIDED]].equals(turnover[[KEPT, NEW, NOT_REPEATED, UNDECIDED]])
    for row in flows.to_dict("records"):
        codes = shown.known_by(shown.column(row["to"]).date)
        for kind, pair in ((KEPT, (True, True)), (NEW, (False, True)), (NOT_REPEATED, (True, False))):
            able = [{p == pair for p in fillings([shown.state(row["from"], c), shown.state(row["to"], c)])} for c in codes]
            assert (row[kind], row[f"{kind}_high"]) == (sum(map(min, able)), sum(map(max, able)))


@pytest.mark.parametrize("seed", SEEDS)
def test_what_pairs_share_over_time_is_reached_and_never_passed(seed):
    data = small(seed)
    shown = presence(data, "topic", "event")
    for row in together.together(data).itertuples():
        codes = shown.known_by(row.date)
        filled = [list(zip(*cells)) for cells in product(*(fillings([shown.state(row.a_event, c), shown.state(row.b_event, c)]) for c in codes))] if codes else []
        lists = [({c for c, x in zip(codes, one) if x}, {c for c, x in zip(codes, two) if x}) for one, two in filled]
        shared = [len(a & b) for a, b in lists] or [0]
        assert (row.shared, row.shared_high) == (min(shared), max(shared))
        index = [len(a & b) / len(a | b) for a, b in lists if a | b]
        if not isnan(row.jaccard):
            assert row.jaccard == pytest.approx(min(index))
        if not isnan(row.jaccard_high):
            assert row.jaccard_high == pytest.approx(max(index))
        assert len(row.codes) == row.shared
        assert row.informative == (row.jaccard_high - row.jaccard <= 0.5)


@pytest.mark.parametrize("seed", SEEDS)
def test_lists_stood_side_by_side_as_far_as_dates_say(seed):
    """Over all days that dates leave open, no next list of either has come by the other's list: always (certain), at times (a row), or never (no row)."""
    data = small(seed)
    date = dict(zip(data.events["event"], data.events["date"]))
    lists = {p: [e for e, q, n in zip(*(data.events[c] for c in ("event", "partner", "lists"))) if q == p and n] for p in data.partners["partner"]}
    found = {(r.a_event, r.b_event): r.certain for r in together.together(data).itertuples()}
    expected = {}
    for a, b in combinations(lists, 2):
        for (n, one), (m, other) in product(enumerate(lists[a]), enumerate(lists[b])):
            rivals = [(*lists[a][n + 1:n + 2], other), (*lists[b][m + 1:m + 2], one)]
            stood = {all(len(pair) < 2 or day[pair[0]] > day[pair[1]] for pair in rivals)
                     for chosen in product(*(days(date[e]) for e in lists[a] + lists[b])) for day in [dict(zip(lists[a] + lists[b], chosen))]}
            if True in stood:
                expected[one, other] = stood == {True}
    assert found == expected


@pytest.mark.parametrize("seed", SEEDS)
def test_lags_are_reached_and_never_passed(seed):
    data = small(seed)
    shown, table = presence(data, "topic", "event"), uptake.uptake(data)
    for code in shown.codes:
        rows = table[table["code"] == code]
        mine = {p: [c for c in shown.columns if c.partner == p] for p in data.partners["partner"]}
        sure = {p: firsts(shown, code, [c for c in columns if shown.state(c.key, code) == LISTED]) for p, columns in mine.items()}
        full = {p: firsts(shown, code, columns) for p, columns in mine.items()}
        able = {p for p in sure if sure[p] != {None} and all(min(sure[p]) <= max(sure[q]) for q in sure if sure[q] != {None})}
        assert set(rows["partner"]) == {p for p in sure if sure[p] != {None}}
        assert set(rows["raised"]) == {tuple(p for p in data.partners["partner"] if p in able)}
        start = {min(choice) for choice in product(*(full[p] for p in sorted(able)))}
        for row in rows.itertuples():
            if row.partner in able:
                alone = all(mine_ < other for mine_ in full[row.partner] for q in full if q != row.partner for other in full[q] if other)
                assert row.order == ("undecided" if len(able) > 1 else FIRST if alone else FIRST_READ) and isnan(row.low) and isnan(row.high)
            else:
                lags = {uptake.months(one, other) for one in start for other in full[row.partner]}
                assert (row.low, row.high) == (min(lags), max(lags))
                assert row.order == (LATER if all(one < other for one in start for other in full[row.partner]) else LATER_READ)


def firsts(shown, code, columns):
    """Every day that a partner's first listing may fall on, over all days of its events and all completions; None where it lists the code nowhere."""
    found = set()
    for day in product(*(days(c.date) for c in columns)):
        for filled in fillings([shown.state(c.key, code) for c in columns]):
            found.add(min((d for d, x in zip(day, filled) if x), default=None))
    return found


def test_random_examples_reach_what_they_are_for():
    """A test of the tests: the examples hold unknowns, several firsts, open orders, and lists of which dates leave open whether they met."""
    tables = [uptake.uptake(small(seed)) for seed in SEEDS]
    assert {FIRST, FIRST_READ, "undecided", LATER, LATER_READ} <= {how for t in tables for how in t["order"]}
    assert any((t["low"] < 0).any() for t in tables) and any((t["low"] < t["high"]).any() for t in tables)
    assert any(not c for seed in SEEDS for c in together.together(small(seed))["certain"])
    assert any((t["run"] < t["run_high"]).any() for t in map(course.persistence, map(small, SEEDS)))


def test_a_gap_lowers_the_lag_and_a_list_read_whole_does_not():
    def lag(between):
        data = made([("a", "launch", "2022-05-12", [("whole", "x")]), ("b", "launch", "2022-11-28", [("whole", "y")]), ("b", "council", "2023-06", between),
                     ("b", "council", "2024-03-26", [("whole", "x")])])
        return uptake.uptake(data).query("code == 'x' and partner == 'b'")[["order", "low", "high"]].values.tolist()[0]

    assert lag([("whole", "y")]) == [LATER, 22, 22]
    assert lag([("part", "y")]) == lag([("none seen", "")]) == [LATER, 13, 22]
    assert uptake.months(date(2022, 5, 31), date(2022, 6, 1)) == 1


def test_outcomes_by_hand():
    told = course.outcomes(toy("record"))
    assert told.groupby("told").size().to_dict() == {"not told": len(told) - 2, "plan": 1, "result": 1}
    assert set(course.outcomes(toy())["told"]) == {"not told"}
    both = course.outcomes(toy("record"), "theme").query("event == 'b-2'")
    assert both[["code", "told"]].values.tolist() == [["industry", "both"]]


def test_after_launch_counts_partners_not_lists():
    data = made([("a", "launch", "2022-05", [("whole", "xyz")]), ("a", "council", "2023-05", [("whole", "x")]), ("a", "council", "2024-05", [("whole", "x")]),
                 ("b", "launch", "2022-06", [("whole", "x")]), ("b", "council", "2024-06", [("part", "y")]), ("c", "launch", "2022-07", [("whole", "x")])])
    table = course.after_launch(data).set_index("code")
    assert table[["listed", "listed_high", "of"]].loc[["x", "y", "z"]].values.tolist() == [[1, 2, 2], [1, 1, 2], [0, 1, 2]]
    assert course.after_launch(made([("a", "launch", "2022-05", [("whole", "x")])])).empty


def test_an_announcement_is_no_list_after_launch():
    """Only a has a list after launch, which names z; the announcements name y, that of b on a later day than its launch."""
    data = made([("a", "announcement", "2022-01", [("whole", "y")]), ("a", "launch", "2022-05", [("whole", "x")]), ("a", "council", "2023-05", [("whole", "z")]),
                 ("b", "launch", "2022-06", [("whole", "x")]), ("b", "announcement", "2023-06", [("whole", "xy")])])
    assert course.after_launch(data).set_index("code")[["listed", "listed_high", "of"]].to_dict("index") == {
        code: {"listed": n, "listed_high": n, "of": 1} for code, n in (("x", 0), ("y", 0), ("z", 1))}


FINDINGS = (findings.later, findings.persistent, findings.taken_up, findings.together)


@pytest.mark.parametrize("function", FINDINGS, ids=lambda f: f.__name__)
def test_findings_say_something_of_any_dataset(function):
    from analysis.tests import odd
    odd_ones = [changed.dataset(c) for c in (odd.one_partner, odd.nothing_read, odd.in_part, odd.two_sources, changed.fifth_partner)]
    only = made([("a", "launch", "2022-05", [("whole", "x")]), ("b", "launch", "2022-06", [("whole", "")])])
    for data in (toy(), toy("record"), toy("record-all"), only, toy("record").comparators(), *map(small, SEEDS), *odd_ones):
        for grain in ("topic", "theme"):
            found = function(data, Choices(grain))
            assert found.notebook == "06-themes" and found.sentence.endswith(".") and found.title and not found.title.endswith(".")
            assert isinstance(found.claim, tuple) and not found.low > found.high
            said = f"{found.title} {found.sentence} {found.limit}".lower()
            assert not any(w in said for w in ("trend", "growth", "dropped", "covers", "every list", "all two", "after 1 months", "zero", " nan")), said


def test_findings_by_hand():
    later, persistent, taken, pairs = (f(toy("record"), Choices()) for f in FINDINGS)
    assert later.claim == (2, 2, "trade") and (later.low, later.high) == (1, 3)
    assert persistent.claim[0] == 1 and set(persistent.claim[1:]) == {"net", "robots", "trade"}
    assert "by partner: Arden (two events): Network one and Trade (documents differ on Trade at one); Bland (three events): Robots." in persistent.sentence
    assert persistent.sentence.startswith("With one partner some list names Network one, Trade and Robots at every event of which a list was read;")
    assert (persistent.low, persistent.high) == (3, 3)
    assert taken.claim == (2, "a") and (taken.low, taken.high) == (3, 3)
    assert taken.sentence.startswith("On the lists that count, three topics") and "no event left unread can change who was first" in taken.sentence
    assert pairs.claim == (False, "more", "fewer", "as many") and pairs.low == pairs.high == 3


def test_what_an_unread_event_may_change_is_first_on_what_was_read_only():
    """Of b's launch part was read: it may have named x before a did; z it did name, before everybody."""
    data = made([("b", "launch", "2022-01", [("part", "yz")]), ("a", "launch", "2022-05", [("whole", "x")]), ("c", "launch", "2023-01", [("whole", "xz")])])
    found = findings.taken_up(data, Choices())
    assert (found.low, found.high) == (1, 2) and "(of these at least one is first there for certain and one is so only on what was read)" in found.sentence
    assert "X (on what was read), first on A's" in found.sentence
    alone = findings.taken_up(made([("b", "launch", "2022-01", [("part", "y")]), ("a", "launch", "2022-05", [("whole", "x")]), ("c", "launch", "2023-01", [("whole", "x")])]), Choices())
    assert (alone.low, alone.high) == (0, 1) and "later on another's, but first only on what was read" in alone.sentence


def test_events_are_counted_not_lists():
    """Of one event a list names x and another, read whole, does not: x is named at it, and the sentence says that the documents differ."""
    data = made([("a", "launch", "2022-05", [("whole", "x"), ("whole", "y")]), ("a", "council", "2023-05", [("whole", "x")])])
    found = findings.persistent(data, Choices())
    assert found.title == "At every event read of one partner some list names X"
    assert "by partner: A (two events): X (documents differ on X at one)." in found.sentence
    row = course.persistence(data).set_index("code").loc["x"]
    assert row[["events", "listed", "contested"]].tolist() == [2, 2, 1]


def test_order_of_rows_does_not_matter():
    def shuffled(tables):
        for rows in tables.values():
            rows.reverse()
    one, two = changed.dataset(changed.fifth_partner), changed.dataset(lambda t: (changed.fifth_partner(t), shuffled(t)))
    for function in (course.lifelines, course.flows, course.persistence, course.after_launch, course.outcomes, uptake.uptake, together.together, together.alike):
        assert function(one).equals(function(two)), function.__name__
