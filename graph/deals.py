"""From facts to deals, as a pure function of the facts and the parties that they name.

**Locality.** `deal_keys(stored, parties)` gives the keys under which a store indexes a fact: a family of types with
two of its parties, never one party alone, so a company in 100,000 deals costs nothing to the next of them. All that
grouping reads of the graph it looks up by key (`FactIndex`):

    touched = deal keys of every fact that came, went or names other parties than before
    deals_around(touched, index, parties, decisions) -> each deal that may have changed, whole

Each deal that held a fact of the result, or a fact that is gone, is replaced by what the result says.
`group_deals` does the same for all facts at once, by the same functions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from typing import Protocol

from dealgraph.graph.parties import Parties
from dealgraph.graph.records import StoredFact
from dealgraph.schemas import deal_name
from dealgraph.schemas.graph import Deal, DealParty, Decision, Party, Step


class PartyOf(Protocol):
    """Which party a participant names: `Parties`, or a store's look-up."""

    def of(self, stored: StoredFact, index: int) -> Party: ...


class FactIndex(Protocol):
    """Where grouping looks facts up; a store implements it, `Facts` is the one in memory."""

    def facts(self, key: str) -> Collection[StoredFact]:
        """Every fact that has the key among its `deal_keys`."""


class Facts:
    """An index of facts in memory."""

    def __init__(self, facts: Iterable[StoredFact], parties: PartyOf, decisions: Iterable[Decision] = ()) -> None:
        self._by_key: dict[str, list[StoredFact]] = {}
        for stored in facts:
            for key in deal_keys(stored, parties, decisions):
                self._by_key.setdefault(key, []).append(stored)

    def facts(self, key: str) -> Collection[StoredFact]:
        return self._by_key.get(key, ())

    def keys(self) -> Iterable[str]:
        return self._by_key.keys()


def deal_keys(stored: StoredFact, parties: PartyOf, decisions: Iterable[Decision] = ()) -> frozenset[str]:
    """The keys under which a fact is looked up; facts that share none are never of one deal."""
    roles = sorted((p.role, parties.of(stored, i).id) for i, p in enumerate(stored.fact.participants))
    return frozenset({stored.fact.type + "|" + "|".join(f"{role}={party}" for role, party in roles)})


def deals_around(
    keys: Iterable[str], index: FactIndex, parties: PartyOf, decisions: Iterable[Decision] = ()
) -> list[Deal]:
    """Every deal that may have changed when facts with these keys came, went or changed; sorted by id."""
    return [_deal(sorted(found, key=_when), parties) for key in sorted(set(keys)) if (found := index.facts(key))]


def group_deals(facts: Iterable[StoredFact], parties: Parties, decisions: Iterable[Decision] = ()) -> list[Deal]:
    """The deals that all facts tell of, sorted by id; the order of facts and decisions doesn't matter."""
    index = Facts(facts, parties, decisions)
    return deals_around(index.keys(), index, parties, decisions)


def _when(stored: StoredFact) -> tuple[str, str]:
    return stored.article.published or "", stored.id


def _deal(facts: list[StoredFact], parties: PartyOf) -> Deal:
    newest = facts[-1].fact
    roles = [(p.role, parties.of(facts[-1], i)) for i, p in enumerate(newest.participants)]
    published = sorted(f.article.published for f in facts if f.article.published)
    slug = "-".join([newest.type, *dict.fromkeys(party.id[2:] for _, party in roles)])
    counts = Counter(f.article.copy_of for f in facts)
    return Deal(
        id=f"{slug}-{published[0][:7]}" if published else slug,
        type=newest.type,
        status=newest.status,
        name=deal_name(newest.type, newest.status, [(role, party.name) for role, party in roles]),
        facts=tuple(f.id for f in facts),
        parties=tuple(DealParty(role=role, party=party.id, name=party.name) for role, party in roles),
        timeline=tuple(Step(status=f.fact.status, when=f.article.published, facts=(f.id,)) for f in facts),
        first_reported=published[0] if published else None,
        last_reported=published[-1] if published else None,
        articles=len({f.article.id for f in facts}),
        sources=len(counts),
    )
