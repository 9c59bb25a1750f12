"""Nothing that stands in a dataset's folder makes the check fall over."""
from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from analysis import check, reading
from analysis.tests.breaking import Copy

QUICK = settings(derandomize=True, database=None, deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
TABLES = sorted(path.stem for path in reading.DATA.glob("*.csv"))


@pytest.fixture(scope="module")
def scratch(tmp_path_factory):
    return Copy(tmp_path_factory.mktemp("fuzz") / "data")


def survives(scratch: Copy, name: str, content: bytes) -> None:
    path = scratch.folder / name
    before = path.read_bytes()
    try:
        path.write_bytes(content)
        found = check.violations(scratch.folder)
        assert check.report(found).replace("\n", "").isprintable()
        assert all(isinstance(violation, reading.Violation) for violation in found)
        check.source_differences(scratch.folder, content.decode("latin-1"))
        try:
            check.repair(scratch.folder)
        except reading.DataError as error:
            assert str(error).isprintable()
    finally:
        path.write_bytes(before)


FILES = [f"{name}.csv" for name in TABLES] + [reading.DESCRIPTOR]


@QUICK
@given(st.sampled_from(FILES), st.binary(max_size=400))
def test_any_bytes(scratch, name, content):
    survives(scratch, name, content)


@QUICK
@given(st.sampled_from(FILES), st.data())
def test_any_change_of_bytes(scratch, name, data):
    content = bytearray((reading.DATA / name).read_bytes())
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(content) - 1))
        new = data.draw(st.one_of(st.binary(max_size=4), st.sampled_from([b'"', b"\n", b",", b"\r"])))
        content[at:at + data.draw(st.integers(0, 40))] = new
    survives(scratch, name, bytes(content))


@QUICK
@given(st.sampled_from(TABLES), st.data())
def test_any_change_of_cells(scratch, name, data):
    rows = scratch.rows(name)
    for _ in range(data.draw(st.integers(1, 3))):
        row = data.draw(st.sampled_from(rows))
        column = data.draw(st.sampled_from(sorted(row)))
        row[column] = data.draw(st.one_of(st.text(), st.sampled_from(["0", "-1", "9" * 5000, "²", "١", "0000"])))
    before = scratch.text(name).encode()
    scratch.save(name, rows)
    content, _ = scratch.text(name).encode(), scratch.write(name, before)
    survives(scratch, f"{name}.csv", content)


JSON = st.recursive(st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text()), lambda part: st.one_of(
    st.lists(part, max_size=3), st.dictionaries(st.text(), part, max_size=3)), max_leaves=5)


@QUICK
@given(st.data())
def test_any_change_of_the_descriptor(scratch, data):
    package = json.loads((reading.DATA / reading.DESCRIPTOR).read_bytes())
    part = package
    while True:
        keys = sorted(part) if isinstance(part, dict) else list(range(len(part)))
        key = data.draw(st.sampled_from(keys))
        if not isinstance(part[key], (dict, list)) or not part[key] or data.draw(st.integers(0, 3)) == 0:
            break
        part = part[key]
    part[key] = data.draw(JSON)
    survives(scratch, reading.DESCRIPTOR, json.dumps(package).encode())
