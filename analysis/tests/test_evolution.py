"""Evolution: counted by hand, and nothing said about pairs that did not move on both sides."""
import math

from analysis import evolution
from analysis.example import toy
from analysis.tests import changed


def real():
    return changed.dataset(lambda t: None)


def test_turnover_by_hand():
    table = evolution.turnover(real()).set_index("partner")
    # Japan: 5G, 6G, AI and semiconductors stand on both lists; seven more on the second.
    assert table.loc["japan", ["kept", "new", "not repeated", "unknown"]].tolist() == [4, 7, 0, 0]
    # Korea: six kept; 5G and connectivity new; HPC, data and skills not repeated.
    assert table.loc["korea", ["kept", "new", "not repeated"]].tolist() == [6, 2, 3]
    assert set(evolution.changes(real()).query("partner == 'korea' and change == 'not repeated'")["code"]) == {"hpc", "data", "digital-skills"}
    assert table.loc["japan", "turnover"] == 7 / 11 and table.loc["japan", "gaps"] == 1


def test_a_list_read_in_part_leaves_nothing_out():
    def part(tables):
        for row in tables["lists"]:
            if row["list"] == "page-korea-council-2":
                row["read"] = "part"
    changes = evolution.changes(changed.dataset(part)).query("partner == 'korea'")["change"]
    assert "not repeated" not in set(changes) and (changes == "unknown").sum() == 3
    row = evolution.turnover(changed.dataset(part)).set_index("partner").loc["korea"]
    assert (row["before"], row["kept"], row["unknown"]) == (9, 6, 3)
    assert math.isnan(evolution.turnover(changed.dataset(part)).set_index("partner").loc["korea", "turnover"])


def test_only_pairs_that_moved_on_both_sides_move():
    table = evolution.convergence(real())
    assert table.loc[table["sides"] == 2, ["a", "b", "move"]].values.tolist() == [["japan", "korea", "closer"]]
    assert set(table.loc[table["sides"] < 2, "move"]) == {"one side moved", "not applicable"}
    assert evolution.convergence(toy()).loc[0, "move"] == "unknown", "bounds that leave the sign open decide nothing"


def test_first_mentions_name_every_partner_of_the_day():
    table = evolution.first_mentions(real()).set_index("code")
    assert table.loc["submarine-cables", ["when", "partners"]].tolist() == ["30 April 2024", "Japan"]
    assert len(table) == 24
