"""JSON lines: all of the graph, no edge before its nodes."""

from __future__ import annotations

import json

from dealgraph.graph.canonical import canonical_lines
from dealgraph.graph.model import Part
from dealgraph.graph.stores.base import Store
from tests.graph.export.conftest import exported, plain


def canonical(row: object) -> str:
    return json.dumps(row, sort_keys=True)


def lines_of(store: Store) -> list[str]:
    """The lines, which end with a line feed alone: a text may hold other ends of lines."""
    return exported(store, "jsonl").removesuffix("\n").split("\n")


def test_every_node_and_edge_is_a_line_with_its_values(deals: Store, whole: Part):
    lines = [json.loads(line) for line in lines_of(deals)]
    nodes = [{"node": node.label, **plain(values)} for node, values in whole.nodes.items()]
    edges = [
        {"edge": edge.type, "from": edge.start.id, "to": edge.end.id, **plain(values)}
        for edge, values in whole.edges.items()
    ]
    assert sorted(map(canonical, lines)) == sorted(map(canonical, (*nodes, *edges)))


def test_no_edge_comes_before_its_nodes(deals: Store):
    seen: set[str] = set()
    for line in map(json.loads, lines_of(deals)):
        if "node" in line:
            assert line["id"] not in seen
            seen.add(line["id"])
        else:
            assert {line["from"], line["to"]} <= seen


def test_the_lines_are_those_of_the_canonical_form_but_for_order_and_time(deals: Store):
    def timeless(line: str) -> str:
        return json.dumps({k: v for k, v in json.loads(line).items() if k != "ingested_at"}, sort_keys=True)

    told = [line for line in canonical_lines(deals) if not json.loads(line).keys().isdisjoint(("node", "edge"))]
    assert sorted(map(timeless, lines_of(deals))) == sorted(map(timeless, told))
