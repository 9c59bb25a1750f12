"""The dossier of a partner and the book of topics, held against presence, evolution and the tables themselves: on the toy and on the project's data."""
import pytest

from analysis import dossier, topicbook
from analysis.corpus import mentions, published
from analysis.evolution import changes
from analysis.example import toy
from analysis.instruments import instruments
from analysis.loading import load
from analysis.presence import LISTED, NOT_LISTED, UNKNOWN, presence


def datasets():
    return [toy(), toy("record"), toy("record-all"), load(), load().fullest(), load().fullest().leaving_open("illustrative")]


EACH = [(data, partner) for data in datasets() for partner in data.partners["partner"]]
ALL = pytest.mark.parametrize("data, partner", EACH, ids=[f"{data.title[:5]}-{data.view}-{data.cut.open}-{partner}" for data, partner in EACH])
DATA = pytest.mark.parametrize("data", datasets(), ids=lambda data: f"{data.title[:5]}-{data.view}-{data.cut.open}")


@ALL
def test_the_states_are_those_of_presence(data, partner):
    shown, at, table = presence(data, "topic", "event"), dossier.events(data, partner), dossier.rows(data, partner)
    assert at["event"].tolist() == [c.key for c in shown.columns if c.partner == partner]
    assert [how == "whole" for how in at["read"]] == [c.whole for c in shown.columns if c.partner == partner]
    for topic, states, contested in zip(table["topic"], table["states"], table["contested"]):
        assert states == tuple(shown.state(e, topic) for e in at["event"]) and contested == tuple((e, topic) in shown.contested for e in at["event"])


@ALL
def test_every_topic_is_in_the_table_or_in_the_rest_and_the_rest_is_not_listed_only_where_all_was_read(data, partner):
    ever, table, rest = presence(data, "topic", "ever"), dossier.rows(data, partner), dossier.rest(data, partner)
    assert table["topic"].tolist() == list(ever.listing(partner)) and sorted([*table["topic"], *rest["topic"]]) == sorted(ever.codes)
    whole = set(dossier.events(data, partner)["read"]) == {"whole"}
    assert set(rest["state"]) <= {NOT_LISTED if whole else UNKNOWN}


@ALL
def test_what_a_list_read_in_part_leaves_out_is_never_said_to_be_missing(data, partner):
    shown, table = presence(data), dossier.others_name(data, partner)
    column = shown.column(partner)
    assert set(table["state"]) <= {NOT_LISTED if column.whole else UNKNOWN}
    expected = {t: {c.key for c in shown.columns if (c.key, t) in shown.listed} for t in shown.codes if (partner, t) not in shown.listed}
    assert {t: {p for p, _ in others} for t, others in zip(table["topic"], table["others"])} == {t: who for t, who in expected.items() if who}


@ALL
def test_whose_latest_list_shares_a_topic_is_said_in_three_states(data, partner):
    latest = presence(data)
    for topic, others, open_ in zip(*(dossier.rows(data, partner)[c] for c in ("topic", "others", "open"))):
        held = {p: latest.state(p, topic) for p in data.partners["partner"] if p != partner}
        assert others == tuple(p for p in held if held[p] == LISTED) and open_ == tuple(p for p in held if held[p] == UNKNOWN)


@ALL
def test_the_course_counts_every_change_since_the_first_list_that_names_the_topic(data, partner):
    shown, table = presence(data, "topic", "event"), changes(data)
    order = {c.key: n for n, c in enumerate(shown.columns)}
    for topic, states, course in zip(*(dossier.rows(data, partner)[c] for c in ("topic", "states", "course"))):
        first = dossier.events(data, partner)["event"].iat[states.index(LISTED)]
        steps = [c for p, e, t, c in zip(*(table[c] for c in ("partner", "from", "code", "change"))) if (p, t) == (partner, topic) and order[e] >= order[first]]
        told = [word for part in course.split(", then ") for word in _each(part)] if course != dossier.NEVER else []
        assert told == steps


def _each(part):
    for words, times in ((" twice", 2), *((f" {n} times", n) for n in range(3, 10))):
        if part.endswith(words):
            return [part.removesuffix(words)] * times
    return [part]


@ALL
def test_the_items_are_those_published_in_the_same_order(data, partner):
    mine, found = published(data), dossier.items(data, partner)
    mine = mine[mine["partner"] == data.label("partners", partner)]
    assert found["text"].tolist() == mine["item"].tolist() and found[["position", "line"]].values.tolist() == mine[["position", "line"]].values.tolist()
    assert ["; ".join(sorted(label + " (implied)" * (basis == "implied") for _, label, basis in row)) for row in found["topics"]] == mine["topics"].tolist()
    at = dossier.events(data, partner)
    assert at["items"].tolist() == [(found["event"] == e).sum() for e in at["event"]]


