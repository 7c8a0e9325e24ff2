"""Cytoscape JSON: the elements that Cytoscape and cytoscape.js read, each with all its values."""

from __future__ import annotations

import json
from typing import Any

from dealgraph.graph.export.encoding import edge_id, labels_of
from dealgraph.graph.model import Part
from dealgraph.graph.stores.base import Store
from tests.graph.export.conftest import exported, plain


def test_every_node_and_edge_is_an_element_with_its_values(deals: Store, whole: Part):
    read: dict[str, Any] = json.loads(exported(deals, "cyjs"))
    nodes = {element["data"]["id"]: element["data"] for element in read["elements"]["nodes"]}
    edges = {element["data"]["id"]: element["data"] for element in read["elements"]["edges"]}
    assert nodes == {
        node.id: {**plain(values), "labels": list(labels_of(node, values))} for node, values in whole.nodes.items()
    }
    assert edges == {
        edge_id(edge): {
            **plain(values),
            "id": edge_id(edge),
            "source": edge.start.id,
            "target": edge.end.id,
            "interaction": edge.type,
        }
        for edge, values in whole.edges.items()
    }


def test_no_id_stands_twice(deals: Store):
    read = json.loads(exported(deals, "cyjs"))
    ids = [element["data"]["id"] for kind in ("nodes", "edges") for element in read["elements"][kind]]
    assert len(set(ids)) == len(ids)
