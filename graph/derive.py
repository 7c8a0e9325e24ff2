"""What follows when articles or decisions change: the parts of the graph that they touch, worked out anew.

All else that is read of the graph is looked up by key (`Known`), so the work depends on what is touched, not on how
large the graph is. Worked out from change to change or all at once, the graph is the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from dealgraph.graph.changes import Changes, difference
from dealgraph.graph.deals import deal_keys, deals_around
from dealgraph.graph.decisions import Decisions
from dealgraph.graph.known import DealState, Known, PartyState
from dealgraph.graph.model import Part, article_part, deal_part, decision_part, naming_part, party_part, union
from dealgraph.graph.naming import Naming, decision_keys, name_keys, naming_of
from dealgraph.graph.parties import resolve_names
from dealgraph.graph.records import StoredFact
from dealgraph.graph.truth import Record, facts_of
from dealgraph.schemas.graph import Deal, Decision, Party

Facts = dict[str, StoredFact]
State = TypeVar("State", PartyState, DealState)


@dataclass(frozen=True)
class Edit:
    """What changes: articles by id, before and after (None where there is none), and all decisions before and after."""

    before: Mapping[str, Record | None]
    after: Mapping[str, Record | None]
    decided_before: Decisions = field(default_factory=Decisions)
    decided_after: Decisions = field(default_factory=Decisions)

    @property
    def redecided(self) -> list[Decision]:
        """The decisions that come or go."""
        if self.decided_before is self.decided_after:
            return []
        before, after = ({d.id: d for d in ds} for ds in (self.decided_before, self.decided_after))
        return [d for d in (*before.values(), *after.values()) if before.get(d.id) != after.get(d.id)]


@dataclass(frozen=True)
class Outcome:
    """What a store writes: nodes and edges, and the new state of parties and deals (None for those that are gone)."""

    changes: Changes
    parties: Mapping[str, PartyState | None]
    deals: Mapping[str, DealState | None]


def derive(edit: Edit, known: Known) -> Outcome:
    """What follows from an edit of the graph that `known` looks up."""
    gone, come = _facts_that_changed(edit, known)
    names = _Names(edit, known, gone, come)
    moved = {f.id: f for f in names.facts_that_moved() if f.id not in gone and f.id not in come}
    gone, come = {**gone, **moved}, {**come, **moved}
    deals = _Deals(edit, known, names, gone, come)
    redecided = {decision.id for decision in edit.redecided}
    stale = union(
        [
            *(article_part(record) for record in edit.before.values() if record),
            *(decision_part(decision) for decision in edit.decided_before if decision.id in redecided),
            *(party_part(state.party) for state in names.old.values()),
            *_namings({**deals.read_anew, **gone}, names.before, deals.old),
            *(deal_part(state.deal, deals.urls_before) for state in deals.old.values()),
        ]
    )
    fresh = union(
        [
            *(article_part(record) for record in edit.after.values() if record),
            *(decision_part(decision) for decision in edit.decided_after if decision.id in redecided),
            *(party_part(state.party) for state in names.new.values()),
            *_namings({**deals.read_anew, **come}, names.after, deals.new),
            *(deal_part(state.deal, deals.urls_after) for state in deals.new.values()),
        ]
    )
    return Outcome(difference(stale, fresh), _replaced(names.old, names.new), _replaced(deals.old, deals.new))


def _namings(facts: Facts, parties: _PartyOf, deals: Mapping[str, DealState]) -> Iterator[Part]:
    """Which fact names which party, as its deal reads it, with the parties."""
    read = {(r.fact, r.index): r.party for state in deals.values() for r in state.deal.readings}
    for stored in facts.values():
        named = [parties.of(stored, index) for index in range(len(stored.fact.participants))]
        yield from (party_part(party) for i, party in enumerate(named) if (stored.id, i) not in read)
        yield naming_part(stored, [read.get((stored.id, index), party.id) for index, party in enumerate(named)])


def _facts_that_changed(edit: Edit, known: Known) -> tuple[Facts, Facts]:
    """The facts that are gone and those that have come; one that reads otherwise than before, that stands in an
    article told otherwise, or that a changed decision points at, is both."""
    before, after = facts_of(edit.before.values()), facts_of(edit.after.values())
    gone = {key: stored for key, stored in before.items() if after.get(key) != stored}
    come = {key: stored for key, stored in after.items() if before.get(key) != stored}
    pointed_at = {fact for decision in edit.redecided for fact in decision.facts}
    for stored in known.facts(sorted(pointed_at - before.keys() - after.keys())):
        gone[stored.id] = come[stored.id] = stored
    for key in pointed_at & before.keys() & after.keys():
        gone[key], come[key] = before[key], after[key]
    return gone, come


class _PartyOf:
    """Which party a participant names, before or after the change."""

    def __init__(self, namings: _NamingOf, names: _Names, party: Mapping[Naming, Party]) -> None:
        self._namings, self._names, self._party = namings, names, party

    def of(self, stored: StoredFact, index: int) -> Party:
        naming = self._namings.of(stored)[index]
        party = self._party.get(naming)
        return party if party is not None else self._names.state(naming).party


class _NamingOf:
    """What each fact calls its participants, worked out once."""

    def __init__(self, decisions: Decisions) -> None:
        self._decisions = decisions
        self._found: dict[str, list[Naming]] = {}

    def of(self, stored: StoredFact) -> list[Naming]:
        found = self._found.get(stored.id)
        if found is None:
            indices = range(len(stored.fact.participants))
            found = self._found[stored.id] = [naming_of(stored, index, self._decisions) for index in indices]
        return found

    def counted(self, facts: Mapping[str, StoredFact]) -> Counter[Naming]:
        """Each naming of the facts with its number of mentions."""
        return Counter(naming for stored in facts.values() for naming in self.of(stored))


class _Names:
    """The parties that the change touches: `old` as they were, `new` as they are; an index of namings after it."""

    def __init__(self, edit: Edit, known: Known, gone: Facts, come: Facts) -> None:
        self._known = known
        namings_before = _NamingOf(edit.decided_before)
        same = edit.decided_before is edit.decided_after
        self._namings = namings_before if same else _NamingOf(edit.decided_after)
        self._states: dict[str, list[PartyState]] = {}
        less, more = namings_before.counted(gone), self._namings.counted(come)
        self._change = {
            naming: count
            for naming in less.keys() | more.keys()
            if (count := more.get(naming, 0) - less.get(naming, 0))
        }
        self._changed_under: dict[str, list[Naming]] = {}
        for naming in self._change:
            for key in name_keys(naming):
                self._changed_under.setdefault(key, []).append(naming)
        touched = {*self._changed_under, *(key for decision in edit.redecided for key in decision_keys(decision))}
        self._look_up(touched)
        resolved = resolve_names(touched, self, edit.decided_after)
        self.new = {one.party.id: PartyState(one.party, self._counted(one.namings)) for one in resolved}
        told_anew = {*self._change, *(naming for one in resolved for naming in one.namings)}
        self.old = {
            state.party.id: state
            for states in self._states.values()
            for state in states
            if not told_anew.isdisjoint(state.counts)
        }
        self.before = _PartyOf(namings_before, self, _by_naming(self.old))
        self.after = _PartyOf(self._namings, self, _by_naming(self.new))

    def namings(self, key: str) -> Mapping[Naming, int]:
        """Every naming with that key after the change, with its number of mentions."""
        counts = {
            naming: count
            for state in self._under(key)
            for naming, count in state.counts.items()
            if key in name_keys(naming)
        }
        for naming in self._changed_under.get(key, ()):
            counts[naming] = counts.get(naming, 0) + self._change[naming]
        return {naming: count for naming, count in counts.items() if count > 0}

    def state(self, naming: Naming) -> PartyState:
        """The party of a naming that the change doesn't touch."""
        for key in name_keys(naming):
            for state in self._under(key):
                if naming in state.counts:
                    return state
        raise KeyError(naming)

    def facts_that_moved(self) -> Iterator[StoredFact]:
        """The facts of the graph with a naming that means another party than before."""
        was, now = _by_naming(self.old), _by_naming(self.new)
        moved = {n for n, party in now.items() if n in was and was[n].id != party.id}
        parties = sorted({was[naming].id for naming in moved})
        for stored in self._known.facts_naming(parties):
            if not moved.isdisjoint(self._namings.of(stored)):
                yield stored

    def _counted(self, namings: Collection[Naming]) -> dict[Naming, int]:
        under = {key for naming in namings for key in name_keys(naming)}
        counts: dict[Naming, int] = {}
        for key in under:
            counts.update(self.namings(key))
        return {naming: counts[naming] for naming in sorted(namings)}

    def _under(self, key: str) -> list[PartyState]:
        if key not in self._states:
            self._look_up([key])
        return self._states[key]

    def _look_up(self, keys: Collection[str]) -> None:
        wanted: dict[str, list[PartyState]] = {key: [] for key in sorted(keys)}
        self._states.update(wanted)
        for state in self._known.parties(list(wanted)):
            for key in state.keys & wanted.keys():
                self._states[key].append(state)


