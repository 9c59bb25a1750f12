"""Reading: the only module that reads the tables and the descriptor of a dataset.

A dataset is a folder with `datapackage.json`, its schema, and one CSV file for each table. This module takes the files as they are, fit or
not, and keeps what had to be overlooked on the way, so that `analysis.check` can say it; `analysis.loading` makes a dataset of them.
"""
from __future__ import annotations

import codecs
import csv
import io
import json
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from analysis.violation import Violation

PROJECT = Path(__file__).resolve().parent.parent
DATA = PROJECT / "data"
DESCRIPTOR = "datapackage.json"


class DataError(Exception):
    """The data cannot be read. Its text is one sentence for a person: file, line, what is wrong, remedy.

    The functions here raise it with a `Violation` as its argument, which is that sentence as text.
    """


@dataclass(frozen=True)
class RawTable:
    """A CSV file as it was found, and what a strict reader would have stumbled over.

    `rows` are those after the header, as (physical line of the file on which the row begins, cells). `coding` is utf-8 or utf-16; `bad` is
    the first byte that is not UTF-8 as (line, place in the line, byte), both counted from 1, and stands as U+FFFD in the cells. `mark` says
    that a byte-order mark came first, `crlf` is the first line that does not end with a bare line feed (0: none), and `unread` are the
    rows that are not CSV, as (line, why).
    """
    name: str
    file: str
    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    coding: str
    bad: tuple[int, int, int] | None
    mark: bool
    delimiter: str
    crlf: int
    unread: tuple[tuple[int, str], ...]


def place(folder: Path | str, name: str = "") -> str:
    """How messages name a file: from the project's root where it lies inside the project, else in full.

    >>> place(DATA, "items.csv")
    'data/items.csv'
    """
    path = (Path(folder) / name).absolute()
    path = path.relative_to(PROJECT) if path.is_relative_to(PROJECT) else path
    return path.as_posix().encode("utf-8", "backslashreplace").decode()


def _refuse(folder: Path | str, name: str, line: int, rule: str, problem: str, remedy: str) -> DataError:
    return DataError(Violation(place(folder, name), line, "", None, rule, problem, remedy))


def file_names(folder: Path | str) -> list[str]:
    """The names of the files in a folder, sorted. DataError if the folder is not there or cannot be read."""
    try:
        return sorted(path.name for path in Path(folder).iterdir() if path.is_file())
    except OSError as error:
        raise _refuse(folder, "", 0, "missing-file", f"this folder cannot be read ({error.strerror})",
                      f"name a folder that holds {DESCRIPTOR}") from None


def read_bytes(folder: Path | str, name: str) -> bytes:
    """The bytes of one file of a dataset. DataError if it is not there or cannot be read."""
    if name not in file_names(folder):
        mend = "name a folder that holds a dataset, or restore it" if name == DESCRIPTOR else f"restore it, or take it out of {DESCRIPTOR}"
        raise _refuse(folder, name, 0, "missing-file", "there is no such file", mend)
    try:
        return (Path(folder) / name).read_bytes()
    except OSError as error:
        raise _refuse(folder, name, 0, "missing-file", f"it cannot be read ({error.strerror})", "see who may read it") from None


def descriptor(folder: Path | str) -> dict:
    """The schema of a dataset: its `datapackage.json`. DataError if that is missing or is not a JSON object."""
    try:
        found = json.loads(read_bytes(folder, DESCRIPTOR).decode("utf-8"))
    except json.JSONDecodeError as error:
        raise _refuse(folder, DESCRIPTOR, error.lineno, "descriptor", f"this is not JSON ({error.msg})", "mend it here") from None
    except (ValueError, RecursionError):
        raise _refuse(folder, DESCRIPTOR, 0, "descriptor", "this is not JSON in UTF-8", "restore the file") from None
    if not isinstance(found, dict):
        raise _refuse(folder, DESCRIPTOR, 1, "descriptor", "this is not a JSON object", "begin it with { and end it with }")
    return found


def raw_table(folder: Path | str, name: str) -> RawTable:
    """The file `name` of a dataset as a RawTable, whatever its bytes. DataError if there is no such file."""
    data = read_bytes(folder, name)
    text, coding, bad = _decoded(data)
    lines = list(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    head = lines[0] if lines else ""
    delimiter = "," if "," in head else next((d for d in ";\t" if d in head), ",")
    rows, crlf, unread = _rows(lines, delimiter)
    return RawTable(Path(name).stem, place(folder, name), rows[0][1] if rows else (), tuple(rows[1:]), coding, bad,
                    text.startswith("\ufeff"), delimiter, crlf, tuple(unread))


def _decoded(data: bytes) -> tuple[str, str, tuple[int, int, int] | None]:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return data.decode("utf-16"), "utf-16", None
        except UnicodeDecodeError:
            pass
    try:
        return data.decode("utf-8"), "utf-8", None
    except UnicodeDecodeError as error:
        before = data[:error.start]
        bad = (before.count(b"\n") + 1, error.start - before.rfind(b"\n"), data[error.start])
        return data.decode("utf-8", errors="replace"), "utf-8", bad


def _rows(lines: list[str], delimiter: str) -> tuple[list, int, list]:
    """The rows that can be read. One that cannot costs its first line only: reading begins anew on the next."""
    rows, crlf, unread, at = [], 0, [], 0
    while at < len(lines):
        reader = csv.reader(islice(lines, at, None), delimiter=delimiter, strict=True)
        start = at
        try:
            for cells in reader:
                rows.append((start + 1, tuple(cells)))
                start = at + reader.line_num
                crlf = crlf or (start if "\r" in lines[start - 1][-2:] else 0)
            break
        except csv.Error as error:
            unread.append((start + 1, str(error)))
            at = start + 1
    return rows, crlf, unread
