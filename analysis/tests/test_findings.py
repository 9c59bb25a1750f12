"""Findings: their values by hand, their words from one place, and what overturns them."""
import pytest

from analysis import fragility
from analysis.answer import answer
from analysis.findings import ALL, Choices, finding
from analysis.tests import changed


@pytest.fixture(scope="module")
def data():
    return changed.dataset(lambda t: None)


def test_values_by_hand(data):
    value = {name: finding(data, name) for name in ALL}
    assert (value["corpus"].low, value["silent"].low) == (41, 2)
    assert (value["everybody"].low, value["everybody"].high) == (1, 1) and "Semiconductors" in value["everybody"].sentence
    assert value["closest"].claim == (("japan", "korea"),) and value["closest"].low == pytest.approx(7 / 12)
    assert value["apart"].claim == ("singapore",) and value["apart"].low == pytest.approx(2 / 18)
    assert value["single"].low == 13 and value["outside"].low == 10
    assert value["closer"].low == pytest.approx(7 / 12 - 3 / 10)
    assert value["raised"].claim == ("submarine-cables",)


def test_every_option_is_tried(data):
    for name, headline in ALL.items():
        table = fragility.variants(data, name)
        assert set(data.readings["reading"]) <= set(table["variant"])
        assert ("theme" in set(table["variant"])) == ("grain" in headline.varies)
        assert ("launch" in set(table["variant"])) == ("when" in headline.varies)


def test_a_finding_that_one_ruling_overturns_says_so(data):
    for name in ALL:
        table = fragility.variants(data, name)
        fatal = table[~table["holds"] & (table["kind"] == "option")]
        said = fragility.headline(data, name).sentence
        assert ("This rests on how" in said) == bool(len(fatal))
        assert all(f"“{what.partition(': ')[0]}”" in said for what in fatal["what"])
    assert "“Digital trust”" in fragility.headline(data, "everybody").sentence


def test_bounds_reach_the_findings():
    def part(tables):
        for row in tables["lists"]:
            if row["list"] == "page-singapore-launch":
                row["read"] = "part"
    found = finding(changed.dataset(part), "everybody")
    assert found.low == 1 and found.high > 1 and "at least one and at most" in found.sentence.lower()
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
