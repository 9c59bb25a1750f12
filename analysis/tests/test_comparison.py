"""The partnerships against the comparators: counts and verdicts against every completion of what was not read, and the sentences by hand."""
import random
from fractions import Fraction
from itertools import combinations, product
from math import comb

import pytest

from analysis import comparison
from analysis.dataset import build
from analysis.example import DESCRIPTOR, TABLES, toy
from analysis.findings.comparison import common, marks, no_test
from analysis.findings.finding import Choices
from analysis.presence import presence
from analysis.tests import changed

TOPICS = ["net", "robots", "trade", "chips"]


def made(lists):
    """A dataset from lists {partner: (role, kind, read, topics)}, one event each."""
    tables = {name: [dict(row) for row in rows] for name, rows in TABLES.items()}
    for name in ("partners", "events", "lists", "items", "codings", "depths", "outcomes", "overlays"):
        tables[name].clear()
    for n, (partner, (role, kind, read, topics)) in enumerate(lists.items()):
        tables["partners"].append({"partner": partner, "name": partner.upper(), "in_text": partner.upper(), "short": partner.upper(), "role": role})
        tables["events"].append({"event": partner, "partner": partner, "kind": kind, "ordinal": "", "place": "", "name": kind, "missing": ""})
        tables["lists"].append({"list": partner, "source": "page", "event": partner, "date": f"2023-01-{n + 1:02d}", "line": "1", "read": read, "content": "unstated", "claims": "unstated"})
        for k, topic in enumerate(topics):
            item = f"{partner}{k}"
            tables["items"].append({"item": item, "list": partner, "position": str(k + 1), "section": "", "label": topic, "original": "", "translated_from": "", "line": "1"})
            tables["codings"].append({"item": item, "topic": topic, "basis": "named", "ruling": ""})
    return build(DESCRIPTOR, tables, "page")


def worlds(lists, codes):
    """Every set of lists that may be true, each as the codes it names: a list that was not read whole may name more, of one that nobody saw nothing is known."""
    options = []
    for _, _, read, topics in lists.values():
        free = [c for c in codes if c not in topics] if read != "whole" else []
        options.append([frozenset(topics) | set(more) for n in range(len(free) + 1) for more in combinations(free, n)])
    for filled in product(*options):
        yield dict(zip(lists, filled))


@pytest.mark.parametrize("seed", range(20))
def test_counts_and_verdicts_are_those_of_all_completions(seed):
    dice = random.Random(seed)
    lists = {}
    for role, names in (("partnership", "abc"[:dice.choice([1, 2, 3])]), ("comparator", "xy"[:dice.choice([1, 2])])):
        for name in names:
            read = dice.choice(["whole", "whole", "part"]) if lists else "whole"
            lists[name] = (role, "launch", read, dice.sample(TOPICS, dice.randint(0 if lists else 1, 3)))
    codes = sorted({t for *_, topics in lists.values() for t in topics})
    table = comparison.themes_by_kind(made(lists), "topic").set_index("code")
    assert sorted(table.index) == codes
    ours, theirs = ([p for p, (r, *_) in lists.items() if r == role] for role in ("partnership", "comparator"))
    ways = list(worlds(lists, codes))
    for code in codes:
        row = table.loc[code]
        n, m = ([sum(code in way[p] for p in group) for way in ways] for group in (ours, theirs))
        assert row[["partnerships", "partnerships_high", "comparators", "comparators_high"]].tolist() == [min(n), max(n), min(m), max(m)]
        for column, holds in (("marks", [2 * a >= len(ours) and not b for a, b in zip(n, m)]), ("common", [a == len(ours) and b == len(theirs) for a, b in zip(n, m)])):
            assert row[column] == ("yes" if all(holds) else "open" if any(holds) else "no"), (lists, code, column)


def test_like_is_held_with_like():
    lists = comparison.held(changed.dataset(lambda t: None, "record"))
    assert lists.loc[lists["role"] == "partnership", "launch"].all()
    tables = {"a": ("partnership", "council", "whole", ["net"]), "b": ("partnership", "launch", "none seen", []), "c": ("partnership", "launch", "whole", ["net"]),
              "x": ("comparator", "dialogue", "whole", ["net"]), "y": ("comparator", "launch", "none seen", [])}
    lists = comparison.held(made(tables)).set_index("partner")
    assert lists["event"].to_dict() == {"a": "", "b": "", "c": "c", "x": "x", "y": ""}, "a Council's list is not held against launch lists, and what nobody saw is not held at all"
    row = comparison.themes_by_kind(made(tables), "topic").iloc[0]
    assert row[["partnerships", "partnerships_high", "comparators", "comparators_high"]].tolist() == [1, 3, 1, 2], "a list that was not seen is no list without it"


