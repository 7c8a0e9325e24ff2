"""The whole graph as a stream of parts: what a store is rebuilt from, and what exports write."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from dealgraph.graph.decisions import Decisions
from dealgraph.graph.known import DealState, PartyState
from dealgraph.graph.model import Part, article_part, deal_part, decision_part, naming_part, party_part
from dealgraph.graph.naming import Naming, naming_of
from dealgraph.graph.truth import Record
from dealgraph.schemas.graph import Party


class Held(Protocol):
    """What is true and what was worked out of it, as a store holds it."""

    def records(self) -> Iterator[Record]: ...

    def decisions(self) -> Decisions: ...

    def states(self) -> tuple[Iterator[PartyState], Iterator[DealState]]: ...


def parts_of(held: Held) -> Iterator[Part]:
    """Parts whose union is the graph, in an order in which no edge comes before its nodes.

    Only `Source` nodes stand in several parts. Memory holds the parties and the urls of all facts.
    """
    decisions = held.decisions()
    yield from map(decision_part, decisions)
    parties, deals = held.states()
    named: dict[Naming, Party] = {naming: state.party for state in parties for naming in state.counts}
    read = {(r.fact, r.index): r.party for state in deals for r in state.deal.readings}
    waiting = {party.id: party for party in named.values()}
    urls: dict[str, str | None] = {}
    for record in held.records():
        yield article_part(record)
        for stored in record.facts:
            urls[stored.id] = stored.article.url
            own = [named[naming_of(stored, index, decisions)].id for index in range(len(stored.fact.participants))]
            ids = [read.get((stored.id, index), party) for index, party in enumerate(own)]
            yield from (party_part(waiting.pop(party)) for party in dict.fromkeys(ids) if party in waiting)
            yield naming_part(stored, ids)
    for state in held.states()[1]:
        yield deal_part(state.deal, urls)
