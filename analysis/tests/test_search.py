"""The search of the first page: what can be found, in which order, and how it is used by pointer, by keyboard, from an address and without a script."""
import json
import re
from dataclasses import replace
from urllib.parse import quote

import pytest

from analysis.example import toy
from analysis.loading import load
from analysis.publish import pages, places, search, summary
from analysis.tests import browser, toycharts
from analysis.tests.test_places import made, site

FINDINGS = [dict(id="one", title="All list networks", sentence="Four of four list networks.", limit="One list each.", as_of="2024-04-30", notebook="03-overlap")]
IMAGE, SCRIPT, ARABIC, LONG = '<img src=x onerror="alert(1)">', '"]]></style></title><script>alert(2)</script>', "شراكة رقمية", "endless" * 115
ROWS = [["partner", "Cote", "", "partner-a.html"], ["topic", "Coté d’Azur", "A coast; décote.", "topics.html#topic-net"], ["topic", "Cotes", "Many", "topics.html#topic-robots"],
        ["unlisted", "Quanta", "By a reading.", "topics.html#topic-chips"], ["topic", "Quanta of light", "", "topics.html#topic-trade"], ["topic", "Straße", "The way to Ærø.", "topics.html#topic-trade"], ["finding", "A finding on cote", "It says so.", "index.html#finding-one"], ["item", "Décote", "Arden, Launch", "topics.html#item-a1"],
        ["item", "Anecdote (fr: anecdoté)", "Arden, Launch", "topics.html#item-a3"], ["item", IMAGE, SCRIPT, "topics.html#item-a4"], ["item", ARABIC, LONG, "topics.html#item-b1"],
        ["item", "Quite another", f"{'words ' * 60}needle {'words ' * 60}", "topics.html#item-b2"], *(["item", f"Cote {n}", "Of many", "topics.html#item-c1"] for n in range(20, 0, -1))]


@pytest.mark.parametrize("data", [toy(), toy("record"), load().fullest()], ids=["page", "record", "real"])
def test_all_that_can_be_found_is_on_the_page_that_it_leads_to(data):
    rows = search.entries(data, summary.searched({"findings": FINDINGS, "added": [], "views": None}))
    assert [kind for kind, *_ in rows] == sorted((kind for kind, *_ in rows), key=[search.PARTNER, search.TOPIC, search.UNLISTED, search.FINDING, search.ITEM].index)
    anchors = {href: set(re.findall(r' id="([^"]+)"', text)) for href, text in made(data).items()} | {"index.html": {"finding-one"}}
    for kind, text, further, href in rows:
        page, _, anchor = href.partition("#")
        assert page in anchors and (not anchor or anchor in anchors[page]) and text and isinstance(further, str), (kind, href)
    kinds = [kind for kind, *_ in rows]
    assert [kinds.count(kind) for kind in (search.PARTNER, search.FINDING, search.ITEM)] == [len(data.partners), 1, len(data.items)]
    topics = {kind: {href.removeprefix("topics.html#topic-") for one, _, _, href in rows if one == kind} for kind in (search.TOPIC, search.UNLISTED)}
    assert topics[search.TOPIC] == set(data.codings["topic"]) and topics[search.UNLISTED] == set(data.whole["topics"]["topic"]) - topics[search.TOPIC]


def test_a_partner_is_found_by_its_other_names_and_an_item_by_its_place():
    data = toy()
    partners = data.partners.assign(short=["Arden", "Bl.", "Coast"], in_text=["the Arden", "the Blandish", "the Coast"])
    lists = data.lists.assign(place=["Ardenne" if event == "a-launch" else "" for event in data.lists["event"]])
    events = data.events.assign(place=["Blandville" if event.startswith("b") else "Elsewhere" if event == "a-launch" else "" for event in data.events["event"]])
    rows = search.entries(replace(data, partners=partners, lists=lists, events=events), [])
    assert [further for kind, _, further, _ in rows if kind == search.PARTNER] == ["", "Bl., the Blandish", ""]
    items = [further for kind, _, further, _ in rows if kind == search.ITEM]
    assert "Arden, Launch, Ardenne, May 2022" in items and "Bl., Launch, Blandville, 1 February 2023" in items and "Coast, Launch, November 2023" in items
    assert any("Montréal" in further for kind, _, further, _ in search.entries(load().fullest(), []) if kind == search.ITEM)


