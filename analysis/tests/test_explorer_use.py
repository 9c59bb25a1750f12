"""The explorer in use: by pointer, by touch and by keyboard; its address, Back and Forward."""
import functools
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl

import pytest

from analysis.loading import load
from analysis.tests import changed, exploring

pytestmark = pytest.mark.browser
DATA = {"page": load, "fifth": lambda: changed.dataset(changed.fifth_partner)}


class Address(str):
    """A page's address where a path is expected."""
    as_uri = str.__str__


@pytest.fixture(scope="module")
def visit(chromium, tmp_path_factory):
    folder = tmp_path_factory.mktemp("use")
    paths = {name: exploring.write(folder, name, data()) for name, data in DATA.items()}
    quiet = type("Quiet", (SimpleHTTPRequestHandler,), {"log_message": lambda *told: None})
    with exploring.opened(chromium) as opened, ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(quiet, directory=folder)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        paths["http"] = Address(f"http://127.0.0.1:{server.server_port}/page.html")
        yield lambda fragment="", name="page", **more: opened(paths[name], fragment, **more)
        server.shutdown()


def fragment(page):
    return page.evaluate("location.hash")


def heading(page):
    exploring.settle(page)
    return page.locator(".panel h2").text_content()


def focus(page):
    return page.evaluate("(e => e.dataset.node ?? e.dataset.cell ?? e.dataset.opens ?? e.dataset.key ?? e.textContent.trim().slice(0, 40))(document.activeElement)")


def node(page, key):
    return page.locator(f'[data-node="{key}"]')


def test_what_lights_up_is_the_node_its_links_and_its_neighbours_and_the_pointer_leaves_no_trace(visit):
    page = visit()
    node(page, "topic semiconductors").hover()
    assert page.evaluate("[...document.querySelectorAll('.partner.on')].map(b => b.textContent)") and page.locator(".stage.lit").count() == 1
    assert page.evaluate("document.querySelector('.over path').getAttribute('d').split('M').length - 1") == page.locator(".partner.on").count() == 4
    assert page.locator(".code.on").count() == 1
    widths = page.evaluate("['.base', '.over'].map(svg => parseFloat(getComputedStyle(document.querySelector(svg + ' path')).strokeWidth))")
    assert widths[1] >= 2 * widths[0], "what is lit must be told by weight, not by colour alone"
    assert page.locator(".peek").text_content() == "Semiconductors: listed by 4 of 4 partners"
    node(page, "pillar infrastructures").hover()
    assert page.locator(".code.on").count() == 7 and "7 topics" in page.locator(".peek").text_content()
    page.mouse.move(5, 5)
    exploring.settle(page)
    assert page.locator(".stage.lit, .on").count() == 0 and fragment(page) == ""


def test_a_click_pins_a_second_click_and_escape_let_go(visit):
    page = visit()
    japan = node(page, "partner japan")
    japan.click()
    assert heading(page) == "Japan" and fragment(page) == "#explore?partner=japan" and japan.get_attribute("aria-pressed") == "true"
    assert page.locator('[aria-pressed="true"][data-node]').count() == 1 and page.get_by_role("status").text_content() == "Japan lists 11 of 24 topics"
    page.mouse.move(5, 5)
    assert page.locator(".on").count() == 12, "what is pinned stays lit"
    japan.click()
    assert heading(page) == "What is shown" and fragment(page) == "#explore" and japan.get_attribute("aria-pressed") == "false"
    node(page, "topic ai").click()
    assert heading(page) == "Artificial intelligence"
    page.keyboard.press("Escape")
    assert heading(page) == "What is shown" and page.locator(".on").count() <= 4 and focus(page) == "topic ai"
    assert page.title() == "Who lists which topic? – A report"


