"""Shares of a whole: percentages, fractions, ratios and words that mean all."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealgraph.extractors.values.stakes import find_stakes
from dealgraph.schemas import LANGUAGES, Language
from tests.extractors.golden_cases import cases

WORDS = st.sampled_from(
    "5|51|49.5|9-1/2|%|pct|persen|half|of|a third|two|thirds|50:50|60/40|wholly|owned|all|the|shares|seluruh|saham|"
    "separuh|sepertiga|points|\n|🦊|\u200b|İ".split("|")
)


@pytest.mark.parametrize("case", cases("stakes"))
def test_golden(case: dict[str, Any]) -> None:
    found = find_stakes(case["text"], case["language"])
    assert [[s.raw, pytest.approx(s.percent, abs=0.05), s.holding] for s in found] == case["found"]


@given(st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=200), st.sampled_from(LANGUAGES))
def test_every_share_stands_where_it_says(text: str, language: Language) -> None:
    for stake in find_stakes(text, language):
        assert text[stake.start : stake.end] == stake.raw
        assert 0 <= stake.percent <= 100
        assert stake.says(stake.percent)


@given(st.integers(0, 1000), st.sampled_from(["%", " pct", " per cent", "-percent", " persen"]))
def test_a_percentage_is_found_in_every_spelling(tenths: int, sign: str) -> None:
    for number in (f"{tenths / 10:.1f}", f"{tenths / 10:.1f}".replace(".", ",")):
        (stake,) = find_stakes(f"It holds {number}{sign} now.", "en")
        assert stake.says(tenths / 10)


@pytest.mark.parametrize("text", ["5% of shares " * 2_000, "half of " * 5_000, "all the " * 5_000, "51:49 " * 2_000])
def test_long_texts_end(text: str) -> None:
    assert find_stakes(text, "en") is not None
