"""`deal`, `timeline`, `changes`, `path`, and what `company` shows of a day, of names, and of a part of the deals."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.cli.conftest import json_lines, run
from tests.market import ARTICLES, FACTS


@pytest.fixture(scope="module")
def market(tmp_path_factory: pytest.TempPathFactory) -> str:
    place = tmp_path_factory.mktemp("market")
    articles, facts = json_lines(place / "articles.jsonl", ARTICLES), json_lines(place / "facts.jsonl", FACTS)
    run("load", articles, facts, "--store", place / "graph")
    return str(place / "graph")


def rows(store: str, *arguments: str) -> list[dict[str, Any]]:
    ran = run(*arguments, "--format", "json", "--store", store)
    assert ran.code == 0
    found: list[dict[str, Any]] = json.loads(ran.out)
    return found


def shown(store: str, *arguments: str) -> str:
    ran = run(*arguments, "--store", store)
    assert (ran.code, ran.err) == (0, "")
    return "\n".join(line.rstrip() for line in ran.out.strip().splitlines())


def test_a_deal_in_full(market: str):
    [deal] = [row["deal"] for row in rows(market, "company", "Scale AI", "--type", "investment")]
    assert (
        shown(market, "deal", deal)
        == f"""\
Meta invests $14.3B for 49% of Scale AI (completed)   {deal}

role      party     id
────────────────────────────────────
investor  Meta      c-meta-platforms
investee  Scale AI  c-scale-ai

value              is             told by  first       last
─────────────────────────────────────────────────────────────────
amount         $14.3B                   1  2025-06-13  2025-06-13
amount         $14.8B  contested        1  2025-06-13  2025-06-13
stake percent     49%                   1  2025-06-13  2025-06-13

completed 2025-06-13
  2025-06-13, Bayside Wire: Meta invests $14.3B for 49% of Scale AI (completed)
    “Meta has invested $14.3 billion in Scale AI for a 49% stake, Reuters reported.”
  2025-06-13, Capital Courier: Meta invests $14.8B in Scale AI (completed)
    “Meta has invested $14.8 billion in Scale AI.”

2 articles, 2 sources"""
    )


def test_a_deal_by_a_fact_that_tells_of_it(loaded: str):
    asked = "MATCH (f:Fact {type: 'partnership'})-[:ABOUT]->(d:Deal) RETURN f.id AS fact, d.id AS deal"
    [found] = rows(loaded, "query", asked)
    [deal] = rows(loaded, "deal", found["fact"])
    assert deal["deal"] == found["deal"]
    assert [(party["role"], party["name"]) for party in deal["parties"]] == [
        ("party", "Bank Selat"),
        ("party", "Kopiku"),
    ]
    assert [report["quotes"] for step in deal["timeline"] for report in step["reports"]] == [
        ["Kopiku juga bekerja sama dengan Bank Selat."]
    ]


def test_a_deal_that_nobody_tells(market: str):
    ran = run("deal", "ipo-fen-grain-2024", "--store", market)
    assert ran.code == 1
    assert ran.err.startswith(
        "Error: no deal, and no fact of one, has the id ipo-fen-grain-2024; near it: ipo-fen-grain-2025-08"
    )


def test_a_company_in_time(market: str):
    assert (
        shown(market, "timeline", "Kirimaja")
        == """\
when        status      what is said                                                       first told by    articles
────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
2025-05-20  rumoured    Samudra Niaga acquires Kirimaja for $120M (rumoured)               Harian Niaga            1
2025-05-27  terminated  Samudra Niaga acquires Kirimaja (terminated)                       The Ledger Post         1
2025-07-08  planned     Bank Selat and Kirimaja form a joint venture, Selat Pay (planned)  Bayside Wire            1"""
    )
    assert [
        row["when"] for row in rows(market, "timeline", "Kirimaja", "--since", "2025-05-21", "--until", "2025-06")
    ] == ["2025-05-27"]


def test_what_changed_since_a_day(market: str):
    assert (
        shown(market, "changes", "--since", "2025-09-20", "--type", "investment")
        == """\
