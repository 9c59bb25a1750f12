"""The report in a browser: every page at both widths, by day and by night, on the project's data and on data full of markup."""
import csv
import hashlib
import io
import json
import re
from urllib.parse import unquote, urlsplit

import pytest

from analysis import edition, editions, reading
from analysis.loading import load
from analysis.publish import report, runs, takeaway
from analysis.publish.editions import read
from analysis.publish.single import STATES
from analysis.tests import browser, changed, piecemeal

pytestmark = pytest.mark.browser

DRAWN = ["index.html", *(f"{name}.html" for name in runs.names())]      # the pages with charts
PAGES = [*DRAWN, "explorer.html", "topics.html", "changes.html", *(f"partner-{name}.html" for name in load().partners["partner"])]
VISITS = [(page, width, scheme) for page in PAGES for width in (375, 1440) for scheme in ("light", "dark")]
CHECKS = ("alone", "axe", "colours", "contrast", "fits", "keyboard", "motion", "once", "paper", "requests", "said", "sheet", "shift", "size")
LIMIT = 150_000   # bytes of a page
LARGER = {"topics.html": 270_000,          # every item behind every topic
          "index.html": 170_000,           # all that the search finds
          "05-sources.html": 330_000,      # one sheet and a table of what each document says of each contested mention, as published
          "06-themes.html": 290_000,       # three charts over all events, with every cell in the tables behind them
          "10-claims.html": 165_000}       # every claim with its definition, evidence and documents


def _site(folder, dataset=None):
    """The report and what stands beside it written into a folder; gives back the pages' and all files' content by name."""
    data, last = load(dataset), edition.last_edition(reading.DATA)
    notebooks = runs.executed(data, dataset, None, say=lambda line: None)
    away = takeaway.files(data, notebooks, dataset or reading.DATA, findings=[])
    pages = report.report(data, notebooks, dataset is None, None, editions.changes(read(last), read(dataset or reading.DATA)), away)
    for name, content in (pages | away).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return pages, pages | away


def _looks(chromium, folder, visits):
    seen = browser.looks(chromium, [((folder / page).as_uri(), width, scheme) for page, width, scheme in visits])
    return {(address.rpartition("/")[2], width, scheme): look for (address, width, scheme), look in seen.items()}


@pytest.fixture(scope="module")
def site(chromium, tmp_path_factory):
    folder = tmp_path_factory.mktemp("report") / "pages"
    return folder, *_site(folder)


@pytest.fixture(scope="module")
def looks(chromium, site):
    return _looks(chromium, site[0], VISITS)


@pytest.mark.parametrize("visit", VISITS, ids=lambda visit: "-".join(map(str, visit)))
@pytest.mark.parametrize("check", CHECKS)
def test_a_page_has_no_fault(looks, visit, check):
    assert looks[visit].faults[check] == []


def test_there_is_a_page_for_each_notebook_and_a_chart_on_each(site, looks):
    assert sorted(site[1]) == sorted(PAGES)
    assert all(looks[visit].charts for visit in VISITS if visit[0] in DRAWN)


def test_nothing_moves_while_a_page_arrives(chromium, site):
    """Each page must say what is to be there before anything is drawn; where it does not, what was drawn moves."""
    hasty = {f"hasty-{page}": re.sub(rb'<link rel="expect"[^>]*>', b"", content) for page, content in site[1].items() if page.startswith("partner")}
    with piecemeal.served(site[1] | hasty) as at:
        assert {visit: faults for visit, faults in browser.moved(chromium, [at + page for page in site[1]], (375, 1440)).items() if faults} == {}
        assert any(browser.moved(chromium, [at + page for page in hasty], (1440,)).values()), "the check sees nothing"


def test_every_link_leads_somewhere(site, looks):
    anchors = {page: set(look.anchors) for (page, *_), look in looks.items()}
    for (page, *_), look in looks.items():
        assert len(look.links) > 20
        for link in look.links:
            parts = urlsplit(link)
            if parts.scheme in ("http", "https", "data"):
                continue
            assert not parts.scheme and (not parts.path or parts.path in site[2]), f"{page}: {link} leads to no page and no file"
            own = parts.fragment.partition("?")[0] in STATES      # what a script shows, and reads itself
            assert not parts.fragment or own or parts.fragment in anchors[parts.path or page], f"{page}: {link} leads to no place on its page"


def test_the_pages_lead_out_to_the_addresses_that_the_data_name_and_to_no_other(looks):
    data = load()
    named = {*data.whole["sources"]["address"]} - {""} | {licence["path"] for licence in data.descriptor["licenses"]}
    out = {link for look in looks.values() for link in look.links if urlsplit(link).scheme in ("http", "https")}
    print("\n".join(sorted(out)))
    assert len(out) > 40 and out <= named


def test_the_first_page_describes_the_dataset_to_machines_with_the_files_beside_it(site):
    text = re.search('<script type="application/ld\\+json">(.*?)</script>', site[1]["index.html"].decode(), re.DOTALL)[1]
    said = json.loads(text)
    assert said["@type"] == "Dataset" and said["version"] == load().edition and len(said["distribution"]) == 2
    for file in said["distribution"]:
        assert hashlib.sha256(site[2][file["contentUrl"]]).hexdigest() == file["sha256"]


