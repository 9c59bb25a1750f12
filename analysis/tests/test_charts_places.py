"""The charts with rows and columns: in each cell stands the mark of what the table says of that row and that column, and each printed number beside its own row."""
from collections import Counter
from datetime import date
from functools import lru_cache
from itertools import combinations

import pytest

from analysis import claims, course, dates, together as side_by_side
from analysis.comparison import held, others
from analysis.example import toy
from analysis.loading import load
from analysis.presence import presence
from analysis.publish import style
from analysis.publish.charts import order
from analysis.publish.charts.comparison import comparison
from analysis.publish.charts.depths import depths
from analysis.publish.charts.disagreement import disagreement
from analysis.publish.charts.lifeline import lifeline
from analysis.publish.charts.mentions import first_mentions
from analysis.publish.charts.notes import event_words, short_date
from analysis.publish.charts.standing import standing
from analysis.publish.charts.together import together
from analysis.publish.charts.verdicts import verdicts
from analysis.publish.marks import width
from analysis.sources import standings
from analysis.tests.drawn import Drawing, Grid, Label, alike
from analysis.tests.test_charts_b import KEY
from analysis.tests.test_charts_depth import crowd
from analysis.tests.test_charts_legal import odd as every_verdict
from analysis.tests.test_charts_sources import LABELS, hostile

SHORT = [f"{n} {label[:7]}" for n, label in enumerate(LABELS)]     # so short that the whole of each is drawn, or enough of it

DATA = {"record": load(view="record"), "toy": toy("record"), "hostile": hostile(SHORT), "crowd": crowd([label[:4] for label in SHORT]), "every verdict": every_verdict()}
FLAG, SILENT = " (documents differ)", "no list seen"


def on(*names):
    return pytest.mark.parametrize("data", [DATA[name] for name in names], ids=names)


@lru_cache(maxsize=None)
def made(data, function, *more):
    """A chart and what it draws, read once for all tests that look at it."""
    chart = function(data, *more)
    return chart, Drawing(chart)


def plural(n, noun):
    """A number in figures with its noun."""
    return f"{n} {noun}{'' if n == 1 else 's'}"


def headed(data, columns):
    """The (partner, event, date) of each column of a table, the partner as charts write it."""
    short = {name: s or name for name, s in zip(data.partners["name"], data.partners["short"])}
    return [(short.get(partner, partner), *rest.split(", ")) for partner, _, rest in (column.rpartition(": ") for column in columns)]


def stated(marks, looks):
    """A cell's marks in words: each state by its look (shape, width, whether filled), and the flag for a ring around it."""
    words = [looks[m.shape, m.wide, bool(m.fill)] for m in marks]
    return "; ".join(sorted(w for w in words if w != FLAG)) + FLAG * words.count(FLAG)


def upright(data, function, pillar=2, feet=0, *more):
    """A chart with upright headings as a grid, and its table by row and column."""
    chart, drawing = made(data, function, *more)
    table, heads = chart.table.iloc[:len(chart.table) - feet], headed(data, chart.table.columns[pillar:])
    rows = drawing.labels(table.iloc[:, 0], lambda t: t.x == 0 and t.size == style.LABEL and not t.bold)
    grid = Grid(drawing, rows, drawing.columns(heads))
    assert sorted(h.said for h in grid.heads) == sorted(heads), f"{chart.id}: its columns are those of its table"
    return chart, drawing, grid, {(row[0], head): cell for row in table.values.tolist() for head, cell in zip(heads, row[pillar:])}


def hued(chart, data, cells, grain="topic", shown=None):
    """Each filled mark has the colour of the code that it stands beside."""
    hue, labels = order.colours(shown or data, grain), presence(shown or data, grain, "event").labels
    alike(chart, {row: {m.fill for (r, *_), marks in cells.items() if r == row for m in marks if m.fill not in ("", style.MUTED)} - {hue[code]} for code, row in labels.items()},
          {row: set() for row in labels.values()}, ("drawn beside another's colour", "beside its own"))


def hatched(chart, drawing, grid, table):
    """The hatched columns are those of events without a list."""
    found = [grid.head(Label("", b.left + 6, b.top + 0.1)) for b in grid.below(drawing.bars) if not b.fill]
    assert set(found) == {head for (_, head), said in table.items() if said == SILENT}, f"{chart.id}: hatched are {found}, which are not the columns without a list"


