"""A check of a store names whatever in it doesn't follow from its articles."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from dealgraph.graph.checking import Breach, breaches
from dealgraph.graph.loader import load
from dealgraph.graph.stores.base import Store
from dealgraph.graph.stores.embedded import DATABASE, EmbeddedStore
from tests.conftest import driver, empty
from tests.graph.stories import meta_and_scale

DEAL = "investment-meta-platforms--scale-ai-2025-06"


def test_a_store_that_is_whole_has_no_breach(store: Store):
    assert list(breaches(store)) == []
    load(store, meta_and_scale())
    assert list(breaches(store)) == []


@pytest.fixture
def server(neo4j_server: str) -> str:
    empty(neo4j_server)
    return neo4j_server


@pytest.mark.parametrize(
    ("meddling", "rules"),
    [
        ("MATCH (d:Deal {id: $deal}) SET d.amount = 1.0", {("values", DEAL)}),
        ("MATCH (c:Company) WHERE c.name = 'Instagram' DETACH DELETE c", {("missing", "c-instagram")}),
        ("CREATE (:Company {id: 'c-x', name: 'X'})", {("extra", "c-x")}),
        ("CREATE (:Film {id: 'x'})", {("unknown", "Film")}),
        (
            "MATCH (a:Article)-[:STATES]->(f:Fact)-[:ABOUT]->(d:Deal {id: $deal}) CREATE (a)-[:LIKES]->(d)",
            {("unknown", "[:LIKES]")},
        ),
        (
            "MATCH (f:Fact)-[:ABOUT]->(d:Deal {id: $deal}) CREATE (f)-[:ABOUT]->(d)",
            {("double", None)},
        ),
    ],
)
def test_what_others_wrote_into_a_server_is_named(
    server: str, opened: Callable[[str], Store], meddling: str, rules: set[tuple[str, str | None]]
):
    store = opened(server)
    load(store, meta_and_scale())
    with driver(server) as connected:
        connected.execute_query(meddling, {"deal": DEAL})
    found = {(breach.rule, None if breach.rule == "double" else breach.about) for breach in breaches(store)}
    assert rules <= found


@pytest.fixture
def loaded(tmp_path: Path) -> Path:
    store = EmbeddedStore(tmp_path / "store")
    load(store, meta_and_scale())
    store.close()
    return tmp_path / "store"


def meddled(folder: Path, statement: str) -> list[Breach]:
    with sqlite3.connect(folder / DATABASE) as sql:
        sql.execute(statement)
    sql.close()
    store = EmbeddedStore(folder)
    found = list(breaches(store))
    store.close()
    return found


def test_a_quote_that_no_longer_stands_in_its_article(loaded: Path):
    found = meddled(loaded, "UPDATE article SET content = replace(content, '$14.3', '$15.9')")
    assert {breach.rule for breach in found} >= {"evidence"}
    assert any("“$14.3 billion” is not what characters" in breach.what for breach in found)


def test_a_state_that_does_not_follow(loaded: Path):
    changed = f"UPDATE deal SET json = replace(json, 'completed', 'announced') WHERE id = '{DEAL}'"
    assert ("state", DEAL) in {(breach.rule, breach.about) for breach in meddled(loaded, changed)}
