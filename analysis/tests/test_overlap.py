"""Overlap: bounds against every completion of the unknowns, and numbers against those of the network's projection."""
import math
from itertools import combinations_with_replacement, product

import pytest

from analysis import network, overlap
from analysis.example import toy
from analysis.overlap import Counts
from analysis.tests import changed


def _completions(cells):
    """Every pair of lists that the states of some codes allow."""
    for filled in product(*(product(*("01" if s == "u" else s for s in cell)) for cell in cells)):
        yield {n for n, (a, _) in enumerate(filled) if a == "1"}, {n for n, (_, b) in enumerate(filled) if b == "1"}


def _ranged(values):
    values = list(values)
    defined = [v for v in values if v is not None]
    return (min(defined), max(defined)) if defined else (math.nan, math.nan)


@pytest.mark.parametrize("size", range(5))
def test_bounds_are_reached_and_never_passed(size):
    for cells in combinations_with_replacement([a + b for a in "01u" for b in "01u"], size):
        n = Counts(**{f"n{c}": cells.count(c) for c in set(cells) - {"00"}})
        pairs = list(_completions(cells))
        assert overlap.shared_bounds(n) == _ranged(len(a & b) for a, b in pairs)
        for bounds, measure in ((overlap.jaccard_bounds, lambda a, b: len(a & b) / len(a | b) if a | b else None),
                                (overlap.coefficient_bounds, lambda a, b: len(a & b) / min(len(a), len(b)) if a and b else None)):
            low, high = _ranged(measure(a, b) for a, b in pairs)
            got = bounds(n)
            for mine, true in zip(got, (low, high)):
                assert math.isnan(mine) or mine == pytest.approx(true), (cells, bounds.__name__, got, (low, high))
            # Undefined is said only where the completion that gives the bound leaves both lists (or the shorter one) empty.
            empty = not (n.n11 + n.n1u + n.nu1 + n.nuu) and (not n.n10 + n.n01 if bounds is overlap.jaccard_bounds else not (n.n10 and n.n01))
            assert math.isnan(got[1]) == empty, (cells, got)


def test_by_hand():
    table = overlap.pairs(toy(), when="launch").set_index(["a", "b"])
    assert table.loc[("a", "b"), "shared"] == 2 and table.loc[("a", "c"), "shared"] == 0
    assert table.loc[("a", "c"), ["jaccard", "coefficient"]].tolist() == [0, 0]
    latest = overlap.pairs(toy()).set_index(["a", "b"]).loc[("a", "b")]
    assert (latest["shared"], latest["shared_high"]) == (0, 2), "what Bland's list read in part may name too"
    assert (latest["jaccard"], round(latest["jaccard_high"], 3), latest["informative"]) == (0, 0.667, False)


@pytest.mark.parametrize("when", ["launch", "latest", "ever"])
@pytest.mark.parametrize("grain", ["topic", "theme"])
def test_equal_to_the_projections_of_the_network(when, grain):
    for data in (toy(), changed.dataset(lambda t: None), changed.dataset(changed.fifth_partner)):
        graph = network.graph(data, grain, when)
        weights = network.projection(graph, 0)
        for row in overlap.pairs(data, grain, when).itertuples():
            assert weights.get_edge_data(row.a, row.b, {"weight": 0})["weight"] == row.shared == len(row.codes)
            assert (graph.degree(row.a), graph.degree(row.b)) == (row.a_length, row.b_length)
        codes = network.projection(graph, 1)
        assert sum(w for *_, w in codes.edges(data="weight")) == sum(d * (d - 1) // 2 for d in dict(graph.degree(network.sides(graph)[0])).values())


def test_intersections_add_up():
    for data in (toy(), changed.dataset(lambda t: None), changed.dataset(changed.fifth_partner)):
        sets = overlap.intersections(data)
        assert len(sets) == 2 ** len(data.partners) - 1 and overlap.left_over(data) == 0
        assert (sets["exclusive"] <= sets["exclusive_high"]).all() and (sets["inclusive"] <= sets["inclusive_high"]).all()
        single = sets[sets["size"] == 1].set_index("members")
        lengths = {p: len(overlap.presence(data).listing(p)) for p in data.partners["partner"]}
        assert {m[0]: n for m, n in single["inclusive"].items()} == lengths
    exact = overlap.intersections(changed.dataset(lambda t: None), when="launch")
    assert exact["exclusive"].sum() == len(overlap.presence(changed.dataset(lambda t: None), when="launch").listed | set()) - sum(
        (len(m) - 1) * n for m, n in zip(exact["members"], exact["exclusive"])), "each code counted once"


def test_beyond_six_partners_only_what_occurs():
    def many(tables):
        for n in range(4):
            changed.fifth_partner(tables)
            for table, column in (("partners", "partner"), ("events", "partner"), ("events", "event"), ("lists", "event"), ("lists", "list"),
                                  ("items", "list"), ("items", "item"), ("codings", "item")):
                for row in tables[table]:
                    row[column] = row[column].replace("atlantis", f"isle{n}")
    data = changed.dataset(many)
    sets = overlap.intersections(data)
    assert len(data.partners) == 8 and len(sets) + overlap.left_over(data) == 255 and overlap.left_over(data) > 200
    assert (sets["exclusive_high"] > 0).all()


def test_order_of_rows_does_not_matter():
    def shuffled(tables):
        for rows in tables.values():
            rows.reverse()
    for when in ("launch", "latest", "ever"):
        one, two = (overlap.pairs(changed.dataset(c), when=when) for c in (lambda t: None, shuffled))
        assert one.equals(two)
