"""What every extractor is: rules, a model, an LLM or a file of facts behind one interface."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from dealgraph.schemas import Article, Fact


class Extractor(Protocol):
    """Reads articles and says which facts they state. What it says is checked by the gate before anyone sees it."""

    @property
    def name(self) -> str:
        """Name and version, `dealgraph-1.0`: stands on every fact; a reload replaces the facts of the same name."""

    def extract(self, articles: Iterable[Article]) -> Iterator[list[Fact]]:
        """One list of facts an article, in the order of the articles; may read ahead to work in batches.

        The facts of an article do not depend on its neighbours."""
