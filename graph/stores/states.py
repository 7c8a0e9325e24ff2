"""The state of parties and deals as JSON, as both stores keep it."""

from __future__ import annotations

import json
from dataclasses import astuple

from dealgraph.graph.known import DealState, PartyState
from dealgraph.graph.naming import Naming
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


def _line(row: object) -> str:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))
