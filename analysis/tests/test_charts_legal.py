"""The charts of the legal tier and of the verdicts: what is drawn equals what was found, nothing touches, nothing secondary or disputed looks firm."""
import os
import random
import re
import subprocess
import sys
from collections import Counter
from copy import deepcopy
from functools import lru_cache

import pytest

from analysis import claims, crosswalk, dates, example, instruments, reading
from analysis.dataset import build, categories
from analysis.example import toy
from analysis.presence import presence
from analysis.publish import charts, layout, marks, style
from analysis.publish.charts.stages import CLOSE, FROM, SHAPES, TO, axis, initials, placed
from analysis.publish.tidy import SVG
from analysis.tests import changed
from analysis.tests.drawn import Drawing, alike
from analysis.tests.test_charts_a import LABELS, NAMES, body, texts


def odd(seed=3, partners=5):
    """Partners and instruments with labels of every kind, every stage in any order and to any precision, disputed ones among them; claims with every verdict."""
    dice, tables = random.Random(seed), deepcopy(example.TABLES)
    stages = list(categories(example.DESCRIPTOR, "milestones", "stage"))
    for name in ("instruments", "milestones", "claims", "verdicts", "evidence"):
        tables[name].clear()
    for p in range(partners):
        name = NAMES[p % len(NAMES)]
        tables["partners"].append({"partner": f"p{p}", "name": name, "in_text": name, "short": name, "role": "partnership"})
        tables["events"].append({"event": f"p{p}", "partner": f"p{p}", "kind": "launch", "ordinal": "", "name": "L", "place": "", "missing": ""})
        tables["lists"].append(dict(tables["lists"][0], list=f"p{p}", event=f"p{p}", date=f"20{p + 10}"))
        for n in range(dice.randint(1, 4)):
            tables["instruments"].append({"instrument": f"p{p}i{n}", "partner": f"p{p}", "name": LABELS[(p + n) % len(LABELS)], "kind": "memorandum", "binding": "no", "binding_source": "",
                                          "note": ""})
            for k in range(dice.randint(1, 9)):
                year = dice.randint(2010, 2026)
                date = dice.choice([f"{year}", f"{year}-06", f"{year}-03-{dice.randint(10, 28)}", f"{year}/{year + 2}"])
                tables["milestones"].append({"milestone": f"p{p}i{n}k{k}", "instrument": f"p{p}i{n}", "stage": dice.choice(stages), "date": date, "place": "",
                                             "source": dice.choice(["page", "release", "press"]), "ground": "g", "missing": ""})
    for c, label in enumerate(LABELS):
        tables["statements"].append(dict(tables["statements"][0], statement=f"s{c}x", claim=label))
        tables["claims"].append({"claim": f"c{c}", "statement": f"s{c}x", "definition": LABELS[-c - 1], "as_of": "2024"})
        for p in ["", *(f"p{p}" for p in range(partners))][c % 2:c + 2]:
            tables["verdicts"].append({"claim": f"c{c}", "partner": p, "supports": "s", "contradicts": "c", "verdict": dice.choice(["holds", "fails", "open"])})
            tables["evidence"].append({"claim": f"c{c}", "partner": p, "source": dice.choice(["page", "press"])})
    return build(example.DESCRIPTOR, tables, "record")


def one_partner():
    """Arden alone, with one instrument."""
    tables = deepcopy(example.TABLES)
    tables["partners"] = tables["partners"][:1]
    tables["events"] = [e for e in tables["events"] if e["partner"] == "a"]
    return build(example.DESCRIPTOR, tables, "record")


DATA = {"real": changed.dataset(lambda tables: None, "record"), "page": changed.dataset(lambda tables: None), "toy": toy("record"), "none": toy(), "one": one_partner(),
        "odd": odd(), "many": odd(9, 9)}
everywhere = pytest.mark.parametrize("data", DATA.values(), ids=DATA)


@lru_cache(maxsize=None)
def made(data, name):
    return getattr(charts, name)(data)


