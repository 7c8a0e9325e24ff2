"""Facts, parties and deals as nodes and edges: the graph's tables, and pure functions that fill them.

A `Part` is a piece of the graph. The functions here say which part follows from one article, one party, one deal;
the whole graph is the union of all of them. Every label has an `id`, a `name` and a `type` of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations, product
from typing import NamedTuple

from dealgraph.graph.records import StoredFact
from dealgraph.graph.truth import Record
from dealgraph.schemas import FACT_TYPES, ROLES, Evidence, FactType, Money, fact_name
from dealgraph.schemas.graph import Deal, DealParty, Decision, Party, ValueName
from dealgraph.schemas.roles import Role

Scalar = str | int | float | bool | date
Property = Scalar | list[str] | list[int]
Properties = dict[str, Property]

ARTICLE, FACT, DEAL, COMPANY, PERSON, SOURCE, DECISION, REJECTED = LABELS = (
    "Article",
    "Fact",
    "Deal",
    "Company",
    "Person",
    "Source",
    "Decision",
    "Rejected",
)
PARTIES = (COMPANY, PERSON)
DEAL_LABELS: dict[FactType, str] = {kind: kind.title().replace("_", "") for kind in FACT_TYPES}
"""The second label of a deal: `Acquisition`, `JointVenture`."""

REGISTERS = {"LEI": "lei", "WIKIDATA": "wikidata"}
"""Schemes of identifiers that have a property of their own; the others are exchanges, and the identifier a ticker."""

DIRECT: dict[FactType, tuple[tuple[Role, Role], ...]] = {
    "acquisition": (("acquirer", "target"),),
    "investment": (("investor", "investee"),),
    "divestiture": (("seller", "target"),),
    "ownership": (("owner", "owned"),),
    "supply": (("supplier", "customer"),),
    "debt": (("lender", "borrower"),),
    "executive_move": (("person", "company_from"), ("person", "company_to")),
}
"""Between which roles a deal draws an edge straight from party to party, from the first to the second."""
PEERS: tuple[FactType, ...] = ("merger", "partnership", "joint_venture")
"""Deals of peers: one edge for each two of them, from the id that sorts first."""
DIRECTIONS: dict[Role, str] = {"company_from": "from", "company_to": "to"}


class EdgeKind(NamedTuple):
    """A kind of edge; `key` are the properties that tell parallel edges of it apart."""

    type: str
    start: str
    end: str
    key: tuple[str, ...] = ()


def _direct_kinds() -> list[EdgeKind]:
    kinds = [
        EdgeKind(kind.upper(), a, b, ("deal_id",)) for kind in (*DIRECT, *PEERS) for a, b in product(PARTIES, PARTIES)
    ]
    return [k._replace(key=("deal_id", "direction")) if k.type == "EXECUTIVE_MOVE" else k for k in kinds]


DIRECT_TYPES = [kind.upper() for kind in (*DIRECT, *PEERS)]
"""The types of the edges straight between parties."""
ROLE_TYPES = sorted({role.upper() for table in ROLES.values() for role in table.allowed})
EDGE_KINDS: tuple[EdgeKind, ...] = (
    EdgeKind("STATES", ARTICLE, FACT),
    EdgeKind("ABOUT", FACT, DEAL),
    EdgeKind("ATTRIBUTED_TO", FACT, SOURCE),
    *(EdgeKind("NAMES", FACT, party, ("role", "name")) for party in PARTIES),
    *(EdgeKind(role, party, DEAL) for role in ROLE_TYPES for party in PARTIES),
    *_direct_kinds(),
)
KIND = {(kind.type, kind.start, kind.end): kind for kind in EDGE_KINDS}


NEEDED_BY = {SOURCE: "ATTRIBUTED_TO", COMPANY: "NAMES", PERSON: "NAMES"}
"""Nodes that are in the graph as long as an edge of this type leads to them."""


class NodeKey(NamedTuple):
    label: str
    id: str


class EdgeKey(NamedTuple):
    """`key` holds the values of the kind's key properties."""

    type: str
    start: NodeKey
    end: NodeKey
    key: tuple[str, ...] = ()

    @property
    def kind(self) -> EdgeKind:
        return KIND[self.type, self.start.label, self.end.label]


