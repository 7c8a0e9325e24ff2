"""The graph of the embedded store for Cypher: a kglite graph in memory, saved as one file.

It is worked out from what SQLite holds, without the articles' content, and can be thrown away at any time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from dealgraph.errors import QueryError, TimeLimitError
from dealgraph.graph.changes import Changes, difference
from dealgraph.graph.model import Part
from dealgraph.graph.properties import PROPERTIES
from dealgraph.graph.stores import dialect
from dealgraph.graph.stores.answers import result_of
from dealgraph.graph.stores.base import SCHEMA_VERSION, Result
from dealgraph.graph.stores.rows import statements

if TYPE_CHECKING:
    import kglite

NODE_IDS = "MATCH (n) WHERE elementId(n) IN $numbers RETURN elementId(n) AS number, n.id AS id"
STORE = {"id": "dealgraph", "name": "dealgraph", "type": "store", "schema": SCHEMA_VERSION}
"""The node of the store itself, which a server has too."""
SAMPLES: dict[Any, Any] = {str: "-", int: 0, float: 0.5, date: date(1970, 1, 1), list[str]: ["-"], list[int]: [0]}
ROWS = 10_000
"""Rows that one statement writes: bounds what a statement holds in memory."""


class Projection:
    """A graph that can be asked in Cypher, and brought up to date."""

    def __init__(self, graph: kglite.KnowledgeGraph) -> None:
        import kglite

        kglite.set_query_warning_policy("silent")  # a library doesn't print
        self._graph = graph

    @classmethod
    def empty(cls) -> Projection:
        """A graph without nodes that knows the labels and their properties, so that asking for one that no node has
        yet is no mistake; and that `name` is what a node is called by, which keeps the engine from adding a `title`.
        It learns both from one node of each label."""
        import kglite

        samples = {label: {name: SAMPLES[kind] for name, kind in table.items()} for label, table in PROPERTIES.items()}
        seeds = [
            {"type": label, "id_field": "id", "title_field": "name", "records": [sample]}
            for label, sample in {**samples, "Store": STORE}.items()
        ]
        graph = kglite.from_records({"nodes": seeds, "connections": []})
        graph.cypher("MATCH (n) WHERE NOT n:Store DELETE n")
        return cls(graph)

    @classmethod
    def of(cls, parts: Iterable[Part]) -> Projection:
        """The union of parts of which no edge comes before both its nodes."""
        projection = cls.empty()
        waiting = Part()
        for part in parts:
            waiting.add(part)
            if len(waiting.nodes) + len(waiting.edges) >= ROWS:
                projection.apply(difference(Part(), waiting))
                waiting = Part()
        projection.apply(difference(Part(), waiting))
        return projection

    @classmethod
    def load(cls, path: Path) -> Projection:
        """The graph saved there. Raises kglite.KgError where the file is missing or damaged."""
        import kglite

        return cls(kglite.load(str(path)))

    def save(self, path: Path) -> None:
        """Writes the file whole or not at all."""
        import warnings

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about parts that a mapped load can't read in place: we don't map
            self._graph.save(str(path))

    def apply(self, changes: Changes) -> None:
        self._graph.read_only(False)
        for statement in statements(changes):
            for start in range(0, len(statement.rows), ROWS):
                rows = statement.rows[start : start + ROWS]
                self._graph.cypher(statement.cypher, params={statement.parameter: rows}, timeout_ms=0)

    def query(self, cypher: str, parameters: Mapping[str, Any], *, timeout: float | None, limit: int | None) -> Result:
        """The answer to a statement that reads."""
        import kglite

        statement = dialect.translated(cypher, parameters)
        self._graph.read_only(True)
        try:
            view = self._graph.cypher(
                statement,
                params=dict(parameters),
                timeout_ms=max(1, int(timeout * 1000)) if timeout else 0,
                row_limit=limit,
                hide_structural_keys=True,
            )
        except kglite.CypherTimeoutError:
            raise TimeLimitError(f"the query ran longer than {timeout:g} s") from None
        except kglite.ReadOnlyError:
            raise QueryError("queries only read: nothing in the graph is changed by Cypher") from None
        except (kglite.KgError, ValueError, TypeError, OverflowError) as error:
            raise QueryError(dialect.explained(cypher, error)) from None
        return result_of(cast("kglite.ResultView", view), self._ids)

    def _ids(self, internal: list[int]) -> dict[int, str]:
        """The ids of nodes by the numbers that the engine gives them."""
        view = self._graph.cypher(NODE_IDS, params={"numbers": [str(number) for number in internal]})
        return {int(row["number"]): row["id"] for row in cast("kglite.ResultView", view).to_list()}
