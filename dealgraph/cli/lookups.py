"""Commands that ask: `company`, `query`, `stats`."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dealgraph.cli.options import format_option, store_option
from dealgraph.cli.output import Column, Row, say, show
from dealgraph.cli.relationships import show_deals, show_sources
from dealgraph.cli.stores import opened_store
from dealgraph.errors import InputError, UsageError

if TYPE_CHECKING:
    from dealgraph.graph.stores.base import Result


@click.command()
@click.argument("name")
@click.option("--sources", is_flag=True, help="Show what each article says of each deal, with the words that say it.")
@format_option
@store_option
def company(name: str, sources: bool, form: str, store: str | None) -> None:
    """Show a company's deals: its role, with whom, amount, stake, status, dates, and how many sources tell of it.

    NAME is any name that the articles give it, in any case, or its id. Persons can be looked up in the same way.

    \b
    Example:
      dealgraph company "Scale AI" --sources
    """
    from dealgraph.graph import lookups

    with opened_store(store) as graph:
        found = lookups.company(graph, name, sources=sources)
    if form != "table":
        show(found.deals, form)
        return
    others = [alias for alias in found.party.aliases if alias != found.party.name]
    click.echo(f"{found.party.name} ({found.party.id})" + (f", also {', '.join(others)}" if others else ""))
    click.echo()
    show_deals(found.deals)
    if sources:
        click.echo()
        show_sources(found.deals)


@click.command()
@click.argument("cypher", required=False)
@click.option("-f", "--file", "path", metavar="PATH", help="Read the statement from a file; - is standard input.")
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

    \b
    Examples:
      dealgraph query "MATCH (a)-[i:INVESTMENT]->(b) RETURN a.name, b.name, i.deal_amount ORDER BY i.deal_amount DESC"
      dealgraph query "MATCH (c:Company {name: $name})-[r]->(d:Deal) RETURN d" --param name="Scale AI"
    """
    if schema:
        _show_schema(store, form)
        return
    statement, parameters = _statement(cypher, path), _parameters(params)
    with opened_store(store) as graph:
        result = graph.query(statement, parameters, timeout=timeout, limit=limit)
    _show_result(result, form)
    if result.truncated:
        say(f"only the first {limit:,} rows are shown; --limit says how many")


@click.command()
@format_option
@store_option
def stats(form: str, store: str | None) -> None:
    """Count what the graph holds: articles, facts, deals, companies, persons, and what was rejected, by reason.

    \b
    Example:
      dealgraph stats --format json
    """
    from dealgraph.graph.lookups import counts

    with opened_store(store) as graph:
        found = counts(graph)
    if form == "json":
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        show(_flat(found), form, [Column.of("what"), Column.of("count", right=True)])


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


def _statement(cypher: str | None, path: str | None) -> str:
    if (cypher is None) == (path is None):
        raise UsageError("give one statement, as an argument or with -f")
    if path is None:
        return cypher or ""
    try:
        return sys.stdin.read() if path == "-" else Path(path).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise InputError(f"{path} is not valid UTF-8") from None
    except OSError as error:
        raise InputError(f"{path} can't be read: {(error.strerror or str(error)).lower()}") from None


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
        columns = [Column.of(name) for name in result.columns]
        show(rows, form, columns)
    else:
        show([{c: as_json(v) for c, v in row.items()} for row in result], form, keys=result.columns)


def _flat(counts: Row) -> list[Row]:
    """One row a count; what is counted inside another count is named `rejected: reason`."""
    rows: list[Row] = []
    for what, number in counts.items():
        if isinstance(number, dict):
            rows += [{"what": f"{what}: {kind}", "count": inner} for kind, inner in number.items()]
        else:
            rows.append({"what": what, "count": number})
    return rows
