"""Told: a saved page read, held against the dataset, and the difference put into words and draft rows."""
from __future__ import annotations

from itertools import groupby
from pathlib import Path

from analysis import reading
from analysis.page.lines import PageError
from analysis.page.compare import Compared, compare
from analysis.page.draft import ORDER, block, drafted
from analysis.page.known import Known, known
from analysis.page.outline import outline
from analysis.page.place import place
from analysis.page.saved import Page, read_file
from analysis.violation import shown

NOTES = 40      # a page in a wholly other template could have hundreds


def told(path: Path | str, folder: Path | str = reading.DATA, view: str | None = None, source: str | None = None) -> str:
    """The difference between a saved page and what the dataset has of a source, as text; nothing is written.

    reading.DataError (for the page: PageError) in one sentence if one of the two cannot be read, or if the page has neither a heading
    nor a list that the dataset knows.
    """
    page = read_file(path)
    base = known(folder, view, source, page.sha256)
    page, compared = read(page, base)
    if not compared.known and not compared.sections:
        left = f" ({page.left.words} words were left out as furniture)" if page.left and page.left.counts else ""
        raise PageError(f"{shown(Path(path).name)} has no heading and no list that the source {shown(base.source)} has, so it is not that page, or "
                        f"its content is missing{left}; save the page whole, or name another source with --source")
    return written(page, compared, base)


def read(page: Page, base: Known) -> tuple[Page, Compared]:
    """A page held against what the dataset has; read without regard to classes where more of what the dataset has is found so."""
    one = held(page, base)
    other = held(page.otherwise, base) if page.otherwise else one
    return (page.otherwise, other) if other.found() > one.found() else (page, one)


def held(page: Page, base: Known) -> Compared:
    """A page held against what the dataset has of a source."""
    return compare(place(outline(page.blocks, base), base), base)


def written(page: Page, compared: Compared, base: Known) -> str:
    """The difference in words: what was found, what differs under which heading and on which line, what has no place, draft rows."""
    found = f"{_many(compared.items, 'item')}, {_many(compared.dates, 'date')}"
    parts = [f"{found}, {_many(len(compared.changes), 'difference') if compared.changes else 'no difference'}", _about(page, compared, base)]
    for heading, changes in groupby(compared.changes, key=lambda change: (change.heading, change.line == 0)):
        parts.append("\n".join([f"{'Gone from under' if heading[1] else 'Under'} {shown(heading[0], 100)}:",
                                *(f"  {f'line {change.line}: ' if change.line else ''}{change.text}" for change in changes)]))
    if compared.notes:
        notes = [f"  line {note.line}: {note.text}" for note in compared.notes]
        more = [f"  … and {len(notes) - NOTES} more"] if len(notes) > NOTES else []
        parts.append("\n".join(["Not placed:", *notes[:NOTES], *more]))
    if compared.changes:
        parts += _drafts(compared, base)
    return "\n\n".join([*parts, _running(page, base)])


def _about(page: Page, compared: Compared, base: Known) -> str:
    lines = "the HTML source" if page.form == "HTML" else "the text"
    said = [f"Read as {page.form} and held against the source {base.source}: {_many(compared.lists, 'list')}; a line is one of {lines}."]
    if page.left and page.left.counts:
        said.append(f"Left out as furniture: {', '.join(f'{count} {name}' for name, count in page.left.counts.items())}; {_many(page.left.words, 'word')} in all.")
    if page.form == "HTML" and not page.by_class:
        said.append("Read without regard to what classes and ids say of furniture, because more of what the source has is found so.")
    if page.form == "text" and compared.shifted:
        said.append(f"{_many(compared.shifted, 'item')} with the same words stand on another line than items.csv says.")
    return "\n".join(said)


def _running(page: Page, base: Known) -> str:
    """The last line: what of the page was not compared."""
    rest = f"{_many(base.statements, 'statement')} in statements.csv {'rests' if base.statements == 1 else 'rest'} on it"
    if base.sha256 and page.sha256 == base.sha256:
        return f"It is the same text, byte for byte (sha256), that was read for the source {base.source}; so is its running text: {rest}."
    return f"Running text was not compared: {rest}, in our own words; read it yourself."


def _drafts(compared: Compared, base: Known) -> list[str]:
    add, instead, gone = drafted(compared, base)
    parts = []
    for title, rows in (("Draft rows to add to", add), ("Draft rows in place of those with the same id in", instead)):
        parts += [f"{title} {table}.csv:\n{block(table, rows[table], base)}" for table in ORDER if rows[table] and table in base.fields]
    if gone:
        parts.append(f"Rows to take out of items.csv, with what rests on them in other tables: {', '.join(gone)}")
    if parts:
        parts.append(f"The rows are of the source {base.source}, whose text has changed: give the page as it is now a row of its own in sources.csv and its "
                     "id in these rows, or correct that source's sha256, lines and date.\nEmpty cells are for you to judge; `check` asks for them.")
    return parts


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
