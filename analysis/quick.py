"""The quick check: data rules, house rules, every notebook's outputs, every generated file, and the helpers' examples, in seconds.

It runs in processes forked from one that has imported everything once. What it leaves to `test`: real kernels, the browser, JupyterLab, other
tools' opinions and the tests in analysis/tests.
"""
from __future__ import annotations

import contextlib
import doctest
import importlib
import io
import multiprocessing
import os
from pathlib import Path

from analysis import check, guard, reading, running

def quick(folder: Path | None = None, view: str | None = None) -> int:
    """Run the quick check and print what is wrong; the exit status. For another dataset or view nothing stored is compared."""
    faults = check.violations(folder or reading.DATA)
    if faults:
        print(check.report(faults))
        return 1
    from analysis.loading import load
    from analysis.publish import products, runs
    running.warm()
    ours = products.ours(folder, view)
    examples = _Examples() if ours else None
    data = load(folder, **({"view": view} if view else {}))
    notebooks = runs.executed(data, folder, view, say=lambda line: None, keep=False)
    wrong: list[str] = []
    if ours:
        everything = data.everything()
        names = [*everything.partners["name"], *everything.partners["short"], *everything.topics["label"]]
        wrong += [str(f) for name in runs.names() for f in guard.faults(name, runs.stored(name), names)]
        pictures = products.pictures_comparable()
        wrong += products.differences(products.products(data, notebooks), pictures)
        if not pictures:
            print("pictures are compared by their numbers: Python, platform or matplotlib are not those that the stored ones were made with")
    failed = examples.failed() if examples else ""
    print("\n".join([*wrong, failed]).strip() or f"all is well: data, {len(notebooks)} notebooks" + (", generated files, examples" if ours else ""))
    return 1 if wrong or failed else 0


class _Examples:
    """The examples in the docstrings, running beside the notebooks in a forked process; what they print is shown only if one fails."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("fork" if hasattr(os, "fork") else "spawn")
        self.here, there = context.Pipe(duplex=False)
        self.process = context.Process(target=_examples, args=(there,))
        self.process.start()
        there.close()

    def failed(self) -> str:
        """What was printed if an example failed, else ""."""
        try:
            count, printed = self.here.recv()
        except EOFError:
            count, printed = 1, "the examples ended before their time"
        self.process.join()
        return printed if count else ""


def _examples(pipe) -> None:
    names = sorted(path.relative_to(reading.PROJECT).with_suffix("").as_posix().replace("/", ".").removesuffix(".__init__")
                   for path in (reading.PROJECT / "analysis").rglob("*.py") if "tests" not in path.parts and path.stem not in ("__main__", "bootstrap"))
    failed, printed = 0, io.StringIO()
    with contextlib.redirect_stdout(printed):
        for name in names:
            failed += doctest.testmod(importlib.import_module(name)).failed
    pipe.send((failed, printed.getvalue()))
