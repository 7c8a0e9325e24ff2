"""Texts as windows of pieces that the encoder takes whole, made of whole sentences wherever they fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tokenizers import Tokenizer

BOS, PAD, EOS, UNK = range(4)
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Pieces:
    """A text in pieces: ids, the character span of each, and the number of its sentence."""

    ids: list[int]
    spans: list[Span]
    sentences: list[int]


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces between `<s>` and `</s>`; `places[i]` is the place of piece i in the whole text's pieces, -1 for the two
    special ones. The first `head` pieces repeat the text's head, so that its topic is known in every window."""

    ids: list[int]
    places: list[int]
    head: int


def pieces_of(tokenizer: Tokenizer, text: str, sentences: Sequence[Span]) -> Pieces:
    """The text in pieces. Spans are without the white space that belongs to a piece's front; a piece that stands
    between two sentences belongs to the earlier one."""
    encoding = tokenizer.encode(text, add_special_tokens=False)
    spans: list[Span] = []
    numbers: list[int] = []
    number = 0
    for start, end in encoding.offsets:
        while start < end and text[start].isspace():
            start += 1
        while number + 1 < len(sentences) and start >= sentences[number + 1][0]:
            number += 1
        spans.append((start, end))
        numbers.append(number)
    return Pieces(encoding.ids, spans, numbers)


def windows(pieces: Pieces, keep: Sequence[int], *, length: int, head: int) -> Iterator[Window]:
    """Windows of at most `length` pieces over the sentences in `keep` (ascending numbers).

    Sentences are packed in order; one that is longer than a window is cut. Every window after the first begins with
    the first `head` pieces of the text, unless it holds them itself.
    """
    if not pieces.ids:
        return
    bounds = _bounds(pieces.sentences)
    room = length - 2
    lead = list(range(min(head, len(pieces.ids))))
    current: list[int] = []
    for number in keep:
        start, end = bounds.get(number, (0, 0))
        for at in range(start, end, room - head):
            chunk = range(at, min(at + room - head, end))
            prefix = 0 if not current or current[0] == 0 else len(lead)
            if current and prefix + len(current) + len(chunk) > room:
                yield _window(pieces, lead, current)
                current = []
            current.extend(chunk)
    if current:
        yield _window(pieces, lead, current)


def _bounds(sentences: Sequence[int]) -> dict[int, Span]:
    bounds: dict[int, Span] = {}
    for place, number in enumerate(sentences):
        start, _ = bounds.get(number, (place, place))
        bounds[number] = (start, place + 1)
    return bounds


def _window(pieces: Pieces, lead: list[int], places: list[int]) -> Window:
    head = [place for place in lead if place < places[0]]
    all_places = [*head, *places]
    ids = [BOS, *(pieces.ids[place] for place in all_places), EOS]
    return Window(ids, [-1, *all_places, -1], len(head))


def place_ranges(pieces: Pieces, spans: Sequence[Span]) -> list[Span | None]:
    """For each character span (ascending starts) the range of places of the pieces that touch it, None if none does."""
    out: list[Span | None] = []
    at = 0
    for start, end in spans:
        while at < len(pieces.spans) and pieces.spans[at][1] <= start:
            at += 1
        stop = at
        while stop < len(pieces.spans) and pieces.spans[stop][0] < end:
            stop += 1
        out.append((at, stop) if stop > at else None)
    return out
