"""Copies of one wire story: the same text at several outlets, cut or lightly edited, counts as one source.

Each article has a `Sketch` (MinHash of the three-word shingles of its text and of its lead, Broder 1997; made by
datasketch) and `copy_keys` under which a store indexes it (bands of the sketch, Indyk and Motwani 1998). Two articles
are copies when they share a key, one language and a week, and nearly all of the shorter text stands in the longer.
Articles that hang together by copies are one group; its key is the smallest of their ids.

A group is a function of the set of articles, found by keys: when an article comes or goes,

    groups_around(copy_keys of its sketch, index) -> each group that may have changed, whole
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol
from zlib import crc32

from dealgraph.graph.tellings import day_of
from dealgraph.schemas import Article, Language

SHINGLE = 3
LEAD_WORDS = 50
WHOLE_WORDS = 1500
"""Wire stories are cut from the end, so their leads agree; more than this of a text tells nothing more."""
PERMUTATIONS = 128
ROWS = 4
"""Rows to a band: of texts that agree in seven tenths, all but one in a thousand share a band of 32."""
LEAD_AGREES = 0.4
CONTAINED = 0.75
"""The share of the lead's shingles, and of the shorter text's, that copies have in common at least."""
COPY_DAYS = 7
LEAST_WORDS = 30
"""Shorter texts (a headline, a brief) are like each other by chance."""
DATELINE = re.compile(r"^[^.!?]{0,60}?(?:\(.{1,30}?\)\s*[-–—]|\s[-–—]{1,2}\s)")


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is kept of a text to find its copies: the number of its shingles, the least hashes of all and of the lead
    (32 bits each, little-endian). `day` is the ordinal of its publication."""

    language: Language
    day: int | None
    size: int
    whole: bytes
    lead: bytes


class SketchIndex(Protocol):
    """Where copies are looked up; a store implements it, `Sketches` is the one in memory."""

    def sketches(self, key: str) -> Mapping[str, Sketch]:
        """Article id -> sketch, for every article that has the key among its `copy_keys`."""


class Sketches:
    """An index of sketches in memory."""

    def __init__(self, sketches: Mapping[str, Sketch]) -> None:
        self._by_key: dict[str, dict[str, Sketch]] = {}
        for article, sketch in sketches.items():
            for key in copy_keys(sketch):
                self._by_key.setdefault(key, {})[article] = sketch

    def sketches(self, key: str) -> Mapping[str, Sketch]:
        return self._by_key.get(key, {})


def sketch_of(article: Article) -> Sketch:
    """The sketch of an article's text; its title, which every outlet writes anew, is left out."""
    words = re.findall(r"\w+", DATELINE.sub("", article.text.strip(), count=1).casefold())[:WHOLE_WORDS]
    shingles = _shingles(words)
    return Sketch(
        language=article.language,
        day=day_of(article.published),
        size=len(shingles),
        whole=_hashes(shingles),
        lead=_hashes(_shingles(words[:LEAD_WORDS])),
    )


def copy_keys(sketch: Sketch) -> frozenset[str]:
    """The keys under which an article is looked up by its copies; none for a text that is too short to have any."""
    if sketch.size < LEAST_WORDS:
        return frozenset()
    step = ROWS * 4
    return frozenset(
        f"{name}{start // step}:{hashes[start : start + step].hex()}"
        for name, hashes in (("w", sketch.whole), ("l", sketch.lead))
        for start in range(0, len(hashes), step)
    )


def are_copies(one: Sketch, two: Sketch) -> bool:
    """Whether two texts are one story."""
    if one.language != two.language or min(one.size, two.size) < LEAST_WORDS:
        return False
    if one.day is not None and two.day is not None and abs(one.day - two.day) > COPY_DAYS:
        return False
    if _agreement(one.lead, two.lead) < LEAD_AGREES:
        return False
    jaccard = _agreement(one.whole, two.whole)
    shared = jaccard * (one.size + two.size) / (1 + jaccard)
    return shared >= CONTAINED * min(one.size, two.size)


def groups_around(keys: Iterable[str], index: SketchIndex) -> list[frozenset[str]]:
    """Every group of copies (of one article, where it has none) that may have changed when articles with these keys
    came or went."""
    groups: dict[str, frozenset[str]] = {}
    for key in sorted(set(keys)):
        for article, sketch in index.sketches(key).items():
            if article not in groups:
                group = _group(article, sketch, index)
                groups.update(dict.fromkeys(group, group))
    return sorted(set(groups.values()), key=min)


def copy_groups(sketches: Mapping[str, Sketch]) -> dict[str, str]:
    """Article id -> the key of its group of copies, its own id where it has none."""
    index = Sketches(sketches)
    found = {article: article for article in sketches}
    for group in groups_around({key for sketch in sketches.values() for key in copy_keys(sketch)}, index):
        found.update(dict.fromkeys(group, min(group)))
    return found


def _group(article: str, sketch: Sketch, index: SketchIndex) -> frozenset[str]:
    group = {article: sketch}
    waiting = [sketch]
    while waiting:
        one = waiting.pop()
        for key in copy_keys(one):
            for other, two in index.sketches(key).items():
                if other not in group and are_copies(one, two):
                    group[other] = two
                    waiting.append(two)
    return frozenset(group)


def _shingles(words: list[str]) -> list[int]:
    """The hashes of the different shingles, in no order that matters."""
    texts = {" ".join(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1))}
    return [crc32(text.encode("utf-8", "surrogatepass")) for text in texts]


@lru_cache(maxsize=1)
def _empty() -> Any:
    from datasketch import MinHash

    return MinHash(num_perm=PERMUTATIONS, seed=1, hashfunc=int, scheme="affine32")


def _hashes(shingles: list[int]) -> bytes:
    sketch = _empty().copy()
    sketch.update_batch(shingles)
    return bytes(sketch.hashvalues.astype("<u4").tobytes())


def _agreement(one: bytes, two: bytes) -> float:
    """The share of hashes that two sketches have in common, which estimates the Jaccard index of their shingles."""
    import numpy as np

    return float(np.mean(np.frombuffer(one, "<u4") == np.frombuffer(two, "<u4")))
