"""Findings: their values by hand, their words from one place, and what overturns them."""
import re
from itertools import combinations

import pytest

from analysis import fragility
from analysis.answer import answer
from analysis.dataset import build
from analysis.example import DESCRIPTOR, TABLES
from analysis.findings import ALL, Choices, finding
from analysis.presence import presence
from analysis.publish import charts
from analysis.tests import changed


@pytest.fixture(scope="module")
def data():
    return changed.dataset(lambda t: None)


def test_values_by_hand(data):
    value = {name: finding(data, name) for name in ALL}
    assert (value["corpus"].low, value["silent"].low) == (41, 3)
    assert (value["everybody"].low, value["everybody"].high) == (1, 1) and "Semiconductors" in value["everybody"].sentence
    assert value["closest"].claim == (("japan", "korea"),) and value["closest"].low == pytest.approx(7 / 12)
    assert value["apart"].claim == ("singapore",) and value["apart"].low == pytest.approx(2 / 18)
    assert value["single"].low == 13 and value["outside"].low == 10
    assert value["closer"].low == pytest.approx(7 / 12 - 3 / 10)
    assert value["raised"].claim == ("submarine-cables",)


def test_every_reading_that_bears_on_a_finding_is_tried_and_no_other(data):
    for name, headline in ALL.items():
        table = fragility.variants(data, name)
        base = data.fullest() if headline.record else data
        for reading, label in zip(base.readings["reading"], base.readings["label"]) if headline.rests or headline.pillars else ():
            other = finding(base.with_reading(reading), name)
            if (other.low, other.high, other.claim) != (finding(base, name).low, finding(base, name).high, finding(base, name).claim):
                assert any(re.search(re.escape(label) + r"($| \(the same as: |; |\)$)", what) for what in table["what"]), "whatever moves a finding is among its variants"
        assert ("theme" in set(table["variant"])) == ("grain" in headline.varies)
        assert ("launch" in set(table["variant"])) == ("when" in headline.varies)
    assert fragility.variants(data, "corpus").empty, "no coding enters a count of items"
    assert "(the same as: all items coded a second time" in " ".join(fragility.variants(data, "raised")["what"]), "one coding, one variant"


def test_what_overturns_a_finding_stands_in_its_sentence(data):
    record = data.fullest()
    title = dict(zip(record.rulings["ruling"], record.rulings["title"]))
    ruling = dict(zip(record.readings["reading"], record.readings["ruling"]))
    for name in ALL:
        table = fragility.variants(data, name)
        fatal = table[~table["holds"] & (table["kind"] != "both")]
        said = fragility.headline(data, name).sentence
        assert ("It would be otherwise" in said) == bool(len(fatal))
        assert all(f"“{title[ruling[v]]}”" in said for v in fatal["variant"] if ruling.get(v))
        assert all(f"with {v}s in place" in said for v in fatal.loc[fatal["kind"] == "grain", "variant"])
    assert "“Digital trust”" in fragility.headline(data, "everybody").sentence
    assert "if all topics of data serve" in fragility.headline(data, "outside").sentence


def read_otherwise(overturning, keeping):
    """Arden and Bland of the toy, whose launch lists both name Network one and Robots, with so many readings that take one of these away and so many that add to them."""
    tables = {name: [dict(row) for row in rows] for name, rows in TABLES.items()}
    tables["partners"] = tables["partners"][:2]
    tables["regroupings"].clear()
    taken = [("a1", "net"), ("b1", "net"), ("a2", "robots")][:overturning]
    added = [("a1", "trade"), ("a1", "chips"), ("b1", "trade")][:keeping]
    changes = [*((pair, "remove") for pair in taken), *((pair, "add") for pair in added)]
    tables["readings"] = [{"reading": f"r{n}", "kind": "coder", "ruling": "", "label": f"reading {n}", "note": ""} for n in range(len(changes))]
    tables["overlays"] = [{"reading": f"r{n}", "item": item, "topic": topic, "change": change} for n, ((item, topic), change) in enumerate(changes)]
    return build(DESCRIPTOR, tables, "page")


@pytest.mark.parametrize("overturning, keeping, said", [(0, 3, False), (2, 0, False), (1, 2, False), (2, 1, True), (2, 2, False), (3, 2, True)])
def test_what_most_of_three_or_more_readings_overturn_is_said_to_be_by_this_coding(overturning, keeping, said):
    """Half of them are not most, two readings are too few to say it, and themes or the latest lists, which overturn it too, are no readings."""
    data, launch = read_otherwise(overturning, keeping), Choices(when="launch")
    table = fragility.variants(data, "everybody", launch)
    assert table.loc[table["kind"] == "coder", "holds"].tolist() == [False] * overturning + [True] * keeping
    assert table["kind"].tolist()[-3:] == ["grain", "when", "both"] and not table["holds"].iloc[-3:].any()
    found, plain = fragility.headline(data, "everybody", launch), finding(data, "everybody", launch)
    assert found.title == ("By this coding: " if said else "") + plain.title
    assert found.sentence.startswith(("By this coding, and not by most others that were tried: " if said else "") + plain.sentence)


