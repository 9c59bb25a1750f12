"""A table of results as accessible HTML, as aligned text and as CSV, from the same cells.

None of the three depends on pandas' display options, so that a reader's settings change no stored output.
"""
from __future__ import annotations

import csv
import html as markup
import io
import math
from dataclasses import dataclass

import pandas as pd
from pandas.api.types import is_bool_dtype, is_numeric_dtype

_LONG = ' class="long"'   # sentences: a page gives such a column room, so that it does not become a sliver beside short ones


@dataclass(frozen=True, eq=False)
class Table:
    """A table with its caption, for the last line of a notebook's cell: HTML where that can be shown, aligned text beside it.

    >>> Table(pd.DataFrame({"partner": ["a", "b"], "topics": [4, 12]}), "Topics listed")
    Topics listed
    partner  topics
    a             4
    b            12
    """
    data: pd.DataFrame
    caption: str

    def __repr__(self) -> str:
        return f"{self.caption}\n{text(self.data)}"

    def _repr_html_(self) -> str:
        return html(self.data, self.caption)


def cell(value: object) -> str:
    """One value as text: nothing for what is missing, numbers without noise in the last place, dates without a time of midnight.

    >>> [cell(v) for v in (None, float("nan"), 0.1 + 0.2, 2.0, -0.0, True, "a <b>", pd.Timestamp("2024-04-30"))]
    ['', '', '0.3', '2', '0', 'yes', 'a <b>', '2024-04-30']
    """
    if value is None or value is pd.NA or value is pd.NaT or isinstance(value, float) and math.isnan(value):
        return ""
    if isinstance(value, bool) or type(value).__name__ == "bool":   # numpy's is no bool
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value + 0.0:.15g}"
    if isinstance(value, pd.Timestamp) and value == value.normalize():
        return value.date().isoformat()
    return str(value)


def _cells(data: pd.DataFrame) -> tuple[list[str], list[list[str]], list[bool]]:
    """Headings, rows, and for each column whether it holds numbers. The index is left out: what is worth showing is a column."""
    if not all(str(name).strip() for name in data.columns):
        raise ValueError("a column of the table has no name; every column needs a heading")
    numeric = [is_numeric_dtype(kind) and not is_bool_dtype(kind) for kind in data.dtypes]
    rows = [[cell(value) for value in row] for row in data.itertuples(index=False, name=None)]
    return [str(name) for name in data.columns], rows, numeric


def html(data: pd.DataFrame, caption: str) -> str:
    """The table as HTML: a caption, headings with a scope, the first cell of each row as its heading. ValueError for a column without name.

    What only a notebook needs is in `style` attributes, because JupyterLab strips all else and sets every cell to the right.

    >>> print(html(pd.DataFrame({"partner": ["a & b"], "topics": [4]}), "Topics"))
    <table class="data">
    <caption>Topics</caption>
    <thead><tr><th scope="col" style="text-align:left">partner</th><th scope="col" class="number">topics</th></tr></thead>
    <tbody>
    <tr><th scope="row" style="text-align:left">a &amp; b</th><td class="number">4</td></tr>
    </tbody>
    </table>
    """
    head, rows, numeric = _cells(data)
    longest = [max(map(len, column), default=0) for column in zip(*rows)] or [0] * len(head)
    kinds = [' class="number"' if number else f'{_LONG * (length > 40)} style="text-align:left"' for number, length in zip(numeric, longest)]
    heads = "".join(f'<th scope="col"{kind}>{markup.escape(name)}</th>' for name, kind in zip(head, kinds))
    lines = [f'<table class="data">\n<caption>{markup.escape(caption)}</caption>\n<thead><tr>{heads}</tr></thead>\n<tbody>']
    for row in rows:
        first, *others = (f"{kind}>{markup.escape(value)}" for value, kind in zip(row, kinds))
        lines.append(f'<tr><th scope="row"{first}</th>{"".join(f"<td{value}</td>" for value in others)}</tr>')
    return "\n".join([*lines, "</tbody>\n</table>"])


def text(data: pd.DataFrame) -> str:
    """The table as lines of text: columns two spaces apart, numbers to the right."""
    head, rows, numeric = _cells(data)
    widths = [max(map(len, column)) for column in zip(head, *rows)]
    return "\n".join("  ".join(value.rjust(width) if number else value.ljust(width) for value, width, number in zip(row, widths, numeric)).rstrip()
                     for row in [head, *rows])


def comma_separated(data: pd.DataFrame) -> str:
    r"""The table as CSV (RFC 4180, but with \n for line ends).

    >>> comma_separated(pd.DataFrame({"partner": ["a, b"], "share": [0.25]}))
    'partner,share\n"a, b",0.25\n'
    """
    head, rows, _ = _cells(data)
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([head, *rows])
    return out.getvalue()
