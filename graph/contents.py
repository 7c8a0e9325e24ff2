"""What is in a graph: its labels and relationship types, each with its properties, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from dealgraph.graph.model import SOURCE, NodeKey, Part
from dealgraph.graph.stores.base import Store
from dealgraph.graph.whole import parts_of

Row = dict[str, Any]


@dataclass
class _Seen:
    """What was seen of one label or type."""

    number: int = 0
    between: set[tuple[str, str]] = field(default_factory=set)
    properties: Counter[str] = field(default_factory=Counter)

    def add(self, properties: Iterable[str], *ends: tuple[str, str]) -> None:
        self.number += 1
        self.between.update(ends)
        self.properties.update(list(properties))


def schema_of(store: Store) -> list[Row]:
    """One row for each label and each relationship type: `kind` (`label` or `type`), `name`, `between` (pairs of labels
    that a type joins), `count`, and `properties` with the number of nodes or edges that have each."""
    return _rows("label", _labels(parts_of(store))) + _rows("type", _types(parts_of(store)))


def _labels(parts: Iterable[Part]) -> dict[str, _Seen]:
    labels: dict[str, _Seen] = {}
    sources: set[NodeKey] = set()
    for part in parts:
        for node, properties in part.nodes.items():
            if node not in sources:
                labels.setdefault(node.label, _Seen()).add(properties)
            if node.label == SOURCE:  # the one label whose nodes stand in several parts
                sources.add(node)
    return labels


def _types(parts: Iterable[Part]) -> dict[str, _Seen]:
    types: dict[str, _Seen] = {}
    for part in parts:
        for edge, properties in part.edges.items():
            types.setdefault(edge.type, _Seen()).add(properties, (edge.start.label, edge.end.label))
    return types


def _rows(kind: str, seen: dict[str, _Seen]) -> list[Row]:
    return [
        {
            "kind": kind,
            "name": name,
            "between": sorted(map(list, one.between)),
            "count": one.number,
            "properties": dict(sorted(one.properties.items())),
        }
        for name, one in sorted(seen.items())
    ]
