"""Dates in news text, absolute and relative to the day of publication: `June 13, 2025`, `Selasa (25/10/2022)`,
`(18/9)`, `kuartal II-2024`, `by mid-2026`, `yesterday`, `bulan lalu`, `next Tuesday`.

One pattern finds all expressions in one pass; a small function for each kind of expression says which days it means.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from dealgraph.extractors.values.calendar_words import (
    DAY,
    DAYS_AWAY,
    END,
    LAST_NEXT,
    MONTH,
    MONTHS,
    OF_YEAR,
    ORDINALS,
    PART,
    PART_WORDS,
    PARTS,
    SEASONS,
    SMALL,
    STEPS,
    TO_DAY,
    TRIGGERS,
    UNITS,
    WEEKDAY,
    WEEKDAYS,
    WHICH_YEAR,
    WORDS,
    YEAR,
)
from dealgraph.extractors.values.found import Found
from dealgraph.extractors.values.patterns import alternatives, folded, word_starts
from dealgraph.extractors.values.periods import YEAR_DAYS, Period
from dealgraph.schemas import Language


@dataclass(frozen=True, slots=True)
class FoundDate(Found):
    """A date expression and the days that it may mean, likeliest first (a bare `Monday` may be past or future)."""

    readings: tuple[Period, ...]

    @property
    def iso(self) -> str:
        """The likeliest reading as ISO 8601, as precise as it is told."""
        return self.readings[0].iso

    def says(self, iso: str) -> bool:
        """Whether the expression can be told as this date: one of its readings, or one that it makes more precise."""
        claim = Period.of(iso)
        return claim is not None and any(reading.says(claim) for reading in self.readings)


Reader = Callable[[re.Match[str], "_Context"], list[Period]]


@dataclass(frozen=True, slots=True)
class _Context:
    """Where an expression stands, and the days of publication (None: unknown)."""

    text: str
    start: int
    end: int
    language: Language
    anchor: Period | None

    @property
    def looks_ahead(self) -> bool:
        """Whether the words before speak of what is to come."""
        sentence = re.split(r"[.!?]\s|\n", self.text[max(0, self.start - 50) : self.start])[-1]
        return AHEAD.search(sentence) is not None and BEHIND.search(sentence) is None

    def nearest(self, past: Period | None, future: Period | None) -> list[Period]:
        """The two, likelier first: what is told in the past tense as a rule lies behind, unless the other is four
        times nearer; words of the future make up for twice the distance."""
        if past is None or future is None or past == future or self.anchor is None:
            return [period for period in dict.fromkeys((past, future)) if period]
        back, ahead = (self.anchor.first - past.last).days, (future.first - self.anchor.last).days
        later = ahead < 2 * back if self.looks_ahead else 4 * ahead < back
        return [future, past] if later else [past, future]

    def in_some_year(self, make: Callable[[int], Period]) -> list[Period]:
        """The last such period and the next one, seen from the day of publication. `make` gives that of a year."""
        if self.anchor is None:
            return []
        year = self.anchor.last.year
        around = [period for shift in (-1, 0, 1) if (period := _or_none(make, year + shift))]
        past = [period for period in around if period.first <= self.anchor.last]
        future = [period for period in around if period.last >= self.anchor.first]
        return self.nearest(past[-1] if past else None, future[0] if future else None)


AHEAD = re.compile(
    r"\b(?:will|would|expect\w*|scheduled|plan(?:s|ned|ning)?|to\s(?:close|complete|be|start|begin|open|take)|by|until|upcoming|"
    r"due|target\w*|aims?|proposes?|akan|bakal|rencana\w*|berencana|ditargetkan|dijadwalkan|diharapkan|diperkirakan|"
    r"segera|paling\slambat|selambat\w*|sebelum|mulai|efektif|effective)\b",
    re.I,
)
BEHIND = re.compile(r"\b(?:since|had|sejak|telah|sudah)\b", re.I)


def _or_none(make: Callable[[int], Period], year: int) -> Period | None:
    try:
        return make(year)
    except ValueError:
        return None


def _in_year(match: re.Match[str], context: _Context, make: Callable[[int], Period]) -> list[Period]:
    """The period that `make` gives for the year that the match names, counts from publication, or leaves open."""
    groups = match.groupdict()
    if groups.get("y"):
        year = int(groups["y"])
        return [make(year if year > 99 else 2000 + year)]
    which = (groups.get("rel") or groups.get("mod") or "").casefold().split()
    if context.anchor and which and ("year" in which or "tahun" in which):
        step = next(STEPS[word] for word in which if word in STEPS)
        return [make(context.anchor.last.year + step)]
    found = context.in_some_year(make)
    step = STEPS.get(which[-1], 0) if which else 0
    if context.anchor and step:
        anchor = context.anchor
        return sorted(found, key=lambda period: (period.first > anchor.last) != (step > 0))
    return found


def _read_iso(match: re.Match[str], context: _Context) -> list[Period]:
    return [Period.day(int(match["y"]), int(match["m"]), int(match["d"]))]


def _read_numeric(match: re.Match[str], context: _Context) -> list[Period]:
    """Day first; in English perhaps the month."""
    year, first, second = int(match["y"]), int(match["a"]), int(match["b"])
    year += 2000 if year < 100 else 0
    orders = [(second, first), (first, second)] if context.language == "id" else [(first, second), (second, first)]
    return [Period.day(year, month, day) for month, day in dict.fromkeys(orders) if month <= 12]


def _read_slash(match: re.Match[str], context: _Context) -> list[Period]:
    """`18/9` without a year: only in Indonesian or in brackets, as elsewhere it is a fraction or a score."""
    bracketed = context.text[match.start("a") - 1 : match.start("a")] == "("
    month, day = int(match["b"]), int(match["a"])
    if not bracketed and context.language != "id":
        return []
    return _in_year(match, context, lambda year: Period.day(year, month, day))


def _read_day(match: re.Match[str], context: _Context) -> list[Period]:
    month, first = MONTHS[folded(match["m"])], SMALL.get(folded(match["d"])) or int(match["d"])
    last = int(match["d2"] or first)

    def make(year: int) -> Period:
        return Period(Period.day(year, month, first).first, Period.day(year, month, max(first, last)).last)

    return _in_year(match, context, make)


def _read_month_of_year(match: re.Match[str], context: _Context) -> list[Period]:
    return [Period.month(int(match["y"]), MONTHS[folded(match["m"])])]


def _read_month(match: re.Match[str], context: _Context) -> list[Period]:
    """A month without a year. English `may` and `march` count only behind a word that months follow."""
    name = match["m"]
    if not name[0].isupper() or (len(name) == 3 and name.casefold() not in ("mei", "may")):
        return []
    if name.casefold() in ("may", "march") and not (match["mod"] or match["part"] or match["rel"]):
        before = context.text[max(0, context.start - 8) : context.start]
        if not re.search(r"\b(?:in|of|since|until|by|from|during|for|and|to)\s\Z", before, re.I):
            return []
    month = MONTHS[folded(name)]
    return _in_year(match, context, lambda year: Period.month(year, month))


def _read_part(match: re.Match[str], context: _Context) -> list[Period]:
    """A quarter or half of a year; its end where that is said."""
    number = ORDINALS[folded(match["n"])]
    unit = match["unit"].casefold()
    halves = unit in ("half", "semester", "paruh", "h")
    if number > (2 if halves else 4):
        return []
    ends = PART_WORDS.get((match.groupdict().get("part") or "").casefold()) == "end"
    months = 6 if halves else 3

    def make(year: int) -> Period:
        return Period.month(year, months * number) if ends else Period.months(year, months * (number - 1) + 1, months)

    return _in_year(match, context, make)


def _read_season(match: re.Match[str], context: _Context) -> list[Period]:
    if not (match["y"] or match["mod"]):
        return []
    first = SEASONS[folded(match["s"])]
    return _in_year(match, context, lambda year: Period.months(year, first, 3))


def _read_year_part(match: re.Match[str], context: _Context) -> list[Period]:
    """`mid-2026`, `akhir tahun ini`, `the end of the year`."""
    first, count = PARTS[PART_WORDS[folded(match["part"])]]
    if match["y"]:
        return [Period.months(int(match["y"]), first, count)]
    if context.anchor is None:
        return []
    step = STEPS.get((match["rel"] or match["mod"] or "this").casefold(), 0)
    return [Period.months(context.anchor.last.year + step, first, count)]


def _read_year(match: re.Match[str], context: _Context) -> list[Period]:
    return [Period.year(int(match["y"]))]


def _read_days_away(match: re.Match[str], context: _Context) -> list[Period]:
    if context.anchor is None or context.anchor.days > 1:
        return []
    return [context.anchor.shifted(DAYS_AWAY[" ".join(folded(match[0]).split())])]


def _read_weekday(match: re.Match[str], context: _Context) -> list[Period]:
    """The last such day, publication's own among them, or the next."""
    if context.anchor is None or context.anchor.days > 1 or not match["w"][0].isupper():
        return []
    step = STEPS.get(folded(match["mod"] or match["rel"] or ""))
    back = (context.anchor.first.weekday() - WEEKDAYS[folded(match["w"])]) % 7
    past = context.anchor.shifted(-back if back or step != -1 else -7)
    future = context.anchor.shifted(7 - back)
    return context.nearest(past, future) if step is None else [future, past] if step > 0 else [past, future]


