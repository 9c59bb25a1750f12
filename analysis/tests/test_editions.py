"""What changed between two editions: each change is named and nothing else is, in the table, on the terminal and on the page."""
from __future__ import annotations

import copy
import hashlib
import html
import json
import re
import shutil

import pytest

from analysis import edition as editions, reading
from analysis.editions import GONE, MOVED, NEW, OVERTURNED, REWORDED, changes
from analysis.example import DESCRIPTOR, TABLES
from analysis.publish import editions as published, inputs, pages
from analysis.tests import browser, changed

FINDINGS = {"edition": "0.0.1", "view": "page", "findings": [
    {"id": "shared", "low": 0.5, "high": 0.5, "title": "Arden and Bland share most", "sentence": "Arden and Bland share two topics. It would be otherwise under another ruling.",
     "limit": "Lists only.", "as_of": "2024", "tried": 4, "holds": 3, "overturned_by": "another ruling"},
    {"id": "corpus", "view": "page", "low": 8, "high": 8, "title": "Five lists", "sentence": "Eight items stand on five lists.", "limit": "Lists only.", "as_of": "2024", "tried": 0,
     "holds": 0, "overturned_by": "no other reading bears on it"}]}
SITE = pages.Site("A toy", "Edition 0.0.1", "It ends.", "Cite it.", tuple(pages.Page(f"{name}.html", name, name) for name in ("index", "topics", "changes")))
PINNED = "67c8b420ba85d351e6355877a55d52a613fe7fdcc8e72c5c7b10baf4d108e46d"      # of data/editions: what was published stays as it was published


def toyed(change=lambda tables, findings, descriptor: None):
    tables, findings, descriptor = copy.deepcopy(TABLES), copy.deepcopy(FINDINGS), copy.deepcopy(DESCRIPTOR)
    change(tables, findings, descriptor)
    return editions.edition(descriptor, tables, findings)


def lines(old, new):
    """What the terminal says besides the numbers: headings and lines."""
    blocks = published.told(changes(old, new)).split("\n\n")
    return [line.strip() for block in blocks[1:] if not block.startswith("Numbers") for line in block.split("\n")]


def words(page):
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page[page.index("<main"):page.index("</main>")])).split())


def row(tables, name, **cells):
    return next(r for r in tables[name] if all(r[c] == v for c, v in cells.items()))


def _label(t, f, d): row(t, "items", item="a1")["label"] = "Network 1"
def _place(t, f, d): row(t, "items", item="a1")["position"] = "3"
def _renamed(t, f, d):
    for name in ("items", "codings"):
        row(t, name, item="a1")["item"] = "z1"
def _two_alike(t, f, d):
    t["items"] += [{**row(t, "items", item="a1"), "item": name} for name in ("x1", "x2")]
    t["items"].remove(row(t, "items", item="a1"))
    t["codings"].remove(row(t, "codings", item="a1"))
def _code_added(t, f, d): t["codings"].append({"item": "a1", "topic": "chips", "basis": "named", "ruling": ""})
def _code_removed(t, f, d): t["codings"].remove(row(t, "codings", item="a2"))
def _ruling(t, f, d): row(t, "codings", item="a2")["ruling"] = ""
def _new_item(t, f, d):
    t["items"].append({**row(t, "items", item="b3"), "item": "b9", "position": "2", "label": "Trade"})
    t["codings"].append({"item": "b9", "topic": "trade", "basis": "named", "ruling": ""})
def _pillar(t, f, d): row(t, "topics", topic="trade")["pillar"] = "business"
def _defined(t, f, d): row(t, "topics", topic="trade")["definition"] = "Trade, by wire"
def _topic(t, f, d): t["topics"].append({**row(t, "topics", topic="trade"), "topic": "skills", "label": "Skills"})
def _read(t, f, d): row(t, "lists", list="p-b-1")["read"] = "whole"
def _read_less(t, f, d): row(t, "lists", list="p-a-2")["read"] = "part"
def _source(t, f, d): t["sources"].append({**row(t, "sources", source="press"), "source": "post", "title": "A post"})
def _new_list(t, f, d):
    t["lists"].append({**row(t, "lists", list="r-b-2"), "list": "p-b-2", "source": "page"})
    t["items"].append({**row(t, "items", item="b4"), "item": "b8", "list": "p-b-2"})
