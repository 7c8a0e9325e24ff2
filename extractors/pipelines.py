"""The extractors as spaCy pipelines, for those who want names and deals on a `Doc` without the graph.

    nlp = load_pipeline("en")
    doc = nlp("Harcourt Mills agreed to buy Delwood Paper Co for $47.5 million.")
    doc._.facts, doc.spans["names"], doc.spans["facts"]

Components, one of which a pipeline needs: `dealgraph_model` reads with the model that ships, in the sentences that its
screen finds worth reading; `dealgraph_rules` reads by rules; `dealgraph_names` finds the names only. spaCy knows them
by name once dealgraph is installed: `spacy.blank("id").add_pipe("dealgraph_model")`.

- `doc._.article`: what the document is read as, an `Article`; one without title or date where none was set before.
- `doc.spans["names"]`: the names, labelled with its kind; `span._.party` is the party's place in `doc._.parties`.
- `doc._.parties`: name, aliases and kind of each party, as dicts.
- `doc._.facts`: the facts that the evidence gate let pass, as `dealgraph extract` gives them.
- `doc.spans["facts"]`: their sentences, labelled with the type; `span.id_` is the place of the fact in `doc._.facts`.

All of it is kept as plain data, so that documents can be saved, and sent between processes (`nlp.pipe(n_process=2)`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import spacy
from pydantic import TypeAdapter
from spacy.language import Language as Pipeline
from spacy.tokens import Doc, Span

from dealgraph.extractors.gate import check_all
from dealgraph.extractors.names.clusters import Party
from dealgraph.extractors.names.document import read_names
from dealgraph.extractors.neural.network import forget_in_forks
from dealgraph.extractors.rules.extractor import extract_facts
from dealgraph.schemas import Article, Fact, Language

if TYPE_CHECKING:
    from dealgraph.extractors.neural.extractor import ModelExtractor

NAMES, RULES, MODEL = "dealgraph_names", "dealgraph_rules", "dealgraph_model"
ARTICLE, PARTIES, FACTS = "dealgraph_article", "dealgraph_parties", "dealgraph_facts"  # keys of `doc.user_data`
ALL_FACTS: TypeAdapter[tuple[Fact, ...]] = TypeAdapter(tuple[Fact, ...])

Component = Callable[[Doc], Doc]


def load_pipeline(language: Language, *, model: bool = True) -> Pipeline:
    """A blank spaCy pipeline of the language with the model or, without it, the rules, ready for `nlp(text)` and
    `nlp.pipe(texts)`."""
    nlp = spacy.blank(language)
    nlp.add_pipe(MODEL if model else RULES)
    return nlp


def documents(nlp: Pipeline, articles: Iterable[Article]) -> Iterator[Doc]:
    """The articles as processed documents, in their order; `doc.text` is the content that all offsets count in."""
    return nlp.pipe(_document(nlp, article) for article in articles)


def _document(nlp: Pipeline, article: Article) -> Doc:
    doc = nlp.make_doc(article.content)
    doc._.article = article
    return doc


# ---------------------------------------------------------------------------------------------- attributes


def _get_article(doc: Doc) -> Article:
    kept: dict[str, Any] = doc.user_data.get(ARTICLE) or {
        "doc_id": "text",
        "text": doc.text,
        "language": "id" if doc.lang_ == "id" else "en",
    }
    return Article.model_validate(kept)


def _set_article(doc: Doc, article: Article) -> None:
    doc.user_data[ARTICLE] = article.model_dump()


def _get_parties(doc: Doc) -> tuple[dict[str, Any], ...]:
    return tuple({**party, "aliases": tuple(party["aliases"])} for party in doc.user_data.get(PARTIES, ()))


def _get_facts(doc: Doc) -> tuple[Fact, ...]:
    return ALL_FACTS.validate_json(doc.user_data.get(FACTS, "[]"))


# spaCy keeps custom attributes for the whole process.
Doc.set_extension("article", getter=_get_article, setter=_set_article, force=True)
Doc.set_extension("parties", getter=_get_parties, force=True)
Doc.set_extension("facts", getter=_get_facts, force=True)
Span.set_extension("party", default=None, force=True)


def _fill(doc: Doc, parties: Sequence[Party], facts: Sequence[Fact] = ()) -> Doc:
    """Writes what was found in a document to it."""
    doc.user_data[PARTIES] = [{"name": p.name, "aliases": p.aliases, "kind": p.kind} for p in parties]
    doc.user_data[FACTS] = ALL_FACTS.dump_json(tuple(facts)).decode()
    places = [(m.start, m.end, p.kind, number) for number, p in enumerate(parties) for m in p.mentions]
    names = []
    for start, end, kind, number in sorted(places):
        span = _span(doc, start, end, kind)
        span._.party = number
        names.append(span)
    doc.spans["names"] = names
    doc.spans["facts"] = [
        _span(doc, place.start, place.end, fact.type, str(number))
        for number, fact in enumerate(facts)
        for place in fact.evidence
    ]
    return doc


def _span(doc: Doc, start: int, end: int, label: str, number: str = "") -> Span:
    """The tokens that touch `text[start:end]`."""
    span = doc.char_span(start, end, label=label, span_id=number, alignment_mode="expand")
    assert span is not None  # places lie inside the text
    return span


# ---------------------------------------------------------------------------------------------- components


@Pipeline.factory(NAMES, assigns=["doc._.parties", "doc.spans", "span._.party"])
def create_names(nlp: Pipeline, name: str) -> Component:
    """Finds the names of a document and which of them mean the same party."""
    return find_names


@Pipeline.factory(RULES, assigns=["doc._.parties", "doc._.facts", "doc.spans", "span._.party"])
def create_rules(nlp: Pipeline, name: str) -> Component:
    """Reads the names of a document and, by rules, its facts."""
    return read_by_rules


@Pipeline.factory(MODEL, assigns=["doc._.parties", "doc._.facts", "doc.spans", "span._.party"])
def create_model(nlp: Pipeline, name: str) -> Component:
    """Reads names and facts with the model that ships. Raises DealgraphError when its files are damaged."""
    _extractor()
    return read_by_model


def find_names(doc: Doc) -> Doc:
    """The names of a document, without facts."""
    return _fill(doc, read_names(doc._.article).parties) if doc.text.strip() else _fill(doc, ())


def read_by_rules(doc: Doc) -> Doc:
    """The names and facts of a document, by rules."""
    if not doc.text.strip():
        return _fill(doc, ())
    article: Article = doc._.article
    names = read_names(article)
    return _fill(doc, names.parties, _checked(article, extract_facts(article, names)))


def read_by_model(doc: Doc) -> Doc:
    """The names and facts of a document, by the model. Where the screen finds nothing to read there are no names."""
    if not doc.text.strip():
        return _fill(doc, ())
    article: Article = doc._.article
    reading = _extractor().reading(article)
    return _fill(doc, list(reading.page.parties.values()), _checked(article, _extractor().facts(reading)))


def _checked(article: Article, facts: Sequence[Fact]) -> list[Fact]:
    return [verdict.fact for verdict in check_all(article, facts) if verdict.fact]


@lru_cache(maxsize=1)
def _extractor() -> ModelExtractor:
    from dealgraph.extractors.neural.extractor import ModelExtractor

    return ModelExtractor()


forget_in_forks(_extractor)
