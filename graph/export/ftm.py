"""FollowTheMoney entities, one a line, for Aleph, OpenAleph and the tools of OpenSanctions.

| of the graph | entity |
|---|---|
| company, person | `Company`, `Person` with aliases, country, identifiers |
| article | `Article` with title, address, publisher, date |
| deal | `Event` with all its parties as `involved` and its articles as `proof` |
| fact | `Documentation`: which article documents the deal, with the sentences that say so |
| edge between two parties | what its type and status bear out, else an `UnknownLink` with both as its role |

An investment, purchase or holding that is completed or in force is an `Ownership`, a loan a `Debt`, an appointment an
`Employment`; a rumour is never more than a link. Ids that FollowTheMoney doesn't take are hashes of ours.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Any

from dealgraph.graph.export.shelf import Shelf
from dealgraph.graph.model import ARTICLE, COMPANY, DEAL, DIRECT_TYPES, FACT, PARTIES, EdgeKey, NodeKey, Part
from dealgraph.graph.model import Properties as Values
from dealgraph.schemas.article import digest

ID = re.compile(r"[0-9a-zA-Z]([0-9a-zA-Z.\-]*[0-9a-zA-Z])?")
LANGUAGES = {"en": "eng", "id": "ind"}
HELD = ("completed", "active")
AGREED = (*HELD, "announced")
SCHEMATA: Mapping[str, tuple[str, str, str, tuple[str, ...]]] = {
    "ACQUISITION": ("Ownership", "owner", "asset", HELD),
    "INVESTMENT": ("Ownership", "owner", "asset", HELD),
    "OWNERSHIP": ("Ownership", "owner", "asset", HELD),
    "DEBT": ("Debt", "creditor", "debtor", HELD),
    "EXECUTIVE_MOVE": ("Employment", "employee", "employer", AGREED),
}
"""By type of edge: the schema, what it calls the edge's two ends, and from which status on it may be claimed."""
LINK = ("UnknownLink", "subject", "object")

Entity = dict[str, Any]


def write(parts: Iterable[Part], out: IO[str]) -> None:
    """Writes the union of the parts, one part at a time; what facts say waits on the disk until their deal comes."""
    with Shelf() as shelf:
        for part in parts:
            for entity in _entities(part, shelf):
                out.write(json.dumps(entity, ensure_ascii=False) + "\n")


def _entities(part: Part, shelf: Shelf) -> Iterator[Entity]:
    for node, values in part.nodes.items():
        if node.label in PARTIES:
            yield _party(node, values)
        elif node.label == ARTICLE:
            yield _article(node, values)
        elif node.label == FACT:
            shelf.put(node.id, {"name": values["name"], "status": values["status"], "quotes": values["quotes"]})
    for edge in part.edges:
        if edge.type == "STATES":
            article = {name: part.nodes[edge.start].get(name) for name in ("url", "publisher", "published")}
            shelf.put(edge.end.id, {**shelf.get(edge.end.id), **article, "article": edge.start.id})
    for node, values in part.nodes.items():
        if node.label == DEAL:
            yield from _deal(node, values, part, shelf)


def _party(node: NodeKey, values: Values) -> Entity:
    aliases = values.get("aliases")
    return _entity(
        node.id,
        "Company" if node.label == COMPANY else "Person",
        name=values["name"],
        alias=[alias for alias in aliases if alias != values["name"]] if isinstance(aliases, list) else None,
        country=str(values.get("country", "")).lower() or None,
        leiCode=values.get("lei"),
        wikidataId=values.get("wikidata"),
        ticker=values.get("tickers") if node.label == COMPANY else None,
    )


def _article(node: NodeKey, values: Values) -> Entity:
    return _entity(
        node.id,
        "Article",
        title=values["name"],
        fileName=values["doc_id"],
        sourceUrl=values.get("url"),
        publisher=values.get("publisher"),
        publishedAt=values.get("published"),
        language=LANGUAGES.get(str(values.get("language"))),
    )


def _deal(node: NodeKey, values: Values, part: Part, shelf: Shelf) -> Iterator[Entity]:
    facts = {edge.start.id: fact for edge in part.edges if edge.type == "ABOUT" and (fact := shelf.get(edge.start.id))}
    proof = {
        "proof": [_id(fact["article"]) for fact in facts.values()],
        "sourceUrl": [fact["url"] for fact in facts.values()],
        "publisher": [fact["publisher"] for fact in facts.values()],
    }
    roles = [edge for edge in part.edges if edge.end == node and edge.start.label in PARTIES]
    yield _entity(
        node.id,
        "Event",
        name=values["name"],
        date=values.get("announced"),
        involved=[_id(edge.start.id) for edge in roles],
        keywords=[values["type"], values["status"]],
        summary=_money(values),
        **proof,
    )
    for fact_id, fact in facts.items():
        yield _entity(
            fact_id,
            "Documentation",
            document=_id(fact["article"]),
            entity=_id(node.id),
            role=fact["status"],
            date=fact["published"],
            summary=fact["name"],
            description=fact["quotes"],
            sourceUrl=fact["url"],
            publisher=fact["publisher"],
        )
    for edge, said in part.edges.items():
        if edge.type in DIRECT_TYPES:
            quotes = [quote for fact in facts.values() for quote in fact["quotes"]]
            yield _link(edge, {**values, **said}, description=quotes, **proof)


def _link(edge: EdgeKey, deal: Values, **proof: Any) -> Entity:
    schema, start, end, statuses = SCHEMATA.get(edge.type, (*LINK, ()))
    status, role = str(deal["status"]), edge.type.lower().replace("_", " ")
    if status not in statuses:
        schema, start, end = LINK
    times: dict[str, Any] = {"date": deal.get("announced")}
    if schema in ("Ownership", "Employment"):
        times = {"endDate" if deal.get("direction") == "from" else "startDate": deal.get("announced")}
    own: dict[str, Any] = {"status": status, "role": deal.get("position") if schema == "Employment" else role}
    if schema == "Ownership":
        own["percentage"] = f"{deal['stake_percent']:g}" if "stake_percent" in deal else None
    if schema == "Debt":
        own = {"amount": _number(deal.get("deal_amount")), "currency": deal.get("currency")}
    if schema == "UnknownLink":
        own["role"] = f"{role} ({status.replace('_', ' ')})"
    ends = {start: _id(edge.start.id), end: _id(edge.end.id)}
    key = "-".join((edge.type, edge.start.id, edge.end.id, *edge.key))
    return _entity(f"link-{digest(key, 20)}", schema, **ends, **times, **own, summary=deal["name"], **proof)


def _money(values: Values) -> str | None:
    amount, stake = values.get("amount"), values.get("stake_percent")
    said = [
        f"{values.get('currency')} {_number(amount)}" if amount is not None else "",
        f"{stake:g}%" if isinstance(stake, float) else "",
    ]
    return ", ".join(filter(None, said)) or None


def _number(value: Any) -> str | None:
    return None if value is None else format(value, ".15g")


def _id(key: str) -> str:
    return key if ID.fullmatch(key) else "x-" + digest(key, 24)


def _entity(key: str, schema: str, **properties: Any) -> Entity:
    """An entity with the properties that have a value; each is a list of distinct strings."""
    lists = {name: value if isinstance(value, list) else [value] for name, value in properties.items()}
    known = {name: list(dict.fromkeys(v for v in values if v)) for name, values in lists.items()}
    return {"id": _id(key), "schema": schema, "properties": {name: values for name, values in known.items() if values}}
