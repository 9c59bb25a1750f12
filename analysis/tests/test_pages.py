"""Pages of a toy: what is on them and what is not, read by a parser, then in Chromium. The real report is looked at in test_browser."""
import base64
import functools
import hashlib
import re
from html.parser import HTMLParser
from types import SimpleNamespace

import pytest

from analysis.answer import reach
from analysis.example import toy
from analysis.findings import ALL
from analysis.loading import load
from analysis.publish import blocks, citing, pages, report, style, summary, svg
from analysis.tests import browser, toycharts
from analysis.wording import join

SITE = pages.Site("A toy of four partners", "Edition 1 of a toy", "The text ends <in spring>.", "The contributors: A toy. https://example.org/cite.",
                  (pages.Page("index.html", "Start", "Start"), pages.Page("03-overlap.html", "What do the four share?", "Overlap"),
                   pages.Page("04-evolution.html", "How & when?", "Evolution")), "figures/")
FINDINGS = [dict(id="one", title="All list networks", sentence="Four of four list <networks>.", limit="One list each.",
                            as_of="2024-04-30", notebook="03-overlap"),
            dict(id="two", title="Undated", sentence="A second.", limit="Another limit.", as_of="", notebook="04-evolution")]


def notebook_page(*more, **options):
    return pages.notebook_page(toycharts.notebook(*more), SITE, "03-overlap.html", **options)


def index_page(**changed):
    return pages.index_page(SITE, **{
        "title": "What four partners list", "standfirst": "Each has a list.", "about": ["They meet, see https://example.org/about."],
        "findings": FINDINGS, "chart": toycharts.grid().html, "limits": ["Whether they mean it."],
        "data": [("Licences", "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/.")], **changed})


class Elements(HTMLParser):
    """Every element of a page as (tag, attributes), and the words of each."""

    def __init__(self, page):
        super().__init__()
        self.found, self.words, self.open = [], {}, []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))
        self.open.append(len(self.found) - 1)

    def handle_endtag(self, tag):
        while self.open and self.found[self.open.pop()][0] != tag:
            pass

    def handle_data(self, data):
        for place in self.open:
            self.words[place] = self.words.get(place, "") + data

    def all(self, *tags):
        return [(attributes, " ".join(self.words.get(n, "").split())) for n, (tag, attributes) in enumerate(self.found) if tag in tags]


BOTH = pytest.mark.parametrize("page", [notebook_page, index_page], ids=["notebook", "index"])