def _question(t, f, d): row(t, "rulings", ruling="hard")["question"] = "Are chips a field?"
def _statement(t, f, d): t["statements"].clear()
def _flipped(t, f, d): f["findings"][0] |= {"low": 0.25, "high": 0.4, "title": "Bland and the Coast share most", "sentence": "Bland and the Coast share one topic."}
def _another_pair(t, f, d): f["findings"][0] |= {"title": "Arden and the Coast share most"}
def _reworded(t, f, d): f["findings"][0]["sentence"] = "Two topics are shared by Arden and Bland. It would be otherwise under another ruling."
def _overturned(t, f, d): f["findings"][0] |= {"tried": 5, "overturned_by": "another ruling; a coarser grain", "sentence": "Arden and Bland share two topics. It would be otherwise under another ruling on Chips."}
def _holds(t, f, d): f["findings"][0]["holds"] = 2
def _finding(t, f, d): f["findings"].append({**f["findings"][1], "view": "record", "low": 12, "high": None})
def _column(t, f, d): next(r for r in d["resources"] if r["name"] == "items")["schema"]["fields"].pop(3)
def _table(t, f, d): d["resources"] = [r for r in d["resources"] if r["name"] != "depths"]


def much(t, f, d):
    """Most of these at once."""
    for change in (_label, _place, _code_added, _ruling, _new_item, _pillar, _defined, _topic, _read, _read_less, _source, _new_list, _question, _flipped, _overturned, _finding):
        change(t, f, d)


