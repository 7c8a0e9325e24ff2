"""What the rules make of an article, as features: trigger words by type, and the relations and roles that frames find.

The model learns how far to believe them; by themselves they are the rule-based extractor.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from dealgraph.extractors.names.clusters import Party
from dealgraph.extractors.names.document import NamedDocument
from dealgraph.extractors.names.mentions import Mention as NameMention
from dealgraph.extractors.neural.features import Hints, Mention
from dealgraph.extractors.neural.labels import DIRECTED, PEERS, RELATIONS, ROLE_LABELS, STATUS_LABELS
from dealgraph.extractors.rules.extractor import read_tellings
from dealgraph.extractors.rules.lexicon import find_triggers
from dealgraph.extractors.rules.tellings import Telling
from dealgraph.extractors.text import Sentence, tokenize
from dealgraph.schemas import FACT_TYPES, FactType, Language, Role

MOST = 16  # mentions of one party in one sentence, and parties in one role of one telling, that are hinted at


@dataclass(frozen=True)
class RulesTell:
    """The hints by groups: pairs as (relation, row, column), roles as (type, role, group)."""

    pairs: frozenset[tuple[str, int, int]] = frozenset()
    roles: frozenset[tuple[FactType, Role, int]] = frozenset()

    @classmethod
    def of(cls, hints: Hints, mentions: Sequence[Mention]) -> RulesTell:
        group = [mention.group for mention in mentions]
        return cls(
            frozenset(
                (RELATIONS[relation], group[row], group[column])
                for row, columns in hints.pairs.items()
                for column, relation, _ in columns
            ),
            frozenset(
                (*ROLE_LABELS[label], group[place]) for place, roles in hints.roles.items() for label, _ in roles
            ),
        )


def find_hints(
    content: str,
    language: Language,
    sentences: Sequence[tuple[int, int]],
    mentions: Sequence[Mention],
    parties: Sequence[Party],
    group_of_party: Sequence[int],
) -> Hints:
    """Runs the rules over the given names. `group_of_party[i]` is the group of `parties[i]` in `mentions`."""
    tokens = [tokenize(content, start, end) for start, end in sentences]
    triggers = []
    for words in tokens:
        for first, last, trigger in find_triggers([word.text.lower() for word in words], language):
            triggers.append((words[first].start, words[last - 1].end, FACT_TYPES.index(trigger.frame.type)))
    names: list[NameMention] = sorted(mention for party in parties for mention in party.mentions)
    document = NamedDocument(content, [Sentence(*s) for s in sentences], tokens, names, list(parties))
    pairs: dict[int, set[tuple[int, int, int]]] = {}
    roles: dict[int, set[tuple[int, int]]] = {}
    places = _Places(mentions, sentences, group_of_party)
    for telling in read_tellings(document, language):
        _add(telling, places, pairs, roles)
    return Hints(pairs, roles, triggers)


class _Places:
    """Which mentions a telling means by a party: those in its sentence, else the nearest one before."""

    def __init__(
        self, mentions: Sequence[Mention], sentences: Sequence[tuple[int, int]], groups: Sequence[int]
    ) -> None:
        self._groups = groups
        self._sentences = sentences
        self._by_group: dict[int, list[tuple[int, int]]] = {}
        for number, mention in enumerate(mentions):
            self._by_group.setdefault(mention.group, []).append((mention.start, number))

    def of(self, party: int, sentence: int) -> list[int]:
        start, end = self._sentences[sentence]
        mentions = self._by_group.get(self._groups[party], [])
        first, stop = bisect_left(mentions, (start,)), bisect_left(mentions, (end,))
        inside = mentions[first : min(stop, first + MOST)]
        return [number for _, number in inside or mentions[max(0, first - 1) : first] or mentions[:1]]


def _add(
    telling: Telling,
    places: _Places,
    pairs: dict[int, set[tuple[int, int, int]]],
    roles: dict[int, set[tuple[int, int]]],
) -> None:
    state = STATUS_LABELS.index(telling.verdict.status)
    at = {
        role: [places.of(party, telling.sentences[0]) for party in parties[:MOST]]
        for role, parties in telling.roles.items()
    }
    for role, filled in at.items():
        for mentions in filled:
            for mention in mentions:
                roles.setdefault(mention, set()).add((ROLE_LABELS.index((telling.type, role)), state))
    for name, (kind, row, column) in DIRECTED.items():
        if kind == telling.type or (name == "sold" and telling.type == "acquisition"):
            _cross(pairs, at.get(row, []), at.get(column, []), name, state)
    for name, kind in PEERS.items():
        if kind == telling.type:
            _cross(pairs, at.get("party", []), at.get("party", []), name, state)
    for filled in at.values():
        _cross(pairs, filled, filled, "co", state)


def _cross(
    pairs: dict[int, set[tuple[int, int, int]]], rows: list[list[int]], columns: list[list[int]], name: str, state: int
) -> None:
    for i, left in enumerate(rows):
        for j, right in enumerate(columns):
            if rows is columns and i == j:
                continue
            for m in left:
                for n in right:
                    pairs.setdefault(m, set()).add((n, RELATIONS.index(name), state))
