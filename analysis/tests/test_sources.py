"""Sources: what documents say by hand on the toy record, bounds against every completion of what was not read, and no state that rests on what only is shown."""
import copy
import random
from itertools import combinations, product

import pytest

from analysis import evolution, overlap
from analysis.beliefs import beliefs, consequences, secondary
from analysis.dataset import Dataset, build
from analysis.example import DESCRIPTOR, TABLES, toy
from analysis.findings import ABOUT_SOURCES, ALL, Choices, finding
from analysis.findings import sources as findings
from analysis.loading import load
from analysis.presence import LISTED, NOT_LISTED, UNKNOWN, presence
from analysis.sources import by_standing, contested, disagreements, documents, standings, tally, together
from analysis.tests import changed, odd
from analysis.wording import span, word
from analysis.writers import divided, writers

RECORD = load(view="record")
SIDES = {"A": "eu", "B": "partner", "C": "joint", "D": "other"}


def with_lists(lists: list[tuple[str, bool, str]], event: str = "c-launch") -> Dataset:
    """The toy record with only these lists of one event: for each whose words it has (a letter, see SIDES), whether it was read whole, and the letters of
    the topics that it names."""
    tables = {name: [dict(row) for row in rows] for name, rows in TABLES.items()}
    gone = {row["list"] for row in tables["lists"] if row["event"] == event}
    for name in ("lists", "items"):
        tables[name] = [row for row in tables[name] if row["list"] not in gone]
    kept = {row["item"] for row in tables["items"]}
    tables["codings"] = [row for row in tables["codings"] if row["item"] in kept]
    blank = {name: dict.fromkeys(rows[0], "") for name, rows in TABLES.items()}
    for n, (publisher, whole, letters) in enumerate(lists):
        tables["sources"].append(blank["sources"] | {"source": f"s{n}", "title": f"Document {n}", "publisher": publisher, "side": SIDES[publisher], "standing": "official"})
        tables["views"].append({"view": "record", "source": f"s{n}", "counts": "yes"})
        tables["lists"].append(blank["lists"] | {"list": f"l{n}", "source": f"s{n}", "event": event, "date": "2023-11", "line": "1", "read": "whole" if whole else "part",
                                                 "content": "unstated", "claims": "unstated"})
        for letter in letters:
            topic = next(row["topic"] for row in TABLES["topics"] if row["topic"].startswith(letter))
            tables["items"].append(blank["items"] | {"item": f"l{n}{letter}", "list": f"l{n}", "position": "1", "label": topic, "line": "1"})
            tables["codings"].append({"item": f"l{n}{letter}", "topic": topic, "basis": "named", "ruling": ""})
    return build(DESCRIPTOR, tables, "record")


def test_what_each_document_says_by_hand():
    rows = disagreements(toy("record"))
    assert rows[["event", "topic", "list", "says", "contested"]].values.tolist() == [
        ["a-launch", "net", "p-a-launch", "named", False], ["a-launch", "net", "r-a-launch", "named", False],
        ["a-launch", "robots", "p-a-launch", "named", True], ["a-launch", "robots", "r-a-launch", "left out", True],
        ["a-launch", "trade", "p-a-launch", "left out", True], ["a-launch", "trade", "r-a-launch", "named", True]]
    assert rows["items"].tolist() == ["Network one", "Network one", "Chips and robots", "", "", "Trade"]


def test_a_secondary_document_appears_marked_and_only_where_it_is_asked_for():
    tables = {name: [dict(row) for row in rows] for name, rows in TABLES.items()}
    next(row for row in tables["lists"] if row["list"] == "s-a-1")["event"] = "c-launch"
    data = build(DESCRIPTOR, tables, "record")
    assert set(disagreements(data)["event"]) == {"a-launch"} and set(disagreements(data)["standing"]) == {"official"}
    wide = disagreements(data.with_shown())
    assert wide.loc[wide["event"] == "c-launch", ["topic", "standing", "says", "contested"]].values.tolist() == [
        ["robots", "official", "left out", True], ["robots", "secondary", "named", True],
        ["trade", "official", "named", False], ["trade", "secondary", "silent", False]]