ITEM, CODE, TOPIC, LIST, SOURCE, SCHEMA = "Items", "Codes on items that both have", "Topics", "Lists", "Sources", "Tables and columns"
CASES = {      # what is done to the newer edition, what is told of it, and what the page has to say
    _label: ([ITEM, "a1 “Network 1” (p-a-launch, 1): label “Network one” → “Network 1”"], ["a1 “Network 1” (p-a-launch, 1): label Network one Network 1"]),
    _place: ([ITEM, "a1 “Network one” (p-a-launch, 3): position “1” → “3”"], [": position 1 3"]),
    _renamed: ([ITEM, "z1 “Network one” (p-a-launch, 1): item “a1” → “z1”"], ["relabelled, moved or renamed", ": item a1 z1"]),
    _two_alike: (["Codes of items that came or went", "one code went with items that are gone", ITEM, "new: x1 “Network one” (p-a-launch, 1)", "new: x2 “Network one” (p-a-launch, 1)",
                  "gone: a1 “Network one” (p-a-launch, 1)"], ["Gone from lists that both editions have: a1 “Network one”", "Network one; Network one"]),
    _code_added: ([CODE, "new: a1 “Network one” (p-a-launch, 1): chips, named"], ["Network one Chips new – named"]),
    _code_removed: ([CODE, "gone: a2 “Chips and robots” (p-a-launch, 2): robots, implied, ruling hard"], ["Chips and robots Robots gone implied, ruling hard –"]),
    _ruling: ([CODE, "altered: a2 “Chips and robots” (p-a-launch, 2): robots, implied, ruling hard → implied"], ["Chips and robots Robots altered implied, ruling hard implied"]),
    _new_item: (["Codes of items that came or went", "one code came with items that are new", ITEM, "new: b9 “Trade” (p-b-1, 2)"],
                ["No recoding: the 15 codes on the 15 items", "one code came with items that are new", "Read in part, a list that was there before. Trade"]),
    _pillar: ([TOPIC, "trade: pillar “outside” → “business”"], ["moved to another theme or pillar", "Trade : pillar Outside the pillars Business"]),
    _defined: ([TOPIC, "trade: definition “” → “Trade, by wire”"], ["defined or named otherwise", "Trade : definition (empty) Trade, by wire"]),
    _topic: ([TOPIC, "new: skills “Skills”"], ["One topic is new in the coding scheme", "Industry: Skills"]),
    _read: ([LIST, "p-b-1: read “part” → “whole” (read further)"], ["Lists read further, or less far, than before", "Bland, First Council, 2024 (A page): read Read in part Read whole"]),
    _read_less: ([LIST, "p-a-2: read “whole” → “part” (read less far)"], ["Arden, Second Council, 2024 (A page): read Read whole Read in part"]),
    _source: ([SOURCE, "new: post “A post”"], ["One source is new", "read for something else than a list: one source.", "A post Somebody Secondary"]),
    _new_list: ([LIST, "new: p-b-2 (Bland, Second Council, 4 March 2025; Read whole, one item)"], ["New are one list that was read and one item", "Bland 1 0 1", "4 March 2025: Second Council A page. Read whole. Robots 0"]),
    _question: (["Table rulings", "hard: question “Are the chips a field of their own?” → “Are chips a field?”"], ["rulings: hard: question Are the chips a field of their own? Are chips a field?"]),
    _statement: (["Table statements", "gone: s1"], ["statements 0 1 0"]),
    _flipped: (["Findings that moved", "shared on page: value 0.5 → 0.25 to 0.4", "title, was: Arden and Bland share most", "title, now: Bland and the Coast share most",
                "sentence, was: Arden and Bland share two topics. It would be otherwise under another ruling.", "sentence, now: Bland and the Coast share one topic."],
               ["Of two findings that both have, one moved.", "Edition 0.0.1: value 0.5, holds in other readings: 3 of 4 Arden and Bland share most", "value 0.25 to 0.4, holds in other readings: 3 of 4 Bland and the Coast share most"]),
    _another_pair: (["Findings that moved", "shared on page: value 0.5 as before", "title, was: Arden and Bland share most", "title, now: Arden and the Coast share most"], ["one moved"]),
    _reworded: (["Findings that were merely reworded", "shared on page: value 0.5 as before", "sentence, was: Arden and Bland share two topics. It would be otherwise under another ruling.",
                 "sentence, now: Two topics are shared by Arden and Bland. It would be otherwise under another ruling."], ["none moved; one was merely reworded", "What was merely reworded"]),
    _overturned: (["Findings of which value and claim are as before, and what overturns them is not", "shared on page: holds 3 of 4 → 3 of 5", "overturned now also by: a coarser grain"],
                  ["of one, what overturns the claim", "Arden and Bland share most (view page) 0.5 3 of 4 3 of 5 Now also: a coarser grain."]),
    _holds: (["Findings of which value and claim are as before, and what overturns them is not", "shared on page: holds 3 of 4 → 2 of 4"], ["0.5 3 of 4 2 of 4 The same."]),
    _finding: (["Findings that are new", "new: corpus on record: Five lists (value 12 to open)"], ["One finding is new.", "One finding on the view record."]),
    _column: ([SCHEMA, "column gone: items.section"], ["Columns that are gone: items.section"]),
    _table: ([SCHEMA, "table gone: depths"], ["Tables that are gone: depths"]),
}
SAME = {"Lists and items are the same.": (ITEM, LIST), "The coding scheme is the same.": (TOPIC,), "The sources are the same.": (SOURCE,), "No recoding:": (CODE,),
        "No finding that both editions have moved": ("Findings that moved",)}
OPPOSITE = {"came": "went", "went": "came"}


@pytest.mark.parametrize("change", CASES, ids=lambda change: change.__name__)
def test_a_change_is_named_and_nothing_else_is(change):
    expected, shown = CASES[change]
    assert lines(toyed(), toyed(change)) == expected
    said = words(published.page(changes(toyed(), toyed(change)), SITE))
    assert [text for text in shown if text not in said] == [], said
    assert {text: text in said for text in SAME} == {text: not set(heads) & set(expected) for text, heads in SAME.items()}, said


