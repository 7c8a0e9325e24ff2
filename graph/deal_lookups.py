"""What people ask of deals: one deal with all that is told of it, a company's deals in time, and what has changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

from dealgraph.errors import NotFoundError
from dealgraph.graph.lookups import ROLE_ORDER, find_deal, find_party
from dealgraph.graph.stores.base import Store
from dealgraph.graph.values import standing
from dealgraph.schemas.graph import Deal, Step

Row = dict[str, Any]

PARTIES_OF_DEAL = """
MATCH (p:Company|Person)-[r]->(d:Deal {id: $id})
RETURN type(r) AS role, p.id AS id, p.name AS name, r.name AS called
"""
REPORTS_OF_DEAL = """
MATCH (a:Article)-[:STATES]->(f:Fact)-[:ABOUT]->(d:Deal {id: $id})
RETURN f.id AS fact, f.name AS says, f.type AS type, f.status AS status, f.amount AS amount, f.currency AS currency,
       f.stake_percent AS stake_percent, f.quotes AS quotes, f.confidence AS confidence, f.extractor AS extractor,
       a.id AS article, a.name AS title, a.publisher AS publisher, a.published AS published, a.url AS url
ORDER BY published, article, fact
"""
CREDITS_OF_DEAL = """
MATCH (s:Source)<-[:ATTRIBUTED_TO]-(f:Fact)-[:ABOUT]->(d:Deal {id: $id})
RETURN f.id AS fact, s.name AS source
ORDER BY fact, source
"""
STEPS_OF = """
MATCH (p:Company|Person {id: $id})-[r]->(d:Deal)
RETURN d.id AS deal, type(r) AS role
"""
OTHERS_OF = """
MATCH (p:Company|Person {id: $id})-->(d:Deal)
WITH DISTINCT d
MATCH (other:Company|Person)-->(d)
WHERE other.id <> $id
RETURN DISTINCT d.id AS deal, other.name AS name
ORDER BY deal, name
"""
ARTICLES_OF = """
MATCH (p:Company|Person {id: $id})-->(d:Deal)
WITH DISTINCT d
MATCH (a:Article)-[:STATES]->(f:Fact)-[:ABOUT]->(d)
RETURN f.id AS fact, f.name AS says, a.id AS article, a.name AS title, a.publisher AS publisher, a.url AS url
"""
TOLD_SINCE = """
MATCH (a:Article)-[:STATES]->(f:Fact)-[:ABOUT]->(d:Deal)
WHERE {when} >= $since
RETURN d.id AS deal, f.id AS fact, a.id AS article, {when} AS at
"""
CHANGED = {
    "published": TOLD_SINCE.format(when="coalesce(a.published, a.ingested_at)"),
    "loaded": TOLD_SINCE.format(when="a.ingested_at"),
}


def deal(store: Store, name: str) -> Row:
    """All that is told of the deal with that id, or that a fact with that id tells of.

    Its own values; `parties` as `{"role", "id", "name", "called"}`; `timeline`, a list of `{"status", "when",
    "reports"}`, where a report is what one article says, with its `quotes` and the `credits` that it gives; `values`,
    each value that some report gives as `{"value", "is", "currency", "standing", "sources", "first", "last",
    "facts"}`, the best supported first (`standing` as in `graph.values`). Raises NotFoundError as `find_deal` does.
    """
    deal_id = find_deal(store, name)
    found = store.deals([deal_id])
    if not found:
        raise NotFoundError(f"the deal {deal_id} has just changed: ask again")
    [one] = found
    credited: dict[str, list[str]] = {}
    for row in store.query(CREDITS_OF_DEAL, {"id": deal_id}):
        credited.setdefault(row["fact"], []).append(row["source"])
    reports = {
        row["fact"]: {**row, "quotes": list(row["quotes"] or ()), "credits": credited.get(row["fact"], [])}
        for row in store.query(REPORTS_OF_DEAL, {"id": deal_id})
    }
    parties = [{**row, "role": row["role"].lower()} for row in store.query(PARTIES_OF_DEAL, {"id": deal_id})]
    return {
        **deal_values(one),
        "parties": sorted(parties, key=lambda row: (ROLE_ORDER.index(row["role"]), row["name"], row["id"])),
        "timeline": [
            {"status": step.status, "when": step.when, "reports": [reports[f] for f in step.facts if f in reports]}
            for step in one.timeline
        ],
        "values": _all_values(one),
    }


def deal_values(one: Deal) -> Row:
    """What a deal itself shows, by the names of its node's properties, with its id as `deal`."""
    amount, stake = one.best("amount"), one.best("stake_percent")
    return {
        "deal": one.id,
        "name": one.name,
        "type": one.type,
        "status": one.status,
        "amount": amount.value if amount else None,
        "currency": amount.currency if amount else None,
        "amount_usd": one.amount_usd,
        "usd_rate_date": one.usd_rate_date,
        "usd_rate_source": one.usd_rate_source,
        "stake_percent": stake.value if stake else None,
        "announced": one.announced,
        "first_reported": one.first_reported,
        "last_reported": one.last_reported,
        "articles": one.articles,
        "sources": one.sources,
        "contested": list(one.contested),
        "updated": list(one.updated),
    }


