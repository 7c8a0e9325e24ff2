"""Commands by which people decide: `companies`, `deals`, `decisions`, `undo`."""

from __future__ import annotations

import getpass
from datetime import datetime, timezone
from typing import TYPE_CHECKING

import click

from dealgraph.cli.options import Command, format_option, store_option
from dealgraph.cli.output import Column, Row, counted, say, show
from dealgraph.cli.stores import opened_store
from dealgraph.errors import NotFoundError, UsageError

if TYPE_CHECKING:
    from dealgraph.graph.stores.base import Store
    from dealgraph.schemas.graph import Decision


def reason_options(command: Command) -> Command:
    """Who decides, and why; both are kept with the decision."""
    command = click.option("--why", metavar="TEXT", help="The reason, kept with the decision.")(command)
    return click.option("--who", metavar="NAME", help="Who decides; your login name when nothing is said.")(command)


@click.group()
def companies() -> None:
    """Decide which names are one company, and bring lists of companies with their names and identifiers.

    Decisions are kept in the graph, hold for all that is loaded later, and can be undone.

    \b
    Example:
      dealgraph companies merge "Scale" "Scale AI" --why "the start-up's short name"
    """


@click.group()
def deals() -> None:
    """Decide which reports tell of one deal.

    Decisions are kept in the graph, hold for all that is loaded later, and can be undone.

    \b
    Example:
      dealgraph deals merge acquisition-harrow--blyth-2025-04 acquisition-harrow-foods--blyth-dairy-2025-09
    """


@companies.command("merge")
@click.argument("names", nargs=-1, required=True, metavar="NAME NAME...")
@reason_options
@store_option
def merge_companies(names: tuple[str, ...], who: str | None, why: str | None, store: str | None) -> None:
    """Join companies, or persons, that are one; NAME is a name or an id.

    \b
    Example:
      dealgraph companies merge "BRI" "PT Bank Rakyat Indonesia"
    """
    from dealgraph.graph import decided

    if len(names) < 2:
        raise UsageError("name two companies or more that are one")
    with opened_store(store) as graph:
        _keep(graph, decided.merge_companies(graph, names), who, why)


@companies.command("split")
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@click.option("--fact", "facts", multiple=True, metavar="ID", help="Only in this fact; may be given again.")
@reason_options
@store_option
def split_companies(
    names: tuple[str, ...], facts: tuple[str, ...], who: str | None, why: str | None, store: str | None
) -> None:
    """Part what bears NAME from the company that it was taken for.

    \b
    Examples:
      dealgraph companies split "Fairchild Semiconductor"
      dealgraph companies split "Delta" --fact f-1e87d48198a34bbfaf5a
    """
    from dealgraph.graph import decided

    with opened_store(store) as graph:
        _keep(graph, decided.split_companies(graph, names, facts), who, why)


@companies.command("import")
@click.argument("path", metavar="CSV")
@reason_options
@store_option
@click.pass_context
def import_companies(ctx: click.Context, path: str, who: str | None, why: str | None, store: str | None) -> None:
    """Bring a list of companies: a CSV with the columns name, aliases, country, ticker, lei, wikidata.

    All but the name may be missing or empty. Aliases, and tickers such as IDX:BBRI, have semicolons between them. A
    later list replaces what an earlier one said of a company of the same name.

    \b
    Example:
      dealgraph companies import watched.csv
    """
    from dealgraph.cli.company_lists import read_companies
    from dealgraph.graph.decided import superseded
    from dealgraph.graph.loader import decide
    from dealgraph.schemas.graph import Decision

    entries, unread = [], 0
    for one in read_companies(path):
        if isinstance(one, Decision):
            entries.append(_signed(one, who, why))
        else:
            unread += 1
            say(str(one))
    with opened_store(store, create=True) as graph:
        before = {decision.id for decision in graph.decisions()}
        gone = superseded(graph, entries)
        decide(graph, add=entries, undo=gone)
    new = len({entry.id for entry in entries} - before)
    say(f"companies: {new:,} new, {len(gone):,} replaced, {len(entries) - new:,} unchanged; {unread:,} not read")
    ctx.exit(1 if unread else 0)