def test_documents_are_quoted_in_the_words_they_print():
    press = documents(toy("record").with_shown())
    assert [d.items for d in press if d.title == "A newspaper"] == [{"robots": ("Robots (fr: Automates)",)}]


@pytest.mark.parametrize("data", [RECORD, RECORD.with_shown(), toy("record"), toy("record-all"), changed.dataset(odd.two_sources)],
                         ids=["record", "all", "toy", "toy all", "two sources"])
def test_what_is_contested_is_what_presence_flags(data):
    table, flagged = disagreements(data), presence(data, when="event").contested
    assert flagged == set(zip(*(table.loc[table["contested"], c] for c in ("event", "topic")))) and len(contested(data)) == len(flagged)
    rows = tally(data)
    assert rows["contested"].sum() == len(flagged) and (rows["topics"] == rows[["agreed", "contested", "open"]].sum(axis=1)).all()
    assert len(table) == (rows["topics"] * rows["documents"]).sum()


def completions(lists):
    """Every way in which what was not read can name more: of the four topics, and of one that no list names."""
    free = [[t for t in "nrtc*" if t not in letters] if not whole else [] for _, whole, letters in lists]
    for more in product(*([set(s) for k in range(len(f) + 1) for s in combinations(f, k)] for f in free)):
        yield [set(letters) | extra for (_, _, letters), extra in zip(lists, more)]


def test_whether_lists_and_sides_differ_is_sharp_over_all_completions():
    dice, seen = random.Random(7), set()
    for _ in range(60):
        from_ = dice.choice(["n", "nr", "nrtc"])
        lists = [(dice.choice("AABBCD"), dice.random() < 0.6, "".join(dice.sample(from_, dice.randint(1, min(3, len(from_)))))) for _ in range(dice.choice([2, 2, 3]))]
        data = with_lists(lists)
        table = tally(data)
        named = dict(zip(table["event"], table["differ"]))
        apart, sides = set(), set()
        for full in completions(lists):
            apart.add(len(set(map(frozenset, full))) > 1)
            one, other = (frozenset().union(*(s for (q, *_), s in zip(lists, full) if q == p)) for p in "AB")
            sides.add(one != other)
        assert named["c-launch"] == ("open" if len(apart) > 1 else "yes" if apart == {True} else "no"), lists
        found = findings.disagree(data, Choices())
        assert (found.low, found.high) == (1 + min(apart), 1 + max(apart)), "and the launch of Arden, where lists disagree for certain"
        written = findings.writers_differ(data, Choices())
        if {"A", "B"} <= {p for p, *_ in lists}:
            assert (written.low, written.high) == (min(sides), max(sides)), lists
        else:
            assert written.claim == ("nothing",) and (written.low, written.high) == (0, 0), lists
        seen.add(named["c-launch"])
    assert seen == {"yes", "no", "open"}


def test_writers_by_hand():
    data = with_lists([("A", True, "nr"), ("A", True, "t"), ("B", False, "rc"), ("C", True, "nrt")])
    mine = writers(data)
    mine = mine[mine["event"] == "c-launch"].drop(columns=["partner", "event"]).values.tolist()
    assert mine == [["eu", "partner", ("robots",), (), ("chips",), ("net", "trade")], ["eu", "joint", ("net", "robots", "trade"), (), (), ()],
                    ["partner", "joint", ("robots",), ("chips",), (), ("net", "trade")]]


@pytest.mark.parametrize("one, other, expected", [("A", "B", [("robots",), ("net", "trade"), (), ("chips",)]), ("B", "A", [("robots",), (), ("net", "trade"), ("chips",)])])
def test_a_side_leaves_out_only_what_all_its_documents_read_whole_leave_out(one, other, expected):
    """The one side has a list read whole and one read in part, which may name the other's Chips."""
    data = with_lists([(one, True, "nr"), (one, False, "t"), (other, True, "rc")])
    table = writers(data)
    assert table.loc[table["event"] == "c-launch", ["both", "only_one", "only_other", "open"]].values.tolist() == [expected]


