"""What goes wrong in daily use: one clear sentence, the right exit code, nothing lost, and the rest goes on."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import ARTICLES, FACTS, json_lines, run

ARTICLE = ARTICLES[0]
SUMMARY = "articles: {} new, 0 changed, 0 unchanged; "


def numbered(count: int) -> list[dict[str, str]]:
    """Articles without a deal, each with a text of its own."""
    text = "The shop on Mill Street number {} opens at nine and closes at six on every day of the week."
    return [{"doc_id": f"d-{n}", "lang": "en", "text": text.format(n)} for n in range(1, count + 1)]


def stored() -> int:
    """How many articles the store in the current folder holds."""
    number: int = json.loads(run("stats", "--format", "json").out)["articles"]
    return number


def test_a_file_that_is_not_there(articles: Path):
    ran = run("ingest", "gone.jsonl", articles)
    assert ran.code == 1
    assert ran.err.splitlines()[0] == "gone.jsonl: isn't there"
    assert stored() == 2


def test_broken_json_in_line_7_of_20(tmp_path: Path):
    rows: list[dict[str, str] | str] = [*numbered(20)]
    rows[6] = '{"doc_id": "d-7", "text": "The shop on'
    path = json_lines(tmp_path / "news.jsonl", rows)
    ran = run("ingest", path)
    assert ran.code == 1
    said, summary = ran.err.splitlines()
    assert said.startswith(f"{path}, line 7: is broken JSON: ")
    assert summary == SUMMARY.format(19) + "0 facts; 1 not read (1 broken)"
    assert stored() == 19


def test_a_record_without_text(tmp_path: Path):
    path = json_lines(tmp_path / "news.jsonl", [{"doc_id": "d-0", "title": "Nothing more"}, *numbered(1)])
    assert run("ingest", path) == (
        1,
        "",
        f"{path}, line 1: has no text (no field text, body or content)\n"
        + SUMMARY.format(1)
        + "0 facts; 1 not read (1 empty)\n",
    )


def test_invalid_utf_8(tmp_path: Path):
    lines = [json.dumps(row).encode() for row in numbered(2)]
    path = tmp_path / "news.jsonl"
    path.write_bytes(lines[0] + b"\n" + lines[1].replace(b"Mill", b"M\xfcll") + b"\n")
    ran = run("ingest", path)
    assert ran.code == 1
    assert ran.err.startswith(f"{path}, line 2: is not valid UTF-8 at byte ")
    assert stored() == 1


def test_an_article_of_50_megabytes(tmp_path: Path):
    path = tmp_path / "huge.txt"
    path.write_bytes(b"word " * 10 * 2**20)
    (tmp_path / "small.txt").write_text(numbered(1)[0]["text"])
    ran = run("ingest", path, tmp_path / "small.txt")
    assert ran.code == 1
    assert ran.err.splitlines()[0] == f"{path}: is longer than 16 MiB"
    assert stored() == 1


def test_a_page_without_an_article(tmp_path: Path):
    path = tmp_path / "login.html"
    path.write_text("<html><body><form><input name=user><button>Log in</button></form></body></html>")
    assert run("ingest", path) == (
        1,
        "",
        f"{path}: is a page without an article\n" + SUMMARY.format(0) + "0 facts; 1 not read (1 empty)\n",
    )


def test_an_article_in_a_language_that_is_not_served(tmp_path: Path):
    text = "Das Unternehmen hat am Montag mitgeteilt, dass es die Mehrheit an dem Hersteller übernehmen wird."
    path = json_lines(tmp_path / "news.jsonl", [{"doc_id": "d-1", "text": text}])
    ran = run("ingest", path)
    assert (ran.code, ran.err.splitlines()[0]) == (1, f"{path}, line 1: is in a language not served: de")


def test_facts_that_do_not_fit(tmp_path: Path, articles: Path):
    rows = [
        FACTS[0],
        {"doc_id": "kopiku-9", "facts": []},
        {"doc_id": "kopiku-2", "facts": [{"type": "takeover"}]},
        {"facts": []},
        "{",
    ]
    path = json_lines(tmp_path / "facts.jsonl", rows)
    ran = run("load", articles, path)
    assert ran.code == 1
    assert ran.err.splitlines() == [
        f"{path}, line 4: has no doc_id",
        f"{path}, line 5: is broken JSON: Expecting property name enclosed in double quotes (column 2)",
        f"{path}, line 3, fact 1: Input tag 'takeover' found using 'type' does not match any of the expected tags: "
        "'acquisition', 'merger', 'investment', 'divestiture', 'ownership', 'joint_venture', 'partnership', 'supply', "
        "'ipo', 'debt', 'executive_move'",
        f"{path}, line 2: its article kopiku-9 is not among those given",
        SUMMARY.format(2) + "1 fact; 4 not read (3 broken, 1 missing)",
    ]


def test_a_file_of_facts_that_is_not_there_takes_no_facts_away(articles: Path, facts: Path):
    run("load", articles, facts)
    before = run("stats", "--format", "json")
    ran = run("load", articles, "gone.jsonl")
    assert ran == (1, "", "Error: gone.jsonl: isn't there, so nothing was loaded\n")
    assert run("stats", "--format", "json") == before


def test_facts_that_their_article_does_not_bear_out(tmp_path: Path, articles: Path):
    wrong_amount = {**FACTS[0]["facts"][0], "amount": {"value": 70_000_000, "currency": "USD"}}
    stranger = {**FACTS[0]["facts"][0], "participants": [{"role": "investor", "name": "Birch Partners"}]}
    path = json_lines(tmp_path / "facts.jsonl", [{"doc_id": "kopiku-1", "facts": [wrong_amount, stranger]}])
    ran = run("load", articles, path)
    expected = SUMMARY.format(2) + "1 fact; 1 fact quarantined; 1 value not in the article and left out\n"
    assert ran == (0, "", expected)
    assert run("load", articles, path, "--strict", "--store", "other").code == 1
    counts = json.loads(run("stats", "--format", "json").out)
    assert (counts["facts"], counts["rejected"], sum(counts["rejected_by_reason"].values())) == (1, 1, 1)


def test_each_refusal_is_told_to_those_who_ask(tmp_path: Path, articles: Path):
    wrong_amount = {**FACTS[0]["facts"][0], "amount": {"value": 70_000_000, "currency": "USD"}}
    stranger = {**FACTS[0]["facts"][0], "participants": [{"role": "investor", "name": "Birch Partners"}]}
    path = json_lines(tmp_path / "facts.jsonl", [{"doc_id": "kopiku-1", "facts": [wrong_amount, stranger]}])
    amount, party = run("load", articles, path, "--verbose").err.splitlines()[:2]
    assert amount.startswith(
        "kopiku-1: Alder Capital invests $70M for 12.5% of Kopiku (completed): left out: amount '70,000,000 USD': "
    )
    assert party.startswith("kopiku-1: Birch Partners invests $20M (completed): quarantined: ")


def test_a_store_that_another_process_is_writing(articles: Path):
    run("ingest", articles, "--store", "busy")
    holder = "import sys; from dealgraph.graph.stores.open import open_store\n"
    holder += "with open_store('busy').writing(): print('held', flush=True); sys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", holder], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        ran = run("ingest", articles, "--store", "busy")
        read = run("stats", "--store", "busy")
        process.communicate(b"")
    assert ran == (3, "", "Error: another process is writing to the store in busy: wait until it has ended\n")
    assert read.code == 0


def test_a_store_that_is_not_there():
    assert run("company", "Kopiku") == (
        3,
        "",
        "Error: there is no store in dealgraph.db: load articles into it first\n",
    )
    assert not Path("dealgraph.db").exists()


def test_a_store_that_is_something_else(articles: Path):
    Path("notes").mkdir()
    Path("notes/dealgraph.sqlite").write_text("milk, bread")
    ran = run("ingest", articles, "--store", "notes")
    assert ran.code == 3
    assert ran.err.startswith("Error: notes/dealgraph.sqlite is damaged or no store of dealgraph")


def test_an_address_that_can_be_no_store():
    assert run("stats", "--store", "https://example.com") == (
        2,
        "",
        "Error: no store can be at a https:// address: "
        "give a folder, or a Neo4j server as neo4j://host or bolt://host\n",
    )


def test_a_password_on_the_command_line():
    ran = run("stats", "--store", "neo4j://neo4j:secret@example.com")
    assert ran.code == 2
    assert "secret" not in ran.err
    assert "DEALGRAPH_NEO4J_PASSWORD" in ran.err


@pytest.mark.parametrize("command", [("stats",), ("ingest", "articles")])
def test_a_neo4j_that_is_down(command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DEALGRAPH_NEO4J_PASSWORD", "something")
    begun = time.monotonic()
    ran = run(*command, "--store", "bolt://127.0.0.1:1")
    assert ran == (3, "", "Error: Neo4j at 127.0.0.1:1 can't be reached: connection refused\n")
    assert time.monotonic() - begun < 30


def test_a_wrong_password(neo4j_server: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DEALGRAPH_NEO4J_PASSWORD", "not the password")
    place = neo4j_server.partition("://")[2]
    assert run("stats", "--store", neo4j_server) == (
        3,
        "",
        f"Error: Neo4j at {place} refuses the user neo4j with this password: "
        "set DEALGRAPH_NEO4J_USER and DEALGRAPH_NEO4J_PASSWORD\n",
    )


def test_a_missing_password(neo4j_server: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("DEALGRAPH_NEO4J_PASSWORD")
    place = neo4j_server.partition("://")[2]
    assert run("stats", "--store", neo4j_server) == (
        3,
        "",
        f"Error: Neo4j at {place} wants a password: set DEALGRAPH_NEO4J_PASSWORD to that of the user neo4j "
        "(another user: DEALGRAPH_NEO4J_USER)\n",
    )


def test_a_query_with_a_syntax_error(loaded: str):
    ran = run("query", "MATCH (n RETURN n", "--store", loaded)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("Error: ")


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE (n:Company {id: 'c-x', name: 'X'})",
        "MATCH (n) DETACH DELETE n",
        "MATCH (n:Company) SET n.name = 'X' RETURN n",
        "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
    ],
)
def test_a_query_that_writes_or_reads_files(loaded: str, statement: str):
    before = run("stats", "--format", "json", "--store", loaded)
    ran = run("query", statement, "--store", loaded)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("Error: ")
    assert run("stats", "--format", "json", "--store", loaded) == before


def test_a_query_that_takes_too_long(loaded: str):
    slow = "UNWIND range(1, 3000) AS a UNWIND range(1, 3000) AS b UNWIND range(1, 3000) AS c RETURN sum(a * b * c)"
    ran = run("query", slow, "--timeout", "0.5", "--store", loaded)
    assert (ran.code, ran.out, ran.err) == (4, "", "Error: the query ran longer than 0.5 s\n")


def test_a_name_that_is_none(loaded: str):
    assert run("company", " ", "--store", loaded) == (2, "", "Error: a company's or person's name is needed\n")


def test_a_name_that_nobody_has(loaded: str):
    assert run("company", "Kopi Ku", "--store", loaded) == (
        1,
        "",
        "Error: no company or person is called Kopi Ku; near it: Kopiku\n",
    )
    assert run("company", "Zyzzyva", "--store", loaded) == (1, "", "Error: no company or person is called Zyzzyva\n")


def test_an_article_to_remove_that_is_not_there(loaded: str):
    ran = run("remove", "kopiku-9", "kopiku-2", "--store", loaded)
    assert ran == (1, "", "no article has the id, doc_id or url kopiku-9\n1 article removed\n")


def test_an_output_that_cannot_be_written(articles: Path):
    ran = run("extract", articles, "-o", "no/such/folder.jsonl")
    assert ran == (1, "", "Error: no/such/folder.jsonl can't be written: no such file or directory\n")


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no SIGINT to one process")
def test_ctrl_c_keeps_what_was_read_and_the_same_command_goes_on(tmp_path: Path):
    first, rest = numbered(200)[:100], numbered(200)[100:]
    command = [sys.executable, "-m", "dealgraph", "ingest", "-", "--store", "graph"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        for row in first:
            process.stdin.write(json.dumps(row) + "\n")
        process.stdin.flush()
        until(lambda: Path("graph").exists() and wal_bytes() > 0)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate()
    assert process.returncode == 130
    assert said.splitlines()[-1] == ("Error: stopped: what was loaded is kept, and the same command goes on from there")
    kept = json.loads(run("stats", "--format", "json", "--store", "graph").out)["articles"]
    path = json_lines(tmp_path / "news.jsonl", [*first, *rest])
    ran = run("ingest", path, "--store", "graph")
    assert ran == (0, "", f"articles: {200 - kept} new, 0 changed, {kept} unchanged; 0 facts\n")


def until(condition, seconds: float = 60) -> None:
    """Waits for something to be so."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


def wal_bytes() -> int:
    """How much was committed that the database file does not hold yet."""
    return sum(path.stat().st_size for path in Path("graph").glob("dealgraph.sqlite-wal"))


def test_a_reader_that_has_seen_enough(tmp_path: Path):
    path = json_lines(tmp_path / "news.jsonl", numbered(2000))
    command = f"{sys.executable} -m dealgraph extract {path} | head -n 1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True)
    assert done.stdout.count("\n") == 1
    assert "Traceback" not in done.stderr
    assert "Error" not in done.stderr
