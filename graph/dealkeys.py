"""The keys under which facts are looked up, so that those of one deal find each other and no others are asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dealgraph.graph.clusters import ATTACHING, BUCKET_DAYS, NEAR_DAYS
from dealgraph.graph.links import round_of
from dealgraph.graph.tellings import Side, Telling

MOST_PEERS = 8
"""Of an alliance of more, only the first by id are paired; they are in every report of it."""


def pair_keys(telling: Telling) -> frozenset[str]:
    """The keys that facts of one cluster share: the kind of deal with two parties of it, or with one party and a word
    of the other's name; one party alone where the fact names no other."""
    return frozenset(_pair_keys(telling))


def near_keys(telling: Telling, around: int = 0) -> frozenset[str]:
    """The keys under which clusters find those that they may belong to, and those that may belong to them: the target,
    the seller or the borrower with a time; with `around`, also of the times so many days about it."""
    return frozenset(_near_keys(telling, around))


def with_neighbours(key: str) -> Iterator[str]:
    """A key; of one with a time, those of the times around it too."""
    yield key
    head, at, step = key.rpartition("@")
    if at and step.lstrip("-").isdigit():
        reach = NEAR_DAYS // BUCKET_DAYS + 1
        yield from (f"{head}@{near}" for near in range(int(step) - reach, int(step) + reach + 1))


def _pair_keys(telling: Telling) -> Iterator[str]:
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


def _near_keys(telling: Telling, around: int) -> Iterator[str]:
    if telling.kind not in ATTACHING:
        return
    steps = list(_steps(telling.day, around))
    if telling.kind == "debt":
        yield from (f"d:{side.party}@{step}" for side in telling.doers for step in steps)
        return
    yield from (f"o:{side.party}@{step}" for side in telling.objects if not side.described for step in steps)
    yield from (f"s:{side.party}@{step}" for side in telling.sellers for step in steps)
    if telling.kind in ("control", "stake"):
        yield from (f"b:{one.party}>{two.party}" for one, two in _pairs(_first(telling.doers), _first(telling.objects)))


def _steps(day: int | None, around: int) -> Iterable[str]:
    """The steps of time that a day falls into, with as many days on either side; `?` for no day."""
    if day is None:
        return ("?",)
    return map(str, range((day - around) // BUCKET_DAYS, (day + around) // BUCKET_DAYS + 1))
