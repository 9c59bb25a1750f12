"""The one loader: a folder's tables, passed by the rules, as a dataset in a view."""
from __future__ import annotations

from pathlib import Path

from analysis import check, reading
from analysis.dataset import Dataset, build


def load(folder: str | Path | None = None, view: str = "page") -> Dataset:
    """The dataset in a folder (None: the project's own), restricted to the sources of a view.

    reading.DataError says in full what is wrong if the data break a rule, if the folder holds no dataset, or if it has no such view.

    >>> load().view
    'page'
    """
    folder = reading.DATA if folder is None else Path(folder)
    faults = check.violations(folder)
    if faults:
        raise reading.DataError(check.report(faults))
    descriptor = reading.descriptor(folder)
    raw = {r["name"]: reading.raw_table(folder, r["path"]) for r in descriptor["resources"]}
    tables = {name: [dict(zip(table.header, cells)) for _, cells in table.rows] for name, table in raw.items()}
    try:
        data = build(descriptor, tables, view)
    except KeyError as fault:
        raise reading.DataError(f"{folder.name}: {fault.args[0]}; choose one of them with --view, or add rows to views.csv") from None
    if data.items.empty:
        raise reading.DataError(f"{folder.name}: the view {view!r} has no list that was read, so there is nothing to find; add a source with a list to it in views.csv")
    return data
