"""The dataset as one zip: its tables, the descriptor with the size and digest of each, and what explains them.

The same folder gives the same bytes on every machine. Files are therefore stored and not deflated: what deflating gives depends on the zlib at hand,
and even at one level two of its makers differ.
"""
from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

from analysis import reading

# What stands beside the tables where it is there, and the licence, which the project has one folder higher up.
BESIDE = ("CODEBOOK.md", "RECORD.md", "findings.json")
LICENCE = "LICENSE-DATA"
_EARLIEST = (1980, 1, 1, 0, 0, 0)      # a zip can say no earlier time, and no other is true of bytes that are the same every time


def stem(descriptor: Mapping) -> str:
    """What the files of an edition are called: name and edition, in letters that every system takes.

    >>> from analysis.example import DESCRIPTOR
    >>> stem(DESCRIPTOR), stem({"name": "../a b", "version": "1.0.0"}), stem({"version": "1.0.0"})
    ('toy-0.0.1', 'a-b-1.0.0', 'dataset-1.0.0')
    """
    name = re.sub(r"[^A-Za-z0-9_-]+", "-", str(descriptor.get("name", ""))).strip("-") or "dataset"
    return f"{name}-{re.sub(r'[^A-Za-z0-9.]+', '-', str(descriptor['version']))}"


def packed(contents: Mapping[str, bytes]) -> bytes:
    """Files by path as one zip, in the order given, the same bytes from the same files.

    >>> packed({"a": b"1"}) == packed({"a": b"1"}), zipfile.ZipFile(io.BytesIO(packed({"a/b": b"1"}))).namelist()
    (True, ['a/b'])
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for path, content in contents.items():
            entry = zipfile.ZipInfo(path, _EARLIEST)
            entry.compress_type = zipfile.ZIP_STORED
            entry.create_system, entry.external_attr = 3, 0o100644 << 16      # said to come from Unix, wherever it was made
            made.writestr(entry, content)
    return out.getvalue()


def described(descriptor: Mapping, tables: Mapping[str, bytes]) -> dict:
    """The descriptor with `bytes` and `hash` of each resource, as Data Package 2 has them. `tables` are the files by path. KeyError for one that is not among them.

    >>> described({"resources": [{"path": "a.csv", "schema": {}}]}, {"a.csv": b"x"})["resources"][0]["bytes"]
    1
    """
    resources = []
    for resource in descriptor["resources"]:
        content = tables[resource["path"]]
        told = {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}
        plain = {key: value for key, value in resource.items() if key not in told}
        resources.append({key: value for key, value in plain.items() if key != "schema"} | told | ({"schema": plain["schema"]} if "schema" in plain else {}))
    return {**descriptor, "resources": resources}


def archive(folder: Path | str) -> bytes:
    """The dataset in a folder as a zip with one folder in it, named after the edition.

    All tables, the descriptor, and codebook, record, findings and licence where they are there. reading.DataError if the folder holds no dataset.

    >>> zipfile.ZipFile(io.BytesIO(archive(reading.DATA))).namelist()[0].partition("/")[2]
    'datapackage.json'
    """
    descriptor, there = reading.descriptor(folder), reading.file_names(folder)
    tables = {resource["path"]: reading.read_bytes(folder, resource["path"]) for resource in descriptor["resources"]}
    text = json.dumps(described(descriptor, tables), indent=1, ensure_ascii=False) + "\n"
    beside = {name: reading.read_bytes(folder, name) for name in (*BESIDE, LICENCE) if name in there}
    if LICENCE not in beside and Path(folder).resolve() == reading.DATA.resolve() and LICENCE in reading.file_names(reading.PROJECT):
        beside[LICENCE] = reading.read_bytes(reading.PROJECT, LICENCE)
    top = stem(descriptor)
    return packed({f"{top}/{name}": content for name, content in {reading.DESCRIPTOR: text.encode(), **tables, **beside}.items()})
