"""Changes of the graph as the rows that the statements of `cypher` take."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from dealgraph.graph import cypher
from dealgraph.graph.changes import Changes
from dealgraph.graph.model import DEAL, EdgeKey, EdgeKind, NodeKey, Property

Values = Mapping[str, Property | None]


class Statement(NamedTuple):
    """A statement and the rows or ids that it takes, under the name of its parameter."""

    cypher: str
    parameter: str
    rows: list[Any]


def statements(changes: Changes) -> Iterator[Statement]:
    """The statements that write the changes, in the order in which they have to run."""
    for kind, edges in _by_kind(changes.gone_edges).items():
        yield Statement(cypher.DROP_EDGES[kind], "rows", [_ends(edge) for edge in edges])
    for label, ids in _by_label(changes.gone_nodes).items():
        yield Statement(cypher.DROP_NODES[label], "ids", ids)
    yield from put_nodes(changes.nodes)
    yield from put_edges(changes.edges)
    for label, ids in _by_label(changes.unneeded).items():
        yield Statement(cypher.DROP_UNNEEDED[label], "ids", ids)


def put_nodes(nodes: Mapping[NodeKey, Values]) -> Iterator[Statement]:
    for label, ids in _by_label(nodes).items():
        rows = [{"id": key, "properties": nodes[NodeKey(label, key)]} for key in ids]
        yield Statement(cypher.PUT_NODES[label], "rows", rows)
    types: dict[Any, list[str]] = defaultdict(list)
    for key, update in nodes.items():
        if key.label == DEAL and "type" in update:
            types[update["type"]].append(key.id)
    for kind, ids in types.items():
        yield Statement(cypher.LABEL_DEALS[kind], "ids", ids)


def put_edges(edges: Mapping[EdgeKey, Values]) -> Iterator[Statement]:
    for kind, keys in _by_kind(edges).items():
        yield Statement(cypher.PUT_EDGES[kind], "rows", [{**_ends(key), "properties": edges[key]} for key in keys])


def _ends(edge: EdgeKey) -> dict[str, Any]:
    ends: dict[str, Any] = {"from_id": edge.start.id, "to_id": edge.end.id}
    names = edge.kind.key
    return {**ends, "key": dict(zip(names, edge.key, strict=True))} if names else ends


def _by_label(keys: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for key in keys:
        found[key.label].append(key.id)
    return found


def _by_kind(keys: Any) -> dict[EdgeKind, list[EdgeKey]]:
    found: dict[EdgeKind, list[EdgeKey]] = defaultdict(list)
    for key in keys:
        found[key.kind].append(key)
    return found
