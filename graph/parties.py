"""From names to companies and persons, as a pure function of the facts.

**Naming.** What one fact calls one participant (its name, its aliases, the kind of party) is a `Naming`; equal namings
always resolve alike, so resolution sees distinct namings with the number of mentions of each, never the facts: a
company that 100,000 facts name costs no more than the few ways in which they name it.

**Locality.** `name_keys(naming)` gives the keys under which a store indexes a naming. All that resolution reads of the
graph it looks up by key (`NameIndex`), so the cost of a change depends on the namings that share its keys alone:

    touched = keys of every naming whose number of mentions changed (come, gone, more, fewer)
    resolve_names(touched, index, decisions) -> each party that may have changed, whole

A party that was there before and bears a naming of the result is replaced by what the result says; a naming that the
index no longer holds has no party. `resolve_parties` does the same for all facts at once, by the same functions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from dealgraph.graph.decisions import Decisions
from dealgraph.graph.names import core_name
from dealgraph.graph.records import StoredFact
from dealgraph.schemas.graph import Decision, Party, PartyKind


@dataclass(frozen=True, slots=True, order=True)
class Naming:
    """What one fact calls one participant. `aliases` are sorted. `mark` sets mentions apart that bear the same names
    (a decision that parted them, the seller of an asset that has only a description); "" for all others."""

    kind: PartyKind
    name: str
    aliases: tuple[str, ...] = ()
    mark: str = ""


class NameIndex(Protocol):
    """Where resolution looks names up; a store implements it, `Names` is the one in memory."""

    def namings(self, key: str) -> Mapping[Naming, int]:
        """Every naming that has the key among its `name_keys`, with its number of mentions (1 or more)."""


@dataclass(frozen=True)
class Resolved:
    """A party and every naming that means it."""

    party: Party
    namings: frozenset[Naming]


class Parties:
    """Which party each participant of each fact names."""

    def __init__(self, resolved: Iterable[Resolved], decisions: Decisions) -> None:
        self._decisions = decisions
        self.by_id: dict[str, Party] = {}
        self._of_naming: dict[Naming, Party] = {}
        for one in resolved:
            self.by_id[one.party.id] = one.party
            for naming in one.namings:
                self._of_naming[naming] = one.party

    def of(self, stored: StoredFact, index: int) -> Party:
        """The party that the participant at `index` of the fact names."""
        return self._of_naming[naming_of(stored, index, self._decisions)]


class Names:
    """An index of namings in memory."""

    def __init__(self, counts: Mapping[Naming, int]) -> None:
        self._by_key: dict[str, dict[Naming, int]] = {}
        for naming, count in counts.items():
            for key in name_keys(naming):
                self._by_key.setdefault(key, {})[naming] = count

    def namings(self, key: str) -> Mapping[Naming, int]:
        return self._by_key.get(key, {})

    def keys(self) -> Iterable[str]:
        return self._by_key.keys()


def naming_of(stored: StoredFact, index: int, decisions: Iterable[Decision] = ()) -> Naming:
    """What the fact calls its participant at `index`."""
    participant = stored.fact.participants[index]
    kind: PartyKind = "person" if participant.role == "person" else "company"
    return Naming(kind, participant.name, tuple(sorted(set(participant.aliases))))


def name_keys(naming: Naming) -> frozenset[str]:
    """The keys under which a naming is looked up."""
    return frozenset({f"{naming.kind}:{core_name(naming.name)}"})


def resolve_names(keys: Iterable[str], index: NameIndex, decisions: Iterable[Decision] = ()) -> list[Resolved]:
    """Every party that may have changed when namings with these keys came, went or changed in number; sorted by id."""
    found = []
    for key in sorted(set(keys)):
        counts = index.namings(key)
        if counts:
            found.append(_resolved(key, counts))
    return found


def resolve_parties(facts: Iterable[StoredFact], decisions: Iterable[Decision] = ()) -> Parties:
    """Companies and persons of all facts; the order of the facts and decisions doesn't matter."""
    known = Decisions.of(decisions)
    counts = Counter(naming_of(f, i, known) for f in facts for i in range(len(f.fact.participants)))
    names = Names(counts)
    return Parties(resolve_names(names.keys(), names, known), known)


def _resolved(key: str, counts: Mapping[Naming, int]) -> Resolved:
    forms: Counter[str] = Counter()
    for naming, count in counts.items():
        for form in {naming.name, *naming.aliases}:
            forms[form] += count
    kind, name = key.split(":", 1)
    best = max(counts, key=lambda n: (counts[n], n)).name
    aliases = tuple(sorted(forms.items(), key=lambda pair: (-pair[1], pair[0])))
    party = Party(
        id=("p-" if kind == "person" else "c-") + name.replace(" ", "-"),
        kind="person" if kind == "person" else "company",
        name=best,
        aliases=aliases,
    )
    return Resolved(party, frozenset(counts))
