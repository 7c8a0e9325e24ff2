"""Loading and removing: each change of the truth goes to the store together with what follows from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timezone
from typing import TypeVar

from dealgraph.graph.decisions import Decisions
from dealgraph.graph.derive import Edit, derive
from dealgraph.graph.stores.base import Store, Transaction, Writer
from dealgraph.graph.truth import Reading, Record
from dealgraph.schemas import Article, Evidence, Fact, Rejected
from dealgraph.schemas.graph import Decision

T = TypeVar("T")

BATCH = 500
"""Articles that one transaction loads: large enough for speed, small enough for a server's memory."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """An article as an extractor read it: its checked facts, and what the gate refused."""

    article: Article
    extractor: str
    facts: tuple[Fact, ...] = ()
    rejected: tuple[Rejected, ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """What a load did, in articles: new ones, those whose text or facts changed, those that were there as they are."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.new + other.new, self.changed + other.changed, self.unchanged + other.unchanged)


def load(
    store: Store,
    readings: Iterable[Loaded],
    *,
    batch: int = BATCH,
    on_batch: Callable[[Counts], None] | None = None,
    now: Callable[[], datetime] = lambda: datetime.now(timezone.utc),
) -> Counts:
    """Loads articles with their facts, `batch` of them in each transaction; `on_batch` hears the sum after each.

    What an extractor said of an article before is replaced; facts of other extractors stay as long as the article
    still says them. Loading twice changes nothing. When the iterable raises, what was read before it is loaded.
    """
    total = Counts()
    with store.writing() as writer:
        for group in _batches(readings, batch):
            total += _load_batch(writer, group, now().isoformat(timespec="seconds"))
            if on_batch:
                on_batch(total)
    return total


def remove(store: Store, ids: Sequence[str]) -> int:
    """Removes articles by their ids, with what only they support; how many were there."""
    removed = 0
    with store.writing() as writer:
        for start in range(0, len(ids), BATCH):
            wanted = ids[start : start + BATCH]

            def work(t: Transaction, wanted: Sequence[str] = wanted) -> int:
                before = t.records(wanted)
                return _write(t, before, dict.fromkeys(before))

            removed += writer.update(work)
    return removed


def decide(store: Store, *, add: Iterable[Decision] = (), undo: Iterable[str] = ()) -> int:
    """Keeps decisions, or drops those with the ids in `undo`; how many changed anything."""
    new, dropped = {d.id: d for d in add}, set(undo)

    def work(t: Transaction) -> int:
        before = t.decisions()
        kept = {d.id: d for d in before if d.id not in dropped}
        after = Decisions({**new, **kept}.values())
        changed = {d.id for d in before} ^ {d.id for d in after}
        if changed:
            edit = Edit({}, {}, before, after)
            t.write(edit, derive(edit, t))
        return len(changed)

    with store.writing() as writer:
        return writer.update(work)


def unread(store: Store, articles: Iterable[Article], extractor: str) -> list[Article]:
    """The articles that this extractor has still to read: new ones, edited ones, ones that others read."""
    wanted = {article.id: article for article in articles}
    for record in store.records(wanted):
        if extractor in record.readings and record.article == wanted[record.id]:
            del wanted[record.id]
    return list(wanted.values())


def _batches(readings: Iterable[Loaded], size: int) -> Iterable[list[Loaded]]:
    """Lists of up to `size`; where the source fails, what came before it is given out first."""
    iterator = iter(readings)
    group: list[Loaded] = []
    try:
        for reading in iterator:
            group.append(reading)
            if len(group) == size:
                yield group
                group = []
    except (Exception, KeyboardInterrupt):
        if group:
            yield group
        raise
    if group:
        yield group


def _load_batch(writer: Writer, group: Sequence[Loaded], now: str) -> Counts:
    def work(t: Transaction) -> Counts:
        before = t.records(sorted({reading.article.id for reading in group}))
        after: dict[str, Record] = dict(before)
        for reading in group:
            after[reading.article.id] = _with_reading(after.get(reading.article.id), reading, now)
        changed = {key: record for key, record in after.items() if key not in before or not record.same_as(before[key])}
        _write(t, {key: before.get(key) for key in changed}, changed)
        new = len(changed.keys() - before.keys())
        return Counts(new, len(changed) - new, len(after) - len(changed))

    return writer.update(work)


def _write(t: Transaction, before: Mapping[str, Record | None], after: Mapping[str, Record | None]) -> int:
    if before or after:
        decided = t.decisions()
        edit = Edit(before, after, decided, decided)
        t.write(edit, derive(edit, t))
    return len(after)


def _with_reading(record: Record | None, reading: Loaded, now: str) -> Record:
    """The record with what one extractor read replaced."""
    said = _by_extractor(reading)
    if record is None:
        return Record(reading.article, said, now)
    if record.article.content == reading.article.content:
        return replace(record, article=reading.article, readings={**record.readings, **said})
    kept = {name: _still_said(old, reading.article.content) for name, old in record.readings.items()}
    return Record(reading.article, {**kept, **said}, now)


def _by_extractor(reading: Loaded) -> dict[str, Reading]:
    """What was read, by the extractor that stands on each fact."""
    names = {reading.extractor, *(f.extractor for f in reading.facts), *(r.extractor for r in reading.rejected)}
    return {
        name: Reading(
            facts=_in_order({f.identity(reading.article.id): f for f in reading.facts if f.extractor == name}),
            rejected=_in_order({one.id: one for one in reading.rejected if one.extractor == name}),
        )
        for name in sorted(names)
    }


def _in_order(by_id: Mapping[str, T]) -> tuple[T, ...]:
    return tuple(by_id[key] for key in sorted(by_id))


def _still_said(reading: Reading, content: str) -> Reading:
    """The facts whose quotes all stand in the new text where they stood in the old one."""
    return replace(reading, facts=tuple(f for f in reading.facts if all(stands(e, content) for e in quotes_of(f))))


def stands(evidence: Evidence, content: str) -> bool:
    """Whether a quote stands in the content where it says."""
    return content[evidence.start : evidence.end] == evidence.quote


def quotes_of(fact: Fact) -> Iterable[Evidence]:
    """The evidence of a fact and of all its values."""
    values = (fact.amount, fact.stake, fact.valuation, fact.round, fact.position, fact.date)
    yield from fact.evidence
    yield from fact.status_evidence
    for holder in (*fact.participants, *fact.attributed_to, *(value for value in values if value)):
        yield from holder.evidence
