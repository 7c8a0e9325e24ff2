"""The embedded store: a folder with a SQLite file, which holds what is true, and a kglite graph that follows from it.

    dealgraph.sqlite   articles, facts, decisions, the state of parties and deals; each batch is one transaction
    graph-N.kgl        the graph for Cypher as of change N, written when a run ends, without the articles' content
    writer.lock        held by the one process that writes

A reader sees the graph as of the end of the last run. Where a run was cut short, the next process to open the store
works the graph out anew from SQLite, and so it does when the file is missing or damaged.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any, TypeVar

from dealgraph.errors import StoreError, StoreLockedError, StoreSchemaError
from dealgraph.graph.changes import Changes
from dealgraph.graph.decisions import Decisions
from dealgraph.graph.known import DealState, PartyState
from dealgraph.graph.stores.base import SCHEMA_VERSION, Result, Transaction
from dealgraph.graph.stores.projection import Projection
from dealgraph.graph.stores.tables import Tables
from dealgraph.graph.truth import Record
from dealgraph.graph.whole import parts_of
from dealgraph.schemas.graph import Deal, Party

if TYPE_CHECKING:
    from dealgraph.graph.derive import Edit, Outcome

T = TypeVar("T")

DATABASE = "dealgraph.sqlite"
LOCK = "writer.lock"
BUSY_SECONDS = 10.0
"""How long a statement waits for another process to end its own; batches take far less."""
DERIVED_BATCH = 1000
"""Articles that are derived at a time when a store of an older schema is brought up to date."""


class EmbeddedStore:
    """A store in a folder. Threads may share it; one process at a time may write."""

    def __init__(self, folder: Path, *, create: bool = True) -> None:
        """Opens the store in the folder, else makes one there if `create` says so.

        Raises StoreError where there is none or none can be made, StoreSchemaError where a newer dealgraph wrote it.
        """
        self.address = str(folder)
        self._folder = folder
        self._lock = RLock()
        self._projection: Projection | None = None
        self._shown = -1
        if folder.is_file():
            raise StoreError(f"{folder} is a file: a store is a folder")
        if not create and not (folder / DATABASE).is_file():
            raise StoreError(f"there is no store in {folder}: load articles into it first")
        with self._explained():
            folder.mkdir(parents=True, exist_ok=True)
            self._sql = self._connected()
            self._tables = Tables(self._sql)
            self._prepare()

    def query(
        self,
        cypher: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        timeout: float | None = 30.0,
        limit: int | None = None,
    ) -> Result:
        with self._lock:
            return self._current().query(cypher, parameters or {}, timeout=timeout, limit=limit)

    def records(self, ids: Iterable[str] | None = None) -> Iterator[Record]:
        if ids is None:
            return self._streamed(Tables.all_records)
        with self._lock, self._explained(), _transaction(self._sql, "DEFERRED"):
            return iter(self._tables.records(sorted(ids)).values())

    def decisions(self) -> Decisions:
        with self._lock, self._explained():
            return self._tables.decisions()

    def states(self) -> tuple[Iterator[PartyState], Iterator[DealState]]:
        return self._streamed(Tables.all_parties), self._streamed(Tables.all_deals)

    def parties(self, ids: Iterable[str]) -> list[Party]:
        with self._lock, self._explained():
            return [state.party for state in self._tables.parties_by_id(ids)]

    def deals(self, ids: Iterable[str]) -> list[Deal]:
        with self._lock, self._explained():
            return [state.deal for state in self._tables.deals_by_id(ids)]

    @contextmanager
    def writing(self) -> Iterator[_Writer]:
        with self._explained(), self._only_writer():
            writer = _Writer(self._sql, self._tables, self._current_for_writing())
            try:
                yield writer
            finally:
                with self._lock:
                    self._publish(writer.projection)

    def close(self) -> None:
        self._sql.close()
        self._projection = None

    def _connected(self) -> sqlite3.Connection:
        sql = sqlite3.connect(
            self._folder / DATABASE, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        sql.execute("PRAGMA journal_mode = WAL")
        sql.execute("PRAGMA synchronous = FULL")
        return sql

    def _prepare(self) -> None:
        """Makes the tables of a new store; checks the schema of an old one."""
        with _transaction(self._sql, "IMMEDIATE" if self._is_new() else "DEFERRED"):
            if self._is_new():
                self._tables.create()
                self._tables.set_meta("schema", SCHEMA_VERSION)
                self._tables.set_meta("version", 0)
            schema = int(self._tables.meta("schema"))
        if schema > SCHEMA_VERSION:
            raise StoreSchemaError(
                f"the store in {self._folder} was written by a newer dealgraph (its schema is {schema}, this one reads "
                f"{SCHEMA_VERSION}): upgrade dealgraph, or load the articles into another folder"
            )
        if schema < SCHEMA_VERSION:
            with self._only_writer():
                self._derive_anew()

    def _is_new(self) -> bool:
        return not self._sql.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone()

    def _derive_anew(self) -> None:
        """Works out parties and deals from what is true, as this version of dealgraph does."""
        from dealgraph.graph.derive import Edit, derive

        with _transaction(self._sql, "IMMEDIATE"):
            self._tables.forget_derived()
            decided = self._tables.decisions()
            for records in self._tables.batches(DERIVED_BATCH):
                self._tables.write_derived(derive(Edit({}, records, decided, decided), self._tables))
            self._tables.set_meta("schema", SCHEMA_VERSION)
            self._tables.set_meta("version", int(self._tables.meta("version")) + 1)

    def _current(self) -> Projection:
        """The graph as of the end of the last run that wrote; brought up to date where a run was cut short."""
        with self._explained():
            if self._stale():
                try:
                    with self._only_writer():
                        return self._current_for_writing()
                except StoreLockedError:
                    pass  # a run is under way: until it ends, the graph is what it was before
            published = self._published()
            if self._projection is None or self._shown != published:
                self._projection = self._loaded(published) or self._rebuilt()
                self._shown = published
            return self._projection

    def _current_for_writing(self) -> Projection:
        version = int(self._tables.meta("version"))
        if self._projection is None or self._shown != version:
            self._projection = None if self._stale() else self._loaded(version)
            self._shown = version
            if self._projection is None:
                self._projection = self._rebuilt()
                self._publish(self._projection)
        return self._projection

    def _stale(self) -> bool:
        return int(self._tables.meta("version")) != self._published()

    def _published(self) -> int:
        """The number of the newest graph file, -1 where there is none."""
        numbers = [path.stem.removeprefix("graph-") for path in self._folder.glob("graph-*.kgl")]
        return max((int(number) for number in numbers if number.isdecimal()), default=-1)

    def _loaded(self, version: int) -> Projection | None:
        import kglite

        try:
            return Projection.load(self._file(version))
        except (kglite.KgError, OSError, ValueError):
            return None

    def _rebuilt(self) -> Projection:
        with closing(self._connected()) as sql, _transaction(sql, "DEFERRED"):
            return Projection.of(parts_of(_Held(Tables(sql))))

    def _publish(self, projection: Projection) -> None:
        """Saves the graph under the number of the last change, and drops older ones."""
        version = int(self._tables.meta("version"))
        if version != self._published():
            projection.save(self._file(version))
        self._projection, self._shown = projection, version
        for path in self._folder.glob("graph-*.kgl"):
            if path != self._file(version):
                _drop(path)

    def _file(self, version: int) -> Path:
        return self._folder / f"graph-{version}.kgl"

    def _streamed(self, rows: Callable[[Tables], Iterator[T]]) -> Iterator[T]:
        """Rows read by a connection of their own, so that nobody waits for them."""
        with self._explained(), closing(self._connected()) as sql, _transaction(sql, "DEFERRED"):
            yield from rows(Tables(sql))

    @contextmanager
    def _only_writer(self) -> Iterator[None]:
        """Holds the lock on the folder; the operating system lets go of it however the process ends."""
        with closing(sqlite3.connect(self._folder / LOCK, timeout=0.0, isolation_level=None)) as sql:
            try:
                sql.execute("BEGIN EXCLUSIVE")
            except sqlite3.OperationalError:
                raise StoreLockedError(
                    f"another process is writing to the store in {self._folder}: wait until it has ended"
                ) from None
            yield

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Failures of the disk or of SQLite as sentences."""
        try:
            yield
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise StoreLockedError(f"another process holds the store in {self._folder}: try again") from None
            raise StoreError(f"the store in {self._folder} can't be used: {error}") from None
        except sqlite3.DatabaseError as error:
            raise StoreError(f"{self._folder / DATABASE} is damaged or no store of dealgraph: {error}") from None
        except OSError as error:
            raise StoreError(f"the store in {self._folder} can't be used: {error.strerror or error}") from None


