"""The CSV files that `neo4j-admin database import full` reads, for graphs too large to load statement by statement.

The folder holds a file for each label and each family of edges with typed headings, `import.args` with the options of
the command, and `finish.cypher` to run when the server is up again, with the constraints, and the empty lists, which
the files have no way to write:

    cd FOLDER
    neo4j-admin database import full neo4j @import.args
    cypher-shell -f finish.cypher

Lists are separated by U+001F, which no text holds (should one do so, U+FFFD stands in its place).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from dealgraph.graph.export.cypher_script import CONSTRAINTS
from dealgraph.graph.export.encoding import encoded, labels_of
from dealgraph.graph.export.tables import COLUMNS, EDGE_TABLES, NODE_TABLES, Row, write_tables
from dealgraph.graph.model import DEAL, DIRECT_TYPES, EdgeKey, NodeKey, Part, Properties, Property

SEPARATOR = "\x1f"
TYPES = {
    str: "string",
    float: "double",
    int: "long",
    date: "date",
    list[str]: "string[]",
    list[int]: "long[]",
}
ENDS = (":START_ID", ":END_ID", ":TYPE")
OPTIONS = ("--array-delimiter=U+001F", "--multiline-fields=true", "--id-type=string")
EMPTY_LISTS = tuple(
    f"MATCH {pattern} WHERE x.{name} IS NULL CALL (x) {{ SET x.{name} = [] }} IN TRANSACTIONS"
    for pattern, name in (
        (f"(x:{DEAL})", "contested"),
        (f"(x:{DEAL})", "updated"),
        (f"()-[x:{'|'.join(DIRECT_TYPES)}]->()", "article_urls"),
    )
)
"""The lists that are there even when they are empty."""


def write(parts: Iterable[Part], folder: Path) -> None:
    """Writes the union of the parts into the folder, one part at a time."""
    write_tables(parts, folder, _heading, _node_row, _edge_row)
    nodes = [f"--nodes={table}.csv" for table in NODE_TABLES.values()]
    edges = [f"--relationships={table}.csv" for table in dict.fromkeys(EDGE_TABLES.values())]
    (folder / "import.args").write_text("\n".join((*OPTIONS, *nodes, *edges)) + "\n", encoding="utf-8")
    finish = (*CONSTRAINTS, *EMPTY_LISTS)
    (folder / "finish.cypher").write_text("".join(f"{line};\n" for line in finish), encoding="utf-8")


def _heading(table: str) -> Row:
    columns = [f"{name}:{TYPES[kind]}" for name, kind in COLUMNS[table].items() if name != "id"]
    return ["id:ID", ":LABEL", *columns] if table in NODE_TABLES.values() else [*ENDS, *columns]


def _node_row(node: NodeKey, values: Properties) -> Row:
    return [node.id, SEPARATOR.join(labels_of(node, values)), *_cells(NODE_TABLES[node.label], values)]


def _edge_row(edge: EdgeKey, values: Properties) -> Row:
    return [edge.start.id, edge.end.id, edge.type, *_cells(EDGE_TABLES[edge.type], values)]


def _cells(table: str, values: Properties) -> Row:
    return [_cell(values[name]) if name in values else None for name in COLUMNS[table] if name != "id"]


def _cell(value: Property) -> str:
    if isinstance(value, list):
        return SEPARATOR.join(str(item).replace(SEPARATOR, "\ufffd") for item in value)
    return str(encoded(value))
