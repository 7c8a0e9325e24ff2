"""GraphML, which networkx, yEd, Gephi and igraph open.

Every node and edge is there with all its values. GraphML has no lists and no dates, so a list is written as a JSON
array and a date in ISO 8601, both as strings; a value that is not known has no element. The labels of a node stand in
`labels` (`:Deal:Investment`), the type of an edge in `label`; parallel edges stay parallel, each with an id.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import IO
from xml.sax.saxutils import escape

from dealgraph.graph.model import DEAL, DEAL_LABELS, SOURCE, EdgeKey, NodeKey, Part, Properties, Property

Parts = Callable[[], Iterable[Part]]

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that no XML 1.0 file can hold; they become U+FFFD."""
TYPES = {bool: "boolean", int: "long", float: "double"}


def write_graphml(parts: Parts, out: IO[str]) -> None:
    """Writes the union of the parts. `parts` is called twice, first to learn which values there are, so that memory
    holds one part at a time."""
    out.write(HEAD)
    for (domain, name), kind in sorted(_keys(parts()).items()):
        out.write(f' <key id="{domain}.{name}" for="{domain}" attr.name="{name}" attr.type="{kind}"/>\n')
    out.write(' <graph id="deals" edgedefault="directed">\n')
    sources: set[NodeKey] = set()
    for part in parts():
        for node, properties in part.nodes.items():
            if node not in sources:
                out.write(f"  <node id={_quoted(node.id)}>{_data('node', _node_values(node, properties))}</node>\n")
            if node.label == SOURCE:  # the one label whose nodes stand in several parts
                sources.add(node)
        for edge, properties in part.edges.items():
            ends = f"source={_quoted(edge.start.id)} target={_quoted(edge.end.id)}"
            data = _data("edge", _edge_values(edge, properties))
            out.write(f"  <edge id={_quoted(edge_id(edge))} {ends}>{data}</edge>\n")
    out.write(" </graph>\n</graphml>\n")


def encoded(value: Property) -> str | int | float | bool:
    """The value as GraphML can hold it: lists as JSON, dates in ISO 8601, no character that XML can't hold."""
    if isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, list):
        value = json.dumps(value, ensure_ascii=False)
    return NOT_XML.sub("\ufffd", value.isoformat() if isinstance(value, date) else value)


def labels_of(node: NodeKey, properties: Properties) -> str:
    """The labels of a node as `:Deal:Investment`."""
    second = [label for kind, label in DEAL_LABELS.items() if node.label == DEAL and kind == properties["type"]]
    return "".join(f":{label}" for label in (node.label, *second))


def edge_id(edge: EdgeKey) -> str:
    """One for each edge of a graph, the same in every export."""
    return "|".join((edge.type, edge.start.id, edge.end.id, *edge.key))


def _node_values(node: NodeKey, properties: Properties) -> Properties:
    return {**properties, "labels": labels_of(node, properties)}


def _edge_values(edge: EdgeKey, properties: Properties) -> Properties:
    return {**properties, "label": edge.type}


def _keys(parts: Iterable[Part]) -> dict[tuple[str, str], str]:
    """The type of each value of nodes and edges; a value that is now a whole number and now not is a double."""
    found: dict[tuple[str, str], set[str]] = {}
    for part in parts:
        nodes = (("node", _node_values(key, properties)) for key, properties in part.nodes.items())
        edges = (("edge", _edge_values(key, properties)) for key, properties in part.edges.items())
        for domain, values in (*nodes, *edges):
            for name, value in values.items():
                found.setdefault((domain, name), set()).add(TYPES.get(type(value), "string"))
    return {key: kinds.pop() if len(kinds) == 1 else _common(kinds) for key, kinds in found.items()}


def _common(kinds: set[str]) -> str:
    return "double" if kinds == {"long", "double"} else "string"


def _data(domain: str, values: Properties) -> str:
    return "".join(f'<data key="{domain}.{name}">{_text(value)}</data>' for name, value in sorted(values.items()))


def _text(value: Property) -> str:
    value = encoded(value)
    if isinstance(value, bool):
        return str(value).lower()
    # XML folds a bare carriage return into a line feed.
    return escape(value, {"\r": "&#13;"}) if isinstance(value, str) else repr(value)


def _quoted(text: str) -> str:
    special = {'"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#9;"}
    return '"' + escape(NOT_XML.sub("\ufffd", text), special) + '"'
