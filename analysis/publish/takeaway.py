"""What stands beside the pages of the report, to take away: charts, notebooks, the dataset, its numbers, and how to cite it."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from analysis.dataset import Dataset
from analysis.editions import Changes
from analysis.publish import citing, gallery, pictures, results
from analysis.publish.archive import archive, stem
from analysis.publish.products import notebook_text
from analysis.publish.workbook import workbook


def files(data: Dataset, notebooks: Mapping[str, Mapping], folder: Path | str, findings: Sequence[Mapping] | None = None,
          cache: Path | None = pictures.CACHE, changes: Changes | None = None) -> dict[str, bytes]:
    """The files beside the pages, by relative path, of the dataset in `folder` and the executed notebooks.

    figures/<chart>.svg, .png and .csv; notebooks/<name>.ipynb; data/<name>-<edition>.zip and .xlsx; results.json and results.schema.json;
    citation.txt, .bib and .ris.
    `findings` are the rows of findings.json, where they are at hand, `changes` those since the last edition; pictures are taken from `cache` and put there. ValueError where two charts share an id;
    reading.DataError if the folder holds no dataset, or one that is too large for Excel.

    >>> from analysis import reading
    >>> from analysis.example import toy
    >>> sorted(files(toy(), {}, reading.DATA, findings=[], cache=None))[:4]
    ['citation.bib', 'citation.ris', 'citation.txt', 'data/toy-0.0.1.xlsx']
    """
    made = charts(notebooks, cache)
    made |= {f"notebooks/{name}.ipynb": notebook_text(notebook).encode() for name, notebook in notebooks.items()}
    made |= dataset(data, folder)
    made["results.json"] = results.text(results.results(data, notebooks, findings, changes)).encode()
    made[results.SCHEMA_FILE] = results.SCHEMA_TEXT.encode()
    cited = citing.cite_dataset(data)
    return made | {"citation.txt": cited["text"].encode(), "citation.bib": cited["bibtex"].encode(), "citation.ris": cited["ris"].encode()}


def charts(notebooks: Mapping[str, Mapping], cache: Path | None = pictures.CACHE) -> dict[str, bytes]:
    """Every chart of the executed notebooks as figures/<chart>.svg, .png and .csv. The picture is of that very SVG. ValueError where two charts share an id.

    >>> charts({})
    {}
    """
    drawn = gallery.charts(notebooks)
    made = {f"figures/{name}.{kind}": text.encode() for name, chart in drawn.items() for kind, text in (("svg", chart.svg), ("csv", chart.csv))}
    return made | {f"figures/{name}.png": picture for name, picture in pictures.pngs({name: chart.svg for name, chart in drawn.items()}, cache).items()}


def dataset(data: Dataset, folder: Path | str) -> dict[str, bytes]:
    """The whole dataset in `folder` as data/<name>-<edition>.zip and .xlsx: what `citing.json_ld` says can be downloaded.

    >>> from analysis import load, reading
    >>> [name.rpartition(".")[2] for name in dataset(load(), reading.DATA)]
    ['zip', 'xlsx']
    """
    name = stem(data.descriptor)
    return {f"data/{name}.zip": archive(folder), f"data/{name}.xlsx": workbook(folder)}
