"""An article made ready for the table: its sentences, its parties with all their mentions, its values."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from dealgraph.extractors.names.clusters import Party, cluster, name_key
from dealgraph.extractors.names.mentions import Kind
from dealgraph.extractors.names.mentions import Mention as NameMention
from dealgraph.extractors.neural.features import Mention
from dealgraph.extractors.neural.values import Value, find_values
from dealgraph.extractors.neural.windows import Span
from dealgraph.schemas import Language

NAME_KIND: dict[str, Kind] = {"ORG": "company", "PER": "person", "LOC": "place", "MISC": "name"}

LOOSE = frozenset(" \t\n\"“”'‘’`,;:/-–—*|")


@dataclass(frozen=True, slots=True)
class TaggedName:
    """A name that the tagger found; kind is ORG, PER, LOC or MISC."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True)
class Page:
    """`kinds`, `parties` and `values` go by group: a group is a party, or values that say the same."""

    content: str
    language: Language
    sentences: list[Span]
    mentions: list[Mention]
    kinds: list[str]
    parties: dict[int, Party]
    values: dict[int, list[Value]]


def trimmed(content: str, start: int, end: int) -> Span:
    """A name's span without what a piece brought along: quotes, separators, a bracket whose other half is outside.

    >>> trimmed("Bayan Resources (BYAN) said", 17, 22)
    (17, 21)
    """
    while start < end and (content[start] in LOOSE or _open(content[start:end], content[start])):
        start += 1
    while start < end and (content[end - 1] in LOOSE or _open(content[start:end], content[end - 1])):
        end -= 1
    return start, end


def _open(text: str, mark: str) -> bool:
    return mark in "()[]<>" and (text.count("(") != text.count(")") or mark not in "()")


def _as_in_body(content: str, names: Sequence[TaggedName], body_start: int) -> list[TaggedName]:
    """The names, those of the title cut to what the text proper calls them: where every word has a capital, the verb
    behind a name looks like a part of it (`Jack Ma Retires`)."""
    body = {name_key(content[n.start : n.end]) for n in names if n.start >= body_start}
    return [n if n.start >= body_start else _cut(content, n, body) for n in names]


def _cut(content: str, name: TaggedName, body: set[tuple[str, ...]]) -> TaggedName:
    ends = [name.start + word.end() for word in re.finditer(r"\S+", content[name.start : name.end])]
    for end in reversed(ends):
        start, stop = trimmed(content, name.start, end)
        if name_key(content[start:stop]) in body:
            return TaggedName(start, stop, name.kind)
    return name


def read_page(
    content: str,
    language: Language,
    published: str | None,
    names: Sequence[TaggedName],
    sentences: list[Span],
    body_start: int = 0,
) -> Page:
    """Groups the names (ascending, none overlaps another) into parties, adds the values. Values inside names are left
    out, but dates. The text proper begins at `body_start`, behind the title."""
    names = _as_in_body(content, names, body_start)
    tagged = {(n.start, n.end): n.kind for n in names}
    found = [NameMention(n.start, n.end, content[n.start : n.end], NAME_KIND[n.kind]) for n in names]
    mentions: list[Mention] = []
    kinds: list[str] = []
    parties: dict[int, Party] = {}
    for party in cluster(content, found, body_start):
        group = len(kinds)
        parties[group] = party
        votes = [tagged[(m.start, m.end)] for m in party.mentions]
        kinds.append(max(dict.fromkeys(votes), key=votes.count))
        mentions += [Mention(m.start, m.end, kinds[group], group) for m in party.mentions]
    values: dict[int, list[Value]] = {}
    same: dict[tuple[str, str], int] = {}
    for value in find_values(content, language, published):
        before = bisect_left(names, value.end, key=lambda name: name.start)  # how many names begin before its end
        if value.kind != "DATE" and before and names[before - 1].end > value.start:
            continue
        if (value.kind, value.same) not in same:
            same[(value.kind, value.same)] = len(kinds)
            kinds.append(value.kind)
        group = same[(value.kind, value.same)]
        values.setdefault(group, []).append(value)
        mentions.append(Mention(value.start, value.end, value.kind, group))
    mentions.sort(key=lambda m: (m.start, -m.end))
    return Page(content, language, sentences, mentions, kinds, parties, values)
