"""Answers of kglite in the form that both stores share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from dealgraph.graph.stores.base import Node, Path, Relationship, Result

if TYPE_CHECKING:
    import kglite

NODE = {"id", "labels", "properties"}
RELATIONSHIP = {"id", "start", "end", "type", "properties"}
PATH = {"nodes", "relationships"}
DURATIONS = ({"months", "days", "seconds"}, {"months", "days", "seconds", "nanoseconds"})

PHANTOM = "title"
"""A property that the engine shows on every node and nobody stored."""


def result_of(view: kglite.ResultView, ids_of: Callable[[list[int]], dict[int, str]]) -> Result:
    """The answer; `ids_of` looks up the ids of nodes that an edge joins and the answer doesn't hold."""
    columns = tuple(view.columns)
    rows = view.to_list()
    ids: dict[int, str] = {}
    ends: set[int] = set()
    for value in _maps(rows):
        if value.keys() == NODE:
            ids[value["id"]] = value["properties"].get("id", "")
        elif value.keys() == RELATIONSHIP:
            ends |= {value["start"], value["end"]}
    if ends - ids.keys():
        ids.update(ids_of(sorted(ends - ids.keys())))
    values = [tuple(_shared(row[column], ids) for column in columns) for row in rows]
    diagnostics = view.diagnostics or {}
    return Result(columns, values, truncated=diagnostics.get("total_rows") is not None)


def _maps(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from _maps(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _maps(inner)


def _shared(value: Any, ids: dict[int, str]) -> Any:
    if isinstance(value, list):
        return [_shared(inner, ids) for inner in value]
    if not isinstance(value, dict):
        return value
    keys = value.keys()
    if keys == NODE:
        properties = {k: _shared(v, ids) for k, v in value["properties"].items() if k != PHANTOM}
        return Node(tuple(value["labels"]), properties)
    if keys == RELATIONSHIP:
        return Relationship(
            value["type"], ids.get(value["start"], ""), ids.get(value["end"], ""), dict(value["properties"])
        )
    if keys == PATH:
        return Path(
            tuple(_shared(node, ids) for node in value["nodes"]),
            tuple(_shared(edge, ids) for edge in value["relationships"]),
        )
    if keys in DURATIONS:
        return iso_duration(value["months"], value["days"], value["seconds"], value.get("nanoseconds", 0))
    return {key: _shared(inner, ids) for key, inner in value.items()}


def iso_duration(months: int, days: int, seconds: int, nanoseconds: int = 0) -> str:
    """A duration in the notation of ISO 8601.

    >>> iso_duration(14, 3, 7205), iso_duration(0, 0, 0)
    ('P1Y2M3DT2H5S', 'PT0S')
    """
    years, months = divmod(months, 12) if months >= 0 else (0, months)
    hours, rest = divmod(seconds, 3600) if seconds >= 0 else (0, seconds)
    minutes, rest = divmod(rest, 60) if rest >= 0 else (0, rest)
    fraction = f".{nanoseconds:09d}".rstrip("0") if nanoseconds else ""
    day = "".join(f"{n}{unit}" for n, unit in ((years, "Y"), (months, "M"), (days, "D")) if n)
    time = "".join(f"{n}{unit}" for n, unit in ((hours, "H"), (minutes, "M")) if n)
    time += f"{rest}{fraction}S" if rest or fraction else ""
    return f"P{day}T{time}" if time else f"P{day}" if day else "PT0S"
