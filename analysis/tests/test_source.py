"""The dataset held against the text that was read: the real one where it is at hand, and everywhere one laid out from the data."""
from __future__ import annotations

from collections import defaultdict
from hashlib import sha256
from pathlib import Path

import pytest

from analysis import check, reading
from analysis.rules.base import RULES
from analysis.tests.breaking import Copy

REAL = reading.PROJECT.parent / "shared" / "source" / "commission-page-2024.txt"


def laid_out(copy: Copy) -> str:
    """A page with every item of the first source on its line, a line of running text where a list or statement is, and headings between."""
    source = copy.rows("sources")[0]["source"]
    lists = [row for row in copy.rows("lists") if row["source"] == source]
    lines: dict[int, str] = {int(row["line"]): "Some words." for row in lists}
    lines |= {int(row["line"]): "Some words." for row in copy.rows("statements") if row["source"] == source}
    lines |= {int(row["line"]): f"- {row['label']}" for row in copy.rows("items") if row["list"] in {row["list"] for row in lists}}
    for row in sorted(lists, key=lambda row: -int(row["line"])):
        at = max(line for line in range(1, int(row["line"])) if line not in lines or lines[line] == row["heading"])
        lines[at] = row["heading"]
    return "\n".join(lines[line] for line in range(1, max(lines) + 1)) + "\nA heading after it all\n"


def printed(copy: Copy):
    """Whether a row of lists or items is of the first source."""
    source = copy.rows("sources")[0]["source"]
    own = {row["list"] for row in copy.rows("lists") if row["source"] == source}
    return lambda row: row["list"] in own


@pytest.fixture
def copy(tmp_path):
    return Copy(tmp_path / "data")


@pytest.fixture
def page(copy):
    text = laid_out(copy)
    copy.set("sources", "sha256", sha256(text.encode()).hexdigest())
    return text


def seen(copy: Copy, text: str) -> list[tuple[str, str, int, str]]:
    return [(v.rule, Path(v.file).name, v.line, v.column) for v in check.source_differences(copy.folder, text)]


def test_the_data_agree_with_the_text_that_was_read():
    if not REAL.exists():
        pytest.skip(f"the text that was read is not part of the project, and is not beside it as {'/'.join(REAL.parts[-3:])}")
    assert check.report(check.source_differences(reading.DATA, REAL.read_bytes().decode())) == "no violations"


def test_the_page_laid_out_agrees(copy, page):
    assert check.violations(copy.folder) == [] and seen(copy, page) == []


def another_text(copy, page):
    return page.replace("Some words.", "Other words.", 1), [("source-hash", "sources.csv", 2, "sha256")]


def text_of_no_source(copy, page):
    return "Some words.\n", [("source-hash", "sources.csv", 0, "sha256")]


def changed_label(copy, page):
    return page, [("source-label", *copy.set("items", "label", lambda row: row["label"] + "s"))]


def changed_page(copy, page):
    label = copy.rows("items")[0]["label"]
    text = page.replace(f"- {label}\n", f"- {label}!\n", 1)
    copy.set("sources", "sha256", sha256(text.encode()).hexdigest())
    return text, [("source-label", "items.csv", 2, "label")]


def shifted_item(copy, page):
    where = copy.set("items", "line", lambda row: str(int(row["line"]) + 1), printed(copy), last=True)
    return page, [("source-dropped", "items.csv", 0, "label"), ("source-label", *where[:2], "label")]


def item_beyond_the_text(copy, page):
    where = copy.set("items", "line", "999999", printed(copy), last=True)
    return page, [("source-dropped", "items.csv", 0, "label"), ("source-label", *where[:2], "label")]


def shifted_list(copy, page):
    told = {row["line"] for row in copy.rows("statements")}
    return page, [("source-line", *copy.set("lists", "line", lambda row: str(int(row["line"]) - 1), lambda row:
                                            row["read"] == "whole" and str(int(row["line"]) - 1) in told))]


def shifted_mention(copy, page):
    first = copy.rows("items")[0]
    of = {row["list"]: row["heading"] for row in copy.rows("lists")}
    return page, [("source-line", *copy.set("lists", "line", first["line"], lambda row:
                                            row["read"] == "none seen" and row["heading"] == of[first["list"]]))]