@pytest.mark.parametrize("name", ["instruments", "verdicts"])
@everywhere
def test_no_label_touches_another_or_leaves_the_frame(data, name):
    chart = made(data, name)
    assert layout.outside(chart.svg) == [] and layout.touching(chart.svg) == []
    assert "A list is no inventory of a partnership." in chart.source


@pytest.mark.parametrize("name", ["instruments", "verdicts"])
def test_no_label_of_the_real_data_is_cut_and_it_fits_a_sheet(name):
    chart = made(DATA["real"], name)
    assert [t for t in texts(chart) if "…" in t] == []
    assert float(body(chart).get("height")) < 965, "on a sheet of A4 letters would be smaller than nine pixels"


def drawn(chart):
    """How many marks there are of each fill, the key's among them."""
    return Counter(use.get("fill", "#000000") for use in body(chart).iter(f"{SVG}use"))


@everywhere
def test_each_stage_is_drawn_and_only_what_rests_on_more_than_secondary_sources_is_filled(data):
    chart, stages = made(data, "instruments"), instruments.stages(data)
    assert len(chart.table) == len(stages) and chart.table["Contested"].tolist() == stages["contested"].tolist()
    if stages.empty:
        assert texts(chart) == Counter(["The sources of this view name no instrument."])
        return
    letters = dict(zip(categories(data.descriptor, "milestones", "stage"), initials(list(categories(data.descriptor, "milestones", "stage").values()))))
    first, last = (dates.parse(f"{year}-01-01").first for year in (2000, 2030))
    marks = [m for row in placed(data, stages.to_dict("records"), first, last) for lane in row.lanes for m in lane]
    assert len(marks) == len(stages)
    found = texts(chart)
    assert {letter for letter in letters.values() if found[letter]} == {letters[s] for s in stages["stage"]}
    assert drawn(chart)[style.GROUND] >= stages["secondary"].sum()
    if not stages["contested"].any() and not stages["secondary"].any():
        assert drawn(chart)[style.GROUND] == 0


def test_marks_of_the_real_tier_by_hand():
    data = DATA["real"]
    chart, stages = made(data, "instruments"), instruments.stages(data)
    plain = stages[~stages["contested"]]
    fought = [s for s in stages.to_dict("records") if s["contested"]]
    assert {len(s["stated"]) for s in fought} == {2, 3}
    # Three dates of the mandate are three marks; two neighbouring days are one, which some firm source has.
    open_ = int(plain["secondary"].sum()) + 1
    filled = int((~plain["secondary"].astype(bool)).sum()) + 2 + 1
    assert drawn(chart)[style.GROUND] == open_ + 1 and drawn(chart)[style.INK] == filled + stages["stage"].nunique()
    assert texts(chart)["Signed 3 Jul 2023 or 4 Jul 2023 (secondary only)"] == 1
    ends = stages.groupby("instrument", sort=False).tail(1)
    assert sum(n for t, n in texts(chart).items() if t.endswith(" (secondary only)")) == ends["secondary"].sum() + 1 > 1, "beside the latest stage too, and the one date of two"
    assert "date of two, shown by a hatched span: one has a mark at each date, open where only secondary sources give it, and one has one mark in the middle" in chart.description


@everywhere
def test_what_is_said_of_the_last_mark_stands_by_it_and_by_no_other(data):
    chart, stages = made(data, "instruments"), instruments.stages(data)
    rows = placed(data, stages.to_dict("records"), *axis(stages["date"]))
    found = {}
    for text in body(chart).iter(f"{SVG}text"):
        wide, x = marks.width(text.text, style.NOTE), float(text.get("x"))
        found.setdefault(text.text, []).append((x - wide, x) if text.get("text-anchor") == "end" else (x, x + wide))
    for row in rows:
        last, lane = row.lanes[-1][-1], row.lanes[-1]
        near = {"right": lambda a, b: a >= last.right and a - last.right < 9, "left": lambda a, b: len(lane) == 1 and b <= last.left and last.left - b < 9,
                "below": lambda a, b: a <= max(last.at) <= b}[row.beside]
        assert any(near(*ends) for ends in found[row.latest]), row.latest


