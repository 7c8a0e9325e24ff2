"""The stores on which the contract is tested: all that these tests say holds on both."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from dealgraph.graph.stores.base import Store
from dealgraph.graph.stores.open import open_store
from tests.conftest import empty

__all__ = ["empty", "opened", "store"]


@pytest.fixture
def opened() -> Iterator[Callable[[str], Store]]:
    """Opens stores that are closed when the test ends."""
    stores: list[Store] = []

    def open_one(place: str) -> Store:
        stores.append(open_store(place))
        return stores[-1]

    yield open_one
    for store in stores:
        store.close()


@pytest.fixture
def store(address: str, opened: Callable[[str], Store]) -> Store:
    """A store that holds nothing yet."""
    return opened(address)