def _read_unit(match: re.Match[str], context: _Context) -> list[Period]:
    """`last month`, `pekan depan`."""
    if match["u"] == "Minggu" and match["rel"] is None:
        return []
    return _away(context.anchor, UNITS[folded(match["u"])], STEPS[folded(match["mod"] or match["rel"])])


def _read_ago(match: re.Match[str], context: _Context) -> list[Period]:
    """`two years ago`, `setahun lalu`."""
    number = folded(match["n"]).strip()
    return _away(context.anchor, UNITS[folded(match["u"])], -(SMALL.get(number) or int(number)))


def _away(anchor: Period | None, unit: str, count: int) -> list[Period]:
    """The day, week, month, quarter or year that lies `count` of them from the publication date."""
    if anchor is None:
        return []
    day = anchor.last
    if unit in ("day", "week"):
        if anchor.days > 1:
            return []
        return [anchor.shifted(count)] if unit == "day" else [Period.week(day + timedelta(7 * count))]
    if unit in ("year", "decade"):
        return [Period.year(day.year + count * (10 if unit == "decade" else 1))]
    if anchor.days >= YEAR_DAYS:
        return []
    length = 3 if unit == "quarter" else 1
    first = day.month - (day.month - 1) % length + count * length
    year, month = divmod(12 * day.year + first - 1, 12)
    return [Period.months(year, month + 1, length)]


