"""How right facts are, against gold facts of the same documents, by the rules of the annotation guide.

Facts are JSON objects of the guide. In each document predicted facts are paired one to one with gold facts so that most
slots are right; a pair has one type and at least one right participant. Then

- a fact is right when its pair's core participants are all right and none is extra;
- every participant, status, amount, stake, valuation, round and position is a slot. A slot is right when the paired
  fact says the same; those of facts without a pair are wrong, or missed.

A name is right when it is the gold name or one of its aliases, but for case, accents, punctuation and legal form.
Amounts agree in currency and within 1 %, percentages within 0.1.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from dealgraph.schemas import ROLES

Fact = Mapping[str, Any]
Pair = tuple[int, int]

MONEY = ("amount", "valuation")
TEXT = ("status", "round", "position")
STAKE = "stake_percent"
EXHAUSTIVE = 6  # facts of a document up to which every pairing is tried; with more, the best pairs are taken first

LEGAL_FORMS = frozenset(
    "inc incorporated corp corporation co company companies ltd limited llc llp lp plc ag sa spa gmbh nv bv ab asa oyj "
    "kk kgaa pt tbk persero cv ud pty bhd sdn berhad pte group grup holdings holding the".split()
)


@dataclass(frozen=True)
class Counts:
    """Right, predicted and gold ones of something; counts add up."""

    right: int = 0
    predicted: int = 0
    gold: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.right + other.right, self.predicted + other.predicted, self.gold + other.gold)

    @property
    def precision(self) -> float:
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.predicted + self.gold) if self.right else 0.0


Table = dict[str, Counts]
"""Counts by the type of a fact, or by the name of a slot."""


@dataclass(frozen=True)
class Score:
    """What is right in a document or in several; `verdicts` says of each predicted fact, in order, whether it is."""

    facts: Table = field(default_factory=dict)
    slots: Table = field(default_factory=dict)
    verdicts: tuple[bool, ...] = ()

    def __add__(self, other: Score) -> Score:
        facts, slots = together(self.facts, other.facts), together(self.slots, other.slots)
        return Score(facts, slots, self.verdicts + other.verdicts)


def together(*tables: Table) -> Table:
    """The tables added up, in the order of their names."""
    names = sorted({name for table in tables for name in table})
    return {name: total(table.get(name, Counts()) for table in tables) for name in names}


def total(counts: Iterable[Counts]) -> Counts:
    return sum(counts, Counts())


def score(gold: Sequence[Fact], predicted: Sequence[Fact]) -> Score:
    """The score of one document."""
    pairs = pair_up(gold, predicted)
    right = {p for g, p in pairs if core_is_right(gold[g], predicted[p])}
    slots_right = [name for g, p in pairs for name in right_slots(gold[g], predicted[p])]
    return Score(
        _table([predicted[p]["type"] for p in right], [p["type"] for p in predicted], [g["type"] for g in gold]),
        _table(slots_right, [name for p in predicted for name in slots(p)], [name for g in gold for name in slots(g)]),
        tuple(p in right for p in range(len(predicted))),
    )


def _table(right: Iterable[str], predicted: Iterable[str], gold: Iterable[str]) -> Table:
    counted = [Counter(names) for names in (right, predicted, gold)]
    return {name: Counts(*(counter[name] for counter in counted)) for name in sorted(set().union(*counted))}


# ---------------------------------------------------------------------------------------------- facts


def pair_up(gold: Sequence[Fact], predicted: Sequence[Fact]) -> list[Pair]:
    """The pairs (gold, predicted) with most right slots; of equal ones, those of the earlier facts."""
    worth = {(g, p): len(right_slots(a, b)) for g, a in enumerate(gold) for p, b in enumerate(predicted)}
    worth = {pair: slots_right for pair, slots_right in worth.items() if slots_right}
    if max(len(gold), len(predicted)) > EXHAUSTIVE:
        return _greedy(worth)
    fewer, more = range(len(gold)), range(len(predicted))
    if len(gold) <= len(predicted):
        pairings = (list(zip(fewer, order, strict=True)) for order in itertools.permutations(more, len(fewer)))
    else:
        pairings = (list(zip(order, more, strict=True)) for order in itertools.permutations(fewer, len(more)))
    best = max(pairings, key=lambda pairs: sum(worth.get(pair, 0) for pair in pairs))
    return [pair for pair in best if pair in worth]


def _greedy(worth: Mapping[Pair, int]) -> list[Pair]:
    pairs: list[Pair] = []
    for g, p in sorted(worth, key=lambda pair: -worth[pair]):
        if all(g != taken and p != used for taken, used in pairs):
            pairs.append((g, p))
    return pairs


def core_is_right(gold: Fact, predicted: Fact) -> bool:
    """Whether all core participants of a pair are right and none is extra."""
    core = ROLES[gold["type"]].core
    wanted, given = ([p for p in fact["participants"] if p["role"] in core] for fact in (gold, predicted))
    right = [g for g, _ in right_participants(gold, predicted) if gold["participants"][g]["role"] in core]
    return len(right) == len(wanted) == len(given)


def right_slots(gold: Fact, predicted: Fact) -> list[str]:
    """The names of the slots that two facts share; none when they are no pair."""
    participants = right_participants(gold, predicted)
    if gold["type"] != predicted["type"] or not participants:
        return []
    wanted, given = attributes(gold), attributes(predicted)
    same = [name for name in wanted if name in given and agree(name, wanted[name], given[name])]
    return [gold["participants"][g]["role"] for g, _ in participants] + same


def slots(fact: Fact) -> list[str]:
    """The names of a fact's slots; a role as often as it is filled."""
    return [participant["role"] for participant in fact["participants"]] + list(attributes(fact))


