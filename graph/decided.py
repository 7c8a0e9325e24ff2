"""What people decide about companies and deals, in their words: which decision a merge, a split or a list means, and
which of the decisions that are kept change anything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dealgraph.errors import UsageError
from dealgraph.graph.decisions import idle, name_keys_of
from dealgraph.graph.lookups import PARTY_NAMES, Named, facts_about, find_deal, find_party
from dealgraph.graph.records import StoredFact
from dealgraph.graph.stores.base import Store
from dealgraph.schemas.graph import Decision

ARTICLES_OF_FACTS = "MATCH (a:Article)-[:STATES]->(f:Fact) WHERE f.id IN $ids RETURN DISTINCT a.id AS id ORDER BY id"


class Standing(NamedTuple):
    """A decision, and why it changes nothing; None where it applies."""

    decision: Decision
    idle: str | None


def merge_companies(store: Store, names: Sequence[str]) -> Decision:
    """That the companies, or persons, of these names are one. Raises NotFoundError for a name that nobody has."""
    return Decision(kind="merge_companies", names=tuple(dict.fromkeys(_borne(store, name) for name in names)))


def split_companies(store: Store, names: Sequence[str], facts: Sequence[str] = ()) -> Decision:
    """That what bears one of the names is another company than all else it is taken for; in these facts alone where
    some are given. Raises NotFoundError for a name or fact that is not there, UsageError where nothing would be left
    to be parted from."""
    parties = [find_party(store, name) for name in names]
    told = {party.id: set(party.aliases) | {party.name} for party in parties}
    borne = tuple(dict.fromkeys(_borne(store, name) for name in names))
    if not facts and all(others <= set(borne) for others in told.values()):
        raise UsageError(f"{' and '.join(borne)} would be parted from nothing: no other name is taken for the same")
    for fact in facts:
        find_deal(store, fact)
    return Decision(kind="split_companies", names=borne, facts=tuple(dict.fromkeys(facts)))


def merge_deals(store: Store, deals: Sequence[str]) -> Decision:
    """That the deals of these ids, or that these facts are about, are one. Raises NotFoundError for an id that is not
    there, UsageError where they are one already."""
    ids = list(dict.fromkeys(find_deal(store, name) for name in deals))
    if len(ids) < 2:
        raise UsageError(f"that is one deal already: {ids[0]}")
    return Decision(kind="merge_deals", facts=tuple(fact for one in ids for fact in facts_about(store, one)))


def split_deals(store: Store, facts: Sequence[str]) -> Decision:
    """That these facts tell of another deal than all else. Raises NotFoundError for a fact that is not there,
    UsageError for an id that is no fact's, or where nothing would be left to be parted from."""
    wanted = list(dict.fromkeys(facts))
    whole = {deal: facts_about(store, deal) for deal in dict.fromkeys(find_deal(store, fact) for fact in wanted)}
    if deals := [name for name in wanted if name in whole]:
        raise UsageError(f"{deals[0]} is a deal: name the facts that tell of another one")
    if all(set(told) <= set(wanted) for told in whole.values()):
        raise UsageError("these facts are all that tell of the deal: nothing would be left to be parted from")
    return Decision(kind="split_deals", facts=tuple(wanted))


def superseded(store: Store, listed: Sequence[Decision]) -> list[str]:
    """The ids of entries of earlier lists that call a company as one of these does and say something else of it."""
    new, names = {decision.id for decision in listed}, {decision.names[0] for decision in listed}
    kept = (one for one in store.decisions() if one.kind == "company")
    return [one.id for one in kept if one.names[0] in names and one.id not in new]


def standing(store: Store) -> Iterator[Standing]:
    """All decisions that are kept, in the order of their ids."""
    decisions = store.decisions()
    if not len(decisions):
        return
    facts = _facts(store, sorted({fact for decision in decisions for fact in decision.facts}))
    cores: set[str] = set()
    for row in store.query(PARTY_NAMES, timeout=None):
        names = tuple(dict.fromkeys((row["name"], *(row["aliases"] or ()))))
        cores |= name_keys_of(Decision(kind="company", names=names))
    for decision in decisions:
        yield Standing(decision, idle(decision, cores.__contains__, facts.get))


def _borne(store: Store, name: str) -> str:
    """The name as some mention bears it; the party's own name where it was found by its id."""
    party: Named = find_party(store, name)
    return next((alias for alias in party.aliases if alias.casefold() == name.casefold()), party.name)


def _facts(store: Store, ids: Sequence[str]) -> dict[str, StoredFact]:
    articles = [str(row["id"]) for row in store.query(ARTICLES_OF_FACTS, {"ids": list(ids)}, timeout=None)]
    return {stored.id: stored for record in store.records(articles) for stored in record.facts}