def test_who_writes_is_a_side_and_no_publisher_and_documents_of_others_are_no_side():
    data = with_lists([("A", True, "nr"), ("D", True, "tc")])
    assert writers(data)["event"].tolist() == ["a-launch"], "the page and what both wrote; the toy's other documents are of the event alone"
    for side, expected in (("partner", [["eu", "partner", ("robots",), ("trade",)]]), ("eu", []), ("other", [])):
        tables = {name: [dict(row) for row in rows] for name, rows in TABLES.items()}
        next(row for row in tables["sources"] if row["source"] == "release")["side"] = side
        table = writers(build(DESCRIPTOR, tables, "record"))
        assert table[["one", "other", "only_one", "only_other"]].values.tolist() == expected


def test_the_sides_differ_by_hand():
    """The release of the toy as the partner's: of Arden's launch the page alone has Robots, the release alone Trade."""
    tables = {name: [dict(row) for row in rows] for name, rows in TABLES.items()}
    next(row for row in tables["sources"] if row["source"] == "release")["side"] = "partner"
    found = findings.writers_differ(build(DESCRIPTOR, tables, "record"), Choices())
    assert (found.low, found.high, found.title) == (1, 1, "In one of one event with lists of both sides these name different topics")
    assert "“Chips and robots” is printed by the European Union's side only and “Trade” is printed by the partner's only" in found.sentence
    part = [("A", True, "nr"), ("B", False, "n")]
    assert (findings.writers_differ(with_lists(part), Choices()).low, findings.writers_differ(with_lists(part), Choices()).high) == (0, 1)


def test_one_item_that_another_prints_as_several():
    def joined(tables):
        tables["codings"].append({"item": "a5", "topic": "robots", "basis": "named", "ruling": ""})
    tables = {name: [dict(row) for row in rows] for name, rows in TABLES.items()}
    joined(tables)
    table = divided(build(DESCRIPTOR, tables, "record"))
    assert table.values.tolist() == [["a", "a-launch", "A release", "joint", "Network one", "A page", "eu", ("Network one", "Chips and robots"), ("net", "robots")]]
    said = {"partner": "“A release” (side: Partner) prints as one item (“Network one”), “A page” (side: European Union) prints as two (“Network one” and “Chips and robots”)",
            "eu": ""}       # two texts of one side say nothing of who writes
    for side, words in said.items():
        next(row for row in tables["sources"] if row["source"] == "release")["side"] = side
        assert findings._joined(build(DESCRIPTOR, tables, "record")) == ([f"what {words}"] if words else [])
    next(row for row in tables["sources"] if row["source"] == "release")["side"] = "other"
    assert divided(build(DESCRIPTOR, tables, "record")).empty


@pytest.mark.parametrize("more, apart", [
    ([("a5", "robots"), ("a5", "trade"), ("a2", "trade")], []),       # the page has Robots and Trade in one item, and only Network one apart
    ([("a5", "chips")], []),                                          # the page does not name Chips
    ([("a5", "robots"), ("a5", "trade"), ("a0", "trade")], [("Network one", "Chips and robots", "Commerce")])])
def test_an_item_is_divided_only_where_each_of_its_topics_has_items_of_its_own(more, apart):
    """The release prints “Network one” for several topics; the page has “Network one”, “Chips and robots” and, the last time, an item for Trade."""
    tables = {name: [dict(row) for row in rows] for name, rows in TABLES.items()}
    tables["items"].append(dict(tables["items"][0], item="a0", position="3", label="Commerce"))
    tables["codings"] += [{"item": item, "topic": topic, "basis": "named", "ruling": ""} for item, topic in more]
    assert divided(build(DESCRIPTOR, tables, "record"))["apart"].tolist() == apart


