"""The record as one text: no cell behind a code may change without it."""
import pytest

from analysis.example import DESCRIPTOR, TABLES, build
from analysis.publish.record import text

WORDS = {
    "partners": "name in_text short", "sources": "title publisher extent missing", "events": "name place missing", "lists": "heading read_ground claims_ground",
    "items": "label section", "depths": "ground", "outcomes": "ground", "milestones": "place ground missing", "instruments": "name note", "claims": "definition",
    "verdicts": "supports contradicts", "crosswalk": "id label ground"}


def told(table, column, value):
    """The record of the toy with another value in a column's last row."""
    *others, last = TABLES[table]
    return text(build(DESCRIPTOR, TABLES | {table: [*others, last | {column: value}]}, "page"))


@pytest.mark.parametrize("cell", [f"{table}.{column}" for table, columns in WORDS.items() for column in columns.split()])
def test_a_full_stop_more_in_a_cell_is_seen(cell):
    table, column = cell.split(".")
    before = TABLES[table][-1][column]
    assert told(table, column, f"{before}.") != told(table, column, before)


@pytest.mark.parametrize(("table", "column", "value"), [("partners", "role", "partnership"), ("sources", "standing", "official"), ("items", "line", "7"), ("depths", "depth", "named"),
                                                        ("outcomes", "what", "result"), ("milestones", "date", "2024-03"), ("verdicts", "verdict", "open")])
def test_another_value_in_a_cell_is_seen(table, column, value):
    assert told(table, column, value) != told(table, column, TABLES[table][-1][column])
