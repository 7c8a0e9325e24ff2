"""From facts to deals, as a pure function of the facts and the parties that they name.

graph/links.py says when two facts tell of one deal, graph/clusters.py how that makes deals, graph/timeline.py what a
deal's facts say together.

**Locality.** `deal_keys(stored, parties, decisions)` gives the keys under which a store indexes a fact: pairs of its
parties (and of each party with the words of the other's name, so that a slip of the pen is found), and the target and
the seller with a quarter of a year. All that grouping reads of the graph it looks up by these keys (`FactIndex`), so
a company in 100,000 deals costs the next of them no more than what it is the target or the seller of in those months:

    touched = deal_keys of every fact that came, went or names other parties than before
    deals_around(touched, index, parties, decisions) -> each deal that may have changed, whole

Each deal that held a fact of the result, or a fact that is gone, is replaced by what the result says.
`group_deals` does the same for all facts at once, by the same functions.

**Readings.** A deal may take a name that stands alone (`Scale`) or is misspelt for the party that its other facts name
in that role (`Scale AI`). Such a mention is listed in `Deal.readings`: it names that party, whatever `Parties` says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import Protocol

from dealgraph.graph.clusters import (
    ATTACHING,
    BUCKET_DAYS,
    NEAR_DAYS,
    Cluster,
    attachment,
    buckets,
    clusters_of,
    may_attach,
)
from dealgraph.graph.decisions import Decisions
from dealgraph.graph.links import round_of
from dealgraph.graph.parties import Parties
from dealgraph.graph.records import StoredFact
from dealgraph.graph.tellings import PartyOf, Side, Telling, telling_of
from dealgraph.graph.timeline import DealFacts, deal_of, deal_slug
from dealgraph.schemas.graph import Deal, Decision

__all__ = ["FactIndex", "Facts", "PartyOf", "deal_keys", "deals_around", "group_deals"]

MOST_PEERS = 8
"""Of an alliance of more, only the first by id are paired; they are in every report of it."""


class FactIndex(Protocol):
    """Where grouping looks facts up; a store implements it, `Facts` is the one in memory."""

    def facts(self, key: str) -> Collection[StoredFact]:
        """Every fact that has the key among its `deal_keys`."""


class Facts:
    """An index of facts in memory."""

    def __init__(self, facts: Iterable[StoredFact], parties: PartyOf, decisions: Iterable[Decision] = ()) -> None:
        known = Decisions.of(decisions)
        self._by_key: dict[str, list[StoredFact]] = {}
        for stored in {f.id: f for f in facts}.values():
            for key in deal_keys(stored, parties, known):
                self._by_key.setdefault(key, []).append(stored)

    def facts(self, key: str) -> Collection[StoredFact]:
        return self._by_key.get(key, ())

    def keys(self) -> Iterable[str]:
        return self._by_key.keys()


def deal_keys(stored: StoredFact, parties: PartyOf, decisions: Iterable[Decision] = ()) -> frozenset[str]:
    """The keys under which a fact is looked up."""
    telling = _telling(stored, parties, Decisions.of(decisions))
    return frozenset(_pair_keys(telling)) | frozenset(_near_keys(telling))


def deals_around(
    keys: Iterable[str], index: FactIndex, parties: PartyOf, decisions: Iterable[Decision] = ()
) -> list[Deal]:
    """Every deal that may have changed when facts with these keys came, went or changed; sorted by id."""
    grouping = _Grouping(index, parties, Decisions.of(decisions))
    return sorted((deal_of(facts, parties) for facts in grouping.around(keys)), key=lambda deal: deal.id)


def group_deals(facts: Iterable[StoredFact], parties: Parties, decisions: Iterable[Decision] = ()) -> list[Deal]:
    """The deals that all facts tell of, sorted by id; the order of facts and decisions doesn't matter."""
    index = Facts(facts, parties, decisions)
    return deals_around(index.keys(), index, parties, decisions)


