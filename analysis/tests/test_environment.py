"""The files round the analysis agree: packages and their pins, edition and date, the Makefile's help, JupyterLab's kernel."""

import json
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from analysis import bootstrap, lab, lock
from analysis.cli import VERBS
from analysis.environment import disagreements, lock_pins

PROJECT = Path(__file__).resolve().parents[2]
LOCKS = [name for _, name in bootstrap.ENVIRONMENTS.values()]  # the largest last


def read(name):
    return (PROJECT / name).read_text(encoding="utf-8")


def files():
    return {name: read(name) for name in ("environment.yml", "pyproject.toml", *LOCKS)}


def compare(texts):
    return disagreements(texts["environment.yml"], texts["pyproject.toml"], {name: texts[name] for name in LOCKS})


def test_environment_yml_pyproject_and_locks_agree():
    assert compare(files()) == []


@pytest.mark.parametrize("name, old, new, said", [
    ("environment.yml", r"  - networkx=.*\n", "", "environment.yml lacks networkx"),
    ("environment.yml", r"  - nbval=0[.]11[.]0", "  - nbval=0.10.0", "environment.yml has nbval 0.10.0, requirements-lab.txt has 0.11.0"),
    ("environment.yml", r"      - playwright==.*", "      - playwright", "environment.yml has playwright without a version"),
    ("environment.yml", r"  - pandas=", "  - scipy=1.16.0\n  - pandas=", "environment.yml names scipy"),
    ("environment.yml", r"python=3[.]11", "python=3.12", "environment.yml has python 3.12"),
    ("environment.yml", r"      - -e [.]\n", "", "does not install the project"),
    ("pyproject.toml", r'    "pandas>=', '    "scipy>=1",\n    "pandas>=', "requirements-lab.txt lacks scipy"),
    ("pyproject.toml", r"pandas>=3[.]1", "pandas>=4", "which pyproject.toml does not admit (pandas>=4)"),
    ("pyproject.toml", r"    \"nbval.*\n", "", "environment.yml names nbval, which no group"),
    ("pyproject.toml", r'requires-python = ">=3[.]11"', 'requires-python = ">=3.12"', "pyproject.toml asks for >=3.12"),
    ("requirements.txt", r"(?m)^pandas==.*? ", "pandas==3.0.0 ", "requirements.txt has pandas 3.0.0"),
    ("requirements.txt", r"\Z", "scipy==1.16.0\n", "requirements.txt has scipy 1.16.0, requirements-lab.txt has none"),
    ("requirements-lab.txt", r"(?m)^jupyterlab==.*? ", "jupyterlab==4.0.0 ", "has jupyterlab 4.0.0, which pyproject.toml does not admit"),
    ("requirements-lab.txt", r"\Z", "pandas==3.0.0\n", "requirements-lab.txt has pandas twice"),
])
def test_each_disagreement_is_named(name, old, new, said):
    texts = files()
    texts[name], times = re.subn(old, new, texts[name], count=1)
    assert times == 1
    assert said in "\n".join(compare(texts))


def test_the_oldest_python_is_one_and_the_same():
    oldest = ".".join(map(str, bootstrap.OLDEST))
    assert tomllib.loads(read("pyproject.toml"))["project"]["requires-python"] == f">={oldest}"
    assert oldest in lock.command("requirements.txt")


def test_the_locks_hold_every_group():
    assert set(lock.LOCKS) == set(LOCKS)
    assert set(lock.LOCKS[LOCKS[-1]]) == set(tomllib.loads(read("pyproject.toml"))["project"]["optional-dependencies"])


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_has_a_hash_for_each_package_and_no_address(name):
    text = read(name)
    assert not re.search(r"://|--(extra-)?index-url|--find-links|(?m:^# {4}.*/)", text)
    packages = re.split(r"(?m)^(?=[a-z0-9])", text)[1:]
    assert len(packages) == len(lock_pins(text)) > 50
    assert [package for package in packages if "--hash=sha256:" not in package] == []


@pytest.mark.slow
def test_locking_again_changes_no_pin(tmp_path):
    if not shutil.which("uv"):
        pytest.skip("locks are made by uv, which is not installed")
    for name in ("pyproject.toml", *LOCKS):
        shutil.copy(PROJECT / name, tmp_path)
    try:
        lock.lock(tmp_path)
    except SystemExit as refusal:
        if "fetch" in str(refusal) or "network" in str(refusal):
            pytest.skip("no package index can be reached")
        raise
    for name in LOCKS:  # not the text: files, and so hashes, are added to a version after its release
        assert lock_pins((tmp_path / name).read_text()) == lock_pins(read(name))
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["pyproject.toml", *LOCKS])


