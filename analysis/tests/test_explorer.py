"""The explorer: its model, the page where no script runs, and that its table and its evidence are what the helpers say."""
import json
import random
import re
from urllib.parse import urlencode

import pytest

from analysis import corpus, overlap
from analysis.example import toy
from analysis.explorer import model
from analysis.loading import load
from analysis.presence import LISTED, NOT_LISTED, UNKNOWN, presence
from analysis.publish import explorer, style
from analysis.publish.charts import order
from analysis.tests import changed, exploring
from analysis.tests.test_pages import Elements
from analysis.wording import span


def fifth():
    return changed.dataset(changed.fifth_partner)


def vague():
    """A list of which no more than the year is known, in which other partners' latest lists fall."""
    return changed.dataset(lambda tables: [row.update(date="2024") for row in tables["lists"] if row["list"] == "page-canada-launch"])


DATA = {"page": load, "record": lambda: load().fullest(), "toy": toy, "fifth": fifth, "vague": vague}


@pytest.mark.parametrize("name", DATA)
def test_the_model_holds_every_mention_of_its_views_and_each_text_once(name):
    data = DATA[name]()
    made = model(data)
    assert json.loads(json.dumps(made)) == made == model(data)
    assert [view["name"] for view in made["views"]] == list(dict.fromkeys([data.view, data.fullest().view]))
    texts = [json.dumps(row) for table in ("partners", "topics", "rulings") for row in made[table]]
    assert len(texts) == len(set(texts))
    for view, told in zip(dict.fromkeys([data, data.fullest()]), made["views"]):
        events = {place: event for event in told["events"] for place in event[8]}
        found = []
        for item, topic, basis, ruling in (made["mentions"][n] for n in told["mentions"]):
            text, _, position, line, place = made["items"][item]
            event = events[place]
            found.append((event[0], made["partners"][event[1]][0], made["sources"][made["lists"][place][0]][0], position, line, text, made["topics"][topic][0], made["basis"][basis],
                          made["rulings"][ruling][0] if ruling >= 0 else ""))
        title, rule = dict(zip(view.sources["source"], view.sources["title"])), dict(zip(view.rulings["ruling"], view.rulings["title"]))
        printed = {row[0]: corpus.original(*row[1:]) for row in view.items[["item", "label", "original", "translated_from"]].values.tolist()}
        assert found == [(m.event, m.partner, title[m.source], m.position, m.line, printed[m.item], m.topic, view.label("codings", m.basis, "basis"), rule.get(m.ruling, ""))
                         for m in corpus.mentions(view).itertuples()]
        shown = presence(view, "topic", "event")
        assert [(event[0], bool(event[7])) for event in told["events"]] == [(column.key, column.whole) for column in shown.columns]
        for grain, ids in (("topic", [row[0] for row in made["topics"]]), ("theme", [row[0] for row in made["themes"]])):
            assert {(told["events"][e][0], ids[c]) for e, c in told["contested"][grain]} == presence(view, grain, "event").contested


def test_the_record_stays_small_and_the_page_too():
    assert len(json.dumps(model(load()), ensure_ascii=False).encode()) < 60_000
    assert len(explorer.page(load(), exploring.SITE).encode()) < 150_000


@pytest.mark.parametrize("name", DATA)
def test_without_a_script_the_page_is_a_table_with_its_sources(name):
    data = DATA[name]()
    page = explorer.page(data, exploring.SITE)
    assert page == explorer.page(data, exploring.SITE)
    read, shown = Elements(page), presence(data)
    states = [words for _, words in read.all("td")]
    assert states == [shown.state(column.key, code) for code in shown.codes for column in shown.columns]
    links = [a["href"] for a, _ in read.all("a")]
    assert {f"partner-{p}.html" for p in data.partners["partner"]} <= set(links) and {f"topics.html#topic-{t}" for t in shown.codes} <= set(links)
    used = {s for s, event in zip(data.lists["source"], data.lists["event"]) if event in {e for column in shown.columns for e in column.events[-1:]}}
    for source, title, address in zip(data.sources["source"], data.sources["title"], data.sources["address"]):
        if source in used and {"whole", "part"} & set(data.lists.loc[(data.lists["source"] == source), "read"]):
            assert title in read.all("main")[0][1] and (not address or address in links)
    assert not [a for _, a in read.found if "style" in a or any(key.startswith("on") for key in a)]


