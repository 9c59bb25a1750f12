"""What a spreadsheet does to a table in saving it is undone, and nothing else is."""
from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from analysis import check, reading
from analysis.tests.breaking import Copy, saved_with

QUICK = settings(derandomize=True, database=None, deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
TABLES = sorted(path.stem for path in reading.DATA.glob("*.csv"))


@pytest.fixture
def copy(tmp_path):
    return Copy(tmp_path / "data")


def resaved(text: str) -> dict[str, bytes]:
    """A table as spreadsheets of several makes and countries save it."""
    return {"mark": b"\xef\xbb\xbf" + text.encode(), "crlf": text.replace("\n", "\r\n").encode(), "cr": text.replace("\n", "\r").encode(),
            "semicolons": saved_with(";", text).encode(), "all": ("\ufeff" + saved_with(";", text).replace("\n", "\r\n")).encode(),
            "unicode text": saved_with("\t", text).replace("\n", "\r\n").encode("utf-16"), "big-endian": b"\xfe\xff" + text.encode("utf-16-be")}


@pytest.mark.parametrize("way", resaved(""))
def test_what_a_spreadsheet_does_is_undone_to_the_byte(way, copy):
    before = {f"{name}.csv": copy.text(name).encode() for name in TABLES}
    for name in TABLES:
        copy.write(name, resaved(copy.text(name))[way])
    found = check.violations(copy.folder)
    assert {Path(v.file).stem for v in found} == set(TABLES) and {v.remedy for v in found} == {"`python -m analysis update` puts it right"}
    assert check.repair(copy.folder) == before


def test_nothing_else_is_repaired(copy):
    copy.set("readings", "note", " =x")
    copy.save("items", copy.rows("items")[::-1])
    assert check.repair(copy.folder) == {}


@pytest.mark.parametrize("content", {
    "8-bit": "\ufeffview,source\npage,".encode() + b"caf\xe9\n", "ragged": b"view;source\npage;page-2024\npage;page;2024\n",
    "not CSV": b'view,source\r\n"a"b,c\r\n', "another header": b"\xef\xbb\xbfview,sources\npage,page-2024\n",
    "a carriage return in a cell": b'view,source\r\npage,"page\r\n2024"\r\n', "nothing": "\ufeff".encode(),
    "half a character": b"\xff\xfe\x00"}.items(), ids=lambda pair: pair[0])
def test_what_is_in_doubt_is_left_alone_and_said_so(content, copy):
    copy.write("views", content[1])
    assert check.repair(copy.folder) == {}
    found = [v for v in check.violations(copy.folder) if v.file.endswith("views.csv")]
    assert found and not any("update" in v.remedy for v in found)


@QUICK
@given(st.lists(st.tuples(*[st.text(st.characters(exclude_characters="\r\0", exclude_categories=["Cs"]))] * 3), max_size=4))
def test_repair_leaves_every_cell_as_it_is(tmp_path_factory, rows):
    folder = tmp_path_factory.mktemp("cells") / "data"
    copy = Copy(folder)
    copy.save("views", [{"view": "", "source": "", "counts": ""}, *({"view": view, "source": source, "counts": counts} for view, source, counts in rows)])
    plain = copy.text("views").encode()
    for data in ("\ufeff".encode() + plain, saved_with(";", plain.decode()).encode("utf-16")):
        copy.write("views", data)
        assert check.repair(folder) == {"views.csv": plain}
