"""The house rules of notebooks: the stored ones keep them, and each rule fires on a notebook that breaks it."""
import copy

import pytest

from analysis import guard
from analysis.findings import ALL
from analysis.publish import runs
from analysis.tests import changed


def names():
    tables = changed.rows()
    return [*(r[c] for r in tables["partners"] for c in ("name", "short")), *(r["label"] for r in tables["topics"])]


@pytest.mark.parametrize("name", runs.names())
def test_the_stored_notebooks_keep_the_rules(name):
    assert [str(f) for f in guard.faults(name, runs.stored(name), names())] == []


def test_every_notebook_is_tested_and_every_finding_has_one():
    assert runs.names() == ["01-corpus", "02-network", "03-overlap", "04-evolution", "05-sources", "06-themes", "07-depth", "08-comparators", "09-instruments", "10-claims",
                            "11-targets"] == sorted({h.notebook for h in ALL.values()})


@pytest.mark.parametrize("name", runs.names())
def test_notebooks_are_readable(name):
    found = guard.readability(runs.stored(name))
    assert found["words per line"] >= 2.5 and found["longest cell"] <= guard.LONGEST


def _code(notebook, n=2):
    return [c for c in notebook["cells"] if c["cell_type"] == "code"][n]


def _prose(notebook, n=1):
    return [c for c in notebook["cells"] if c["cell_type"] == "markdown" and not c["metadata"].get("tags")][n]


def _answer_long(nb): nb["cells"][1]["source"] = "a = 1\nb = 2\nc = 3\nd = 4"
def _title(nb): nb["cells"][0]["source"] = "# A statement"
def _sections(nb): nb["cells"].pop()
def _same_id(nb): nb["cells"][2]["id"] = nb["cells"][1]["id"]
def _long(nb): _code(nb)["source"] = "\n".join(f"a{n} = {n}" for n in range(13))
def _magic(nb): _code(nb)["source"] = "%time 1"
def _shell(nb): _code(nb)["source"] = "!false"
def _define(nb): _code(nb)["source"] = "def f():\n    pass"
def _semicolon(nb): _code(nb)["source"] = "data;"
def _path(nb): _code(nb)["source"] = "open('data/items.csv')"
def _option(nb): _code(nb)["source"] = "import pandas\npandas.set_option('display.width', 1)"
def _marker(nb): _code(nb)["source"] = "# NBVAL_SKIP\n1"
def _tag(nb): _code(nb)["metadata"] = {"tags": ["nbval-ignore-output"]}
def _not_run(nb): _code(nb)["execution_count"] = None
def _out_of_order(nb): _code(nb)["execution_count"] = 99
def _bitmap(nb): _code(nb)["outputs"] = [{"output_type": "display_data", "data": {"image/png": "x"}, "metadata": {}}]
def _update(nb): _code(nb)["outputs"] = [{"output_type": "update_display_data", "data": {}, "metadata": {}}]
def _warning(nb): _code(nb)["outputs"] = [{"output_type": "stream", "name": "stderr", "text": "w"}]
def _number(nb): _prose(nb)["source"] = "There are 41 items."
def _corpus(nb): _prose(nb)["source"] = "Japan leads."


@pytest.mark.parametrize("breakage, said", [
    (_title, "no question"), (_answer_long, "not the answer"), (_sections, "last sections"), (_same_id, "used twice"), (_long, "13 lines"),
    (_magic, "not plain Python"), (_shell, "not plain Python"), (_define, "defines a function"), (_semicolon, "semicolon"), (_path, "names a path"),
    (_option, "sets an option"), (_marker, "marker of nbval"), (_tag, "marker of nbval"), (_not_run, "without having run"),
    (_out_of_order, "without having run"), (_bitmap, "bitmap"), (_update, "nbval drops"), (_warning, "error or a warning"), (_number, "carries a number"),
    (_corpus, "speaks of this corpus")])
def test_each_rule_fires(breakage, said):
    notebook = copy.deepcopy(runs.stored("03-overlap"))
    breakage(notebook)
    found = [str(f) for f in guard.faults("03-overlap", notebook, names())]
    assert len(found) >= 1 and any(said in f for f in found), found
