"""What a run of a notebook depends on besides its cells, as one digest: data, code, packages and Python.

Code is read when this module is imported, which the command line does before it imports a helper: so what is kept under a digest was made by that code.
"""
from __future__ import annotations

import hashlib
import sys
from importlib import metadata
from pathlib import Path

from analysis.reading import PROJECT

_APART = {"tests", "page", "bench", "bootstrap", "lab", "lock", "prove"}     # code that no output is made with
_SHOWN = ("ipython", "matplotlib", "networkx", "pandas")     # the packages whose work stands in outputs


def _digest(paths: list[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        content = path.read_bytes() if path.exists() else b""
        digest.update(f"{path.name} {len(content)} ".encode() + content)
    return digest.hexdigest()


def code() -> str:
    """The digest of the code that outputs are made with as it is on disk now, with the lock, the packages installed and Python's version."""
    files = sorted(p for p in (PROJECT / "analysis").rglob("*") if p.suffix == ".py" and not _APART & {p.stem, *p.parts})
    versions = " ".join(f"{name} {metadata.version(name)}" for name in _SHOWN)
    return f"{_digest([*files, PROJECT / 'requirements.txt'])} {versions} {sys.version}"


CODE = code()


def inputs(folder: Path, view: str | None) -> str:
    """The digest for a dataset's folder as it is now and a view, with the code that was on disk when this process began."""
    return hashlib.sha256(f"{CODE} {view} {_digest([*sorted(folder.glob('*.csv')), folder / 'datapackage.json'])}".encode()).hexdigest()


def unchanged() -> bool:
    """Whether the code on disk is still that which this process began with."""
    return code() == CODE
