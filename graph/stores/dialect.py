"""Neo4j's Cypher for kglite: what it spells otherwise is translated, what it lacks or answers otherwise is refused,
with a sentence that says how to write it instead.

Both engines were compared on thousands of generated queries over this schema; what is refused here differed there.
That queries only read is the engine's business: it runs them in its read-only mode.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from dealgraph.errors import QueryError
from dealgraph.graph.stores.tokens import Token, closing, refuse_forbidden, solid, tokens

RESERVED = frozenset(
    """all and any as asc ascending by call case contains create cross delete desc descending detach distinct else end
    ends exists false fetch filter finish foreach from having in insert is let limit load match merge not null offset on
    optional or order over partition remove return set show skip starts then to true union unwind using when where with
    xor yield""".split()
)
NO_FUNCTIONS = RESERVED | {"allshortestpaths", "explain", "merge", "shortestpath"}
"""Words before a parenthesis that are no functions."""
RENAMED = {
    "char_length": "size",
    "character_length": "size",
    "lower": "toLower",
    "percentilecont": "percentile_cont",
    "percentiledisc": "percentile_disc",
    "tobooleanornull": "toBoolean",
    "tofloatornull": "toFloat",
    "tointegerornull": "toInteger",
    "tostringornull": "toString",
    "upper": "toUpper",
}
WRAPPED = {"isempty": ("(size", " = 0)"), "stdev": ("coalesce(stDev", ", 0.0 * min({0}))")}
"""Functions that are written as something before and behind their argument, {0}. The deviation of one number is 0."""
FUNCTIONS = frozenset(
    """abs acos all any asin atan atan2 avg btrim ceil coalesce collect cos cot count date date.truncate datetime
    datetime.truncate degrees duration duration.indays duration.inmonths duration.inseconds elementid endnode exists exp
    floor haversin head keys labels last left length localdatetime localtime log log10 ltrim max min nodes none
    percentile_cont percentile_disc pi point properties radians rand randomuuid range reduce relationships replace
    reverse right round rtrim sign sin single size split sqrt startnode stdev substring sum tail tan time toboolean
    tofloat tointeger tolower tostring toupper trim type valuetype""".split()
)
COMPARISONS = frozenset(["=", "<>", "<", ">", "<=", ">="])
MONEY = frozenset(["amount", "amount_usd", "deal_amount", "valuation"])
DATES = {"announced_date"}

ELSEWHERE = "runs on Neo4j only"
REPHRASED: tuple[tuple[str, str], ...] = (
    (
        r"Unexpected token in MATCH pattern: WHERE",
        "WHERE inside a pattern {}: write it behind the pattern, MATCH (d:Deal) WHERE d.amount > 1000",
    ),
    (
        r"Aggregate function '\w+' cannot be used outside",
        "an aggregate inside CASE or IS NULL {}: compute it first, WITH count(*) AS n RETURN CASE WHEN n > 1 …",
    ),
    (
        r"Unexpected character '[!&%]'",
        "a label expression with !, & or % {}: use WHERE n:Label, NOT n:Label, or (n:A:B)",
    ),
    (
        r"(start of clause: |found )(<=|>=|<>|<|>|=|LessThan|GreaterThan|Equals|NotEquals)",
        "a chain of comparisons {}: write 1 <= x AND x <= 5",
    ),
)


def translated(cypher: str, parameters: Mapping[str, Any] | None = None) -> str:
    """The statement as kglite reads it. Raises QueryError with one sentence for what it must not or cannot answer."""
    statement = solid(cypher)
    refuse_forbidden(statement)
    for refuse in REFUSALS:
        refuse(statement, parameters or {})
    spelled = {token.start: text for token, text in zip(statement, _spelled(cypher, statement), strict=True)}
    return "".join(" " if t.kind == "comment" else spelled.get(t.start, t.text) for t in tokens(cypher))


def _spelled(cypher: str, statement: Sequence[Token]) -> list[str]:
    """Each token as kglite writes it."""
    texts = [token.text for token in statement]
    for position, token in enumerate(statement):
        if _is_name(statement, position):
            texts[position] = f"`{token.text}`" if token.word in RESERVED else token.text
        elif _text(statement, position + 1) == "(":
            if token.word in RENAMED:
                texts[position] = RENAMED[token.word]
            elif token.word in WRAPPED:
                end = closing(statement, position + 1)
                argument = cypher[statement[position + 2].start : statement[end].start]
                texts[position], behind = WRAPPED[token.word]
                texts[end] += behind.replace("{0}", argument)
    return texts


def _refuse_functions(statement: Sequence[Token], _: Mapping[str, Any]) -> None:
    """Unknown functions: the engine would notice only with the first row, and answer nothing where there is none."""
    for position, token in enumerate(statement):
        if not token.word or _text(statement, position + 1) != "(" or _text(statement, position - 1) in (":", "|"):
            continue
        name, start = token.word, position
        while _text(statement, start - 1) == ".":
            start -= 2
            name = f"{_word(statement, start)}.{name}"
        if _word(statement, start - 1) == "call":
            continue
        if name == "id":
            raise QueryError("id(n) is another number on each store: use n.id")
        if name == "duration.between":
            raise QueryError(f"duration.between {ELSEWHERE}: use duration.inDays or duration.inMonths")
        if name not in FUNCTIONS and name not in RENAMED and name not in WRAPPED and name not in NO_FUNCTIONS:
            raise QueryError(f"{name} is no function that both stores know")


def _refuse_properties(statement: Sequence[Token], _: Mapping[str, Any]) -> None:
    """Properties that the engine shows and nobody stored, and the text of articles, which is kept beside the graph."""
    edges = {
        token.text
        for position, token in enumerate(statement)
        if token.word and _text(statement, position - 1) == "[" and _text(statement, position - 2) == "-"
    }
    for position, token in enumerate(statement):
        if not _is_name(statement, position):
            continue
        if token.word == "title":
            raise QueryError("no node has a property title: the title of an article is its name")
        if token.word == "content":
            raise QueryError(f"asking for the text of an article {ELSEWHERE}: facts hold their sentences as quotes")
        if token.word in ("type", "id") and _text(statement, position - 2) in edges:
            edge = _text(statement, position - 2)
            raise QueryError(
                f"edges have no {token.word}: use {f'type({edge})' if token.word == 'type' else 'deal_id'}"
            )
        if token.text == "*" and _text(statement, position - 2) == "{" and _text(statement, position - 3) in edges:
            raise QueryError(
                f"all properties of an edge at once {ELSEWHERE}: use properties({_text(statement, position - 3)})"
            )


def _refuse_comparisons(statement: Sequence[Token], parameters: Mapping[str, Any]) -> None:
    """Dates compared with strings, which one engine takes for dates and the other for never equal."""
    for position, token in enumerate(statement):
        if token.word in DATES and _is_name(statement, position) and _text(statement, position + 1) in COMPARISONS:
            other = statement[position + 2 : position + 4]
            value = parameters.get(other[1].text) if len(other) == 2 and other[0].text == "$" else None
            if (other and other[0].kind == "string") or isinstance(value, str):
                raise QueryError(f"{token.text} is a date: compare it with date('2025-06-13')")


def _refuse_forms(statement: Sequence[Token], _: Mapping[str, Any]) -> None:
    """Forms of Cypher that the engine lacks."""
    for position, token in enumerate(statement):
        after = _text(statement, position + 1)
        if token.word == "collect" and after == "{":
            raise QueryError(
                f"COLLECT {{ … }} {ELSEWHERE}: use collect(), MATCH (d)<--(c) WITH d, collect(c.name) AS names"
            )
        if token.word == "shortest" or (token.word in ("any", "all") and _word(statement, position + 1) == "shortest"):
            raise QueryError(f"SHORTEST {ELSEWHERE}: use shortestPath((a)-[*..6]-(b)) or allShortestPaths(…)")
        if (
            token.text == ")"
            and after in ("{", "+")
            and _text(statement, position + 2) != "..."
            and _quantified(statement, position)
        ):
            raise QueryError(f"a quantified path {ELSEWHERE}: use -[*1..4]-")
        if (
            token.word == "format"
            and _word(statement, position + 1) in ("csv", "agent")
            and position
            and not _is_name(statement, position)
        ):
            raise QueryError("FORMAT is no Cypher: choose the form of the answer with --format")
        if (
            token.word == "tostring"
            and after == "("
            and _text(statement, position + 3) == "."
            and _word(statement, position + 4) in MONEY
        ):
            raise QueryError(
                "toString writes large numbers otherwise on each store: use toString(toInteger(…)), or the number"
            )


def _quantified(statement: Sequence[Token], position: int) -> bool:
    """Whether a quantifier stands behind the parenthesis: `){1,4}` or `)+`."""
    sign, inside = _text(statement, position + 1), _text(statement, position + 2)
    return inside in ("(", "-", "") if sign == "+" else inside == "," or inside.isdigit()


REFUSALS: tuple[Callable[[Sequence[Token], Mapping[str, Any]], None], ...] = (
    _refuse_functions,
    _refuse_properties,
    _refuse_comparisons,
    _refuse_forms,
)


def explained(cypher: str, error: Exception) -> str:
    """What is wrong with a statement, in one line, with the place where the engine names one."""
    first = str(error).split("\n", 1)[0]
    for pattern, sentence in REPHRASED:
        if re.search(pattern, first):
            return sentence.format(ELSEWHERE)
    line, column = getattr(error, "line", None), getattr(error, "col", None)
    message = re.sub(r"^Cypher \w+ error( at line \d+, col \d+)?: |^Schema error: ", "", first)
    return f"line {line}, column {column}: {message}" if line and column else message


def _is_name(statement: Sequence[Token], position: int) -> bool:
    """Whether the token is the name of a property: it stands behind a dot that is none of a number or range."""
    return _text(statement, position - 1) == "."


def _text(statement: Sequence[Token], position: int) -> str:
    return statement[position].text if 0 <= position < len(statement) else ""


def _word(statement: Sequence[Token], position: int) -> str:
    return statement[position].word if 0 <= position < len(statement) else ""
