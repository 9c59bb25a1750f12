"""One place in a dataset that breaks one rule, and how it is put to a person."""
from __future__ import annotations

from typing import NamedTuple


class Violation(NamedTuple):
    """One place in a dataset that breaks one rule. `line` is 0 where the file as a whole is meant, `value` None where no cell is."""
    file: str
    line: int
    column: str
    value: str | None
    rule: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        cell = "" if self.value is None else f"{self.column} = {shown(self.value)}" if self.column else shown(self.value)
        return f"{' '.join(part for part in (place, cell or self.column) if part)}: {self.problem}; {self.remedy}"


def shown(text: str, width: int = 60) -> str:
    """Text from the data as a person may safely see it: quoted, shortened, control characters escaped.

    >>> print(shown("Secure\\u00a05G" + "." * 99, width=12))
    'Secure\\xa05G..…'
    """
    return repr(text if len(text) <= width else text[:width - 1] + "…")
