"""Copies of one wire story: the same text at several outlets, cut or lightly edited, counts as one source.

Each article has a `Sketch` (MinHash of the three-word shingles of its text and of its lead, Broder 1997; made by
datasketch). Two articles are copies when they share one language and a week, and nearly all of the shorter text stands
in the longer. Articles that hang together by copies are one group.

Copies matter where sources are counted, so they are sought among the articles of one deal, never in the whole graph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any
from zlib import crc32

from dealgraph.graph.records import Sketch
from dealgraph.graph.tellings import Telling, day_of
from dealgraph.schemas import Article

SHINGLE = 3
LEAD_WORDS = 50
WHOLE_WORDS = 1500
"""Wire stories are cut from the end, so their leads agree; more than this of a text tells nothing more."""
PERMUTATIONS = 128
ROWS = 3
"""Rows to a band: of leads that agree in four tenths, all but six in a hundred share one of 42 bands."""
LEAD_AGREES = 0.4
CONTAINED = 0.75
"""The share of the lead's shingles, and of the shorter text's, that copies have in common at least."""
COPY_DAYS = 7
LEAST_WORDS = 30
"""Shorter texts (a headline, a brief) are like each other by chance."""
DATELINE = re.compile(r"^[^.!?]{0,60}?(?:\(.{1,30}?\)\s*[-–—]|\s[-–—]{1,2}\s)")


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


def copy_groups(sketches: Mapping[str, Sketch]) -> dict[str, str]:
    """Article id -> the smallest id of its group of copies, its own where it has none."""
    by_band: dict[tuple[int, bytes], list[str]] = {}
    for article in sorted(sketches):
        for band in _bands(sketches[article]):
            by_band.setdefault(band, []).append(article)
    group = {article: article for article in sketches}
    for first in sorted(sketches):
        waiting = [first] if group[first] == first else []
        while waiting:
            one = waiting.pop()
            near = {article for band in _bands(sketches[one]) for article in by_band[band]}
            for article in near:
                if article > first and group[article] == article and are_copies(sketches[one], sketches[article]):
                    group[article] = first
                    waiting.append(article)
    return group


def by_source(tellings: Sequence[Telling]) -> list[Telling]:
    """The tellings of a deal, each article with what it is a copy of among them (`ArticleCard.copy_of`)."""
    cards = {t.stored.article.id: t.stored.article for t in tellings}
    groups = copy_groups({key: card.sketch for key, card in cards.items() if card.sketch})
    copies = {key: replace(card, copy_of=groups[key]) for key, card in cards.items() if groups.get(key, key) != key}
    return [
        replace(t, stored=replace(t.stored, article=copies[t.stored.article.id]))
        if t.stored.article.id in copies
        else t
        for t in tellings
    ]


def _bands(sketch: Sketch) -> Iterator[tuple[int, bytes]]:
    """Parts of a sketch of which copies share one (Indyk and Motwani 1998), so that not all need be compared."""
    step = 4 * ROWS
    return ((start, sketch.lead[start : start + step]) for start in range(0, len(sketch.lead) - step + 1, step))


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
