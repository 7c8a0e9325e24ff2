"""Answers of the Neo4j driver in the form that both stores share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from neo4j import graph, spatial, time

from dealgraph.graph.stores.answers import iso_duration
from dealgraph.graph.stores.base import Node, Path, Relationship

IdsOf = Callable[[list[str]], dict[str, str]]


def shared_rows(rows: Iterable[tuple[Any, ...]], ids_of: IdsOf) -> list[tuple[Any, ...]]:
    """The rows; `ids_of` looks up the ids of nodes that an edge joins and the answer doesn't hold."""
    found = list(rows)
    ids: dict[str, str] = {}
    ends: set[str] = set()
    for value in _graph_values(found):
        if isinstance(value, graph.Node):
            ids[value.element_id] = value.get("id", "")
        elif isinstance(value, graph.Relationship):
            ends |= {node.element_id for node in value.nodes if node is not None}
    if ends - ids.keys():
        ids.update(ids_of(sorted(ends - ids.keys())))
    return [tuple(_shared(value, ids) for value in row) for row in found]


def _graph_values(value: Any) -> Iterator[Any]:
    if isinstance(value, (graph.Node, graph.Relationship)):
        yield value
    elif isinstance(value, graph.Path):
        yield from (*value.nodes, *value.relationships)
    elif isinstance(value, Mapping):
        yield from _graph_values(list(value.values()))
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from _graph_values(inner)


def _shared(value: Any, ids: Mapping[str, str]) -> Any:
    if isinstance(value, graph.Node):
        return Node(tuple(sorted(value.labels, key=_deal_first)), _shown(dict(value.items()), ids))
    if isinstance(value, graph.Relationship):
        start, end = ("" if node is None else ids.get(node.element_id, "") for node in value.nodes)
        return Relationship(value.type, start, end, _shown(dict(value.items()), ids))
    if isinstance(value, graph.Path):
        nodes = tuple(_shared(node, ids) for node in value.nodes)
        return Path(nodes, tuple(_shared(edge, ids) for edge in value.relationships))
    if isinstance(value, list):
        return [_shared(inner, ids) for inner in value]
    if isinstance(value, dict):
        return _shown(value, ids)
    if isinstance(value, time.Duration):
        return iso_duration(value.months, value.days, value.seconds, value.nanoseconds)
    if isinstance(value, (time.Date, time.DateTime, time.Time)):
        return value.to_native()
    if isinstance(value, spatial.Point):
        return list(value)
    return value


def _shown(properties: dict[str, Any], ids: Mapping[str, str]) -> dict[str, Any]:
    """Properties without what loading keeps in a node, and without the text of an article: the embedded store doesn't
    show them either, and an article is asked for its text by name."""
    hidden = {"content"} if "content_hash" in properties else set()
    return {k: _shared(v, ids) for k, v in sorted(properties.items()) if not k.startswith("_") and k not in hidden}


def _deal_first(label: str) -> tuple[bool, str]:
    return label != "Deal", label
