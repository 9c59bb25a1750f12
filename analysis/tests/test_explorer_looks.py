"""The explorer as it is seen: axe in each state, both widths, night, paper, a reader's own colours, no script, and labels full of markup."""
import pytest

from analysis.loading import load
from analysis.presence import presence
from analysis.tests import browser, changed, exploring
from analysis.tests.test_browser import ARABIC, IMAGE, LONG, SCRIPT, _hostile

pytestmark = pytest.mark.browser
DATA = {"page": load, "fifth": lambda: changed.dataset(changed.fifth_partner), "hostile": lambda: changed.dataset(_hostile), "large": exploring.large,
        "script": lambda: changed.dataset(lambda tables: tables["sources"][0].update(address="javascript:alert(1)"))}
STATES = {"default": "", "partner": "partner=japan", "topic": "topic=ai", "pillar": "pillar=infrastructures", "theme": "theme=networks", "evidence": "view=record&lists=ever&partner=japan&topic=ai",
          "table": "as=table&view=record", "cell": "as=table&partner=japan&topic=ai", "compare": "as=compare&view=record", "unknown": "view=record&show=unknown&topic=ai", "unknowns": "view=record&show=unknown", "plain": "as=table&view=record&partner=japan&topic=digital-skills",
          "themes": "grain=theme&theme=networks", "sorted": "sort=degree&pillar=skills", "early": "date=2022-05-31", "empty": "without-pillar=skills&without-partner=japan&without-partner=korea&"
          "without-partner=singapore&without-partner=canada"}
LOOKS = [(state, width, scheme) for state in STATES for width, scheme in ((1440, "light"), (375, "dark"), (320, "light"))]


@pytest.fixture(scope="module")
def paths(tmp_path_factory):
    folder = tmp_path_factory.mktemp("looks")
    return {name: exploring.write(folder, name, data()) for name, data in DATA.items()}


@pytest.fixture(scope="module")
def visit(chromium, paths):
    with exploring.opened(chromium) as opened:
        yield lambda fragment="", name="page", **more: opened(paths[name], fragment, **more)


@pytest.mark.parametrize("state, width, scheme", LOOKS)
def test_each_state_is_sound(visit, state, width, scheme):
    page = visit(f"#explore?{STATES[state]}", width=width, height=900, color_scheme=scheme)
    assert browser.axe(page) == []
    page.evaluate(browser.HELPERS)
    assert page.evaluate(f"drawn({browser.SMALLEST})") == {"fits": [], "size": []}
    assert page.evaluate("pale()") == [] and page.said == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("width, height", [(1440, 900), (375, 740), (720, 450)])
@pytest.mark.parametrize("asked", ["", "#explore?as=table", "#explore?as=compare", "#explore?partner=japan"])
def test_nothing_shifts_after_the_page_is_there(visit, width, height, asked):
    page = visit(asked, fresh=True, width=width, height=height)
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))")
    assert sum(page.evaluate("shifts")) < 0.001


def test_at_twice_the_size_all_is_there_and_in_the_window(visit):
    """A window of 720 by 450 is one of 1440 by 900 at 200 %."""
    page = visit("#explore?partner=japan&topic=ai", width=720, height=450)
    assert page.evaluate("document.documentElement.scrollWidth") == 720
    for part in (".stage", ".panel .evidence", ".modes", ".when", ".foot"):
        assert page.locator(part).is_visible(), part


@pytest.mark.parametrize("name", ["page", "hostile"])
@pytest.mark.parametrize("state", ["default", "partner", "topic", "evidence", "table", "compare", "themes"])
def test_labels_full_of_markup_change_nothing_but_the_text(visit, name, state):
    page = visit(f"#explore?{STATES[state]}", name, width=375)
    assert page.said == [] and page.locator("img, .explorer script, .explorer style").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") == 375
    page.evaluate(browser.HELPERS)
    assert page.evaluate(f"drawn({browser.SMALLEST})")["fits"] == [] and browser.axe(page) == []


def test_the_hostile_labels_stand_there_as_text(visit, paths):
    page = visit("", "hostile")
    words = page.locator(".explorer").text_content()
    assert all(text in words for text in (IMAGE, ARABIC, LONG))
    assert not any(text in paths["hostile"].read_text(encoding="utf-8") for text in (IMAGE, SCRIPT))
    page = visit("#explore?lists=ever&without-partner=japan", "hostile")
    assert page.said == []


def test_a_source_whose_address_is_no_web_address_is_no_link(visit):
    page = visit("#explore?partner=japan&topic=ai", "script")
    assert page.locator(".explorer a[rel=external]").count() == 0 and "address not known" in page.locator(".evidence").text_content()
    assert page.locator('a[href^="javascript:"]').count() == 0


def test_without_scripts_the_table_stands_there_and_no_control(visit):
    data = load()
    page = visit("", java_script_enabled=False)
    shown = presence(data)
    assert page.locator(".static-table table").is_visible() and page.locator(".static-table td").all_text_contents() == [
        shown.state(column.key, code) for code in shown.codes for column in shown.columns]
    assert page.locator(".unscripted").is_visible() and not page.locator(".explorer").is_visible() and page.locator("main button, main select").count() == 0
    assert data.sources["title"].iloc[0] in page.locator(".static-table").text_content()


def test_with_scripts_the_plain_table_is_folded_away_below(visit):
    page = visit()
    assert not page.locator(".unscripted").is_visible() and not page.locator(".still table").is_visible()
    page.get_by_text("The latest lists as a plain table").click()
    assert page.locator(".still table").is_visible()


