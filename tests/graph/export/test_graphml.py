"""GraphML: networkx reads back every node and edge with every value."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from datetime import date
from typing import Any

import networkx
from hypothesis import given
from hypothesis import strategies as st

from dealgraph.graph.export.encoding import edge_id, encoded, labels_of
from dealgraph.graph.export.graphml import write
from dealgraph.graph.export.xml import NOT_XML
from dealgraph.graph.loader import load
from dealgraph.graph.model import COMPANY, DEAL, NodeKey, Part, Properties
from dealgraph.graph.stores.base import Store
from dealgraph.graph.whole import parts_of
from tests.graph.export.conftest import exported, stories


def read_back(text: str) -> networkx.MultiDiGraph:
    return networkx.read_graphml(io.BytesIO(text.encode("utf-8")), force_multigraph=True)


def written(parts: Iterable[Part]) -> str:
    out = io.StringIO()
    write(parts, out)
    return out.getvalue()


def expected(parts: Iterable[Part]) -> tuple[dict[str, Any], dict[Any, Any]]:
    """Nodes and edges in the encoding that the format states."""
    nodes: dict[str, Any] = {}
    edges: dict[Any, Any] = {}
    for part in parts:
        for node, values in part.nodes.items():
            nodes[node.id] = stated(values) | {"labels": "".join(f":{label}" for label in labels_of(node, values))}
        for edge, values in part.edges.items():
            ends = (edge.start.id, edge.end.id, edge_id(edge))
            edges[ends] = stated(values) | {"label": edge.type}
    return nodes, edges


def stated(values: Properties) -> dict[str, Any]:
    """The values as they are written, where XML has no place for some characters."""
    plain = {name: encoded(value) for name, value in values.items()}
    return {name: NOT_XML.sub("\ufffd", value) if isinstance(value, str) else value for name, value in plain.items()}


def test_a_store_is_read_back_whole(store: Store):
    load(store, stories())
    graph = read_back(exported(store, "graphml"))
    nodes, edges = expected(parts_of(store))
    assert dict(graph.nodes(data=True)) == nodes
    assert {(a, b, key): values for a, b, key, values in graph.edges(keys=True, data=True)} == edges


def test_two_deals_between_the_same_companies_are_two_edges():
    part = Part()
    a, b = (part.node(NodeKey(COMPANY, key), name=key) for key in ("c-a", "c-b"))
    for deal in ("one", "two"):
        part.edge("INVESTMENT", a, b, deal_id=deal)
    graph = read_back(written([part]))
    assert sorted(values["deal_id"] for *_, values in graph.edges(data=True)) == ["one", "two"]


def test_lists_are_json_and_dates_iso_8601():
    part = Part()
    key = NodeKey(DEAL, "deal")
    part.node(key, type="joint_venture", contested=["amount", 'a "b"'], announced_date=date(2025, 6, 13), amount=None)
    values = read_back(written([part])).nodes["deal"]
    assert json.loads(values["contested"]) == ["amount", 'a "b"']
    assert values["announced_date"] == "2025-06-13"
    assert values["labels"] == ":Deal:JointVenture"
    assert "amount" not in values


names = st.text(min_size=1).map(lambda text: NOT_XML.sub("", text)).filter(bool)
properties = st.dictionaries(
    st.sampled_from(["name", "country", "aliases", "announced_date"]),
    st.text() | st.lists(st.text()) | st.lists(st.integers()) | st.dates(),
)


@given(st.dictionaries(names, properties, max_size=4), st.integers(0, 3))
def test_any_text_survives_but_for_what_xml_cannot_hold(nodes, parallel):
    part = Part()
    keys = [part.node(NodeKey(COMPANY, f"c-{name}"), **values) for name, values in nodes.items()]
    for number in range(parallel if keys else 0):
        part.edge("INVESTMENT", keys[0], keys[-1], deal_id=f"d-{number}")
    graph = read_back(written([part]))
    found_nodes, found_edges = expected([part])
    assert dict(graph.nodes(data=True)) == found_nodes
    assert {(a, b, key): values for a, b, key, values in graph.edges(keys=True, data=True)} == found_edges


def test_characters_that_xml_cannot_hold_are_marked():
    part = Part()
    part.node(NodeKey(COMPANY, "c-a"), name="form\x0cfeed\r\nkept")
    assert read_back(written([part])).nodes["c-a"]["name"] == "form\ufffdfeed\r\nkept"
