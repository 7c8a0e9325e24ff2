"""Joins what the sentences of one document tell of the same deal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dealgraph.extractors.rules.tellings import Telling
from dealgraph.schemas import ROLES, FactType, Status

NEARBY = 2  # Sentences: how far from a deal a telling may stand that only adds to it.
# Measured on training documents: a deal told by two sentences is right far more often; hardly more so by a third.
TOLD_AGAIN, SUREST = 0.25, 0.7
# Later states of a deal outrank earlier ones, whichever sentence comes first.
RANK: dict[Status, int] = {
    "rumoured": 0,
    "planned": 1,
    "active": 2,
    "announced": 3,
    "completed": 4,
    "under_review": 5,
    "terminated": 6,
}
# Types whose core roles take no further participants from another sentence: it would tell of another deal.
CLOSED: frozenset[FactType] = frozenset({"ownership", "supply", "acquisition", "executive_move"})


def join(told: Iterable[Telling]) -> list[Telling]:
    """The deals that the tellings of a document are about, each with everything told of it, in their order."""
    deals: list[Telling] = []
    for telling in told:
        same = next((deal for deal in reversed(deals) if _is_same(deal, telling)), None)
        if same is not None:
            _absorb(same, telling)
        elif not telling.partial:
            deals.append(telling)
    return [deal for deal in deals if not _is_told_otherwise(deal, deals)]


def _is_same(deal: Telling, told: Telling) -> bool:
    if deal.type != told.type:
        return False
    core = ROLES[deal.type].core
    sides = [(set(deal.roles.get(role, ())), set(told.roles.get(role, ()))) for role in core]
    if len(core) == 1:
        (mine, theirs), *_ = sides
        return mine <= theirs or theirs <= mine
    if deal.type == "executive_move":
        people, *companies = sides
        return bool(people[0] & people[1]) and all(mine & theirs or not (mine and theirs) for mine, theirs in companies)
    if told.partial:
        return 0 <= told.sentences[0] - deal.sentences[-1] <= NEARBY
    filled = [(mine, theirs) for mine, theirs in sides if mine and theirs]
    return bool(filled) and all(mine & theirs for mine, theirs in filled)


def _absorb(deal: Telling, told: Telling) -> None:
    taken = {party for parties in deal.roles.values() for party in parties}
    core = ROLES[deal.type].core
    for role, parties in told.roles.items():
        if deal.roles.get(role) and role in core and deal.type in CLOSED:
            continue
        new = [party for party in parties if party not in taken]
        if new:
            deal.roles.setdefault(role, []).extend(new)
            taken.update(new)
    if RANK[told.verdict.status] > RANK[deal.verdict.status]:
        deal.verdict, deal.cue = told.verdict, told.cue
    again = [number for number in told.sentences if number not in deal.sentences]
    deal.sentences += again
    deal.spans += told.spans
    deal.stake = deal.stake or told.stake
    if again and not told.partial:
        deal.strength = min(SUREST, max(deal.strength, told.strength) + TOLD_AGAIN)
    for party, spans in told.mentions.items():
        known = deal.mentions.setdefault(party, [])
        known += [span for span in spans if span not in known]


def _is_told_otherwise(deal: Telling, deals: Sequence[Telling]) -> bool:
    """Whether a holding is the one that another deal moves, or a sale is told with its buyer as another deal."""
    if deal.type == "ownership":
        pair = (deal.roles["owner"][0], deal.roles["owned"][0])
        return any(pair in _moved(other) for other in deals if other is not deal)
    if deal.type == "divestiture":
        targets = set(deal.roles.get("target", ()))
        return any(other.type == "acquisition" and targets & set(other.roles.get("target", ())) for other in deals)
    return False


def _moved(deal: Telling) -> set[tuple[int, int]]:
    holders = [party for role in ("seller", "acquirer", "investor") for party in deal.roles.get(role, ())]
    held = [party for role in ("target", "investee") for party in deal.roles.get(role, ())]
    return {(holder, target) for holder in holders for target in held}
