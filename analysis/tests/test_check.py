"""The check of the data: each rule fires where it should and nowhere else, and all at once."""
from __future__ import annotations

import random
from pathlib import Path

import pytest

from analysis import check, reading
from analysis.rules.base import RULES
from analysis.tests import changed
from analysis.tests.breaking import CASES, Copy

TABLES = sorted(path.stem for path in reading.DATA.glob("*.csv"))


@pytest.fixture
def copy(tmp_path):
    return Copy(tmp_path / "data")


def test_the_data_keep_every_rule():
    assert check.report(check.violations()) == "no violations"


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}: {case.what}")
def test_each_rule_fires_alone_and_in_the_right_place(case, copy):
    file, line, column = case.breaks(copy)
    found = check.violations(copy.folder)
    assert [(v.rule, Path(v.file).name, v.line, v.column) for v in found] == [(case.rule, file, line, column)], check.report(found)
    assert found[0].problem and found[0].remedy


def test_no_rule_is_without_a_case():
    assert {name for name, rule in RULES.items() if rule.group == "data"} == {case.rule for case in CASES}


def test_every_rule_says_what_it_asks():
    assert all(rule.find.__doc__ for rule in RULES.values())


def test_rows_may_stand_in_any_order(copy):
    for name in TABLES:
        rows = copy.rows(name)
        random.Random(name).shuffle(rows)
        copy.save(name, rows)
    assert check.violations(copy.folder) == []


def test_a_broken_table_hides_no_other(copy):
    copy.write("events", b"\x00\xff\n\"")
    copy.write("rulings", "")
    copy.set("items", "position", "one")
    copy.set("statements", "partner", "nowhere")
    copy.set("overlays", "change", "ad")
    found = {(Path(v.file).name, v.rule) for v in check.violations(copy.folder)}
    assert found >= {("events.csv", "encoding"), ("events.csv", "csv-syntax"), ("events.csv", "columns"), ("rulings.csv", "columns"),
                     ("items.csv", "whole-numbers"), ("statements.csv", "unknown-id"), ("overlays.csv", "category")}


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("rows", ["one", "all"])
def test_no_absence_is_concluded_from_a_table_that_was_not_read_whole(name, rows, copy):
    header, text = copy.text(name).split("\n", 1)
    copy.write(name, header + "\n" + text.replace("\n", ",\n", 1 if rows == "one" else -1))
    assert {v.rule for v in check.violations(copy.folder)} == {"row-length"}


def test_our_own_words_may_hold_letters_of_any_script(copy):
    copy.set("readings", "note", "\u03b1 and \u0430 in a Latin note,  with two spaces")
    assert check.violations(copy.folder) == []


def test_empty_cells_are_neither_equal_nor_unknown(copy):
    copy.write("views", "view,source,counts\npage,,yes\npage,,yes\n" + copy.text("views").partition("\n")[2])
    assert {v.rule for v in check.violations(copy.folder)} == {"required"}


def test_remedies_fit_what_is_wrong(copy):
    copy.set("events", "ordinal", "", lambda row: row["kind"] == "council")
    copy.set("events", "ordinal", "1", lambda row: row["kind"] == "launch")
    copy.set("readings", "kind", "dispute")
    copy.add("views", "source")
    copy.add("partners", "partner")
    found = {(v.file.rpartition("/")[2], v.column): f"{v.problem}; {v.remedy}" for v in check.violations(copy.folder)}
    assert found["readings.csv", "ruling"] == "only an option belongs to a ruling; empty it, or write the kind 'option'"
    assert found["views.csv", "source"].startswith("this stands in line 2 already with the same view; ")
    assert found["partners.csv", "partner"].startswith("this stands in line 2 already; ")
    assert {v.value: v.remedy for v in check.violations(copy.folder) if v.rule == "ordinal"} == {"": "fill it", "1": "empty it"}


def test_an_unknown_id_comes_with_the_nearest_known_one(copy):
    known = copy.rows("partners")[0]["partner"]
    copy.set("statements", "partner", known[:-1] + "x", lambda row: row["partner"])
    assert check.violations(copy.folder)[0].remedy == f"did you mean {known!r}?"


def test_of_a_pair_that_is_unknown_both_are_said(copy):
    """The topic is known, but not with this item: then the same topic is no remedy."""
    row = copy.rows("depths")[0]
    topic = next(r["topic"] for r in copy.rows("codings") if r["topic"] != row["topic"])
    copy.set("depths", "topic", topic, lambda each: each == row)
    found = next(v for v in check.violations(copy.folder) if v.rule == "unknown-id")
    assert found.problem == f"codings.csv has no such topic with {row['item']!r}" and topic not in found.remedy


