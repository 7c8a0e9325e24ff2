"""The spaCy components: names and facts on a `Doc`, for those who do without the graph."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from spacy.language import Language as Pipeline
from spacy.tokens import DocBin

from dealgraph.extractors.neural.network import Network
from dealgraph.extractors.pipelines import MODEL, NAMES, RULES, documents, load_pipeline
from dealgraph.pipeline import Checked, extract
from dealgraph.schemas import Article, Language

ARTICLE = Article(
    doc_id="1",
    title="Tollgate buys Zellwig",
    text="Tollgate Corp has bought Zellwig Inc for $30 million in cash, it said on Monday.",
    published="2024-05-06",
    language="en",
)
TEXTS = [
    "Tollgate Corp has agreed to acquire Zellwig Inc for $30 million.",
    "",
    "Rain is expected until Friday.",
    "PT Samudra Niaga Tbk mengakuisisi 51% saham PT Tirta Lestari senilai Rp 2,5 triliun.",
]


@pytest.fixture(params=["model", "rules"])
def model(request: pytest.FixtureRequest) -> bool:
    """Whether the pipeline reads with the model; that the package holds one is checked first."""
    if request.param == "model":
        request.getfixturevalue("network")
    return bool(request.param == "model")


def pipeline(language: Language, model: bool) -> Pipeline:
    return load_pipeline(language, model=model)


def test_a_pipeline_gives_the_facts_that_extract_gives(model: bool):
    from dealgraph.extractors.neural.extractor import ModelExtractor
    from dealgraph.extractors.rules.extractor import RuleExtractor

    (doc,) = documents(pipeline("en", model), [ARTICLE])
    (checked,) = extract([ARTICLE], ModelExtractor() if model else RuleExtractor())
    assert isinstance(checked, Checked)
    assert doc._.facts == checked.facts
    assert doc.text == ARTICLE.content
    assert doc._.article == ARTICLE


def test_names_are_spans_that_know_their_party(model: bool):
    (doc,) = documents(pipeline("en", model), [ARTICLE])
    names = {span.text: (span.label_, doc._.parties[span._.party]["name"]) for span in doc.spans["names"]}
    assert names["Tollgate Corp"] == names["Tollgate"] == ("company", "Tollgate Corp")
    assert names["Zellwig Inc"] == names["Zellwig"] == ("company", "Zellwig Inc")


def test_sentences_of_facts_are_spans_that_know_their_fact(model: bool):
    (doc,) = documents(pipeline("en", model), [ARTICLE])
    found = [(span.label_, span.text, int(span.id_)) for span in doc.spans["facts"]]
    assert found == [(fact.type, place.quote, n) for n, fact in enumerate(doc._.facts) for place in fact.evidence]


def test_bare_and_empty_texts_are_taken_in_batches(model: bool):
    nlp = pipeline("en", model)
    docs = list(nlp.pipe(TEXTS))
    assert [doc.text for doc in docs] == TEXTS
    assert docs[1]._.facts == docs[2]._.facts == ()
    assert [(doc._.parties, doc._.facts) for doc in docs] == [(doc._.parties, doc._.facts) for doc in map(nlp, TEXTS)]


def test_several_processes_give_what_one_gives(model: bool):
    nlp = pipeline("id", model)
    alone = [(doc.text, doc._.parties, doc._.facts) for doc in nlp.pipe(TEXTS)]
    assert [(doc.text, doc._.parties, doc._.facts) for doc in nlp.pipe(TEXTS, n_process=2)] == alone


def test_documents_can_be_saved(model: bool):
    nlp = pipeline("en", model)
    (doc,) = documents(nlp, [ARTICLE])
    (again,) = DocBin().from_bytes(DocBin(docs=[doc], store_user_data=True).to_bytes()).get_docs(nlp.vocab)
    assert (again._.article, again._.parties, again._.facts) == (ARTICLE, doc._.parties, doc._.facts)
    assert [(s.text, s.label_, s._.party) for s in again.spans["names"]] == [
        (s.text, s.label_, s._.party) for s in doc.spans["names"]
    ]


@pytest.mark.parametrize("name", [NAMES, RULES])
def test_spacy_knows_the_components_by_name(name: str, tmp_path: Path):
    nlp = spacy.blank("en")
    nlp.add_pipe(name)
    nlp.to_disk(tmp_path / "pipeline")
    code = (
        "import spacy, sys; nlp = spacy.load(sys.argv[1]); doc = nlp(sys.argv[2]); print(*doc.spans['names'], sep='|')"
    )
    command = [sys.executable, "-c", code, tmp_path / "pipeline", TEXTS[0]]
    assert subprocess.check_output(command, text=True, cwd=tmp_path).strip() == "Tollgate Corp|Zellwig Inc"


def test_the_model_is_a_component_too(network: Network):
    nlp = spacy.blank("id")
    nlp.add_pipe(MODEL)
    doc = nlp(TEXTS[3])
    assert [span.text for span in doc.spans["names"]] == ["PT Samudra Niaga Tbk", "PT Tirta Lestari"]
    assert nlp.analyze_pipes()["problems"] == {MODEL: []}
