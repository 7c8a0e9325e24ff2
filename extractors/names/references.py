"""Words that stand for a party without naming it: `the company`, `its`, `perseroan`, `perusahaan itu`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from dealgraph.extractors.text import Token

ReferenceKind = Literal["pronoun", "noun", "possessive"]


class Reference(NamedTuple):
    """Tokens `first` to `last` (exclusive) of a sentence that refer to a party."""

    first: int
    last: int
    kind: ReferenceKind


ENGLISH_NOUNS = frozenset(
    "company firm group bank startup start-up carrier airline retailer lender maker miner chain operator automaker "
    "carmaker chipmaker brewer insurer corporation conglomerate drugmaker manufacturer developer producer utility "
    "publisher broadcaster exchange giant parent fund partnership trust provider agency supplier platform team".split()
)
INDONESIAN_NOUNS = frozenset(
    "perusahaan perseroan emiten bank startup maskapai grup raksasa produsen operator pabrikan lembaga bumn induk "
    "pengembang penyedia pengelola platform rintisan entitas korporasi yayasan pihak fintech unicorn".split()
)
POINTERS = frozenset({"itu", "tersebut", "ini"})
PRONOUNS = frozenset({"it", "they", "we", "he", "she", "ia", "dia", "mereka", "pihaknya", "kami"})
POSSESSIVES = frozenset({"its", "their", "our"})
BEFORE = frozenset({"the", "this", "that"})
REACH = 4  # How many words may describe the noun: "the Redmond-based software giant".


def find_references(tokens: Sequence[Token]) -> list[Reference]:
    """The references in the tokens of a sentence, in order, of both languages.

    >>> from dealgraph.extractors.text import tokenize
    >>> [(r.first, r.last, r.kind) for r in find_references(tokenize("The US firm said its bid for the maker stands"))]
    [(0, 3, 'noun'), (4, 5, 'possessive'), (7, 9, 'noun')]
    """
    lower = [token.text.casefold() for token in tokens]
    found: list[Reference] = []
    i = 0
    while i < len(lower):
        reference = _at(lower, i)
        if reference is None:
            i += 1
        else:
            found.append(reference)
            i = reference.last
    return found


def _at(lower: Sequence[str], i: int) -> Reference | None:
    word = lower[i]
    following = lower[i + 1] if i + 1 < len(lower) else ""
    if word in PRONOUNS:
        return Reference(i, i + 1, "pronoun")
    if word in POSSESSIVES:
        return Reference(i, i + 1, "possessive")
    if word == "perseroan":
        return Reference(i, i + 1, "noun")
    if word in INDONESIAN_NOUNS:
        for j in range(i + 1, min(i + 1 + REACH, len(lower))):
            if lower[j] in POINTERS:
                return Reference(i, j + 1, "noun")
            if not lower[j].isalpha() or lower[j] in {"yang", "di", "dari", "dan", "untuk"}:
                break
    if word in BEFORE and following:
        for j in range(i + 1, min(i + 1 + REACH, len(lower))):
            after = lower[j + 1] if j + 1 < len(lower) else ""
            if lower[j] in ENGLISH_NOUNS and after not in ENGLISH_NOUNS:
                return None if after in {"of", "that", "which"} else Reference(i, j + 1, "noun")
            if not lower[j].replace("-", "").isalpha() or lower[j] in {"of", "and", "in", "to"}:
                break
    return None
