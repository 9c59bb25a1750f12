"""House rules of the notebooks, and the holes that nbval's strict mode leaves open.

nbval compares nothing in a cell that was stored without having run, never looks at a bitmap, and passes over markers that switch it off;
each of these is refused here. The other rules keep the notebooks readable: a question, its answer, short cells, prose without numbers.
"""
from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LONGEST = 12          # lines of a code cell
ANSWER = 3            # lines of the second cell
CORPUS = "corpus"     # the tag of prose that is about this corpus and no other
SECTIONS = ("How fragile is this?", "Try it yourself", "Where to look next")
_MARKERS = ("nbval", "raises-exception")


@dataclass(frozen=True)
class Fault:
    """A rule that a notebook breaks: where (cells counted from 1), what is wrong, and what would be right."""
    notebook: str
    cell: int
    problem: str
    remedy: str

    def __str__(self) -> str:
        return f"notebooks/{self.notebook}.ipynb, cell {self.cell}: {self.problem}; {self.remedy}"


def faults(name: str, notebook: dict, names: Iterable[str] = ()) -> list[Fault]:
    """Every house rule that a notebook (nbformat 4 as a dict) breaks.

    `names` are the words that only prose tagged as being about this corpus may use: names of partners and labels of topics.

    >>> bare = {"cells": [{"cell_type": "markdown", "id": "a", "metadata": {}, "source": "# A statement"}], "metadata": {}}
    >>> [str(f) for f in faults("x", bare)][0]
    'notebooks/x.ipynb, cell 1: the title is no question; write "# …?"'
    """
    cells = notebook["cells"]
    found = [*_shape(cells)]
    seen: set[str] = set()
    code = 0
    for number, cell in enumerate(cells, 1):
        text = "".join(cell["source"])
        if cell.get("id") in seen or not cell.get("id"):
            found.append((number, "its id is missing or used twice", "give every cell an id of its own"))
        seen.add(cell.get("id", ""))
        if cell["cell_type"] == "code":
            code += 1
            found += [(number, *fault) for fault in [*_code(text, cell), *_outputs(cell, code)]]
        else:
            found += [(number, *fault) for fault in _prose(text, CORPUS in cell["metadata"].get("tags", []), names)]
    return [Fault(name, *fault) for fault in found]


def _shape(cells: Sequence[dict]) -> list[tuple[int, str, str]]:
    found = []
    title = "".join(cells[0]["source"]).split("\n")[0] if cells else ""
    if not re.fullmatch(r"# .+\?", title):
        found.append((1, "the title is no question", 'write "# …?"'))
    if len(cells) < 2 or cells[1]["cell_type"] != "code" or len(_lines("".join(cells[1]["source"]))) > ANSWER:
        found.append((2, "the second cell is not the answer", f"load the dataset and print the answer in {ANSWER} lines"))
    headings = [line[3:] for c in cells if c["cell_type"] == "markdown" for line in "".join(c["source"]).split("\n") if line.startswith("## ")]
    if tuple(headings[-len(SECTIONS):]) != SECTIONS:
        found.append((len(cells), "the last sections are others", f"end with {', '.join(SECTIONS)}"))
    return found


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip() and not line.lstrip().startswith("#")]


def _code(text: str, cell: dict) -> list[tuple[str, str]]:
    found = []
    if len(_lines(text)) > LONGEST:
        found.append((f"it has {len(_lines(text))} lines", f"{LONGEST} at most: move work into a helper"))
    try:
        tree = ast.parse(text)
    except SyntaxError:
        return [*found, ("it is not plain Python", "no magic, no shell command: their failures pass unseen")]
    kinds = {type(node) for node in ast.walk(tree)}
    if kinds & {ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda}:
        found.append(("it defines a function or a class", "move it into analysis/"))
    if text.rstrip().endswith(";"):
        found.append(("it ends with a semicolon", "nbval compares the output all the same; assign the value instead"))
    strings = [n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    if any("/" in s or s.endswith((".csv", ".json", ".ipynb")) for s in strings):
        found.append(("it names a path", "load() finds the dataset"))
    if any(n in text for n in ("set_option", "rcParams", "display_id", "get_ipython")):
        found.append(("it sets an option or reaches into the notebook's machinery", "leave both as they are"))
    marks = [m for m in _MARKERS if m in " ".join([text, *cell["metadata"].get("tags", [])]).lower()]
    if marks:
        found.append((f"it carries a marker of nbval ({marks[0]})", "remove it: every output is compared"))
    return found


def _outputs(cell: dict, expected: int) -> list[tuple[str, str]]:
    found = []
    if cell.get("execution_count") != expected:
        found.append((f"its number is {cell.get('execution_count')}, not {expected}: it was stored without having run in order",
                      "run `make update`"))
    for output in cell.get("outputs", []):
        data = output.get("data", {})
        if any(kind in data for kind in ("image/png", "image/jpeg")) and "text/html" not in data:
            found.append(("it stores a bitmap, which nbval never compares", "show a chart of analysis.publish.charts"))
        if "display_id" in output.get("transient", {}) or output["output_type"] == "update_display_data":
            found.append(("it updates an earlier output, which nbval drops", "show the value once"))
        if output["output_type"] == "error" or output.get("name") == "stderr":
            found.append(("it stores an error or a warning", "mend the cell"))
    return found


def _prose(text: str, corpus: bool, names: Iterable[str]) -> list[tuple[str, str]]:
    plain = re.sub(r"`[^`]*`|\]\([^)]*\)", "", text)
    found = []
    if re.search(r"\d", plain):
        found.append((f"its prose carries a number ({re.search(r'[^ ]*[0-9][^ ]*', plain)[0]})", "print it from the data"))
    said = [name for name in names if re.search(rf"\b{re.escape(name)}\b", plain, re.IGNORECASE)]
    if said and not corpus:
        found.append((f"it speaks of this corpus ({said[0]})", f"tag the cell {CORPUS!r}, or say it for any dataset"))
    return found


def readability(notebook: dict) -> dict[str, float]:
    """Words of prose per line of code, and the longest code cell in lines.

    >>> readability({"cells": [{"cell_type": "markdown", "source": "one two three"}, {"cell_type": "code", "source": "1"}]})
    {'words per line': 3.0, 'longest cell': 1}
    """
    words = sum(len("".join(c["source"]).split()) for c in notebook["cells"] if c["cell_type"] == "markdown")
    lines = [len(_lines("".join(c["source"]))) for c in notebook["cells"] if c["cell_type"] == "code"]
    return {"words per line": round(words / sum(lines), 1), "longest cell": max(lines)}