@on("record", "toy", "hostile")
def test_the_sheet_has_each_standing_in_its_row_and_under_its_event(data):
    chart, drawing, grid, table = upright(data, standing, 2, 2)
    looks = {("o", 9, True): "official", ("s", 8, True): "official reprint", ("s", 7, False): "secondary", ("o", 5, False): "not listed", ("?", 8, True): "unknown", ("o", 14.5, False): FLAG}
    drawn = {cell: stated(marks, looks) for cell, marks in grid.cells(grid.below(drawing.marks)).items()}
    # What is listed or not by what counts, the picture does not tell where a document names the topic: its shape says how good the best one is.
    alike(chart, drawn, {cell: said.partition(": ")[2] or said for cell, said in table.items() if said != SILENT})
    hued(chart, data, grid.cells(grid.below(drawing.marks)), shown=data.with_shown())
    hatched(chart, drawing, grid, table)


@on("record", "toy", "hostile")
def test_below_the_sheet_each_number_of_lists_stands_beside_what_it_counts(data):
    chart, drawing, grid, _ = upright(data, standing, 2, 2)
    feet = Grid(drawing, drawing.labels(chart.table.iloc[-2:, 0], lambda t: t.x == 0 and t.size == style.NOTE and not t.bold), grid.heads)
    drawn = feet.cells(t for t in feet.below(drawing.texts) if t.align == "middle" and not t.bold)
    alike(chart, {cell: [t.said for t in texts] for cell, texts in drawn.items()},
          {(row[0], head): [n] for row in chart.table.iloc[-2:].values.tolist() for head, n in zip(headed(data, chart.table.columns[2:]), row[2:])})


@on("record", "toy", "hostile")
def test_the_table_of_the_sheet_has_each_cell_by_its_event_and_topic(data):
    chart, _, _, table = upright(data, standing, 2, 2)
    wide, counted = data.with_shown(), dict(zip(data.events["event"], data.events["date"]))
    name = {p: s or n for p, s, n in zip(*(wide.partners[c] for c in ("partner", "short", "name")))}
    head = {e: (name[p], event_words(wide)[e], short_date(counted.get(e) or d)) for e, p, d in zip(*(wide.events[c] for c in ("event", "partner", "date")))}
    label, heard = dict(zip(wide.topics["topic"], wide.topics["label"])), set(wide.events.loc[wide.events["lists"] > 0, "event"])
    alike(chart, table, {(label[r.topic], head[r.event]): r.state + (f": {r.standing}" if r.standing else "") + FLAG * r.contested if r.event in heard else SILENT
                         for r in standings(data).itertuples()}, ("in the table", "counted"))


@on("record", "toy", "hostile")
def test_disagreements_stand_under_their_document_and_beside_their_topic(data):
    chart, drawing = made(data, disagreement)
    table, sides = chart.table[chart.table["Verdict"] == "contested"], {0, 356}
    events = drawing.labels(dict.fromkeys(chart.table["Event"]), lambda t: t.x in sides and t.bold and t.size == style.LABEL)
    letters = [t for t in drawing.texts if t.bold and t.size == style.NOTE and t.said != "?"]
    over = [Label(t.said, t.x, t.y) for t in letters if t.align == "middle"]
    grid = Grid(drawing, drawing.labels(dict.fromkeys(table["Topic"]), lambda t: t.x in sides and t.size == style.LABEL and not t.bold), over)
    looks = {("o", 10, True): "Named by", ("o", 5, False): "Left out by", ("o", 14, False): "Silent (read in part)"}
    drawn = {}
    for mark in grid.below(drawing.marks):
        drawn.setdefault((under(events, mark), *grid.cell(mark)), []).append(mark)
    alike(chart, {cell: stated(found, looks) for cell, found in drawn.items()},
          {(row["Event"], row["Topic"], letter): says for row in table.to_dict("records") for says in looks.values() for letter in filter(None, row[says].split(", "))})
    hued(chart, data, {(topic, letter): found for (_, topic, letter), found in drawn.items()})
    which = dict(chart.table.loc[chart.table["Topic"] == "its documents", ["Event", "Named by"]].values)
    for letter in (t for t in letters if t.align == "start"):
        title = next(t.said for t in drawing.texts if t.x == letter.x + 20 and t.y == letter.y)
        said = f"{letter.said}: {title.rstrip('…')}"
        assert "".join(said.split()) in "".join(which[under(events, letter)].split()), f"{chart.id}, {under(events, letter)}: {said} is no document of its table"


