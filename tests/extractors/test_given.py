"""Facts made elsewhere are an extractor like any other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dealgraph.extractors.given import GivenFacts
from dealgraph.extractors.reading import Unreadable
from dealgraph.schemas import Article

FACT = {"type": "ipo", "status": "planned", "participants": [{"role": "issuer", "name": "Kopiku"}], "evidence": ["…"]}


@pytest.fixture
def told() -> list[Unreadable]:
    """What could not be read."""
    return []


def given(folder: Path, told: list[Unreadable], *lines: object) -> GivenFacts:
    path = folder / "facts.jsonl"
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines))
    return GivenFacts(str(path), name="people", on_unreadable=told.append)


def article(doc_id: str) -> Article:
    return Article(doc_id=doc_id, text="Kopiku will list its shares.", language="en")


def test_facts_are_joined_on_doc_id_in_the_order_of_the_articles(tmp_path: Path, told: list[Unreadable]):
    facts = given(tmp_path, told, {"doc_id": "a", "facts": [FACT]}, {"doc_id": "b", "facts": [FACT, FACT]})
    assert [len(found) for found in facts.extract(map(article, "bca"))] == [2, 0, 1]
    assert told == []


def test_several_lines_of_one_article_add_up(tmp_path: Path, told: list[Unreadable]):
    facts = given(tmp_path, told, {"doc_id": "a", "facts": [FACT]}, {"doc_id": "a", "facts": [FACT]})
    assert [len(found) for found in facts.extract([article("a")])] == [2]


def test_a_fact_says_who_made_it_else_the_file_does(tmp_path: Path, told: list[Unreadable]):
    facts = given(tmp_path, told, {"doc_id": "a", "facts": [FACT, {**FACT, "extractor": "llm-3"}]})
    [found] = facts.extract([article("a")])
    assert [fact.extractor for fact in found] == ["people", "llm-3"]


def test_a_number_as_doc_id_is_its_digits(tmp_path: Path, told: list[Unreadable]):
    facts = given(tmp_path, told, {"doc_id": 7, "facts": [FACT]})
    assert [len(found) for found in facts.extract([article("7")])] == [1]


def test_what_is_no_fact_is_told_with_its_place_and_costs_itself_alone(tmp_path: Path, told: list[Unreadable]):
    lines = ({"doc_id": "a", "facts": [FACT, {**FACT, "status": "done"}, 5]}, {"facts": []}, {"doc_id": "b"}, "{")
    facts = given(tmp_path, told, *lines)
    assert [len(found) for found in facts.extract([article("a")])] == [1]
    places = [item.where.removeprefix(f"{tmp_path}/facts.jsonl, ") for item in told]
    assert places == ["line 2", "line 3", "line 4", "line 1, fact 2", "line 1, fact 3"]
    assert all(item.kind == "broken" for item in told)


def test_facts_without_their_article_are_told_at_the_end(tmp_path: Path, told: list[Unreadable]):
    facts = given(tmp_path, told, {"doc_id": "a", "facts": [FACT]}, {"doc_id": "z", "facts": [FACT]})
    list(facts.extract([article("a")]))
    facts.report_unused()
    assert [(item.kind, item.reason) for item in told] == [("missing", "its article z is not among those given")]


def test_a_file_that_is_not_there(tmp_path: Path, told: list[Unreadable]):
    GivenFacts(str(tmp_path / "gone.jsonl"), on_unreadable=told.append)
    assert [item.kind for item in told] == ["missing"]
