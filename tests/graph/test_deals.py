"""Which facts tell of one deal, in either language, and that it depends on nothing but the set of facts."""

from __future__ import annotations

import random
from collections.abc import Collection

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dealgraph.graph.deals import FactIndex, Facts, deal_keys, deals_around, group_deals
from dealgraph.graph.decisions import Decisions
from dealgraph.graph.parties import resolve_parties
from dealgraph.graph.records import StoredFact
from dealgraph.schemas import Fact
from dealgraph.schemas.graph import Deal, Decision
from tests.graph.effort import examples
from tests.graph.telling import Growing, article, deals, fact, told

ACQUIRED = "acquisition"


def together(*facts: StoredFact, decided: tuple[Decision, ...] = ()) -> list[int]:
    """For each fact the number of its deal, deals numbered as they first come."""
    of = {key: deal.id for deal in deals(facts, *decided) for key in deal.facts}
    order = list(dict.fromkeys(of[one.id] for one in facts))
    return [order.index(of[one.id]) for one in facts]


# One deal


def test_rumour_plan_and_end_of_a_bid_are_one_deal() -> None:
    parties = {"acquirer": ("Corvane Corp", "Corvane"), "target": "Quillon Inc"}
    assert together(
        told("2025-03-02", ACQUIRED, "rumoured", **parties),
        told("2025-03-20", ACQUIRED, "planned", acquirer="Corvane", target="Quillon"),
        told("2025-04-11", ACQUIRED, "announced", **parties),
        told("2025-09-30", ACQUIRED, "completed", **parties),
    ) == [0, 0, 0, 0]


def test_two_languages_meet_in_one_deal() -> None:
    english = told("2025-06-13", "investment", investor=("Meta Platforms", "Meta"), investee="Scale AI", stake=49)
    indonesian = told("2025-06-14", "investment", language="id", investor="Meta", investee="Scale AI", stake=49)
    [deal] = deals([english, indonesian])
    assert deal.articles == 2


def test_a_later_stake_of_the_same_holder_is_the_same_deal() -> None:
    parties = {"investor": "Eastvale Equity Ltd", "investee": "Quillon Inc"}
    assert together(
        told("2025-02-26", "investment", "completed", stake=11.3, **parties),
        told("2025-06-01", "investment", "completed", stake=28.1, **parties),
    ) == [0, 0]


def test_a_sale_whose_buyer_is_named_later_is_the_same_deal() -> None:
    assert together(
        told("2025-03-01", "divestiture", "planned", seller="Becker Western Inc", target="Western Gear Corp"),
        told("2025-04-24", ACQUIRED, acquirer="Lucan Plc", seller="Becker Western Inc", target="Western Gear Corp"),
    ) == [0, 0]


def test_a_merger_that_is_also_told_as_a_purchase_is_one_deal() -> None:
    assert together(
        told("2025-03-18", "merger", party=["Flint Financial", "Norstar Bancorp"]),
        told("2025-03-20", ACQUIRED, acquirer="Flint Financial", target="Norstar Bancorp"),
    ) == [0, 0]


def test_a_misspelt_party_does_not_make_another_deal() -> None:
    [deal] = deals(
        [
            told(f"2025-03-1{day}", "debt", "planned", borrower=name, lender="Bank Mandiri", amount=(1.45e12, "IDR"))
            for day, name in enumerate(("Salim Ivomas", "Salim Ivomas", "Salim Invomas"))
        ]
    )
    assert [party.name for party in deal.parties] == ["Salim Ivomas", "Bank Mandiri"]
    [reading] = deal.readings
    assert (reading.party, reading.because) == ("c-salim-ivomas", "Salim Invomas")


def test_a_short_name_is_read_by_the_deal_that_it_stands_in() -> None:
    facts = [
        told("2025-06-13", "investment", investor="Meta Platforms", investee="Scale AI", amount=(14.3e9, "USD")),
        told("2025-06-14", "investment", investor="Meta Platforms", investee="Scale", amount=(14.3e9, "USD")),
    ]
    [deal] = deals(facts)
    assert [(reading.fact, reading.party) for reading in deal.readings] == [(facts[1].id, "c-scale-ai")]


