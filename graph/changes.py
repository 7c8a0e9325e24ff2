"""The difference between two parts of the graph, as what a store has to write."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from dealgraph.graph.model import NEEDED_BY, EdgeKey, NodeKey, Part, Properties, Property

Key = TypeVar("Key", NodeKey, EdgeKey)
Update = dict[str, Property | None]
"""Properties to set; those that are None are to be removed."""


@dataclass(slots=True)
class Changes:
    """What turns one part of the graph into another: nodes and edges to make or update, and those to remove.

    `unneeded` are nodes that other parts of the graph may need; they go when none of the edges of `NEEDED_BY` leads to
    them any more.
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
    needing = [key for key in new.edges if key.type in NEEDED_BY.values()]
    needed = {key.end for key in needing}
    newly_needed = {key.end for key in needing if key not in old.edges}
    return Changes(
        nodes=_updates(old.nodes, new.nodes, whole=newly_needed),
        edges=_updates(old.edges, new.edges),
        gone_nodes=[key for key in old.nodes if key not in new.nodes and key.label not in NEEDED_BY],
        gone_edges=[key for key in old.edges if key not in new.edges],
        unneeded=[key for key in {**old.nodes, **new.nodes} if key.label in NEEDED_BY and key not in needed],
    )


def _updates(
    old: Mapping[Key, Properties], new: Mapping[Key, Properties], whole: Collection[Key] = ()
) -> dict[Key, Update]:
    """What is new or has changed; those in `whole` in any case, since they may have gone when nobody needed them."""
    found: dict[Key, Update] = {}
    for key, properties in new.items():
        before = old.get(key)
        if before is None:
            found[key] = dict(properties)
        elif before != properties or key in whole:
            found[key] = {name: properties.get(name) for name in before.keys() | properties.keys()}
    return found
