"""Which part of the graph people want: the deals around a company, of some types, of some time, with all that bears
them out; or the parties alone, with an edge for each deal between them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from dealgraph.graph.decisions import Decisions
from dealgraph.graph.known import DealState, PartyState
from dealgraph.graph.lookups import find_party
from dealgraph.graph.model import DEAL, DIRECT_TYPES, FACT, PARTIES, SOURCE, EdgeKey, NodeKey, Part, Properties
from dealgraph.graph.stores.base import Store
from dealgraph.graph.truth import Record
from dealgraph.graph.whole import parts_of
from dealgraph.schemas import FactType
from dealgraph.schemas.graph import Deal

View = Literal["whole", "parties"]

CARRIED = ("name", "type", "amount_usd", "first_reported", "last_reported", "sources", "contested")
"""Values of a deal that an edge between its parties carries where the deal's own node isn't shown."""
ARTICLES_ABOUT = """
MATCH (a:Article)-[:STATES]->(:Fact)-[:ABOUT]->(d:Deal)
WHERE d.id IN $ids
RETURN DISTINCT a.id AS id
ORDER BY id
"""
AT_ONCE = 500
"""Articles that are read at a time."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Which deals: all of them, or those that pass every filter that is set.

    - `company`: a name, alias or id of a company or person, and `depth`, how many deals away from it they may be: 1
      for its own, 2 for those of its counterparts as well, and so on along deals that pass the other filters.
    - `types`: the types of deals.
    - `since`, `until`: ISO 8601, as precise as wanted, both inclusive; of the day a deal was announced, of its first
      report where that isn't known. A deal without any date passes neither.
    """

    company: str | None = None
    depth: int = 1
    types: frozenset[FactType] = frozenset()
    since: str | None = None
    until: str | None = None

    @property
    def everything(self) -> bool:
        return not (self.company or self.types or self.since or self.until)

    def holds(self, deal: Deal) -> bool:
        """Whether type and time of the deal pass."""
        when = (deal.announced or deal.first_reported or "")[:10]
        return (not self.types or deal.type in self.types) and within(when, self.since, self.until)


def within(when: str, since: str | None, until: str | None) -> bool:
    """Whether a date lies between two others, both inclusive; what is less precise is given the benefit of the doubt.

    >>> within("2025", "2025-06", None), within("2025-06-13", None, "2025-06"), within("", "2025", None)
    (True, True, False)
    """
    if not when:
        return not since and not until
    return (not since or when >= since[: len(when)]) and (not until or when[: len(until)] <= until)


def chosen_parts(store: Store, selection: Selection | None = None, view: View = "whole") -> Iterator[Part]:
    """The chosen deals with their parties, facts, articles and sources, each node and edge once and no edge before its
    nodes; everything, decisions and rejected facts among it, where nothing narrows it down. The view of `parties`
    leaves out all but the parties and the edges between them (`parties_alone`).

    Raises NotFoundError where nothing bears the name of the company.
    """
    selection = selection or Selection()
    parts = distinct(parts_of(store) if selection.everything else _parts_about(store, _deals(store, selection)))
    return parties_alone(parts) if view == "parties" else parts


def distinct(parts: Iterable[Part]) -> Iterator[Part]:
    """The parts, with each `Source` (the one label whose nodes stand in several parts) in the first of them alone."""
    seen: set[NodeKey] = set()
    for part in parts:
        yield Part({node: values for node, values in part.nodes.items() if node not in seen}, part.edges)
        seen.update(node for node in part.nodes if node.label == SOURCE)


def parties_alone(parts: Iterable[Part]) -> Iterator[Part]:
    """Companies and persons with the edges straight between them, which carry the `CARRIED` values of their deals. A
    deal that these edges don't show in full, such as a listing or one with a seller, stands between its parties."""
    for part in map(with_deal_values, parts):
        straight = {edge for edge in part.edges if edge.type in DIRECT_TYPES}
        roles = {edge for edge in part.edges if edge.end.label == DEAL and edge.start.label in PARTIES}
        drawn = {end for edge in straight for end in (edge.start, edge.end)}
        hidden = all(edge.start in drawn for edge in roles)
        labels = PARTIES if hidden else (*PARTIES, DEAL)
        edges = straight if hidden else straight | roles
        yield Part(
            {node: values for node, values in part.nodes.items() if node.label in labels},
            {edge: values for edge, values in part.edges.items() if edge in edges},
        )


def with_deal_values(part: Part) -> Part:
    """The part, with the `CARRIED` values of its deal on the edges between the parties."""
    deal = next((values for node, values in part.nodes.items() if node.label == DEAL), {})
    carried: Properties = {name: deal[name] for name in CARRIED if name in deal}
    edges = {
        edge: {**carried, **values} if edge.type in DIRECT_TYPES else values for edge, values in part.edges.items()
    }
    return Part(part.nodes, edges)


def _deals(store: Store, selection: Selection) -> dict[str, tuple[str, ...]]:
    """The facts of the chosen deals, by the deals' ids."""
    reached = {find_party(store, selection.company).id} if selection.company else None
    found: dict[str, tuple[str, ...]] = {}
    for _ in range(selection.depth if reached else 1):
        parties: set[str] = set()
        for state in store.states()[1]:
            deal, named = state.deal, {one.party for one in state.deal.parties}
            if selection.holds(deal) and (reached is None or reached & named):
                found[deal.id] = deal.facts
                parties |= named
        if reached is None or parties <= reached:
            break
        reached |= parties
    return found


def _parts_about(store: Store, facts: Mapping[str, tuple[str, ...]]) -> Iterator[Part]:
    """The deals, and what leads to them. A node comes with the first edge that needs it."""
    told = {fact for some in facts.values() for fact in some}
    waiting: dict[NodeKey, Properties] = {}
    for part in parts_of(_About(store, facts)):
        waiting.update((node, values) for node, values in part.nodes.items() if node.label in PARTIES)
        edges = {edge: values for edge, values in part.edges.items() if _told(edge, told)}
        ends = dict.fromkeys(end for edge in edges for end in (edge.start, edge.end))
        here = {node: part.nodes[node] for node in ends if node in part.nodes}
        yield Part({node: waiting.pop(node) for node in ends if node in waiting} | here, edges)


@dataclass(frozen=True, slots=True)
class _About:
    """What a store holds of some deals, and of the articles that tell of them."""

    store: Store
    deals: Collection[str]

    def records(self) -> Iterator[Record]:
        ids = (
            article for (article,) in self.store.query(ARTICLES_ABOUT, {"ids": sorted(self.deals)}, timeout=None).rows
        )
        while some := list(islice(ids, AT_ONCE)):
            yield from self.store.records(some)

    def decisions(self) -> Decisions:
        return self.store.decisions()

    def states(self) -> tuple[Iterator[PartyState], Iterator[DealState]]:
        parties, deals = self.store.states()
        return parties, (state for state in deals if state.deal.id in self.deals)


def _told(edge: EdgeKey, facts: set[str]) -> bool:
    return all(end.id in facts for end in (edge.start, edge.end) if end.label == FACT)