@dataclass(slots=True)
class Part:
    """A piece of the graph: the properties of its nodes and edges. A property that has no value is left out."""

    nodes: dict[NodeKey, Properties] = field(default_factory=dict)
    edges: dict[EdgeKey, Properties] = field(default_factory=dict)

    def add(self, other: Part) -> None:
        self.nodes.update(other.nodes)
        self.edges.update(other.edges)

    def node(self, key: NodeKey, **values: Property | None) -> NodeKey:
        self.nodes[key] = {"id": key.id, **_known(values)}
        return key

    def edge(self, kind: str, start: NodeKey, end: NodeKey, **values: Property | None) -> None:
        properties = _known(values)
        key = tuple(str(properties[name]) for name in KIND[kind, start.label, end.label].key)
        self.edges[EdgeKey(kind, start, end, key)] = properties


def union(parts: Iterable[Part]) -> Part:
    whole = Part()
    for part in parts:
        whole.add(part)
    return whole


def party_key(party_id: str) -> NodeKey:
    """The node of a party; ids of persons start with `p-`."""
    return NodeKey(PERSON if party_id.startswith("p-") else COMPANY, party_id)


def article_part(record: Record) -> Part:
    """The article without its content, its facts with whom they credit, and what the gate refused of it."""
    part, article = Part(), record.article
    start = part.node(
        NodeKey(ARTICLE, record.id),
        name=article.name,
        type="article",
        doc_id=article.doc_id,
        url=article.url,
        publisher=article.publisher,
        published=article.published,
        language=article.language,
        content_hash=article.content_hash,
        ingested_at=record.ingested_at,
    )
    for stored in record.facts:
        end = part.node(NodeKey(FACT, stored.id), **_fact_values(stored))
        part.edge("STATES", start, end)
        for credit in stored.fact.attributed_to:
            source_key = NodeKey(SOURCE, source_id(credit.name))
            source = part.node(source_key, name=source_key.id[2:], type="source")
            part.edge("ATTRIBUTED_TO", end, source)
    for one in record.rejected:
        part.node(
            NodeKey(REJECTED, one.id),
            name=f"{one.type or 'fact'}: {one.reason}",
            type=one.type,
            reason=one.reason,
            article_id=one.article_id,
            extractor=one.extractor,
            fact=one.fact,
        )
    return part


def source_id(name: str) -> str:
    """The id of an outlet or person that is credited: one for each way to write the name, so that no name depends on
    which article came first.

    >>> source_id("The Wall  Street Journal")
    's-The Wall Street Journal'
    """
    return "s-" + " ".join(name.split())


def naming_part(stored: StoredFact, party_ids: Iterable[str]) -> Part:
    """The edges from a fact to the parties that it names; `party_ids` in the order of its participants."""
    part = Part()
    for participant, party_id in zip(stored.fact.participants, party_ids, strict=True):
        part.edge(
            "NAMES",
            NodeKey(FACT, stored.id),
            party_key(party_id),
            role=participant.role,
            name=participant.name,
            **_place("", participant.evidence),
        )
    return part


def party_part(party: Party) -> Part:
    part = Part()
    part.node(
        party_key(party.id),
        name=party.name,
        type=party.kind,
        aliases=[alias for alias, _ in party.aliases],
        country=party.country,
        identifiers=[f"{scheme}:{value}" for scheme, value in party.identifiers] or None,
        tickers=[value for scheme, value in party.identifiers if scheme.upper() not in REGISTERS] or None,
        **{REGISTERS[scheme.upper()]: value for scheme, value in party.identifiers if scheme.upper() in REGISTERS},
    )
    return part


def decision_part(decision: Decision) -> Part:
    part = Part()
    said = " and ".join(decision.names) or " and ".join(decision.facts)
    part.node(
        NodeKey(DECISION, decision.id),
        name=f"{decision.kind.replace('_', ' ')}: {said}",
        type=decision.kind,
        kind=decision.kind,
        names=list(decision.names) or None,
        facts=list(decision.facts) or None,
        who=decision.who,
        when=decision.when,
        why=decision.why,
    )
    return part


def deal_part(deal: Deal, urls: Mapping[str, str | None]) -> Part:
    """The deal, which facts are about it, the roles of its parties, and the edges straight between them.

    `urls` gives the url of the article of each of the deal's facts.
    """
    part = Part()
    end = part.node(NodeKey(DEAL, deal.id), **_deal_values(deal))
    for fact_id in deal.facts:
        part.edge("ABOUT", NodeKey(FACT, fact_id), end)
    for one in deal.parties:
        part.edge(one.role.upper(), party_key(one.party), end, name=one.name)
    for start, other, direction in _sides(deal):
        part.edge(
            deal.type.upper(),
            party_key(start),
            party_key(other),
            deal_id=deal.id,
            status=deal.status,
            deal_amount=_best(deal, "amount"),
            currency=_currency(deal, "amount"),
            stake_percent=_best(deal, "stake_percent"),
            announced=deal.announced,
            announced_date=first_day(deal.announced),
            articles=deal.articles,
            article_urls=sorted({url for fact_id in deal.facts if (url := urls.get(fact_id))}),
            direction=direction,
        )
    return part


