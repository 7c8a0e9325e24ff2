"""The command line: one module a group of commands, each a thin function over the library.

Modules import what is heavy inside their functions, so that `dealgraph --help` is there at once.
"""

from __future__ import annotations

import click

from dealgraph.cli import articles, decisions, exports, histories, lookups, queries, upkeep
from dealgraph.cli.failures import ReportingGroup


@click.group(cls=ReportingGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="dealgraph")
def cli() -> None:
    """Turns news into a graph of corporate deals in which every value is tied to the words that say it.

    \b
    Start with a folder of articles:
      dealgraph ingest articles/
      dealgraph company "Scale AI" --sources
    """


for command in (
    articles.extract,
    articles.ingest,
    articles.load,
    articles.remove,
    lookups.company,
    histories.deal,
    histories.timeline,
    histories.changes,
    histories.path,
    queries.query,
    lookups.stats,
    lookups.rejected,
    decisions.companies,
    decisions.deals,
    decisions.decisions,
    decisions.undo,
    exports.export,
    exports.schema,
    upkeep.check,
    upkeep.copy,
):
    cli.add_command(command)
