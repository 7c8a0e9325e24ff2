"""The stores on which the contract is tested: all that these tests say holds on both."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import neo4j
import pytest

from dealgraph.graph.stores.base import Store
from dealgraph.graph.stores.open import open_store

EMPTY = "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS"


@pytest.fixture(params=["embedded", "neo4j"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a store is that holds nothing yet."""
    if request.param == "embedded":
        return str(tmp_path / "graph.db")
    server: str = request.getfixturevalue("neo4j_server")
    empty(server)
    return server


@pytest.fixture
def opened() -> Iterator[Callable[[str], Store]]:
    """Opens stores that are closed when the test ends."""
    stores: list[Store] = []

    def open_one(place: str) -> Store:
        stores.append(open_store(place))
        return stores[-1]

    yield open_one
    for store in stores:
        store.close()


@pytest.fixture
def store(address: str, opened: Callable[[str], Store]) -> Store:
    """A store that holds nothing yet."""
    return opened(address)


def empty(server: str) -> None:
    """Deletes all that a server holds."""
    auth = (os.environ.get("DEALGRAPH_NEO4J_USER", "neo4j"), os.environ["DEALGRAPH_NEO4J_PASSWORD"])
    with neo4j.GraphDatabase.driver(server, auth=auth) as driver, driver.session() as session:
        session.run(EMPTY).consume()
