"""The style, the drawing and what becomes of it: measured, taken apart, held against what must never be in it."""
import re
from functools import partial
from itertools import combinations
from xml.etree import ElementTree

import matplotlib
import numpy as np
import pytest
from hypothesis import given, settings, strategies

from analysis.publish import layout, marks, style, svg
from analysis.tests import toycharts

WORDS = {"title": "A title", "subtitle": "A subtitle", "description": "What it shows.", "note": "Source: a toy."}
GROUNDS = [style.GROUND, *(page["ground"] for page in style.PAGE.values())]
HOSTILE = ["<script>alert('1')</script> & \"more\"", "costs $5 and $x_1$ or \\alpha", "שלום עולם and العربية", "\x00\x0b\ufffe bad", "量子技術と半導体",
           "unbroken" * 100, "many words " * 80]


def words(text):
    return ["".join(element.itertext()) for element in ElementTree.fromstring(text).iter("{http://www.w3.org/2000/svg}text")]


@pytest.mark.parametrize("colour", sorted(style.PALETTE - {style.GROUND, style.INK, style.MUTED, style.GRID}))
def test_marks_keep_their_contrast_on_every_ground(colour):
    assert min(style.contrast(colour, ground) for ground in GROUNDS) >= 3


def test_text_keeps_its_contrast_on_every_ground():
    for page in [{"ground": style.GROUND, "ink": style.INK, "muted": style.MUTED}, *style.PAGE.values()]:
        assert min(style.contrast(page[name], page["ground"]) for name in ("ink", "muted")) >= 4.5


# How eyes without one kind of cone see linear RGB (Machado, Oliveira and Fernandes 2009, severity 1), and a perceptual space (Oklab).
SIGHT = {"all cones": np.eye(3),
         "no long": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
         "no middle": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
         "no short": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]}


@pytest.mark.parametrize("sight", SIGHT)
def test_any_two_pillars_stay_apart_in_every_kind_of_sight(sight):
    def seen(colour):
        rgb = np.array([int(colour[n:n + 2], 16) / 255 for n in (1, 3, 5)])
        linear = np.clip(SIGHT[sight] @ np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4), 0, 1)
        cones = np.cbrt([[0.41222147, 0.53633254, 0.05144599], [0.21190350, 0.68069955, 0.10739696], [0.08830246, 0.28171884, 0.62997870]] @ linear)
        return [[0.21045426, 0.79361779, -0.00407205], [1.97799850, -2.42859221, 0.45059371], [0.02590404, 0.78277177, -0.80867577]] @ cones

    hues = style.pillar_colours(["1", "2", "3", "4", "outside"]).values()
    assert min(np.linalg.norm(seen(a) - seen(b)) for a, b in combinations(hues, 2)) > 0.09


def test_colours_go_by_order_and_never_by_name():
    assert list(style.pillar_colours(["a", "b", "c"]).values()) == list(style.pillar_colours(["x", "y", "z"]).values())
    lines = style.partner_lines([str(n) for n in range(28)]).values()
    assert len(set(lines)) == 28 and len({marker for _, marker in list(lines)[:4]}) == len({colour for colour, _ in list(lines)[:4]}) == 4
    with pytest.raises(ValueError, match="group the pillars"):
        style.pillar_colours([*"12345", "outside"])


@settings(max_examples=60, deadline=None)
@given(strategies.text(alphabet="ab W-é漢\n", max_size=120), strategies.sampled_from([15, 60, 300]))
def test_wrapped_lines_fit_and_give_the_text_back(text, limit):
    lines = marks.wrap(text, limit)
    assert "".join(lines) == " ".join(text.split())
    assert all(marks.width(line.rstrip()) <= limit + 0.5 or len(line.strip()) == 1 for line in lines)


def test_the_three_states_have_three_marks():
    drawings = [svg.render("a", partial(marks.mark, x=20, y=20, state=state), 40, **WORDS) for state in toycharts.STATES]
    bodies = [drawing.partition('id="a-body"')[2] for drawing in drawings]
    assert len(set(bodies)) == 3
    assert style.INK in bodies[0] and 'fill="none"' in bodies[1] and ">?<" in bodies[2] and not {">?<" in body for body in bodies[:2]} - {False}
    with pytest.raises(ValueError, match="not 'absent'"):
        svg.render("a", partial(marks.mark, x=1, y=1, state="absent"), 40, **WORDS)


def test_a_drawing_is_small_and_says_nothing_that_is_not_needed():
    drawing = toycharts.grid().svg
    assert len(words(drawing)) > 20 and len(drawing.encode()) < 15_000
    assert not re.search(r"style=|<style|metadata|matplotlib|DejaVu|\d\.\d{3}|xlink|<!|pt\"|<g>|rotate\(0|20\d\d-\d\d", drawing)
    ids = re.findall(r'id="([^"]+)"', drawing)
    assert len(ids) == len(set(ids)) and all(name.startswith("toy-grid-") for name in ids)
    parts = {f"toy-grid-{part}" for part in ("name", "about", "ground", "title", "subtitle", "body", "note")}
    used = set(re.findall(r'(?:href="#|url\(#)([^")]+)', drawing))
    assert set(ids) == parts | used and used
    root = ElementTree.fromstring(drawing)
    assert root.get("role") == "img" and root.get("aria-labelledby") == "toy-grid-name" and root.get("width") == "720"
    assert root.get("viewBox") == f"0 0 720 {root.get('height')}"