def test_the_numbers_behind_a_chart_are_those_of_its_table(looks):
    for (page, *_), look in looks.items():
        for chart in look.charts:
            kind, _, content = chart["csv"].partition(",")
            assert kind == "data:text/csv;charset=utf-8", f"{page}, chart {chart['id']}"
            assert len(chart["rows"]) > 1 and list(csv.reader(io.StringIO(unquote(content)))) == chart["rows"], f"{page}, chart {chart['id']}"


def test_no_page_is_heavy(site):
    for page, content in site[2].items():
        print(f"{page}: {len(content):,} bytes")
    heavy = {page: len(content) for page, content in site[1].items() if len(content) > LIMIT}
    assert heavy.keys() == LARGER.keys() and all(size <= LARGER[page] for page, size in heavy.items()), heavy


# Texts such as no dataset has: markup where names stand, letters from right to left, a word longer than any line.
IMAGE, SCRIPT, ARABIC, LONG = '<img src=x onerror="alert(1)">', '"]]></style></title><script>alert(2)</script>', "شراكة رقمية (5G)", "endless" * 115
HOSTILE_VISITS = [(page, 375, "light") for page in PAGES]


def _hostile(tables):
    changed.fifth_partner(tables)
    partner, other = tables["partners"][-1], tables["partners"][0]
    partner["name"], partner["in_text"], partner["short"], other["name"], other["in_text"], other["short"] = SCRIPT, IMAGE, IMAGE, ARABIC, ARABIC, ARABIC
    for row, label in zip(tables["topics"], (IMAGE, SCRIPT, ARABIC, LONG, "https://example.org/?a=<b>&c")):
        row["label"] = label
    tables["items"][-1]["label"] = LONG
    tables["events"][0]["name"] = tables["sources"][0]["title"] = SCRIPT
    tables["statements"][0]["claim"] = f"{IMAGE} {ARABIC} {LONG}"
    tables["rulings"][0]["question"] = SCRIPT


@pytest.fixture(scope="module")
def hostile(chromium, tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    files, _ = _site(folder / "pages", changed.folder(folder / "data", _hostile))
    return files, _looks(chromium, folder / "pages", HOSTILE_VISITS)


@pytest.mark.parametrize("visit", HOSTILE_VISITS, ids=lambda visit: "-".join(map(str, visit)))
def test_text_from_data_is_never_markup(hostile, visit):
    """Everything that holds of a page on the project's data, but that a chart of so many lists may be too large for a sheet of paper."""
    assert {name: faults for name, faults in hostile[1][visit].faults.items() if faults and name != "sheet"} == {}


def test_the_hostile_texts_are_on_the_pages(hostile):
    everything = b"".join(hostile[0].values()).decode()
    for text in (IMAGE, SCRIPT):
        assert text not in everything and text.replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;") in everything
    assert ARABIC in everything and LONG in everything


SPOILED = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Spoiled</title>
<meta http-equiv="Content-Security-Policy" content="style-src 'unsafe-inline'; img-src file:">
<style>html { scroll-behavior: smooth } a { outline: none } .scroll { overflow: auto; max-width: 300px } svg { display: block }</style>
<nav class="contents"><a href="#a">Uno</a></nav><h1 id="a">One</h1><h1 id="a">Two</h1><p style="width: 3000px">wide</p><p style="font-size: 8px">small</p><p style="position: relative; left: -50px">left out</p><img src="gone.png">
<figure class="chart">torn</figure><a href="#a">unseen focus</a><details><summary>a</summary>b</details>
<table><thead><tr><th style="width: 1px; overflow-wrap: anywhere">Broken</th></tr></thead></table>
<div class="scroll"><svg width="200" height="20"><text x="-90" y="12" fill="#fff">lost</text></svg></div>
<script>alert(1)
const late = () => document.body.prepend(Object.assign(document.createElement('p'), {textContent: 'late', style: 'height: 200px'}));
requestAnimationFrame(() => requestAnimationFrame(late))</script>"""


def test_every_check_can_fail(chromium, tmp_path):
    path = tmp_path / "spoiled.html"
    path.write_text(SPOILED, encoding="utf-8")
    [seen] = browser.looks(chromium, [(path.as_uri(), 375, "light")]).values()
    assert sorted(seen.faults) == sorted(CHECKS) and [check for check in CHECKS if not seen.faults[check]] == []
    fits = "\n".join(seen.faults["fits"])
    assert "px wide" in fits and "cut off by <svg" in fits and "beyond the edge" in fits and "the word Broken is broken" in fits
    assert "the contents say “Uno” where the heading is “One”" in seen.faults["once"]


def test_without_a_browser_a_person_may_go_on_and_continuous_integration_may_not(monkeypatch):
    for said, outcome in (("", pytest.skip.Exception), ("true", pytest.fail.Exception)):
        monkeypatch.setenv("CI", said)
        with pytest.raises(outcome, match="install Chromium"):
            browser.lacking(browser.MISSING)
