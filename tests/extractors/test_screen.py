"""The screen keeps what tells of deals and passes over the rest, whatever the text looks like."""

from __future__ import annotations

import string
import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dealgraph.errors import DealgraphError
from dealgraph.extractors.screen import FILE, NAME, NUMBER, UNKNOWN, YEAR, Screen, Symbols, Words, load, shipped
from dealgraph.extractors.text import split_sentences

DEALS = [
    "Harrow Mills Inc said it has agreed to acquire Blyth Paper Co for $47.5 million in cash.",
    "PT Samudra Niaga Tbk resmi mengakuisisi 51% saham PT Tirta Lestari senilai Rp 2,5 triliun.",
    "Perseroan menandatangani perjanjian kerja sama dengan PT Cakra Energi.",
    "Tarn Biotech raised $20 million in a Series B round led by Quill Ventures.",
    "Ayu Larasati ditunjuk sebagai direktur utama PT Cakra Energi.",
    "The board appointed Jane Holloway as chief executive of Tarn Biotech.",
    "Orrin Bank lent the company 300 million euros under a new credit facility.",
]
OTHERS = [
    "Wheat prices fell on Thursday as rain eased the drought in the plains.\n"
    "Farmers said yields would be near the average of the last ten years.\n"
    "The weather office expects showers until the weekend.",
    "Hujan deras mengguyur kota sejak pagi. Warga diminta waspada terhadap banjir.\n"
    "Suhu udara diperkirakan turun hingga akhir pekan.",
]


@pytest.fixture(scope="module")
def screen() -> Screen:
    return shipped()


def kept(screen: Screen, content: str) -> list[int]:
    return screen.keep(content, split_sentences(content))


@pytest.mark.parametrize("deal", DEALS)
def test_a_deal_is_read_in_lower_case_as_a_headline_and_in_capitals(screen: Screen, deal: str):
    for content in (deal, deal.lower(), deal.upper(), string.capwords(deal)):
        assert kept(screen, content) == [0]


@pytest.mark.parametrize("content", OTHERS)
def test_an_article_that_tells_of_no_deal_is_passed_over(screen: Screen, content: str):
    assert kept(screen, content) == []


@pytest.mark.parametrize("content", OTHERS)
def test_one_sentence_of_a_deal_makes_an_article_worth_reading(screen: Screen, content: str):
    whole = f"{content}\n{DEALS[0]}\n{content}"
    place = len(split_sentences(content))
    assert {0, 1, place - 1, place, place + 1} <= set(kept(screen, whole))


def test_a_deal_scores_higher_than_the_weather(screen: Screen):
    content = "\n".join([*OTHERS, DEALS[0]])
    scores = screen.scores(content, split_sentences(content))
    assert scores.argmax() == len(scores) - 1


def test_names_are_not_looked_at(screen: Screen):
    other = DEALS[0].replace("Harrow", "Qwertzui").replace("Blyth", "Zzyzx")
    assert np.array_equal(
        screen.scores(DEALS[0], split_sentences(DEALS[0])), screen.scores(other, split_sentences(other))
    )


def test_a_word_is_known_in_any_case_and_others_go_by_their_looks():
    words = Words(["bought", "%"])
    assert words["bought"] == words["Bought"] == words["BOUGHT"]
    looks = {"Harrow": NAME, "QX": NAME, "xyzzy": UNKNOWN, "2024": YEAR, "14,3": NUMBER, "7": NUMBER}
    assert {word: words[word] for word in looks} == looks
    assert len(words) == 4


def test_no_sentence_is_empty_in_symbols():
    symbols = Symbols.of(Words(["bought"]), "Harrow bought it. --- ...", [(0, 17), (18, 21), (22, 25)])
    assert symbols.lengths.tolist() == [4, 1, 1]
    assert len(symbols.pairs) == len(symbols.ids) - 1


def test_nothing_to_read_is_nothing_to_keep(screen: Screen):
    assert screen.keep("", []) == []
    assert len(screen.scores("", [])) == 0


texts = st.lists(
    st.text(max_size=60) | st.sampled_from([*DEALS, *OTHERS, "\u200b\u202e", "🙂", "<p>&nbsp;</p>", "١٢٣ 12"]),
    max_size=6,
).map("\n".join)


@settings(deadline=None, max_examples=80)
@given(texts, texts)
def test_an_article_is_judged_by_its_own_text_alone(content: str, other: str):
    first, sentences = shipped(), split_sentences(content)
    before = first.scores(content, sentences)
    first.keep(other, split_sentences(other))
    assert np.array_equal(first.scores(content, sentences), before)
    numbers = first.keep(content, sentences)
    assert numbers == sorted(set(numbers))
    assert all(0 <= number < len(sentences) for number in numbers)
    assert np.isfinite(before).all()


@pytest.mark.parametrize("unit", [DEALS[0] + " ", "acquired ", "a", "9.", "A", "\u200b", "$"])
def test_time_grows_with_the_length_of_the_text(screen: Screen, unit: str):
    def seconds(length: int) -> float:
        content = (unit * (length // len(unit) + 1))[:length]
        for sentences in (split_sentences(content), [(0, length)]):
            screen.keep(content, sentences)
        return time.process_time()

    start = seconds(20_000)
    small = seconds(100_000) - start
    large = seconds(400_000) - start - small
    assert large < 15 * max(small, 0.02)


def test_the_file_is_small():
    assert FILE.stat().st_size < 1_000_000


@pytest.mark.parametrize("damage", ["missing", "empty", "cut", "foreign"])
def test_a_damaged_file_is_told_in_one_sentence(tmp_path: Path, damage: str):
    path = tmp_path / "screen.npz"
    content = FILE.read_bytes()
    if damage != "missing":
        path.write_bytes({"empty": b"", "cut": content[: len(content) // 2], "foreign": b"not a screen"}[damage])
    with pytest.raises(DealgraphError, match=r"The screen in .* can't be loaded"):
        load(path)
