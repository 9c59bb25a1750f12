"""`read` on a page made from the project's own data: nothing differs; its draft rows fit the tables, and `check` asks for what is left empty."""
from __future__ import annotations

import csv
import re
import shutil
import subprocess

import pytest

from analysis import check, cli, dates, reading
from analysis.page.known import known
from analysis.page.mentions import ORDINALS
from analysis.page.told import told
from analysis.tests.madeup import html

REAL = reading.PROJECT.parent / "shared" / "source" / "commission-page-2024.txt"
ADDED = ("Partnership with the Land of “X”, & Co\nOn 6 February 2026, the Digital Partnership was signed. They agreed to work together on:\n"
         "- <b>Chips</b>, cables\n- =6G \x1b[31m\nAbout\n")


def made() -> str:
    """A page in our words that says what the data say of the source of the view `page`."""
    base, lines, heading = known(), ["Some words before it all."], ""
    for row in base.lists:
        event = base.events[row["event"]]
        if row["heading"] != heading:
            heading = row["heading"]
            lines.append(heading)
        if "/" not in row["date"]:
            when = f"{'On' if row['date'].count('-') == 2 else 'In'} {dates.say(row['date'])}"
            lines.append({"launch": f"{when}, the partnership was launched.", "announcement": f"{when}, the partnership was announced."}.get(
                event["kind"], f"{when}, they held the {ORDINALS[int(event['ordinal'] or 1) - 1]} Digital Partnership Council."))
        if base.items[row["list"]]:
            lines += ["They agreed on:", *(f"- {item['label']}" for item in base.items[row["list"]])]
    return "\n".join([*lines, "About this page", "Words after it all."]) + "\n"


def counted() -> str:
    base = known()
    lists = [row for row in base.lists if base.items[row["list"]]]
    return f"{sum(len(base.items[row['list']]) for row in lists)} items, {len(lists)} dates, "


@pytest.mark.parametrize("form", ["text", "HTML"])
def test_a_page_that_says_what_the_data_say_differs_in_nothing(form, tmp_path, capsys):
    path = tmp_path / "page"
    path.write_text(made() if form == "text" else html(made()), encoding="utf-8")
    assert cli.main(["read", str(path)]) == 0
    said = capsys.readouterr().out
    assert said.startswith(counted() + "no difference\n") and "Draft" not in said and "Not placed" not in said and f"Read as {form}" in said


@pytest.mark.parametrize("form", ["text", "HTML"])
def test_the_page_that_was_read_differs_in_nothing(form, tmp_path):
    if not REAL.exists():
        pytest.skip(f"the text that was read is not part of the project, and is not beside it as {'/'.join(REAL.parts[-3:])}")
    path = REAL
    if form == "HTML":
        path = tmp_path / "page.html"
        before = '<div class="breadcrumb"><ol><li>Home<li>Policies</ol></div><div id="cookie-banner"><ul><li>Accept</ul></div>'
        after = '<aside><h2>Partnership with the press</h2><ul><li>No item</ul></aside><div class="social"><ul><li>Mail</ul></div>'
        path.write_text(html(REAL.read_text("utf-8"), before, after), encoding="utf-8")
    said = told(path)
    assert said.startswith("41 items, 6 dates, no difference\n") and "Draft" not in said and "Not placed" not in said


def blocks(said: str) -> list[tuple[str, str, list[dict[str, str]]]]:
    """The drafts in what is said: whether to add or to put instead, the table, the rows."""
    found = re.findall(r"^Draft rows (to add to|in place of .*? in) (\w+)\.csv:\n(.*?)\n(?=\n)", said, re.M | re.S)
    return [(how[:6], table, list(csv.DictReader(text.splitlines()))) for how, table, text in found]


