"""The model card says what was measured."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def card() -> ModuleType:
    """`training/card.py`; the folder is no package."""
    spec = importlib.util.spec_from_file_location("card", ROOT / "training" / "card.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def counts(f1: float, gold: int, **more: Any) -> dict[str, Any]:
    return {"f1": f1, "gold": gold, **more}


FIGURES = {
    "own/tiny": {
        "fact_f1": 0.5,
        "tables": {
            "documents": 2,
            "facts": {"acquisition": counts(0.5, 4), "all": counts(0.5, 4, interval=[0.25, 0.75])},
            "slots": {"amount": counts(1.0, 3), "all": counts(0.75, 9)},
            "calibration_error": 0.0312,
            "sure": {"facts": 3, "precision": 1.0},
        },
    },
    "own/none": {
        "tables": {
            "documents": 1,
            "facts": {"all": counts(0.0, 0)},
            "slots": {"all": counts(0.0, 0)},
            "calibration_error": 0.0,
            "sure": {"facts": 0, "precision": None},
        },
    },
}


def test_tables_stand_between_their_marks(card: ModuleType):
    made = card.rendered(f"before\n{card.BEGIN}of last year\n{card.END}after\n", FIGURES)
    assert made.startswith("before\n")
    assert made.endswith("after\n")
    assert "of last year" not in made
    assert card.rendered(made, FIGURES) == made


def test_sets_types_slots_and_confidence_are_shown(card: ModuleType):
    made = "\n".join(card.lines(FIGURES))
    assert "| own/tiny | 2 | 0.500 | 0.250 to 0.750 | 0.750 | – |" in made
    assert "| acquisition | 0.50 (4) | – |" in made
    assert "| amount | 1.00 (3) | – |" in made
    assert "| own/tiny | 0.031 | 3 | 100.0% |" in made
    assert "| own/none | 0.000 | 0 | – |" in made


def test_a_card_without_a_place_for_them_is_refused(card: ModuleType):
    with pytest.raises(ValueError, match="no place"):
        card.rendered("nothing here", FIGURES)


def test_the_card_is_in_step_with_the_figures(card: ModuleType):
    figures = json.loads(card.FIGURES.read_text(encoding="utf-8"))
    said = card.CARD.read_text(encoding="utf-8")
    assert card.rendered(said, figures) == said
