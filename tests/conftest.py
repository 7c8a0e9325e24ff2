"""Fixtures that several parts of the tests share."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import neo4j
import pytest

from dealgraph.errors import DealgraphError
from dealgraph.extractors.neural.network import Network, shipped

REPOSITORY = Path(__file__).parent.parent
PASSWORD = "dealgraph-tests"
EMPTY = "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS"


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a Neo4j server on which tests may delete everything.

    It is the one that DEALGRAPH_TEST_NEO4J names (user, password and database as for dealgraph itself), else one that
    is started here, which needs Java and Maven.
    """
    address = os.environ.get("DEALGRAPH_TEST_NEO4J")
    if address:
        yield address
        return
    if missing := [tool for tool in ("java", "mvn") if not shutil.which(tool)]:
        pytest.skip(f"no Neo4j: {' and '.join(missing)} missing, and DEALGRAPH_TEST_NEO4J names no server")
    home = tmp_path_factory.mktemp("neo4j")
    settings = {"NEO4J_HOME": str(home), "NEO4J_PORT": str(free_port()), "NEO4J_PASSWORD": PASSWORD}
    environ = {"NEO4J_JAVA_OPTIONS": "-XX:TieredStopAtLevel=1", **os.environ, **settings}  # warms up faster
    script = [str(REPOSITORY / "tools" / "neo4j.sh")]
    started = subprocess.run([*script, "start"], env=environ, capture_output=True, text=True)
    if started.returncode:
        pytest.fail(f"Neo4j didn't start: {started.stderr}")
    patch = pytest.MonkeyPatch()
    patch.setenv("DEALGRAPH_NEO4J_PASSWORD", PASSWORD)
    patch.delenv("DEALGRAPH_NEO4J_USER", raising=False)
    patch.delenv("DEALGRAPH_NEO4J_DATABASE", raising=False)
    try:
        yield started.stdout.strip()
    finally:
        patch.undo()
        subprocess.run([*script, "stop"], env=environ, check=True)


@pytest.fixture(params=["embedded", "neo4j"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a store is that holds nothing yet: what is tested on it holds on both."""
    if request.param == "embedded":
        return str(tmp_path / "graph.db")
    server: str = request.getfixturevalue("neo4j_server")
    empty(server)
    return server


@pytest.fixture(scope="session")
def network() -> Network:
    """The network that ships. What needs it fails where the package lacks it: without it dealgraph is half a thing."""
    try:
        return shipped()
    except DealgraphError as error:
        pytest.fail(f"{error} (training/README.md says how its files are made)", pytrace=False)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def driver(server: str) -> neo4j.Driver:
    """A driver of its own, to look at a server past dealgraph."""
    auth = (os.environ.get("DEALGRAPH_NEO4J_USER", "neo4j"), os.environ["DEALGRAPH_NEO4J_PASSWORD"])
    return neo4j.GraphDatabase.driver(server, auth=auth, notifications_min_severity="OFF")


def empty(server: str) -> None:
    """Deletes all that a server holds."""
    with driver(server) as connected, connected.session() as session:
        session.run(EMPTY).consume()
