"""The rule-based extractor: names, trigger frames and status cues, put together to facts. No training, no model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from dealgraph.extractors.names.document import NamedDocument, read_names
from dealgraph.extractors.rules.deals import join
from dealgraph.extractors.rules.frames import match_frames
from dealgraph.extractors.rules.layout import Focus, lay_out
from dealgraph.extractors.rules.patterns import match_patterns
from dealgraph.extractors.rules.status import status_of
from dealgraph.extractors.rules.tellings import Scene, Telling, tellings
from dealgraph.extractors.rules.values import values_of
from dealgraph.extractors.text import Sentence
from dealgraph.extractors.values.stakes import FoundStake, find_stakes
from dealgraph.schemas import FACT, Article, Evidence, Fact, Language

NAME = "dealgraph-rules-1"
SENTENCES = 4  # How many sentences a fact quotes at most: the first that tell of it.


class RuleExtractor:
    """Reads each article by itself; keeps no state between them."""

    name = NAME

    def extract(self, articles: Iterable[Article]) -> Iterator[list[Fact]]:
        """One list of facts an article, in the order of the articles."""
        for article in articles:
            yield extract_facts(article)


def extract_facts(article: Article, names: NamedDocument | None = None) -> list[Fact]:
    """The facts that an article states, in the order in which it first tells them; `names` where they are known."""
    names = names or read_names(article)
    return [_fact(article, names, deal) for deal in join(read_tellings(names, article.language))]


def read_tellings(names: NamedDocument, language: Language) -> list[Telling]:
    """What each sentence of a document tells of deals, in order, before the tellings of one deal are joined."""
    kinds = [party.kind for party in names.parties]
    starts = [mention.start for mention in names.mentions]
    focus = Focus(names.parties)
    told: list[Telling] = []
    for n, (sentence, tokens) in enumerate(zip(names.sentences, names.tokens, strict=True)):
        if not tokens:
            continue
        items = lay_out(tokens, names.mentions, starts, names.party_of, kinds, focus)
        instances = [*match_frames(items, language), *match_patterns(items, language)]
        if instances:
            scene = Scene(n, items, kinds, focus.topic, _stakes(names.content, sentence, language))
            for instance in instances:
                told.extend(tellings(scene, instance, status_of(items, instance, language)))
    return told


def _stakes(content: str, sentence: Sentence, language: Language) -> list[FoundStake]:
    """The shares of companies in a sentence, with their places in the content."""
    start, end = sentence
    found = find_stakes(content[start:end], language)
    return [replace(stake, start=stake.start + start, end=stake.end + start) for stake in found if stake.holding]


def _fact(article: Article, names: NamedDocument, deal: Telling) -> Fact:
    content, sentences, parties = names.content, names.sentences, names.parties
    participants = [
        {
            "role": role,
            "name": parties[n].name,
            "aliases": parties[n].aliases,
            "evidence": [Evidence.at(content, start, end) for start, end in deal.mentions.get(n, [])],
        }
        for role, numbers in deal.roles.items()
        for n in numbers
    ]
    return FACT.validate_python(
        {
            "type": deal.type,
            "status": deal.verdict.status,
            "participants": participants,
            "evidence": [Evidence.at(content, *sentences[n]) for n in deal.sentences[:SENTENCES]],
            "status_evidence": [Evidence.at(content, *deal.cue)] if deal.cue else [],
            "confidence": round(deal.strength, 2),
            "extractor": NAME,
            **values_of(article, names, deal),
        }
    )
