"""Sentences and tokens: what is cut where, and that places are always right."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealgraph.extractors.text import split_sentences, tokenize


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


def words(text: str) -> list[str]:
    return [token.text for token in tokenize(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Delwood Inc. Chief Executive Ann Poole agreed.",
        "PT. Samudra Karya Tbk. menjual saham.",
        "Mr. Poole met Dr. Hadi on Jan. 5 at St. James.",
        "The U.S. Treasury and J. P. Harcourt own it.",
        "Harga saham Rp. 1.250 per lembar.",
        "See No. 5 for p. 12.",
        "It paid $1.5 billion for 49.9 percent.",
    ],
)
def test_an_abbreviation_or_number_ends_no_sentence(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Delwood sold it. Harcourt bought it.", ["Delwood sold it.", "Harcourt bought it."]),
        ("It was sold to Harcourt Inc. The price was low.", ["It was sold to Harcourt Inc.", "The price was low."]),
        ('"We agreed." He left.', ['"We agreed."', "He left."]),
        ("Jadi dijual? Ya! Besok.", ["Jadi dijual?", "Ya!", "Besok."]),
        ("A TITLE WITHOUT STOP\n\nThe text begins.", ["A TITLE WITHOUT STOP", "The text begins."]),
        ("- Delwood sells\n- Harcourt buys", ["- Delwood sells", "- Harcourt buys"]),
        ("1. Ann Poole sebagai Komisaris\n2. Budi Hadi sebagai Direktur", None),
        ("all small letters. no capitals at all.", ["all small letters.", "no capitals at all."]),
        ("no stop at all", ["no stop at all"]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, parts: list[str] | None) -> None:
    assert sentences(text) == (parts or text.split("\n"))


def test_a_hard_wrapped_line_goes_on() -> None:
    text = (
        "Harcourt Mills said on Friday that it agreed to buy the Delwood\n"
        "Paper Co for 47.5 mln dlrs in cash and notes of the company\n"
        "after talks of a year."
    )
    assert sentences(text) == [text]


def test_words_keep_their_inner_marks_and_lose_what_is_no_part_of_them() -> None:
    assert words("AT&T's Wix.com deal") == ["AT&T", "'s", "Wix.com", "deal"]
    assert words("Swiss-based ABB, EADS-owned Airbus") == [
        *("Swiss", "-", "based", "ABB", ","),
        *("EADS", "-", "owned", "Airbus"),
    ]
    assert words("Mobile-8 naik 1.250,5 poin") == ["Mobile-8", "naik", "1.250,5", "poin"]
    assert words("zero\u200bwidth \u202eRTL\u202c \ufeffmark") == ["zero", "width", "RTL", "mark"]


@given(st.text())
def test_tokens_and_sentences_say_what_stands_at_their_place(text: str) -> None:
    assert all(text[start:end] == word for word, start, end in tokenize(text))
    spans = split_sentences(text)
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)
    assert all(before.end <= after.start for before, after in pairwise(spans))
    covered = "".join(text[start:end] for start, end in spans)
    assert "".join(covered.split()) == "".join(text.split())


def test_a_sentence_of_twenty_thousand_words_takes_no_longer_a_word() -> None:
    short, long = "Delwood buys mills and " * 500, "Delwood buys mills and " * 5000

    def seconds(text: str) -> float:
        begin = time.perf_counter()
        split_sentences(text)
        tokenize(text)
        return time.perf_counter() - begin

    assert len(split_sentences(long)) == 1
    assert min(seconds(long) for _ in range(3)) < 40 * min(seconds(short) for _ in range(3)) + 0.05
