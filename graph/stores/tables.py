"""What the embedded store holds in SQLite: the truth, and the state of parties and deals, each found by its keys.

All methods run inside the transaction of their connection, which the store begins and ends.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from dealgraph.graph.decisions import Decisions
from dealgraph.graph.known import DealState, PartyState
from dealgraph.graph.model import EdgeKey
from dealgraph.graph.records import ArticleCard, StoredFact
from dealgraph.graph.stores import states
from dealgraph.graph.truth import Record, best_of, fact_from_json, fact_to_json, from_json, to_json
from dealgraph.schemas import Fact
from dealgraph.schemas.graph import Decision

if TYPE_CHECKING:
    from dealgraph.graph.derive import Edit, Outcome

SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE article (id TEXT PRIMARY KEY, card TEXT NOT NULL, record TEXT NOT NULL, content TEXT NOT NULL);
CREATE TABLE fact (id TEXT, extractor TEXT, article TEXT NOT NULL, json TEXT NOT NULL, PRIMARY KEY (id, extractor));
CREATE INDEX fact_article ON fact (article);
CREATE TABLE decision (id TEXT PRIMARY KEY, json TEXT NOT NULL);
CREATE TABLE party (id TEXT PRIMARY KEY, json TEXT NOT NULL);
CREATE TABLE party_key (key TEXT, party TEXT, PRIMARY KEY (key, party)) WITHOUT ROWID;
CREATE INDEX party_key_party ON party_key (party);
CREATE TABLE deal (id TEXT PRIMARY KEY, json TEXT NOT NULL);
CREATE TABLE deal_key (key TEXT, deal TEXT, PRIMARY KEY (key, deal)) WITHOUT ROWID;
CREATE INDEX deal_key_deal ON deal_key (deal);
CREATE TABLE about (fact TEXT PRIMARY KEY, deal TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE names (party TEXT, fact TEXT, key TEXT, PRIMARY KEY (party, fact, key)) WITHOUT ROWID;
"""

LISTED = "IN (SELECT value FROM json_each(?))"
RECORDS = f"SELECT id, record, content FROM article WHERE id {LISTED} ORDER BY id"
FACTS_OF_RECORDS = f"SELECT article, extractor, json FROM fact WHERE article {LISTED} ORDER BY id"
NEXT_IDS = "SELECT id FROM article WHERE id > ? ORDER BY id LIMIT ?"
FACTS = (
    "SELECT f.id, f.json, a.id, a.card FROM fact f JOIN article a ON a.id = f.article "
    f"WHERE f.id {LISTED} ORDER BY f.id"
)
FACTS_NAMING = f"SELECT DISTINCT fact FROM names WHERE party {LISTED}"
PARTIES = f"SELECT json FROM party WHERE id IN (SELECT party FROM party_key WHERE key {LISTED}) ORDER BY id"
DEALS = f"SELECT json FROM deal WHERE id IN (SELECT deal FROM deal_key WHERE key {LISTED}) ORDER BY id"
PARTIES_BY_ID = f"SELECT json FROM party WHERE id {LISTED} ORDER BY id"
DEALS_BY_ID = f"SELECT json FROM deal WHERE id {LISTED} ORDER BY id"
DEALS_OF = f"SELECT json FROM deal WHERE id IN (SELECT deal FROM about WHERE fact {LISTED}) ORDER BY id"


