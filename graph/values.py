"""The values that a deal's facts give, each with its sources: which one counts, and where they differ.

A value is *updated* when later reports agree on another one, *contested* when reports of the same time give both.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from dealgraph.graph.tellings import Telling, day_of
from dealgraph.schemas.graph import Value, ValueName

AMOUNT_TOLERANCE = 0.01
STAKE_TOLERANCE = 0.5
"""Amounts that differ by no more than this share, and stakes by no more than these points, are one value."""
DISPUTED: tuple[ValueName, ...] = ("amount", "stake_percent", "valuation")
"""The values that can be contested or updated; a round or a position is only told in other words."""

Raw = tuple[float | str, str | None]
Standing = Literal["best", "contested", "earlier", "other"]


@dataclass
class _Claim:
    """One value and the facts that give it, copies of one story as one source."""

    raw: Raw
    tellings: list[Telling] = field(default_factory=list)

    @property
    def value(self) -> Value:
        published = sorted(t.stored.article.published for t in self.tellings if t.stored.article.published)
        return Value(
            value=self.raw[0],
            currency=self.raw[1],
            facts=tuple(t.id for t in self.tellings),
            sources=len({t.stored.article.copy_of for t in self.tellings}),
            first=published[0] if published else None,
            last=published[-1] if published else None,
        )


def best_values(tellings: Iterable[Telling]) -> dict[ValueName, tuple[Value, ...]]:
    """Every value that the facts give, by name, the best supported first."""
    known = sorted(tellings, key=lambda t: t.order)
    found: dict[ValueName, tuple[Value, ...]] = {}
    for name in ("amount", "stake_percent", "valuation", "round", "position"):
        claims = [claim.value for claim in _claims(name, known)]
        if claims:
            found[name] = tuple(_ranked(claims))
    return found


def contested(values: dict[ValueName, tuple[Value, ...]]) -> tuple[ValueName, ...]:
    """The names of values for which reports of the same time differ from the best one."""
    return tuple(name for name in DISPUTED if "contested" in _standings(name, values))


def updated(values: dict[ValueName, tuple[Value, ...]]) -> tuple[ValueName, ...]:
    """The names of values for which the best one took the place of an earlier one."""
    return tuple(name for name in DISPUTED if "earlier" in _standings(name, values))


def standing(name: ValueName, value: Value, best: Value) -> Standing:
    """What a value is beside the best one of that name: the `best` itself; `contested`, told at the same time;
    `earlier`, told before it; else `other`, the same in other words or not to be compared."""
    if value == best:
        return "best"
    if name not in DISPUTED:
        return "other"
    if _before(value, best):
        return "earlier"
    return "contested" if _same_time(value, best) and _comparable(value, best) else "other"


def _standings(name: ValueName, values: dict[ValueName, tuple[Value, ...]]) -> set[Standing]:
    found = values.get(name, ())
    return {standing(name, value, found[0]) for value in found}


def _claims(name: ValueName, tellings: Sequence[Telling]) -> list[_Claim]:
    """The facts by the value that they give; values within the tolerance of the most told one are the same."""
    exact: dict[Raw, _Claim] = {}
    for telling in tellings:
        raw = _raw(name, telling)
        if raw is not None:
            exact.setdefault(raw, _Claim(raw)).tellings.append(telling)
    claims: list[_Claim] = []
    for claim in sorted(exact.values(), key=lambda c: (-c.value.sources, -len(c.tellings), str(c.raw))):
        home = next((other for other in claims if _same(name, other.raw, claim.raw)), None)
        if home is None:
            claims.append(claim)
        else:
            home.tellings = sorted([*home.tellings, *claim.tellings], key=lambda t: t.order)
    return claims


def _raw(name: ValueName, telling: Telling) -> Raw | None:
    fact = telling.stored.fact
    if name == "stake_percent":
        return (fact.stake.percent, None) if fact.stake else None
    if name in ("amount", "valuation"):
        money = fact.amount if name == "amount" else fact.valuation
        return (money.value, money.currency) if money else None
    text = fact.round if name == "round" else fact.position
    return (text.text, None) if text else None


def _same(name: ValueName, one: Raw, two: Raw) -> bool:
    if isinstance(one[0], str) or isinstance(two[0], str):
        return str(one[0]).casefold() == str(two[0]).casefold()
    if name == "stake_percent":
        return abs(one[0] - two[0]) <= STAKE_TOLERANCE
    return one[1] == two[1] and abs(one[0] - two[0]) <= AMOUNT_TOLERANCE * max(one[0], two[0])


def _ranked(values: Sequence[Value]) -> list[Value]:
    """The newest value and those told at the same time first, by the number of sources, then of facts, then the newest;
    what they took the place of after them."""
    newest = max(values, key=lambda v: (_last(v), v.sources, str(v.value)))
    current = [v for v in values if v is newest or _same_time(v, newest)]
    return sorted(
        values,
        key=lambda v: (v not in current, -v.sources, -len(v.facts), -_last(v), str(v.value), str(v.currency)),
    )


def _same_time(one: Value, two: Value) -> bool:
    """Whether reports of both come from the same days; undated reports are of any time."""
    if not one.last or not two.last:
        return True
    return _first(one) <= _last(two) and _first(two) <= _last(one)


def _before(one: Value, two: Value) -> bool:
    return bool(one.last and two.last) and _last(one) < _first(two)


def _comparable(one: Value, two: Value) -> bool:
    """Whether two sums contradict: in one currency, or the same figure in two."""
    return one.currency == two.currency or one.value == two.value


def _first(value: Value) -> int:
    return day_of(value.first) or 0


def _last(value: Value) -> int:
    return day_of(value.last) or 0
