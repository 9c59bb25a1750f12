"""An edition of a dataset as its files give it, fit for the present rules or not, and which edition was the last."""
from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import isfinite
from pathlib import Path

from analysis import reading
from analysis.violation import Violation

Row = Mapping[str, str]
Key = tuple[str, ...]
FOLDER, FINDINGS = "editions", "findings.json"
# The columns that tell the rows of a table apart, where a descriptor names none; of any other table it is the first column.
KEYS: dict[str, Key] = {"codings": ("item", "topic"), "views": ("view", "source"), "overlays": ("reading", "item", "topic"), "regroupings": ("reading", "topic"),
                        "depths": ("item", "topic"), "outcomes": ("item", "what"), "verdicts": ("claim", "partner"), "evidence": ("claim", "partner", "source"),
                        "crosswalk": ("topic", "vocabulary")}
_BROKEN = (KeyError, TypeError, AttributeError, ValueError, RecursionError)     # what comes of JSON that is something else


@dataclass(frozen=True)
class Table:
    """A table as its file has it: columns, the columns that tell its rows apart, and rows."""
    columns: Key
    key: Key
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Edition:
    """A dataset as its files give it, whatever the rules say of it; `findings` are None where none are known, `view` is that of the file of findings.

    `labels` are those of the categories of a column, by "table.column", in order."""
    title: str
    version: str
    created: str
    tables: Mapping[str, Table]
    findings: tuple[Mapping, ...] | None = None
    view: str = ""
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def edition(descriptor: Mapping, tables: Mapping[str, Sequence[Row]], findings: Mapping | None = None, columns: Mapping[str, Key] | None = None) -> Edition:
    """An edition from a descriptor, the rows of its tables, and what its file of findings holds, if there is one.

    A finding without a view is of the file's own. `columns` are those that the tables have, where they are not those of the descriptor. KeyError, TypeError or
    AttributeError for what is no descriptor or no findings.

    >>> from analysis.example import DESCRIPTOR, TABLES
    >>> edition(DESCRIPTOR, TABLES).tables["codings"].key
    ('item', 'topic')
    """
    made, labels = {}, {}
    for resource in descriptor["resources"]:
        name, schema = resource["name"], resource["schema"]
        has = columns[name] if columns else tuple(field["name"] for field in schema["fields"])
        stated = schema.get("primaryKey", ())
        labels |= {f"{name}.{one['name']}": {c["value"]: c["label"] for c in one["categories"] if isinstance(c, dict)} for one in schema["fields"] if "categories" in one}
        made[name] = Table(has, ((stated,) if isinstance(stated, str) else tuple(stated)) or KEYS.get(name, has[:1]), tuple({column: row[column] for column in has} for row in tables[name]))
    bare = Edition(str(descriptor["title"]), str(descriptor["version"]), str(descriptor.get("created", ""))[:10], made, labels=labels)
    return bare if findings is None else with_findings(bare, findings)


def with_findings(one: Edition, findings: Mapping) -> Edition:
    """The edition with what a file of findings holds. KeyError, TypeError or AttributeError for what is none.

    >>> from analysis.example import DESCRIPTOR, TABLES
    >>> with_findings(edition(DESCRIPTOR, TABLES), {"view": "page", "findings": []}).findings
    ()
    """
    found = tuple({"view": findings.get("view", ""), **row} for row in findings["findings"])
    for row in found:
        row["id"] + row["view"] + row["title"] + row["sentence"]      # what is compared is there, and is text
        if not all(n is None or isfinite(n) for n in (row["low"], row["high"])):
            raise TypeError("a value is a number, or null where it is open")
    return replace(one, findings=found, view=findings.get("view", ""))


def read(folder: Path | str) -> Edition:
    """The edition in a folder, with its stored findings. DataError says what cannot be read: folder, descriptor, a table, a row, the findings.

    >>> read(reading.DATA).tables["items"].key
    ('item',)
    """
    descriptor = reading.descriptor(folder)
    try:
        raw = {resource["name"]: _whole(reading.raw_table(folder, resource["path"])) for resource in descriptor["resources"]}
        rows = {name: [dict(zip(table.header, cells)) for _, cells in table.rows if cells] for name, table in raw.items()}
        columns = {name: table.header for name, table in raw.items()}
        made = edition(descriptor, rows, columns=columns)
    except _BROKEN:
        raise _refused(reading.place(folder, reading.DESCRIPTOR), 0, "this is not the descriptor of a dataset") from None
    if FINDINGS not in reading.file_names(folder):
        return made
    try:
        return edition(descriptor, rows, json.loads(reading.read_bytes(folder, FINDINGS)), columns)
    except _BROKEN:
        raise _refused(reading.place(folder, FINDINGS), 0, "this is no file of findings") from None


def _whole(raw: reading.RawTable) -> reading.RawTable:
    """A table that can be read to its end. DataError for the first row that cannot."""
    wrong = [(line, f"this row cannot be read ({why})") for line, why in raw.unread]
    wrong += [(line, f"the row has {len(cells)} cells and the header {len(raw.header)}") for line, cells in raw.rows if cells and len(cells) != len(raw.header)]
    wrong += [(raw.bad[0], "this is not UTF-8")] if raw.bad else []
    if wrong:
        raise _refused(raw.file, *min(wrong))
    return raw


def _refused(file: str, line: int, problem: str) -> reading.DataError:
    return reading.DataError(Violation(file, line, "", None, "edition", problem, "restore it, or compare another folder"))


def last_edition(folder: Path | str) -> Path | None:
    """The folder of the edition before that of a dataset: the highest version in its folder `editions` that is lower than its own; None if there is none.

    DataError if the folder holds no dataset.

    >>> last_edition(reading.DATA).parent.name
    'editions'
    """
    present, inside = _version(str(reading.descriptor(folder).get("version"))), Path(folder, FOLDER)
    stored = [(_version(path.name), path) for path in inside.iterdir() if path.is_dir() and _version(path.name)] if inside.is_dir() else []
    return max((pair for pair in stored if pair[0] < present), default=(None, None))[1]


def _version(text: str) -> tuple[int, ...]:
    return tuple(map(int, text.split("."))) if re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,6}){2}", text) else ()
