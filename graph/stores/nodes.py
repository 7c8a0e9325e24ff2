"""What the store on Neo4j reads and writes in one transaction: the truth, and the state of parties and deals.

Beside the graph's own tables, nodes hold these in properties whose names start with `_`; answers don't show them. A
node without them was written by others: loading doesn't read it, and `checking` names it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from dealgraph.graph.changes import Changes, Update
from dealgraph.graph.decisions import Decisions
from dealgraph.graph.derive import Edit, Outcome
from dealgraph.graph.known import DealState, PartyState
from dealgraph.graph.model import ARTICLE, DEAL, DECISION, FACT, LABELS, NodeKey, party_key
from dealgraph.graph.records import StoredFact
from dealgraph.graph.stores import states
from dealgraph.graph.stores.keyindex import KeyIndex
from dealgraph.graph.stores.rows import statements
from dealgraph.graph.truth import Record, best_of, fact_from_json, fact_to_json, from_json, to_json
from dealgraph.schemas import Fact
from dealgraph.schemas.graph import Decision

if TYPE_CHECKING:
    import neo4j

T = TypeVar("T")

ROWS = 5_000
"""Rows that one statement writes."""
KEYS_AT_ONCE = 500
"""Keys that one look-up in a full-text index takes; Lucene allows 1,024."""

# Neo4j has no index into lists but this one; the analyzer `keyword` leaves each key whole.
KEY_INDEX = (
    "CREATE FULLTEXT INDEX dealgraph_{name}_keys IF NOT EXISTS FOR (n:{labels}) ON EACH [n._keys] "
    "OPTIONS {{indexConfig: {{`fulltext.analyzer`: 'keyword'}}}}"
)
UNIQUE = "CREATE CONSTRAINT dealgraph_{name} IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"
SETUP = (
    *(UNIQUE.format(name=label.lower(), label=label) for label in (*LABELS, "Store")),
    KEY_INDEX.format(name="party", labels="Company|Person"),
    KEY_INDEX.format(name="deal", labels="Deal"),
    "CALL db.awaitIndexes(60)",
)

LOCK = "MATCH (s:Store {id: 'dealgraph'}) SET s._writes = coalesce(s._writes, 0) + 1 RETURN s._writes AS writes"
RECORDS = """
UNWIND $ids AS id
MATCH (a:Article {id: id})
WHERE a._record IS NOT NULL
RETURN a.id AS id, a._record AS record, a.content AS content,
       COLLECT { MATCH (a)-[:STATES]->(f) WHERE f._facts IS NOT NULL RETURN f._facts } AS facts
