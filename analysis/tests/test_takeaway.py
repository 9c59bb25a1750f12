"""The files beside the pages: which there are, that each is what it is called, and that the same data give the same bytes."""
import hashlib
import json
import os
import subprocess
import sys

import pytest

from analysis import load, reading
from analysis.publish import archive, gallery, pictures, products, results, takeaway
from analysis.tests import changed, toycharts

NOTEBOOKS = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(products.NOTEBOOKS.glob("*.ipynb"))}
NAME = archive.stem(reading.descriptor(reading.DATA))
FINDINGS = json.loads((reading.DATA / "findings.json").read_text("utf-8"))["findings"]


@pytest.fixture(scope="module")
def made():
    return takeaway.files(load(), NOTEBOOKS, reading.DATA, FINDINGS)


def test_the_files_are_these(made):
    charts = [name.removesuffix(".svg") for name in gallery.files(NOTEBOOKS) if name.endswith(".svg")]
    assert set(made) == {f"figures/{c}.{kind}" for c in charts for kind in ("svg", "png", "csv")} | {f"notebooks/{name}.ipynb" for name in NOTEBOOKS} | {
        f"data/{NAME}.zip", f"data/{NAME}.xlsx", "results.json", "results.schema.json",
        "citation.txt", "citation.bib", "citation.ris"}
    assert len(charts) > 15 and all(isinstance(content, bytes) and content for content in made.values())


def test_pictures_and_numbers_are_those_that_the_notebooks_show(made):
    for name, text in gallery.files(NOTEBOOKS).items():
        if name.endswith(".svg"):
            assert made[f"figures/{name}"] == text.encode()
            assert made[f"figures/{name[:-4]}.png"].startswith(b"\x89PNG")
    name = "network"
    assert made[f"figures/{name}.png"] == pictures.png(made[f"figures/{name}.svg"].decode())
    chart = toycharts.grid()
    assert takeaway.charts({"one": toycharts.notebook()}, None) == {
        "figures/toy-grid.svg": chart.svg.encode(), "figures/toy-grid.csv": chart.csv.encode(), "figures/toy-grid.png": pictures.png(chart.svg)}


def test_notebooks_are_as_they_ran(made):
    for name, notebook in NOTEBOOKS.items():
        assert json.loads(made[f"notebooks/{name}.ipynb"]) == notebook


def test_results_come_with_their_schema(made):
    assert json.loads(made["results.schema.json"]) == results.SCHEMA
    assert json.loads(made["results.json"])["$schema"] in made
    assert json.loads(made["results.json"])["findings"] == FINDINGS


def test_two_charts_of_one_name_are_refused():
    with pytest.raises(ValueError, match="toy-grid"):
        takeaway.charts({"one": toycharts.notebook(), "two": toycharts.notebook()}, None)


def test_another_dataset_without_the_optional_files(tmp_path):
    folder = changed.folder(tmp_path / "other", changed.fifth_partner)
    for name in ("CODEBOOK.md", "RECORD.md", "findings.json"):
        (folder / name).unlink()
    data = load(folder)
    found = takeaway.files(data, {}, folder, [], tmp_path / "cache")
    assert sorted(found) == ["citation.bib", "citation.ris", "citation.txt", f"data/{NAME}.xlsx", f"data/{NAME}.zip", "results.json", "results.schema.json"]
    assert "atlantis" in found["results.json"].decode() and b"onerror" in found[f"data/{NAME}.xlsx"]


PRINT = """
import hashlib, json, sys
from analysis import load, reading
from analysis.publish import takeaway
from analysis.tests import toycharts
made = takeaway.files(load(), {"one": toycharts.notebook()}, reading.DATA, json.loads((reading.DATA / "findings.json").read_text("utf-8"))["findings"], None)
print(json.dumps({name: hashlib.sha256(content).hexdigest() for name, content in made.items()}))
"""


def test_the_same_data_give_the_same_bytes_in_any_process(tmp_path):
    said = []
    for seed, zone, locale, folder in (("1", "Asia/Tokyo", "de_DE.UTF-8", tmp_path), ("2", "America/New_York", "C", reading.PROJECT)):
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale, "PYTHONPATH": str(reading.PROJECT)}
        said.append(json.loads(subprocess.run([sys.executable, "-c", PRINT], env=env, cwd=folder, check=True, capture_output=True, text=True).stdout))
    assert said[0] == said[1] and len(said[0]) == 11
    assert list(said[0]) == list(said[1])      # their order too
    made = takeaway.dataset(load(), reading.DATA)
    assert all(said[0][name] == hashlib.sha256(content).hexdigest() for name, content in made.items())


def test_nothing_says_where_it_was_made(made):
    for name, content in made.items():
        assert str(reading.PROJECT).encode() not in content, name
