"""Runs of the notebooks, kept: a notebook whose cells, data, code and lock are unchanged is not run again."""
from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Callable
from pathlib import Path

from analysis import running
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


def executed(folder: Path | None, view: str | None, say: Callable[[str], None] = print, keep: bool = True) -> dict[str, dict]:
    """All notebooks with fresh outputs, by name. NotebookError for those that fail, all of them at once.

    `folder` and `view` stand in for the loader's defaults where they are given. With `keep`, runs are taken from the cache and put there; without, every
    cell is run.
    """
    chosen = {"folder": folder and folder.absolute(), "view": view}
    loader = _loader({k: v for k, v in chosen.items() if v})
    base = inputs.inputs(folder or DATA, view)
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
    for run in running.run(jobs, loader) if jobs else ():
        say(f"  {run.name} ran in {run.seconds:.1f} s" if not run.error else f"  {run.name} failed")
        if run.error:
            wrong.append(f"notebooks/{run.name}.ipynb, code {run.error}")
            continue
        done[run.name] = run.notebook
    if wrong:
        raise NotebookError("\n".join(sorted(wrong)))
    # What was edited while it ran may have made these outputs in part: they are used and not kept.
    if keep and jobs and inputs.unchanged() and base == inputs.inputs(folder or DATA, view):
        for job in jobs:
            _put(keys[job.name], done[job.name])
    return {name: json.loads(notebook_text(done[name])) for name in sorted(done)}


def _loader(chosen: dict):
    if not chosen:
        return None
    from analysis.loading import load
    return functools.partial(load, **chosen)


def _kept(path: Path) -> list | None:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def _put(path: Path, notebook: dict) -> None:
    CACHE.mkdir(parents=True, exist_ok=True)
    outputs = [cell["outputs"] for cell in notebook["cells"] if cell["cell_type"] == "code"]
    files.write(path, json.dumps(outputs, ensure_ascii=False))
    recent = sorted(CACHE.glob(f"{path.name[:-26]}-*.json"), key=lambda p: p.stat().st_mtime)
    for old in recent[:-4]:      # a few, so that going back and forth between two datasets or branches stays quick
        old.unlink(missing_ok=True)
