"""The quick check: data rules, house rules, every notebook's outputs and every generated file, and the examples and small tests, in seconds.

It runs in processes forked from one that has imported everything once. What it leaves to `test`: real kernels, the browser, JupyterLab, other
tools' opinions and the slow tests.
"""
from __future__ import annotations

import contextlib
import io
import multiprocessing
import os
from pathlib import Path

from analysis import check, guard, reading, running

SMALL = "not slow and not browser and not lab"


def quick(folder: Path | None = None, view: str | None = None) -> int:
    """Run the quick check and print what is wrong; the exit status. For another dataset or view nothing stored is compared."""
    faults = check.violations(folder or reading.DATA)
    if faults:
        print(check.report(faults))
        return 1
    from analysis.loading import load
    from analysis.publish import products, runs
    running.warm()
    ours = folder is None and view is None
    tests = _Tests() if ours else None
    data = load(folder, **({"view": view} if view else {}))
    notebooks = runs.executed(folder, view, say=lambda line: None, keep=False)
    wrong: list[str] = []
    if ours:
        names = [*data.partners["name"], *data.partners["short"], *data.topics["label"]]
        wrong += [str(f) for name in runs.names() for f in guard.faults(name, runs.stored(name), names)]
        pictures = products.pictures_comparable()
        wrong += products.differences(products.products(data, notebooks), pictures)
        if not pictures:
            print("pictures are compared by their numbers: Python, platform or matplotlib are not those that the stored ones were made with")
    failed = tests.failed() if tests else ""
    print("\n".join([*wrong, failed]).strip() or f"all is well: data, {len(notebooks)} notebooks" + (", generated files, small tests" if ours else ""))
    return 1 if wrong or failed else 0


class _Tests:
    """The small tests, running beside the notebooks in a forked process; what they print is shown only if one fails."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("fork" if hasattr(os, "fork") else "spawn")
        self.here, there = context.Pipe(duplex=False)
        self.process = context.Process(target=_small_tests, args=(there,))
        self.process.start()
        there.close()

    def failed(self) -> str:
        """What the tests printed if one failed, else ""."""
        try:
            status, printed = self.here.recv()
        except EOFError:
            status, printed = 1, "the small tests ended before their time"
        self.process.join()
        return printed if status else ""


def _small_tests(pipe) -> None:
    import pytest
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        status = pytest.main(["-q", "-x", "-p", "no:cacheprovider", "-p", "no:nbval", "-m", SMALL, "--rootdir", str(reading.PROJECT), str(reading.PROJECT / "analysis")])
    pipe.send((int(status), printed.getvalue()))
