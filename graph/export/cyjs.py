"""Cytoscape JSON (`.cyjs`), which Cytoscape and cytoscape.js open.

Lists are lists and a date is in ISO 8601. `labels` of a node are its labels, `interaction` of an edge is its type.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Mapping
from tempfile import TemporaryFile
from typing import IO

from dealgraph.graph.export.encoding import edge_id, labels_of, plain
from dealgraph.graph.model import Part

HEAD = """{"format_version": "1.0", "generated_by": "dealgraph", "target_cytoscapejs_version": "~2.1",
"data": {"name": "deals", "shared_name": "deals"},
"elements": {"nodes": ["""


def write(parts: Iterable[Part], out: IO[str]) -> None:
    """Writes the union of the parts, one part at a time; edges, which come last in the file, wait on the disk."""
    out.write(HEAD)
    with TemporaryFile("w+", encoding="utf-8", newline="") as edges:
        before_node = before_edge = "\n"
        for part in parts:
            for node, values in part.nodes.items():
                out.write(before_node + _element({**plain(values), "labels": labels_of(node, values)}))
                before_node = ",\n"
            for edge, values in part.edges.items():
                ends = {"id": edge_id(edge), "source": edge.start.id, "target": edge.end.id}
                edges.write(before_edge + _element({**plain(values), **ends, "interaction": edge.type}))
                before_edge = ",\n"
        out.write('\n],\n"edges": [')
        edges.seek(0)
        shutil.copyfileobj(edges, out)
    out.write("\n]}}\n")


def _element(data: Mapping[str, object]) -> str:
    return json.dumps({"data": data}, ensure_ascii=False)
