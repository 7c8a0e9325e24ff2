"""Commands that look after a store: `check`, `copy`."""

from __future__ import annotations

import click

from dealgraph.cli.options import format_option, store_option
from dealgraph.cli.output import Column, counted, say, show
from dealgraph.cli.progress import progress
from dealgraph.cli.stores import opened_store
from dealgraph.errors import StoreError, UsageError


@click.command()
@format_option
@store_option
@click.pass_context
def check(ctx: click.Context, form: str, store: str | None) -> None:
    """Check that a store holds what it must, and name each breach: quotes that stand in their articles, and the graph
    that follows from articles and decisions.

    All of the graph is worked out anew, which takes about as long as loading it.

    \b
    Example:
      dealgraph check --store neo4j://localhost
    """
    from dealgraph.graph.checking import breaches
    from dealgraph.graph.decided import standing

    with opened_store(store) as graph:
        found = [breach._asdict() for breach in breaches(graph)]
        idle = [one for one in standing(graph) if one.idle]
    for one in idle:
        say(f"decision {one.decision.id} changes nothing: {one.idle}")
    if found or form != "table":
        show(found, form, [Column.of("rule"), Column.of("about"), Column.of("what", "what is wrong")])
    say(counted(len(found), "breach", "breaches"))
    ctx.exit(StoreError.exit_code if found else 0)


@click.command()
@click.option("--to", "target", required=True, metavar="PLACE", help="The store to copy to, a folder or a server.")
@store_option
def copy(target: str, store: str | None) -> None:
    """Copy all articles, facts and decisions to another store: from a folder to Neo4j, or back.

    What the other store has besides stays. A copy that was stopped goes on where it was.

    \b
    Example:
      dealgraph copy --store dealgraph.db --to neo4j://localhost
    """
    from dealgraph.graph import transfer

    with (
        opened_store(store) as source,
        opened_store(target, create=True) as other,
        progress("batches of articles") as advance,
    ):
        if source.address == other.address:
            raise UsageError(f"{target} is the store itself: name another one with --to")
        done = transfer.copy(source, other, on_batch=lambda counts: advance())
        decided = len(source.decisions())
    say(
        f"articles: {done.new:,} new, {done.changed:,} changed, {done.unchanged:,} unchanged; "
        f"{counted(decided, 'decision')}"
    )
