"""The gallery: every chart of the notebooks as a file of its own, and a page that shows them all."""
from __future__ import annotations

import json
import platform
import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple
from xml.etree import ElementTree

import matplotlib.ft2font

from analysis.publish import figures, svg

_CHART = re.compile(r'^<figure class="chart"')


def stored(notebook: Mapping) -> Iterable[str]:
    """The HTML of each chart that an executed notebook shows, in order."""
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            markup = "".join(output.get("data", {}).get("text/html", ""))
            if _CHART.match(markup):
                yield markup


class Stored(NamedTuple):
    """A chart as a notebook holds it: the notebook's name, the text of its SVG, and its numbers as CSV."""
    notebook: str
    svg: str
    csv: str


def charts(notebooks: Mapping[str, Mapping]) -> dict[str, Stored]:
    """Every chart of the executed notebooks by its id, in order. ValueError where two charts share an id."""
    found: dict[str, Stored] = {}
    for name, notebook in notebooks.items():
        for markup in stored(notebook):
            root = ElementTree.fromstring(markup)
            if root.get("id") in found:
                raise ValueError(f"two charts of the notebooks are called {root.get('id')!r}; give one another id")
            found[root.get("id")] = Stored(name, *(figures.address_text(root.find(part).get(key)) for part, key in (("img", "src"), ("figcaption/a", "href"))))
    return found


def files(notebooks: Mapping[str, Mapping]) -> dict[str, str]:
    """The gallery's files from the executed notebooks, by name: a picture for each chart, README.md, and what the pictures were made with.

    ValueError where two charts share an id.
    """
    made: dict[str, str] = {}
    lines = ["# Figures", "", "Generated from the notebooks by `python -m analysis update`; each picture stands alone and may be reprinted with its",
             "source note (CC BY 4.0). The numbers behind each one are a table in its notebook.", ""]
    for identity, chart in charts(notebooks).items():
        made[f"{identity}.svg"] = chart.svg
        words = {key: _plain(text) for key, text in svg.texts(chart.svg).items()}
        lines += [f"## {words['title']}", f"{words['subtitle']}", "", f"![{words['description']}]({identity}.svg)", "", words["description"], "",
                  f"{words['note']} Notebook: [{chart.notebook}](../notebooks/{chart.notebook}.ipynb).", ""]
    made["README.md"] = "\n".join(lines)
    made["made-with.json"] = json.dumps(made_with(), indent=1, sort_keys=True) + "\n"
    return made


def _plain(text: str) -> str:
    return re.sub(r"([\\*_`\[\]<])", r"\\\1", text)


def made_with() -> dict[str, str]:
    """What the bytes of a picture depend on besides data and code: Python's minor version, platform, matplotlib and its FreeType."""
    return {"python": ".".join(platform.python_version_tuple()[:2]), "platform": f"{platform.system()} {platform.machine()}",
            "matplotlib": matplotlib.__version__, "freetype": matplotlib.ft2font.__freetype_version__}
