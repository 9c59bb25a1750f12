"""Claims: each verdict with its evidence, and the verdicts on meetings held against what the dates give; bounds proved by trying all completions."""
import random
from copy import deepcopy
from datetime import date
from itertools import product
from math import isnan

import pytest

from analysis import claims, example, meetings
from analysis.claims import FAILS, HOLDS, OPEN
from analysis.dataset import build
from analysis.example import toy
from analysis.findings import Choices, legal
from analysis.meetings import Link, stretch, within, yearly
from analysis.tests import changed

DAY = date(2023, 1, 1).toordinal()


def made(definition, *, view="record", as_of="2024-12-31", **verdicts):
    """The toy with a claim of this definition and the stored verdicts, by partner."""
    tables = deepcopy(example.TABLES)
    tables["claims"].append({"claim": "meet", "statement": "s1", "definition": definition, "as_of": as_of})
    for partner, verdict in verdicts.items():
        tables["verdicts"].append({"claim": "meet", "partner": partner, "supports": "s", "contradicts": "c", "verdict": verdict})
        tables["evidence"].append({"claim": "meet", "partner": partner, "source": "press"})
    return build(example.DESCRIPTOR, tables, view)


def completions(links):
    """All choices of days in order, with what unseen Councils there may be: up to the number that a link has, or none and one a day.

    What is later than the end is on it."""
    end = links[-1].last
    for days in product(*(range(link.first, link.last + 1) for link in links[:-1])):
        if list(days) != sorted(days):
            continue
        ends, rooms = [*(min(d, end) for d in days), end], []
        for a, b, link in zip(ends, ends[1:], links[1:]):
            span = range(a, b + 1)
            rooms.append([(), tuple(span)] if link.unseen is None else [(), *product(span, repeat=link.unseen)] if link.unseen else [()])
        for more in product(*rooms):
            yield sorted([*ends, *(day for room in more for day in room)]), days


def chain(dice, gap, wide, unseen):
    links, at = [], DAY
    for n in range(dice.randint(1, 3)):
        at += dice.randint(0, gap) if n else 0
        links.append(Link(at, at + dice.randint(0, wide), dice.choice(unseen) if n else 0, str(n)))
        at = links[-1].first
    end = max(links[-1].first, at + dice.randint(0, gap))
    return [*links, Link(end, end, dice.choice(unseen), "")]


def test_the_longest_stretch_is_between_sharp_bounds():
    dice = random.Random(4)
    for _ in range(300):
        links = chain(dice, 6, 2, [0, 0, 1, None])
        found = []
        for days, _ in completions(links):
            found.append(max(b - a for a, b in zip(days, days[1:])))
        assert stretch(links) == (min(found), max(found)), links


def test_twelve_months_in_all_completions_or_in_none():
    dice, seen = random.Random(8), set()
    for _ in range(250):
        links = chain(dice, 40, 2, [0, 0, 0, 1, None])
        results, end = set(), links[-1].last
        for days, chosen in completions(links):
            fits, held = all(b <= meetings._later(a, 1) for a, b in zip(days, days[1:])), any(d <= end for d in chosen[1:])
            results.add(FAILS if not fits else HOLDS if held else OPEN)
        assert within(links, 1) == (results.pop() if len(results) == 1 else OPEN), links
        seen.add(within(links, 1))
    assert seen == {HOLDS, FAILS, OPEN}


def test_a_council_in_every_year_in_all_completions_or_in_none():
    dice, seen = random.Random(6), set()
    for _ in range(200):
        at, links = date(2020, 6, 1).toordinal(), []
        for n in range(dice.randint(1, 4)):
            at += dice.choice([0, 100, 250, 400, 800]) if n else 0
            links.append(Link(at, at + dice.choice([0, 0, 200, 400]), dice.choice([0, 0, 0, 1, None]) if n else 0, str(n)))
        end = at + dice.choice([0, 30, 213, 300, 500])
        links.append(Link(end, end, dice.choice([0, 1, None]), ""))
        assert yearly(links) == _by_years(links), links
        seen.add(yearly(links))
    assert seen == {HOLDS, FAILS, OPEN}


def _by_years(links):
    """The verdict by trying all years for each event, and for each unseen Council."""
    end, found = date.fromordinal(links[-1].last), set()
    stop = end.year if (end.month, end.day) == (12, 31) else end.year - 1
    for years in product(*(range(date.fromordinal(k.first).year, date.fromordinal(k.last).year + 1) for k in links[:-1])):
        if list(years) != sorted(years):
            continue
        ends = [*years, end.year]
        rooms = [[(), tuple(range(a, b + 1))] if k.unseen is None else [(), *product(range(a, b + 1), repeat=k.unseen)] if k.unseen else [()]
                 for a, b, k in zip(ends, ends[1:], links[1:])]
        for more in product(*rooms):
            asked = set(range(years[0] + 1, stop + 1))
            found.add(asked <= {*years[1:], *(y for room in more for y in room)} if asked else OPEN)
    return OPEN if len(found) > 1 or OPEN in found else HOLDS if found.pop() else FAILS


