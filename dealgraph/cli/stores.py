"""The store of a command, opened and closed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from dealgraph.settings import store_address

if TYPE_CHECKING:
    from dealgraph.graph.stores.base import Store


@contextmanager
def opened_store(given: str | None, *, create: bool = False) -> Iterator[Store]:
    """The store at the address given, else where the environment says; a folder is made only if `create` says so.

    Raises what `store_address` and `open_store` raise.
    """
    from dealgraph.graph.stores.open import open_store

    store = open_store(store_address(given), create=create)
    try:
        yield store
    finally:
        store.close()
