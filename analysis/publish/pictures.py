"""Charts as PNG, for those whose programs take no SVG: twice the size, in DejaVu Sans, the same bytes from the same drawing.

Drawing takes a fraction of a second each, most of it for filling pixels, so what was drawn once is kept by the digest of all that it depends on.
"""
from __future__ import annotations

import functools
import hashlib
import multiprocessing
import os
from collections.abc import Mapping
from pathlib import Path

import matplotlib
import resvg_py

from analysis.publish import files
from analysis.reading import PROJECT

CACHE = PROJECT / ".cache" / "pictures"
ZOOM = 2
KEPT = 200      # so many pictures stay in the cache, the newest
# Fonts that matplotlib brings, and none of the system's, which would make the bytes another machine's. A character that they lack is a box.
FONTS = ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf")
FAMILY = "DejaVu Sans"


def png(svg: str) -> bytes:
    """The drawing as a PNG, twice its size in pixels. ValueError if the text is no SVG.

    >>> png('<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>')[16:24].hex()      # width and height
    '0000000800000006'
    """
    families = dict.fromkeys(("font_family", "sans_serif_family", "serif_family", "monospace_family"), FAMILY)
    return resvg_py.svg_to_bytes(svg_string=svg, zoom=ZOOM, skip_system_fonts=True, font_files=[str(path) for path in _fonts()], **families)


def pngs(svgs: Mapping[str, str], cache: Path | None = CACHE) -> dict[str, bytes]:
    """Drawings by name as PNGs by name, from the cache where they are there (None: no cache). ValueError as in `png`.

    >>> list(pngs({"a": '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>'}, None))
    ['a']
    """
    kept = {name: found for name, svg in svgs.items() if (found := _kept(cache, svg)) is not None}
    todo = {name: svg for name, svg in svgs.items() if name not in kept}
    made = dict(zip(todo, _all(list(todo.values()))))
    if cache is not None and made:
        cache.mkdir(parents=True, exist_ok=True)
        for name, picture in made.items():
            files.write(cache / _name(svgs[name]), picture)
        for old in sorted(cache.glob("*.png"), key=lambda path: path.stat().st_mtime)[:-KEPT]:
            old.unlink(missing_ok=True)
    return {name: kept.get(name) or made[name] for name in svgs}


def _all(svgs: list[str]) -> list[bytes]:
    """The library does not let go of Python's lock, so that threads would wait for each other: processes do not."""
    workers = min(os.cpu_count() or 1, len(svgs) // 2)
    if workers < 2 or not hasattr(os, "fork") or multiprocessing.current_process().daemon:
        return [png(svg) for svg in svgs]
    with multiprocessing.get_context("fork").Pool(workers) as pool:
        return pool.map(png, svgs, chunksize=1)


def _kept(cache: Path | None, svg: str) -> bytes | None:
    try:
        found = (cache / _name(svg)).read_bytes() if cache is not None else b""
    except OSError:
        return None
    return found if found.endswith(b"IEND\xaeB\x60\x82") else None


def _name(svg: str) -> str:
    """The file of a drawing: the digest of its text and of all else that its pixels come from."""
    return f"{hashlib.sha256(f'{resvg_py.__version__} {resvg_py.__resvg_version__} {ZOOM} {_typeface()} {svg}'.encode()).hexdigest()}.png"


@functools.cache
def _fonts() -> tuple[Path, ...]:
    return tuple(Path(matplotlib.get_data_path(), "fonts", "ttf", name) for name in FONTS)


@functools.cache
def _typeface() -> str:
    return hashlib.sha256(b"".join(path.read_bytes() for path in _fonts())).hexdigest()