def shifted_statement(copy, page):
    lines = [row["line"] for row in copy.rows("statements")]
    beside = copy.rows("items")[0]["line"]
    return page, [("source-line", *copy.set("statements", "line", beside, lambda row: lines.count(row["line"]) > 1))]


def changed_heading(copy, page):
    headings = [row["heading"] for row in copy.rows("lists")]
    return page, [("source-heading", *copy.set("lists", "heading", "Partnership", lambda row: headings.count(row["heading"]) > 1))]


def dropped_statement(copy, page):
    lines = defaultdict(list)
    for row in copy.rows("statements"):
        lines[row["line"]].append(row)
    [alone] = next(rows for rows in lines.values() if len(rows) == 1 and rows[0]["kind"] != "event")
    copy.drop("statements", lambda row: row == alone)
    return page, [("source-dropped", "statements.csv", 0, "line")]


def dropped_statement_of_an_event(copy, page):
    events = [row for row in copy.rows("statements") if row["kind"] == "event"]
    lines = [row["line"] for row in events]
    gone = next(row for row in events if lines.count(row["line"]) > 1)
    copy.drop("statements", lambda row: row == gone)
    of = {row["event"]: row["partner"] for row in copy.rows("events")}
    own = printed(copy)
    last = max(at for at, row in enumerate(copy.rows("lists")) if of[row["event"]] == gone["partner"] and own(row))
    return page, [("source-event", "lists.csv", last + 2, "event")]


def dropped_item(copy, page):
    gone = list(filter(printed(copy), copy.rows("items")))[-1]["item"]
    copy.drop("items", lambda row: row["item"] == gone)
    return page, [("source-dropped", "items.csv", 0, "label")]


def dropped_heading(copy, page):
    heading = list(filter(printed(copy), copy.rows("lists")))[-1]["heading"]
    text = page.replace(f"{heading}\n", f"{heading} again\n")
    copy.set("sources", "sha256", sha256(text.encode()).hexdigest())
    lists = [at for at, row in enumerate(copy.rows("lists")) if row["heading"] == heading]
    return text, [("source-dropped", "lists.csv", 0, "heading"), *(("source-heading", "lists.csv", at + 2, "heading") for at in lists)]


def statement_beyond_the_text(copy, page):
    return page, [("source-line", *copy.add("statements", "line", statement="other", line=str(page.count("\n") + 2)))]


WAYS = [another_text, text_of_no_source, changed_label, changed_page, shifted_item, item_beyond_the_text, shifted_list, shifted_mention,
        shifted_statement, changed_heading, dropped_statement, dropped_statement_of_an_event, dropped_item,
        dropped_heading, statement_beyond_the_text]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__.replace("_", " "))
def test_every_difference_is_seen_where_it_is(way, copy, page):
    text, expected = way(copy, page)
    found = check.source_differences(copy.folder, text)
    assert sorted((v.rule, Path(v.file).name, v.line, v.column) for v in found) == sorted(expected), check.report(found)


def test_no_rule_is_without_a_case():
    named = {name for name, rule in RULES.items() if rule.group == "source"}
    text = Path(__file__).read_text("utf-8")
    assert named and all(f'("{name}", ' in text for name in named)


def test_a_label_that_stands_on_another_line_is_told_where(copy, page):
    first, second = copy.rows("items")[:2]
    copy.set("items", "label", second["label"])
    assert check.source_differences(copy.folder, page)[0].remedy == f"correct the label, or the line to {second['line']}"


@pytest.mark.parametrize("name", ["sources", "events", "lists", "items", "statements"])
@pytest.mark.parametrize("rows", ["one", "all"])
def test_a_broken_table_is_left_to_the_check(name, rows, copy, page):
    copy.add("sources", "source", source="other", sha256="0" * 64)
    header, text = copy.text(name).split("\n", 1)
    copy.write(name, header + "\n" + text.replace("\n", ",\n", 1 if rows == "one" else -1))
    assert seen(copy, page) == []


def test_of_two_sources_the_text_is_that_of_its_hash(copy, page):
    copy.add("sources", "source", source="other", sha256="0" * 64)
    assert seen(copy, page) == []
    copy.add("lists", "list", lambda row: row["read"] == "none seen", list="other", source="other", line="999", heading="Elsewhere")
    copy.add("statements", "statement", statement="other", source="other", line="999")
    assert seen(copy, page) == []