def test_the_sheet_by_hand():
    table = standings(toy("record")).set_index(["event", "topic"])
    assert sorted(set(table.index.get_level_values("topic"))) == ["net", "robots", "trade"]
    cells = {pair: tuple(row) for pair, row in zip(table.index, table.itertuples(index=False))}
    assert cells["a-launch", "net"] == (LISTED, "official", False) and cells["a-launch", "robots"] == (LISTED, "official", True)
    assert cells["a-1", "robots"] == (UNKNOWN, "secondary", False) and cells["a-1", "net"] == (UNKNOWN, "", False)
    assert cells["b-1", "robots"] == (LISTED, "official", False) and cells["b-1", "trade"] == (UNKNOWN, "", False), "read in part"
    assert cells["a-2", "robots"] == (NOT_LISTED, "", False)
    assert standings(toy("record-all")).set_index(["event", "topic"]).loc[("a-1", "robots"), "state"] == LISTED


def test_the_best_document_decides_and_what_a_secondary_source_adds_is_contested_where_what_counts_leaves_it_out():
    tables = {name: [dict(row) for row in rows] for name, rows in TABLES.items()}
    next(row for row in tables["sources"] if row["source"] == "release")["standing"] = "official reprint"
    next(row for row in tables["lists"] if row["list"] == "s-a-1")["event"] = "c-launch"
    data = build(DESCRIPTOR, tables, "record")
    cells = {(r.event, r.topic): (r.state, r.standing, r.contested) for r in standings(data).itertuples()}
    assert cells["a-launch", "net"][1] == "official", "page and reprint name it, and the page is the better"
    assert cells["a-launch", "trade"] == (LISTED, "official reprint", True)
    assert cells["c-launch", "robots"] == (NOT_LISTED, "secondary", True) and cells["c-launch", "trade"] == (LISTED, "official", False)


@pytest.mark.parametrize("data", [RECORD, load(), toy("record"), toy("record").comparators(), RECORD.comparators()], ids=["record", "page", "toy", "Dell", "comparators"])
def test_no_state_rests_on_what_is_only_shown_or_on_a_list_read_in_part(data):
    table, counted = standings(data), presence(data, when="event")
    assert set(zip(*(table.loc[table["state"] == LISTED, c] for c in ("event", "topic")))) == counted.listed
    for event in table.loc[table["state"] == NOT_LISTED, "event"].unique():
        assert counted.column(event).whole
    assert not set(table.loc[table["state"] == LISTED, "standing"]) & {"", "secondary"}


def test_documents_by_standing_add_up():
    table, wide = by_standing(RECORD), RECORD.with_shown()
    assert table["sources"].sum() == len(RECORD.sources) and table["items"].sum() == len(wide.items)
    assert table[["whole", "part", "none seen"]].to_numpy().sum() == len(wide.lists)
    assert table.loc[table["counts"] == "yes", "items"].sum() == len(RECORD.items)


def test_beliefs_by_hand():
    """At launch the page has Arden with Network one and Robots, the release with Network one and Trade; Bland has Network one and Robots, Coast Trade."""
    rows = beliefs(toy("record")).set_index(["document", "of"])[["before", "after"]]
    two = "shared, Jaccard index"
    assert rows.loc[("A page", "Arden and Bland")].tolist() == [f"2 {two} 0.67", f"2 {two} 1.00"]
    assert rows.loc[("A release", "Arden and Bland")].tolist() == [f"2 {two} 0.67", f"1 {two} 0.33"]
    assert rows.loc[("A page", "Arden and Coast")].tolist() == [f"1 {two} 0.33", f"0 {two} 0.00"]
    assert rows.loc[("A release", "Arden and Coast")].tolist() == [f"1 {two} 0.33", f"1 {two} 0.50"]
    step = "Arden: Launch, then Second Council"
    assert rows.loc[("A page", step)].tolist() == ["2 kept, 0 new, 1 not repeated, 0 unknown; turnover 0.33", "1 kept, 1 new, 1 not repeated, 0 unknown; turnover 0.67"]
    assert rows.loc[("A release", step)].tolist() == ["2 kept, 0 new, 1 not repeated, 0 unknown; turnover 0.33", "2 kept, 0 new, 0 not repeated, 0 unknown; turnover 0.00"]
    assert len(rows) == 6 and rows.index.get_level_values("document").tolist() == ["A page"] * 3 + ["A release"] * 3


