"""A window as arrays: its pieces, the mentions in it, and which piece belongs to which party."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from dealgraph.extractors.neural.labels import MENTION_KINDS, ROLE_LABELS, STATUS_LABELS, STRUCTURE
from dealgraph.extractors.neural.windows import Pieces, Span, Window

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]

GROUP_SLOTS = 48  # identities that the upper layers tell apart in one window


@dataclass(frozen=True, slots=True)
class Mention:
    """A name or value at `start:end`; mentions with one `group` mean the same party or say the same value."""

    start: int
    end: int
    kind: str
    group: int


@dataclass(frozen=True, slots=True)
class WindowInput:
    """T pieces, M mentions, S sentences.

    `ids`, `piece_kind` (0 none, else 1 + kind), `piece_slot` (0 none, else an identity), `piece_trigger` (0 none, else
    1 + type of fact), `piece_sentence` (place in `sentences`, -1 for special pieces) are (T,); `ranges` (M, 2) are
    piece positions; `group`, `kind`, `sentence` (place in `sentences`) are (M,); `sentences` (S,) are the document's
    sentence numbers. `pair_hint`
    (M, M, structure + states) and `role_hint` (M, roles + states) are 1 where the rules say so.
    """

    ids: Ints
    piece_kind: Ints
    piece_slot: Ints
    piece_trigger: Ints
    piece_sentence: Ints
    ranges: Ints
    group: Ints
    kind: Ints
    sentence: Ints
    sentences: Ints
    pair_hint: Floats
    role_hint: Floats


@dataclass(frozen=True, slots=True)
class Hints:
    """What the rules say, all by number: `pairs` the (mention, relation, state) of the columns by the mention of the
    row, `roles` the (role label, state) by mention; `triggers` are (start, end, type of fact), ascending, in
    characters."""

    pairs: Mapping[int, Iterable[tuple[int, int, int]]] = field(default_factory=dict)
    roles: Mapping[int, Iterable[tuple[int, int]]] = field(default_factory=dict)
    triggers: Sequence[tuple[int, int, int]] = ()


def window_input(
    window: Window,
    pieces: Pieces,
    mentions: Sequence[Mention],
    ranges: Sequence[Span | None],
    hints: Hints,
    slots: Sequence[int] = range(1, GROUP_SLOTS + 1),
) -> WindowInput:
    """The arrays of a window. `mentions` ascend by start; `ranges` are the places of their pieces (`place_ranges`);
    only mentions that stand in the window whole are taken. Groups get the identities in `slots` in the order of their
    first mention."""
    position = {place: number for number, place in enumerate(window.places) if place >= 0}
    shown: list[tuple[Mention, int, int]] = []
    place_of: dict[int, int] = {}
    for number in _beginning_in(window, pieces, mentions):
        span = ranges[number]
        if span and span[0] in position and span[1] - 1 in position:
            place_of[number] = len(shown)
            shown.append((mentions[number], position[span[0]], position[span[1] - 1] + 1))
    local = {group: number for number, group in enumerate(dict.fromkeys(m.group for m, _, _ in shown))}
    sentences = sorted({pieces.sentences[place] for place in window.places if place >= 0})
    at = {number: place for place, number in enumerate(sentences)}
    piece_sentence = np.array([at[pieces.sentences[p]] if p >= 0 else -1 for p in window.places], np.int64)
    piece_kind = np.zeros(len(window.ids), np.int64)
    piece_slot = np.zeros(len(window.ids), np.int64)
    for mention, start, end in shown:
        piece_kind[start:end] = 1 + MENTION_KINDS.index(mention.kind)
        piece_slot[start:end] = slots[local[mention.group] % len(slots)]
    return WindowInput(
        ids=np.array(window.ids, np.int64),
        piece_kind=piece_kind,
        piece_slot=piece_slot,
        piece_trigger=_triggers(window, pieces, hints.triggers),
        piece_sentence=piece_sentence,
        ranges=np.array([(start, end) for _, start, end in shown], np.int64).reshape(-1, 2),
        group=np.array([m.group for m, _, _ in shown], np.int64),
        kind=np.array([MENTION_KINDS.index(m.kind) for m, _, _ in shown], np.int64),
        sentence=np.array([piece_sentence[start] for _, start, _ in shown], np.int64),
        sentences=np.array(sentences, np.int64),
        pair_hint=_pair_hint(len(shown), place_of, hints),
        role_hint=_role_hint(len(shown), place_of, hints),
    )


def _beginning_in(window: Window, pieces: Pieces, mentions: Sequence[Mention]) -> Iterator[int]:
    """The numbers of the mentions whose first piece stands in the window, ascending; found without a look at others."""
    places = window.places[1:-1]
    for first, last in runs(places):
        start = pieces.spans[first - 1][1] if first else 0
        begin = bisect_left(mentions, start, key=lambda mention: mention.start)
        yield from range(begin, bisect_left(mentions, pieces.spans[last][1], key=lambda mention: mention.start))


def runs(numbers: Sequence[int]) -> Iterator[Span]:
    """First and last of each run of ascending numbers without a gap.

    >>> list(runs([0, 1, 2, 7, 8, 11]))
    [(0, 2), (7, 8), (11, 11)]
    """
    begin = 0
    for place in range(1, len(numbers) + 1):
        if place == len(numbers) or numbers[place] != numbers[place - 1] + 1:
            yield numbers[begin], numbers[place - 1]
            begin = place


def _triggers(window: Window, pieces: Pieces, triggers: Sequence[tuple[int, int, int]]) -> Ints:
    out = np.zeros(len(window.ids), np.int64)
    for number, place in enumerate(window.places):
        if place >= 0:
            at = bisect_right(triggers, pieces.spans[place][0], key=lambda trigger: trigger[0]) - 1
            if at >= 0 and pieces.spans[place][0] < triggers[at][1]:
                out[number] = 1 + triggers[at][2]
    return out


def _pair_hint(size: int, place_of: Mapping[int, int], hints: Hints) -> Floats:
    out = np.zeros((size, size, len(STRUCTURE) + len(STATUS_LABELS)), np.float32)
    for row, place in place_of.items():
        for column, relation, state in hints.pairs.get(row, ()):
            if column in place_of:
                out[place, place_of[column], relation] = 1
                out[place, place_of[column], len(STRUCTURE) + state] = 1
    return out


def _role_hint(size: int, place_of: Mapping[int, int], hints: Hints) -> Floats:
    out = np.zeros((size, len(ROLE_LABELS) + len(STATUS_LABELS)), np.float32)
    for mention, place in place_of.items():
        for role, state in hints.roles.get(mention, ()):
            out[place, role] = 1
            out[place, len(ROLE_LABELS) + state] = 1
    return out