@pytest.mark.parametrize("name", ["page", "http"])
def test_from_a_partner_to_its_evidence_and_back_by_the_browser_s_buttons(visit, name):
    page = visit(name=name, fresh=True)
    node(page, "partner japan").click()
    page.locator('.panel [data-opens="link japan ai"]').click()
    assert heading(page) == "Japan: Artificial intelligence" and fragment(page) == "#explore?partner=japan&topic=ai"
    assert focus(page) == "Japan: Artificial intelligence", "the panel's heading takes the focus, so that a screen reader goes on there"
    assert page.locator(".evidence > li").count() == 1 and page.locator(".over path").count() == 1
    page.locator(".bar").get_by_text("Table").click()
    page.go_back()
    assert heading(page) == "Japan: Artificial intelligence" and page.locator(".stage").count() == 1
    page.go_back()
    assert heading(page) == "Japan" and node(page, "partner japan").get_attribute("aria-pressed") == "true"
    page.go_back()
    assert heading(page) == "What is shown" and fragment(page) == ""
    for expected in ("Japan", "Japan: Artificial intelligence"):
        page.go_forward()
        assert heading(page) == expected
    page.go_forward()
    assert page.locator(".matrix").count() == 1 and page.said == []


def test_a_link_can_be_chosen_on_its_curve(visit):
    page = visit()
    page.locator(".stage").scroll_into_view_if_needed()
    spot = page.evaluate("""() => { const gap = document.querySelector('.gap').getBoundingClientRect(), at = key => document.querySelector(`[data-node="${key}"]`).getBoundingClientRect();
        return [gap.right - 1, at('topic disinformation').top + at('topic disinformation').height / 2]; }""")
    page.mouse.move(*spot)
    exploring.settle(page)
    assert page.locator(".peek").text_content().endswith(": Disinformation and foreign interference, listed") and page.locator(".on").count() == 2
    page.mouse.click(*spot)
    assert heading(page) == "Canada: Disinformation and foreign interference" and page.locator(".evidence > li").count() > 0
    page = visit("#explore?partner=japan")
    page.mouse.click(*spot)
    assert heading(page) == "Japan", "of what is not lit no link is chosen"


@pytest.mark.parametrize("asked, said", [
    ("partner=japan", "Japan"), ("view=record&topic=ai", "Artificial intelligence"), ("pillar=skills", "Skills"), ("theme=networks", "Networks"), ("grain=theme&theme=networks", "Networks"),
    ("partner=japan&topic=ai", "Japan: Artificial intelligence"), ("grain=theme&partner=japan&theme=networks", "Japan: Networks"), ("partner=canada&topic=hpc", "Canada: High-performance computing"),
    ("topic=digital-rights", "Digital rights"), ("partner=japan&without-partner=japan", "Japan"), ("date=2022-05-31&topic=digital-skills", "Digital skills")])
def test_an_address_leads_to_its_view(visit, asked, said):
    page = visit(f"#explore?{asked}")
    assert heading(page) == said and page.said == []
    assert fragment(page) == f"#explore?{asked}"
    given, kept = dict(parse_qsl(asked)), dict(parse_qsl(page.locator(".foot a").get_attribute("href").partition("?")[2]))
    assert kept == {"view": "page", "date": "2024-04-30" if "view=record" not in asked else kept["date"]} | given, "a link names its view and its date"


def test_what_an_address_asks_for_and_is_not_there_is_said(visit):
    for asked, words in (("topic=digital-rights", "No list of the view ‘page’ names it."), ("partner=canada&topic=hpc", "Not listed: what was read whole does not name it."),
                         ("date=2022-05-31&topic=digital-skills", "No list names it by this date."), ("partner=japan&without-partner=japan", "Not among what is shown."),
                         ("date=2022-05-31&partner=canada", "no list that counts here was read by this date")):
        page = visit(f"#explore?{asked}")
        assert words in page.locator(".told").text_content(), asked


@pytest.mark.parametrize("broken", [
    "partner=nobody", "partner=%3Cimg%20src%3Dx%3E", "view=toString&grain=constructor", "as=&sort=&lists=&date=yesterday", "date=0000-00-00&without-partner=nobody", "&&&=&=x&partner", "%E0%A4%A",
    "grain=theme&topic=ai", "pillar=skills&grain=theme", "a=japan&a=korea&b=__proto__"])