def test_what_believing_a_document_of_one_partner_does_to_others_is_not_direct():
    """Only the page has Chips at Arden's launch; the launch lists of Bland and Coast were read in part and may name it as long as some list does."""
    tables = {name: [dict(row) for row in rows] for name, rows in TABLES.items()}
    tables["codings"].append({"item": "a2", "topic": "chips", "basis": "named", "ruling": ""})
    for row in tables["lists"]:
        row["read"] = "part" if row["list"] in ("p-b-launch", "p-c-launch") else row["read"]
    data = build(DESCRIPTOR, tables, "record")
    rows = beliefs(data)
    rows = rows[rows["compared"] == "launch lists"].set_index(["document", "of"])
    assert rows["direct"].to_dict() == {("A page", "Arden and Bland"): True, ("A page", "Arden and Coast"): True, ("A release", "Arden and Bland"): True,
                                        ("A release", "Arden and Coast"): True, ("A release", "Bland and Coast"): False}
    before, after = rows.loc[("A release", "Bland and Coast"), ["before", "after"]]
    assert before.startswith("0 to 4 shared") and after.startswith("0 to 3 shared")
    assert "Bland and Coast" not in set(consequences(data)["of"]) and "Arden and Coast" in set(consequences(data)["of"])
    coast = beliefs(with_lists([("A", True, "t"), ("B", True, "n")])).query("event == 'c-launch'")
    assert set(zip(coast["of"], coast["direct"])) == {("Arden and Coast", True), ("Bland and Coast", True)}, "the event's partner may be the second of the two"


@pytest.mark.parametrize("data", [RECORD, changed.dataset(odd.two_sources)], ids=["record", "two sources"])
def test_beliefs_hold_every_pair_and_step_that_differs_and_no_other(data):
    table = beliefs(data)
    for event, found in together(data).items():
        for document in found:
            alone, said = data.believing(document.list), table[table["list"] == document.list]
            for when in ("launch", "latest"):
                differ = {}
                for one, two in zip(overlap.pairs(data, when=when).itertuples(), overlap.pairs(alone, when=when).itertuples()):
                    a, b = ((span(r.shared, r.shared_high, 0), span(r.jaccard, r.jaccard_high)) for r in (one, two))
                    if a != b:
                        differ[f"{data.label('partners', one.a)} and {data.label('partners', one.b)}"] = f"{b[0]} shared, Jaccard index {b[1]}"
                mine = said[said["compared"] == f"{when} lists"]
                assert dict(zip(mine["of"], mine["after"])) == differ
            before, after = (evolution.turnover(d).set_index(["from", "to"])[["kept", "new", "not repeated", "unknown"]] for d in (data, alone))
            steps = said[said["compared"] == "one list and the next"]
            moved = sum(step not in after.index or after.loc[step].tolist() != before.loc[step].tolist() for step in before.index)
            assert moved <= len(steps) <= len(before) + len(after)
    told = {(*key, name) for *key, names in consequences(data)[["event", "of", "with it alone", "if believed alone"]].values for name in names.split("; ")}
    assert {tuple(row) for row in table.loc[table["direct"], ["event", "of", "after", "document"]].values} == told


def test_where_every_event_has_one_list_nothing_can_disagree():
    data = load()
    assert all(table.empty for table in (disagreements(data), tally(data), contested(data), writers(data), divided(data), beliefs(data), consequences(data)))
    found = findings.disagree(data, Choices())
    assert found.sentence == "No event has several lists that were read, so that nothing can differ." and (found.low, found.high) == (0, 0)
    assert "No event has lists both of the European Union's side" in findings.writers_differ(data, Choices()).sentence
    assert findings.secondary(data, Choices(), {}).sentence.startswith("Every source of this view counts")


