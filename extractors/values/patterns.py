"""Lists of words as pieces of regular expressions."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator


def alternatives(words: Iterable[str]) -> str:
    """The words as branches of a regular expression, longest first, with any white space between their parts.

    >>> alternatives(["dlr", "dlrs", "Hong Kong"])
    'Hong\\\\sKong|dlrs|dlr'
    """
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s") for word in ordered)


def phrases(text: str) -> list[str]:
    """The parts of a text between commas, each with single spaces."""
    return [" ".join(part.split()) for part in text.split(",")]


WORD = re.compile(r"[^\W_]+")


def folded(word: str) -> str:
    """A word as the tables of words have it, where a pattern found it without regard to case: that takes the Turkish
    i's for an i.

    >>> folded("Juta"), folded("\u0130II"), folded("\u0131")
    ('juta', 'iii', 'i')
    """
    return word.casefold().replace("i\u0307", "i").replace("\u0131", "i")


def word_starts(text: str, words: Container[str]) -> Iterator[int]:
    """Where words of a set (in lower case) start. Looking words up is several times faster than a pattern that tries
    all of them at every character, so the parsers match their patterns only there.

    >>> list(word_starts("Half of the half-owned unit", {"half"}))
    [0, 12]
    """
    for match in WORD.finditer(text):
        if match[0].lower() in words:
            yield match.start()
