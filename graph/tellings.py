"""A fact as grouping sees it: who does what to whom, and when.

A `Telling` puts the roles of all types into one form: `doers` (acquirer, investor, owner, supplier, borrower, issuer,
person), `objects` (target, investee, owned, customer, lender, company), `sellers`; the peers of a merger, partnership
or joint venture are `doers` and `objects` alike.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Literal, Protocol

from dealgraph.graph.gazetteer import common_words, countries
from dealgraph.graph.name_words import COMMON_WORDS, FUNCTION_WORDS, PARTY_WORDS
from dealgraph.graph.names import initials, is_short_form, near, read_name
from dealgraph.graph.naming import core_of
from dealgraph.graph.records import StoredFact
from dealgraph.schemas import FactType, Role
from dealgraph.schemas.graph import Party

Kind = Literal["control", "stake", "sale", "ownership", "alliance", "supply", "ipo", "debt", "move"]

KINDS: dict[FactType, Kind] = {
    "acquisition": "control",
    "merger": "control",
    "investment": "stake",
    "divestiture": "sale",
    "ownership": "ownership",
    "joint_venture": "alliance",
    "partnership": "alliance",
    "supply": "supply",
    "ipo": "ipo",
    "debt": "debt",
    "executive_move": "move",
}
DOERS: frozenset[Role] = frozenset(
    ["acquirer", "investor", "owner", "supplier", "borrower", "issuer", "person", "party"]
)
OBJECTS: frozenset[Role] = frozenset(
    ["target", "investee", "owned", "customer", "lender", "company_from", "company_to", "party"]
)
SELLERS: frozenset[Role] = frozenset(["seller"])
VENTURES: frozenset[Role] = frozenset(["venture", "result"])

MOST_TOKENS = 2
"""A name is looked up by so many of its words: two names that mean one firm seldom differ in both."""
BACKGROUND_DAYS = 270
"""A fact whose own date lies further back than this before its article is told as background, and is of that date."""


class PartyOf(Protocol):
    """Which party a participant names: `Parties`, or a store's look-up."""

    def of(self, stored: StoredFact, index: int) -> Party: ...


@dataclass(frozen=True)
class Side:
    """A participant: its place in the fact, the party it names, the cores of the names it is given there. `full` says
    that its name stands for one firm, `described` that it has a description for a name; `backers` are the cores of
    who owns it, or what it owns, by the article's other facts."""

    index: int
    party: str
    cores: tuple[str, ...]
    full: bool = False
    described: bool = False
    backers: frozenset[str] = frozenset()

    @property
    def words(self) -> frozenset[str]:
        """The words of its names that tell it from others."""
        return _words(self.cores)

    @property
    def tokens(self) -> frozenset[str]:
        """What its names are looked up by where they may vary: their longest rare words, and first letters."""
        return _tokens(self.cores)

    def is_like(self, other: Side) -> bool:
        """Whether the names could mean one party in one and the same deal: a name in common, a slip of the pen, a
        short form of a full name (two full names are a firm and its unit), or most words."""
        if _alike(self.cores, other.cores, short=not (self.full and other.full)):
            return True
        shared = self.words & other.words
        return len(shared) >= 2 and 2 * len(shared) >= min(len(self.words), len(other.words))

    def is_with(self, other: Side) -> bool:
        """Whether one is the other's owner, unit or partner, by what an article of either says, or a part of it by
        its name."""
        if self.backers.intersection(other.cores) or other.backers.intersection(self.cores):
            return True
        if self.backers & other.backers:
            return True
        return _alike(self.cores, other.cores, short=True)


@lru_cache(maxsize=100_000)
def _words(cores: tuple[str, ...]) -> frozenset[str]:
    words = {word for core in cores for word in core.split() if len(word) > 2}
    return frozenset(words - COMMON_WORDS - PARTY_WORDS - FUNCTION_WORDS - countries().keys())


@lru_cache(maxsize=100_000)
def _tokens(cores: tuple[str, ...]) -> frozenset[str]:
    words = _words(cores)
    longest = sorted(words - common_words() or words, key=lambda word: (-len(word), word))[:MOST_TOKENS]
    return frozenset([*longest, *filter(None, map(initials, cores[:MOST_TOKENS]))])


@lru_cache(maxsize=100_000)
def _alike(mine: tuple[str, ...], theirs: tuple[str, ...], *, short: bool) -> bool:
    """Whether some core of one is one of the other's, or a slip of the pen away from it; with `short`, a short form."""
    if not set(mine).isdisjoint(theirs):
        return True
    return any(near(a, b) or (short and (is_short_form(a, b) or is_short_form(b, a))) for a in mine for b in theirs)


