"""Paths that this corpus does not reach, by hand where a number decides, and in full against what is kept."""
import math
from pathlib import Path

import pytest

from analysis import corpus, dataset, evolution, overlap
from analysis.evolution import _move
from analysis.findings import finding
from analysis.example import DESCRIPTOR, TABLES, toy
from analysis.overlap import WIDE
from analysis.presence import presence
from analysis.tests import changed, odd
from analysis.wording import word


def test_what_is_said_of_odd_datasets_is_what_was_read_and_kept():
    stored = Path(odd.__file__).with_name("odd.txt").read_text(encoding="utf-8")
    different = [(a, b) for a, b in zip(stored.split("\n"), odd.whole().split("\n")) if a != b]
    assert not different and stored == odd.whole(), f"kept: {different[:1]}; adopt it with `python -m analysis.tests.odd > analysis/tests/odd.txt`"


@pytest.mark.parametrize("sides, low, high, informative, said", [
    (2, 0.1, 0.2, True, "closer"), (2, -0.2, -0.1, True, "apart"), (2, 0, 0, True, "as before"), (2, 0, 0.1, True, "unknown"),
    (2, -0.1, 0, True, "unknown"), (2, 0.1, 0.2, False, "unknown"), (2, 0.1, 0.61, True, "unknown"), (2, 0.1, 0.6, True, "closer"),
    (1, 0.3, 0.3, True, "one side moved"), (0, 0, 0, True, "not applicable")])
def test_a_move_is_said_only_where_bounds_decide_it(sides, low, high, informative, said):
    assert _move(sides, low, high, informative) == said


def test_bounds_of_a_move_are_those_of_both_ends():
    """latest minus launch: from the lower latest and the upper launch to the upper latest and the lower launch."""
    def part(tables):
        for row in tables["lists"]:
            if row["list"] == "page-korea-council-2":
                row["read"] = "part"
    data = changed.dataset(part)
    launch, latest = (overlap.pairs(data, when=w).iloc[0] for w in ("launch", "latest"))
    move = evolution.convergence(data).iloc[0]
    assert (move["low"], move["high"]) == (latest["jaccard"] - launch["jaccard_high"], latest["jaccard_high"] - launch["jaccard"])
    assert move["high"] > move["low"]


def test_a_half_is_the_widest_that_still_informs():
    assert WIDE == 0.5, "the issue and the codebook say a half"


def test_a_list_read_in_part_marks_its_event_and_a_whole_one_beside_it_does_not_hide_that():
    data = changed.dataset(odd.two_sources)
    events = corpus.timeline(data).set_index("event")
    assert events.loc["canada-launch", "read"] == "part" and events.loc["japan-council-2", "read"] == "whole"
    assert events.loc["japan-council-2", "date"] == "2024-04-30", "the most precise date that a list states"
    shown = presence(data, when="event")
    assert shown.state("canada-launch", "hpc") == "unknown", "one of its two lists was read in part"
    assert ("japan-council-2", "research") in shown.contested and ("japan-council-2", "ai") not in shown.contested


def test_up_to_a_date_only_what_had_certainly_happened_by_then():
    shown = presence(toy(), when="2023-06")
    assert shown.column("a").events == ("a-launch",), "a Council of the year 2023 may have come after June"
    assert presence(toy(), when="2023").column("a").events == ("a-launch", "a-1")


def test_a_code_is_known_by_a_date_if_it_may_have_been_listed_then():
    assert "net" in presence(toy()).known_by("2022-05-01"), "May 2022 may be its first day"
    assert "net" not in presence(toy()).known_by("2022-04-30")


def test_a_partner_without_a_launch_comes_last():
    tables = {name: [dict(row) for row in rows] for name, rows in TABLES.items()}
    tables["events"] = [row for row in tables["events"] if row["event"] != "a-launch"]
    tables["lists"] = [row for row in tables["lists"] if row["event"] != "a-launch"]
    assert dataset.build(DESCRIPTOR, tables, "page").partners["partner"].tolist() == ["b", "c", "a"]


def test_where_no_list_was_read_nothing_is_found_and_nothing_breaks():
    data = changed.dataset(odd.nothing_read)
    assert set(presence(data, when="ever").table().to_numpy().ravel()) <= {"unknown"}
    assert overlap.pairs(data)["jaccard"].isna().all() and evolution.turnover(data).empty
    assert all(math.isnan(x) for x in overlap.pairs(data)["coefficient"])


def test_numbers_in_words():
    assert [word(n) for n in range(14)] == ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "13"]


def test_what_a_later_list_repeats_is_counted_on_the_earlier_list():
    """All lists read in part: Japan's launch list has four topics, whatever else stands on the later one."""
    def part(tables):
        for row in tables["lists"]:
            row["read"] = row["read"].replace("whole", "part")
    found = finding(changed.dataset(part), "repeats")
    assert "Japan's list of 30 April 2024 repeats all four topics" in found.sentence
    assert "Korea's list of 26 March 2024 repeats at least six of nine topics" in found.sentence
    assert "none anew" not in found.sentence and (found.low, found.high) == (10, 13), "three of Korea's nine are open"


def test_a_later_list_read_in_part_that_repeats_everything_leaves_turnover_open():
    def part(tables):
        for row in tables["lists"]:
            if row["list"] == "page-japan-council-2":
                row["read"] = "part"
        tables["items"][:] = [row for row in tables["items"] if row["list"] != "page-japan-council-2" or row["position"] in ("1", "2", "3")]
        tables["codings"][:] = [row for row in tables["codings"] if row["item"] in {item["item"] for item in tables["items"]}]
        for row in tables["overlays"][:]:
            if row["item"] not in {item["item"] for item in tables["items"]}:
                tables["overlays"].remove(row)
    row = evolution.turnover(changed.dataset(part)).set_index("partner").loc["japan"]
    assert row["kept"] == row["before"] == 4 and math.isnan(row["turnover"])
    assert "repeats all four topics of the list before it and may name others anew" in finding(changed.dataset(part), "repeats").sentence


def test_a_list_is_as_long_as_one_source_prints_it():
    """Two sources print lists of nine and three items for one event: no list has twelve."""
    found = finding(changed.dataset(odd.two_sources), "corpus")
    assert found.claim[:4] == (8, 45, 1, 9) and "the longest at least nine items" in found.sentence and "(one list was read in part)" in found.sentence


def test_where_dates_leave_the_order_open_a_launch_comes_before_a_council_and_nothing_is_first():
    """Japan's second Council dated to the year of its launch only."""
    def year(tables):
        for row in tables["lists"]:
            if row["event"] == "japan-council-2":
                row["date"] = "2022"
    data = changed.dataset(year)
    mine = data.events[data.events["partner"] == "japan"]["event"].tolist()
    assert mine.index("japan-launch") < mine.index("japan-council-2")
    assert "5g" not in finding(data, "raised").claim, "May 2022 may have been before that Council"
