"""A second look at the pairs: a logistic regression over what the table says of a pair, its two parties and its rivals.

The table scores each pair by itself. Whether a pair holds also depends on how well each party plays its role, and on
what else is said of them; a handful of weights, fitted on texts kept from training, puts this together (stacking,
Wolpert 1992).
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

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
    own = rows == columns
    pair = np.where(own, LOWEST, _clip(table.rel[:, REL[relation]]))
    together = np.where(own, LOWEST, _clip(table.rel[:, REL["co"]]))
    role = _clip(table.role)
    if relation in ROLES_OF:
        of_row, of_column = ROLES_OF[relation]
        roles = role[rows, of_row], role[columns, of_column]
    else:
        roles = np.zeros_like(pair), np.zeros_like(pair)
    others = _best_other(rows, pair), _best_other(columns, pair)
    return np.stack([pair, *roles, *others, together], 1, dtype=np.float32)


def judged(table: Table, weights: Mapping[str, Mapping[str, float]]) -> Floats:
    """The probability that each pair of `table.pairs` holds, (P, structure). `weights` go by relation, each with a
    `bias` and one for each of `FEATURES`."""
    out = np.zeros((len(table.rel), len(STRUCTURE)), np.float32)
    for number, relation in enumerate(STRUCTURE):
        own = weights[relation]
        known = np.array([own[name] for name in FEATURES], np.float32)
        out[:, number] = 1 / (1 + np.exp(-(describe(table, relation) @ known + own["bias"])))
        if relation in SYMMETRIC:
            out[:, number] = (out[:, number] + out[_back(table), number]) / 2
    return out


def _clip(logits: Floats) -> Floats:
    return np.clip(logits, LOWEST, -LOWEST)


def _back(table: Table) -> Ints:
    """The place of each pair the other way round; a pair stands in the table both ways or not at all."""
    rows, columns = table.pairs
    return np.searchsorted(rows * table.groups + columns, columns * table.groups + rows)


def _best_other(keys: Ints, scores: Floats) -> Floats:
    """For each item the highest score of the other items with its key; the lowest of all where there is none."""
    order = np.lexsort((-scores, keys))
    first = np.ones(len(order), bool)
    first[1:] = keys[order][1:] != keys[order][:-1]
    start = np.flatnonzero(first)
    group = first.cumsum() - 1
    best = start[group]
    second = np.minimum(best + 1, len(order) - 1)
    ranked: npt.NDArray[np.float32] = scores[order]
    alone = (group[second] != group) | (second == best)
    runner_up = np.where(alone, np.float32(LOWEST), ranked[second])
    other = np.empty_like(scores)
    other[order] = np.where(first, runner_up, ranked[best])
    return other
