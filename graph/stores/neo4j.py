"""The store on a Neo4j 5 server (Community edition suffices), by the official driver.

Every batch is one transaction. A node with the label `Store` holds the schema's version; transactions that write take
a lock on it first, so several processes may load at once: they take turns, batch by batch.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from typing import Any, TypeVar
from urllib.parse import urlsplit

import neo4j
from neo4j import exceptions

from dealgraph.errors import QueryError, StoreError, StoreLockedError, StoreSchemaError, TimeLimitError
from dealgraph.graph.decisions import Decisions
from dealgraph.graph.derive import Edit, derive
from dealgraph.graph.known import DealState, PartyState
from dealgraph.graph.model import LABELS
from dealgraph.graph.stores import reading, states
from dealgraph.graph.stores.base import SCHEMA_VERSION, Result, Transaction
from dealgraph.graph.stores.driver_answers import shared_rows
from dealgraph.graph.stores.keyindex import MOST_STATES
from dealgraph.graph.stores.nodes import (
    ALL_DEALS,
    ALL_PARTIES,
    COUNT_STATES,
    DEALS_BY_ID,
    LOCK,
    PARTIES_BY_ID,
    SETUP,
    Keys,
    Nodes,
    chunks,
)
from dealgraph.graph.truth import Record
from dealgraph.schemas.graph import Deal, Party

T = TypeVar("T")

CONNECT_SECONDS = 5.0
RETRY_SECONDS = 15.0
"""How long a transaction is tried again after a passing failure, such as a dropped connection."""
WRITE_SECONDS = 120.0
"""How long one transaction that writes may take, the wait for other writers included."""
BATCH = 500
"""Articles read, or derived, at a time."""

FIND_STORE = "MATCH (s:Store {id: 'dealgraph'}) RETURN s.schema AS schema"
FIND_OTHERS = f"MATCH (n:{'|'.join((*LABELS, 'Store'))}) RETURN n.id LIMIT 1"
MAKE_STORE = "MERGE (s:Store {id: 'dealgraph'}) SET s.name = 'dealgraph', s.type = 'store', s.schema = $schema"
FORGET_DERIVED = "MATCH (n:Company|Person|Deal) WITH n LIMIT 5000 DETACH DELETE n RETURN count(*) AS n"
NODE_IDS = "MATCH (n) WHERE elementId(n) IN $numbers RETURN elementId(n) AS number, n.id AS id"


class Neo4jStore:
    """A store on a server. Threads and processes may share it."""

    def __init__(self, address: str, *, user: str, password: str, database: str | None = None) -> None:
        """Connects. Raises StoreError with what to do where that fails."""
        self.address = address
        self._user, self._database = user, database
        self._has_password = bool(password)
        self._ready = False
        self._keys: Keys | None = None
        self._writes = self._asked = 0
        with self._explained():
            self._driver = neo4j.GraphDatabase.driver(
                address,
                auth=(user, password) if password else None,
                connection_timeout=CONNECT_SECONDS,
                connection_acquisition_timeout=4 * CONNECT_SECONDS,
                max_transaction_retry_time=RETRY_SECONDS,
                notifications_min_severity="OFF",
                user_agent="dealgraph",
            )
        try:
            self._prepare()
        except BaseException:
            self._driver.close()
            raise

    def query(
        self,
        cypher: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        timeout: float | None = 30.0,
        limit: int | None = None,
    ) -> Result:
        statement = reading.checked(cypher)
        with self._explained(timeout), self._session(neo4j.READ_ACCESS) as session:
            reading.refuse_writes(session, statement, dict(parameters or {}))
            answer = session.run(neo4j.Query(statement, timeout=timeout), dict(parameters or {}))
            rows = [tuple(record.values()) for record in (answer if limit is None else islice(answer, limit + 1))]
            columns = tuple(answer.keys())
            answer.consume()
        truncated = limit is not None and len(rows) > limit
        return Result(columns, shared_rows(rows[:limit], self._ids), truncated)

    def records(self, ids: Iterable[str] | None = None) -> Iterator[Record]:
        if ids is not None:
            for some in chunks(sorted(set(ids)), BATCH):
                yield from self._read(lambda nodes, some=some: nodes.records(some)).values()  # type: ignore[misc]
            return
        with self._explained(), self._session(neo4j.READ_ACCESS) as session, session.begin_transaction() as transaction:
            for batch in Nodes(transaction).batches(BATCH):
                yield from batch.values()

    def decisions(self) -> Decisions:
        return self._read(Nodes.decisions)

    def states(self) -> tuple[Iterator[PartyState], Iterator[DealState]]:
        parties = (states.party_from_json(row["state"]) for row in self._streamed(ALL_PARTIES))
        return parties, (states.deal_from_json(row["state"]) for row in self._streamed(ALL_DEALS))

    def parties(self, ids: Iterable[str]) -> list[Party]:
        wanted = sorted(set(ids))
        rows = self._read(lambda nodes: nodes.rows(PARTIES_BY_ID, ids=wanted))
        return [states.party_from_json(row["state"]).party for row in rows]

    def deals(self, ids: Iterable[str]) -> list[Deal]:
        wanted = sorted(set(ids))
        rows = self._read(lambda nodes: nodes.rows(DEALS_BY_ID, ids=wanted))
        return [states.deal_from_json(row["state"]).deal for row in rows]

    @contextmanager
    def writing(self) -> Iterator[Neo4jStore]:
        if not self._ready:
            self._set_up()
        yield self

    def update(self, work: Callable[[Transaction], T]) -> T:
        """Runs `work` in a transaction that no other writer's overlaps; again after a passing failure."""

        @neo4j.unit_of_work(timeout=WRITE_SECONDS)
        def locked(transaction: neo4j.ManagedTransaction) -> tuple[T, Nodes, int]:
            try:
                writes = int(transaction.run(LOCK).single(strict=True)["writes"])
            except exceptions.ClientError as error:
                if "TimedOut" not in (error.code or ""):
                    raise
                raise StoreLockedError(
                    f"another process has been writing to {self.address} all along: try again"
                ) from None
            nodes = Nodes(transaction, self._keys_as_of(writes, transaction))
            return work(nodes), nodes, writes

        with self._explained(), self._session(neo4j.WRITE_ACCESS) as session:
            done, nodes, self._writes = session.execute_write(locked)
        self._asked += nodes.asked
        if self._keys is not None:
            for outcome in nodes.outcomes:
                self._keys.add(outcome)
        return done

    def _keys_as_of(self, writes: int, transaction: neo4j.ManagedTransaction) -> Keys | None:
        """All keys of the graph, where this process knows them or reading them pays; else the server is asked."""
        if writes != self._writes + 1:
            self._keys = None  # others have written
        if self._keys is None:
            states_there = transaction.run(COUNT_STATES).single(strict=True)["states"]
            if states_there <= max(MOST_STATES, self._asked):
                self._keys = Nodes(transaction).all_keys()
        return self._keys

    def close(self) -> None:
        self._driver.close()

    def _prepare(self) -> None:
        """Checks the server and the schema of what it holds; brings an older one up to date."""
        with self._explained():
            agent = self._driver.get_server_info().agent
            if int(re.sub(r"\D.*", "", agent.partition("/")[2]) or 0) < 5:
                raise StoreError(f"{self.address} runs {agent}: dealgraph needs Neo4j 5 or later")
        found = [row["schema"] for row in self._read(lambda nodes: nodes.rows(FIND_STORE))]
        if found and found[0] > SCHEMA_VERSION:
            raise StoreSchemaError(
                f"the graph on {self.address} was written by a newer dealgraph (its schema is {found[0]}, this one "
                f"reads {SCHEMA_VERSION}): upgrade dealgraph"
            )
        if found and found[0] < SCHEMA_VERSION:
            self._set_up()
            self._derive_anew()
        self._ready = bool(found)

    def _set_up(self) -> None:
        """Makes constraints, indexes and the node of the store."""
        if not self._ready and self._read(lambda nodes: nodes.rows(FIND_OTHERS) and not nodes.rows(FIND_STORE)):
            raise StoreError(
                f"{self.address} holds nodes that dealgraph didn't write, under labels that it uses: take another "
                "server, name another database in DEALGRAPH_NEO4J_DATABASE, or empty this one"
            )
        with self._explained(), self._session(neo4j.WRITE_ACCESS) as session:
            for statement in SETUP:
                session.run(statement).consume()
            session.run(MAKE_STORE, schema=SCHEMA_VERSION).consume()
        self._ready = True

    def _derive_anew(self) -> None:
        """Works out parties and deals from what is true, as this version of dealgraph does."""
        while self.update(lambda t: t.rows(FORGET_DERIVED)[0]["n"]):  # type: ignore[attr-defined]
            pass
        last = ""
        decided = self.decisions()
        while ids := self._read(lambda nodes, last=last: nodes.next_ids(last, BATCH)):  # type: ignore[misc]

            def work(t: Transaction, ids: list[str] = ids) -> None:
                records = t.records(ids)
                edit = Edit({}, records, decided, decided)
                t.write(edit, derive(edit, t))

            self.update(work)
            last = ids[-1]

    def _read(self, work: Callable[[Nodes], T]) -> T:
        with self._explained(), self._session(neo4j.READ_ACCESS) as session:
            return session.execute_read(lambda transaction: work(Nodes(transaction)))

    def _streamed(self, statement: str) -> Iterator[neo4j.Record]:
        with self._explained(), self._session(neo4j.READ_ACCESS) as session:
            yield from session.run(statement)

    def _ids(self, numbers: list[str]) -> dict[str, str]:
        """The ids of nodes by the numbers that the server gives them."""
        rows = self._read(lambda nodes: nodes.rows(NODE_IDS, numbers=numbers))
        return {row["number"]: row["id"] for row in rows}

    def _session(self, mode: str) -> neo4j.Session:
        return self._driver.session(database=self._database, default_access_mode=mode)

    @contextmanager
    def _explained(self, timeout: float | None = None) -> Iterator[None]:
        """Failures of the driver or the server as sentences."""
        place = urlsplit(self.address).netloc or self.address
        try:
            yield
        except exceptions.AuthError:
            if not self._has_password:
                raise StoreError(
                    f"Neo4j at {place} wants a password: set DEALGRAPH_NEO4J_PASSWORD to that of the user {self._user} "
                    "(another user: DEALGRAPH_NEO4J_USER)"
                ) from None
            raise StoreError(
                f"Neo4j at {place} refuses the user {self._user} with this password: set DEALGRAPH_NEO4J_USER and "
                "DEALGRAPH_NEO4J_PASSWORD"
            ) from None
        except (exceptions.ServiceUnavailable, exceptions.SessionExpired) as error:
            raise StoreError(f"Neo4j at {place} can't be reached: {_system_reason(error)}") from None
        except (exceptions.ConfigurationError, ValueError) as error:
            raise StoreError(f"{self.address} is no address of a Neo4j server: {_first_line(error)}") from None
        except exceptions.Neo4jError as error:
            raise _explained(error, place, self._database, timeout) from None
        except exceptions.DriverError as error:
            raise StoreError(f"Neo4j at {place}: {_first_line(error)}") from None


def _explained(error: exceptions.Neo4jError, place: str, database: str | None, timeout: float | None) -> Exception:
    code, message = error.code or "", _first_line(error.message or "")
    if "TransactionTimedOut" in code:
        limit = f"longer than {timeout:g} s" if timeout else "too long"
        return TimeLimitError(f"the query ran {limit}")
    if "MemoryPoolOutOfMemory" in code or "TransactionMemoryLimit" in code:
        return QueryError("the query needs more memory than the server gives it")
    if "Statement" in code:
        return QueryError(reading.explained(message))
    if "DatabaseNotFound" in code:
        return StoreError(f"Neo4j at {place} has no database {database}: set DEALGRAPH_NEO4J_DATABASE")
    return StoreError(f"Neo4j at {place}: {message}")


def _system_reason(error: Exception) -> str:
    """What the operating system said, where the driver tells it (`Connection refused`), else the first line."""
    said = re.search(r"\[Errno -?\d+\] ([^)]+)", str(error))
    return said[1].lower() if said else _first_line(error)


def _first_line(error: object) -> str:
    return str(error).strip().split("\n", 1)[0]
