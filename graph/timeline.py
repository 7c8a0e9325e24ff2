"""What the facts of a deal say together: its timeline, its values with their sources, its parties, its id and name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from dealgraph.graph.clusters import STANDING, Cluster
from dealgraph.graph.copies import by_source
from dealgraph.graph.dealparties import deal_parties
from dealgraph.graph.rates import in_dollars
from dealgraph.graph.tellings import PartyOf, Telling
from dealgraph.graph.values import best_values, contested, updated
from dealgraph.schemas import FactType, Money, Status, deal_name
from dealgraph.schemas.graph import Deal, DealParty, Step, Value, ValueName

RANKS: dict[Status, int] = {
    "rumoured": 0,
    "planned": 1,
    "announced": 2,
    "under_review": 3,
    "active": 4,
    "completed": 4,
    "terminated": 5,
}
"""How far each status is; of reports of one time the furthest counts."""
BUYING: tuple[FactType, ...] = ("acquisition", "merger", "investment")
"""A deal that one report calls one of these is no mere divestiture: the buyer is known."""
SLUG_LENGTH = 48


class DealFacts(NamedTuple):
    """The facts of a deal: the cluster that says most, all clusters of the deal, and which of the deals with the same
    beginning of an id it is."""

    root: Cluster
    clusters: list[Cluster]
    number: int

    @property
    def tellings(self) -> list[Telling]:
        return sorted((t for cluster in self.clusters for t in cluster.tellings), key=_order)


def deal_of(facts: DealFacts, parties: PartyOf) -> Deal:
    """The deal that the facts tell of."""
    tellings = by_source(facts.tellings)
    deal_type = _type(tellings)
    main = _main(facts)
    steps = timeline(tellings, main)
    status = steps[-1].status
    who = deal_parties(tellings, deal_type, parties)
    values = best_values(t for t in tellings if t.id in main)
    amount, announced = _best(values, "amount"), _announced(tellings)
    published = sorted(t.stored.article.published for t in tellings if t.stored.article.published)
    first = published[0] if published else None
    dollars = None
    if amount is not None and isinstance(amount.value, float) and amount.currency:
        dollars = in_dollars(amount.value, amount.currency, announced or first)
    slug = deal_slug(facts.root)
    return Deal(
        id=slug if facts.number == 1 else f"{slug}-{facts.number}",
        type=deal_type,
        status=status,
        name=_name(deal_type, status, who.parties, values),
        facts=tuple(t.id for t in tellings),
        parties=who.parties,
        readings=who.readings,
        timeline=tuple(steps),
        values=values,
        contested=contested(values),
        updated=updated(values),
        amount_usd=dollars.amount if dollars else None,
        usd_rate_date=dollars.rate_date if dollars else None,
        usd_rate_source=dollars.source if dollars else None,
        announced=announced,
        first_reported=first,
        last_reported=published[-1] if published else None,
        articles=len({t.stored.article.id for t in tellings}),
        sources=len({t.stored.article.copy_of for t in tellings}),
    )


def deal_slug(root: Cluster) -> str:
    """The readable beginning of a deal's id, from the first report of its main cluster: type, parties (`--` between
    them), month. Deals of the same beginning have facts that share a key."""
    first = root.tellings[0]
    doers, objects = (first.doers[:4], ()) if first.peers else (first.doers[:3], first.objects[:2])
    names = [_short(side.party) for side in (*doers, *objects)]
    if first.kind in ("control", "stake") and not doers:
        names.insert(0, "unnamed")
    if not doers or not first.objects:
        names += ["from-" + _short(side.party) for side in first.sellers[:2]]
    when = first.stored.article.published or (first.stored.fact.date.iso if first.stored.fact.date else "")
    return "-".join(filter(None, [first.stored.fact.type, "--".join(dict.fromkeys(names)), when[:7]]))


def _short(party: str) -> str:
    """A party's id without its prefix; one that is too long is cut and told from others by a part of its hash."""
    from dealgraph.schemas.article import digest

    name = party.removeprefix("c-")
    if len(name) <= SLUG_LENGTH:
        return name
    return name[:SLUG_LENGTH].rsplit("-", 1)[0] + "-" + digest(party, 6)


