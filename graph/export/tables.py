"""A graph as a folder of CSV files, a file for each label and each family of edges: what two formats share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from dealgraph.graph.export.encoding import STRAIGHT, Columns
from dealgraph.graph.model import (
    ARTICLE,
    COMPANY,
    DEAL,
    DECISION,
    DIRECT_TYPES,
    FACT,
    PERSON,
    REJECTED,
    ROLE_TYPES,
    SOURCE,
    EdgeKey,
    NodeKey,
    Part,
    Properties,
)
from dealgraph.graph.properties import EDGE_PROPERTIES, PROPERTIES

NODE_TABLES = {
    ARTICLE: "articles",
    FACT: "facts",
    DEAL: "deals",
    COMPANY: "companies",
    PERSON: "persons",
    SOURCE: "sources",
    DECISION: "decisions",
    REJECTED: "rejected",
}
EDGE_TABLES = {
    "STATES": "article_facts",
    "ABOUT": "fact_deals",
    "ATTRIBUTED_TO": "fact_sources",
    "NAMES": "fact_parties",
    **dict.fromkeys(ROLE_TYPES, "deal_parties"),
    **dict.fromkeys(DIRECT_TYPES, "relationships"),
}
COLUMNS: Mapping[str, Columns] = {
    **{table: PROPERTIES[label] for label, table in NODE_TABLES.items()},
    **{table: EDGE_PROPERTIES[kind] for kind, table in EDGE_TABLES.items()},
    "relationships": STRAIGHT,
}
"""The properties in each file, by its name without `.csv`."""

Row = Sequence[str | None]


def write_tables(
    parts: Iterable[Part],
    folder: Path,
    heading: Callable[[str], Row],
    node_row: Callable[[NodeKey, Properties], Row],
    edge_row: Callable[[EdgeKey, Properties], Row],
) -> None:
    """Writes the union of the parts, one part at a time; every table is there, those without rows too.

    `heading` gives the first row of a table, the others the row of a node or an edge. RFC 4180, in UTF-8; every cell
    that has a value is quoted, so that an empty text differs from none.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        tables = {
            name: stack.enter_context((folder / f"{name}.csv").open("w", encoding="utf-8", newline=""))
            for name in COLUMNS
        }
        for name, table in tables.items():
            table.write(_line(heading(name)))
        for part in parts:
            for node, values in part.nodes.items():
                tables[NODE_TABLES[node.label]].write(_line(node_row(node, values)))
            for edge, values in part.edges.items():
                tables[EDGE_TABLES[edge.type]].write(_line(edge_row(edge, values)))


def _line(row: Row) -> str:
    return ",".join("" if cell is None else '"' + cell.replace('"', '""') + '"' for cell in row) + "\r\n"