def _telling(stored: StoredFact, parties: PartyOf, decisions: Decisions) -> Telling:
    marks = [d.id for d in decisions.about(stored.id) if d.kind == "split_deals"]
    joins = tuple(d.id for d in decisions.about(stored.id) if d.kind == "merge_deals")
    return telling_of(stored, parties, mark=min(marks, default=""), joins=joins)


def _pair_keys(telling: Telling) -> Iterator[str]:
    """The keys that facts of one cluster share."""
    kind = telling.kind
    doers, objects, sellers = (_first(sides) for sides in (telling.doers, telling.objects, telling.sellers))
    for one, two in (*_pairs(doers, (*objects, *sellers)), *_pairs(sellers, objects)):
        yield from (f"{kind}|{one.party}>{word}" for word in (two.party, *two.tokens))
        yield from (f"{kind}|{word}>{two.party}" for word in (*one.tokens, *(f"={core}" for core in one.backers)))
        if kind in ("control", "stake"):
            yield from (f"{kind}|={core}>{two.party}" for core in one.cores)
    if not doers or not (objects or sellers):
        yield from (f"{kind}|{side.party}" for side in (*doers, *objects, *sellers))
    if kind == "stake":
        fact = telling.stored.fact
        for side in objects:
            if fact.amount:
                yield f"{kind}|{side.party}={fact.amount.value:.10g}{fact.amount.currency}"
            if fact.round:
                yield f"{kind}|{side.party}={round_of(telling)}"
    if kind == "debt" and not objects:
        yield from (f"{kind}|{side.party}" for side in doers)
        if telling.amount:
            yield from (f"{kind}|{token}={telling.amount[0]:.10g}" for side in doers for token in side.tokens)
    for side in telling.ventures:
        yield from (f"{kind}|{doer.party}>{word}" for doer in doers for word in (side.party, *side.tokens))
    yield from (f"decision|{decision}" for decision in telling.joins)


def _first(sides: tuple[Side, ...]) -> tuple[Side, ...]:
    return tuple(sorted(sides, key=lambda side: side.party)[:MOST_PEERS])


def _pairs(ones: tuple[Side, ...], twos: tuple[Side, ...]) -> Iterator[tuple[Side, Side]]:
    return ((one, two) for one in ones for two in twos if one.index != two.index)


def _near_keys(telling: Telling, around: int = 0) -> Iterator[str]:
    """The keys under which clusters find those that they may belong to, and those that may belong to them."""
    if telling.kind not in ATTACHING:
        return
    steps = sorted(buckets([telling.day] if telling.day is not None else [], around=around))
    if telling.kind == "debt":
        yield from (f"d:{side.party}@{step}" for side in telling.doers for step in steps)
        return
    yield from (f"o:{side.party}@{step}" for side in telling.objects if not side.described for step in steps)
    yield from (f"s:{side.party}@{step}" for side in telling.sellers for step in steps)
    if telling.kind in ("control", "stake"):
        yield from (f"b:{one.party}>{two.party}" for one, two in _pairs(_first(telling.doers), _first(telling.objects)))


