"""What the model says of one article: the scores of all its windows as one table of parties and values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from dealgraph.extractors.neural.labels import RELATIONS, ROLE_LABELS
from dealgraph.schemas import FactType

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

REL = {name: number for number, name in enumerate(RELATIONS)}
ROLE = {label: number for number, label in enumerate(ROLE_LABELS)}


@dataclass(frozen=True)
class WindowScores:
    """The model's logits for one window of M mentions and S sentences.

    `group` (M,) and `sentence` (M,) number the document's groups and sentences; `rel` (M, M, relations), `status`
    (M, M, states), `role` (M, roles), `alone` (M, states), `slot` (M, slots); `types` (S, types) belongs to the
    document's sentences `sentences` (S,).
    """

    group: Ints
    sentence: Ints
    rel: Floats
    status: Floats
    role: Floats
    alone: Floats
    slot: Floats
    types: Floats
    sentences: Ints


@dataclass
class Table:
    """Scores by group: `rel` (G, G, relations) and `role` (G, roles) are logits, the highest over the windows of the
    log-sum-exp over mentions; very low where two groups never stand in one window."""

    windows: Sequence[WindowScores]
    groups: int
    rel: Floats = field(init=False)
    role: Floats = field(init=False)
    slot: Floats = field(init=False)

    def __post_init__(self) -> None:
        g = self.groups
        self.rel = np.full((g, g, len(RELATIONS)), -20.0, np.float32)
        self.role = np.full((g, len(ROLE_LABELS)), -20.0, np.float32)
        slots = self.windows[0].slot.shape[1] if self.windows else 0
        self.slot = np.full((g, slots), -20.0, np.float32)
        for window in self.windows:
            here, place = np.unique(window.group, return_inverse=True)
            if not len(here):
                continue
            member = np.zeros((len(here), len(place)), np.float32)
            member[place, np.arange(len(place))] = 1
            rel = _pooled(member, np.einsum("gm,mnr->gnr", member, _exp(window.rel)))
            block = np.ix_(here, here)
            self.rel[block] = np.maximum(self.rel[block], rel)
            self.role[here] = np.maximum(self.role[here], _log(member @ _exp(window.role)))
            self.slot[here] = np.maximum(self.slot[here], _log(member @ _exp(window.slot)))

    def pair_status(self, row: int, column: int, relation: str) -> Floats:
        """Probabilities of the states of a pair, its mention pairs counting by how much they say the relation."""
        strengths, scores = [], []
        for window in self.windows:
            rows, columns = np.flatnonzero(window.group == row), np.flatnonzero(window.group == column)
            if len(rows) and len(columns):
                strengths.append(window.rel[np.ix_(rows, columns)][..., REL[relation]].ravel())
                scores.append(window.status[np.ix_(rows, columns)].reshape(-1, window.status.shape[-1]))
        return _mixed(strengths, scores)

    def role_status(self, group: int, kind: FactType, role: str) -> Floats:
        """Probabilities of the states of a fact that one group alone tells."""
        label = ROLE[(kind, role)]  # type: ignore[index]
        strengths, scores = [], []
        for window in self.windows:
            rows = np.flatnonzero(window.group == group)
            if len(rows):
                strengths.append(window.role[rows, label])
                scores.append(window.alone[rows])
        return _mixed(strengths, scores)

    def pair_sentences(self, row: int, column: int, relation: str) -> tuple[int, ...]:
        """The sentences of the mention pair that says the relation most."""
        best = -np.inf
        where: tuple[int, ...] = ()
        for window in self.windows:
            rows, columns = np.flatnonzero(window.group == row), np.flatnonzero(window.group == column)
            if len(rows) and len(columns):
                scores = window.rel[np.ix_(rows, columns)][..., REL[relation]]
                if scores.max() > best:
                    best = float(scores.max())
                    i, j = np.unravel_index(int(scores.argmax()), scores.shape)
                    where = (int(window.sentence[rows[i]]), int(window.sentence[columns[j]]))
        return tuple(sorted(set(where)))

    def role_sentence(self, group: int, kind: FactType, role: str) -> tuple[int, ...]:
        """The sentence of the mention that plays the role most."""
        label = ROLE[(kind, role)]  # type: ignore[index]
        best = -np.inf
        where: tuple[int, ...] = ()
        for window in self.windows:
            rows = np.flatnonzero(window.group == group)
            if len(rows) and window.role[rows, label].max() > best:
                best = float(window.role[rows, label].max())
                where = (int(window.sentence[rows[int(window.role[rows, label].argmax())]]),)
        return where


def _exp(scores: Floats) -> Floats:
    return np.asarray(np.exp(np.clip(scores, -15, 15)), dtype=np.float32)


def _log(total: Floats) -> Floats:
    return np.asarray(np.log(total + 1e-9), dtype=np.float32)


def _pooled(member: Floats, half: Floats) -> Floats:
    return _log(np.einsum("gnr,hn->ghr", half, member))


def _mixed(strengths: list[Floats], scores: list[Floats]) -> Floats:
    weight = np.concatenate(strengths)
    weight = np.exp(weight - weight.max())
    logits = np.concatenate(scores)
    logits = logits - logits.max(-1, keepdims=True)
    logs = logits - np.log(np.exp(logits).sum(-1, keepdims=True))
    mixed = np.exp((weight[:, None] / weight.sum() * logs).sum(0))
    return np.asarray(mixed / mixed.sum(), dtype=np.float32)
