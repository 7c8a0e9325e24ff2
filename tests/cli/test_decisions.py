"""What people decide about companies and deals: kept, explained, and undone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import ARTICLES, FACTS, json_lines, run


def names(store: str) -> set[str]:
    rows = json.loads(run("query", "MATCH (c:Company) RETURN c.name AS name", "--format", "json", "--store", store).out)
    return {row["name"] for row in rows}


def kept(store: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(run("decisions", "--format", "json", "--store", store).out)
    return rows


def told(store: str) -> dict[str, list[str]]:
    """The facts of each deal."""
    asked = "MATCH (f:Fact)-[:ABOUT]->(d:Deal) RETURN d.id AS deal, f.id AS fact ORDER BY deal, fact"
    found: dict[str, list[str]] = {}
    for row in json.loads(run("query", asked, "--format", "json", "--store", store).out):
        found.setdefault(row["deal"], []).append(row["fact"])
    return found


def test_companies_are_joined_and_parted_again(loaded: str):
    ran = run(
        "companies", "merge", "bank selat", "Alder Capital", "--who", "Ana", "--why", "why not", "--store", loaded
    )
    [decision] = kept(loaded)
    said = "merge companies: Bank Selat and Alder Capital"
    assert ran == (0, "", f"{said}; undo it with: dealgraph undo {decision['id']}\n")
    assert (decision["names"], decision["who"], decision["why"]) == (["Bank Selat", "Alder Capital"], "Ana", "why not")
    assert decision["idle"] is None
    assert len(names(loaded)) == 2
    again = run("companies", "merge", "Alder Capital", "Bank Selat", "--store", loaded)
    assert again == (
        0,
        "",
        "merge companies: Alder Capital and Bank Selat: that was decided before\n",
    )
    assert run("undo", decision["id"], "--store", loaded) == (0, "", "1 decision undone\n")
    assert names(loaded) == {"Alder Capital", "Bank Selat", "Kopiku"}
    assert kept(loaded) == []


def test_a_decision_holds_for_what_is_loaded_later(loaded: str, articles: Path, facts: Path):
    run("companies", "merge", "Bank Selat", "Alder Capital", "--store", loaded)
    run("remove", "kopiku-2", "--store", loaded)
    assert [row["idle"] for row in kept(loaded)] == ["only one of its names is left"]
    run("load", articles, facts, "--store", loaded)
    assert len(names(loaded)) == 2
    assert [row["idle"] for row in kept(loaded)] == [None]


def test_a_name_is_parted_from_the_company_it_was_taken_for(tmp_path: Path):
    text = "Alder Capital Group has invested in Kopiku."
    article = {"doc_id": "kopiku-3", "lang": "en", "text": text}
    parties = [{"role": "investor", "name": "Alder Capital Group"}, {"role": "investee", "name": "Kopiku"}]
    fact = {"type": "investment", "status": "completed", "participants": parties, "evidence": [text]}
    rows = [*FACTS, {"doc_id": "kopiku-3", "facts": [fact]}]
    run("load", json_lines(tmp_path / "a.jsonl", [*ARTICLES, article]), json_lines(tmp_path / "f.jsonl", rows))
    assert len(names("dealgraph.db")) == 3
    run("companies", "split", "Alder Capital Group")
    assert names("dealgraph.db") == {"Alder Capital", "Alder Capital Group", "Bank Selat", "Kopiku"}


def test_deals_are_parted_and_joined_again(loaded: str):
    [[deal, facts]] = [(deal, facts) for deal, facts in told(loaded).items() if len(facts) == 2]
    assert run("deals", "split", facts[0], "--store", loaded).code == 0
    assert len(told(loaded)) == 3
    [decision] = kept(loaded)
    run("undo", decision["id"], "--store", loaded)
    assert told(loaded)[deal] == facts


def test_deals_that_are_one_are_joined_by_their_ids_or_facts(loaded: str):
    first, second = told(loaded).values()
    assert run("deals", "merge", next(iter(told(loaded))), second[0], "--store", loaded).code == 0
    assert list(told(loaded).values()) == [sorted(first + second)]


LIST = """\
name,aliases,country,ticker,lei,wikidata
Kopiku,Kopi Ku Nusantara; KKN,ID,IDX:KOPI,,Q42
,nobody,,,,
Bank Selat,,Indonesia,,,
Alder Capital,,sg,,5493001KJTIIGC8Y1R12,
"""


def test_a_list_of_companies_brings_names_and_identifiers(loaded: str, tmp_path: Path):
    path = tmp_path / "list.csv"
    path.write_text(LIST, encoding="utf-8-sig")
    ran = run("companies", "import", path, "--store", loaded)
    assert ran.code == 1
    assert ran.err.splitlines() == [
        f"{path}, line 3: has no name",
        f"{path}, line 4: Indonesia is no country's code of two letters",
        "companies: 2 new, 0 replaced, 0 unchanged; 2 not read",
    ]
    asked = "MATCH (c:Company) WHERE c.country IS NOT NULL RETURN c.name AS name, c.country AS country, c.tickers AS "
    asked += "tickers, c.lei AS lei, c.wikidata AS wikidata ORDER BY name"
    assert json.loads(run("query", asked, "--format", "json", "--store", loaded).out) == [
        {"name": "Alder Capital", "country": "SG", "tickers": None, "lei": "5493001KJTIIGC8Y1R12", "wikidata": None},
        {"name": "Kopiku", "country": "ID", "tickers": ["KOPI"], "lei": None, "wikidata": "Q42"},
    ]


def test_a_later_list_replaces_what_an_earlier_one_said(loaded: str, tmp_path: Path):
    path = tmp_path / "list.csv"
    path.write_text("name,country\nKopiku,ID\nBank Selat,ID\n", encoding="utf-8")
    run("companies", "import", path, "--store", loaded)
    path.write_text("name,country\nKopiku,SG\nBank Selat,ID\n", encoding="utf-8")
    ran = run("companies", "import", path, "--store", loaded)
    assert ran == (0, "", "companies: 1 new, 1 replaced, 1 unchanged; 0 not read\n")
    assert sorted(row["country"] for row in kept(loaded)) == ["ID", "SG"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "can't be read: no such file or directory"),
        (b"firm;land\nKopiku;ID\n", "has no column name: the first line names the columns name, aliases, country, "),
        (b"name\nKopik\xfc\n", "is not valid UTF-8"),
        (b"", "has no column name: "),
    ],
)
def test_a_list_that_is_none(content: bytes | None, said: str, tmp_path: Path):
    path = tmp_path / "list.csv"
    if content is not None:
        path.write_bytes(content)
    ran = run("companies", "import", path)
    assert ran.code == 1
    assert ran.err.startswith(f"Error: {path} {said}")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("companies", "merge", "Kopiku"), 2, "name two companies or more that are one"),
        (("companies", "merge", "Kopiku", "Kopikuu"), 1, "no company or person is called Kopikuu; near it: Kopiku"),
        (
            ("companies", "split", "Kopiku"),
            2,
            "Kopiku would be parted from nothing: no other name is taken for the same",
        ),
        (("companies", "split", "Kopiku", "--fact", "f-1"), 1, "no deal, and no fact of one, has the id f-1"),
        (("deals", "merge", "x-1", "x-2"), 1, "no deal, and no fact of one, has the id x-1"),
        (("deals", "split", "f-1"), 1, "no deal, and no fact of one, has the id f-1"),
        (("undo", "d-1"), 1, "no decision has the id d-1"),
    ],
)
def test_decisions_that_cannot_be_made(arguments: tuple[str, ...], code: int, said: str, articles: Path, facts: Path):
    run("load", articles, facts)
    assert run(*arguments) == (code, "", f"Error: {said}\n")


def test_a_deal_is_not_joined_with_itself_nor_parted_from_nothing(articles: Path, facts: Path):
    run("load", articles, facts)
    for deal, about in told("dealgraph.db").items():
        assert run("deals", "merge", deal, about[0]) == (2, "", f"Error: that is one deal already: {deal}\n")
        assert run("deals", "split", deal).code == 2
        assert run("deals", "split", *about).code == 2
