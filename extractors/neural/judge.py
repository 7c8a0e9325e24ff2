"""A second look at the pairs: a logistic regression over what the table says of a pair, its two parties and its rivals.

The table scores each pair by itself. Whether a pair holds also depends on how well each party plays its role, and on
what else is said of them; a handful of weights, fitted on texts kept from training, puts this together (stacking,
Wolpert 1992).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from dealgraph.extractors.neural.labels import DIRECTED, PEERS, STRUCTURE, SYMMETRIC
from dealgraph.extractors.neural.tables import REL, ROLE, Floats, Ints, Table

FEATURES = ("pair", "row role", "column role", "row's best other", "column's best other", "acts together")
LOWEST = -8.0  # logits are clipped here: lower ones say no more
ROLES_OF: dict[str, tuple[int, int]] = {
    **{name: (ROLE[(kind, row)], ROLE[(kind, column)]) for name, (kind, row, column) in DIRECTED.items()},
    **{name: (ROLE[(kind, "party")], ROLE[(kind, "party")]) for name, kind in PEERS.items()},
}


def describe(table: Table, relation: str) -> Floats:
    """What is known of each pair of `table.pairs` in one relation, (P, features)."""
    rows, columns = table.pairs
    return _described(table, relation, _Keyed.by(rows), _Keyed.by(columns))


def judged(table: Table, weights: Mapping[str, Mapping[str, float]]) -> Floats:
    """The probability that each pair of `table.pairs` holds, (P, structure). `weights` go by relation, each with a
    `bias` and one for each of `FEATURES`."""
    out = np.zeros((len(table.rel), len(STRUCTURE)), np.float32)
    keyed = [_Keyed.by(keys) for keys in table.pairs]
    back = _back(table)
    for number, relation in enumerate(STRUCTURE):
        own = weights[relation]
        known = np.array([own[name] for name in FEATURES], np.float32)
        out[:, number] = 1 / (1 + np.exp(-(_described(table, relation, *keyed) @ known + own["bias"])))
        if relation in SYMMETRIC:
            out[:, number] = (out[:, number] + out[back, number]) / 2
    return out


def _described(table: Table, relation: str, by_row: _Keyed, by_column: _Keyed) -> Floats:
    rows, columns = table.pairs
    own = rows == columns
    pair = np.where(own, LOWEST, _clip(table.rel[:, REL[relation]]))
    together = np.where(own, LOWEST, _clip(table.rel[:, REL["co"]]))
    if relation in ROLES_OF:
        of_row, of_column = ROLES_OF[relation]
        roles = _clip(table.role[rows, of_row]), _clip(table.role[columns, of_column])
    else:
        roles = np.zeros_like(pair), np.zeros_like(pair)
    others = by_row.best_other(pair), by_column.best_other(pair)
    return np.stack([pair, *roles, *others, together], 1, dtype=np.float32)


def _clip(logits: Floats) -> Floats:
    return np.clip(logits, LOWEST, -LOWEST)


def _back(table: Table) -> Ints:
    """The place of each pair the other way round; a pair stands in the table both ways or not at all."""
    rows, columns = table.pairs
    return np.searchsorted(rows * table.groups + columns, columns * table.groups + rows)


@dataclass(frozen=True)
class _Keyed:
    """Items in the order of their keys; `starts` are where each key's items begin, `sizes` how many they are."""

    order: Ints
    starts: Ints
    sizes: Ints

    @classmethod
    def by(cls, keys: Ints) -> _Keyed:
        order = keys.argsort(kind="stable")
        _, starts, sizes = np.unique(keys[order], return_index=True, return_counts=True)
        return cls(order, starts, sizes)

    def best_other(self, scores: Floats) -> Floats:
        """For each item the highest score of the other items with its key; the lowest of all where there is none."""
        if not len(scores):
            return scores
        ranked = scores[self.order]
        best = np.maximum.reduceat(ranked, self.starts)
        highest = ranked == best.repeat(self.sizes)
        second = np.maximum.reduceat(np.where(highest, np.float32(LOWEST), ranked), self.starts)
        second = np.where(np.add.reduceat(highest, self.starts, dtype=np.int64) > 1, best, second)
        other = np.empty_like(scores)
        other[self.order] = np.where(highest, second.repeat(self.sizes), best.repeat(self.sizes))
        return other
