"""What the graph is derived from: facts as they are stored, with what derivation needs of their articles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dealgraph.schemas import Article, Fact, Language


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is kept of a text to find its copies: the number of its shingles, the least hashes of all and of the lead
    (32 bits each, little-endian). `day` is the ordinal of its publication."""

    language: Language
    day: int | None
    size: int
    whole: bytes
    lead: bytes


@dataclass(frozen=True, slots=True)
class ArticleCard:
    """An article without its content: all that derivation reads of it.

    `published` is ISO 8601, as precise as known. `sketch` tells copies of one wire story (None where nobody will ask);
    `copy_of` is what they are one source by, its own id for an article that stands alone: which articles are copies is
    found among those of one deal. `ties` are the names of owners and of what they own or bid through, as the article's
    own facts tell it (`ties_of`).
    """

    id: str
    doc_id: str
    name: str
    url: str | None
    publisher: str | None
    published: str | None
    language: Language
    copy_of: str
    ties: tuple[tuple[str, str], ...] = ()
    sketch: Sketch | None = None

    @classmethod
    def of(
        cls, article: Article, *, ties: tuple[tuple[str, str], ...] = (), sketch: Sketch | None = None
    ) -> ArticleCard:
        return cls(
            id=article.id,
            doc_id=article.doc_id,
            name=article.name,
            url=article.url,
            publisher=article.publisher,
            published=article.published,
            language=article.language,
            copy_of=article.id,
            ties=ties,
            sketch=sketch,
        )


def ties_of(facts: Iterable[Fact]) -> tuple[tuple[str, str], ...]:
    """The (owner, owned) names of an article's facts, partners and their venture among them, sorted: who may stand
    behind a bidder of that article."""
    pairs = {
        (owner.name, owned.name)
        for fact in facts
        for owner in (*fact.named("owner"), *(fact.named("party") if fact.type == "joint_venture" else ()))
        for owned in (*fact.named("owned"), *fact.named("venture"))
    }
    return tuple(sorted(pairs))


@dataclass(frozen=True, slots=True)
class StoredFact:
    """A checked fact of an article; `id` is `fact.identity(article.id)`."""

    id: str
    fact: Fact
    article: ArticleCard

    @classmethod
    def of(cls, fact: Fact, article: ArticleCard) -> StoredFact:
        return cls(id=fact.identity(article.id), fact=fact, article=article)
