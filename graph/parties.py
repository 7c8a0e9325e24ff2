"""From names to companies and persons, as a pure function of the facts.

**How names join.** Each name points to at most one better name, by what the namings that hold it say; what hangs
together by these pointers is one party, and the name at the root gives its id:

- a bare or short name (`Scale`) points to the full name that it stands for: the one that articles give it beside
  (`Scale AI, Inc. (Scale)`), or that has the same core (`Scale AI` and `Scale AI Inc`), or that the gazetteer knows.
  Where it stands for several (`Delta`), it points to one only if that is meant in most mentions; else it stays alone.
- a full name points to another that articles call it too, if it is no mere short form of that (`formerly Facebook`).
- a name with a group word points to the one without (`Altron Group`), a rare spelling to the common one.
- two names that one fact gives to two participants never point to each other.
- what people decided goes first.

A pointer needs support that grows with the square root of what it would move, so that one slip of an extractor doesn't
melt two well-known companies into one.

**Locality.** A pointer is a function of the namings that hold the name (`NameIndex.namings` of its key), never of the
facts. When the number of mentions of some namings has changed (come, gone, more, fewer):

    touched = name_keys of each of them
    resolve_names(touched, index, decisions) -> each party that may have changed, whole

A party that bore a naming of the result before is replaced by what the result says; a naming that the index no longer
holds has no party. `resolve_parties` does the same for all facts at once, by the same functions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from dealgraph.graph.decisions import Decisions
from dealgraph.graph.naming import NameIndex, Names, Naming, Node, name_keys, naming_of
from dealgraph.graph.pointers import Pointers
from dealgraph.graph.portraits import Resolved, portrait
from dealgraph.graph.records import StoredFact
from dealgraph.schemas.graph import Decision, Party

__all__ = [
    "NameIndex",
    "Names",
    "Naming",
    "Parties",
    "Resolved",
    "name_keys",
    "naming_of",
    "resolve_names",
    "resolve_parties",
]


class Parties:
    """Which party each participant of each fact names."""

    def __init__(self, resolved: Iterable[Resolved], namings: Mapping[str, Sequence[Naming]]) -> None:
        self._namings = namings
        self.by_id: dict[str, Party] = {}
        self._of_naming: dict[Naming, Party] = {}
        for one in resolved:
            self.by_id[one.party.id] = one.party
            self._of_naming.update(dict.fromkeys(one.namings, one.party))

    def of(self, stored: StoredFact, index: int) -> Party:
        """The party that the participant at `index` of the fact names."""
        return self._of_naming[self._namings[stored.id][index]]


def resolve_parties(facts: Iterable[StoredFact], decisions: Iterable[Decision] = ()) -> Parties:
    """Companies and persons of all facts; the order of the facts and of the decisions doesn't matter."""
    known = Decisions.of(decisions)
    namings = {f.id: [naming_of(f, i, known) for i in range(len(f.fact.participants))] for f in facts}
    names = Names(Counter(naming for found in namings.values() for naming in found))
    return Parties(resolve_names(names.keys(), names, known), namings)


def mentions(facts: Iterable[StoredFact], decisions: Decisions) -> Mapping[Naming, int]:
    """Each naming of the facts with its number of mentions."""
    return Counter(naming_of(f, i, decisions) for f in facts for i in range(len(f.fact.participants)))


def resolve_names(keys: Iterable[str], index: NameIndex, decisions: Iterable[Decision] = ()) -> list[Resolved]:
    """Every party that may have changed when namings with these keys came, went or changed in number; sorted by id."""
    pointers = Pointers(index, Decisions.of(decisions))
    found: list[Resolved] = []
    seen: set[Node] = set()
    for node in sorted(pointers.around(keys)):
        if node not in seen:
            members = pointers.together(node)
            seen |= members
            one = portrait(members, pointers)
            if one is not None:
                found.append(one)
    return sorted(found, key=lambda one: one.party.id)