def test_a_bid_through_a_vehicle_is_the_bid_of_those_behind_it() -> None:
    target = "Gencore Inc"
    first = article(
        "1",
        "2025-03-18",
        fact(ACQUIRED, "planned", acquirer="General Bidders", target=target),
        fact("joint_venture", "active", party=["Wagner and Braun", "AFG Glass Inc"], venture="General Bidders"),
    )
    later = told("2025-03-24", ACQUIRED, "planned", acquirer=["AFG Glass Inc", "Wagner and Braun"], target=target)
    assert together(first[0], later) == [0, 0]


def test_a_stake_bought_in_the_course_of_a_bid_belongs_to_it_but_does_not_complete_it() -> None:
    bid = told("2025-06-01", ACQUIRED, "planned", acquirer="Entermark Inc", target="Quillon Inc", amount=(240e6, "USD"))
    stake = told(
        "2025-06-29", "investment", "completed", investor="Entermark Inc", investee="Quillon Inc", amount=(12e6, "USD")
    )
    [deal] = deals([bid, stake])
    assert (deal.status, deal.type) == ("planned", ACQUIRED)
    assert [value.value for value in deal.values["amount"]] == [240e6]


def test_background_of_an_earlier_deal_belongs_to_that_deal() -> None:
    parties = {"acquirer": "Guildhall Plc", "target": "Distell Co Plc"}
    assert together(
        told("2025-03-12", ACQUIRED, "completed", date="2024", **parties),
        told("2025-03-25", ACQUIRED, "completed", **parties),
    ) == [0, 0]


def test_a_holding_is_one_deal_however_long_it_is_told() -> None:
    parties = {"owner": "Corvane Corp", "owned": "Quillon Inc"}
    assert together(
        told("2012-01-05", "ownership", "active", stake=35, **parties),
        told("2025-06-01", "ownership", "active", stake=40, **parties),
    ) == [0, 0]


def test_reports_of_one_funding_round_meet_though_they_name_other_investors() -> None:
    assert together(
        told("2025-03-01", "investment", "completed", investor="Alma Ventures", investee="Quillon", round="Series B"),
        told("2025-03-04", "investment", "completed", investor="Nusa Capital", investee="Quillon", round="Seri B"),
        told("2025-09-04", "investment", "completed", investor="Nusa Capital", investee="Quillon", round="Series C"),
    ) == [0, 0, 1]


# Two deals


def test_the_bid_of_a_rival_is_another_deal() -> None:
    assert together(
        told("2025-03-12", ACQUIRED, "planned", acquirer="Cyan Corp", target="Quillon Inc", seller="French government"),
        told(
            "2025-03-12", ACQUIRED, "planned", acquirer="Dixton Group", target="Quillon Inc", seller="French government"
        ),
    ) == [0, 1]


def test_the_sale_of_another_unit_is_another_deal() -> None:
    assert together(
        told("2025-03-12", "divestiture", seller="Corvane Corp", target="Pneuma Abel Corp"),
        told("2025-03-19", "divestiture", seller="Corvane Corp", target="Illinois Gulf Railroad"),
    ) == [0, 1]


def test_who_buys_and_who_is_bought_matters() -> None:
    assert together(
        told("2025-03-12", ACQUIRED, acquirer="Corvane Corp", target="Quillon Inc"),
        told("2025-03-14", ACQUIRED, acquirer="Quillon Inc", target="Corvane Corp"),
    ) == [0, 1]


def test_a_purchase_of_long_ago_is_another_deal() -> None:
    parties = {"acquirer": "Corvane Corp", "target": "Quillon Inc"}
    assert together(
        told("2025-03-12", ACQUIRED, "completed", date="2008", stake=53, **parties),
        told("2025-03-12", ACQUIRED, "planned", doc_id="2", **parties),
        told("2025-06-29", ACQUIRED, "completed", **parties),
    ) == [0, 1, 1]


def test_a_new_plan_long_after_the_end_is_another_deal() -> None:
    parties = {"acquirer": "Corvane Corp", "target": "Quillon Inc"}
    assert together(
        told("2024-01-10", ACQUIRED, "planned", **parties),
        told("2024-02-10", ACQUIRED, "terminated", **parties),
        told("2025-01-10", ACQUIRED, "planned", **parties),
    ) == [0, 0, 1]


def test_two_deals_that_one_article_tells_stay_two() -> None:
    parties = {"investor": "Mitsu Co", "investee": "Imatra Inc"}
    bought, option = article(
        "1",
        "2025-03-09",
        fact("investment", "completed", amount=(2e6, "USD"), **parties),
        fact("investment", "announced", amount=(3e6, "USD"), **parties),
    )
    later = told("2025-03-19", "investment", "completed", amount=(2e6, "USD"), **parties)
    assert together(bought, option, later) == [0, 1, 0]