@pytest.mark.parametrize("change", CASES, ids=lambda change: change.__name__)
def test_what_came_one_way_went_the_other(change):
    there, back = changes(toyed(), toyed(change)), changes(toyed(change), toyed())
    for name in there.rows:
        assert {side: getattr(there.rows[name], side) for side in OPPOSITE} == {side: getattr(back.rows[name], other) for side, other in OPPOSITE.items()}, name
        assert [(a.old, a.new, set(a.columns)) for a in there.rows[name].altered] == [(a.new, a.old, set(a.columns)) for a in back.rows[name].altered], name
    assert there.tables == back.tables[::-1] and there.columns == back.columns[::-1]
    assert (there.recoded.came, there.recoded.went) == (back.recoded.went, back.recoded.came)
    assert sorted(one.id for one in there.of(NEW)) == sorted(one.id for one in back.of(GONE)) and len(there.of(MOVED, OVERTURNED, REWORDED)) == len(back.of(MOVED, OVERTURNED, REWORDED))
    assert [(view, what, new, old) for view, what, old, new in there.numbers] == list(back.numbers)


def test_of_equals_there_is_no_difference():
    assert not changes(toyed(), toyed()) and lines(toyed(), toyed()) == ["no difference in tables and findings"]
    said = words(published.page(changes(toyed(), toyed()), SITE))
    assert "Nothing: tables and findings of edition 0.0.1 are those of edition 0.0.1." in said and "Codes on items" not in said


def test_numbers_are_of_everything_and_of_each_view_as_the_dataset_has_it():
    from analysis.example import toy
    counted = {(view, what): n for view, what, _, n in changes(toyed(), toyed(_new_list)).numbers}
    assert [counted["", what] for what in ("sources", "lists", "items", "topics", "codes")] == [3, 10, 16, 4, 15]
    for view in ("page", "record", "record-all"):
        data = toy(view)
        assert [counted[view, what] for what in ("lists", "items", "topics", "codes")] == [
            (data.lists["read"] != "none seen").sum() + 1, len(data.items) + 1, data.codings["topic"].nunique(), len(data.codings)]
        assert counted[view, "sources"] == (data.sources["counts"] == "yes").sum()


def test_what_cannot_be_told_is_not_zero():
    def older(tables, findings, descriptor):
        next(r for r in descriptor["resources"] if r["name"] == "lists")["schema"]["fields"].pop(7)     # read
    numbers = {(view, what): (old, new) for view, what, old, new in changes(toyed(older), toyed()).numbers}
    assert numbers["", "lists"] == (None, 9) and numbers["page", "items"] == (None, 8)
    assert "Lists that were read not known 9" in words(published.page(changes(toyed(older), toyed()), SITE))


def test_keys_are_those_of_the_descriptor_else_those_known_else_the_whole_row():
    def keyed(tables, findings, descriptor):
        next(r for r in descriptor["resources"] if r["name"] == "rulings")["schema"]["primaryKey"] = "title"
        row(tables, "rulings", ruling="hard")["ruling"] = "harder"
    assert changes(toyed(keyed), toyed()).rows["rulings"].altered == ()      # of two keys that both can be told apart by, the first by name
    assert toyed(keyed).tables["rulings"].key == ("title",) and toyed().tables["depths"].key == ("item", "topic")
    assert changes(toyed(keyed), toyed(keyed)).rows["rulings"].key == ("title",)

    def twice(tables, findings, descriptor):
        tables["outcomes"].append({**tables["outcomes"][0], "ground": "and more"})
    found = changes(toyed(), toyed(twice)).rows["outcomes"]
    assert [r["ground"] for r in found.came] == ["and more"] and not found.went and not found.altered


@pytest.mark.parametrize("name", [resource["name"] for resource in DESCRIPTOR["resources"]])
def test_an_edition_may_lack_any_table_and_any_column(name):
    for column in (None, *(field["name"] for resource in DESCRIPTOR["resources"] if resource["name"] == name for field in resource["schema"]["fields"])):
        def lacking(tables, findings, descriptor):
            much(tables, findings, descriptor)
            schema = next(r for r in descriptor["resources"] if r["name"] == name)["schema"]
            schema["fields"] = [field for field in schema["fields"] if field["name"] != column]
            descriptor["resources"] = [r for r in descriptor["resources"] if column or r["name"] != name]
        for old, new, what in ((toyed(lacking), toyed(), "new"), (toyed(), toyed(lacking), "gone")):
            found = changes(old, new)
            line = f"new column: {name}.{column}" if column and what == "new" else f"column gone: {name}.{column}" if column else f"new table: {name}" if what == "new" else f"table gone: {name}"
            said = words(published.page(found, SITE))
            assert line in lines(old, new) and f"{name}.{column}" * bool(column) in said
            if column is None and name in ("topics", "sources", "codings"):
                assert "Not compared: one of the editions lacks the table" in said and "No recoding" not in said * (name == "codings")
        assert not changes(toyed(lacking), toyed(lacking))