@BOTH
def test_the_frame(page):
    text = page()
    read = Elements(text)
    assert text.startswith("<!doctype html>\n") and read.all("html")[0][0] == {"lang": "en"}
    assert len(read.all("h1")) == len(read.all("title")) == len(read.all("main")) == 1
    assert read.all("h1")[0][1] in read.all("title")[0][1]
    levels = [int(tag[1]) for tag, _ in read.found if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1 and all(b - a <= 1 for a, b in zip(levels, levels[1:]))
    ids = [attributes["id"] for _, attributes in read.found if "id" in attributes]
    assert len(ids) == len(set(ids))
    inner = [a["href"][1:] for a, _ in read.all("a") if a["href"].startswith("#")] + [a["href"][1:] for a, _ in read.all("use")]
    assert set(inner) <= set(ids) and {"main", "toy-grid", "citation"} <= set(inner)
    described = [a[key] for _, a in read.found for key in ("aria-labelledby", "aria-describedby") if key in a]
    assert described and set(described) <= set(ids)
    foot = read.all("footer")[-1][1]
    assert SITE.edition in foot and SITE.note in foot and "https://example.org/cite" in foot
    assert [words for _, words in read.all("nav")][0].split() == ["Start", "Overlap", "Evolution"]


@BOTH
def test_nothing_is_fetched_and_the_policy_says_so(page):
    text = page()
    read = Elements(text)
    policy = next(a["content"] for a, _ in read.all("meta") if a.get("http-equiv") == "Content-Security-Policy")
    digest = base64.b64encode(hashlib.sha256(re.search("<style>(.*?)</style>", text, re.DOTALL)[1].encode()).digest()).decode()
    assert policy.startswith("default-src 'none'; ") and f"style-src 'sha256-{digest}';" in policy and "unsafe" not in policy
    assert not read.all("script", "iframe", "object", "embed", "img", "form") and len(read.all("style")) == 1
    assert not [(tag, a) for tag, a in read.found if "style" in a or "src" in a or any(key.startswith("on") for key in a)]
    kept, = [a for a, _ in read.all("link") if not a["href"].startswith("data:")]
    assert kept["rel"] == "expect" and kept["href"].removeprefix("#") in {a.get("id") for _, a in read.found}
    assert not re.search(r"url\((?!#)|@import", text) and "http" not in re.search("<style>(.*?)</style>", text, re.DOTALL)[1]
    assert {tag for tag, a in read.found if a.get("href", "").startswith("http")} == {"a"}
    assert len(text.encode()) < 50_000


def test_the_same_drawing_stands_in_the_page_with_its_words_as_text():
    chart, text = toycharts.grid(), notebook_page()
    assert svg.inline(chart.svg) in text
    read = Elements(text)
    figure = read.all("figure")[0]
    assert figure[0]["id"] == "toy-grid" and all(words in figure[1] for words in (chart.title, chart.subtitle, "Source: a toy"))
    links = {a["href"]: a.get("download") for a, _ in read.all("a")}
    assert links["figures/toy-grid.svg"] is None and "toy-grid.csv" in links.values() and "https://example.org/toy" in links
    assert "figures/" not in pages.notebook_page(toycharts.notebook(), pages.Site(*[getattr(SITE, n) for n in (
        "title", "edition", "note", "citation", "pages")]), "03-overlap.html")
    assert "All four list networks" in [words for _, words in read.all("caption")]


def test_a_page_shows_what_its_notebook_shows_and_no_more():
    text = notebook_page()
    read = Elements(text)
    assert read.all("h1")[0][1] == "What do the four share?" and read.all("title")[0][1] == "What do the four share? – A toy of four partners"
    assert "never shown" not in text and "never_shown" not in text and "This corpus ends" in text
    assert "This corpus ends" not in notebook_page(about_this_corpus=False)
    printed = [words for a, words in read.all("div") if a.get("class") == "printed"]
    assert printed == ["All four list networks.Limit: one list each.", "Edition 1 of a toy."]
    assert [words for a, words in read.all("div") if a.get("class") == "step answer"][0].startswith("All four list networks.")
    assert "<pre>pair        shared\nArden        4</pre>" in text
    assert [words for _, words in read.all("summary") if words.startswith("Code")] == [f"Code of cell {n}" for n in (1, 3, 4, 5)]
    assert '<span class="c1"># a comment</span>' in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert [words for _, words in read.all("caption")][-1] == "Three & four"


def test_links_lead_from_page_to_page_and_headings_can_be_linked_to():
    read = Elements(notebook_page())
    hrefs = [a["href"] for a, _ in read.all("a")]
    assert "04-evolution.html#change" in hrefs and not [href for href in hrefs if ".ipynb" in href]
    assert [a["id"] for a, _ in read.all("h2", "h3") if "id" in a] == ["which-topics", "which-topics-2", "as-a-table"]
    contents = next(a for a, _ in read.all("nav") if a.get("class") == "contents")
    assert contents and hrefs.count("#which-topics") == hrefs.count("#which-topics-2") == 2 and hrefs.count("#as-a-table") == 1
    assert [(a["rel"], a["href"]) for a, _ in read.all("a") if a.get("rel")] == [("prev", "index.html"), ("next", "04-evolution.html")]
    assert [a["href"] for a, _ in read.all("a") if a.get("aria-current")] == ["03-overlap.html"]


def test_a_heading_takes_no_anchor_that_is_taken():
    notebook = toycharts.notebook()
    notebook["cells"].append({"cell_type": "markdown", "source": "## Contents\n\n## Toy grid\n\n## ?", "metadata": {}})
    read = Elements(pages.notebook_page(notebook, SITE, "03-overlap.html"))
    assert [a["id"] for a, _ in read.all("h2") if "id" in a][2:] == ["contents-2", "toy-grid-2", "section"]


def test_addresses_are_noted_for_paper_once_each():
    text = notebook_page()
    assert '<a href="https://example.org/page">page</a><sup class="paper">1</sup>' in text
    assert re.search('<section class="paper"><h2>Links</h2><ol>(.*)</ol>', text)[1] == "<li>https://example.org/page</li>"


def test_the_index_gives_each_finding_with_its_limit_and_its_notebook():
    read = Elements(index_page())
    first, second = [words for a, words in read.all("li") if a.get("id", "").startswith("finding-")]
    assert first == ("All list networks Four of four list <networks>. Limit. One list each. Lists of 30 April 2024. "
                     "How we know: What do the four share?")
    assert second == ("Undated A second. Limit. Another limit. How we know: How & when?")
    for words in ("Each has a list.", "Whether they mean it.", "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/."):
        assert words in read.all("main")[0][1]
    assert "https://creativecommons.org/licenses/by/4.0/" in [a["href"] for a, _ in read.all("a")]


ON_THE_PAGE = ("corpus", "silent", "single", "outside", "everybody", "closest", "apart", "repeats", "closer", "raised")
ON_THE_RECORD = ("disagree", "writers", "secondary", "later", "persistent", "taken-up", "together", "depth", "marks", "common", "binding", "claims", "targets")


@functools.cache
def reported(view):
    """The report on a view of the toy, each page as its elements; every notebook of a finding is the same few cells."""
    data = toy(view)
    made = report.report(data, {name: toycharts.notebook() for name in sorted({one.notebook for one in ALL.values()})})
    return {name.removesuffix(".html"): Elements(content.decode()) for name, content in made.items()}


@pytest.mark.parametrize("view", ["page", "record"])
def test_a_page_says_which_data_it_is_and_what_rests_on_the_record_says_so_on_every_view(view):
    read, shown = reported(view), {}
    for name, page in read.items():
        shown[name] = "record" if name[:2] in ("05", "06", "07", "08", "09", "10", "11") or name.startswith(("topics", "partner-")) else view
        data, foot = toy(shown[name]), page.all("footer")[-1][1]
        both = name == "explorer" and view == "page"       # its reader asks for either
        says = f"Edition 0.0.1, 31 December 2024, {'views ‘page’ and ‘record’' if both else f'view ‘{shown[name]}’'} · {reach(toy('record') if both else data)}"
        assert [words for a, words in page.all("p") if a.get("class") == "dated"] == [says], name
        cited = " ".join(citing.cite_page(data, page.all("h1")[0][1], f"{name}.html", view=not both)["text"].split())
        assert foot.startswith(f"{says} To cite this page: {cited}") and (f"(view {shown[name]})" in foot) == (not both) and ("view page" in foot) == (not both and shown[name] == "page"), name
    assert list(shown.values()).count("record") == (7 + 1 + 3 if view == "page" else 12 + 2 + 3)
    assert [words for a, words in read["index"].all("p") if a.get("class") == "citation"] == [blocks.citation(toy(view))]
    assert f"In the view ‘{view}’. {reach(toy(view))}" in [words for _, words in read["index"].all("p")]


def test_on_a_view_that_is_less_than_the_record_what_the_record_adds_stands_apart():
    less, record = reported("page")["index"], reported("record")["index"]
    order = {name: [a["id"].removeprefix("finding-") for _, a in page.found if a.get("id", "").startswith("finding-") or a.get("id") == "added"]
             for name, page in (("page", less), ("record", record))}
    place = order["page"].index("added")
    assert set(order["page"][:place]) == set(ON_THE_PAGE) and set(order["page"][place + 1:]) == set(ON_THE_RECORD) and len(order["page"]) == len(ALL) + 1
    assert "added" not in order["record"] and set(order["record"]) == {*ON_THE_PAGE, *ON_THE_RECORD}
    assert [words for _, words in less.all("p") if words.startswith("These rest on")] == [
        f"These rest on the view ‘record’, not on the one that this report shows. {reach(toy('record'))}"]
    assert [a["href"] for a, words in less.all("a") if words == "What the record adds"] == ["#added"]
    assert "What the record adds" not in [words for _, words in record.all("a", "h2")]


@pytest.mark.parametrize("title, before", [("Undated", "two"), ("Neither", "one")])
def test_the_figure_stands_with_the_finding_that_is_its_title(title, before):
    read = Elements(index_page(chart=toycharts.grid(title=title).html))
    ids = [a["id"] for _, a in read.found if a.get("id", "").startswith("finding-") or a.get("id") == "toy-grid"]
    assert ids[ids.index("toy-grid") - 1] == f"finding-{before}"


@pytest.mark.parametrize("cell, message", [
    ({"cell_type": "markdown", "source": "# Another title", "metadata": {}}, "this one has 2"),
    ({"cell_type": "code", "source": "x", "metadata": {}, "outputs": [{"output_type": "display_data", "data": {"image/png": "abc"}}]},
     r"cell 6 shows something .* \['image/png'\]"),
])
def test_a_notebook_that_makes_no_page_is_an_error(cell, message):
    notebook = toycharts.notebook()
    notebook["cells"].append(cell)
    with pytest.raises(ValueError, match=message):
        pages.notebook_page(notebook, SITE, "03-overlap.html")


def test_what_scrolls_is_announced_by_a_name_of_its_own():
    two = toycharts.notebook(toycharts.Table(toycharts.states().head(3), "Three & four"))
    labels = [a["aria-label"] for a, _ in Elements(pages.notebook_page(two, SITE, "03-overlap.html")).all("div") if a.get("role") == "region"]
    assert sorted(labels) == ["Chart toy-grid: All four list networks", "Numbers of toy-grid: All four list networks", "Output of cell 5",
                              "Table 1 in the text", "Table of cell 4: Three & four", "Table of cell 6: Three & four"]


def test_other_errors_say_what_is_wrong():
    with pytest.raises(ValueError, match="chart toy-grid is shown more than once"):
        notebook_page(toycharts.grid())
    with pytest.raises(ValueError, match="has no page 'z.html'"):
        pages.notebook_page(toycharts.notebook(), SITE, "z.html")
    with pytest.raises(ValueError, match="finding one: there is no page of the notebook '99-none'"):
        index_page(findings=[{**FINDINGS[0], "notebook": "99-none"}])


def test_html_of_others_is_shown_as_text():
    frame = SimpleNamespace(_repr_html_=lambda: "<div><b onclick='x()'>bold</b></div>")
    text = pages.notebook_page(toycharts.notebook(frame), SITE, "03-overlap.html")
    assert "onclick" not in text and "namespace(_repr_html_=" in text


@pytest.mark.parametrize("theme", style.PAGE)
def test_the_colours_of_the_style_sheet_keep_their_contrast(theme):
    css = re.search("<style>(.*?)</style>", index_page(), re.DOTALL)[1]
    blocks = re.findall(r":root \{(.*?)\}", css, re.DOTALL)
    colours = dict(re.findall(r"--(\w+): (#\w{6});", blocks[{"light": 0, "dark": 1}[theme]]))
    assert {key: colours[key] for key in style.PAGE[theme]} == style.PAGE[theme]
    for ink in ("ink", "muted", "link", "word", "string", "remark"):
        for ground in ("ground", "tint"):
            assert style.contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground)