def test_a_later_launch_list_goes_before_an_earlier_dialogue():
    tables = {name: [dict(row) for row in rows] for name, rows in TABLES.items()}
    tables["events"].append({"event": "d-0", "partner": "d", "kind": "dialogue", "ordinal": "1", "place": "", "name": "First dialogue", "missing": ""})
    tables["lists"].append(dict(tables["lists"][-2], list="r-d-0", event="d-0", date="2020", source="release"))
    assert comparison.held(build(DESCRIPTOR, tables, "record"))["event"].tolist()[-1] == "d-launch"


def test_a_comparator_enters_no_result_about_the_partnerships():
    def without(tables):
        gone = {row["partner"] for row in tables["partners"] if row["role"] == "comparator"}
        tables["partners"] = [row for row in tables["partners"] if row["partner"] not in gone]
    full, bare = changed.dataset(lambda t: None, "record"), changed.dataset(without, "record")
    assert presence(full, when="ever").table().equals(presence(bare, when="ever").table())
    assert comparison.others(bare).partners.empty and marks(bare, Choices()).title == "There is no comparator"
    table = comparison.themes_by_kind(bare)
    assert (table["comparators_high"] == 0).all() and set(table["marks"]) | set(table["common"]) == {"no"}


def test_the_smallest_p_by_dealing_out_every_way():
    """Fisher's test holds the number of lists that name a theme; the smallest p is that of one of all ways to deal them out."""
    for n, m in ((4, 4), (3, 1), (2, 5)):
        smallest = min(Fraction(sum(len(set(deal) & set(range(n))) >= seen for deal in combinations(range(n + m), k)), comb(n + m, k))
                       for k in range(1, n + m) for seen in range(1, min(n, k) + 1))
        assert comparison.smallest_p(n, m) == pytest.approx(float(smallest))
    assert round(1 / comparison.smallest_p(4, 4)) == 70
    with pytest.raises(ValueError, match="empty group"):
        comparison.smallest_p(4, 0)


def test_sentences():
    whole = {"a": ("partnership", "launch", "whole", ["net", "robots"]), "b": ("partnership", "launch", "whole", ["net"]), "x": ("comparator", "launch", "whole", ["robots"]),
             "y": ("comparator", "launch", "whole", ["robots"])}
    found = marks(made(whole), Choices())
    assert found.sentence == "Network one stands on at least one of the two partnerships' launch lists and on none of the two comparators' lists."
    assert (found.low, found.high, found.claim) == (1, 1, (("net",), ("net",)))
    assert "two against two is 1 in 6, two topics looked at together give two chances of it" in found.limit and "nobody drew the two groups" in found.limit
    part = whole | {"y": ("comparator", "dialogue", "part", ["robots"])}
    found = marks(made(part), Choices())
    assert "as far as these were read; that is certain of none, since the list of Y was not all read" in found.sentence and (found.low, found.high) == (0, 1)
    assert "Of Y (4 January 2023) no launch list was read" in found.limit
    everywhere = {p: (*how, [*topics, "trade"]) for p, (*how, topics) in whole.items()}
    found = common(made(everywhere), Choices())
    assert found.sentence == "Trade stands on all four lists, of two partnerships and two comparators." and found.claim == (("trade",), False)
    assert common(made(part), Choices()).sentence.startswith("No topic stands on all four lists, of two partnerships and two comparators; on most of them stands Robots")
    assert no_test(4, 4, 20, "theme").startswith("No test is carried: the smallest one-sided p of four against four is 1 in 70, 20 themes")


def two_documents(read="whole", **more):
    """Ours is A, of which two documents tell: one names net, the other robots and trade; theirs is X, of which two tell too: robots, and nothing but chips. Of `more`
    of ours the page alone tells, and was read whole."""
    tables = {name: [dict(row) for row in rows] for name, rows in TABLES.items()}
    for name in ("partners", "events", "lists", "items", "codings", "depths", "outcomes", "overlays"):
        tables[name].clear()
    for partner, role, documents in (("a", "partnership", {"page": ["net"], "release": ["robots", "trade"]}),
                                     ("x", "comparator", {"page": ["robots"], "release": ["chips"]}),
                                     *((name, "partnership", {"page": topics}) for name, topics in more.items())):
        tables["partners"].append({"partner": partner, "name": partner.upper(), "in_text": partner.upper(), "short": "", "role": role})
        tables["events"].append({"event": partner, "partner": partner, "kind": "launch", "ordinal": "", "place": "", "name": "launch", "missing": ""})
        for source, topics in documents.items():
            name = f"{partner}-{source}"
            tables["lists"].append({"list": name, "source": source, "event": partner, "date": "2023-01-01", "line": "1", "read": "whole" if partner in more else read,
                                    "content": "unstated", "claims": "unstated"})
            for k, topic in enumerate(topics):
                tables["items"].append({"item": f"{name}{k}", "list": name, "position": str(k + 1), "section": "", "label": topic, "original": "", "translated_from": "", "line": "1"})
                tables["codings"].append({"item": f"{name}{k}", "topic": topic, "basis": "named", "ruling": ""})
    return build(DESCRIPTOR, tables, "record")


