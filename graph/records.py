"""What the graph is derived from: facts as they are stored, with what derivation needs of their articles."""

from __future__ import annotations

from dataclasses import dataclass

from dealgraph.schemas import Article, Fact, Language


@dataclass(frozen=True, slots=True)
class ArticleCard:
    """An article without its content: all that derivation reads of it.

    `published` is ISO 8601, as precise as known. `copy_of` is the key of the group of near-identical texts that the
    article belongs to (copies of one wire story), its own id when it stands alone.
    """

    id: str
    doc_id: str
    name: str
    url: str | None
    publisher: str | None
    published: str | None
    language: Language
    copy_of: str

    @classmethod
    def of(cls, article: Article, copy_of: str | None = None) -> ArticleCard:
        return cls(
            id=article.id,
            doc_id=article.doc_id,
            name=article.name,
            url=article.url,
            publisher=article.publisher,
            published=article.published,
            language=article.language,
            copy_of=copy_of or article.id,
        )


@dataclass(frozen=True, slots=True)
class StoredFact:
    """A checked fact of an article; `id` is `fact.identity(article.id)`."""

    id: str
    fact: Fact
    article: ArticleCard

    @classmethod
    def of(cls, fact: Fact, article: ArticleCard) -> StoredFact:
        return cls(id=fact.identity(article.id), fact=fact, article=article)
