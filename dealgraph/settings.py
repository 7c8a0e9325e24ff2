"""Where the graph is kept: from the command line, else the environment, else a folder beside the user."""

from __future__ import annotations

import os
from collections.abc import Mapping
from urllib.parse import urlsplit

from dealgraph.errors import UsageError

DEFAULT_STORE = "dealgraph.db"
SERVER_SCHEMES = frozenset({"neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc"})


def store_address(given: str | None = None, environ: Mapping[str, str] = os.environ) -> str:
    """The folder of an embedded store or the address of a Neo4j server: `given`, else what DEALGRAPH_STORE says.

    Raises UsageError for an address of another kind, and for one that holds a user or password.
    """
    address = given or environ.get("DEALGRAPH_STORE") or DEFAULT_STORE
    if "://" not in address:
        return address
    parts = urlsplit(address)
    if parts.scheme not in SERVER_SCHEMES:
        raise UsageError(
            f"no store can be at a {parts.scheme}:// address: "
            "give a folder, or a Neo4j server as neo4j://host or bolt://host"
        )
    if "@" in parts.netloc:
        raise UsageError(
            "a store's address must not hold a user or password: "
            "set DEALGRAPH_NEO4J_USER and DEALGRAPH_NEO4J_PASSWORD instead"
        )
    return address
