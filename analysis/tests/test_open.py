"""Lists that may be held to leave nothing out: what they do not name is then unknown, and nothing else changes."""
import pytest

from analysis.dataset import build
from analysis.example import DESCRIPTOR, TABLES, toy
from analysis.fragility import headline, variants
from analysis.loading import load
from analysis.presence import NOT_LISTED, UNKNOWN, presence
from analysis.views import ILLUSTRATIVE, OPEN, UNSEEN


def with_examples():
    """The toy in which Coast's list gives its items as examples, and of Bland's launch a further document is known whose list was not seen."""
    descriptor = {**DESCRIPTOR, "resources": [{**r, "schema": {"fields": [
        {**f, "categories": [*f["categories"], {"value": "illustrative", "label": "Illustrative"}]} if (r["name"], f["name"]) == ("lists", "claims") else f
        for f in r["schema"]["fields"]]}} for r in DESCRIPTOR["resources"]]}
    lists = [row | ({"claims": "illustrative"} if row["list"] == "p-c-launch" else {}) for row in TABLES["lists"]]
    lists.append(next(r for r in lists if r["list"] == "p-b-launch") | {"list": "r-b-launch", "source": "release", "read": "none seen"})
    return build(descriptor, TABLES | {"lists": lists}, "record")


@pytest.mark.parametrize(("sort", "event"), [(ILLUSTRATIVE, "c-launch"), (UNSEEN, "b-launch")])
def test_only_what_the_lists_of_that_sort_do_not_name_becomes_unknown(sort, event):
    data = with_examples()
    before, after = presence(data, when="event"), presence(data.leaving_open(sort), when="event")
    assert before.listed == after.listed
    moved = {(c.key, code) for c in before.columns for code in before.codes if before.state(c.key, code) != after.state(c.key, code)}
    assert moved == {(event, code) for code in before.codes if before.state(event, code) == NOT_LISTED} and moved
    assert {after.state(*cell) for cell in moved} == {UNKNOWN}


def test_what_it_overturns_is_a_variant_and_stands_in_the_sentence():
    data = with_examples()
    table = variants(data, "single")
    assert set(table.loc[table["kind"] == "open", "variant"]) == {ILLUSTRATIVE}, "Bland's launch is not its latest list"
    assert not table.loc[table["variant"] == ILLUSTRATIVE, "holds"].any()
    assert "if what a list of examples does not name counts as unknown" in headline(data, "single").sentence


def test_on_the_page_the_list_that_speaks_of_key_areas_decides_five_findings():
    """The page calls Korea's second list one of key areas: five findings on the page hold only if it leaves out what it does not name, and each says so."""
    page = load(view="page")
    fatal = {name for name in ("single", "outside", "everybody", "closest", "apart", "repeats", "closer", "raised")
             for row in variants(page, name).itertuples() if row.variant == ILLUSTRATIVE and not row.holds}
    assert fatal == {"single", "closest", "apart", "repeats", "closer"}
    assert all("a list of examples" in headline(page, name).sentence for name in fatal)


def test_a_reading_a_role_and_what_is_shown_go_along():
    opened = toy("record").leaving_open(UNSEEN)
    assert opened.with_shown().cut.open == opened.comparators().cut.open == UNSEEN and "unseen lists leave nothing out" in repr(opened)
    with pytest.raises(ValueError, match="there are: illustrative, unseen"):
        toy().leaving_open("whole")
    assert OPEN == (ILLUSTRATIVE, UNSEEN)