def test_an_item_without_a_topic_leads_to_its_partner_and_one_that_was_translated_is_found_by_its_own_words():
    data = toy("record-all")
    bare = replace(data, codings=data.codings[data.codings["item"] != "a3"])
    found = {href: text for kind, text, _, href in search.entries(bare, []) if kind == search.ITEM}
    assert "partner-a.html#item-a3" in found and "topics.html#item-a3" not in found and found["topics.html#item-a7"] == "Robots (fr: Automates)"


def test_a_finding_says_of_which_view_it_is_and_those_of_the_other_view_are_found_too():
    said = summary.found(load())
    rows, views = summary.searched(said), said["views"]
    assert {row["sentence"].split(".")[0] for row in rows} == {"View ‘page’", "View ‘record’"}
    at = {row["href"]: row for row in rows}
    for part, view in (("findings", "page"), ("added", "record")):
        assert said[part] and all(at[f"index.html#finding-{f['id']}"]["sentence"].startswith(f"View ‘{view}’. {f['sentence'][:20]}") for f in said[part])
    others = {row["title"] for row in rows if row["href"] == "index.html#views"}
    assert others == {row["other_title"] for row in views["rows"] if row["title"] != row["other_title"]} and len(others) > 5
    alone = summary.searched(summary.found(toy("record")) | {"views": None})
    assert not any("View ‘" in row["sentence"] for row in alone) and all(row["href"] != "index.html#views" for row in alone)


def test_the_model_is_small():
    data = load().fullest()
    findings = [dict(href=f"index.html#finding-{n}", title="A title of some length, as titles are", sentence="A sentence. " * 45) for n in range(22)]
    assert len(json.dumps(search.entries(data, findings), ensure_ascii=False, separators=(",", ":")).encode()) < 60_000


def index(found):
    listed = (pages.Page("index.html", "A toy", "Start"), pages.Page("03-overlap.html", "What?", "Overlap"))
    return pages.index_page(pages.Site("A toy", "Edition 1", "The text ends.", "A toy.", listed), title="A toy", standfirst="Each has a list.", about=["They meet."], findings=FINDINGS,
                            chart=toycharts.grid().html, limits=["Whether they mean it."], data=[("Licences", "Free.")], found=found)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    into = tmp_path_factory.mktemp("search")
    for href, text in (made(toy("record")) | {"index.html": index(ROWS)}).items():
        into.joinpath(href).write_text(text, encoding="utf-8")
    return into


@pytest.fixture(scope="module")
def started(chromium):
    from playwright.sync_api import sync_playwright
    with sync_playwright() as driver, browser.launch(driver, chromium) as running:
        yield running


