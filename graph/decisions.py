"""What people decided, in the form in which resolution looks it up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from dealgraph.graph.names import person_core, read_name
from dealgraph.graph.records import StoredFact
from dealgraph.schemas.graph import Decision


class Decisions:
    """A set of decisions, found by what they point at. Iterates in the order of their ids."""

    def __init__(self, decisions: Iterable[Decision] = ()) -> None:
        self._all = tuple(sorted({d.id: d for d in decisions}.values(), key=lambda d: d.id))
        self._by_fact: dict[str, list[Decision]] = defaultdict(list)
        self._by_name: dict[str, list[Decision]] = defaultdict(list)
        for decision in self._all:
            for fact in decision.facts:
                self._by_fact[fact].append(decision)
            if not decision.facts:
                for key in name_keys_of(decision):
                    self._by_name[key].append(decision)

    @classmethod
    def of(cls, decisions: Iterable[Decision]) -> Decisions:
        """The decisions as they are, where they are indexed already."""
        return decisions if isinstance(decisions, Decisions) else cls(decisions)

    def __iter__(self) -> Iterator[Decision]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    def naming(self, core: str) -> Sequence[Decision]:
        """The decisions on companies everywhere that hold a name with this core."""
        return self._by_name.get(core, ())

    def about(self, fact: str) -> Sequence[Decision]:
        """The decisions that point at a fact."""
        return self._by_fact.get(fact, ())


def idle(
    decision: Decision,
    has_name: Callable[[str], bool],
    fact: Callable[[str], StoredFact | None],
) -> str | None:
    """Why a decision changes nothing in a graph, None where it applies. `has_name` says whether some mention bears a
    name with this core, `fact` looks a fact up. An entry of an imported list waits for its company, so it's never
    idle."""
    if decision.kind == "company":
        return None
    facts = [found for key in decision.facts if (found := fact(key)) is not None]
    if decision.facts and len(facts) < (2 if decision.kind == "merge_deals" else 1):
        return "its facts are gone" if not facts else "only one of its facts is left"
    cores = [{read_name(name).core, person_core(name)} for name in decision.names]
    if facts and cores:
        forms = {form for found in facts for p in found.fact.participants for form in p.forms}
        borne = {core for form in forms for core in (read_name(form).core, person_core(form))}
        return None if any(core & borne for core in cores) else "its facts no longer bear its names"
    known = sum(any(has_name(core) for core in found) for found in cores)
    if cores and known < (2 if decision.kind == "merge_companies" else 1):
        return "its names are gone" if not known else "only one of its names is left"
    return None


def name_keys_of(decision: Decision) -> frozenset[str]:
    """The cores of a decision's names, read as a company's and as a person's."""
    return frozenset(core for name in decision.names for core in (read_name(name).core, person_core(name)))
