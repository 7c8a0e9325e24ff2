"""Small tables made by hand: who says what of whom, in one window a list of groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from dealgraph.extractors.neural.labels import RELATIONS, ROLE_LABELS, SLOTS, STATUS_LABELS
from dealgraph.extractors.neural.tables import REL, ROLE, Table, WindowScores
from dealgraph.schemas import FACT_TYPES, FactType, Status

Said = Mapping[tuple[int, int, str], float]  # (row, column, relation) by mention: logit
Played = Mapping[tuple[int, FactType, str], float]  # (mention, type, role): logit
LOW = -8.0


def window(
    group: Sequence[int],
    said: Said | None = None,
    played: Played | None = None,
    *,
    status: Status = "completed",
    sentence: Sequence[int] | None = None,
) -> WindowScores:
    """A window whose mentions belong to these groups; what nothing is said of is very unlikely."""
    size = len(group)
    rel = np.full((size, size, len(RELATIONS)), LOW, np.float32)
    role = np.full((size, len(ROLE_LABELS)), LOW, np.float32)
    for (row, column, relation), logit in (said or {}).items():
        rel[row, column, REL[relation]] = logit
    for (mention, kind, name), logit in (played or {}).items():
        role[mention, ROLE[kind, name]] = logit  # type: ignore[index]
    states = np.zeros((size, size, len(STATUS_LABELS)), np.float32)
    states[..., STATUS_LABELS.index(status)] = 4
    numbers = np.array(sentence or [0] * size, np.int64)
    return WindowScores(
        group=np.array(group, np.int64),
        sentence=numbers,
        rel=rel,
        status=states,
        role=role,
        alone=states[0] if size else np.zeros((0, len(STATUS_LABELS)), np.float32),
        slot=np.full((size, len(SLOTS)), LOW, np.float32),
        types=np.zeros((len(set(numbers.tolist())), len(FACT_TYPES)), np.float32),
        sentences=np.unique(numbers),
    )


def table(groups: int, *windows: WindowScores) -> Table:
    """The table of these windows."""
    return Table(windows, groups)