def test_where_findings_are_not_known_they_are_said_not_to_be_compared():
    bare = editions.edition(DESCRIPTOR, TABLES)
    assert lines(bare, toyed(_label))[-2:] == ["Findings", "not compared: no findings are known of the old edition, 0.0.1"]
    said = words(published.page(changes(bare, toyed(_label)), SITE))
    assert "Findings are not compared: no findings are known of the old edition, 0.0.1." in said and "new on the view" not in said


def test_stored_findings_come_first_then_those_computed_then_none(tmp_path):
    folder = changed.folder(tmp_path / "data")
    one = json.loads((folder / "findings.json").read_text(encoding="utf-8"))
    (folder / "findings.json").write_text(json.dumps({**one, "findings": one["findings"][:1]}), encoding="utf-8")
    assert len(published.read(folder).findings) == 1
    (folder / "findings.json").unlink()
    (folder / "items.csv").write_text((folder / "items.csv").read_text(encoding="utf-8").replace("Secure 5G", " Secure 5G"), encoding="utf-8")
    assert published.read(folder).findings is None      # it breaks a rule, so nothing can be computed from it


def test_findings_that_are_not_stored_are_computed(monkeypatch, tmp_path):
    folder = changed.folder(tmp_path / "data")
    (folder / "findings.json").unlink()
    monkeypatch.setattr("analysis.publish.products.findings_text", lambda data: json.dumps({**FINDINGS, "view": data.view}))
    assert [one["id"] for one in published.read(folder).findings] == ["shared", "corpus"] and published.read(folder).view == "page"


def test_links_lead_to_topics_and_findings_that_are_still_there():
    def hrefs(**options):
        return sorted(set(re.findall(r'<a href="((?:topics|index)\.html#[^"]+)"', published.page(changes(toyed(), toyed(much)), options.pop("site", SITE), **options))))
    topics = [f"topics.html#topic-{name}" for name in ("chips", "robots", "skills", "trade")]
    assert hrefs() == ["index.html#finding-shared", *topics]       # the new one is of another view than the first page shows
    assert hrefs(view="record") == ["index.html#finding-corpus", "index.html#finding-shared", *topics]
    assert hrefs(topics={"chips"}) == ["index.html#finding-shared", topics[0]]
    assert hrefs(site=pages.Site("A toy", "", "", "", (SITE.pages[0], SITE.pages[2]))) == ["index.html#finding-shared"]
    assert "finding-shared" not in published.page(changes(toyed(much), editions.with_findings(toyed(), {"findings": []})), SITE)
    with pytest.raises(ValueError, match="has no page 'x.html'"):
        published.page(changes(toyed(), toyed()), SITE, "x.html")


def test_the_last_edition_is_the_highest_below_the_present(tmp_path):
    def version(text):
        (tmp_path / "datapackage.json").write_text(json.dumps({"version": text}))
        found = editions.last_edition(tmp_path)
        return found and found.name
    assert version("2.0.0") is None
    for name in ("1.9.0", "1.10.0", "2.0.0", "2.1.0", "notes", "1.99"):
        (tmp_path / "editions" / name).mkdir(parents=True)
    (tmp_path / "editions" / "1.11.0").write_text("a file")
    assert [version(text) for text in ("2.0.0", "1.10.0", "1.0.0", "draft", "3.0.0")] == ["1.10.0", "1.9.0", None, None, "2.1.0"]


def test_the_stored_edition_is_as_it_was_published():
    files = sorted(path for path in (reading.DATA / "editions").rglob("*") if path.is_file())
    digest = hashlib.sha256("".join(f"{path.relative_to(reading.DATA).as_posix()} {hashlib.sha256(path.read_bytes()).hexdigest()}\n" for path in files).encode()).hexdigest()
    assert digest == PINNED, "a file of an edition that was published is not what it was; restore it, or pin the folder anew after adding an edition"
    last = editions.last_edition(reading.DATA)
    assert last and editions.read(last).version == last.name and editions.read(last).findings