ORDER BY id
"""
NEXT_IDS = "MATCH (a:Article) WHERE a.id > $last AND a._record IS NOT NULL RETURN a.id AS id ORDER BY id LIMIT $count"
FACTS = """
UNWIND $ids AS id
MATCH (f:Fact {id: id})<-[:STATES]-(a:Article)
WHERE f._facts IS NOT NULL AND a._card IS NOT NULL
RETURN f.id AS id, f._facts AS facts, a.id AS article, a._card AS card
ORDER BY id
"""
FACTS_NAMING = """
UNWIND $ids AS id
MATCH (p:Company|Person {id: id})<-[:NAMES]-(f:Fact)
RETURN DISTINCT f.id AS id
"""
PARTIES = "CALL db.index.fulltext.queryNodes('dealgraph_party_keys', $query) YIELD node RETURN node._state AS state"
DEALS = "CALL db.index.fulltext.queryNodes('dealgraph_deal_keys', $query) YIELD node RETURN node._state AS state"
PARTIES_BY_ID = (
    "UNWIND $ids AS id MATCH (p:Company|Person {id: id}) WHERE p._state IS NOT NULL "
    "RETURN p._state AS state ORDER BY id"
)
DEALS_BY_ID = (
    "UNWIND $ids AS id MATCH (d:Deal {id: id}) WHERE d._state IS NOT NULL RETURN d._state AS state ORDER BY id"
)
DEALS_OF = """
UNWIND $ids AS id
MATCH (f:Fact {id: id})-[:ABOUT]->(d:Deal)
WHERE d._state IS NOT NULL
RETURN DISTINCT d._state AS state
"""
DECISIONS = "MATCH (d:Decision) WHERE d._decision IS NOT NULL RETURN d._decision AS decision ORDER BY d.id"
COUNT_STATES = "RETURN COUNT { (:Company) } + COUNT { (:Person) } + COUNT { (:Deal) } AS states"
PARTY_KEYS = "MATCH (p:Company|Person) WHERE p._keys IS NOT NULL RETURN p.id AS id, p._keys AS keys"
DEAL_KEYS = "MATCH (d:Deal) WHERE d._keys IS NOT NULL RETURN d.id AS id, d._keys AS keys"
ALL_PARTIES = "MATCH (p:Company|Person) WHERE p._state IS NOT NULL RETURN p._state AS state ORDER BY p.id"
ALL_DEALS = "MATCH (d:Deal) WHERE d._state IS NOT NULL RETURN d._state AS state ORDER BY d.id"


@dataclass(frozen=True)
class Keys:
    """All keys of the graph, in memory."""

    parties: KeyIndex = field(default_factory=KeyIndex)
    deals: KeyIndex = field(default_factory=KeyIndex)

    def add(self, outcome: Outcome) -> None:
        """What a transaction has written."""
        for party_id, party in outcome.parties.items():
            self.parties.add(party_id, _keys(party.keys) if party else ())
        for deal_id, deal in outcome.deals.items():
            self.deals.add(deal_id, _keys(deal.keys) if deal else ())


class Nodes:
    """One transaction on the server; a `Transaction`. With `keys`, these answer which parties and deals there are."""

    def __init__(self, transaction: neo4j.Transaction | neo4j.ManagedTransaction, keys: Keys | None = None) -> None:
        self._tx = transaction
        self._all_keys = keys
        self._parties: dict[str, PartyState] = {}
        self._deals: dict[str, DealState] = {}
        self.asked = 0
        self.outcomes: list[Outcome] = []

    def rows(self, statement: Any, **parameters: Any) -> list[Any]:
        return list(self._tx.run(statement, parameters))

    def records(self, ids: Iterable[str]) -> dict[str, Record]:
        return {row["id"]: _record(row) for row in self.rows(RECORDS, ids=list(ids))}

    def next_ids(self, last: str, count: int) -> list[str]:
        """The ids of the next articles, in their order."""
        return [row["id"] for row in self.rows(NEXT_IDS, last=last, count=count)]

    def batches(self, size: int) -> Iterator[dict[str, Record]]:
        """All records by id, in the order of their ids, `size` at a time."""
        last = ""
        while ids := self.next_ids(last, size):
            yield self.records(ids)
            last = ids[-1]

    def decisions(self) -> Decisions:
        return Decisions(Decision.model_validate_json(row["decision"]) for row in self.rows(DECISIONS))

    def facts(self, ids: Iterable[str]) -> list[StoredFact]:
        wanted = list(ids)
        found = self.rows(FACTS, ids=wanted) if wanted else []
        return [
            StoredFact(
                row["id"],
                best_of(fact_from_json(text) for text in row["facts"]),
                states.card_from_json(row["article"], row["card"]),
            )
            for row in found
        ]

    def facts_naming(self, parties: Iterable[str]) -> list[StoredFact]:
        wanted = list(parties)
        return self.facts(row["id"] for row in self.rows(FACTS_NAMING, ids=wanted)) if wanted else []

    def parties(self, keys: Iterable[str]) -> list[PartyState]:
        if self._all_keys is None:
            return [states.party_from_json(text) for text in self._keyed(PARTIES, keys)]
        ids = self._all_keys.parties.ids(map(_key, keys))
        for row in self._by_id(PARTIES_BY_ID, [one for one in ids if one not in self._parties]):
            state = states.party_from_json(row["state"])
            self._parties[state.party.id] = state
        return [self._parties[one] for one in ids if one in self._parties]

    def deals(self, keys: Iterable[str]) -> list[DealState]:
        if self._all_keys is None:
            return [states.deal_from_json(text) for text in self._keyed(DEALS, keys)]
        ids = self._all_keys.deals.ids(map(_key, keys))
        for row in self._by_id(DEALS_BY_ID, [one for one in ids if one not in self._deals]):
            state = states.deal_from_json(row["state"])
            self._deals[state.deal.id] = state
        return [self._deals[one] for one in ids if one in self._deals]

    def all_keys(self) -> Keys:
        """All keys of the graph."""
        found = Keys()
        for row in self._tx.run(PARTY_KEYS):
            found.parties.add(row["id"], row["keys"])
        for row in self._tx.run(DEAL_KEYS):
            found.deals.add(row["id"], row["keys"])
        return found

    def deals_of(self, facts: Iterable[str]) -> list[DealState]:
        wanted = list(facts)
        found = self.rows(DEALS_OF, ids=wanted) if wanted else []
        return [states.deal_from_json(row["state"]) for row in found]

    def write(self, edit: Edit, outcome: Outcome) -> None:
        self.outcomes.append(outcome)
        changes = outcome.changes
        nodes = {key: dict(update) for key, update in changes.nodes.items()}
        for key, update in _kept(edit, outcome):
            nodes.setdefault(key, {}).update(update)
        whole = Changes(nodes, changes.edges, changes.gone_nodes, changes.gone_edges, changes.unneeded)
        for statement in statements(whole):
            for rows in chunks(statement.rows, ROWS):
                self._tx.run(statement.cypher, {statement.parameter: rows}).consume()

    def _by_id(self, statement: str, ids: list[str]) -> list[Any]:
        return self.rows(statement, ids=ids) if ids else []

    def _keyed(self, statement: str, keys: Iterable[str]) -> Iterator[str]:
        """The states, each once, under any of the keys, from the server's index."""
        found: dict[str, None] = {}
        for some in chunks(sorted(set(keys)), KEYS_AT_ONCE):
            self.asked += len(some)
            query = " OR ".join(f'"{_escaped(_key(key))}"' for key in some)
            found.update(dict.fromkeys(row["state"] for row in self.rows(statement, query=query)))
        return iter(found)