@pytest.fixture(scope="module")
def visit(chromium, tmp_path_factory):
    """Opens a page of the toy report in a browser that all tests here share."""
    from playwright.sync_api import sync_playwright
    folder = tmp_path_factory.mktemp("report")
    (folder / "index.html").write_text(index_page(), encoding="utf-8")
    (folder / "03-overlap.html").write_text(notebook_page(), encoding="utf-8")

    def visited(name, width=1440, **context):
        page = started.new_page(viewport={"width": width, "height": 900}, **context)
        page.goto((folder / name).as_uri())
        return page

    with sync_playwright() as driver:
        started = browser.launch(driver, chromium)
        yield visited
        started.close()


@pytest.mark.browser
@pytest.mark.parametrize("width", [375, 700, 1440])
@pytest.mark.parametrize("theme", style.PAGE)
def test_the_chart_is_in_the_page_s_colours_and_scrolls_with_a_hint_where_it_must(visit, width, theme):
    page = visit("03-overlap.html", width, color_scheme=theme)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == _rgb(style.PAGE[theme]["ground"])
    assert page.evaluate("getComputedStyle(document.querySelector('.drawing text')).fill") == _rgb(style.PAGE[theme]["muted"])
    assert page.evaluate("document.documentElement.scrollWidth") == width
    frame = page.evaluate("(({scrollWidth, clientWidth}) => [scrollWidth, clientWidth])(document.querySelector('figure .scroll'))")
    assert (frame[0] > frame[1]) == page.locator(".hint").first.is_visible() == (width < 720)
    assert page.evaluate("document.querySelector('.drawing text').getScreenCTM().a") >= 0.999
    page.close()


