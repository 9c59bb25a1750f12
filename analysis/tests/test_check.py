"""The check of the data: each rule fires where it should and nowhere else, all at once, and nothing makes it fall over."""
from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from analysis import check, reading
from analysis.rules.base import RULES
from analysis.tests.breaking import CASES, Copy, saved_with

QUICK = settings(derandomize=True, database=None, deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
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
    copy.write("views", "view,source\npage,\npage,\n" + copy.text("views").partition("\n")[2])
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
    assert {v.remedy for v in check.violations(copy.folder) if v.rule == "ordinal"} == {"fill it", "empty it"}


def test_an_unknown_id_comes_with_the_nearest_known_one(copy):
    known = copy.rows("partners")[0]["partner"]
    copy.set("statements", "partner", known[:-1] + "x", lambda row: row["partner"])
    assert check.violations(copy.folder)[0].remedy == f"did you mean {known!r}?"


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
    copy.write("views", "view,source\n\x1b]0;x\x07,\n")
    (copy.folder / "\x1b\n.csv").write_bytes(b"")
    found = check.violations(copy.folder)
    lines = [line for line in check.report(found).split("\n") if line]
    assert len(lines) == len(found) + 1 and lines[-1] == f"{len(found)} violations"
    assert all(line.isprintable() and len(line) < 400 for line in lines)


# ---- what a spreadsheet does ----

def resaved(text: str) -> dict[str, bytes]:
    """A table as spreadsheets of several makes and countries save it."""
    return {"mark": b"\xef\xbb\xbf" + text.encode(), "crlf": text.replace("\n", "\r\n").encode(), "cr": text.replace("\n", "\r").encode(),
            "semicolons": saved_with(";", text).encode(), "all": ("\ufeff" + saved_with(";", text).replace("\n", "\r\n")).encode(),
            "unicode text": saved_with("\t", text).replace("\n", "\r\n").encode("utf-16"), "big-endian": b"\xfe\xff" + text.encode("utf-16-be")}


@pytest.mark.parametrize("way", resaved(""))
def test_what_a_spreadsheet_does_is_undone_to_the_byte(way, copy):
    before = {f"{name}.csv": copy.text(name).encode() for name in TABLES}
    for name in TABLES:
        copy.write(name, resaved(copy.text(name))[way])
    found = check.violations(copy.folder)
    assert {Path(v.file).stem for v in found} == set(TABLES) and {v.remedy for v in found} == {"`python -m analysis update` puts it right"}
    assert check.repair(copy.folder) == before


def test_nothing_else_is_repaired(copy):
    copy.set("readings", "note", " =x")
    copy.save("items", copy.rows("items")[::-1])
    assert check.repair(copy.folder) == {}


@pytest.mark.parametrize("content", {
    "8-bit": "\ufeffview,source\npage,".encode() + b"caf\xe9\n", "ragged": b"view;source\npage;page-2024\npage;page;2024\n",
    "not CSV": b'view,source\r\n"a"b,c\r\n', "another header": b"\xef\xbb\xbfview,sources\npage,page-2024\n",
    "a carriage return in a cell": b'view,source\r\npage,"page\r\n2024"\r\n', "nothing": "\ufeff".encode(),
    "half a character": b"\xff\xfe\x00"}.items(), ids=lambda pair: pair[0])
def test_what_is_in_doubt_is_left_alone_and_said_so(content, copy):
    copy.write("views", content[1])
    assert check.repair(copy.folder) == {}
    found = [v for v in check.violations(copy.folder) if v.file.endswith("views.csv")]
    assert found and not any("update" in v.remedy for v in found)


@QUICK
@given(st.lists(st.tuples(*[st.text(st.characters(exclude_characters="\r\0", exclude_categories=["Cs"]))] * 2), max_size=4))
def test_repair_leaves_every_cell_as_it_is(tmp_path_factory, rows):
    folder = tmp_path_factory.mktemp("cells") / "data"
    copy = Copy(folder)
    copy.save("views", [{"view": "", "source": ""}, *({"view": view, "source": source} for view, source in rows)])
    plain = copy.text("views").encode()
    for data in ("\ufeff".encode() + plain, saved_with(";", plain.decode()).encode("utf-16")):
        copy.write("views", data)
        assert check.repair(folder) == {"views.csv": plain}


# ---- nothing makes it fall over ----

@pytest.fixture(scope="module")
def scratch(tmp_path_factory):
    return Copy(tmp_path_factory.mktemp("fuzz") / "data")


def survives(scratch: Copy, name: str, content: bytes) -> None:
    path = scratch.folder / name
    before = path.read_bytes()
    try:
        path.write_bytes(content)
        found = check.violations(scratch.folder)
        assert check.report(found).replace("\n", "").isprintable()
        assert all(isinstance(violation, reading.Violation) for violation in found)
        check.source_differences(scratch.folder, content.decode("latin-1"))
        try:
            check.repair(scratch.folder)
        except reading.DataError as error:
            assert str(error).isprintable()
    finally:
        path.write_bytes(before)


FILES = [f"{name}.csv" for name in TABLES] + [reading.DESCRIPTOR]


@QUICK
@given(st.sampled_from(FILES), st.binary(max_size=400))
def test_any_bytes(scratch, name, content):
    survives(scratch, name, content)


@QUICK
@given(st.sampled_from(FILES), st.data())
def test_any_change_of_bytes(scratch, name, data):
    content = bytearray((reading.DATA / name).read_bytes())
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(content) - 1))
        new = data.draw(st.one_of(st.binary(max_size=4), st.sampled_from([b'"', b"\n", b",", b"\r"])))
        content[at:at + data.draw(st.integers(0, 40))] = new
    survives(scratch, name, bytes(content))


@QUICK
@given(st.sampled_from(TABLES), st.data())
def test_any_change_of_cells(scratch, name, data):
    rows = scratch.rows(name)
    for _ in range(data.draw(st.integers(1, 3))):
        row = data.draw(st.sampled_from(rows))
        column = data.draw(st.sampled_from(sorted(row)))
        row[column] = data.draw(st.one_of(st.text(), st.sampled_from(["0", "-1", "9" * 5000, "²", "١", "0000"])))
    before = scratch.text(name).encode()
    scratch.save(name, rows)
    content, _ = scratch.text(name).encode(), scratch.write(name, before)
    survives(scratch, f"{name}.csv", content)


JSON = st.recursive(st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text()), lambda part: st.one_of(
    st.lists(part, max_size=3), st.dictionaries(st.text(), part, max_size=3)), max_leaves=5)


@QUICK
@given(st.data())
def test_any_change_of_the_descriptor(scratch, data):
    package = json.loads((reading.DATA / reading.DESCRIPTOR).read_bytes())
    part = package
    while True:
        keys = sorted(part) if isinstance(part, dict) else list(range(len(part)))
        key = data.draw(st.sampled_from(keys))
        if not isinstance(part[key], (dict, list)) or not part[key] or data.draw(st.integers(0, 3)) == 0:
            break
        part = part[key]
    part[key] = data.draw(JSON)
    survives(scratch, reading.DESCRIPTOR, json.dumps(package).encode())


# ---- an independent proof ----

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
