"""Which source a page is held against, and what is said of what was not compared, of many notes, and of a page that is refused."""
from __future__ import annotations

import csv
import hashlib
import shutil

import pytest

from analysis import cli, reading, views
from analysis.page import known as knowing
from analysis.page.known import known
from analysis.page.lines import PageError
from analysis.page.saved import read_bytes
from analysis.page.told import NOTES, held, told, written
from analysis.tests.madeup import base, page
from analysis.tests.test_read_draft import made

PLAIN = page("plain.txt")


@pytest.fixture
def saved(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text(made(), encoding="utf-8")
    return path


def rewritten(folder, table, change):
    """A table of a dataset with its rows changed by a function of their list."""
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        header, rows = reader.fieldnames, list(reader)
    with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header, lineterminator="\n")
        writer.writeheader()
        writer.writerows(change(rows))


def test_the_default_view_is_that_of_the_loader():
    assert knowing.DEFAULT == views.DEFAULT


@pytest.mark.parametrize("how", ["option", "environment"])
@pytest.mark.parametrize("view", sorted({row["view"] for row in csv.DictReader((reading.DATA / "views.csv").open(encoding="utf-8"))}))
def test_in_every_view_the_page_is_held_against_its_own_source(view, how, saved, monkeypatch, capsys):
    if how == "environment":
        monkeypatch.setenv("ANALYSIS_VIEW", view)
    assert cli.main(["read", str(saved), *(["--view", view] if how == "option" else [])]) == 0
    assert f"held against the source {known().source}:" in capsys.readouterr().out


def test_of_several_sources_of_the_default_view_the_first_with_items_is_taken(saved, tmp_path):
    folder, source = tmp_path / "data", known().source
    shutil.copytree(reading.DATA, folder)
    rewritten(folder, "views", lambda rows: [{**rows[0], "view": knowing.DEFAULT, "source": "none"}, *rows, {**rows[0], "view": knowing.DEFAULT, "source": "more"}])
    assert known(folder).source == source
    rewritten(folder, "views", lambda rows: [{**row, "view": {"page": "p"}.get(row["view"], row["view"])} for row in rows if row["source"] != "none"])
    assert known(folder).source == source      # no view of the default's name: the first


def test_the_order_of_a_wider_view_does_not_matter(tmp_path):
    folder = tmp_path / "data"
    shutil.copytree(reading.DATA, folder)
    rewritten(folder, "views", lambda rows: rows[::-1])
    assert {known(folder, row["view"]).source for row in csv.DictReader((folder / "views.csv").open(encoding="utf-8"))} == {known().source}


def test_a_text_that_was_read_is_held_against_its_source(saved, tmp_path):
    folder = tmp_path / "data"
    shutil.copytree(reading.DATA, folder)
    full = {row["list"]: row["source"] for row in csv.DictReader((folder / "lists.csv").open(encoding="utf-8"))}
    items = [row["list"] for row in csv.DictReader((folder / "items.csv").open(encoding="utf-8"))]
    other = next(full[each] for each in items if full[each] != known().source)
    digest = hashlib.sha256(saved.read_bytes()).hexdigest()
    rewritten(folder, "sources", lambda rows: [{**row, "sha256": digest} if row["source"] == other else row for row in rows])
    assert known(folder, sha256=digest).source == other
    try:
        said = told(saved, folder)
    except PageError as fault:      # the page says nothing of what that source has
        said = str(fault)
    assert said.partition("the source ")[2].strip("'").startswith(other)
    assert known(folder, source=known().source, sha256=digest).source == known().source


@pytest.mark.parametrize("option, near", [("--source", lambda: known().source), ("--view", lambda: knowing.DEFAULT)])
def test_a_name_that_is_none_is_told_what_was_meant_and_not_every_id(option, near, saved, capsys):
    assert cli.main(["read", str(saved), option, f"{near()}x"]) == 1
    assert capsys.readouterr().err.endswith(f"; did you mean {near()!r}?\n")
    assert cli.main(["read", str(saved), option, "zzzz"]) == 1
    error = capsys.readouterr().err
    assert "it has: " in error and error.count(",") < 8 and error.count("\n") == 1
    assert option == "--view" or "more in sources.csv" in error