@pytest.fixture
def pasted(tmp_path):
    """What `read` says of a page with an item, a Council and a partner more, and a copy of the data with its rows pasted in."""
    page, folder, base = tmp_path / "page.txt", tmp_path / "data", known()
    first = next(row for row in base.lists if base.items[row["list"]])
    item = base.items[first["list"]][0]
    # not more Councils than the last one plus one: the rules want the series whole
    text = made().replace(f"- {item['label']}\n", f"- Something else altogether\n- {item['label']}\n", 1).replace("About this page\n", ADDED, 1)
    page.write_text(text, encoding="utf-8")
    shutil.copytree(reading.DATA, folder)
    said = told(page, folder)
    for how, table, rows in blocks(said):
        with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            old, header, key = list(reader), reader.fieldnames, reader.fieldnames[0]
        assert list(rows[0]) == header
        changed = {row[key]: row for row in rows}
        assert (how == "in pla") == (set(changed) <= {row[key] for row in old}) and len(changed) == len(rows)
        kept = [changed.pop(row[key], row) for row in old]
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, header, lineterminator="\n")
            writer.writeheader()
            writer.writerows([*kept, *changed.values()])
    return said, folder


def test_draft_rows_fit_and_check_asks_for_what_a_person_must_judge(pasted):
    said, folder = pasted
    tables = {(how, table) for how, table, _ in blocks(said)}
    assert tables == {*(("to add", table) for table in ("partners", "events", "lists", "items", "codings", "statements")), ("in pla", "items"), ("in pla", "lists")}
    found = check.violations(folder)
    cells = {(v.file.split("/")[-1], v.column) for v in found if v.value == ""}
    assert {("partners.csv", "role"), ("events.csv", "place"), ("events.csv", "name"), ("lists.csv", "read"), ("lists.csv", "read_ground"), ("lists.csv", "content"),
            ("lists.csv", "claims"), ("lists.csv", "claims_ground"), ("codings.csv", "topic"), ("codings.csv", "basis"), ("statements.csv", "claim")} <= cells
    assert [v.value for v in found if v.value != ""] == ["=6G \\x1b[31m"]      # which a spreadsheet would run


def test_text_of_the_page_is_shown_and_does_nothing(pasted):
    said, _ = pasted
    assert "\x1b" not in said and "\\x1b" in said and "'=6G \\x1b[31m'" in said and '"<b>Chips</b>, cables"' in said


def test_read_writes_nothing(tmp_path):
    folder, page = tmp_path / "data", tmp_path / "page.txt"
    shutil.copytree(reading.DATA, folder)
    page.write_text(made().replace("About", ADDED), encoding="utf-8")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert "Draft rows" in told(page, folder)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("name", ["partners", "events", "lists", "items", "views", "sources"])
@pytest.mark.parametrize("harm", ["gone", "empty", "column"])
def test_a_dataset_that_is_none_is_one_sentence(name, harm, tmp_path, capsys):
    folder, page = tmp_path / "data", tmp_path / "page.txt"
    shutil.copytree(reading.DATA, folder)
    page.write_text(made(), encoding="utf-8")
    path = folder / f"{name}.csv"
    path.unlink() if harm == "gone" else path.write_text("" if harm == "empty" else "x" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert cli.main(["read", str(page), "--data", str(folder)]) == 1
    said = capsys.readouterr()
    assert said.out == "" and said.err.count("\n") == 1 and f"{name}.csv" in said.err


@pytest.mark.parametrize("options, said", [
    (["--source", "nothing"], "has no source 'nothing'; it has: "), (["--view", "nothing"], "has no view 'nothing'; it has: ")])
def test_an_unknown_source_or_view_is_one_sentence(options, said, tmp_path, capsys):
    page = tmp_path / "page.txt"
    page.write_text(made(), encoding="utf-8")
    assert cli.main(["read", str(page), *options]) == 1 and said in capsys.readouterr().err


def test_make_read_hands_the_page_on(tmp_path):
    if not shutil.which("make"):
        pytest.skip("make is not installed")
    shutil.copy(reading.PROJECT / "Makefile", tmp_path)
    for name in ("python", ".venv/bin/python"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text('#!/bin/sh\nprintf "<%s>" "$@"; echo\n')
        (tmp_path / name).chmod(0o755)
    for given, options in (([], ""), (["SOURCE=a $$b"], "<--source><a $b>")):
        said = subprocess.run(["make", "-s", "read", "PYTHON=./python", "PAGE=a b's.html", *given], cwd=tmp_path, check=True, text=True, capture_output=True).stdout
        assert said.splitlines()[-1] == f"<-m><analysis><read>{options}<a b's.html>"
