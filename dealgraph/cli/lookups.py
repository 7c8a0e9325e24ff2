"""Commands that ask: `company`, `stats`."""

from __future__ import annotations

import json

import click

from dealgraph.cli.options import format_option, store_option
from dealgraph.cli.output import Column, Row, show
from dealgraph.cli.relationships import show_deals, show_sources
from dealgraph.cli.stores import opened_store


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


def _flat(counts: Row) -> list[Row]:
    """One row a count; what is counted inside another count is named `rejected: reason`."""
    rows: list[Row] = []
    for what, number in counts.items():
        if isinstance(number, dict):
            rows += [{"what": f"{what}: {kind}", "count": inner} for kind, inner in number.items()]
        else:
            rows.append({"what": what, "count": number})
    return rows