def test_months_are_those_of_the_calendar():
    leap = date(2024, 2, 29).toordinal()
    assert date.fromordinal(meetings._later(leap, 12)) == date(2025, 2, 28) and date.fromordinal(meetings._later(DAY, 12)) == date(2024, 1, 1)
    exact = [Link(DAY, DAY, 0, "launch"), Link(DAY + 365, DAY + 365, 0, "1"), Link(DAY + 365, DAY + 365, None, "")]
    assert within(exact, 12) == HOLDS
    assert within([exact[0], *(link._replace(first=DAY + 366, last=DAY + 366) for link in exact[1:])], 12) == FAILS


def test_the_numbers_of_councils_say_what_was_not_seen():
    data = toy("record")
    assert [link.unseen for link in meetings.chain(data, "b", "2026-01-01")] == [0, 0, 0, None]
    assert [link.event for link in meetings.chain(data, "b", "2024-12-31")] == ["b-launch", "b-1", ""], "what met later is left out"
    assert meetings.chain(data, "b", "2024-12-31")[-1].unseen == 0, "and its number says that none was missed before it"
    assert meetings.chain(data, "b", "2022-12-31") == [], "no launch yet"

    def second_alone(tables):
        tables["events"] = [e for e in tables["events"] if e["event"] != "b-1"]
        tables["lists"] = [e for e in tables["lists"] if e["event"] != "b-1"]
        gone = {"b3"}
        for name in ("items", "codings"):
            tables[name] = [e for e in tables[name] if e["item"] not in gone]
    tables = deepcopy(example.TABLES)
    second_alone(tables)
    links = meetings.chain(build(example.DESCRIPTOR, tables, "record"), "b", "2025-12-31")
    assert [link.unseen for link in links] == [0, 1, None]
    assert stretch(links)[0] == -(-(links[1].first - links[0].first) // 2), "one Council in the middle"


def test_a_stored_verdict_that_the_dates_contradict_is_noticed():
    definition = "No stretch longer than 3 months without a Council: whatever follows."
    data = made(definition, a="fails", b="holds", c="fails")
    table = meetings.computed(data).set_index("partner")
    assert table["dates"].to_dict() == {"a": "fails", "b": "fails", "c": "open"}, "after the launch of Coast Councils may have met unseen"
    assert table["agrees"].to_dict() == {"a": "yes", "b": "no", "c": "open"}
    assert meetings.computed(made("At least one Council in every calendar year since.", a="holds"))["agrees"].tolist() == ["yes"]
    assert meetings.computed(made("Another definition.", a="holds")).empty and meetings.computed(toy()).empty


def test_no_stored_verdict_on_meetings_contradicts_the_dates():
    data = changed.dataset(lambda t: None, "record")
    for one in (data, data.with_shown()):
        table = meetings.computed(one)
        assert len(table) >= 8 and "no" not in set(table["agrees"])
        assert (table["low"] <= table["high"]).all()


def test_each_verdict_stands_with_its_evidence_and_standing():
    data = made("Anything.", a="holds", b="open")
    table = claims.claims(data)
    mine = table[table["id"] == "meet"]
    assert mine["secondary"].tolist() == [True, True] and mine["documents"].tolist() == ["A newspaper (secondary)"] * 2
    assert table.loc[table["id"] == "more", "secondary"].tolist() == [False] * 3
    assert claims.tally(data).iloc[-1].tolist() == ["all of them", 2, 1, 2]
    found = legal.claims(data, Choices())
    assert found.claim[-1] == ("meet", "b", "open") and found.title == "No claim on meetings can be judged"
    assert "In all there are five verdicts for single partners, on two unlike claims, each a statement with a definition and a day: two hold, one does not and two cannot be judged yet." in found.sentence


def test_a_verdict_is_secondary_only_where_every_document_behind_it_is():
    tables = deepcopy(example.TABLES)
    tables["evidence"] = [{"claim": "more", "partner": p, "source": s} for p, s in (("a", "press"), ("a", "page"), ("b", "press"), ("c", "page"))]
    table = claims.claims(build(example.DESCRIPTOR, tables, "record"))
    assert table[["partner", "documents", "secondary"]].values.tolist() == [
        ["Arden", "A newspaper (secondary); A page (official)", False], ["Bland", "A newspaper (secondary)", True], ["Coast", "A page (official)", False]]


def test_the_longest_stretch_between_two_councils_is_between_sharp_bounds():
    dice, seen = random.Random(5), 0
    for _ in range(200):
        links = chain(dice, 6, 2, [0, 0, 1, None])
        found = []
        for days in product(*(range(link.first, min(link.last, links[-1].last) + 1) for link in links[1:-1])):
            for more in product(*([(), *product(range(a, b + 1), repeat=k.unseen)] if k.unseen else [(), tuple(range(a, b + 1))] if k.unseen is None else [()]
                                  for a, b, k in zip(days, days[1:], links[2:-1]))):
                at = sorted([*days, *(day for room in more for day in room)])
                if list(days) == sorted(days) and len(days) > 1:
                    found.append(max(b - a for a, b in zip(at, at[1:])))
        low, high = meetings.between(links)
        assert (low, high) == (min(found), max(found)) if found else isnan(low) and isnan(high), links
        seen += bool(found)
    assert 50 < seen < 200


def test_the_finding_leads_with_the_meetings_partner_by_partner():
    found = legal.claims(made("No stretch longer than 12 months without a Council.", a="fails", c="open"), Choices())
    assert found.title == "More than 12 months without a Council, counted from the launch: with at least one of two partners"
    assert found.sentence.startswith("With at least one of two partners a stretch of more than 12 months, counted from the launch on, passed without a Council by 31 December 2024: with Arden "
                                     "(longest stretch at least")
    assert "; not yet to be judged with the Coast (longest stretch" in found.sentence and "fewer than two Councils seen" in found.sentence
    assert "The claim, in our words: Everybody wants more. The definition counts from the launch to the first Council" in found.sentence
    assert found.sentence.index("In all there are five verdicts") > found.sentence.index("The definition counts") and "“" not in found.sentence
    assert (found.low, found.high, found.claim) == (1, 2, (("a", "fails"), ("c", "open")))


def test_a_stored_verdict_that_the_dates_contradict_is_said_and_not_counted():
    found = legal.claims(made("No stretch longer than 3 months without a Council.", a="fails", b="holds"), Choices())
    assert "with Bland (longest stretch" in found.sentence and "of the claim the stored verdict is that it holds, but the dates give that it does not hold)" in found.sentence
    assert "not with Bland" not in found.sentence, "the sentence does not contradict itself"
    assert (found.low, found.high, found.claim) == (1, 2, (("a", "fails"), ("b", "")))
    tables = deepcopy(example.TABLES)
    tables["claims"] += [{"claim": c, "statement": "s1", "definition": d, "as_of": "2024-12-31"} for c, d in (
        ("stretch", "No stretch longer than 3 months without a Council."), ("years", "At least one Council in every calendar year since."))]
    tables["verdicts"] += [{"claim": c, "partner": "a", "supports": "", "contradicts": "", "verdict": "fails"} for c in ("stretch", "years")]
    tables["evidence"] += [{"claim": c, "partner": "a", "source": "page"} for c in ("stretch", "years")]
    said = legal.claims(build(example.DESCRIPTOR, tables, "record"), Choices()).sentence
    assert ("By another measure, a Council in each full calendar year since the launch: for Arden the stored verdict is that it does not hold, but the dates give that it holds."
            in said)
    assert legal.claims(build(example.DESCRIPTOR, tables, "record"), Choices()).title.endswith("with the one partner")


def test_a_view_without_verdicts_says_so():
    data = changed.dataset(lambda t: None)
    if data.verdicts.empty:
        assert legal.claims(data, Choices()).sentence == "No claim can be judged in this view."
    assert claims.claims(data).columns.tolist()[0] == "id" and len(claims.tally(data)) == len(data.partners) + 1


@pytest.mark.parametrize("view", ["page", "record"])
def test_every_table_survives_without_rows(view):
    tables = deepcopy(example.TABLES)
    for name in ("claims", "verdicts", "evidence", "instruments", "milestones", "crosswalk"):
        tables[name].clear()
    data = build(example.DESCRIPTOR, tables, view)
    assert claims.claims(data).empty and meetings.computed(data).empty and claims.verdicts(data) == {}
    assert [f(data, Choices()).low for f in (legal.binding, legal.claims, legal.targets)] == [0, 0, 0]
    assert legal.targets(data, Choices()).claim == ("no crosswalk",)


def test_a_council_that_only_secondary_sources_tell_of_is_told_apart():
    data = changed.dataset(lambda t: None, "record")
    alone, said = {p for p, kind, counts in zip(data.events["partner"], data.events["kind"], data.events["counts"]) if (kind, counts) == ("council", "shown")}, legal.claims(data, Choices()).sentence
    moved = []
    for row in meetings.computed(data).drop_duplicates("partner").to_dict("records"):
        firm = meetings.stretch(meetings.chain(data, row["partner"], row["as_of"], shown=False))
        assert row["partner"] in alone or firm == (row["low"], row["high"])
        moved += [f"without the Councils that only secondary sources tell of, longest stretch {firm[0]} to {firm[1]} days"] if firm != (row["low"], row["high"]) else []
    assert moved and all(words in said for words in moved) and said.count("without the Councils") == len(moved)
