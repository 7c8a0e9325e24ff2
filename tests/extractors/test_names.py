"""Mentions, their kinds, and which of them mean the same party."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealgraph.extractors.names.clusters import abbreviates, name_key
from dealgraph.extractors.names.document import NamedDocument, read_names
from dealgraph.extractors.names.references import find_references
from dealgraph.extractors.text import tokenize
from dealgraph.schemas import Article, Language


def named(text: str, title: str | None = None, language: Language = "en") -> NamedDocument:
    return read_names(Article(doc_id="1", title=title, text=text, language=language))


def mentions(text: str) -> list[str]:
    return [mention.text for mention in named(text).mentions]


def kinds(text: str) -> dict[str, str]:
    return {mention.text: mention.kind for mention in named(text).mentions}


def forms(text: str, title: str | None = None) -> list[tuple[str, ...]]:
    return [party.forms for party in named(text, title).parties]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Shares of Delwood Paper Co., Ltd. fell.", ["Delwood Paper Co., Ltd."]),
        ("It bought Harcourt & Sons from Tollgate.", ["Harcourt & Sons", "Tollgate"]),
        ("The Bank of Tollgate and Delwood agreed.", ["Bank of Tollgate", "Delwood"]),
        ("Saham PT Samudra Karya (Persero) Tbk naik.", ["PT Samudra Karya (Persero) Tbk"]),
        ("It was backed by a16z Speedrun and eFarmina.", ["a16z Speedrun", "eFarmina"]),
        ("The unit <Norvik Energy Exploration Inc> is new.", ["Norvik Energy Exploration Inc"]),
        ("Delwood <DLW.N> met Harcourt HCT.N today.", ["Delwood", "Harcourt"]),
        ("Delwood Corp. (NASDAQ: DLWD) grew.", ["Delwood Corp."]),
        ("Yesterday it rose. However, nobody knew.", []),
        ("The Company signed a Letter of Intent in May.", []),
        ("DELWOOD PAPER TO BUY TOLLGATE BREWERIES", ["DELWOOD PAPER", "TOLLGATE BREWERIES"]),
        ("Bank Samudra Resmi Caplok Zellwig Rp 2,5 T", ["Bank Samudra", "Zellwig"]),
    ],
)
def test_names_are_found_whole(text: str, found: list[str]) -> None:
    assert mentions(text) == found


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("It named Robert Mayfield as president.", "Robert Mayfield", "person"),
        ("Delwood CEO Hortense Quill resigned.", "Hortense Quill", "person"),
        ("Menurut Direktur Utama Samudra Budi Hadi, tidak.", "Budi Hadi", "person"),
        ("Shares of Delwood Paper Inc fell.", "Delwood Paper Inc", "company"),
        ("It has a plant in Jakarta.", "Jakarta", "place"),
        ("That was told by Reuters.", "Reuters", "outlet"),
        ("It will list on Nasdaq soon.", "Nasdaq", "body"),
        ("Nothing is known of Zellwig.", "Zellwig", "name"),
    ],
)
def test_a_mention_has_the_kind_that_its_words_tell(text: str, name: str, kind: str) -> None:
    assert kinds(text)[name] == kind


def test_a_title_parts_the_company_from_the_person() -> None:
    assert mentions("Tollgate CEO Peter Marsh spoke.") == ["Tollgate", "Peter Marsh"]
    assert mentions("Kata Direktur Utama Tollgate Budi Hadi kemarin.") == ["Tollgate", "Budi Hadi"]


def test_a_common_word_that_opens_a_sentence_is_a_name_only_where_the_text_writes_it_so_elsewhere() -> None:
    assert mentions("Square fell.") == []
    assert mentions("He said Square fell. Square rose again.") == ["Square", "Square"]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Scale AI grew. Investors like Scale.", [("Scale AI", "Scale")]),
        ("Bank Negara Tollgate (BNT) tumbuh. Laba BNT naik.", [("Bank Negara Tollgate", "BNT")]),
        ("General Harcourt Electric (GHE) grew.", [("General Harcourt Electric", "GHE")]),
        ("Delwood Inc, the company. Later Delwood grew.", [("Delwood Inc", "Delwood")]),
        ("Norvik Corp and Norvik Arabia Ltd met.", [("Norvik Corp",), ("Norvik Arabia Ltd",)]),
        ("It owns Norvik. Its unit Norvik Securities is new.", [("Norvik",), ("Norvik Securities",)]),
        ("Delwood makes the Delwood A380.", [("Delwood",), ("Delwood A380",)]),
        ("He met Robert Mayfield. Later Mayfield left.", [("Robert Mayfield", "Mayfield")]),
        ("Merger of PT Samudra Karya Tbk (SMDK) and Tollgate.", [("PT Samudra Karya Tbk", "SMDK"), ("Tollgate",)]),
    ],
)
def test_forms_of_one_party_meet_and_those_of_others_do_not(text: str, parties: list[tuple[str, ...]]) -> None:
    assert forms(text) == parties


def test_a_headline_may_use_the_short_form_before_the_text_gives_the_full_one() -> None:
    assert forms("Delwood Paper said it sold a mill. Delwood gave no price.", title="Delwood sells mill") == [
        ("Delwood Paper", "Delwood")
    ]


def test_keys_of_names_leave_out_what_does_not_tell_them_apart() -> None:
    assert name_key("The Délwood Group, Inc.") == ("delwood",)
    assert name_key("Holding") == ("holding",)
    assert abbreviates(("bnt",), ("bank", "negara", "tollgate"))
    assert not abbreviates(("bnt",), ("delwood", "paper"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The company said its bid stands", ["The company", "its"]),
        ("Perusahaan itu menjual anak usaha perseroan", ["Perusahaan itu", "perseroan"]),
        ("the parent company of Delwood", []),
        ("a company and some firm", []),
    ],
)
def test_references_are_generic_mentions_of_something_known(text: str, found: list[str]) -> None:
    tokens = tokenize(text)
    spans = [(tokens[r.first].start, tokens[r.last - 1].end) for r in find_references(tokens)]
    assert [text[start:end] for start, end in spans] == found


@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1).filter(str.strip))
def test_every_mention_stands_where_it_says_and_belongs_to_one_party(text: str) -> None:
    document = named(text)
    assert all(document.content[m.start : m.end] == m.text for m in document.mentions)
    assert all(a.end <= b.start for a, b in zip(document.mentions, document.mentions[1:], strict=False))
    assert sorted(m for p in document.parties for m in p.mentions) == sorted(document.mentions)
    assert all(set(p.forms) == {m.text for m in p.mentions} for p in document.parties)
