"""What a store holds as true: articles, what each extractor read in them, and what people decided.

All else (companies, deals, timelines, edges) is derived from it, and can be worked out anew at any time.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from dealgraph.graph.copies import sketch_of
from dealgraph.graph.records import ArticleCard, StoredFact, ties_of
from dealgraph.schemas import FACT, Article, Fact, Rejected


@dataclass(frozen=True, slots=True)
class Reading:
    """What one extractor read in an article: its checked facts, and what the gate refused. Both may be empty."""

    facts: tuple[Fact, ...] = ()
    rejected: tuple[Rejected, ...] = ()


@dataclass(frozen=True)
class Record:
    """An article with what each extractor read in it. `ingested_at` (ISO 8601, UTC) is when this text came first."""

    article: Article
    readings: Mapping[str, Reading] = field(default_factory=dict)
    ingested_at: str = ""

    @property
    def id(self) -> str:
        return self.article.id

    @cached_property
    def card(self) -> ArticleCard:
        if not self.told:
            return ArticleCard.of(self.article)
        facts = (fact for told in self.told.values() for fact in told)
        return ArticleCard.of(self.article, ties=ties_of(facts), sketch=sketch_of(self.article))

    @cached_property
    def facts(self) -> tuple[StoredFact, ...]:
        """Its facts, each once however many extractors tell it, in the order of their ids."""
        return tuple(
            StoredFact(id=key, fact=best_of(facts), article=self.card) for key, facts in sorted(self.told.items())
        )

    @cached_property
    def told(self) -> dict[str, list[Fact]]:
        """Its facts by id, as each of its extractors tells them."""
        told: dict[str, list[Fact]] = {}
        for extractor in sorted(self.readings):
            for fact in self.readings[extractor].facts:
                told.setdefault(fact.identity(self.id), []).append(fact)
        return told

    @cached_property
    def rejected(self) -> tuple[Rejected, ...]:
        """What the gate refused of it, each once, in the order of their ids."""
        by_id = {one.id: one for reading in self.readings.values() for one in reading.rejected}
        return tuple(by_id[key] for key in sorted(by_id))

    def same_as(self, other: Record) -> bool:
        """Whether both say the same, whenever they came."""
        return self.article == other.article and self.readings == other.readings


def to_json(record: Record) -> str:
    """All of a record but its text and facts, as one line of JSON, equal for equal records."""
    readings = {
        extractor: [[one.reason, one.fact] for one in reading.rejected]
        for extractor, reading in sorted(record.readings.items())
    }
    article = record.article.model_dump(exclude_none=True, exclude={"text"})
    row = {"article": article, "at": record.ingested_at, "readings": readings}
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def from_json(text: str, content: str, facts: Mapping[str, Sequence[Fact]]) -> Record:
    """The record that `to_json` wrote, with its content, and its facts by extractor."""
    row = json.loads(text)
    title = row["article"].get("title")
    article = Article(**row["article"], text=content[len(title) + 2 :] if title else content)
    readings = {
        extractor: Reading(
            facts=tuple(sorted(facts.get(extractor, ()), key=lambda fact: fact.identity(article.id))),
            rejected=tuple(
                Rejected(article_id=article.id, extractor=extractor, reason=reason, fact=fact)
                for reason, fact in rejected
            ),
        )
        for extractor, rejected in row["readings"].items()
    }
    return Record(article=article, readings=readings, ingested_at=row["at"])


def fact_to_json(fact: Fact) -> str:
    return fact.model_dump_json(exclude_none=True)


def fact_from_json(text: str) -> Fact:
    return FACT.validate_json(text)


def best_of(facts: Iterable[Fact]) -> Fact:
    """Of facts with one id, as different extractors tell them: the most confident one, among equals the first by name
    of extractor."""
    return min(facts, key=lambda fact: (-(fact.confidence or 0.0), fact.extractor))


def facts_of(records: Iterable[Record | None]) -> dict[str, StoredFact]:
    """The facts of all these records by id."""
    return {stored.id: stored for record in records if record is not None for stored in record.facts}
