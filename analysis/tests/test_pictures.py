"""Charts as PNG: decoded again, and compared with what else they might be."""
import io

import pytest
from matplotlib.image import imread

from analysis.publish import pictures
from analysis.tests import toycharts

SVG = toycharts.grid().svg


def pixels(png):
    return imread(io.BytesIO(png), format="png")[..., :3]


def words(text, more=""):
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="200" height="30"><rect width="200" height="30" fill="#fff"/>'
            f'<text x="5" y="20" font-family="system-ui, Arial, sans-serif" {more}>{text}</text></svg>')


def ink(png):
    return int((pixels(png) < 0.5).all(axis=-1).sum())


def test_a_picture_is_twice_the_size_of_its_drawing_and_not_blank():
    drawn = pixels(pictures.png(SVG))
    high = float(SVG.partition(' height="')[2].partition('"')[0])
    assert drawn.shape[1] == 1440 and abs(drawn.shape[0] - 2 * high) <= 2
    assert (drawn[0, 0] == 1).all() and len({tuple(p) for p in drawn[::7, ::7].reshape(-1, 3)}) > 5


def test_a_picture_changes_with_its_drawing_and_with_nothing_else():
    other = toycharts.grid(toycharts.states("unknown")).svg
    assert pictures.png(SVG) == pictures.png(SVG) != pictures.png(other)
    svgs = {"a": SVG, "b": other, "c": words("c"), "d": words("d")}      # enough for two processes
    assert pictures.pngs(svgs, None) == {name: pictures.png(svg) for name, svg in svgs.items()}


@pytest.mark.parametrize("text", ["Skills", "رقمي", "½ → €", "半導体", "&#128512;"])
def test_every_script_leaves_ink(text):      # at least a box
    assert ink(pictures.png(words(text))) > 20


def test_letters_are_those_of_the_fonts_that_matplotlib_brings(monkeypatch):
    draw = pictures.resvg_py.svg_to_bytes
    plain = pictures.png(words("Skills"))
    assert plain == pictures.png(words("Skills", 'style="font-family: DejaVu Sans"'))      # not what this system calls Arial
    asked = {}
    monkeypatch.setattr(pictures.resvg_py, "svg_to_bytes", lambda **options: asked.update(options) or draw(**options))
    assert pictures.png(words("Skills")) == plain and asked["skip_system_fonts"] and asked["font_files"] and all("matplotlib" in path for path in asked["font_files"])
    assert ink(pictures.png(words("Skills", 'font-weight="700"'))) > 1.2 * ink(plain)


def test_what_was_drawn_is_not_drawn_again(tmp_path, monkeypatch):
    cache = tmp_path / "not" / "there"
    first = pictures.pngs({"a": SVG}, cache)
    monkeypatch.setattr(pictures, "png", lambda svg: b"drawn again")
    assert pictures.pngs({"b": SVG}, cache) == {"b": first["a"]}
    assert pictures.pngs({"b": SVG + "\n"}, cache) == {"b": b"drawn again"}
    monkeypatch.setattr(pictures, "ZOOM", 3)
    assert pictures.pngs({"b": SVG}, cache) == {"b": b"drawn again"}


def test_half_a_picture_in_the_cache_is_drawn_again(tmp_path):
    first = pictures.pngs({"a": SVG}, tmp_path)
    path, = tmp_path.iterdir()
    path.write_bytes(first["a"][:-100])
    assert pictures.pngs({"a": SVG}, tmp_path) == first and path.read_bytes() == first["a"]


def test_the_cache_keeps_the_newest(tmp_path, monkeypatch):
    monkeypatch.setattr(pictures, "KEPT", 2)
    for n in range(4):
        pictures.pngs({"a": words(str(n))}, tmp_path)
    assert len(list(tmp_path.iterdir())) == 2


def test_what_is_no_drawing_is_refused(tmp_path):
    with pytest.raises(ValueError):
        pictures.pngs({"a": "<svg"}, tmp_path)
    assert not list(tmp_path.iterdir())