@ALL
def test_the_lists_that_are_only_shown_are_those_that_a_wider_count_adds(data, partner):
    wide, found = dossier.events(data.with_shown(), partner), dossier.shown(data, partner)
    counted = set(zip(data.lists["event"], data.lists["source"]))
    assert sorted(zip(found["event"], found["source"], found["read"])) == sorted(
        (e, s, how) for e, lists in zip(wide["event"], wide["lists"]) for s, how in lists if how != "none seen" and (e, s) not in counted)
    assert sum(map(len, found["items"])) == wide["items"].sum() - dossier.events(data, partner)["items"].sum()


def test_the_latest_list_and_what_came_later_without_one():
    assert dossier.latest(toy("record"), "a") == ("a-2", ()) and dossier.latest(toy(), "b") == ("b-1", ())
    data = load().fullest()
    for partner in data.partners["partner"]:
        last, later = dossier.latest(data, partner)
        assert (last,) == presence(data).column(partner).events and all(n == 0 for e, n in zip(data.events["event"], data.events["lists"]) if e in later)


def test_a_toy_counted_by_hand():
    table = dossier.rows(toy("record"), "b").set_index("topic")
    assert table.loc["trade", "states"] == ("not listed", "unknown", "listed") and table.loc["net", "course"] == "unknown" and table.loc["robots", "course"] == "kept twice"
    assert table.loc["trade", ["when", "course", "others", "open"]].tolist() == ["4 March 2025", "no later list read", ("a", "c"), ()]
    assert dossier.others_name(toy("record"), "b")[["topic", "state"]].values.tolist() == [["net", "not listed"]]
    assert dossier.rows(toy("record"), "a").set_index("topic")["contested"]["robots"] == (True, False, False)


@DATA
def test_the_instruments_stand_with_their_latest_stage(data):
    table = instruments(data)
    for partner in data.partners["partner"]:
        mine = table[table["partner"] == data.label("partners", partner)]
        found = dossier.legal(data, partner)
        assert found["name"].tolist() == mine["instrument"].tolist()
        assert found["stage"].tolist() == [latest.removesuffix(" (secondary only)") for latest in mine["latest"]]
        assert found["when"].tolist() == [mine[stage].iat[n] for n, stage in enumerate(found["stage"])]
        name, rows = data.instruments.set_index("instrument")["name"], data.milestones.to_dict("records")
        said = [(name[r["instrument"]], data.label("milestones", r["stage"], "stage"), r["source"], r["ground"]) for r in rows]
        shown = [(*row, *ground) for *row, grounds in zip(found["name"], found["stage"], found["grounds"]) for ground in grounds]
        latest = set(zip(found["name"], found["stage"]))
        assert sorted(shown) == sorted(row for row in said if row[:2] in latest)


@DATA
def test_the_book_holds_all_topics_once_by_pillar_and_theme(data):
    book = topicbook.book(data)
    assert sorted(book["topic"]) == sorted(data.whole["topics"]["topic"]) and not book["topic"].duplicated().any()
    assert set(book.loc[book["named"] == "here", "topic"]) == set(presence(data).codes)
    pillars = list(data.topics["pillar"].cat.categories)
    assert [pillars.index(p) for p in book["pillar"]] == sorted(pillars.index(p) for p in book["pillar"])


@DATA
def test_behind_the_topics_is_every_mention_and_each_item_has_one_first_topic(data):
    found = [(topic, row) for topic, rows in topicbook.behind(data).items() for row in rows]
    assert sorted((t, r["item"], r["line"], r["source"]) for t, r in found) == sorted(zip(*(mentions(data)[c] for c in ("topic", "item", "line", "source"))))
    firsts = [r["item"] for _, r in found if r["first"]]
    assert sorted(firsts) == sorted(set(data.codings["item"]))
    place, order = topicbook.book(data)["topic"].tolist(), {}
    for topic, row in sorted(found, key=lambda one: place.index(one[0])):
        assert row["first"] == (row["item"] not in order)
        order[row["item"]] = topic
    shown = presence(data, "topic", "event")
    assert {(r["event"], t) for t, r in found if r["contested"]} == shown.contested


@DATA
def test_whose_lists_name_a_topic_agrees_with_the_dossiers(data):
    whose = topicbook.whose(data)
    for partner in data.partners["partner"]:
        held = dossier.rows(data, partner).set_index("topic")
        for topic, rows in whose.items():
            row = next(r for r in rows if r["partner"] == partner)
            if topic in held.index:
                assert tuple(state for _, _, state, _ in row["at"]) == held.loc[topic, "states"] and row["course"] == held.loc[topic, "course"]
            else:
                assert row["course"] == "" and LISTED not in {state for _, _, state, _ in row["at"]}


def test_a_reading_that_moves_a_topic_to_another_pillar_moves_it_in_the_book():
    assert topicbook.book(toy().with_reading("pillar.robots")).set_index("topic")["pillar"]["robots"] == "outside"


@pytest.mark.parametrize("helper", [dossier.events, dossier.rows, dossier.rest, dossier.others_name, dossier.latest, dossier.legal, dossier.items, dossier.shown])
def test_a_partner_that_there_is_not(helper):
    with pytest.raises(KeyError):
        helper(toy(), "nobody")
