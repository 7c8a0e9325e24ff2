"""Commands that write what others read: the graph in the formats of other tools, and the form of facts."""

from __future__ import annotations

import json
from typing import Any

import click

from dealgraph.cli.options import output_option, store_option, time_options, type_option
from dealgraph.cli.output import opened
from dealgraph.cli.stores import opened_store
from dealgraph.errors import UsageError
from dealgraph.graph.export import FORMATS

USES = "\n".join(f"  {form.name:<13} {form.use}{' (a folder)' if form.folder else ''}" for form in FORMATS.values())


@click.command(epilog=f"\b\nFormats:\n{USES}")
@click.option("--format", "form", type=click.Choice(tuple(FORMATS)), required=True, help="The format to write.")
@click.option("--company", metavar="NAME", help="Only the deals of this company or person, by name, alias or id.")
@click.option(
    "--depth",
    type=click.IntRange(min=1),
    metavar="N",
    help="With --company: also the deals of its counterparts (2), of theirs (3), and so on; 1 when nothing is said.",
)
@type_option
@time_options
@click.option(
    "--view",
    type=click.Choice(("whole", "parties")),
    help="All nodes, or the companies and persons alone with an edge for each deal between them; "
    "the whole when nothing is said, but for dot.",
)
@click.option(
    "--canonical", is_flag=True, help="With jsonl: all that the graph holds, sorted, byte-equal for equal graphs."
)
@output_option
@store_option
def export(form: str, output: str, store: str | None, canonical: bool, view: str | None, **choice: Any) -> None:
    """Write the graph, or a part of it, in the format of another tool.

    \b
    Examples:
      dealgraph export --format gexf -o deals.gexf
      dealgraph export --format html --company "Scale AI" --depth 2 -o scale-ai.html
      dealgraph export --format csv --type acquisition --since 2025 -o tables
    """
    chosen = {name: value for name, value in choice.items() if value}
    if canonical and (form != "jsonl" or chosen or view):
        raise UsageError("--canonical goes with jsonl, and with the whole graph")
    if choice["depth"] and not choice["company"]:
        raise UsageError("--depth counts from a company: name it with --company")
    if FORMATS[form].folder and output == "-":
        raise UsageError(f"{form} is a folder of files: name it with -o")
    from dealgraph.graph.canonical import canonical_lines
    from dealgraph.graph.export import export as write
    from dealgraph.graph.selection import Selection

    with opened_store(store) as graph:
        if canonical:
            with opened(output) as out:
                out.writelines(f"{line}\n" for line in canonical_lines(graph))
            return
        selection = Selection(**{**chosen, "types": frozenset(choice["types"])})
        if FORMATS[form].folder:
            write(graph, form, output, selection, view)  # type: ignore[arg-type]
            return
        with opened(output) as out:
            write(graph, form, out, selection, view)  # type: ignore[arg-type]


@click.command()
def schema() -> None:
    """Print the JSON Schema of facts, one line of `extract` or of the facts given to `load`.

    \b
    Example:
      dealgraph schema > facts.schema.json
    """
    from dealgraph.schemas.json_schema import guide_schema

    click.echo(json.dumps(guide_schema(), ensure_ascii=False, indent=2))
