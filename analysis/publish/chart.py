"""A chart: what it says, the numbers behind it, and how it is drawn, in one object that notebook, gallery and page all show."""
from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import quote

import pandas as pd
from matplotlib.axes import Axes

from analysis.publish import svg, tables

_WORDS = ("title", "subtitle", "description", "source")


@dataclass(frozen=True)
class Chart:
    """A chart, not drawn before somebody looks at it.

    `id` is its permanent name: small letters, digits and hyphens. `title` is the finding; `subtitle` what is measured, of whom, when, in
    which unit; `description` what the picture shows, for those who cannot see it; `source` the note under it. `table` holds the
    numbers behind it (plain columns, the index does not count). `draw` puts the body, `height` pixels high, on an Axes in
    pixels (see `marks`). ValueError for an id of another form, and for a text that is empty.

    >>> from analysis.publish import marks
    >>> numbers = pd.DataFrame({"partner": ["a", "b"], "topics": [4, 12]})
    >>> chart = Chart("lengths", "b lists most", "Topics listed at launch", "Two bars.", "A toy.", numbers,
    ...               lambda ax: [marks.bar(ax, 0, 10 + 20 * n, 10 * k, 14) for n, k in enumerate(numbers["topics"])], 40)
    >>> chart
    lengths: b lists most
    Topics listed at launch
    <BLANKLINE>
    partner  topics
    a             4
    b            12
    """
    id: str
    title: str
    subtitle: str
    description: str
    source: str
    table: pd.DataFrame = field(compare=False)
    draw: Callable[[Axes], None] = field(compare=False)
    height: float

    def __post_init__(self) -> None:
        if not re.fullmatch("[a-z][a-z0-9]*(-[a-z0-9]+)*", self.id):
            raise ValueError(f"{self.id!r} cannot name a chart; use small letters, digits and single hyphens")
        for name in _WORDS:
            if not getattr(self, name).strip():
                raise ValueError(f"chart {self.id}: its {name} is empty")

    def __repr__(self) -> str:
        return f"{self.id}: {self.title}\n{self.subtitle}\n\n{tables.text(self.table)}"

    @cached_property
    def svg(self) -> str:
        """The one drawing, as the text of an SVG file that stands alone."""
        return svg.render(self.id, self.draw, self.height, title=self.title, subtitle=self.subtitle, description=self.description,
                          note=self.source)

    @property
    def csv(self) -> str:
        """The numbers behind the chart as CSV."""
        return tables.comma_separated(self.table)

    @property
    def html(self) -> str:
        """The chart for a notebook, in the few elements that JupyterLab shows of a notebook nobody has run or trusted.

        The picture is an <img>, since inline SVG is stripped there; its ground is inside it and behind it, for the dark theme. All its words
        are its alternative text, so that they are read out too.
        It is well-formed XML, so that the page builder can take it apart (`figures`).
        """
        alt = html.escape(" ".join(text.rstrip(".") + "." for text in (self.title, self.subtitle, self.description, self.source)))
        return (f'<figure class="chart" id="{self.id}" style="margin:0">\n'
                f'<img alt="{alt}" style="display:block;max-width:100%;height:auto;background:#ffffff" src="{data_uri("image/svg+xml", self.svg)}" />\n'
                f'<figcaption><a download="{self.id}.csv" href="{data_uri("text/csv", self.csv)}">Download the numbers (CSV)</a></figcaption>\n'
                f'<details><summary>The numbers as a table</summary>\n{tables.html(self.table, self.title)}\n</details>\n</figure>')

    def _repr_html_(self) -> str:
        """For IPython, which does not ask for it, so that nothing is drawn, where only text is wanted."""
        return self.html


def data_uri(kind: str, content: str) -> str:
    """Text as a data URI, percent-encoded, because its difference can be read in a review where base64 cannot.

    Line ends of the content are encoded and followed by a real one, which a browser drops from an address, and a review shows.

    >>> data_uri("text/csv", "a,b\\n1,2\\n")
    'data:text/csv;charset=utf-8,a,b%0A\\n1,2%0A\\n'
    """
    return f"data:{kind};charset=utf-8," + quote(content, safe="=:/,;()'!*+").replace("%0A", "%0A\n")
