"""Changed copies of the real dataset, for tests: in memory from rows, or as a folder."""
from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Callable
from pathlib import Path

from analysis import reading
from analysis.dataset import Dataset, build

Rows = dict[str, list[dict[str, str]]]


def rows(folder: Path = reading.DATA) -> Rows:
    """The rows of every table of a dataset."""
    found = {}
    for resource in reading.descriptor(folder)["resources"]:
        table = reading.raw_table(folder, resource["path"])
        found[resource["name"]] = [dict(zip(table.header, cells)) for _, cells in table.rows]
    return found


def dataset(change: Callable[[Rows], None], view: str = "page") -> Dataset:
    """The real dataset with its rows changed, without asking the rules."""
    tables = rows()
    change(tables)
    return build(reading.descriptor(reading.DATA), tables, view)


def folder(into: Path, change: Callable[[Rows], None] = lambda tables: None) -> Path:
    """A copy of the real dataset's folder with its rows changed."""
    shutil.copytree(reading.DATA, into)
    tables = rows(into)
    change(tables)
    for name, found in tables.items():
        columns = reading.raw_table(into, f"{name}.csv").header
        out = io.StringIO()
        writer = csv.DictWriter(out, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(found)
        (into / f"{name}.csv").write_text(out.getvalue(), encoding="utf-8", newline="")
    return into


def fifth_partner(tables: Rows) -> None:
    """A made-up fifth partner by rows alone: a launch read whole, a first Council without a list, a second read in part; a label full of markup."""
    tables["partners"].append({"partner": "atlantis", "name": "Atlantis & <b>Co</b>", "in_text": "Atlantis & <b>Co</b>", "short": "Atlantis", "role": "partnership"})
    blank = {"place": "", "missing": "place: made up"}
    tables["events"] += [
        {"event": "atlantis-launch", "partner": "atlantis", "kind": "launch", "ordinal": "", "name": "Launch under the sea"} | blank,
        {"event": "atlantis-council-1", "partner": "atlantis", "kind": "council", "ordinal": "1", "name": "First Digital Partnership Council"} | blank,
        {"event": "atlantis-council-2", "partner": "atlantis", "kind": "council", "ordinal": "2", "name": "Second Digital Partnership Council"} | blank]
    common = {"source": "page-2024", "place": "", "heading": "Partnership with Atlantis", "read_ground": "made up", "content": "unstated", "claims": "unstated",
              "claims_ground": "made up"}
    tables["lists"] += [
        {"list": "page-atlantis-launch", "event": "atlantis-launch", "date": "2023-05", "line": "101", "read": "whole"} | common,
        {"list": "page-atlantis-council-1", "event": "atlantis-council-1", "date": "2024", "line": "110", "read": "none seen"} | common,
        {"list": "page-atlantis-council-2", "event": "atlantis-council-2", "date": "2025-02-03", "line": "120", "read": "part"} | common]
    labels = ['<img src=x onerror="alert(1)">', "Submarine cables and $x_1$", "رقمي"]
    for name, coded in (("launch", ["semiconductors", "submarine-cables", "research"]), ("council-2", ["submarine-cables", "ai"])):
        for n, topic in enumerate(coded, 1):
            item = f"page-atlantis-{name}-{n}"
            line = {"launch": 101, "council-2": 120}[name] + n
            tables["items"].append({"item": item, "list": f"page-atlantis-{name}", "position": str(n), "section": "", "label": labels[n - 1], "original": "", "translated_from": "",
                                    "line": str(line)})
            tables["codings"].append({"item": item, "topic": topic, "basis": "named", "ruling": ""})
