"""What a rule is given and what it gives back, and the register of all rules."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from analysis import dates
from analysis.reading import RawTable
from analysis.violation import Violation

RULES: dict[str, "Rule"] = {}


class Row(NamedTuple):
    """One row of a table: the physical line of the file on which it begins, and its cells by column."""
    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Table:
    """A table as far as it could be read.

    `fields` are the described columns that the header has, by name; `rows` are those with as many cells as the header. `whole` is true
    where nothing was left out, so that "it is not there" may be concluded; where it is false what was left out has been reported.
    """
    raw: RawTable
    schema: Mapping
    fields: Mapping[str, Mapping]
    rows: tuple[Row, ...]
    whole: bool

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that the schema describes, in its order."""
        return tuple(field["name"] for field in self.schema["fields"])

    def categories(self, column: str) -> list[str]:
        """The values that the schema allows in a column, in its order; none if it names no categories."""
        return [category["value"] for category in self.fields[column].get("categories", [])]

    def repeated(self, columns: Sequence[str]) -> Iterator[tuple[Row, int]]:
        """Rows whose cells in these columns stand in an earlier row, with the line of that one; a row does not count where all are empty or one is that
        must be filled."""
        first: dict[tuple[str, ...], int] = {}
        fields = [self.fields[column] for column in columns] if set(columns) <= self.fields.keys() else []
        for row in self.rows if fields else ():
            key = tuple(row.cells[column] for column in columns)
            lacking = any(field.get("constraints", {}).get("required") and not cell for field, cell in zip(fields, key))
            if any(key) and not lacking and first.setdefault(key, row.line) != row.line:
                yield row, first[key]

    def fault(self, row: Row, column: str, problem: str, remedy: str) -> Violation:
        """A violation in one cell, or in the row as a whole where `column` is empty."""
        return Violation(self.raw.file, row.line, column, row.cells[column] if column else None, "", problem, remedy)


@dataclass(frozen=True)
class Data:
    """A dataset as far as it could be read: what every rule is given.

    `file` is how messages name the descriptor, `files` are the names of all files in the folder, `missing` the violations that reading
    the tables met with, and `text` is the text that was read by the coders, where it is at hand.
    """
    file: str
    descriptor: Mapping
    tables: Mapping[str, Table]
    files: tuple[str, ...]
    missing: tuple[Violation, ...]
    text: str = ""

    def rows(self, table: str) -> tuple[Row, ...]:
        """The rows of a table."""
        return self.tables[table].rows

    def values(self, column: str) -> set[str]:
        """What stands in a column, named as `table.column`."""
        table, name = column.split(".")
        return {row.cells[name] for row in self.rows(table)}

    def unreferred(self, column: str, *by: str) -> Iterator[Row]:
        """The rows whose cell in a column stands in none of the columns `by`, all named as `table.column`."""
        table, name = column.split(".")
        there = set().union(*map(self.values, by))
        return (row for row in self.rows(table) if row.cells[name] not in there)

    def groups(self, column: str) -> dict[str, list[Row]]:
        """The rows of a table by what stands in one of its columns, named as `table.column`."""
        table, name = column.split(".")
        found: dict[str, list[Row]] = {}
        for row in self.rows(table):
            found.setdefault(row.cells[name], []).append(row)
        return found


class Rule(NamedTuple):
    """A rule: `needs` are the columns it reads, as `table.column`; `whole` are the tables that it concludes an absence from."""
    group: str
    needs: tuple[str, ...]
    whole: tuple[str, ...]
    find: Callable[[Data], Iterator[Violation]]

    def applies(self, data: Data) -> bool:
        """Whether the data are fit for this rule. Where they are not, the reason is itself a violation of another rule."""
        columns = (need.split(".") for need in self.needs)
        return (all(table in data.tables and column in data.tables[table].fields for table, column in columns)
                and all(data.tables[table].whole for table in self.whole))


def rule(needs: str = "", whole: str = "", group: str = "data") -> Callable:
    """Enter a function into the register, under its name with hyphens."""
    def register(find: Callable[[Data], Iterator[Violation]]) -> Callable:
        RULES[find.__name__.replace("_", "-")] = Rule(group, tuple(needs.split()), tuple(whole.split()), find)
        return find
    return register


def apply(data: Data, group: str) -> list[Violation]:
    """All violations of the rules of one group, sorted by file, line, column and rule."""
    found = [violation._replace(rule=name) for name, rule in RULES.items() if rule.group == group and rule.applies(data)
             for violation in rule.find(data)]
    return sorted(found, key=lambda v: (v.file, v.line, v.column, v.rule, v.value or "", v.problem))


def whole_number(text: str) -> int | None:
    """The whole number that a cell holds, or None. Nine digits are enough for every column, and keep any text harmless.

    >>> whole_number("12"), whole_number("1.5"), whole_number("")
    (12, None, None)
    """
    digits = text.removeprefix("-")
    return int(text) if digits.isascii() and digits.isdigit() and len(digits) < 10 else None


def dated_later(row: Row, before: Iterable[Row]) -> Row | None:
    """Of rows that come before a row, the one of latest date among those whose date is certainly later than the row's; None if there is none."""
    late = [one for one in before if dates.order(one.cells["date"], row.cells["date"]) > 0]
    return max(late, key=lambda one: dates.sort_key(one.cells["date"]), default=None)


def is_date(text: str) -> bool:
    """Whether a cell holds a date of EDTF level 0.

    >>> is_date("2024-04-30"), is_date("30/04/2024")
    (True, False)
    """
    try:
        return bool(dates.parse(text))
    except ValueError:
        return False
