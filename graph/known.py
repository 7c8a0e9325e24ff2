"""What derivation reads of a graph, and the state of parties and deals that a store keeps for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from dealgraph.graph.naming import Naming, name_keys
from dealgraph.graph.records import StoredFact
from dealgraph.schemas.graph import Deal, Party


@dataclass(frozen=True)
class PartyState:
    """A party with the namings that mean it, and how many mentions each has."""

    party: Party
    counts: Mapping[Naming, int]

    @property
    def keys(self) -> frozenset[str]:
        """The keys under which its namings are looked up."""
        return frozenset(key for naming in self.counts for key in name_keys(naming))


@dataclass(frozen=True)
class DealState:
    """A deal with the keys under which its facts are looked up."""

    deal: Deal
    keys: frozenset[str]


class Known(Protocol):
    """A graph as it stands before a change, looked up by key. What is not there is left out of the answer."""

    def parties(self, keys: Iterable[str]) -> Iterable[PartyState]:
        """The parties with a naming that has one of these `name_keys`."""

    def deals(self, keys: Iterable[str]) -> Iterable[DealState]:
        """The deals with a fact that has one of these `deal_keys`."""

    def deals_of(self, facts: Iterable[str]) -> Iterable[DealState]:
        """The deals that these facts are about."""

    def facts(self, ids: Iterable[str]) -> Iterable[StoredFact]:
        """The facts with these ids."""

    def facts_naming(self, parties: Iterable[str]) -> Iterable[StoredFact]:
        """The facts that name one of these parties."""
