"""What the rules make of an article, as features: trigger words by type, and the relations and roles that frames find.

The model learns how far to believe them; by themselves they are the rule-based extractor.
"""

from __future__ import annotations

from collections.abc import Sequence

from dealgraph.extractors.names.clusters import Party
from dealgraph.extractors.names.document import NamedDocument
from dealgraph.extractors.names.mentions import Mention as NameMention
from dealgraph.extractors.neural.features import Hints, Mention
from dealgraph.extractors.neural.labels import DIRECTED, PEERS, RELATIONS, ROLE_LABELS, STATUS_LABELS
from dealgraph.extractors.rules.extractor import read_tellings
from dealgraph.extractors.rules.lexicon import find_triggers
from dealgraph.extractors.rules.tellings import Telling
from dealgraph.extractors.text import Sentence, tokenize
from dealgraph.schemas import FACT_TYPES, Language


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
    pairs: dict[tuple[int, int, int, int], None] = {}
    roles: dict[tuple[int, int, int], None] = {}
    places = _Places(mentions, sentences, group_of_party)
    for telling in read_tellings(document, language):
        _add(telling, places, pairs, roles)
    return Hints(list(pairs), list(roles), triggers)


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
        inside = [number for at, number in mentions if start <= at < end]
        before = [number for at, number in mentions if at < start]
        return inside or before[-1:] or [number for _, number in mentions[:1]]


def _add(
    telling: Telling,
    places: _Places,
    pairs: dict[tuple[int, int, int, int], None],
    roles: dict[tuple[int, int, int], None],
) -> None:
    state = STATUS_LABELS.index(telling.verdict.status)
    at = {
        role: [places.of(party, telling.sentences[0]) for party in parties] for role, parties in telling.roles.items()
    }
    for role, filled in at.items():
        for mentions in filled:
            for mention in mentions:
                roles[(mention, ROLE_LABELS.index((telling.type, role)), state)] = None
    for name, (kind, row, column) in DIRECTED.items():
        if kind == telling.type or (name == "sold" and telling.type == "acquisition"):
            _cross(pairs, at.get(row, []), at.get(column, []), name, state)
    for name, kind in PEERS.items():
        if kind == telling.type:
            _cross(pairs, at.get("party", []), at.get("party", []), name, state)
    for filled in at.values():
        _cross(pairs, filled, filled, "co", state)


def _cross(
    pairs: dict[tuple[int, int, int, int], None], rows: list[list[int]], columns: list[list[int]], name: str, state: int
) -> None:
    for i, left in enumerate(rows):
        for j, right in enumerate(columns):
            if rows is columns and i == j:
                continue
            for m in left:
                for n in right:
                    pairs[(m, n, RELATIONS.index(name), state)] = None
