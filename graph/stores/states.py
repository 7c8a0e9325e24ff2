"""The state of parties and deals, and the cards of articles, as JSON, as both stores keep them."""

from __future__ import annotations

import json
from dataclasses import asdict, astuple
from typing import Any

from dealgraph.graph.known import DealState, PartyState
from dealgraph.graph.naming import Naming
from dealgraph.graph.records import ArticleCard
from dealgraph.schemas.graph import Deal, Party


def party_to_json(state: PartyState) -> str:
    counts = [[*astuple(naming), count] for naming, count in sorted(state.counts.items())]
    return _line({"party": state.party.model_dump(mode="json", exclude_defaults=True), "counts": counts})


def party_from_json(text: str) -> PartyState:
    row = json.loads(text)
    counts = {
        Naming(kind, name, tuple(aliases), mark, tuple(beside)): count
        for kind, name, aliases, mark, beside, count in row["counts"]
    }
    return PartyState(Party.model_validate(row["party"]), counts)


def deal_to_json(state: DealState) -> str:
    deal = state.deal.model_dump(mode="json", exclude_defaults=True)
    return _line({"deal": deal, "keys": sorted(state.keys)})


def deal_from_json(text: str) -> DealState:
    row = json.loads(text)
    return DealState(Deal.model_validate(row["deal"]), frozenset(row["keys"]))


def card_to_json(card: ArticleCard) -> str:
    """All of a card but its id."""
    return _line({name: value for name, value in asdict(card).items() if name != "id" and value})


def card_from_json(article_id: str, text: str) -> ArticleCard:
    row = dict.fromkeys(("url", "publisher", "published")) | json.loads(text)
    return ArticleCard(id=article_id, **{name: _hashable(value) for name, value in row.items()})


def _hashable(value: Any) -> Any:
    return tuple(_hashable(inner) for inner in value) if isinstance(value, list) else value


def _line(row: object) -> str:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))
