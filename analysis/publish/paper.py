"""The report on paper: one file's HTML printed by Chromium as a paginated, tagged PDF whose bookmarks are the headings.

Its bytes hold the hour it was made at; its text is that of the pages.
"""
from __future__ import annotations

import math
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome")
MISSING = ("no Chromium here, which prints the PDF; install Chromium or Chrome (on Debian: `sudo apt install chromium`), or set CHROMIUM to the path of one")


_STEP = 6     # between the lines of a hatch: their x and y add up to multiples of it, as in matplotlib's
_NUMBER = r"(-?[0-9.]+)"
_HATCHED = re.compile(rf'(<path d="M{_NUMBER} {_NUMBER}L[^L]+L{_NUMBER} {_NUMBER}L[^L"]+z" )fill="url\(#[^)]+\)"([^>]*>)')


class PrinterError(Exception):
    """There is no Chromium, or it printed nothing; the text says what to do."""


def find(environ=os.environ) -> str | None:
    """The path of a Chromium: what CHROMIUM names, else the first that PATH has.

    >>> find({"CHROMIUM": "/opt/chromium", "PATH": ""}), find({"PATH": ""})
    ('/opt/chromium', None)
    """
    return environ.get("CHROMIUM") or next(filter(None, (shutil.which(name, path=environ.get("PATH", "")) for name in NAMES)), None)


def drawn(page: str) -> str:
    """A page with its hatched bars drawn line by line: Chromium prints a pattern as a picture of the whole chart, each time that it is used.

    >>> drawn('<path d="M0 0L9 0L9 6L0 6z" fill="url(#a-1)" stroke="#565d66" />')
    '<path d="M0 0L9 0L9 6L0 6z" fill="none" stroke="#565d66" /><path d="M0 6L6 0M6 6L9 3" fill="none" stroke="currentColor" stroke-width="1.2" />'
    """
    def lines(found: re.Match) -> str:
        left, top, right, bottom = (float(found[n]) for n in (2, 3, 4, 5))
        sums = range((math.floor((left + top) / _STEP) + 1) * _STEP, math.ceil(right + bottom), _STEP)
        ends = [(max(left, n - bottom), min(right, n - top), n) for n in sums]
        path = "".join(f"M{a:g} {n - a:g}L{b:g} {n - b:g}" for a, b, n in ends)
        return f'{found[1]}fill="none"{found[6]}<path d="{path}" fill="none" stroke="currentColor" stroke-width="1.2" />'

    return _HATCHED.sub(lines, page)


def pdf(page: str, seconds: int = 600) -> bytes:
    """A page's HTML as PDF. PrinterError if there is no Chromium, if it fails, or if it takes longer than `seconds`."""
    path = find()
    if path is None:
        raise PrinterError(MISSING)
    with tempfile.TemporaryDirectory() as folder:
        source, made = Path(folder, "report.html"), Path(folder, "report.pdf")
        source.write_text(drawn(page), encoding="utf-8")
        command = [path, "--headless", "--disable-gpu", f"--user-data-dir={folder}/profile", "--host-resolver-rules=MAP * ~NOTFOUND", "--no-pdf-header-footer",
                   "--generate-pdf-document-outline", f"--print-to-pdf={made}", source.as_uri()]
        if getattr(os, "geteuid", lambda: 1)() == 0:      # root cannot have the sandbox
            command.insert(1, "--no-sandbox")
        try:
            run = subprocess.run(command, capture_output=True, text=True, timeout=seconds)
        except (OSError, subprocess.TimeoutExpired) as fault:
            raise PrinterError(f"{path} printed no PDF: {fault.__class__.__name__}; set CHROMIUM to the path of a Chromium that runs") from None
        if run.returncode or not made.exists():
            raise PrinterError(f"{path} printed no PDF and ended with {run.returncode}; set CHROMIUM to the path of a Chromium that runs. {run.stderr.strip()[-300:]}".strip())
        return made.read_bytes()
