"""What the model says of one article: the scores of all its windows as one table of parties and values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from dealgraph.extractors.neural.labels import RELATIONS, ROLE_LABELS
from dealgraph.schemas import FACT_TYPES, FactType

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

REL = {name: number for number, name in enumerate(RELATIONS)}
ROLE = {label: number for number, label in enumerate(ROLE_LABELS)}
NEVER = np.float32(-20)  # the logit of what no window says


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
    """Scores by group. `rel` holds, for each pair of groups that stand in one window (`pairs`, ascending), its
    relations; `role` (G, roles) and `slot` (G, slots) go by group. All are logits, the highest over the windows of the
    log-sum-exp over mentions. Its size grows with the number of windows, not with the square of the groups."""

    windows: Sequence[WindowScores]
    groups: int
    role: Floats = field(init=False)
    slot: Floats = field(init=False)

    def __post_init__(self) -> None:
        self.role = np.full((self.groups, len(ROLE_LABELS)), NEVER)
        self.slot = np.full((self.groups, self.windows[0].slot.shape[1] if self.windows else 0), NEVER)
        self._numbers: dict[int, dict[int, None]] = {}  # of the windows in which a group stands
        self._sentences: dict[int, set[int]] = {}  # in which a group is mentioned
        self._types: dict[int, Floats] = {}  # of a sentence
        keys = [np.array([self.groups**2])]  # behind all pairs, so that a search always ends at one
        rel = [np.full((1, len(RELATIONS)), NEVER)]
        for number, window in enumerate(self.windows):
            here, place = np.unique(window.group, return_inverse=True)
            for group in here.tolist():
                self._numbers.setdefault(group, {})[number] = None
            for group, sentence in zip(window.group.tolist(), window.sentence.tolist(), strict=True):
                self._sentences.setdefault(group, set()).add(sentence)
            for sentence, types in zip(window.sentences.tolist(), window.types, strict=True):
                self._types[sentence] = np.maximum(self._types.get(sentence, types), types)
            member = np.zeros((len(here), len(place)), np.float32)
            member[place, np.arange(len(place))] = 1
            pooled = _pooled(member, np.einsum("gm,mnr->gnr", member, _exp(window.rel)))
            keys.append((here[:, None] * self.groups + here).ravel())
            rel.append(pooled.reshape(-1, len(RELATIONS)))
            self.role[here] = np.maximum(self.role[here], _log(member @ _exp(window.role)))
            self.slot[here] = np.maximum(self.slot[here], _log(member @ _exp(window.slot)))
        every = np.concatenate(keys)
        order = every.argsort(kind="stable")
        self._keys, first = np.unique(every[order], return_index=True)
        self._rel = np.maximum.reduceat(np.concatenate(rel)[order], first)

    @property
    def rel(self) -> Floats:
        return self._rel[:-1]

    @property
    def pairs(self) -> tuple[Ints, Ints]:
        """Rows and columns of the pairs of groups that stand in one window, (P,) each; a group pairs with itself."""
        rows, columns = np.divmod(self._keys[:-1], max(1, self.groups))
        return rows, columns

    def logits(self, rows: Ints, columns: Ints, relation: str) -> Floats:
        """The relation's logits for pairs of groups, in the shape that both broadcast to; very low for two groups that
        never stand in one window."""
        keys = rows * self.groups + columns
        place = np.searchsorted(self._keys, keys)
        found: Floats = np.where(self._keys[place] == keys, self._rel[place, REL[relation]], NEVER)
        return found

    def sentence_type(self, sentence: int, kind: FactType) -> float:
        """The logit that a sentence tells a fact of a type, the highest over the windows that hold it."""
        types = self._types.get(sentence)
        return float(NEVER if types is None else types[FACT_TYPES.index(kind)])

    def sentences_of(self, group: int) -> frozenset[int]:
        """The sentences in which a group is mentioned."""
        return frozenset(self._sentences.get(group, ()))

    def beside(self, *groups: int) -> set[int]:
        """The groups that stand in a window with all of these."""
        return {group for window in self._with(*groups) for group in window.group.tolist()}

    def _with(self, *groups: int) -> list[WindowScores]:
        """The windows in which all of these groups stand."""
        numbers = sorted((self._numbers.get(group, {}) for group in groups), key=len)
        return [self.windows[n] for n in numbers[0] if all(n in other for other in numbers[1:])]

    def pair_status(self, row: int, column: int, relation: str) -> Floats:
        """Probabilities of the states of a pair, its mention pairs counting by how much they say the relation."""
        strengths, scores = [], []
        for window in self._with(row, column):
            rows, columns = np.flatnonzero(window.group == row), np.flatnonzero(window.group == column)
            strengths.append(window.rel[np.ix_(rows, columns)][..., REL[relation]].ravel())
            scores.append(window.status[np.ix_(rows, columns)].reshape(-1, window.status.shape[-1]))
        return _mixed(strengths, scores)

    def role_status(self, group: int, kind: FactType, role: str) -> Floats:
        """Probabilities of the states of a fact that one group alone tells."""
        label = ROLE[(kind, role)]  # type: ignore[index]
        strengths, scores = [], []
        for window in self._with(group):
            rows = np.flatnonzero(window.group == group)
            strengths.append(window.role[rows, label])
            scores.append(window.alone[rows])
        return _mixed(strengths, scores)

    def pair_sentences(self, row: int, column: int, relation: str) -> tuple[int, ...]:
        """The sentences of the mention pair that says the relation most."""
        best = -np.inf
        where: tuple[int, ...] = ()
        for window in self._with(row, column):
            rows, columns = np.flatnonzero(window.group == row), np.flatnonzero(window.group == column)
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
        for window in self._with(group):
            rows = np.flatnonzero(window.group == group)
            if window.role[rows, label].max() > best:
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
