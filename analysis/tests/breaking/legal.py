"""Ways to break instruments, milestones, claims and verdicts."""
from __future__ import annotations

from analysis.tests.breaking.base import Copy, case, put


@case("instrument-without-milestone", "and no note")
def _(copy):
    having = {row["instrument"] for row in copy.rows("milestones")}
    return copy.set("instruments", "note", "", lambda row: row["instrument"] not in having)


put("binding-source", "none is named", "instruments", "binding_source", "", lambda row: row["binding"] == "no")
put("binding-source", "of what is not known", "instruments", "binding_source", "page-2024", lambda row: row["binding"] == "unknown")
case("milestone-repeated", "a second of one source")(lambda copy: copy.add("milestones", "stage", milestone="other"))


@case("stage-order", "the last before the others")
def _(copy):
    pairs = [(row["instrument"], row["source"]) for row in copy.rows("milestones")]
    several = next(pair for pair in pairs if pairs.count(pair) > 1)
    return copy.set("milestones", "date", "1999", lambda row: (row["instrument"], row["source"]) == several, last=True)


case("claim-without-verdict", "a new one")(lambda copy: copy.add("claims", "claim", claim="other"))
put("verdict-without-reason", "nothing supports it", "verdicts", "supports", "", lambda row: row["verdict"] == "holds")
put("verdict-without-reason", "nothing contradicts it", "verdicts", "contradicts", "", lambda row: row["verdict"] == "fails")


def comparator(copy: Copy) -> str:
    """A partner on whom no claim is judged."""
    return next(row["partner"] for row in copy.rows("partners") if row["role"] == "comparator")


case("verdict-without-evidence", "a new one")(lambda copy: copy.add(
    "verdicts", "verdict", lambda row: row["verdict"] == "holds", partner=comparator(copy)))
case("evidence-without-verdict", "a new one")(lambda copy: copy.add("evidence", "partner", partner=comparator(copy)))
