"""The whole graph as a stream of parts: what a store is rebuilt from, and what exports write."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dealgraph.graph.decisions import Decisions
from dealgraph.graph.known import DealState, PartyState
from dealgraph.graph.model import Part, article_part, deal_part, decision_part, naming_part, party_part
from dealgraph.graph.naming import naming_of
from dealgraph.graph.stores.base import Store
from dealgraph.graph.truth import Record


def parts_of(store: Store) -> Iterator[Part]:
    """The whole graph of a store."""
    parties, deals = store.states()
    return all_parts(store.decisions(), parties, store.records(), deals)


def all_parts(
    decisions: Decisions, parties: Iterable[PartyState], records: Iterable[Record], deals: Iterable[DealState]
) -> Iterator[Part]:
    """Parts whose union is the graph, in an order in which no edge comes before its nodes.

    Only `Source` nodes stand in several parts. Memory holds the namings of all parties and the urls of all facts.
    """
    yield from map(decision_part, decisions)
    party_ids: dict[object, str] = {}
    for state in parties:
        yield party_part(state.party)
        party_ids.update(dict.fromkeys(state.counts, state.party.id))
    urls: dict[str, str | None] = {}
    for record in records:
        yield article_part(record)
        for stored in record.facts:
            urls[stored.id] = stored.article.url
            indices = range(len(stored.fact.participants))
            yield naming_part(stored, [party_ids[naming_of(stored, index, decisions)] for index in indices])
    for deal_state in deals:
        yield deal_part(deal_state.deal, urls)
