"""Rules on instruments, what says that they bind, and their milestones."""
from __future__ import annotations

from collections.abc import Iterator

from analysis.rules.base import Data, Row, dated_later, is_date, rule
from analysis.violation import Violation


@rule("instruments.instrument instruments.note milestones.instrument", whole="milestones")
def instrument_without_milestone(data: Data) -> Iterator[Violation]:
    """An instrument has a milestone, or its note says why it has none."""
    for row in data.unreferred("instruments.instrument", "milestones.instrument"):
        if not row.cells["note"]:
            yield data.tables["instruments"].fault(row, "note", "no milestone is of this instrument and no note says why", (
                "add one to milestones.csv, or write the note"))


@rule("instruments.binding instruments.binding_source")
def binding_source(data: Data) -> Iterator[Violation]:
    """An instrument names the source that says whether it binds, exactly where one says it."""
    table = data.tables["instruments"]
    for row in data.rows("instruments"):
        binding, source = row.cells["binding"], row.cells["binding_source"]
        if binding == "unknown" and source:
            yield table.fault(row, "binding_source", "whether it binds is not known, and a source is to say it", "empty it, or write what the source says")
        elif binding in ("yes", "no") and not source:
            yield table.fault(row, "binding_source", "no source is named that says whether it binds", "name it, or write 'unknown'")


@rule("milestones.instrument milestones.stage milestones.source")
def milestone_repeated(data: Data) -> Iterator[Violation]:
    """A source dates a stage of an instrument once; two sources may each date it."""
    for row, line in data.tables["milestones"].repeated(["instrument", "stage", "source"]):
        yield data.tables["milestones"].fault(row, "stage", f"line {line} is of the same instrument, stage and source", "make one milestone of the two")


@rule("milestones.instrument milestones.stage milestones.date milestones.source")
def stage_order(data: Data) -> Iterator[Violation]:
    """One source dates the stages of one instrument in the order that the schema has them in. Only what is decided counts."""
    table = data.tables["milestones"]
    stages = table.categories("stage")
    steps: dict[tuple[str, str], list[Row]] = {}
    for row in data.rows("milestones"):
        if row.cells["stage"] in stages and is_date(row.cells["date"]):
            steps.setdefault((row.cells["instrument"], row.cells["source"]), []).append(row)
    for rows in steps.values():
        for row in rows:
            one = dated_later(row, (one for one in rows if stages.index(one.cells["stage"]) < stages.index(row.cells["stage"])))
            if one:
                yield table.fault(row, "date", f"line {one.line} dates an earlier stage later, to {one.cells['date']}", (
                    "correct one of the dates, or the stages"))
