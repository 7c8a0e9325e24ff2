"""GEXF 1.3, which Gephi opens, with time: its timeline plays.

An article and its facts start when it was published, a deal and its edges when it was announced, else first reported;
what was called off ends with its last report. Companies, persons and what has no date are there all the time. A list is
written as a JSON array and a date in ISO 8601. The kind of an edge is its type; parallel edges stay parallel.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from datetime import date
from tempfile import TemporaryFile
from typing import IO

from dealgraph.graph.export.encoding import EDGE_COLUMNS, NODE_COLUMNS, Columns, edge_id, labels_of
from dealgraph.graph.export.xml import attribute
from dealgraph.graph.model import ARTICLE, DEAL, FACT, Part, Properties, first_day

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" version="1.3">
<meta><creator>dealgraph</creator></meta>
<graph defaultedgetype="directed" mode="dynamic" timeformat="date" timerepresentation="interval">
"""
TYPES = {int: "long", float: "double", str: "string", date: "string"}
TIMES = ("announced", "first_reported", "published")
"""Where the time is told at which something starts, the first that is known."""


def write(parts: Iterable[Part], out: IO[str]) -> None:
    """Writes the union of the parts, one part at a time; edges, which come last in the file, wait on the disk."""
    out.write(HEAD)
    _declare("node", {**NODE_COLUMNS, "labels": str}, out)
    _declare("edge", EDGE_COLUMNS, out)
    out.write("<nodes>\n")
    with TemporaryFile("w+", encoding="utf-8", newline="") as edges:
        for part in parts:
            told = next((values for node, values in part.nodes.items() if node.label in (ARTICLE, DEAL)), {})
            for node, values in part.nodes.items():
                named = f"id={attribute(node.id)} label={attribute(values.get('name', node.id))}"
                times = _period({**told, **values}) if node.label in (ARTICLE, DEAL, FACT) else ""
                labels = "".join(f":{label}" for label in labels_of(node, values))
                out.write(f"<node {named}{times}>{_values({**values, 'labels': labels})}</node>\n")
            for edge, values in part.edges.items():
                ends = f"source={attribute(edge.start.id)} target={attribute(edge.end.id)}"
                named = f"id={attribute(edge_id(edge))} {ends} kind={attribute(edge.type)} label={attribute(edge.type)}"
                edges.write(f"<edge {named}{_period({**told, **values})}>{_values(values)}</edge>\n")
        out.write("</nodes>\n<edges>\n")
        edges.seek(0)
        shutil.copyfileobj(edges, out)
    out.write("</edges>\n</graph>\n</gexf>\n")


def _declare(domain: str, columns: Columns, out: IO[str]) -> None:
    out.write(f'<attributes class="{domain}" mode="static">\n')
    for name, kind in sorted(columns.items()):
        if name != "id":
            out.write(f'<attribute id="{name}" title="{name}" type="{TYPES.get(kind, "string")}"/>\n')
    out.write("</attributes>\n")


def _values(values: Properties) -> str:
    rows = "".join(
        f"<attvalue for={attribute(k)} value={attribute(v)}/>" for k, v in sorted(values.items()) if k != "id"
    )
    return f"<attvalues>{rows}</attvalues>" if rows else ""


def _period(told: Properties) -> str:
    """The attributes `start` and `end`, where they are known."""
    start = next((day for name in TIMES if (day := _day(told, name))), None)
    if start is None:
        return ""
    end = _day(told, "last_reported") if told.get("status") == "terminated" else None
    return f' start="{start}"' + (f' end="{max(start, end)}"' if end else "")


def _day(told: Properties, name: str) -> date | None:
    value = told.get(name)
    return first_day(value) if isinstance(value, str) else None
