"""What a user waits for, as ratios: `report` with nothing cached and `quick`, against the same cells run as one plain script in one process.

The plain script renders what each cell shows, as the others do, and does nothing else. The three are run in turn, round by round, and the
ratio is taken within each round, so that a machine whose speed drifts does not count.
"""
from __future__ import annotations

import ast
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from analysis.publish import pictures, runs
from analysis.reading import PROJECT

_SHOW = '''
def _show(value):
    if hasattr(value, "_repr_mimebundle_"):
        value._repr_mimebundle_()
    elif value is not None:
        repr(value), getattr(value, "_repr_html_", str)()
'''


def plain_script(notebooks: Sequence[dict]) -> str:
    """All code cells one after the other; what a cell shows is rendered by `_show`.

    >>> plain_script([{"cells": [{"cell_type": "code", "source": "a = 1\\na"}]}]).splitlines()[-2:]
    ['a = 1', '_show(a)']
    """
    lines = [_SHOW]
    for notebook in notebooks:
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code":
                tree = ast.parse("".join(cell["source"]))
                if tree.body and isinstance(tree.body[-1], ast.Expr):
                    shown = tree.body[-1]
                    shown.value = ast.Call(ast.Name("_show", ast.Load()), [shown.value], [])
                lines.append(ast.unparse(ast.fix_missing_locations(tree)))
    return "\n".join(lines) + "\n"


def bench(rounds: int = 3) -> int:
    """Time the three in turn and print medians and ratios. Status 1 if one of them fails."""
    with tempfile.TemporaryDirectory() as top:
        script = Path(top, "cells.py")
        script.write_text(plain_script([runs.stored(name) for name in runs.names()]), encoding="utf-8")
        ways = {"plain script": [sys.executable, str(script)], "report, nothing cached": [sys.executable, "-m", "analysis", "report"],
                "report, unchanged": [sys.executable, "-m", "analysis", "report"], "quick": [sys.executable, "-m", "analysis", "quick"]}
        taken: dict[str, list[float]] = {way: [] for way in ways}
        for number in range(rounds + 1):
            for way, command in ways.items():
                if way == "report, nothing cached":
                    for kept in (runs.CACHE, pictures.CACHE):
                        shutil.rmtree(kept, ignore_errors=True)
                start = time.perf_counter()
                done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True)
                if done.returncode:
                    print(f"{way} failed:\n{done.stdout}{done.stderr}", file=sys.stderr)
                    return 1
                if number:      # the first round warms the disk
                    taken[way].append(time.perf_counter() - start)
    base = taken["plain script"]
    for way, seconds in taken.items():
        ratio = statistics.median(s / b for s, b in zip(seconds, base))
        print(f"{way:24} {statistics.median(seconds):6.2f} s   {ratio:5.2f} times the plain script   ({min(seconds):.2f} to {max(seconds):.2f} s)")
    return 0
