"""Running notebooks: each in a process forked from a warm one, so that it starts as clean as a fresh kernel and without its second of imports.

The cells run in IPython's own shell, the one that a kernel wraps; what they print and show is kept in the notebook format. nbval runs
the same cells in real kernels in `make test` and so keeps this honest.
"""
from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path

Loader = Callable[..., object]

@dataclass(frozen=True)
class Job:
    """A notebook to run: its name, its content (nbformat 4 as a dict) and the folder that its cells run in."""
    name: str
    notebook: dict
    folder: Path


@dataclass(frozen=True)
class Run:
    """A notebook that has run: its name, its content with fresh outputs, seconds, and what went wrong ("" if nothing did)."""
    name: str
    notebook: dict
    seconds: float
    error: str = ""


def warm() -> None:
    """Import what every notebook imports, so that forked processes have it."""
    import analysis.findings, analysis.fragility, analysis.loading, analysis.network, analysis.publish.charts, analysis.shell  # noqa: E401, F401


def execute(notebook: dict, loader: Loader | None = None, types: Sequence[str] | None = None) -> tuple[list[list[dict]], str]:
    """Run the code cells of a notebook in this process, one after the other, until one fails; `types` limits what is rendered.

    Returns the outputs of each code cell (nbformat 4) and what went wrong: "" or the cell's number and the error. `loader` stands in for
    `analysis.load`. The process is not left as it was found: run this in one of its own.
    """
    import analysis
    from analysis.shell import Shell
    if loader is not None:
        analysis.load = loader
    shell = Shell.fresh()
    if types is not None:
        shell.display_formatter.active_types = list(types)
    results = []
    for number, cell in enumerate((c for c in notebook["cells"] if c["cell_type"] == "code"), 1):
        outputs, error = shell.run("".join(cell["source"]), number)
        results.append(outputs)
        if error:
            return results, f"cell {number}: {error}"
    return results, ""


def filled(notebook: dict, outputs: Sequence[list[dict]]) -> dict:
    """The notebook with these outputs of its code cells, numbered from 1; cells that did not run have none.

    >>> filled({"cells": [{"cell_type": "code", "source": "1"}]}, [[]])["cells"][0]["execution_count"]
    1
    """
    cells, given = [], iter(enumerate(outputs, 1))
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            number, found = next(given, (None, []))
            cell = cell | {"execution_count": number, "outputs": found}
        cells.append(cell)
    return notebook | {"cells": cells}


def run(jobs: Sequence[Job], loader: Loader | None = None, workers: int | None = None) -> Iterator[Run]:
    """Run notebooks, some at a time, each in a process of its own; yields each as it ends. A process that dies is an error of its notebook."""
    warm()
    context = multiprocessing.get_context("fork" if hasattr(os, "fork") else "spawn")
    waiting, running = list(jobs), {}
    while waiting or running:
        while waiting and len(running) < (workers or os.cpu_count() or 1):
            job = waiting.pop(0)
            here, there = context.Pipe(duplex=False)
            process = context.Process(target=_child, args=(there, job, loader), daemon=True)
            process.start()
            there.close()
            running[here] = job, process, time.perf_counter()
        for pipe in wait(list(running)):
            job, process, start = running.pop(pipe)
            try:
                outputs, error = pipe.recv()
            except EOFError:
                outputs, error = [], "its process ended before the notebook did"
            process.join()
            yield Run(job.name, filled(job.notebook, outputs), time.perf_counter() - start, error)


def _child(pipe: Connection, job: Job, loader: Loader | None) -> None:
    os.chdir(job.folder)
    pipe.send(execute(job.notebook, loader))
    pipe.close()