def timeline(tellings: Sequence[Telling], main: Collection[str]) -> list[Step]:
    """The states of a deal in time. A report of a state that the deal has left behind doesn't move it back: it tells
    background, or repeats what was known. Only a deal that was called off or questioned starts again, and a stake that
    was bought may be followed by plans for a larger one. Facts that are not among the `main` ones move nothing."""
    steps: list[Step] = []
    known: set[object] = set()
    for telling in sorted(tellings, key=_order):
        fact = telling.stored.fact
        more = telling.kind == "stake" and not known.issuperset(_values(telling))
        if not steps or (telling.id in main and _moves(steps[-1].status, fact.status, telling, more=more)):
            steps.append(Step(status=fact.status, when=telling.when, facts=(telling.id,)))
        else:
            last = steps[-1]
            steps[-1] = last.model_copy(update={"facts": (*last.facts, telling.id)})
        known |= _values(telling)
    return steps


def _moves(now: Status, told: Status, telling: Telling, *, more: bool) -> bool:
    if told == now:
        return False
    if telling.kind in STANDING or now in ("terminated", "under_review", "active") or told == "under_review":
        return True
    return RANKS[told] > RANKS[now] or (more and now == "completed" and told in ("planned", "announced"))


def _values(telling: Telling) -> set[object]:
    """The sum and the stake that a fact gives."""
    fact = telling.stored.fact
    return {value for value in (telling.amount, fact.stake and fact.stake.percent) if value is not None}


def _order(telling: Telling) -> tuple[int, str, int, str]:
    day, published, key = telling.order
    return (day, published, RANKS[telling.stored.fact.status], key)


def _type(tellings: Sequence[Telling]) -> FactType:
    """The type that most sources give; not a sale where one names the buyer."""
    sources: dict[FactType, set[str]] = {}
    for telling in tellings:
        sources.setdefault(telling.stored.fact.type, set()).add(telling.stored.article.copy_of)
    if any(kind in sources for kind in BUYING):
        sources.pop("divestiture", None)
    return max(sources, key=lambda kind: (len(sources[kind]), kind == "acquisition", kind))


def _main(facts: DealFacts) -> frozenset[str]:
    """The facts whose status, sums and stakes are the deal's: not those of a stake bought in the course of a bid."""
    return frozenset(
        telling.id
        for cluster in facts.clusters
        if cluster.kind == facts.root.kind or cluster.kind != "stake"
        for telling in cluster.tellings
    )


def _announced(tellings: Iterable[Telling]) -> str | None:
    """When the parties first spoke of it, as precisely as known; None where it is only rumoured, or undated."""
    for telling in tellings:
        fact, published = telling.stored.fact, telling.stored.article.published
        if fact.status not in ("rumoured", "active"):
            stated = fact.date.iso if fact.date else None
            earlier = [iso for iso in (published and published[:10], stated) if iso]
            return min(earlier) if earlier else None
    return None


def _best(values: dict[ValueName, tuple[Value, ...]], name: ValueName) -> Value | None:
    found = values.get(name)
    return found[0] if found else None


def _name(
    deal_type: FactType, status: Status, parties: Sequence[DealParty], values: dict[ValueName, tuple[Value, ...]]
) -> str:
    amount, stake = _best(values, "amount"), _best(values, "stake_percent")
    called, position = _best(values, "round"), _best(values, "position")
    return deal_name(
        deal_type,
        status,
        [(party.role, party.name) for party in parties],
        amount=Money(value=float(amount.value), currency=amount.currency) if amount and amount.currency else None,
        stake_percent=float(stake.value) if stake else None,
        round_name=str(called.value) if called else None,
        position=str(position.value) if position else None,
    )
