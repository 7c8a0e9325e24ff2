"""Values of query answers: as JSON, and as the text of a table's cell."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from dealgraph.graph.stores.base import Node, Path, Relationship

NAMES = ("name", "id")


def as_json(value: Any) -> Any:
    """The value in what JSON has: nodes, edges and paths as objects, dates and times in ISO 8601."""
    if isinstance(value, Node):
        return {"id": value.id, "labels": list(value.labels), "properties": as_json(value.properties)}
    if isinstance(value, Relationship):
        ends = {"type": value.type, "start": value.start, "end": value.end}
        return {**ends, "properties": as_json(value.properties)}
    if isinstance(value, Path):
        return {"nodes": as_json(value.nodes), "relationships": as_json(value.relationships)}
    if isinstance(value, Mapping):
        return {str(key): as_json(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [as_json(inner) for inner in value]
    if isinstance(value, (date, datetime, time)):
        return value.isoformat()
    return value


def as_text(value: Any) -> str:
    """The value on one line, as Cypher writes it where it has a form for it: `(:Company Scale AI)`."""
    if isinstance(value, Node):
        labels = "".join(f":{label}" for label in value.labels)
        return f"({labels} {_name(value)})"
    if isinstance(value, Relationship):
        return f"{value.start}-[{_edge(value)}]->{value.end}"
    if isinstance(value, Path):
        return _path(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {as_text(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(as_text, value)) + "]"
    if isinstance(value, (date, datetime, time)):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def _name(node: Node) -> str:
    return next((str(node.properties[key]) for key in NAMES if key in node.properties), "")


def _edge(edge: Relationship) -> str:
    values = ", ".join(f"{key}: {as_text(value)}" for key, value in edge.properties.items())
    return f":{edge.type} {{{values}}}" if values else f":{edge.type}"


def _path(path: Path) -> str:
    text = as_text(path.nodes[0]) if path.nodes else ""
    for edge, before, after in zip(path.relationships, path.nodes, path.nodes[1:], strict=False):
        forward = edge.start == before.id
        text += f"-[:{edge.type}]->" if forward else f"<-[:{edge.type}]-"
        text += as_text(after)
    return text