def test_each_chart_names_the_documents_that_it_is_drawn_from():
    for data in DATA.values():
        for name, ids in (("instruments", data.milestones["source"]), ("verdicts", data.evidence["source"])):
            said, mine = made(data, name).source, data.sources[data.sources["source"].isin(ids)]
            if len(mine) > 3:
                numbers = [int((mine["counts"] == how).sum()) for how in ("yes", "shown")]
                assert [int(n) for n in re.findall(r"(\d+) documents? that", said)] == [n for n in numbers if n], (name, said)
            elif len(mine):
                assert all(title in said for title in mine["title"]) and said.count("only shown") == (mine["counts"] == "shown").sum()
            else:
                assert said.startswith(f"Source: None in the view {data.view!r}.")
    assert "15 documents that count in the view 'record' and 9 documents that are only shown" in made(DATA["real"], "instruments").source
    assert "24 documents that count in the view 'record' and 10 documents that are only shown" in made(DATA["real"], "verdicts").source


@everywhere
def test_no_sum_of_unlike_verdicts_is_given(data):
    grid = made(data, "verdicts").description.partition("In the first row")[0]
    assert not re.search(r"\d", grid) and ("so that no sum" in grid) == bool(claims.verdicts(data))


@everywhere
def test_the_topics_that_meet_a_target_can_be_counted_in_the_chart(data):
    chart, of, topics = made(data, "targets"), crosswalk.matches(data), presence(data, "topic", "ever").codes
    assert layout.outside(chart.svg) == [] and layout.touching(chart.svg) == []
    hit = sorted(data.label("topics", t) for t in topics if (t, crosswalk.TARGETS) in of and crosswalk.is_target(of[t, crosswalk.TARGETS]))
    mine = chart.table[chart.table["Concept"] == "A target"]
    assert sorted("; ".join(mine["Which"]).split("; ") if len(mine) else []) == hit and mine["Topics"].sum() == len(hit)
    said = f"Digital Decade, a target: {len(hit)} topic{'s' * (len(hit) != 1)}"
    assert texts(chart)[said] == bool(hit) and (said in chart.description) == bool(hit)
    assert (chart.table.groupby("Vocabulary")["Topics"].sum() == len(topics)).all()
    assert all(edition in chart.source for edition in data.crosswalk["edition"])
    if chart.title[:1].isdigit():
        assert chart.title.startswith(f"{len(hit)} of {len(topics)} topics meet a target")


@everywhere
def test_the_table_of_targets_has_each_topic_under_its_kind_of_match(data):
    chart, of, topics = made(data, "targets"), crosswalk.matches(data), presence(data, "topic", "ever").codes
    kinds = categories(data.descriptor, "crosswalk", "match") | {crosswalk.NOT_JUDGED: "Not judged"}
    alike(chart, {(row["Vocabulary"], topic): row["Match"] for row in chart.table.to_dict("records") for topic in row["Which"].split("; ")},
          {(name, data.label("topics", t)): kinds[of[t, v]["match"] if (t, v) in of else crosswalk.NOT_JUDGED]
           for v, name in categories(data.descriptor, "crosswalk", "vocabulary").items() for t in topics}, ("in the table", "in the crosswalk"))


@everywhere
def test_marks_stand_in_lanes_and_at_their_dates(data):
    first, last = dates.parse("2005-01-01").first, dates.parse("2035-01-01").first
    for row in placed(data, instruments.stages(data).to_dict("records"), first, last):
        assert [m.letter for lane in row.lanes for m in lane] and all(lane for lane in row.lanes)
        for lane in row.lanes:
            assert all(one.right <= other.left for one, other in zip(lane, lane[1:]))
            assert all(FROM <= x <= TO and m.start <= x <= m.end for m in lane for x in m.at)
            assert all(len(m.at) == len(m.firm) and all(b - a >= CLOSE for a, b in zip(sorted(m.at), sorted(m.at)[1:])) for m in lane)