def under(heads, thing):
    """What stands over a thing: the lowest heading above it on its side."""
    side = max(h.x for h in heads if h.x <= thing.x)
    return max((h for h in heads if h.x == side and h.y < thing.y), key=lambda h: h.y).said


@on("record", "toy", "hostile")
@pytest.mark.parametrize("grain", ["topic", "theme"])
def test_lifelines_have_each_state_under_its_event_and_join_lists_that_follow_each_other(data, grain):
    chart, drawing, grid, table = upright(data, lifeline, 1 + (grain == "topic"), 0, grain)
    looks = {("o", 11, True): "listed", ("o", 5, False): "not listed", ("o", 14, False): "unknown", ("o", 16, False): FLAG}
    drawn = {cell: stated(found, looks) for cell, found in grid.cells(grid.below(drawing.marks)).items()}
    alike(chart, drawn, {cell: said for cell, said in table.items() if said != SILENT})
    hued(chart, data, grid.cells(grid.below(drawing.marks)), grain)
    hatched(chart, drawing, grid, table)
    joined = {}
    for row in {row for row, _ in table}:
        heard = [(n, h) for n, h in enumerate(grid.heads) if table[row, h.said] != SILENT]
        for (n, one), (k, other) in zip(heard, heard[1:]):
            if (one.y, one.said[0]) == (other.y, other.said[0]) and all(table[row, h.said].startswith("listed") for h in (one, other)):
                joined[row, one.said, other.said] = "dotted" if k - n > 1 else "drawn"
    level = [s for s in drawing.strokes if s.level and s.wide > 1 and s.points[0][1] > grid.heads[0].y]
    ends = [[grid.cell(Label("", x, y)) for x, y in s.points] for s in level]
    alike(chart, {(row, one, other): "dotted" if s.dotted else "drawn" for s, ((row, one), (_, other)) in zip(level, ends)}, joined)


@on("record", "toy", "hostile")
def test_the_table_of_the_lifelines_has_each_cell_by_its_event_and_topic(data):
    chart, _, _, table = upright(data, lifeline, 2)
    name = {p: s or n for p, s, n in zip(*(data.partners[c] for c in ("partner", "short", "name")))}
    head = {e: (name[p], event_words(data)[e], short_date(d)) for e, p, d in zip(*(data.events[c] for c in ("event", "partner", "date")))}
    heard = set(data.events.loc[data.events["lists"] > 0, "event"])
    alike(chart, table, {(r.label, head[r.event]): r.state + FLAG * r.contested if r.event in heard else SILENT for r in course.lifelines(data).itertuples()},
          ("in the table", "counted"))


def columns(chart, drawing, count):
    """The columns of a chart that are headed from the left by their names in its table."""
    names = list(chart.table.columns[-count:])
    return [Label(drawing.known(t.said, names), t.x, t.y, "start") for t in drawing.texts
            if t.bold and t.align == "start" and t.x >= 276 and t.size == style.LABEL and not t.said.isdigit() and t.said not in ("?", "+")]


@on("record", "toy", "crowd")
def test_depths_have_each_degree_under_its_partner_with_its_steps_and_whether_it_may_be_deeper(data):
    chart, drawing = made(data, depths)
    table = chart.table[~chart.table["Topic"].str.startswith("Entries: ")]
    labels = [row.removeprefix("Entries: ") for row in chart.table["Topic"] if row.startswith("Entries: ")]
    heads = columns(chart, drawing, len(data.partners))
    grid = Grid(drawing, drawing.labels(table["Topic"], lambda t: t.x == 1 and t.size == style.LABEL and not t.bold), heads)
    rows = {r.y for r in grid.rows}

    def beside(things):
        return grid.cells(t for t in grid.below(things) if t.x >= 276 and any(abs(t.y - y) < 1 for y in rows))

    steps = beside(Label(b.fill, b.left, b.bottom - 6.5) for b in drawing.bars)
    marks, drawn = beside(drawing.marks), {}
    for cell, texts in beside(t for t in drawing.texts if t.align != "middle" or t.said == "†").items():
        said = [t.said for t in texts if t.said != "†"]
        number = said[0].rstrip("+") if said else ""
        assert len(steps.get(cell, [])) == int(number if number.isdigit() else 0), f"{chart.id}, {' / '.join(cell)}: {len(steps.get(cell, []))} steps beside the number {said}"
        told = labels[int(number) - 1] + " or deeper" * said[0].endswith("+") if number.isdigit() else "listed, the text does not tell" if said == ["?"] and cell in marks else "nothing"
        drawn[cell] = told + FLAG * (len(said) < len(texts))
    for cell, found in marks.items():
        drawn.setdefault(cell, stated(found, {("o", 5, False): "not listed", ("o", 14, False): "unknown", ("o", 9, True): "listed, without its question mark"}))
    alike(chart, drawn, {(row[0], name): cell for row in table.values.tolist() for name, cell in zip(table.columns[2:], row[2:])})


