"""`check` and `copy`."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.cli.conftest import run


def test_a_sound_store(loaded: str):
    assert run("check", "--store", loaded) == (0, "", "0 breaches\n")


def test_a_store_that_somebody_wrote_past_dealgraph(articles: Path, facts: Path):
    run("load", articles, facts)
    with closing(sqlite3.connect("dealgraph.db/dealgraph.sqlite")) as sql, sql:
        sql.execute("UPDATE article SET content = replace(content, '$20 million', '$30 million')")
    ran = run("check")
    assert ran.code == 3
    assert "$20 million" in ran.out
    assert ran.err.endswith("breaches\n")


def test_decisions_that_change_nothing_are_told(articles: Path, facts: Path):
    run("load", articles, facts)
    run("companies", "merge", "Alder Capital", "Bank Selat")
    run("remove", "kopiku-2")
    ran = run("check")
    assert ran.code == 0
    assert ran.err.splitlines()[0].endswith(" changes nothing: only one of its names is left")
    assert ran.err.splitlines()[-1] == "0 breaches"


def test_a_copy_is_the_same_graph(address: str, articles: Path, facts: Path):
    run("load", articles, facts, "--store", "here")
    run("companies", "merge", "Alder Capital", "Bank Selat", "--store", "here")
    ran = run("copy", "--store", "here", "--to", address)
    assert ran == (0, "", "articles: 2 new, 0 changed, 0 unchanged; 1 decision\n")
    again = run("copy", "--store", "here", "--to", address)
    assert again == (0, "", "articles: 0 new, 0 changed, 2 unchanged; 1 decision\n")
    dumps = [run("export", "--format", "jsonl", "--canonical", "--store", store).out for store in ("here", address)]
    assert dumps[0] == dumps[1] != ""


def test_a_copy_onto_itself(articles: Path, facts: Path):
    run("load", articles, facts)
    assert run("copy", "--to", "dealgraph.db") == (
        2,
        "",
        "Error: dealgraph.db is the store itself: name another one with --to\n",
    )
