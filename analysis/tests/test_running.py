"""Running notebooks: outputs in order, errors with their place, one notebook's state never in another's."""
from pathlib import Path

from analysis import load, running
from analysis.example import toy
from analysis.publish import runs
from analysis.running import Job


def _notebook(*cells):
    return {"cells": [{"cell_type": "code", "id": str(n), "metadata": {}, "source": source} for n, source in enumerate(cells)], "metadata": {},
            "nbformat": 4, "nbformat_minor": 5}


def _run(*books, **how):
    found = {r.name: r for r in running.run([Job(str(n), book, Path.cwd()) for n, book in enumerate(books)], **how)}
    return [found[str(n)] for n in range(len(books))]


def test_outputs_come_in_order_and_are_merged():
    [run] = _run(_notebook("import sys\nprint('a')\nprint('b')\ndisplay(1)\nprint('c', file=sys.stderr)\n'last'"))
    kinds = [(o["output_type"], o.get("name"), o.get("text")) for o in run.notebook["cells"][0]["outputs"]]
    assert kinds == [("stream", "stdout", "a\nb\n"), ("display_data", None, None), ("stream", "stderr", "c\n"), ("execute_result", None, None)]
    assert run.notebook["cells"][0]["execution_count"] == 1


def test_a_failing_cell_is_named_and_the_rest_is_not_run():
    [run] = _run(_notebook("a = 1", "raise ValueError('no such thing')", "print('never')"))
    assert run.error == "cell 2: ValueError: no such thing"
    assert run.notebook["cells"][2]["execution_count"] is None
    [broken] = _run(_notebook("a ="))
    assert broken.error.startswith("cell 1: SyntaxError")


def test_a_process_that_dies_is_an_error_of_its_notebook_alone():
    dead, alive = _run(_notebook("import os\nos._exit(3)"), _notebook("1"))
    assert "ended before" in dead.error and not alive.error


def test_each_notebook_starts_clean():
    spoiled = "import os, pandas as pd\nx = 1\npd.set_option('display.width', 7)\nos.environ['SPOILED'] = 'yes'\npd.spoiled = 1"
    asked = "import os, pandas as pd\nprint('x' in dir(), pd.get_option('display.width'), os.environ.get('SPOILED'), hasattr(pd, 'spoiled'))"
    _, after = _run(_notebook(spoiled), _notebook(asked), workers=1)
    assert after.notebook["cells"][0]["outputs"][0]["text"] == "False 80 None False\n"


def test_the_loader_that_the_command_line_chose_is_what_cells_import():
    [run] = _run(_notebook("from analysis import load\nload()"), loader=lambda: "mine")
    assert run.notebook["cells"][0]["outputs"][0]["data"]["text/plain"] == "'mine'"


def test_outputs_made_while_the_code_was_edited_are_not_kept(monkeypatch, tmp_path):
    monkeypatch.setattr(runs, "CACHE", tmp_path)
    monkeypatch.setattr(runs, "names", lambda: ["01-corpus"])
    for same, kept in ((False, 0), (True, 1)):
        monkeypatch.setattr(runs.inputs, "unchanged", lambda: same)
        runs.executed(load(), None, None, say=lambda line: None)
        assert len(list(tmp_path.glob("*"))) == kept


def test_what_is_kept_of_one_view_is_not_given_for_another(monkeypatch, tmp_path):
    monkeypatch.setattr(runs, "CACHE", tmp_path)
    made = []

    def of(view):
        def make():
            made.append(view)
            return {"view": view}
        return runs.remembered("index", None, view, make)
    assert [of(view)["view"] for view in ("page", "record", "page", "record")] == ["page", "record", "page", "record"] and made == ["page", "record"]

    monkeypatch.setattr(runs, "names", lambda: ["01-corpus"])
    monkeypatch.setattr(runs, "stored", lambda name: _notebook("from analysis import load\nload().view"))
    said = []
    for view in ("page", "record", "page"):
        book = runs.executed(toy(view), None, view, say=said.append)["01-corpus"]
        assert book["cells"][0]["outputs"][0]["data"]["text/plain"] == [f"'{view}'"]
    assert [line.endswith("is unchanged") for line in said] == [False, False, True]