def _sides(deal: Deal) -> Iterable[tuple[str, str, str | None]]:
    """The pairs of parties that get an edge of their own, each with its direction where the type knows one."""
    if deal.type in PEERS:
        peers = sorted({one.party for one in deal.parties if one.role == "party"})
        return [(a, b, None) for a, b in combinations(peers, 2)]
    found = []
    for first, second in DIRECT.get(deal.type, ()):
        starts, ends = _filling(deal.parties, first), _filling(deal.parties, second)
        found += [(a, b, DIRECTIONS.get(second)) for a, b in product(starts, ends) if a != b]
    return found


def _filling(parties: Iterable[DealParty], role: Role) -> list[str]:
    return sorted({one.party for one in parties if one.role == role})


def _deal_values(deal: Deal) -> dict[str, Property | None]:
    return {
        "name": deal.name,
        "type": deal.type,
        "status": deal.status,
        "amount": _best(deal, "amount"),
        "currency": _currency(deal, "amount"),
        "amount_usd": deal.amount_usd,
        "usd_rate_date": deal.usd_rate_date,
        "usd_rate_source": deal.usd_rate_source,
        "stake_percent": _best(deal, "stake_percent"),
        "valuation": _best(deal, "valuation"),
        "valuation_currency": _currency(deal, "valuation"),
        "round": _best(deal, "round"),
        "position": _best(deal, "position"),
        "announced": deal.announced,
        "announced_date": first_day(deal.announced),
        "first_reported": deal.first_reported,
        "last_reported": deal.last_reported,
        "articles": deal.articles,
        "sources": deal.sources,
        "contested": [str(name) for name in deal.contested],
        "updated": [str(name) for name in deal.updated],
    }


def _best(deal: Deal, name: ValueName) -> float | str | None:
    best = deal.best(name)
    return best.value if best else None


def _currency(deal: Deal, name: ValueName) -> str | None:
    best = deal.best(name)
    return best.currency if best else None


def _fact_values(stored: StoredFact) -> dict[str, Property | None]:
    fact = stored.fact
    return {
        "name": fact_name(fact),
        "type": fact.type,
        "status": fact.status,
        **_place("status_", fact.status_evidence),
        **_money("amount", "currency", fact.amount),
        **_place("amount_", fact.amount.evidence if fact.amount else ()),
        "stake_percent": fact.stake.percent if fact.stake else None,
        **_place("stake_", fact.stake.evidence if fact.stake else ()),
        **_money("valuation", "valuation_currency", fact.valuation),
        **_place("valuation_", fact.valuation.evidence if fact.valuation else ()),
        "round": fact.round.text if fact.round else None,
        **_place("round_", fact.round.evidence if fact.round else ()),
        "position": fact.position.text if fact.position else None,
        **_place("position_", fact.position.evidence if fact.position else ()),
        "date": fact.date.iso if fact.date else None,
        **_place("date_", fact.date.evidence if fact.date else ()),
        "quotes": [e.quote for e in fact.evidence],
        "start_chars": [e.start for e in fact.evidence],
        "end_chars": [e.end for e in fact.evidence],
        "confidence": fact.confidence,
        "extractor": fact.extractor,
    }


def _money(value: str, currency: str, money: Money | None) -> dict[str, Property | None]:
    return {value: money.value, currency: money.currency} if money else {}


def _place(prefix: str, evidence: tuple[Evidence, ...]) -> dict[str, Property | None]:
    """Where a value stands: the first of its quotes, with its place."""
    if not evidence:
        return {}
    first = evidence[0]
    return {f"{prefix}quote": first.quote, f"{prefix}start_char": first.start, f"{prefix}end_char": first.end}


def first_day(iso: str | None) -> date | None:
    """The first day that a date as precise as known can mean; None where it is no day of the calendar.

    >>> first_day("2025-06")
    datetime.date(2025, 6, 1)
    """
    if not iso:
        return None
    try:
        return date.fromisoformat(iso[:10] + "0000-01-01"[len(iso) :])
    except ValueError:
        return None


def _known(values: Mapping[str, Property | None]) -> Properties:
    return {name: value for name, value in values.items() if value is not None}
