"""What formats without lists, dates or types of their own share: one stated way to write every value."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType

from dealgraph.graph.model import DEAL, DEAL_LABELS, DIRECT_TYPES, EdgeKey, NodeKey, Properties, Property
from dealgraph.graph.properties import EDGE_PROPERTIES, PROPERTIES, Type
from dealgraph.graph.selection import CARRIED

Columns = Mapping[str, Type]

STRAIGHT: Columns = MappingProxyType(
    {**EDGE_PROPERTIES[DIRECT_TYPES[0]], **{name: PROPERTIES[DEAL][name] for name in CARRIED}}
)
"""What an edge between two parties can have in an export."""


def _merged(tables: Iterable[Columns]) -> Columns:
    """All columns of the tables; a name has one type in all of them."""
    merged: dict[str, Type] = {}
    for table in tables:
        for name, kind in table.items():
            if merged.setdefault(name, kind) != kind:
                raise AssertionError(f"{name} has two types: {kind} and {merged[name]}")
    return MappingProxyType(merged)


NODE_COLUMNS = _merged(PROPERTIES.values())
EDGE_COLUMNS = _merged([*EDGE_PROPERTIES.values(), STRAIGHT])


def encoded(value: Property) -> str | int | float | bool:
    """The value where there are neither lists nor dates: a list as a JSON array, a date in ISO 8601."""
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    return value.isoformat() if isinstance(value, date) else value


def plain(values: Properties) -> dict[str, object]:
    """The values as JSON has them: lists stay lists, a date is in ISO 8601."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


def labels_of(node: NodeKey, properties: Properties) -> tuple[str, ...]:
    """The labels of a node: `("Deal", "Investment")`."""
    second = [label for kind, label in DEAL_LABELS.items() if node.label == DEAL and kind == properties["type"]]
    return (node.label, *second)


def edge_id(edge: EdgeKey) -> str:
    """One for each edge of a graph, the same in every export."""
    return "|".join((edge.type, edge.start.id, edge.end.id, *edge.key))