def test_more_pillars_than_colours_is_an_error(monkeypatch):
    monkeypatch.setattr(style, "HUES", {"one": "#000000"})
    with pytest.raises(ValueError, match="hues"):
        explorer.page(toy(), exploring.SITE)


@pytest.fixture(scope="module")
def visit(chromium, tmp_path_factory):
    folder = tmp_path_factory.mktemp("explorer")
    paths = {name: exploring.write(folder, name, data()) for name, data in DATA.items()}
    with exploring.opened(chromium) as opened:
        yield lambda name, fragment="", **more: opened(paths[name], fragment, **more)


def _combinations():
    """Seeded choices of data, view, date, lists, grain, and partners left out."""
    chosen = random.Random(5)
    for name, data in DATA.items():
        data = data()
        for _ in range(8):
            view = chosen.choice([data, data.fullest()])
            until = chosen.choice(exploring.stops(view))
            out = chosen.sample(sorted(view.partners["partner"]), chosen.choice([0, 0, 1, 2]))
            yield pytest.param(name, view, chosen.choice(["latest", "ever"]), until, chosen.choice(["topic", "theme"]), out,
                               id=f"{name}-{view.view}-{until}-{len(out)}")


@pytest.mark.browser
@pytest.mark.parametrize("name, view, lists, until, grain, out", list(_combinations()))
def test_the_table_says_what_presence_says(visit, name, view, lists, until, grain, out):
    asked = urlencode([("as", "table"), ("view", view.view), ("lists", lists), ("date", until), ("grain", grain), *(("without-partner", p) for p in out)])
    page = visit(name, f"#explore?{asked}")
    assert exploring.cells(page) == {pair: state for pair, state in exploring.expected(view, grain, lists, until).items() if pair[0] not in out}
    assert page.said == []


@pytest.mark.browser
@pytest.mark.parametrize("name", DATA)
def test_the_defaults_are_the_report_s_own_network_in_the_order_of_the_house(visit, name):
    data = DATA[name]()
    shown, page = presence(data), visit(name)
    for partner in data.partners["partner"]:
        page.locator(f'[data-node="partner {partner}"]').hover()
        lit = page.evaluate("[...document.querySelectorAll('.code.on')].map(b => b.dataset.node.split(' ')[1])")
        assert set(lit) == set(shown.listing(partner))
        assert page.locator(".peek").text_content().startswith(f"{data.label('partners', partner)} lists {len(lit)} of {len(shown.codes)} topics")
    assert page.evaluate("[...document.querySelectorAll('.partner')].map(b => b.dataset.node.split(' ')[1])") == data.partners["partner"].tolist()
    codes = "[...document.querySelectorAll('.code')].map(b => b.dataset.node.split(' ')[1])"
    assert page.evaluate(codes) == [code for group in order.grouped(data).values() for code in group]
    page = visit(name, "#explore?grain=theme")
    assert page.evaluate(codes) == order.grouped(data, "theme")[""]
    page = visit(name, "#explore?as=table")
    assert exploring.cells(page) == {(column.key, code): shown.state(column.key, code) for column in shown.columns for code in shown.codes}


def _order(data, sort):
    """Both sides in another order, worked out from the tables."""
    shown, events = presence(data), data.events
    first = {code: next(n for n, event in enumerate(events["event"]) if (event, code) in presence(data, "topic", "event").listed) for code in shown.codes}
    degree = {code: sum((column.key, code) in shown.listed for column in shown.columns) for code in shown.codes}
    left = {"name": lambda p: 0, "degree": lambda p: -len(shown.listing(p))}[sort]
    right = {"name": lambda c: (0, 0), "degree": lambda c: (-degree[c], first[c])}[sort]
    return (sorted(data.partners["partner"], key=lambda p: (left(p), data.label("partners", p).lower())),
            sorted(shown.codes, key=lambda c: (*right(c), re.sub(r"\W", "", shown.labels[c]).lower())))


@pytest.mark.browser
@pytest.mark.parametrize("sort", ["name", "degree"])
def test_both_sides_in_another_order(visit, sort):
    page = visit("toy", f"#explore?sort={sort}")
    ids = [page.evaluate(f"[...document.querySelectorAll('{side}')].map(b => b.dataset.node.split(' ')[1])") for side in (".partner", ".code")]
    assert tuple(ids) == _order(toy(), sort)
    assert "no ranking" in page.locator(".rule").text_content()


