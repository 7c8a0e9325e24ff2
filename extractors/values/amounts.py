"""Money in news text: `Rp 2,5 T`, `US$ 14,3 miliar`, `19.7 mln stg`, `$14.3B`, `90 juta dolar AS`, `a billion yen`.

Each number is looked at once, with the few characters before and after it, so the time grows with the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from dealgraph.extractors.values.currencies import (
    COUNTRIES,
    DOLLARS,
    HUNDREDTHS,
    ISO,
    SYMBOLS,
    WORDS,
    currencies_of,
)
from dealgraph.extractors.values.found import Found
from dealgraph.extractors.values.numbers import SCALE, SCALES, find_digits, find_number_words
from dealgraph.extractors.values.patterns import alternatives, folded
from dealgraph.schemas import Language

# Two readings of the same figure differ by no more than rounding (`14.3` for `14.34`).
TOLERANCE = 0.005


@dataclass(frozen=True, slots=True)
class FoundMoney(Found):
    """An amount; `value` in whole units of `currency` (ISO 4217) is the likeliest reading, `others` are the rest.

    `per_share`: the price of one share or unit. `in_range`: an end of a range (`5 to 7 billion`). `elided`: the
    currency is not written but taken from the amount beside it (`$5bn in cash and another 550m in stock`).
    """

    value: float
    currency: str
    others: tuple[tuple[float, str], ...] = ()
    per_share: bool = False
    in_range: bool = False
    elided: bool = False

    def says(self, value: float, currency: str) -> bool:
        """Whether the amount can be read as this one, to within half a per cent."""
        readings = ((self.value, self.currency), *self.others)
        return any(code == currency and abs(number - value) <= TOLERANCE * value for number, code in readings)


class _Currency(NamedTuple):
    """A currency beside a number: where it starts or ends, what it may be, and whether a country says which."""

    start: int
    end: int
    codes: tuple[str, ...]
    bare: bool = False
    unit: float = 1.0


@dataclass(frozen=True, slots=True)
class _Figure:
    """A number with its scale and currency (none: not written) before they are settled."""

    start: int
    end: int
    numbers: tuple[float, ...]
    scales: tuple[float, ...]
    currency: _Currency | None
    per_share: bool = False
    in_range: bool = False

    @property
    def readings(self) -> Iterator[tuple[float, str]]:
        """Value and currency, likeliest first."""
        if self.currency is not None:
            for code in self.currency.codes:
                for scale in self.scales:
                    for number in self.numbers:
                        yield float(f"{number * scale * self.currency.unit:.12g}"), code


SIGNS = "$€£¥￥₩₫฿₱₽₺₪₦₹"
CODES = alternatives((SYMBOLS.keys() | ISO) - set(SIGNS))
PREFIX = re.compile(rf"(?:(?<![^\W\d_])(?:{CODES})|[{SIGNS}])(?=[.:]?\s{{0,2}}\Z)")
# What a prefix can end with: a quick way past most numbers.
PREFIX_ENDS = frozenset(word[-1] for word in SYMBOLS.keys() | ISO) | set(".: \n\t\xa0\u202f\u2009")
NAMES = alternatives((WORDS.keys() | HUNDREDTHS.keys()) - {"p"})
COUNTRY = alternatives(COUNTRIES)
SUFFIX = re.compile(
    rf"[\s-]{{0,3}}(?:(?P<adjective>{COUNTRY})[\s-]{{1,2}})?(?P<word>{NAMES}|(?-i:{alternatives(ISO)}))(?![^\W_])"
    rf"(?:\s(?:sterling\b|(?P<country>(?-i:{COUNTRY}))(?![^\W_])))?"
    r"|(?P<pence>p)(?![^\W_])|\s?(?P<sign>[€£])(?!\s?\d)",
    re.I,
)
# Verbs, adjectives and weights too: `in 1987 won`, `2019 marks`, `500,000 pounds of copper`.
HOMONYMS = frozenset("won mark marks real rand crown pound pounds".split())
WEIGHT = re.compile(
    r"\s(?:a\sday|per\syear|of\s(?:[\w-]{1,20}\s)?(?:copper|gold|silver|uranium|u3o8|lithium|zinc|nickel|lead|cobalt|"
    r"steel|aluminum|sugar|coffee|cocoa|cotton|beef|meat|pork|poultry|chicken|fish|fruit|food|cheese|milk|grain|carbon|co2|thrust|"
    r"waste|weight))\b",
    re.I,
)
PER_SHARE = re.compile(
    r"(?:\s(?:in\s)?cash)?(?:\s?(?:per|/)\s?(?:[\w.'’&-]+\s){0,3}?|\s(?:an?|for\s(?:each|every)|each|setiap|tiap)\s(?:[\w.-]+\s)?)"
    r"(?:shares?|saham|lembar\w*|units?|ads|adr|warrants?|rights?)\b|\s(?:each|apiece)\b",
    re.I,
)
JOINED = re.compile(r"\s?(?:-|–|—|to|and|hingga|sampai(?:\sdengan)?|s/d|dan)\s?", re.I)
RANGE_START = re.compile(
    r"(?:(?:between|antara|kisaran)\s\d[\d.,]{0,8}\s(?:and|dan)"
    r"|(?<![\d.,])\d{1,3}(?:[.,]\d{1,3})?\s?(?:-|–|—|to|hingga|sampai))\s?\Z",
    re.I,
)
BETWEEN = re.compile(r"\b(?:between|antara|kisaran)\s[^.;]{0,24}\Z", re.I)
RAISED = re.compile(r"\b(?:from|dari)\s[^.;\d]{0,30}\Z", re.I)
# What may follow a number whose currency is left out: nothing that it could count.
ELISION = re.compile(
    r"\s?(?:[,;:).]|\Z)"
    r"|\s(?:for|in|from|to|and|or|as|by|on|more|dari|hingga|sampai|dan|atau|untuk|pada|lebih)\b",
    re.I,
)
SENTENCE_END = re.compile(r"[.!?]\s|\n")


def find_amounts(text: str, language: Language) -> list[FoundMoney]:
    """All amounts of money in the text in order; share counts and bare numbers are none.

    >>> [(m.raw, m.value, m.currency) for m in find_amounts("US$ 14,3 miliar untuk 49% saham", "id")]
    [('US$ 14,3 miliar', 14300000000.0, 'USD')]
    """
    figures = list(_figures(text, language))
    named = {code for f in figures if f.currency and not f.currency.bare for code in f.currency.codes}
    figures = _with_ranges(text, figures)
    return list(_settled(text, figures, sorted(named & DOLLARS)))


def _figures(text: str, language: Language) -> Iterator[_Figure]:
    """The numbers that have a currency beside them, and those with a scale word that may borrow one."""
    numbers = [(digits.start, digits.end, digits.readings) for digits in find_digits(text, language)]
    numbers += [(words.start, words.end, (words.value,)) for words in find_number_words(text)]
    last: _Figure | None = None
    for start, end, readings in sorted(numbers):
        scale = SCALE.match(text, end)
        stop = scale.end() if scale else end
        currency = _beside(text, start, stop, scaled=bool(scale), number=readings[0])
        joined = last is not None and last.currency is not None and JOINED.fullmatch(text, last.end, start)
        if currency is None and not (scale and (joined or ELISION.match(text, stop))):
            continue
        codes = currency.codes if currency else ()
        if codes == ("IDR",) and not scale:
            readings = tuple(sorted(readings, reverse=True))  # there are no sen: the point groups
        first, after = min(start, currency.start if currency else start), max(stop, currency.end if currency else stop)
        per_share = PER_SHARE.match(text, after) is not None
        last = _Figure(first, after, readings, _scales(scale, codes, language), currency, per_share)
        yield last


def _beside(text: str, start: int, stop: int, *, scaled: bool, number: float) -> _Currency | None:
    """The currency before or after a number; of a bare dollar before it, what follows may say which
    (`$2 million Canadian dollars`)."""
    before = _before(text, start)
    if before and not before.bare:
        return before
    after = _after(text, stop, scaled=scaled, number=number)
    if before and (after is None or after.bare or not DOLLARS.issuperset(after.codes)):
        return before
    return after and after._replace(start=before.start if before else after.start)


def _before(text: str, start: int) -> _Currency | None:
    """The symbol or code that ends where a number starts."""
    if not start or text[start - 1] not in PREFIX_ENDS:
        return None
    match = PREFIX.search(text, max(0, start - 10), start)
    return match and _Currency(match.start(), start, currencies_of(match[0]), bare=match[0] == "$")


def _after(text: str, end: int, *, scaled: bool, number: float) -> _Currency | None:
    """The currency word that follows a number or its scale word."""
    match = SUFFIX.match(text, end)
    if match is None:
        return None
    word = match["word"] or match["pence"] or match["sign"]
    country = match["adjective"] or match["country"]
    plain = word.casefold()
    if (
        plain in HOMONYMS
        and not country
        and ((not scaled and (plain == "real" or 1000 < number < 2100)) or WEIGHT.match(text, match.end()))
    ):
        return None
    return _Currency(
        end,
        match.end(),
        currencies_of(word, country),
        bare=not country and WORDS.get(plain) == ("USD",),
        unit=0.01 if plain in HUNDREDTHS else 1.0,
    )


def _scales(scale: re.Match[str] | None, codes: tuple[str, ...], language: Language) -> tuple[float, ...]:
    """What a scale word multiplies by. A capital `M` is miliar with rupiah, and may be in any Indonesian text."""
    if scale is None:
        return (1.0,)
    factor = SCALES[folded(scale["word"])]
    if scale["more"]:
        return (factor * SCALES[folded(scale["more"])],)
    if scale["word"] != "M" or (language == "en" and codes != ("IDR",)):
        return (factor,)
    miliar_first = codes == ("IDR",) or scale[0] != "M"
    return (1e9, factor) if miliar_first else (factor, 1e9)


def _with_ranges(text: str, figures: list[_Figure]) -> list[_Figure]:
    """The figures with both ends of each range marked; a first end takes scale and currency from the second.

    `from 5 to 7 billion` tells a rise, not a range."""
    done = [replace(f, in_range=True) if _ends_range(text, f.start) else f for f in figures]
    for n, (left, right) in enumerate(pairwise(figures)):
        joint = JOINED.fullmatch(text, left.end, right.start)
        if joint is None or RAISED.search(text, max(0, left.start - 36), left.start):
            continue
        word = joint[0].strip().casefold()
        if word in ("and", "dan") and not BETWEEN.search(text, max(0, left.start - 32), left.start):
            continue
        scales = right.scales if left.scales == (1.0,) and left.numbers[0] < 1000 else left.scales
        done[n] = replace(done[n], scales=scales, currency=left.currency or right.currency, in_range=True)
        done[n + 1] = replace(right, in_range=True)
    return done


def _ends_range(text: str, start: int) -> bool:
    """Whether a bare number and a joint stand before: `5 to` 7 mln dlrs."""
    match = RANGE_START.search(text, max(0, start - 24), start)
    return match is not None and not RAISED.search(text, max(0, match.start() - 36), match.start())


def _settled(text: str, figures: list[_Figure], dollars: list[str]) -> Iterator[FoundMoney]:
    """The amounts: figures with a currency, and those that take it from a neighbour in their sentence.

    `dollars`: those that the article names; a bare dollar is USD, but may be one of these."""
    for n, figure in enumerate(figures):
        lender = None
        if figure.currency is None:
            lender = _lender(text, figures, n)
            if lender is None:
                continue
            figure = replace(figure, currency=lender._replace(unit=1.0))
        (value, currency), *others = figure.readings
        if figure.currency and figure.currency.bare:
            others += [(number, code) for number, _ in figure.readings for code in dollars if code != "USD"]
        yield FoundMoney(
            figure.start,
            figure.end,
            text[figure.start : figure.end],
            value,
            currency,
            tuple(others),
            per_share=figure.per_share,
            in_range=figure.in_range,
            elided=lender is not None,
        )


def _lender(text: str, figures: list[_Figure], n: int) -> _Currency | None:
    """The currency of the amount before this figure, or right after it, in the same sentence."""
    here = figures[n]
    if n and (before := figures[n - 1]).currency and _together(text, before.end, here.start, 200):
        return before.currency
    if n + 1 < len(figures) and (after := figures[n + 1]).currency and _together(text, here.end, after.start, 25):
        return after.currency
    return None


def _together(text: str, end: int, start: int, reach: int) -> bool:
    return start - end <= reach and not SENTENCE_END.search(text, end, start)
