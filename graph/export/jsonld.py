"""JSON-LD, for triple stores: provenance in PROV-O and Web Annotation terms, the rest in those of schema.org and FIBO.

A deal is derived from facts (`prov:wasDerivedFrom`), a fact was quoted from an article (`prov:wasQuotedFrom`), each of
its sentences is an `oa:SpecificResource` with its words and its place, counted in Unicode code points. Parties stand in
their roles (`dg:acquirer`). What no vocabulary has is in ours, `urn:dealgraph:vocab:`. Purchases and mergers are
`MergerAcquisition` of FIBO, sales without a buyer its `Divestiture`. The edges straight between parties are left out:
their deal says the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Any, cast
from urllib.parse import quote

from dealgraph.graph.export.encoding import labels_of, plain
from dealgraph.graph.model import ARTICLE, COMPANY, DEAL, DIRECT_TYPES, FACT, PERSON, SOURCE, EdgeKey, NodeKey, Part
from dealgraph.graph.model import Properties as Values

FIBO = "https://spec.edmcouncil.org/fibo/ontology/CAE/CorporateEvents/CorporateActions/"
CONTEXT: Mapping[str, Any] = {
    "@vocab": "urn:dealgraph:vocab:",
    "dg": "urn:dealgraph:vocab:",
    "schema": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "fibo": FIBO,
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "name": "schema:name",
    "aliases": "schema:alternateName",
    "lei": "schema:leiCode",
    "tickers": "schema:tickerSymbol",
    "url": {"@id": "schema:url", "@type": "xsd:anyURI"},
    "publisher": "schema:publisher",
    "published": "schema:datePublished",
    "language": "schema:inLanguage",
    "confidence": {"@type": "xsd:double"},
    "announced_date": {"@type": "xsd:date"},
    "currency": "schema:currency",
    "value": {"@id": "schema:value", "@type": "xsd:double"},
    "amount_usd": {"@type": "xsd:double"},
    "stake_percent": {"@type": "xsd:double"},
    "quotedFrom": {"@id": "prov:wasQuotedFrom", "@type": "@id"},
    "derivedFrom": {"@id": "prov:wasDerivedFrom", "@type": "@id"},
    "attributedTo": {"@id": "prov:wasAttributedTo", "@type": "@id"},
    "sentences": "oa:hasTarget",
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selectors": "oa:hasSelector",
    "exact": "oa:exact",
    "start": "oa:start",
    "end": "oa:end",
}
CLASSES: Mapping[str, tuple[str, ...]] = {
    ARTICLE: ("schema:NewsArticle", "prov:Entity"),
    FACT: ("schema:Claim", "prov:Entity"),
    DEAL: ("prov:Entity",),
    COMPANY: ("schema:Organization", "prov:Agent"),
    PERSON: ("schema:Person", "prov:Agent"),
    SOURCE: ("prov:Agent",),
    "Acquisition": ("fibo:MergerAcquisition",),
    "Merger": ("fibo:MergerAcquisition",),
    "Divestiture": ("fibo:Divestiture",),
}
"""Classes of other vocabularies beside our own label."""
MONEY = {"amount": "currency", "valuation": "valuation_currency"}
SPANS = ("quotes", "start_chars", "end_chars")


def write(parts: Iterable[Part], out: IO[str]) -> None:
    """Writes the union of the parts, one part at a time. A resource may stand in several lines, which say of it
    together what there is to say."""
    out.write('{"@context": ' + json.dumps(CONTEXT) + ',\n"@graph": [')
    before = "\n"
    for part in parts:
        for resource in _resources(part):
            out.write(before + json.dumps(resource, ensure_ascii=False))
            before = ",\n"
    out.write("\n]}\n")


def iri(key: str) -> str:
    """The IRI of a node of the graph.

    >>> iri("s-The Wall Street Journal")
    'urn:dealgraph:s-The%20Wall%20Street%20Journal'
    """
    return "urn:dealgraph:" + quote(key, safe="-._~")


def _resources(part: Part) -> Iterator[dict[str, Any]]:
    articles = {edge.end: edge.start for edge in part.edges if edge.type == "STATES"}
    for node, values in part.nodes.items():
        yield _resource(node, values, articles)
    for edge, values in part.edges.items():
        if edge.type not in DIRECT_TYPES and edge.type != "STATES":
            yield _statement(edge, values)


def _resource(node: NodeKey, values: Values, articles: Mapping[NodeKey, NodeKey]) -> dict[str, Any]:
    labels, said_of = labels_of(node, values), cast(Any, values)
    kinds = [f"dg:{label}" for label in labels] + [name for label in labels for name in CLASSES.get(label, ())]
    said = {name: value for name, value in plain(values).items() if name not in (*SPANS, *MONEY, *MONEY.values(), "id")}
    for name, currency in MONEY.items():
        if name in values:
            amount = {"@type": "schema:MonetaryAmount", "value": values[name], "currency": values.get(currency)}
            said[name] = amount
    if node in articles:
        said["quotedFrom"] = iri(articles[node].id)
        spans = zip(*(said_of[name] for name in SPANS), strict=True)
        said["sentences"] = [_sentence(said["quotedFrom"], *span) for span in spans]
    return {"@id": iri(node.id), "@type": kinds, **said}


def _sentence(article: object, words: str, start: int, end: int) -> dict[str, Any]:
    selectors = [
        {"@type": "oa:TextQuoteSelector", "exact": words},
        {"@type": "oa:TextPositionSelector", "start": start, "end": end},
    ]
    return {"@type": "oa:SpecificResource", "source": article, "selectors": selectors}


def _statement(edge: EdgeKey, values: Values) -> dict[str, Any]:
    """What an edge says, of the node that it is said of."""
    start, end = iri(edge.start.id), iri(edge.end.id)
    if edge.type == "ABOUT":
        return {"@id": end, "derivedFrom": start}
    if edge.type == "ATTRIBUTED_TO":
        return {"@id": start, "attributedTo": end}
    if edge.type == "NAMES":
        return {"@id": start, "mentions": {"@type": "dg:Mention", "party": {"@id": end}, **plain(values)}}
    return {"@id": end, f"dg:{edge.type.lower()}": {"@id": start}}
