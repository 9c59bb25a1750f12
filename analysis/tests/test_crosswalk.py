"""The crosswalk: every topic in every vocabulary, none told apart from not judged, and counts that are the least where a list was not read whole."""
from copy import deepcopy

from analysis import crosswalk, example
from analysis.dataset import build
from analysis.example import toy
from analysis.findings import Choices, legal
from analysis.presence import presence
from analysis.tests import changed


def made(change, view="page"):
    tables = deepcopy(example.TABLES)
    change(tables)
    return build(example.DESCRIPTOR, tables, view)


def test_none_and_not_judged_are_two_things():
    def forget(tables):
        tables["crosswalk"] = [r for r in tables["crosswalk"] if (r["topic"], r["vocabulary"]) != ("trade", "digital-decade")]
    table = crosswalk.crosswalk(made(forget)).set_index("topic")
    assert table.loc["Trade", ["Digital Decade", "Digital Decade match", "Digital Decade edition"]].tolist() == ["", "not judged", ""]
    assert table.loc["Robots", ["Digital Decade", "Digital Decade match"]].tolist() == ["no concept", "None"]
    met = crosswalk.met(made(forget)).iloc[0]
    assert (met["none"], met["not judged"]) == (1, 1)
    found = legal.targets(made(forget), Choices())
    assert "(one is not judged)" in found.sentence and (found.low, found.high) == (0, 1)


def test_every_topic_falls_under_one_kind():
    for data in (toy(), toy("record"), changed.dataset(lambda t: None), changed.dataset(lambda t: None, "record"), changed.dataset(changed.fifth_partner)):
        met = crosswalk.met(data)
        assert (met.iloc[:, 3:-1].sum(axis=1) == met["topics"]).all()
        assert len(met) == 2 * (1 + len(data.partners)) and len(crosswalk.crosswalk(data)) == len(presence(data, when="ever").codes)
        latest = presence(data)
        for whose, group in list(met.groupby("whose", sort=False))[1:]:
            partner = dict(zip(data.partners["name"], data.partners["partner"]))[whose]
            assert set(group["whole"]) == {latest.column(partner).whole} and set(group["topics"]) == {len(latest.listing(partner))}


def test_all_lists_are_whole_only_where_every_list_is_whatever_the_latest_are():
    def read(**how):
        def change(tables):
            for row in tables["lists"]:
                row["read"] = how.get(row["event"].replace("-", "_"), "whole")
        return crosswalk.met(made(change)).groupby("whose", sort=False)["whole"].agg(list).to_dict()

    sure, open_ = [True, True], [False, False]      # by vocabulary
    assert read() == {"all lists": sure, "Arden": sure, "Bland": sure, "Coast": sure}
    assert read(a_launch="part") == {"all lists": open_, "Arden": sure, "Bland": sure, "Coast": sure}, "it is not the latest list"
    assert read(a_1="none seen") == {"all lists": open_, "Arden": sure, "Bland": sure, "Coast": sure}, "an event without a list seen may name more"
    assert read(b_1="part") == {"all lists": open_, "Arden": sure, "Bland": open_, "Coast": sure}


def test_a_target_has_three_numbers_and_a_match_with_a_wider_point_is_none():
    def sharpen(tables):
        for row in tables["crosswalk"]:
            if row["id"] == "1.1":
                row["id"] = "1.1.1"
            if (row["topic"], row["vocabulary"]) == ("robots", "digital-decade"):
                row.update(id="1.2", label="robots and all", match="exact")
    found = legal.targets(made(sharpen), Choices())
    assert (found.low, found.high) == (1, 1) and found.claim == ("fewer than half",)
    assert "one does (none of them exactly or closely), one meets a wider point or objective only, and one meets nothing in it" in found.sentence
    assert found.sentence.startswith("Fewer than half of the 3 topics on all lists read meet a target")


def test_half_is_at_least_half_and_what_is_not_judged_may_be():
    def all_targets(tables):
        for row in tables["crosswalk"]:
            if row["vocabulary"] == "digital-decade":
                row.update(id="1.1.1", match="close")
    assert legal.targets(made(all_targets), Choices()).claim == ("at least half",)

    def two_unjudged(tables):
        tables["crosswalk"] = [r for r in tables["crosswalk"] if r["vocabulary"] != "digital-decade" or r["topic"] in ("trade", "chips")]
    assert legal.targets(made(two_unjudged), Choices()).claim == ("open",)


def test_the_real_crosswalk_judges_every_listed_topic_in_both():
    data = changed.dataset(lambda t: None, "record").with_shown()
    of = crosswalk.matches(data)
    lacking = [(t, v) for t in presence(data, when="ever").codes for v in ("digital-decade", "eurovoc") if (t, v) not in of]
    assert lacking == []
    assert all((row["match"] == "none") == (row["id"] == "") for row in of.values())
    targets = [row for row in of.values() if crosswalk.is_target(row)]
    assert targets and all("no target" not in row["ground"] for row in targets)
    wider = [row for row in of.values() if row["vocabulary"] == "digital-decade" and row["id"].count(".") == 1]
    assert all("no target" in row["ground"] for row in wider), "what the ground says of a section agrees with its number"
