"""Rounds, positions, credits and status cues."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealgraph.extractors.values.credits import find_credits
from dealgraph.extractors.values.cues import find_cues
from dealgraph.extractors.values.found import Found
from dealgraph.extractors.values.positions import find_positions
from dealgraph.extractors.values.rounds import find_rounds
from dealgraph.schemas import LANGUAGES, Language
from tests.extractors.golden_cases import cases

Finder = Callable[[str, Language], Sequence[Found]]
WORDS = st.sampled_from(
    "Series|A|seed|round|pra-|Seri|B+|senior|vice|president|of|sales|and|director|chief|executive|officer|Direktur|Utama|"
    "Keuangan|(CEO)|said|kata|Reuters|reports|,|menurut|PT|called|off|akan|agreed|\n|🦊|İ".split("|")
)


@pytest.mark.parametrize("case", cases("rounds"))
def test_golden_rounds(case: dict[str, Any]) -> None:
    assert [[r.raw, r.name] for r in find_rounds(case["text"], case["language"])] == case["found"]


@pytest.mark.parametrize("case", cases("positions"))
def test_golden_positions_are_among_the_candidates(case: dict[str, Any]) -> None:
    assert set(case["found"]) <= {p.raw for p in find_positions(case["text"], case["language"])}


@pytest.mark.parametrize("case", cases("credits"))
def test_golden_credits(case: dict[str, Any]) -> None:
    assert [c.raw for c in find_credits(case["text"], case["language"])] == case["found"]


def test_a_round_is_the_same_however_it_is_written() -> None:
    (found,) = find_rounds("usai pendanaan Pra Seri A", "id")
    assert all(found.says(name) for name in ("Pre-Series A", "pre-series a", "Pra Seri A"))
    assert not found.says("Series A")


def test_a_credit_behind_a_title_may_begin_with_an_organisation() -> None:
    (found,) = find_credits("Direktur Utama Tirta Raya Budi Hartanto mengatakan akuisisi itu batal.", "id")
    assert (found.raw, found.titled) == ("Tirta Raya Budi Hartanto", True)


def test_a_cue_tells_the_statuses_that_it_can_speak_for() -> None:
    told = {cue.raw: cue.statuses for cue in find_cues("Tollgate agreed to buy it, then called off the deal.", "en")}
    assert told["agreed"] == {"announced"}
    assert told["called off"] == {"terminated"}


@given(
    st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=200),
    st.sampled_from(LANGUAGES),
    st.sampled_from([find_rounds, find_positions, find_credits, find_cues]),
)
def test_all_that_is_found_stands_where_it_says(text: str, language: Language, find: Finder) -> None:
    for found in find(text, language):
        assert found.raw
        assert text[found.start : found.end] == found.raw


@pytest.mark.parametrize(
    "text",
    [
        "senior vice " * 20_000,
        "sekretaris perusahaan " * 20_000,
        "reports in the " * 20_000,
        "A" * 200_000,
        "Series A " * 20_000,
    ],
)
@pytest.mark.parametrize("find", [find_rounds, find_positions, find_credits, find_cues])
def test_long_texts_end(text: str, find: Finder) -> None:
    assert find(text, "en") is not None
