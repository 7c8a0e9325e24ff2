"""The state of parties and deals, and the cards of articles, as JSON, as both stores keep them."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from dataclasses import astuple
from typing import Any

from dealgraph.graph.known import DealState, PartyState
from dealgraph.graph.naming import Naming
from dealgraph.graph.records import ArticleCard, Sketch
from dealgraph.schemas.graph import Deal, Party

CARD = ("doc_id", "name", "url", "publisher", "published", "language", "copy_of", "ties")


def party_to_json(state: PartyState) -> str:
    counts = [[*astuple(naming), count] for naming, count in sorted(state.counts.items())]
    return _line({"party": state.party.model_dump(mode="json", exclude_defaults=True), "counts": counts})


def party_from_json(text: str) -> PartyState:
    row = json.loads(text)
    counts = {
        Naming(kind, name, tuple(aliases), mark, tuple(beside), firm): count
        for kind, name, aliases, mark, beside, firm, count in row["counts"]
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
    row: dict[str, Any] = {name: getattr(card, name) for name in CARD if getattr(card, name)}
    if card.sketch:
        sketch = card.sketch
        hashes = b64encode(sketch.whole + sketch.lead).decode("ascii")
        row["sketch"] = [sketch.language, sketch.day, sketch.size, len(sketch.whole), hashes]
    return _line(row)


def card_from_json(article_id: str, text: str) -> ArticleCard:
    row: dict[str, Any] = dict.fromkeys(("url", "publisher", "published")) | json.loads(text)
    row["ties"] = tuple((owner, owned) for owner, owned in row.get("ties", ()))
    if "sketch" in row:
        language, day, size, cut, hashes = row["sketch"]
        both = b64decode(hashes)
        row["sketch"] = Sketch(language, day, size, both[:cut], both[cut:])
    return ArticleCard(id=article_id, **row)


def _line(row: object) -> str:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))
