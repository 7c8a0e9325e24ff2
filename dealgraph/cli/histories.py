"""Commands that tell what happened: `deal`, `timeline`, `changes`, `path`."""

from __future__ import annotations

from itertools import groupby
from typing import Any, Literal

import click

from dealgraph.cli.options import Filter, filter_options, format_option, iso_date, paging_options, store_option
from dealgraph.cli.output import Column, Row, counted, paged, printable, show, show_table
from dealgraph.cli.relationships import amount_text, show_reports, worded
from dealgraph.cli.stores import opened_store


@click.command()
@click.argument("name", metavar="ID")
@format_option
@store_option
def deal(name: str, form: str, store: str | None) -> None:
    """Show all that is known of a deal: its parties, its values, and its states in time with who tells them.

    ID is a deal's, as `company --sources` shows it, or that of a fact that tells of it. A deal's id may move when
    earlier articles arrive; facts' ids stay.

    \b
    Example:
      dealgraph deal investment-meta-platforms--scale-ai-2025-06
    """
    from dealgraph.graph import deal_lookups

    with opened_store(store) as graph:
        found = deal_lookups.deal(graph, name)
    if form == "table":
        _show_deal(found)
    else:
        show([found], form)


@click.command()
@click.argument("name")
@click.option("--since", metavar="DATE", callback=iso_date, help="Only what happened on that date or later.")
@click.option("--until", metavar="DATE", callback=iso_date, help="Only what happened on that date or earlier.")
@paging_options
@format_option
@store_option
def timeline(
    name: str, since: str | None, until: str | None, limit: int, offset: int, form: str, store: str | None
) -> None:
    """Show what happened to a company in time: each state of each of its deals, with the first report of it.

    \b
    Example:
      dealgraph timeline "Scale AI" --since 2025
    """
    from dealgraph.graph import deal_lookups
    from dealgraph.graph.selection import within

    with opened_store(store) as graph:
        rows = deal_lookups.timeline(graph, name)
    rows = paged([row for row in rows if within((row["when"] or "")[:10], since, until)], limit, offset, "state")
    columns = [
        Column("when", lambda row: (row["when"] or "")[:10]),
        Column("status", lambda row: worded(row["status"])),
        Column.of("says", "what is said"),
        Column("first told by", lambda row: row["publisher"] or row["title"] or ""),
        Column.of("articles", right=True),
    ]
    show(rows, form, columns)


@click.command()
@click.option("--since", required=True, metavar="DATE", callback=iso_date, help="Told on that date or later.")
@click.option("--loaded", is_flag=True, help="Go by when articles were loaded, not by when they were published.")
@filter_options
@paging_options
@format_option
@store_option
def changes(since: str, loaded: bool, limit: int, offset: int, form: str, store: str | None, **wanted: Any) -> None:
    """List the deals that are new or were told of again since a date, and what is new of them; the latest first.

    \b
    Examples:
      dealgraph changes --since 2025-06-15
      dealgraph changes --since 2025-06-15 --loaded --status terminated
    """
    from dealgraph.graph import deal_lookups

    by: Literal["loaded", "published"] = "loaded" if loaded else "published"
    with opened_store(store) as graph:
        rows = deal_lookups.changes(graph, since, by=by)
    rows = paged(Filter(**wanted).of(rows), limit, offset, "deal")
    columns = [
        Column(by, lambda row: row["at"][:10]),
        Column.of("name", "deal"),
        Column("what is new", _changed),
        Column.of("articles_since", "articles since", right=True),
    ]
    show(rows, form, columns)


@click.command()
@click.argument("first")
@click.argument("second")
@format_option
@store_option
def path(first: str, second: str, form: str, store: str | None) -> None:
    """Show how two companies or persons are connected: the shortest way between them, deal by deal.

    \b
    Example:
      dealgraph path Google Meta
    """
    from dealgraph.graph.paths import path as way

    with opened_store(store) as graph:
        rows = way(graph, first, second)
    if form == "table":
        _show_way(rows)
    else:
        show(rows, form)


def _changed(row: Row) -> str:
    if row["change"] == "status":
        return f"{worded(row['was'])} → {worded(row['status'])}"
    if row["change"] == "values":
        return ", ".join(map(worded, row["new_values"]))
    return {"deal": "the deal", "reports": "told again"}[row["change"]]


def _show_way(rows: list[dict[str, Any]]) -> None:
    hops = [list(hop) for _, hop in groupby(rows, key=lambda row: row["hop"])]
    names = [hops[0][0]["from_name"], *(hop[0]["to_name"] for hop in hops)]
    click.echo(click.style(printable(" – ".join(names)), bold=True))
    click.echo()
    show_table(
        rows,
        [
            Column.of("from_name", "from"),
            Column("as", lambda row: worded(row["from_role"])),
            Column.of("name", "deal"),
            Column.of("to_name", "to"),
            Column("as", lambda row: worded(row["to_role"])),
            Column("reported", lambda row: (row["last_reported"] or "")[:10]),
            Column.of("sources", "told by", right=True),
        ],
    )


def _show_deal(found: dict[str, Any]) -> None:
    click.echo(click.style(printable(found["name"]), bold=True) + click.style(f"   {found['deal']}", dim=True))
    click.echo()
    show_table(
        found["parties"], [Column("role", lambda row: worded(row["role"])), Column.of("name", "party"), Column.of("id")]
    )
    if found["values"]:
        click.echo()
        show_table(found["values"], VALUE)
    for step in found["timeline"]:
        click.echo()
        click.echo(click.style(f"{worded(step['status'])} {(step['when'] or '')[:10]}".rstrip(), bold=True))
        show_reports(step["reports"])
    click.echo()
    click.echo(f"{counted(found['articles'], 'article')}, {counted(found['sources'], 'source')}")


VALUE = (
    Column("value", lambda row: worded(row["value"])),
    Column("is", lambda row: _value(row), right=True),
    Column("", lambda row: "" if row["standing"] == "best" else row["standing"]),
    Column.of("sources", "told by", right=True),
    Column("first", lambda row: (row["first"] or "")[:10]),
    Column("last", lambda row: (row["last"] or "")[:10]),
)


def _value(row: Row) -> str:
    if row["value"] == "stake_percent":
        return f"{row['is']:g}%"
    return amount_text(row["is"], row["currency"]) if row["currency"] else str(row["is"])
