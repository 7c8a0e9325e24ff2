"""JSON-LD: rdflib parses it, and SPARQL answers who acquired whom with the words that say so."""

from __future__ import annotations

import pytest
import rdflib

from dealgraph.graph.export.jsonld import iri
from dealgraph.graph.model import DEAL, DIRECT_TYPES, FACT, ROLE_TYPES, Part
from dealgraph.graph.stores.base import Store
from tests.graph.export.conftest import HOSTILE, SAID, exported

DG = rdflib.Namespace("urn:dealgraph:vocab:")
PROV = rdflib.Namespace("http://www.w3.org/ns/prov#")
SCHEMA = rdflib.Namespace("https://schema.org/")
FIBO = rdflib.Namespace("https://spec.edmcouncil.org/fibo/ontology/CAE/CorporateEvents/CorporateActions/")

WHO_ACQUIRED_WHOM = """
PREFIX dg: <urn:dealgraph:vocab:>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX schema: <https://schema.org/>
SELECT ?acquirer ?target ?quote ?url WHERE {
  ?deal a dg:Acquisition ;
        dg:acquirer/schema:name ?acquirer ;
        dg:target/schema:name ?target ;
        prov:wasDerivedFrom ?fact .
  ?fact prov:wasQuotedFrom ?article ;
        oa:hasTarget/oa:hasSelector/oa:exact ?quote .
  OPTIONAL { ?article schema:url ?url }
}
"""


@pytest.fixture(scope="module")
def graph(deals: Store) -> rdflib.Graph:
    """The export as rdflib reads it."""
    return rdflib.Graph().parse(data=exported(deals, "jsonld"), format="json-ld")


def test_sparql_tells_who_acquired_whom_with_the_quote(graph: rdflib.Graph):
    rows = {tuple(str(value) if value else None for value in row) for row in graph.query(WHO_ACQUIRED_WHOM)}
    assert ("Meta", "Instagram", "Meta bought Instagram for $1 billion.", "https://news.example.com/meta-3") in rows
    assert (HOSTILE, "株式会社カキ", SAID.removesuffix(" More."), None) in rows
    assert len([row for row in rows if row[:2] == ("Northwind", "Contoso Foods")]) == 2


def test_deals_facts_and_roles_are_all_there(graph: rdflib.Graph, whole: Part):
    for label in (DEAL, FACT):
        found = set(graph.subjects(rdflib.RDF.type, DG[label]))
        assert found == {rdflib.URIRef(iri(node.id)) for node in whole.nodes if node.label == label}
    roles = [edge for edge in whole.edges if edge.type in ROLE_TYPES and edge.end.label == DEAL]
    assert roles
    for edge in roles:
        assert (rdflib.URIRef(iri(edge.end.id)), DG[edge.type.lower()], rdflib.URIRef(iri(edge.start.id))) in graph
    assert not [kind for kind in DIRECT_TYPES if (None, DG[kind.lower()], None) in graph]


def test_terms_are_those_of_the_vocabularies(graph: rdflib.Graph):
    deal = rdflib.URIRef(iri("acquisition-meta-platforms--instagram-2012-04"))
    assert {DG.Acquisition, FIBO.MergerAcquisition, PROV.Entity} <= set(graph.objects(deal, rdflib.RDF.type))
    (amount,) = graph.objects(deal, DG.amount)
    assert (amount, rdflib.RDF.type, SCHEMA.MonetaryAmount) in graph
    assert [float(value) for value in graph.objects(amount, SCHEMA.value)] == [1e9]
    assert [str(code) for code in graph.objects(amount, SCHEMA.currency)] == ["USD"]


def test_a_quote_stands_where_its_selector_says(graph: rdflib.Graph, deals: Store):
    oa = rdflib.Namespace("http://www.w3.org/ns/oa#")
    contents = {iri(record.id): record.article.content for record in deals.records()}
    quotes = list(graph.subjects(rdflib.RDF.type, oa.SpecificResource))
    assert quotes
    for sentence in quotes:
        said = {
            p: o for selector in graph.objects(sentence, oa.hasSelector) for p, o in graph.predicate_objects(selector)
        }
        content = contents[str(graph.value(sentence, oa.hasSource))]
        assert content[int(said[oa.start]) : int(said[oa.end])] == str(said[oa.exact])