@on("record", "toy", "crowd")
def test_depths_have_the_number_of_entries_beside_its_degree_and_a_bar_as_long(data):
    chart, drawing = made(data, depths)
    table = chart.table[chart.table["Topic"].str.startswith("Entries: ")]
    labels, heads = table["Topic"].str.removeprefix("Entries: ").tolist(), columns(chart, drawing, len(data.partners))
    rows = drawing.labels(labels, lambda t: t.x == 15 and t.size == style.LABEL and not t.bold)
    grid = Grid(drawing, rows, heads)
    among = [r.y for r in rows]
    numbers = grid.cells(t for t in drawing.texts if t.said.isdigit() and t.align == "end" and t.size == style.LABEL and t.x >= 276)
    alike(chart, {cell: [t.said for t in texts] for cell, texts in numbers.items()},
          {(label, name): [n] for label, row in zip(labels, table.values.tolist()) for name, n in zip(table.columns[2:], row[2:]) if n != "none read"})
    bars = grid.cells(b for b in drawing.bars if b.left >= 276 and any(abs(b.y - y) < 0.1 for y in among))
    assert set(bars) == {cell for cell, texts in numbers.items() if texts[0].said != "0"}, f"{chart.id}: a bar for each number but nought"
    shown, lists = presence(data, when="ever"), data.events[data.events["lists"] > 0].groupby("partner", observed=True).size()
    said = {data.label("partners", p): s or n for p, s, n in zip(*(data.partners[c] for c in ("partner", "short", "name")))}
    expected = {said[data.label("partners", c.key)]: [f"{'' if c.whole else '≥ '}{plural(len(shown.listing(c.key)), 'topic')}", f"of {plural(int(lists[c.key]), 'event')}"]
                if c.key in lists else ["no list", "read"] for c in shown.columns}
    under = {h.said: [t.said for t in sorted(drawing.texts, key=lambda t: t.y) if t.x == h.x and 0 < t.y - h.y < 40 and t.align == "start"] for h in heads}
    assert {name: [t.rstrip("…") for t in texts] for name, texts in under.items()} == {
        name: [whole[:len(t.rstrip("…"))] if "…" in t else whole for t, whole in zip(under.get(name, wholes), wholes)] for name, wholes in expected.items()}, f"{chart.id}: what stands under each name"
    unit = {}
    for cell, ((bar,), (number,)) in ((cell, (bars[cell], numbers[cell])) for cell in bars):
        unit.setdefault(max(h.y for h in heads if h.y < bar.y), []).append((cell, bar.wide / int(number.said)))
    for found in unit.values():
        assert all(each == pytest.approx(found[0][1], rel=0.01) for _, each in found), f"{chart.id}: bars as long as their numbers, but {found}"


