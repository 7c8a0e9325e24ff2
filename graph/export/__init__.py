"""The graph in the formats of other tools, each in a module of its own, written as a stream."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import IO

from dealgraph.graph.export.graphml import write_graphml
from dealgraph.graph.model import Part
from dealgraph.graph.stores.base import Store
from dealgraph.graph.whole import parts_of

WRITERS: Mapping[str, Callable[[Callable[[], Iterator[Part]], IO[str]], None]] = {"graphml": write_graphml}
"""By name of the format. A writer may call for the parts more than once."""


def export(store: Store, form: str, out: IO[str]) -> None:
    """Writes the whole graph of a store in one of the formats of `WRITERS`."""
    WRITERS[form](lambda: parts_of(store), out)
