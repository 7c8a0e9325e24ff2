"""Dates: absolute ones, and those that follow from the day of publication."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dealgraph.extractors.values.dates import find_dates
from dealgraph.extractors.values.periods import Period
from dealgraph.schemas import LANGUAGES, Language
from tests.extractors.golden_cases import cases

MONTHS: dict[Language, list[str]] = {
    "en": "January February March April May June July August September October November December".split(),
    "id": "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split(),
}
WORDS = st.sampled_from(
    "last|next|in|March|May|13|2|2025|Monday|Senin|(18/9)|25/10/2022|kuartal|II|akhir|tahun|lalu|ini|the|end|of|Q2|today|two|"
    "years|ago|se|Minggu|\n|🦊|İ|31|Feb".split("|")
)
PUBLISHED = st.none() | st.sampled_from(["2025", "2025-06", "2025-06-13", "2025-01-01T08:30:00+07:00", "1987-02-28"])


@pytest.mark.parametrize("case", cases("dates"))
def test_golden(case: dict[str, Any]) -> None:
    found = find_dates(case["text"], case["language"], case["published"])
    assert [[d.raw, d.iso] for d in found] == case["found"]


def test_a_bare_weekday_may_lie_on_either_side_of_publication() -> None:
    (found,) = find_dates("It meets on Monday.", "en", "2025-10-02")
    assert found.says("2025-09-29")
    assert found.says("2025-10-06")
    assert not found.says("2025-09-30")


def test_a_date_can_be_told_less_precisely_but_not_more() -> None:
    (day,) = find_dates("on June 13, 2025", "en", None)
    assert all(day.says(iso) for iso in ("2025", "2025-06", "2025-06-13"))
    (quarter,) = find_dates("in Q2 2025", "en", None)
    assert quarter.says("2025")
    assert quarter.says("2025-05")  # no ISO form says a quarter, so a month of it will do
    assert not quarter.says("2025-07")
    assert not quarter.says("2025-05-01")
    (year,) = find_dates("in 2025", "en", None)
    assert not year.says("2025-05")


def test_what_is_known_of_the_publication_date_bounds_what_follows_from_it() -> None:
    text = "It was sold yesterday, after talks last month, and listed last year."
    assert [d.iso for d in find_dates(text, "en", "2025-06-13")] == ["2025-06-12", "2025-05", "2024"]
    assert [d.iso for d in find_dates(text, "en", "2025-06")] == ["2025-05", "2024"]
    assert [d.iso for d in find_dates(text, "en", "2025")] == ["2024"]
    assert find_dates(text, "en", None) == []


@given(st.dates(date(1950, 1, 1), date(2049, 12, 31)), st.sampled_from(LANGUAGES))
def test_a_full_date_is_read_in_the_usual_forms(day: date, language: Language) -> None:
    month = MONTHS[language][day.month - 1]
    forms = [f"{day.day} {month} {day.year}", f"{month} {day.day}, {day.year}", day.isoformat()]
    forms += [f"({day.day}/{day.month}/{day.year})"] if language == "id" else []
    for form in forms:
        (found,) = find_dates(f"Signed {form}.", language, None)
        assert found.iso == day.isoformat()


@given(st.lists(WORDS, max_size=30).map(" ".join) | st.text(max_size=200), st.sampled_from(LANGUAGES), PUBLISHED)
@example(text="kuartal \u0130", language="en", published=None)  # the Turkish capital is taken for an i
@example(text="s\u0131x months ago", language="en", published="2024-05-01")
def test_every_date_stands_where_it_says(text: str, language: Language, published: str | None) -> None:
    end = 0
    for found in find_dates(text, language, published):
        assert text[found.start : found.end] == found.raw
        assert found.start >= end
        assert found.says(found.iso)
        end = found.end


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.integers(0, 400))
def test_a_period_is_told_by_the_form_that_is_as_precise_as_it(first: date, length: int) -> None:
    period = Period(first, date.fromordinal(first.toordinal() + length))
    told = Period.of(period.iso)
    assert told is not None
    assert period.says(told)


@pytest.mark.parametrize("text", ["last " * 5_000, "13 March " * 2_000, "25/10/2022" * 2_000, "end of the " * 3_000])
def test_long_texts_end(text: str) -> None:
    assert find_dates(text, "en", "2025-06-13") is not None
