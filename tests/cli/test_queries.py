"""`examples/queries.cypher`: every question has an answer, and both stores give the same one."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from dealgraph.cli.queries import split
from tests.cli.conftest import json_lines, run
from tests.conftest import empty
from tests.market import ARTICLES, FACTS

QUERIES = Path(__file__).parents[2] / "examples" / "queries.cypher"
QUESTIONS = list(split(QUERIES.read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def market(tmp_path_factory: pytest.TempPathFactory, neo4j_server: str) -> tuple[str, str]:
    """The same articles and facts in a folder and on a server."""
    place = tmp_path_factory.mktemp("market")
    articles, facts = json_lines(place / "articles.jsonl", ARTICLES), json_lines(place / "facts.jsonl", FACTS)
    folder = str(place / "graph")
    empty(neo4j_server)
    for store in (folder, neo4j_server):
        ran = run("load", articles, facts, "--store", store)
        assert (ran.code, ran.err) == (0, "articles: 24 new, 0 changed, 0 unchanged; 24 facts; 1 fact quarantined\n")
    return folder, neo4j_server


def test_there_are_enough_of_them():
    assert len(QUESTIONS) >= 25
    assert len({question.heading for question in QUESTIONS}) == len(QUESTIONS)


@pytest.mark.parametrize("heading", [question.heading for question in QUESTIONS])
def test_both_neo4j_and_the_folder_answer_alike(heading: str, market: tuple[str, str]):
    [cypher] = [question.cypher for question in QUESTIONS if question.heading == heading]
    on_folder, on_server = (run("query", cypher, "--format", "json", "--store", store) for store in market)
    assert json.loads(on_folder.out)
    assert on_folder == on_server


def test_a_file_of_questions_is_answered_question_by_question(market: tuple[str, str]):
    ran = run("query", "-f", QUERIES, "--store", market[0])
    assert (ran.code, ran.err) == (0, "")
    headings = [question.heading for question in QUESTIONS]
    assert [line for line in ran.out.splitlines() if line in headings] == headings


def test_several_answers_are_no_json(market: tuple[str, str]):
    ran = run("query", "-f", "-", "--format", "json", "--store", market[0], given="RETURN 1 AS n; RETURN 2 AS n")
    assert ran == (2, "", "Error: 2 statements give 2 answers: ask for one of them as json\n")


def test_which_of_several_questions_is_wrong(market: tuple[str, str]):
    ran = run("query", "-f", "-", "--store", market[0], given="// One\nRETURN 1 AS n;\n// Other\nRETURN n")
    assert ran.code == 2
    assert re.match(r"Error: Other: .*\bn\b", ran.err)


def test_a_file_without_a_statement():
    assert run("query", "-f", "-", given="// nothing yet\n") == (1, "", "Error: - holds no statement\n")


def test_semicolons_in_strings_and_comments_end_nothing():
    text = "// a; b\nRETURN ';' AS a; /* c; */\n\n// d\nRETURN 1 // e;\nAS `;`;\n"
    assert [tuple(one) for one in split(text)] == [("a; b", "RETURN ';' AS a"), ("d", "RETURN 1 // e;\nAS `;`")]