@on("record", "toy", "crowd")
@pytest.mark.parametrize("grain", ["theme", "topic"])
def test_the_comparison_has_each_number_with_its_bounds_under_its_group(data, grain):
    chart, drawing = made(data, comparison, grain)
    table = chart.table[chart.table["Partnerships at most"].notna()]
    lists = chart.table[chart.table["Partnerships at most"].isna()]
    over = [t for t in drawing.texts if t.bold and t.said.partition(" ")[2].rstrip("s") in ("partnership", "comparator")]
    heads = [Label(t.said.partition(" ")[2].rstrip("s").capitalize() + "s", t.x, t.y, "start") for t in over]
    grid = Grid(drawing, drawing.labels(table.iloc[:, 0], lambda t: t.x == 1 and t.size == style.LABEL and not t.bold), heads)
    among = [r.y for r in grid.rows]
    size = {h.said: int(lists[h.said].notna().sum()) for h in heads}
    assert [t.said.partition(" ")[0] for t in over] == [str(size[h.said]) for h in heads], f"{chart.id}: over each group stands how many it has"

    def beside(things):
        return grid.cells(t for t in grid.below(things) if t.x >= 300 and any(abs(t.y - y) < 0.1 for y in among))

    expected = {}
    for row in table.to_dict("records"):
        for group in (g for g in size if size[g]):
            low, high, named = int(row[group]), int(row[f"{group} at most"]), row[f"{group} that list it"]
            expected[row[grain.capitalize()], group] = low, high, f"{low}–{high}" if low < high else str(low), named.count(FLAG)
    said = {cell: [t.said for t in texts] for cell, texts in beside(t for t in drawing.texts if t.align == "end").items()}
    alike(chart, said, {cell: [text] for cell, (_, _, text, _) in expected.items()})
    if max(size.values()) <= 8:
        looks = {("o", 12, True): "listed", ("o", 5, False): "not listed", ("o", 14, False): "unknown", ("o", 17, False): FLAG}
        drawn = {cell: Counter(looks[m.shape, m.wide, bool(m.fill)] for m in found) for cell, found in beside(drawing.marks).items()}
        alike(chart, drawn, {cell: +Counter({"listed": low, "unknown": high - low, "not listed": size[cell[1]] - high, FLAG: differ})
                             for cell, (low, high, _, differ) in expected.items()})
    else:
        units = {g: max((b.wide for (_, group), bars in beside(drawing.bars).items() if group == g for b in bars if b.fill), default=0)
                 / max(low for (_, group), (low, *_) in expected.items() if group == g) for g in size}
        drawn = {(*cell, bool(b.fill)): round(b.wide / units[cell[1]], 1) for cell, bars in beside(drawing.bars).items() for b in bars if b.wide}
        alike(chart, drawn, {(*cell, certain): n for cell, (low, high, *_) in expected.items() for certain, n in ((True, low), (False, high - low)) if n})
        flagged = beside(t for t in drawing.texts if t.said == "†")
        alike(chart, dict.fromkeys(flagged, FLAG), {cell: FLAG for cell, (*_, differ) in expected.items() if differ})


@on("record", "toy", "crowd")
@pytest.mark.parametrize("grain", ["theme", "topic"])
def test_below_the_comparison_each_list_has_its_own_lengths(data, grain):
    chart, drawing = made(data, comparison, grain)
    short = {p: s or n for side in (data, others(data)) for p, s, n in zip(*(side.partners[c] for c in ("partner", "short", "name")))}
    expected, side = {}, {}
    for row in held(data).to_dict("records"):
        late, least = "*" * (row["role"] == "comparator" and not row["launch"]), "" if row["whole"] else "≥ "
        said = f"{short[row['partner']]}{late}, {short_date(row['date'])}" if row["event"] else f"{short[row['partner']]}, no list read"
        side[said] = f"Lists of the {row['role']}s"
        expected |= {(said, f"{grain}s"): [f"{least}{row[grain + 's']}" if row["event"] else "?"], (said, "documents"): [f"{least}{row['items_all']}" if row["event"] else "?"]}
    small = [t for t in drawing.texts if t.size == style.NOTE and not t.bold]
    heads = [Label(t.said, t.x, t.y) for t in small if t.align == "end" and t.said in (f"{grain}s", "documents")]
    grid = Grid(drawing, drawing.labels({row for row, _ in expected}, lambda t: t in small and t.x in (1, style.BODY / 2 + 1) and not t.said.startswith("* ")), heads)
    numbers = [t for t in grid.below(small) if t.align == "end" and t.colour == style.INK]
    alike(chart, {cell: [t.said for t in found] for cell, found in grid.cells(numbers).items()}, expected, ("drawn", "counted"))
    over = [t for t in drawing.texts if t.bold and t.said in side.values()]
    alike(chart, {row.said: under(over, row) for row in grid.rows}, side, ("drawn under", "of"))


