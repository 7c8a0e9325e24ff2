"""How sure a fact is, and which of several tellings of one deal is given."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealgraph.extractors.neural.assemble import Draft
from dealgraph.extractors.neural.calibration import choose, confidence, features, logit
from dealgraph.extractors.neural.hints import RulesTell
from tests.extractors.neural.making import table, window

SILENT = RulesTell()
PAIR = table(3, window(range(3)))


def draft(score: float = 0.9, type_: str = "acquisition", *groups: int) -> Draft:
    roles = ["acquirer"] * (len(groups) - 1) + ["target"] if type_ == "acquisition" else ["party"] * len(groups)
    return Draft(type_, list(zip(roles, groups, strict=True)), score, [(*groups[:2], "acquires")], sentences=(0,))  # type: ignore[arg-type, list-item]


def known(one: Draft, rules: RulesTell = SILENT) -> dict[str, float]:
    return features(one, PAIR, rules)


def test_without_weights_nothing_is_known():
    assert confidence(known(draft(0.99, "acquisition", 0, 1)), {}) == 0.5


def test_a_weight_of_one_gives_back_the_score():
    assert confidence(known(draft(0.8, "acquisition", 0, 1)), {"score": 1.0}) == pytest.approx(0.8)


def test_the_type_and_the_number_of_parties_count():
    assert known(draft(0.8, "acquisition", 0, 1))["type acquisition"] == 1
    assert known(draft(0.8, "acquisition", 0, 2, 1))["many"] == 1
    assert known(Draft("ipo", [("issuer", 0)], 0.8))["single"] == 1


def test_what_the_rules_tell_too_is_noted():
    assert known(draft(0.8, "acquisition", 0, 1))["rules"] == 0
    assert known(draft(0.8, "acquisition", 0, 1), RulesTell(frozenset({("acquires", 0, 1)})))["rules"] == 1


@given(st.floats(0, 1), st.dictionaries(st.sampled_from(["bias", "score"]), st.floats(-99, 99)))
def test_confidence_is_a_probability(score: float, weights: dict[str, float]):
    assert 0 <= confidence(known(draft(score, "acquisition", 0, 1)), weights) <= 1


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_likelier_fact_is_surer(one: float, other: float):
    low, high = (known(draft(score, "acquisition", 0, 1)) for score in sorted((one, other)))
    assert confidence(low, {"score": 0.7}) <= confidence(high, {"score": 0.7})


def test_certainty_stays_finite():
    assert logit(1.0) == pytest.approx(-logit(0.0))


def test_facts_that_are_not_sure_enough_are_not_given():
    drafts = [draft(0.9, "acquisition", 0, 1), draft(0.9, "acquisition", 2, 3)]
    assert choose(drafts, [0.8, 0.2], 0.3) == [0]


def test_of_two_ways_to_tell_a_deal_the_surer_one_is_given():
    alone, together = draft(0.9, "acquisition", 0, 2), draft(0.9, "acquisition", 0, 1, 2)
    assert choose([alone, together], [0.4, 0.6], 0.3) == [1]
    assert choose([alone, draft(0.9, "merger", 0, 2)], [0.6, 0.4], 0.3) == [0]


def test_different_deals_of_one_company_are_all_given():
    drafts = [draft(0.9, "acquisition", 0, 1), draft(0.9, "acquisition", 0, 2), draft(0.9, "partnership", 0, 1)]
    assert choose(drafts, [0.5, 0.6, 0.7], 0.3) == [0, 1, 2]
