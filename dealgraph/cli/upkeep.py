"""Commands that look after a store: `copy`."""

from __future__ import annotations

import click

from dealgraph.cli.options import store_option
from dealgraph.cli.output import counted, say
from dealgraph.cli.progress import progress
from dealgraph.cli.stores import opened_store
from dealgraph.errors import UsageError


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