RULES: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (re.compile(pattern, re.I), reader)
    for pattern, reader in (
        (r"(?P<y>(?:19|20)\d\d)-(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])(?!\d)", _read_iso),
        (rf"{WEEKDAY}(?P<a>\d\d?)(?P<s>[/-])(?P<b>\d\d?)(?P=s)(?P<y>(?:19|20)?\d\d)(?!\d)", _read_numeric),
        (rf"{WEEKDAY}(?P<a>\d\d?)\.(?P<b>\d\d?)\.(?P<y>(?:19|20)\d\d)(?!\d)", _read_numeric),
        (rf"{WEEKDAY}{DAY}{TO_DAY}\s(?:of\s)?{MONTH}(?:,?\s(?:tahun\s)?{YEAR}|\s{WHICH_YEAR})?", _read_day),
        (rf"{WEEKDAY}{MONTH}\s(?:the\s)?{DAY}{TO_DAY}(?:,?\s{YEAR}|\s{WHICH_YEAR})?", _read_day),
        (rf"{MONTH}\s(?P<d>{WORDS})(?P<d2>){END}(?:,?\s{YEAR})?", _read_day),
        (rf"{WEEKDAY}(?P<a>\d\d?)/(?P<b>\d\d?)(?![\d/])", _read_slash),
        (rf"(?:(?:{PART})[\s-](?:of\s|in\s|bulan\s)?)?{MONTH}(?:,|\sof|\stahun)?\s{YEAR}", _read_month_of_year),
        (
            rf"(?:(?P<mod>{LAST_NEXT})\s)?(?:(?P<part>{PART})[\s-](?:of\s|in\s|bulan\s)?)?{MONTH}(?:\s{WHICH_YEAR})?",
            _read_month,
        ),
        (
            rf"(?:(?P<part>{PART})[\s-](?:of\s)?)?(?:the\s)?(?P<n>first|second|third|fourth|[1-4](?:st|nd|rd|th))[\s-]"
            rf"(?P<unit>quarter|half){END}{OF_YEAR}",
            _read_part,
        ),
        (
            rf"(?:(?P<part>{PART})\s)?(?P<unit>kuartal|triwulan|semester|paruh)\s?(?:ke-?\s?)?"
            rf"(?P<n>pertama|kedua|ketiga|keempat|iii|ii|iv|i|[1-4]){END}{OF_YEAR}",
            _read_part,
        ),
        (rf"(?P<unit>[QH])(?P<n>[1-4])(?:[\s/-]?(?:of\s)?['’]?(?P<y>20\d\d|\d\d))?{END}", _read_part),
        (rf"(?P<n>[1-4])(?P<unit>[QH])[\s/-]?['’]?(?P<y>20\d\d|\d\d){END}", _read_part),
        (rf"(?:(?P<mod>{LAST_NEXT}|the)\s)?(?P<s>{alternatives(SEASONS)}){END}(?:\s(?:of\s)?{YEAR})?", _read_season),
        (
            rf"(?P<part>{PART})[\s-](?:of\s|in\s)?(?:the\s|(?P<mod>{LAST_NEXT})\s)?(?:year|tahun){END}"
            rf"(?:\s(?P<rel>{LAST_NEXT}))?(?:\s{YEAR})?",
            _read_year_part,
        ),
        (rf"(?P<part>{PART})[\s-](?:of\s|in\s)?{YEAR}(?P<mod>)(?P<rel>)", _read_year_part),
        (rf"(?:{alternatives(DAYS_AWAY)}){END}", _read_days_away),
        (
            rf"(?:(?P<mod>{LAST_NEXT})\s)?(?P<w>{alternatives(WEEKDAYS)}){END}(?:\s(?P<rel>lalu|silam|kemarin|ini|mendatang|depan)\b)?",
            _read_weekday,
        ),
        (
            rf"(?P<mod>last|this|next|past|previous|coming|current)\s(?P<u>week|month|quarter|year){END}(?P<rel>)",
            _read_unit,
        ),
        (rf"(?P<mod>)(?P<u>pekan|minggu|bulan|kuartal|tahun)\s(?P<rel>{LAST_NEXT}){END}", _read_unit),
        (rf"(?P<n>\d\d?|an?|{WORDS})\s(?P<u>days?|weeks?|months?|years?|decades?)\s(?:ago|earlier)\b", _read_ago),
        (
            rf"(?P<n>\d\d?\s|(?:{WORDS})\s|se)(?P<u>hari|pekan|minggu|bulan|tahun)\s(?:yang\s)?(?:lalu|silam)\b",
            _read_ago,
        ),
        (rf"{YEAR}(?![%]|[.,/-]\d|\s(?:shares|lembar|units|persen|percent|pct|km|mw)\b)", _read_year),
    )
)