def stage_bars(drawing):
    """The bars from stage to stage: where each begins and ends, and at which height."""
    return [(x, end, y) for (x, y), (end, _) in (s.points for s in drawing.strokes if s.level and s.colour == style.GREY and s.wide == 3)]


@everywhere
def test_a_bar_leads_from_one_stage_to_the_next_with_no_mark_between(data):
    drawing = Drawing(made(data, "instruments"))
    for x, end, y in stage_bars(drawing):
        beside = [m.x for m in drawing.marks if abs(m.y - y) < 0.1]
        held = all(any(abs(edge - at) < 0.1 for at in beside) for edge in (x, end))
        assert held and not [at for at in beside if x + 0.1 < at < end - 0.1], f"instruments: a bar from {x} to {end} among marks at {beside}"


@everywhere
def test_each_stage_stands_at_its_dates_under_its_instrument_with_a_span_over_what_they_leave_open(data):
    chart, drawing, stages = made(data, "instruments"), Drawing(made(data, "instruments")), instruments.stages(data).to_dict("records")
    numbers = [t for t in drawing.texts if t.said.isdigit() and t.colour == style.MUTED]
    years = sorted((dates.parse(t.said).first.toordinal(), t.x - 4) for t in numbers)
    lines = [s.points[0][0] for s in drawing.strokes if s.colour == style.GRID and not s.level]
    assert all(any(abs(x - at) < 0.02 for at in lines) for _, x in years), "instruments: each year stands at its line"
    name, labels = dict(zip(data.instruments["instrument"], data.instruments["name"])), categories(data.descriptor, "milestones", "stage")
    letter, drawn, expected = dict(zip(labels, initials(list(labels.values())))), {}, {}
    for stage in stages:
        (first, left), (last, right) = years[0], years[-1]
        spans = [dates.parse(d) for d in stage["stated"]]
        place = lambda day: left + (right - left) * (day - first) / (last - first)
        begin, end = min(place(s.first.toordinal()) for s in spans), max(place(s.last.toordinal() + 1) for s in spans)
        at = sorted(place((s.first.toordinal() + s.last.toordinal() + 1) / 2) for s in spans)
        at = [(at[0] + at[-1]) / 2] if any(b - a < CLOSE for a, b in zip(at, at[1:])) else at
        found = expected.setdefault((data.label("partners", stage["partner"]), name[stage["instrument"]]), [])
        found += [(letter[stage["stage"]], x, x) for x in at]
        if stage["contested"]:
            found.append(("hatched", min(begin, at[0] - 11), max(end, at[-1] + 11)))
        elif any(s.precision != "day" for s in spans) and end - begin > 12:
            found.append(("open", begin, end))
    whose, rows = (drawing.labels({key[n] for key in expected}, lambda t: t.x == 0 and t.size == style.LABEL and t.bold == (n == 0) and expected) for n in (0, 1))
    above = lambda thing: tuple(max((r for r in labels if r.y < thing.y), key=lambda r: r.y).said for labels in (whose, rows))
    for t in (t for t in drawing.texts if t.bold and t.align == "middle"):
        drawn.setdefault(above(t), []).append((t.said, t.x, t.x))
        assert any(m.x == pytest.approx(t.x, abs=0.02) and m.y == pytest.approx(t.y + 12, abs=0.02) for m in drawing.marks), f"instruments: no mark under the letter {t.said}"
    for b in (b for b in drawing.bars if b.y > numbers[0].y):
        drawn[above(b)].append(("open" if b.fill else "hatched", b.left, b.right))
        assert any(abs(m.y - b.y) < 0.1 and b.left <= m.x <= b.right for m in drawing.marks), f"instruments: no mark in the span from {b.left} to {b.right}"
    alike(chart, {row: sorted(found) for row, found in drawn.items()},
          {row: [(said, *(pytest.approx(x, abs=0.1) for x in ends)) for said, *ends in sorted(found)] for row, found in expected.items()}, ("drawn", "by the dates"))


