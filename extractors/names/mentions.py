"""Candidate mentions of companies, persons, places and assets, found by how names are written.

A name is a run of capitalised words with what joins them (`of`, `&`, `de la`, `, Inc.`). Three things decide where
capitals mean little: at the start of a sentence a common word is no name unless the text writes it with a capital
elsewhere; in headlines and all-capitals text common words are no names; titles and offices part persons from companies.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from dealgraph.extractors.names import words
from dealgraph.extractors.text import STARTERS, Token

Kind = Literal["company", "person", "place", "outlet", "body", "name"]
"""What a mention is: `name` where nothing tells; `body` is an exchange, regulator or other authority."""

Style = Literal["normal", "title", "upper"]


class Mention(NamedTuple):
    """A stretch of text that names something: `text == content[start:end]`."""

    start: int
    end: int
    text: str
    kind: Kind


@dataclass(slots=True)
class Capitals:
    """How one document writes its words: `names` with a capital inside sentences, `plain` in lower case."""

    names: set[str] = field(default_factory=set)
    plain: set[str] = field(default_factory=set)


TICKER = re.compile(r"[A-Z]{1,5}(?:\.[A-Z]{1,2})?")
# What stands in the place of a name but is none: an amount (10M), an instrument code (GM.UL).
AMOUNT = re.compile(r"(?:rp|rm)\d.*|\d+(?:[.,]\d+)?(?:[mbtk]|bn|mn|th|st|nd|rd|am|pm|x)")
RIC = re.compile(r"[A-Z]{2,5}[a-z]?\.[A-Z]{1,2}")
# Names that begin small or with a figure: eBay, iPhone, m-FINANCE, a16z, 3M, 45Drives.
BRAND = re.compile(r"[a-z]{1,2}-?[A-Z]|[a-z]\d+[a-z]\b|\d+[A-Z][A-Za-z]+|\d[A-Z]\b")
OPENERS = frozenset("\"“‘'«:;—–-•*·>")
INITIAL = re.compile(r"[A-Z]")
DOTTED = frozenset(
    "inc corp co cos ltd pt cv bros jr sr st dr tbk plc pte pty sdn bhd cie mr mrs ms prof no llc".split()
)
# Legal forms that nothing of the name follows.
CLOSING = frozenset("inc ltd llc plc tbk berhad bhd gmbh incorporated limited".split())
NUMBERED = frozenset("fund funds blok block formula studio area channel tv radio mobile group ii series".split())
MAX_WORDS = 14  # A longer run of capitals is a heading, not a name.


def find_mentions(content: str, sentences: Sequence[Sequence[Token]]) -> list[Mention]:
    """The mentions of a document in order; they do not overlap. `sentences` holds the tokens of each sentence.

    >>> from dealgraph.extractors.text import tokenize
    >>> text = "Drugs giant Johnson & Johnson has agreed to buy Guidant, chief executive Bill Weldon said."
    >>> [(m.text, m.kind) for m in find_mentions(text, [tokenize(text)])]
    [('Johnson & Johnson', 'company'), ('Guidant', 'name'), ('Bill Weldon', 'person')]
    """
    styles = [style_of(tokens) for tokens in sentences]
    capitals = _capitals(sentences, styles)
    mentions: list[Mention] = []
    for tokens, style in zip(sentences, styles, strict=True):
        mentions.extend(_in_sentence(content, tokens, style, capitals))
    return mentions


def style_of(tokens: Sequence[Token]) -> Style:
    """Whether capitals tell names from words in this sentence (`normal`), or all words of it have them."""
    alphabetic = [token.text for token in tokens if token.text[0].isalpha()]
    if not alphabetic:
        return "normal"
    if sum(word.isupper() and len(word) > 1 for word in alphabetic) > 0.7 * len(alphabetic) and len(alphabetic) > 3:
        return "upper"
    long = [word for word in alphabetic if len(word) > 3]
    headline = tokens[-1].text not in ".;" and len(long) > 2
    return "title" if headline and sum(word[0].isupper() for word in long) > 0.65 * len(long) else "normal"


def _capitals(sentences: Sequence[Sequence[Token]], styles: Sequence[Style]) -> Capitals:
    capitals = Capitals()
    for tokens, style in zip(sentences, styles, strict=True):
        if style != "normal":
            continue
        initial = True
        for token in tokens:
            first = token.text[0]
            if not first.isalpha():
                initial = initial or first in OPENERS
                continue
            if not first.isupper():
                capitals.plain.add(token.text)
            elif not initial:
                capitals.names.add(token.text.casefold())
            initial = False
    return capitals


def is_capitalised(text: str) -> bool:
    """Whether a token is written as names are: `Meta`, `eBay`, `a16z`, `3M`."""
    return text[0].isupper() or BRAND.match(text) is not None


class _Run:
    """Scans one sentence for runs of name words."""

    def __init__(self, tokens: Sequence[Token], style: Style, capitals: Capitals) -> None:
        self.tokens = tokens
        self.style = style
        self.capitals = capitals
        self.lower = [token.text.casefold().removesuffix("-nya") for token in tokens]
        self.common = words.common_words()

    def at(self, i: int) -> str:
        return self.lower[i] if 0 <= i < len(self.lower) else ""

    def capital(self, i: int) -> bool:
        return i < len(self.tokens) and is_capitalised(self.tokens[i].text)

    def known(self, word: str) -> bool:
        """Whether the document elsewhere writes this word as a name."""
        return word in self.capitals.names and word not in self.capitals.plain

    def inside(self, i: int, free: bool = False) -> bool:
        """Whether token i can go on a name; `free` when what came before makes any capitalised word a part of it."""
        if not self.capital(i):
            return False
        word = self.lower[i]
        if word in words.NEVER and word not in words.LEGAL_PREFIXES:
            return False
        if self.at(i + 1) == "$":
            return False
        prefix, hyphen, rest = self.tokens[i].text.partition("-")
        if hyphen and len(prefix) > 1 and rest.islower() and rest in self.common:
            return False  # `Euro-denominated`
        if AMOUNT.fullmatch(word) or RIC.fullmatch(self.tokens[i].text):
            return False
        if free or self.style == "normal" or word not in self.common or self.known(word):
            return True
        if self.style == "title" and self.tokens[i].text.isupper() and len(word) > 1:
            return True
        if word == "partners" and self.at(i + 1) in {"with", "to", "on"}:
            return False
        return word in words.ORGANISATION_NOUNS or word in words.LEGAL_SUFFIXES

    def begins(self, i: int) -> bool:
        """Whether token i can begin a name."""
        word = self.lower[i]
        if self.capital(i) and self.gazetteer(i) > (self.style == "normal" and word in self.common):
            return True
        if not self.inside(i):
            return False
        if self.style != "normal":
            if word not in self.common or self.known(word) or word in words.LEGAL_PREFIXES:
                return True
            return self.inside(i + 1) and self.at(i + 1) not in words.STRONG_TITLES
        opens = i == 0 or self.tokens[i - 1].text in OPENERS or (i == 1 and not self.tokens[0].text[0].isalnum())
        if not opens or word in words.LEGAL_PREFIXES:
            return True
        if word in STARTERS:
            return self.capital(i + 1) and word in {"the", "as"} and self.at(i + 1) not in self.common
        if word not in self.common or (self.known(word) and not (self.capital(i + 1) and word in words.PERSON_TITLES)):
            return True
        return self._opens_company(i)

    def gazetteer(self, i: int) -> int:
        """How many tokens from i on are a company that is often named."""
        for length in (3, 2):
            if i + length <= len(self.tokens) and " ".join(self.lower[i : i + length]) in words.load_words("places"):
                return length
        for name in words.known_companies().get(self.tokens[i].text, ()):
            if tuple(token.text for token in self.tokens[i : i + len(name)]) == name:
                return len(name)
        return 0

    def _opens_company(self, i: int) -> bool:
        """A common word that opens a sentence begins a name when the run ends as companies do: `General Motors`."""
        j = i + 1
        while j < len(self.tokens) and j < i + 7 and (self.capital(j) or self.at(j) == "&"):
            j += 1
        run = self.lower[i + 1 : j]
        if not run:
            return False
        if self.lower[i] in words.PERSON_TITLES and self.lower[i] != "general":
            return True  # the title is cut off later
        ends = run[-1] in words.LEGAL_SUFFIXES or run[-1] in words.ORGANISATION_NOUNS
        return ends or self.lower[i] in words.ORGANISATION_NOUNS or self.lower[i] in words.OF_HEADS

    def end(self, i: int) -> int:
        """The end (exclusive) of the run that begins at i."""
        j = i + max(1, self.gazetteer(i))
        while j < len(self.tokens) and j - i < 2 * MAX_WORDS:
            step = self._step(i, j)
            if not step:
                break
            j += step
        return j

    def _step(self, i: int, j: int) -> int:
        """How many tokens from j on belong to the run that began at i."""
        word, previous = self.lower[j], self.lower[j - 1].replace(".", "")
        following = self.inside(j + 1)
        if self.inside(j, self.lower[i] in words.LEGAL_PREFIXES or previous in words.load_words("given_names")):
            last = self.lower[j - 2].replace(".", "") if previous == "" else previous
            closed = j - i > 1 and last in CLOSING and word.replace(".", "") not in words.LEGAL_SUFFIXES
            return 0 if closed or self._abbreviates(i, j) else 1
        if word == "." and self.tokens[j].start == self.tokens[j - 1].end and j + 1 < len(self.tokens):
            dotted = previous in DOTTED or INITIAL.fullmatch(self.tokens[j - 1].text) is not None
            return 1 if dotted and (following or previous in words.LEGAL_SUFFIXES or j - i > 1) else 0
        if word == ",":
            return 2 if self.at(j + 1).replace(".", "") in words.LEGAL_SUFFIXES and self.capital(j + 1) else 0
        if word in {"&", "+", "/", "@"} and following:
            if word == "/" and not (self.tokens[j].end == self.tokens[j + 1].start and self.inside(j + 2)):
                return 0
            acronyms = self.style != "normal" and self.tokens[i].text.isupper() and j - i == 1 and len(previous) > 2
            return 0 if acronyms else 2
        if word in {"family", "government"} and j - i < 3 and self.style == "normal":
            return 1
        if word in {"of", "for"} and any(w in words.OF_HEADS for w in self.lower[i:j]):
            return 2 if following else 3 if self.at(j + 1) == "the" and self.inside(j + 2) else 0
        if word in {"and", "dan"} and following:
            return 2 if self._one_name(i, j) else 0
        if word in words.NAME_PARTICLES and following and self.style == "normal" and len(word) < 5:
            return 2
        if word == "(" and self.at(j + 1) in {"persero", "perseroda", "uk", "m", "pty"} and self.at(j + 2) == ")":
            return 3
        if word == "(" and self.at(j + 2) == ")" and self.at(j + 3).replace(".", "") in words.LEGAL_SUFFIXES:
            return 4  # `Valeura Energy (Thailand) Ltd`
        if word.isdigit() and len(word) <= 3 and (previous in NUMBERED or previous in words.ORGANISATION_NOUNS):
            return 0 if self.at(j + 1) in {"%", "persen", "percent", "pct", "juta", "million", "billion"} else 1
        return 0

    def _abbreviates(self, i: int, j: int) -> bool:
        """Whether token j is the acronym of the run before it, written without brackets: `Krakatau Steel KS`."""
        text = self.tokens[j].text
        initials = [word[0] for word in self.lower[i:j] if word[0].isalpha() and word not in words.LEGAL_PREFIXES]
        return text.isupper() and 2 <= len(text) <= len(initials) and list(text.casefold()) == initials[-len(text) :]

    def _one_name(self, i: int, j: int) -> bool:
        """Whether `A and B` with `and` at j is one name: `Cable and Wireless`, `Air Products and Chemicals Inc`."""
        if self.at(j + 1) in words.AND_TAILS:
            return True
        heads = {"securities", "ministry", "kementerian", "department", "badan", "dinas", "bureau"}
        return bool(heads & set(self.lower[i:j])) and self.at(j + 1) not in heads


def _in_sentence(content: str, tokens: Sequence[Token], style: Style, capitals: Capitals) -> list[Mention]:
    run = _Run(tokens, style, capitals)
    found: list[Mention] = []
    i = 0
    while i < len(tokens):
        text = tokens[i].text
        if text == "<":
            close = _closing(tokens, i)
            if close:
                if not TICKER.fullmatch(content[tokens[i].end : tokens[close].start].strip()):
                    found.append(_mention(content, tokens[i + 1 : close], _kind(run.lower[i + 1 : close], False)))
                i = close + 1
                continue
        if text == "(" and _is_ticker(run, i):
            i = _closing(tokens, i) + 1
            continue
        if text[0].isalnum() and run.begins(i):
            j = run.end(i)
            if j - i <= 2 * MAX_WORDS - 1:
                found.extend(_segments(content, run, i, j))
            i = j
        else:
            i += 1
    return found


def _closing(tokens: Sequence[Token], i: int) -> int:
    """The index of the bracket that closes the one at i, at most 14 tokens on; 0 when there is none."""
    wanted = {"(": ")", "<": ">"}[tokens[i].text]
    for j in range(i + 2, min(i + MAX_WORDS, len(tokens))):
        if tokens[j].text == wanted:
            return j
    return 0


def _is_ticker(run: _Run, i: int) -> bool:
    """Whether the bracket at i holds an exchange and a ticker: `(NASDAQ: LTRY)`, `(OTC:NBRI)`."""
    close = _closing(run.tokens, i)
    inner = run.lower[i + 1 : close] if close else []
    return ":" in inner[:4] and not any(word[0] in "\"“'" for word in inner)


def _segments(content: str, run: _Run, i: int, j: int) -> list[Mention]:
    """Parts a run at titles and offices: `Meta CEO Mark Zuckerberg` names a company and a person."""
    found: list[Mention] = []
    start, after_title = i, _behind_title(run, i)
    k = i
    while k <= j:
        length = _title_length(run, k, j) if k < j else 0
        if length or k == j:
            if k > start:
                found.extend(_named(content, run, start, k, after_title))
            start, after_title = k + length, True
        k += max(length, 1)
    return found


def _behind_title(run: _Run, i: int) -> bool:
    """Whether a title or office stands right before token i: `CEO`, `direktur utama`, `Mr.`."""
    last = i - 2 if run.at(i - 1) == "." else i - 1
    if run.at(last) in words.STRONG_TITLES:
        return True
    return run.at(last) in {"utama", "umum"} and run.at(last - 1) in words.STRONG_TITLES


def _title_length(run: _Run, k: int, j: int) -> int:
    """How many tokens from k on are a title or office; 0 when they are part of a name."""
    if run.gazetteer(k) > 1:
        return 0
    end = k
    while end < j and (run.lower[end] in words.PERSON_TITLES or (end > k and run.lower[end] in {"&", "."})):
        end += 1
    strong = any(word in words.STRONG_TITLES for word in run.lower[k:end])
    if not strong or (end < j and run.lower[end] in words.LEGAL_SUFFIXES):
        return 0
    return end - k


def _named(content: str, run: _Run, start: int, end: int, after_title: bool) -> list[Mention]:
    """The mentions in a run without titles: one, or a company and the person behind it."""
    while start < end and (run.lower[start] in STARTERS or run.lower[start] in {".", "&", ","}):
        if run.lower[start] == "as" and run.tokens[start].text == "AS":
            break
        start += 1
    while end > start and run.lower[end - 1] in {"&", ",", "/", "of", "for", "and", "dan", "+"}:
        end -= 1
    if start >= end:
        return []
    lower = run.lower[start:end]
    given = words.load_words("given_names")
    for k in range(1, len(lower)):
        if after_title and lower[k] in given and lower[0] not in given and len(lower) - k <= 4:
            head, tail = run.tokens[start : start + k], run.tokens[start + k : end]
            return [_mention(content, head, _kind(lower[:k], False)), _mention(content, tail, "person")]
    kind = _kind(lower, after_title, run.tokens[start].text)
    spoken = run.at(start - 1) in words.SPEECH_VERBS or (run.at(start - 2) in words.SPEECH_VERBS and after_title)
    if kind == "name" and spoken and run.style == "normal" and len(lower) < 5:
        kind = "person"
    if words.TERMS.issuperset(lower) or lower[-1] in words.PAPERS or (len(lower) == 1 and len(lower[0]) == 1):
        return []
    if len(lower) == 1 and lower[0].endswith("nya") and not run.known(lower[0]):
        return []
    if (len(lower) == 1 and lower[0] in words.NOT_ALONE) or (lower == ["as"] and run.tokens[start].text != "AS"):
        return []
    return [_mention(content, run.tokens[start:end], kind)]


def _mention(content: str, tokens: Sequence[Token], kind: Kind) -> Mention:
    start, end = tokens[0].start, tokens[-1].end
    return Mention(start, end, content[start:end], kind)


# Tokens that sit in companies' names behind a title (`Direktur Bank Mega`) and hardly in persons'.
NOT_PERSONS = frozenset("indonesia nasional asia global pay go id syariah digital".split())


def _kind(lower: Sequence[str], after_title: bool, first: str = "") -> Kind:
    """What a name in lower-case tokens is, by its words and by whether a title stands before it."""
    plain = [word.replace(".", "") for word in lower if word not in {".", ","}]
    whole = " ".join(lower)
    if whole in words.OUTLETS:
        return "outlet"
    if whole in words.BODIES:
        return "body"
    if whole in words.load_words("places") or (len(lower) > 1 and lower[0] in words.PLACE_HEADS):
        return "place"
    if plain and (plain[0] in words.LEGAL_PREFIXES or any(word in words.LEGAL_SUFFIXES for word in plain[1:])):
        return "company"
    if any(" ".join(name).casefold() == whole for name in words.known_companies().get(first, ())):
        return "company"
    given = words.load_words("given_names")
    letters = all(word.replace("-", "").replace("'", "").isalpha() for word in plain)
    person = letters and 2 <= len(plain) <= 5 and not any(word in {"&", "of", "and"} for word in plain)
    if person and plain[0] in given and plain[-1] not in words.ORGANISATION_NOUNS:
        return "person"
    if any(word in words.ORGANISATION_NOUNS for word in plain):
        return "company"
    place = words.load_words("places")
    if after_title and person and not any(word in place or word in NOT_PERSONS for word in plain):
        return "person"
    return "name"
