"""Runs of the notebooks, kept: a notebook whose cells, data, code and lock are unchanged is not run again."""
from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Callable
from pathlib import Path

from analysis import running
from analysis.dataset import Dataset
from analysis.trials import prepare
from analysis.publish import files, inputs
from analysis.publish.products import NOTEBOOKS, notebook_text
from analysis.reading import DATA, PROJECT

CACHE = PROJECT / ".cache" / "runs"


class NotebookError(Exception):
    """A notebook did not run to its end; the text names notebook, cell and error."""


def names() -> list[str]:
    """The names of the project's notebooks, in order."""
    return sorted(path.stem for path in NOTEBOOKS.glob("*.ipynb"))


def stored(name: str) -> dict:
    """A notebook as it is on disk. NotebookError if it is not JSON."""
    try:
        return json.loads((NOTEBOOKS / f"{name}.ipynb").read_text(encoding="utf-8"))
    except ValueError as fault:
        raise NotebookError(f"notebooks/{name}.ipynb is no notebook ({fault}); `git checkout notebooks/{name}.ipynb` restores it") from None


def executed(data: Dataset, folder: Path | None, view: str | None, say: Callable[[str], None] = print, keep: bool = True) -> dict[str, dict]:
    """All notebooks with fresh outputs, by name. NotebookError for those that fail, all of them at once.

    `data` is the dataset in `folder` and `view`, which stand in for the loader's defaults where they are given. With `keep`, runs are taken from the cache and
    put there; without, every cell is run.
    """
    base = inputs.inputs(folder or DATA, data.view)
    done, jobs, keys = {}, [], {}
    for name in names():
        notebook = stored(name)
        cells = [(cell["cell_type"], "".join(cell["source"])) for cell in notebook["cells"]]
        keys[name] = CACHE / f"{name}-{hashlib.sha256(json.dumps([base, cells]).encode()).hexdigest()[:20]}.json"
        kept = _kept(keys[name]) if keep else None
        if kept is not None:
            done[name] = running.filled(notebook, kept)
            say(f"  {name} is unchanged")
        else:
            jobs.append(running.Job(name, notebook, NOTEBOOKS))
    wrong = []
    if jobs:
        prepare(data)
    for run in running.run(jobs, functools.partial(_given, data, folder, view)) if jobs else ():
        say(f"  {run.name} ran in {run.seconds:.1f} s" if not run.error else f"  {run.name} failed")
        if run.error:
            wrong.append(f"notebooks/{run.name}.ipynb, code {run.error}")
            continue
        done[run.name] = run.notebook
    if wrong:
        raise NotebookError("\n".join(sorted(wrong)))
    # What was edited while it ran may have made these outputs in part: they are used and not kept.
    if keep and jobs and inputs.unchanged() and base == inputs.inputs(folder or DATA, data.view):
        for job in jobs:
            _put(keys[job.name], done[job.name])
    return {name: json.loads(notebook_text(done[name])) for name in sorted(done)}


def _given(data: Dataset, folder: Path | None, view: str | None, *asked: str, **named: str) -> Dataset:
    """The loader of a run: the dataset at hand, with all that was computed of it, unless a cell asks for another."""
    if not asked and not named:
        return data
    from analysis.loading import load
    return load(*asked, **{k: v for k, v in {"folder": folder and folder.absolute(), "view": view}.items() if v} | named)


def remembered(name: str, folder: Path | None, view: str, make: Callable[[], object]) -> object:
    """What `make` gives (plain values), from the cache where data, code and packages are unchanged."""
    base = inputs.inputs(folder or DATA, view)
    path = CACHE / f"{name}-{hashlib.sha256(base.encode()).hexdigest()[:20]}.json"
    value = _kept(path)
    if value is None:
        value = json.loads(json.dumps(make()))
        if inputs.unchanged() and base == inputs.inputs(folder or DATA, view):
            _write(path, value)
    return value


def _kept(path: Path) -> object:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def _put(path: Path, notebook: dict) -> None:
    _write(path, [cell["outputs"] for cell in notebook["cells"] if cell["cell_type"] == "code"])


def _write(path: Path, value: object) -> None:
    CACHE.mkdir(parents=True, exist_ok=True)
    files.write(path, json.dumps(value, ensure_ascii=False))
    recent = sorted(CACHE.glob(f"{path.name[:-26]}-*.json"), key=lambda p: p.stat().st_mtime)
    for old in recent[:-4]:      # a few, so that going back and forth between two datasets or branches stays quick
        old.unlink(missing_ok=True)
