"""What a frame in a sentence amounts to: a telling of a deal of one type, or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import product

from dealgraph.extractors.rules.context import (
    ASSETS,
    FUNDING,
    GOODS,
    KEEPING,
    MONEY,
    NEEDS,
    OFFICES,
    REST,
    SHARES,
    STAKES,
    TAKING,
    WHOLE,
)
from dealgraph.extractors.rules.frames import Instance
from dealgraph.extractors.rules.layout import NOBODY, Item
from dealgraph.extractors.rules.moves import companies_of_move, is_move
from dealgraph.extractors.rules.status import NEGATIONS, Verdict
from dealgraph.extractors.values.stakes import FoundStake
from dealgraph.schemas import ROLES, FactType, Role

Roles = dict[Role, list[int]]
"""The parties of a deal by role, as indices into the parties of the document."""

STAKE_REACH = 160  # Characters between a trigger and the share that it moves.
HELD: frozenset[FactType] = frozenset({"investment", "acquisition", "ownership", "divestiture", "ipo"})
# Types of which each pair of participants makes a fact of its own, with the roles that are told apart.
APART: dict[FactType, tuple[Role, ...]] = {
    "executive_move": ("person",),
    "ownership": ("owner", "owned"),
    "supply": ("supplier", "customer"),
}
OWNERS: dict[Role, Role] = {"investor": "owner", "investee": "owned"}
INVESTORS: dict[Role, Role] = {"acquirer": "investor", "target": "investee"}
# How many of the deals told by one sentence are right, by type, measured on training documents.
PRIOR: dict[FactType, float] = {
    "acquisition": 0.40,
    "merger": 0.30,
    "investment": 0.28,
    "divestiture": 0.20,
    "ownership": 0.54,
    "joint_venture": 0.50,
    "partnership": 0.27,
    "supply": 0.35,
    "ipo": 0.35,
    "debt": 0.31,
    "executive_move": 0.42,
}
BY_NOUN = 0.04  # How much less a noun is worth than a verb or a pattern.


@dataclass(frozen=True)
class Scene:
    """A sentence with what is known of its document: the kinds of the parties, whom the text is about (`topic`, NOBODY
    when it names no company), and the shares of companies that the sentence gives."""

    number: int
    items: Sequence[Item]
    kinds: Sequence[str]
    topic: int
    stakes: Sequence[FoundStake] = ()

    @cached_property
    def vocabulary(self) -> set[str]:
        """All words of the sentence."""
        return {item.word for item in self.items}

    @cached_property
    def has_money(self) -> bool:
        """Whether the sentence speaks of an amount of money."""
        return MONEY.search(" ".join(item.word for item in self.items)) is not None

    def words(self, start: int, end: int) -> set[str]:
        """The words of the items from start to end."""
        return {item.word for item in self.items[max(0, start) : end]}


@dataclass(slots=True)
class Telling:
    """A deal as one sentence tells it, or as several do once they are joined."""

    type: FactType
    roles: Roles
    verdict: Verdict
    sentences: list[int]
    spans: list[tuple[int, int]]
    strength: float
    stake: FoundStake | None = None
    partial: bool = False  # adds to a deal told nearby, and is none by itself
    mentions: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    cue: tuple[int, int] | None = None


def tellings(scene: Scene, instance: Instance, verdict: Verdict) -> Iterator[Telling]:
    """The deals that an instance tells of: none when its sentence does not carry it; one for each person of a move and
    for each pair of a holding or supply."""
    told = _telling(scene, instance, verdict)
    if told is None:
        return
    apart = APART.get(told.type, ())
    for parties in product(*(told.roles.get(role, []) for role in apart)):
        roles = {**told.roles, **{role: [party] for role, party in zip(apart, parties, strict=True)}}
        yield replace(told, roles=roles, sentences=[scene.number], spans=list(told.spans), mentions=dict(told.mentions))


def _telling(scene: Scene, instance: Instance, verdict: Verdict) -> Telling | None:
    items = scene.items
    words = scene.vocabulary
    trigger = items[instance.start].word
    single = instance.end == instance.start + 1
    if single and trigger in NEEDS and not NEEDS[trigger] & words:
        return None
    near = scene.words(instance.start - 4, instance.start) | scene.words(instance.end, instance.end + 12)
    stake = _stake(scene, instance)
    kind, roles = _precise(instance, _roles(items, instance), near, stake)
    if instance.form == "noun" and trigger in STAKES:
        verbs = scene.words(instance.start - 9, instance.start)
        if verbs & KEEPING:
            kind, roles, verdict = "ownership", _renamed(roles, OWNERS), Verdict("active")
        elif not verbs & TAKING:
            return None
    if kind == "executive_move":
        if not is_move(items, instance, bool(OFFICES & words)):
            return None
        roles = companies_of_move(items, instance, roles, scene.kinds, scene.topic)
    if kind == "ipo":
        roles["issuer"] = roles["issuer"][:1]
    partial = kind == "investment" and set(roles) == {"investor"} and bool(FUNDING & words)
    flat = [role for role, parties in roles.items() for _ in parties]
    if not ROLES[kind].complete(flat) or (not partial and _is_weak(scene, instance, kind, roles, near)):
        return None
    cue = items[verdict.item] if verdict.item is not None else None
    return Telling(
        type=kind,
        roles=roles,
        verdict=verdict,
        sentences=[scene.number],
        spans=[(items[instance.start].start, items[instance.end - 1].end)],
        strength=PRIOR[kind] - BY_NOUN * (instance.form == "noun" and not instance.words_apart),
        stake=stake if kind in HELD else None,
        partial=partial,
        mentions={items[k].party: [(items[k].start, items[k].end)] for _, k in instance.roles if items[k].word != "@"},
        cue=(cue.start, cue.end) if cue else None,
    )


def _roles(items: Sequence[Item], instance: Instance) -> Roles:
    roles: Roles = {}
    for role, k in instance.roles:
        if items[k].party != NOBODY:
            roles.setdefault(role, []).append(items[k].party)
    return roles


def _renamed(roles: Roles, names: dict[Role, Role]) -> Roles:
    return {names[role]: parties for role, parties in roles.items() if role in names}


def _stake(scene: Scene, instance: Instance) -> FoundStake | None:
    """The share of a company that is nearest behind the trigger, else before it; inside the words of a pattern."""
    start, end = scene.items[instance.start].start, scene.items[instance.end - 1].end
    if instance.words_apart:
        return next((stake for stake in scene.stakes if start <= stake.start < end), None)
    behind = [stake for stake in scene.stakes if end <= stake.start <= end + STAKE_REACH]
    before = [stake for stake in scene.stakes if start - STAKE_REACH <= stake.end <= start]
    return behind[0] if behind else before[-1] if before else None


def _precise(instance: Instance, roles: Roles, near: set[str], stake: FoundStake | None) -> tuple[FactType, Roles]:
    """The type that the words around a frame of buying or selling make it, and the roles as they are then called."""
    if instance.type != "acquisition":
        return instance.type, roles
    if instance.frame.subject == "seller" and not roles.get("acquirer"):
        return "divestiture", {role: parties for role, parties in roles.items() if role in ("seller", "target")}
    if stake is None:
        # `an offer for the shares of` is for all of them
        verb = instance.form != "noun" and instance.frame.object is not None
        partial = verb and bool(SHARES & near) and not WHOLE & near
    else:
        partial = stake.percent < 50 and bool(SHARES & near) and not REST & near
    if partial and roles.get("acquirer"):
        return "investment", _renamed(roles, INVESTORS)
    return "acquisition", roles


def _is_weak(scene: Scene, instance: Instance, kind: FactType, roles: Roles, near: set[str]) -> bool:
    """Whether a frame says too little to be a fact: one side of two, and nothing that makes up for it."""
    core = ROLES[kind].core
    sides = sum(bool(roles.get(role)) for role in core)
    if kind == "divestiture":
        return sides < 2 or not ASSETS & near
    if kind == "ownership":
        past = instance.form in ("past", "participle", "ing") and not instance.passive
        return past or bool(NEGATIONS & scene.words(instance.start - 3, instance.start))
    if kind == "acquisition" and scene.items[instance.start].word in GOODS and not (SHARES | ASSETS | WHOLE) & near:
        return all(scene.kinds[party] != "company" for party in roles.get("target", ()))
    if kind == "debt":
        return not scene.has_money and not roles.get("lender")
    if kind == "investment" and sides < 2:
        return not (roles.get("investee") and scene.has_money and FUNDING & near)
    return len(core) > 1 and sides < 2 and kind != "executive_move"