def test_what_is_unknown_or_malformed_is_left_out(visit, broken):
    page = visit(f"#explore?{broken}")
    assert heading(page) == "What is shown" and page.said == [] and page.locator(".stage").count() == 1


def test_anchors_of_others_are_left_alone(visit):
    page = visit("#explore?partner=japan")
    page.evaluate("location.hash = '#main'")
    exploring.settle(page)
    assert heading(page) == "Japan" and fragment(page) == "#main"
    page.evaluate("location.hash = '#explorer-of-others?partner=korea'")
    exploring.settle(page)
    assert heading(page) == "Japan"


def test_the_slider_makes_one_step_back_however_far_it_goes(visit):
    page = visit(fresh=True)
    slider = page.get_by_role("slider", name="As of")
    assert slider.get_attribute("aria-valuetext").startswith("30 April 2024: Japan, Second") and slider.get_attribute("max") == "7"
    slider.focus()
    for _ in range(4):
        page.keyboard.press("ArrowLeft")
    assert fragment(page) == "#explore?date=2023-02-01" and page.locator(".date").text_content() == "1 February 2023"
    assert "Left out:" in page.locator(".rule").text_content()
    page.keyboard.press("Home")
    assert page.locator(".code").count() == 4 and fragment(page) == "#explore?date=2022-05-31"
    page.go_back()
    exploring.settle(page)
    assert fragment(page) == "" and page.locator(".date").text_content() == "30 April 2024"


def test_controls_change_the_view_and_reset_undoes_all(visit):
    page = visit(fresh=True)
    page.get_by_role("combobox", name="Lists").select_option("ever")
    page.get_by_role("combobox", name="Sources").select_option("record")
    page.get_by_text("Order and filter").click()
    page.get_by_role("combobox", name="By").select_option("theme")
    page.get_by_role("combobox", name="Order").select_option("name")
    page.get_by_role("checkbox", name="Japan").uncheck()
    page.get_by_role("checkbox", name="Skills").uncheck()
    page.get_by_label("Unknown too").check()
    assert fragment(page) == "#explore?view=record&grain=theme&lists=ever&sort=name&show=unknown&without-partner=japan&without-pillar=skills"
    assert page.locator(".partner").count() == 3 and page.evaluate("(l => [...l].sort().join() == l.join())([...document.querySelectorAll('.code .label')].map(e => e.textContent))")
    page.get_by_role("button", name="Reset").click()
    assert fragment(page) == "#explore" and page.locator(".partner").count() == 4 and page.get_by_role("checkbox", name="Japan").is_checked() and not page.get_by_label("Unknown too").is_checked()
    for box in ("Japan", "Republic of Korea", "Singapore", "Canada"):
        page.get_by_role("checkbox", name=box).uncheck()
    assert page.locator(".empty").text_content().startswith("Nothing is left to show")


def test_unknown_pairs_are_dashed_where_they_are_asked_for_and_told_and_counted(visit):
    for asked, base, over in (("", 0, 0), ("show=unknown", 1, 0), ("partner=atlantis", 0, 0), ("partner=atlantis&show=unknown", 1, 1)):
        page = visit(f"#explore?{asked}", "fifth")
        assert page.locator(".base .gap-link").count() == base, f"{asked}: all pairs in one path"
        assert (page.locator(".over .gap-link").count() > 0) == over, asked
        if asked == "show=unknown":
            pairs = page.evaluate("document.querySelector('.base .gap-link').getAttribute('d').split('M').length - 1")
            assert page.get_by_role("status").text_content().endswith(f", {pairs} pairs unknown") and f", {pairs} pairs unknown." in page.locator(".told").text_content()
    assert page.evaluate("getComputedStyle(document.querySelector('.gap-link')).strokeDasharray") != "none"
    assert "Unknown" in page.locator(".told").text_content() and "not every list was read whole" in page.locator(".told").text_content()
    page.locator(".stage").scroll_into_view_if_needed()
    spot = page.evaluate("""() => { const gap = document.querySelector('.gap').getBoundingClientRect(), pair = document.querySelector('.over .gap-link').getAttribute('d').split('M')[1];
        return [gap.right - 1, gap.top + +pair.split(' ').at(-1)]; }""")
    page.mouse.click(*spot)
    assert heading(page).startswith("Atlantis") and "Unknown: no list read names it" in page.locator(".told").text_content(), "a dashed link opens as a link does"
    assert page.locator(".on").count() == 2, "and lights up both its ends"


