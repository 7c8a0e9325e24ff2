"""The catalogue of Cypher: every statement gives the right answer on both stores, or one sentence that says what to
write instead."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from dealgraph.errors import QueryError
from dealgraph.graph.stores import dialect
from dealgraph.graph.stores.base import Result
from dealgraph.graph.stores.open import open_store
from dealgraph.graph.stores.projection import Projection
from tests.conftest import driver, empty

Case = dict[str, Any]
CATALOGUE = json.loads((Path(__file__).parents[1] / "golden" / "cypher.json").read_text(encoding="utf-8"))
QUERIES: list[Case] = CATALOGUE["queries"]
WRITES: list[Case] = CATALOGUE["writes"]


class Asked:
    """A store that holds the catalogue's graph, to be asked."""

    def __init__(self, engine: Any, kind: str) -> None:
        self.kind = kind
        self._engine = engine

    def query(self, cypher: str, params: Mapping[str, Any]) -> Result:
        result: Result = self._engine.query(cypher, dict(params), timeout=20.0, limit=None)
        return result


def embedded() -> Asked:
    import kglite

    rows: dict[str, list[dict[str, Any]]] = {}
    for label, one in zip(("Company", "Article", "Deal"), CATALOGUE["load"], strict=False):
        rows[label] = one["rows"]
    rows["Evidence"] = CATALOGUE["load"][-1]["rows"]
    seeds = [
        {
            "type": label,
            "id_field": "id",
            "title_field": "name",
            "records": [{**dict.fromkeys((name for row in some for name in row), "-"), "id": "-", "name": "-"}],
        }
        for label, some in rows.items()
    ]
    graph = kglite.from_records({"nodes": seeds, "connections": []})
    graph.cypher("MATCH (n) DELETE n")
    for one in CATALOGUE["load"]:
        graph.cypher(dialect.translated(one["cypher"]), params={"rows": one["rows"]})
    return Asked(Projection(graph), "embedded")


def server(address: str) -> Asked:
    empty(address)
    with driver(address) as connected, connected.session() as session:
        for one in CATALOGUE["load"]:
            session.run(one["cypher"], rows=one["rows"]).consume()
    return Asked(open_store(address), "neo4j")


@pytest.fixture(scope="module", params=["embedded", "neo4j"])
def asked(request: pytest.FixtureRequest) -> Iterator[Asked]:
    if request.param == "embedded":
        yield embedded()
        return
    address: str = request.getfixturevalue("neo4j_server")
    yield server(address)
    empty(address)


@pytest.mark.parametrize("case", [pytest.param(case, id=case["key"]) for case in QUERIES])
def test_a_statement_gives_its_answer_or_says_what_to_write(asked: Asked, case: Case):
    refused = case.get("refused") if asked.kind == "embedded" else None
    if refused:
        with pytest.raises(QueryError) as raised:
            asked.query(case["cypher"], parameters(case))
        assert str(raised.value) == refused
        return
    found = asked.query(case["cypher"], parameters(case))
    if case["rows"] is not None:
        assert answer(found.rows, case) == answer(case["rows"], case)


@pytest.mark.parametrize("case", [pytest.param(case, id=case["key"]) for case in WRITES])
def test_a_statement_that_writes_is_refused(asked: Asked, case: Case):
    with pytest.raises(QueryError):
        asked.query(case["cypher"], parameters(case))
    assert asked.query("MATCH (c:Company) RETURN count(c) AS n", {}).rows == [(6,)]


def test_the_catalogue_is_whole():
    keys = [case["key"] for case in (*QUERIES, *WRITES)]
    assert len(set(keys)) == len(keys)
    assert sum(case["group"] == "core" for case in QUERIES) == 51
    assert [case["key"] for case in QUERIES if case["group"] == "core" and "refused" in case] == []


def parameters(case: Case) -> dict[str, Any]:
    """The parameters; `@date:` and `@datetime:` begin values that Python has a type for."""
    return {name: _typed(value) for name, value in case.get("params", {}).items()}


def _typed(value: Any) -> Any:
    kind, _, text = value.partition(":") if isinstance(value, str) else ("", "", "")
    if kind == "@date":
        return date.fromisoformat(text)
    return datetime.fromisoformat(text) if kind == "@datetime" else value


def answer(rows: Any, case: Case) -> list[str]:
    lines = [json.dumps([_plain(value) for value in row], ensure_ascii=False, sort_keys=True) for row in rows]
    return lines if case.get("ordered") else sorted(lines)


def _plain(value: Any) -> Any:
    """A value as JSON: whole floats as integers, times to the second and without their zone, lists as they are."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=None).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return int(value) if value.is_integer() else round(value, 9)
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    return value
