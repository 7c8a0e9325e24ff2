"""Commands that write what others read: the graph in the formats of other tools, and the form of facts."""

from __future__ import annotations

import json

import click


@click.command()
def schema() -> None:
    """Print the JSON Schema of facts, one line of `extract` or of the facts given to `load`.

    \b
    Example:
      dealgraph schema > facts.schema.json
    """
    from dealgraph.schemas.json_schema import guide_schema

    click.echo(json.dumps(guide_schema(), ensure_ascii=False, indent=2))
