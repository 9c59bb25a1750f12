"""The pages of partners and of topics: what is on them, where their links lead, and what a browser says of them."""
import functools
import re
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from markupsafe import escape

from analysis import dossier
from analysis.corpus import mentions, original
from analysis.dataset import categories
from analysis.example import toy
from analysis.instruments import unstaged
from analysis.loading import load
from analysis.presence import presence
from analysis.publish import pages, places
from analysis.tests import browser, changed, odd
from analysis.tests.test_pages import Elements
from analysis.wording import word

IMAGE, SCRIPT, ARABIC, LONG = '<img src=x onerror="alert(1)">', '"]]></style></title><script>alert(2)</script>', "شراكة رقمية (5G)", "endless" * 115


def site(data):
    record = data.fullest()
    listed = [pages.Page("index.html", data.title, "Summary"), pages.Page("explorer.html", "Who lists which topic?", "Explore"), pages.Page("topics.html", places.TOPICS, "Topics")]
    listed += [pages.Page(f"partner-{p}.html", n, s) for p, n, s in zip(*(record.partners[c] for c in ("partner", "name", "short")))]
    return pages.Site(data.title, "Edition 1", "The text ends.", "A toy.", tuple(listed))


def made(data):
    """The pages by address, as a report on `data` has them."""
    record = data.fullest()
    texts = {f"partner-{p}.html": places.partner_page(record, site(data), p, f"partner-{p}.html", asked=data) for p in record.partners["partner"]}
    return texts | {"topics.html": places.topics_page(record, site(data))}


def _hostile(tables):
    changed.fifth_partner(tables)
    tables["partners"][-1]["name"] = tables["partners"][-1]["short"] = SCRIPT
    for row, label in zip(tables["topics"], (IMAGE, SCRIPT, ARABIC, LONG)):
        row["label"] = row["definition"] = row["includes"] = label
    tables["items"][-1]["label"] = tables["items"][-1]["section"] = LONG
    tables["events"][0]["name"] = tables["sources"][0]["title"] = tables["sources"][0]["publisher"] = SCRIPT
    tables["rulings"][0]["title"] = tables["rulings"][0]["question"] = tables["instruments"][0]["name"] = IMAGE


@functools.cache
def of(name):
    data = {"toy": toy, "page": load, "hostile": lambda: changed.dataset(_hostile, "record")}[name]()
    return data, made(data)


EACH = pytest.mark.parametrize("name", ["toy", "page", "hostile"])


@EACH
def test_every_link_leads_somewhere_and_leaves_only_for_an_address_of_the_data(name):
    data, texts = of(name)
    anchors = {href: [a["id"] for _, a in Elements(text).found if "id" in a] for href, text in texts.items()}
    addresses, ids = set(data.fullest().sources["address"]), set(data.fullest().topics["topic"])
    for href, text in texts.items():
        assert len(anchors[href]) == len(set(anchors[href]))
        for link in (a["href"] for a, _ in Elements(text).all("a")):
            parts = urlsplit(link)
            if parts.scheme:
                assert link in addresses
            elif parts.path == "explorer.html":
                asked = parse_qs(parts.fragment.removeprefix("explore?"))
                assert not parts.fragment or asked.pop("view") == [data.fullest().view] and set(asked.pop("topic")) <= ids
                assert href == f"partner-{asked.get('partner', ['none'])[0]}.html" or not asked
            elif parts.path != "index.html":
                assert not parts.fragment or parts.fragment in anchors[parts.path or href], f"{href}: {link}"
                assert not parts.path or parts.path in texts, f"{href}: {link}"


@EACH
def test_nothing_runs_and_nothing_has_a_style_of_its_own(name):
    for text in of(name)[1].values():
        read = Elements(text)
        assert not read.all("script", "iframe", "img", "form", "details") and not [a for _, a in read.found if "style" in a or any(key.startswith("on") for key in a)]
        levels = [int(tag[1]) for tag, _ in read.found if re.fullmatch("h[1-6]", tag)]
        assert levels[0] == 1 and all(b - a <= 1 for a, b in zip(levels, levels[1:]))


def test_hostile_texts_are_text():
    everything = "".join(of("hostile")[1].values())
    for text in (IMAGE, SCRIPT):
        assert text not in everything and text.replace("<", "&lt;").replace(">", "&gt;").replace('"', "&#34;") in everything
    assert ARABIC in everything and LONG in everything