def test_forty_marks_and_fifty_labels_stay_under_25_kilobytes():
    def draw(ax):
        for n in range(50):
            marks.write(ax, 5, 10 * n, f"Label number {n}")
        for n in range(40):
            marks.mark(ax, 300, 10 * n, toycharts.STATES[n % 3], list(style.HUES.values())[n % 4])

    assert len(svg.render("many", draw, 500, **WORDS).encode()) < 25_000


def test_the_parts_of_a_drawing_can_be_read_back():
    for text in HOSTILE:
        said = {"title": text, "subtitle": f"{text} 2", "description": f"{text} 3", "note": f"{text} 4"}
        clean = {key: " ".join(re.sub("[\x00\x0b\ufffe]", "\ufffd", value).split()) for key, value in said.items()}
        drawing = svg.render("a", lambda ax: marks.write(ax, 10, 10, said["title"]), 40, **said)
        assert svg.texts(drawing) == clean
        assert words(drawing)[2] == clean["title"] or "  " in text
        assert "<script" not in drawing and words(svg.inline(drawing).replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)) == words(drawing)[2:3]


def test_what_the_reader_has_set_in_matplotlib_changes_nothing_and_stays():
    before = toycharts.grid().svg
    with matplotlib.rc_context({"font.size": 30, "lines.linewidth": 9, "svg.fonttype": "path", "text.color": "red", "markers.fillstyle": "none"}):
        assert toycharts.grid().svg == before
        assert matplotlib.rcParams["font.size"] == 30 and matplotlib.rcParams["svg.fonttype"] == "path"


def test_inline_is_the_body_in_the_ink_of_the_page():
    drawing = toycharts.grid().svg
    page = svg.inline(drawing)
    root = ElementTree.fromstring(page)
    assert root.get("viewBox") == "0 0 688 336" and root.get("aria-label") == "All four list networks"
    assert "currentColor" in page and "var(--muted" in page and "toy-grid-title" not in page and "<title" not in page and "Source" not in page
    colours = {value for element in root.iter() for key in ("fill", "stroke") if (value := element.get(key, "").partition(",")[0])}
    assert not colours & {style.INK, style.MUTED, style.GROUND, style.GRID} and colours & set(style.HUES.values())
    assert page.count("<text") == drawing.count("<text") - 3
    assert f'id="{root.get("aria-describedby")}">A grid of' in page


def test_nothing_is_cut_off_silently():
    drawing = svg.render("a", lambda ax: ax.plot([1, 9], [5, 15], color=style.INK), 20, **WORDS)
    assert "clip" not in drawing and 'd="M1 5L9 15"' in drawing


def test_a_halo_is_in_the_ground_of_the_page():
    drawing = svg.render("a", lambda ax: marks.write(ax, 10, 10, "over a line", halo=True), 40, **WORDS)
    assert f'stroke="{style.GROUND}" stroke-width="3" paint-order="stroke"' in drawing
    assert 'stroke="var(--ground, #ffffff)"' in svg.inline(drawing)


def test_two_drawings_on_one_page_share_no_id():
    one, two = (svg.render(name, partial(marks.bar, x=0, y=20, length=90, height=20, unknown=True), 40, **WORDS) for name in ("a", "b"))
    assert "url(#a-1)" in one and 'id="a-1"' in one and not set(re.findall('id="([^"]+)"', one)) & set(re.findall('id="([^"]+)"', two))


@pytest.mark.parametrize("drawn, message", [
    (lambda ax: ax.plot([0, 9], [0, 9], color="#ff0000"), "colour #ff0000 is not in"),
    (lambda ax: marks.write(ax, 0, 9, "hue", colour=style.GREY), "'hue' is neither"),
    (lambda ax: marks.write(ax, 0, 9, "tiny", size=9), "'tiny' is set smaller than 11 px"),
])
def test_a_drawing_that_leaves_the_style_is_an_error(drawn, message):
    with pytest.raises(ValueError, match=f"chart a: .*{message}"):
        svg.render("a", drawn, 40, **WORDS)


def test_text_is_set_where_it_is_told_to_stand():
    def draw(ax):
        marks.write(ax, 100, 20, "left")
        marks.write(ax, 100, 50, "up", angle=90, align="right")
        assert marks.write(ax, 100, 80, "one two three four five six", limit=60, lines=2) == pytest.approx(80 + 2 * marks.LEADING * style.LABEL)

    root = ElementTree.fromstring(svg.render("a", draw, 100, **WORDS))
    left, up, first, second = list(root.iter("{http://www.w3.org/2000/svg}text"))[2:-1]
    assert (left.get("x"), left.get("y"), left.get("text-anchor")) == ("100", "24.2", None)
    assert up.get("transform") == "rotate(-90 104.2 50)" and up.get("text-anchor") == "end"
    assert first.text == "one two" and second.text.startswith("three") and second.text.endswith("…")


def test_labels_that_leave_or_touch_are_found():
    def draw(ax):
        marks.write(ax, 100, 100, "level")
        marks.write(ax, 110, 130, "rising", angle=90)
        marks.write(ax, 300, 130, "rising elsewhere", angle=90)
        marks.write(ax, 0, 2, "too high")

    drawing = svg.render("a", draw, 160, **WORDS)
    assert layout.touching(drawing) == [("level", "rising")] and layout.outside(drawing) == ["too high"]
    assert layout.touching(toycharts.grid().svg) == layout.outside(toycharts.grid().svg) == []
