"""From one store to another: what is true is copied, what follows from it is worked out there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from dealgraph.graph.decisions import Decisions
from dealgraph.graph.derive import Edit, derive
from dealgraph.graph.loader import Counts
from dealgraph.graph.stores.base import Store, Transaction
from dealgraph.graph.truth import Record

BATCH = 500
"""Articles that one transaction writes."""


def copy(source: Store, target: Store, *, on_batch: Callable[[Counts], None] | None = None) -> Counts:
    """Copies all articles with what was read in them, when they came, and all decisions; `on_batch` hears the sum after
    each batch.

    An article that the target has already is replaced by the source's where they differ, all else in the target stays.
    A copy that was stopped goes on where it was when it is made again. Raises StoreError and StoreLockedError.
    """
    total = Counts()
    with target.writing() as writer:
        decided = list(source.decisions())
        writer.update(lambda t: _decide(t, Decisions({d.id: d for d in (*t.decisions(), *decided)}.values())))
        for records in _batches(source.records()):
            total += writer.update(lambda t, records=records: _write(t, records))  # type: ignore[misc]
            if on_batch:
                on_batch(total)
    return total


def _decide(t: Transaction, after: Decisions) -> None:
    edit = Edit({}, {}, t.decisions(), after)
    if edit.redecided:
        t.write(edit, derive(edit, t))


def _write(t: Transaction, records: Sequence[Record]) -> Counts:
    before = t.records([record.id for record in records])
    after = {record.id: record for record in records if before.get(record.id) != record}
    if after:
        decided = t.decisions()
        edit = Edit({key: before.get(key) for key in after}, after, decided, decided)
        t.write(edit, derive(edit, t))
    new = len(after.keys() - before.keys())
    return Counts(new, len(after) - new, len(records) - len(after))


def _batches(records: Iterator[Record]) -> Iterator[list[Record]]:
    while batch := list(islice(records, BATCH)):
        yield batch
