"""What a fact calls a participant, and the keys under which that is looked up.

A `Naming` is all that resolution knows of a mention: equal namings always resolve alike, so resolution sees distinct
namings with the number of mentions of each, never the facts. A company that 100,000 facts name costs no more than the
few ways in which they name it.

A `Node` is one name at one level: `full` for a name that can stand for one firm alone (a legal form stood with it, a
person's first and last name), else a short or bare form, which means different firms in different places until its use
has shown which one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, Protocol

from dealgraph.graph import gazetteer
from dealgraph.graph.decisions import Decisions
from dealgraph.graph.names import (
    Name,
    is_short_form,
    looks_like_person,
    person_core,
    read_name,
    sound_of,
    words_of,
)
from dealgraph.graph.records import StoredFact
from dealgraph.schemas import Participant, Role
from dealgraph.schemas.graph import Decision, PartyKind

SCOPE_ROLES: tuple[Role, ...] = ("seller", "owner", "acquirer", "investor", "lender", "supplier", "party")
"""Whose asset a description means, in this order: `the tyre division` is another one for another seller."""
STATE_OF_INDONESIA = "negara"
"""The mark of `pemerintah` alone in an Indonesian article: that of Indonesia."""
UNIT_ROLES: frozenset[Role] = frozenset(["target", "investee", "owned", "venture", "result"])
COMPANY_ROLES: frozenset[Role] = UNIT_ROLES | {"issuer", "company_from", "company_to"}
"""Roles that no person plays; nor does one merge."""


@dataclass(frozen=True, slots=True, order=True)
class Naming:
    """What one fact calls one participant. `aliases` are sorted.

    `mark` sets mentions apart that bear equal names: the seller of an asset that has a description for a name, `unit`
    for one that is named like its parent, the decision that parted it; "" for all others. `beside` are the cores of
    other participants of the fact that look like this name, so that they are known to be other parties. `kind` is what
    role and shape of the name say on their own, `firm` that only companies play the role: what a name is, all of its
    mentions say together (`Pointers`)."""

    kind: PartyKind
    name: str
    aliases: tuple[str, ...] = ()
    mark: str = ""
    beside: tuple[str, ...] = ()
    firm: bool = False


class Node(NamedTuple):
    """A name at a level. `key` is the core, and the mark behind `~` where there is one."""

    kind: PartyKind
    full: bool
    key: str


class NameIndex(Protocol):
    """Where resolution looks names up; a store implements it, `Names` is the one in memory."""

    def namings(self, key: str) -> Mapping[Naming, int]:
        """Every naming that has the key among its `name_keys`, with its number of mentions (1 or more)."""


class Names:
    """An index of namings in memory."""

    def __init__(self, counts: Mapping[Naming, int]) -> None:
        self._by_key: dict[str, dict[Naming, int]] = {}
        for naming, count in counts.items():
            for key in name_keys(naming):
                self._by_key.setdefault(key, {})[naming] = count

    def namings(self, key: str) -> Mapping[Naming, int]:
        return self._by_key.get(key, {})

    def keys(self) -> Iterable[str]:
        return self._by_key.keys()


def naming_of(stored: StoredFact, index: int, decisions: Iterable[Decision] = ()) -> Naming:
    """What the fact calls its participant at `index`."""
    participants = stored.fact.participants
    this = participants[index]
    others = [p for i, p in enumerate(participants) if i != index]
    kind: PartyKind = "person" if this.role == "person" or looks_like_person(this.name) else "company"
    aliases = tuple(sorted(set(this.aliases) - {this.name}))
    beside = tuple(sorted({core for p in others if (core := _looks_like(this, p))}))
    mark = _mark(this, others, stored.article.id, stored.article.language) if kind == "company" else ""
    for decision in Decisions.of(decisions).about(stored.id):
        if decision.kind == "split_companies" and {core_of(kind, form) for form in this.forms} & {
            core_of(kind, name) for name in decision.names
        }:
            mark = decision.id
    return Naming(kind, this.name, aliases, mark, beside, this.role in COMPANY_ROLES or stored.fact.type == "merger")


def _mark(this: Participant, others: list[Participant], article: str, language: str) -> str:
    name = read_name(this.name)
    if language == "id" and name.core in ("pemerintah", "pemerintah pusat"):
        return STATE_OF_INDONESIA
    if name.described:
        owners = {p.role: read_name(p.name).core for p in reversed(others)}
        scope = [owners[role] for role in SCOPE_ROLES if role in owners and role != this.role]
        return scope[0] if scope else article
    if this.role in UNIT_ROLES and any(
        read_name(p.name).core == name.core and words_of(p.name) != words_of(this.name) for p in others
    ):
        return "unit"
    return ""


def _looks_like(this: Participant, other: Participant) -> str:
    """The other's core where one could be taken for the other by its name, else ""."""
    mine, theirs = read_name(this.name), read_name(other.name)
    cores = {read_name(form).core for form in this.forms}
    if mine.core == theirs.core:
        return ""  # one party on both sides, or a unit, which is marked
    alike = (
        theirs.core in cores
        or mine.core in {read_name(form).core for form in other.forms}
        or (theirs.loose or theirs.core) == (mine.loose or mine.core)
        or is_short_form(mine.core, theirs.core)
        or is_short_form(theirs.core, mine.core)
    )
    return theirs.core if alike else ""


