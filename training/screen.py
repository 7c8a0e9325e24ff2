"""Fits the screen that stands before the encoder: `python screen.py --data DATA [--out FILE]`, from this folder.

Texts with facts teach which sentences carry one; stories of other topics, in which the rules find no deal, teach what
else there is in the news. Each text is described by word weights that have not seen it (five folds); the regression
and the bars are fitted on that, so that hardly one fact in a hundred is lost. One text in seven is held out to measure
the fit; what is written is fitted once more, on all of them. The dev sets are only measured.

Needs scikit-learn. The same data and libraries give the same file.
"""

from __future__ import annotations

import argparse
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt
from corpora import Sample, Sources, rows
from scipy import sparse
from sklearn.linear_model import LogisticRegression, SGDClassifier

from dealgraph.extractors.rules.extractor import RuleExtractor
from dealgraph.extractors.rules.lexicon import triggers
from dealgraph.extractors.screen import (
    FILE,
    NAME,
    NUMBER,
    OTHERS,
    PAIR_BITS,
    TOKEN,
    YEAR,
    Bars,
    Flags,
    Floats,
    Lexicon,
    Screen,
    Span,
    Symbols,
    Words,
    describe,
    with_context,
)
from dealgraph.extractors.text import split_sentences
from dealgraph.schemas import LANGUAGES, Article

FOLDS = 5
HELD_OUT = 7  # one text in so many
LEAST = 3  # in how many texts a word must stand in lower case to belong to the vocabulary
ALPHA = 3e-5  # regularisation of the word weights
LENGTH = 0.2  # Bars.length; of 0, 0.2 and 0.4 it passed over most words for the same facts
LOST = 0.007  # the share of facts, and of their sentences, that the bars may cost in fitting
MARKED = 0.5  # weight of passages written for training beside news
PLAIN = 0.3, 1.0  # weight of stories without annotation: for the word weights, for the regression
MONEY = "$ € £ ¥ % pct percent persen dlrs mln bln million billion trillion juta miliar triliun rp usd".split()


@dataclass(frozen=True)
class Text:
    """A text in sentences; for each of its facts the numbers of the sentences that carry it. `kind` is news that was
    annotated, marked passages, or plain stories."""

    id: str
    kind: str
    language: str
    content: str
    sentences: list[Span]
    facts: list[list[int]]

    @classmethod
    def of(cls, sample: Sample) -> Text:
        """A sentence carries a fact where its evidence or a trigger of it stands."""
        sentences: list[Span] = [(s.start, s.end) for s in split_sentences(sample.content)]
        facts = []
        for fact in sample.facts or []:
            spans = [*fact.evidence, *fact.marked.get("trigger", [])]
            facts.append([n for n, (s, e) in enumerate(sentences) if any(a < e and s < b for a, b in spans)])
        kind = "marked" if sample.source.startswith("marked/") else "news"
        return cls(f"{sample.source}/{sample.id}", kind, sample.lang, sample.content, sentences, facts)

    @cached_property
    def carries(self) -> Flags:
        """For each sentence whether it carries a fact."""
        found = np.zeros(len(self.sentences), bool)
        for numbers in self.facts:
            found[numbers] = True
        return found

    @cached_property
    def words(self) -> npt.NDArray[np.int64]:
        """How many words each sentence has."""
        return np.array([len(self.content[start:end].split()) for start, end in self.sentences])

    @property
    def number(self) -> int:
        """A number that follows from the id, so that a text never moves between parts and folds."""
        return zlib.crc32(self.id.encode())

    @property
    def held_out(self) -> bool:
        return self.number % HELD_OUT == 0

    @property
    def fold(self) -> int:
        return self.number // HELD_OUT % FOLDS


def plain_texts(data: Path) -> Iterator[Text]:
    """Stories of other topics in which the rules find no deal: hardly one of them tells of any."""
    stories = [
        Article(doc_id=row["id"], title=row["title"], text=row["body"], language="en")
        for row in rows(data / "reuters" / "not-acq.jsonl.gz")
        if row["body"].strip()
    ]
    for story, facts in zip(stories, RuleExtractor().extract(stories), strict=True):
        if not facts:
            sentences: list[Span] = [(s.start, s.end) for s in split_sentences(story.content)]
            yield Text(f"not-acq/{story.doc_id}", "plain", "en", story.content, sentences, [])


# ---------------------------------------------------------------------------------------------- words


