"""Rules on topics, codings, rulings, other readings and the crosswalk."""
from __future__ import annotations

import re
from collections.abc import Iterator

from analysis.rules.base import Data, rule
from analysis.rules.schema import EDITION
from analysis.violation import Violation, shown


def _pairs(data: Data, table: str) -> set[tuple[str, str]]:
    return {(row.cells["item"], row.cells["topic"]) for row in data.rows(table)}


@rule("items.item codings.item", whole="codings")
def item_without_coding(data: Data) -> Iterator[Violation]:
    """Every item lists a topic."""
    for row in data.unreferred("items.item", "codings.item"):
        yield data.tables["items"].fault(row, "item", "no topic is coded for this item", "add a row to codings.csv")


@rule("codings.basis codings.ruling")
def implied_without_ruling(data: Data) -> Iterator[Violation]:
    """A topic that is implied, not named, rests on a ruling."""
    for row in data.rows("codings"):
        if row.cells["basis"] == "implied" and not row.cells["ruling"]:
            yield data.tables["codings"].fault(row, "ruling", "the topic is implied and no ruling says so", "name the ruling")


@rule("topics.topic codings.topic overlays.topic", whole="codings overlays")
def topic_unused(data: Data) -> Iterator[Violation]:
    """Every topic is listed by an item, in the codings or in another reading."""
    for row in data.unreferred("topics.topic", "codings.topic", "overlays.topic"):
        yield data.tables["topics"].fault(row, "topic", "no coding and no other reading uses this topic", "use it, or take it out")


@rule("topics.topic topics.example items.item items.label codings.item codings.topic overlays.item overlays.topic",
      whole="items codings overlays")
def topic_example(data: Data) -> Iterator[Violation]:
    """The example of a topic is the label of an item that lists it, in the codings or in another reading."""
    label = {row.cells["item"]: row.cells["label"] for row in data.rows("items")}
    pairs = _pairs(data, "codings") | _pairs(data, "overlays")
    examples = {(topic, label.get(item)) for item, topic in pairs}
    used = {topic for _, topic in pairs}
    for row in data.rows("topics"):
        if row.cells["topic"] in used and row.cells["example"] and (row.cells["topic"], row.cells["example"]) not in examples:
            yield data.tables["topics"].fault(row, "example", "no item with this label lists the topic", "give the label of one that does")


@rule("topics.entered")
def topic_edition(data: Data) -> Iterator[Violation]:
    """No topic entered in an edition later than that of the dataset."""
    version = str(data.descriptor.get("version"))
    for row in data.rows("topics"):
        if EDITION.fullmatch(version) and EDITION.fullmatch(row.cells["entered"]) and _edition(row.cells["entered"]) > _edition(version):
            yield data.tables["topics"].fault(row, "entered", f"the edition of the dataset is {version}", "raise that, or correct this")


def _edition(text: str) -> tuple[int, ...]:
    return tuple(map(int, text.split(".")))


@rule("rulings.ruling readings.ruling", whole="readings")
def ruling_without_option(data: Data) -> Iterator[Violation]:
    """Every ruling has an option that was not taken, as a reading that can be tried."""
    for row in data.unreferred("rulings.ruling", "readings.ruling"):
        yield data.tables["rulings"].fault(row, "ruling", "no reading is an option of this ruling", "add one to readings.csv")


@rule("readings.kind readings.ruling")
def option_ruling(data: Data) -> Iterator[Violation]:
    """An option names its ruling, and no other reading names one."""
    kinds = data.tables["readings"].categories("kind")
    for row in data.rows("readings"):
        if row.cells["kind"] in kinds and (row.cells["kind"] == "option") != bool(row.cells["ruling"]):
            problem, remedy = ("an option needs its ruling", "name it") if not row.cells["ruling"] else (
                "only an option belongs to a ruling", "empty it, or write the kind 'option'")
            yield data.tables["readings"].fault(row, "ruling", problem, remedy)


