"""Money: what is found, with which place, value and currency; and that no text is too long or too strange."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealgraph.extractors.values.amounts import FoundMoney, find_amounts
from dealgraph.extractors.values.numbers import read_digits
from dealgraph.schemas import LANGUAGES, Language
from tests.extractors.golden_cases import cases

WORDS = st.sampled_from(
    "$|Rp|US$|5|1.2|1,5|1.000.000|mln|dlrs|miliar|M|T|to|hingga|a|per|share|half|a billion|dolar|AS|€|pounds|-|\n|"
    "saham|juta|½|٥|🦊|\u200b|İ".split("|")
)


def flags(money: FoundMoney) -> str:
    said = {"share": money.per_share, "range": money.in_range, "elided": money.elided}
    return " ".join(flag for flag, holds in said.items() if holds)


@pytest.mark.parametrize("case", cases("amounts"))
def test_golden(case: dict[str, Any]) -> None:
    found = find_amounts(case["text"], case["language"])
    assert [[m.raw, m.value, m.currency, *([flags(m)] if flags(m) else [])] for m in found] == case["found"]


def test_a_figure_that_can_be_read_in_two_ways_says_both() -> None:
    (money,) = find_amounts("Nilainya US$ 1.250 juta.", "id")
    assert money.value == 1_250_000_000
    assert money.says(1_250_000, "USD")


def test_a_bare_dollar_is_usd_unless_the_article_names_another() -> None:
    (alone,) = find_amounts("It pays $12 million.", "en")
    assert alone.says(12_000_000, "USD")
    assert not alone.says(12_000_000, "CAD")
    beside, named = find_amounts("It pays $12 million, of C$16 million.", "en")
    assert (beside.currency, named.currency) == ("USD", "CAD")
    assert beside.says(12_000_000, "CAD")


def test_amounts_agree_to_within_half_a_per_cent() -> None:
    (money,) = find_amounts("worth $14.34 billion", "en")
    assert money.says(14_300_000_000, "USD")
    assert not money.says(14_000_000_000, "USD")


@pytest.mark.parametrize("digits", ["18.9.2022", "1.2.3", "12,34,56", "1.2.3,4"])
def test_what_is_no_number_has_no_reading(digits: str) -> None:
    assert read_digits(digits, "en") == ()


@given(st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=200), st.sampled_from(LANGUAGES))
def test_every_amount_stands_where_it_says(text: str, language: Language) -> None:
    found = find_amounts(text, language)
    assert all(text[money.start : money.end] == money.raw and money.value >= 0 for money in found)
    assert [money.start for money in found] == sorted(money.start for money in found)
    assert all(money.says(money.value, money.currency) for money in found)


def test_a_sentence_of_twenty_thousand_words_and_an_article_ten_times_as_long_are_read_whole() -> None:
    sentence = "dan dibayar $5 to 7 million serta Rp 1.000 per saham, 1.2 mln shares, itu saja kata direksi " * 1_000
    assert len(sentence.split()) > 17_000
    assert len(find_amounts(sentence, "id")) == 3 * 1_000
    assert len(find_amounts(sentence * 10, "en")) == 3 * 10_000


@pytest.mark.parametrize(
    "text", ["1" * 100_000, "1." * 20_000, "$" * 50_000, "5 - " * 10_000, "a hundred and " * 5_000]
)
def test_strange_texts_end(text: str) -> None:
    assert isinstance(find_amounts(text, "id"), list)
