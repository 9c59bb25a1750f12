"""`diff` on the command line: what differs is no error; what cannot be read is one, in one line, with its place."""
import json
import os
import subprocess
import sys

import pytest

from analysis import cli
from analysis.reading import DATA, PROJECT
from analysis.tests import changed

LAST = DATA / "editions" / "1.0.0"


def _call(*words):
    return subprocess.run([sys.executable, "-m", "analysis", "diff", *map(str, words)], cwd=PROJECT, capture_output=True, text=True, env=os.environ)


def test_two_editions_differ_and_all_is_well(capsys):
    assert cli.main(["diff", str(LAST), str(DATA)]) == 0
    said = capsys.readouterr().out
    assert said.startswith("edition 1.0.0, ") and "items                          41 → " in said and "new table: " in said


def test_a_dataset_does_not_differ_from_itself(capsys):
    assert cli.main(["diff", str(DATA), str(DATA)]) == 0 and "no difference" in capsys.readouterr().out


def test_one_cell_is_named_with_what_it_was(tmp_path, capsys):
    def relabel(tables):
        tables["items"][0]["label"] += " and more"
    assert cli.main(["diff", str(DATA), str(changed.folder(tmp_path / "new", relabel))]) == 0
    blocks = capsys.readouterr().out.strip().split("\n\n")
    assert [block.split("\n")[0] for block in blocks[1:]] == ["Numbers", "Items"] and " and more”" in blocks[2] and blocks[2].count("\n") == 1


def _no_folder(folder): return folder / "none"
def _no_descriptor(folder): (folder / "datapackage.json").unlink()
def _no_json(folder): (folder / "datapackage.json").write_text("{")
def _no_object(folder): (folder / "datapackage.json").write_text("[]")
def _no_tables(folder): (folder / "datapackage.json").write_text('{"title": "x", "version": "1", "resources": [{"name": 3}]}')
def _no_table(folder): (folder / "items.csv").unlink()
def _long_row(folder): (folder / "views.csv").write_text("view,source\npage,page-2024\npage,page-2024,more\n")
def _no_row(folder): (folder / "views.csv").write_text('view,source\n"a"b,c\n')
def _no_utf8(folder): (folder / "views.csv").write_bytes(b"view,source\npage,caf\xe9\n")
def _no_findings(folder): (folder / "findings.json").write_text("<<<<<<< HEAD")
def _other_findings(folder): (folder / "findings.json").write_text(json.dumps({"view": "page", "findings": [{"id": 3}]}))
def _text_values(folder): (folder / "findings.json").write_text(json.dumps({"view": "page", "findings": [{"id": "a", "title": "", "sentence": "", "low": "x", "high": 1}]}))
def _no_number(folder): (folder / "findings.json").write_text((folder / "findings.json").read_text().replace('"low": 41', '"low": NaN'))


@pytest.mark.parametrize("spoil, said", [
    (_no_folder, "none: this folder cannot be read"), (_no_descriptor, "datapackage.json: there is no such file"), (_no_json, "datapackage.json:1: this is not JSON"),
    (_no_object, "datapackage.json:1: this is not a JSON object"), (_no_tables, "datapackage.json: this is not the descriptor of a dataset"),
    (_no_table, "items.csv: there is no such file"), (_long_row, "views.csv:3: the row has 3 cells and the header 2"), (_no_row, "views.csv:2: this row cannot be read"),
    (_no_utf8, "views.csv:2: this is not UTF-8"), (_no_findings, "findings.json: this is no file of findings"), (_other_findings, "findings.json: this is no file of findings"),
    (_text_values, "findings.json: this is no file of findings"),
    (_no_number, "findings.json: this is no file of findings")],
    ids=lambda value: getattr(value, "__name__", ""))
@pytest.mark.parametrize("place", ["old", "new"])
def test_what_cannot_be_read_is_an_error_with_its_place(spoil, said, place, tmp_path, capsys):
    import shutil
    folder = shutil.copytree(LAST, tmp_path / "spoiled")
    folder = spoil(folder) or folder
    pair = [str(folder), str(LAST)]
    assert cli.main(["diff", *(pair if place == "old" else pair[::-1])]) == 1
    out, wrong = capsys.readouterr()
    assert out == "" and said in wrong and wrong.count("\n") == 1


def test_no_traceback_and_a_status(tmp_path):
    done = _call(tmp_path / "none", DATA)
    assert done.returncode == 1 and "cannot be read" in done.stderr and "Traceback" not in done.stderr
    done = _call(DATA)
    assert done.returncode == 2 and "required: NEW" in done.stderr