class _Grouping:
    """Clusters and what they attach to, worked out when asked for, from the facts that an index holds."""

    def __init__(self, index: FactIndex, parties: PartyOf, decisions: Decisions) -> None:
        self._index, self._parties, self._decisions = index, parties, decisions
        self._found: dict[str, list[Telling]] = {}
        self._tellings: dict[str, Telling] = {}
        self._clusters: dict[str, Cluster] = {}
        self._siblings: dict[Cluster, list[Cluster]] = {}
        self._parents: dict[Cluster, Cluster | None] = {}
        self._near: dict[Cluster, list[Cluster]] = {}

    def around(self, keys: Iterable[str]) -> Iterator[DealFacts]:
        """The facts of every deal that may have changed when facts with these keys did."""
        touched = {key for asked in keys for key in _with_neighbours(asked)}
        told = {t.id: t for key in touched for t in self._at(key)}
        changed = {self._cluster(telling) for telling in told.values()}
        concerned = set(changed)
        for cluster in changed:
            for other in (cluster, *self._around(cluster)):
                if may_attach(other):
                    concerned |= {other, *self._around(other)}
        roots: dict[Cluster, int] = {}
        for closure in {id(c): c for cluster in concerned for c in self._closures(cluster)}.values():
            roots.update(self._numbered(closure))
        for root, number in roots.items():
            yield DealFacts(root, self._all(root), number)

    def _closures(self, cluster: Cluster) -> tuple[list[Cluster], list[Cluster]]:
        """The clusters that hang together by keys with a cluster, and with the root that it attaches to."""
        return self._siblings[cluster], self._siblings[self._root(cluster)]

    def _numbered(self, closure: list[Cluster]) -> dict[Cluster, int]:
        """The roots that the clusters of a closure attach to or are, each with its number among those of its closure
        with the same beginning of an id, from 1, in time."""
        numbers: dict[Cluster, int] = {}
        counts: Counter[str] = Counter()
        for root in sorted((c for c in closure if self._root(c) is c), key=lambda c: c.tellings[0].order):
            slug = deal_slug(root)
            counts[slug] += 1
            numbers[root] = counts[slug]
        return numbers

    def _at(self, key: str) -> list[Telling]:
        """The facts that an index holds under a key."""
        if key not in self._found:
            found = self._found[key] = []
            for stored in self._index.facts(key):
                if stored.id not in self._tellings:
                    self._tellings[stored.id] = _telling(stored, self._parties, self._decisions)
                found.append(self._tellings[stored.id])
        return self._found[key]

    def _cluster(self, telling: Telling) -> Cluster:
        """The cluster of a fact; works out those of all facts that hang together with it by their keys."""
        if telling.id not in self._clusters:
            together = {telling.id: telling}
            seen: set[str] = set()
            waiting = [telling]
            while waiting:
                for key in set(_pair_keys(waiting.pop())) - seen:
                    seen.add(key)
                    for other in self._at(key):
                        if other.id not in together:
                            together[other.id] = other
                            waiting.append(other)
            found = clusters_of(together.values(), _pair_keys)
            for cluster in found:
                self._siblings[cluster] = found
                self._clusters.update({t.id: cluster for t in cluster.tellings})
        return self._clusters[telling.id]

    def _around(self, cluster: Cluster) -> list[Cluster]:
        """The other clusters near in time that share what attachments go by."""
        if cluster not in self._near:
            keys = {key for t in cluster.tellings for key in _near_keys(t, NEAR_DAYS)}
            found = {self._cluster(t) for key in keys for t in self._at(key)} - {cluster}
            self._near[cluster] = sorted(found, key=lambda c: c.tellings[0].order)
        return self._near[cluster]

    def _parent(self, cluster: Cluster) -> Cluster | None:
        if cluster not in self._parents:
            self._parents[cluster] = attachment(cluster, self._around(cluster)) if may_attach(cluster) else None
        return self._parents[cluster]

    def _root(self, cluster: Cluster) -> Cluster:
        while (parent := self._parent(cluster)) is not None:
            cluster = parent
        return cluster

    def _all(self, cluster: Cluster) -> list[Cluster]:
        """The cluster and all that attach to it, straight or through others."""
        found = [cluster]
        for other in self._around(cluster):
            if may_attach(other) and self._parent(other) is cluster:
                found += self._all(other)
        return found


def _with_neighbours(key: str) -> Iterator[str]:
    """A key; of a time, those of the times around it too."""
    yield key
    head, at, step = key.rpartition("@")
    if at and step.lstrip("-").isdigit():
        reach = NEAR_DAYS // BUCKET_DAYS + 1
        yield from (f"{head}@{near}" for near in range(int(step) - reach, int(step) + reach + 1))