def test_nothing_is_left_empty_below_a_short_picture(visit):
    page = visit("#explore?as=compare", height=1400)
    assert page.evaluate("document.querySelector('.explorer').getBoundingClientRect().bottom - document.querySelector('.foot').getBoundingClientRect().bottom") < 40


def test_by_touch_a_tap_pins_and_nothing_hovers(visit):
    page = visit(width=375, height=740, has_touch=True, is_mobile=True)
    node(page, "topic ai").tap()
    assert heading(page) == "Artificial intelligence" and page.locator(".partner.on").count() == 3
    panel = page.locator(".panel").bounding_box()
    assert panel["y"] < 740 and panel["height"] <= 740 * .46, "the panel comes into sight, and what was touched stays so"
    page.locator('.panel [data-opens="link korea ai"]').tap()
    assert heading(page) == "Republic of Korea: Artificial intelligence"
    page.get_by_role("button", name="Close").tap()
    assert heading(page) == "What is shown" and page.locator(".stage.lit").count() == 0
    small = page.evaluate("""[...document.querySelectorAll('.explorer :is(button, select, summary, label.box, input[type=range])')].filter(e => e.checkVisibility())
        .map(e => [e.textContent, e.getBoundingClientRect()]).filter(([, r]) => r.width < 24 || r.height < 24).map(([words]) => words)""")
    assert small == []


def test_on_a_small_screen_what_an_address_leads_to_is_in_sight(visit):
    page = visit("#explore?partner=japan&topic=ai", fresh=True, width=375, height=740, has_touch=True)
    assert page.locator(".panel h2").evaluate("e => e.getBoundingClientRect().bottom < innerHeight && e.getBoundingClientRect().top > 0")
    assert visit("", fresh=True, width=375, height=740, has_touch=True).evaluate("scrollY") == 0


def test_by_keyboard_alone_from_the_top_of_the_page_to_the_evidence(visit):
    page = visit(fresh=True)
    for _ in range(40):
        page.keyboard.press("Tab")
        if focus(page).startswith("partner "):
            break
    assert focus(page) == "partner japan" and page.locator(".stage.lit").count() == 1
    page.keyboard.press("ArrowDown")
    assert focus(page) == "partner korea"
    page.keyboard.press("End")
    assert focus(page) == "partner canada"
    page.keyboard.press("ArrowRight")
    assert focus(page) == "pillar skills"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowLeft")
    assert focus(page) == "partner canada"
    page.keyboard.press("Enter")
    assert heading(page) == "Canada"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert focus(page) == "Close"
    page.keyboard.press("Tab")
    assert focus(page).startswith("link canada ")
    page.keyboard.press("Space")
    assert heading(page).startswith("Canada: ") and page.locator(".evidence > li").count() > 0
    page.keyboard.press("Escape")
    assert heading(page) == "What is shown" and focus(page) == "Network"


