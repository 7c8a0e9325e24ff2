"""A sentence as the frames see it: names and references as single items, brackets left out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dealgraph.extractors.names.clusters import Party
from dealgraph.extractors.names.mentions import Mention
from dealgraph.extractors.names.references import find_references
from dealgraph.extractors.text import Token

NOBODY = -1
PREPOSITIONS = frozenset(
    "of in with from by for to at on after between against including via through under into over about among within "
    "like than as near before during since despite without alongside "
    "di ke dari oleh dengan kepada untuk pada bersama atas melalui lewat antara terhadap menurut sejak hingga dalam "
    "bagi seperti sebagai termasuk tentang soal".split()
)
BREAKS = frozenset({";", ":", "-", "–", "—", "--", "•", "|", "…", "?", "!"})
LINKS = frozenset({"and", "&", "dan", "serta", "or", "atau"})
SKIPPED = frozenset("<>\"“”„«»*[]’‘'")
NOT_OBLIQUE = re.compile(r"\d")


SPEECH = frozenset(
    "said says say announced told that believes expects bahwa mengatakan menyatakan menuturkan mengungkapkan "
    "menjelaskan menilai menyebut menyebutkan mengaku menegaskan".split()
)


class Item(NamedTuple):
    """A word, mark, name or reference. `party` is an index into the parties of the document, or NOBODY; `kind` is the
    party's kind for names, `reference` or `possessive` for what stands for one, `word` otherwise."""

    word: str
    start: int
    end: int
    party: int = NOBODY
    kind: str = "word"

    @property
    def names(self) -> bool:
        """Whether the item names a party or stands for one."""
        return self.party != NOBODY


class Focus:
    """Whom a reference means: the subject of its own sentence before it, else of the last sentence that had one,
    else the company that the document names most."""

    def __init__(self, parties: Sequence[Party]) -> None:
        companies = [(len(p.mentions), -p.mentions[0].start, n) for n, p in enumerate(parties) if is_company(p)]
        self.topic = max(companies)[2] if companies else NOBODY
        self.last = NOBODY

    def resolve(self, kind: str, before: Sequence[Item]) -> int:
        """The party that a reference behind the items of its sentence means."""
        named = [k for k, item in enumerate(before) if item.kind in ("company", "name")]
        if kind != "noun" or len(named) == 1:
            subjects = [k for k in named if not is_oblique(before, k)]
            told = bool(before) and before[-1].word in SPEECH
            subject = (subjects[-1] if told else subjects[0]) if subjects else None
            if subject is not None:
                return before[subject].party
        if kind == "noun" and self.last == NOBODY:
            return self.topic
        return self.last if self.last != NOBODY else self.topic

    def advance(self, items: Sequence[Item]) -> None:
        """Takes note of a sentence that has been read."""
        for k, item in enumerate(items):
            if item.kind in ("company", "name") and not is_oblique(items, k):
                self.last = item.party
                return


def is_company(party: Party) -> bool:
    return party.kind in ("company", "name")


def is_oblique(items: Sequence[Item], k: int) -> bool:
    """Whether the name at k stands behind a preposition and so is no subject: `the board of Delwood`."""
    for j in range(k - 1, max(-1, k - 6), -1):
        item = items[j]
        if item.word in PREPOSITIONS:
            return True
        linked = items[j + 1].word in LINKS
        if (item.names and not linked) or not item.word[0].isalpha() or NOT_OBLIQUE.search(item.word):
            return False
    return False


def lay_out(
    tokens: Sequence[Token],
    mentions: Sequence[Mention],
    starts: Sequence[int],
    party_of: Mapping[int, int],
    kinds: Sequence[str],
    focus: Focus,
) -> list[Item]:
    """The items of a sentence. `mentions` are those of the document in order and `starts` where they begin;
    `party_of` maps where a mention begins to its party, `kinds` holds the kinds of the parties."""
    items: list[Item] = []
    references = {reference.first: reference for reference in find_references(tokens)}
    i = 0
    next_mention = bisect_left(starts, tokens[0].start)
    while i < len(tokens):
        token = tokens[i]
        while next_mention < len(mentions) and mentions[next_mention].end <= token.start:
            next_mention += 1
        mention = mentions[next_mention] if next_mention < len(mentions) else None
        if mention is not None and mention.start <= token.start < mention.end:
            party = party_of[mention.start]
            kind = kinds[party]
            named = kind in ("company", "person", "name")
            items.append(Item(mention.text.casefold(), mention.start, mention.end, party if named else NOBODY, kind))
            while i < len(tokens) and tokens[i].start < mention.end:
                i += 1
        elif token.text == "(" and _closing(tokens, i):
            i = _closing(tokens, i) + 1
        elif i in references and references[i].last <= len(tokens):
            reference = references[i]
            kind = "possessive" if reference.kind == "possessive" else "reference"
            end = tokens[reference.last - 1].end
            items.append(Item("@", token.start, end, focus.resolve(reference.kind, items[-CLAUSE:]), kind))
            i = reference.last
        else:
            hyphen = token.text == "-" and i > 0 and tokens[i - 1].end == token.start
            if token.text in DASHES and not hyphen and len(tokens) - i > 4 and is_dateline(items):
                items.clear()
            elif token.text not in SKIPPED and not hyphen:
                items.append(Item(token.text.casefold().replace("’", "'"), token.start, token.end))
            i += 1
    focus.advance(items)
    return items


CLAUSE = 80  # Items before a reference in which the subject of its sentence is looked for.
DATELINE = 18  # Items: how far into a sentence its dateline may reach.
DASHES = frozenset({"-", "–", "—", "--", "|"})


def is_dateline(items: Sequence[Item]) -> bool:
    """Whether the items before a dash are a dateline (`JAKARTA, May 5 -`): it has hardly a word in lower case."""
    if len(items) > DATELINE:
        return False
    return sum(not item.names and item.kind == "word" and len(item.word) > 4 for item in items) <= 1


def _closing(tokens: Sequence[Token], i: int) -> int:
    """The index of the bracket that closes the one at i, or 0 when it is far away or missing."""
    for j in range(i + 1, min(i + 40, len(tokens))):
        if tokens[j].text == ")":
            return j
    return 0
