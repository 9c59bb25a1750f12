"""Generated files: those on disk are what data and code give, and a difference is named with its place."""
import copy
import json
import os
import platform
import re
import subprocess
import sys

import pytest

from analysis.loading import load
from analysis.publish import blocks, gallery, products, runs
from analysis.publish.products import FIGURES, NOTEBOOKS
from analysis.reading import DATA, PROJECT


@pytest.fixture(scope="module")
def made():
    data = load()
    return products.products(data, runs.executed(data, None, None, say=lambda line: None))


def test_everything_on_disk_is_what_was_made(made):
    assert products.differences(made, products.pictures_comparable()) == []


def test_every_chart_of_a_notebook_is_in_the_gallery_and_nothing_else(made):
    charts = [c for name in runs.names() for c in gallery.stored(runs.stored(name))]
    assert len([p for p in made if p.suffix == ".svg"]) == len(charts) >= 8
    assert {p.name for p in FIGURES.glob("*") if p.is_file() and not p.name.startswith(".")} == {p.name for p in made if p.parent == FIGURES}


def test_a_difference_is_named_with_its_place(made):
    path = NOTEBOOKS / "03-overlap.ipynb"
    book = json.loads(made[path])
    cell = next(n for n, c in enumerate(book["cells"]) if any("figure class" in "".join(o.get("data", {}).get("text/html", "")) for o in c.get("outputs", [])))
    book["cells"][cell]["outputs"][0]["data"]["text/html"][0] += " "
    [said] = products.differences({path: products.notebook_text(book)})
    assert "notebooks/03-overlap.ipynb" in said and f"cell {cell + 1}, outputs, chart pairs-launch" in said and "git checkout" in said
    svg = FIGURES / "network.svg"
    said = products.differences({svg: made[svg].replace("Japan", "Japon")})
    assert said[0].startswith("figures/network.svg is not what data and code give: line") and "Japon" in said[0]


def test_without_pictures_numbers_are_still_compared(made):
    path = NOTEBOOKS / "03-overlap.ipynb"
    drawn = made[path].replace("data:image/svg+xml", "data:image/svg+xml;x=")
    assert drawn != made[path]
    some = {**made, path: drawn}
    assert products.differences(some, pictures=False) == [] != products.differences(some)
    number = {**made, path: made[path].replace("Jaccard", "Jacquard")}
    assert products.differences(number, pictures=False)


def test_blocks_that_do_not_fit_are_named():
    with pytest.raises(blocks.BlockError, match="README.md: nothing makes the block 'y'"):
        blocks.filled("<!-- begin: y -->\n<!-- end: y -->", {}, "README.md")
    with pytest.raises(blocks.BlockError, match="give each block one of both"):
        blocks.filled("<!-- begin: y -->\n", {"y": ""}, "README.md")


def test_no_number_of_readme_and_codebook_is_written_by_hand():
    for path in (PROJECT / "README.md", DATA / "CODEBOOK.md"):
        text, parts = path.read_text(encoding="utf-8"), blocks.readme(load()) if path.name == "README.md" else blocks.codebook(load())
        assert blocks.filled(text, parts, path.name) == text
        assert blocks.filled(text.replace("41 items", "42 items").replace("40 of 41", "41 of 41"), parts, path.name) == text


def test_the_findings_file_says_what_changed():
    stored = (DATA / products.FINDINGS).read_text(encoding="utf-8")
    after = copy.deepcopy(json.loads(stored))
    after["findings"][0]["low"] = after["findings"][0]["high"] = 40
    assert products.findings_changed(stored, json.dumps(after)) == ["corpus on page: value 41 is now 40"]
    assert products.findings_changed(stored, stored) == []


@pytest.mark.slow
def test_the_same_bytes_whatever_the_folder_the_hash_seed_the_zone_and_the_locale(tmp_path):
    """Two builds from scratch, one of them in a copy of the project elsewhere."""
    script = ("import hashlib, sys; sys.path.insert(0, '.'); from analysis.loading import load; from analysis.publish import products, report, runs\n"
              "data = load(); books = runs.executed(data, None, None, say=lambda line: None, keep=False)\n"
              "for name, text in sorted({p.name: t.encode() for p, t in products.products(data, books).items()} .items()): print(name, hashlib.sha256(text).hexdigest())\n"
              "for name, text in sorted(report.report(data, books).items()): print(name, hashlib.sha256(text).hexdigest())")
    copied = tmp_path / "elsewhere é"
    files = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=PROJECT, capture_output=True, text=True, check=True).stdout.split("\n")
    for name in filter(None, files):
        if (PROJECT / name).exists():
            (copied / name).parent.mkdir(parents=True, exist_ok=True)
            (copied / name).write_bytes((PROJECT / name).read_bytes())
    seen = []
    for folder, seed, zone, locale in ((PROJECT, "1", "UTC", "C"), (copied, "2024", "Asia/Tokyo", "C.UTF-8")):
        env = dict(os.environ, PYTHONHASHSEED=seed, TZ=zone, LC_ALL=locale, PYTHONPATH=str(folder), PYTHONUTF8="1")
        done = subprocess.run([sys.executable, "-P", "-c", script], cwd=folder, env=env, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        seen.append(done.stdout)
    assert seen[0] == seen[1] and len(seen[0].splitlines()) > 15


DOCUMENTS = [PROJECT / "README.md", DATA / "CODEBOOK.md", PROJECT / ".github" / "CONTRIBUTING.md", FIGURES / "README.md"]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_of_a_document_leads_somewhere(path):
    links = re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8"))
    assert [link for link in links if "://" not in link and not (path.parent / link).exists()] == []


def test_the_edition_is_the_same_wherever_it_is_written():
    descriptor = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    rows = re.findall(r"^\| (\d+\.\d+\.\d+) \| (\d{4}-\d{2}-\d{2}) \|", (DATA / "CODEBOOK.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert rows[-1] == (descriptor["version"], descriptor["created"][:10]), "the last row of the codebook's editions is this one"
    assert descriptor["title"] in (PROJECT / "CITATION.cff").read_text(encoding="utf-8")
    assert descriptor["licenses"][0]["path"] in (PROJECT / "LICENSE-DATA").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", DOCUMENTS[:2], ids=lambda path: path.name)
def test_no_result_number_is_written_outside_a_generated_block(path):
    """What stands in figures in the text written by hand is a date, a version, a section of a document or a name, and nothing that could be counted."""
    text = re.sub(r"<!-- begin: (\S+) -->.*?<!-- end: \1 -->|`[^`]*`|```.*?```|\]\([^)]*\)|\S+/\S+", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    text = re.sub(r"\d+\.\d+\.\d+|\d{4}-\d{2}-\d{2}|\b1 February 2023|\b20[0-9]{2}\b|COM\(2023\) 570|Python 3\.\d+|CC BY 4\.0|^\d\. |\[0-9\]-|[56]G\b|0[1-4]-corpus", "", text, flags=re.MULTILINE)
    assert re.findall(r"\S*\d\S*", text) == []


@pytest.mark.skipif((sys.version_info[:2], platform.system(), platform.machine()) != ((3, 11), "Linux", "x86_64"), reason="the reference is Python 3.11 on Linux, x86_64")
def test_on_the_reference_pictures_are_compared_byte_for_byte():
    """What the stored pictures were made with is what the lock installs here: a wrong word in that file would switch their comparison off."""
    assert json.loads((FIGURES / "made-with.json").read_text(encoding="utf-8")) == gallery.made_with()
