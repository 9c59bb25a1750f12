"""Beliefs: what follows if of several documents on one event one alone is believed, or if secondary sources count too (notebook 05-sources)."""
from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from analysis.dataset import Dataset
from analysis.evolution import KEPT, NEW, NOT_REPEATED, UNDECIDED, turnover
from analysis.findings import ABOUT_SOURCES, ALL, Choices
from analysis.overlap import pairs
from analysis.sources import together, whose
from analysis.wording import span

_COUNTS = (KEPT, NEW, NOT_REPEATED, UNDECIDED)
NOTHING = "no such step"


def beliefs(data: Dataset) -> pd.DataFrame:
    """What changes if, of an event with several documents, only one is believed: only the rows in which something does.

    A row for each such event, document, and pair of partners or step from one list of a partner to its next. Columns: partner, event, list (ids), document, compared ("launch lists", "latest
    lists" or "one list and the next"), of (whom), direct (whether the event's partner is among them; elsewhere only the bounds move, because topics that no other list names are out
    of the comparison), before, after. Before and after are, for a pair, the number of shared topics and the Jaccard index with their
    bounds (`overlap.pairs`), and for a step the counts of `evolution.turnover` and the turnover where it is defined; where believing a document moves an event in
    time, a step may be there no more.

    >>> from analysis.example import toy
    >>> beliefs(toy("record"))[["document", "of", "before", "after"]].values.tolist()[0]
    ['A page', 'Arden and Bland', '2 shared, Jaccard index 0.67', '2 shared, Jaccard index 1.00']
    """
    before, rows = dict(_compared(data)), []
    partner = whose(data)
    for event, found in together(data).items():
        for document in found:
            after = dict(_compared(data.believing(document.list)))
            rows += [(partner[event], event, document.list, document.title, *key[:2], partner[event] in key[2], before.get(key, NOTHING), after.get(key, NOTHING))
                     for key in {**before, **after} if before.get(key) != after.get(key)]
    return pd.DataFrame(rows, columns=["partner", "event", "list", "document", "compared", "of", "direct", "before", "after"]).astype({"direct": bool})


def _compared(data: Dataset) -> Iterator[tuple[tuple[str, str, tuple[str, ...]], str]]:
    """Every comparison of two lists, by what is compared and of whom (in words, and their ids), in words."""
    for when in ("launch", "latest"):
        for row in pairs(data, when=when).itertuples():
            said = f"{span(row.shared, row.shared_high, 0)} shared, Jaccard index {span(row.jaccard, row.jaccard_high)}"
            yield (f"{when} lists", f"{data.label('partners', row.a)} and {data.label('partners', row.b)}", (row.a, row.b)), said
    name = dict(zip(data.events["event"], data.events["name"]))
    for row in turnover(data).to_dict("records"):
        said = ", ".join(f"{row[c]} {c}" for c in _COUNTS) + (f"; turnover {row['turnover']:.2f}" if row["turnover"] == row["turnover"] else "")
        yield ("one list and the next", f"{data.label('partners', row['partner'])}: {name[row['from']]}, then {name[row['to']]}", (row["partner"],)), said


def consequences(data: Dataset) -> pd.DataFrame:
    """What follows for the event's own partner: `beliefs` where it is direct, documents from which the same follows in one row.

    Columns: partner, event, if believed alone (the documents), compared, of, with all (of the event's documents), with it alone.

    >>> from analysis.example import toy
    >>> consequences(toy("record")).values.tolist()[0][2:]
    ['A page', 'launch lists', 'Arden and Bland', '2 shared, Jaccard index 0.67', '2 shared, Jaccard index 1.00']
    """
    found: dict[tuple, list[str]] = {}
    for row in beliefs(data).itertuples():
        if row.direct:
            found.setdefault((row.partner, row.event, row.compared, row.of, row.before, row.after), []).append(row.document)
    rows = [(partner, event, "; ".join(names), *rest) for (partner, event, *rest), names in found.items()]
    return pd.DataFrame(rows, columns=["partner", "event", "if believed alone", "compared", "of", "with all", "with it alone"])


def secondary(data: Dataset) -> pd.DataFrame:
    """Every finding on what counts and with what is only shown counted too: finding, claim (what it is), differs (whether it claims something else), counted, all (the sentences,
    without what other readings would make of them).

    No rows where nothing is only shown. Findings that say what was read are left out, since they change with it by their nature.

    >>> from analysis.example import toy
    >>> secondary(toy("record"))[["finding", "differs"]].values.tolist()[:3]
    [['single', False], ['outside', False], ['everybody', False]]
    >>> secondary(toy()).empty
    True
    """
    wide, rows = data.with_shown(), []
    if wide is not data:
        for name, one in ALL.items():
            if one.notebook not in ABOUT_SOURCES:
                base, other = one.function(data, Choices()), one.function(wide, Choices())
                rows.append((name, one.claim, base.claim != other.claim, base.sentence, other.sentence))
    return pd.DataFrame(rows, columns=["finding", "claim", "differs", "counted", "all"]).astype({"differs": bool})