def right_participants(gold: Fact, predicted: Fact) -> list[Pair]:
    """Which participants (gold, predicted) agree in role and name; each is used once."""
    pairs: dict[int, int] = {}
    for p, given in enumerate(predicted["participants"]):
        for g, wanted in enumerate(gold["participants"]):
            names = {key(name) for name in (wanted["name"], *wanted.get("aliases", ()))}
            if g not in pairs and wanted["role"] == given["role"] and key(given["name"]) in names:
                pairs[g] = p
                break
    return list(pairs.items())


def attributes(fact: Fact) -> dict[str, Any]:
    """The values that a fact states, by name."""
    return {name: fact[name] for name in (*TEXT, *MONEY, STAKE) if fact.get(name) not in (None, "")}


def agree(name: str, gold: Any, predicted: Any) -> bool:
    """Whether two values of an attribute are the same."""
    if name in MONEY:
        near = abs(gold["value"] - predicted["value"]) <= 0.01 * abs(gold["value"])
        return bool(near and gold["currency"] == predicted["currency"])
    if name == STAKE:
        return bool(abs(gold - predicted) <= 0.1)
    return key(gold) == key(predicted)


def key(name: str) -> str:
    """A name's words without case, accents, punctuation and legal forms, unless it has no others.

    >>> key("PT Bank Jago Tbk."), key("Nestlé's"), key("The Group")
    ('bank jago', 'nestle', 'the group')
    """
    text = unicodedata.normalize("NFKD", name).casefold()
    text = "".join(c for c in text if not unicodedata.combining(c))
    words = re.findall(r"\w+", re.sub(r"['’]s\b", "", text).replace(".", ""))
    return " ".join(word for word in words if word not in LEGAL_FORMS) or " ".join(words)


# ---------------------------------------------------------------------------------------------- how sure


def interval(scores: Sequence[Score], part: str, *, rounds: int, seed: int = 0) -> tuple[float, float]:
    """The 95 % interval of the F1 of `part`, facts or slots: percentiles over documents drawn with replacement (Efron
    1979)."""
    rows = [total(getattr(one, part).values()) for one in scores]
    counted = np.array([(row.right, row.predicted, row.gold) for row in rows]).reshape(-1, 3)
    dice = np.random.default_rng(seed)
    drawn = dice.multinomial(len(rows), np.full(len(rows), 1 / len(rows)), size=rounds) @ counted
    f1 = 2 * drawn[:, 0] / np.maximum(1, drawn[:, 1] + drawn[:, 2])
    low, high = np.percentile(f1, [2.5, 97.5])
    return float(low), float(high)


@dataclass(frozen=True)
class Bin:
    """Facts of similar confidence: how many, their mean confidence, the share of right ones."""

    facts: int
    confidence: float
    right: float


def reliability(confidences: Sequence[float], right: Sequence[bool], bins: int = 10) -> list[Bin]:
    """The bins of equal width that hold any fact, from the least sure to the surest."""
    sure, good = np.array(confidences, float), np.array(right, float)
    number = np.minimum((sure * bins).astype(int), bins - 1)
    inside = [number == n for n in range(bins)]
    return [Bin(int(i.sum()), float(sure[i].mean()), float(good[i].mean())) for i in inside if i.any()]


def calibration_error(table: Sequence[Bin]) -> float:
    """The expected calibration error (Naeini et al. 2015): the mean gap between confidence and right ones."""
    facts = sum(row.facts for row in table)
    return sum(row.facts * abs(row.confidence - row.right) for row in table) / facts if facts else 0.0
