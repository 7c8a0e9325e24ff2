"""GraphML, which networkx, yEd, igraph and Gephi open.

Every node and edge is there with all its values. GraphML has no lists and no dates, so a list is written as a JSON
array and a date in ISO 8601, both as strings; a value that is not known has no element. The labels of a node stand in
`labels` (`:Deal:Investment`), the type of an edge in `label`; parallel edges stay parallel, each with an id.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import IO

from dealgraph.graph.export.encoding import EDGE_COLUMNS, NODE_COLUMNS, edge_id, labels_of
from dealgraph.graph.export.xml import attribute, text
from dealgraph.graph.model import Part, Properties

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
TYPES = {int: "long", float: "double", str: "string", date: "string"}
KEYS = {"node": {**NODE_COLUMNS, "labels": str}, "edge": {**EDGE_COLUMNS, "label": str}}


def write(parts: Iterable[Part], out: IO[str]) -> None:
    """Writes the union of the parts, one part at a time."""
    out.write(HEAD)
    for domain, keys in KEYS.items():
        for name, kind in sorted(keys.items()):
            key = f'id="{domain}.{name}" for="{domain}" attr.name="{name}"'
            out.write(f' <key {key} attr.type="{TYPES.get(kind, "string")}"/>\n')
    out.write(' <graph id="deals" edgedefault="directed">\n')
    for part in parts:
        for node, properties in part.nodes.items():
            labels = "".join(f":{label}" for label in labels_of(node, properties))
            out.write(f"  <node id={attribute(node.id)}>{_data('node', {**properties, 'labels': labels})}</node>\n")
        for edge, properties in part.edges.items():
            ends = f"source={attribute(edge.start.id)} target={attribute(edge.end.id)}"
            data = _data("edge", {**properties, "label": edge.type})
            out.write(f"  <edge id={attribute(edge_id(edge))} {ends}>{data}</edge>\n")
    out.write(" </graph>\n</graphml>\n")


def _data(domain: str, values: Properties) -> str:
    return "".join(f'<data key="{domain}.{name}">{text(value)}</data>' for name, value in sorted(values.items()))