@everywhere
def test_the_mark_under_a_letter_has_the_shape_of_its_stage(data):
    drawing, stages = Drawing(made(data, "instruments")), categories(data.descriptor, "milestones", "stage")
    shape = dict(zip(initials(list(stages.values())), (s if s in "so^vD" else "?" for s in (SHAPES[n % len(SHAPES)] for n in range(len(stages))))))
    letters = [t for t in drawing.texts if t.bold and t.align == "middle"]
    drawn = {t.said: {m.shape for m in drawing.marks if abs(m.x - t.x) < 0.1 and abs(m.y - t.y - 12) < 0.1} for t in letters}
    assert drawn == {letter: {shape[letter]} for letter in drawn}


def test_where_sources_disagree_a_bar_begins_at_the_latest_date():
    """Two firm dates for the launch of a pact, and its signature after both: one lane of three marks and one bar."""
    tables = deepcopy(example.TABLES)
    tables["milestones"].append(dict(tables["milestones"][0], milestone="pact-launched-2", date="2023-06-01", source="page"))
    drawing = Drawing(charts.instruments(build(example.DESCRIPTOR, tables, "record")))
    years = {int(t.said): t.x - 4 for t in drawing.texts if t.said.isdigit() and t.colour == style.MUTED}
    day = (years[2024] - years[2023]) / 365
    early, late, signed = years[2022] + 131.5 * day, years[2023] + 151.5 * day, years[2024] + (31 + 29 / 2) * day
    assert [(x, end) for x, end, _ in stage_bars(drawing)] == [pytest.approx((late, signed), abs=0.1)], "instruments: the bar leads from the later date of the launch"
    letters = [(t.said, t.x) for t in drawing.texts if t.bold and t.align == "middle"]
    assert letters == [(letter, pytest.approx(x, abs=0.1)) for letter, x in (("N", early), ("N", late), ("S", signed))]
    at = sorted((m.x, bool(m.fill)) for m in drawing.marks if m.y == stage_bars(drawing)[0][2])
    assert at == [(pytest.approx(x, abs=0.1), firm) for x, firm in ((early, True), (late, True), (signed, False))]


@everywhere
def test_bars_of_topics_are_as_long_as_the_number_beside_them(data):
    chart, drawing = made(data, "targets"), Drawing(made(data, "targets"))
    expected = {(row["Vocabulary"] + f", {row['Concept'].lower()}" * bool(row["Concept"]), row["Match"]): (row["Topics"], row["Topics"], row["Which"]) for row in chart.table.to_dict("records")}
    heads, kinds = ([t for t in drawing.texts if t.x == 0 and t.bold == bold] for bold in (True, False))
    unit, drawn = max((b.wide for b in drawing.bars), default=0) / max([1, *(n for n, *_ in expected.values())]), {}
    names = drawing.labels(chart.table["Which"], lambda t: t.x == 290)
    for bar in drawing.bars:
        kind = min(kinds, key=lambda t: abs(t.y - bar.y))
        number = [int(t.said) for t in drawing.texts if t.bold and abs(t.y - bar.y) < 0.1 and abs(t.x - bar.right - 6) < 0.1]
        drawn[max((h for h in heads if h.y < bar.y), key=lambda h: h.y).said.partition(": ")[0], kind.said] = *number, round(bar.wide / unit, 2), *(n.said for n in names if abs(n.y - bar.y) < 0.1)
        assert abs(kind.y - bar.y) < 0.1 and bar.left == drawing.bars[0].left, f"targets, {kind.said}: a bar that begins beside the others or in no row"
    alike(chart, drawn, expected)


