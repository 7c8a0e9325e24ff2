"""How sure a fact is: a logistic regression on what the table says of it (Platt 1999)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from dealgraph.extractors.neural.assemble import Draft

EDGE = 1e-4  # probabilities are kept this far from 0 and 1


def features(draft: Draft) -> dict[str, float]:
    """What the regression looks at, by name."""
    return {
        "score": logit(draft.score),
        "status": logit(draft.status_score),
        "single": float(not draft.pairs),
        "many": float(max(0, len(draft.participants) - 2)),
        f"type {draft.type}": 1.0,
    }


def logit(probability: float) -> float:
    p = min(1 - EDGE, max(EDGE, probability))
    return math.log(p / (1 - p))


def confidence(draft: Draft, calibration: Mapping[str, Any]) -> float:
    """The probability that the fact's type and core participants are all right, to three decimals. `calibration` holds
    `bias` and the weights by feature name."""
    total = float(calibration.get("bias", 0.0))
    for name, value in features(draft).items():
        total += float(calibration.get(name, 0.0)) * value
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, total)))), 3)
