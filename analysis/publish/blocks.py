"""Generated blocks: the parts of README and codebook that are made from the data, between a pair of markers.

A marker is an HTML comment, `<!-- begin: name -->` and `<!-- end: name -->`; what stands between the two is replaced.
"""
from __future__ import annotations

import re
from collections.abc import Mapping

import pandas as pd

from analysis import dates
from analysis.agreement import agreement
from analysis.answer import basis, reach
from analysis.dataset import Dataset, categories
from analysis.findings import ALL
from analysis.fragility import headlines, summary
from analysis.trials import SECONDARY


class BlockError(Exception):
    """A marker without its partner, or a block that nobody makes."""


def filled(text: str, blocks: Mapping[str, str], name: str) -> str:
    r"""The text with each of its blocks replaced. BlockError, naming the file `name`, for a block that is unknown or not closed.

    >>> filled("a\n<!-- begin: x -->\nold\n<!-- end: x -->\n", {"x": "new"}, "README.md")
    'a\n<!-- begin: x -->\nnew\n<!-- end: x -->\n'
    """
    asked, closed = re.findall(r"<!-- begin: (\S+) -->", text), re.findall(r"<!-- end: (\S+) -->", text)
    if asked != closed or len(set(asked)) != len(asked):
        raise BlockError(f"{name}: the markers begin {', '.join(asked)} and end {', '.join(closed)}; give each block one of both, in order")
    unknown = sorted(set(asked) - set(blocks))
    if unknown:
        raise BlockError(f"{name}: nothing makes the block {unknown[0]!r}; there are: {', '.join(sorted(blocks))}")
    for block in asked:
        pattern = re.compile(rf"(<!-- begin: {re.escape(block)} -->\n).*?(<!-- end: {re.escape(block)} -->)", re.DOTALL)
        text = pattern.sub(lambda found: f"{found[1]}{blocks[block]}\n{found[2]}", text)
    return text


def markdown_table(table: pd.DataFrame) -> str:
    r"""A table in Markdown; what would be markup there is escaped.

    >>> markdown_table(pd.DataFrame({"a": ["x|y", "<b>"]}))
    '| a |\n|---|\n| x\\|y |\n| &lt;b> |'
    """
    rows = [[plain(str(cell)) for cell in row] for row in table.itertuples(index=False)]
    lines = [" | ".join(map(plain, table.columns)), "|".join("---" for _ in table.columns), *(" | ".join(row) for row in rows)]
    return "\n".join(f"|{line}|" if set(line) <= set("-|") else f"| {line} |" for line in lines)


def plain(text: str) -> str:
    r"""Text of the data as it stands in Markdown: what would be markup there is escaped.

    >>> plain("<b>a|b</b>")
    '&lt;b>a\\|b&lt;/b>'
    """
    return re.sub(r"([\\|*_`\[\]])", r"\\\1", text.replace("&", "&amp;").replace("<", "&lt;")).replace("\n", " ")


def codebook(data: Dataset) -> dict[str, str]:
    """The blocks of the codebook: edition, themes, rulings, topics, agreement, tables. They hold all that the dataset has, in whichever view."""
    view, data = data, data.everything()
    options = data.readings[data.readings["kind"] == "option"]
    others = {r: "; ".join(options.loc[options["ruling"] == r, "label"]) for r in data.rulings["ruling"]}
    rulings = pd.DataFrame({"ruling": data.rulings["ruling"], "hard case": data.rulings["title"], "question": data.rulings["question"],
                            "chosen": data.rulings["chosen"], "why": data.rulings["why"], "not taken": [others[r] for r in data.rulings["ruling"]]})
    themes = categories(data.descriptor, "topics", "theme")
    pillars = categories(data.descriptor, "topics", "pillar")
    topics = data.topics
    table = pd.DataFrame({"topic": topics["topic"], "label": topics["label"], "theme": topics["theme"].map(themes).astype(str),
                          "pillar": topics["pillar"].map(pillars).astype(str), "ground": topics["ground"], "definition": topics["definition"],
                          "includes": topics["includes"], "excludes": topics["excludes"], "example": topics["example"], "entered": topics["entered"]})
    grouped = pd.DataFrame([(label, "; ".join(topics.loc[topics["theme"] == theme, "label"])) for theme, label in themes.items()],
                           columns=["theme", "topics"])
    return {"readings": markdown_table(_readings(data)), "edition": basis(view), "themes": markdown_table(grouped), "rulings": markdown_table(rulings), "topics": markdown_table(table),
            "agreement": "\n\n".join("\n".join(_agreement(one, words)) for one, words in ((view, f"view {view.view!r}"), (data, "everything that was coded"))),
            "tables": "\n\n".join(_tables(data))}