def core_of(kind: PartyKind, form: str) -> str:
    return person_core(form) if kind == "person" else read_name(form).core


@lru_cache(maxsize=200_000)
def node_of(kind: PartyKind, form: str, mark: str = "") -> Node:
    """The node of one form of a name."""
    if mark == STATE_OF_INDONESIA:
        return Node(kind, True, read_name("pemerintah Indonesia").core)
    name = read_name(form) if kind == "company" else _person(form)
    return Node(kind, name.anchored, f"{name.core}~{mark}" if mark else name.core)


def _person(form: str) -> Name:
    core = person_core(form)
    return Name(core=core, anchored=" " in core)


@lru_cache(maxsize=200_000)
def nodes_of(naming: Naming) -> tuple[Node, ...]:
    """The nodes of a naming: of the form that it is known by first, then of its other forms, less those that are no
    names (`the company`) or one with the first."""
    forms = [naming.name, *naming.aliases]
    first = naming.name
    if not node_of(naming.kind, first).full and " " not in core_of(naming.kind, first):
        full = [form for form in naming.aliases if node_of(naming.kind, form).full or " " in core_of(naming.kind, form)]
        first = max(full, key=lambda form: (node_of(naming.kind, form).full, len(form), form), default=first)
    nodes = {node_of(naming.kind, first, naming.mark): None}
    for form in sorted(forms):
        if naming.kind == "person" or not read_name(form).generic:
            nodes.setdefault(node_of(naming.kind, form, naming.mark))
    return tuple(nodes)


@lru_cache(maxsize=200_000)
def name_keys(naming: Naming) -> frozenset[str]:
    """The keys under which a naming is looked up: its cores, their spelling-proof forms, and what is left of the first
    without group words."""
    nodes = nodes_of(naming)
    keys = {node.key for node in nodes}
    keys |= {sound_key(node) for node in nodes[:1]} - {""}
    if not naming.mark and naming.kind == "company":
        keys |= {read_name(form).loose for form in (naming.name, *naming.aliases)} - {""}
    return frozenset(keys)


def is_listed(node: Node) -> bool:
    """Whether other names can stand for this one though no mention bears it: the gazetteer has it."""
    listed = any(gazetteer.tickers().get(one.ticker) == node.key for one in gazetteer.listings().get(node.key, ()))
    return node.kind == "company" and (listed or node.key in known_names()[1])


def decision_keys(decision: Decision) -> frozenset[str]:
    """The keys of the namings that a decision on companies may join or part."""
    kinds: tuple[PartyKind, ...] = ("company", "person")
    return frozenset(key for name in decision.names for kind in kinds for key in name_keys(Naming(kind, name)))


def sound_key(node: Node) -> str:
    """The key that names share with other spellings of theirs, "" for names too short for it or marked."""
    core = node.key.replace(" ", "") if node.kind == "person" else node.key
    sound = "" if "~" in node.key else sound_of(core)
    return "=" + sound if sound else ""


@lru_cache(maxsize=1)
def known_names() -> tuple[Mapping[str, Node], Mapping[str, tuple[str, ...]]]:
    """The gazetteer's names by core: the node of the full name that each stands for, and the cores that stand for each
    full one."""
    stands_for: dict[str, Node] = {}
    shorts: dict[str, tuple[str, ...]] = {}
    for full, (_, others) in gazetteer.known_names().items():
        node = Node("company", True, read_name(full).core)
        cores = tuple(read_name(other).core for other in others)
        shorts[node.key] = (*cores, node.key)
        for core in shorts[node.key]:
            stands_for.setdefault(core, node)
    return stands_for, shorts