@EACH
def test_the_marks_and_words_of_the_table_are_those_of_presence(name):
    assert places.MARKS == {"listed": "●", "not listed": "○", "unknown": "?"}     # filled, open, and a question mark: as in every chart
    data, texts = of(name)
    record = data.fullest()
    shown = presence(record, "topic", "event")
    for partner in record.partners["partner"]:
        table = dossier.rows(record, partner)
        cells = [words for a, words in Elements(texts[f"partner-{partner}.html"]).all("td") if a.get("class") == "at"]
        expected = [f"{places.MARKS[shown.state(e, t)]}{'†' * ((e, t) in shown.contested)}{shown.state(e, t)}{', documents differ' * ((e, t) in shown.contested)}"
                    for t in table["topic"] for e in dossier.events(record, partner)["event"]]
        assert cells == expected


@EACH
def test_behind_the_stage_of_an_instrument_stands_what_each_source_says_of_it(name):
    data, texts = of(name)
    record, shown = data.fullest(), 0
    for partner in record.partners["partner"]:
        body, legal = texts[f"partner-{partner}.html"], dossier.legal(record, partner)
        lines = Elements(body.split('id="said"')[1].split("</section>")[0]).all("li") if len(legal) else []
        said = [(row["name"], *ground) for row in legal.to_dict("records") for ground in row["grounds"]]
        assert len(lines) == len(said) and ('id="said"' in body) == bool(len(legal))
        for (_, words), (name_, source, ground) in zip(lines, said):
            assert words.startswith(" ".join(name_.split()))
            for part, other in places._pieces(record, ground):     # what names a source by its id leads to it
                assert " ".join(part.split()) in words and other not in words.split()
        shown += len(said)
    assert shown
    left_out = [note for partner in record.partners["partner"] for note in unstaged(record).loc[lambda t: t["partner"] == partner, "note"]]
    assert all(str(escape(places._pieces(record, note)[0][0].strip())) in "".join(texts.values()) for note in left_out) and (name != "page" or len(left_out) == 1)


@EACH
def test_what_is_unknown_stands_apart_from_what_is_not_listed(name):
    data, texts = of(name)
    for partner in data.fullest().partners["partner"]:
        body = texts[f"partner-{partner}.html"].split('id="others"')[1].split("</section>")[0]
        for view, part in zip(dict.fromkeys([data.fullest(), data]), body.split("<h3>")[1:]):
            assert part.startswith(f"In the view ‘{view.view}’")
            if partner not in set(view.partners["partner"]):
                continue
            table = dossier.others_name(view, partner)
            found = {head.split(" (")[0]: re.findall('topics.html#topic-([^"]+)"', rest) for head, _, rest in (one.partition("</h4>") for one in part.split("<h4>")[1:])}
            assert [int(n) for n in re.findall(r"<h4>[^<]* \((\d+)\)</h4>", part)] == [len(topics) for topics in found.values()]
            assert found.get("Not on its latest list", []) == table.loc[table["state"] == "not listed", "topic"].tolist()
            assert found.get("Not known", []) == table.loc[table["state"] == "unknown", "topic"].tolist()
            assert ("these may stand in what was not read" in part or "nothing can be said to be missing" in part) == bool(found.get("Not known"))


@EACH
def test_every_mention_stands_on_the_page_of_topics_with_its_line_and_source(name):
    data, texts = of(name)
    record, rows = data.fullest(), []
    number = {words.split(".")[0]: a["id"] for a, words in Elements(texts["topics.html"]).all("li") if a.get("id", "").startswith("source-")}
    assert len(number) == len({*mentions(record)["source"]})
    text = {i: " ".join(original(*row).split()) for i, *row in zip(*(record.items[c] for c in ("item", "label", "original", "translated_from")))}
    for section in texts["topics.html"].split('<section class="topic" id="topic-')[1:]:
        topic, listed = section.split('"')[0], section.split('<ol class="behind"')[1].split("</ol>")[0] if '<ol class="behind"' in section else ""
        for one in listed.split("<li")[1:]:
            said = Elements(f"<li{one}")
            rows.append((topic, said.all("span")[0][1], re.search(r'#source-([^"]+)"', one)[1], int(re.search(r"line (\d+)", said.all("li")[0][1].removeprefix(said.all("span")[0][1]))[1])))
    table = mentions(record)
    assert sorted(rows) == sorted((t, text[i], s, line) for t, i, s, line in zip(*(table[c] for c in ("topic", "item", "source", "line"))))


def test_a_topic_that_no_list_names_says_so():
    sections = {s.split('"')[0]: s for s in of("page")[1]["topics.html"].split('<section class="topic" id="topic-')[1:]}
    silent = set(load().fullest().whole["topics"]["topic"]) - set(load().fullest().codings["topic"])
    assert len(sections) == len(load().whole["topics"]) and {t for t, s in sections.items() if "names it" in s} == silent