def test_an_unnamed_bidder_is_nobody_that_is_named() -> None:
    assert together(
        told("2025-04-13", ACQUIRED, "planned", target="Quillon Inc"),
        told("2025-06-01", ACQUIRED, "planned", acquirer="Entermark Inc", target="Quillon Inc"),
    ) == [0, 1]


def test_two_loans_of_one_borrower_are_two_deals() -> None:
    assert together(
        told("2025-04-13", "debt", borrower="Quillon Inc", amount=(5.71e12, "IDR")),
        told("2025-04-14", "debt", borrower="Quillon Inc", amount=(1.45e12, "IDR"), lender="Corvane Corp"),
    ) == [0, 1]


def test_leaving_and_joining_are_two_moves() -> None:
    assert together(
        told("2025-04-13", "executive_move", "completed", person="Ana Sutrisno", company_to="Quillon Inc"),
        told("2025-06-14", "executive_move", "completed", person="Ana Sutrisno", company_from="Quillon Inc"),
    ) == [0, 1]


# Ids


def test_an_id_is_readable_and_follows_from_the_first_report() -> None:
    parties = {"acquirer": "Lucky Shops", "target": "American Depots"}
    facts = [told("2025-03-20", ACQUIRED, "planned", **parties), told("2025-04-11", ACQUIRED, **parties)]
    assert [deal.id for deal in deals(facts)] == ["acquisition-lucky-shops--american-depots-2025-03"]


def test_deals_with_the_same_beginning_of_an_id_are_numbered_in_time() -> None:
    parties = {"investor": "Mitsu Co", "investee": "Imatra Inc"}
    facts = article(
        "1",
        "2025-03-09",
        fact("investment", "completed", amount=(2e6, "USD"), **parties),
        fact("investment", "announced", amount=(3e6, "USD"), **parties),
    )
    assert [deal.id for deal in deals(facts)] == [
        "investment-mitsu--imatra-2025-03",
        "investment-mitsu--imatra-2025-03-2",
    ]


# Cost


class Counting:
    """An index that counts the facts that are read of it."""

    def __init__(self, index: FactIndex) -> None:
        self._index, self.read = index, 0

    def facts(self, key: str) -> Collection[StoredFact]:
        found = self._index.facts(key)
        self.read += len(found)
        return found


@pytest.mark.parametrize("role", ["acquirer", "target", "seller"])
def test_the_next_deal_of_a_company_costs_no_more_for_all_its_earlier_ones(role: str) -> None:
    """Of a company in ever more deals, spread over ever more years, the same few are read."""

    def read(size: int) -> int:
        facts = [
            told(
                f"{2020 - number // 24}-{number % 12 + 1:02}-05",
                "acquisition",
                doc_id=str(number),
                **{"acquirer": f"Buyer{number} Inc", "target": f"Zyx{number}qua Inc", role: "Hub Industries"},
            )
            for number in range(size)
        ]
        parties = resolve_parties(facts)
        index = Counting(Facts(facts, parties))
        deals_around(deal_keys(facts[0], parties), index, parties)
        return index.read

    assert read(400) <= read(100)


# Decisions

RIVALS = (
    told("2025-03-12", ACQUIRED, "planned", acquirer="Cyan Corp", target="Quillon Inc"),
    told("2025-03-20", ACQUIRED, "planned", acquirer="Dixton Group", target="Quillon Inc"),
    told("2025-03-28", ACQUIRED, "announced", acquirer="Dixton Group", target="Quillon Inc"),
)


def test_people_can_make_two_deals_one_and_part_one_deal() -> None:
    merge = Decision(kind="merge_deals", facts=(RIVALS[0].id, RIVALS[1].id))
    split = Decision(kind="split_deals", facts=(RIVALS[2].id,))
    assert together(*RIVALS) == [0, 1, 1]
    assert together(*RIVALS, decided=(merge,)) == [0, 0, 0]
    assert together(*RIVALS, decided=(split,)) == [0, 1, 2]
    assert together(*RIVALS, decided=(merge, split)) == [0, 0, 1]


# Nothing but the set of facts counts

