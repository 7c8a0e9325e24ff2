"""The Cypher script and the files for `neo4j-admin`: a real Neo4j takes both, and then holds the whole graph."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import neo4j
import pytest

from dealgraph.graph.export import export
from dealgraph.graph.export.encoding import labels_of
from dealgraph.graph.model import LABELS, Part
from dealgraph.graph.stores.base import Store
from tests.conftest import PASSWORD, REPOSITORY, driver, empty, free_port
from tests.graph.export.conftest import exported

NODES = "MATCH (n) RETURN labels(n) AS labels, properties(n) AS properties"
EDGES = "MATCH (a)-[e]->(b) RETURN a.id AS start, type(e) AS type, b.id AS end, properties(e) AS properties"
UNIQUE = "SHOW CONSTRAINTS YIELD type, labelsOrTypes WHERE type CONTAINS 'UNIQUENESS' RETURN labelsOrTypes[0] AS label"


def held(session: neo4j.Session) -> tuple[list[Any], list[Any]]:
    """All nodes and edges of a server, in an order that content gives them."""
    nodes = [(sorted(row["labels"]), native(row["properties"])) for row in session.run(NODES)]
    edges = [(row["start"], row["type"], row["end"], native(row["properties"])) for row in session.run(EDGES)]
    return sorted(nodes, key=repr), sorted(edges, key=repr)


def native(values: dict[str, Any]) -> list[tuple[str, Any]]:
    return sorted((name, v.to_native() if isinstance(v, neo4j.time.Date) else v) for name, v in values.items())


def expected(whole: Part) -> tuple[list[Any], list[Any]]:
    nodes = [(sorted(labels_of(node, values)), sorted(values.items())) for node, values in whole.nodes.items()]
    edges = [(edge.start.id, edge.type, edge.end.id, sorted(values.items())) for edge, values in whole.edges.items()]
    assert any(isinstance(value, date) for _, values in nodes for _, value in values)
    return sorted(nodes, key=repr), sorted(edges, key=repr)


def test_a_server_runs_the_script_twice_with_the_effect_of_once(deals: Store, whole: Part, neo4j_server: str):
    empty(neo4j_server)
    statements = exported(deals, "cypher").removesuffix("\n").split(";\n")
    with driver(neo4j_server) as connected, connected.session() as session:
        for _ in range(2):
            for statement in statements:
                session.run(statement.removesuffix(";")).consume()
            assert held(session) == expected(whole)


@pytest.fixture
def imported(deals: Store, tmp_path: Path) -> Iterator[str]:
    """A server of its own, whose database `neo4j-admin` made from the files before it started."""
    export(deals, "neo4j-import", tmp_path / "import")
    environ = {**os.environ, "NEO4J_HOME": str(tmp_path / "home"), "NEO4J_PORT": str(free_port())}
    environ |= {"NEO4J_PASSWORD": PASSWORD, "NEO4J_HEAP": "512m"}
    script = [str(REPOSITORY / "tools" / "neo4j.sh")]
    command = [*script, "admin", "database", "import", "full", "neo4j", "@import.args"]
    done = subprocess.run(command, cwd=tmp_path / "import", env=environ, capture_output=True, text=True)
    if "needs Java" in done.stderr:
        pytest.skip(done.stderr.strip())
    assert done.returncode == 0, done.stdout + done.stderr
    started = subprocess.run([*script, "start"], env=environ, capture_output=True, text=True)
    assert started.returncode == 0, started.stderr
    yield started.stdout.strip()
    subprocess.run([*script, "stop"], env=environ, check=True)


def test_neo4j_admin_imports_the_files(imported: str, whole: Part, tmp_path: Path):
    finish = (tmp_path / "import" / "finish.cypher").read_text(encoding="utf-8")
    with neo4j.GraphDatabase.driver(imported, auth=("neo4j", PASSWORD)) as connected, connected.session() as session:
        for statement in finish.split(";\n")[:-1]:
            session.run(statement).consume()
        assert held(session) == expected(whole)
        assert {row["label"] for row in session.run(UNIQUE)} >= set(LABELS)