def find_dates(text: str, language: Language, published: str | None) -> list[FoundDate]:
    """All date expressions in the text that say which days they mean, in order; they do not overlap.

    `published` is an ISO date or date-time as precise as known; without it relative expressions say nothing and are
    left out.

    >>> [(d.raw, d.iso) for d in find_dates("It was bought last month and closes in Q2 2026.", "en", "2025-10-02")]
    [('last month', '2025-09'), ('Q2 2026', '2026')]
    """
    anchor = Period.of(published)
    found = list(_scan(text, language, anchor))
    if anchor is None and (day := _dateline(found)):
        found = list(_scan(text, language, day))
    return found


def _dateline(found: list[FoundDate]) -> Period | None:
    """What stands for an unknown day of publication: the first full date with its weekday (`Kamis (21/2/2019)`)."""
    for date in found:
        if date.raw.split("(")[0].split(",")[0].split()[0].casefold() in WEEKDAYS and date.readings[0].days == 1:
            return date.readings[0]
    return None


def _scan(text: str, language: Language, anchor: Period | None) -> Iterator[FoundDate]:
    end = 0
    for start in word_starts(text, TRIGGERS):
        date = _date_at(text, start, language, anchor) if start >= end else None
        if date:
            end = date.end
            yield date


def _date_at(text: str, start: int, language: Language, anchor: Period | None) -> FoundDate | None:
    """The date expression that starts here: the first rule that says which days it means decides."""
    for pattern, read in RULES:
        match = pattern.match(text, start)
        if match is None:
            continue
        try:
            readings = read(match, _Context(text, start, match.end(), language, anchor))
        except ValueError:
            continue  # a day that the calendar hasn't
        if readings:
            closing = "(" in match[0] and text[match.end() : match.end() + 1] == ")"
            end = match.end() + closing
            return FoundDate(start, end, text[start:end], tuple(readings))
    return None
