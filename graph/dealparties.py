"""Who takes part in a deal, in which role, by what its facts say together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from dealgraph.graph.names import is_short_form, near
from dealgraph.graph.tellings import PartyOf, Side, Telling
from dealgraph.schemas import ROLES, FactType, Role
from dealgraph.schemas.graph import DealParty, Reading

AS_IN: dict[FactType, dict[Role, Role]] = {
    "acquisition": {"investor": "acquirer", "investee": "target"},
    "merger": {"investor": "party", "investee": "party", "acquirer": "party", "target": "party"},
    "investment": {"acquirer": "investor", "target": "investee"},
    "joint_venture": {},
    "partnership": {},
}
"""The role that a party has in a deal of this type where a report tells the deal as another type."""


class Who(NamedTuple):
    """The parties of a deal, and the mentions that it reads otherwise than their names alone."""

    parties: tuple[DealParty, ...]
    readings: tuple[Reading, ...]


def deal_parties(tellings: Sequence[Telling], deal_type: FactType, parties: PartyOf) -> Who:
    """Who takes part: each party once in each role, those that most sources name first."""
    mentions = [_Mention(t, side, _role(t, side, deal_type)) for t in tellings for side in _sides(t)]
    meant = _meant(mentions)
    sources: dict[tuple[Role, str], set[str]] = defaultdict(set)
    names: dict[tuple[Role, str], Counter[str]] = defaultdict(Counter)
    for mention in mentions:
        place = (mention.role, meant.get(mention.side.party, mention.side.party))
        sources[place].add(mention.telling.stored.article.copy_of)
        names[place][mention.name] += 1 if place[1] == mention.side.party else 0
    order = {role: index for index, role in enumerate((*ROLES[deal_type].core, *ROLES[deal_type].other))}
    places = sorted(sources, key=lambda p: (order.get(p[0], len(order)), -len(sources[p]), p[1]))
    known = {party for role, party in places if role in ("acquirer", "target")}
    return Who(
        tuple(
            DealParty(role=role, party=party, name=_commonest(names[role, party]))
            for role, party in places
            if not (role == "party" and party in known)
        ),
        tuple(
            Reading(fact=m.telling.id, index=m.side.index, party=meant[m.side.party], because=m.name)
            for m in mentions
            if m.side.party in meant
        ),
    )


class _Mention(NamedTuple):
    telling: Telling
    side: Side
    role: Role

    @property
    def name(self) -> str:
        return self.telling.stored.fact.participants[self.side.index].name


def _sides(telling: Telling) -> tuple[Side, ...]:
    """All participants of a fact; peers, who are doers and objects alike, once."""
    objects = () if telling.peers else telling.objects
    return (*telling.doers, *objects, *telling.sellers, *telling.ventures)


def _role(telling: Telling, side: Side, deal_type: FactType) -> Role:
    role = telling.stored.fact.participants[side.index].role
    return AS_IN.get(deal_type, {}).get(role, role)


def _meant(mentions: Sequence[_Mention]) -> dict[str, str]:
    """Party -> the party that this deal takes it for: one that more sources name in the same role, whose name it could
    be a slip or a short form of, and that no fact names beside it."""
    cores: dict[str, set[str]] = defaultdict(set)
    sources: dict[str, set[str]] = defaultdict(set)
    roles: dict[str, set[Role]] = defaultdict(set)
    beside: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        party = mention.side.party
        cores[party].update(mention.side.cores)
        sources[party].add(mention.telling.stored.article.copy_of)
        roles[party].add(mention.role)
        beside[party].update(side.party for side in _sides(mention.telling))
    support = {party: (len(sources[party]), max(len(core) for core in cores[party]), party) for party in cores}
    meant: dict[str, str] = {}
    for party in sorted(cores, key=lambda p: support[p]):
        better = [
            other
            for other in cores
            if support[other] > support[party]
            and roles[other] & roles[party]
            and other not in beside[party]
            and _one_name(cores[party], cores[other])
        ]
        if better:
            meant[party] = max(better, key=lambda p: support[p])
    return {party: _end(party, meant) for party in meant}


def _end(party: str, meant: dict[str, str]) -> str:
    while party in meant:
        party = meant[party]
    return party


def _one_name(mine: set[str], theirs: set[str]) -> bool:
    """Whether two parties go by one name: a form in common, a slip of the pen, or nothing but a short form."""
    if mine & theirs or any(near(a, b) for a in mine for b in theirs):
        return True
    return any(all(" " not in a and is_short_form(a, b) for a in mine) for b in theirs)


def _commonest(names: Counter[str]) -> str:
    return max(names, key=lambda name: (names[name], len(name), name))
