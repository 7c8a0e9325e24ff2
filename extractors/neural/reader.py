"""How the model reads one article: pieces, windows, names, parties, and the table of who does what to whom."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt

from dealgraph.extractors.neural.features import WindowInput, window_input
from dealgraph.extractors.neural.hints import RulesTell, find_hints
from dealgraph.extractors.neural.pages import Page, TaggedName, read_page, trimmed
from dealgraph.extractors.neural.tables import Table, WindowScores
from dealgraph.extractors.neural.tags import best_path, names_of
from dealgraph.extractors.neural.windows import Pieces, Span, Window, pieces_of, place_ranges, windows
from dealgraph.extractors.places import whole_words
from dealgraph.extractors.text import split_sentences
from dealgraph.schemas import Language

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Floats = npt.NDArray[np.float32]
LENGTH = 320  # pieces in a window
NOTHING = RulesTell()
HEAD = 64  # of these, how many repeat the text's head in every window but the first


class Layers(Protocol):
    """The two halves of the network, for one window at a time, so that no window's numbers depend on another's."""

    def lower(self, ids: Sequence[int]) -> tuple[Floats, Floats]:
        """Hidden states (T, hidden) and tag logits (T, tags)."""

    def upper(self, hidden: Floats, window: WindowInput) -> Mapping[str, Floats]:
        """Logits by name: rel (M, M, relations), status (M, M, states), role (M, roles), alone (M, states),
        slot (M, slots), types (S, types), phrase (T, phrase tags)."""


@dataclass(frozen=True)
class Reading:
    """What the model makes of an article: its page, its pieces and windows, the table of all scores, and beside it
    what the rules tell."""

    page: Page
    pieces: Pieces
    windows: list[Window]
    phrases: list[Floats]
    table: Table
    rules: RulesTell = NOTHING


def _names(pieces: Pieces, window: Window, tags: Floats, content: str) -> Iterator[TaggedName]:
    """The names in a window's own pieces, decoded sentence by sentence, since no name goes on in the next one."""
    own = range(1 + window.head, len(window.ids) - 1)
    for _, positions in groupby(own, key=lambda position: pieces.sentences[window.places[position]]):
        inside = list(positions)
        spans = [pieces.spans[window.places[position]] for position in inside]
        for start, end, kind in names_of(best_path(tags[inside]), spans):
            if any(map(str.isalnum, content[start:end])):
                yield TaggedName(*trimmed(content, *whole_words(content, start, end)), kind)


def _apart(names: Iterable[TaggedName]) -> list[TaggedName]:
    """The names without those that overlap an earlier one, as the parts of one word may."""
    kept: list[TaggedName] = []
    for name in names:
        if not kept or name.start >= kept[-1].end:
            kept.append(name)
    return kept


Keep = Callable[[str, Sequence[Span]], Sequence[int]]


def everything(content: str, sentences: Sequence[Span]) -> Sequence[int]:
    """Keeps all sentences."""
    return range(len(sentences))


def read(
    layers: Layers,
    tokenizer: Tokenizer,
    content: str,
    language: Language,
    published: str | None,
    *,
    body_start: int = 0,
    keep: Keep = everything,
) -> Reading:
    """Reads the sentences of `content` that `keep` chooses; names are looked for in these only."""
    sentences = [(s.start, s.end) for s in split_sentences(content)]
    chosen = keep(content, sentences)
    if not chosen:
        return Reading(Page(content, language, sentences, [], [], {}, {}), Pieces([], [], []), [], [], Table([], 0))
    pieces = pieces_of(tokenizer, content, sentences)
    made = list(windows(pieces, chosen, length=LENGTH, head=HEAD))
    hidden: list[Floats] = []
    names: list[TaggedName] = []
    for window in made:
        states, tags = layers.lower(window.ids)
        hidden.append(states)
        names += _names(pieces, window, tags, content)
    page = read_page(content, language, published, _apart(names), sentences, body_start)
    ranges = place_ranges(pieces, [(m.start, m.end) for m in page.mentions])
    groups = list(page.parties)
    hints = find_hints(content, language, sentences, page.mentions, [page.parties[g] for g in groups], groups)
    scores: list[WindowScores] = []
    phrases: list[Floats] = []
    for window, states in zip(made, hidden, strict=True):
        arrays = window_input(window, pieces, page.mentions, ranges, hints)
        if not len(arrays.group):
            phrases.append(np.zeros((len(window.ids), 0), np.float32))
            continue
        out = layers.upper(states, arrays)
        phrases.append(out["phrase"])
        scores.append(
            WindowScores(
                group=arrays.group,
                sentence=arrays.sentences[arrays.sentence],
                sentences=arrays.sentences,
                **{name: out[name] for name in ("rel", "status", "role", "alone", "slot", "types")},
            )
        )
    rules = RulesTell.of(hints, page.mentions)
    return Reading(page, pieces, made, phrases, Table(scores, len(page.kinds)), rules)
