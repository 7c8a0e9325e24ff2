"""Which parties and deals are found under which keys, in the memory of a process that loads into a server.

The server's index of keys costs a round trip for each look-up, and most look-ups of a load find nothing. So a process
that loads much reads all keys once and keeps them up with what it writes; whether others have written since, it sees
from a counter.
"""

from __future__ import annotations

from collections.abc import Iterable

MOST_STATES = 20_000
"""A graph with more parties and deals than this is asked for its keys, until as many keys have been asked for."""


class KeyIndex:
    """The ids of parties or deals under their keys. Keys are kept as hashes, and ids stay under keys that they had, so
    an answer may hold ids too many, never too few."""

    def __init__(self) -> None:
        self._ids: dict[int, str | tuple[str, ...]] = {}

    def add(self, found: str, keys: Iterable[str]) -> None:
        for key in map(hash, keys):
            known = self._ids.get(key)
            if known is None:
                self._ids[key] = found
            else:
                ids = (known,) if isinstance(known, str) else known
                if found not in ids:
                    self._ids[key] = (*ids, found)

    def ids(self, keys: Iterable[str]) -> list[str]:
        """The ids under any of the keys, sorted."""
        found: set[str] = set()
        for key in keys:
            known = self._ids.get(hash(key))
            if known is not None:
                found.update((known,) if isinstance(known, str) else known)
        return sorted(found)
