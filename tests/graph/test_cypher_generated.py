"""Random queries over the real schema: both stores give the same answer, or the embedded one says why it gives none."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest

from dealgraph.errors import QueryError
from dealgraph.graph.loader import load
from dealgraph.graph.stores.base import Node, Path, Relationship, Store
from dealgraph.graph.stores.open import open_store
from tests.conftest import empty
from tests.graph.export.conftest import stories
from tests.graph.generated import Generated

NUMBER = int(os.environ.get("DEALGRAPH_TEST_QUERIES", "100"))
"""How many are tried: 100 in a run of all tests."""
SEED = int(os.environ.get("DEALGRAPH_TEST_SEED", "1"))


@pytest.fixture(scope="module")
def both(neo4j_server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Store]]:
    empty(neo4j_server)
    stores = open_store(str(tmp_path_factory.mktemp("generated") / "graph.db")), open_store(neo4j_server)
    for store in stores:
        load(store, stories())
    yield stores
    for store in stores:
        store.close()
    empty(neo4j_server)


def test_both_stores_answer_alike(both: tuple[Store, Store]):
    embedded, server = both
    source, outcomes, wrong = Generated(embedded, SEED), Counter[str](), []
    for _ in range(NUMBER):
        statement = source.statement()
        here, there = answer(embedded, statement), answer(server, statement)
        if isinstance(here, list) and isinstance(there, list):
            outcomes["something" if here else "nothing"] += 1
        else:
            outcomes["refused by the embedded store" if isinstance(there, list) else "refused by both"] += 1
        if isinstance(here, list) and here != there:
            wrong.append((statement, [row for row in here if row not in there][:3], str(there)[:500]))
    assert wrong == []
    assert outcomes["something"] > NUMBER / 2, outcomes
    assert outcomes["refused by the embedded store"] < NUMBER / 20, outcomes


def answer(store: Store, statement: str) -> list[str] | str:
    """The rows, in an order of their own; what the store says where it refuses."""
    try:
        rows = store.query(statement).rows
    except QueryError as error:
        return str(error)
    return sorted(json.dumps(plain(list(row)), sort_keys=True, ensure_ascii=False) for row in rows)


def plain(value: Any) -> Any:
    """A value as JSON, with numbers to nine digits."""
    if isinstance(value, Node):
        return [sorted(value.labels), plain(dict(value.properties))]
    if isinstance(value, Relationship):
        return [value.type, value.start, value.end, plain(dict(value.properties))]
    if isinstance(value, Path):
        return [[plain(node) for node in value.nodes], [plain(edge) for edge in value.relationships]]
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(f"{value:.9g}")
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    return {k: plain(v) for k, v in value.items() if k != "ingested_at"} if isinstance(value, dict) else value
