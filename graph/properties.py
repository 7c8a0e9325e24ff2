"""The properties of each label and each type of edge: what a node or an edge can have, though few have all of it."""

from __future__ import annotations

from datetime import date

from dealgraph.graph.model import (
    ARTICLE,
    COMPANY,
    DEAL,
    DECISION,
    DIRECT_TYPES,
    FACT,
    PERSON,
    REJECTED,
    ROLE_TYPES,
    SOURCE,
)

Type = type[str] | type[float] | type[int] | type[date] | type[list[str]] | type[list[int]]

_PARTY: dict[str, Type] = {
    "id": str,
    "name": str,
    "type": str,
    "aliases": list[str],
    "country": str,
    "identifiers": list[str],
    "tickers": list[str],
    "lei": str,
    "wikidata": str,
}


def _placed(*values: str) -> dict[str, Type]:
    """The quote of each value, and where it stands."""
    places: dict[str, Type] = {}
    for value in values:
        places |= {f"{value}_quote": str, f"{value}_start_char": int, f"{value}_end_char": int}
    return places


PROPERTIES: dict[str, dict[str, Type]] = {
    ARTICLE: {
        "id": str,
        "name": str,
        "type": str,
        "doc_id": str,
        "url": str,
        "publisher": str,
        "published": str,
        "language": str,
        "content_hash": str,
        "ingested_at": str,
    },
    FACT: {
        "id": str,
        "name": str,
        "type": str,
        "status": str,
        "amount": float,
        "currency": str,
        "stake_percent": float,
        "valuation": float,
        "valuation_currency": str,
        "round": str,
        "position": str,
        "date": str,
        "quotes": list[str],
        "start_chars": list[int],
        "end_chars": list[int],
        "confidence": float,
        "extractor": str,
        **_placed("status", "amount", "stake", "valuation", "round", "position", "date"),
    },
    DEAL: {
        "id": str,
        "name": str,
        "type": str,
        "status": str,
        "amount": float,
        "currency": str,
        "amount_usd": float,
        "usd_rate_date": str,
        "usd_rate_source": str,
        "stake_percent": float,
        "valuation": float,
        "valuation_currency": str,
        "round": str,
        "position": str,
        "announced": str,
        "announced_date": date,
        "first_reported": str,
        "last_reported": str,
        "articles": int,
        "sources": int,
        "contested": list[str],
        "updated": list[str],
    },
    COMPANY: _PARTY,
    PERSON: _PARTY,
    SOURCE: {"id": str, "name": str, "type": str},
    DECISION: {
        "id": str,
        "name": str,
        "type": str,
        "kind": str,
        "names": list[str],
        "facts": list[str],
        "who": str,
        "when": str,
        "why": str,
    },
    REJECTED: {
        "id": str,
        "name": str,
        "type": str,
        "reason": str,
        "article_id": str,
        "extractor": str,
        "fact": str,
    },
}

_STRAIGHT: dict[str, Type] = {
    "deal_id": str,
    "status": str,
    "deal_amount": float,
    "currency": str,
    "stake_percent": float,
    "announced": str,
    "announced_date": date,
    "articles": int,
    "article_urls": list[str],
    "direction": str,
}

EDGE_PROPERTIES: dict[str, dict[str, Type]] = {
    "STATES": {},
    "ABOUT": {},
    "ATTRIBUTED_TO": {},
    "NAMES": {"role": str, "name": str, "quote": str, "start_char": int, "end_char": int},
    **{role: {"name": str} for role in ROLE_TYPES},
    **{kind: dict(_STRAIGHT) for kind in DIRECT_TYPES},
}
