"""Confidence, and the least that a fact needs, fitted on training texts that the model was not trained on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

import numpy as np
import numpy.typing as npt
from corpora import Sample
from sklearn.linear_model import LogisticRegression

from dealgraph.extractors.neural import calibration
from dealgraph.extractors.neural.assemble import Draft, candidates
from dealgraph.extractors.neural.facts import to_fact
from dealgraph.extractors.neural.labels import PHRASES, SLOTS
from dealgraph.extractors.neural.reader import Reading
from dealgraph.extractors.neural.slots import slot_answers
from dealgraph.schemas import to_guide

Readings = list[tuple[Sample, Reading]]
GRID = (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.7, 0.8)
FOLDS = 8
SHUFFLES = 5
CONFIDENCES = (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5)


def fit_calibration(readings: Readings, score: ModuleType) -> tuple[dict[str, float], float]:
    """Weights of `calibration.features` for the probability that a fact's type and core participants are right, and the
    least confidence of a fact: the one that serves best where each text is read with weights fitted on the others, on
    average over several ways to part the texts."""
    texts = [_described(sample, reading, score) for sample, reading in readings]
    names = sorted({name for text in texts for known in text.known for name in known})
    worth = dict.fromkeys(CONFIDENCES, 0.0)
    for seed in range(SHUFFLES):
        _rate_by_others(texts, names, np.random.default_rng(seed).permutation(len(texts)) % FOLDS)
        for least in CONFIDENCES:
            worth[least] += _worth(texts, least, score)
    return _regression(texts, names), max(CONFIDENCES, key=lambda least: worth[least])


def _rate_by_others(texts: Sequence[Described], names: Sequence[str], folds: npt.NDArray[np.int64]) -> None:
    """Rates the candidates of each text with weights fitted on the other folds."""
    for number in range(FOLDS):
        weights = _regression([t for t, fold in zip(texts, folds, strict=True) if fold != number], names)
        for text, fold in zip(texts, folds, strict=True):
            if fold == number:
                text.sure = [calibration.confidence(known, weights) for known in text.known]


@dataclass
class Described:
    """The candidates of a text: drafts with facts, what is known of each, whether each is right; the gold facts."""

    drafts: list[Draft]
    facts: list[dict[str, Any]]
    known: list[dict[str, float]]
    right: list[bool]
    gold: list[dict[str, Any]]
    sure: list[float] = field(default_factory=list)


def _described(sample: Sample, reading: Reading, score: ModuleType) -> Described:
    found = candidates(reading.table, reading.page.kinds)
    made = [(draft, fact) for draft in found if (fact := to_fact(reading.page, draft, extractor="table"))]
    gold = [fact.row for fact in sample.facts or []]
    facts = [to_guide(fact) for _, fact in made]
    right = [any(g["type"] == fact["type"] and score.core_right(g, fact) for g in gold) for fact in facts]
    known = [calibration.features(draft, reading.table, reading.rules) for draft, _ in made]
    return Described([draft for draft, _ in made], facts, known, right, gold)


def _regression(texts: Sequence[Described], names: Sequence[str]) -> dict[str, float]:
    rows = [known for text in texts for known in text.known]
    right = [yes for text in texts for yes in text.right]
    matrix = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    model = LogisticRegression(C=0.1, max_iter=4000).fit(matrix, np.array(right))
    return {"bias": float(model.intercept_[0]), **dict(zip(names, map(float, model.coef_[0]), strict=True))}


def _worth(texts: Sequence[Described], least: float, score: ModuleType) -> float:
    gold = {str(number): text.gold for number, text in enumerate(texts)}
    given = {
        str(number): [text.facts[place] for place in calibration.choose(text.drafts, text.sure, least)]
        for number, text in enumerate(texts)
    }
    result, _ = score.score(gold, given)
    return float(result["fact"]["f1"] + 0.5 * result["slot"]["f1"])


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
