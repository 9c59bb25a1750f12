"""The legal tier: stages from milestones by hand, dates that sources dispute, what secondary sources alone say, and no word of it among topics."""
from copy import deepcopy
from dataclasses import fields

import pytest

from analysis import example, instruments, network, overlap
from analysis.dataset import build
from analysis.example import toy
from analysis.findings import Choices, legal
from analysis.presence import presence
from analysis.tests import changed


def made(*rows, view="record", binding="unknown", source=""):
    """The toy with one more instrument, with Bland, and these milestones of it: stage, date, source."""
    tables = deepcopy(example.TABLES)
    tables["instruments"].append({"instrument": "memo", "partner": "b", "name": "Memo <b>of</b> two", "kind": "memorandum", "binding": binding,
                                  "binding_source": source, "note": ""})
    for n, (stage, date, source) in enumerate(rows):
        tables["milestones"].append({"milestone": f"m{n}", "instrument": "memo", "stage": stage, "date": date, "place": "", "source": source, "ground": "g",
                                     "missing": "place: nobody says"})
    return build(example.DESCRIPTOR, tables, view)


def stage(data, name="memo"):
    table = instruments.stages(data)
    return {row["stage"]: row for row in table[table["instrument"] == name].to_dict("records")}


def test_dates_that_agree_give_the_most_precise_and_dates_that_do_not_all_stand():
    agreed = stage(made(("signed", "2024", "page"), ("signed", "2024-05-03", "release")))["signed"]
    assert (agreed["date"], agreed["stated"], agreed["contested"]) == ("2024-05-03", ("2024-05-03",), False)
    fought = stage(made(("signed", "2024-05-03", "press"), ("signed", "2024-05-01", "release")))["signed"]
    assert (fought["date"], fought["stated"], fought["contested"]) == ("2024-05-01/2024-05-03", ("2024-05-01", "2024-05-03"), True)
    assert fought["firm"] == (True, False) and not fought["secondary"], "one of the two dates rests on a newspaper alone"
    assert instruments.dated(fought) == "1 May 2024 or 3 May 2024 (secondary only): contested"


def test_an_order_that_dates_leave_open_is_said():
    data = made(("mandate", "2022-07-12", "release"), ("mandate", "2023-07-12", "page"), ("launched", "2022-10-24", "release"), ("signed", "2024", "release"))
    row = instruments.instruments(data).set_index("instrument").loc["Memo <b>of</b> two"]
    assert row["order"] == "undecided: Mandate and Negotiations launched" and row["latest"] == "Signed" and row["said by"] == ""
    assert row["Mandate"] == "12 July 2022 or 12 July 2023: contested" and row["Concluded"] == ""
    assert instruments.instruments(made(("mandate", "2022", "page"), ("signed", "2023", "page")))["order"].tolist() == ["", ""]


def test_milestones_are_in_order_of_date_and_say_who_says_so():
    data = made(("signed", "2021-05-03", "press"), ("concluded", "2021", "release"))
    table = instruments.milestones(data)
    assert table["date"].tolist() == ["2021", "2021-05-03", "2022-05-12", "2024-02"]
    assert table[["standing", "counts", "secondary"]].values.tolist()[:2] == [["Official", True, False], ["Secondary", False, True]]
    assert table["place"].tolist()[:2] == ["nobody says"] * 2
    assert len(table) == len(data.milestones)


def test_what_only_secondary_sources_say_is_counted_apart():
    data = made(("signed", "2021", "press"), ("in-force", "2022", "release"), binding="yes")
    assert instruments.reached(data, "signed", "counts") == ("memo",), "what is in force has been signed"
    assert instruments.reached(data, "signed", "any") == ("pact", "memo")
    assert instruments.reached(data, "in-force", "firm") == ("memo",) and instruments.reached(data, by="firm") == ("pact", "memo")
    assert instruments.reached(data.with_shown(), "signed", "counts") == ("pact", "memo"), "counted by a named choice"
    assert instruments.reached(data.with_shown(), "signed", "firm") == ("memo",), "and still marked"
    for wrong in (("ratified", "any"), ("signed", "all")):
        with pytest.raises(ValueError, match="there are mandate"):
            instruments.reached(data, *wrong)


