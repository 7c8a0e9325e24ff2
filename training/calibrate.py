"""Thresholds and calibration of the trained model, fitted on training texts that it was not trained on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

import numpy as np
from corpora import Sample
from pages import PageFact
from sklearn.linear_model import LogisticRegression

from dealgraph.extractors.neural import calibration, judge
from dealgraph.extractors.neural.assemble import Draft, Thresholds, assemble, candidates
from dealgraph.extractors.neural.facts import to_fact
from dealgraph.extractors.neural.labels import PHRASES, SLOTS, STRUCTURE, VALUE_OF_KIND
from dealgraph.extractors.neural.pages import Page
from dealgraph.extractors.neural.reader import Reading
from dealgraph.extractors.neural.slots import slot_answers
from dealgraph.schemas import FACT_TYPES, to_guide
from examples import relations_of

Readings = list[tuple[Sample, Reading]]
GRID = (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.7, 0.8)
LEAST_LOGIT = -6.0  # of pairs that the judge learns from
FOLDS = 8
CONFIDENCES = (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5)
SCALE = 4.0  # logits are divided by it, so that one penalty suits weights and biases


def predicted(readings: Readings, thresholds: Thresholds) -> dict[str, list[dict[str, Any]]]:
    """The facts by document in the form of the guide."""
    out = {}
    for sample, reading in readings:
        drafts = assemble(reading.table, reading.page.kinds, thresholds)
        out[sample.id] = [to_guide(fact) for d in drafts if (fact := to_fact(reading.page, d, extractor="table"))]
    return out


def gold_pairs(sample: Sample, page: Page, score: ModuleType) -> set[tuple[str, int, int]]:
    """(relation, row, column) of all pairs of the page's parties that the gold facts state."""
    forms = {group: {score.key(form) for form in party.forms} for group, party in page.parties.items()}
    found: set[tuple[str, int, int]] = set()
    for fact in sample.facts or []:
        participants = []
        for participant in fact.row["participants"]:
            group = next((g for g, known in forms.items() if known & score.names(participant)), None)
            if group is not None:
                participants.append((participant["role"], group))
        told = PageFact(fact.type, fact.status, participants, {}, set())
        found |= {(name, a, b) for a, b, name in relations_of(told)}
    return found


def fit_judge(readings: Readings, score: ModuleType) -> dict[str, dict[str, float]]:
    """The weights of `judge.judged`: shared by all relations between two sides, with a bias and a slope of each
    relation's own; `co`, which joins one side, has its own."""
    features, right, relation = [], [], []
    for sample, reading in readings:
        table, gold = reading.table, gold_pairs(sample, reading.page, score)
        rows, columns = table.pairs
        value = np.array([kind in VALUE_OF_KIND for kind in reading.page.kinds], bool)
        names = (rows != columns) & ~value[rows] & ~value[columns]
        for number, name in enumerate(STRUCTURE):
            described = judge.describe(table, name)
            for place in np.flatnonzero(names & (described[:, 0] > LEAST_LOGIT)):
                features.append(described[place])
                right.append((name, int(rows[place]), int(columns[place])) in gold)
                relation.append(number)
    numbers, count = np.array(relation), len(judge.FEATURES)
    own = np.eye(len(STRUCTURE))[numbers]
    joins = own[:, [STRUCTURE.index("co")]]
    matrix = np.array(features) / SCALE
    design = np.hstack([matrix * (1 - joins), matrix * joins, own, own * matrix[:, :1]])
    model = LogisticRegression(C=1.0, max_iter=4000).fit(design, np.array(right))
    weights = model.coef_[0]
    out = {}
    for number, name in enumerate(STRUCTURE):
        shared = weights[count : 2 * count] if name == "co" else weights[:count]
        known = dict(zip(judge.FEATURES, map(float, shared / SCALE), strict=True))
        known["pair"] += float(weights[2 * count + len(STRUCTURE) + number] / SCALE)
        out[name] = {**known, "bias": float(weights[2 * count + number] + model.intercept_[0])}
    return out


def fit_thresholds(readings: Readings, score: ModuleType, rounds: int = 2) -> Thresholds:
    """The judge, then by coordinate ascent one bar each for relations, acting together, single sides and values, on
    fact F1 plus slot F1. One bar for all types: the texts kept from training are too few to fit more."""
    gold = {sample.id: [fact.row for fact in sample.facts or []] for sample, _ in readings}
    weights = fit_judge(readings, score)

    def made(bars: Sequence[float]) -> Thresholds:
        relation, together, single, value = bars
        return Thresholds(
            relation={**dict.fromkeys(STRUCTURE, relation), "co": together},
            single=dict.fromkeys(FACT_TYPES, single),
            value={name: value for names in VALUE_OF_KIND.values() for name in names},
            judge=weights,
        )

    def worth(bars: Sequence[float]) -> float:
        result, _ = score.score(gold, predicted(readings, made(bars)))
        return float(result["fact"]["f1"] + result["slot"]["f1"])

    bars = [0.25, 0.25, 0.6, 0.4]
    for _ in range(rounds):
        for place in range(len(bars)):
            bars = max(([*bars[:place], at, *bars[place + 1 :]] for at in GRID), key=worth)
    return made(bars)


def fit_calibration(readings: Readings, thresholds: Thresholds, score: ModuleType) -> tuple[dict[str, float], float]:
    """Weights of `calibration.features` for the probability that a fact's type and core participants are right, and the
    least confidence of a fact: the one that serves best where each text is read with weights fitted on the others."""
    texts = [_described(sample, reading, thresholds, score) for sample, reading in readings]
    names = sorted({name for text in texts for known in text.known for name in known})
    folds = [number % FOLDS for number in range(len(texts))]
    for number in range(FOLDS):
        weights = _regression([t for t, fold in zip(texts, folds, strict=True) if fold != number], names)
        for text, fold in zip(texts, folds, strict=True):
            if fold == number:
                text.sure = [calibration.confidence(known, weights) for known in text.known]
    least = max(CONFIDENCES, key=lambda at: _worth(texts, at, score))
    return _regression(texts, names), least


@dataclass
class Described:
    """The candidates of a text: drafts with facts, what is known of each, whether each is right; the gold facts."""

    drafts: list[Draft]
    facts: list[dict[str, Any]]
    known: list[dict[str, float]]
    right: list[bool]
    gold: list[dict[str, Any]]
    sure: list[float] = field(default_factory=list)


def _described(sample: Sample, reading: Reading, thresholds: Thresholds, score: ModuleType) -> Described:
    found = candidates(reading.table, reading.page.kinds, thresholds)
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
