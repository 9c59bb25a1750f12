"""Rules on claims, the verdicts on them and the evidence that these rest on."""
from __future__ import annotations

from collections.abc import Iterator

from analysis.rules.base import Data, Row, rule
from analysis.violation import Violation


def _pair(row: Row) -> tuple[str, str]:
    return row.cells["claim"], row.cells["partner"]


@rule("claims.claim verdicts.claim", whole="verdicts")
def claim_without_verdict(data: Data) -> Iterator[Violation]:
    """Every claim has a verdict."""
    for row in data.unreferred("claims.claim", "verdicts.claim"):
        yield data.tables["claims"].fault(row, "claim", "no verdict is on this claim", "add a row to verdicts.csv, 'open' where nothing can be said")


@rule("verdicts.supports verdicts.contradicts verdicts.verdict")
def verdict_without_reason(data: Data) -> Iterator[Violation]:
    """A claim holds by something that supports it, and fails by something that contradicts it."""
    for verdict, column in (("holds", "supports"), ("fails", "contradicts")):
        for row in data.rows("verdicts"):
            if row.cells["verdict"] == verdict and not row.cells[column]:
                yield data.tables["verdicts"].fault(row, column, f"the verdict is {verdict!r} and nothing {column} the claim", (
                    "say what does, or write the verdict 'open'"))


@rule("verdicts.claim verdicts.partner verdicts.verdict evidence.claim evidence.partner", whole="evidence")
def verdict_without_evidence(data: Data) -> Iterator[Violation]:
    """A verdict that says more than 'open' rests on a source."""
    resting = {_pair(row) for row in data.rows("evidence")}
    for row in data.rows("verdicts"):
        if row.cells["verdict"] in ("holds", "fails") and _pair(row) not in resting:
            yield data.tables["verdicts"].fault(row, "verdict", "no evidence is for this claim and partner", "add a row to evidence.csv")


@rule("verdicts.claim verdicts.partner evidence.claim evidence.partner claims.claim", whole="verdicts")
def evidence_without_verdict(data: Data) -> Iterator[Violation]:
    """Evidence is for a claim and a partner, or a claim and all, on which there is a verdict."""
    judged, claims = {_pair(row) for row in data.rows("verdicts")}, data.values("claims.claim")
    for row in data.rows("evidence"):
        if row.cells["claim"] in claims and _pair(row) not in judged:
            yield data.tables["evidence"].fault(row, "partner", "verdicts.csv has no row for this claim and partner", "add one, or correct this")
