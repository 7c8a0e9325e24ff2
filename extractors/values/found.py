"""What every value parser gives: a place in the text, and what stands there."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of text that was read as a value: `text[start:end] == raw`, offsets in code points."""

    start: int
    end: int
    raw: str