def test_the_finding_says_what_counts_and_marks_the_rest():
    found = legal.binding(made(("signed", "2021-01-01", "page"), ("signed", "2021-01-09", "release"), ("in-force", "2022", "release"), binding="yes"), Choices())
    assert (found.low, found.high) == (1, 2) and found.claim == (2, 1, 1, 1, ())
    assert "by secondary sources only with Arden" in found.sentence and "one is both binding and in force" in found.sentence
    bare = legal.binding(toy(), Choices())
    assert bare.sentence == "The sources of this view name no instrument." and (bare.low, bare.high) == (0, 0)

    def fight(tables):
        tables["milestones"] += [{"milestone": f"x{n}", "instrument": "pact", "stage": "signed", "date": f"2024-02-0{n}", "place": "", "source": s, "ground": "g",
                                  "missing": ""} for n, s in ((1, "release"), (9, "page"))]
    tables = deepcopy(example.TABLES)
    fight(tables)
    assert "signed with Arden (on a day that sources dispute)" in legal.binding(build(example.DESCRIPTOR, tables, "record"), Choices()).sentence


def test_who_says_that_an_instrument_binds_is_said_and_marked_where_secondary():
    def shown(source):
        data = made(("signed", "2021", "page"), ("in-force", "2022", "release"), binding="yes", source=source)
        row = instruments.instruments(data).set_index("instrument").loc["Memo <b>of</b> two"]
        return row["binding"], row["said by"], legal.binding(data, Choices()).sentence

    assert shown("release")[:2] == ("Binding", "A release (official)") and "by a secondary source only" not in shown("release")[2].split("binding and in force")[1].split(".")[0]
    binding, by, said = shown("press")
    assert (binding, by) == ("Binding (secondary only)", "A newspaper (secondary)")
    assert "one is both binding and in force, one of these binding by a secondary source only" in said and "of these by a secondary source only) and none not binding" in said
    assert shown("nobody")[:2] == ("Binding", ""), "no source of the view"


def test_the_latest_stage_is_marked_where_only_secondary_sources_have_it():
    rows = instruments.instruments(made(("signed", "2021", "page"), ("in-force", "2022", "press"))).set_index("instrument")
    assert rows.loc["Memo <b>of</b> two", "latest"] == "In force (secondary only)"
    assert instruments.instruments(made(("signed", "2021", "press"), ("signed", "2021", "page"))).set_index("instrument").loc["Memo <b>of</b> two", "latest"] == "Signed"


def test_no_instrument_no_table_that_breaks():
    data = toy()
    assert instruments.stages(data).empty and instruments.milestones(data).empty and instruments.instruments(data).empty
    assert instruments.reached(data, "signed", "any") == ()
    assert list(instruments.instruments(data).columns)[:5] == ["partner", "instrument", "kind", "binding", "said by"]


def test_instruments_are_no_areas():
    def no_instruments(tables):
        tables["instruments"].clear()
        tables["milestones"].clear()
    full, without = changed.dataset(lambda t: None, "record"), changed.dataset(no_instruments, "record")
    assert len(full.instruments) and without.instruments.empty
    for when in ("launch", "latest", "ever", "event"):
        assert presence(full, when=when) == presence(without, when=when)
    assert overlap.pairs(full).equals(overlap.pairs(without))
    assert set(network.graph(full).nodes) == set(network.graph(without).nodes)


def test_the_real_tier_by_hand():
    data = changed.dataset(lambda t: None, "record")
    table = instruments.instruments(data)
    assert set(table["partner"]) <= set(data.partners["name"]) and len(table) == len(data.instruments)
    stages = instruments.stages(data)
    known = {(r["instrument"], r["stage"]) for r in data.milestones.astype(str).to_dict("records")}
    assert known == set(zip(stages["instrument"], stages["stage"]))
    fought = stages[stages["contested"]]
    assert {("jp-data-flow-protocol", "mandate"), ("jp-semiconductors-memorandum", "signed")} <= set(zip(fought["instrument"], fought["stage"]))
    assert {f.name for f in fields(data)} >= {"instruments", "milestones"}
    assert instruments.instruments(data.in_view("page")).empty
