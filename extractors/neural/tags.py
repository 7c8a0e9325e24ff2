"""Names from the tagger's scores: the best sequence of BIO tags under the rule that I- follows its own B- or I-."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from dealgraph.extractors.neural.labels import TAGS
from dealgraph.extractors.neural.windows import Span

Floats = npt.NDArray[np.float32]

NEVER = np.float32(-1e9)
STARTS = np.array([NEVER if tag.startswith("I-") else 0 for tag in TAGS], np.float32)
FOLLOWS = np.array(
    [[NEVER if second.startswith("I-") and first[2:] != second[2:] else 0 for second in TAGS] for first in TAGS],
    np.float32,
)


def best_path(scores: Floats) -> list[int]:
    """The tags of T pieces with the highest sum of log-probabilities; `scores` (T, tags) are logits (Viterbi 1967)."""
    logs = (
        scores
        - np.log(np.exp(scores - scores.max(-1, keepdims=True)).sum(-1, keepdims=True))
        - scores.max(-1, keepdims=True)
    )
    best = logs[0] + STARTS
    back: list[npt.NDArray[np.int64]] = []
    for row in logs[1:]:
        paths = best[:, None] + FOLLOWS
        back.append(paths.argmax(0))
        best = paths.max(0) + row
    path = [int(best.argmax())]
    for pointer in reversed(back):
        path.append(int(pointer[path[-1]]))
    return path[::-1]


def names_of(path: Sequence[int], spans: Sequence[Span]) -> Iterator[tuple[int, int, str]]:
    """(start, end, kind) of each name; `spans` are the pieces' character spans."""
    name: tuple[int, int, str] | None = None
    for tag, (start, end) in zip(path, spans, strict=True):
        label = TAGS[tag]
        if label.startswith("I-") and name:
            name = (name[0], end, name[2])
            continue
        if name:
            yield name
        name = (start, end, label[2:]) if label != "O" else None
    if name:
        yield name
