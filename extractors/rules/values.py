"""Which of the values in the sentences of a deal belong to it: the nearest of the right kind to its triggers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from dealgraph.extractors.names.document import NamedDocument
from dealgraph.extractors.rules.tellings import Telling
from dealgraph.extractors.values.amounts import FoundMoney, find_amounts
from dealgraph.extractors.values.credits import find_credits
from dealgraph.extractors.values.dates import find_dates
from dealgraph.extractors.values.found import Found
from dealgraph.extractors.values.positions import FoundPosition, find_positions
from dealgraph.extractors.values.rounds import find_rounds
from dealgraph.schemas import Article, Evidence, FactType

Values = dict[str, Any]
"""Fields of a fact, as its models take them."""

PRICED: frozenset[FactType] = frozenset(
    {"acquisition", "merger", "investment", "divestiture", "joint_venture", "supply", "ipo", "debt"}
)
UNDATED: frozenset[FactType] = frozenset({"ownership"})
WINDOW = 1500  # Characters around a trigger that are read for values; few sentences are longer.
SMALLEST = 1000  # A smaller amount is the price of a share or a unit.
BEFORE = 60  # What stands before a trigger is as far as what stands this many characters farther behind it.
IN_RANGE = 400  # The same for an end of a range.
DATE_REACH = 110  # Characters between a trigger and the date of its deal.
# Money of something else: what the company earns, owes, is worth.
OTHER_MONEY = re.compile(
    r"\b(?:sales|revenues?|profits?|income|earnings|assets|loss(?:es)?|market cap\w*|turnover|worth of|annual|"
    r"dividends?|laba|pendapatan|penjualan|aset|rugi|kapitalisasi|omzet|kurs|dividen)\b[^,;.]{0,40}$",
    re.I,
)
VALUATION = re.compile(
    r"\b(?:valuation|valued (?:at|the company at)|values? (?:it|the company) at|valuasi\w*)\b[^,;.]{0,30}$", re.I
)
VALUATION_AFTER = re.compile(r"\s*(?:pre-money |post-money )?valuation\b", re.I)


def values_of(article: Article, names: NamedDocument, deal: Telling) -> Values:
    """The fields of a fact beside its participants that the sentences of the deal fill, each with its evidence.

    The first sentence that gives a value decides; a sentence is read around the trigger that stands in it."""
    values: Values = {}
    for number in deal.sentences:
        start, end = names.sentences[number]
        trigger = next((a for a, _ in deal.spans if start <= a < end), start)
        start, end = max(start, trigger - WINDOW), min(end, trigger + WINDOW)
        for name, value in _in_sentence(article, deal, names.content[start:end], start, trigger - start).items():
            values.setdefault(name, value)
    if deal.stake is not None:
        place = Evidence.at(names.content, deal.stake.start, deal.stake.end)
        values["stake"] = {"percent": deal.stake.percent, "evidence": [place]}
    return values


def _in_sentence(article: Article, deal: Telling, text: str, offset: int, trigger: int) -> Values:
    values: Values = {}
    if deal.type in PRICED:
        for name, money in _money(text, trigger, find_amounts(text, article.language)).items():
            values[name] = {"value": money.value, "currency": money.currency, "evidence": _place(money, offset)}
    if deal.type == "investment":
        rounds = find_rounds(text, article.language)
        if rounds:
            values["round"] = {"text": rounds[0].raw, "evidence": _place(rounds[0], offset)}
    if deal.type == "executive_move":
        position = _position(find_positions(text, article.language), trigger)
        if position is not None:
            values["position"] = {"text": position.raw, "evidence": _place(position, offset)}
    if deal.type not in UNDATED:
        dates = find_dates(text, article.language, article.published)
        date = min(dates, key=lambda found: abs(found.start - trigger), default=None)
        if date is not None and abs(date.start - trigger) <= DATE_REACH:
            values["date"] = {"iso": date.iso, "evidence": _place(date, offset)}
    credited = find_credits(text, article.language)
    if credited:
        values["attributed_to"] = [{"name": credit.raw, "evidence": _place(credit, offset)} for credit in credited]
    return values


def _place(found: Found, offset: int) -> list[Evidence]:
    return [Evidence(quote=found.raw, start=found.start + offset, end=found.end + offset)]


def _distance(found: Found, trigger: int) -> int:
    return abs(found.start - trigger) + BEFORE * (found.start < trigger)


def _position(found: Sequence[FoundPosition], trigger: int) -> FoundPosition | None:
    """The position nearest to the trigger, in its longest reading; a board only where no office is named."""
    return min(found, key=lambda p: (p.body, _distance(p, trigger), -len(p.raw)), default=None)


def _money(text: str, trigger: int, amounts: Sequence[FoundMoney]) -> dict[str, FoundMoney]:
    """The amount and the valuation among the amounts of a sentence."""
    chosen: dict[str, FoundMoney] = {}
    candidates = []
    for money in amounts:
        if money.per_share or money.value < SMALLEST:
            continue
        before = text[max(0, money.start - 60) : money.start]
        if VALUATION.search(before) or VALUATION_AFTER.match(text, money.end):
            chosen.setdefault("valuation", money)
        elif not OTHER_MONEY.search(before):
            candidates.append(money)
    if candidates:
        chosen["amount"] = min(candidates, key=lambda m: _distance(m, trigger) + IN_RANGE * m.in_range)
    return chosen
