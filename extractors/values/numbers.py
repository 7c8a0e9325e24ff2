"""Numbers as news writes them: digits with the separators of either language, scale words, number words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dealgraph.extractors.values.patterns import WORD, alternatives, word_starts
from dealgraph.schemas import Language

# Digits with separators and perhaps a fraction (2-1/2); never the tail of a longer run of digits. The bounds keep the
# time linear on any text.
DIGITS = re.compile(r"(?<!\d)(?<!\d[.,/])\d{1,15}(?:[.,]\d{1,15}){0,5}(?!\d)(?:[- ]\d{1,2}/\d{1,2}(?![\d/]))?")
THOUSANDS = {",": re.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}"), ".": re.compile(r"\d{1,3}(?:\.\d{3})+")}

SCALES: dict[str, float] = {
    word: factor
    for factor, words in (
        (1e3, "thousand ribu ribuan rb k"),
        (1e5, "lakh lakhs"),
        (1e6, "million millions mln mlns mn mm mio mil m juta jutaan jt"),
        (1e7, "crore crores cr"),
        (1e9, "billion billions bln blns bn b miliar miliaran milyar miliard mliar"),
        (1e12, "trillion trillions trln trn tn t triliun triliunan trilyun trilliun"),
    )
    for word in words.split()
}
SCALE = re.compile(
    r"[\s-]{0,2}(?P<word>"
    + "|".join(sorted((word for word in SCALES if len(word) > 1), key=lambda word: (-len(word), word)))
    + r"|[kmbt])(?![^\W\d_])(?:[\s-]{1,2}(?P<more>million|billion|trillion|crore|juta|miliar|triliun)(?![^\W\d_]))?",
    re.I,
)

ENGLISH = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
INDONESIAN = "nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas".split()
# Added to what stands before them in the same group of three digits; `half a billion`, `satu setengah triliun`.
ADDED: dict[str, float] = {
    **{word: float(n) for n, word in enumerate(ENGLISH)},
    **{word: 10.0 * n for n, word in enumerate(TENS, 2)},
    **{word: float(n) for n, word in enumerate(INDONESIAN)},
    "belas": 10.0,
    "seratus": 100.0,
    "half": 0.5,
    "setengah": 0.5,
}
TIMES: dict[str, float] = {"puluh": 10.0, "hundred": 100.0, "ratus": 100.0}
# A scale word with its one inside.
ONE_OF = {"seribu": 1e3, "sejuta": 1e6, "semiliar": 1e9, "semilyar": 1e9, "setriliun": 1e12}
SCALE_WORDS = "thousand|million|billion|trillion|mln|bln|lakh|crore|ribu|juta|miliar|milyar|triliun"
FIRST = alternatives({*ADDED, *ONE_OF} - {"belas"})
STARTS = frozenset({*ADDED, *ONE_OF, "a", "an"} - {"belas"})
NUMBER_WORDS = re.compile(
    rf"(?:(?<!quarters\sof\s)(?<!quarter\sof\s)an?\s(?=(?:hundred|{SCALE_WORDS})\b)|(?:{FIRST})\b)"
    rf"(?:[\s-]{{0,2}}\b(?:(?<=hundred\s)and|and(?=\sa\shalf\b)|an?(?=\s(?:half|hundred|{SCALE_WORDS})\b)"
    rf"|{FIRST}|belas|puluh|hundred|ratus|{SCALE_WORDS})\b){{0,9}}",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Digits:
    """A number in digits: its place and what it may be, likeliest first."""

    start: int
    end: int
    readings: tuple[float, ...]


def find_digits(text: str, language: Language) -> Iterator[Digits]:
    """The numbers in digits, without scale words, in order."""
    for match in DIGITS.finditer(text):
        readings = read_digits(match[0], language)
        if readings:
            yield Digits(match.start(), match.end(), readings)


def read_digits(digits: str, language: Language) -> tuple[float, ...]:
    """What the digits may mean, likeliest first; nothing when they are no number (a date, a version).

    Two kinds of separator tell each other apart. A single one with three digits behind it may group or part: English
    groups with commas, Indonesian with points, and either may quote the other.

    >>> read_digits("14,3", "id"), read_digits("2.500", "id"), read_digits("2.500", "en"), read_digits("2-1/2", "en")
    ((14.3,), (2500.0, 2.5), (2.5, 2500.0), (2.5,))
    """
    if "/" in digits:
        whole, over, under = re.split(r"[- /]", digits)
        if not whole.isdecimal() or int(under) == 0 or int(over) >= int(under):
            return ()
        return (int(whole) + int(over) / int(under),)
    points, commas = digits.count("."), digits.count(",")
    if not points and not commas:
        return (float(digits),)
    if points and commas:
        decimal = "." if digits.rfind(".") > digits.rfind(",") else ","
        whole, _, part = digits.rpartition(decimal)
        group = "," if decimal == "." else "."
        return (float(f"{whole.replace(group, '')}.{part}"),) if THOUSANDS[group].fullmatch(whole) else ()
    mark = "." if points else ","
    grouped = float(digits.replace(mark, "")) if THOUSANDS[mark].fullmatch(digits) else None
    if points + commas > 1:
        return () if grouped is None else (grouped,)
    parted = float(digits.replace(",", "."))
    if grouped is None or digits.startswith("0"):
        return (parted,)
    groups_first = mark == ("," if language == "en" else ".")
    return (grouped, parted) if groups_first else (parted, grouped)


@dataclass(frozen=True, slots=True)
class NumberWords:
    """A number in words, scale words included: `two billion`, `setengah triliun`, `dua puluh lima`."""

    start: int
    end: int
    value: float


def find_number_words(text: str) -> Iterator[NumberWords]:
    """The numbers in words of either language, in order."""
    end = 0
    for start in word_starts(text, STARTS):
        match = NUMBER_WORDS.match(text, start) if start >= end else None
        if match:
            end = match.end()
            yield NumberWords(start, end, read_number_words(WORD.findall(match[0].lower())))


def read_number_words(words: list[str]) -> float:
    """The number that the words say.

    >>> read_number_words("half a billion".split()), read_number_words("seratus dua puluh lima juta".split())
    (500000000.0, 125000000.0)
    """
    total = group = last = 0.0
    for word in words:
        if word in ADDED:
            last = last + 10 if word == "belas" else ADDED[word]
            group += 10 if word == "belas" else last
        elif word in TIMES:
            group += (last or 1) * TIMES[word] - last
            last = 0.0
        elif word in ONE_OF:
            total += ONE_OF[word]
        elif word in SCALES:
            total += (group or 1) * SCALES[word]
            group = last = 0.0
    return total + group
