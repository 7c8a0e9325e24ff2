"""What an amount was worth in US dollars, at the reference rate of its day.

The rates are the euro reference rates of the European Central Bank, 1999 to the release of the package that ships them
(`currencyconverter`, Apache-2.0); the Indonesian rupiah is in them from April 2005.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from currency_converter import CurrencyConverter

SOURCE = "ECB euro reference rates"
STALE_DAYS = 7
"""No rate is used that is older than this: markets close for a weekend or a holiday, no longer."""


class Dollars(NamedTuple):
    """An amount in US dollars, with the date (ISO) and the source of the rate; both None for an amount in dollars."""

    amount: float
    rate_date: str | None
    source: str | None


@lru_cache(maxsize=1)
def _converter() -> CurrencyConverter:
    from currency_converter import CurrencyConverter

    return CurrencyConverter()


@lru_cache(maxsize=100_000)
def _rate(currency: str, day: date) -> tuple[float, date] | None:
    """Dollars for one unit of the currency on the last day up to `day` that has a rate for it."""
    from currency_converter import RateNotFoundError

    rates = _converter()
    for back in range(STALE_DAYS + 1):
        on = day - timedelta(days=back)
        try:
            return float(rates.convert(1, currency, "USD", date=on)), on
        except (ValueError, RateNotFoundError):  # no such currency, or no rate on that day
            continue
    return None


def in_dollars(amount: float, currency: str, when: str | None) -> Dollars | None:
    """The amount in US dollars at the rate of the day `when` (ISO; the middle of a month that is all that is known).
    None where there is no rate: a date that is known to the year or not at all, one before the data begin or after they
    end, a currency that the data lack.

    >>> in_dollars(14.3e9, "USD", None)
    Dollars(amount=14300000000.0, rate_date=None, source=None)
    >>> in_dollars(1e12, "IDR", "1987-03-01") is None
    True
    """
    if currency == "USD":
        return Dollars(amount, None, None)
    day = _day(when)
    found = _rate(currency, day) if day else None
    return Dollars(round(amount * found[0], 2), found[1].isoformat(), SOURCE) if found else None


def _day(when: str | None) -> date | None:
    from dealgraph.graph.tellings import day_of

    ordinal = day_of(when) if when and len(when) >= 7 else None
    return date.fromordinal(ordinal) if ordinal else None
