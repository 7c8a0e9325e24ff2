"""Cypher as tokens, so that strings, comments and quoted names are never mistaken for Cypher; and what no query may do
on either store."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from dealgraph.errors import QueryError

TOKEN = re.compile(
    r"""(?P<comment>/\*.*?\*/|//[^\n]*)
    |(?P<string>'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")
    |(?P<quoted>`(?:``|[^`])*`)
    |(?P<word>[^\W\d]\w*)
    |(?P<space>\s+)
    |(?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)
    |(?P<sign>\.\.|=~|<>|<=|>=|\|\||.)""",
    re.S | re.X,
)
PROCEDURES = ("db.labels", "db.propertyKeys", "db.relationshipTypes")
"""Procedures that a query may call."""
ADMINISTRATION = frozenset(["alter", "deny", "grant", "profile", "revoke", "show", "start", "stop", "terminate", "use"])


class Token(NamedTuple):
    kind: str
    text: str
    start: int

    @property
    def word(self) -> str:
        """The word in lower case, "" for all that is no bare word."""
        return self.text.lower() if self.kind == "word" else ""


def tokens(cypher: str) -> list[Token]:
    """The tokens of a statement, comments and space included; put together they are the statement."""
    return [Token(str(found.lastgroup), found.group(), found.start()) for found in TOKEN.finditer(cypher)]


def solid(cypher: str) -> list[Token]:
    """The tokens but for space and comments."""
    return [token for token in tokens(cypher) if token.kind not in ("space", "comment")]


def refuse_forbidden(statement: Sequence[Token]) -> None:
    """Refuses files, procedures, administration, and more than one statement.

    Raises QueryError with one sentence; `statement` is what `solid` gives.
    """
    for token in statement[:1]:
        if token.word in ADMINISTRATION:
            raise QueryError(f"queries read the graph and nothing else: {token.text.upper()} is refused")
    for position, token in enumerate(statement):
        before = statement[position - 1].text if position else ""
        after = statement[position + 1 :]
        if token.text == ";" and after:
            raise QueryError("one statement at a time: there is more after the semicolon")
        if before in (".", ":", "|", "$", "&"):
            continue  # a name
        if token.word == "load" and after and after[0].word == "csv":
            raise QueryError("queries read nothing but the graph: LOAD CSV is refused")
        if token.word == "call" and after and after[0].text not in ("{", "("):
            _refuse_procedure(after)


def _refuse_procedure(statement: Sequence[Token]) -> None:
    name = statement[0].text
    rest = list(statement[1:])
    while len(rest) > 1 and rest[0].text == ".":
        name += "." + rest[1].text
        rest = rest[2:]
    if name.lower() not in {procedure.lower() for procedure in PROCEDURES}:
        raise QueryError(f"queries may call {', '.join(PROCEDURES)}: {name} is refused")


def closing(statement: Sequence[Token], opening: int) -> int:
    """The position of the bracket that closes the one at `opening`, the end of the statement where none does."""
    pairs = {"(": ")", "[": "]", "{": "}"}
    depth = 0
    for position in range(opening, len(statement)):
        depth += statement[position].text in pairs
        depth -= statement[position].text in pairs.values()
        if depth == 0:
            return position
    return len(statement) - 1
