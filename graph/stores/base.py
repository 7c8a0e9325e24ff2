"""What a store is, and the form in which both give the answers of queries."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from dealgraph.graph.decisions import Decisions
from dealgraph.graph.known import DealState, Known, PartyState
from dealgraph.graph.truth import Record
from dealgraph.schemas.graph import Deal, Party

if TYPE_CHECKING:  # reading a store needs none of the rules of resolution
    from dealgraph.graph.derive import Edit, Outcome

SCHEMA_VERSION = 2
"""Of what a store holds. It grows whenever the tables of `model` or the state of parties and deals change."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Node:
    """A node in an answer."""

    labels: tuple[str, ...]
    properties: Mapping[str, Any]

    @property
    def id(self) -> str:
        return str(self.properties.get("id", ""))


@dataclass(frozen=True, slots=True)
class Relationship:
    """An edge in an answer; `start` and `end` are the ids of its nodes."""

    type: str
    start: str
    end: str
    properties: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Path:
    """A path in an answer; its relationships lie between its nodes in their order, in either direction."""

    nodes: tuple[Node, ...]
    relationships: tuple[Relationship, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """The answer to a query.

    Values are None, bool, int, float, str, dates and times of `datetime`, lists, dicts, `Node`, `Relationship` and
    `Path`; durations are ISO 8601 strings. `truncated` says that the row limit cut the answer.
    """

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]] = field(default_factory=list)
    truncated: bool = False

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """The rows by the names of their columns."""
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)

    def __len__(self) -> int:
        return len(self.rows)


class Transaction(Known, Protocol):
    """Reads and writes that take effect together or not at all, while no one else writes."""

    def records(self, ids: Iterable[str]) -> dict[str, Record]:
        """The articles with these ids that are there, with what was read in them."""

    def decisions(self) -> Decisions:
        """All decisions that are kept."""

    def write(self, edit: Edit, outcome: Outcome) -> None:
        """Writes the edit and what follows from it."""


class Writer(Protocol):
    """The right to write to a store."""

    def update(self, work: Callable[[Transaction], T]) -> T:
        """Runs `work` in one transaction and gives back what it gives; it may run again after a passing failure."""


class Store(Protocol):
    """A place where articles, facts and decisions are kept and what follows from them can be asked in Cypher."""

    @property
    def address(self) -> str:
        """Where it is, as a user would say it."""

    def query(
        self,
        cypher: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        timeout: float | None = 30.0,
        limit: int | None = None,
    ) -> Result:
        """Answers a statement that only reads; `timeout` in seconds, `limit` in rows.

        Raises QueryError where the statement is wrong, writes, or can't be answered here; TimeLimitError; StoreError.
        """

    def records(self, ids: Iterable[str] | None = None) -> Iterator[Record]:
        """The articles with these ids, else all of them, in the order of their ids, with what was read in them."""

    def decisions(self) -> Decisions:
        """All decisions that are kept."""

    def states(self) -> tuple[Iterator[PartyState], Iterator[DealState]]:
        """All parties and all deals, in the order of their ids."""

    def parties(self, ids: Iterable[str]) -> list[Party]:
        """The parties with these ids that are there, in the order of their ids, with why their names are one."""

    def deals(self, ids: Iterable[str]) -> list[Deal]:
        """The deals with these ids that are there, in the order of their ids, with timeline and values."""

    def writing(self) -> AbstractContextManager[Writer]:
        """The right to write; what was written is seen by all readers at the latest when the context ends.

        Raises StoreLockedError when another process has it and doesn't let go, StoreError when nothing can be written.
        """

    def close(self) -> None:
        """Lets go of all that the store holds; a second time does nothing."""