def test_the_table_by_keyboard(visit):
    page = visit("#explore?as=table", fresh=True)
    page.locator('[data-cell="0 0"]').focus()
    seen = []
    for key in ("ArrowRight", "ArrowDown", "End", "Home", "ArrowUp", "ArrowUp", "Control+End", "Control+Home"):
        page.keyboard.press(key)
        seen.append(focus(page))
    ends = f"{page.locator('.matrix th[scope=row]').count() - 1} {page.locator('.matrix th[scope=col]').count() - 1}"
    places = page.evaluate("[...document.querySelectorAll('[data-cell][tabindex=\"0\"]')].length")
    assert places == 1, "the cells are one stop of the Tab key"
    at = page.evaluate("document.activeElement.dataset.cell")
    assert at == "0 0" and page.evaluate(f"!!document.querySelector('[data-cell=\"{ends}\"]')") and len(set(seen)) >= 5
    listed = page.locator('td[data-state="listed"] button').first
    listed.focus()
    page.keyboard.press("Enter")
    exploring.settle(page)
    assert page.locator(".evidence > li").count() > 0 and listed.get_attribute("aria-pressed") == "true"
    marks = page.evaluate("[...new Set([...document.querySelectorAll('td[data-state]')].map(c => c.dataset.state + ' ' + c.querySelector('.unseen').textContent))].sort()")
    assert marks == ["listed listed", "not listed not listed"]


@pytest.mark.parametrize("name, state, words", [("page", "not listed", "Not listed: what was read whole"), ("fifth", "unknown", "Unknown: no list read names it")])
def test_every_cell_of_the_table_opens_its_panel(visit, name, state, words):
    page = visit("#explore?as=table", name, fresh=True)
    cell = page.locator(f'td[data-state="{state}"]').first
    assert page.locator("table.matrix").get_by_role("gridcell", name=state, exact=True).count() > 0
    for opened in (cell.click, lambda: (cell.focus(), page.keyboard.press("Enter")), lambda: (cell.focus(), page.keyboard.press("Space"))):
        opened()
        exploring.settle(page)
        assert words in page.locator(".told").text_content() and cell.get_attribute("aria-selected") == "true"
        page.keyboard.press("Escape")
        assert heading(page) == "What is shown" and cell.get_attribute("aria-selected") == "false"


def test_the_table_lights_up_the_row_and_the_column(visit):
    page = visit("#explore?as=table", fresh=True)
    lit = lambda: page.evaluate("""() => [...document.querySelectorAll('.matrix .crossed')].map(e => e.localName + (e.localName == 'tr' ? ' ' + e.querySelector('button').dataset.node : ''))""")
    plain = page.evaluate("getComputedStyle(document.querySelector('.matrix td:last-child')).backgroundColor")
    node(page, "topic ai").hover()
    assert lit() == ["tr topic ai"] and page.locator(".peek").text_content().startswith("Artificial intelligence: listed by")
    assert page.evaluate("getComputedStyle(document.querySelector('tr.crossed td:last-child')).backgroundColor") != plain
    assert "underline" in page.evaluate("getComputedStyle(document.querySelector('tr.crossed .node')).textDecorationLine"), "not by colour alone"
    node(page, "partner japan").focus()
    assert lit() == ["col", "th"] and "underline" in page.evaluate("getComputedStyle(document.querySelector('th.crossed .node')).textDecorationLine")
    page.locator('[data-node="link japan ai"]').click()
    page.mouse.move(5, 5)
    exploring.settle(page)
    assert lit() == ["col", "th", "tr topic ai"], "what is pinned stays lit"
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    assert lit() == []


def test_a_pair_that_cannot_be_is_settled_and_a_filter_is_said(visit):
    page = visit("#explore?as=compare&a=japan&b=japan", fresh=True)
    assert [page.locator(f'[data-pick="{key}"]').input_value() for key in "ab"] == ["japan", "korea"]
    assert "a=japan&b=korea" in page.locator(".foot a").get_attribute("href") and "shown" not in page.locator(".jaccard").text_content()
    page = visit("#explore?as=compare&without-partner=japan&a=japan&b=korea&without-pillar=skills")
    assert [page.locator(f'[data-pick="{key}"]').input_value() for key in "ab"] == ["singapore", "korea"]
    assert "a=singapore&b=korea" in page.locator(".foot a").get_attribute("href") and "Shared of all of those shown" in page.locator(".jaccard").text_content()
    page.locator(".bar").get_by_text("Table").click()
    assert fragment(page) == "#explore?as=table&b=korea&without-partner=japan&without-pillar=skills", "nor is who is left out kept"


