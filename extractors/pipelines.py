"""The rules as spaCy pipelines, for those who want names and deals on a `Doc` without the graph.

    nlp = load_pipeline("en")
    doc = nlp("Harcourt Mills agreed to buy Delwood Paper Co for $47.5 million.")
    doc._.facts, doc.spans["names"]

Components: `dealgraph_names` fills `doc.spans["names"]` (label: the kind of party; `span._.party`: its index),
`doc._.parties` and `doc._.names`; `dealgraph_rules` fills `doc._.facts`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import spacy
from spacy.language import Language as Pipeline
from spacy.tokens import Doc, Span

from dealgraph.extractors.names.document import read_names
from dealgraph.extractors.rules.extractor import extract_facts
from dealgraph.schemas import Article, Language

if TYPE_CHECKING:
    from collections.abc import Callable

NAMES, RULES = "dealgraph_names", "dealgraph_rules"


def load_pipeline(language: Language) -> Pipeline:
    """A blank spaCy pipeline of the language with our components, ready for `nlp(text)` and `nlp.pipe(texts)`."""
    nlp = spacy.blank(language)
    nlp.add_pipe(NAMES)
    nlp.add_pipe(RULES)
    return nlp


def documents(nlp: Pipeline, articles: Iterable[Article]) -> Iterator[Doc]:
    """The articles as processed documents, in their order; `doc.text` is the content that all offsets count in."""
    return nlp.pipe(_document(nlp, article) for article in articles)


def _document(nlp: Pipeline, article: Article) -> Doc:
    doc = nlp.make_doc(article.content)
    doc._.article = article
    return doc


def _register() -> None:
    """Adds the custom attributes; spaCy keeps them for the whole process."""
    for name in ("article", "names"):
        Doc.set_extension(name, default=None, force=True)
    for name in ("parties", "facts"):
        Doc.set_extension(name, default=(), force=True)
    Span.set_extension("party", default=None, force=True)


_register()


def _article(doc: Doc, language: Language) -> Article:
    """The article behind the document; a document made from bare text is an article without title."""
    if doc._.article is None:
        doc._.article = Article(doc_id="text", text=doc.text, language=language)
    article: Article = doc._.article
    return article


@Pipeline.factory(NAMES, assigns=["doc._.parties", "doc._.names", "doc.spans"])
def create_names(nlp: Pipeline, name: str) -> Callable[[Doc], Doc]:
    """Finds the names of a document and which of them mean the same party."""
    language: Language = "id" if nlp.lang == "id" else "en"

    def find_names(doc: Doc) -> Doc:
        if not doc.text.strip():
            return doc
        names = read_names(_article(doc, language))
        doc._.names, doc._.parties = names, tuple(names.parties)
        spans = []
        for mention in names.mentions:
            span = doc.char_span(mention.start, mention.end, label=mention.kind, alignment_mode="expand")
            if span is not None:
                span._.party = names.party_of[mention.start]
                spans.append(span)
        doc.spans["names"] = spans
        return doc

    return find_names


@Pipeline.factory(RULES, assigns=["doc._.facts"], requires=["doc._.names"])
def create_rules(nlp: Pipeline, name: str) -> Callable[[Doc], Doc]:
    """Reads the facts of a document off its names."""
    language: Language = "id" if nlp.lang == "id" else "en"

    def find_facts(doc: Doc) -> Doc:
        if doc._.names is not None:
            doc._.facts = tuple(extract_facts(_article(doc, language), doc._.names))
        return doc

    return find_facts
