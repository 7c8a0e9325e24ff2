"""What a deal's facts say together: states in time, best, contested and updated values, sources, dates, dollars."""

from __future__ import annotations

import pytest

from dealgraph.graph.rates import in_dollars
from dealgraph.graph.records import StoredFact
from dealgraph.schemas.graph import Deal
from tests.graph.telling import deals, told

BID = {"acquirer": "Corvane Corp", "target": "Quillon Inc"}
STAKE = {"investor": "Corvane Corp", "investee": "Quillon Inc"}


def one(*facts: StoredFact) -> Deal:
    [deal] = deals(facts)
    return deal


def bid(day: str | None, status: str, **values: object) -> StoredFact:
    return told(day, "acquisition", status, **BID, **values)


def states(deal: Deal) -> list[tuple[str | None, str]]:
    return [(step.when, step.status) for step in deal.timeline]


def test_the_timeline_has_a_step_for_each_state_with_all_facts_that_tell_it() -> None:
    facts = [
        bid("2025-03-02", "rumoured"),
        bid("2025-03-20", "planned"),
        bid("2025-03-25", "planned"),
        bid("2025-04-11", "announced"),
        bid("2025-09-30", "completed"),
    ]
    deal = one(*facts)
    assert states(deal) == [
        ("2025-03-02", "rumoured"),
        ("2025-03-20", "planned"),
        ("2025-04-11", "announced"),
        ("2025-09-30", "completed"),
    ]
    assert deal.timeline[1].facts == (facts[1].id, facts[2].id)
    assert (deal.status, deal.articles, deal.sources) == ("completed", 5, 5)


def test_what_is_told_as_background_does_not_move_a_deal_back() -> None:
    deal = one(bid("2025-03-30", "completed"), bid("2025-03-31", "announced"))
    assert states(deal) == [("2025-03-30", "completed")]


def test_a_deal_that_was_called_off_can_start_again() -> None:
    deal = one(bid("2025-03-02", "planned"), bid("2025-03-20", "terminated"), bid("2025-04-01", "planned"))
    assert [status for _, status in states(deal)] == ["planned", "terminated", "planned"]


def test_an_agreed_deal_can_be_reconsidered() -> None:
    deal = one(bid("2025-03-02", "announced"), bid("2025-03-20", "under_review"), bid("2025-04-01", "announced"))
    assert [status for _, status in states(deal)] == ["announced", "under_review", "announced"]


def test_a_stake_that_was_bought_may_be_followed_by_plans_for_a_larger_one() -> None:
    bought = told("2025-03-18", "investment", "completed", stake=8.6, **STAKE)
    assert one(bought, told("2025-04-03", "investment", "planned", stake=49.9, **STAKE)).status == "planned"
    assert one(bought, told("2025-04-03", "investment", "planned", stake=8.6, **STAKE)).status == "completed"


def test_of_reports_of_one_time_the_furthest_state_counts() -> None:
    assert one(bid("2025-03-02", "announced"), bid("2025-03-02", "rumoured")).status == "announced"


def test_the_time_of_day_orders_reports_where_it_is_known() -> None:
    deal = one(bid("2025-03-02T18:00:00", "terminated"), bid("2025-03-02T09:00:00", "planned"))
    assert deal.status == "terminated"


# Values


def test_a_value_on_which_later_reports_agree_is_updated() -> None:
    deal = one(
        bid("2025-03-02", "rumoured", amount=(600e6, "USD")),
        bid("2025-03-19", "announced", amount=(530e6, "USD")),
        bid("2025-03-20", "announced", amount=(531e6, "USD")),
    )
    assert (deal.updated, deal.contested) == (("amount",), ())
    best, earlier = deal.values["amount"]
    assert (best.value, best.sources, best.first, best.last) == (530e6, 2, "2025-03-19", "2025-03-20")
    assert (earlier.value, earlier.facts) == (600e6, (deal.facts[0],))


def test_a_value_on_which_reports_of_the_same_time_differ_is_contested() -> None:
    deal = one(
        bid("2025-03-02", "announced", amount=(600e6, "USD"), doc_id="1"),
        bid("2025-03-02", "announced", amount=(530e6, "USD"), doc_id="2"),
        bid("2025-03-02", "announced", amount=(600e6, "USD"), doc_id="3"),
    )
    assert (deal.contested, deal.updated) == (("amount",), ())
    assert [(value.value, value.sources) for value in deal.values["amount"]] == [(600e6, 2), (530e6, 1)]


@pytest.mark.parametrize(("second", "contested"), [(605e6, ()), (607e6, ("amount",))])
def test_amounts_within_one_per_cent_are_one_value(second: float, contested: tuple[str, ...]) -> None:
    deal = one(
        bid("2025-03-02", "announced", amount=(600e6, "USD"), doc_id="1"),
        bid("2025-03-02", "announced", amount=(second, "USD"), doc_id="2"),
    )
    assert deal.contested == contested