def test_a_link_keeps_what_is_shown_when_a_later_edition_has_other_defaults(visit):
    page = visit("")
    assert page.locator(".foot a").get_attribute("href") == "#explore?view=page&date=2024-04-30"
    page = visit("#explore?date=1999-01-01")
    assert page.locator(".date").text_content() == "May 2022" and page.locator(".foot a").get_attribute("href") == "#explore?view=page&date=2022-05-31", "before the first event stands the first"
    page = visit("#explore?view=record&date=2022-05-12")
    page.locator("[data-key=view]").select_option("page")
    assert page.locator(".date").text_content() == "May 2022", "and never the latest"
    page = visit("#explore?date=2023-01-15&without-partner=japan&without-partner=korea")
    kept = page.locator(".foot a").get_attribute("href")
    assert kept.startswith("#explore?view=page&date=2022-") and kept.endswith("&without-partner=japan&without-partner=korea")
    words = page.locator(".stage").text_content()
    assert visit(kept).locator(".stage").text_content() == words


def test_what_is_not_listed_and_what_is_unknown_stand_with_what_was_read_and_what_was_not(visit):
    page = visit("#explore?view=page&date=2023-12-31&partner=japan&topic=hpc")
    words = page.locator(".panel").inner_text()
    assert "Not listed" in words and "What was read" in words and "Launch at the 28th EU–Japan Summit, May 2022" in words and "read whole" in words
    assert "Of what came later no list that counts here was read: First Digital Partnership Council, 2023. What it listed is unknown." in words
    assert page.locator(".panel .lists li").count() == 1 and load().sources["title"].iloc[0] in words
    page = visit("#explore?view=page&date=2023-12-31&topic=hpc")
    assert "Not listed by Japan (May 2022)" in page.locator(".panel").inner_text()
    page = visit("#explore?view=record&partner=japan")
    assert "Fourth Digital Partnership Council, 5 May 2026. What it listed is unknown." in page.locator(".panel").inner_text()
    page = visit("#explore?view=record&partner=korea&topic=digital-inclusion")
    assert "Unknown" in page.locator(".panel").inner_text() and page.locator(".panel .lists li").count() >= 1
    page = visit("#explore?view=page&partner=japan&topic=semiconductors")
    assert page.locator(".panel .evidence li").count() == 1 and page.locator(".panel .lists").count() == 0


def test_to_skip_the_navigation_keeps_the_state(visit):
    page = visit("#explore?view=record&partner=japan", fresh=True)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert fragment(page) == "#explore?view=record&partner=japan" and page.evaluate("document.activeElement.id") == "main"


def test_a_table_without_a_side_says_so(visit):
    page = visit("#explore?as=table&" + "&".join(f"without-partner={p}" for p in load().partners["partner"]))
    assert "Nothing is left to show" in page.locator(".picture").inner_text() and page.locator(".matrix").count() == 0


def test_the_place_of_the_page_in_one_file_is_its_default_state(visit):
    page = visit("#explorer", fresh=True)
    page.evaluate("location.hash = '#explore?partner=japan'")
    exploring.settle(page)
    assert heading(page) == "Japan"
    page.go_back()
    assert heading(page) == "What is shown" and fragment(page) == "#explorer"


def test_focus_stays_where_it_was_when_the_picture_is_drawn_anew(visit):
    page = visit(fresh=True)
    node(page, "topic ai").focus()
    page.evaluate("location.hash = '#explore?lists=ever'")
    exploring.settle(page)
    assert focus(page) == "topic ai"
    page.get_by_role("combobox", name="Lists").focus()
    page.keyboard.press("ArrowUp")
    assert focus(page) == "lists" and fragment(page) == "#explore"
