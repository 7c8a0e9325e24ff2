"""What only the embedded store has to stand: two processes, kills, damaged files, other versions."""

from __future__ import annotations

import os
import random
import sqlite3
import sys
from pathlib import Path

import pytest

from dealgraph.errors import StoreError, StoreLockedError, StoreSchemaError
from dealgraph.graph.canonical import canonical_lines, read_graph, worked_out
from dealgraph.graph.loader import Counts, load, remove
from dealgraph.graph.stores.base import SCHEMA_VERSION
from dealgraph.graph.stores.embedded import DATABASE, EmbeddedStore
from tests.graph.killing import load_and_kill, many
from tests.graph.stories import article, fact, meta_and_scale, told


def dump(folder: Path) -> list[str]:
    store = EmbeddedStore(folder)
    lines = list(canonical_lines(store))
    expected = worked_out(store.records(), store.decisions()).graph
    graph = read_graph(store)
    assert (graph.nodes, graph.edges) == (expected.nodes, expected.edges)
    store.close()
    return lines


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def loaded(folder: Path) -> Path:
    store = EmbeddedStore(folder)
    load(store, meta_and_scale())
    store.close()
    return folder


def test_a_second_writer_is_told_to_wait_and_readers_are_not(loaded: Path) -> None:
    first, second = EmbeddedStore(loaded), EmbeddedStore(loaded)
    with first.writing():
        with pytest.raises(StoreLockedError, match=r"another process is writing to the store in .*: wait"):
            remove(second, [meta_and_scale()[0].article.id])
        assert len(second.query("MATCH (a:Article) RETURN a")) == 3
    assert remove(second, [meta_and_scale()[0].article.id]) == 1


@pytest.mark.parametrize("damage", ["missing", "empty", "cut", "garbage"])
def test_a_graph_file_that_is_missing_or_damaged_is_made_anew(loaded: Path, damage: str) -> None:
    before = dump(loaded)
    (graph,) = loaded.glob("graph-*.kgl")
    content = graph.read_bytes()
    if damage == "missing":
        graph.unlink()
    else:
        graph.write_bytes({"empty": b"", "cut": content[: len(content) // 2], "garbage": b"x" * 1000}[damage])
    assert dump(loaded) == before


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_run_that_is_killed_goes_on_where_it_stopped(tmp_path: Path) -> None:
    whole = tmp_path / "whole"
    store = EmbeddedStore(whole)
    load(store, many())
    store.close()
    expected = dump(whole)
    chance = random.Random(1)
    killed = tmp_path / "killed"
    for _ in range(4):
        acknowledged = load_and_kill(str(killed), chance.uniform(0.0, 0.6))
        store = EmbeddedStore(killed)
        kept = len(list(store.records()))
        assert kept >= acknowledged, "what was acknowledged is there"
        store.close()
        dump(killed)
    store = EmbeddedStore(killed)
    load(store, many())
    store.close()
    assert dump(killed) == expected


def test_a_store_of_an_older_schema_is_worked_out_anew(loaded: Path) -> None:
    before = dump(loaded)
    with sqlite3.connect(loaded / DATABASE) as sql:
        sql.execute("UPDATE meta SET value = ? WHERE name = 'schema'", (SCHEMA_VERSION - 1,))
        sql.execute("DELETE FROM deal")
        sql.execute("UPDATE party SET json = '{}'")
    sql.close()
    assert dump(loaded) == before


def test_a_store_of_a_newer_schema_is_refused(loaded: Path) -> None:
    with sqlite3.connect(loaded / DATABASE) as sql:
        sql.execute("UPDATE meta SET value = ? WHERE name = 'schema'", (SCHEMA_VERSION + 1,))
    sql.close()
    with pytest.raises(StoreSchemaError, match=r"newer dealgraph.*: upgrade dealgraph"):
        EmbeddedStore(loaded)


def test_where_there_is_no_store_none_is_made_unless_asked(folder: Path) -> None:
    with pytest.raises(StoreError, match=r"there is no store in .*: load articles into it first"):
        EmbeddedStore(folder, create=False)
    assert not folder.exists()


def test_what_is_no_store_is_left_alone(tmp_path: Path) -> None:
    plain = tmp_path / "notes.txt"
    plain.write_text("mine")
    with pytest.raises(StoreError, match=r"notes\.txt"):
        EmbeddedStore(plain)
    assert plain.read_text() == "mine"
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / DATABASE).write_bytes(b"this is no database, though it is called like one" * 100)
    with pytest.raises(StoreError, match="damaged or no store"):
        EmbeddedStore(broken)


def test_a_store_that_can_not_be_written_says_so(loaded: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    loaded.chmod(0o500)
    try:
        with pytest.raises(StoreError):
            load(EmbeddedStore(loaded), meta_and_scale())
    finally:
        loaded.chmod(0o700)


def test_a_full_disk_is_told_in_a_sentence_and_does_no_damage(loaded: Path) -> None:
    before = dump(loaded)
    store = EmbeddedStore(loaded)
    store._sql.execute("PRAGMA max_page_count = 1")  # the file may not grow, as on a full disk
    long = article("long", "Contoso bought Fabrikam. " + "x" * 2_000_000)
    with pytest.raises(StoreError, match="full"):
        load(store, [told(long, fact(long, "acquisition", "completed", acquirer="Contoso", target="Fabrikam"))])
    store.close()
    assert dump(loaded) == before
    assert load(EmbeddedStore(loaded), meta_and_scale()) == Counts(unchanged=3)
