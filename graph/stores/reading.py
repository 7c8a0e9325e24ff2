"""What a statement must be to run on a server: one that reads the graph and nothing else.

The server's READ access mode refuses what writes; it lets files, requests to other servers and administration through.
So the statement is looked at twice before it runs: its words, and the plan that the server makes of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import neo4j

from dealgraph.errors import QueryError
from dealgraph.graph.stores import dialect

ADMINISTRATION = frozenset(["show", "terminate", "use", "profile", "alter", "grant", "deny", "revoke", "start", "stop"])
PLACE = re.compile(r"\s*\(line (\d+), column (\d+) \(offset: \d+\)\)")


def checked(cypher: str) -> str:
    """The statement, its words looked at. Raises QueryError for what queries must not do."""
    solid = [token for token in dialect.tokens(cypher) if token.kind not in ("space", "comment")]
    dialect.refuse_forbidden(solid)
    for token in solid[:1]:
        if token.word in ADMINISTRATION:
            raise QueryError(f"queries read the graph and nothing else: {token.text.upper()} is refused")
    return cypher


def refuse_writes(session: neo4j.Session, cypher: str, parameters: dict[str, Any]) -> None:
    """Has the server plan the statement without running it, and refuses it unless the plan only reads the graph."""
    first = next((t.word for t in dialect.tokens(cypher) if t.kind not in ("space", "comment")), "")
    summary = session.run(cypher if first == "explain" else f"EXPLAIN {cypher}", parameters).consume()
    if summary.query_type != "r":
        raise QueryError("queries only read: nothing in the graph is changed by Cypher")
    if any(operator.startswith("LoadCSV") for operator in _operators(summary.plan or {})):
        raise QueryError("queries read nothing but the graph: LOAD CSV is refused")


def _operators(plan: Mapping[str, Any]) -> Iterator[str]:
    yield str(plan.get("operatorType", ""))
    for child in plan.get("children", ()):
        yield from _operators(child)


def explained(message: str) -> str:
    """What is wrong with a statement, in one line, its place first where the server names one."""
    place = PLACE.search(message)
    text = PLACE.sub("", message)
    return f"line {place[1]}, column {place[2]}: {text}" if place else text
