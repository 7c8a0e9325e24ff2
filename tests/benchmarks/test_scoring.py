"""What counts as right, and that it is what the evaluation's own scorer counts."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.scoring import (
    Counts,
    Score,
    calibration_error,
    interval,
    key,
    reliability,
    score,
    together,
    total,
)
from dealgraph.schemas import FACT_TYPES, ROLES, STATUSES

EVALUATION = Path(os.environ.get("DEALGRAPH_EVAL", Path(__file__).parents[3] / "shared")) / "evaluation"


def fact(kind: str = "acquisition", status: str = "completed", **values: Any) -> dict[str, Any]:
    """A fact of the guide: roles and attributes by name, `acquirer="Harrow"`, `amount={…}`."""
    roles = ROLES[kind].allowed  # type: ignore[index]
    participants = [{"role": role, "name": name, "aliases": []} for role, name in values.items() if role in roles]
    attributes = {name: value for name, value in values.items() if name not in roles}
    return {"type": kind, "status": status, "participants": participants, **attributes}


def test_a_fact_with_the_right_parties_is_right_whatever_else_it_says():
    found = score(
        [fact(acquirer="Harrow", target="Blyth")], [fact(acquirer="Harrow", target="Blyth", status="planned")]
    )
    assert found.facts == {"acquisition": Counts(right=1, predicted=1, gold=1)}
    assert found.verdicts == (True,)
    assert found.slots["acquirer"].right == found.slots["target"].right == 1
    assert found.slots["status"] == Counts(right=0, predicted=1, gold=1)


def test_a_missing_or_extra_core_party_makes_a_fact_wrong_but_its_slots_count():
    gold = fact(acquirer="Harrow", target="Blyth", seller="Tarn")
    without = score([gold], [fact(acquirer="Harrow", seller="Tarn")])
    assert without.verdicts == (False,)
    assert without.slots["acquirer"].right == without.slots["seller"].right == 1
    assert score([fact(acquirer="Harrow")], [fact(acquirer="Harrow", target="Blyth")]).verdicts == (False,)


def test_a_seller_decides_nothing():
    assert score(
        [fact(acquirer="Harrow", target="Blyth", seller="Tarn")], [fact(acquirer="Harrow", target="Blyth")]
    ).verdicts == (True,)


def test_facts_of_different_types_are_no_pair():
    found = score([fact("merger", party="Harrow")], [fact("partnership", party="Harrow")])
    assert total(found.slots.values()) == Counts(right=0, predicted=2, gold=2)


def test_facts_are_paired_so_that_most_slots_are_right():
    gold = [fact(acquirer="Harrow", target="Blyth"), fact(acquirer="Harrow", target="Tarn")]
    assert score(gold, gold[::-1]).verdicts == (True, True)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Harrow plc", "HARROW"),
        ("PT Samudra Niaga Tbk.", "Samudra Niaga"),
        ("Électrique", "Electrique"),
        ("Tarn's", "Tarn"),
    ],
)
def test_names_are_the_same_but_for_case_accents_and_legal_form(name: str, other: str):
    assert key(name) == key(other)


def test_an_alias_of_the_gold_is_a_right_name():
    gold = fact(acquirer="Harrow", target="Blyth")
    gold["participants"][1]["aliases"] = ["Blyth Paper Mills"]
    assert score([gold], [fact(acquirer="Harrow", target="Blyth Paper Mills")]).verdicts == (True,)


@pytest.mark.parametrize(
    ("gold", "predicted", "right"),
    [
        ({"amount": {"value": 1000, "currency": "USD"}}, {"amount": {"value": 1009, "currency": "USD"}}, 1),
        ({"amount": {"value": 1000, "currency": "USD"}}, {"amount": {"value": 1020, "currency": "USD"}}, 0),
        ({"amount": {"value": 1000, "currency": "USD"}}, {"amount": {"value": 1000, "currency": "IDR"}}, 0),
        ({"stake_percent": 49.0}, {"stake_percent": 49.08}, 1),
        ({"stake_percent": 49.0}, {"stake_percent": 50.0}, 0),
        ({"round": "Series A"}, {"round": "series A"}, 1),
    ],
)
def test_values_are_right_within_their_tolerance(gold: dict[str, Any], predicted: dict[str, Any], right: int):
    [name] = gold
    found = score([fact(acquirer="Harrow", **gold)], [fact(acquirer="Harrow", **predicted)])
    assert found.slots[name].right == right


def test_rates_follow_from_counts():
    counts = Counts(right=2, predicted=4, gold=8)
    assert (counts.precision, counts.recall, counts.f1) == (0.5, 0.25, pytest.approx(1 / 3))
    assert Counts(predicted=3).f1 == Counts(gold=3).f1 == Counts().precision == 0.0


def test_the_interval_holds_the_figure_and_is_a_point_where_all_documents_are_alike():
    gold = [fact(acquirer="Harrow", target="Blyth")]
    right, wrong = score(gold, gold), score(gold, [])
    low, high = interval([right, wrong] * 20, "facts", rounds=500)
    assert low < total(together(right.facts, wrong.facts).values()).f1 < high
    assert interval([right] * 20, "facts", rounds=500) == (1.0, 1.0)


def test_the_calibration_error_is_the_mean_gap_between_confidence_and_right_facts():
    table = reliability([0.95, 0.95, 0.35, 0.35], [True, True, True, False])
    assert [(row.facts, row.right) for row in table] == [(2, 0.5), (2, 1.0)]
    assert calibration_error(table) == pytest.approx((0.15 + 0.05) / 2)
    assert calibration_error(reliability([], [])) == 0.0
    assert reliability([1.0], [True])[0].confidence == 1.0


# ---------------------------------------------------------------------------------------------- the evaluation's scorer


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    path = EVALUATION / "score.py"
    if not path.exists():
        pytest.skip("the evaluation's scorer isn't here, and DEALGRAPH_EVAL names no folder with it")
    spec = importlib.util.spec_from_file_location("evaluation_score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


NAMES = ["Harrow plc", "Harrow", "Blyth", "BLYTH & Co", "Tarn", "PT Tarn Tbk", "The Group", "Señal"]


@st.composite
def facts(draw: st.DrawFn) -> dict[str, Any]:
    """A fact of few names and values, so that facts often agree in part."""
    kind = draw(st.sampled_from(FACT_TYPES[:3]))
    roles = sorted(ROLES[kind].allowed)
    participant = st.fixed_dictionaries(
        {
            "role": st.sampled_from(roles),
            "name": st.sampled_from(NAMES),
            "aliases": st.lists(st.sampled_from(NAMES), max_size=1),
        }
    )
    money = st.none() | st.builds(
        lambda value, currency: {"value": value, "currency": currency},
        st.sampled_from([0, 100, 100.9, 102]),
        st.sampled_from(["USD", "IDR"]),
    )
    return {
        "type": kind,
        "status": draw(st.sampled_from(STATUSES[:2])),
        "participants": draw(st.lists(participant, min_size=1, max_size=3)),
        "amount": draw(money),
        "valuation": draw(money),
        "stake_percent": draw(st.sampled_from([None, 49.0, 49.05, 51.0])),
        "round": draw(st.sampled_from([None, "", "Seed", "Series A"])),
        "position": draw(st.sampled_from([None, "CEO"])),
    }


documents = st.lists(st.tuples(st.lists(facts(), max_size=7), st.lists(facts(), max_size=7)), max_size=2)


@settings(deadline=None, max_examples=60)
@given(documents)
def test_scores_are_those_of_the_evaluation(scorer: ModuleType, pairs: list[tuple[list[Any], list[Any]]]):
    gold = {str(n): gold for n, (gold, _) in enumerate(pairs)}
    predicted = {str(n): predicted for n, (_, predicted) in enumerate(pairs)}
    theirs, _ = scorer.score(gold, predicted)
    ours = sum((score(*pair) for pair in pairs), Score())
    for table, part in ((ours.facts, "fact"), (ours.slots, "slot")):
        assert rates(total(table.values())) == pytest.approx(theirs[part], abs=1e-4)
        by_name = theirs["fact_by_type" if part == "fact" else "slot_by_name"]
        assert {name: rates(counts) for name, counts in table.items()} == {
            name: pytest.approx(row, abs=1e-4) for name, row in by_name.items()
        }


def rates(counts: Counts) -> dict[str, float]:
    return {
        "precision": counts.precision,
        "recall": counts.recall,
        "f1": counts.f1,
        "right": counts.right,
        "predicted": counts.predicted,
        "gold": counts.gold,
    }
