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
from dealgraph.graph.stores.tokens import closing, refuse_forbidden, solid, tokens

PLACE = re.compile(r"\s*\(line (\d+), column (\d+) \(offset: \d+\)\)")


def checked(cypher: str) -> str:
    """The statement, with `keys` blind to what loading keeps in nodes. Raises QueryError for what no query may do."""
    statement = solid(cypher)
    refuse_forbidden(statement)
    texts = {token.start: token.text for token in statement}
    for position, token in enumerate(statement[:-1]):
        before = statement[position - 1].text if position else ""
        if token.word == "keys" and statement[position + 1].text == "(" and before != ".":
            end = statement[closing(statement, position + 1)].start
            texts[token.start] = "[_key IN keys"
            texts[end] = ") WHERE NOT _key STARTS WITH '_' AND _key <> 'content']"
    return "".join(texts.get(token.start, token.text) for token in tokens(cypher))


def refuse_writes(session: neo4j.Session, cypher: str, parameters: dict[str, Any]) -> None:
    """Has the server plan the statement without running it, and refuses it unless the plan only reads the graph."""
    explains = [token.word for token in solid(cypher)[:1]] == ["explain"]
    summary = session.run(cypher if explains else f"EXPLAIN {cypher}", parameters).consume()
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
