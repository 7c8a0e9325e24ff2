"""Dates of publication in the forms that news comes with."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dealgraph.extractors.reading.published import normalize_published


@pytest.mark.parametrize(
    ("given_date", "iso"),
    [
        ("2025", "2025"),
        ("2025-06", "2025-06"),
        ("2025-06-13", "2025-06-13"),
        ("2025/06/13", "2025-06-13"),
        ("20250613", "2025-06-13"),
        ("June 2025", "2025-06"),
        ("June 13, 2025", "2025-06-13"),
        ("13 Juni 2025", "2025-06-13"),
        ("1 Mei 2024", "2024-05-01"),
        ("2nd March 2024", "2024-03-02"),
        ("Jumat (13/6/2025)", "2025-06-13"),
        ("13/06/2025", "2025-06-13"),
        ("06/13/2025", "2025-06-13"),
        ("13.06.2025", "2025-06-13"),
        ("2025-06-13T10:20:00Z", "2025-06-13T10:20:00+00:00"),
        ("2025-06-13 10:20", "2025-06-13T10:20:00"),
        ("2025-06-13T10:20:00.123+0700", "2025-06-13T10:20:00+07:00"),
        ("Fri, 13 Jun 2025 10:20:00 GMT", "2025-06-13T10:20:00+00:00"),
        ("Friday, June 13, 2025 at 1:20 PM EST", "2025-06-13T13:20:00-05:00"),
        ("Jumat, 13 Juni 2025 10:20 WIB", "2025-06-13T10:20:00+07:00"),
        ("Sabtu, 14 Juni 2025 | 10.20 WITA", "2025-06-14T10:20:00+08:00"),
        ("26-FEB-1987 15:18:06.67", "1987-02-26T15:18:06"),
        ("13 June 2025, updated at noon", "2025-06-13"),
        (1749781200, "2025-06-13T02:20:00+00:00"),
        (1749781200000, "2025-06-13T02:20:00+00:00"),
        ("1749781200", "2025-06-13T02:20:00+00:00"),
    ],
)
def test_usual_forms(given_date: object, iso: str):
    assert normalize_published(given_date) == iso


@pytest.mark.parametrize("value", ["", "yesterday", "2025-13-40", "30 February 2025", True, [2025], {}, "9" * 40])
def test_what_is_no_date_is_none(value: object):
    assert normalize_published(value) is None


def test_day_and_month_that_could_be_either_need_to_be_told():
    assert normalize_published("06/07/2025") is None
    assert normalize_published("06/07/2025", day_first=True) == "2025-07-06"


def test_a_time_that_is_none_leaves_the_day():
    assert normalize_published("2025-06-13 99:99") == "2025-06-13"


@given(st.datetimes(datetime(1800, 1, 1), datetime(2199, 12, 31)), st.integers(-12, 14))
def test_iso_with_a_zone_stays_as_it_is(moment: datetime, hours: int):
    written = moment.replace(microsecond=0, tzinfo=timezone(timedelta(hours=hours))).isoformat()
    assert normalize_published(written) == written


@given(st.one_of(st.text(), st.integers(), st.floats()), st.booleans())
@example(7_258_118_399, False)
@example(7_258_118_400, False)
def test_whatever_comes_out_is_read_back_the_same(value: object, day_first: bool):
    iso = normalize_published(value, day_first=day_first)
    assert iso is None or normalize_published(iso) == iso