published   deal                                                what is new  articles since
───────────────────────────────────────────────────────────────────────────────────────────
2025-09-25  Google invests $200M in Kopiku (rumoured)           the deal                  1
2025-09-21  Alder Capital invests $6M in Selat Pay (completed)  amount                    2"""
    )
    [found] = rows(market, "changes", "--since", "2025-05-25", "--status", "terminated", "--min-amount", "1e6")
    assert (found["change"], found["was"], found["status"]) == ("status", "rumoured", "terminated")
    assert rows(market, "changes", "--since", "2999", "--loaded") == []
    assert len(rows(market, "changes", "--since", "2000", "--loaded")) == len(
        rows(market, "changes", "--since", "2000")
    )


def test_how_two_companies_are_connected(market: str):
    said = shown(market, "path", "Google", "Birch Partners")
    assert said.splitlines()[0] == "Google – Kopiku – Birch Partners"
    assert [
        (row["hop"], row["from_name"], row["to_name"], row["type"]) for row in rows(market, "path", "google", "meta")
    ][::3] == [(1, "Google", "Scale AI", "partnership")]
    assert run("path", "Google", "Tarn Bakeries", "--store", market)[:2] == (1, "")
    assert run("path", "Google", "c-google", "--store", market) == (
        2,
        "",
        "Error: Google and c-google are both Google (c-google)\n",
    )


def test_a_company_as_it_was_known_on_a_day(market: str):
    before, after = (rows(market, "company", "Kirimaja", "--as-of", day) for day in ("2025-05-26", "2025-12"))
    assert [row["status"] for row in before] == ["rumoured"]
    assert [row["status"] for row in after] == [row["status"] for row in rows(market, "company", "Kirimaja")]
    assert rows(market, "company", "Kirimaja", "--as-of", "2024") == []


def test_who_had_said_what_by_a_day(market: str):
    asked = ("company", "Kirimaja", "--as-of", "2025-05-26", "--sources")
    [deal] = rows(market, *asked)
    assert [report["status"] for report in deal["reports"]] == ["rumoured"]
    said = shown(market, *asked)
    assert said.endswith("1 deal")
    assert said.count("“") == 1


def test_why_names_are_one(market: str):
    [row] = [row for row in rows(market, "company", "Harrow", "--why") if row["rule"]]
    assert (row["name"], row["other"]) == ("Harrow", "Harrow Foods")
    assert row["because"] in shown(market, "company", "Harrow", "--why")


@pytest.mark.parametrize(
    ("options", "types"),
    [
        (("--type", "ownership", "--type", "debt"), {"debt"}),
        (("--status", "completed"), {"acquisition"}),
        (("--since", "2025-04"), {"debt"}),
        (("--until", "2025-03-01", "--min-amount", "1000000000"), {"acquisition"}),
        (("--min-amount", "2e9"), set()),
    ],
)
def test_a_part_of_the_deals(options: tuple[str, ...], types: set[str], market: str):
    assert {row["type"] for row in rows(market, "company", "Harrow Foods", *options)} == types


def test_a_page_of_the_deals(market: str):
    deals = [row["deal"] for row in rows(market, "company", "Scale AI")]
    ran = run("company", "Scale AI", "--limit", "2", "--offset", "2", "--format", "json", "--store", market)
    assert [row["deal"] for row in json.loads(ran.out)] == deals[2:4]
    assert ran.err == "3 to 4 of 5 deals are shown; --limit and --offset say which\n"


def test_what_was_refused(market: str):
    [row] = rows(market, "rejected")
    assert (row["article"], row["type"]) == ("2025-10-01-the", "acquisition")
    assert row["reason"] in shown(market, "rejected")
    assert json.loads(row["fact"])["participants"][0]["name"] == "Nobody"


@pytest.mark.parametrize("date", ["yesterday", "2025-13", "13 June 2025"])
def test_dates_that_are_none(date: str):
    ran = run("changes", "--since", date)
    assert (ran.code, ran.out) == (2, "")
    assert f"{date} is no date such as 2025, 2025-06 or 2025-06-13" in ran.err