class _Writer:
    """One run of changes: each is committed to SQLite at once and then made in the graph in memory."""

    def __init__(self, sql: sqlite3.Connection, tables: Tables, projection: Projection) -> None:
        self._sql, self._tables = sql, tables
        self.projection = projection

    def update(self, work: Callable[[Transaction], T]) -> T:
        with _transaction(self._sql, "IMMEDIATE"):
            transaction = _Transaction(self._sql)
            done = work(transaction)
        for changes in transaction.changes:
            self.projection.apply(changes)
        return done


class _Transaction(Tables):
    """The tables, and what was changed in the graph since the transaction began."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__(connection)
        self.changes: list[Changes] = []

    def write(self, edit: Edit, outcome: Outcome) -> None:
        super().write(edit, outcome)
        self.changes.append(outcome.changes)


class _Held:
    """All that tables hold."""

    def __init__(self, tables: Tables) -> None:
        self.records, self.decisions = tables.all_records, tables.decisions
        self._tables = tables

    def states(self) -> tuple[Iterator[PartyState], Iterator[DealState]]:
        return self._tables.all_parties(), self._tables.all_deals()


@contextmanager
def _transaction(sql: sqlite3.Connection, kind: str) -> Iterator[None]:
    sql.execute(f"BEGIN {kind}")
    try:
        yield
    except BaseException:
        sql.rollback()
        raise
    sql.commit()


def _drop(path: Path) -> None:
    try:
        path.unlink()
    except OSError:
        return  # a reader holds it open, or another process was faster; the next run tries again
