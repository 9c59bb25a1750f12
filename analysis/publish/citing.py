"""How to cite the dataset or a page of the report: in plain text, as BibTeX, as RIS; and the dataset as machines look for it (schema.org).

Nothing is claimed that the data do not say: no DOI, no name beyond the one in CITATION.cff, no address, since the files can lie anywhere.
"""
from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping

from analysis import dates
from analysis.dataset import Dataset
from analysis.publish import blocks
from analysis.publish.archive import stem

AUTHOR = "The contributors"      # as in CITATION.cff and `blocks.citation`
_TEX = {"\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
        "<": r"\textless{}", ">": r"\textgreater{}", "|": r"\textbar{}", **{c: f"\\{c}" for c in "#$%&_"}}
_MEDIA = {".zip": "application/zip", ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".json": "application/json"}
_LONGEST = 5000                  # characters of a description that search engines take


def cite_dataset(data: Dataset) -> dict[str, str]:
    """How to cite the dataset, which holds all its views: `text`, `bibtex` and `ris`, each with the edition.

    >>> from analysis.example import toy
    >>> print(cite_dataset(toy())["bibtex"], end="")
    @misc{toy-0.0.1,
      author = {{The contributors}},
      title = {{A toy of three partners}},
      year = {2024},
      howpublished = {Dataset},
      note = {Edition 0.0.1 of 31 December 2024. Data under CC BY 4.0.}
    }
    """
    text = " ".join(blocks.citation(data, view=False).split())
    entry = {"title": data.title, "howpublished": "Dataset", "note": f"Edition {data.edition} of {dates.say(data.created)}. {_terms(text)}"}
    return {"text": f"{text}\n", "bibtex": _bibtex(data, stem(data.descriptor), entry),
            "ris": _ris(data, "DATA", [("TI", data.title), ("ET", data.edition), ("N1", entry["note"])])}


def cite_page(data: Dataset, title: str, href: str, view: bool = True) -> dict[str, str]:
    """How to cite the page `href` of the report, called `title`: `text`, `bibtex` and `ris`, each with the dataset's edition and, unless the page shows all views, the view.

    >>> from analysis.example import toy
    >>> print(cite_page(toy(), "What do they share?", "03-overlap.html")["text"], end="")
    The contributors (2024). What do they share? Page 03-overlap.html of: A toy of three partners, edition 0.0.1 (view page). Data under CC BY 4.0.
    """
    whole = " ".join(blocks.citation(data, view).split())
    head = f"{AUTHOR} ({_year(data)}). "
    title, of = " ".join(title.split()), whole.removeprefix(head)
    text = f"{head}{title}{'' if title.endswith(('.', '?', '!')) else '.'} Page {href} of: {of}"
    entry = {"title": title, "howpublished": f"Page {href} of: {data.title}", "note": f"{_edition(data, view)} {_terms(whole)}"}
    return {"text": f"{text}\n", "bibtex": _bibtex(data, f"{_id(data) if view else stem(data.descriptor)}-{_plain(href.removesuffix('.html'))}", entry),
            "ris": _ris(data, "ELEC", [("TI", title), ("T2", data.title), ("ET", data.edition), ("N1", f"Page {href}. {entry['note']}")])}


def json_ld(data: Dataset, files: Mapping[str, bytes]) -> dict:
    """The dataset as a schema.org `Dataset`, for the index. `files` are its downloadable forms, by path from the page.

    What the descriptor does not say is left out. As the files hold all views, the period is that of all events, and `isBasedOn` are the addresses of all sources.

    >>> from analysis.example import toy
    >>> said = json_ld(toy(), {"data/toy.zip": b"x"})
    >>> said["version"], said["temporalCoverage"], said["distribution"][0]["encodingFormat"]
    ('0.0.1', '2022-05-12/2025-03-04', 'application/zip')
    """
    data = data.everything()
    described = data.descriptor
    addresses = list(dict.fromkeys(a for a in data.sources["address"] if re.match("https?://", a)))
    licences = [one["path"] for one in described.get("licenses", []) if one.get("path")]
    said = {"@context": "https://schema.org/", "@type": "Dataset", "name": data.title, "description": str(described.get("description", ""))[:_LONGEST],
            "version": data.edition, "dateModified": data.created, "creator": {"@type": "Organization", "name": AUTHOR},
            "license": licences[0] if len(licences) == 1 else licences, "isAccessibleForFree": True if licences else None,
            "keywords": list(described.get("keywords", [])), "temporalCoverage": _period(data), "isBasedOn": addresses,
            "distribution": [_download(href, content) for href, content in files.items()]}
    return {key: value for key, value in said.items() if value not in ("", [], None)}


def _download(href: str, content: bytes) -> dict:
    return {"@type": "DataDownload", "name": href.rpartition("/")[2], "contentUrl": href, "encodingFormat": _MEDIA[re.search(r"\.[a-z]+$", href)[0]],
            "contentSize": f"{len(content)} B", "sha256": hashlib.sha256(content).hexdigest()}


def _period(data: Dataset) -> str:
    """From the first event to the last, each as precisely as its date is known."""
    spans = [date for date in data.events["date"] if date]
    if not spans:
        return ""
    first, last = min(spans, key=lambda d: dates.parse(d).first), max(spans, key=lambda d: dates.parse(d).last)
    return f"{first.partition('/')[0]}/{last.rpartition('/')[2]}"


def _year(data: Dataset) -> int:
    return dates.parse(data.created).first.year


def _edition(data: Dataset, view: bool) -> str:
    return f"Edition {data.edition} of {dates.say(data.created)}{f', view {data.view}' if view else ''}."


def _terms(text: str) -> str:
    """The last sentence of the plain citation, which says the licence."""
    return "Data under" + text.rpartition("Data under")[2]


def _id(data: Dataset) -> str:
    return f"{stem(data.descriptor)}-{_plain(data.view)}"


def _plain(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9.-]+", "-", text).strip("-")


def _tex(text: str) -> str:
    r"""Text as TeX sets it as it is. Braces are named, since BibTeX counts them, those with a backslash too.

    >>> _tex("a_b {c\n}")
    'a\\_b \\textbraceleft{}c \\textbraceright{}'
    """
    return "".join(_TEX.get(c, c) for c in " ".join(_printable(text).split()))


def _printable(text: str) -> str:
    return re.sub("[\x00-\x1f\x7f-\x9f\u2028\u2029]", " ", text)


def _bibtex(data: Dataset, key: str, fields: Mapping[str, str]) -> str:
    """An entry that BibTeX and biblatex both know; the second pair of braces keeps capitals, and of a name that is nobody's surname the whole."""
    title, *others = ((name, _tex(value)) for name, value in fields.items())
    lines = [f"author = {{{{{_tex(AUTHOR)}}}}}", f"title = {{{{{title[1]}}}}}", f"year = {{{_year(data)}}}", *(f"{name} = {{{value}}}" for name, value in others)]
    return f"@misc{{{key},\n  " + ",\n  ".join(lines) + "\n}\n"


def _ris(data: Dataset, kind: str, fields: list[tuple[str, str]]) -> str:
    """A record of the RIS format: a tag a line, lines ended as its specification says."""
    when = dates.parse(data.created).first
    tags = [("TY", kind), ("AU", AUTHOR), ("PY", str(when.year)), ("DA", f"{when.year:04}/{when.month:02}/{when.day:02}"), *fields]
    return "".join(f"{tag}  - {' '.join(_printable(value).split())}\r\n" for tag, value in tags) + "ER  - \r\n"