@rule("readings.reading readings.kind readings.ruling rulings.ruling")
def option_id(data: Data) -> Iterator[Violation]:
    """The id of an option is that of its ruling, a full stop and a word; no other reading has such an id."""
    kinds, rulings = data.tables["readings"].categories("kind"), data.values("rulings.ruling")
    for row in data.rows("readings"):
        before, _, word = row.cells["reading"].partition(".")
        kind, ruling = row.cells["kind"], row.cells["ruling"]
        if kind == "option" and ruling and (before != ruling or not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", word)):
            yield data.tables["readings"].fault(row, "reading", "the id of an option is that of its ruling, a full stop and a word", (
                f"write {shown(ruling + '.')} and a word"))
        elif kind in kinds and kind != "option" and word and before in rulings:
            yield data.tables["readings"].fault(row, "reading", "this is the id of an option, and the reading is none", (
                "give it another id"))


@rule("readings.reading overlays.reading regroupings.reading", whole="overlays regroupings")
def reading_without_overlay(data: Data) -> Iterator[Violation]:
    """Every other reading changes a coding or moves a topic to another pillar."""
    for row in data.unreferred("readings.reading", "overlays.reading", "regroupings.reading"):
        yield data.tables["readings"].fault(row, "reading", "this reading changes nothing", "add a row to overlays.csv or regroupings.csv, or take it out")


@rule("overlays.item overlays.topic overlays.change codings.item codings.topic", whole="codings")
def overlay_change(data: Data) -> Iterator[Violation]:
    """A reading adds only what is not coded, and removes only what is."""
    coded = _pairs(data, "codings")
    for row in data.rows("overlays"):
        there = (row.cells["item"], row.cells["topic"]) in coded
        if row.cells["change"] == "add" and there:
            yield data.tables["overlays"].fault(row, "change", "the item is coded with this topic", "take the row out, or write 'remove'")
        if row.cells["change"] == "remove" and not there:
            yield data.tables["overlays"].fault(row, "change", "the item is not coded with this topic", "take the row out, or write 'add'")


@rule("regroupings.topic regroupings.pillar topics.topic topics.pillar", whole="topics")
def regrouping_change(data: Data) -> Iterator[Violation]:
    """A reading moves a topic to another pillar than its own."""
    own = {row.cells["topic"]: row.cells["pillar"] for row in data.rows("topics")}
    for row in data.rows("regroupings"):
        if row.cells["pillar"] and own.get(row.cells["topic"]) == row.cells["pillar"]:
            yield data.tables["regroupings"].fault(row, "pillar", "this is the topic's own pillar", "name another, or take the row out")


@rule("crosswalk.id crosswalk.label crosswalk.match")
def crosswalk_none(data: Data) -> Iterator[Violation]:
    """A row of the crosswalk names a concept, by id and label, unless it says that there is none."""
    matches = data.tables["crosswalk"].categories("match")
    for row in data.rows("crosswalk"):
        none = row.cells["match"] == "none"
        for column in ("id", "label") if row.cells["match"] in matches else ():
            if none == bool(row.cells[column]):
                yield data.tables["crosswalk"].fault(row, column, *(("the match is 'none'", "empty it, or name the kind of match") if none else (
                    "a match with a concept needs it", "fill it, or write the match 'none'")))


@rule("crosswalk.vocabulary crosswalk.id", whole="crosswalk")
def crosswalk_point(data: Data) -> Iterator[Violation]:
    """A match is to the narrowest section of a vocabulary that is numbered by levels: to none that has one below it in the table."""
    for rows in data.groups("crosswalk.vocabulary").values():
        ids = sorted({row.cells["id"] for row in rows})
        for row in rows:
            below = next((each for each in ids if row.cells["id"] and each.startswith(row.cells["id"] + ".")), "")
            if below:
                yield data.tables["crosswalk"].fault(row, "id", f"{shown(below)} is below it in this vocabulary", (
                    "name the section below that the topic contains or is contained in; the others belong in the ground"))


@rule("topics.topic codings.topic crosswalk.topic crosswalk.vocabulary", whole="crosswalk")
def topic_without_crosswalk(data: Data) -> Iterator[Violation]:
    """Every topic that is coded has a row in the crosswalk for each vocabulary that it has rows for; an empty crosswalk judges nothing."""
    there = {(row.cells["topic"], row.cells["vocabulary"]) for row in data.rows("crosswalk")}
    coded, judged = data.values("codings.topic"), data.values("crosswalk.vocabulary")
    for row in data.rows("topics"):
        lacking = [name for name in data.tables["crosswalk"].categories("vocabulary") if name in judged and (row.cells["topic"], name) not in there]
        if row.cells["topic"] in coded and lacking:
            yield data.tables["topics"].fault(row, "topic", f"crosswalk.csv has no row for it and {' and '.join(lacking)}", (
                "add one, with the match 'none' where the vocabulary has nothing for it"))
