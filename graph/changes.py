"""The difference between two parts of the graph, as what a store has to write."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar

from dealgraph.graph.model import SOURCE, EdgeKey, NodeKey, Part, Properties, Property

Key = TypeVar("Key", NodeKey, EdgeKey)
Update = dict[str, Property | None]
"""Properties to set; those that are None are to be removed."""


@dataclass(slots=True)
class Changes:
    """What turns one part of the graph into another: nodes and edges to make or update, and those to remove.

    `unneeded` are nodes that other parts of the graph may still need; they go when no edge leads to them any more.
    """

    nodes: dict[NodeKey, Update] = field(default_factory=dict)
    edges: dict[EdgeKey, Update] = field(default_factory=dict)
    gone_nodes: list[NodeKey] = field(default_factory=list)
    gone_edges: list[EdgeKey] = field(default_factory=list)
    unneeded: list[NodeKey] = field(default_factory=list)

    def __len__(self) -> int:
        """How many nodes and edges are touched."""
        return len(self.nodes) + len(self.edges) + len(self.gone_nodes) + len(self.gone_edges) + len(self.unneeded)


def difference(old: Part, new: Part) -> Changes:
    """What turns `old` into `new`. An edge between nodes of which one goes is listed with those that go."""
    gone = [key for key in old.nodes if key not in new.nodes]
    return Changes(
        nodes=_updates(old.nodes, new.nodes),
        edges=_updates(old.edges, new.edges),
        gone_nodes=[key for key in gone if key.label != SOURCE],
        gone_edges=[key for key in old.edges if key not in new.edges],
        unneeded=[key for key in gone if key.label == SOURCE],
    )


def _updates(old: dict[Key, Properties], new: dict[Key, Properties]) -> dict[Key, Update]:
    found: dict[Key, Update] = {}
    for key, properties in new.items():
        before = old.get(key)
        if before is None:
            found[key] = dict(properties)
        elif before != properties:
            found[key] = {name: properties.get(name) for name in before.keys() | properties.keys()}
    return found
