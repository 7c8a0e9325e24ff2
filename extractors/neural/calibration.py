"""Which drafts are facts, and how sure: a logistic regression on what is known of each (Platt 1999), and of drafts
that tell one deal in two ways only the surest."""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from typing import Any

from dealgraph.extractors.neural.assemble import Draft
from dealgraph.extractors.neural.hints import RulesTell
from dealgraph.extractors.neural.tables import ROLE, Table
from dealgraph.schemas import FactType

EDGE = 1e-4  # probabilities are kept this far from 0 and 1
# Types that one deal between two parties is told as; of these only one is meant.
ALIKE: tuple[frozenset[FactType], ...] = (
    frozenset(("acquisition", "investment", "merger", "divestiture")),
    frozenset(("partnership", "joint_venture", "supply")),
)


def features(draft: Draft, table: Table, rules: RulesTell) -> dict[str, float]:
    """What the regression looks at, by name."""
    roles = [float(table.role[group, ROLE[draft.type, role]]) for role, group in draft.participants]
    told = [table.sentence_type(number, draft.type) for number in draft.sentences]
    if draft.pairs:
        hinted = [(name, a, b) in rules.pairs or (name, b, a) in rules.pairs for a, b, name in draft.pairs]
    else:
        hinted = [(draft.type, role, group) in rules.roles for role, group in draft.participants]
    return {
        "score": logit(draft.score),
        "status": logit(draft.status_score),
        "single": float(not draft.pairs),
        "many": float(max(0, len(draft.participants) - 2)),
        "roles": _within(min(roles)),
        "told": _within(max(told, default=0.0)),
        "rules": sum(hinted) / len(hinted),
        "early": 1 / (1 + min(draft.sentences, default=0)),
        f"type {draft.type}": 1.0,
    }


def logit(probability: float) -> float:
    p = min(1 - EDGE, max(EDGE, probability))
    return math.log(p / (1 - p))


def _within(value: float, bound: float = 8.0) -> float:
    return max(-bound, min(bound, value))


def confidence(known: Mapping[str, float], weights: Mapping[str, Any]) -> float:
    """The probability that a fact's type and core participants are all right, to three decimals, from its `features`.
    `weights` holds `bias` and the weights by feature name."""
    total = float(weights.get("bias", 0.0))
    for name, value in known.items():
        total += float(weights.get(name, 0.0)) * value
    return round(1 / (1 + math.exp(-_within(total, 30.0))), 3)


def choose(drafts: Sequence[Draft], sure: Sequence[float], least: float) -> list[int]:
    """The places of the drafts that are given as facts: those with at least the confidence `least`, less those that
    tell the deal of a surer one in another way: two of its parties in a like type, or in its own type one party where
    either has no other. Linear in the drafts, however many have a party in common."""
    kept: list[int] = []
    placed: set[tuple[FactType, int]] = set()  # groups that stand in a fact of a type
    alone: set[tuple[FactType, int]] = set()  # those that have such a fact to themselves
    joined: set[tuple[FactType, tuple[int, ...]]] = set()  # pairs of groups in a fact of a type
    for place in sorted(range(len(drafts)), key=lambda n: -sure[n]):
        kind = drafts[place].type
        groups = sorted({group for _, group in drafts[place].participants})
        pairs = list(itertools.combinations(groups, 2))
        told = any((kind, group) in (alone if pairs else placed) for group in groups)
        if sure[place] < least or told or any((like, pair) in joined for like in _alike(kind) for pair in pairs):
            continue
        kept.append(place)
        placed |= {(kind, group) for group in groups}
        joined |= {(kind, pair) for pair in pairs}
        if not pairs:
            alone.add((kind, groups[0]))
    return sorted(kept)


def _alike(kind: FactType) -> frozenset[FactType]:
    return next((kinds for kinds in ALIKE if kind in kinds), frozenset((kind,)))