@pytest.mark.parametrize(("second", "contested"), [(49.4, ()), (49.6, ("stake_percent",))])
def test_stakes_within_half_a_point_are_one_value(second: float, contested: tuple[str, ...]) -> None:
    deal = one(
        bid("2025-03-02", "announced", stake=49, doc_id="1"), bid("2025-03-02", "announced", stake=second, doc_id="2")
    )
    assert deal.contested == contested


def test_the_same_figure_in_two_currencies_is_contested_another_sum_in_another_is_not() -> None:
    dollars = bid("2025-03-02", "announced", amount=(45e6, "USD"), doc_id="1")
    assert one(dollars, bid("2025-03-02", "announced", amount=(45e6, "CAD"), doc_id="2")).contested == ("amount",)
    assert one(dollars, bid("2025-03-02", "announced", amount=(64e6, "CAD"), doc_id="2")).contested == ()


def test_copies_of_one_story_count_as_one_source() -> None:
    copies = [bid("2025-03-02", "announced", amount=(530e6, "USD"), doc_id=f"c{i}", copy_of="a-c0") for i in range(3)]
    others = [bid("2025-03-02", "announced", amount=(600e6, "USD"), doc_id=f"o{i}") for i in range(2)]
    deal = one(*copies, *others)
    assert (deal.articles, deal.sources) == (5, 3)
    assert [(value.value, value.sources, len(value.facts)) for value in deal.values["amount"]] == [
        (600e6, 2, 2),
        (530e6, 1, 3),
    ]


def test_undated_reports_are_of_any_time() -> None:
    deal = one(
        bid(None, "announced", amount=(600e6, "USD"), doc_id="1"),
        bid(None, "announced", amount=(530e6, "USD"), doc_id="2"),
    )
    assert deal.contested == ("amount",)


# Dates and dollars


def test_dates_are_those_of_the_reports_and_of_the_announcement() -> None:
    deal = one(
        bid("2025-03-02T08:00:00", "rumoured"),
        bid("2025-03-20", "announced", date="2025-03-19"),
        bid("2025-04-01", "announced", date="2025-12"),
    )
    assert (deal.first_reported, deal.last_reported) == ("2025-03-02T08:00:00", "2025-04-01")
    assert deal.announced == "2025-03-19"


def test_a_rumour_is_not_announced() -> None:
    assert one(bid("2025-03-02", "rumoured")).announced is None


def test_a_purchase_of_long_ago_is_announced_when_it_happened() -> None:
    deal = one(bid("2025-03-02", "completed", date="2008"))
    assert (deal.announced, states(deal)) == ("2008", [("2008", "completed")])


def test_an_amount_in_dollars_comes_with_the_date_and_source_of_its_rate() -> None:
    deal = one(bid("2025-03-15", "announced", amount=(1e12, "IDR")))
    assert deal.amount_usd == pytest.approx(61e6, rel=0.02)
    assert (deal.usd_rate_date, deal.usd_rate_source) == ("2025-03-14", "ECB euro reference rates")


def test_dollars_need_no_rate() -> None:
    deal = one(bid("1987-03-15", "announced", amount=(1e9, "USD")))
    assert (deal.amount_usd, deal.usd_rate_date) == (1e9, None)


@pytest.mark.parametrize(
    ("currency", "when"),
    [("IDR", "2003-05-02"), ("GBP", "1987-03-12"), ("XTS", "2025-03-14"), ("EUR", "2025"), ("EUR", None)],
)
def test_no_rate_is_invented(currency: str, when: str | None) -> None:
    assert in_dollars(1e9, currency, when) is None


# Parties


def test_parties_stand_in_the_order_of_their_roles_under_their_commonest_names() -> None:
    deal = one(
        told("2025-03-02", "acquisition", acquirer=("Corvane Corp", "Corvane"), target="Quillon Inc"),
        told("2025-03-03", "acquisition", acquirer="Corvane", target="Quillon Inc", seller="Ostrava AG"),
        told("2025-03-04", "acquisition", acquirer="Corvane Corp", target="Quillon Inc"),
    )
    assert [(p.role, p.party, p.name) for p in deal.parties] == [
        ("acquirer", "c-corvane", "Corvane Corp"),
        ("target", "c-quillon", "Quillon Inc"),
        ("seller", "c-ostrava", "Ostrava AG"),
    ]


def test_a_deal_says_itself_with_its_best_values() -> None:
    deal = one(told("2025-06-13", "investment", "completed", amount=(14.3e9, "USD"), stake=49, **STAKE))
    assert deal.name == "Corvane Corp invests $14.3B for 49% of Quillon Inc (completed)"
