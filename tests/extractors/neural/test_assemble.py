"""From a table to facts, each case a small article told by who does what to whom."""

from __future__ import annotations

import time

import pytest

from dealgraph.extractors.neural.assemble import Draft, Thresholds, assemble
from dealgraph.extractors.neural.labels import STRUCTURE
from dealgraph.schemas import ROLES
from tests.extractors.neural.making import Said, table, window

EVEN = Thresholds.even(0.5)
SURE, LIKELY = 4.0, 1.0


def facts(said: Said, kinds: str = "ORG ORG ORG ORG", **more: object) -> list[Draft]:
    """The facts of one window with one mention a group."""
    names = kinds.split()
    return assemble(table(len(names), window(range(len(names)), said, **more)), names, EVEN)  # type: ignore[arg-type]


def told(drafts: list[Draft]) -> list[tuple[str, list[tuple[str, int]]]]:
    return [(draft.type, sorted(draft.participants)) for draft in drafts]


def test_one_pair_is_one_fact():
    (draft,) = facts({(0, 1, "acquires"): SURE}, status="announced")
    assert told([draft]) == [("acquisition", [("acquirer", 0), ("target", 1)])]
    assert (draft.status, draft.sentences) == ("announced", (0,))
    assert draft.score == pytest.approx(0.982, abs=0.001)


def test_what_is_too_unlikely_is_no_fact():
    assert facts({(0, 1, "acquires"): -0.1}) == []
    assert assemble(table(0), [], EVEN) == []


def test_the_likelier_direction_stays():
    assert told(facts({(0, 1, "acquires"): LIKELY, (1, 0, "acquires"): SURE})) == [
        ("acquisition", [("acquirer", 1), ("target", 0)])
    ]


def test_relations_that_tell_one_deal_in_other_words_are_one_fact():
    assert told(facts({(0, 1, "acquires"): LIKELY, (0, 1, "invests"): SURE})) == [
        ("investment", [("investee", 1), ("investor", 0)])
    ]


def test_buyers_that_act_together_stand_in_one_fact():
    both = {(0, 2, "acquires"): SURE, (1, 2, "acquires"): LIKELY}
    assert len(facts(both)) == 2
    (draft,) = facts({**both, (0, 1, "co"): SURE, (1, 0, "co"): SURE})
    assert told([draft]) == [("acquisition", [("acquirer", 0), ("acquirer", 1), ("target", 2)])]
    assert draft.score == pytest.approx(0.731, abs=0.001)


def test_a_seller_joins_the_purchase_and_stands_alone_without_one():
    assert told(facts({(0, 1, "acquires"): SURE, (2, 1, "sold"): SURE})) == [
        ("acquisition", [("acquirer", 0), ("seller", 2), ("target", 1)])
    ]
    assert told(facts({(2, 1, "sold"): SURE})) == [("divestiture", [("seller", 2), ("target", 1)])]


def test_peers_are_one_fact_where_every_pair_holds():
    pairs = [(0, 1), (1, 0), (0, 2), (2, 0), (1, 2), (2, 1)]
    three = {(a, b, "partners"): SURE for a, b in pairs}
    assert told(facts(three)) == [("partnership", [("party", 0), ("party", 1), ("party", 2)])]
    assert told(facts({(a, b, "partners"): SURE for a, b in pairs[:4]})) == [
        ("partnership", [("party", 0), ("party", 1)]),
        ("partnership", [("party", 0), ("party", 2)]),
    ]


def test_a_joint_venture_has_the_company_that_it_founds():
    said = {(0, 1, "joint_venture"): SURE, (1, 0, "joint_venture"): SURE}
    said |= {(0, 2, "founds"): LIKELY, (1, 3, "founds"): SURE}
    assert told(facts(said)) == [("joint_venture", [("party", 0), ("party", 1), ("venture", 3)])]


def test_a_person_who_changes_is_one_fact():
    assert told(facts({(0, 1, "joins"): SURE, (0, 2, "leaves"): SURE}, "PER ORG ORG")) == [
        ("executive_move", [("company_from", 2), ("company_to", 1), ("person", 0)])
    ]
    assert told(facts({(0, 2, "leaves"): SURE}, "PER ORG ORG")) == [
        ("executive_move", [("company_from", 2), ("person", 0)])
    ]


def test_companies_do_not_join_and_people_are_not_bought():
    assert facts({(0, 1, "joins"): SURE, (1, 2, "acquires"): SURE}, "ORG ORG PER") == []


def test_one_named_side_is_enough_where_the_guide_says_so():
    played = {(0, "ipo", "issuer"): SURE, (1, "partnership", "party"): SURE}
    assert told(facts({}, "ORG ORG", played=played)) == [("ipo", [("issuer", 0)])]


def test_a_value_goes_to_the_fact_it_is_said_of():
    said = {(0, 1, "acquires"): SURE, (2, 0, "amount"): SURE, (2, 1, "amount"): SURE, (3, 0, "amount"): LIKELY}
    (draft,) = facts(said, "ORG ORG MONEY MONEY")
    assert draft.values == {"amount": 2}


def test_one_value_is_not_two():
    said = {(0, 1, "acquires"): SURE}
    said |= {(2, core, name): logit for core in (0, 1) for name, logit in (("amount", SURE), ("valuation", LIKELY))}
    (draft,) = facts(said, "ORG ORG MONEY MONEY")
    assert draft.values == {"amount": 2}


def test_a_value_from_another_window_belongs_to_no_fact_here():
    apart = table(3, window([0, 1], {(0, 1, "acquires"): SURE}), window([2, 1], {(0, 1, "amount"): SURE}))
    (draft,) = assemble(apart, ["ORG", "ORG", "MONEY"], EVEN)
    assert draft.values == {}


def test_all_facts_are_complete():
    kinds = ["ORG", "ORG", "ORG", "PER", "MONEY"]
    names = [name for name in STRUCTURE if name not in ("joins", "leaves")]
    said = {(a, b, name): SURE for a in range(3) for b in range(3) if a != b for name in names}
    for draft in assemble(table(5, window(range(5), said)), kinds, EVEN):
        assert ROLES[draft.type].complete([role for role, _ in draft.participants])


@pytest.mark.parametrize("topic", [True, False], ids=["one party in all deals", "other parties in each"])
def test_time_grows_with_the_number_of_deals(topic: bool):
    def seconds(deals: int) -> float:
        windows, kinds = [], ["ORG"]
        for _ in range(deals):
            n = len(kinds)
            said = {(0, 1, "acquires"): SURE, (0, 3, "partners"): SURE, (2, 0, "amount"): SURE, (2, 1, "amount"): SURE}
            windows.append(window([0 if topic else n + 3, n, n + 1, n + 2], said))
            kinds += ["ORG", "MONEY", "ORG", "ORG"]
        start = time.process_time()
        assert len(assemble(table(len(kinds), *windows), kinds, EVEN)) >= deals
        return time.process_time() - start

    seconds(50)
    assert seconds(1600) < 4 * 2.5 * max(seconds(400), 0.02)
