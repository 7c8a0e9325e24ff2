"""The rule-based extractor as a whole: what always holds of its facts, whatever the text."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dealgraph.extractors.extractor import Extractor
from dealgraph.extractors.rules.extractor import RuleExtractor, extract_facts
from dealgraph.schemas import ROLES, Article, Evidence, Fact, Language

WORDS = (
    "Tollgate Zellwig PT Samudra Karya Tbk Norvik Inc . , ( ) and dan the company perseroan it its agreed to buy "
    "bought by acquisition of stake 49% $5 million Rp2 T dari oleh mengakuisisi diakuisisi saham unit 's CEO Budi Hadi "
    'resigned as sebagai menunjuk kerja sama dengan raised round led owns \n\n " “ ” 😀 \u200b \u202e - – A AND THE'
).split(" ")


def spans(fact: Fact) -> list[Evidence]:
    values = [fact.amount, fact.stake, fact.valuation, fact.round, fact.position]
    found = [*fact.evidence, *fact.status_evidence]
    found += [place for participant in fact.participants for place in participant.evidence]
    return found + [place for value in values if value is not None for place in value.evidence]


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=60), st.sampled_from(["en", "id"]), st.booleans())
def test_facts_of_any_text_are_complete_and_every_value_stands_where_it_says(
    words: list[str], language: Language, titled: bool
) -> None:
    text = " ".join(words)
    if not text.strip():
        return
    article = Article(doc_id="1", text=text, title="Tollgate buys Zellwig" if titled else None, language=language)
    for fact in extract_facts(article):
        assert ROLES[fact.type].complete([participant.role for participant in fact.participants])
        assert fact.evidence
        assert all(article.content[e.start : e.end] == e.quote for e in spans(fact))
        assert all(form in article.content for p in fact.participants for form in p.forms)


def test_the_extractor_keeps_to_the_interface_and_to_the_order_of_the_articles() -> None:
    extractor: Extractor = RuleExtractor()
    texts = ["Nothing happened.", "Tollgate bought Zellwig Inc.", "Norvik Inc bought Ransome Corp."]
    articles = [Article(doc_id=str(n), text=text, language="en") for n, text in enumerate(texts)]
    facts = list(extractor.extract(articles))
    assert [len(found) for found in facts] == [0, 1, 1]
    assert facts[2] == extract_facts(articles[2])
    assert facts[1][0].extractor == extractor.name


@pytest.mark.parametrize(
    "text",
    [
        "TOLLGATE BUYS ZELLWIG " * 2000,
        "tollgate buys zellwig and its unit " * 2000,
        "(" * 5000 + "Tollgate" + ")" * 5000,
        "A, " * 8000,
        "Tollgate and " * 5000,
        "\u202eTollgate\u200b bought\u00ad Zellwig\u202c. " * 500,
    ],
    ids=["capitals", "small", "brackets", "commas", "and", "marks"],
)
def test_no_text_takes_longer_than_its_length_allows(text: str) -> None:
    begin = time.perf_counter()
    extract_facts(Article(doc_id="1", text=text, language="en"))
    assert time.perf_counter() - begin < 8
