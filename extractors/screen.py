"""Which sentences are worth an encoder's time: a screen that reads most of a million words a second.

Most news tells of no deal, and most sentences of the rest don't either. The screen looks at words, never at names: a
word that it doesn't know counts as a name when it has a capital, so no company is learnt by heart. Each word has a
weight, by itself and behind the word before it; a sentence is described by its words' weights and those of the
sentences around it, and a logistic regression over that says how likely it carries a fact. Both languages share one
set of weights. `training/screen.py` makes the numbers and says what they cost in facts.

Reading is one pass, so time grows with length; an article's result depends on its own text alone.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from dealgraph.errors import DealgraphError

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Span = tuple[int, int]

FILE = Path(__file__).parent / "data" / "screen.npz"

TOKEN = re.compile(r"[^\W\d_]+|\d[\d.,]*|[$€£¥%]")
END, UNKNOWN, NAME, NUMBER, YEAR = range(5)
OTHERS = 5  # how many symbols are no words of the vocabulary
PAIR_BITS = 18
GOLDEN = np.uint64(0x9E3779B97F4A7C15)  # 2^64 over the golden ratio, for multiplicative hashing (Knuth, TAOCP 6.4)


class Words(dict[str, int]):
    """The symbol of each word: vocabulary in lower case, as in a title and in capitals; any other by its looks."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        super().__init__((word, symbol) for symbol, word in enumerate(vocabulary, OTHERS))
        for word, symbol in list(self.items()):
            self.setdefault(word.capitalize(), symbol)
            self.setdefault(word.upper(), symbol)

    def __missing__(self, word: str) -> int:
        if word[0].isdigit():
            return YEAR if len(word) == 4 and word[:2] in ("19", "20") else NUMBER
        return UNKNOWN if word[0].islower() else NAME


@dataclass(frozen=True)
class Symbols:
    """A text in symbols: END, then the words of each sentence with END behind them. Sentence i begins at `starts[i]`
    in `ids`; its END belongs to it, so none is empty."""

    ids: npt.NDArray[np.int64]
    starts: npt.NDArray[np.int64]

    @classmethod
    def of(cls, words: Words, content: str, sentences: Sequence[Span]) -> Symbols:
        """The symbols of `content`, sentence by sentence."""
        ids, starts = [END], []
        symbol, find = words.__getitem__, TOKEN.findall
        for start, end in sentences:
            starts.append(len(ids))
            ids += map(symbol, find(content, start, end))
            ids.append(END)
        return cls(np.array(ids, np.int64), np.array(starts, np.int64))

    @property
    def lengths(self) -> npt.NDArray[np.int64]:
        """How many symbols each sentence has."""
        return np.diff(self.starts, append=len(self.ids))

    @property
    def pairs(self) -> npt.NDArray[np.int64]:
        """For each symbol but the first, the hash of the pair that it makes with the one before it."""
        ids = self.ids.astype(np.uint64)
        together = (ids[:-1] << np.uint64(32)) | ids[1:]
        hashes: npt.NDArray[np.uint64] = (together * GOLDEN) >> np.uint64(64 - PAIR_BITS)
        return hashes.astype(np.int64)


@dataclass(frozen=True)
class Lexicon:
    """What each symbol and each hash of a pair weighs; of which kinds each symbol is, (symbols, kinds) of 0 and 1."""

    words: Floats
    pairs: Floats
    kinds: Floats

    def weights(self, symbols: Symbols) -> Floats:
        """The weight of each symbol at its place; the first END has none."""
        weights: Floats = self.words[symbols.ids]
        weights[1:] += self.pairs[symbols.pairs]
        weights[0] = 0
        return weights


def describe(symbols: Symbols, lexicon: Lexicon) -> Floats:
    """What is known of each sentence of an article, (sentences, features): of itself, of its place and neighbours, of
    the article."""
    weights, lengths, starts = lexicon.weights(symbols), symbols.lengths, symbols.starts
    sums = np.add.reduceat(weights, starts)
    level = sums / np.sqrt(lengths)
    highest = np.maximum.reduceat(weights, starts)
    kinds = np.log1p(np.add.reduceat(lexicon.kinds[symbols.ids], starts, axis=0))
    sentence = [level, sums, highest, *kinds.T, np.log(lengths)]
    number = np.arange(len(starts))
    place = [number == 0, number == 1, np.log1p(number), np.append(0, level[:-1]), np.append(level[1:], 0)]
    article = [level.max(), level.mean(), highest.max(), np.log(len(starts))]
    return np.column_stack([*sentence, *place, np.tile(article, (len(starts), 1))])


@dataclass(frozen=True)
class Bars:
    """How much is enough, in log-odds. An article is read when its best sentence reaches `article` plus `length` times
    the logarithm of its characters: a long text has more chances to look like a deal, and costs more. In an article
    that is read, the sentences that reach `sentence` are candidates."""

    article: float
    length: float
    sentence: float

    def of_article(self, characters: int) -> float:
        """The bar for the best sentence of an article that is so long."""
        return self.article + self.length * math.log(characters)


@dataclass(frozen=True)
class Screen:
    """Says which sentences are to be read. `features` weighs what `describe` gives."""

    words: Words
    lexicon: Lexicon
    features: Floats
    bias: float
    bars: Bars

    def scores(self, content: str, sentences: Sequence[Span]) -> Floats:
        """For each sentence the log-odds that it carries a fact or a part of one."""
        if not sentences:
            return np.zeros(0)
        scores: Floats = describe(Symbols.of(self.words, content, sentences), self.lexicon) @ self.features + self.bias
        return scores

    def keep(self, content: str, sentences: Sequence[Span]) -> list[int]:
        """The numbers of the sentences to be read, ascending: candidates, their neighbours, and the first two, which
        name the parties. None where no sentence makes the article worth reading."""
        scores = self.scores(content, sentences)
        if not len(scores) or scores.max() < self.bars.of_article(len(content)):
            return []
        kept: list[int] = with_context(scores >= self.bars.sentence).nonzero()[0].tolist()
        return kept


def with_context(candidates: Flags) -> Flags:
    """The candidates among the sentences of an article, those beside them, and the first two."""
    kept: Flags = candidates.copy()
    kept[1:] |= candidates[:-1]
    kept[:-1] |= candidates[1:]
    kept[:2] = True
    return kept


def load(path: Path = FILE) -> Screen:
    """The screen that `training/screen.py` wrote to a file, the weights of words and pairs as int8.

    Raises DealgraphError when the file is missing or damaged."""
    try:
        with np.load(path) as arrays:
            *features, bias = arrays["features"].tolist()
            words, pairs = (arrays[name] * float(arrays[f"{name}_scale"]) for name in ("words", "pairs"))
            return Screen(
                Words(str(arrays["vocabulary"]).split("\n")),
                Lexicon(words, pairs, arrays["kinds"].astype(np.float64)),
                np.array(features),
                bias,
                Bars(*arrays["bars"].tolist()),
            )
    except (OSError, ValueError, KeyError, TypeError, EOFError, BadZipFile) as error:
        raise DealgraphError(f"The screen in {path} can't be loaded: {error}") from error


@lru_cache(maxsize=1)
def shipped() -> Screen:
    """The screen that ships with the package, loaded once a process."""
    return load()
