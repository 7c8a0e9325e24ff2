"""Commands that look up: `company`, `rejected`, `stats`."""

from __future__ import annotations

import json
from typing import Any

import click

from dealgraph.cli.options import (
    Filter,
    filter_options,
    format_option,
    iso_date,
    paging_options,
    store_option,
    time_options,
)
from dealgraph.cli.output import Column, Row, paged, printable, show
from dealgraph.cli.relationships import show_deals, show_sources
from dealgraph.cli.stores import opened_store
from dealgraph.errors import UsageError


@click.command()
@click.argument("name")
@click.option("--sources", is_flag=True, help="Show what each article says of each deal, with the words that say it.")
@click.option("--as-of", metavar="DATE", callback=iso_date, help="Only what was published until the end of that date.")
@click.option("--why", is_flag=True, help="Show why its names are taken for one, instead of its deals.")
@filter_options
@time_options
@paging_options
@format_option
@store_option
def company(
    name: str,
    sources: bool,
    why: bool,
    as_of: str | None,
    limit: int,
    offset: int,
    form: str,
    store: str | None,
    **wanted: Any,
) -> None:
    """Show a company's deals: its role, with whom, amount, stake, status, dates, and how many sources tell of it.

    NAME is any name that the articles give it, in any case, or its id. Persons can be looked up in the same way.

    \b
    Examples:
      dealgraph company "Scale AI" --sources
      dealgraph company Meta --type acquisition --since 2020 --min-amount 1e9
      dealgraph company "Scale AI" --as-of 2025-06-14 --sources
    """
    from dealgraph.graph import hindsight, lookups

    if why and (sources or as_of):
        raise UsageError("--why shows names, not deals: it goes without --sources and --as-of")
    with opened_store(store) as graph:
        party = lookups.find_party(graph, name)
        if why:
            _show_reasons(party, hindsight.why(graph, party.id), form)
            return
        if as_of:
            found = hindsight.company_as_of(graph, party.id, as_of, sources=sources)
        else:
            found = lookups.company(graph, party.id, sources=sources)
    deals = paged(Filter(**wanted).of(found.deals), limit, offset, "deal")
    if form != "table":
        show(deals, form)
        return
    _show_party(party)
    show_deals(deals)
    if sources:
        click.echo()
        show_sources(deals)


@click.command()
@paging_options
@format_option
@store_option
def rejected(limit: int, offset: int, form: str, store: str | None) -> None:
    """List the facts that were refused because their articles don't bear them out, with the reason.

    \b
    Example:
      dealgraph rejected --format jsonl
    """
    from dealgraph.graph.lookups import refused

    with opened_store(store) as graph:
        rows = paged(refused(graph), limit, offset, "fact")
    columns = [Column.of("article"), Column.of("type"), Column.of("reason"), Column.of("extractor")]
    show(rows, form, columns)


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


def _show_party(party: Any) -> None:
    others = [alias for alias in party.aliases if alias != party.name]
    click.echo(printable(f"{party.name} ({party.id})" + (f", also {', '.join(others)}" if others else "")))
    click.echo()


def _show_reasons(party: Any, reasons: list[dict[str, Any]], form: str) -> None:
    if form == "table":
        _show_party(party)
    columns = [
        Column.of("name"),
        Column.of("mentions", right=True),
        Column.of("other", "is"),
        Column.of("because"),
    ]
    show(reasons, form, columns)


def _flat(counts: Row) -> list[Row]:
    """One row a count; what is counted inside another count is named `rejected: reason`."""
    rows: list[Row] = []
    for what, number in counts.items():
        if isinstance(number, dict):
            rows += [{"what": f"{what}: {kind}", "count": inner} for kind, inner in number.items()]
        else:
            rows.append({"what": what, "count": number})
    return rows
