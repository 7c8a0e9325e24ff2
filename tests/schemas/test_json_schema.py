"""The JSON Schema of the guide's form accepts what dealgraph writes and refuses what it would not read."""

from __future__ import annotations

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from dealgraph.schemas import FACT_TYPES, ROLES, STATUSES, Evidence, Fact, from_guide, to_guide
from dealgraph.schemas.json_schema import guide_schema

VALIDATOR = Draft202012Validator(guide_schema())

FACT_ROW = {
    "type": "investment",
    "status": "completed",
    "participants": [{"role": "investor", "name": "Alder"}, {"role": "investee", "name": "Kopiku", "aliases": ["KPK"]}],
    "amount": {"value": 2.5e12, "currency": "IDR"},
    "stake_percent": 12.5,
    "valuation": None,
    "round": "Series A",
    "position": None,
    "date": "2025-06",
    "attributed_to": ["Reuters"],
    "evidence": ["Alder put Rp 2,5 triliun into Kopiku."],
}


def complaints(row: dict[str, object]) -> list[str]:
    return [error.message for error in VALIDATOR.iter_errors({"doc_id": "d-1", "facts": [row]})]


def test_the_schema_is_one():
    Draft202012Validator.check_schema(guide_schema())
    assert complaints(FACT_ROW) == []


def test_what_is_written_with_spans_is_accepted():
    fact = from_guide(FACT_ROW)
    span = (Evidence(quote="Rp 2,5 triliun", start=10, end=24),)
    assert fact.amount is not None
    placed = fact.model_copy(update={"amount": fact.amount.model_copy(update={"evidence": span})})
    assert complaints(to_guide(placed, evidence=True)) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("type", "takeover"),
        ("status", "done"),
        ("participants", []),
        ("participants", [{"role": "lender", "name": "Alder"}]),
        ("amount", {"value": 5, "currency": "dollars"}),
        ("stake_percent", 101),
        ("date", "June 2025"),
        ("price", 7),
    ],
)
def test_schema_and_reader_refuse_the_same(field, value):
    row = copy.deepcopy(FACT_ROW) | {field: value}
    assert complaints(row) != []
    with pytest.raises(ValueError, match=r"\w"):
        from_guide(row)


@st.composite
def facts(draw: st.DrawFn) -> Fact:
    fact_type = draw(st.sampled_from(FACT_TYPES))
    roles = st.sampled_from(sorted(ROLES[fact_type].allowed))
    named = st.fixed_dictionaries(
        {"role": roles, "name": st.text(min_size=1), "aliases": st.lists(st.text(min_size=1))}
    )
    money = st.none() | st.fixed_dictionaries(
        {"value": st.floats(0, 1e15), "currency": st.from_regex(r"[A-Z]{3}", fullmatch=True)}
    )
    return from_guide(
        {
            "type": fact_type,
            "status": draw(st.sampled_from(STATUSES)),
            "participants": draw(st.lists(named, min_size=1, max_size=4)),
            "amount": draw(money),
            "valuation": draw(money),
            "stake_percent": draw(st.none() | st.floats(0, 100)),
            "position": draw(st.none() | st.text()),
            "attributed_to": draw(st.lists(st.text(min_size=1))),
        }
    )


@given(facts(), st.booleans())
def test_every_fact_that_can_be_written_is_accepted_and_read_back(fact, evidence):
    row = to_guide(fact, evidence=evidence)
    assert complaints(row) == []
    assert to_guide(from_guide(row), evidence=evidence) == row
