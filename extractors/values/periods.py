"""Stretches of days: what a date expression means, and the ISO 8601 form that is as precise as it."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import NamedTuple

MONTH_DAYS = 31
YEAR_DAYS = 365


class Period(NamedTuple):
    """The days from `first` to `last`, both included."""

    first: date
    last: date

    @property
    def iso(self) -> str:
        """`2025-06-13` for a day; `2025-06` for a month or less; `2025` for more, a quarter among them, since the three
        forms have none for it.

        >>> Period.quarter(2025, 2).iso, Period.month(2025, 6).iso
        ('2025', '2025-06')
        """
        if self.first == self.last:
            return self.first.isoformat()
        return f"{self.first:%Y-%m}" if self.days <= MONTH_DAYS else f"{self.first:%Y}"

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def says(self, claim: Period) -> bool:
        """Whether these days can be told as the claim: it overlaps them and is no finer than they are. Two or three
        days may be told by one of them; weeks, quarters and seasons by a month; a year only by the year."""
        finest = 1 if self.days <= 3 else 28 if self.days < YEAR_DAYS else YEAR_DAYS
        return claim.days >= finest and claim.first <= self.last and self.first <= claim.last

    def shifted(self, days: int) -> Period:
        return Period(self.first + timedelta(days), self.last + timedelta(days))

    @classmethod
    def of(cls, iso: str | None) -> Period | None:
        """The days that an ISO date or date-time means; None when it is none."""
        try:
            parts = [int(part) for part in (iso or "")[:10].replace("/", "-").split("-")]
            return (cls.year, cls.month, cls.day)[len(parts) - 1](*parts)
        except (ValueError, IndexError, TypeError):
            return None

    @classmethod
    def day(cls, year: int, month: int, day: int) -> Period:
        """Raises ValueError where the calendar has no such day."""
        return cls(date(year, month, day), date(year, month, day))

    @classmethod
    def month(cls, year: int, month: int) -> Period:
        return cls(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))

    @classmethod
    def year(cls, year: int) -> Period:
        return cls(date(year, 1, 1), date(year, 12, 31))

    @classmethod
    def months(cls, year: int, first: int, count: int) -> Period:
        """`count` months from the month `first`; a first month beyond December lies in the next year."""
        last = first + count - 1
        return cls(
            cls.month(year + (first - 1) // 12, (first - 1) % 12 + 1).first,
            cls.month(year + (last - 1) // 12, (last - 1) % 12 + 1).last,
        )

    @classmethod
    def quarter(cls, year: int, quarter: int) -> Period:
        return cls.months(year, 3 * quarter - 2, 3)

    @classmethod
    def half(cls, year: int, half: int) -> Period:
        return cls.months(year, 6 * half - 5, 6)

    @classmethod
    def week(cls, day: date) -> Period:
        """Monday to Sunday around a day."""
        monday = day - timedelta(day.weekday())
        return cls(monday, monday + timedelta(6))
