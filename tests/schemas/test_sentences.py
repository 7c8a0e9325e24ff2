"""A fact says itself in a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealgraph.schemas import FACT, FACT_TYPES, LANGUAGES, ROLES, STATUSES, Language, Money, Role, Status
from dealgraph.schemas.phrases import ENGLISH, INDONESIAN, Phrases
from dealgraph.schemas.sentences import FIELD, deal_name, fact_name, money_text, number_text


def test_the_fact_that_the_guide_begins_with():
    fact = FACT.validate_python(
        {
            "type": "investment",
            "status": "completed",
            "participants": [{"role": "investor", "name": "Meta"}, {"role": "investee", "name": "Scale AI"}],
            "amount": {"value": 14_300_000_000, "currency": "USD"},
            "stake": {"percent": 49},
        }
    )
    assert fact_name(fact) == "Meta invests $14.3B for 49% of Scale AI (completed)"
    assert fact_name(fact, "id") == "Meta menginvestasikan US$ 14,3 miliar untuk 49% saham Scale AI (selesai)"


@pytest.mark.parametrize(
    ("fact_type", "status", "parties", "values", "english", "indonesian"),
    [
        (
            "acquisition",
            "announced",
            [("acquirer", "Harrow Foods"), ("target", "Blyth Dairy"), ("seller", "Orme Capital")],
            {"amount": Money(value=1.25e9, currency="GBP")},
            "Harrow Foods acquires Blyth Dairy from Orme Capital for £1.25B (announced)",
            "Harrow Foods mengakuisisi Blyth Dairy dari Orme Capital senilai £ 1,25 miliar (diumumkan)",
        ),
        (
            "acquisition",
            "rumoured",
            [("target", "Blyth Dairy")],
            {"stake_percent": 51.5},
            "51.5% of Blyth Dairy is acquired (rumoured)",
            "51,5% saham Blyth Dairy diakuisisi (dikabarkan)",
        ),
        (
            "merger",
            "planned",
            [("party", "Nusa Air"), ("party", "Sunda Air"), ("result", "Nusantara Air")],
            {},
            "Nusa Air merges with Sunda Air into Nusantara Air (planned)",
            "Nusa Air bergabung dengan Sunda Air menjadi Nusantara Air (direncanakan)",
        ),
        (
            "investment",
            "completed",
            [("investor", name) for name in ("Alder", "Birch", "Cedar", "Dogwood")] + [("investee", "Kopiku")],
            {"amount": Money(value=2e7, currency="USD"), "round_name": "Series A"},
            "Alder, Birch and 2 others invest $20M in Kopiku (Series A, completed)",
            "Alder, Birch dan 2 lainnya menginvestasikan US$ 20 juta di Kopiku (Series A, selesai)",
        ),
        (
            "divestiture",
            "planned",
            [("seller", "Orme Capital")],
            {"stake_percent": 12},
            "Orme Capital sells a 12% stake (planned)",
            "Orme Capital menjual 12% saham (direncanakan)",
        ),
        (
            "ownership",
            "active",
            [("owner", "Astra Tani"), ("owned", "Sawit Jaya")],
            {"stake_percent": 79.68},
            "Astra Tani owns 79.68% of Sawit Jaya",
            "Astra Tani memiliki 79,68% saham Sawit Jaya",
        ),
        (
            "joint_venture",
            "completed",
            [("party", "Voss Motor"), ("party", "Bayu Energi"), ("venture", "Voltara")],
            {},
            "Voss Motor and Bayu Energi form a joint venture, Voltara (completed)",
            "Voss Motor dan Bayu Energi membentuk usaha patungan Voltara (selesai)",
        ),
        (
            "partnership",
            "under_review",
            [("party", "Google"), ("party", "Scale AI")],
            {},
            "Google reconsiders its partnership with Scale AI",
            "Google mempertimbangkan ulang kerja sama dengan Scale AI",
        ),
        (
            "supply",
            "terminated",
            [("supplier", "Scale AI"), ("customer", "OpenAI")],
            {},
            "Scale AI supplies OpenAI (terminated)",
            "Scale AI memasok OpenAI (dihentikan)",
        ),
        (
            "ipo",
            "planned",
            [("issuer", "Kopiku")],
            {"amount": Money(value=2.5e12, currency="IDR"), "stake_percent": 15},
            "Kopiku sells 15% of its shares to the public for Rp2.5T (planned)",
            "Kopiku menjual 15% saham kepada publik senilai Rp 2,5 triliun (direncanakan)",
        ),
        (
            "debt",
            "completed",
            [("borrower", "Blyth Dairy"), ("lender", "Bank of Ely"), ("lender", "Bank of Wells")],
            {},
            "Blyth Dairy borrows from Bank of Ely and Bank of Wells (completed)",
            "Blyth Dairy meminjam dari Bank of Ely dan Bank of Wells (selesai)",
        ),
        (
            "executive_move",
            "completed",
            [("person", "Alexandr Wang"), ("company_from", "Scale AI"), ("company_to", "Meta")],
            {},
            "Alexandr Wang leaves Scale AI for Meta (completed)",
            "Alexandr Wang pindah dari Scale AI ke Meta (selesai)",
        ),
        (
            "executive_move",
            "announced",
            [("person", "Rani Kusuma"), ("company_from", "Kopiku"), ("company_to", "Kopiku")],
            {"position": "direktur utama"},
            "Rani Kusuma becomes direktur utama of Kopiku (announced)",
            "Rani Kusuma menjadi direktur utama Kopiku (diumumkan)",
        ),
    ],
)
def test_each_fact_typein_both_languages(fact_type, status, parties, values, english, indonesian):
    assert deal_name(fact_type, status, parties, **values) == english
    assert deal_name(fact_type, status, parties, **values, language="id") == indonesian


@pytest.mark.parametrize(
    ("value", "currency", "english", "indonesian"),
    [
        (14.3e9, "USD", "$14.3B", "US$ 14,3 miliar"),
        (2.5e12, "IDR", "Rp2.5T", "Rp 2,5 triliun"),
        (999_999_999, "EUR", "€1B", "€ 1 miliar"),
        (19.7e6, "GBP", "£19.7M", "£ 19,7 juta"),
        (750_000, "CHF", "CHF 750,000", "CHF 750.000"),
        (0, "MYR", "RM0", "RM 0"),
        (3.2e15, "IDR", "Rp3,200T", "Rp 3.200 triliun"),
    ],
)
def test_amounts_are_written_as_each_language_writes_them(value, currency, english, indonesian):
    money = Money(value=value, currency=currency)
    assert (money_text(money), money_text(money, "id")) == (english, indonesian)


def test_names_are_never_read_as_wording():
    parties = [("acquirer", "[B] {target} <a|b>"), ("target", "Yahoo! {x}")]
    assert deal_name("acquisition", "completed", parties) == "[B] {target} <a|b> acquires Yahoo! {x} (completed)"


@pytest.mark.parametrize("phrases", [ENGLISH, INDONESIAN], ids=["en", "id"])
def test_wordings_name_only_fields_that_exist(phrases: Phrases):
    values = {"first", "others", "amount", "stake", "position"}
    for table in (phrases.told, phrases.reviewed):
        assert set(table) == set(FACT_TYPES)
        for fact_type, wordings in table.items():
            assert {field for wording in wordings for field in FIELD.findall(wording)} <= ROLES[
                fact_type
            ].allowed | values


names = st.text(min_size=1, max_size=30).filter(str.strip)
maybe_money = st.none() | st.builds(
    Money, value=st.floats(0, 1e16), currency=st.sampled_from(["USD", "IDR", "JPY", "CHF", "XAU"])
)


@st.composite
def deals(draw: st.DrawFn) -> tuple[str, list[tuple[Role, str]]]:
    fact_type = draw(st.sampled_from(FACT_TYPES))
    roles = st.sampled_from(sorted(ROLES[fact_type].allowed))
    return fact_type, draw(st.lists(st.tuples(roles, names), min_size=1, max_size=8))


@given(
    deal=deals(),
    status=st.sampled_from(STATUSES),
    amount=maybe_money,
    stake=st.none() | st.floats(0, 100),
    round_name=st.none() | names,
    position=st.none() | names,
    language=st.sampled_from(LANGUAGES),
)
def test_a_sentence_is_one_line_that_names_somebody_and_never_shows_a_gap(
    deal, status: Status, amount, stake, round_name, position, language: Language
):
    fact_type, parties = deal
    sentence = deal_name(
        fact_type,
        status,
        parties,
        amount=amount,
        stake_percent=stake,
        round_name=round_name,
        position=position,
        language=language,
    )
    assert sentence == " ".join(sentence.split())
    assert any(" ".join(name.split()) in sentence for _, name in parties)
    if not any("None" in text for text in [*(name for _, name in parties), round_name or "", position or ""]):
        assert "None" not in sentence


@given(st.sampled_from(FACT_TYPES), st.sampled_from(STATUSES), st.data())
def test_every_role_alone_has_a_wording_of_its_own(fact_type, status, data):
    role = data.draw(st.sampled_from(sorted(ROLES[fact_type].allowed)))
    for language in LANGUAGES:
        sentence = deal_name(fact_type, status, [(role, "Kopiku")], language=language)
        assert "Kopiku" in sentence
        assert not sentence.removeprefix("Kopiku").startswith(" (")
        assert sentence != "Kopiku"


@given(st.floats(0, 1e15), st.sampled_from(LANGUAGES))
def test_numbers_read_back_to_two_decimals(value, language):
    thousands, decimal = (",", ".") if language == "en" else (".", ",")
    text = number_text(value, language)
    assert float(text.replace(thousands, "").replace(decimal, ".")) == pytest.approx(value, abs=0.00500001, rel=1e-12)
