"""English and Indonesian are told from other languages, Malay above all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealgraph.extractors.language import UNDETERMINED, identify

ENGLISH = [
    "Harbour Foods said on Friday it had agreed to buy the flour maker Kelso Mills for $420 million in cash.",
    "HARBOUR FOODS <HBF> TO BUY KELSO MILLS UNIT",
    "PT Medika Sentosa Tbk said its parent, Grup Sentosa of Jakarta, would sell a 40 percent stake to Bhakti Capital.",
    "Kelso Mills names new chief executive",
]
INDONESIAN = [
    "Perusahaan rintisan logistik asal Bandung itu meraih pendanaan Seri B senilai US$ 20 juta yang dipimpin Bhakti.",
    "Medika Sentosa (MDST) Caplok 40% Saham Harbour Foods",
    "Eks Dirut Harbour Foods Jadi Komisaris Medika Sentosa",
    "Scale AI, Databricks, dan Snowflake masih menjadi pemasok data bagi OpenAI, kata juru bicara perusahaan tersebut.",
]
MALAY = [
    "Syarikat itu memeterai perjanjian untuk memperoleh 30 peratus kepentingan dalam Kelso Mills bernilai RM420 juta.",
    "Harbour Foods lantik pengerusi baharu selepas Datuk Hamid letak jawatan",
    "Lembaga pengarah Sentosa Bhd menolak tawaran itu kerana harganya terlalu rendah, kata kenyataan syarikat semalam.",
]
OTHERS = {
    "de": "Die Harbour Foods AG übernimmt den Mühlenbetreiber Kelso für 420 Millionen Euro, teilte die Firma mit.",
    "nl": "Het bedrijf neemt een belang van veertig procent in de meelfabriek, zo werd vrijdag bekendgemaakt.",
    "es": "La empresa anunció el viernes la compra del fabricante de harina por 420 millones de dólares.",
    "tl": "Bibilhin ng kumpanya ang pabrika ng harina sa halagang apat na raang milyong piso, ayon sa pahayag nito.",
    "zh": "该公司周五宣布以四亿二千万美元收购面粉制造商。",
}


@pytest.mark.parametrize("text", ENGLISH)
def test_english(text: str):
    assert identify(text) == "en"


@pytest.mark.parametrize("text", INDONESIAN)
def test_indonesian_full_of_foreign_names(text: str):
    assert identify(text) == "id"


@pytest.mark.parametrize("text", MALAY)
def test_malay_is_not_taken_for_indonesian(text: str):
    assert identify(text) == "ms"


@pytest.mark.parametrize("language", OTHERS)
def test_other_languages_keep_their_code(language: str):
    assert identify(OTHERS[language]) == language


@pytest.mark.parametrize("text", ["", " \n", "12,5% 2025-06-13", "— … !"])
def test_without_letters_no_language_is_told(text: str):
    assert identify(text) == UNDETERMINED


def test_leading_white_space_does_not_hide_the_text():
    assert identify(" \n" * 500 + ENGLISH[0]) == "en"


@given(st.text())
def test_any_text_gets_a_code(text: str):
    assert identify(text).isascii()
