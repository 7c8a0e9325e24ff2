"""One deal, deals in time, changes, ways between companies, and what was known on a day."""

from __future__ import annotations

import pytest

from dealgraph.errors import NotFoundError, UsageError
from dealgraph.graph.deal_lookups import changes, deal, timeline
from dealgraph.graph.hindsight import company_as_of, why
from dealgraph.graph.loader import Loaded, decide, load
from dealgraph.graph.lookups import company, find_deal
from dealgraph.graph.paths import path
from dealgraph.graph.stores.base import Store
from dealgraph.schemas.graph import Decision
from tests.graph.stories import article, fact, told

BID = "acquisition-harrow--blyth-2024-03"


def bid(doc_id: str, published: str, status: str, dollars: int, buyer: str = "Harrow", **more: str) -> Loaded:
    source = article(doc_id, f"{buyer} {status} to buy Blyth for ${dollars} million, Dow says.", published=published)
    price = (dollars * 1e6, f"${dollars} million")
    return told(
        source, fact(source, "acquisition", status, acquirer=buyer, target="Blyth", amount=price, credits=["Dow"])
    )


@pytest.fixture
def stocked(store: Store) -> Store:
    """A bid: a rumour, then news of it with two prices on one day; and a supplier of its target."""
    supply = article("supply", "Tarn supplies Blyth. Oakmere invests in Tarn.", published="2023-05-01")
    load(
        store,
        [
            bid("rumour", "2024-03-01", "rumoured", 80),
            bid("news", "2024-04-10", "announced", 100),
            bid("other", "2024-04-10", "announced", 120, buyer="Harrow plc"),
            told(
                supply,
                fact(supply, "supply", "active", supplier="Tarn", customer="Blyth"),
                fact(supply, "investment", "completed", investor="Oakmere", investee="Tarn"),
            ),
        ],
    )
    return store


def test_a_deal_with_its_timeline_and_who_says_what(stocked: Store):
    found = deal(stocked, BID)
    steps = [
        (step["status"], step["when"], [r["url"].rpartition("/")[2] for r in step["reports"]])
        for step in found["timeline"]
    ]
    assert steps == [("rumoured", "2024-03-01", ["rumour"]), ("announced", "2024-04-10", ["news", "other"])]
    report = found["timeline"][0]["reports"][0]
    assert report["quotes"] == ["Harrow rumoured to buy Blyth for $80 million, Dow says."]
    assert report["credits"] == ["Dow"]
    assert [(p["role"], p["name"]) for p in found["parties"]] == [("acquirer", "Harrow plc"), ("target", "Blyth")]


def test_a_deal_with_the_values_on_which_its_sources_differ(stocked: Store):
    found = deal(stocked, BID)
    amounts = {value["is"]: value["standing"] for value in found["values"] if value["value"] == "amount"}
    assert amounts == {found["amount"]: "best", 100e6: amounts[100e6], 120e6: amounts[120e6], 80e6: "earlier"}
    assert sorted(amounts.values()) == ["best", "contested", "earlier"]
    assert (found["contested"], found["updated"]) == (["amount"], ["amount"])


def test_a_deal_by_any_of_its_facts(stocked: Store):
    facts = [report["fact"] for step in deal(stocked, BID)["timeline"] for report in step["reports"]]
    assert len(facts) == 3
    assert {find_deal(stocked, one) for one in facts} == {BID}


def test_an_id_that_is_almost_one_suggests_it(stocked: Store):
    with pytest.raises(NotFoundError, match="no deal, and no fact of one, has the id") as raised:
        deal(stocked, BID.replace("03", "04"))
    assert raised.value.suggestions[0] == BID