def test_the_limit_says_what_bounds_leave_out_where_a_list_that_the_finding_rests_on_was_read_in_part():
    """Of the toy's record only Bland's first Council was read in part, which is not its latest list; of Arden's first Council no list was seen."""
    def bounded(view, names, **how):
        tables = {name: [dict(row) for row in rows] for name, rows in TABLES.items()}
        for row in tables["lists"]:
            row["read"] = how.get(row["list"].replace("-", "_"), row["read"])
        data = build(DESCRIPTOR, tables, view)
        return [name for name in names if "Bounds are those within the topics that some list of the view names" in fragility.headline(data, name).limit]

    names = ["corpus", "everybody", "repeats", "later", "depth", "targets", "binding", "claims"]
    assert bounded("record", names) == ["repeats", "later", "depth", "targets"], "what rests on anything rests on every list; instruments and meetings have no topics"
    assert bounded("record", [name for name in names if name != "later"], p_b_1="whole") == [], "an event without a list is passed over and bounds nothing here"
    assert bounded("record", names, p_b_1="whole", p_c_launch="part") == ["everybody", "repeats", "later", "depth", "targets"]
    assert bounded("record", ["marks", "common"]) == [], "these rest on launch lists, all of which were read whole"
    assert bounded("record", ["marks", "common"], r_d_launch="part") == ["marks", "common"], "and on the comparator's"
    assert bounded("page", names, p_b_1="whole", r_b_2="part") == ["later", "depth", "targets"], "these rest on the record, whatever view is shown"


def test_a_title_that_one_reading_overturns_stands_over_no_chart(data):
    for choices in (Choices(), Choices(when="launch"), Choices(grain="theme"), Choices("theme", "launch")):
        over = charts.pairs(data, choices.grain, choices.when).title == finding(data, "closest", choices).title
        assert over == fragility.robust(data, "closest", choices)
    assert fragility.robust(data, "closest", Choices("theme", "launch")) and not fragility.robust(data, "closest")


@pytest.mark.parametrize("name", ["single", "outside", "everybody", "closest", "apart"])
def test_a_finding_with_unknowns_holds_in_every_completion(name):
    """A list read in part: whatever else it may name, the bounds and the claim of the finding allow it."""
    def part(tables):
        for row in tables["lists"]:
            if row["list"] == "page-korea-council-2":
                row["read"] = "part"
    found = finding(changed.dataset(part), name)
    assert found.low < found.high or name in ("outside", "everybody"), "Korea's list can add to neither of these two"
    codes = [c for c in presence(changed.dataset(part)).codes if presence(changed.dataset(part)).state("korea", c) == "unknown"]
    for size in (0, 1, 2, len(codes)):
        for more in list(combinations(codes, size))[:60]:
            def completed(tables):
                tables["codings"] += [{"item": "page-korea-council-2-1", "topic": c, "basis": "implied", "ruling": ""} for c in more]
            true = finding(changed.dataset(completed), name)
            assert found.low <= true.low and true.high <= found.high, (name, more)
            if name in ("closest", "apart"):
                assert set(true.claim) <= set(found.claim), "every winner was named as a rival"
            elif name != "everybody":
                assert found.claim == ("open",) or found.claim == true.claim


def test_a_partial_list_leaves_open_what_it_may_name():
    def part(tables):
        for row in tables["lists"]:
            if row["list"] == "page-singapore-launch":
                row["read"] = "part"
    found = finding(changed.dataset(part), "everybody")
    assert found.low == 1 and found.high > 1 and "for certain, and at most" in found.sentence
    assert len(finding(changed.dataset(part), "apart").claim) > 1, "what is open is not decided"


def test_words_that_no_list_can_carry_are_not_used(data):
    said = " ".join(f"{f.title} {f.sentence} {f.limit}" for f in fragility.headlines(data)).lower()
    for word in ("cooperates on", "covers", "dropped", "growth", "ranking", "significant"):
        assert word not in said, word


@pytest.mark.parametrize("change", [changed.fifth_partner, lambda t: None])
@pytest.mark.parametrize("grain", ["topic", "theme"])
@pytest.mark.parametrize("when", ["latest", "launch"])
def test_findings_for_any_dataset(change, grain, when):
    data = changed.dataset(change)
    for name in ALL:
        found = finding(data, name, Choices(grain, when))
        assert found.sentence.endswith(".") and found.sentence[0] == found.sentence[0].upper() and "nan" not in found.sentence
        assert found.title and found.limit and not (found.low > found.high)


def test_the_answer_has_every_finding_with_its_limit(data):
    for notebook in {f.notebook for f in fragility.headlines(data)}:
        said = answer(data, notebook)
        for f in fragility.headlines(data, notebook):
            assert f"{f.sentence}\nLimit: {f.limit}" in said
        assert data.edition in said and repr(data.view) in said
