"""What counts in a view, and that what does not count moves nothing."""
import pandas as pd
import pytest

from analysis import corpus, evolution, load, overlap
from analysis.between import between
from analysis.dataset import build
from analysis.example import DESCRIPTOR, TABLES, toy
from analysis.fragility import headlines, variants
from analysis.presence import NOT_LISTED, presence
from analysis.publish import charts
from analysis.tests import changed
from analysis.views import agreed

TABLE_NAMES = ("partners", "events", "lists", "items", "topics", "codings", "rulings", "readings", "overlays", "regroupings", "statements")


def test_the_page_is_what_it_was_without_the_record():
    """Only rows of the page are left in the tables: every table of the view `page`, and every finding of its own, stays as it is."""
    full = load(view="page")

    def strip(tables):
        tables["views"] = [r for r in tables["views"] if r["view"] == "page"]
        tables["lists"] = [r for r in tables["lists"] if r["source"] in {v["source"] for v in tables["views"]}]
        kept = {r["list"] for r in tables["lists"]}
        tables["items"] = [r for r in tables["items"] if r["list"] in kept]

    alone = changed.dataset(strip)
    for name in TABLE_NAMES:
        pd.testing.assert_frame_equal(getattr(full, name), getattr(alone, name))
    own = {f.id: f for f in headlines(full)}
    for finding in headlines(alone):
        if finding.notebook < "05":
            assert finding == own[finding.id]


def test_a_secondary_source_counts_only_when_it_is_asked_for():
    """The newspaper's list of Arden's first Council moves nothing in `record`, and all that `record-all` has is what `with_shown` gives."""
    record = toy("record")
    assert presence(record, when="event").state("a-1", "robots") == "unknown"
    assert presence(record.with_shown(), when="event").state("a-1", "robots") == "listed"
    for name in ("events", "lists", "items", "codings", "topics"):
        pd.testing.assert_frame_equal(getattr(record.with_shown(), name), getattr(toy("record-all"), name))
    assert toy("record-all").fullest().view == "record-all" and toy().fullest().view == "record" and toy().with_shown().view == "page"


def test_the_projects_own_views_agree():
    """`record-all` is `record` with what it shows counted; nothing in `record` that counts is secondary, and every secondary source is shown."""
    record, everything = load(view="record"), load(view="record-all")
    for name in ("events", "lists", "items", "codings"):
        pd.testing.assert_frame_equal(getattr(record.with_shown(), name), getattr(everything, name))
    assert set(record.lists["standing"]) == {"official", "official reprint"}
    secondary = record.sources[record.sources["standing"] == "secondary"]
    assert len(secondary) and set(secondary["counts"]) == {"shown"}


def test_two_views_claim_the_same_where_only_their_sentences_differ():
    """On both views of the toy Arden's last list leaves out a topic and names no more than one anew, and of Bland it is open: so much claims `repeats`, with other numbers."""
    table = between(toy(), toy("record")).set_index("finding")
    assert table.index[table["same"]].tolist() == ["silent", "outside", "apart", "repeats", "raised"]
    assert table.loc["repeats", "one"].startswith("Arden's list of 2024 repeats one of two topics")
    assert table.loc["repeats", "other"].startswith("Arden's list of 2024 repeats two of three topics")
    assert table.index[table["one"] == table["other"]].tolist() == ["silent", "outside", "raised"]
    assert len(table) == 10 and not {"disagree", "later", "depth", "binding"} & set(table.index), "what is about the record in whichever view is left out"


def test_comparators_stand_apart():
    """No partner of another role, and nothing of theirs, is in a dataset; and none of the four is among the comparators."""
    for data in (toy("record"), load(view="record"), load(view="record-all")):
        others = data.comparators()
        assert len(others.partners) and not set(others.partners["partner"]) & set(data.partners["partner"])
        assert not set(others.items["item"]) & set(data.items["item"]) and not set(others.events["event"]) & set(data.events["event"])
        assert set(data.partners["role"]) == {"partnership"} and set(others.partners["role"]) == {"comparator"}
    assert load().comparators().partners.empty


def test_an_event_that_only_a_secondary_source_knows_is_there_without_a_list():
    """Its place in time is kept; what it listed is unknown, and it never becomes the latest list."""
    def newspaper_only(tables):
        tables["events"].append({"event": "c-1", "partner": "c", "kind": "council", "ordinal": "1", "place": "", "name": "First Council", "missing": ""})
        tables["lists"].append({"list": "s-c-1", "source": "press", "event": "c-1", "date": "2025", "place": "", "heading": "", "line": "1", "read": "whole",
                                "read_ground": "", "content": "unstated", "claims": "unstated", "claims_ground": ""})
        tables["items"].append({"item": "c2", "list": "s-c-1", "position": "1", "section": "", "label": "Chips", "original": "", "translated_from": "", "line": "2"})
        tables["codings"].append({"item": "c2", "topic": "chips", "basis": "named", "ruling": ""})

    tables = {name: [dict(row) for row in rows] for name, rows in TABLES.items()}
    newspaper_only(tables)
    data = build(DESCRIPTOR, tables, "record")
    event = data.events.set_index("event").loc["c-1"]
    assert (event["lists"], event["counts"], event["date"]) == (0, "shown", "2025")
    assert presence(data).column("c").events == ("c-launch",) and presence(data, when="event").state("c-1", "trade") == "unknown"
    assert "secondary source only" in next(f.sentence for f in headlines(data) if f.id == "silent")
    assert data.with_shown().events.set_index("event").loc["c-1", "lists"] == 1


