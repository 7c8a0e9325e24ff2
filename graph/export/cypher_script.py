"""A Cypher script for `cypher-shell`, Neo4j Browser or any driver: one statement a line, each ended by a semicolon.

Constraints come first, then nodes and edges in batches. Every statement merges on the keys of what it writes, so the
script can run twice, and into a database that holds a part of the graph already.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import IO, Any

from dealgraph.graph.model import LABELS, Part
from dealgraph.graph.stores.nodes import UNIQUE
from dealgraph.graph.stores.rows import put_edges, put_nodes

BATCH = 500
"""Nodes and edges that one batch holds, so that no statement is too long to parse."""
CONSTRAINTS = tuple(UNIQUE.format(name=label.lower(), label=label) for label in LABELS)


def write(parts: Iterable[Part], out: IO[str]) -> None:
    """Writes statements that make the union of the parts, a batch at a time."""
    for constraint in CONSTRAINTS:
        out.write(f"{constraint};\n")
    for batch in _batches(parts):
        for statement in (*put_nodes(batch.nodes), *put_edges(batch.edges)):
            rows = literal(statement.rows)
            out.write(statement.cypher.replace(f"${statement.parameter}", rows, 1) + ";\n")


def literal(value: Any) -> str:
    """The value as Cypher writes it."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {literal(item)}" for name, item in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(literal, value)) + "]"
    if isinstance(value, date):
        return f"date('{value.isoformat()}')"
    return json.dumps(value, ensure_ascii=False)


def _batches(parts: Iterable[Part]) -> Iterator[Part]:
    batch = Part()
    for part in parts:
        batch.add(part)
        if len(batch.nodes) + len(batch.edges) >= BATCH:
            yield batch
            batch = Part()
    yield batch
