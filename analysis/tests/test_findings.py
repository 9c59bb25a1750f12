"""Findings: their values by hand, their words from one place, and what overturns them."""
import re
from itertools import combinations

import pytest

from analysis import fragility
from analysis.answer import answer
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


def test_a_title_that_one_reading_overturns_stands_over_no_chart(data):
    for choices in (Choices(), Choices(when="launch"), Choices(grain="theme")):
        over = charts.pairs(data, choices.grain, choices.when).title == finding(data, "closest", choices).title
        assert over == fragility.robust(data, "closest", choices)
    assert fragility.robust(data, "closest") and not fragility.robust(data, "closest", Choices(when="launch"))


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