def _kept(edit: Edit, outcome: Outcome) -> Iterator[tuple[NodeKey, Update]]:
    """What nodes hold beside what they show."""
    for key, record in edit.after.items():
        if record is None:
            continue
        before = edit.before.get(key)
        card = states.card_to_json(record.card)
        yield NodeKey(ARTICLE, key), {"content": record.article.content, "_record": to_json(record), "_card": card}
        told_before = before.told if before else {}
        for fact_id, told in record.told.items():
            if told_before.get(fact_id) != told:
                yield NodeKey(FACT, fact_id), {"_facts": [fact_to_json(fact) for fact in told]}
    decided = {decision.id: decision for decision in edit.decided_after}
    for decision in edit.redecided:
        if decision.id in decided:
            yield NodeKey(DECISION, decision.id), {"_decision": decided[decision.id].model_dump_json()}
    for party_id, party in outcome.parties.items():
        if party:
            yield party_key(party_id), {"_state": states.party_to_json(party), "_keys": _keys(party.keys)}
    for deal_id, deal in outcome.deals.items():
        if deal:
            yield NodeKey(DEAL, deal_id), {"_state": states.deal_to_json(deal), "_keys": _keys(deal.keys)}


def _record(row: Any) -> Record:
    facts: dict[str, list[Fact]] = {}
    for text in (text for told in row["facts"] for text in told):
        fact = fact_from_json(text)
        facts.setdefault(fact.extractor, []).append(fact)
    return from_json(row["record"], row["content"], facts)


def _key(key: str) -> str:
    """A key as it stands in the index: never empty, never longer than Lucene takes."""
    return f":{key}"[:4000]


def _keys(keys: Iterable[str]) -> list[str]:
    return sorted({_key(key) for key in keys})


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def chunks(values: list[T], size: int) -> Iterator[list[T]]:
    """The values, `size` at a time."""
    iterator = iter(values)
    return iter(lambda: list(islice(iterator, size)), [])
