"""The table of an article: mentions pooled to groups, windows pooled to an article."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealgraph.extractors.neural.labels import RELATIONS, STATUS_LABELS
from dealgraph.extractors.neural.tables import NEVER, Table, WindowScores
from tests.extractors.neural.making import table, window


def logit(made: Table, row: int, column: int, relation: str) -> float:
    return float(made.logits(np.array(row), np.array(column), relation))


def test_a_group_says_what_its_mentions_say_together():
    made = table(2, window([0, 0, 1], {(0, 2, "acquires"): 2.0, (1, 2, "acquires"): 2.0}))
    assert logit(made, 0, 1, "acquires") == pytest.approx(2 + np.log(2), abs=0.01)
    assert logit(made, 1, 0, "acquires") < -5


def test_of_several_windows_the_one_that_says_it_most_counts():
    made = table(2, window([0, 1], {(0, 1, "owns"): 1.0}), window([1, 0], {(1, 0, "owns"): 3.0}))
    assert logit(made, 0, 1, "owns") == pytest.approx(3.0, abs=0.01)


def test_groups_that_never_meet_say_nothing_of_each_other():
    made = table(4, window([0, 1]), window([1, 3]))
    assert logit(made, 0, 3, "owns") == logit(made, 2, 2, "owns") == NEVER
    assert made.beside(1) == {0, 1, 3}
    assert made.beside(0, 1) == {0, 1}
    assert made.beside(0, 3) == made.beside(2) == set()


def test_an_article_without_windows_has_an_empty_table():
    made = table(0)
    assert (len(made.rel), len(made.role), len(made.pairs[0])) == (0, 0, 0)


def test_status_follows_the_mention_pair_that_says_the_relation_most():
    first = window([0, 1], {(0, 1, "acquires"): 0.0}, status="rumoured")
    second = window([0, 1], {(0, 1, "acquires"): 6.0}, status="terminated")
    states = table(2, first, second).pair_status(0, 1, "acquires")
    assert STATUS_LABELS[int(states.argmax())] == "terminated"
    assert states.sum() == pytest.approx(1)


def test_sentences_are_those_of_the_strongest_pair():
    said = {(0, 2, "acquires"): 1.0, (1, 3, "acquires"): 2.0}
    made = table(2, window([0, 0, 1, 1], said, sentence=[0, 3, 0, 4]))
    assert made.pair_sentences(0, 1, "acquires") == (3, 4)


def test_a_single_group_has_sentence_and_status_too():
    played = {(0, "ipo", "issuer"): 1.0, (1, "ipo", "issuer"): 2.0}
    made = table(1, window([0, 0], None, played, status="planned", sentence=[1, 2]))  # type: ignore[arg-type]
    assert made.role_sentence(0, "ipo", "issuer") == (2,)
    assert STATUS_LABELS[int(made.role_status(0, "ipo", "issuer").argmax())] == "planned"


grouped = st.lists(st.lists(st.integers(0, 5), min_size=1, max_size=6), max_size=4)


@given(grouped, st.integers(0, 2**32 - 1))
def test_the_table_is_what_a_full_one_would_be(groups: list[list[int]], seed: int):
    dice = np.random.default_rng(seed)
    windows: list[WindowScores] = []
    for group in groups:
        made = window(group)
        made.rel[:] = dice.normal(size=made.rel.shape)
        windows.append(made)
    full = np.full((6, 6, len(RELATIONS)), NEVER)
    for one in windows:
        for a in set(one.group.tolist()):
            for b in set(one.group.tolist()):
                part = one.rel[np.ix_(one.group == a, one.group == b)]
                full[a, b] = np.maximum(full[a, b], np.log(np.exp(part).sum((0, 1))))
    every = np.arange(6)
    for number, relation in enumerate(RELATIONS):
        found = table(6, *windows).logits(every[:, None], every[None, :], relation)
        assert np.allclose(found, full[..., number], atol=1e-3)