@EACH
def test_what_is_only_shown_is_named_where_it_stands_and_never_said_not_to_be_there(name):
    data, texts = of(name)
    record = data.fullest()
    standing = categories(record.descriptor, "sources", "standing")
    of_source = {row["source"]: f"{standing[row['standing']]}, shown, not counted" for row in record.sources.to_dict("records")}
    for partner in record.partners["partner"]:
        text, at, found = texts[f"partner-{partner}.html"], dossier.events(record, partner), dossier.shown(record, partner)
        table, evidence = text.split('id="read"')[1].split("</table>")[0].split("<tr>")[2:], text.split('id="evidence"')[1].split("</section>")[0].split('<h3 id="event-')[1:]
        for event, read, row, part in zip(at["event"], at["read"], table, evidence, strict=True):
            mine = found[found["event"] == event]
            assert ("No list that counts here was read" in row) == ("No list that counts here was read" in part) == (read == "none seen" and len(mine) > 0)
            assert ("No list seen" in row) == ("No list of it was seen" in part) == (read == "none seen" and mine.empty)
            assert re.findall(r'#source-([^"]+)">source \d+</a> \(([^)]*not counted)\)', row) == [(s, of_source[s].lower()) for s in mine["source"]]
            assert re.findall(r'<b>([^<]*not counted):</b> <a href="#source-([^"]+)"', part) == [(of_source[s], s) for s in mine["source"]]
            assert all(str(escape(item)) in part for items in mine["items"] for item in items)
        listed = {a["id"].removeprefix("source-"): words for a, words in Elements(text).all("li") if a.get("id", "").startswith("source-")}
        counts = dict(zip(record.sources["source"], record.sources["counts"]))
        assert {*found["source"]} <= {*listed} and all(("shown but not counted in this view" in words) == (counts[s] == "shown") for s, words in listed.items())
        only = {*found["event"]} & {*at.loc[at["read"] == "none seen", "event"]}
        assert (f"Of {word(len(only))} more only lists that do not count here were read." in text) == bool(only)
    assert any("not counted</b>" in text or "not counted:</b>" in text for text in texts.values())


@EACH
def test_the_latest_list_what_came_later_and_what_no_list_names_are_said(name):
    data, texts = of(name)
    record = data.fullest()
    for partner in record.partners["partner"]:
        text, at, (last, later) = texts[f"partner-{partner}.html"], dossier.events(record, partner).set_index("event"), dossier.latest(record, partner)
        assert f"The latest list is of {at.at[last, 'when']};" in text
        assert ("Later than the latest list that counts here: " in text) == bool(later) and all(str(escape(at.at[e, "name"])) in text.split("Later than")[1].split("</p>")[0] for e in later)
        states = dossier.rest(record, partner)["state"].tolist()
        assert [(state, int(n)) for state, n in re.findall(r"(Not listed|Not known): the lists of others name (\d+) more", text)] == [
            (words, states.count(state)) for state, words in (("not listed", "Not listed"), ("unknown", "Not known")) if state in states]


def test_documents_without_a_list_and_lists_read_whole_are_told_apart():
    text = of("page")[1]["partner-canada.html"]
    read = text.split('id="read"')[1].split("</section>")[0]
    assert "(no list seen in it)" in read and "(no list seen)" not in read and "when each document in which one was seen was read to the end of that list" in read


def _only_shown(tables):
    """Of Japan nothing counts; what is only shown is still there."""
    counted = {row["source"] for row in tables["sources"] if row["standing"] != "secondary"}
    gone = {row["list"] for row in tables["lists"] if row["event"].startswith("japan") and row["source"] in counted}
    for row in tables["lists"]:
        row["read"] = "none seen" if row["list"] in gone else row["read"]
    tables["items"] = [row for row in tables["items"] if row["list"] not in gone]
    tables["codings"] = [row for row in tables["codings"] if row["item"] in {one["item"] for one in tables["items"]}]
    tables["overlays"], tables["readings"], tables["regroupings"] = [], [], []


def _same(tables):
    """The others list what the latest list of each lists: the one topic that is left."""
    for row in tables["codings"]:
        row["topic"] = "ai"
    for row in tables["lists"]:
        row["read"] = "none seen" if row["read"] == "none seen" else "whole"
    tables["overlays"], tables["readings"], tables["regroupings"] = [], [], []


@pytest.mark.parametrize("change, said", [(odd.nothing_read, "So nothing can be said of what it leaves out."), (odd.one_partner, "there is nothing to compare it with."),
                                          (_same, "Its latest list names every topic that the latest lists of others name.")])
