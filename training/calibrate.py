"""Thresholds and calibration of the trained model, fitted on training texts that it was not trained on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from types import ModuleType
from typing import Any

import numpy as np
from corpora import Sample
from sklearn.linear_model import LogisticRegression

from dealgraph.extractors.neural.assemble import Thresholds, assemble
from dealgraph.extractors.neural.calibration import features
from dealgraph.extractors.neural.facts import to_fact
from dealgraph.extractors.neural.labels import PHRASES, SLOTS
from dealgraph.extractors.neural.reader import Reading
from dealgraph.extractors.neural.slots import slot_answers
from dealgraph.schemas import to_guide

Readings = list[tuple[Sample, Reading]]
GRID = (0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7, 0.8)


def predicted(readings: Readings, thresholds: Thresholds) -> dict[str, list[dict[str, Any]]]:
    """The facts by document in the form of the guide."""
    out = {}
    for sample, reading in readings:
        drafts = assemble(reading.table, reading.page.kinds, thresholds)
        out[sample.id] = [to_guide(fact) for d in drafts if (fact := to_fact(reading.page, d, extractor="table"))]
    return out


def fit_thresholds(readings: Readings, score: ModuleType, rounds: int = 2) -> Thresholds:
    """Coordinate ascent over a grid on fact F1 plus slot F1 of texts with gold facts."""
    gold = {sample.id: [fact.row for fact in sample.facts or []] for sample, _ in readings}
    best = Thresholds.even(0.4)

    def value(candidate: Thresholds) -> float:
        result, _ = score.score(gold, predicted(readings, candidate))
        return float(result["fact"]["f1"] + result["slot"]["f1"])

    top = value(best)
    for _ in range(rounds):
        for table in ("relation", "single", "value"):
            for name in getattr(best, table):
                best, top = _ascend(best, top, table, name, value)
    return best


def _ascend(
    best: Thresholds, top: float, table: str, name: str, value: Callable[[Thresholds], float]
) -> tuple[Thresholds, float]:
    """The threshold of one name moved to where it serves best; a gain below noise moves nothing."""
    for at in GRID:
        tables = asdict(best)
        if tables[table][name] == at:
            continue
        tables[table][name] = at
        candidate = Thresholds(**tables)
        reached = value(candidate)
        if reached > top + 0.0015:
            best, top = candidate, reached
    return best, top


def fit_calibration(readings: Readings, thresholds: Thresholds, score: ModuleType) -> dict[str, float]:
    """Weights of `calibration.features` for the probability that a fact's type and core participants are right."""
    rows: list[dict[str, float]] = []
    right: list[bool] = []
    for sample, reading in readings:
        drafts = assemble(reading.table, reading.page.kinds, thresholds)
        made = [(draft, fact) for draft in drafts if (fact := to_fact(reading.page, draft, extractor="table"))]
        gold = [fact.row for fact in sample.facts or []]
        facts = [to_guide(fact) for _, fact in made]
        pairs = {p: g for g, p in score.pair_up(gold, facts)}
        for number, (draft, _) in enumerate(made):
            rows.append(features(draft))
            right.append(number in pairs and score.core_right(gold[pairs[number]], facts[number]))
    names = sorted({name for row in rows for name in row})
    matrix = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    model = LogisticRegression(C=0.3, max_iter=2000).fit(matrix, np.array(right))
    return {"bias": float(model.intercept_[0]), **dict(zip(names, map(float, model.coef_[0]), strict=True))}


def fit_slots(readings: Readings, slots_of: Callable[[Sample], dict[str, list[str]]]) -> dict[str, float]:
    """Least probabilities of slot answers: the one of the grid with the best F1, slot by slot."""
    out = {}
    for slot in (*SLOTS, *PHRASES):
        scored = []
        for at in GRID:
            least = {**dict.fromkeys((*SLOTS, *PHRASES), 2.0), slot: at}
            if slot in SLOTS:
                least |= dict.fromkeys(SLOTS, at)
            hit = given = wanted = 0
            for sample, reading in readings:
                answers = slot_answers(reading, least)[slot]
                gold = slots_of(sample).get(slot, [])
                given, wanted = given + len(answers), wanted + bool(gold)
                hit += any(answer in gold for answer in answers)
            scored.append((2 * hit / max(1, given + wanted), -abs(at - 0.5), at))
        out[slot] = max(scored)[2]
    return out
