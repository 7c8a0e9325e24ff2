"""Which of the values in the sentences of a deal belong to it: the nearest of the right kind to its triggers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from dealgraph.extractors.rules.tellings import Telling
from dealgraph.extractors.text import Sentence
from dealgraph.extractors.values.amounts import FoundMoney, find_amounts
from dealgraph.schemas import Article, Evidence, FactType

Values = dict[str, Any]

PRICED: frozenset[FactType] = frozenset(
    {"acquisition", "merger", "investment", "divestiture", "joint_venture", "supply", "ipo", "debt"}
)
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
ROUND = re.compile(r"\b(?:(?:Pre-)?(?:Series|Seri) [A-H]\d?\b(?:-\d)?|(?:Pre-)?Seed\b|seed\b)")
OFFICE = (
    r"(?:chief\s+(?:[a-z&-]+\s+){1,3}officer|chief executive|C[EFOTMIPR]O|vice president|president director|president|"
    r"chairman|chairwoman|managing director|director|general manager|treasurer|managing partner|head of [a-z]+|"
    r"company secretary|founder|co-founder|board of directors|advisory board|country manager|"
    r"wakil direktur utama|direktur utama|presiden direktur|"
    r"direktur(?: (?:keuangan|operasional|teknologi|independen|pemasaran))?|"
    r"presiden komisaris|komisaris utama|komisaris independen|komisaris|dirut|presdir|komut|ketua umum)"
)
POSITION = re.compile(
    rf"\b(?:(?:interim|acting|executive|senior|non-executive|independent|deputy|group|global|co-?)\s?)?{OFFICE}"
    rf"(?:(?:,| and| &| dan| merangkap)\s{OFFICE})*\b",
    re.I,
)


def values_of(article: Article, sentences: Sequence[Sentence], deal: Telling) -> Values:
    """The fields of a fact beside its participants that the sentences of the deal fill, each with its evidence."""
    content = article.content
    values: Values = {}
    for number, trigger in zip(deal.sentences, _triggers(sentences, deal), strict=True):
        start, end = sentences[number]
        text = content[start:end]
        if deal.type in PRICED:
            for name, money in _money(text, trigger - start, find_amounts(text, article.language)).items():
                values.setdefault(
                    name,
                    {
                        "value": money.value,
                        "currency": money.currency,
                        "evidence": [Evidence.at(content, start + money.start, start + money.end)],
                    },
                )
        if deal.type == "investment" and "round" not in values:
            _take(values, "round", content, start, ROUND.search(text))
        if deal.type == "executive_move" and "position" not in values:
            _take(values, "position", content, start, _nearest(POSITION.finditer(text), trigger - start))
    if deal.stake is not None:
        place = Evidence.at(content, deal.stake.start, deal.stake.end)
        values["stake"] = {"percent": deal.stake.percent, "evidence": [place]}
    return values


def _triggers(sentences: Sequence[Sentence], deal: Telling) -> list[int]:
    """Where a trigger stands in each sentence of the deal."""
    return [
        next((a for a, _ in deal.spans if sentences[n].start <= a < sentences[n].end), sentences[n].start)
        for n in deal.sentences
    ]


def _take(values: Values, name: str, content: str, start: int, match: re.Match[str] | None) -> None:
    if match is not None:
        values[name] = {
            "text": match[0],
            "evidence": [Evidence.at(content, start + match.start(), start + match.end())],
        }


def _nearest(matches: Any, place: int) -> re.Match[str] | None:
    return min(matches, key=lambda m: abs(m.start() - place) + 40 * (m.start() < place), default=None)


def _money(text: str, trigger: int, amounts: Sequence[FoundMoney]) -> dict[str, FoundMoney]:
    """The amount and the valuation among the amounts of a sentence."""
    chosen: dict[str, FoundMoney] = {}
    candidates = []
    for money in amounts:
        if money.per_share or money.value < 1000:
            continue
        before = text[max(0, money.start - 60) : money.start]
        if VALUATION.search(before) or VALUATION_AFTER.match(text, money.end):
            chosen.setdefault("valuation", money)
        elif not OTHER_MONEY.search(before):
            candidates.append(money)
    if candidates:
        chosen["amount"] = min(
            candidates, key=lambda m: abs(m.start - trigger) + 60 * (m.start < trigger) + 400 * m.in_range
        )
    return chosen