@pytest.fixture
def visit(started, folder):
    contexts, faults = [], []

    def visited(address="index.html", **options):
        contexts.append(started.new_context(**{"viewport": {"width": 1440, "height": 900}, **options}))
        page = contexts[-1].new_page()
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.on("console", lambda message: faults.append(message.text))
        page.on("dialog", lambda dialog: (faults.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda request: None if request.url.startswith("file:") else faults.append(request.url))
        page.goto(f"{folder.as_uri()}/{address}")
        return page

    yield visited
    for context in contexts:
        context.close()
    assert faults == []


def found(page):
    return page.locator(".finder-found b").all_inner_texts()


def said(page):
    return page.get_by_role("status").inner_text()


@pytest.mark.browser
@pytest.mark.parametrize("typed, expected", [
    # By kind, of each kind some; within a kind the text itself, whole words, beginnings of words (first in the text, then in the further words), insides; then by name.
    ("cote", ["Cote", "Coté d’Azur", "Cotes", "A finding on cote", *[f"Cote {n}" for n in (1, 10, 11, 12, 13, 14, 15, 16)]]), ("quanta", ["Quanta of light", "Quanta"]),
    ("COTÉ azur", ["Coté d’Azur"]),
    ("côtes", ["Cotes"]), ("ecdo", ["Anecdote (fr: anecdoté)"]), ("deco", ["Coté d’Azur", "Décote"]),
    ("strasse", ["Straße"]), ("STRASSE ÆRØ", ["Straße"]), ("aero", ["Straße"]), ("straß", ["Straße"]), ("رقمية", [ARABIC]), ("many 7", ["Cote 7", "Cote 17"])])
def test_what_is_found_and_in_which_order(visit, typed, expected):
    page = visit()
    page.get_by_role("searchbox").fill(typed)
    assert found(page) == expected


@pytest.mark.browser
def test_every_kind_is_shown_however_many_there_are_of_another(visit, folder):
    folder.joinpath("real.html").write_text(index(search.entries(load().fullest(), summary.searched({"findings": FINDINGS, "added": [], "views": None}))), encoding="utf-8")
    page = visit("real.html")
    for typed, first in (("ai", "Artificial intelligence"), ("quantum", "Quantum technology"), ("montreal", None)):
        page.get_by_role("searchbox").fill(typed)
        assert len(found(page)) <= 12 and (found(page)[0] == first if first else found(page)), typed


@pytest.mark.browser
def test_it_is_grouped_by_kind_counted_and_marked(visit):
    page = visit()
    page.get_by_role("searchbox", name="Search partners, topics, findings and items").fill("cote")
    assert said(page) == "12 of 25 found; another word narrows it."
    assert page.locator(".finder-found h2").all_inner_texts() == ["Partners", "Topics", "Findings", "Items as published"]
    assert page.locator(".finder-found ul").nth(1).locator("mark").all_inner_texts() == ["Coté", "cote", "Cote"]
    page.get_by_role("searchbox").fill("quanta")
    assert page.locator(".finder-found h2").all_inner_texts() == ["Topics", "Topics that no list counted here names"]
    page.get_by_role("searchbox").fill("stras")
    assert page.locator(".finder-found mark").all_inner_texts() == ["Straß"] and said(page) == "1 found."
    page.get_by_role("searchbox").fill("needle")
    snippet = page.locator(".finder-found a > span").inner_text()
    assert snippet.startswith("… ") and snippet.endswith(" …") and "needle" in snippet and len(snippet) < 200
    page.get_by_role("searchbox").fill("")
    assert said(page) == "" and found(page) == []


@pytest.mark.browser
@pytest.mark.parametrize("typed", [IMAGE, SCRIPT, "constructor", "*.[(\\", "\u202eevil", LONG[:200] + "x", "𝒜𝒷"])
def test_whatever_is_typed_is_only_text(visit, typed):
    page = visit()
    page.get_by_role("searchbox").fill(typed)
    if not found(page):
        assert said(page) in (f"Nothing found for “{typed}”.", "Type a letter or a number.")
    assert page.locator(".finder img, .finder script").count() == 0
    page.reload()
    assert page.get_by_role("searchbox").input_value() == typed


@pytest.mark.browser
def test_hostile_rows_are_only_text(visit):
    page = visit()
    page.get_by_role("searchbox").fill("onerror alert")
    assert found(page) == [IMAGE] and page.locator(".finder-found span").inner_text() == SCRIPT and page.locator(".finder img, .finder script").count() == 0
    page.get_by_role("searchbox").fill("endless")
    assert found(page) == [ARABIC] and page.evaluate("document.documentElement.scrollWidth") == 1440


@pytest.mark.browser
def test_nothing_found_says_so_and_leads_to_all_topics(visit):
    page = visit()
    page.get_by_role("searchbox").fill("xyzzy")
    assert said(page) == "Nothing found for “xyzzy”."
    page.get_by_role("link", name="See all topics").click()
    page.wait_for_url("**/topics.html")


@pytest.mark.browser
def test_by_pointer_and_back_again(visit):
    page = visit()
    page.get_by_role("searchbox").click()
    before = page.evaluate("history.length")
    page.keyboard.type("azur")
    assert page.evaluate("location.href").endswith("index.html#find?q=azur") and page.evaluate("history.length") == before
    page.get_by_role("link", name="Coté d’Azur").click()
    page.wait_for_url("**/topics.html#topic-net")
    page.go_back()
    assert page.evaluate("location.href").endswith("#find?q=azur") and page.get_by_role("searchbox").input_value() == "azur" and found(page) == ["Coté d’Azur"]


@pytest.mark.browser
def test_by_touch(visit):
    page = visit(has_touch=True, viewport={"width": 375, "height": 800})
    page.get_by_role("searchbox").tap()
    page.keyboard.type("strass")
    assert all(box["height"] >= 44 for box in (link.bounding_box() for link in page.locator(".finder-found a, .finder-words").all()))
    page.get_by_role("link", name="Straße").tap()
    page.wait_for_url("**/topics.html#topic-trade")


@pytest.mark.browser
def test_by_keyboard_alone(visit):
    page = visit()
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type") == "search":
            break
    page.keyboard.type("cote")
    focused = "document.activeElement.textContent"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.evaluate(focused).startswith("Coté d’Azur")
    page.keyboard.press("End")
    assert page.evaluate(focused).startswith("Cote 16")
    page.keyboard.press("ArrowDown")
    assert page.evaluate(focused).startswith("Cote 16")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.type") == "search"
    page.keyboard.press("Escape")
    assert page.get_by_role("searchbox").input_value() == "" and page.evaluate("location.href").endswith("index.html") and found(page) == []
    page.keyboard.type("anec")
    page.keyboard.press("Enter")
    page.wait_for_url("**/topics.html#item-a3")


@pytest.mark.browser
@pytest.mark.parametrize("hash, value", [("#find?q=azur", "azur"), (f"#find?q={quote('straße & mehr')}", "straße & mehr"), ("#find", ""), ("#find?", ""), ("#find?q=%E0%A4%A", None),
                                         ("#findings", ""), ("#finding-one", ""), ("#explore?q=azur", "")])
def test_the_address_holds_what_was_typed_and_others_are_left_alone(visit, hash, value):
    page = visit(f"index.html{hash}")
    if value is not None:
        assert page.get_by_role("searchbox").input_value() == value
    assert page.evaluate("location.href").endswith(hash)
    if not hash.startswith("#find?") and hash != "#find":
        page.get_by_role("searchbox").fill(" ")
        assert page.evaluate("location.href").endswith(hash)
    page.evaluate("location.hash = '#find?q=cotes'")
    page.wait_for_function("document.querySelector('.finder-words').value == 'cotes'")
    assert found(page) == ["Cotes"]
    page.evaluate("location.hash = '#limits'")
    page.wait_for_function("location.hash == '#limits'")
    assert page.get_by_role("searchbox").input_value() == "cotes" and page.evaluate("location.href").endswith("#limits")


@pytest.mark.browser
def test_without_a_script_there_are_links_in_its_place(visit):
    page = visit(java_script_enabled=False)
    assert not page.get_by_role("searchbox").is_visible() and page.get_by_role("link", name="All topics").is_visible() and page.get_by_role("link", name="Who lists which topic").is_visible()


@pytest.mark.browser
def test_nothing_moves_when_the_page_loads(visit):
    page = visit()
    assert page.get_by_role("searchbox").is_visible()
    moved = page.evaluate("""() => new Promise(done => { let sum = 0; new PerformanceObserver(list => { for (const e of list.getEntries()) sum += e.value; })
        .observe({type: 'layout-shift', buffered: true}); requestAnimationFrame(() => requestAnimationFrame(() => done(sum))); })""")
    assert moved == 0


@pytest.mark.browser
@pytest.mark.parametrize("width", [375, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_amiss_in_any_state(visit, width, scheme):
    page = visit(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.evaluate(browser.HELPERS)
    for typed in ("", "cote", "needle", "xyzzy", "endless"):
        page.get_by_role("searchbox").fill(typed)
        assert browser.axe(page) == [] and page.evaluate("[drawn(11).fits, drawn(11).size, pale()]") == [[], [], []], typed
    page.emulate_media(forced_colors="active")
    assert page.evaluate("pale()") == []
    page.emulate_media(forced_colors="none", media="print")
    assert not page.locator(".finder").is_visible()
