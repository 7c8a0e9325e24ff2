"""What people decided, in the form that resolution looks it up in."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from dealgraph.schemas.graph import Decision


class Decisions:
    """A set of decisions, indexed by the facts that they point at. Iterates in the order of their ids."""

    def __init__(self, decisions: Iterable[Decision] = ()) -> None:
        self._by_id = {decision.id: decision for decision in decisions}

    @classmethod
    def of(cls, decisions: Iterable[Decision]) -> Decisions:
        return decisions if isinstance(decisions, Decisions) else cls(decisions)

    def __iter__(self):  # type: ignore[no-untyped-def]
        return iter(self._by_id[key] for key in sorted(self._by_id))

    def __len__(self) -> int:
        return len(self._by_id)

    @cached_property
    def by_fact(self) -> dict[str, tuple[Decision, ...]]:
        """Fact id -> the decisions that point at it."""
        found: dict[str, list[Decision]] = {}
        for decision in self:
            for fact in decision.facts:
                found.setdefault(fact, []).append(decision)
        return {fact: tuple(ds) for fact, ds in found.items()}