class _Deals:
    """The deals that the change touches: `old` as they were, `new` as they are; an index of facts after it."""

    def __init__(self, edit: Edit, known: Known, names: _Names, gone: Facts, come: Facts) -> None:
        self._known, self._names, self._decisions = known, names, edit.decided_after
        self._changed = gone.keys() | come.keys()
        self._keys: dict[str, frozenset[str]] = {}
        self._facts: Facts = dict(come)
        self._under: dict[str, dict[str, StoredFact]] = {}
        touched = {key for f in gone.values() for key in deal_keys(f, names.before, edit.decided_before)}
        come_under: dict[str, list[StoredFact]] = {}
        for stored in come.values():
            for key in self._keys_of(stored):
                come_under.setdefault(key, []).append(stored)
        self._come_under = come_under
        touched |= come_under.keys()
        self._look_up(touched)
        deals = deals_around(touched, self, names.after, edit.decided_after)
        self.new = {deal.id: DealState(deal, self._keys_of_deal(deal)) for deal in deals}
        about = {fact for deal in deals for fact in deal.facts} | gone.keys()
        self.old = {state.deal.id: state for state in known.deals_of(sorted(about))}
        read = {r.fact for state in (*self.old.values(), *self.new.values()) for r in state.deal.readings}
        self.read_anew = {key: self._facts[key] for key in sorted(read - self._changed)}
        self.urls_after = {key: stored.article.url for key, stored in self._facts.items()}
        self.urls_before = {**self.urls_after, **{key: stored.article.url for key, stored in gone.items()}}

    def facts(self, key: str) -> Collection[StoredFact]:
        """Every fact with that key after the change."""
        if key not in self._under:
            self._look_up([key])
        return self._under[key].values()

    def _look_up(self, keys: Collection[str]) -> None:
        wanted = {key: {f.id: f for f in self._come_under.get(key, ())} for key in keys}
        ids = {fact for state in self._known.deals(sorted(wanted)) for fact in state.deal.facts}
        for stored in self._known.facts(sorted(ids - self._changed - self._facts.keys())):
            self._facts[stored.id] = stored
        for fact in ids - self._changed:
            for key in self._keys_of(self._facts[fact]) & wanted.keys():
                wanted[key][fact] = self._facts[fact]
        self._under.update(wanted)

    def _keys_of(self, stored: StoredFact) -> frozenset[str]:
        if stored.id not in self._keys:
            self._keys[stored.id] = deal_keys(stored, self._names.after, self._decisions)
        return self._keys[stored.id]

    def _keys_of_deal(self, deal: Deal) -> frozenset[str]:
        return frozenset(key for fact in deal.facts for key in self._keys_of(self._facts[fact]))


def _by_naming(states: Mapping[str, PartyState]) -> dict[Naming, Party]:
    return {naming: state.party for state in states.values() for naming in state.counts}


def _replaced(old: Mapping[str, State], new: Mapping[str, State]) -> dict[str, State | None]:
    """The states that differ from the old ones, and None for those that are gone."""
    gone: dict[str, State | None] = {key: None for key in old if key not in new}
    return gone | {key: state for key, state in new.items() if old.get(key) != state}
