"""The graph in the formats of other tools, each in a module of its own.

A writer is a function `write(parts, target)`: it takes an iterable of parts in which no edge comes before its nodes,
and a text stream, or a folder where the format is several files. All of them hold one part at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Literal, NamedTuple

from dealgraph.errors import UsageError

if TYPE_CHECKING:
    from dealgraph.graph.model import Part
    from dealgraph.graph.selection import Selection, View
    from dealgraph.graph.stores.base import Store

Writer = Callable[[Iterable["Part"], Any], None]


class Format(NamedTuple):
    """A format: its name, the module that writes it, what it is for, whether it is a folder, and what of the graph it
    shows when nothing is said."""

    name: str
    module: str
    use: str
    folder: bool = False
    view: Literal["whole", "parties"] = "whole"

    @property
    def write(self) -> Writer:
        writer: Writer = import_module(f"{__name__}.{self.module}").write
        return writer


FORMATS: Mapping[str, Format] = {
    form.name: form
    for form in (
        Format("graphml", "graphml", "networkx, yEd, igraph"),
        Format("gexf", "gexf", "Gephi, with its timeline"),
        Format("cyjs", "cyjs", "Cytoscape and cytoscape.js"),
        Format("dot", "dot", "Graphviz", view="parties"),
        Format("html", "html", "a page for any browser"),
        Format("csv", "csv_tables", "spreadsheets and pandas", folder=True),
        Format("neo4j-import", "neo4j_import", "neo4j-admin database import", folder=True),
        Format("cypher", "cypher_script", "cypher-shell"),
        Format("ftm", "ftm", "Aleph and other tools for FollowTheMoney"),
        Format("jsonld", "jsonld", "triple stores and SPARQL"),
        Format("jsonl", "jsonl", "scripts"),
    )
}
"""All formats by name."""


def format_named(name: str) -> Format:
    """The format of that name. Raises UsageError, with the names there are, where there is none."""
    if name not in FORMATS:
        raise UsageError(f"no format is called {name}: there are {', '.join(FORMATS)}")
    return FORMATS[name]


def export(
    store: Store,
    form: str,
    target: IO[str] | Path | str,
    selection: Selection | None = None,
    view: View | None = None,
) -> None:
    """Writes a store's graph, or the part of it that is selected, in one of the formats of `FORMATS`.

    `target` is an open text stream, or the path of a file; of a folder for `csv` and `neo4j-import`, which is made
    where it isn't there and whose files of the same names are replaced. The `view` is that of the format when None.
    Raises UsageError for an unknown format or a stream where a folder is needed, NotFoundError where nothing bears
    the name of the selected company.
    """
    from dealgraph.graph.selection import chosen_parts

    chosen = format_named(form)
    parts = chosen_parts(store, selection, view or chosen.view)
    if isinstance(target, (str, Path)):
        if chosen.folder:
            chosen.write(parts, Path(target))
        else:
            with Path(target).open("w", encoding="utf-8", newline="\n") as out:
                chosen.write(parts, out)
    elif chosen.folder:
        raise UsageError(f"{form} is a folder of files: name one")
    else:
        chosen.write(parts, target)