@deals.command("merge")
@click.argument("ids", nargs=-1, required=True, metavar="DEAL DEAL...")
@reason_options
@store_option
def merge_deals(ids: tuple[str, ...], who: str | None, why: str | None, store: str | None) -> None:
    """Join deals that are one; DEAL is the id of a deal, or of a fact that tells of it.

    \b
    Example:
      dealgraph deals merge f-1e87d48198a34bbfaf5a f-8a61454345daca45a9ef
    """
    from dealgraph.graph import decided

    with opened_store(store) as graph:
        _keep(graph, decided.merge_deals(graph, ids), who, why)


@deals.command("split")
@click.argument("facts", nargs=-1, required=True, metavar="FACT...")
@reason_options
@store_option
def split_deals(facts: tuple[str, ...], who: str | None, why: str | None, store: str | None) -> None:
    """Part facts from the deal that they were taken to tell of; FACT is the id of a fact.

    \b
    Example:
      dealgraph deals split f-1e87d48198a34bbfaf5a --why "the bid of 2019, not this one"
    """
    from dealgraph.graph import decided

    with opened_store(store) as graph:
        _keep(graph, decided.split_deals(graph, facts), who, why)


@click.command()
@format_option
@store_option
def decisions(form: str, store: str | None) -> None:
    """List what people decided, and which decisions no longer change anything.

    \b
    Example:
      dealgraph decisions
    """
    from dealgraph.graph.decided import standing

    with opened_store(store) as graph:
        rows: list[Row] = [
            {"id": one.decision.id, **one.decision.model_dump(mode="json"), "idle": one.idle} for one in standing(graph)
        ]
    columns = [
        Column.of("id"),
        Column("decided", lambda row: row["kind"].replace("_", " ")),
        Column("about", lambda row: ", ".join(row["names"]) or ", ".join(row["facts"])),
        Column.of("who"),
        Column("when", lambda row: (row["when"] or "")[:10]),
        Column.of("why"),
        Column.of("idle", "changes nothing, since"),
    ]
    show(rows, form, columns)


@click.command()
@click.argument("ids", nargs=-1, required=True, metavar="DECISION...")
@store_option
@click.pass_context
def undo(ctx: click.Context, ids: tuple[str, ...], store: str | None) -> None:
    """Undo decisions, by the ids that `dealgraph decisions` lists.

    \b
    Example:
      dealgraph undo d-0c1f6e0a9d52
    """
    from dealgraph.graph.loader import decide

    with opened_store(store) as graph:
        kept = {decision.id for decision in graph.decisions()}
        gone = [one for one in dict.fromkeys(ids) if one not in kept]
        if len(gone) == len(set(ids)):
            raise NotFoundError(f"no decision has the id {', '.join(gone)}")
        undone = decide(graph, undo=[one for one in ids if one in kept])
    for one in gone:
        say(f"no decision has the id {one}")
    say(f"{counted(undone, 'decision')} undone")
    ctx.exit(1 if gone else 0)


def _keep(graph: Store, decision: Decision, who: str | None, why: str | None) -> None:
    from dealgraph.graph.loader import decide

    new = decide(graph, add=[_signed(decision, who, why)])
    about = " and ".join(decision.names) or counted(len(decision.facts), "fact")
    said = f"{decision.kind.replace('_', ' ')}: {about}"
    say(f"{said}; undo it with: dealgraph undo {decision.id}" if new else f"{said}: that was decided before")


def _signed(decision: Decision, who: str | None, why: str | None) -> Decision:
    """The decision with who made it, when and why."""
    now = datetime.now(timezone.utc).isoformat(timespec="seconds")
    return decision.model_copy(update={"who": who or _login(), "when": now, "why": why})


def _login() -> str | None:
    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):  # a container's user may have no name
        return None
