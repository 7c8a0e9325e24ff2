"""Pairs judged together with the roles of their parties and with what else is said of them."""

from __future__ import annotations

import numpy as np
import pytest

from dealgraph.extractors.neural.judge import FEATURES, describe, judged
from dealgraph.extractors.neural.labels import STRUCTURE
from dealgraph.extractors.neural.tables import Table
from tests.extractors.neural.making import table, window

TWO_OFFERS = table(
    3,
    window(
        range(3),
        {(0, 1, "acquires"): 2.0, (0, 2, "acquires"): 1.0, (1, 2, "partners"): 3.0, (2, 1, "partners"): 1.0},
        {(0, "acquisition", "acquirer"): 4.0, (1, "acquisition", "target"): 0.5},
    ),
)


def of(made: Table, row: int, column: int, relation: str) -> dict[str, float]:
    rows, columns = made.pairs
    (place,) = np.flatnonzero((rows == row) & (columns == column))
    return dict(zip(FEATURES, describe(made, relation)[place].tolist(), strict=True))


def test_a_pair_is_described_by_its_score_its_roles_and_its_rivals():
    known = of(TWO_OFFERS, 0, 1, "acquires")
    assert known["pair"] == pytest.approx(2.0)
    assert (known["row role"], known["column role"]) == (pytest.approx(4.0), pytest.approx(0.5))
    assert known["row's best other"] == pytest.approx(1.0)
    assert known["column's best other"] == pytest.approx(-8.0)


def test_the_best_other_of_the_second_is_the_first():
    assert of(TWO_OFFERS, 0, 2, "acquires")["row's best other"] == pytest.approx(2.0)


def weights(**known: float) -> dict[str, dict[str, float]]:
    return {name: {"bias": 0.0, **dict.fromkeys(FEATURES, 0.0), **known} for name in STRUCTURE}


def test_without_weights_all_pairs_are_even():
    assert judged(TWO_OFFERS, weights()) == pytest.approx(0.5)


def test_peers_hold_as_much_one_way_as_the_other():
    prob = judged(TWO_OFFERS, weights(pair=1.0))
    rows, columns = TWO_OFFERS.pairs
    there, back = ((rows == 1) & (columns == 2)), ((rows == 2) & (columns == 1))
    place = STRUCTURE.index("partners")
    assert prob[there, place] == pytest.approx(prob[back, place])
    assert prob[there, STRUCTURE.index("acquires")] < 0.01


def test_an_article_without_names_has_no_pairs():
    assert judged(table(0), weights()).shape == (0, len(STRUCTURE))