def _all_values(one: Deal) -> list[Row]:
    return [
        {
            "value": name,
            "is": value.value,
            "currency": value.currency,
            "standing": standing(name, value, found[0]),
            "sources": value.sources,
            "first": value.first,
            "last": value.last,
            "facts": list(value.facts),
        }
        for name, found in one.values.items()
        for value in found
    ]


def timeline(store: Store, name: str) -> list[Row]:
    """The states of all deals of a company or person, in time: one row for each step of each deal, those without a date
    last. `with` are the names of the other parties, `articles` how many tell this state; `fact`, `says`, `title`,
    `publisher` and `url` are those of the first report. Raises NotFoundError as `find_party` does."""
    party = find_party(store, name)
    roles: dict[str, set[str]] = {}
    for row in store.query(STEPS_OF, {"id": party.id}):
        roles.setdefault(row["deal"], set()).add(row["role"].lower())
    others: dict[str, list[str]] = {}
    for row in store.query(OTHERS_OF, {"id": party.id}):
        others.setdefault(row["deal"], []).append(row["name"])
    reports = {row["fact"]: row for row in store.query(ARTICLES_OF, {"id": party.id})}
    rows = [
        {
            "when": step.when,
            "status": step.status,
            "deal": one.id,
            "name": one.name,
            "type": one.type,
            "roles": sorted(roles[one.id], key=ROLE_ORDER.index),
            "with": others.get(one.id, []),
            **_told(step, reports),
        }
        for one in store.deals(roles)
        for step in one.timeline
    ]
    return sorted(rows, key=lambda row: (row["when"] is None, row["when"] or ""))


def _told(step: Step, reports: Mapping[str, Row]) -> Row:
    told = [reports[fact] for fact in step.facts if fact in reports]
    first = told[0] if told else {}
    shown = {key: first.get(key) for key in ("fact", "says", "title", "publisher", "url")}
    return {"articles": len({row["article"] for row in told}), **shown}


def changes(store: Store, since: str, *, by: Literal["published", "loaded"] = "published") -> list[Row]:
    """The deals that are new or of which more is known since a day or time (ISO 8601), the latest first.

    What counts is when the articles were published (when they were loaded, where they have no date), or with `by`
    when they were loaded, in UTC. `change` says what is new: the `deal`, its `status` (`was` is the one before), its
    `values` (those named in `new_values`), or only more `reports`. `articles_since` counts the articles since then.
    """
    facts: dict[str, set[str]] = {}
    articles: dict[str, set[str]] = {}
    latest: dict[str, str] = {}
    for row in store.query(CHANGED[by], {"since": since}, timeout=None):
        facts.setdefault(row["deal"], set()).add(row["fact"])
        articles.setdefault(row["deal"], set()).add(row["article"])
        latest[row["deal"]] = max(latest.get(row["deal"], ""), row["at"])
    rows = [
        {**_change(one, facts[one.id]), "articles_since": len(articles[one.id]), "at": latest[one.id]}
        for one in store.deals(facts)
    ]
    return sorted(rows, key=lambda row: row["at"], reverse=True)


def _change(one: Deal, new: set[str]) -> Row:
    """What the new facts of a deal changed."""
    was = _last_status(one.timeline, set(one.facts) - new)
    new_values = [name for name, found in one.values.items() if new.issuperset(found[0].facts)]
    if was is None:
        change, new_values = "deal", []
    else:
        change = "status" if was != one.status else "values" if new_values else "reports"
    return {"change": change, "was": was, "new_values": new_values, **deal_values(one)}


def _last_status(steps: Sequence[Step], facts: Iterable[str]) -> str | None:
    """The status of the last step that one of the facts tells."""
    known = set(facts)
    return next((step.status for step in reversed(steps) if not known.isdisjoint(step.facts)), None)
