"""Drafts as facts: groups become participants with their names, values get their spans, sentences their quotes."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import ValidationError

from dealgraph.extractors.neural.assemble import Draft
from dealgraph.extractors.neural.pages import Page
from dealgraph.extractors.neural.values import Value
from dealgraph.extractors.values.amounts import FoundMoney
from dealgraph.extractors.values.credits import find_credits
from dealgraph.extractors.values.rounds import FoundRound
from dealgraph.extractors.values.stakes import FoundStake
from dealgraph.schemas import FACT, ROLES, Credit, Evidence, Fact, Money, Participant, Stake, Text, When


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
        for credit in find_credits(page.content[start:end], page.language):
            if credit.raw.casefold() not in own:
                place = Evidence.at(page.content, start + credit.start, start + credit.end)
                found.setdefault(credit.raw, []).append(place)
    return tuple(Credit(name=name, evidence=tuple(places)) for name, places in found.items())


def _sentence(page: Page, number: int) -> Evidence:
    return Evidence.at(page.content, *page.sentences[number])


def _inside(page: Page, numbers: Sequence[int], start: int, end: int) -> bool:
    return any(page.sentences[n][0] <= start and end <= page.sentences[n][1] for n in numbers)


def _mentions(page: Page, group: int, sentences: Sequence[int]) -> tuple[Evidence, ...]:
    """The mentions in the fact's sentences; the first mention of all where none stands there."""
    mentions = page.parties[group].mentions
    near = [m for m in mentions if _inside(page, sentences, m.start, m.end)] or mentions[:1]
    return tuple(Evidence.at(page.content, m.start, m.end) for m in near)


def _nearest(page: Page, values: Sequence[Value], sentences: Sequence[int]) -> Value:
    inside = [v for v in values if _inside(page, sentences, v.start, v.end)]
    if inside:
        return inside[0]
    middle = page.sentences[sentences[0]][0]
    return min(values, key=lambda v: abs(v.start - middle))


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