def test_the_deals_of_a_company_in_time(stocked: Store):
    rows = timeline(stocked, "Blyth")
    assert [(row["when"], row["type"], row["status"], row["roles"], row["with"], row["articles"]) for row in rows] == [
        ("2023-05-01", "supply", "active", ["customer"], ["Tarn"], 1),
        ("2024-03-01", "acquisition", "rumoured", ["target"], ["Harrow plc"], 1),
        ("2024-04-10", "acquisition", "announced", ["target"], ["Harrow plc"], 2),
    ]
    assert rows[1]["says"].startswith("Harrow")


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        ("2024-03-15", [("acquisition", "status", "rumoured", ["amount"], 2)]),
        ("2024-03-01", [("acquisition", "deal", None, [], 3)]),
        ("2024-05", []),
    ],
)
def test_what_has_changed_since_a_day(stocked: Store, since: str, expected: list[tuple[object, ...]]):
    rows = changes(stocked, since)
    assert [(r["type"], r["change"], r["was"], r["new_values"], r["articles_since"]) for r in rows] == expected


def test_another_price_alone_is_a_change_and_one_more_report_too(stocked: Store):
    load(stocked, [bid("later", "2024-06-01", "announced", 140)])
    assert [(row["change"], row["new_values"]) for row in changes(stocked, "2024-05")] == [("values", ["amount"])]
    load(stocked, [bid("again", "2024-06-03", "announced", 140)])
    assert [(row["change"], row["new_values"]) for row in changes(stocked, "2024-06-02")] == [("reports", [])]


def test_what_was_loaded_since(stocked: Store):
    assert len(changes(stocked, "2020", by="loaded")) == 3
    assert changes(stocked, "2999", by="loaded") == []


def test_the_way_between_two_companies_deal_by_deal(stocked: Store):
    rows = path(stocked, "Harrow", "Oakmere")
    assert [(r["hop"], r["from_name"], r["from_role"], r["type"], r["to_name"], r["to_role"]) for r in rows] == [
        (1, "Harrow plc", "acquirer", "acquisition", "Blyth", "target"),
        (2, "Blyth", "customer", "supply", "Tarn", "supplier"),
        (3, "Tarn", "investee", "investment", "Oakmere", "investor"),
    ]


def test_no_way_between_two_companies(stocked: Store):
    alone = article("alone", "Rill invests in Sedge.")
    load(stocked, [told(alone, fact(alone, "investment", "completed", investor="Rill", investee="Sedge"))])
    with pytest.raises(NotFoundError, match="no chain of up to 6 deals connects Harrow plc and Rill"):
        path(stocked, "Harrow", "Rill")
    with pytest.raises(UsageError, match="both Harrow"):
        path(stocked, "Harrow", "harrow")


def test_a_company_as_it_was_known_on_a_day(stocked: Store):
    [then] = company_as_of(stocked, "Harrow", "2024-03").deals
    assert (then["deal"], then["status"], then["amount"], then["articles"]) == (BID, "rumoured", 80e6, 1)
    assert then["with"] == [{"role": "target", "id": "c-blyth", "name": "Blyth"}]
    [now] = company_as_of(stocked, "Harrow", "2025").deals
    assert (now["status"], now["contested"], now["articles"]) == ("announced", ["amount"], 3)
    assert company_as_of(stocked, "Harrow", "2023").deals == []


def test_who_said_what_until_a_day(stocked: Store):
    [then] = company_as_of(stocked, "Harrow", "2024-03", sources=True).deals
    assert [(report["published"], report["status"]) for report in then["reports"]] == [("2024-03-01", "rumoured")]
    [now] = company_as_of(stocked, "Harrow", "2025", sources=True).deals
    assert now["reports"] == company(stocked, "Harrow", sources=True).deals[0]["reports"]


def test_why_names_are_one(stocked: Store):
    decide(stocked, add=[Decision(kind="merge_companies", names=("Tarn", "Oakmere"), why="the same people")])
    assert [(row["name"], row["rule"]) for row in why(stocked, "Harrow")] == [("Harrow", "same name")]
    assert [(row["rule"], row["because"]) for row in why(stocked, "Tarn")] == [("decision", "the same people")]
    assert [(row["name"], row["rule"]) for row in why(stocked, "Blyth")] == [("Blyth", None)]
