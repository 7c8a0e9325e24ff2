"""A window as arrays: which piece belongs to which mention, and what the rules say of the mentions in it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealgraph.extractors.neural.features import Hints, Mention, WindowInput, window_input
from dealgraph.extractors.neural.labels import MENTION_KINDS, STRUCTURE
from dealgraph.extractors.neural.windows import Pieces, place_ranges, windows

PIECES = Pieces(list(range(10, 22)), [(3 * n, 3 * n + 2) for n in range(12)], [0] * 4 + [1] * 4 + [2] * 4)
MENTIONS = [Mention(0, 5, "ORG", 7), Mention(12, 14, "MONEY", 8), Mention(24, 29, "ORG", 7), Mention(30, 32, "PER", 9)]


def inputs(keep: list[int], hints: Hints | None = None) -> WindowInput:
    (made,) = windows(PIECES, keep, length=32, head=2)
    ranges = place_ranges(PIECES, [(m.start, m.end) for m in MENTIONS])
    return window_input(made, PIECES, MENTIONS, ranges, hints or Hints())


def test_mentions_are_marked_at_their_pieces():
    made = inputs([0, 1, 2])
    assert made.group.tolist() == [7, 8, 7, 9]
    assert made.ranges.tolist() == [[1, 3], [5, 6], [9, 11], [11, 12]]
    org, money = 1 + MENTION_KINDS.index("ORG"), 1 + MENTION_KINDS.index("MONEY")
    assert made.piece_kind[:7].tolist() == [0, org, org, 0, 0, money, 0]


def test_one_group_has_one_identity():
    slots = inputs([0, 1, 2]).piece_slot
    assert slots[1] == slots[9] != slots[5]
    assert slots[0] == 0


def test_a_mention_outside_the_window_is_left_out_and_one_in_the_head_is_not():
    made = inputs([2])
    assert made.group.tolist() == [7, 7, 9]
    assert made.sentences.tolist() == [0, 2]
    assert made.sentence.tolist() == [0, 1, 1]


def test_hints_reach_the_mentions_that_are_there():
    hints = Hints({0: [(3, 2, 1)], 1: [(2, 0, 0)]}, {3: [(4, 5)]}, [(24, 29, 6)])
    made = inputs([2], hints)
    assert np.argwhere(made.pair_hint).tolist() == [[0, 2, 2], [0, 2, len(STRUCTURE) + 1]]
    assert np.argwhere(made.role_hint)[:, 0].tolist() == [2, 2]
    assert np.flatnonzero(made.piece_trigger).tolist() == [3, 4]
    assert set(made.piece_trigger.tolist()) == {0, 7}


spans = st.lists(st.tuples(st.integers(0, 34), st.integers(1, 9)), max_size=10)


@given(spans, st.sets(st.sampled_from([0, 1, 2]), min_size=1))
def test_exactly_the_mentions_whose_ends_are_in_the_window_are_taken(found: list[tuple[int, int]], keep: set[int]):
    mentions = sorted(
        (Mention(start, start + length, "ORG", number) for number, (start, length) in enumerate(found)),
        key=lambda m: (m.start, -m.end),
    )
    ranges = place_ranges(PIECES, [(m.start, m.end) for m in mentions])
    (made,) = windows(PIECES, sorted(keep), length=32, head=2)
    expected = [
        m.group
        for m, span in zip(mentions, ranges, strict=True)
        if span and span[0] in made.places and span[1] - 1 in made.places
    ]
    assert window_input(made, PIECES, mentions, ranges, Hints()).group.tolist() == expected


def test_a_window_without_mentions_has_empty_arrays():
    (made,) = windows(PIECES, [0], length=32, head=2)
    empty = window_input(made, PIECES, [], [], Hints())
    assert (empty.group.shape, empty.ranges.shape, empty.pair_hint.shape[:2]) == ((0,), (0, 2), (0, 0))


@pytest.mark.parametrize("count", [60])
def test_more_groups_than_identities_share_them(count: int):
    pieces = Pieces([5] * count, [(2 * n, 2 * n + 1) for n in range(count)], [0] * count)
    mentions = [Mention(2 * n, 2 * n + 1, "ORG", n) for n in range(count)]
    (made,) = windows(pieces, [0], length=count + 40, head=2)
    arrays = window_input(made, pieces, mentions, place_ranges(pieces, [(m.start, m.end) for m in mentions]), Hints())
    assert len(arrays.group) == count
    assert arrays.piece_slot[1:-1].min() >= 1
