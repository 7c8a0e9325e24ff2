"""Names from tag scores: the best path that the tags allow, and the spans it means."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from dealgraph.extractors.neural.labels import TAGS
from dealgraph.extractors.neural.tags import best_path, names_of

scores = st.integers(1, 12).flatmap(
    lambda length: arrays.arrays(np.float32, (length, len(TAGS)), elements=st.floats(-20, 20, width=32))
)


def liking(*tags: str, by: float = 9.0) -> np.ndarray:
    """Scores that prefer these tags, one a piece."""
    out = np.zeros((len(tags), len(TAGS)), np.float32)
    out[np.arange(len(tags)), [TAGS.index(tag) for tag in tags]] = by
    return out


def tagged(path: list[int]) -> list[str]:
    return [TAGS[tag] for tag in path]


def test_what_is_liked_best_is_taken():
    tags = ["O", "B-ORG", "I-ORG", "O", "B-PER"]
    assert tagged(best_path(liking(*tags))) == tags


def test_an_inside_without_a_beginning_is_mended():
    assert tagged(best_path(liking("I-ORG", "I-ORG"))) == ["B-ORG", "I-ORG"]


@given(scores)
def test_every_path_is_one_that_the_tags_allow(made: np.ndarray):
    path = tagged(best_path(made))
    assert len(path) == len(made)
    for before, after in pairwise(["O", *path]):
        assert not after.startswith("I-") or before[2:] == after[2:]


@given(st.floats(-50, 50, width=32))
def test_only_differences_between_tags_count(constant: float):
    made = liking("B-ORG", "I-ORG", "O")
    assert best_path(made + np.float32(constant)) == best_path(made)


def test_names_are_the_spans_of_their_pieces():
    path = [TAGS.index(tag) for tag in ("B-ORG", "I-ORG", "B-ORG", "O", "B-PER")]
    spans = [(0, 3), (3, 8), (9, 12), (13, 15), (16, 20)]
    assert list(names_of(path, spans)) == [(0, 8, "ORG"), (9, 12, "ORG"), (16, 20, "PER")]