@pytest.mark.browser
def test_the_measure_is_that_of_a_book(visit):
    page = visit("index.html")
    text = "The partners meet every year and say what they have done since. " * 20
    page.evaluate("text => document.querySelector('#about + p').textContent = text", text)
    lines = page.evaluate("""() => { const text = document.querySelector('#about + p'), range = document.createRange();
        range.selectNodeContents(text); return new Set([...range.getClientRects()].map(box => Math.round(box.top))).size }""")
    assert 62 <= len(text) / (lines - 0.5) <= 74
    page.close()


@pytest.mark.browser
def test_numbers_can_be_saved_and_paper_has_no_controls(visit):
    page = visit("03-overlap.html")
    with page.expect_download() as saved:
        page.get_by_text("Numbers behind").click()
    assert saved.value.suggested_filename == "toy-grid.csv" and saved.value.path().read_bytes() == toycharts.grid().csv.encode()
    page.emulate_media(media="print", color_scheme="dark")
    for hidden in (".skip", "header nav", ".contents", ".turn", "summary", "details pre", ".links", ".hint"):
        assert not page.locator(hidden).first.is_visible(), hidden
    assert page.get_by_text("https://example.org/page", exact=True).is_visible() and page.locator("sup.paper").first.is_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('.drawing text')).fill") == _rgb(style.MUTED)
    page.close()