@on("record", "toy", "every verdict")
def test_verdicts_stand_beside_their_claim_and_under_their_partner(data):
    chart, drawing = made(data, verdicts)
    said = dict(zip(data.partners["name"], data.partners["short"])) | {"all together": "together"}
    given = chart.table.assign(row=chart.table["Definition"] + " Judged as of " + chart.table["As of"] + ".", Partner=chart.table["Partner"].map(said))
    claimed = Counter(given["row"])
    given = given[[claimed[row] > 1 or p == "together" for row, p in zip(given["row"], given["Partner"])]]
    rows = drawing.labels(given["row"], lambda t: t.x == 14 and t.size == style.NOTE and not t.bold)
    lines = {}
    for t in drawing.texts:
        if t.bold and t.align == "middle" and t.y < min(r.y for r in rows) and t.said != "S" and not any(abs(t.x - m.x) + abs(t.y - m.y) < 1 for m in drawing.marks):
            lines.setdefault(t.x, []).append(t)
    heads = [Label(drawing.known(" ".join(t.said for t in sorted(found, key=lambda t: t.y)), set(given["Partner"])), x, max(t.y for t in found)) for x, found in lines.items()]
    grid, label = Grid(drawing, rows, heads), dict(zip(claims.verdicts(data).values(), chart.table["Verdict"]))
    marks = [Label(label.get("open"), m.x, m.y) for m in drawing.marks]
    for s in (s for s in drawing.strokes if s.wide == 2.4):
        xs, ys = zip(*s.points)
        tick = len(xs) == 3
        marks.append(Label(label.get("holds" if tick else "fails"), (xs[0] + xs[-1]) / 2, ys[0] if tick else sum(ys) / 2))
    drawn = {cell: "; ".join(sorted({m.said for m in found})) for cell, found in grid.cells(grid.below(marks)).items()}
    alike(chart, drawn, {(row["row"], row["Partner"]): row["Verdict"] for row in given.to_dict("records")})
    statements = drawing.labels(chart.table["Claim"], lambda t: t.x == 0 and t.size == style.LABEL and not t.bold and t.y < max(r.y for r in rows))
    alike(chart, {row.said: under(statements, row) for row in rows}, dict(zip(given["row"], given["Claim"])))
    alone = grid.cells(Label("S", t.x - 10, t.y) for t in grid.below(drawing.texts) if t.said == "S" and t.bold)
    alike(chart, dict.fromkeys(alone, True), {(row["row"], row["Partner"]): True for row in given.to_dict("records") if row["Secondary only"]})


def mentioned(data, grain):
    """The chart of first mentions: what it draws, the height of its floor, its table in steps and events that are none, and where each of their dates begins and ends."""
    chart, drawing = made(data, first_mentions, grain)
    floor = next(t.y for t in drawing.texts if t.x == 22 and t.said == "0")
    years = sorted((dates.parse(t.said).first, t.x - 5) for t in drawing.texts if t.said.isdigit() and len(t.said) == 4 and t.y > floor)
    ticks = [s.points[0][0] for s in drawing.strokes if s.points[0][0] == s.points[-1][0] and abs(s.points[0][1] - floor) < 0.1]
    assert sorted(ticks) == [pytest.approx(x, abs=0.1) for _, x in years], f"{chart.id}: each year stands at its tick"
    (first, left), (last, right) = years[0], years[-1]
    x = lambda day, after=0: left + (right - left) * ((day - first).days + after) / (last - first).days
    none = chart.table[grain.capitalize()].str.startswith("none: ")
    return chart, drawing, floor, chart.table[~none], chart.table[none], lambda stated: (x(dates.parse(stated).first), x(dates.parse(stated).last, 1))


@on("record", "toy", "hostile")
@pytest.mark.parametrize("grain", ["topic", "theme"])
def test_the_stairs_of_first_mentions_rise_at_their_marks(data, grain):
    chart, drawing, floor, table, _, ends = mentioned(data, grain)
    (stairs,) = (s.points for s in drawing.strokes if s.colour == style.INK and s.wide == 1.5)
    rises = [(x, below - above) for (x, below), (other, above) in zip(stairs, stairs[1:]) if x == other]
    found = Counter(round(m.x, 1) for m in drawing.marks if m.y < floor and m.y not in KEY)
    assert [high for _, high in rises] == [pytest.approx(17 * n, abs=0.1) for n in table.groupby(["Date", "Partner", "Event"], sort=False).size()]
    assert sum((Counter({round(x, 1): round(high / 17)}) for x, high in rises), Counter()) == found, f"{chart.id}: the line rises where its marks stand, by one for each"
    bands = sorted((b.left, b.right) for b in drawing.bars if b.fill == style.GRID and b.top < floor and b.y not in KEY)
    open_ = sorted(ends(d) for d, *_ in table.groupby(["Date", "Partner", "Event"]).groups if dates.parse(d).precision != "day")
    assert bands == [pytest.approx(each, abs=0.1) for each in open_], f"{chart.id}: a band over each date that is no day"


