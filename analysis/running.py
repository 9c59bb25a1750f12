"""Running notebooks: each in a process forked from a warm one, so that it starts as clean as a fresh kernel and without its second of imports.

The cells run in IPython's own shell, the one that a kernel wraps; what they print and show is kept in the notebook format. nbval runs
the same cells in real kernels in `make test` and so keeps this honest.
"""
from __future__ import annotations

import functools
import multiprocessing
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from pathlib import Path

from traitlets.config import Config

from analysis.reading import PROJECT

Loader = Callable[..., object]
# No history is kept and no profile of the reader's is touched: a run depends on the notebook and on nothing else.
_QUIET = Config({"HistoryManager": {"enabled": False}})


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


@dataclass
class _Outputs:
    """The outputs of one cell, in the order in which they came."""
    found: list[dict] = field(default_factory=list)

    def stream(self, name: str, text: str) -> None:
        last = self.found[-1] if self.found else {}
        if last.get("output_type") == "stream" and last["name"] == name:
            last["text"] += text
        elif text:
            self.found.append({"output_type": "stream", "name": name, "text": text})

    def show(self, kind: str, data: dict, metadata: dict, count: int | None = None) -> None:
        number = {} if count is None else {"execution_count": count}
        self.found.append({"output_type": kind, "data": data, "metadata": metadata} | number)


class _Stream:
    """What stands in for standard output or error while a cell runs."""
    encoding = "utf-8"

    def __init__(self, name: str, outputs: _Outputs):
        self.name, self.outputs = name, outputs

    def write(self, text: str) -> int:
        self.outputs.stream(self.name, text)
        return len(text)

    def flush(self) -> None:
        pass

    def isatty(self) -> bool:
        return False


def warm() -> None:
    """Import what every notebook imports, so that forked processes have it."""
    import IPython.core.interactiveshell  # noqa: F401

    import analysis.findings, analysis.fragility, analysis.loading, analysis.network, analysis.publish.charts  # noqa: E401, F401


def execute(notebook: dict, loader: Loader | None = None, types: Sequence[str] | None = None) -> tuple[list[list[dict]], str]:
    """Run the code cells of a notebook in this process, one after the other, until one fails; `types` limits what is rendered.

    Returns the outputs of each code cell (nbformat 4) and what went wrong: "" or the cell's number, the error and its last lines. `loader`
    stands in for `analysis.load`. The process is not left as it was found: run this in one of its own.
    """
    from IPython.core.interactiveshell import InteractiveShell

    import analysis
    if loader is not None:
        analysis.load = loader
    InteractiveShell.clear_instance()
    shell = InteractiveShell.instance(ipython_dir=str(PROJECT / ".cache" / "ipython"), config=_QUIET)
    if types is not None:
        shell.display_formatter.active_types = list(types)
    results: list[list[dict]] = []
    trouble: list[str] = []
    shell._showtraceback = lambda kind, value, lines: trouble.append(f"{kind.__name__}: {value}")
    for number, cell in enumerate((c for c in notebook["cells"] if c["cell_type"] == "code"), 1):
        outputs = _Outputs()
        shell.display_pub.publish = lambda data, metadata=None, **_: outputs.show("display_data", data, metadata or {})
        shell.displayhook = functools.partial(_result, shell, outputs, number)
        shell.display_trap.hook = shell.displayhook
        before = sys.stdout, sys.stderr
        sys.stdout, sys.stderr = _Stream("stdout", outputs), _Stream("stderr", outputs)
        try:
            done = shell.run_cell("".join(cell["source"]), store_history=False)
        finally:
            sys.stdout, sys.stderr = before
        results.append(outputs.found)
        if not done.success:
            return results, f"cell {number}: {trouble[-1] if trouble else done.error_in_exec or done.error_before_exec}"
    return results, ""


def _result(shell, outputs: _Outputs, number: int, value: object = None) -> None:
    if value is not None:
        data, metadata = shell.display_formatter.format(value)
        if data:
            outputs.show("execute_result", data, metadata, number)


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