def vocabulary_of(texts: Iterable[Text]) -> list[str]:
    """Words that stand in lower case in some texts, so no names; and those that open a deal."""
    seen = Counter(w for text in texts for w in set(TOKEN.findall(text.content)) if w.islower() or not w.isalnum())
    return sorted({word for word, times in seen.items() if times >= LEAST} | set(openings()))


def openings() -> Iterator[str]:
    """The words that open a deal, in both languages."""
    return (word for language in LANGUAGES for word in triggers(language) if TOKEN.fullmatch(word))


def kinds_of(words: Words) -> Floats:
    """Names, numbers, words that open a deal, and money: (symbols, kinds) of 0 and 1."""
    of_kinds = [NAME], [NUMBER, YEAR], [words[word] for word in openings()], [words[word] for word in MONEY]
    kinds = np.zeros((OTHERS + len(set(words.values())), len(of_kinds)))
    for column, symbols in enumerate(of_kinds):
        kinds[symbols, column] = 1
    return kinds


def counts(symbols: Sequence[Symbols], size: int) -> sparse.csr_array:
    """How often each symbol and, in columns from `size` on, each pair stands in each sentence, over the root of the
    sentence's length: (sentences, size + pairs)."""
    lengths = np.concatenate([one.lengths for one in symbols])
    sentence = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)  # wider ones scikit-learn refuses
    columns = np.concatenate([one.ids[1:] for one in symbols]), np.concatenate([one.pairs for one in symbols]) + size
    values = np.tile((2 / np.sqrt(lengths))[sentence], 2)
    shape = len(lengths), size + (1 << PAIR_BITS)
    return sparse.csr_array((values, (np.tile(sentence, 2), np.concatenate(columns).astype(np.int32))), shape)


def weigh(counted: sparse.csr_array, carries: Flags, weights: Floats, kinds: Floats) -> Lexicon:
    """The weights of symbols and pairs: averaged logistic regression."""
    model = SGDClassifier(loss="log_loss", alpha=ALPHA, average=True, max_iter=12, tol=None, random_state=0)
    of_words, of_pairs = np.split(model.fit(counted, carries, sample_weight=weights).coef_[0], [len(kinds)])
    return Lexicon(as_stored(of_words), as_stored(of_pairs), kinds)


def step(weights: Floats) -> float:
    """The step between weights that are stored as int8."""
    return float(np.abs(weights).max()) / 127


def as_stored(weights: Floats) -> Floats:
    """The weights with the precision that they will have in the file."""
    rounded: Floats = np.round(weights / step(weights)) * step(weights)
    return rounded


# ---------------------------------------------------------------------------------------------- sentences and articles


def fit(texts: Sequence[Text]) -> tuple[Screen, list[str]]:
    """The screen, and its vocabulary."""
    vocabulary = vocabulary_of(texts)
    words = Words(vocabulary)
    kinds = kinds_of(words)
    symbols = [Symbols.of(words, text.content, text.sentences) for text in texts]
    counted = counts(symbols, len(kinds))
    carries = np.concatenate([text.carries for text in texts])
    fold = of_sentences(texts, [text.fold for text in texts])
    first, second = (
        of_sentences(texts, [{"news": 1, "marked": MARKED, "plain": plain}[text.kind] for text in texts])
        for plain in PLAIN
    )
    unseen = [weigh(counted[fold != n], carries[fold != n], first[fold != n], kinds) for n in range(FOLDS)]
    described = [describe(one, unseen[text.fold]) for one, text in zip(symbols, texts, strict=True)]
    features, bias = regression(np.concatenate(described), carries, second)
    annotated = [
        (text, found @ features + bias) for text, found in zip(texts, described, strict=True) if text.kind == "news"
    ]
    return Screen(words, weigh(counted, carries, first, kinds), features, bias, bars_of(annotated)), vocabulary


def of_sentences(texts: Sequence[Text], values: Sequence[float]) -> Floats:
    """The values of the texts, repeated for each of their sentences."""
    return np.repeat(np.array(values), [len(text.sentences) for text in texts])


def regression(described: Floats, carries: Flags, weights: Floats) -> tuple[Floats, float]:
    """Logistic regression on features as they are: their means and scales are worked into weights and bias."""
    mean, scale = described.mean(axis=0), described.std(axis=0) + 1e-9
    model = LogisticRegression(max_iter=500).fit((described - mean) / scale, carries, sample_weight=weights)
    features: Floats = model.coef_[0] / scale
    return features, float(model.intercept_[0] - mean @ features)