@on("record", "toy", "hostile")
@pytest.mark.parametrize("grain", ["topic", "theme"])
def test_below_first_mentions_each_event_that_adds_none_stands_at_its_date_with_its_words(data, grain):
    chart, drawing, floor, _, table, ends = mentioned(data, grain)
    texts, drawn, expected = sorted((t for t in drawing.texts if t.y > floor + 30), key=lambda t: t.y), {}, {}
    assert len(texts) == len(table), f"{chart.id}: one line for each event that is no step"
    for n, (row, text) in enumerate(zip(table.to_dict("records"), texts)):
        low, high = ends(row["Date"])
        middle, half = (low + high) / 2, max(high - low, 12) / 2
        whole = f"{row['Partner']}, {row['Event']}, {short_date(row['Date'])}"
        said, silent = text.said.rstrip("…").rpartition(": ")[0] or text.said.rstrip("…"), row[grain.capitalize()] == "none: no list seen"
        drawn[n] = (whole[:len(said)] if whole.startswith(said) else said, [m.x for m in drawing.marks if abs(m.y - text.y) < 0.1],
                    [x for b in drawing.bars if abs(b.y - text.y) < 0.1 and b.fill != style.GROUND for x in (b.left, b.right)])
        spread = [middle - half, middle + half] if silent else [low, high] if dates.parse(row["Date"]).precision != "day" else []
        expected[n] = whole[:len(said)], [pytest.approx(middle, abs=0.1)] * (not silent), [pytest.approx(x, abs=0.1) for x in spread]
    alike(chart, drawn, expected, ("drawn", "by the dates"))


@on("record", "toy", "hostile")
@pytest.mark.parametrize("grain", ["topic", "theme"])
def test_the_scale_of_first_mentions_counts_the_marks_above_the_floor(data, grain):
    chart, drawing = made(data, first_mentions, grain)
    scale = {int(t.said): t.y for t in drawing.texts if t.x == 22 and t.align == "end"}
    floor = scale[0]
    steps = [m.y for m in drawing.marks if m.y < floor and m.y not in KEY]
    counted = {n: sum(floor > y > at for y in steps) for n, at in scale.items()}
    assert counted == {n: n for n in scale}, f"{chart.id}: at the height of each number of its scale there are as many mentions below: {counted}"
    assert max(scale) == chart.table["So far"].max()


@on("record", "toy", "hostile")
@pytest.mark.parametrize("grain", ["topic", "theme"])
def test_first_mentions_stand_at_the_date_of_their_list_and_beside_its_partner(data, grain):
    chart, drawing, floor, table, _, ends = mentioned(data, grain)
    hue = order.colours(data, grain)
    colour = {label: hue[code] for code, label in presence(data, grain, "event").labels.items()}
    steps = [m for m in drawing.marks if m.y < floor and m.y not in KEY]
    names = [t for t in drawing.texts if t.y < floor and t.align == "start" and any(abs(m.y - t.y) < 0.1 for m in steps)]
    drawn = {}
    for mark in steps:
        (name,) = (t.said for t in names if abs(t.y - mark.y) < 0.1)
        whose = [t.said for t in drawing.texts if t.align == "end" and t.x > 22 and abs(t.y - mark.y) < 0.1]
        drawn[drawing.known(name.removesuffix(" †"), colour)] = mark.x, mark.fill, name.endswith(" †"), whose
    expected, before = {}, ()
    for row in table.to_dict("records"):
        x, step = sum(ends(row["Date"])) / 2, (row["Date"], row["Partner"], row["Event"])
        label = row[grain.capitalize()].removesuffix(FLAG)
        expected[label] = pytest.approx(x, abs=0.1), colour[label], row[grain.capitalize()].endswith(FLAG), drawn[label][3]
        if step != before:      # the name of the partner stands at the height of its first code
            said = drawn[label][3][0].rstrip("…") if drawn[label][3] else "nothing"
            assert said.startswith(row["Partner"]) or row["Partner"].startswith(said), f"{chart.id}: beside {label} of {row['Partner']} stands {said}"
        before = step
    alike(chart, drawn, expected, ("drawn", "by the dates"))


