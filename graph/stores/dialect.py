"""Neo4j's Cypher for kglite: what it writes otherwise is translated, what it lacks or gets wrong is refused.

Works on tokens, so that strings, comments and quoted names are never mistaken for Cypher. Reading only is not held up
here but by the engine's read-only mode; the words refused below are those that this mode lets through.
"""

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
    |(?P<sign>\.\.|=~|<>|<=|>=|->|<-|.)""",
    re.S | re.X,
)
RESERVED = frozenset(
    """all and any as asc ascending by call case contains create cross delete desc descending detach distinct else end
    ends exists false fetch filter finish foreach from having in insert is let limit load match merge not null offset on
    optional or order over partition remove return set show skip starts then to true union unwind using when where with
    xor yield""".split()
)
RENAMED = {"percentilecont": "percentile_cont", "percentiledisc": "percentile_disc"}
PROCEDURES = frozenset(["db.labels", "db.relationshiptypes", "db.propertykeys"])
"""Procedures that a query may call, on either store."""
HELD_BESIDE = {
    "content": "the text of articles is kept beside the embedded graph: ask for quotes, which facts hold, or use Neo4j",
    "title": "nothing has a property title: the title of an article is its name",
}


class Token(NamedTuple):
    kind: str
    text: str
    start: int

    @property
    def word(self) -> str:
        """The word in lower case, "" for all that is no bare word."""
        return self.text.lower() if self.kind == "word" else ""


def tokens(cypher: str) -> list[Token]:
    """The tokens of a statement, comments and space included."""
    return [Token(str(found.lastgroup), found.group(), found.start()) for found in TOKEN.finditer(cypher)]


def translated(cypher: str) -> str:
    """The statement as kglite reads it.

    Raises QueryError with one sentence for what it must not or cannot answer.
    """
    solid = [token for token in tokens(cypher) if token.kind not in ("space", "comment")]
    refuse_forbidden(solid)
    out: list[str] = []
    previous = ""
    following = iter([*solid[1:], Token("end", "", len(cypher))])
    for token in tokens(cypher):
        if token.kind == "comment":
            out.append(" ")
        elif token.kind == "space":
            out.append(token.text)
        else:
            after = next(following).text
            out.append(_spelled(token, previous, after))
            previous = token.text
    return "".join(out)


def refuse_forbidden(solid: Sequence[Token]) -> None:
    """Refuses files and procedures, on either store; `solid` are the tokens but for space and comments."""
    for position, token in enumerate(solid):
        if position and solid[position - 1].text in (".", ":", "|", "$"):
            continue
        following = [t.text for t in solid[position + 1 :]]
        if token.word == "load" and following[:1] and following[0].lower() == "csv":
            raise QueryError("queries read nothing but the graph: LOAD CSV is refused")
        if token.word == "call" and following and following[0] not in ("{", "("):
            name = _dotted(following)
            if name.lower() not in PROCEDURES:
                raise QueryError(
                    f"the procedure {name} is not one that queries may call: {', '.join(sorted(PROCEDURES))}"
                )


def _dotted(texts: Sequence[str]) -> str:
    parts: list[str] = []
    for text in texts:
        if text != "." and not re.fullmatch(r"\w+|`.*`", text):
            break
        if parts and text != "." and parts[-1] != ".":
            break
        parts.append(text)
    return "".join(parts)


def _spelled(token: Token, before: str, after: str) -> str:
    """One token as kglite writes it."""
    if before == ".":
        if token.word in HELD_BESIDE:
            raise QueryError(f"{HELD_BESIDE[token.word]} (at character {token.start + 1})")
        return f"`{token.text}`" if token.word in RESERVED else token.text
    if after == "(" and token.word in RENAMED:
        return RENAMED[token.word]
    return token.text


def explained(cypher: str, error: Exception) -> str:
    """What is wrong with a statement, in one line, with the place where the engine names one."""
    line, column = getattr(error, "line", None), getattr(error, "col", None)
    message = re.sub(r"^Cypher \w+ error( at line \d+, col \d+)?: |^Schema error: ", "", str(error).split("\n", 1)[0])
    where = f"line {line}, column {column}: " if line and column else ""
    return f"{where}{message}"
