"""Claims held against the record: what a source says, what would make it true, and the verdict that the evidence gives (notebook 10-claims).

The verdicts are judged by hand and stored. Where a claim's definition is about how long a partner went without a Council, `meetings` computes what the dates of the
view alone give, so that the two can be held against each other.
"""
from __future__ import annotations

import pandas as pd

from analysis import dates
from analysis.dataset import Dataset, categories

HOLDS, FAILS, OPEN = "holds", "fails", "open"
SECONDARY = "secondary"


def claims(data: Dataset) -> pd.DataFrame:
    """Claim by claim and partner by partner: what is claimed, by which measure, and what the evidence gives.

    Columns: id, claim (the statement in our words), definition (what would make it true), as of (in words), partner (its name, or "all together"), supports,
    contradicts, documents (titles with their standing), verdict (its label) and secondary (every document behind the verdict is secondary; False where there is
    none). Rows in the order of the tables, partners by launch, the verdict on all last. No rows where the view has no verdict.

    >>> from analysis.example import toy
    >>> claims(toy("record"))[["partner", "verdict", "secondary"]].values.tolist()
    [['Arden', 'Holds', False], ['Bland', 'Not yet judgeable', False], ['Coast', 'Does not hold', False]]
    """
    words = dict(zip(data.statements["statement"], data.statements["claim"]))
    about = {row["claim"]: row for row in data.claims.to_dict("records")}
    behind = _documents(data)
    verdict, standing = categories(data.descriptor, "verdicts", "verdict"), categories(data.descriptor, "sources", "standing")
    found = []
    for claim, partner, supports, contradicts, judged in _rows(data):
        row, sources = about[claim], behind.get((claim, partner), [])
        found.append((claim, words.get(row["statement"], row["statement"]), row["definition"], dates.say(row["as_of"]),
                      data.label("partners", partner) if partner else "all together", supports, contradicts,
                      "; ".join(f"{title} ({standing[s].lower()})" for title, s in sources), verdict[judged],
                      bool(sources) and all(s == SECONDARY for _, s in sources)))
    return pd.DataFrame(found, columns=["id", "claim", "definition", "as of", "partner", "supports", "contradicts", "documents", "verdict", "secondary"])


def verdicts(data: Dataset) -> dict[tuple[str, str], str]:
    """The stored verdicts by (claim, partner), "" for all together: holds, fails or open. Order as in `claims`.

    >>> from analysis.example import toy
    >>> verdicts(toy("record"))
    {('more', 'a'): 'holds', ('more', 'b'): 'open', ('more', 'c'): 'fails'}
    """
    return {(claim, partner): judged for claim, partner, _, _, judged in _rows(data)}


def tally(data: Dataset) -> pd.DataFrame:
    """How many verdicts on a claim for one partner hold, do not hold and are open: one row a partner, and one for all of them.

    The verdicts on all partners together are left out, since they sum up others. The claims are unlike, a date, a place or how often partners met, so that no sum is a result.

    >>> from analysis.example import toy
    >>> tally(toy("record")).values.tolist()[-1]
    ['all of them', 1, 1, 1]
    """
    labels = categories(data.descriptor, "verdicts", "verdict")
    given = [(partner, judged) for (_, partner), judged in verdicts(data).items() if partner]
    rows = [(name, *(given.count((p, v)) for v in labels)) for p, name in zip(data.partners["partner"], data.partners["name"])]
    return pd.DataFrame([*rows, ("all of them", *(sum(v == judged for _, judged in given) for v in labels))], columns=["partner", *labels.values()])


def _rows(data: Dataset) -> list[tuple[str, str, str, str, str]]:
    place = {c: n for n, c in enumerate(data.claims["claim"])}
    partners = {p: n for n, p in enumerate(data.partners["partner"])}
    rows = zip(*(data.verdicts[c] for c in ("claim", "partner", "supports", "contradicts")), data.verdicts["verdict"].astype(str))
    return sorted(rows, key=lambda r: (place[r[0]], partners.get(r[1], len(partners)), r[1]))


def _documents(data: Dataset) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """Title and standing of each document behind a verdict, by claim and partner."""
    of = {s: (t, str(n)) for s, t, n in zip(data.sources["source"], data.sources["title"], data.sources["standing"])}
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for claim, partner, source in zip(*(data.evidence[c] for c in ("claim", "partner", "source"))):
        found.setdefault((claim, partner), []).append(of[source])
    return found
