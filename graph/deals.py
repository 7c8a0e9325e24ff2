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

from dealgraph.graph.clusters import NEAR_DAYS, Cluster, attachment, clusters_of, may_attach
from dealgraph.graph.dealkeys import near_keys, pair_keys, with_neighbours
from dealgraph.graph.decisions import Decisions
from dealgraph.graph.records import StoredFact
from dealgraph.graph.tellings import PartyOf, Telling, telling_of
from dealgraph.graph.timeline import DealFacts, deal_of, deal_slug
from dealgraph.schemas.graph import Deal, Decision

__all__ = ["FactIndex", "Facts", "PartyOf", "deal_keys", "deals_around", "group_deals"]


class FactIndex(Protocol):
    """Where grouping looks facts up; a store implements it, `Facts` is the one in memory."""

    def facts(self, key: str) -> Collection[StoredFact]:
        """Every fact that has the key among its `deal_keys`."""


class Facts:
    """An index of facts in memory."""

    def __init__(self, facts: Iterable[StoredFact], parties: PartyOf, decisions: Iterable[Decision] = ()) -> None:
        known = Decisions.of(decisions)
        self.tellings = {f.id: _telling(f, parties, known) for f in facts}
        self._by_key: dict[str, list[StoredFact]] = {}
        for telling in self.tellings.values():
            for key in (*pair_keys(telling), *near_keys(telling)):
                self._by_key.setdefault(key, []).append(telling.stored)

    def facts(self, key: str) -> Collection[StoredFact]:
        return self._by_key.get(key, ())


def deal_keys(stored: StoredFact, parties: PartyOf, decisions: Iterable[Decision] = ()) -> frozenset[str]:
    """The keys under which a fact is looked up."""
    telling = _telling(stored, parties, Decisions.of(decisions))
    return pair_keys(telling) | near_keys(telling)


def deals_around(
    keys: Iterable[str], index: FactIndex, parties: PartyOf, decisions: Iterable[Decision] = ()
) -> list[Deal]:
    """Every deal that may have changed when facts with these keys came, went or changed; sorted by id."""
    grouping = _Grouping(index, parties, Decisions.of(decisions))
    found = grouping.deals(grouping.concerned(keys))
    return sorted((deal_of(facts, parties) for facts in found), key=lambda deal: deal.id)


def group_deals(facts: Iterable[StoredFact], parties: PartyOf, decisions: Iterable[Decision] = ()) -> list[Deal]:
    """The deals that all facts tell of, sorted by id; the order of facts and decisions doesn't matter."""
    known = Decisions.of(decisions)
    index = Facts(facts, parties, known)
    grouping = _Grouping(index, parties, known, index.tellings)
    found = grouping.deals({grouping.cluster(telling) for telling in index.tellings.values()})
    return sorted((deal_of(facts, parties) for facts in found), key=lambda deal: deal.id)


def _telling(stored: StoredFact, parties: PartyOf, decisions: Decisions) -> Telling:
    about = decisions.about(stored.id)
    marks = [d.id for d in about if d.kind == "split_deals"]
    joins = tuple(d.id for d in about if d.kind == "merge_deals")
    return telling_of(stored, parties, mark=min(marks, default=""), joins=joins)


class _Grouping:
    """Clusters and what they attach to, worked out when asked for, from the facts that an index holds."""

    def __init__(
        self, index: FactIndex, parties: PartyOf, decisions: Decisions, tellings: dict[str, Telling] | None = None
    ) -> None:
        self._index, self._parties, self._decisions = index, parties, decisions
        self._tellings = {} if tellings is None else tellings
        self._clusters: dict[str, Cluster] = {}
        self._siblings: dict[Cluster, list[Cluster]] = {}
        self._parents: dict[Cluster, Cluster | None] = {}
        self._near: dict[Cluster, list[Cluster]] = {}

    def concerned(self, keys: Iterable[str]) -> set[Cluster]:
        """Every cluster that may have changed, or may attach to another than before, when facts with these keys did."""
        touched = {key for asked in keys for key in with_neighbours(asked)}
        changed = {self.cluster(telling) for key in touched for telling in self._at(key)}
        concerned = set(changed)
        for cluster in changed:
            for other in (cluster, *self._around(cluster)):
                if may_attach(other):
                    concerned |= {other, *self._around(other)}
        return concerned

    def deals(self, clusters: Iterable[Cluster]) -> Iterator[DealFacts]:
        """The facts of every deal that one of the clusters is of, and of those that share an id's beginning with it."""
        roots: dict[Cluster, int] = {}
        for closure in {id(c): c for cluster in clusters for c in self._closures(cluster)}.values():
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

    def _at(self, key: str) -> Iterator[Telling]:
        """The facts that the index holds under a key."""
        for stored in self._index.facts(key):
            telling = self._tellings.get(stored.id)
            if telling is None:
                telling = self._tellings[stored.id] = _telling(stored, self._parties, self._decisions)
            yield telling

    def cluster(self, telling: Telling) -> Cluster:
        """The cluster of a fact; works out those of all facts that hang together with it by their keys."""
        if telling.id not in self._clusters:
            together = {telling.id: telling}
            by_key: dict[str, list[Telling]] = {}
            waiting = [telling]
            while waiting:
                for key in pair_keys(waiting.pop()) - by_key.keys():
                    by_key[key] = list(self._at(key))
                    for other in by_key[key]:
                        if other.id not in together:
                            together[other.id] = other
                            waiting.append(other)
            found = clusters_of(together.values(), by_key.values())
            for cluster in found:
                self._siblings[cluster] = found
                self._clusters.update({t.id: cluster for t in cluster.tellings})
        return self._clusters[telling.id]

    def _around(self, cluster: Cluster) -> list[Cluster]:
        """The other clusters near in time that share what attachments go by."""
        if cluster not in self._near:
            keys = {key for t in cluster.tellings for key in near_keys(t, NEAR_DAYS)}
            found = {self.cluster(t) for key in keys for t in self._at(key)} - {cluster}
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
