"""`company`, `query` and `stats`: what they print, in each form, from either store."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import json_lines, run

COMPANY = """\
Kopiku (c-kopiku)
type         role      with           amount  stake  status     reported    told by
───────────────────────────────────────────────────────────────────────────────────
investment   investee  Alder Capital   $20M*  12.5%  completed  2025-03-04        2
partnership  party     Bank Selat                    active     2025-03-04        1
* sources differ; --sources shows what each says
"""


def lines(text: str) -> list[str]:
    """The lines that hold something, without the space at their ends."""
    return [line.rstrip() for line in text.splitlines() if line.strip()]


def test_a_company_as_a_table(loaded: str):
    ran = run("company", "kopiku", "--store", loaded)
    assert (ran.code, ran.err) == (0, "")
    assert lines(ran.out) == lines(COMPANY)


def test_a_company_with_the_words_that_say_it(loaded: str):
    shown = lines(run("company", "Bank Selat", "--sources", "--store", loaded).out)
    assert shown[-4:] == [
        "Bank Selat partners with Kopiku   partnership-kopiku--bank-selat-2025-03",
        "  2025-03-04, Harian Niaga: Kopiku partners with Bank Selat",
        "    “Kopiku juga bekerja sama dengan Bank Selat.”",
        "1 deal",
    ]


def test_a_company_as_json(loaded: str):
    [deal] = json.loads(run("company", "Bank Selat", "--sources", "--format", "json", "--store", loaded).out)
    [report] = deal.pop("reports")
    assert deal == {
        "deal": "partnership-kopiku--bank-selat-2025-03",
        "name": "Bank Selat partners with Kopiku",
        "type": "partnership",
        "role": "party",
        "status": "active",
        "amount": None,
        "currency": None,
        "amount_usd": None,
        "stake_percent": None,
        "announced": None,
        "first_reported": "2025-03-04",
        "last_reported": "2025-03-04",
        "articles": 1,
        "sources": 1,
        "contested": [],
        "with": [{"role": "party", "id": "c-kopiku", "name": "Kopiku"}],
    }
    assert report["quotes"] == ["Kopiku juga bekerja sama dengan Bank Selat."]
    assert (report["publisher"], report["published"], report["url"]) == ("Harian Niaga", "2025-03-04", None)


def test_a_company_by_its_id(loaded: str):
    by_name = run("company", "Kopiku", "--format", "json", "--store", loaded)
    assert run("company", "c-kopiku", "--format", "json", "--store", loaded) == by_name


def test_rows_as_json_lines_and_csv(loaded: str):
    asked = ("query", "MATCH (c:Company) RETURN c.name AS name, c.aliases AS aliases ORDER BY name", "--store", loaded)
    rows = [json.loads(line) for line in run(*asked, "--format", "jsonl").out.splitlines()]
    assert rows == [{"name": name, "aliases": [name]} for name in ("Alder Capital", "Bank Selat", "Kopiku")]
    read = list(csv.DictReader(io.StringIO(run(*asked, "--format", "csv").out)))
    assert [(row["name"], json.loads(row["aliases"])) for row in read] == [(r["name"], r["aliases"]) for r in rows]


def test_an_answer_without_rows_still_names_its_columns(loaded: str):
    asked = ("query", "MATCH (c:Company {id: 'c-none'}) RETURN c.name AS name", "--store", loaded)
    assert run(*asked, "--format", "csv").out.strip() == "name"
    assert run(*asked, "--format", "json").out == "[]\n"


def test_nodes_edges_and_paths_are_printed_readably(loaded: str):
    asked = "MATCH p = (a:Company)-[r:PARTNERSHIP]-(b:Company {id: 'c-kopiku'}) RETURN a, p"
    shown = run("query", asked, "--store", loaded).out
    assert "(:Company Bank Selat)" in shown
    assert "(:Company Bank Selat)-[:PARTNERSHIP]->(:Company Kopiku)" in shown
    [row] = json.loads(run("query", asked, "--format", "json", "--store", loaded).out)
    assert row["a"]["labels"] == ["Company"]
    assert row["a"]["properties"]["name"] == "Bank Selat"
    assert [edge["type"] for edge in row["p"]["relationships"]] == ["PARTNERSHIP"]


def test_parameters_are_json_else_text(loaded: str):
    asked = ("query", "RETURN $n + 1 AS n, $name AS name, $names AS names", "--store", loaded, "--format", "json")
    ran = run(*asked, "--param", "n=41", "--param", "name=Scale AI", "--param", 'names=["a", "b"]')
    assert json.loads(ran.out) == [{"n": 42, "name": "Scale AI", "names": ["a", "b"]}]


def test_a_cut_answer_says_so(loaded: str):
    ran = run("query", "UNWIND range(1, 9) AS n RETURN n", "--limit", "3", "--format", "json", "--store", loaded)
    assert json.loads(ran.out) == [{"n": 1}, {"n": 2}, {"n": 3}]
    assert (ran.code, ran.err) == (0, "only the first 3 rows are shown; --limit says how many\n")


def test_one_row_is_told_as_one(loaded: str):
    ran = run("query", "UNWIND range(1, 9) AS n RETURN n", "--limit", "1", "--format", "json", "--store", loaded)
    assert ran.err == "only the first row is shown; --limit says how many\n"
    ran = run("company", "Kopiku", "--limit", "1", "--offset", "1", "--store", loaded)
    assert ran.err == "number 2 of 2 deals is shown; --limit and --offset say which\n"
    ran = run("company", "Bank Selat", "--offset", "1", "--store", loaded)
    assert ran.err == "none of 1 deal is shown; --limit and --offset say which\n"


def test_a_statement_from_a_file_or_standard_input(loaded: str):
    Path("ask.cypher").write_text("// how many\nMATCH (d:Deal) RETURN count(d) AS deals\n", encoding="utf-8")
    by_file = run("query", "-f", "ask.cypher", "--format", "json", "--store", loaded)
    by_pipe = run(
        "query", "-f", "-", "--format", "json", "--store", loaded, given=Path("ask.cypher").read_text(encoding="utf-8")
    )
    assert json.loads(by_file.out) == json.loads(by_pipe.out) == [{"deals": 2}]


@pytest.mark.parametrize("arguments", [(), ("RETURN 1", "-f", "ask.cypher")])
def test_a_query_needs_one_statement(arguments: tuple[str, ...]):
    assert run("query", *arguments) == (2, "", "Error: give one statement, as an argument or with -f\n")


def test_a_parameter_without_a_name():
    assert run("query", "RETURN 1", "--param", "5") == (2, "", "Error: --param needs NAME=VALUE, not 5\n")


def test_the_schema_with_counts(loaded: str):
    rows = {row["name"]: row for row in json.loads(run("query", "--schema", "--format", "json", "--store", loaded).out)}
    assert rows["Deal"]["count"] == 2
    assert rows["Fact"]["properties"]["amount"] == 2
    assert rows["INVESTMENT"]["between"] == [["Company", "Company"]]


def test_stats_as_one_object(loaded: str):
    counts = json.loads(run("stats", "--format", "json", "--store", loaded).out)
    assert counts == {
        "articles": 2,
        "facts": 3,
        "deals": 2,
        "companies": 3,
        "persons": 0,
        "rejected": 0,
        "articles_by_language": {"en": 1, "id": 1},
        "deals_by_type": {"investment": 1, "partnership": 1},
        "deals_by_status": {"active": 1, "completed": 1},
        "rejected_by_reason": {},
    }


def test_stats_as_a_table(loaded: str):
    shown = lines(run("stats", "--store", loaded).out)
    assert shown[0].split() == ["what", "count"]
    assert shown[2].split() == ["articles", "2"]


def test_an_article_cannot_command_the_terminal(tmp_path: Path):
    name = "Kopi\x1b[31mku"
    text = f"Alder Capital has invested in {name} for a stake."
    article = json_lines(tmp_path / "articles.jsonl", [{"doc_id": "d-1", "lang": "en", "text": text}])
    parties = [{"role": "investor", "name": "Alder Capital"}, {"role": "investee", "name": name}]
    fact = {"type": "investment", "status": "completed", "participants": parties, "evidence": [text]}
    facts = json_lines(tmp_path / "facts.jsonl", [{"doc_id": "d-1", "facts": [fact]}])
    assert run("load", article, facts).code == 0
    ran = run("company", "Alder Capital", "--sources")
    assert ran.code == 0
    assert "\x1b" not in ran.out
    assert "Kopi\ufffd[31mku" in ran.out
