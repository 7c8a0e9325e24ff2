"""Copies of one story are found though they are cut and edited; other stories are not taken for copies."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from dealgraph.graph.copies import copy_groups, sketch_of
from dealgraph.graph.records import Sketch
from dealgraph.schemas import Article, Language
from tests.graph.effort import examples

WORDS = """
bank price share board offer vote market plant fund loan report chair plan trade unit buyer seller profit bond rate cash
state court rule group union mine port road steel grain fuel power water paper wood glass cloth food drink drug tool
north south east west early late large small new old strong weak first second third final open closed firm fresh
agrees sells buys lends votes rises falls holds builds ships mines grows cuts adds names wants takes gives keeps
""".split()


def story(seed: int, length: int = 220) -> list[str]:
    """Words of an invented story; another seed is another story."""
    chooser = random.Random(seed)
    return [chooser.choice(WORDS) for _ in range(length)]


def sketch(words: list[str], *, day: str | None = "2025-06-13", language: Language = "en") -> Sketch:
    return sketch_of(
        Article(doc_id="x", title="An own headline", text=" ".join(words), published=day, language=language)
    )


def copied(one: Sketch, two: Sketch) -> bool:
    groups = copy_groups({"a": one, "b": two})
    assert groups["a"] == "a"
    return groups["b"] == "a"


ORIGINAL = sketch(story(1))


def test_the_same_text_under_another_headline_and_dateline_is_a_copy() -> None:
    assert copied(ORIGINAL, sketch(story(1), day="2025-06-14"))
    assert copied(ORIGINAL, sketch(["JAKARTA,", "KOMPAS.com", "–", *story(1)]))
    assert copied(ORIGINAL, sketch(["LONDON", "(Reuters)", "-", *story(1)]))


def test_a_cut_text_is_a_copy() -> None:
    assert copied(ORIGINAL, sketch(story(1)[:110]))
    assert copied(ORIGINAL, sketch(story(1)[:70]))


def test_a_lightly_edited_text_is_a_copy() -> None:
    edited = ["indeed" if place % 30 == 7 else word for place, word in enumerate(story(1))]
    assert copied(ORIGINAL, sketch(edited))


def test_a_text_with_a_tail_of_the_outlet_is_a_copy() -> None:
    assert copied(ORIGINAL, sketch(story(1) + story(9, 60)))


def test_another_story_is_no_copy() -> None:
    assert not copied(ORIGINAL, sketch(story(2)))


def test_a_story_that_only_begins_alike_is_no_copy() -> None:
    assert not copied(ORIGINAL, sketch(story(1)[:50] + story(2, 170)))


def test_the_same_text_in_another_month_or_language_is_no_copy() -> None:
    assert not copied(ORIGINAL, sketch(story(1), day="2025-08-13"))
    assert not copied(ORIGINAL, sketch(story(1), language="id"))


def test_texts_without_a_date_can_be_copies() -> None:
    assert copied(ORIGINAL, sketch(story(1), day=None))


def test_texts_that_are_too_short_to_tell_are_no_copies() -> None:
    brief = sketch(story(1, 12))
    assert not copied(brief, brief)


def test_copies_of_copies_are_one_group_named_after_the_smallest_id() -> None:
    words = story(3, 300)
    groups = copy_groups(
        {"c": sketch(words), "b": sketch(words[:150]), "d": sketch(words[:150] + story(4, 40)), "a": ORIGINAL}
    )
    assert groups == {"a": "a", "b": "b", "c": "b", "d": "b"}


texts = [sketch(story(seed)[: 220 - 60 * cut]) for seed in (1, 2) for cut in range(3)]


@given(st.lists(st.sampled_from(texts), max_size=8), st.randoms(use_true_random=False))
@settings(max_examples=examples(30), deadline=None)
def test_the_order_of_articles_does_not_matter(drawn: list[Sketch], shuffler: random.Random) -> None:
    sketches = {f"a{number}": one for number, one in enumerate(drawn)}
    shuffled = list(sketches.items())
    shuffler.shuffle(shuffled)
    assert copy_groups(sketches) == copy_groups(dict(shuffled))
