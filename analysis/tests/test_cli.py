"""The command line: clear errors, status 1, no traceback, and nothing that stood before is lost."""
import os
import subprocess
import sys

import pytest

from analysis import cli
from analysis.publish import files, products, report
from analysis.reading import DATA, PROJECT
from analysis.tests import changed, odd


def _call(*words, **env):
    return subprocess.run([sys.executable, "-m", "analysis", *map(str, words)], cwd=PROJECT, capture_output=True, text=True, env={**os.environ, **env})


def test_check_is_quiet_about_good_data(capsys):
    assert cli.main(["check"]) == 0 and "no violations" in capsys.readouterr().out


def _contents(folder):
    return {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.mark.parametrize("verb", ["check", "update", "quick", "report", "pdf", "prove"])
def test_bad_data_is_an_error_with_its_place(verb, tmp_path):
    def wrong(tables):
        tables["items"][4]["list"] = "page-japan-counsil-2"
    folder = changed.folder(tmp_path / "bad", wrong)
    before = _contents(folder)
    pages = _contents(report.REPORTS)
    done = _call(verb, "--data", folder)
    said = done.stdout + done.stderr
    assert done.returncode == 1 and "items.csv:6" in said and "page-japan-counsil-2" in said and "Traceback" not in said
    assert _contents(folder) == before
    assert _contents(report.REPORTS) == pages


def test_an_unknown_view_is_an_error_that_names_the_views():
    done = _call("report", "--view", "nothing")
    assert done.returncode == 1 and "has no view 'nothing'; it has: page" in done.stderr and "Traceback" not in done.stderr


def test_a_view_in_which_no_list_was_read_is_an_error(tmp_path):
    """By the rules such a dataset is sound; there is nothing to find in it."""
    def unread(tables):
        odd.nothing_read(tables)
        for name in tables.keys() - {"partners", "sources", "views", "events", "lists", "statements"}:
            tables[name].clear()
        pages = {r["source"] for r in tables["lists"]} | {r["source"] for r in tables["statements"]}
        for name in ("sources", "views"):
            tables[name][:] = [r for r in tables[name] if r["source"] in pages]
    done = _call("report", "--data", changed.folder(tmp_path / "unread", unread))
    assert done.returncode == 1 and "no list that was read" in done.stderr and "Traceback" not in done.stderr


def test_folder_and_view_can_come_from_the_environment(tmp_path):
    done = _call("check", ANALYSIS_DATA=str(tmp_path / "none"))
    assert done.returncode == 1 and "cannot be read" in done.stderr


def test_update_puts_right_what_a_spreadsheet_did_and_touches_no_more(tmp_path):
    folder = changed.folder(tmp_path / "sheet")
    good = (folder / "items.csv").read_bytes()
    (folder / "items.csv").write_bytes(b"\xef\xbb\xbf" + good.replace(b"\n", b"\r\n"))
    assert _call("check", "--data", folder).returncode == 1
    done = _call("update", "--data", folder)
    assert done.returncode == 0 and "put right what a spreadsheet did to items.csv" in done.stdout, done.stderr
    assert (folder / "items.csv").read_bytes() == good and _call("check", "--data", folder).returncode == 0


def test_update_says_which_findings_a_changed_code_moves(tmp_path):
    def trust(tables):
        for row in tables["codings"]:
            if row["topic"] == "digital-trust":
                row["topic"] = "cybersecurity"
            row["ruling"] = row["ruling"].replace("digital-trust", "")
        once = {(r["item"], r["topic"]): r for r in reversed(tables["codings"])}
        tables["codings"][:] = [r for r in tables["codings"] if once[r["item"], r["topic"]] is r]
        tables["readings"][:] = [r for r in tables["readings"] if r["ruling"] != "digital-trust"]
        tables["rulings"][:] = [r for r in tables["rulings"] if r["ruling"] != "digital-trust"]
        ids = {r["reading"] for r in tables["readings"]}
        tables["overlays"][:] = [r for r in tables["overlays"] if r["reading"] in ids]
        for name in ("topics", "crosswalk", "depths", "overlays"):
            tables[name][:] = [r for r in tables[name] if r["topic"] != "digital-trust"]
        tables["readings"][:] = [r for r in tables["readings"] if r["kind"] != "option" or r["reading"] in {o["reading"] for o in tables["overlays"]}]
        having = {r["ruling"] for r in tables["readings"]}
        tables["rulings"][:] = [r for r in tables["rulings"] if r["ruling"] in having]
        for row in tables["codings"]:
            row["ruling"] = row["ruling"] if row["ruling"] in having else ""
    done = _call("update", "--data", changed.folder(tmp_path / "recoded", trust))
    assert done.returncode == 0 and "everybody on page: value 1 is now 2" in done.stdout, done.stdout + done.stderr


def _copied(into):
    """A copy of the project as it is on disk, without what git ignores."""
    names = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=PROJECT, capture_output=True, text=True, check=True).stdout.split("\n")
    for name in names:
        if (PROJECT / name).is_file():
            (into / name).parent.mkdir(parents=True, exist_ok=True)
            (into / name).write_bytes((PROJECT / name).read_bytes())
    return into