def test_a_lock_that_cannot_be_made_leaves_the_old_one(tmp_path, monkeypatch):
    (tmp_path / "requirements.txt").write_text("old\n")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SystemExit, match="install it"):
        lock.lock(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["requirements.txt"]
    assert (tmp_path / "requirements.txt").read_text() == "old\n"


def test_the_citation_is_whole_and_of_this_edition():
    citation = yaml.safe_load(read("CITATION.cff"))
    descriptor = json.loads(read("data/datapackage.json"))
    assert citation["cff-version"] == "1.2.0" and citation["type"] == "dataset"
    assert citation["message"] and citation["title"] and citation["authors"] == [{"name": "The contributors"}]
    assert citation["version"] == descriptor["version"] == tomllib.loads(read("pyproject.toml"))["project"]["version"]
    assert str(citation["date-released"]) == descriptor["created"][:10]
    assert citation["license"] in [licence["name"] for licence in descriptor["licenses"]]
    assert "://" not in read("CITATION.cff")


def test_contributing_names_tables_that_exist():
    tables = {resource["path"] for resource in json.loads(read("data/datapackage.json"))["resources"]}
    named = set(re.findall(r"`(\w+\.csv)`", read(".github/CONTRIBUTING.md")))
    assert named and named <= tables


def test_the_issue_form_asks_for_all_that_a_dispute_needs():
    form = yaml.safe_load(read(".github/ISSUE_TEMPLATE/dispute-a-code.yml"))
    fields = [part for part in form["body"] if part["type"] != "markdown"]
    assert [part["id"] for part in fields] == ["item", "current", "proposed", "why", "source"]
    assert all(part["validations"]["required"] and part["attributes"]["label"] for part in fields)


def test_the_workflow_runs_what_is_run_here():
    workflow = yaml.safe_load(read(".github/workflows/check.yml"))
    assert set(workflow[True]) == {"push", "pull_request", "schedule"}  # YAML 1.1 reads the key `on` as true
    assert {"run": "bash .ci/run"} in workflow["jobs"]["test"]["steps"]
    subprocess.run(["bash", "-n", PROJECT / ".ci" / "run"], check=True)


@pytest.mark.skipif(not shutil.which("make"), reason="make is not installed")
def test_make_help_says_every_target_in_the_words_of_its_verb_and_needs_no_environment():
    targets = set(re.search(r"^\.PHONY: (.*)$", read("Makefile"), re.MULTILINE)[1].split())
    said = subprocess.run(["make", "-s", "PYTHON=/nonexistent"], cwd=PROJECT, check=True, text=True, capture_output=True).stdout
    words = dict(re.findall(r"^  make (\w+) +(.+)$", said, re.MULTILINE))
    assert set(words) == targets
    assert {verb: words[verb] for verb in targets - {"help"}} == {verb: VERBS[verb] for verb in targets - {"help"}}
    assert targets == set(re.findall(r"^(\w+):", read("Makefile"), re.MULTILINE))


@pytest.mark.skipif(not shutil.which("make"), reason="make is not installed")
@pytest.mark.parametrize("verb", ["report", "update", "quick", "check", "prove", "lab", "test"])
def test_make_makes_the_environment_and_calls_one_verb(verb, tmp_path):
    """Run on stand-ins for Python and the environments' Python that write down how they were called."""
    shutil.copy(PROJECT / "Makefile", tmp_path)
    python = ".venv-lab/bin/python" if verb == "lab" else ".venv/bin/python"
    for name in ("python", python):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f'#!/bin/sh\nprintf "<%s>" {name} "$@"; echo\n')
        (tmp_path / name).chmod(0o755)
    command = ["make", "-s", verb, "PYTHON=./python", "DATA=a b's", "VIEW=record"]
    said = subprocess.run(command, cwd=tmp_path, check=True, text=True, capture_output=True).stdout.splitlines()
    made = {"lab": ["<lab>"], "test": ["", "<lab>"]}.get(verb, [""])
    assert said == [*(f"<python><analysis/bootstrap.py>{kind}" for kind in made),
                    f"<{python}><-m><analysis><{verb}><--data><a b's><--view><record>"]
    assert subprocess.run(["make", "-s", verb, "PYTHON=false"], cwd=tmp_path, capture_output=True).stdout == b""


@pytest.fixture
def project(tmp_path):
    """A project folder with a notebook, and this Python in the place of .venv-lab's."""
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / "01-first.ipynb").write_text("stored")
    (tmp_path / ".venv-lab" / "bin").mkdir(parents=True)
    python = tmp_path / ".venv-lab" / "bin" / "python"
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    python.chmod(0o755)
    return tmp_path


def test_lab_keeps_the_copies_that_are_there(project):
    lab.prepare(project=project)
    copy = project / "scratch" / "01-first.ipynb"
    assert copy.read_text() == "stored"
    copy.write_text("mine")
    (project / "notebooks" / "02-second.ipynb").write_text("new")
    argv, _ = lab.prepare(extra_args=["--no-browser"], project=project)
    assert copy.read_text() == "mine" and (project / "scratch" / "02-second.ipynb").read_text() == "new"
    assert "--LabApp.default_url=/lab/tree/scratch/01-first.ipynb" in argv and argv[-1] == "--no-browser"
    assert sorted(path.name for path in (project / "scratch").iterdir()) == ["01-first.ipynb", "02-second.ipynb"]


def test_lab_says_how_to_get_jupyterlab(tmp_path, monkeypatch):
    monkeypatch.setattr(lab.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(SystemExit, match="make lab"):
        lab.prepare(project=tmp_path)


def test_two_datasets_have_two_kernels(project):
    paths = {lab.prepare(data, project=project)[1]["JUPYTER_PATH"] for data in (None, "one", "two", "one")}
    assert len(paths) == 3


@pytest.mark.slow
def test_the_kernel_of_lab_reads_the_dataset_that_was_named(project, monkeypatch):
    from jupyter_client.manager import start_new_kernel
    data = project / "it's \"here\""
    _, environ = lab.prepare(data, "record", project=project)
    monkeypatch.setenv("JUPYTER_PATH", environ["JUPYTER_PATH"])
    monkeypatch.setenv("PYTHONPATH", str(PROJECT))  # what the .pth of a made environment does
    manager, client = start_new_kernel(kernel_name="python3")
    try:
        said = []
        client.execute_interactive("%autoreload 2\nfrom analysis import load\nprint(load.keywords)", timeout=60,
                                   output_hook=lambda message: said.append(message["content"].get("text")))
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    assert [text for text in said if text] == [f"{ {'folder': str(data), 'view': 'record'} }\n"]