def test_documents_are_believed_one_at_a_time_on_both_sides():
    data = two_documents()
    lists = comparison.held(data).set_index("partner")
    assert lists[["documents", "items", "items_all", "topics"]].values.tolist() == [[2, 2, 3, 3], [2, 1, 2, 2]]
    table = comparison.alone(data)
    assert table[["role", "document", "listed", "marks"]].values.tolist() == [
        ["partnership", "A page", 1, "Network one"], ["partnership", "A release", 2, "Trade"],
        ["comparator", "A page", 1, "Network one; Trade"], ["comparator", "A release", 1, "Network one; Robots; Trade"]]
    assert table["common"].tolist() == ["none", "Robots", "Robots", "none"] and (table["marks"] == table["read"]).all(), "all was read"
    assert "For two of the two several documents were read, and a partner with several has more chances to name a topic" in marks(data, Choices()).limit
    assert "several documents" not in marks(made({"a": ("partnership", "launch", "whole", ["net"]), "x": ("comparator", "launch", "whole", [])}), Choices()).limit
    assert set(comparison.alone(two_documents("part"))["marks"]) == {"none"}, "what was not read may be on the comparator's"
    bare = made({"a": ("partnership", "launch", "whole", ["net"])})
    assert comparison.alone(bare).empty


@pytest.mark.parametrize("read", ["whole", "part"])
def test_half_of_three_partnerships_are_two_and_half_of_two_is_one_whichever_side_one_document_is_believed_of(read):
    """B names net and C robots, so that with A two of three do; trade is on A's release alone. Where X was read in part nothing marks ours for certain, and as far as
    read it does."""
    table = comparison.alone(two_documents(read, b=["net"], c=["robots"]))
    assert table[["role", "document", "read"]].values.tolist() == [
        ["partnership", "A page", "Network one"], ["partnership", "A release", "none"],
        ["comparator", "A page", "Network one"], ["comparator", "A release", "Network one; Robots"]]
    assert table["marks"].tolist() == (table["read"].tolist() if read == "whole" else ["none"] * 4)
    assert comparison.alone(two_documents(read, b=["trade"], c=["trade"]))["read"].tolist() == ["Trade"] * 4
    assert comparison.alone(two_documents(read, b=["net"]))["read"].tolist() == ["Network one", "Network one; Trade", "Network one; Trade", "Network one; Robots; Trade"]


def test_believing_one_document_of_the_real_lists_changes_no_other_list():
    data = changed.dataset(lambda t: None, "record")
    table, lists = comparison.alone(data), comparison.held(data)
    assert len(table) == lists.loc[lists["documents"] > 1, "documents"].sum()
    assert (table["listed"] <= table["name"].map(dict(zip(lists["name"], lists["topics"])))).all()
    ours = set(table.loc[table["role"] == "partnership", "name"])
    assert ours <= set(data.partners["name"]) and not set(table.loc[table["role"] == "comparator", "name"]) & set(data.partners["name"])


def test_where_nobody_can_say_a_no_none_is_said():
    """Every list read in part: nothing marks anybody for certain, and nothing is said not to be common."""
    lists = {p: (role, "launch", "part", ["net"]) for p, role in (("a", "partnership"), ("b", "partnership"), ("x", "comparator"))}
    lists["a"] = ("partnership", "launch", "part", ["net", "chips"])
    table = comparison.themes_by_kind(made(lists), "topic").set_index("code")
    assert table.loc["chips", ["marks", "common"]].tolist() == ["open", "open"] and table.loc["net", "common"] == "yes"
    assert "as far as these were read" in marks(made(lists), Choices()).sentence


def test_order_of_rows_does_not_matter():
    def shuffled(tables):
        for rows in tables.values():
            rows.reverse()
    for grain in ("topic", "theme"):
        one, two = (comparison.themes_by_kind(changed.dataset(c, "record"), grain) for c in (lambda t: None, shuffled))
        assert one.equals(two)
    assert comparison.held(toy("record"))["name"].tolist() == ["Arden", "Bland", "Coast", "Dell"]
