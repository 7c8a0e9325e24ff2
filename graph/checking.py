"""Whether a store holds what it must: quotes that stand in their articles, and the graph that follows from what is so.

The graph is worked out anew, all at once, and compared with the one that the store answers from; so a breach names
anything that came about by a fault of a disk, of a server, of people who wrote past dealgraph, or of dealgraph itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple, TypeVar

from dealgraph.graph.canonical import TYPES_THERE, kinds_there, read_edges, read_nodes, worked_out
from dealgraph.graph.loader import quotes_of, stands
from dealgraph.graph.model import EDGE_KINDS, LABELS, EdgeKey, NodeKey, Properties
from dealgraph.graph.stores.base import Store
from dealgraph.graph.truth import Record

Key = TypeVar("Key", NodeKey, EdgeKey)

STRANGERS = "MATCH (n) WHERE NOT ({labels}) RETURN labels(n) AS labels, count(n) AS number ORDER BY labels"
STRANGE_NODES = STRANGERS.format(labels=" OR ".join(f"n:{label}" for label in (*LABELS, "Store")))


class Breach(NamedTuple):
    """Something that is not as it must be: which `rule` is broken, by what (`about`: an id, or an edge as Cypher writes
    it), and `what` is wrong with it.

    Rules: `evidence` (a quote stands where it says), `unknown` (nothing but the model's labels and types), `double`
    (each node and edge once), `missing`, `extra` and `values` (nodes and edges follow from articles and decisions),
    `state` (so does what a store keeps of companies and deals to work from).
    """

    rule: str
    about: str
    what: str


def breaches(store: Store) -> Iterator[Breach]:
    """All that is wrong with a store; nothing when all is well. Needs as much memory as the whole graph."""
    records = list(store.records())
    for record in records:
        yield from _misquoted(record)
    yield from _unknown(store)
    expected = worked_out(records, store.decisions())
    del records
    for label in LABELS:
        nodes = {key: values for key, values in expected.graph.nodes.items() if key.label == label}
        yield from _compared(read_nodes(store, label), nodes)
    edges: dict[tuple[str, str, str], dict[EdgeKey, Properties]] = {}
    for edge, values in expected.graph.edges.items():
        edges.setdefault((edge.type, edge.start.label, edge.end.label), {})[edge] = values
    there = {(kind.type, kind.start, kind.end): kind for kind in kinds_there(store)}
    for kind in dict.fromkeys((*edges, *there)):
        yield from _compared(read_edges(store, there[kind]) if kind in there else (), edges.get(kind, {}))
    parties, deals = store.states()
    yield from _states("party", {state.party.id: state for state in parties}, expected.parties)
    yield from _states("deal", {state.deal.id: state for state in deals}, expected.deals)


def _misquoted(record: Record) -> Iterator[Breach]:
    """Each quote of each fact that isn't in the article at the place it gives."""
    for stored in record.facts:
        for one in quotes_of(stored.fact):
            if not stands(one, record.article.content):
                where = f"characters {one.start} to {one.end} of article {record.id}"
                yield Breach("evidence", stored.id, f"“{one.quote}” is not what {where} say")


def _unknown(store: Store) -> Iterator[Breach]:
    for labels, number in store.query(STRANGE_NODES, timeout=None).rows:
        yield Breach("unknown", ":".join(labels) or "no label", f"nodes that dealgraph doesn't write: {number}")
    known = {kind.type for kind in EDGE_KINDS}
    for (kind,) in store.query(TYPES_THERE, timeout=None).rows:
        if kind not in known:
            yield Breach("unknown", f"[:{kind}]", "edges of a type that dealgraph doesn't write")


def _compared(found: Iterable[tuple[Key, Properties]], expected: Mapping[Key, Properties]) -> Iterator[Breach]:
    """How the nodes of a label or the edges of a kind differ from those that must be there."""
    seen = set()
    for key, values in found:
        about = _written(key)
        if key in seen:
            yield Breach("double", about, "is there more than once")
        elif key not in expected:
            yield Breach("extra", about, "follows from no article")
        elif values != expected[key]:
            wrong = sorted(n for n in values.keys() | expected[key].keys() if values.get(n) != expected[key].get(n))
            yield Breach("values", about, f"has other values than its articles give: {', '.join(wrong)}")
        seen.add(key)
    for key in expected:
        if key not in seen:
            yield Breach("missing", _written(key), "is not there, though articles tell of it")


def _states(kind: str, found: Mapping[str, Any], expected: Mapping[str, Any]) -> Iterator[Breach]:
    for key in sorted(found.keys() | expected.keys()):
        if found.get(key) != expected.get(key):
            yield Breach("state", key, f"what is kept of the {kind} is not what follows from its articles")


def _written(key: NodeKey | EdgeKey) -> str:
    if isinstance(key, NodeKey):
        return key.id
    return f"({key.start.id})-[:{key.type}]->({key.end.id})"