def _update(project):
    return subprocess.run([sys.executable, "-m", "analysis", "update"], cwd=project, capture_output=True, text=True, env=dict(os.environ, PYTHONPATH=str(project)))


def test_update_removes_nothing_that_is_not_its_own(tmp_path):
    project = _copied(tmp_path / "project")
    (project / "figures" / "mine.png").write_bytes(b"mine")
    (project / "figures" / ".ipynb_checkpoints").mkdir()
    done = _update(project)
    assert done.returncode == 0, done.stderr
    assert (project / "figures" / "mine.png").read_bytes() == b"mine" and "Traceback" not in done.stderr


def test_update_writes_nothing_over_what_was_saved_while_it_ran(tmp_path, monkeypatch, capsys):
    """A notebook saved between the run and the writing."""
    seen = iter([{PROJECT / "notebooks" / "02-network.ipynb": b"before"}, {PROJECT / "notebooks" / "02-network.ipynb": b"after"}])
    monkeypatch.setattr(products, "hand_written", lambda: next(seen))
    monkeypatch.setattr("analysis.publish.files.write", lambda path, _: ".cache" in path.parts or pytest.fail(f"{path.name} was written"))
    assert cli.main(["update"]) == 1 and "02-network.ipynb was saved while update ran" in capsys.readouterr().err


def test_findings_that_are_none_stop_update_before_it_writes(tmp_path):
    project = _copied(tmp_path / "project")
    (project / "data" / "findings.json").write_text("<<<<<<< HEAD\n")
    done = _update(project)
    assert done.returncode == 1 and "data/findings.json is no file of findings" in done.stderr and "Traceback" not in done.stderr
    assert (project / "data" / "findings.json").read_text() == "<<<<<<< HEAD\n"


@pytest.mark.parametrize("how", [{"view": "page"}, {"folder": DATA}, {"folder": DATA.parent / "data", "view": "page"}])
def test_naming_the_defaults_switches_no_comparison_off(how):
    assert products.ours(how.get("folder"), how.get("view"))


def test_a_failing_cell_stops_the_report_and_the_last_good_one_stays(tmp_path):
    """On a copy of the project, whose notebook is spoiled."""
    copied = tmp_path / "project"
    for name in filter(None, subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=PROJECT, capture_output=True, text=True).stdout.split("\n")):
        if (PROJECT / name).exists():
            (copied / name).parent.mkdir(parents=True, exist_ok=True)
            (copied / name).write_bytes((PROJECT / name).read_bytes())
    (copied / "_reports").mkdir()
    (copied / "_reports" / "index.html").write_text("the last good one")
    path = copied / "notebooks" / "02-network.ipynb"
    path.write_text(path.read_text(encoding="utf-8").replace("network.graph(data)", "network.grief(data)"), encoding="utf-8")
    done = subprocess.run([sys.executable, "-m", "analysis", "report"], cwd=copied, capture_output=True, text=True, env=dict(os.environ, PYTHONPATH=str(copied)))
    assert done.returncode == 1 and "notebooks/02-network.ipynb, code cell" in done.stderr and "grief" in done.stderr and "Traceback" not in done.stderr
    assert (copied / "_reports" / "index.html").read_text() == "the last good one"


@pytest.mark.slow
def test_a_fifth_partner_by_rows_alone(tmp_path):
    """Every notebook and the report run on it, untouched; findings and pages speak of it; prose about this corpus is left out."""
    folder = changed.folder(tmp_path / "five", changed.fifth_partner)
    assert _call("check", "--data", folder).returncode == 0, _call("check", "--data", folder).stderr
    from analysis.loading import load
    from analysis.publish import runs
    data = load(folder)
    pages = report.report(data, runs.executed(data, folder, None, say=lambda line: None), about_this_corpus=False)
    everything = b"".join(pages.values()).decode()
    assert "five partnerships" in everything and "Atlantis &amp; &lt;b&gt;Co" in everything
    assert "<b>Co</b>" not in everything and "<img src=x" not in everything
    assert "partnerships with a few countries" not in everything, "prose tagged as about this corpus"
    assert products.findings_text(data) != (DATA / products.FINDINGS).read_text(encoding="utf-8")


def test_a_folder_that_cannot_be_written_is_said_and_nothing_is_lost(monkeypatch, capsys):
    def refused(folder, made):
        raise PermissionError(13, "Permission denied", str(folder))
    monkeypatch.setattr(files, "publish", refused)
    monkeypatch.setattr(cli, "_parts", lambda options: ())
    monkeypatch.setattr(report, "one", lambda *parts, **how: "")
    before = _contents(report.REPORTS)
    assert cli.main(["report", "--single"]) == 1
    assert "_reports cannot be read or written: Permission denied" in capsys.readouterr().err and _contents(report.REPORTS) == before


def test_without_chromium_pdf_says_so_before_anything_runs(monkeypatch, capsys):
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(cli, "_parts", lambda options: pytest.fail("the notebooks ran"))
    assert cli.main(["pdf"]) == 1 and "install Chromium" in capsys.readouterr().err