def test_a_folder_of_editions_is_no_part_of_the_data(tmp_path):
    folder = changed.folder(tmp_path / "data")
    with_ = inputs.inputs(folder, "page")
    shutil.rmtree(folder / "editions")
    from analysis import check
    assert check.violations(reading.DATA) == [] == check.violations(folder) and inputs.inputs(folder, "page") == with_ and editions.last_edition(folder) is None


def project():
    return changes(published.read(editions.last_edition(reading.DATA)), published.read(reading.DATA))


def test_the_page_of_the_project_is_light_and_the_same_twice():
    page = published.page(project(), SITE)
    assert page == published.page(project(), SITE) and len(page.encode()) <= 150_000 and "object at 0x" not in page
    assert {one.what for one in project().findings} <= {NEW, GONE, MOVED, OVERTURNED, REWORDED}


IMAGE, SCRIPT, ARABIC, LONG = '<img src=x onerror="alert(1)">', '"]]></style></title><script>alert(2)</script>', "شراكة رقمية (5G)", "endless" * 115


def hostile():
    def spoil(t, f, d):
        much(t, f, d)
        row(t, "items", item="a1")["label"], row(t, "topics", topic="chips")["label"], row(t, "topics", topic="skills")["label"] = IMAGE, SCRIPT, ARABIC
        row(t, "topics", topic="trade")["definition"], row(t, "sources", source="post")["title"], row(t, "items", item="b8")["label"] = LONG, SCRIPT, LONG
        row(t, "partners", partner="b")["name"], row(t, "topics", topic="skills")["theme"], row(t, "rulings", ruling="hard")["question"] = SCRIPT, IMAGE, ARABIC
        f["findings"][0] |= {"title": IMAGE, "sentence": f"{SCRIPT} {LONG}"}
        d["version"] = d["resources"][0]["title"] = IMAGE
    return changes(toyed(), toyed(spoil))


def test_hostile_text_stays_text():
    page, terminal = published.page(hostile(), SITE), published.told(hostile())
    for text in (IMAGE, SCRIPT):
        assert text not in page and html.escape(text, quote=False) in page.replace("&#34;", '"')
    assert ARABIC in page and LONG in page and IMAGE in terminal

    def escape(t, f, d):
        row(t, "items", item="a1")["label"] = "red \x1b[31m\u202e\nNumbers"
    assert "\x1b" not in (said := published.told(changes(toyed(), toyed(escape)))) and "\u202e" not in said and "red  [31m  Numbers" in said


@pytest.mark.browser
@pytest.mark.parametrize("what, made", [("project", project), ("hostile", hostile)])
def test_the_page_has_no_fault(what, made, chromium, tmp_path):
    path = tmp_path / "changes.html"
    path.write_text(published.page(made(), SITE), encoding="utf-8")
    for visit, look in browser.looks(chromium, [(path.as_uri(), width, scheme) for width in (375, 1440) for scheme in ("light", "dark")]).items():
        assert {name: faults for name, faults in look.faults.items() if faults} == {}, visit[1:]
        assert all(link.lstrip("#") in look.anchors for link in look.links if link.startswith("#"))


def test_a_remark_on_a_reading_is_no_reading():
    """That two readings are the same was said behind a semicolon in edition 1.0.0, and is now said in brackets."""
    def said(words):
        return toyed(lambda tables, findings, descriptor: findings["findings"][0].update(overturned_by=words, holds=len(words)))
    one, = changes(said("a ruling; the same as: all; a choice"), said("a ruling (the same as: all); a choice")).of(OVERTURNED)
    assert (published._finding(one)["more"], published._finding(one)["less"]) == ([], [])
    one, = changes(said("a ruling; the same as: all"), said("a ruling (the same as: others)")).of(OVERTURNED)
    assert (published._finding(one)["more"], published._finding(one)["less"]) == (["a ruling (the same as: others)"], ["a ruling (the same as: all)"])
