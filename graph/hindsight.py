"""A company's deals as they were known on a day, and why its names are one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dealgraph.graph.deal_lookups import deal_values
from dealgraph.graph.lookups import ROLE_ORDER, Company, find_party, reports_of
from dealgraph.graph.records import StoredFact
from dealgraph.graph.selection import within
from dealgraph.graph.stores.base import Store
from dealgraph.schemas.graph import Deal, Party

Row = dict[str, Any]

NAMED = """
MATCH (p:Company|Person {id: $id})-->(d:Deal)
WITH DISTINCT d
MATCH (party:Company|Person)<-[n:NAMES]-(f:Fact)-[:ABOUT]->(d)
RETURN f.id AS fact, n.role AS role, n.name AS name, party.id AS id, party.name AS party, party.type AS type
"""


class _Named:
    """Which party each participant of the facts names, as the graph has it."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._parties = {
            (row["fact"], row["role"], row["name"]): Party(
                id=row["id"], kind=row["type"], name=row["party"], aliases=()
            )
            for row in rows
        }
        self.names = {party.id: party.name for party in self._parties.values()}

    def of(self, stored: StoredFact, index: int) -> Party:
        participant = stored.fact.participants[index]
        return self._parties[stored.id, participant.role, participant.name]


def company_as_of(store: Store, name: str, day: str, *, sources: bool = False) -> Company:
    """The deals of a company or person as the articles published up to a day (ISO 8601, as precise as wanted) tell
    them: rows as `lookups.relationships` gives them, newest first; with `sources` also what each of these articles
    says, as `lookups.with_reports` gives it. Names mean what they mean today, and `deal` is the id that the deal has
    today. Articles without a date tell nothing. Raises NotFoundError as `find_party` does."""
    from dealgraph.graph.deals import group_deals

    party = find_party(store, name)
    told = reports_of(store, party.id)
    then = {row["fact"]: row for row in told if row["published"] and within(row["published"], None, day)}
    today = {fact: row.pop("deal") for fact, row in then.items()}
    records = store.records({row["article"] for row in then.values()})
    facts = [stored for record in records for stored in record.facts if stored.id in then]
    named = _Named(store.query(NAMED, {"id": party.id}))
    deals = group_deals(facts, named, store.decisions())
    found: list[Row] = []
    for one in deals:
        reports = {"reports": [row for fact, row in then.items() if fact in one.facts]} if sources else {}
        rows = _rows(one, party.id, named.names)
        found += ({**row, "deal": today[one.facts[0]], **reports} for row in rows)
    return Company(party, sorted(found, key=lambda row: (row["last_reported"] or "", row["deal"]), reverse=True))


def _rows(one: Deal, party_id: str, names: Mapping[str, str]) -> Iterable[Row]:
    others: list[Row] = [
        {"role": p.role, "id": p.party, "name": names[p.party]} for p in one.parties if p.party != party_id
    ]
    others.sort(key=lambda other: (ROLE_ORDER.index(other["role"]), other["name"]))
    for role in dict.fromkeys(p.role for p in one.parties if p.party == party_id):
        yield {**deal_values(one), "role": role, "with": others}


def why(store: Store, name: str) -> list[Row]:
    """Why the names of a company or person are one: `name` is `other`, by which `rule`, `because` of what; `mentions`
    says how often the name was used. A name that nothing had to join comes with `rule` None.

    Raises NotFoundError as `find_party` does.
    """
    found = store.parties([find_party(store, name).id])
    return [row for party in found for row in _reasons(party)]


def _reasons(party: Party) -> Iterable[Row]:
    mentions = dict(party.aliases)
    joined = set()
    for join in party.joins:
        first, second = join.names
        joined |= {first, second}
        yield {
            "name": first,
            "other": second,
            "rule": join.rule,
            "because": join.because,
            "mentions": mentions.get(first, 0),
        }
    for alias, count in party.aliases:
        if alias not in joined:
            yield {"name": alias, "other": None, "rule": None, "because": None, "mentions": count}