@everywhere
def test_the_tables_of_stages_and_of_verdicts_say_what_was_found(data):
    name, labels, stages = dict(zip(data.instruments["instrument"], data.instruments["name"])), categories(data.descriptor, "milestones", "stage"), instruments.stages(data)
    assert made(data, "instruments").table[["Partner", "Instrument", "Stage", "Date (EDTF)", "Secondary only", "Counts"]].values.tolist() == [
        [data.label("partners", s["partner"]), name[s["instrument"]], labels[s["stage"]], s["date"], bool(s["secondary"]), bool(s["counts"])] for s in stages.to_dict("records")]
    table, given = made(data, "verdicts").table, claims.verdicts(data)
    assert table.values.tolist() == claims.claims(data).drop(columns="id").values.tolist()
    assert table["Verdict"].tolist() == [categories(data.descriptor, "verdicts", "verdict")[v] for v in given.values()]


@everywhere
def test_each_verdict_for_several_partners_has_its_mark(data):
    chart, given = made(data, "verdicts"), claims.verdicts(data)
    assert len(chart.table) == len(given)
    if not given:
        assert texts(chart) == Counter(["No claim can be judged in this view."])
        return
    claimed = Counter(c for c, _ in given)
    grid = {key: v for key, v in given.items() if claimed[key[0]] > 1 or not key[1]}
    assert texts(chart)["?"] == list(grid.values()).count("open") + ("open" in grid.values()), "and one in the key"
    strokes = [p.get("d") for p in body(chart).iter(f"{SVG}path") if p.get("stroke-width") == "2.4"]
    ticks, crosses = sum(d.count("L") == 2 for d in strokes), sum(d.count("L") == 1 for d in strokes)
    assert (ticks, crosses) == tuple(n * (list(grid.values()).count(v) + (v in grid.values())) for n, v in ((1, "holds"), (2, "fails")))
    lone = [key for key, secondary in zip(given, claims.claims(data)["secondary"]) if secondary and key in grid]
    assert texts(chart)["S"] == len(lone) + bool(lone)
    left = [v for key, v in given.items() if key not in grid]
    assert any(t.startswith(f"Unlike claims on one partner each: {len(left)}.") for t in texts(chart)) == bool(left)


def another_stage(tables):
    next(r for r in tables["milestones"] if r["stage"] == "signed")["stage"] = "concluded"


def another_day(tables):
    tables["milestones"][-1]["date"] = "2024-12-08"


def no_longer_secondary(tables):
    next(r for r in tables["sources"] if r["source"] == "nzciel-2026")["standing"] = "official"


def another_verdict(tables):
    next(r for r in tables["verdicts"] if r["verdict"] == "holds" and r["claim"] == "annual-calendar-year")["verdict"] = "open"


@pytest.mark.parametrize("change, name", [(another_stage, "instruments"), (another_day, "instruments"), (no_longer_secondary, "instruments"),
                                          (another_verdict, "verdicts")])
def test_one_changed_datum_changes_picture_and_table(change, name):
    before, after = made(DATA["real"], name), made(changed.dataset(change, "record"), name)
    assert after.svg != before.svg and after.csv != before.csv


def test_initials_are_each_another():
    assert initials(["Signed", "Sealed", "Delivered"]) == ["S", "E", "D"]
    assert initials(["شراكة", "S", "S", "ßs"])[2:] == ["3", "4"]


def test_the_same_in_every_run():
    code = ("import hashlib\nfrom analysis.tests.test_charts_legal import *\n"
            "for data in (DATA['odd'], DATA['toy']):\n  for name in ('instruments', 'verdicts'):\n    c = made(data, name)\n"
            "    print(hashlib.sha256((c.svg + c.csv + c.description).encode()).hexdigest())")
    said = {subprocess.run([sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, cwd=reading.PROJECT, capture_output=True, text=True,
                           check=True).stdout for seed in ("1", "77")}
    assert len(said) == 1 and said.pop().count("\n") == 4
