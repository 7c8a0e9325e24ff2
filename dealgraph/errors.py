"""Every error that dealgraph raises on purpose, with the exit code that the command line gives it.

    DealgraphError
    ├── InputError           an input can't be read or isn't there          exit 1
    │   ├── ArticleError     one article or record of an input              exit 1
    │   └── NotFoundError    nothing has that name or id                    exit 1
    ├── UsageError           options or settings that don't fit together    exit 2
    │   └── QueryError       a Cypher statement that is wrong or refused    exit 2
    ├── StoreError           the store can't be reached, opened or written  exit 3
    │   ├── StoreLockedError another process is writing to it               exit 3
    │   └── StoreSchemaError written by another version                     exit 3
    └── TimeLimitError       a query ran past its time                      exit 4

The message of each is one sentence that a user can act on.
"""

from __future__ import annotations

from collections.abc import Sequence


class DealgraphError(Exception):
    """Base of all errors raised on purpose."""

    exit_code = 1


class InputError(DealgraphError):
    """An input can't be read or isn't there."""


class ArticleError(InputError):
    """One article or record can't be used; the rest of its input goes on.

    `where` names the place as a user knows it: `news.jsonl, line 7`.
    """

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"{where}: {reason}")
        self.where = where
        self.reason = reason


class NotFoundError(InputError):
    """Nothing in the store has that name or id; `suggestions` are near misses, best first."""

    def __init__(self, message: str, suggestions: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.suggestions = tuple(suggestions)


class UsageError(DealgraphError):
    """Options or settings that don't fit together."""

    exit_code = 2


class QueryError(UsageError):
    """A Cypher statement that is wrong, or that this store refuses."""


class StoreError(DealgraphError):
    """The store can't be reached, opened or written."""

    exit_code = 3


class StoreLockedError(StoreError):
    """Another process is writing to the store."""


class StoreSchemaError(StoreError):
    """The store was written by another version of dealgraph."""


class TimeLimitError(DealgraphError):
    """A query ran past the time it was given."""

    exit_code = 4
