"""From an address to a store."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from dealgraph.graph.stores.base import Store

SERVER_SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")


def open_store(address: str, *, create: bool = True, environ: Mapping[str, str] = os.environ) -> Store:
    """The store at an address: a folder, or a Neo4j server as `neo4j://host` or `bolt://host`.

    A folder that holds no store becomes one if `create` says so. The server's user, password and database are those of
    DEALGRAPH_NEO4J_USER (`neo4j` when unset), DEALGRAPH_NEO4J_PASSWORD and DEALGRAPH_NEO4J_DATABASE (the user's home
    database when unset). Raises StoreError with one sentence when the store can't be opened.
    """
    if address.partition("://")[0] in SERVER_SCHEMES and "://" in address:
        from dealgraph.graph.stores.neo4j import Neo4jStore

        return Neo4jStore(
            address,
            user=environ.get("DEALGRAPH_NEO4J_USER") or "neo4j",
            password=environ.get("DEALGRAPH_NEO4J_PASSWORD", ""),
            database=environ.get("DEALGRAPH_NEO4J_DATABASE") or None,
        )
    from dealgraph.graph.stores.embedded import EmbeddedStore

    return EmbeddedStore(Path(address), create=create)