@pytest.mark.browser
def test_by_first_mention_dates_never_go_back(visit):
    data = DATA["record"]()
    first = presence(data).first
    page = visit("record", "#explore?sort=first&lists=ever")
    days = [exploring.dates.parse(first[code]).first for code in page.evaluate("[...document.querySelectorAll('.code')].map(b => b.dataset.node.split(' ')[1])")]
    assert days == sorted(days) and len(set(days)) > 5


EVIDENCE = """[...document.querySelectorAll('.evidence > li')].map(one => ({item: one.querySelector('blockquote').textContent, event: one.querySelector('.event').textContent,
    heading: one.querySelector('.heading').textContent, where: one.querySelector('.where').textContent, source: one.querySelector('.source').textContent,
    basis: one.querySelector('.basis').textContent, rule: one.querySelector('.ruling')?.textContent ?? '', differ: !!one.querySelector('.differ')}))"""


@pytest.mark.browser
@pytest.mark.parametrize("name, seed", [("page", 1), ("record", 2), ("toy", 3), ("record", 4), ("fifth", 5)])
def test_the_evidence_of_a_link_is_that_of_the_corpus(visit, name, seed):
    data = DATA[name]()
    pairs = sorted(presence(data, when="ever").listed)
    fought = presence(data, "topic", "event").contested
    for partner, topic in random.Random(seed).sample(pairs, min(6, len(pairs))):
        page = visit(name, f"#explore?lists=ever&partner={partner}&topic={topic}")
        told, known = page.evaluate(EVIDENCE), corpus.evidence(data, partner, topic)
        rulings = data.rulings.set_index("ruling")
        assert len(told) == len(known) > 0
        mentions = [m for m in corpus.mentions(data).itertuples() if (m.partner, m.topic) == (partner, topic)]
        for said, row, mention in zip(told, known.itertuples(), mentions):
            assert (said["item"], said["heading"]) == (row.item, row.heading) and said["event"].startswith(f"{row.event}, ")
            assert said["where"].startswith(f"item {row.position}, ") and said["where"].endswith(f"line {row.line}") and said["source"].startswith(row.source)
            assert said["basis"] == data.label("codings", row.basis, "basis")
            assert said["rule"] == (f"{{title}}: {{question}} {{chosen}} {{why}}".format(**rulings.loc[row.ruling]) if row.ruling else "")
            assert said["differ"] == ((mention.event, topic) in fought)
        addresses = {a for t, a in zip(data.sources["title"], data.sources["address"]) if t in set(known["source"]) and a}
        assert set(page.evaluate("[...document.querySelectorAll('.evidence a[rel=external]')].map(a => a.href)")) == addresses
        assert page.locator(".evidence").text_content().count("address not known") == len(known) - page.locator(".evidence a[rel=external]").count()


@pytest.mark.browser
@pytest.mark.parametrize("name, lists, grain", [("page", "latest", "topic"), ("record", "ever", "topic"), ("record", "latest", "theme"), ("toy", "latest", "topic"), ("fifth", "latest", "topic"), ("vague", "latest", "topic")])
def test_two_partners_side_by_side_are_the_pair_that_overlap_counts(visit, name, lists, grain):
    data = DATA[name]()
    shown = presence(data, grain, lists)
    for row in overlap.pairs(data, grain, lists).itertuples():
        page = visit(name, f"#explore?as=compare&lists={lists}&grain={grain}&a={row.a}&b={row.b}")
        told = dict(page.evaluate("[...document.querySelectorAll('.three section')].map(s => [s.className, [...s.querySelectorAll('button')].map(b => b.textContent)])"))
        about = overlap._universe(shown, (row.a, row.b))
        both = lambda one, two: {shown.labels[c] for c in about if (shown.state(row.a, c), shown.state(row.b, c)) == (one, two)}
        assert {kind: set(words) for kind, words in told.items() if words} == {kind: words for kind, words in {
            "both": both(LISTED, LISTED), "only-a": both(LISTED, NOT_LISTED), "only-b": both(NOT_LISTED, LISTED), "u1": both(LISTED, UNKNOWN), "u2": both(UNKNOWN, LISTED),
            "u3": both(UNKNOWN, UNKNOWN) | both(UNKNOWN, NOT_LISTED) | both(NOT_LISTED, UNKNOWN)}.items() if words}
        assert page.locator(".jaccard").text_content().endswith(f"(Jaccard index): {span(row.jaccard, row.jaccard_high)}.")
