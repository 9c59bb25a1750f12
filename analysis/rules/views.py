"""Rules on partners' roles, on sources and on the views that choose among them."""
from __future__ import annotations

from collections.abc import Iterator

from analysis.rules.base import Data, Row, rule
from analysis.violation import Violation, shown


@rule("partners.partner events.partner", whole="events")
def partner_without_event(data: Data) -> Iterator[Violation]:
    """Every partner has an event."""
    for row in data.unreferred("partners.partner", "events.partner"):
        yield data.tables["partners"].fault(row, "partner", "no event is of this partner", "add one, or take the partner out")


@rule("partners.role", whole="partners")
def no_partnership(data: Data) -> Iterator[Violation]:
    """At least one partner has a digital partnership; the others are there to be compared with it."""
    if "partnership" not in data.values("partners.role"):
        yield Violation(data.tables["partners"].raw.file, 0, "role", None, "", "no partner has the role 'partnership'", (
            "give it to those whose partnership is studied"))


@rule("sources.source views.source", whole="views")
def source_without_view(data: Data) -> Iterator[Violation]:
    """Every source belongs to a view."""
    for row in data.unreferred("sources.source", "views.source"):
        yield data.tables["sources"].fault(row, "source", "no view has this source", "add it to one")


@rule("sources.source lists.source statements.source milestones.source evidence.source instruments.binding_source",
      whole="lists statements milestones evidence instruments")
def source_unused(data: Data) -> Iterator[Violation]:
    """Every source prints a list or a statement, or is what a milestone, a verdict or the binding of an instrument rests on."""
    for row in data.unreferred("sources.source", "lists.source", "statements.source", "milestones.source", "evidence.source", "instruments.binding_source"):
        yield data.tables["sources"].fault(row, "source", "no list, statement, milestone or evidence is from this source, and no instrument binds by it", (
            "add what was read in it, or take it out"))


@rule("sources.standing sources.side")
def side_standing(data: Data) -> Iterator[Violation]:
    """A secondary source has the words of others than the parties, and every other source the words of one party or of both."""
    table = data.tables["sources"]
    for row in data.rows("sources"):
        standing, side = row.cells["standing"], row.cells["side"]
        if standing in table.categories("standing") and side in table.categories("side") and (standing == "secondary") != (side == "other"):
            problem, remedy = ("a secondary source has no party's own words", "write 'other'") if standing == "secondary" else (
                "an official text or its reprint has a party's own words", "name the party")
            yield table.fault(row, "side", problem, f"{remedy}, or correct the standing")


@rule("views.view views.counts", whole="views")
def view_without_count(data: Data) -> Iterator[Violation]:
    """Every view has a source that counts."""
    for view, rows in data.groups("views.view").items():
        if view and not any(row.cells["counts"] == "yes" for row in rows):
            yield data.tables["views"].fault(rows[0], "counts", f"no source counts in the view {shown(view)}", "write 'yes' for one of its sources")


def _standing(data: Data) -> dict[str, str]:
    return {row.cells["source"]: row.cells["standing"] for row in data.rows("sources")}


@rule("sources.source sources.standing views.source views.counts")
def shown_official(data: Data) -> Iterator[Violation]:
    """What a view only shows is secondary: reports say so of all that is shown."""
    standing = _standing(data)
    for row in data.rows("views"):
        if row.cells["counts"] == "shown" and standing.get(row.cells["source"], "").startswith("official"):
            yield data.tables["views"].fault(row, "counts", f"the standing of this source is {shown(standing[row.cells['source']])}", (
                "write 'yes', or take the source out of the view"))


@rule("sources.source sources.standing views.view views.source views.counts")
def secondary_counts(data: Data) -> Iterator[Violation]:
    """A view sets all of its secondary sources apart or none: where it only shows one, no other counts."""
    standing = _standing(data)
    for rows in data.groups("views.view").values():
        apart: Row | None = next((row for row in rows if row.cells["counts"] == "shown"), None)
        for row in rows if apart else ():
            if row.cells["counts"] == "yes" and standing.get(row.cells["source"]) == "secondary":
                yield data.tables["views"].fault(row, "counts", f"the source is secondary, and line {apart.line} only shows one in this view", (
                    "write 'shown', or 'yes' for all secondary ones of the view"))
