"""Facts of one deal brought together: links between facts first, then attachments of what names one side only.

1. **Clusters.** Facts that share a deal key and that `links.link` joins are one cluster, cut where too much time lies
   between them. Links by the same parties come first; links by names that merely fit follow, surest first, and never
   join two clusters that one article tells apart. What people decided comes last and wins.
2. **Attachments.** A cluster that doesn't say who buys (`X is for sale`), or that only describes what is bought,
   belongs to the one cluster near in time that says more of the same, if there is just one, or just one that got
   furthest. A stake that is bought once a bid for the company is known belongs to the bid. Each cluster attaches to at
   most one other; a deal is a cluster that doesn't attach, with all that attaches to it.

Everything here reads facts by key, so it depends on the facts that share parties (and, for attachments, time) alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from dealgraph.graph.links import agreement, link
from dealgraph.graph.tellings import Side, Telling, day_of, meet

GAP_DAYS = 548
"""A deal of which nothing is told for a year and a half is over; the next one between its parties is another deal."""
RESTART_DAYS = 180
"""The same after it was completed or called off, when the next thing told is a plan again."""
NEAR_DAYS = 180
"""What names one side only belongs to deals that are told of this near to it."""
NEIGHBOURS = 20
"""A fact is compared with so many of those that share a key with it, next in time: a deal of a thousand facts hangs
together by its neighbours, at a cost that grows with their number and not with its square."""
BUCKET_DAYS = 90
"""Facts are looked up by time in steps of this."""
STANDING = frozenset(["ownership"])
ENDED = frozenset(["completed", "terminated"])
STARTING = frozenset(["rumoured", "planned", "announced"])
DOERS, OBJECTS, SELLERS = range(3)
"""The sides of `Cluster.parties`."""
ATTACHING = frozenset(["control", "stake", "sale", "debt"])


@dataclass(frozen=True, eq=False)
class Cluster:
    """Facts that tell of one deal, in time. Made once for its facts, so it is compared by identity."""

    tellings: tuple[Telling, ...]

    @cached_property
    def kind(self) -> str:
        kinds = {t.kind for t in self.tellings}
        return next(kind for kind in (*(k for k in ("control", "stake", "sale") if k in kinds), *sorted(kinds)))

    @cached_property
    def doers(self) -> tuple[Side, ...]:
        return tuple(side for t in self.tellings for side in t.doers)

    @cached_property
    def objects(self) -> tuple[Side, ...]:
        return tuple(side for t in self.tellings for side in t.objects)

    @cached_property
    def sellers(self) -> tuple[Side, ...]:
        return tuple(side for t in self.tellings for side in t.sellers)

    @cached_property
    def parties(self) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
        """The ids of doers, objects and sellers."""
        doers, objects, sellers = self.doers, self.objects, self.sellers
        return tuple(frozenset(side.party for side in sides) for sides in (doers, objects, sellers))  # type: ignore[return-value]

    @cached_property
    def sums(self) -> frozenset[tuple[float, str]]:
        return frozenset(t.amount for t in self.tellings if t.amount)

    @cached_property
    def detail(self) -> int:
        """How much it says: 3 who buys what by name, 2 what is sold by name, 1 less than that."""
        named = any(t.named for t in self.tellings)
        return 1 if not named else 3 if self.doers else 2

    @cached_property
    def articles(self) -> frozenset[str]:
        return frozenset(t.stored.article.id for t in self.tellings)

    @cached_property
    def days(self) -> tuple[int, ...]:
        return tuple(t.day for t in self.tellings if t.day is not None)

    @cached_property
    def progress(self) -> int:
        """How far it got: 2 agreed or done, 1 under way, 0 called off."""
        statuses = {t.stored.fact.status for t in self.tellings}
        last = self.tellings[-1].stored.fact.status
        return 0 if last == "terminated" else 2 if statuses & {"announced", "completed"} else 1

    @cached_property
    def marked(self) -> bool:
        return any(t.mark for t in self.tellings)


def clusters_of(tellings: Iterable[Telling], sharing: Iterable[Collection[Telling]]) -> list[Cluster]:
    """The clusters of tellings that are complete: all that share a key with one of them are among them. `sharing` are
    those that share a key, for each key."""
    groups = _Groups({t.id: t for t in tellings})
    for _, a, b in _links(sharing):
        groups.join(a, b)
    return _joined([part for group in groups.all() for part in _cut(group)])


def _joined(parts: list[tuple[Telling, ...]]) -> list[Cluster]:
    """The parts as clusters, those made one that a decision joins."""
    groups = _Groups({t.id: t for part in parts for t in part})
    first: dict[str, str] = {}
    for part in parts:
        for telling in part:
            groups.join(part[0].id, telling.id, decided=True)
            for decision in telling.joins:
                groups.join(first.setdefault(decision, telling.id), telling.id, decided=True)
    return [Cluster(tuple(group)) for group in groups.all()]


def _links(sharing: Iterable[Collection[Telling]]) -> list[tuple[int, str, str]]:
    """(strength, fact, fact), strongest first; among equals those that agree in most values, then the nearest in
    time."""
    found: dict[tuple[str, str], int] = {}
    apart: dict[tuple[str, str], tuple[int, int]] = {}
    for group in (sorted(same_key, key=lambda t: t.order) for same_key in sharing if len(same_key) > 1):
        for place, one in enumerate(group):
            for two in group[place + 1 : place + 1 + NEIGHBOURS]:
                pair = (one.id, two.id) if one.id < two.id else (two.id, one.id)
                if pair not in found:
                    found[pair] = link(one, two)
                    apart[pair] = (-agreement(one, two), abs((one.day or 0) - (two.day or 0)))
    order = sorted((-strength, apart[pair], *pair) for pair, strength in found.items() if strength)
    return [(-strength, a, b) for strength, _, a, b in order]


class _Groups:
    """Disjoint groups of facts that grow together (Tarjan 1975)."""

    def __init__(self, tellings: dict[str, Telling]) -> None:
        self._tellings = tellings
        self._parent = {key: key for key in tellings}
        self._articles = {key: {t.stored.article.id: [t]} for key, t in tellings.items()}

    def find(self, key: str) -> str:
        while self._parent[key] != key:
            self._parent[key] = self._parent[self._parent[key]]
            key = self._parent[key]
        return key

    def join(self, a: str, b: str, *, decided: bool = False) -> None:
        """Makes the groups of two facts one, unless one article tells a fact of each as two deals."""
        a, b = self.find(a), self.find(b)
        if a != b and (decided or not self._told_as_two(a, b)):
            self._parent[b] = a
            for article, facts in self._articles.pop(b).items():
                self._articles[a].setdefault(article, []).extend(facts)

    def _told_as_two(self, a: str, b: str) -> bool:
        return any(
            link(one, two) < 2
            for article, facts in self._articles[b].items()
            for one in self._articles[a].get(article, ())
            for two in facts
        )

    def all(self) -> list[list[Telling]]:
        groups: dict[str, list[Telling]] = {}
        for key, telling in self._tellings.items():
            groups.setdefault(self.find(key), []).append(telling)
        return [sorted(group, key=lambda t: t.order) for group in groups.values()]


def _cut(group: list[Telling]) -> Iterator[tuple[Telling, ...]]:
    """The group in pieces that time separates."""
    piece: list[Telling] = []
    for telling in group:
        if piece and _over(piece[-1], telling):
            yield tuple(piece)
            piece = []
        piece.append(telling)
    if piece:
        yield tuple(piece)


def _over(last: Telling, following: Telling) -> bool:
    if last.day is None or following.day is None or last.kind in STANDING or _recalled(last, following):
        return False
    gap = following.day - last.day
    restarted = last.stored.fact.status in ENDED and following.stored.fact.status in STARTING
    return gap > GAP_DAYS or (restarted and gap > RESTART_DAYS)


def _recalled(last: Telling, following: Telling) -> bool:
    """Whether a report of something done, without its date, recalls the deal that another dates far back."""
    done = last.stored.fact.status == following.stored.fact.status == "completed"
    before, after = (day_of(t.stored.article.published) for t in (last, following))
    if not done or following.stored.fact.date is not None or before is None or after is None:
        return False
    return abs(after - before) <= GAP_DAYS


def may_attach(cluster: Cluster) -> bool:
    """Whether a cluster can belong to one that says more."""
    if cluster.marked or cluster.kind not in ATTACHING:
        return False
    if cluster.kind == "debt":
        return not cluster.objects
    return cluster.detail < 3 or cluster.kind == "stake"


def attachment(cluster: Cluster, others: Collection[Cluster]) -> Cluster | None:
    """The cluster, of those near it, that it belongs to."""
    if not may_attach(cluster):
        return None
    fitting = [other for other in others if _fits(cluster, other)]
    if len(fitting) > 1:
        furthest = max(_rank(other) for other in fitting)
        fitting = [other for other in fitting if _rank(other) == furthest]
    if len(fitting) != 1:
        return None
    rivals = [c for c in others if may_attach(c) and c.kind == cluster.kind and _told_apart(c, cluster)]
    return None if any(_fits(rival, fitting[0]) for rival in rivals) else fitting[0]


def _rank(cluster: Cluster) -> tuple[bool, int]:
    return cluster.detail == 3, cluster.progress


def _fits(cluster: Cluster, other: Cluster) -> bool:
    """Whether the other says more of what could be the same deal."""
    if other is cluster or other.marked:
        return False
    if cluster.kind == "stake" and cluster.detail == 3:
        return _serves_bid(cluster, other) and _near(cluster, other)
    if _told_apart(cluster, other) or not _near(cluster, other):
        return False
    if cluster.kind == "debt":
        return (
            other.kind == "debt" and bool(other.objects) and _share(cluster, other, DOERS) and _sums_fit(cluster, other)
        )
    if other.kind not in ("control", "stake", "sale") or other.detail <= cluster.detail:
        return False
    if cluster.doers and other.doers and not _share(cluster, other, DOERS):
        return False
    if cluster.sellers and other.sellers and not meet(cluster.sellers, other.sellers):
        return False
    if cluster.detail == 2:
        return _share(cluster, other, OBJECTS) and _same_story(cluster, other)
    part = any(a.words & b.words for a in cluster.objects for b in other.objects if not b.described)
    return _share(cluster, other, SELLERS) and not part


def _same_story(cluster: Cluster, other: Cluster) -> bool:
    """Whether a deal told without its buyer goes with one told with: they name the seller, or both got as far, or they
    give the same sum. A stake changes hands in many sales, so there only the sum tells."""
    same_sum = bool(cluster.sums & other.sums)
    if cluster.kind == "stake" and other.kind == "stake":
        return True
    if other.kind == "stake" or cluster.kind == "stake":
        return same_sum
    if cluster.sellers and other.sellers:
        return True
    return same_sum or (cluster.progress == other.progress == 2)


def _sums_fit(cluster: Cluster, other: Cluster) -> bool:
    return not cluster.sums or not other.sums or bool(cluster.sums & other.sums)


def _share(cluster: Cluster, other: Cluster, sides: int) -> bool:
    return not cluster.parties[sides].isdisjoint(other.parties[sides])


def _serves_bid(stake: Cluster, bid: Cluster) -> bool:
    """Whether a stake is bought in the course of a bid that was known by then."""
    if bid.kind != "control" or bid.detail < 3 or not stake.days or not bid.days:
        return False
    return stake.days[0] >= bid.days[0] and _share(stake, bid, DOERS) and _share(stake, bid, OBJECTS)


def _told_apart(cluster: Cluster, other: Cluster) -> bool:
    return not cluster.articles.isdisjoint(other.articles)


def _near(cluster: Cluster, other: Cluster) -> bool:
    if not cluster.days or not other.days:
        return not cluster.days and not other.days
    return any(abs(a - b) <= NEAR_DAYS for a in cluster.days for b in other.days)
