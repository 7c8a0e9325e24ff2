"""A graph as lines of JSON that are equal, byte for byte, for equal graphs, whatever store holds them and however they
came about."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dealgraph.graph import cypher
from dealgraph.graph.decisions import Decisions
from dealgraph.graph.derive import Edit, derive
from dealgraph.graph.known import DealState, PartyState
from dealgraph.graph.model import EDGE_KINDS, LABELS, EdgeKey, EdgeKind, NodeKey, Part, Properties
from dealgraph.graph.records import StoredFact
from dealgraph.graph.stores.base import Store
from dealgraph.graph.truth import Record, fact_to_json
from dealgraph.schemas.graph import Decision

TIMES = frozenset(["ingested_at"])
"""Properties that tell when something was loaded, not what it is."""
TYPES_THERE = "MATCH ()-[e]->() RETURN DISTINCT type(e) AS type"


def canonical_lines(store: Store) -> Iterator[str]:
    """All that a store holds, sorted: articles with their content and their facts as each extractor tells them, then
    the graph's nodes by label and its edges by type. When an article came is left out."""
    for record in store.records():
        article = {"content": record.article.content, "extractors": sorted(record.readings)}
        yield _line({"article": record.id, **article})
        for fact_id, told in sorted(record.told.items()):
            for text in sorted(fact_to_json(fact) for fact in told):
                yield _line({"told": fact_id, "fact": json.loads(text)})
    for label in LABELS:
        for key, properties in sorted(read_nodes(store, label)):
            yield node_line(key, _timeless(properties))
    for kind in kinds_there(store):
        for edge, properties in sorted(read_edges(store, kind), key=lambda found: found[0]):
            yield edge_line(edge, _timeless(properties))


def node_line(node: NodeKey, properties: Mapping[str, Any]) -> str:
    """A node as a line of JSON."""
    return _line({"node": node.label, "id": node.id, **properties})


def edge_line(edge: EdgeKey, properties: Mapping[str, Any]) -> str:
    """An edge as a line of JSON."""
    return _line({"edge": edge.type, "from": edge.start.id, "to": edge.end.id, **properties})


def read_graph(store: Store) -> Part:
    """The graph as its store answers for it in Cypher."""
    whole = Part()
    for label in LABELS:
        whole.nodes.update(read_nodes(store, label))
    for kind in kinds_there(store):
        for edge, properties in read_edges(store, kind):
            if edge in whole.edges:
                raise AssertionError(f"two edges are told apart by nothing: {edge}")
            whole.edges[edge] = properties
    return whole


def read_nodes(store: Store, label: str) -> list[tuple[NodeKey, Properties]]:
    """The nodes with a label, in no particular order."""
    answer = store.query(cypher.ALL_NODES[label], timeout=None)
    return [(NodeKey(label, node.id), dict(node.properties)) for (node,) in answer.rows]


def kinds_there(store: Store) -> list[EdgeKind]:
    """The kinds of edges of which the graph has any, so that nobody asks for the many that it hasn't."""
    there = {value for (value,) in store.query(TYPES_THERE, timeout=None).rows}
    return [kind for kind in EDGE_KINDS if kind.type in there]


def read_edges(store: Store, kind: EdgeKind) -> list[tuple[EdgeKey, Properties]]:
    """The edges of a kind, in no particular order."""
    answer = store.query(cypher.ALL_EDGES[kind], timeout=None)
    found = []
    for from_id, edge, to_id in answer.rows:
        key = tuple(str(edge.properties[name]) for name in kind.key)
        start, end = NodeKey(kind.start, from_id), NodeKey(kind.end, to_id)
        found.append((EdgeKey(kind.type, start, end, key), dict(edge.properties)))
    return found


@dataclass(frozen=True)
class WorkedOut:
    """A whole graph, and the state of all its parties and deals by id."""

    graph: Part
    parties: Mapping[str, PartyState | None]
    deals: Mapping[str, DealState | None]


def worked_out(records: Iterable[Record], decisions: Iterable[Decision] = ()) -> WorkedOut:
    """All that follows from articles and decisions, worked out at once: what a store must hold however they came."""
    decided = Decisions.of(decisions)
    outcome = derive(Edit({}, {record.id: record for record in records}, Decisions(), decided), Nothing())
    unneeded = set(outcome.changes.unneeded)
    nodes = {key: properties for key, properties in outcome.changes.nodes.items() if key not in unneeded}
    return WorkedOut(Part(nodes, outcome.changes.edges), outcome.parties, outcome.deals)  # type: ignore[arg-type]


class Nothing:
    """A graph without anything in it."""

    def parties(self, keys: Iterable[str]) -> Iterable[PartyState]:
        return ()

    def deals(self, keys: Iterable[str]) -> Iterable[DealState]:
        return ()

    def deals_of(self, facts: Iterable[str]) -> Iterable[DealState]:
        return ()

    def facts(self, ids: Iterable[str]) -> Iterable[StoredFact]:
        return ()

    def facts_naming(self, parties: Iterable[str]) -> Iterable[StoredFact]:
        return ()


def _timeless(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in properties.items() if name not in TIMES}


def _line(row: Mapping[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False, sort_keys=True, default=_plain)


def _plain(value: date) -> str:
    return value.isoformat()
