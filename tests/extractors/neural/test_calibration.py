"""How sure a fact is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealgraph.extractors.neural.assemble import Draft
from dealgraph.extractors.neural.calibration import confidence, features, logit


def draft(score: float, status: float = 0.9) -> Draft:
    return Draft("acquisition", [("acquirer", 0), ("target", 1)], score, [(0, 1, "acquires")], "completed", status)


def test_without_weights_nothing_is_known():
    assert confidence(draft(0.99), {}) == 0.5


def test_a_weight_of_one_gives_back_the_score():
    assert confidence(draft(0.8), {"score": 1.0}) == pytest.approx(0.8)


def test_the_type_and_the_number_of_parties_count():
    assert features(draft(0.8))["type acquisition"] == 1
    more = Draft("acquisition", [("acquirer", 0), ("acquirer", 2), ("target", 1)], 0.8, [(0, 1, "acquires")])
    assert features(more)["many"] == 1
    assert features(Draft("ipo", [("issuer", 0)], 0.8))["single"] == 1


@given(st.floats(0, 1), st.floats(0, 1), st.dictionaries(st.sampled_from(["bias", "score"]), st.floats(-99, 99)))
def test_confidence_is_a_probability(score: float, status: float, weights: dict[str, float]):
    assert 0 <= confidence(draft(score, status), weights) <= 1


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_likelier_fact_is_surer(one: float, other: float):
    low, high = sorted((one, other))
    assert confidence(draft(low), {"score": 0.7}) <= confidence(draft(high), {"score": 0.7})


def test_certainty_stays_finite():
    assert logit(1.0) == pytest.approx(-logit(0.0))
