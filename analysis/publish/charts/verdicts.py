"""Claims held against the record: what the evidence gives for each partner, as a grid of three marks."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from analysis import claims, dates
from analysis.dataset import Dataset, categories
from analysis.publish import marks, style
from analysis.publish.chart import Chart
from analysis.publish.charts.notes import Entry, key_height, note
from analysis.wording import sentence

_WIDEST, _LEAST, _SHARE = 78, 46, 0.57     # a column of marks; how much of the width all columns have at most
_LINE, _SMALL, _ROW = 16, 14.5, 16         # from line to line of a statement and of what is below it; space round a claim
_TOGETHER = "together"


@dataclass(frozen=True)
class Row:
    """A claim: the statement in lines (none where the claim before it is on the same), its definition and as-of date in lines, and the verdict for each column."""
    claim: str
    statement: tuple[str, ...]
    definition: tuple[str, ...]
    marks: tuple[str, ...]

    @property
    def height(self) -> float:
        """The height that its lines need."""
        return _LINE * len(self.statement) + _SMALL * len(self.definition) + _ROW


def verdicts(data: Dataset) -> Chart:
    """Each claim that is judged for several partners, with the verdict for each and for all together: a tick, a cross, or a ring with a question mark.

    The verdicts are those of `claims.verdicts`; a field is empty where there is none. A small S beside a mark says that all evidence behind it is secondary. Claims on
    one statement stand together under it, each with its definition and the day on which it is judged. Claims on one partner each are counted in a line below; the
    table has them too.

    >>> from analysis.example import toy
    >>> verdicts(toy("record")).table[["Partner", "Verdict"]].values.tolist()
    [['Arden', 'Holds'], ['Bland', 'Not yet judgeable'], ['Coast', 'Does not hold']]
    """
    table, given = claims.claims(data), claims.verdicts(data)
    alone = _alone(given)
    grid = {key: v for key, v in given.items() if key[0] not in alone}
    columns = [p for p in [*data.partners["partner"], ""] if any(key[1] == p for key in grid)]
    short = dict(zip(data.partners["partner"], data.partners["short"])) | {"": _TOGETHER}
    wide = max(_LEAST, min(_WIDEST, style.BODY * _SHARE / max(1, len(columns))))
    text = max(style.BODY - wide * len(columns) - 14, 160)
    wide = (style.BODY - 14 - text) / max(1, len(columns))
    lone = {key for key, secondary in zip(given, table["secondary"]) if secondary}
    rows = _rows(data, grid, columns, text)
    heads = [[marks.fit(line, wide - 2, style.NOTE, bold=True) for line in marks.wrap(short[p], wide - 2, style.NOTE, bold=True)[:3]] for p in columns]
    labels = categories(data.descriptor, "verdicts", "verdict")
    key: list[Entry] = [(label, lambda ax, x, y, v=v: _mark(ax, x, y, v)) for v, label in labels.items() if v in grid.values()]
    key += [("S: secondary sources only", lambda ax, x, y: marks.write(ax, x, y, "S", size=style.NOTE, bold=True, align="center"))] * bool(lone & set(grid))
    below = marks.wrap(_counted([given[key] for key in given if key[0] in alone], labels), style.BODY) if alone else []
    top = 16 + key_height(key) + _SMALL * max(map(len, heads), default=0) if grid else 0
    height = top + sum(row.height for row in rows) + _LINE * len(below) + 14 if given else 24

    def draw(ax: Axes) -> None:
        if not given:
            marks.write(ax, 0, 12, "No claim can be judged in this view.", colour=style.MUTED)
            return
        y = top
        if grid:
            marks.key(ax, 0, 8, key)
            _grid(ax, rows, columns, heads, [text + 14 + wide * (n + 0.5) for n in range(len(columns))], y, lone)
            y += sum(row.height for row in rows)
            ax.plot([0, style.BODY], [y, y], color=style.GRID, linewidth=1)
        for n, line in enumerate(below):
            marks.write(ax, 0, y + 14 + n * _LINE, line.strip())

    shown = table.drop(columns=["id"]).rename(columns=lambda name: name.capitalize()).rename(columns={"Secondary": "Secondary only"})
    claimed = {c for c, _ in given}
    return Chart(
        "verdicts", "What the evidence gives for each claim",
        sentence(f"Verdicts on {len(claimed)} claim{'s' * (len(claimed) != 1)} of the sources, in our words, partner by partner"
                 f"{' and for all together' if '' in columns else ''}; under each stands what would make it true, and on which day it is judged")
        if given else "There is nothing to show: no claim can be judged in this view.",
        "A grid with a row for each claim on several partners and a column for each; claims on one partner are counted below it. The claims are unlike, so that no sum of their "
        f"verdicts is a result. {_first(data, rows, columns, labels)}An empty field is no verdict: the claim is not about that partner."
        if given else "A sentence: no claim can be judged in this view.",
        note(data, data.evidence["source"], "that"), shown, draw, height)


def _first(data: Dataset, rows: Sequence[Row], columns: Sequence[str], labels: Mapping[str, str]) -> str:
    """What the first row of the grid gives, column by column, in words; nothing where there is no grid."""
    said = [f"{data.label('partners', p) if p else 'all together'}, {labels[v].lower()}" for row in rows[:1] for p, v in zip(columns, row.marks) if v]
    return f"In the first row: {'; '.join(said)}. " if said else ""


def _alone(given: Mapping[tuple[str, str], str]) -> set[str]:
    """The claims on which there is one verdict, for one partner."""
    partners: dict[str, list[str]] = {}
    for claim, partner in given:
        partners.setdefault(claim, []).append(partner)
    return {claim for claim, found in partners.items() if len(found) == 1 and found[0]}


def _counted(found: Sequence[str], labels: Mapping[str, str]) -> str:
    """How many claims on one partner each come to which verdict."""
    return f"Unlike claims on one partner each: {len(found)}. Of these, {'; '.join(f'{label.lower()}: {found.count(v)}' for v, label in labels.items())}."


def _rows(data: Dataset, given: Mapping[tuple[str, str], str], columns: Sequence[str], limit: float) -> list[Row]:
    """The rows of some claims, those on one statement together."""
    about = {row["claim"]: row for row in data.claims.to_dict("records")}
    words = dict(zip(data.statements["statement"], data.statements["claim"]))
    order = {s: n for n, s in enumerate(dict.fromkeys(about[c]["statement"] for c, _ in given))}
    found, before = [], ""
    for claim in sorted(dict.fromkeys(c for c, _ in given), key=lambda c: order[about[c]["statement"]]):
        row = about[claim]
        said = () if row["statement"] == before else tuple(_cut(words.get(row["statement"], row["statement"]), limit, style.LABEL, 3))
        before = row["statement"]
        definition = _cut(f"{row['definition']} Judged as of {dates.say(row['as_of'])}.", limit - 14, style.NOTE, 8)
        found.append(Row(claim, said, tuple(definition), tuple(given.get((claim, p), "") for p in columns)))
    return found


def _cut(text: str, limit: float, size: float, most: int) -> list[str]:
    lines = [line.strip() for line in marks.wrap(text, limit, size)]
    return lines if len(lines) <= most else [*lines[:most - 1], marks.fit(" ".join(lines[most - 1:]), limit, size)]


def _grid(ax: Axes, rows: Sequence[Row], columns: Sequence[str], heads: Sequence[Sequence[str]], xs: Sequence[float], y: float, lone: set[tuple[str, str]]) -> None:
    for x, lines in zip(xs, heads):
        for n, line in enumerate(reversed(lines)):
            marks.write(ax, x, y - 8 - n * _SMALL, line.strip(), size=style.NOTE, bold=True, align="center")
    for row in rows:
        ax.plot([0 if row.statement else 14, style.BODY], [y, y], color=style.GRID, linewidth=1)
        _text(ax, row, y)
        for x, p, verdict in zip(xs, columns, row.marks):
            _mark(ax, x, y + 14 + _LINE * len(row.statement), verdict, (row.claim, p) in lone)
        y += row.height


def _text(ax: Axes, row: Row, y: float) -> None:
    y += 14
    for line in row.statement:
        marks.write(ax, 0, y, line)
        y += _LINE
    for line in row.definition:
        marks.write(ax, 14, y, line, size=style.NOTE, colour=style.MUTED)
        y += _SMALL


def _mark(ax: Axes, x: float, y: float, verdict: str, secondary: bool = False) -> None:
    """A tick where a claim holds, a cross where it does not, the mark of the unknown where it cannot be judged, nothing where there is no verdict."""
    how = {"color": style.INK, "linewidth": 2.4}
    if verdict == claims.HOLDS:
        ax.plot([x - 6, x - 2, x + 6], [y, y + 5, y - 6], **how)
    elif verdict == claims.FAILS:
        ax.plot([x - 5, x + 5], [y - 5, y + 5], **how)
        ax.plot([x - 5, x + 5], [y + 5, y - 5], **how)
    elif verdict:
        marks.mark(ax, x, y, style.UNKNOWN)
    if secondary:
        marks.write(ax, x + 10, y, "S", size=style.NOTE, bold=True)
