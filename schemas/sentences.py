"""A fact, or a deal, says itself in a sentence: "Meta invests $14.3B for 49% of Scale AI (completed)"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from dealgraph.schemas.article import Language
from dealgraph.schemas.facts import Fact, Money, Status
from dealgraph.schemas.phrases import ENGLISH, INDONESIAN, Phrases
from dealgraph.schemas.roles import FactType, Role

PHRASES: Mapping[Language, Phrases] = {"en": ENGLISH, "id": INDONESIAN}

MOST_NAMES = 3
"""More parties than this in one role are counted, not named."""

STANDING: frozenset[FactType] = frozenset({"ownership", "joint_venture", "partnership", "supply"})
"""Relationships, whose plain wording already says that they are active."""

OPTIONAL = re.compile(r"\[([^]]*)\]")
FIELD = re.compile(r"\{(\w+)\}")
NUMBER = re.compile(r"<([^|]*)\|([^>]*)>")


def fact_name(fact: Fact, language: Language = "en") -> str:
    """The fact in a sentence.

    Returns one line that is never empty, whatever values the fact lacks.
    """
    return deal_name(
        fact.type,
        fact.status,
        [(p.role, p.name) for p in fact.participants],
        amount=fact.amount,
        stake_percent=fact.stake.percent if fact.stake else None,
        round_name=fact.round.text if fact.round else None,
        position=fact.position.text if fact.position else None,
        language=language,
    )


def deal_name(
    fact_type: FactType,
    status: Status,
    parties: Iterable[tuple[Role, str]],
    *,
    amount: Money | None = None,
    stake_percent: float | None = None,
    round_name: str | None = None,
    position: str | None = None,
    language: Language = "en",
) -> str:
    """What is known of a deal in a sentence; `parties` are roles and names, best first.

    >>> deal_name("partnership", "under_review", [("party", "Google"), ("party", "Scale AI")])
    'Google reconsiders its partnership with Scale AI'
    """
    phrases = PHRASES[language]
    fields = _fields(parties, amount, stake_percent, position, language)
    reviewed = status == "under_review"
    wordings = (phrases.reviewed if reviewed else phrases.told)[fact_type]
    notes = [round_name] if round_name else []
    if not reviewed and not (status == "active" and fact_type in STANDING):
        notes.append(phrases.statuses[status])
    sentence = _worded(wordings, fields, phrases)
    return " ".join((f"{sentence} ({', '.join(notes)})" if notes else sentence).split())


def money_text(money: Money, language: Language = "en") -> str:
    """An amount as a reader of the language writes it, to two decimals of its unit.

    >>> money_text(Money(value=14_300_000_000, currency="USD"))
    '$14.3B'
    >>> money_text(Money(value=14_300_000_000, currency="USD"), "id")
    'US$ 14,3 miliar'
    >>> money_text(Money(value=750_000, currency="CHF"))
    'CHF 750,000'
    """
    phrases = PHRASES[language]
    symbol = phrases.symbols.get(money.currency)
    lead = money.currency + " " if symbol is None else symbol + phrases.after_symbol
    for size, unit in phrases.units:
        if money.value >= size * 0.999995:  # what rounds to a thousand millions is a billion
            return f"{lead}{number_text(money.value / size, language)}{unit}"
    return f"{lead}{number_text(money.value, language)}"


def number_text(value: float, language: Language = "en") -> str:
    """A number with the language's separators and at most two decimals.

    >>> number_text(49.0), number_text(12.5, "id"), number_text(1234567.891, "id")
    ('49', '12,5', '1.234.567,89')
    """
    thousands, decimal = PHRASES[language].separators
    text = f"{value:,.2f}".rstrip("0").rstrip(".")
    return text.translate({ord(","): thousands, ord("."): decimal})


def _fields(
    parties: Iterable[tuple[Role, str]],
    amount: Money | None,
    stake_percent: float | None,
    position: str | None,
    language: Language,
) -> dict[str, list[str]]:
    """What the wordings can name, each with its values; several only where several parties share a role."""
    fields: dict[str, list[str]] = {}
    for role, name in parties:
        fields.setdefault(role, []).append(name)
    if "party" in fields:
        fields["first"], fields["others"] = fields["party"][:1], fields["party"][1:]
    if fields.get("company_from") == fields.get("company_to"):
        fields.pop("company_from", None)  # a move inside a company is told as joining the new position
    if amount is not None:
        fields["amount"] = [money_text(amount, language)]
    if stake_percent is not None:
        fields["stake"] = [number_text(stake_percent, language) + "%"]
    if position:
        fields["position"] = [position]
    return {field: values for field, values in fields.items() if values}


def _worded(wordings: Sequence[str], fields: Mapping[str, Sequence[str]], phrases: Phrases) -> str:
    """The first wording whose needed fields are known, filled in."""
    for wording in wordings:
        needed = FIELD.findall(OPTIONAL.sub("", wording))
        if all(field in fields for field in needed):
            return _filled(wording, fields, plural=len(fields[needed[0]]) > 1, phrases=phrases)
    return ", ".join(value for values in fields.values() for value in values)


def _filled(wording: str, fields: Mapping[str, Sequence[str]], *, plural: bool, phrases: Phrases) -> str:
    def kept(optional: re.Match[str]) -> str:
        return optional[1] if all(field in fields for field in FIELD.findall(optional[1])) else ""

    shaped = NUMBER.sub(r"\2" if plural else r"\1", OPTIONAL.sub(kept, wording))
    return FIELD.sub(lambda field: _listed(fields[field[1]], phrases), shaped)


def _listed(names: Sequence[str], phrases: Phrases) -> str:
    if len(names) > MOST_NAMES:
        names = [*names[: MOST_NAMES - 1], phrases.others.format(len(names) - MOST_NAMES + 1)]
    *head, last = names
    return f"{', '.join(head)} {phrases.conjunction} {last}" if head else last