def bars_of(scored: Sequence[tuple[Text, Floats]]) -> Bars:
    """The highest bars that lose no more of the facts, and of the sentences that carry them, than LOST."""
    best = sorted(scores.max() - LENGTH * np.log(len(text.content)) for text, scores in scored for _ in text.facts)
    carrying = [(scores, text.carries) for text, scores in scored if text.facts]
    low, high = -20.0, 20.0
    while high - low > 1e-3:
        bar = (low + high) / 2
        kept = np.concatenate([with_context(scores >= bar)[carries] for scores, carries in carrying])
        low, high = (bar, high) if kept.mean() >= 1 - LOST else (low, bar)
    return Bars(float(best[int(LOST * len(best))]), LENGTH, low)


def save(screen: Screen, vocabulary: Sequence[str], path: Path) -> None:
    """Writes what `dealgraph.extractors.screen.load` reads."""
    lexicon, bars = screen.lexicon, screen.bars
    scales = {"words_scale": step(lexicon.words), "pairs_scale": step(lexicon.pairs)}
    with path.open("wb") as file:
        np.savez_compressed(
            file,
            vocabulary=np.array("\n".join(vocabulary)),
            words=np.round(lexicon.words / scales["words_scale"]).astype(np.int8),
            pairs=np.round(lexicon.pairs / scales["pairs_scale"]).astype(np.int8),
            kinds=lexicon.kinds.astype(np.int8),
            features=np.append(screen.features, screen.bias),
            bars=np.array([bars.article, bars.length, bars.sentence]),
            **{name: np.array(scale) for name, scale in scales.items()},
        )


# ---------------------------------------------------------------------------------------------- measuring


def measure(name: str, texts: Sequence[Text], screen: Screen) -> None:
    """Prints what the screen saves on the texts, in words, and what it costs in facts."""
    kept = [screen.keep(text.content, text.sentences) for text in texts]
    told = [(text, numbers) for text, numbers in zip(texts, kept, strict=True) if text.facts]
    empty = [(text, numbers) for text, numbers in zip(texts, kept, strict=True) if not text.facts]
    line = f"{name:<22}"
    if told:
        facts = [bool(numbers) for text, numbers in told for _ in text.facts]
        carrying = [n in numbers for text, numbers in told if numbers for n in text.carries.nonzero()[0]]
        line += (
            f" {len(facts):>5} facts: {1 - np.mean(facts):.2%} in articles passed over; {len(carrying):>5} sentences "
            f"of the others' facts: {1 - np.mean(carrying):.2%} not read; {share(told):.1%} of the words read;"
        )
    if empty:
        over = np.mean([not numbers for _, numbers in empty])
        line += f" {len(empty):>5} articles without facts: {over:.1%} passed over, {share(empty):.1%} of the words read"
    print(line, flush=True)


def share(kept: Sequence[tuple[Text, list[int]]]) -> float:
    """The share of the words that are read."""
    return float(sum(text.words[numbers].sum() for text, numbers in kept) / sum(text.words.sum() for text, _ in kept))


def by_kind(texts: Iterable[Text]) -> Iterator[tuple[str, list[Text]]]:
    """The texts by kind and language, in the order of their names."""
    groups: dict[str, list[Text]] = {}
    for text in texts:
        groups.setdefault(f"{text.kind} {text.language}", []).append(text)
    yield from sorted(groups.items())


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with deals/, chains/, synthetic/, reuters/")
    parser.add_argument("--passages", type=Path, default=Path(__file__).parent / "passages")
    parser.add_argument("--out", type=Path, default=FILE)
    options = parser.parse_args()
    sources = Sources(options.data, options.passages)
    texts = [*map(Text.of, sources.facts()), *plain_texts(options.data)]
    measured, _ = fit([text for text in texts if not text.held_out])
    for name, group in by_kind(text for text in texts if text.held_out):
        measure(f"held out: {name}", group, measured)
    screen, vocabulary = fit(texts)
    save(screen, vocabulary, options.out)
    print(f"{options.out}: {len(vocabulary)} words, {options.out.stat().st_size} bytes, {screen.bars}")
    dev: dict[str, list[Text]] = {}
    for sample in sources.dev():
        dev.setdefault(f"{sample.source} {sample.lang}", []).append(Text.of(sample))
    for name, group in dev.items():
        measure(name, group, screen)


if __name__ == "__main__":
    main()
