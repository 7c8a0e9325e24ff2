"""The graph in networkx, and what people compute with it first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import networkx as nx
import pytest

import dealgraph
from dealgraph.errors import NotFoundError
from dealgraph.graph.loader import load
from dealgraph.graph.model import DIRECT_TYPES, PARTIES, union
from dealgraph.graph.stores.base import Store
from dealgraph.graph.stores.open import open_store
from dealgraph.graph.whole import parts_of
from tests.graph.stories import article, fact, meta_and_scale, told


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = open_store(str(tmp_path_factory.mktemp("network") / "graph.db"))
    bought = [
        article(f"n-{year}", "Northwind bought Contoso Foods.", published=f"{year}-02-01") for year in (2019, 2025)
    ]
    load(store, meta_and_scale())
    load(
        store,
        [told(a, fact(a, "acquisition", "completed", acquirer="Northwind", target="Contoso Foods")) for a in bought],
    )
    yield store
    store.close()


def test_parties_are_nodes_and_deals_between_them_are_edges(store: Store):
    graph = dealgraph.network(store)
    whole = union(parts_of(store))
    assert isinstance(graph, nx.MultiDiGraph)
    assert set(graph) == {node.id for node in whole.nodes if node.label in PARTIES}
    assert graph.number_of_edges() == sum(edge.type in DIRECT_TYPES for edge in whole.edges)
    (investment,) = graph["c-meta-platforms"]["c-scale-ai"].values()
    assert (investment["label"], investment["deal_amount"], investment["stake_percent"]) == ("INVESTMENT", 14.3e9, 49.0)
    assert investment["announced_date"] == date(2025, 6, 13)
    assert graph.nodes["c-scale-ai"]["name"] == "Scale AI"
    assert graph.nodes["c-scale-ai"]["labels"] == ("Company",)


def test_parallel_deals_stay_parallel(store: Store):
    assert dealgraph.network(store).number_of_edges("c-northwind", "c-contoso-foods") == 2


def test_the_whole_graph_has_articles_and_facts_too(store: Store):
    graph, whole = dealgraph.network(store, view="whole"), union(parts_of(store))
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (len(whole.nodes), len(whole.edges))
    assert nx.has_path(graph, next(n for n, v in graph.nodes(data=True) if v["type"] == "article"), "c-meta-platforms")


def test_a_part_can_be_chosen(store: Store):
    chosen = dealgraph.Selection(company="Scale AI", types=frozenset(["partnership"]))
    assert set(dealgraph.network(store, chosen)) == {"c-google", "c-scale-ai"}
    with pytest.raises(NotFoundError):
        dealgraph.network(store, dealgraph.Selection(company="Nobody Inc"))


def test_what_networkx_computes_works_on_it(store: Store):
    graph = dealgraph.network(store)
    assert nx.shortest_path(graph.to_undirected(), "c-google", "c-instagram") == [
        "c-google",
        "c-scale-ai",
        "c-meta-platforms",
        "c-instagram",
    ]
    assert len(list(nx.weakly_connected_components(graph))) == 2
