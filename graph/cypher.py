"""The statements that write a graph, as constants: one for each label and each kind of edge.

Rows are `{"id": …, "properties": {…}}` for nodes and `{"from_id": …, "to_id": …, "key": {…}, "properties": {…}}` for
edges. A property that is null is removed. Every statement can run twice with the same effect as once.
"""

from __future__ import annotations

from dealgraph.graph.model import DEAL, DEAL_LABELS, EDGE_KINDS, LABELS, NEEDED_BY, EdgeKind

PUT_NODES = {label: f"UNWIND $rows AS row MERGE (n:{label} {{id: row.id}}) SET n += row.properties" for label in LABELS}
DROP_NODES = {label: f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) DETACH DELETE n" for label in LABELS}
DROP_UNNEEDED = {
    label: f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) WHERE NOT (n)<-[:{type_}]-() DETACH DELETE n"
    for label, type_ in NEEDED_BY.items()
}

_ALL_DEALS = "".join(f":{label}" for label in DEAL_LABELS.values())
LABEL_DEALS = {
    kind: f"UNWIND $ids AS id MATCH (n:{DEAL} {{id: id}}) REMOVE n{_ALL_DEALS} SET n:{label}"
    for kind, label in DEAL_LABELS.items()
}
"""By type of deal: sets the second label."""


def _key(kind: EdgeKind) -> str:
    return " {" + ", ".join(f"{name}: row.key.{name}" for name in kind.key) + "}" if kind.key else ""


_ENDS = "UNWIND $rows AS row MATCH (a:{start} {{id: row.from_id}}) MATCH (b:{end} {{id: row.to_id}})"
_EDGE = "UNWIND $rows AS row MATCH (a:{start} {{id: row.from_id}})-[e:{type}{key}]->(b:{end} {{id: row.to_id}})"

PUT_EDGES = {
    kind: _ENDS.format(start=kind.start, end=kind.end)
    + f" MERGE (a)-[e:{kind.type}{_key(kind)}]->(b) SET e += row.properties"
    for kind in EDGE_KINDS
}
DROP_EDGES = {
    kind: _EDGE.format(start=kind.start, end=kind.end, type=kind.type, key=_key(kind)) + " DELETE e"
    for kind in EDGE_KINDS
}

ALL_NODES = {label: f"MATCH (n:{label}) RETURN n" for label in LABELS}
ALL_EDGES = {
    kind: f"MATCH (a:{kind.start})-[e:{kind.type}]->(b:{kind.end}) RETURN a.id AS from_id, e, b.id AS to_id"
    for kind in EDGE_KINDS
}