@pytest.mark.parametrize("state", ["default", "partner", "table"])
def test_on_paper_there_are_no_controls_and_all_is_on_the_sheet(visit, state):
    page = visit(f"#explore?{STATES[state]}", color_scheme="dark")
    page.evaluate(browser.HELPERS)
    width, height = page.evaluate("sheet()")
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(media="print")
    try:
        for hidden in (".bar", ".foot", ".still"):
            assert not page.locator(hidden).is_visible()
        assert page.locator(".stage, .matrix").is_visible() and page.evaluate("pale()") == []
        assert page.evaluate(f"drawn({browser.SMALLEST_ON_PAPER})")["fits"] == []
        assert page.evaluate("paper(10000)[0]") == []
        if state != "table":
            ends = page.evaluate("""() => { const path = document.querySelector('.base path'), box = path.getBoundingClientRect(), mark = document.querySelector('.code').getBoundingClientRect();
                return Math.abs(box.right - mark.left); }""")
            assert ends < 4, "a link ends at its topic on paper too"
    finally:
        page.emulate_media(media="screen")
        page.set_viewport_size({"width": 1440, "height": 900})


@pytest.mark.parametrize("width", [375, 700, 1440, 1920])
def test_on_paper_each_link_ends_at_its_topic_whatever_the_screen_it_was_drawn_on(visit, width):
    page = visit("#explore?view=record&partner=korea", fresh=True, width=width, has_touch=width < 700)
    page.evaluate(browser.HELPERS)
    sheet = page.evaluate("sheet()")[0]
    ends = """() => { const svg = document.querySelector('.over'), box = svg.getBoundingClientRect(), tall = svg.viewBox.baseVal.height, order = (a, b) => a - b;
        const drawn = [...svg.querySelectorAll('path')].flatMap(path => path.getAttribute('d').split('M').slice(1)).map(d => +d.split(' ').at(-1) / tall * box.height + box.top).sort(order);
        const nodes = [...document.querySelectorAll('.code.on')].map(one => one.getBoundingClientRect()).map(one => one.top + one.height / 2).sort(order);
        return [drawn, nodes]; }"""
    page.emulate_media(media="print")
    page.set_viewport_size({"width": sheet, "height": 1000})
    exploring.settle(page)
    drawn, nodes = page.evaluate(ends)
    assert len(drawn) == len(nodes) > 3 and max(abs(a - b) for a, b in zip(drawn, nodes)) < 3
    assert page.evaluate(f"drawn({browser.SMALLEST_ON_PAPER})")["fits"] == []
    assert page.locator(".rule").inner_text().startswith("View ‘record’, as of 5 May 2026. ")


def test_in_a_reader_s_own_colours_what_is_lit_is_told_apart(visit):
    page = visit("#explore?partner=japan", forced_colors="active")
    colours = page.evaluate("['.base path', '.over path'].map(one => getComputedStyle(document.querySelector(one)).stroke)")
    assert len(set(colours)) == 2 and colours[0] == page.evaluate("getComputedStyle(document.body).color")
    assert page.evaluate("getComputedStyle(document.querySelector('.partner[aria-pressed=true]')).outlineStyle") == "solid"
    page.evaluate(browser.HELPERS)
    assert page.evaluate("pale()") == []
    page = visit("#explore?as=table", forced_colors="active")
    assert page.evaluate("getComputedStyle(document.querySelector('.mark.listed')).backgroundColor") == page.evaluate("getComputedStyle(document.body).color")


def test_nothing_moves_for_who_wants_nothing_to(visit):
    page = visit("#explore?partner=japan", reduced_motion="reduce")
    assert page.evaluate("[...document.querySelectorAll('.explorer *')].filter(e => parseFloat(getComputedStyle(e).transitionDuration) > 0).length") == 0
    page = visit("#explore?partner=japan")
    assert page.evaluate("[...document.querySelectorAll('.explorer *')].filter(e => parseFloat(getComputedStyle(e).transitionDuration) > 0).length") > 0


@pytest.mark.parametrize("asked", ["", "#explore?as=table", "#explore?partner=p3"])
def test_a_large_network_is_sound(visit, asked):
    page = visit(asked, "large")
    assert page.said == [] and page.evaluate("document.documentElement.scrollWidth") == 1440
    page.evaluate(browser.HELPERS)
    assert page.evaluate(f"drawn({browser.SMALLEST})")["fits"] == []
    if not asked:
        paths = page.evaluate("[...document.querySelectorAll('.base path')].map(p => p.getAttribute('d').split('M').length - 1)")
        assert sum(paths) == 2000 and len(paths) == 5, "all links of a pillar are one path"


def test_every_button_can_be_reached_by_keyboard_and_its_focus_seen(visit):
    page = visit("#explore?partner=japan", fresh=True)
    page.evaluate(browser.HELPERS)
    page.evaluate("listen()")
    expected = page.evaluate("[...document.querySelectorAll('a[href], summary, button, input, select, [tabindex]')].filter(e => e.tabIndex >= 0 && e.checkVisibility())"
                             ".map(e => `<${e.localName}${e.id && ' id=' + e.id}> ${e.textContent.trim().replace(/\\s+/g, ' ').slice(0, 50) || e.outerHTML.slice(0, 80)}`)")
    for _ in expected:
        page.keyboard.press("Tab")
    stops = page.evaluate("stops")
    assert [stop["what"] for stop in stops] == expected and [stop["what"] for stop in stops if not stop["seen"]] == []
