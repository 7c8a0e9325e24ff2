"""Where the graph is kept, from the command line and the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from dealgraph.errors import UsageError

DEFAULT_STORE = "dealgraph.db"
SERVER_SCHEMES = frozenset(
    {"neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc"},
)


@dataclass(frozen=True, slots=True)
class Settings:
    """`store` is the folder of an embedded store or the address of a Neo4j server; the rest is for a server."""

    store: str
    neo4j_user: str = "neo4j"
    neo4j_password: str = field(default="", repr=False)
    neo4j_database: str | None = None

    @property
    def is_server(self) -> bool:
        return urlsplit(self.store).scheme in SERVER_SCHEMES

    @classmethod
    def read(cls, store: str | None = None, environ: Mapping[str, str] = os.environ) -> Settings:
        """What the environment says; `store` goes before DEALGRAPH_STORE.

        Raises UsageError for an address that is neither a folder nor a Neo4j server, or that holds a password.
        """
        settings = cls(
            store=store or environ.get("DEALGRAPH_STORE") or DEFAULT_STORE,
            neo4j_user=environ.get("DEALGRAPH_NEO4J_USER") or "neo4j",
            neo4j_password=environ.get("DEALGRAPH_NEO4J_PASSWORD", ""),
            neo4j_database=environ.get("DEALGRAPH_NEO4J_DATABASE") or None,
        )
        address = urlsplit(settings.store)
        if "://" in settings.store and not settings.is_server:
            raise UsageError(
                f"the store can't be at a {address.scheme}:// address: "
                "give a folder, or a Neo4j server as neo4j://host or bolt://host"
            )
        if settings.is_server and "@" in address.netloc:
            raise UsageError(
                "a store's address must not hold a user or password: "
                "set DEALGRAPH_NEO4J_USER and DEALGRAPH_NEO4J_PASSWORD"
            )
        return settings
