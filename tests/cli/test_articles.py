"""`extract`, `ingest`, `load` and `remove` as people use them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from dealgraph.schemas import Article
from dealgraph.schemas.json_schema import guide_schema
from tests.cli.conftest import ARTICLES, FACTS, json_lines, run

EXAMPLES = Path(__file__).parents[2] / "examples" / "articles"


def counts(address: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("stats", "--format", "json", "--store", address).out)
    return found


def test_extract_prints_a_line_an_article_in_input_order_and_touches_no_graph():
    ran = run("extract", EXAMPLES)
    lines = [json.loads(line) for line in ran.out.splitlines()]
    assert ran.code == 0
    assert [line["doc_id"] for line in lines][:3] == [
        "01-meta-in-talks",
        "02-meta-invests",
        "06-samudra-niaga-dikabarkan",
    ]
    assert len(lines) == 12
    assert any(line["facts"] for line in lines)
    assert all(Draft202012Validator(guide_schema()).is_valid(line) for line in lines)
    assert not any(Path().iterdir())


def test_extract_with_evidence_points_at_the_characters(tmp_path: Path):
    text = "Harrow Foods has agreed to buy Blyth Dairy for £1.2 billion, the companies said."
    path = json_lines(tmp_path / "news.jsonl", [{"doc_id": "d-1", "title": "Harrow 🧀 buys", "text": text}])
    [line] = [json.loads(line) for line in run("extract", path, "--evidence").out.splitlines()]
    article = Article(doc_id="d-1", title="Harrow 🧀 buys", text=text, language="en")
    spans = [span for fact in line["facts"] for span in fact["spans"]["evidence"]]
    assert spans
    assert all(article.content[span["start"] : span["end"]] == span["quote"] for span in spans)


def test_extract_leaves_out_facts_below_the_confidence_asked_for():
    assert all(
        not json.loads(line)["facts"] for line in run("extract", EXAMPLES, "--min-confidence", "1").out.splitlines()
    )


def test_extract_reads_standard_input_and_writes_a_file():
    ran = run("extract", "-", "-o", "facts.jsonl", given=json.dumps(ARTICLES[0]))
    assert (ran.code, ran.out) == (0, "")
    assert json.loads(Path("facts.jsonl").read_text(encoding="utf-8"))["doc_id"] == "kopiku-1"


def test_ingest_twice_is_once(address: str):
    first = run("ingest", EXAMPLES, "--store", address)
    assert (first.code, first.out) == (0, "")
    assert first.err.startswith("articles: 12 new, 0 changed, 0 unchanged; ")
    before = counts(address)
    assert run("ingest", EXAMPLES, "--store", address) == (
        0,
        "",
        "articles: 0 new, 0 changed, 12 unchanged; 0 facts\n",
    )
    assert counts(address) == before


def test_an_edited_article_replaces_its_facts(address: str, tmp_path: Path):
    text = "Harrow Foods has agreed to buy {} for £1.2 billion, the companies said on Monday."
    for name in ("Blyth Dairy", "Tarn Bakeries"):
        path = json_lines(tmp_path / "news.jsonl", [{"doc_id": "d-1", "text": text.format(name)}])
        ran = run("ingest", path, "--store", address)
    assert ran.err.startswith("articles: 0 new, 1 changed, 0 unchanged; ")
    assert run("company", "Tarn Bakeries", "--store", address).code == 0
    assert run("company", "Blyth Dairy", "--store", address).code == 1


def test_the_store_is_the_option_else_the_environment_else_a_folder_here(articles: Path, facts: Path, monkeypatch):
    run("load", articles, facts)
    monkeypatch.setenv("DEALGRAPH_STORE", "from-environment")
    run("load", articles, facts)
    run("load", articles, facts, "--store", "from-option")
    assert {path.name for path in Path().iterdir()} == {"dealgraph.db", "from-environment", "from-option"}


def test_load_keeps_participants_status_and_evidence(loaded: str):
    asked = (
        "MATCH (f:Fact) RETURN f.name AS says, f.amount_quote AS amount, f.stake_quote AS stake, f.extractor AS maker"
    )
    rows = json.loads(run("query", asked + " ORDER BY says", "--format", "json", "--store", loaded).out)
    assert rows == [
        {
            "says": "Alder Capital invests $20M for 12.5% of Kopiku (completed)",
            "amount": "$20 million",
            "stake": "12.5%",
            "maker": "given",
        },
        {
            "says": "Alder Capital invests $25M in Kopiku (completed)",
            "amount": "US$ 25 juta",
            "stake": None,
            "maker": "given",
        },
        {"says": "Kopiku partners with Bank Selat", "amount": None, "stake": None, "maker": "given"},
    ]


def test_load_says_who_made_the_facts(articles: Path, tmp_path: Path):
    own = {**FACTS[0], "facts": [{**FACTS[0]["facts"][0], "extractor": "reader-2"}]}
    run("load", articles, json_lines(tmp_path / "facts.jsonl", [own, FACTS[1]]), "--extractor", "my-llm-1")
    rows = json.loads(run("query", "MATCH (f:Fact) RETURN f.extractor AS maker ORDER BY maker", "--format", "json").out)
    assert [row["maker"] for row in rows] == ["my-llm-1", "my-llm-1", "reader-2"]


def test_facts_that_are_gone_from_the_file_are_gone_from_the_graph(loaded: str, articles: Path, tmp_path: Path):
    fewer = json_lines(tmp_path / "fewer.jsonl", FACTS[:1])
    ran = run("load", articles, fewer, "--store", loaded)
    assert (ran.code, ran.err) == (0, "articles: 0 new, 1 changed, 1 unchanged; 1 fact\n")
    assert counts(loaded)["facts"] == 1


def test_removing_an_article_removes_what_only_it_supports(loaded: str):
    assert run("remove", "kopiku-2", "--store", loaded) == (0, "", "1 article removed\n")
    assert run("company", "Bank Selat", "--store", loaded).code == 1
    assert counts(loaded)["deals"] == 1
    assert run("remove", "https://news.example.com/kopiku-1#comments", "--store", loaded).code == 0
    left = counts(loaded)
    assert [left[what] for what in ("articles", "facts", "deals", "companies")] == [0, 0, 0, 0]