@pytest.mark.browser
def test_a_reader_s_own_colours_are_those_of_text_and_chart(visit):
    page = visit("03-overlap.html", forced_colors="active")
    own = page.evaluate("getComputedStyle(document.body).color")
    assert page.evaluate("[...new Set([...document.querySelectorAll('.drawing text, figcaption')].map(e => "
                         "getComputedStyle(e)[e.matches('text') ? 'fill' : 'color']))]") == [own]
    page.close()


def _rgb(colour):
    return "rgb({}, {}, {})".format(*(int(colour[n:n + 2], 16) for n in (1, 3, 5)))


def test_what_a_source_says_of_all_partnerships_stands_as_its_word_and_the_events_are_those_of_the_record():
    data = load()
    first, view, *events = summary.about(data)
    assert "the view ‘record’" in view, "the first page shows another view"
    claims = data.statements[(data.statements["partner"] == "") & data.statements["kind"].isin(["membership", "aim", "organisation"])]
    assert first.startswith(f"What the source “{data.sources['title'].iloc[0]}” says of them, in our words") and all(claim in first for claim in claims["claim"])
    assert first.endswith(f"(Lines {join([str(n) for n in dict.fromkeys(claims['line'])])}.)")
    assert [words.partition(":")[0] for words in events] == data.fullest().partners["name"].tolist()
    assert sum(words.count("no list that counts was read") for words in events) == (data.fullest().events["lists"] == 0).sum()
    assert [words for _, words in reported("page")["index"].all("p") if words.startswith("Some of what the sources say was held against documents: ")]