class Tables:
    """The tables behind one connection; all of a `Transaction` but `write`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._sql = connection

    def create(self) -> None:
        for statement in SCHEMA.split(";"):
            self._sql.execute(statement)

    def meta(self, name: str) -> Any:
        row = self._sql.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def set_meta(self, name: str, value: Any) -> None:
        self._sql.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    def count(self, table: str) -> int:
        return int(self._sql.execute(f"SELECT count(*) FROM {table}").fetchone()[0])

    def records(self, ids: Iterable[str]) -> dict[str, Record]:
        wanted = _listed(ids)
        facts: dict[str, dict[str, list[Fact]]] = {}
        for article, extractor, text in self._sql.execute(FACTS_OF_RECORDS, (wanted,)):
            facts.setdefault(article, {}).setdefault(extractor, []).append(fact_from_json(text))
        rows = self._sql.execute(RECORDS, (wanted,))
        return {key: from_json(record, content, facts.get(key, {})) for key, record, content in rows}

    def batches(self, size: int) -> Iterator[dict[str, Record]]:
        """All records by id, in the order of their ids, `size` at a time."""
        last = ""
        while ids := [key for (key,) in self._sql.execute(NEXT_IDS, (last, size))]:
            yield self.records(ids)
            last = ids[-1]

    def all_records(self) -> Iterator[Record]:
        return (record for batch in self.batches(1000) for record in batch.values())

    def decisions(self) -> Decisions:
        rows = self._sql.execute("SELECT json FROM decision ORDER BY id")
        return Decisions(Decision.model_validate_json(text) for (text,) in rows)

    def facts(self, ids: Iterable[str]) -> list[StoredFact]:
        told: dict[str, list[Fact]] = {}
        cards: dict[str, ArticleCard] = {}
        for key, text, article, card in self._sql.execute(FACTS, (_listed(ids),)):
            told.setdefault(key, []).append(fact_from_json(text))
            cards[key] = states.card_from_json(article, card)
        return [StoredFact(key, best_of(facts), cards[key]) for key, facts in told.items()]

    def facts_naming(self, parties: Iterable[str]) -> list[StoredFact]:
        return self.facts(key for (key,) in self._sql.execute(FACTS_NAMING, (_listed(parties),)))

    def parties(self, keys: Iterable[str]) -> list[PartyState]:
        return [states.party_from_json(text) for (text,) in self._sql.execute(PARTIES, (_listed(keys),))]

    def deals(self, keys: Iterable[str]) -> list[DealState]:
        return [states.deal_from_json(text) for (text,) in self._sql.execute(DEALS, (_listed(keys),))]

    def deals_of(self, facts: Iterable[str]) -> list[DealState]:
        return [states.deal_from_json(text) for (text,) in self._sql.execute(DEALS_OF, (_listed(facts),))]

    def parties_by_id(self, ids: Iterable[str]) -> list[PartyState]:
        return [states.party_from_json(text) for (text,) in self._sql.execute(PARTIES_BY_ID, (_listed(ids),))]

    def deals_by_id(self, ids: Iterable[str]) -> list[DealState]:
        return [states.deal_from_json(text) for (text,) in self._sql.execute(DEALS_BY_ID, (_listed(ids),))]

    def all_parties(self) -> Iterator[PartyState]:
        rows = self._sql.execute("SELECT json FROM party ORDER BY id")
        return (states.party_from_json(text) for (text,) in rows)

    def all_deals(self) -> Iterator[DealState]:
        rows = self._sql.execute("SELECT json FROM deal ORDER BY id")
        return (states.deal_from_json(text) for (text,) in rows)

    def forget_derived(self) -> None:
        """Drops all that can be worked out anew."""
        for table in ("party", "party_key", "deal", "deal_key", "about", "names"):
            self._sql.execute(f"DELETE FROM {table}")

    def write(self, edit: Edit, outcome: Outcome) -> None:
        """Writes the edit and what follows from it."""
        self._write_records(edit)
        for decision in edit.redecided:
            self._sql.execute("DELETE FROM decision WHERE id = ?", (decision.id,))
        kept = {decision.id: decision for decision in edit.decided_after}
        decided = [kept[d.id] for d in edit.redecided if d.id in kept]
        self._many("INSERT OR REPLACE INTO decision VALUES (?, ?)", [(d.id, d.model_dump_json()) for d in decided])
        self.write_derived(outcome)
        self.set_meta("version", int(self.meta("version")) + 1)

    def write_derived(self, outcome: Outcome) -> None:
        """Writes the states of parties and deals, and which fact names and is about which of them."""
        self._write_states(outcome)
        changes = outcome.changes
        self._many("DELETE FROM about WHERE fact = ?", [(e.start.id,) for e in changes.gone_edges if e.type == "ABOUT"])
        self._many("DELETE FROM names WHERE party = ? AND fact = ? AND key = ?", _names(changes.gone_edges))
        about = [(e.start.id, e.end.id) for e in changes.edges if e.type == "ABOUT"]
        self._many("INSERT OR REPLACE INTO about VALUES (?, ?)", about)
        self._many("INSERT OR IGNORE INTO names VALUES (?, ?, ?)", _names(changes.edges))

    def _write_records(self, edit: Edit) -> None:
        before = [(key,) for key, record in edit.before.items() if record]
        self._many("DELETE FROM fact WHERE article = ?", before)
        self._many("DELETE FROM article WHERE id = ?", [(key,) for key, r in edit.after.items() if r is None])
        after = [record for record in edit.after.values() if record]
        rows = [(r.id, states.card_to_json(r.card), to_json(r), r.article.content) for r in after]
        self._many("INSERT OR REPLACE INTO article VALUES (?, ?, ?, ?)", rows)
        facts = [(key, f.extractor, r.id, fact_to_json(f)) for r in after for key, told in r.told.items() for f in told]
        self._many("INSERT INTO fact VALUES (?, ?, ?, ?)", facts)

    def _write_states(self, outcome: Outcome) -> None:
        for table, changed in (("party", outcome.parties), ("deal", outcome.deals)):
            self._many(f"DELETE FROM {table}_key WHERE {table} = ?", [(key,) for key in changed])
            self._many(f"DELETE FROM {table} WHERE id = ?", [(key,) for key, state in changed.items() if state is None])
            keys = [(key, name) for name, state in changed.items() if state for key in sorted(state.keys)]
            self._many(f"INSERT INTO {table}_key VALUES (?, ?)", keys)
        parties = [(key, states.party_to_json(state)) for key, state in outcome.parties.items() if state]
        deals = [(key, states.deal_to_json(state)) for key, state in outcome.deals.items() if state]
        self._many("INSERT OR REPLACE INTO party VALUES (?, ?)", parties)
        self._many("INSERT OR REPLACE INTO deal VALUES (?, ?)", deals)

    def _many(self, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
        if rows:
            self._sql.executemany(statement, rows)


def _listed(values: Iterable[str]) -> str:
    return json.dumps(list(values), ensure_ascii=False)


def _names(edges: Iterable[EdgeKey]) -> list[tuple[str, str, str]]:
    return [(e.end.id, e.start.id, "\n".join(e.key)) for e in edges if e.type == "NAMES"]
