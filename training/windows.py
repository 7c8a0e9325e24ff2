"""Texts cut into windows that the encoder takes whole, at sentence ends, with the character span of each piece."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from encoder import BOS, EOS
from tokenizers import Tokenizer

SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9\"“])|\n+")


@dataclass
class Window:
    """Pieces `ids` (with `<s>` and `</s>`) of the sample's text; `spans[i]` is the character span of piece i, (0, 0)
    for the two special ones."""

    sample: int
    ids: list[int]
    spans: list[tuple[int, int]]


def pieces_of(tokenizer: Tokenizer, text: str) -> tuple[list[int], list[tuple[int, int]]]:
    """Ids and character spans without the space that belongs to a piece's front."""
    encoding = tokenizer.encode(text, add_special_tokens=False)
    spans = []
    for start, end in encoding.offsets:
        while start < end and text[start].isspace():
            start += 1
        spans.append((start, end))
    return encoding.ids, spans


def windows(tokenizer: Tokenizer, sample: int, text: str, length: int) -> Iterator[Window]:
    """Consecutive windows of at most `length` pieces; each ends at the last sentence end that fits, if there is one."""
    ids, spans = pieces_of(tokenizer, text)
    ends = {match.end() for match in SENTENCE_END.finditer(text)}
    at, room = 0, length - 2
    while at < len(ids):
        stop = min(at + room, len(ids))
        if stop < len(ids):
            for candidate in range(stop, at + room // 2, -1):
                if any(spans[candidate - 1][1] < end <= spans[candidate][0] for end in ends):
                    stop = candidate
                    break
        yield Window(sample, [BOS, *ids[at:stop], EOS], [(0, 0), *spans[at:stop], (0, 0)])
        at = stop
