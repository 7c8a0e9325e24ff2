"""Sentences, tokens, mentions and parties of one document, found in one go."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from dealgraph.extractors.names.clusters import Party, cluster
from dealgraph.extractors.names.mentions import Mention, find_mentions
from dealgraph.extractors.text import Sentence, Token, split_sentences, tokenize
from dealgraph.schemas import Article


@dataclass(frozen=True)
class NamedDocument:
    """What the names of a document are; all places count in `content`.

    `tokens` holds those of each sentence. Every mention belongs to exactly one party.
    """

    content: str
    sentences: list[Sentence]
    tokens: list[list[Token]]
    mentions: list[Mention]
    parties: list[Party]

    @cached_property
    def party_of(self) -> dict[int, int]:
        """The index of the party that is named where a mention begins."""
        return {mention.start: n for n, party in enumerate(self.parties) for mention in party.mentions}


def read_names(article: Article) -> NamedDocument:
    """The names of an article.

    >>> article = Article(doc_id="1", title="Delwood sold", text="Harcourt bought Delwood Paper Co.", language="en")
    >>> [party.forms for party in read_names(article).parties]
    [('Delwood Paper Co', 'Delwood'), ('Harcourt',)]
    """
    content = article.content
    sentences = split_sentences(content)
    tokens = [tokenize(content, start, end) for start, end in sentences]
    mentions = find_mentions(content, tokens)
    parties = cluster(content, mentions, len(content) - len(article.text))
    return NamedDocument(content, sentences, tokens, mentions, parties)
