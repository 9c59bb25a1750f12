"""The crosswalk: which concept of another vocabulary each topic meets, and how closely (notebook 11-targets).

The vocabularies are those that the dataset names: the targets of the Digital Decade, by section of a report of the Commission, and EuroVoc. A match
is *exact*, *close*, *broad* (the concept is broader than the topic), *narrow* or *none*; a topic that the crosswalk does not judge in a vocabulary is
*not judged*, which is not none. Only topics that some list of the view names are counted; what was not read may name others.
"""
from __future__ import annotations

import pandas as pd

from analysis.dataset import Dataset, categories
from analysis.presence import presence

NONE, NOT_JUDGED = "none", "not judged"
TARGETS = "digital-decade"


def matches(data: Dataset) -> dict[tuple[str, str], dict]:
    """The row of the crosswalk for each topic on the lists of the view and each vocabulary, as plain values.

    >>> from analysis.example import toy
    >>> matches(toy())["net", "eurovoc"]["match"]
    'exact'
    """
    rows = data.crosswalk.astype(str).to_dict("records")
    listed = set(presence(data, "topic", "ever").codes)
    return {(row["topic"], row["vocabulary"]): row for row in rows if row["topic"] in listed}


def is_target(match: dict) -> bool:
    """Whether a match is with a target, which the report has in a section of three numbers; cardinal points and objectives have two.

    >>> is_target({"vocabulary": "digital-decade", "id": "3.1.2"}), is_target({"vocabulary": "digital-decade", "id": "3.3"})
    (True, False)
    """
    return match["vocabulary"] == TARGETS and match["id"].count(".") == 2


def crosswalk(data: Dataset) -> pd.DataFrame:
    """Each topic on the lists of the view with the concept of each vocabulary: topic (label), and for each vocabulary, by its label, the concept, match and edition.

    The concept is its id and label; "no concept" where the match is none, and the match "not judged" where the crosswalk has no row. `why` joins the grounds. Rows in
    reading order of the topics.

    >>> from analysis.example import toy
    >>> crosswalk(toy())[["topic", "EuroVoc", "EuroVoc match"]].values.tolist()[0]
    ['Network one', '11 network one', 'Exact']
    """
    found, of, words = [], matches(data), categories(data.descriptor, "crosswalk", "match")
    vocabularies = categories(data.descriptor, "crosswalk", "vocabulary")
    for topic, label in presence(data, "topic", "ever").labels.items():
        cells, why = {"topic": label}, []
        for vocabulary, name in vocabularies.items():
            row = of.get((topic, vocabulary))
            cells |= {name: "" if row is None else f"{row['id']} {row['label']}".strip() or "no concept",
                      f"{name} match": NOT_JUDGED if row is None else words[row["match"]], f"{name} edition": row["edition"] if row else ""}
            why += [f"{name}: {row['ground']}"] if row and row["ground"] else []
        found.append(cells | {"why": "; ".join(why)})
    columns = ["topic", *(f"{name}{end}" for name in vocabularies.values() for end in ("", " match", " edition")), "why"]
    return pd.DataFrame(found, columns=columns)


def met(data: Dataset) -> pd.DataFrame:
    """How many topics have each kind of match in each vocabulary: on all lists of the view, and on each partner's latest list.

    Columns: whose ("all lists" or a partner's name), vocabulary (label), topics (how many are listed), one for each kind of match by its value, not judged, and
    whole. Where the latest list was not read whole, or none was, every count is the least that it can be and `whole` is False; for all lists
    too, if some list was not. What was not read may also name topics that no list read does.

    >>> from analysis.example import toy
    >>> met(toy()).iloc[:2, :5].values.tolist()
    [['all lists', 'Digital Decade', 3, 0, 0], ['all lists', 'EuroVoc', 3, 1, 1]]
    """
    kinds = list(categories(data.descriptor, "crosswalk", "match"))
    ever, latest = presence(data, "topic", "ever"), presence(data, "topic", "latest")
    whole = all(c.whole for c in presence(data, "topic", "event").columns)
    groups = [("all lists", ever.codes, whole), *((data.label("partners", c.key), latest.listing(c.key), c.whole) for c in latest.columns)]
    of, found = matches(data), []
    for whose, topics, known in groups:
        for vocabulary, name in categories(data.descriptor, "crosswalk", "vocabulary").items():
            given = [of[t, vocabulary]["match"] if (t, vocabulary) in of else NOT_JUDGED for t in topics]
            found.append((whose, name, len(topics), *(given.count(kind) for kind in (*kinds, NOT_JUDGED)), known))
    return pd.DataFrame(found, columns=["whose", "vocabulary", "topics", *kinds, NOT_JUDGED, "whole"])
