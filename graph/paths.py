"""How two companies are connected: from party to party, deal by deal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

from dealgraph.errors import NotFoundError, UsageError
from dealgraph.graph.lookups import Named, find_party
from dealgraph.graph.stores.base import Store

Row = dict[str, Any]

MOST_HOPS = 6
"""Ways of more deals than this connect nearly everybody with everybody and tell nothing."""

NEXT = """
UNWIND $ids AS id
MATCH (p:Company|Person {id: id})-->(d:Deal)<--(other:Company|Person)
WHERE other.id <> id
RETURN id AS from_id, other.id AS to_id, max(d.sources) AS sources
"""
BETWEEN = """
MATCH (a:Company|Person {id: $a})-[r]->(d:Deal)<-[s]-(b:Company|Person {id: $b})
RETURN a.id AS from_id, a.name AS from_name, type(r) AS from_role, b.id AS to_id, b.name AS to_name, type(s) AS to_role,
       d.id AS deal, d.name AS name, d.type AS type, d.status AS status, d.announced AS announced,
       d.last_reported AS last_reported, d.sources AS sources
ORDER BY sources DESC, deal, from_role, to_role
"""


def path(store: Store, one: str, other: str) -> list[Row]:
    """The shortest way from one company or person to another, along the deals that most sources tell of.

    One row for each deal of each hop: `hop` from 1, `from_id`, `from_name`, `from_role`, `to_id`, `to_name`,
    `to_role`, and the deal's `deal` (id), `name`, `type`, `status`, `announced`, `last_reported`, `sources`.
    Raises NotFoundError where a name leads nowhere or no way of up to MOST_HOPS deals connects them, UsageError where
    both names mean the same party.
    """
    start, end = find_party(store, one), find_party(store, other)
    if start.id == end.id:
        raise UsageError(f"{one} and {other} are both {start.name} ({start.id})")
    way = _way(store, start, end)
    return [
        {"hop": hop, **row, "from_role": row["from_role"].lower(), "to_role": row["to_role"].lower()}
        for hop, (a, b) in enumerate(pairwise(way), start=1)
        for row in store.query(BETWEEN, {"a": a, "b": b})
    ]


def _way(store: Store, start: Named, end: Named) -> list[str]:
    """The ids along the way; of several as short, the one whose hops most sources tell of, then the first by id."""
    before: dict[str, dict[str, int]] = {start.id: {}}
    reached: Iterable[str] = [start.id]
    for _ in range(MOST_HOPS):
        found: dict[str, dict[str, int]] = {}
        for from_id, to_id, sources in store.query(NEXT, {"ids": sorted(reached)}).rows:
            if to_id not in before:
                found.setdefault(to_id, {})[from_id] = sources
        before.update(found)
        if end.id in found:
            return _back(before, end.id)
        if not found:
            break
        reached = found
    raise NotFoundError(f"no chain of up to {MOST_HOPS} deals connects {start.name} and {end.name}")


def _back(before: Mapping[str, Mapping[str, int]], last: str) -> list[str]:
    way = [last]
    while came_from := before[way[-1]]:
        way.append(min(came_from, key=lambda party: (-came_from[party], party)))
    return way[::-1]
