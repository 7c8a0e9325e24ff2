"""dealgraph turns news articles into a graph of corporate deals in which every value can be traced to its words.

    import dealgraph

    with closing(dealgraph.open_store("dealgraph.db")) as store:
        dealgraph.ingest(store, dealgraph.read(["articles/"]))
        for deal in dealgraph.company(store, "Scale AI").deals:
            print(deal["name"])

What is imported here is loaded when it is first used, so that `import dealgraph` takes no time.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dealgraph.errors import DealgraphError
    from dealgraph.extractors.extractor import Extractor
    from dealgraph.extractors.given import GivenFacts
    from dealgraph.extractors.reading import Unreadable, read
    from dealgraph.graph.deal_lookups import changes, deal, timeline
    from dealgraph.graph.export import export
    from dealgraph.graph.lookups import company
    from dealgraph.graph.network import network
    from dealgraph.graph.paths import path
    from dealgraph.graph.selection import Selection
    from dealgraph.graph.stores.base import Result, Store
    from dealgraph.graph.stores.open import open_store
    from dealgraph.pipeline import Checked, Report, default_extractor, extract, ingest
    from dealgraph.schemas import Article, Evidence, Fact, fact_name, from_guide, to_guide

__all__ = [
    "Article",
    "Checked",
    "DealgraphError",
    "Evidence",
    "Extractor",
    "Fact",
    "GivenFacts",
    "Report",
    "Result",
    "Selection",
    "Store",
    "Unreadable",
    "changes",
    "company",
    "deal",
    "default_extractor",
    "export",
    "extract",
    "fact_name",
    "from_guide",
    "ingest",
    "network",
    "open_store",
    "path",
    "read",
    "timeline",
    "to_guide",
]

_HOMES = {
    "dealgraph.errors": ("DealgraphError",),
    "dealgraph.extractors.extractor": ("Extractor",),
    "dealgraph.extractors.given": ("GivenFacts",),
    "dealgraph.extractors.reading": ("Unreadable", "read"),
    "dealgraph.graph.deal_lookups": ("changes", "deal", "timeline"),
    "dealgraph.graph.export": ("export",),
    "dealgraph.graph.lookups": ("company",),
    "dealgraph.graph.network": ("network",),
    "dealgraph.graph.paths": ("path",),
    "dealgraph.graph.selection": ("Selection",),
    "dealgraph.graph.stores.base": ("Result", "Store"),
    "dealgraph.graph.stores.open": ("open_store",),
    "dealgraph.pipeline": ("Checked", "Report", "default_extractor", "extract", "ingest"),
    "dealgraph.schemas": ("Article", "Evidence", "Fact", "fact_name", "from_guide", "to_guide"),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    """Loads a public name from its home (PEP 562)."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
