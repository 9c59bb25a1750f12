"""The two-mode network of partners and topics (notebook 02-network).

Nodes are partners (node set 0) and topics or themes (node set 1); an edge says that a list of the partner names the topic. A missing edge says nothing by
itself: whether the topic is not listed or unknown is a question to `presence`.
"""
from __future__ import annotations

import io

import networkx as nx
import pandas as pd
from networkx.algorithms import bipartite

from analysis.dataset import Dataset
from analysis.presence import LISTED, NOT_LISTED, UNKNOWN, presence


def graph(data: Dataset, grain: str = "topic", when: str = "latest") -> nx.Graph:
    """The two-mode network as a networkx graph.

    Nodes carry `bipartite` (0 partner, 1 code), `kind` ("partner", "topic" or "theme"), `label` and `unknown`, the number of nodes on the other side to which
    a link is unknown; edges carry `events`, the ids of the events
    whose lists name the code, in order of date and joined by spaces, `first`, the date of the first of them, and `count`, how many there are.
    `when` chooses the lists (see `presence`). ValueError where a partner and a code share an id.

    >>> from analysis.example import toy
    >>> g = graph(toy(), when="ever")
    >>> sorted(g.edges("a")), g.edges["a", "net"]["events"]
    ([('a', 'net'), ('a', 'robots'), ('a', 'trade')], 'a-launch a-2')
    """
    shown, by_event = presence(data, grain, when), presence(data, grain, "event")
    codes = [code for code in shown.codes if any((c.key, code) in shown.listed for c in shown.columns)]
    clash = sorted(set(data.partners["partner"]) & set(shown.codes))
    if clash:
        raise ValueError(f"{clash[0]!r} is the id of a partner and of a {grain}: rename one")
    g = nx.Graph(name=data.title, grain=grain, when=when)
    for p, name in zip(data.partners["partner"], data.partners["name"]):
        g.add_node(p, bipartite=0, kind="partner", label=name, unknown=sum(shown.state(p, c) == UNKNOWN for c in codes))
    for code in codes:
        g.add_node(code, bipartite=1, kind=grain, label=shown.labels[code], unknown=sum(shown.state(c.key, code) == UNKNOWN for c in shown.columns))
    date = dict(zip(data.events["event"], data.events["date"]))
    for column in shown.columns:
        for code in shown.listing(column.key):
            events = [e for e in column.events if (e, code) in by_event.listed]
            g.add_edge(column.key, code, events=" ".join(events), first=date[events[0]], count=len(events))
    return g


def sides(g: nx.Graph) -> tuple[list[str], list[str]]:
    """The two node sets, partners and codes, each in the order in which the graph holds them.

    >>> from analysis.example import toy
    >>> sides(graph(toy(), when="ever"))
    (['a', 'b', 'c'], ['net', 'robots', 'trade'])
    """
    return [n for n, s in g.nodes(data="bipartite") if s == 0], [n for n, s in g.nodes(data="bipartite") if s == 1]


def incidence(data: Dataset, grain: str = "topic", when: str = "latest", *, unknown: float) -> pd.DataFrame:
    """The incidence matrix: one row a partner, one column a code, 1.0 listed, 0.0 not listed.

    `unknown` is the number to write where the state is unknown. It has no default, because each choice is a claim: float("nan") keeps it unknown,
    0.0 takes it for not listed, 1.0 for listed.

    >>> from analysis.example import toy
    >>> incidence(toy(), unknown=float("nan")).loc["b"].to_dict()
    {'net': nan, 'robots': 1.0, 'trade': nan}
    """
    value = {LISTED: 1.0, NOT_LISTED: 0.0}
    return presence(data, grain, when).table().map(lambda state: value.get(state, unknown)).T.rename_axis("partner")


def projection(g: nx.Graph, side: int) -> nx.Graph:
    """The projection onto one node set (0 partners, 1 codes): an edge's `weight` is the number of neighbours that its ends share.

    Only listed pairs count, so a weight is a lower bound where presence is unknown. (Borgatti & Everett 1997, Social Networks 19.)

    >>> from analysis.example import toy
    >>> sorted(projection(graph(toy(), when="ever"), 0).edges(data="weight"))
    [('a', 'b', 2), ('a', 'c', 1)]
    """
    nodes = sides(g)[side]
    projected = bipartite.weighted_projected_graph(g, nodes)
    ordered = nx.Graph()
    ordered.add_nodes_from((n, g.nodes[n]) for n in nodes)
    ordered.add_weighted_edges_from(sorted((*sorted(e), w) for *e, w in projected.edges(data="weight")))
    return ordered


def describe(g: nx.Graph) -> pd.DataFrame:
    """One row a node: label, kind, degree and redundancy.

    Degree: number of neighbours that are listed, a lower bound where `unknown` is not 0. Redundancy: the share of pairs of a node's neighbours that are also
    joined through another node; undefined (nan) below degree two, and not given where the node or a neighbour of it has an unknown link (Latapy,
    Magnien & Del Vecchio 2008, Social Networks 30).

    >>> from analysis.example import toy
    >>> describe(graph(toy(), when="launch")).loc[["a", "b", "trade"], "redundancy"].tolist()
    [1.0, 1.0, nan]
    """
    able = [n for n in g if g.degree(n) > 1 and not any(g.nodes[m]["unknown"] for m in [n, *g[n]])]
    redundancy = bipartite.node_redundancy(g, able) if able else {}
    return pd.DataFrame({"label": [g.nodes[n]["label"] for n in g], "kind": [g.nodes[n]["kind"] for n in g],
                         "degree": [g.degree(n) for n in g], "unknown": [g.nodes[n]["unknown"] for n in g], "redundancy": [redundancy.get(n, float("nan")) for n in g]},
                        index=pd.Index(list(g), name="node"))


def density(g: nx.Graph) -> tuple[float, float]:
    """Edges present among those possible between the two node sets, E / (n0 * n1), with bounds: the unknown links all absent, or all present.

    nan where a node set is empty.

    >>> from analysis.example import toy
    >>> density(graph(toy(), when="launch")), [round(d, 2) for d in density(graph(toy()))]
    ((0.5555555555555556, 0.5555555555555556), [0.44, 0.67])
    """
    partners, codes = sides(g)
    if not partners or not codes:
        return float("nan"), float("nan")
    unknown = sum(g.nodes[p]["unknown"] for p in partners)
    return bipartite.density(g, partners), (g.number_of_edges() + unknown) / (len(partners) * len(codes))


def edge_list(g: nx.Graph) -> pd.DataFrame:
    """The edges as a table: partner, code, first date, events, count.

    >>> from analysis.example import toy
    >>> edge_list(graph(toy(), when="ever")).values.tolist()[0]
    ['a', 'net', '2022-05', 'a-launch a-2', 2]
    """
    code = sides(g)[1]
    rows = [(p, c, *(g.edges[p, c][k] for k in ("first", "events", "count"))) for p in sides(g)[0] for c in code if g.has_edge(p, c)]
    return pd.DataFrame(rows, columns=["partner", g.graph["grain"], "first", "events", "count"])


def graphml(g: nx.Graph) -> str:
    """The network as GraphML, which Gephi, igraph and networkx read.

    >>> from analysis.example import toy
    >>> nx.parse_graphml(graphml(graph(toy(), when="ever"))).number_of_edges()
    6
    """
    out = io.BytesIO()
    nx.write_graphml_xml(g, out)
    return out.getvalue().decode("utf-8")
