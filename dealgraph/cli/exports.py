"""Commands that write what others read: the graph in the formats of other tools, and the form of facts."""

from __future__ import annotations

import json

import click

from dealgraph.cli.options import output_option, store_option
from dealgraph.cli.output import opened
from dealgraph.cli.stores import opened_store

FORMATS = ("graphml",)


@click.command()
@click.option("--format", "form", type=click.Choice(FORMATS), required=True, help="The format to write.")
@output_option
@store_option
def export(form: str, output: str, store: str | None) -> None:
    """Write the graph in the format of another tool.

    \b
    Example:
      dealgraph export --format graphml -o deals.graphml
    """
    from dealgraph.graph.export import export as write

    with opened_store(store) as graph, opened(output) as out:
        write(graph, form, out)


@click.command()
def schema() -> None:
    """Print the JSON Schema of facts, one line of `extract` or of the facts given to `load`.

    \b
    Example:
      dealgraph schema > facts.schema.json
    """
    from dealgraph.schemas.json_schema import guide_schema

    click.echo(json.dumps(guide_schema(), ensure_ascii=False, indent=2))
