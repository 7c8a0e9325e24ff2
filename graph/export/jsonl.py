"""JSON lines, for scripts: a line for each node, then and when for each edge, in the form of the canonical lines.

{"node": "Company", "id": "c-meta", "name": "Meta", …}
{"edge": "ACQUIRER", "from": "c-meta", "to": "acquisition-…", "name": "Meta"}
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO

from dealgraph.graph.canonical import edge_line, node_line
from dealgraph.graph.model import Part


def write(parts: Iterable[Part], out: IO[str]) -> None:
    """Writes the union of the parts, one part at a time; no edge comes before its nodes."""
    for part in parts:
        for node, values in part.nodes.items():
            out.write(node_line(node, values) + "\n")
        for edge, values in part.edges.items():
            out.write(edge_line(edge, values) + "\n")