def test_a_source_without_items_is_one_sentence(saved, capsys):
    full = {row["source"] for row in csv.DictReader((reading.DATA / "lists.csv").open(encoding="utf-8"))}
    bare = next(row["source"] for row in csv.DictReader((reading.DATA / "sources.csv").open(encoding="utf-8")) if row["source"] not in full)
    assert cli.main(["read", str(saved), "--source", bare]) == 1
    error = capsys.readouterr().err
    assert f"has no items of the source {bare!r}; name another with --source: " in error and error.count("\n") == 1 and len(error) < 500


def test_the_last_line_says_that_running_text_was_not_compared(saved):
    rest = sum(row["source"] == known().source for row in csv.DictReader((reading.DATA / "statements.csv").open(encoding="utf-8")))
    assert rest and told(saved).splitlines()[-1] == f"Running text was not compared: {rest} statements in statements.csv rest on it, in our own words; read it yourself."
    saved.write_text(made().replace("Some words", "Other words"), encoding="utf-8")
    assert "no difference" in told(saved) and told(saved).splitlines()[-1].startswith("Running text was not compared")
    saved.write_text(made().replace("\n- ", "\n- Zebras\n- ", 1), encoding="utf-8")
    assert "Draft rows" in told(saved) and told(saved).splitlines()[-1].startswith("Running text was not compared")


def test_the_text_that_was_read_is_said_to_be_the_same(saved, tmp_path):
    folder, digest = tmp_path / "data", hashlib.sha256(saved.read_bytes()).hexdigest()
    shutil.copytree(reading.DATA, folder)
    rewritten(folder, "sources", lambda rows: [{**row, "sha256": digest} if row["source"] == known().source else row for row in rows])
    assert told(saved, folder).splitlines()[-1].startswith(f"It is the same text, byte for byte (sha256), that was read for the source {known().source}; ")
    saved.write_text(made() + "\n", encoding="utf-8")
    assert told(saved, folder).splitlines()[-1].startswith("Running text was not compared")


@pytest.mark.parametrize("text", ["Partnership with Bland\n- Chips\n- Zebras\n", "Partnership with Bland\n", "Partnership with Bland\n\nWords of another page.\n"])
def test_a_page_with_a_known_heading_is_not_refused(text, saved):
    text = text.replace("Partnership with Bland", known().lists[0]["heading"])
    saved.write_text(text, encoding="utf-8")
    assert "is gone" in told(saved)


def test_what_a_refused_page_left_out_is_counted(saved, capsys):
    saved.write_text("<p>Words.</p><nav>One two</nav>", encoding="utf-8")
    assert cli.main(["read", str(saved)]) == 1 and "its content is missing (2 words were left out as furniture)" in capsys.readouterr().err


@pytest.mark.parametrize("count", [NOTES - 1, NOTES, NOTES + 1, NOTES + 2])
def test_many_notes_are_cut_and_counted(count):
    found = read_bytes((PLAIN + "\n".join(f"- Link\nWords number {n}." for n in range(count))).encode())
    text = written(found, held(found, base()), base())
    shown = [line for line in text.splitlines() if "a list of 1 outside any partnership" in line]
    assert NOTES == 40 and len(shown) == min(count, 40)
    assert [line for line in text.splitlines() if "… and" in line] == ([f"  … and {count - 40} more"] if count > 40 else [])


@pytest.mark.parametrize("when", ["", "On 2 May 2025, they held the third Digital Partnership Council and agreed on:\n- Cloud\n- 7G\n",
                                  "On 2 May 2025, they held a Digital Partnership Council and agreed on:\n- Cloud\n- 7G\n", "The third Council was on 2 May 2025.\n"])
def test_an_event_that_other_sources_have_is_not_new(when):
    data = base()
    data.events["arden-council-3"] = data.events["arden-council-2"] | {"event": "arden-council-3", "ordinal": "3", "name": "Third Digital Council"}
    data.elsewhere.append(data.lists[0] | {"list": "release-3", "source": "release", "event": "arden-council-3", "date": "2025-05-02"})
    found = read_bytes(PLAIN.replace("Partnership with Bland\n", when + "Partnership with Bland\n").encode())
    compared = held(found, data)
    items = "; a list of 2: 'Cloud'; '7G'" if "agreed" in when else "; no list"
    assert [change.text for change in compared.changes] == ([
        f"a {'list' if 'agreed' in when else 'mention'} of the known event arden-council-3, new in this source, dated 2025-05-02{items}"] if when else [])
    drafts = written(found, compared, data)
    assert "events.csv" not in drafts and ("lists.csv" in drafts) is bool(when)
