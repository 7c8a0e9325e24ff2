"""Where the graph is kept."""

from __future__ import annotations

import pytest

from dealgraph.errors import UsageError
from dealgraph.settings import store_address


@pytest.mark.parametrize(
    ("given", "environ", "address"),
    [
        (None, {}, "dealgraph.db"),
        (None, {"DEALGRAPH_STORE": ""}, "dealgraph.db"),
        (None, {"DEALGRAPH_STORE": "bolt://db:7687"}, "bolt://db:7687"),
        ("mine", {"DEALGRAPH_STORE": "bolt://db:7687"}, "mine"),
        ("neo4j+s://x.databases.neo4j.io", {}, "neo4j+s://x.databases.neo4j.io"),
        ("C:\\graphs\\news", {}, "C:\\graphs\\news"),
    ],
)
def test_the_command_line_goes_before_the_environment(given, environ, address):
    assert store_address(given, environ) == address


@pytest.mark.parametrize("address", ["http://db", "sqlite:///news.db", "neo4j://user:pw@db", "bolt://user@db"])
def test_addresses_that_no_store_has(address: str):
    with pytest.raises(UsageError) as raised:
        store_address(address, {})
    assert "pw" not in str(raised.value)
