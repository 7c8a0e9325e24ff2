"""CSV tables for spreadsheets, pandas and SQL: a folder with a file for each label and each family of edges.

Edges have `from`, `to` and `type` before their own columns; in `relationships.csv` they carry the values of their deal
as well. A list is a JSON array, a date is in ISO 8601, numbers have a point.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from dealgraph.graph.export.encoding import encoded
from dealgraph.graph.export.tables import COLUMNS, EDGE_TABLES, NODE_TABLES, Row, write_tables
from dealgraph.graph.model import EdgeKey, NodeKey, Part, Properties
from dealgraph.graph.selection import with_deal_values

ENDS = ("from", "to", "type")


def write(parts: Iterable[Part], folder: Path) -> None:
    """Writes the union of the parts into the folder, one part at a time."""
    write_tables(map(with_deal_values, parts), folder, _heading, _node_row, _edge_row)


def _heading(table: str) -> Row:
    return [*(() if table in NODE_TABLES.values() else ENDS), *_columns(table)]


def _node_row(node: NodeKey, values: Properties) -> Row:
    return _cells(NODE_TABLES[node.label], values)


def _edge_row(edge: EdgeKey, values: Properties) -> Row:
    return [edge.start.id, edge.end.id, edge.type, *_cells(EDGE_TABLES[edge.type], values)]


def _columns(table: str) -> list[str]:
    """The columns of a table; that of the type of a deal says the same as the type of an edge."""
    return [name for name in COLUMNS[table] if table in NODE_TABLES.values() or name not in ENDS]


def _cells(table: str, values: Properties) -> Row:
    return [str(encoded(values[name])) if name in values else None for name in _columns(table)]
