"""Presence: three states, and no way from unknown to absent."""
import pytest

from analysis.example import DESCRIPTOR, TABLES, toy
from analysis.dataset import build
from analysis.presence import LISTED, NOT_LISTED, UNKNOWN, presence
from analysis.tests import changed


def test_states_by_hand():
    table = presence(toy(), when="event").table()
    assert table["a-launch"].tolist() == [LISTED, LISTED, NOT_LISTED]
    assert table["a-1"].tolist() == [UNKNOWN] * 3, "an event without a list says nothing"
    assert table["b-1"].tolist() == [UNKNOWN, LISTED, UNKNOWN], "a list read in part says nothing of what it leaves out"


@pytest.mark.parametrize("when", ["launch", "latest", "ever", "event", "2024"])
@pytest.mark.parametrize("grain", ["topic", "theme"])
def test_only_a_list_read_whole_leaves_out(when, grain):
    def unread(tables):
        for row in tables["lists"]:
            row["read"] = row["read"].replace("whole", "part")
    states = presence(changed.dataset(unread), grain, when).table().to_numpy()
    assert NOT_LISTED not in states and LISTED in states and UNKNOWN in states


def test_a_theme_is_unknown_until_all_its_topics_are_known():
    themes = presence(toy(), "theme", "event")
    assert themes.state("b-1", "industry") == LISTED and themes.state("b-1", "networks") == UNKNOWN
    assert themes.state("a-launch", "industry") == LISTED


def test_a_topic_seen_later_changes_no_earlier_result():
    def later(tables):
        tables["items"].append(dict(tables["items"][-1], item="new", list="page-japan-council-2", position="10", line="23"))
        tables["codings"].append({"item": "new", "topic": "supply-chains", "basis": "named", "ruling": ""})
    before, after = presence(changed.dataset(lambda t: None), when="event"), presence(changed.dataset(later), when="event")
    assert set(after.codes) - set(before.codes) == {"supply-chains"}
    assert before.known_by("2024-03-26") == after.known_by("2024-03-26")
    assert after.table().loc[list(before.codes)].equals(before.table())


def test_two_lists_of_one_event_that_disagree_are_flagged():
    tables = {name: [dict(row) for row in rows] for name, rows in TABLES.items()}
    tables["sources"].append(dict(tables["sources"][0], source="other"))
    tables["views"].append({"view": "page", "source": "other", "counts": "yes"})
    tables["lists"].append(dict(next(r for r in tables["lists"] if r["list"] == "p-c-launch"), list="o-c-launch", source="other"))
    tables["items"].append({"item": "o1", "list": "o-c-launch", "position": "1", "section": "", "label": "Robots", "line": "1"})
    tables["codings"].append({"item": "o1", "topic": "robots", "basis": "named", "ruling": ""})
    shown = presence(build(DESCRIPTOR, tables, "page"), when="launch")
    assert shown.contested == {("c", "robots"), ("c", "trade")} and shown.state("c", "robots") == LISTED
    tables["lists"][-1]["read"] = "part"      # what a list read in part names, the one read whole still leaves out; of the rest it says nothing
    shown = presence(build(DESCRIPTOR, tables, "page"), when="launch")
    assert shown.contested == {("c", "robots")} and shown.state("c", "net") == "unknown"


def test_words_that_mean_nothing_are_refused():
    with pytest.raises(ValueError, match="none of launch, latest, ever, event, and no date"):
        presence(toy(), when="yesterday")
    with pytest.raises(ValueError, match="no grain 'pillar'"):
        presence(toy(), grain="pillar")
    with pytest.raises(KeyError):
        presence(toy()).state("a", "nothing")
