"""What people ask first, written once in Cypher that both stores answer alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from dealgraph.errors import NotFoundError, UsageError
from dealgraph.schemas import ROLES
from dealgraph.schemas.article import article_id

Row = dict[str, Any]

ROLE_ORDER = list(dict.fromkeys(role for table in ROLES.values() for role in (*table.core, *table.other)))
"""Core roles of a deal before the others."""
MOST_SUGGESTIONS = 5
LIKENESS = 70.0
"""Names less alike than this (of 100, rapidfuzz's WRatio) are no near misses."""

PARTIES_NAMED = """
MATCH (p:Company|Person)
WHERE p.id = $name OR toLower(p.name) = toLower($name) OR any(alias IN p.aliases WHERE toLower(alias) = toLower($name))
RETURN p.id AS id, p.name AS name, p.aliases AS aliases, p.type AS type
ORDER BY id
"""

PARTY_NAMES = "MATCH (p:Company|Person) RETURN p.name AS name, p.aliases AS aliases ORDER BY p.id"

DEALS_OF = """
MATCH (p:Company|Person {id: $id})-[r]->(d:Deal)
RETURN d.id AS deal, d.name AS name, d.type AS type, type(r) AS role, d.status AS status,
       d.amount AS amount, d.currency AS currency, d.amount_usd AS amount_usd, d.stake_percent AS stake_percent,
       d.announced AS announced, d.first_reported AS first_reported, d.last_reported AS last_reported,
       d.articles AS articles, d.sources AS sources, d.contested AS contested
ORDER BY last_reported DESC, deal, role
"""

COUNTERPARTS = """
MATCH (p:Company|Person {id: $id})-->(d:Deal)
WITH DISTINCT d
MATCH (other:Company|Person)-[r]->(d)
WHERE other.id <> $id
RETURN d.id AS deal, type(r) AS role, other.id AS id, other.name AS name
ORDER BY deal, name
"""

REPORTS = """
MATCH (p:Company|Person {id: $id})-->(d:Deal)
WITH DISTINCT d
MATCH (a:Article)-[:STATES]->(f:Fact)-[:ABOUT]->(d)
RETURN d.id AS deal, f.id AS fact, f.name AS says, f.status AS status, f.amount AS amount, f.currency AS currency,
       f.stake_percent AS stake_percent, f.quotes AS quotes,
       a.id AS article, a.name AS title, a.publisher AS publisher, a.published AS published, a.url AS url
ORDER BY deal, published, article, fact
"""


ARTICLES_NAMED = """
MATCH (a:Article)
WHERE a.id IN $ids OR a.doc_id = $name OR a.url = $name
RETURN a.id AS id, a.doc_id AS doc_id, a.url AS url
ORDER BY id
"""

DEAL_NAMED = """
MATCH (d:Deal)
WHERE d.id = $name
RETURN d.id AS id
UNION
MATCH (f:Fact)-[:ABOUT]->(d:Deal)
WHERE f.id = $name
RETURN d.id AS id
"""

DEAL_IDS = "MATCH (d:Deal) RETURN d.id AS id ORDER BY id"
FACTS_ABOUT = "MATCH (f:Fact)-[:ABOUT]->(d:Deal {id: $id}) RETURN f.id AS id ORDER BY id"

COUNTED = {
    "articles": "MATCH (n:Article) RETURN count(n) AS number",
    "facts": "MATCH (n:Fact) RETURN count(n) AS number",
    "deals": "MATCH (n:Deal) RETURN count(n) AS number",
    "companies": "MATCH (n:Company) RETURN count(n) AS number",
    "persons": "MATCH (n:Person) RETURN count(n) AS number",
    "rejected": "MATCH (n:Rejected) RETURN count(n) AS number",
}
COUNTED_BY = {
    "articles_by_language": "MATCH (n:Article) RETURN n.language AS kind, count(n) AS number ORDER BY kind",
    "deals_by_type": "MATCH (n:Deal) RETURN n.type AS kind, count(n) AS number ORDER BY number DESC, kind",
    "deals_by_status": "MATCH (n:Deal) RETURN n.status AS kind, count(n) AS number ORDER BY number DESC, kind",
    "rejected_by_reason": "MATCH (n:Rejected) RETURN n.reason AS kind, count(n) AS number ORDER BY number DESC, kind",
}

REFUSED = """
MATCH (r:Rejected)
OPTIONAL MATCH (a:Article {id: r.article_id})
RETURN r.id AS id, r.type AS type, r.reason AS reason, r.extractor AS extractor, r.fact AS fact,
       a.doc_id AS article, a.url AS url
ORDER BY article, type, id
"""


class Reader(Protocol):
    """What look-ups need of a store."""

    def query(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> Iterable[Row]:
        """The rows that the statement returns, by the names that it gives them."""


@dataclass(frozen=True, slots=True)
class Named:
    """A company or person that a name led to."""

    id: str
    name: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Company:
    """A company or person and its deals, as `relationships` and `with_reports` give them."""

    party: Named
    deals: list[Row]


def find_party(store: Reader, name: str) -> Named:
    """The company, else the person, of that id, name or alias, whatever its case.

    Raises NotFoundError with near misses when there is none, and with their ids when several bear the name alike;
    UsageError for an empty name.
    """
    if not name.strip():
        raise UsageError("a company's or person's name is needed")
    rows = list(store.query(PARTIES_NAMED, {"name": name}))
    best = [row for row in rows if name in (row["id"], row["name"])] or rows
    best = [row for row in best if row["type"] == "company"] or best
    if not best:
        raise NotFoundError(f"no company or person is called {name}", near_misses(store, name))
    if len(best) > 1:
        ids = ", ".join(f"{row['id']} ({row['name']})" for row in best)
        raise NotFoundError(f"{len(best)} are called {name}; ask for one by its id: {ids}")
    [row] = best
    return Named(row["id"], row["name"], tuple(row["aliases"] or ()))


def find_article(store: Reader, name: str) -> str:
    """The id of the article with that id, doc_id or url.

    Raises NotFoundError when there is none, and with their ids when several have that doc_id.
    """
    ids = [name, article_id(None, name)]
    if "://" in name:
        ids.append(article_id(name, name))
    found = list(store.query(ARTICLES_NAMED, {"name": name, "ids": ids}))
    if len(found) > 1:
        listed = ", ".join(f"{row['id']} ({row['url'] or row['doc_id']})" for row in found)
        raise NotFoundError(f"{len(found)} articles have the doc_id {name}; ask for one by its id: {listed}")
    if not found:
        raise NotFoundError(f"no article has the id, doc_id or url {name}")
    return str(found[0]["id"])


def find_deal(store: Reader, name: str) -> str:
    """The id of the deal with that id, or that the fact with that id is about.

    Raises NotFoundError with the ids that are most like it when there is none: a deal's id follows from its facts, so
    it may have moved.
    """
    found = list(store.query(DEAL_NAMED, {"name": name}))
    if found:
        return str(found[0]["id"])
    from rapidfuzz import process

    ids = [str(row["id"]) for row in store.query(DEAL_IDS)]
    near = process.extract(name, ids, limit=MOST_SUGGESTIONS, score_cutoff=LIKENESS)
    raise NotFoundError(f"no deal, and no fact of one, has the id {name}", [deal for deal, _, _ in near])


def facts_about(store: Reader, deal_id: str) -> list[str]:
    """The ids of the facts that tell of a deal."""
    return [str(row["id"]) for row in store.query(FACTS_ABOUT, {"id": deal_id})]


def near_misses(store: Reader, name: str) -> list[str]:
    """Names in the store that look like this one, best first; an alias of a few letters looks like no long name, though
    it stands in many."""
    from rapidfuzz import fuzz, process, utils

    names: dict[str, str] = {}
    for row in store.query(PARTY_NAMES):
        for alias in (row["name"], *(row["aliases"] or ())):
            if 2 * len(alias) >= len(name):
                names.setdefault(alias, row["name"])
    matches = process.extract(
        name,
        names.keys(),
        scorer=fuzz.WRatio,
        processor=utils.default_process,
        limit=4 * MOST_SUGGESTIONS,
        score_cutoff=LIKENESS,
    )
    return list(dict.fromkeys(names[alias] for alias, _, _ in matches))[:MOST_SUGGESTIONS]


def company(store: Reader, name: str, *, sources: bool = False) -> Company:
    """What is known of the company, else the person, of that id, name or alias; with `sources` also who says it.

    Raises NotFoundError as `find_party` does.
    """
    party = find_party(store, name)
    deals = relationships(store, party.id)
    return Company(party, with_reports(store, party.id, deals) if sources else deals)


def relationships(store: Reader, party_id: str) -> list[Row]:
    """One row for each deal of a party and its role in it, newest first: the deal's values, and in `with` the other
    parties as `{"role", "id", "name"}`."""
    others: dict[str, list[Row]] = {}
    for row in sorted(
        store.query(COUNTERPARTS, {"id": party_id}), key=lambda row: ROLE_ORDER.index(row["role"].lower())
    ):
        others.setdefault(row["deal"], []).append({"role": row["role"].lower(), "id": row["id"], "name": row["name"]})
    return [
        {
            **row,
            "role": row["role"].lower(),
            "contested": list(row["contested"] or ()),
            "with": others.get(row["deal"], []),
        }
        for row in store.query(DEALS_OF, {"id": party_id})
    ]


def with_reports(store: Reader, party_id: str, deals: Sequence[Row]) -> list[Row]:
    """The rows of `relationships`, each with `reports`: what which article says of the deal, and its sentences."""
    reports: dict[str, list[Row]] = {}
    for row in reports_of(store, party_id):
        reports.setdefault(row.pop("deal"), []).append(row)
    return [{**row, "reports": reports.get(row["deal"], [])} for row in deals]


def reports_of(store: Reader, party_id: str) -> list[Row]:
    """What each article says of each deal of a party, and its sentences: one row for each fact, by `deal` and time."""
    return [{**row, "quotes": list(row["quotes"] or ())} for row in store.query(REPORTS, {"id": party_id})]


def counts(store: Reader) -> Row:
    """How many articles, facts, deals, companies, persons and rejected facts there are, and how they divide."""
    found: Row = {name: next(iter(store.query(statement)))["number"] for name, statement in COUNTED.items()}
    for name, statement in COUNTED_BY.items():
        found[name] = {row["kind"]: row["number"] for row in store.query(statement)}
    return found


def refused(store: Reader) -> list[Row]:
    """The facts that the gate refused: id, type, reason, extractor, `fact` as it was given, in JSON, and the doc_id and
    url of its article."""
    return list(store.query(REFUSED))
