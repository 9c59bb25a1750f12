"""The dataset as a zip, taken apart again by others' code."""
import hashlib
import io
import json
import os
import shutil
import zipfile

import pytest
from frictionless import Package

from analysis import check, reading
from analysis.publish.archive import archive, described, packed, stem


def opened(folder=reading.DATA):
    return zipfile.ZipFile(io.BytesIO(archive(folder)))


@pytest.fixture
def extracted(tmp_path):
    with opened() as made:
        made.extractall(tmp_path)
        top, = {name.partition("/")[0] for name in made.namelist()}
    return tmp_path / top


def copy(into):
    return shutil.copytree(reading.DATA, into)


def test_what_is_extracted_is_a_data_package_whose_sizes_and_digests_hold(extracted):
    report = Package(str(extracted / "datapackage.json")).validate()
    assert report.valid, report.to_summary()
    resources = json.loads((extracted / "datapackage.json").read_text("utf-8"))["resources"]
    assert len(resources) == len(list(reading.DATA.glob('*.csv')))
    for one in resources:
        content = (extracted / one["path"]).read_bytes()
        assert (one["bytes"], one["hash"]) == (len(content), f"sha256:{hashlib.sha256(content).hexdigest()}")


def test_one_changed_byte_is_noticed(extracted):
    path = extracted / "items.csv"
    path.write_bytes(path.read_bytes().replace(b"Secure 5G", b"Secure 6G", 1))
    found = Package(str(extracted / "datapackage.json")).validate()
    assert [error.type for task in found.tasks for error in task.errors] == ["hash-count"]


def test_it_holds_the_dataset_as_it_is_and_what_explains_it(extracted):
    names = {path.name for path in extracted.iterdir()}
    assert names == {path.name for path in reading.DATA.iterdir() if path.is_file() and not path.name.startswith(".")} | {"LICENSE-DATA"}
    for name in names - {"datapackage.json", "LICENSE-DATA"}:
        assert (extracted / name).read_bytes() == (reading.DATA / name).read_bytes()
    told = json.loads((extracted / "datapackage.json").read_text("utf-8"))
    for one in told["resources"]:
        del one["bytes"], one["hash"]
    assert told == reading.descriptor(reading.DATA)


def test_entries_say_nothing_of_the_machine():
    entries = opened().infolist()
    descriptor = reading.descriptor(reading.DATA)
    assert {(e.date_time, e.create_system, e.external_attr, e.compress_type, e.extra, e.comment) for e in entries} == {
        ((1980, 1, 1, 0, 0, 0), 3, 0o100644 << 16, zipfile.ZIP_STORED, b"", b"")}
    order = [e.filename.partition("/")[2] for e in entries]
    assert order[:len(descriptor["resources"]) + 1] == ["datapackage.json", *(r["path"] for r in descriptor["resources"])]
    assert {e.filename.partition("/")[0] for e in entries} == {f"{descriptor['name']}-{descriptor['version']}"}


def test_another_folder_with_the_same_tables_gives_the_same_bytes(tmp_path):
    one, other = copy(tmp_path / "one"), copy(tmp_path / "b" / "other")
    for n, path in enumerate(sorted(other.iterdir(), reverse=True)):
        os.utime(path, (n * 1e6, n * 1e6))
        path.chmod(0o600)
    (other / "notes.txt").write_text("not of the dataset")
    assert archive(one) == archive(other) != archive(reading.DATA)      # the last has the project's licence too
    (other / "LICENSE-DATA").write_bytes((reading.PROJECT / "LICENSE-DATA").read_bytes())
    assert archive(other) == archive(reading.DATA)


def test_what_a_folder_lacks_is_left_out(tmp_path):
    folder = copy(tmp_path / "one")
    for name in ("CODEBOOK.md", "RECORD.md", "findings.json"):
        (folder / name).unlink()
    assert {name.rpartition(".")[2] for name in opened(folder).namelist()} == {"json", "csv"} and len(opened(folder).namelist()) == 1 + len(reading.descriptor(folder)["resources"])


def test_a_table_that_is_missing_is_an_error(tmp_path):
    folder = copy(tmp_path / "one")
    (folder / "items.csv").unlink()
    with pytest.raises(reading.DataError, match="items.csv"):
        archive(folder)


def test_digests_that_a_descriptor_has_already_are_made_anew():
    old = {"resources": [{"name": "a", "path": "a.csv", "bytes": 7, "hash": "sha256:00", "schema": {"fields": []}}]}
    one, = described(old, {"a.csv": b"ab"})["resources"]
    assert (list(one), one["bytes"], one["hash"][:10]) == (["name", "path", "bytes", "hash", "schema"], 2, "sha256:fb8")
    assert old["resources"][0]["bytes"] == 7


@pytest.mark.parametrize("name", ["../../up", "a/b", "C:\\a", "", "é", ".", "x" * 5])
def test_no_name_leads_out_of_the_folder(name):
    made = stem({"name": name, "version": "1.0.0"})
    assert made.endswith("-1.0.0") and not set(made) & set("/\\:") and made[0] not in ".-"


def test_the_order_given_is_the_order_packed():
    assert zipfile.ZipFile(io.BytesIO(packed({"b": b"", "a": b"1"}))).namelist() == ["b", "a"]


def test_the_rules_pass_what_was_taken_away(extracted):
    assert check.violations(extracted) == []