@pytest.mark.parametrize("given, date, stated", [
    (["2022-05", "2022-05-12"], "2022-05-12", "2022-05-12"),
    (["2022-12-14", "2022-12-15", "2022-12"], "2022-12-14/2022-12-15", "2022-12-14 or 2022-12-15"),
    (["2024-04-29/2024-04-30", "2024-04-30"], "2024-04-30", "2024-04-30"),
    (["2023", "2024-02"], "2023/2024-02", "2023 or 2024-02"),
    (["2022-11/2024-03-26", "2023-06-30"], "2023-06-30", "2023-06-30"),
    (["2023-01/2023-03", "2023-02/2023-04"], "2023-02/2023-04", "2023-01/2023-03 or 2023-02/2023-04")])
def test_the_date_of_an_event(given, date, stated):
    """The most precise one; where two lists disagree both are kept and the date is the interval that holds them."""
    tables = {name: [dict(row) for row in rows] for name, rows in TABLES.items()}
    one = next(r for r in tables["lists"] if r["list"] == "p-c-launch")
    tables["lists"] = [r for r in tables["lists"] if r is not one] + [one | {"list": f"l{n}", "source": "release", "date": d} for n, d in enumerate(given)]
    event = build(DESCRIPTOR, tables, "record").events.set_index("event").loc["c-launch"]
    assert agreed(given) == date and (event["date"], event["stated"]) == (date, stated)


def test_dates_that_overlap_decide_nothing_about_who_was_first():
    """Two lists of one event state different days, and another partner's launch lies between them: which was first is open."""
    from analysis import dates
    assert dates.order(agreed(["2023-11-10", "2023-11-20"]), "2023-11-15") == 0


def test_where_a_list_was_read_in_part_nothing_is_not_listed():
    """Each list of the record in turn is said to be read in part: nowhere does its event leave anything out."""
    names = [r["list"] for r in changed.rows()["lists"] if r["read"] == "whole" and r["source"] != "page-2024"]
    for name in sorted(names)[::4]:
        def part(tables, name=name):
            for row in tables["lists"]:
                if row["list"] == name:
                    row["read"] = "part"
        data = changed.dataset(part, "record-all")
        event = dict(zip(data.lists["list"], data.lists["event"])).get(name)
        if event is None:
            continue        # a comparator's
        shown = presence(data, when="event")
        assert NOT_LISTED not in {shown.state(event, code) for code in shown.codes}
        moved = evolution.changes(data)
        assert not ((moved["to"] == event) & (moved["change"] == "not repeated")).any()
        assert not ((moved["from"] == event) & (moved["change"] == "new")).any()
        table = charts.sheet(data).table
        column = [c for c, e in zip(table.columns[2:-1], _events_in_order(data)) if e == event]
        assert len(column) == 1 and "not listed" not in set(table[column[0]])


def _events_in_order(data):
    rank = {p: n for n, p in enumerate(data.partners["partner"])}
    return [e for _, _, e in sorted((rank[p], n, e) for n, (p, e) in enumerate(zip(data.events["partner"], data.events["event"])))]


def test_believing_one_document():
    """Only its items stand for its event; the other events, and the other partners, are what they were."""
    record = toy("record")
    release = record.believing("r-a-launch")
    shown, all_ = presence(release, when="event"), presence(record, when="event")
    assert shown.listing("a-launch") == ("net", "trade") and set(all_.listing("a-launch")) == {"net", "robots", "trade"}
    assert ("a-launch", "robots") in all_.contested and not shown.contested
    assert all(shown.listing(c.key) == all_.listing(c.key) for c in shown.columns if c.key != "a-launch")
    assert "source" in set(variants(record, "raised")["kind"]) | set(variants(record, "repeats")["kind"])
    with pytest.raises(KeyError):
        record.believing("r-d-launch")      # a comparator's
    with pytest.raises(KeyError):
        release.believing("p-a-launch")     # no longer believed


def test_a_reading_goes_along():
    """A dataset read otherwise is read so in every other cut that knows the reading."""
    data = toy("record").with_reading("hard.also")
    assert data.with_shown().reading == "hard.also" and ("a2", "chips") in set(zip(data.fullest().codings["item"], data.fullest().codings["topic"]))


def test_no_view_is_an_error_that_says_which_there_are():
    """The loader names the views that the dataset has."""
    with pytest.raises(KeyError, match="page, record, record-all"):
        toy("recrod")


def test_bounds_hold_whatever_the_unknowns_are():
    """The shared topics of every pair on the record lie within the bounds under the two extreme completions."""
    data = load(view="record")
    for row in overlap.pairs(data).to_dict("records"):
        assert row["shared"] == len(row["codes"]) <= row["shared_high"]
    assert corpus.timeline(data)["items"].sum() == len(data.items)