def test_where_nothing_is_missing_it_is_said_why(change, said):
    data = changed.dataset(change, "page")
    text = places.partner_page(data, site(data), "japan", "partner-japan.html")
    every = ("So nothing can be said of what it leaves out.", "there is nothing to compare it with.", "Its latest list names every topic")
    assert said in text and sum(text.count(one) for one in every) == 1


def test_where_only_what_does_not_count_was_read_that_is_said():
    text = made(changed.dataset(_only_shown))["partner-japan.html"]
    assert "No list that counts here was read of any of them: what they may have listed is unknown." in text and "No list of any of them" not in text


def test_one_item_names_and_two_name():
    data = toy("record")
    at = replace(data, items=data.items[data.items["item"] == "a1"], codings=data.codings[data.codings["item"] == "a1"])
    assert "one item that names one topic." in places._said(at, "a") and "items that name " in places._said(data, "a")


def test_one_view_is_said_once_and_a_partner_that_it_lacks_is_said_in_the_other_alone():
    record = toy("record")
    text = places.partner_page(record, site(record), "a", "partner-a.html", asked=record)
    assert text.count("<h3>In the view") == 1
    with pytest.raises(ValueError, match="has no page 'other.html'"):
        places.partner_page(record, site(record), "a", "other.html")


def test_a_partner_of_which_nothing_was_read():
    def silence(tables):
        for row in tables["lists"]:
            if row["event"].startswith("singapore"):
                row["read"] = "none seen"
        gone = {row["list"] for row in tables["lists"] if row["event"].startswith("singapore")}
        tables["items"] = [row for row in tables["items"] if row["list"] not in gone]
        tables["codings"] = [row for row in tables["codings"] if row["item"] in {one["item"] for one in tables["items"]}]
        tables["overlays"], tables["readings"], tables["regroupings"] = [], [], []

    text = made(changed.dataset(silence))["partner-singapore.html"]
    assert "No list of any of them was seen" in text and "Not on its latest list" not in text and "nothing can be said to be missing" in text


def test_the_same_data_give_the_same_bytes_and_no_page_is_heavy():
    texts = of("page")[1]
    assert made(load()) == texts
    sizes = {href: len(text.encode()) for href, text in texts.items()}
    assert sizes.pop("topics.html") < 300_000 and max(sizes.values()) < 100_000, sizes


CHECKS = ("alone", "axe", "colours", "contrast", "fits", "keyboard", "motion", "once", "paper", "requests", "said", "sheet", "size")
VISITS = [("page", "longest", 375, "dark"), ("page", "longest", 1440, "light"), ("page", "shortest", 375, "light"), ("page", "topics", 1440, "dark"), ("hostile", "longest", 375, "light"),
          ("hostile", "topics", 375, "light")]


@pytest.fixture(scope="module")
def looks(chromium, tmp_path_factory):
    asked, folder = {}, tmp_path_factory.mktemp("places")
    for name in ("page", "hostile"):
        texts = dict(of(name)[1])
        topics = {"topics": texts.pop("topics.html")}
        order = sorted(texts, key=lambda href: len(texts[href]))
        for kind, text in {"longest": texts[order[-1]], "shortest": texts[order[0]], **topics}.items():
            path = folder / f"{name}-{kind}.html"
            path.write_text(text, encoding="utf-8")
            asked |= {(path.as_uri(), width, scheme): (name, kind, width, scheme) for visit in VISITS if visit[:2] == (name, kind) for width, scheme in [visit[2:]]}
    return {asked[visit]: look for visit, look in browser.looks(chromium, list(asked)).items()}


@pytest.mark.browser
@pytest.mark.parametrize("visit", VISITS, ids=lambda visit: "-".join(map(str, visit)))
def test_a_browser_finds_no_fault(looks, visit):
    assert {check: looks[visit].faults[check] for check in CHECKS if looks[visit].faults[check]} == {}


@pytest.mark.browser
def test_the_page_of_a_partner_prints_on_few_sheets(chromium, tmp_path):
    import io

    from playwright.sync_api import sync_playwright
    from pypdf import PdfReader
    with sync_playwright() as driver, browser.launch(driver, chromium) as started:
        page = started.new_page()
        for href, text in of("page")[1].items():
            if href.startswith("partner-"):
                (tmp_path / href).write_text(text, encoding="utf-8")
                page.goto((tmp_path / href).as_uri())
                sheets = [sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages]
                assert next(n for n, words in enumerate(sheets) if "The items as published" in words) <= 2, href
                assert "Explore" not in "".join(sheets) and "source 1" in "".join(sheets)