def _readings(data: Dataset) -> pd.DataFrame:
    """Every other reading with what it changes, item by item."""
    label = dict(zip(data.items["item"], data.items["label"]))
    said: dict[str, list[str]] = {reading: [] for reading in data.readings["reading"]}
    for reading, item, topic, change in zip(*(data.overlays[c] for c in ("reading", "item", "topic", "change"))):
        said[reading].append(f"{change} {topic}: {item}, “{label[item]}”")
    for reading, topic, pillar in zip(*(data.regroupings[c] for c in ("reading", "topic", "pillar"))):
        said[reading].append(f"{topic} serves {pillar}")
    return pd.DataFrame({"reading": data.readings["reading"], "kind": data.readings["kind"], "what it says": data.readings["label"],
                         "changes": ["; ".join(said[r]) for r in data.readings["reading"]], "note": data.readings["note"]})


def _agreement(data: Dataset, words: str):
    ruling = dict(zip(data.codings["item"] + "/" + data.codings["topic"], data.codings["ruling"]))
    label = dict(zip(data.items["item"], data.items["label"]))
    for reading in data.readings.loc[data.readings["kind"] == "coder", "reading"]:
        both = agreement(data, reading)
        yield (f"`{reading}`, {words}: {both['same']} of {both['items']} items have the same topics in both codings; Krippendorff's alpha over the sets of "
               f"topics, with the Jaccard distance, is {both['alpha']}. The differences:\n")
        changes = data.overlays[data.overlays["reading"] == reading]
        for item, topic, change in zip(changes["item"], changes["topic"], changes["change"]):
            decided = ruling.get(f"{item}/{topic}", "")
            yield f"- {plain(label[item])}: {change} {topic}" + (f" (decided by the ruling `{decided}`)" if decided else "")


def _tables(data: Dataset):
    for resource in data.descriptor["resources"]:
        rows = [(f["name"], f["type"], _allowed(f), "yes" if f.get("constraints", {}).get("required") else "", f["description"])
                for f in resource["schema"]["fields"]]
        table = pd.DataFrame(rows, columns=["column", "type", "values", "required", "meaning"])
        yield f"### {resource['path']}\n{resource['description']}\n\n{markdown_table(table)}"


def _allowed(f: Mapping) -> str:
    return ", ".join(f"{c['value']} ({c['label']})" for c in f.get("categories", [])) or f.get("syntax", "")


def readme(data: Dataset) -> dict[str, str]:
    """The blocks of the README: the claim, and the findings of the view and those of the record, with how often each holds."""
    rows: dict[bool, list[str]] = {False: [], True: []}
    for f, row in zip(headlines(data), summary(data).to_dict("records")):
        tried = f"; holds in {row['holds']} of {row['tried']}" if row["tried"] else ""
        moves = f", {row['from']:g} to {row['to']:g}" if row["from"] != row["to"] else ""
        # The other sentence is too long for this page; it stands on the first page of the report and in the notebook on sources.
        said = f"{f.sentence.partition(f'{SECONDARY}: ')[0]}{SECONDARY}." if SECONDARY in f.sentence else f.sentence
        rows[ALL[f.id].record].append(f"- {plain(said)} ([{f.notebook}](notebooks/{f.notebook}.ipynb){tried}{moves})")
    record = data.fullest()
    said = {one.view: next(f for f in headlines(one, "03-overlap")) for one in dict.fromkeys([data, record])}
    claim = "\n\n".join(f"In the view `{view}` (lists of {dates.say(f.as_of)}): {plain(f.sentence)} {plain(f.limit)}" for view, f in said.items())
    return {"claim": claim, "findings": "\n".join(rows[False]), "record": "\n".join(rows[True]),
            "edition": basis(data), "reach": reach(record), "cite": citation(data)}


def citation(data: Dataset, view: bool = True) -> str:
    """How to cite the dataset in its view, as one line; without `view` the whole dataset, which holds all views.

    >>> from analysis.example import toy
    >>> citation(toy())
    'The contributors (2024). A toy of three partners, edition 0.0.1 (view page). Data under CC BY 4.0.'
    """
    year = dates.parse(data.created).first.year
    return f"The contributors ({year}). {data.title}, edition {data.edition}{f' (view {data.view})' if view else ''}. Data under CC BY 4.0."
