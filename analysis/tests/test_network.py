"""The two-mode network: edges have items behind them, and nothing unknown becomes a zero unasked."""
import math

import networkx as nx
import pytest

from analysis import corpus, network
from analysis.example import toy
from analysis.tests import changed


def test_every_edge_has_evidence_and_no_other_pair_has():
    data = changed.dataset(lambda t: None)
    graph = network.graph(data, when="ever")
    partners, topics = network.sides(graph)
    assert nx.is_bipartite(graph) and set(partners) | set(topics) == set(graph)
    for p in partners:
        for t in topics:
            rows = corpus.evidence(data, p, t)
            assert graph.has_edge(p, t) == bool(len(rows))
            if len(rows):
                assert graph.edges[p, t]["count"] == rows["event"].nunique()


def test_the_incidence_matrix_asks_what_unknown_shall_be():
    with pytest.raises(TypeError):
        network.incidence(toy())
    kept = network.incidence(toy(), unknown=math.nan)
    assert kept.loc["b"].isna().sum() == 2 and kept.loc["a"].tolist() == [1, 0, 1]
    assert network.incidence(toy(), unknown=0.0).loc["b"].sum() == 1 and network.incidence(toy(), unknown=1.0).loc["b"].sum() == 3


def test_redundancy_by_hand():
    launch = network.describe(network.graph(toy(), when="launch"))
    # Arden's neighbours net and robots are also joined through Bland.
    assert launch.loc["a", "redundancy"] == 1 and math.isnan(launch.loc["c", "redundancy"]), "undefined below degree two"
    real = network.describe(network.graph(changed.dataset(lambda t: None)))
    # Singapore's nine topics: of their 36 pairs only semiconductors with the data economy is joined, through Japan.
    assert real.loc["singapore", "redundancy"] == pytest.approx(1 / 36)


def test_unknown_links_are_counted_and_leave_redundancy_open():
    graph = network.graph(toy(), when="ever")
    assert graph.nodes["a"]["unknown"] == 0 and graph.nodes["b"]["unknown"] == 1 and graph.nodes["trade"]["unknown"] == 1
    table = network.describe(graph)
    assert math.isnan(table.loc["a", "redundancy"]), "trade, a neighbour of Arden, may stand on a list of Bland"
    low, high = network.density(graph)
    assert (low, high) == (6 / 9, 7 / 9)


def test_export_and_back():
    graph = network.graph(changed.dataset(changed.fifth_partner))
    again = nx.parse_graphml(network.graphml(graph))
    assert nx.utils.graphs_equal(nx.Graph(again.edges), nx.Graph(graph.edges)) and dict(again.nodes(data="label")) == dict(graph.nodes(data="label"))
    assert len(network.edge_list(graph)) == graph.number_of_edges()


def test_ids_that_clash_are_refused():
    def clash(tables):
        for table in tables.values():
            for row in table:
                for column, cell in row.items():
                    if cell == "japan":
                        row[column] = "ai"
    with pytest.raises(ValueError, match="id of a partner and of a topic"):
        network.graph(changed.dataset(clash))
