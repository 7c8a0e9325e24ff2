"""`query`: Cypher on either store."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from dealgraph.cli.options import format_option, store_option
from dealgraph.cli.output import Column, Row, printable, say, show
from dealgraph.cli.stores import opened_store
from dealgraph.errors import InputError, QueryError, UsageError

if TYPE_CHECKING:
    from dealgraph.graph.stores.base import Result


@click.command()
@click.argument("cypher", required=False)
@click.option(
    "-f", "--file", "path", metavar="PATH", help="Read statements, with a semicolon between them; - is standard input."
)
@click.option("--param", "params", multiple=True, metavar="NAME=VALUE", help="A parameter; VALUE is JSON, else text.")
@click.option(
    "--timeout",
    type=click.FloatRange(0, min_open=True),
    default=30.0,
    show_default=True,
    metavar="SECONDS",
    help="When to give up.",
)
@click.option(
    "--limit", type=click.IntRange(1), default=1000, show_default=True, metavar="ROWS", help="Show no more than these."
)
@click.option("--schema", is_flag=True, help="Show labels, relationship types and properties instead, with counts.")
@format_option
@store_option
def query(
    cypher: str | None,
    path: str | None,
    params: tuple[str, ...],
    timeout: float,
    limit: int,
    schema: bool,
    form: str,
    store: str | None,
) -> None:
    """Ask the graph in Cypher. Nothing is ever changed by a query.

    A file may hold several statements; each answer stands below the comment before its statement.

    \b
    Examples:
      dealgraph query "MATCH (a)-[i:INVESTMENT]->(b) RETURN a.name, b.name, i.deal_amount ORDER BY i.deal_amount DESC"
      dealgraph query "MATCH (c:Company {name: $name})-[r]->(d:Deal) RETURN d" --param name="Scale AI"
      dealgraph query -f examples/queries.cypher
    """
    if schema:
        if cypher or path:
            raise UsageError("--schema takes no statement")
        _show_schema(store, form)
        return
    questions, parameters = _questions(cypher, path), _parameters(params)
    if len(questions) > 1 and form != "table":
        raise UsageError(f"{len(questions)} statements give {len(questions)} answers: ask for one of them as {form}")
    with opened_store(store) as graph:
        for question in questions:
            result = _asked(graph, question, parameters, timeout=timeout, limit=limit, alone=len(questions) == 1)
            _show_result(result, form)
            if result.truncated:
                shown = "row is" if limit == 1 else f"{limit:,} rows are"
                say(f"only the first {shown} shown; --limit says how many")


class Question(NamedTuple):
    """A statement, and the comment before it."""

    heading: str
    cypher: str


def _asked(graph: Any, question: Question, parameters: Row, *, timeout: float, limit: int, alone: bool) -> Result:
    """The answer; one of several questions is printed above it, and stands in the sentence that says what is wrong."""
    if not alone:
        click.echo()
        click.echo(click.style(printable(question.heading), bold=True))
    try:
        result: Result = graph.query(question.cypher, parameters, timeout=timeout, limit=limit)
    except QueryError as error:
        if alone:
            raise
        raise QueryError(f"{question.heading}: {error}") from None
    return result


def _questions(cypher: str | None, path: str | None) -> list[Question]:
    """The statements asked: the argument as it stands, or all of a file.

    Raises UsageError unless exactly one of the two is given, InputError for a file that can't be read.
    """
    if (cypher is None) == (path is None):
        raise UsageError("give one statement, as an argument or with -f")
    if path is None:
        return [Question("", cypher or "")]
    try:
        text = sys.stdin.read() if path == "-" else Path(path).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise InputError(f"{path} is not valid UTF-8") from None
    except OSError as error:
        raise InputError(f"{path} can't be read: {(error.strerror or str(error)).lower()}") from None
    questions = list(split(text))
    if not questions:
        raise InputError(f"{path} holds no statement")
    return questions


def split(text: str) -> Iterator[Question]:
    """The statements of a text, each with the line of comment straight above it."""
    from dealgraph.graph.stores.tokens import tokens

    statement, heading = "", ""
    for token in [*tokens(text), None]:
        if token is None or token.text == ";":
            if statement.strip():
                yield Question(heading, statement.strip())
            statement, heading = "", ""
        elif statement.strip() or token.kind not in ("comment", "space"):
            statement += token.text
        elif token.kind == "comment":
            heading = token.text.strip("/* \n")


def _show_schema(store: str | None, form: str) -> None:
    from dealgraph.graph.contents import schema_of

    columns = [
        Column("what", lambda row: f"(:{row['name']})" if row["kind"] == "label" else f"[:{row['name']}]"),
        Column("between", lambda row: ", ".join(f"{start} to {end}" for start, end in row["between"])),
        Column.of("count", right=True),
        Column("properties", lambda row: ", ".join(row["properties"])),
    ]
    with opened_store(store) as graph:
        show(schema_of(graph), form, columns)


def _parameters(given: Sequence[str]) -> dict[str, Any]:
    parameters: dict[str, Any] = {}
    for text in given:
        name, equals, value = text.partition("=")
        if not (name and equals):
            raise UsageError(f"--param needs NAME=VALUE, not {text}")
        try:
            parameters[name] = json.loads(value)
        except ValueError:
            parameters[name] = value
    return parameters


def _show_result(result: Result, form: str) -> None:
    from dealgraph.cli.values import as_json, as_text

    if form == "table":
        rows: list[Row] = [{c: as_text(v) for c, v in row.items()} for row in result]
        show(rows, form, [Column.of(name, right=_is_numeric(result, name)) for name in result.columns])
    else:
        show([{c: as_json(v) for c, v in row.items()} for row in result], form, keys=result.columns)


def _is_numeric(result: Result, column: str) -> bool:
    values = [value for row in result if (value := row[column]) is not None]
    return bool(values) and all(isinstance(value, (int, float)) and not isinstance(value, bool) for value in values)