def test_two_sources_may_each_have_a_list_of_one_event(copy):
    copy.add("sources", "source", source="other")
    copy.add("views", "source", source="other")
    copy.add("lists", "list", lambda row: row["read"] == "none seen", list="other", source="other", date="1999")
    assert check.violations(copy.folder) == []


def test_dates_in_no_decided_order_are_no_fault(copy):
    events = {row["event"]: row for row in copy.rows("events")}
    second = next(row for row in events.values() if row["ordinal"] == "2")
    year = next(row["date"] for row in copy.rows("lists") if row["event"] == second["event"])[:4]
    first = next(row["event"] for row in events.values() if row["partner"] == second["partner"] and row["ordinal"] == "1")
    copy.set("lists", "date", year, lambda row: row["event"] == first)
    assert check.violations(copy.folder) == []


def test_meetings_of_other_kinds_stand_anywhere_after_the_launch(copy):
    partner = next(row["partner"] for row in copy.rows("events") if row["ordinal"] == "2")
    copy.add("events", "event", lambda row: row["partner"] == partner and row["kind"] == "launch", event="other", kind="dialogue")
    copy.add("lists", "list", lambda row: row["read"] == "none seen", list="other", event="other", date="2098")
    assert check.violations(copy.folder) == []


def test_the_councils_of_a_comparator_need_not_be_all_there(copy):
    comparators = {row["partner"] for row in copy.rows("partners") if row["role"] == "comparator"}
    copy.set("events", "ordinal", "7", lambda row: row["partner"] in comparators and row["kind"] == "council")
    assert check.violations(copy.folder) == []


def test_a_view_may_count_all_secondary_sources(copy):
    copy.save("views", [row | {"counts": "yes"} for row in copy.rows("views")])
    assert check.violations(copy.folder) == []


def test_a_folder_that_is_not_there_is_one_violation(tmp_path):
    assert [(v.rule, v.line) for v in check.violations(tmp_path / "nowhere")] == [("missing-file", 0)]
    assert [(v.rule, v.line) for v in check.source_differences(tmp_path / "nowhere", "")] == [("missing-file", 0)]
    with pytest.raises(reading.DataError, match="nowhere: this folder cannot be read"):
        check.repair(tmp_path / "nowhere")


def test_a_file_that_is_a_folder_is_one_violation(copy):
    (copy.folder / "views.csv").unlink()
    (copy.folder / "views.csv").mkdir()
    assert [v.rule for v in check.violations(copy.folder)] == ["missing-file"]


def test_a_cell_over_two_lines_leaves_the_lines_after_it_right(copy):
    copy.set("readings", "note", "one\ntwo")
    line = copy.set("readings", "note", " x", last=True)[1] + 1
    assert [(v.rule, v.line) for v in check.violations(copy.folder)] == [("line-break", 2), ("white-space", line)]


def test_a_report_is_one_safe_line_for_each_violation(copy):
    copy.set("readings", "note", "\x1b[31m\u202e" + "x" * 500)
    copy.write("views", "view,source,counts\n\x1b]0;x\x07,,\n")
    (copy.folder / "\x1b\n.csv").write_bytes(b"")
    found = check.violations(copy.folder)
    lines = [line for line in check.report(found).split("\n") if line]
    assert len(lines) == len(found) + 1 and lines[-1] == f"{len(found)} violations"
    assert all(line.isprintable() and len(line) < 400 for line in lines)


@pytest.mark.slow
def test_frictionless_finds_the_data_package_valid():
    import frictionless
    found = frictionless.validate(str(reading.DATA / reading.DESCRIPTOR))
    assert found.valid, found.flatten(["type", "note"])
    assert {task.name for task in found.tasks} == set(TABLES)


@pytest.mark.slow
@pytest.mark.parametrize("name, column, value", [("statements", "partner", "nowhere"), ("items", "position", "one"), ("events", "name", ""),
                                                 ("topics", "entered", "1")])
def test_frictionless_would_find_it_invalid(name, column, value, copy):
    import frictionless
    copy.set(name, column, value, lambda row: row[column])
    found = frictionless.validate(str(copy.folder / reading.DESCRIPTOR))
    assert {task.name for task in found.tasks if not task.valid} == {name}


def test_a_crosswalk_without_rows_judges_nothing(tmp_path):
    """Whoever brings a corpus without a crosswalk need not fill one; one row for a vocabulary asks for all of it."""
    def emptied(tables):
        tables["crosswalk"].clear()
    def one_row(tables):
        tables["crosswalk"][:] = tables["crosswalk"][:1]
    assert check.violations(changed.folder(tmp_path / "empty", emptied)) == []
    asked = check.violations(changed.folder(tmp_path / "one", one_row))
    assert {v.rule for v in asked} == {"topic-without-crosswalk"} and len(asked) > 1