def test_the_finding_counts_contested_topics_and_says_at_least_where_lists_were_read_in_part():
    found = findings.disagree(toy("record"), Choices())
    assert found.claim == ("more than half",) and "2 of 3 mentions (a mention is a topic at an event)" in found.sentence and "at least" not in found.sentence
    assert "of which two are left out by a list that does not call itself illustrative, none of them by one that claims to be exhaustive" in found.sentence
    assert "disagree" not in found.sentence + found.title
    open_ = findings.disagree(with_lists([("A", False, "n"), ("B", False, "n")]), Choices())
    assert (open_.low, open_.high) == (1, 2) and "in at least one of them" in open_.sentence and open_.claim == ("open",)


@pytest.mark.parametrize("page, release, expected", [("illustrative", "illustrative", (0, 0)), ("illustrative", "exhaustive", (1, 1)), ("unstated", "illustrative", (1, 0)),
                                                     ("exhaustive", "exhaustive", (2, 2)), ("exhaustive", "unstated", (2, 1))])
def test_what_the_lists_that_leave_out_claim_is_counted_mention_by_mention(page, release, expected):
    """Of Arden's launch the release leaves Robots out and the page Trade."""
    table = tally(claiming({"p-a-launch": page, "r-a-launch": release}))
    assert table[["contested", "unexcused", "denied"]].values.tolist() == [[2, *expected]]


def claiming(claims: dict[str, str], view: str = "record", **of_the_newspaper: str) -> Dataset:
    """The toy with what its lists claim, and the newspaper's list changed."""
    tables = {name: [dict(row) for row in rows] for name, rows in TABLES.items()}
    next(row for row in tables["lists"] if row["list"] == "s-a-1").update(of_the_newspaper)
    for row in tables["lists"]:
        row["claims"] = claims.get(row["list"], "unstated")
    descriptor = copy.deepcopy(DESCRIPTOR)
    field = next(f for r in descriptor["resources"] if r["name"] == "lists" for f in r["schema"]["fields"] if f["name"] == "claims")
    field["categories"] = [{"value": v, "label": v} for v in ("illustrative", "exhaustive", "unstated")]
    return build(descriptor, tables, view)


@pytest.mark.parametrize("read, page, release, newspaper, expected", [
    ("whole", "illustrative", "unstated", "exhaustive", [3, 3, 2]), ("whole", "exhaustive", "illustrative", "illustrative", [3, 1, 1]),
    ("part", "illustrative", "illustrative", "exhaustive", [2, 0, 0])])
def test_of_several_lists_that_leave_out_one_that_claims_to_be_exhaustive_is_enough(read, page, release, newspaper, expected):
    """The newspaper, counted too and on Arden's launch, names Robots alone: with the page it leaves out Trade, alone it leaves out Network one; the release leaves out
    Robots. Read in part it leaves out nothing."""
    table = tally(claiming({"p-a-launch": page, "r-a-launch": release, "s-a-1": newspaper}, "record-all", event="a-launch", read=read))
    assert table[["contested", "unexcused", "denied"]].values.tolist() == [expected]


def test_what_secondary_sources_change_is_printed_in_both_sentences():
    data = toy("record")
    table = secondary(data).set_index("finding")
    for name, one in ALL.items():
        if one.notebook not in ABOUT_SOURCES:
            base, other = one.function(data, Choices()), one.function(data.with_shown(), Choices())
            assert table.loc[name].tolist()[1:] == [base.claim != other.claim, base.sentence, other.sentence]
    others = {name: one.function for name, one in ALL.items() if one.notebook not in ABOUT_SOURCES}
    found = findings.secondary(data, Choices(), others)
    assert found.low == found.high == table["differs"].sum() > 0 and found.claim == tuple(table.index[table["differs"]])
    assert secondary(toy("record-all")).empty, "there is nothing left to add"


@pytest.mark.parametrize("data", [RECORD, toy("record")], ids=["record", "toy"])
def test_the_table_and_the_finding_on_secondary_sources_count_the_same(data):
    table, found = secondary(data), finding(data, "secondary")
    assert found.low == table["differs"].sum() and f"of the {word(len(table))} findings that do not themselves" in found.sentence
    assert set(table["finding"]) == {name for name, one in ALL.items() if one.notebook not in ("01-corpus", "05-sources")}
