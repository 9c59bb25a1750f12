"""What a chart has drawn and where: marks, texts, bars and strokes with their places, and of each the row and the column that it stands in. For tests of charts.

Places are read back from the SVG alone, so that a mark under the wrong heading is seen, which no count of marks can tell.
"""
from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree

from analysis.publish import marks, style
from analysis.publish.chart import Chart
from analysis.publish.tidy import SVG

_NEAR = 3          # a mark stands at most so far from the height of its row
_UPRIGHT = 92      # the longest way from an upright word to the date over it


@dataclass(frozen=True)
class Mark:
    """A mark: its middle, its shape (o, s, D, ^ or v, as matplotlib calls it, "?" for any other), its width, its colour inside ("" where it is open) and of its edge."""
    x: float
    y: float
    shape: str
    wide: float
    fill: str
    edge: str


@dataclass(frozen=True)
class Text:
    """A text: the point that it is set from, with the middle of its capitals at y (at x, where it is upright), and how it is set."""
    said: str
    x: float
    y: float
    align: str
    bold: bool
    upright: bool
    size: float
    colour: str


@dataclass(frozen=True)
class Bar:
    """A rectangle: its edges, and its colour ("" where it is hatched)."""
    left: float
    right: float
    top: float
    bottom: float
    fill: str

    @property
    def wide(self) -> float:
        """How wide it is."""
        return self.right - self.left

    @property
    def x(self) -> float:
        """Where it begins, by which its column is known."""
        return self.left

    @property
    def y(self) -> float:
        """Its middle."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True)
class Stroke:
    """A line: its points, its colour and width, and whether it is dotted."""
    points: tuple[tuple[float, float], ...]
    colour: str
    wide: float
    dotted: bool

    @property
    def level(self) -> bool:
        """Whether it lies flat."""
        return len(self.points) == 2 and self.points[0][1] == self.points[1][1]


@dataclass(frozen=True)
class Label:
    """A heading of rows or of a column: what it stands for, and where. One set from the left heads all that begins right of it, another what is nearest to it."""
    said: Hashable
    x: float
    y: float
    align: str = "middle"


class Drawing:
    """All that the body of a chart shows."""

    def __init__(self, chart: Chart) -> None:
        self.name, self.marks, self.texts, self.bars, self.strokes = chart.id, [], [], [], []
        shapes: dict[str, tuple[str, float]] = {}
        for e in ElementTree.fromstring(chart.svg).find(f"{SVG}svg").iter():
            tag, path = e.tag.removeprefix(SVG), e.get("d", "")
            points = [tuple(map(float, pair.split())) for pair in re.split("[MLz]", path) if pair] if "C" not in path and "Q" not in path else []
            if tag == "path" and e.get("id"):
                shapes[f"#{e.get('id')}"] = _shape(path, points), round(2 * max(abs(float(n)) for n in re.findall(r"-?[\d.]+", path)), 1)
            elif tag == "use":
                fill = e.get("fill", "#000000")
                self.marks.append(Mark(float(e.get("x")), float(e.get("y")), *shapes[e.get("href")], "" if fill in ("none", style.GROUND) else fill, e.get("stroke", "")))
            elif tag == "text":
                self.texts.append(_text(e))
            elif tag == "path" and path.endswith("z") and len(points) == 4:
                (left, top), (right, bottom) = map(min, zip(*points)), map(max, zip(*points))
                self.bars.append(Bar(left, right, top, bottom, "" if e.get("fill", "").startswith("url(") else e.get("fill", "#000000")))
            elif tag == "path" and points:
                self.strokes.append(Stroke(tuple(points), e.get("stroke", ""), float(e.get("stroke-width", 1)), bool(e.get("stroke-dasharray"))))

    def labels(self, known: Iterable[str], kept: Callable[[Text], bool]) -> list[Label]:
        """The texts of a kind as labels, each with the known one that it is: in as many lines as it takes, or cut."""
        known, found, begun = list(known), [], []
        whole = {_squeezed(k) for k in known}
        for text in sorted((t for t in self.texts if kept(t)), key=lambda t: (t.x, t.y)):
            begun.append(text)
            said = "".join(t.said for t in begun)
            if _squeezed(said) in whole or said.endswith("…"):
                found.append(Label(self.known(said, known), begun[0].x, begun[0].y, begun[0].align))
                begun = []
        assert not begun, f"{self.name}: {begun[0].said!r} begins no label of its table"
        return found

    def known(self, said: str, known: Iterable[str]) -> str:
        """Which of the known labels a text is, whole or cut."""
        bare, known = _squeezed(said), list(known)
        found = [k for k in known if _squeezed(k) == bare] or [k for k in known if _squeezed(k).startswith(bare.rstrip("…"))]
        assert len(set(found)) == 1, f"{self.name}: {said!r} is {'no label' if not found else 'more than one label'} of its table"
        return found[0]

    def columns(self, known: Sequence[tuple[str, str, str]]) -> list[Label]:
        """The columns with upright headings: each with its (partner, event, date), of which the partner stands over a line across its columns."""
        upright = [t for t in self.texts if t.upright]
        over = [s for s in self.strokes if s.level and s.colour == style.MUTED and s.wide == 1]
        found = []
        for word in (t for t in upright if t.colour == style.INK):
            date = min((t for t in upright if t.colour == style.MUTED and 0 <= word.y - t.y < _UPRIGHT), key=lambda t: abs(t.x - word.x))
            x = (word.x + date.x) / 2
            (left, y), (right, _) = max((s.points for s in over if s.points[0][1] < word.y and s.points[0][0] < x < s.points[1][0]), key=lambda p: p[0][1])
            partner = next(t.said for t in self.texts if t.bold and abs(t.x - (left + right) / 2) < 1 and 0 < y - t.y < 20)
            parts = zip(*known)
            found.append(Label(tuple(self.known(said, set(among)) for said, among in zip((partner, word.said, date.said), parts)), x, word.y))
        return found


class Grid:
    """Rows and columns of a drawing by their labels."""

    def __init__(self, drawing: Drawing, rows: Sequence[Label], heads: Sequence[Label]) -> None:
        assert rows and heads, f"{drawing.name}: no rows or no columns"
        self.name, self.rows, self.heads = drawing.name, rows, heads
        self.sides = [*sorted({row.x for row in rows}), style.WIDTH]

    def cell(self, thing: Mark | Text | Bar | Label) -> tuple[Hashable, Hashable]:
        """The row and the column that a thing stands in: of the rows that begin left of it the nearest in y, and the column of `head`."""
        side = max(x for x in self.sides if x <= thing.x)
        row = min((r for r in self.rows if r.x == side), key=lambda r: abs(r.y - thing.y))
        assert abs(row.y - thing.y) <= _NEAR, f"{self.name}: something at ({thing.x:g}, {thing.y:g}) stands in no row; the nearest is {row.said!r}"
        return row.said, self.head(thing)

    def head(self, thing: Mark | Text | Bar | Label) -> Hashable:
        """The column that a thing stands in: of the lowest line of headings above it, on its side, the nearest in x."""
        side, end = max(x for x in self.sides if x <= thing.x), min(x for x in self.sides if x > thing.x)
        above = [h for h in self.heads if side <= h.x < end and h.y < thing.y]
        line = [h for h in above if h.y > max(h.y for h in above) - 1]
        if line[0].align == "start":
            return max((h for h in line if h.x <= thing.x + 1), key=lambda h: h.x).said
        return min(line, key=lambda h: abs(h.x - thing.x)).said

    def below(self, things: Iterable) -> list:
        """The things that stand lower than the first line of headings, which those of the key do not."""
        top = min(h.y for h in self.heads)
        return [thing for thing in things if thing.y > top]

    def cells(self, things: Iterable) -> dict[tuple[Hashable, Hashable], list]:
        """Some things by the cell that they stand in."""
        found: dict[tuple[Hashable, Hashable], list] = {}
        for thing in things:
            found.setdefault(self.cell(thing), []).append(thing)
        return found


def alike(chart: Chart, drawn: Mapping, table: Mapping, words: tuple[str, str] = ("drawn", "in the table")) -> None:
    """AssertionError for the first cells of which a chart draws another thing than its table says, or draws one that its table has not; `words` say what is held against what."""
    wrong = [f"{chart.id}, {' / '.join(map(str, cell))}: {words[0]} {drawn.get(cell, 'nothing')!r}, {words[1]} {table.get(cell, 'nothing')!r}"
             for cell in dict.fromkeys([*table, *drawn]) if drawn.get(cell, "nothing") != table.get(cell, "nothing")]
    assert not wrong, f"{len(wrong)} cells: " + "; ".join(wrong[:3])


def _shape(path: str, points: Sequence[tuple[float, float]]) -> str:
    if not points:
        return "o" if re.match(r"M0 [\d.]+C", path) else "?"
    (x, y), n = points[0], len(points)
    return ("^" if y < 0 else "v") if n == 3 else ("s" if abs(x) == abs(y) else "D") if n == 4 else "?"


def _text(e: ElementTree.Element) -> Text:
    x, y, size = (float(e.get(key)) for key in ("x", "y", "font-size"))
    upright = e.get("transform", "").startswith("rotate(-90")
    x, y = (x - marks.MIDDLE * size, y) if upright else (x, y - marks.MIDDLE * size)
    return Text("".join(e.itertext()), x, y, e.get("text-anchor", "start"), "font-weight" in e.attrib, upright, size, e.get("fill", ""))


def _squeezed(text: str) -> str:
    return "".join(text.split())
