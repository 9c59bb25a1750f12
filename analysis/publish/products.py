"""Everything in the repository that is made from data and code: what `update` writes, and what `quick` and `test` hold against the files."""
from __future__ import annotations

import json
import re
from collections.abc import Mapping
from math import isfinite
from pathlib import Path

from analysis.dataset import Dataset
from analysis.findings import ALL
from analysis.fragility import headlines, summary
from analysis.publish import blocks, gallery, record
from analysis.reading import DATA, PROJECT
from analysis.views import DEFAULT

NOTEBOOKS = PROJECT / "notebooks"
FIGURES = PROJECT / "figures"
FINDINGS, RECORD = "findings.json", "RECORD.md"
_PICTURE = re.compile(r"data:image/svg\+xml[^\"]*")


def products(data: Dataset, notebooks: Mapping[str, dict]) -> dict[Path, str]:
    """All generated files of the project by path: executed notebooks, figures, findings, the record, and the blocks of codebook and README."""
    made = {NOTEBOOKS / f"{name}.ipynb": notebook_text(notebook) for name, notebook in notebooks.items()}
    made |= {FIGURES / name: text for name, text in gallery.files(notebooks).items()}
    made[DATA / FINDINGS] = findings_text(data)
    made[DATA / RECORD] = record.text(data)
    for path, parts in ((DATA / "CODEBOOK.md", blocks.codebook(data)), (PROJECT / "README.md", blocks.readme(data))):
        if path.exists():
            made[path] = blocks.filled(path.read_text(encoding="utf-8"), parts, path.name)
    return made


def ours(folder: Path | None, view: str | None) -> bool:
    """Whether a dataset's folder and a view, None for the defaults, are those that the stored files were made from.

    >>> ours(None, None), ours(DATA, "page"), ours(None, "other")
    (True, True, False)
    """
    return (folder is None or folder.resolve() == DATA.resolve()) and view in (None, DEFAULT)


def hand_written() -> dict[Path, bytes]:
    """The files that people write and `update` writes into, with their bytes: notebooks, README and codebook."""
    paths = [*sorted(NOTEBOOKS.glob("*.ipynb")), PROJECT / "README.md", DATA / "CODEBOOK.md"]
    return {path: path.read_bytes() for path in paths if path.exists()}


def stored_findings(path: Path) -> str:
    """The text of the stored findings, or of none. BlockError if the file is not what `update` writes, a conflict of a merge for example."""
    text = path.read_text(encoding="utf-8") if path.exists() else '{"findings": []}'
    try:
        findings_changed(text, text)
    except (ValueError, TypeError, KeyError):
        raise blocks.BlockError(f"data/{path.name} is no file of findings; `git checkout data/{path.name}` restores it") from None
    return text


def no_longer_drawn(made: Mapping[Path, str]) -> list[Path]:
    """The pictures that the stored gallery shows and no notebook draws any more. Whatever else lies in the folder is not ours to remove."""
    page = FIGURES / "README.md"
    shown = re.findall(r"\]\(([a-z0-9-]+\.svg)\)", page.read_text(encoding="utf-8")) if page.exists() else []
    return [FIGURES / name for name in sorted(set(shown)) if FIGURES / name not in made and (FIGURES / name).is_file()]


