"""What only the store on a server has to stand: a server that is away or refuses, others who write, a client killed."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import neo4j
import pytest

from dealgraph.errors import StoreError, StoreSchemaError
from dealgraph.graph.canonical import canonical_lines, read_graph, worked_out
from dealgraph.graph.checking import breaches
from dealgraph.graph.loader import Counts, load, remove
from dealgraph.graph.stores.base import SCHEMA_VERSION, Store
from dealgraph.graph.stores.neo4j import Neo4jStore
from dealgraph.graph.stores.open import open_store
from tests.conftest import driver, empty
from tests.graph.killing import load_and_kill, many
from tests.graph.proxy import line_to
from tests.graph.stories import meta_and_scale

Opener = Callable[[str], Store]


@pytest.fixture
def server(neo4j_server: str) -> str:
    empty(neo4j_server)
    return neo4j_server


def run(server: str, cypher: str) -> list[neo4j.Record]:
    with driver(server) as connected:
        return connected.execute_query(cypher).records


def assert_whole(store: Store) -> None:
    expected = worked_out(store.records(), store.decisions()).graph
    graph = read_graph(store)
    assert (graph.nodes, graph.edges) == (expected.nodes, expected.edges)


def test_a_server_that_is_down_is_told_within_seconds() -> None:
    start = time.monotonic()
    with pytest.raises(StoreError, match=r"Neo4j at 127\.0\.0\.1:9 can't be reached"):
        open_store("bolt://127.0.0.1:9")
    assert time.monotonic() - start < 8


def test_a_wrong_password_names_what_to_set(server: str) -> None:
    with pytest.raises(StoreError, match="DEALGRAPH_NEO4J_PASSWORD"):
        Neo4jStore(server, user="neo4j", password="not the password")


def test_a_database_that_is_not_there_names_what_to_set(server: str) -> None:
    with pytest.raises(StoreError, match="no database elsewhere: set DEALGRAPH_NEO4J_DATABASE"):
        open_store(server, environ={**settings(), "DEALGRAPH_NEO4J_DATABASE": "elsewhere"})


def settings() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name.startswith("DEALGRAPH_NEO4J_")}


def test_an_address_that_is_none_says_so() -> None:
    with pytest.raises(StoreError, match="is no address of a Neo4j server"):
        open_store("bolt://host:many")


@pytest.mark.parametrize("label", ["Company", "Store"])
def test_a_database_with_others_nodes_under_its_labels_is_left_alone(server: str, opened: Opener, label: str) -> None:
    run(server, f"CREATE (:{label} {{id: 'mine', name: 'Mine'}})")
    with pytest.raises(StoreError, match="holds nodes that dealgraph didn't write"):
        load(opened(server), meta_and_scale())
    assert len(run(server, "MATCH (n) RETURN n")) == 1


def test_nodes_of_others_under_other_labels_stay_and_are_named_by_a_check(server: str, opened: Opener) -> None:
    run(server, "CREATE (:Film {id: 'mine', title: 'Mine'})-[:SHOT_IN]->(:Town {name: 'Ambon'})")
    store = opened(server)
    load(store, meta_and_scale())
    remove(store, [article.id for article in store.records()])
    assert sorted(breach.about for breach in breaches(store)) == ["Film", "Town", "[:SHOT_IN]"]
    assert len(run(server, "MATCH (f:Film)-[:SHOT_IN]->(t:Town) RETURN f")) == 1


def test_what_loading_keeps_in_nodes_is_not_shown(server: str, opened: Opener) -> None:
    store = opened(server)
    load(store, meta_and_scale())
    for cypher in ("MATCH (n) RETURN n", "MATCH (n) RETURN properties(n)", "MATCH (n) RETURN n {.*}"):
        for (value,) in store.query(cypher).rows:
            shown = getattr(value, "properties", value)
            assert not [name for name in shown if name.startswith("_") or name == "content"]
    assert store.query("MATCH (a:Article) WHERE any(k IN keys(a) WHERE k STARTS WITH '_') RETURN count(a)").rows == [
        (0,)
    ]


def test_the_text_of_an_article_can_be_asked_for(server: str, opened: Opener) -> None:
    store = opened(server)
    load(store, meta_and_scale()[:1])
    assert store.query("MATCH (a:Article) RETURN a.content").rows == [(meta_and_scale()[0].article.content,)]


def test_processes_that_load_at_once_take_turns(server: str, opened: Opener) -> None:
    opened(server)
    halves = [many()[:20], many()[20:], many()[10:30]]
    with ThreadPoolExecutor() as pool:
        counts = list(pool.map(lambda half: load(opened(server), half, batch=3), halves))
    assert sum(one.new for one in counts) == 40
    assert_whole(opened(server))


def test_a_client_that_is_killed_loses_nothing_acknowledged(server: str, opened: Opener) -> None:
    chance = random.Random(2)
    opened(server)
    for _ in range(3):
        acknowledged = load_and_kill(server, chance.uniform(0.2, 1.5))
        store = opened(server)
        assert len(list(store.records())) >= acknowledged
        assert_whole(store)
    load(store, many())
    lines = list(canonical_lines(store))
    empty(server)
    again = opened(server)
    assert load(again, many()) == Counts(new=40)
    assert list(canonical_lines(again)) == lines


def test_a_connection_that_drops_is_made_again(server: str, opened: Opener) -> None:
    with line_to(server) as line:
        cuts = iter([True, False, True])

        def drop(_: Counts) -> None:
            if next(cuts, False):
                line.cut()

        assert load(opened(line.address), many(), batch=10, on_batch=drop) == Counts(new=40)
    assert_whole(opened(server))


def test_a_server_that_goes_away_in_the_middle_is_told_in_a_sentence_and_loading_goes_on_later(
    server: str, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dealgraph.graph.stores.neo4j.RETRY_SECONDS", 1.0)
    with line_to(server) as line:

        def stop(_: Counts) -> None:
            line.down = True
            line.cut()

        with pytest.raises(StoreError, match=r"Neo4j at 127\.0\.0\.1:\d+ can't be reached"):
            load(opened(line.address), many(), batch=10, on_batch=stop)
    store = opened(server)
    assert_whole(store)
    assert load(store, many()) == Counts(new=30, unchanged=10)
    assert_whole(store)


def test_a_graph_of_an_older_schema_is_worked_out_anew(server: str, opened: Opener) -> None:
    store = opened(server)
    load(store, meta_and_scale())
    before = list(canonical_lines(store))
    run(server, f"MATCH (s:Store) SET s.schema = {SCHEMA_VERSION - 1} WITH s MATCH (d:Deal) DETACH DELETE d")
    again = opened(server)
    assert list(canonical_lines(again)) == before
    assert_whole(again)


def test_a_graph_of_a_newer_schema_is_refused(server: str, opened: Opener) -> None:
    load(opened(server), meta_and_scale()[:1])
    run(server, f"MATCH (s:Store) SET s.schema = {SCHEMA_VERSION + 1}")
    with pytest.raises(StoreSchemaError, match="upgrade dealgraph"):
        open_store(server)


def test_an_empty_server_answers_with_nothing(server: str, opened: Opener) -> None:
    store = opened(server)
    assert store.query("MATCH (n) RETURN n").rows == []
    assert remove(store, ["a-unknown"]) == 0