def panels(data, grain):
    """The panels of pairs: the name, the table's rows that are certain, the drawing, the panel's left and right edge with the heights of nought and one, and its numbered years."""
    chart, drawing = made(data, together, grain)
    table, name = side_by_side.together(data, grain), {p: s or n for p, s, n in zip(*(data.partners[c] for c in ("partner", "short", "name")))}
    rows = {f"{name[a]} · {name[b]}": table[(table["a"] == a) & (table["b"] == b) & table["certain"]].to_dict("records") for a, b in combinations(data.partners["partner"], 2)}
    heads = drawing.labels(rows, lambda t: t.bold and t.align == "start")
    assert sorted(h.said for h in heads) == sorted(rows), f"{chart.id}: a panel for each pair"
    for head in heads:
        floors = (s.points for s in drawing.strokes if s.level and s.colour == style.MUTED and s.points[0][0] == head.x and s.points[0][1] > head.y)
        (left, nought), (right, _) = min(floors, key=lambda points: points[0][1])
        one = max(t.y for t in drawing.texts if t.x == 22 and t.said == "1" and t.y < nought)
        assert any(t.x == 22 and t.said == "0" and abs(t.y - nought) < 0.1 for t in drawing.texts), f"{chart.id}: nought stands at the floor"
        ticks = [s.points[0][0] for s in drawing.strokes if s.points[0][0] == s.points[-1][0] and s.points[0][1] == nought and left <= s.points[0][0] <= right]
        years = sorted((date(int(t.said), 1, 1), x) for t in drawing.texts for x in ticks if t.said.isdigit() and 0 < t.y - nought < 20 and abs(t.x - x - 3) < 0.1)
        yield head, rows[head.said], drawing, (left, right, nought, one), years


@on("record", "toy", "hostile")
@pytest.mark.parametrize("grain", ["topic", "theme"])
def test_what_two_lists_share_stands_under_its_pair_and_at_its_dates(data, grain):
    chart, when, drawn, expected = made(data, together, grain)[0], dict(zip(data.events["event"], data.events["date"])), {}, {}
    for head, rows, drawing, (left, right, nought, one), years in panels(data, grain):
        inside = lambda x, y: left - 0.1 <= x <= right + 0.1 and head.y < y <= nought + 0.1
        drawn[head.said] = sorted([("solid" if b.fill else "hatched", b.left, b.right, b.bottom, b.top) for b in drawing.bars if inside(b.left, b.bottom)]
                                  + [("edge", x, end, y, y) for (x, y), (end, _) in (s.points for s in drawing.strokes if s.level and s.wide == 2.5) if inside(x, y)]
                                  + [(t.said, t.x, t.x, t.y, t.y) for t in drawing.texts if t.align == "middle" and inside(t.x, t.y)])
        found = [] if rows else [("hatched", left, right, nought, one)]
        for row in rows:
            (first, x), (last, end) = years[0], years[-1]
            at = lambda day: x + (end - x) * (day - first).days / (last - first).days
            up = lambda value: nought + (one - nought) * value
            begin, until = at(max(dates.parse(when[row[e]]).last for e in ("a_event", "b_event"))), at(dates.parse(row["until"]).first) if row["until"] else right
            low, high = (n if n == n else bound for n, bound in ((row["jaccard"], 0), (row["jaccard_high"], 1)))
            ends = begin, max(until, begin + 1)
            found += [("solid", *ends, nought, up(low))] * (low > 0) + [("hatched", *ends, up(low), up(high))] * (high > low) + [("edge", *ends, up(low), up(low))] * row["informative"]
            said = "?" if not row["shared"] and row["shared_high"] else "≥ " * (row["shared"] < row["shared_high"]) + str(row["shared"])
            if width(said, style.NOTE) + 4 <= ends[1] - begin:
                found.append((said, sum(ends) / 2, sum(ends) / 2, up(low) - 10, up(low) - 10))
        expected[head.said] = [(what, *(pytest.approx(n, abs=0.3) for n in places)) for what, *places in sorted(found)]
    alike(chart, drawn, expected, ("drawn", "by the dates"))


@on("record", "toy", "hostile")
@pytest.mark.parametrize("grain", ["topic", "theme"])
def test_under_the_name_of_a_pair_stands_what_its_last_lists_share(data, grain):
    drawn, expected = {}, {}
    for head, rows, drawing, (left, *_), _ in panels(data, grain):
        (said,) = (t.said for t in drawing.texts if t.x == left and 0 < t.y - head.y < 30)
        drawn[head.said] = [int(n) for n in said.split() if n.isdigit()]
        for last in rows[-1:]:
            low, high = last["shared"], last["shared_high"]
            numbers = (low, last["a_length"] + last["b_length"] - low) if low == high else (low, high) if last["informative"] else (low,)
            expected[head.said] = [n for n in numbers if n]
        expected.setdefault(head.said, [])
    alike(made(data, together, grain)[0], drawn, expected)
