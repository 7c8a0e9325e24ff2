"""What the graph is derived from: facts as they are stored, with what derivation needs of their articles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dealgraph.schemas import Article, Fact, Language


@dataclass(frozen=True, slots=True)
class ArticleCard:
    """An article without its content: all that derivation reads of it.

    `published` is ISO 8601, as precise as known. `copy_of` is the key of the group of near-identical texts that the
    article belongs to (copies of one wire story), its own id when it stands alone. `ties` are the names of owners and
    of what they own or bid through, as the article's own facts tell it (`ties_of`).
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

    @classmethod
    def of(cls, article: Article, copy_of: str | None = None, ties: tuple[tuple[str, str], ...] = ()) -> ArticleCard:
        return cls(
            id=article.id,
            doc_id=article.doc_id,
            name=article.name,
            url=article.url,
            publisher=article.publisher,
            published=article.published,
            language=article.language,
            copy_of=copy_of or article.id,
            ties=ties,
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
