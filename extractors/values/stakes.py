"""Shares of a whole in news text: `49%`, `51-percent`, `19,61 persen`, `two-thirds`, `wholly owned`, `50:50`.

Every percentage is found, whatever it measures; `holding` tells those that stand among words of ownership.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dealgraph.extractors.values.found import Found
from dealgraph.extractors.values.numbers import find_digits, find_number_words
from dealgraph.extractors.values.patterns import WORD, folded, word_starts
from dealgraph.schemas import Language

# Half of the last digit that news prints.
TOLERANCE = 0.05


@dataclass(frozen=True, slots=True)
class FoundStake(Found):
    """A share in per cent, 0 to 100; `holding` when the words around speak of shares or ownership."""

    percent: float
    holding: bool

    def says(self, percent: float) -> bool:
        """Whether the share is this one, to the precision that news gives."""
        return abs(self.percent - percent) <= TOLERANCE + 1e-9


# With the slips that news makes; `a 2.51 stake` says per cent too, percentage points do not.
PERCENT = re.compile(
    r"[\s-]{0,2}(?:%|(?:per|pre|pe|epr)[\s-]?cent(?:age)?(?![^\W_])|pct\b|p\.c\.|pc\b|persen\w{0,3}|prosen\b)(?!\s?points?\b)"
    r"|(?=\sstakes?\b)",
    re.I,
)
RATIO = re.compile(r"(?<![\d.,:/-])(\d{1,2}(?:[.,]\d{1,2})?)\s?[:/-]\s?(\d{1,2}(?:[.,]\d{1,2})?)(?![\d:/]|[.,]\d|\s?%)")
PART = r"(?=\s(?:of|stake|share|interest|equity|holding|owned|ownership|owner)\b|-(?:stake|share|owned|interest)\b)"
PARTS = {
    "third": 100 / 3,
    "quarter": 25.0,
    "fourth": 25.0,
    "fifth": 20.0,
    "sixth": 100 / 6,
    "eighth": 12.5,
    "tenth": 10.0,
}
PEOPLE = r"(?:year|hour|time|day|month|century|dozen|marathon|point|brother|sister|\d)"
FRACTION = re.compile(
    r"(?:(?P<one>one|1)[\s-](?P<one_part>third|quarter|fourth|fifth|sixth|eighth|tenth)\b(?!\sof\s(?:the\syear|\d))"
    r"|(?<!first\s)(?<!last\s)(?<!past\s)(?<!next\s)(?P<two>two|three|four)[\s-](?P<two_part>third|quarter|fifth|tenth)s\b"
    rf"|an?\s(?P<a_part>third|quarter|fifth|sixth|eighth|tenth){PART}(?!\sof\s(?:the\syear|an?\s|\d))"
    rf"|(?P<half>(?<!first\s)(?<!second\s)(?<!1st\s)(?<!2nd\s)(?<!and\sa\s)half(?!\s?-?{PEOPLE}|\san?\s|\s(?:million|billion)|\sof\s(?:the\syear|last|this|next|\d)))"
    r"|(?P<dua>dua|tiga)\s(?P<dua_part>pertiga|perempat)\b"
    r"|(?P<se>se(?:pertiga|perempat|perlima|persepuluh))\b"
    r"|(?P<setengah>setengah|separuh|separo)(?:nya)?\b(?!\s(?:ribu|juta|miliar|triliun|jam|hari|tahun|bulan|abad)))",
    re.I,
)
INDONESIAN_PARTS = {"pertiga": 100 / 3, "perempat": 25.0, "perlima": 20.0, "persepuluh": 10.0}
SHARES = r"(?:shares?|stock|share\scapital|equity|interests?|stakes?|units)"
BOUGHT_BEFORE = "|".join(
    rf"(?<={verb}\s)"
    for verb in "buy buying bought acquire acquires acquired acquiring own owns owned sell sold".split()
)
WHOLE = re.compile(
    r"(?:wholly|fully|totally)[\s-](?:indirectly\s|directly\s)?owned\b|wholly\sowns?\b|owned\sentirely\b"
    rf"|full\sownership\b|outright\b|sole\s(?:owner|shareholder)\b|(?:entire|whole)\s(?:[\w-]+\s){{0,4}}?{SHARES}\b"
    r"|all\s(?:(?:of|the|its|their|his|issued|and|outstanding|remaining|other|common|ordinary|voting|preferred|own|"
    rf"(?-i:[A-Z])[\w'’.&-]*)\s){{0,6}}?{SHARES}\b"
    rf"|(?:{BOUGHT_BEFORE})all\sof\b"
    r"|(?:seluruh|semua|keseluruhan|segenap)\s(?:(?!pemegang)[\w.-]+\s)?(?:saham|kepemilikan|modal|ekuitas)\w{0,3}\b"
    r"|(?:dimiliki|kepemilikan|menguasai|\w{0,4}akuisisi)\s(?:[\w.-]+\s){0,3}?"
    r"(?:sepenuhnya|seluruhnya|secara\s(?:penuh|menyeluruh))\b|sepenuhnya\s(?:di|me)?(?:miliki?|kuasai)\b",
    re.I,
)
WHOLE_STARTS = frozenset(
    """
    wholly fully totally owned full outright sole entire whole all seluruh semua keseluruhan segenap dimiliki
    kepemilikan menguasai akuisisi mengakuisisi diakuisisi sepenuhnya
    """.split()
)
FRACTION_STARTS = frozenset(
    """
    one 1 two three four a an half dua tiga sepertiga seperempat seperlima sepersepuluh setengah setengahnya separuh
    separuhnya separo
    """.split()
)
HOLDING = frozenset(
    """
    stake stakes share shares stock hold holds held holding holdings interest interests equity own owns owned
    owner owners ownership owning outstanding control controls controlled controlling subsidiary venture majority
    minority buy buys buying bought sell sells selling sold takeover ekuitas partisipasi modal porsi kuasai
    menguasai dikuasai genggam menggenggam digenggam patungan mayoritas minoritas
    """.split()
)
HOLDING_STEMS = (
    *("sharehold", "acqui", "tender", "saham", "kepemilikan", "milik", "dimilik", "memilik", "pemilik"),
    *("akuisisi", "mengakuisisi", "diakuisisi"),
)
# Of a company: a name follows (`37.5% of India's United Breweries`).
OF_NAME = re.compile(r"\s(?:of|in)\s(?:the\s)?<?[A-Z]")
CLAUSE_END = re.compile(r"[.!?]\s|;|\n")
REACH = 60


def find_stakes(text: str, language: Language) -> list[FoundStake]:
    """All shares of a whole in the text, in order.

    >>> [(s.raw, s.percent, s.holding) for s in find_stakes("It bought a 51-percent stake; sales rose 8 pct.", "en")]
    [('51-percent', 51.0, True), ('8 pct', 8.0, False)]
    """
    parts = [*_percentages(text, language), *_ratios(text), *_fractions(text)]
    found = [
        FoundStake(start, end, text[start:end], percent, _speaks_of_holding(text, start, end))
        for start, end, percent in parts
        if percent <= 100
    ]
    found += [FoundStake(m.start(), m.end(), m[0], 100.0, True) for m in _matches(WHOLE, WHOLE_STARTS, text)]
    return sorted(found, key=lambda stake: (stake.start, stake.end))


def _matches(pattern: re.Pattern[str], starts: frozenset[str], text: str) -> Iterator[re.Match[str]]:
    return (match for start in word_starts(text, starts) if (match := pattern.match(text, start)))


def _percentages(text: str, language: Language) -> Iterator[tuple[int, int, float]]:
    for digits in find_digits(text, language):
        sign = PERCENT.match(text, digits.end)
        if sign:
            fitting = [reading for reading in digits.readings if reading <= 100]
            if fitting:
                yield digits.start, sign.end(), fitting[0]
    for words in find_number_words(text):
        sign = PERCENT.match(text, words.end)
        if sign:
            yield words.start, sign.end(), words.value


def _ratios(text: str) -> Iterator[tuple[int, int, float]]:
    """`50:50`, `51-49`: two shares that make up the whole; the two numbers are two candidates."""
    for match in RATIO.finditer(text):
        first, second = (float(part.replace(",", ".")) for part in match.groups())
        if first + second == 100:
            yield match.start(), match.end(), first
            if first != second:
                yield match.start(2), match.end(2), second


def _fractions(text: str) -> Iterator[tuple[int, int, float]]:
    for match in _matches(FRACTION, FRACTION_STARTS, text):
        yield match.start(), match.end(), _fraction({k: folded(v) for k, v in match.groupdict().items() if v})


def _fraction(said: dict[str, str]) -> float:
    if "half" in said or "setengah" in said:
        return 50.0
    if "se" in said:
        return INDONESIAN_PARTS[said["se"][2:]]
    if "dua" in said:
        return {"dua": 2, "tiga": 3}[said["dua"]] * INDONESIAN_PARTS[said["dua_part"]]
    times = {"two": 2, "three": 3, "four": 4}.get(said.get("two", ""), 1)
    return times * PARTS[said.get("one_part") or said.get("two_part") or said["a_part"]]


def _speaks_of_holding(text: str, start: int, end: int) -> bool:
    """Whether a word of ownership stands near in the same clause, or the name of a company follows."""
    if OF_NAME.match(text, end):
        return True
    before = CLAUSE_END.split(text[max(0, start - REACH) : start])[-1]
    after = CLAUSE_END.split(text[end : end + REACH], maxsplit=1)[0]
    words = WORD.findall(f"{before} {after}".lower())
    return any(word in HOLDING or word.startswith(HOLDING_STEMS) for word in words)