@dataclass(frozen=True)
class Telling:
    """What one fact tells. `when` is the time (ISO 8601) that the deal was told of, or happened if it is background,
    None where neither is known; `mark` the decision that parts it from other facts ("" for most), `joins` those that
    join it to others."""

    stored: StoredFact
    kind: Kind
    doers: tuple[Side, ...]
    objects: tuple[Side, ...]
    sellers: tuple[Side, ...]
    ventures: tuple[Side, ...]
    when: str | None
    mark: str = ""
    joins: tuple[str, ...] = ()

    @cached_property
    def id(self) -> str:
        return self.stored.id

    @cached_property
    def day(self) -> int | None:
        """The proleptic ordinal of `when`."""
        return day_of(self.when)

    @cached_property
    def order(self) -> tuple[int, str, str]:
        """In time; facts without one come last, since they can't be told to be old."""
        return (
            self.day if self.day is not None else date.max.toordinal(),
            self.stored.article.published or "",
            self.id,
        )

    @cached_property
    def peers(self) -> bool:
        return bool(self.doers) and self.doers == self.objects

    @cached_property
    def named(self) -> bool:
        """Whether it says by name what is bought, sold or joined."""
        return any(not side.described for side in self.objects)

    @property
    def amount(self) -> tuple[float, str] | None:
        money = self.stored.fact.amount
        return (money.value, money.currency) if money and money.value else None


def telling_of(stored: StoredFact, parties: PartyOf, *, mark: str = "", joins: tuple[str, ...] = ()) -> Telling:
    """The fact as grouping sees it."""

    def sides(roles: frozenset[Role]) -> tuple[Side, ...]:
        return tuple(
            _side(stored, index, parties) for index, p in enumerate(stored.fact.participants) if p.role in roles
        )

    return Telling(
        stored=stored,
        kind=KINDS[stored.fact.type],
        doers=sides(DOERS),
        objects=sides(OBJECTS),
        sellers=sides(SELLERS),
        ventures=sides(VENTURES),
        when=_when(stored),
        mark=mark,
        joins=joins,
    )


def _side(stored: StoredFact, index: int, parties: PartyOf) -> Side:
    participant = stored.fact.participants[index]
    party = parties.of(stored, index)
    forms = [form for form in participant.forms if party.kind == "person" or not read_name(form).generic]
    cores = dict.fromkeys(core_of(party.kind, form) for form in forms or [participant.name])
    name = read_name(participant.name)
    company = party.kind == "company"
    return Side(
        index=index,
        party=party.id,
        cores=tuple(cores),
        full=company and name.anchored,
        described=company and name.described,
        backers=_backers(stored, cores) if participant.role in DOERS else frozenset(),
    )


def _backers(stored: StoredFact, cores: Collection[str]) -> frozenset[str]:
    """The cores of what the article ties to a bidder, less the other parties of the fact."""
    found: set[str] = set()
    for pair in stored.article.ties:
        owner, owned = (read_name(name).core for name in pair)
        found |= {owner} if owned in cores else {owned} if owner in cores else set()
    return frozenset(found - {read_name(p.name).core for p in stored.fact.participants})


def _when(stored: StoredFact) -> str | None:
    """When the article came out, or when the deal happened by its own date if the article tells it as background."""
    published, stated = stored.article.published, stored.fact.date.iso if stored.fact.date else None
    told, happened = day_of(published), day_of(stated)
    if told is None or (happened is not None and happened < told - BACKGROUND_DAYS):
        return stated
    return published


def day_of(iso: str | None) -> int | None:
    """The ordinal of an ISO date; the middle of a year or month that is all that is known."""
    if not iso:
        return None
    year, month, day = (*(int(part) for part in iso[:10].split("-")), 0, 0)[:3]
    try:
        return date(year, month or 7, day or (15 if month else 1)).toordinal()
    except ValueError:
        return None


def meet(one: Sequence[Side], two: Sequence[Side], *, apart: bool = False) -> int:
    """How well two groups of parties agree: 2 when one party is in both, 1 when two names could be one (with `apart`,
    also when one is the other's owner, unit or partner), else 0."""
    if {side.party for side in one} & {side.party for side in two}:
        return 2
    return int(any(a.is_like(b) or (apart and a.is_with(b)) for a in one for b in two))