def notebook_text(notebook: Mapping) -> str:
    """A notebook as JupyterLab would save it, so that saving one there changes no line by itself. Texts are stored line by line."""
    def lines(value: object, key: str = "") -> object:
        if isinstance(value, dict):
            return {k: lines(v, k) for k, v in value.items()}
        if isinstance(value, list):
            return [lines(v) for v in value]
        if isinstance(value, str) and (key in ("source", "text") or "/" in key):
            return value.splitlines(keepends=True)
        return value

    return json.dumps(lines(notebook), indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def findings_text(data: Dataset) -> str:
    """The findings of a view and of the record (see `rows`) as JSON."""
    return json.dumps({"edition": data.edition, "view": data.view, "findings": rows(data)}, indent=1, ensure_ascii=False) + "\n"


def rows(data: Dataset) -> list[dict]:
    """The findings of a view and of the record: value with bounds, words, date, and how many of the other readings and choices leave each standing."""
    return [row for one in dict.fromkeys([data, data.fullest()]) for row in _rows(one, data)]


def _rows(data: Dataset, asked: Dataset) -> list[dict]:
    table = summary(data).set_index("finding")
    # What is about the record whatever the view stands in the file once, with the record.
    found = [f for f in headlines(data) if data is not asked or not ALL[f.id].record or data.fullest() is data]
    return [{"id": f.id, "notebook": f.notebook, "view": data.view, "low": _number(f.low), "high": _number(f.high), "title": f.title, "sentence": f.sentence,
             "limit": f.limit, "as_of": f.as_of, "tried": int(table.loc[f.id, "tried"]), "holds": int(table.loc[f.id, "holds"]),
             "overturned_by": table.loc[f.id, "overturned by"]} for f in found]


def _number(value: float) -> float | None:
    return round(value, 6) if isfinite(value) else None      # JSON has neither nan nor an open bound


def findings_changed(before: str, after: str) -> list[str]:
    """What differs between two files of findings, one line a finding.

    >>> one, two = ('{"findings": [{"id": "x", "low": %d, "high": 1, "sentence": "s"}]}' % n for n in (0, 1))
    >>> findings_changed(one, two)
    ['x: value 0 to 1 is now 1']
    """
    old, new = ({" on ".join([f["id"], f["view"]]) if "view" in f else f["id"]: f for f in json.loads(text)["findings"]} for text in (before, after))
    said = []
    for key in sorted(old.keys() | new.keys()):
        a, b = old.get(key), new.get(key)
        if a is None or b is None:
            said.append(f"{key}: {'new' if a is None else 'gone'}: {(b or a)['sentence']}")
        elif (a["low"], a["high"]) != (b["low"], b["high"]):
            said.append(f"{key}: value {_span(a)} is now {_span(b)}")
        elif a != b:
            said.append(f"{key}: now reads: {b['sentence']}")
    return said


def _span(finding: Mapping) -> str:
    return str(finding["low"]) if finding["low"] == finding["high"] else f"{finding['low']} to {finding['high']}"


def pictures_comparable() -> bool:
    """Whether pictures made here must have the bytes of those stored: same Python, platform, matplotlib and FreeType."""
    path = FIGURES / "made-with.json"
    return not path.exists() or json.loads(path.read_text(encoding="utf-8")) == gallery.made_with()


def differences(made: Mapping[Path, str], pictures: bool = True) -> list[str]:
    """Where the files on disk are not what was made, one line a file; without `pictures`, drawings are left out and their numbers compared."""
    found = []
    for path, text in made.items():
        if not pictures and path.parent == FIGURES and path.suffix != ".md":
            continue
        name = path.relative_to(PROJECT).as_posix()
        if not path.exists():
            found.append(f"{name} is missing; `make update` makes it")
            continue
        stored = path.read_text(encoding="utf-8")
        if stored == text or not pictures and _PICTURE.sub("", stored) == _PICTURE.sub("", text):
            continue
        found.append(f"{name} is not what data and code give: {_where(path, stored, text)}; `make update` adopts the new one, "
                     f"`git checkout {name}` restores the stored one")
    drawn = {path.name for path in made if path.parent == FIGURES}
    if drawn:
        found += [f"figures/{path.name} belongs to no chart; remove it" for path in sorted(FIGURES.glob("*.svg")) if path.name not in drawn]
    return found


def _where(path: Path, stored: str, text: str) -> str:
    """The first place where two texts differ: the cell of a notebook, else the line."""
    if path.suffix == ".ipynb":
        try:
            pairs = zip(json.loads(stored)["cells"], json.loads(text)["cells"])
            number, (a, b) = next((n, pair) for n, pair in enumerate(pairs, 1) if pair[0] != pair[1])
        except (ValueError, KeyError, StopIteration):
            return "it was saved by something else"
        key = next(k for k in sorted(a.keys() | b.keys()) if a.get(k) != b.get(k))
        charts = re.findall(r'figure class=\\"chart\\" id=\\"([^"\\]+)', json.dumps(b))
        return f"cell {number}, {key}" + (f", chart {charts[0]}" if charts else "")
    lines = zip([*stored.split("\n"), ""], [*text.split("\n"), ""])
    number, (a, b) = next(((n, pair) for n, pair in enumerate(lines, 1) if pair[0] != pair[1]), (0, ("", "")))
    same = next((n for n, (one, two) in enumerate(zip(a, b)) if one != two), min(len(a), len(b)))
    start = max(0, same - 20)      # a long line is shown where it differs
    return f"line {number} has {a[start:start + 60]!r} and should have {b[start:start + 60]!r}"