SIDES = ["Scale AI Inc", "Scale", "Meta", "Meta Platforms", "Quillon Inc", "Quillon", "Corvane Corp", "the tyre unit"]
DAYS = [None, "2023-01-10", "2025-01-05", "2025-03-09", "2025-06-20", "2025-12-01"]
side = st.sampled_from(SIDES)


@st.composite
def drawn_facts(draw: st.DrawFn) -> Fact:
    kind = draw(st.sampled_from(["acquisition", "investment", "divestiture", "merger", "debt", "ownership"]))
    roles = {
        "acquisition": ("acquirer", "target", "seller"),
        "investment": ("investor", "investee"),
        "divestiture": ("seller", "target"),
        "merger": ("party", "party"),
        "debt": ("borrower", "lender"),
        "ownership": ("owner", "owned"),
    }[kind]
    names = draw(st.lists(side, min_size=len(roles), max_size=len(roles), unique=True))
    named: dict[str, object] = {}
    for role, name in zip(roles, names, strict=True):
        if kind == "merger":
            named.setdefault("party", []).append(name)  # type: ignore[attr-defined]
        elif kind == "ownership" or role in ("borrower",) or draw(st.integers(0, 3)):
            named[role] = name
    if not {"acquirer", "target", "investor", "investee", "seller", "party", "borrower", "owner"} & named.keys():
        named[roles[0]] = names[0]
    status = draw(st.sampled_from(["planned", "announced", "completed", "terminated"]))
    values = draw(st.fixed_dictionaries({}, optional={"amount": st.sampled_from([(1e6, "USD"), (2e6, "USD")])}))
    return fact(kind, status, **named, **values)


stories = st.lists(st.tuples(st.lists(drawn_facts(), min_size=1, max_size=2), st.sampled_from(DAYS)), max_size=9)


def stored(drawn: list[tuple[list[Fact], str | None]]) -> list[list[StoredFact]]:
    return [article(str(number), day, *facts) for number, (facts, day) in enumerate(drawn)]


@given(stories, st.randoms(use_true_random=False))
@settings(max_examples=examples(25), deadline=None)
def test_the_order_of_facts_does_not_matter(drawn: list, shuffler: random.Random) -> None:
    facts = [one for story in stored(drawn) for one in story]
    shuffled = facts[:]
    shuffler.shuffle(shuffled)
    assert deals(facts) == deals(shuffled)


@given(stories)
@settings(max_examples=examples(25), deadline=None)
def test_every_fact_tells_of_one_deal_and_ids_are_unique(drawn: list) -> None:
    facts = [one for story in stored(drawn) for one in story]
    found = deals(facts)
    assert sorted(key for deal in found for key in deal.facts) == sorted({one.id for one in facts})
    assert len({deal.id for deal in found}) == len(found)
    for deal in found:
        assert sorted(key for step in deal.timeline for key in step.facts) == sorted(deal.facts)
        assert deal.timeline[-1].status == deal.status


indices = st.sets(st.integers(0, 8))


@given(stories, st.lists(st.tuples(indices, indices, st.sets(st.integers(0, 8), max_size=2)), min_size=1, max_size=5))
@settings(max_examples=examples(25), deadline=None)
def test_worked_out_change_by_change_it_is_the_same(drawn: list, changes: list) -> None:
    told_in = stored(drawn) or [[]]
    graph = Growing()
    for come, gone, decided in changes:
        added = [one for i in sorted(come) for one in told_in[i % len(told_in)]]
        dropped = [one for i in sorted(gone) for one in told_in[i % len(told_in)] if one not in added]
        pointed = tuple(sorted({told_in[i % len(told_in)][0].id for i in decided if told_in[i % len(told_in)]}))
        kind = "merge_deals" if len(pointed) > 1 else "split_deals"
        graph.change(added, dropped, Decisions([Decision(kind=kind, facts=pointed)] if pointed else []))
        anew = group_deals(
            graph.facts.values(), resolve_parties(graph.facts.values(), graph.decisions), graph.decisions
        )
        assert sorted(graph.deals.values(), key=lambda deal: deal.id) == anew


def test_loaded_and_removed_is_as_before() -> None:
    first = told("2025-03-10", ACQUIRED, "planned", acquirer="Cyan Corp", target="Quillon Inc")
    graph = Growing()
    graph.change([first], [])
    before: dict[str, Deal] = dict(graph.deals)
    graph.change(RIVALS, [])
    graph.change([], RIVALS)
    assert graph.deals == before
