"""Drafts as facts: groups become participants with their names, values get their spans, sentences their quotes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol, TypeVar

from pydantic import ValidationError

from dealgraph.extractors.neural.assemble import Draft
from dealgraph.extractors.neural.pages import Page
from dealgraph.extractors.neural.values import Value
from dealgraph.extractors.values.amounts import FoundMoney
from dealgraph.extractors.values.credits import FoundCredit, find_credits
from dealgraph.extractors.values.rounds import FoundRound
from dealgraph.extractors.values.stakes import FoundStake
from dealgraph.schemas import FACT, ROLES, Credit, Evidence, Fact, Language, Money, Participant, Stake, Text, When

MOST_PLACES = 20  # mentions of a party in one sentence that speak for a fact


def to_fact(page: Page, draft: Draft, *, extractor: str, confidence: float | None = None) -> Fact | None:
    """The fact that a draft tells of its page; None when its roles make none (a merger of one party)."""
    participants = tuple(
        Participant(
            role=role,
            name=page.parties[group].name,
            aliases=page.parties[group].aliases,
            evidence=_mentions(page, group, draft.sentences),
        )
        for role, group in dict.fromkeys(draft.participants)
    )
    if not draft.sentences or not ROLES[draft.type].complete([p.role for p in participants]):
        return None
    value = {name: _nearest(page, page.values[group], draft.sentences) for name, group in draft.values.items()}
    try:
        return FACT.validate_python(
            {
                "type": draft.type,
                "status": draft.status,
                "participants": participants,
                "amount": _money(page, value.get("amount")),
                "valuation": _money(page, value.get("valuation")),
                "stake": _stake(page, value.get("stake")),
                "round": _round(page, value.get("round")),
                "position": _text(page, value.get("position")),
                "date": _when(page, value.get("date")),
                "attributed_to": _credits(page, draft),
                "evidence": tuple(_sentence(page, number) for number in draft.sentences),
                "confidence": confidence,
                "extractor": extractor,
            }
        )
    except ValidationError:  # a value out of its bounds, as 110 % of a company
        return None


def _credits(page: Page, draft: Draft) -> tuple[Credit, ...]:
    """Whom the fact's sentences credit, the fact's own parties left out: what a party says is no hearsay."""
    own = {name.casefold() for _, group in draft.participants for name in page.parties[group].forms}
    found: dict[str, list[Evidence]] = {}
    for number in draft.sentences:
        start, end = page.sentences[number]
        for credit in _credits_of(page.content[start:end], page.language):
            if credit.raw.casefold() not in own:
                place = Evidence.at(page.content, start + credit.start, start + credit.end)
                found.setdefault(credit.raw, []).append(place)
    return tuple(Credit(name=name, evidence=tuple(places)) for name, places in found.items())


def _sentence(page: Page, number: int) -> Evidence:
    return Evidence.at(page.content, *page.sentences[number])


@lru_cache(maxsize=64)
def _credits_of(sentence: str, language: Language) -> list[FoundCredit]:
    """The facts of a sentence share its credits."""
    return find_credits(sentence, language)


class Placed(Protocol):
    """What stands at `start:end`."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


P = TypeVar("P", bound=Placed)


def _within(page: Page, numbers: Sequence[int], items: Sequence[P]) -> list[P]:
    """Of items that ascend by start, those inside the sentences, at most MOST_PLACES a sentence."""
    found: list[P] = []
    for start, end in (page.sentences[number] for number in numbers):
        first = bisect_left(items, start, key=_start)
        stop = bisect_left(items, end, first, min(len(items), first + MOST_PLACES), key=_start)
        found += [item for item in items[first:stop] if item.end <= end]
    return found


def _start(item: Placed) -> int:
    return item.start


def _mentions(page: Page, group: int, sentences: Sequence[int]) -> tuple[Evidence, ...]:
    """The mentions in the fact's sentences; the first mention of all where none stands there."""
    mentions = page.parties[group].mentions
    near = _within(page, sentences, mentions) or mentions[:1]
    return tuple(Evidence.at(page.content, m.start, m.end) for m in near)


def _nearest(page: Page, values: Sequence[Value], sentences: Sequence[int]) -> Value:
    """The first of equal values in the fact's sentences, else the one that stands nearest."""
    inside = _within(page, sentences, values)
    if inside:
        return inside[0]
    begin = page.sentences[sentences[0]][0]
    place = bisect_left(values, begin, key=_start)
    return min(values[max(0, place - 1) : place + 1], key=lambda v: abs(v.start - begin))


def _at(page: Page, value: Value) -> tuple[Evidence, ...]:
    return (Evidence.at(page.content, value.start, value.end),)


def _money(page: Page, value: Value | None) -> Money | None:
    if value is None or not isinstance(value.found, FoundMoney):
        return None
    return Money(value=value.found.value, currency=value.found.currency, evidence=_at(page, value))


def _stake(page: Page, value: Value | None) -> Stake | None:
    if value is None or not isinstance(value.found, FoundStake) or not 0 <= value.found.percent <= 100:
        return None
    return Stake(percent=value.found.percent, evidence=_at(page, value))


def _text(page: Page, value: Value | None) -> Text | None:
    return Text(text=page.content[value.start : value.end], evidence=_at(page, value)) if value else None


def _round(page: Page, value: Value | None) -> Text | None:
    if value is None or not isinstance(value.found, FoundRound):
        return None
    return Text(text=value.found.name, evidence=_at(page, value))


def _when(page: Page, value: Value | None) -> When | None:
    return When(iso=value.same, evidence=_at(page, value)) if value else None
