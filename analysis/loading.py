"""The one loader: a folder's tables, passed by the rules, as a dataset in a view."""
from __future__ import annotations

from pathlib import Path

from analysis import check, reading
from analysis.dataset import Dataset, build
from analysis.views import DEFAULT


def load(folder: str | Path | None = None, view: str | None = None) -> Dataset:
    """The dataset in a folder (None: the project's own), restricted to the sources of a view (None: `views.DEFAULT`, or the first one where there is none of that name).

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
        names = [row["view"] for row in tables["views"]]
        view = view or (DEFAULT if DEFAULT in names else names[0])
        data = build(descriptor, tables, view)
    except KeyError as fault:
        raise reading.DataError(f"{folder.name}: {fault.args[0]}; choose one of them with --view, or add rows to views.csv") from None
    if data.items.empty:
        raise reading.DataError(f"{folder.name}: the view {view!r} has no list that was read, so there is nothing to find; add a source with a list to it in views.csv")
    return data
