"""Names lead to companies, persons and articles; what is almost a name is suggested."""

from __future__ import annotations

import pytest

from dealgraph.errors import NotFoundError
from dealgraph.graph.loader import load
from dealgraph.graph.lookups import company, counts, find_article, find_party, near_misses
from dealgraph.graph.stores.base import Store
from tests.graph.stories import article, fact, told


@pytest.fixture
def stocked(store: Store) -> Store:
    """A store with two deals of Kopiku, one of which a person makes."""
    first = article("one", "Alder Capital invests $20 million in Kopiku. ", published="2025-03-04")
    second = article("two", "Rani Kusuma joins Kopiku. ", published="2025-04-01", url=None)
    load(
        store,
        [
            told(first, fact(first, "investment", "completed", investor="Alder Capital", investee="Kopiku")),
            told(second, fact(second, "executive_move", "completed", person="Rani Kusuma", company_to="Kopiku")),
        ],
    )
    return store


@pytest.mark.parametrize("name", ["Kopiku", "KOPIKU", "kopiku"])
def test_a_name_in_any_case(stocked: Store, name: str):
    assert find_party(stocked, name).name == "Kopiku"


def test_an_id_is_a_name_too(stocked: Store):
    assert find_party(stocked, find_party(stocked, "Kopiku").id).name == "Kopiku"


def test_a_person_is_found_where_no_company_is(stocked: Store):
    assert find_party(stocked, "rani kusuma").id.startswith("p-")


@pytest.mark.parametrize(
    ("name", "near"), [("Kopi ku", ["Kopiku"]), ("Adler Capital", ["Alder Capital"]), ("Zyzzyva", [])]
)
def test_a_near_miss_suggests_names(stocked: Store, name: str, near: list[str]):
    with pytest.raises(NotFoundError, match=f"no company or person is called {name}") as raised:
        find_party(stocked, name)
    assert list(raised.value.suggestions) == near == near_misses(stocked, name)


def test_a_name_of_two_letters_is_not_near_to_every_name_that_holds_them(store: Store):
    source = article("one", "EM invests $20 million in Kopiku. ")
    load(store, [told(source, fact(source, "investment", "completed", investor="EM", investee="Kopiku"))])
    assert near_misses(store, "Chemlawn") == []


def test_an_empty_store_suggests_nothing(store: Store):
    with pytest.raises(NotFoundError) as raised:
        find_party(store, "Kopiku")
    assert raised.value.suggestions == ()


def test_the_deals_of_a_company_newest_first_with_the_others_in_them(stocked: Store):
    found = company(stocked, "Kopiku")
    assert [(deal["type"], deal["role"], [other["name"] for other in deal["with"]]) for deal in found.deals] == [
        ("executive_move", "company_to", ["Rani Kusuma"]),
        ("investment", "investee", ["Alder Capital"]),
    ]
    assert "reports" not in found.deals[0]


def test_a_company_with_what_each_article_says(stocked: Store):
    move, _ = company(stocked, "Kopiku", sources=True).deals
    [report] = move["reports"]
    assert (report["says"], report["quotes"]) == ("Rani Kusuma joins Kopiku (completed)", ["Rani Kusuma joins Kopiku."])


@pytest.mark.parametrize("name", ["one", "https://news.example.com/one", "HTTPS://news.example.com/one?utm_source=x"])
def test_an_article_by_doc_id_or_address(stocked: Store, name: str):
    assert find_article(stocked, name) == article("one", "…").id


def test_an_article_that_is_not_there(stocked: Store):
    with pytest.raises(NotFoundError, match="no article has the id, doc_id or url three"):
        find_article(stocked, "three")


def test_a_doc_id_that_two_articles_have(store: Store):
    both = [article("same", "…", url=f"https://{host}.example.com/") for host in ("a", "b")]
    load(store, map(told, both))
    with pytest.raises(NotFoundError, match="2 articles have the doc_id same") as raised:
        find_article(store, "same")
    assert all(one.id in str(raised.value) for one in both)


def test_counts(stocked: Store):
    found = counts(stocked)
    assert {key: found[key] for key in ("articles", "facts", "deals", "companies", "persons", "rejected")} == {
        "articles": 2,
        "facts": 2,
        "deals": 2,
        "companies": 2,
        "persons": 1,
        "rejected": 0,
    }
    assert found["deals_by_type"] == {"executive_move": 1, "investment": 1}
